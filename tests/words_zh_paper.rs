//! Chinese says what English says of the paper's half: the same events, every question,
//! option and reason, every refusal and rule. It says it in Chinese.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;

use page_support::told::Told;
use raft_lunch::check::Property;
use raft_lunch::cluster::{
    Action, ClientId, CommandError, Content, Delivery, MessageKind, Refusal, SECOND, Scenario,
    Switch,
};
use raft_lunch::practice::{Belief, Family, Question, SetComplaint};
use raft_lunch::raft::{MembershipChange, RequestRefusal, ServerId};
use raft_lunch::why::{self, Waiting};
use raft_lunch::words::{Language, Locale, PracticeLanguage};

fn chinese() -> &'static dyn Language {
    Locale::Chinese.words()
}

fn practice() -> &'static dyn PracticeLanguage {
    Locale::Chinese.practice()
}
