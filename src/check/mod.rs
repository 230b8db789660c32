//! Is it still safe? The properties of the paper's figure 3 and what they rest on,
//! after every step, judged by someone who sees all servers at once.
//!
//! The checker looks at the servers' state and at their disks. It takes a server's word
//! only for when it did what is judged: applied an entry, took a read on, gave a vote. That a
//! voter has heard a leader is seen by its timer, and that a leader wants a candidate to stand
//! by what the candidate says.
//!
//! | file | what it holds |
//! |---|---|
//! | `property`, `evidence` | the properties, and what a violation of one looks like |
//! | `protects` | what each rule protects, and who has shipped without it |
//! | `safety` | what is looked at when, and what was seen before |
//! | `logs`, `commits`, `membership` | logs, what is committed, and who belongs to the cluster |
//! | `disks`, `promises`, `votes` | what is durable, and what was said and decided by it |
//! | `stores` | state machines, requests and reads |
//! | `linearizability`, `clients` | what clients were told |
//! | `liveness` | what has to be so after all faults are mended |
//! | `tests`, `cluster_tests` | that each of them sees what it is there for |
#![deny(clippy::float_arithmetic)]

mod clients;
#[cfg(test)]
mod cluster_tests;
mod commits;
mod disks;
mod evidence;
mod linearizability;
mod liveness;
mod logs;
mod membership;
mod promises;
mod property;
mod protects;
mod safety;
mod stores;
#[cfg(test)]
mod tests;
mod votes;

pub use evidence::{Evidence, Violation};
pub use linearizability::{ClientHistory, OperationId, Verdict};
pub use liveness::{NotLive, can_be_live, liveness_verdict};
pub use property::{Property, Standing};
pub use protects::{Protected, Protection, protection};
pub use safety::SafetyChecker;
