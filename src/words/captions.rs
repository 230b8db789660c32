//! The story's captions: one short sentence for each beat that matters, told
//! twice.

use super::paper::{decision_words, entry_words, raft_words};
use crate::cluster::{Action, Actor, Cluster, Content, Event, EventBody, MachineRule, Outcome};
use crate::lunch::{beat, dish_of, final_lines, line_text, teammate};
use crate::raft::{Decision, Index, Payload, Rule, ServerId, StepDown};

/// What is said over both pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// What it is about: the story tells each topic once.
    pub topic: Topic,
    /// In the words of the table.
    pub lunch: String,
    /// In the words of the paper.
    pub raft: String,
}

/// What a caption is about.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Nothing has happened yet.
    Opening,
    /// Somebody put the caption there.
    Said,
    /// A server stands for election.
    Candidate,
    /// A vote.
    Vote,
    /// A vote that is denied.
    Denied,
    /// An election won.
    Leader,
    /// A leader's first entry.
    Noop,
    /// A command in a leader's log.
    Append,
    /// A new configuration in a leader's log.
    Members,
    /// A follower copies a leader's first entry.
    CopyNoop,
    /// A follower copies entries.
    Copy,
    /// A follower cannot copy.
    Rejected,
    /// A log is put right.
    Truncated,
    /// A leader's first entry commits.
    FinalNoop,
    /// An entry commits.
    Final,
    /// A follower hears that a leader's first entry is committed.
    ToldNoop,
    /// A follower hears what is committed.
    Told,
    /// Every member has applied a command.
    AllKnow,
    /// A poll begins.
    Poll,
    /// A poll is counted.
    Tally,
    /// A client asks.
    Request,
    /// A client gets its answer.
    Answer,
    /// A client heard nothing in time.
    Timeout,
    /// A read is answered.
    Read,
    /// A server crashes.
    Crash,
    /// A server pauses.
    Pause,
    /// A server is back.
    Restart,
    /// A leader steps down.
    StepsDown,
    /// Something that is not in the paper's first half.
    Extension,
}

impl Topic {
    /// True if it is about something that decides how things go on, or undoes it: nobody
    /// should miss that.
    pub fn is_decisive(self) -> bool {
        matches!(
            self,
            Topic::Said
                | Topic::Candidate
                | Topic::Leader
                | Topic::FinalNoop
                | Topic::Final
                | Topic::Answer
                | Topic::AllKnow
                | Topic::Truncated
                | Topic::StepsDown
                | Topic::Timeout
                | Topic::Crash
                | Topic::Pause
                | Topic::Restart
        )
    }
}

impl Caption {
    fn new(topic: Topic, lunch: String, raft: String) -> Option<Caption> {
        Some(Caption { topic, lunch, raft })
    }

    /// What is said before anything has happened.
    pub fn opening(cluster: &Cluster) -> Caption {
        let servers = number(cluster.machines().len());
        let (lunch, raft) = match cluster.leader() {
            Some(leader) => (
                format!(
                    "{servers} teammates want one lunch. {} holds the order sheet.",
                    name(leader)
                ),
                format!("{leader} is the leader of term {}. The others follow it.", cluster.term()),
            ),
            None => (
                format!("{servers} teammates want one lunch. Nobody holds the order sheet yet."),
                format!(
                    "{servers} servers start as followers. Each waits for a leader, for a time of its own."
                ),
            ),
        };
        Caption { topic: Topic::Opening, lunch, raft }
    }

    /// Whether somebody put it there: it goes before what is said by itself.
    pub fn is_told(&self) -> bool {
        self.topic == Topic::Said
    }

    /// How long a reader needs for it, in milliseconds of their time.
    pub fn reading_ms(&self) -> f64 {
        let letters = self.lunch.chars().count() + self.raft.chars().count() / 2;
        1_000.0 + 34.0 * letters as f64
    }
}

/// The caption for `event`, if it matters enough; `cause` is what set it off, if that
/// happened at the same moment, and `cluster` the cluster right after it.
pub fn caption(event: &Event, cause: Option<&Event>, cluster: &Cluster) -> Option<Caption> {
    let told = || beat(event).map(|beat| beat.text).unwrap_or_default();
    let server = match event.id.actor {
        Actor::Server(server) => Some(server),
        _ => None,
    };
    match &event.body {
        EventBody::Decided(Decision::BecameCandidate { term }) => {
            let (server, name) = (server?, name(server?));
            // Told to stand, or made to: then nobody has run out of patience.
            let has_waited = cause.is_some_and(|cause| {
                let is_forced = cause.trigger.is_some_and(|by| by.actor == Actor::Student);
                matches!(cause.body, EventBody::TimerFired { .. }) && !is_forced
            });
            let (lunch, raft) = match has_waited {
                true => ("has waited long enough, and asks", "'s election timer ran out: it is a"),
                false => ("asks", " becomes a"),
            };
            Caption::new(
                Topic::Candidate,
                format!("{name} {lunch} all: may I hold the order sheet?"),
                format!("{server}{raft} candidate in term {term}."),
            )
        }
        EventBody::Decided(decision) => decided(server?, decision, cluster, &told),
        EventBody::Applied { index, request: Some(request), .. } => {
            let members = cluster.configuration().members();
            let has_it = |server: &ServerId| {
                let raft = cluster.machine(*server).and_then(|machine| machine.raft());
                raft.is_some_and(|raft| raft.last_applied() >= *index)
            };
            members.iter().all(has_it).then_some(())?;
            let all = match members.len() {
                some if some < cluster.machines().len() => format!("All {some} members"),
                all => format!("All {}", number(all).to_ascii_lowercase()),
            };
            Caption::new(
                Topic::AllKnow,
                format!(
                    "{all} know: line {index} is final. It is {}.",
                    dish_of(&request.operation)
                ),
                format!("{all} have applied index {index}: {}.", request.operation),
            )
        }
        EventBody::Sent(envelope) => match &envelope.content {
            Content::Request(request) => Caption::new(
                Topic::Request,
                format!(
                    "The asker brings it to {}: {}, please.",
                    envelope.to.server().map_or("", |to| teammate(to).name),
                    dish_of(&request.operation)
                ),
                format!("The client sends {} to {}.", request.operation, envelope.to),
            ),
            Content::Response { outcome: Outcome::Applied { index }, .. } => Caption::new(
                Topic::Answer,
                format!("{} answers the asker: it is line {index}, and final.", name(server?)),
                format!("{} has applied index {index} and answers the client.", server?),
            ),
            _ => None,
        },
        EventBody::ActionTaken(Action::Say { text }) => {
            Caption::new(Topic::Said, text.clone(), String::new())
        }
        EventBody::PollOpened { .. } => Caption::new(
            Topic::Poll,
            "The asker goes round: what would everyone like?".into(),
            "The client asks around. No server takes part in this.".into(),
        ),
        EventBody::PollTallied { .. } => Caption::new(
            Topic::Tally,
            told(),
            "This chooses which command the client will propose. Nothing is decided by it.".into(),
        ),
        EventBody::TimedOut { .. } => Caption::new(
            Topic::Timeout,
            told(),
            "Client timeout: no answer. The command may or may not take effect.".into(),
        ),
        EventBody::Crashed { .. } => Caption::new(
            Topic::Crash,
            told(),
            format!(
                "{} has crashed. What was durable stays: term{} and log.",
                server?,
                match cluster.protocol().machine_rules.keeps(MachineRule::VoteKeptAcrossCrash) {
                    true => ", vote",
                    false => "",
                }
            ),
        ),
        EventBody::Paused => Caption::new(
            Topic::Pause,
            told(),
            format!("{} is paused: messages and timeouts wait for it.", server?),
        ),
        EventBody::ReadServed { .. } => {
            Caption::new(Topic::Read, told(), format!("{} {}", server?, raft_words(event)?))
        }
        EventBody::Restarted { .. } => Caption::new(
            Topic::Restart,
            told(),
            format!("{} restarts as a follower, from what was on its disk.", server?),
        ),
        _ => None,
    }
}

fn decided(
    server: ServerId,
    decision: &Decision,
    cluster: &Cluster,
    told: &dyn Fn() -> String,
) -> Option<Caption> {
    let (name, protocol) = (name(server), cluster.protocol());
    match decision {
        Decision::VoteGranted { candidate }
            if protocol.core.rules.keeps(Rule::OneVotePerTerm)
                && protocol.machine_rules.keeps(MachineRule::AcknowledgeAfterDurable) =>
        {
            Caption::new(
                Topic::Vote,
                format!("{name} says yes. One yes for each round, and it is written down first."),
                format!(
                    "{server} votes for {candidate}: one vote per term, durable before it is sent."
                ),
            )
        }
        Decision::VoteGranted { .. } => {
            Caption::new(Topic::Vote, told(), in_full(server, decision))
        }
        Decision::VoteDenied { .. } => {
            Caption::new(Topic::Denied, told(), in_full(server, decision))
        }
        Decision::BecameLeader { votes } => Caption::new(
            Topic::Leader,
            format!("{} said yes. {name} holds the order sheet.", of_those(votes.len(), cluster)),
            format!(
                "{server} has {} votes, {}. It leads term {}.",
                of_those(votes.len(), cluster),
                enough(votes.len(), cluster),
                cluster.machine(server)?.raft()?.current_term()
            ),
        ),
        Decision::EntryAppended { index, entry } => match &entry.payload {
            Payload::Noop => Caption::new(
                Topic::Noop,
                format!("{name}'s first line says only: I hold the sheet now."),
                format!(
                    "The new leader appends a no-op at index {index}, to commit in its own term."
                ),
            ),
            Payload::Configuration(_) => {
                Caption::new(Topic::Members, told(), in_full(server, decision))
            }
            Payload::Command(_) => Caption::new(
                Topic::Append,
                format!(
                    "{name} pencils line {index}: {}. No other notebook has it yet.",
                    line_text(entry)
                ),
                format!(
                    "The leader appends {} at index {index} and sends AppendEntries.",
                    entry_words(entry)
                ),
            ),
        },
        Decision::AppendAccepted { match_index, appended: 1.., .. } => Caption::new(
            if is_noop(cluster, server, *match_index) { Topic::CopyNoop } else { Topic::Copy },
            format!("{} Then {name} says: copied. It is no ballot.", told()),
            match protocol.machine_rules.keeps(MachineRule::AcknowledgeAfterDurable) {
                true => format!("{server} stores it, and acknowledges when it is durable."),
                false => in_full(server, decision),
            },
        ),
        Decision::AppendRejected { .. } => {
            Caption::new(Topic::Rejected, told(), in_full(server, decision))
        }
        Decision::BecamePreCandidate { .. }
        | Decision::SnapshotInstalled { .. }
        | Decision::Compacted { .. }
        | Decision::ConfigurationTakenBack { .. }
        | Decision::TransferBegun { .. }
        | Decision::TransferAborted { .. } => {
            Caption::new(Topic::Extension, told(), in_full(server, decision))
        }
        Decision::BecameFollower {
            reason: StepDown::Removed | StepDown::NoQuorum { .. }, ..
        } => Caption::new(Topic::StepsDown, told(), in_full(server, decision)),
        Decision::Truncated { .. } => {
            Caption::new(Topic::Truncated, told(), in_full(server, decision))
        }
        Decision::Committed { from, to, acknowledged_by } => Caption::new(
            if is_noop(cluster, server, *to) { Topic::FinalNoop } else { Topic::Final },
            format!(
                "{name} counts {} notebooks with line {to}. {} final.",
                of_those(acknowledged_by.len(), cluster),
                final_lines(*from, *to)
            ),
            format!(
                "{server} counts {} with index {to}, {}: it commits.",
                of_those(acknowledged_by.len(), cluster),
                enough(acknowledged_by.len(), cluster)
            ),
        ),
        Decision::CommitLearned { to, leader, .. } => Caption::new(
            if is_noop(cluster, server, *to) { Topic::ToldNoop } else { Topic::Told },
            format!("{name} hears from {}: final through line {to}.", teammate(*leader).name),
            "An AppendEntries carries it: leader_commit.".into(),
        ),
        _ => None,
    }
}

/// "3 of 5", of those who have a say; while both sides of a change decide, only how
/// many.
fn of_those(count: usize, cluster: &Cluster) -> String {
    let configuration = cluster.configuration();
    let voters = configuration.voters().len();
    match configuration.is_joint() || count > voters {
        true => count.to_string(),
        false if voters < cluster.machines().len() => format!("{count} of the {voters} voters"),
        false => format!("{count} of {voters}"),
    }
}

/// Why that many are enough: a majority, or a rule is off.
fn enough(count: usize, cluster: &Cluster) -> &'static str {
    let (configuration, rules) = (cluster.configuration(), cluster.protocol().core.rules);
    match configuration.is_joint() {
        true if rules.keeps(Rule::Majority) && rules.keeps(Rule::JointMajorities) => {
            "a majority on both sides"
        }
        false if 2 * count > configuration.voters().len() => "a majority",
        _ => "enough while a rule is off",
    }
}

/// A decision with its reason, in the paper's words.
fn in_full(server: ServerId, decision: &Decision) -> String {
    format!("{server} {}", decision_words(decision).unwrap_or_default())
}

fn is_noop(cluster: &Cluster, server: ServerId, index: Index) -> bool {
    let raft = cluster.machine(server).and_then(|machine| machine.raft());
    let entry = raft.and_then(|raft| raft.log().get(index));
    entry.is_some_and(|entry| entry.payload == Payload::Noop)
}

fn name(server: ServerId) -> &'static str {
    teammate(server).name
}

fn number(count: usize) -> String {
    match count {
        3 => "Three".into(),
        4 => "Four".into(),
        5 => "Five".into(),
        6 => "Six".into(),
        7 => "Seven".into(),
        8 => "Eight".into(),
        9 => "Nine".into(),
        other => other.to_string(),
    }
}
