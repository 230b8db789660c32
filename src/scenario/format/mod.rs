//! What a scenario file is made of, as types.
//!
//! | file | what it holds |
//! |---|---|
//! | `file` | the whole |
//! | `step`, `step_form` | what a script does, and how that is written |
//! | `claim` | what it waits for and expects |
//! | `who`, `name`, `rules` | servers and clients; words from fixed lists |
//! | `quantity`, `number`, `several` | times and shares; indices and terms; one thing or a list |
//! | `object` | what stands in a file as an object, and nothing else |

pub(super) mod claim;
pub(super) mod file;
pub(super) mod name;
pub(super) mod number;
pub(super) mod object;
pub(super) mod quantity;
pub(super) mod rules;
pub(super) mod several;
pub(super) mod step;
pub(super) mod step_form;
pub(super) mod who;

pub use claim::{AnswerClaim, Claim, InFlight, LogEntry};
pub use file::{RulesPart, ScenarioFile, ServerPart, Servers, StartServer, TimingPart, Version};
pub use name::{DiskState, Extension, Level, MessageName, Name, Named};
pub use number::Number;
pub use quantity::{Duration, Share, Span};
pub use rules::AnyRule;
pub use several::Several;
pub use step::{
    Clock, Compact, Delay, LinkPart, LinkStep, Members, MembershipStep, MembershipStepChange,
    NetworkPart, Pick, PollStep, Propose, ProtocolPart, Repeat, Step, TearDisk, Through, Transfer,
    Verb,
};
pub use who::{End, Label, Leader, MAX_NAME_CHARS, ServerKey, ServerRef, Which};
