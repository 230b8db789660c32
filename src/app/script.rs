//! The script of a scenario file that was opened, and how far it has been played.

use std::rc::Rc;

use super::App;
use super::edit::Edit;
use crate::cluster::{MachineRule, Micros, Switch};
use crate::raft::Rule;

/// A scenario file from which a run was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Its text; empty if there is none.
    pub source: Rc<str>,
    /// The moment at which it ends, if there is one.
    pub end: Option<Micros>,
    /// What it expects of the run: each as a sentence, with what came instead if it does
    /// not hold.
    pub expected: Vec<(String, Option<String>)>,
}

/// How far a script has been played.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ScriptStage {
    /// The run was not made from one.
    None,
    /// Nothing of it has been played: its text is to be read.
    Unplayed,
    /// It is under way.
    UnderWay,
    /// Its end is reached, so what it expects can be said without giving anything away.
    Over,
    /// The reader has changed the run: what the script expects is about another one.
    Left,
}

impl App {
    /// How far the script in hand has been played.
    pub fn script_stage(&self) -> ScriptStage {
        let script = &self.about.script;
        let (history, now) = (self.player.history(), self.player.cluster().now());
        match script.end {
            _ if script.source.is_empty() => ScriptStage::None,
            _ if *history.run() != self.origin => ScriptStage::Left,
            Some(end) if now >= end => ScriptStage::Over,
            _ if now == 0 && !self.player.is_playing => ScriptStage::Unplayed,
            _ => ScriptStage::UnderWay,
        }
    }

    /// True once the run is no longer the one of the scenario file that was opened: then a
    /// download has all that is done, but not what the script waits for and expects.
    pub fn has_left_script(&self) -> bool {
        self.script_stage() == ScriptStage::Left
    }

    /// The same run with every protection in force: what is different by then is said.
    pub(crate) fn restore_rules(&mut self) {
        let protocol = self.scenario().protocol;
        let missing = Switch::all_off(&protocol);
        let whole = missing.into_iter().fold(protocol, |so_far, rule| rule.flipped(&so_far));
        self.edit(Edit::Begin(whole));
    }
}

/// The published scenario that shows what a protection or an extension is for.
pub fn play_about(switch: Switch) -> &'static str {
    match switch {
        Switch::Core(rule) => match rule {
            Rule::LogCheckOnVotes => "without-log-check-on-votes.json",
            Rule::OneVotePerTerm => "without-one-vote-per-term.json",
            Rule::CurrentTermCommit => "without-current-term-commit.json",
            Rule::ConsistencyCheck => "without-consistency-check.json",
            Rule::TruncateOnlyAtConflict => "without-truncate-only-at-conflict.json",
            Rule::CommitClamp => "without-commit-clamp.json",
            Rule::Majority => "without-majority.json",
            Rule::JointMajorities => "without-joint-majorities.json",
            Rule::NoopFirst => "without-noop-first.json",
            Rule::OneChangeAtATime => "without-one-change-at-a-time.json",
            Rule::MembershipSessions => "without-membership-sessions.json",
            Rule::ReadConfirmation => "without-read-confirmation.json",
            Rule::LeaderCountsDurable => "without-leader-counts-durable.json",
            Rule::AcknowledgeVerified => "without-acknowledge-verified.json",
            Rule::NoOp => "without-no-op.json",
        },
        Switch::Machine(rule) => match rule {
            MachineRule::VoteKeptAcrossCrash => "without-vote-kept-across-crash.json",
            MachineRule::AcknowledgeAfterDurable => "without-acknowledge-after-durable.json",
            MachineRule::RandomisedTimeouts => "without-randomised-timeouts.json",
            MachineRule::SessionDeduplication => "without-session-deduplication.json",
        },
        Switch::PreVote => "hub-pre-vote.json",
        Switch::CheckQuorum => "mixed-extensions.json",
        Switch::LeaseRead => "stale-lease-read.json",
    }
}
