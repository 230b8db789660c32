//! The story's captions: what is worth a sentence over both pictures, as values, and the
//! captions that a language makes of them.

use super::Language;
use crate::cluster::{
    Action, Actor, Cluster, Content, Event, EventBody, Health, LossReason, MachineRule, Operation,
    Outcome,
};
use crate::raft::{Decision, Entry, Index, Payload, Rule, ServerId, StepDown, Term};
use crate::why;

/// What is said over both pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// What it is about: the story tells each topic once.
    pub topic: Topic,
    /// The server that does it.
    pub server: Option<ServerId>,
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
    /// A client is sent on to the leader.
    Redirect,
    /// A client gets its answer.
    Answer,
    /// A client heard nothing in time.
    Timeout,
    /// A read is answered.
    Read,
    /// A server crashes.
    Crash,
    /// A message is dropped by hand.
    Dropped,
    /// A server pauses.
    Pause,
    /// A server is back.
    Restart,
    /// A leader steps down.
    StepsDown,
    /// Nothing can be decided before somebody does something.
    Stuck,
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

    /// True if it is about an election, a commit, an answer or a refusal: a reader who listens
    /// hears it whatever else happens.
    pub fn is_always_heard(self) -> bool {
        matches!(
            self,
            Topic::Leader
                | Topic::FinalNoop
                | Topic::Final
                | Topic::Answer
                | Topic::AllKnow
                | Topic::Denied
                | Topic::Rejected
                | Topic::Timeout
        )
    }
}

/// Something that is worth a caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Highlight<'a> {
    /// Nothing has happened yet.
    Opening {
        /// How many servers there are.
        servers: usize,
        /// The server that leads already, and its term.
        leader: Option<(ServerId, Term)>,
    },
    /// Somebody says this.
    Said(&'a str),
    /// A server stands for election.
    Candidate {
        /// The server.
        server: ServerId,
        /// Its term.
        term: Term,
        /// True if its election timer ran out by itself.
        has_waited: bool,
    },
    /// A vote, under the rules that make it safe.
    Vote {
        /// The voter.
        server: ServerId,
        /// The candidate.
        candidate: ServerId,
    },
    /// An election won.
    Leader {
        /// The winner.
        server: ServerId,
        /// Its term.
        term: Term,
        /// Its votes.
        votes: Share,
    },
    /// A leader's first entry.
    Noop {
        /// The leader.
        server: ServerId,
        /// Where it stands.
        index: Index,
    },
    /// A command in a leader's log.
    Append {
        /// The leader.
        server: ServerId,
        /// Where it stands.
        index: Index,
        /// The entry.
        entry: &'a Entry,
    },
    /// A follower copies entries.
    Copy {
        /// The follower.
        server: ServerId,
        /// What it decided.
        event: &'a Event,
        /// True if the last one is a leader's first entry.
        is_noop: bool,
        /// True if it acknowledges only what is durable.
        is_durable_first: bool,
    },
    /// An entry commits.
    Final {
        /// The leader.
        server: ServerId,
        /// Commit index before.
        from: Index,
        /// Commit index now.
        to: Index,
        /// Those that have it.
        copies: Share,
        /// True if the last one is a leader's first entry.
        is_noop: bool,
    },
    /// A follower hears what is committed.
    Told {
        /// The follower.
        server: ServerId,
        /// Commit index now.
        to: Index,
        /// The leader it hears it from.
        leader: ServerId,
        /// True if the last one is a leader's first entry.
        is_noop: bool,
    },
    /// Every member has applied a command.
    AllKnow {
        /// Where it stands.
        index: Index,
        /// What it does.
        operation: &'a Operation,
        /// How many members, if there are other servers too.
        members: Option<usize>,
    },
    /// A client asks a server.
    Request {
        /// For what.
        operation: &'a Operation,
        /// The server.
        to: ServerId,
        /// True if that server does not run.
        is_away: bool,
    },
    /// A server sends a client on to the leader.
    Redirect {
        /// The server.
        server: ServerId,
        /// The leader.
        leader: ServerId,
    },
    /// A server answers a client.
    Answer {
        /// The server.
        server: ServerId,
        /// The command's index.
        index: Index,
    },
    /// A server crashes.
    Crash {
        /// What happened.
        event: &'a Event,
        /// The server.
        server: ServerId,
        /// True if its vote is on its disk.
        keeps_vote: bool,
    },
    /// What the feed says of the event is said here too.
    Plain {
        /// What it is about.
        topic: Topic,
        /// What happened.
        event: &'a Event,
    },
}

/// So many servers of those who have a say.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many voters; `None` while both sides of a change decide.
    pub voters: Option<usize>,
    /// True if there are servers that have no vote.
    pub has_others: bool,
    /// Why they are enough.
    pub enough: Enough,
}

/// Why so many are enough.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Enough {
    /// They are a majority.
    Majority,
    /// They are a majority of the old members and of the new ones.
    BothMajorities,
    /// A rule is off.
    RuleOff,
}

impl Caption {
    /// What is said before anything has happened.
    pub fn opening(cluster: &Cluster, words: &dyn Language) -> Caption {
        let servers = cluster.machines().len();
        let leader = cluster.leader().map(|leader| (leader, cluster.term()));
        Highlight::Opening { servers, leader }.caption(words)
    }

    /// Why nothing can be decided any more, if something waits.
    pub fn stuck(cluster: &Cluster, words: &dyn Language) -> Option<Caption> {
        let waiting = why::waiting(cluster).into_iter().next()?;
        let (lunch, raft) = words.waiting(&waiting);
        Some(Caption { topic: Topic::Stuck, server: None, lunch, raft })
    }

    /// The time that a reader needs for it, in milliseconds.
    pub fn reading_ms(&self) -> f64 {
        let letters = self.lunch.chars().count() + self.raft.chars().count() / 2;
        1_000.0 + 34.0 * letters as f64
    }
}

impl Highlight<'_> {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        match *self {
            Highlight::Opening { .. } => Topic::Opening,
            Highlight::Said(_) => Topic::Said,
            Highlight::Candidate { .. } => Topic::Candidate,
            Highlight::Vote { .. } => Topic::Vote,
            Highlight::Leader { .. } => Topic::Leader,
            Highlight::Noop { .. } => Topic::Noop,
            Highlight::Append { .. } => Topic::Append,
            Highlight::Copy { is_noop: true, .. } => Topic::CopyNoop,
            Highlight::Copy { is_noop: false, .. } => Topic::Copy,
            Highlight::Final { is_noop: true, .. } => Topic::FinalNoop,
            Highlight::Final { is_noop: false, .. } => Topic::Final,
            Highlight::Told { is_noop: true, .. } => Topic::ToldNoop,
            Highlight::Told { is_noop: false, .. } => Topic::Told,
            Highlight::AllKnow { .. } => Topic::AllKnow,
            Highlight::Request { .. } => Topic::Request,
            Highlight::Redirect { .. } => Topic::Redirect,
            Highlight::Answer { .. } => Topic::Answer,
            Highlight::Crash { .. } => Topic::Crash,
            Highlight::Plain { topic, .. } => topic,
        }
    }

    /// The server that does it.
    fn server(&self) -> Option<ServerId> {
        match *self {
            Highlight::Candidate { server, .. }
            | Highlight::Vote { server, .. }
            | Highlight::Leader { server, .. }
            | Highlight::Noop { server, .. }
            | Highlight::Append { server, .. }
            | Highlight::Copy { server, .. }
            | Highlight::Final { server, .. }
            | Highlight::Told { server, .. }
            | Highlight::Redirect { server, .. }
            | Highlight::Answer { server, .. }
            | Highlight::Crash { server, .. } => Some(server),
            Highlight::Plain { event, .. } => match event.id.actor {
                Actor::Server(server) => Some(server),
                Actor::Student | Actor::Client(_) | Actor::Message(_) => None,
            },
            Highlight::Opening { .. }
            | Highlight::Said(_)
            | Highlight::AllKnow { .. }
            | Highlight::Request { .. } => None,
        }
    }

    fn caption(&self, words: &dyn Language) -> Caption {
        let (lunch, raft) = words.caption(self);
        Caption { topic: self.topic(), server: self.server(), lunch, raft }
    }
}

/// The caption for the event at this place, if it matters enough. `events` has what
/// happened in the same step, and `cluster` is as it was right after that.
pub fn caption(
    events: &[Event],
    at: usize,
    cluster: &Cluster,
    words: &dyn Language,
) -> Option<Caption> {
    highlight(events, at, cluster).map(|highlight| highlight.caption(words))
}

fn is_away(cluster: &Cluster, server: ServerId) -> bool {
    cluster.machine(server).is_none_or(|machine| machine.health() != Health::Up)
}

/// What is worth a caption about the event at this place.
fn highlight<'a>(events: &'a [Event], at: usize, cluster: &Cluster) -> Option<Highlight<'a>> {
    let event = events.get(at)?;
    let server = match event.id.actor {
        Actor::Server(server) => Some(server),
        _ => None,
    };
    let plain = |topic| Some(Highlight::Plain { topic, event });
    match &event.body {
        EventBody::Decided(Decision::BecameCandidate { term }) => {
            // Told to stand, or made to: then nobody has run out of patience.
            let cause = events.iter().find(|cause| Some(cause.id) == event.trigger);
            let has_waited = cause.is_some_and(|cause| {
                matches!(cause.body, EventBody::TimerFired { .. }) && !cause.is_by_hand()
            });
            Some(Highlight::Candidate { server: server?, term: *term, has_waited })
        }
        EventBody::Decided(decision) => decided(event, server?, decision, cluster),
        EventBody::Applied { index, request: Some(request), .. } => {
            let members = cluster.configuration().members();
            let has_it = |server: &ServerId| {
                let raft = cluster.machine(*server).and_then(|machine| machine.raft());
                raft.is_some_and(|raft| raft.last_applied() >= *index)
            };
            members.iter().all(has_it).then_some(())?;
            let is_everyone = members.len() == cluster.machines().len();
            let members = (!is_everyone).then_some(members.len());
            Some(Highlight::AllKnow { index: *index, operation: &request.operation, members })
        }
        EventBody::Sent(envelope) => match &envelope.content {
            Content::Request(request) => Some(Highlight::Request {
                operation: &request.operation,
                to: envelope.to.server()?,
                is_away: is_away(cluster, envelope.to.server()?),
            }),
            Content::Response { outcome: Outcome::NotLeader { leader: Some(leader) }, .. } => {
                Some(Highlight::Redirect { server: server?, leader: *leader })
            }
            Content::Response { outcome: Outcome::Applied { index }, .. } => {
                Some(Highlight::Answer { server: server?, index: *index })
            }
            Content::Response {
                outcome: Outcome::Value(_) | Outcome::NotLeader { leader: None },
                ..
            }
            | Content::Raft(_)
            | Content::Forwarded { .. } => None,
        },
        EventBody::ActionTaken(Action::Say { text }) => Some(Highlight::Said(text)),
        EventBody::PollOpened { .. } => plain(Topic::Poll),
        EventBody::PollTallied { .. } => plain(Topic::Tally),
        EventBody::TimedOut { .. } => plain(Topic::Timeout),
        EventBody::Crashed { .. } => {
            let rules = cluster.protocol().machine_rules;
            let keeps_vote = rules.keeps(MachineRule::VoteKeptAcrossCrash);
            Some(Highlight::Crash { event, server: server?, keeps_vote })
        }
        EventBody::Lost { reason: LossReason::Dropped, .. } => plain(Topic::Dropped),
        EventBody::Paused => plain(Topic::Pause),
        EventBody::ReadServed { .. } => plain(Topic::Read),
        EventBody::Restarted { .. } => plain(Topic::Restart),
        _ => None,
    }
}

fn decided<'a>(
    event: &'a Event,
    server: ServerId,
    decision: &'a Decision,
    cluster: &Cluster,
) -> Option<Highlight<'a>> {
    let protocol = cluster.protocol();
    let is_durable_first = protocol.machine_rules.keeps(MachineRule::AcknowledgeAfterDurable);
    let plain = |topic| Some(Highlight::Plain { topic, event });
    match decision {
        Decision::VoteGranted { candidate }
            if protocol.core.rules.keeps(Rule::OneVotePerTerm) && is_durable_first =>
        {
            Some(Highlight::Vote { server, candidate: *candidate })
        }
        Decision::VoteGranted { .. } | Decision::VoteRepeated { .. } => plain(Topic::Vote),
        Decision::VoteDenied { .. } => plain(Topic::Denied),
        Decision::BecameLeader { votes } => Some(Highlight::Leader {
            server,
            term: cluster.machine(server)?.raft()?.current_term(),
            votes: share(votes.len(), cluster),
        }),
        Decision::EntryAppended { index, entry } => match &entry.payload {
            Payload::Noop => Some(Highlight::Noop { server, index: *index }),
            Payload::Configuration(_) => plain(Topic::Members),
            Payload::Command(_) => Some(Highlight::Append { server, index: *index, entry }),
        },
        Decision::AppendAccepted { match_index, appended: 1.., .. } => Some(Highlight::Copy {
            server,
            event,
            is_noop: is_noop(cluster, server, *match_index),
            is_durable_first,
        }),
        Decision::AppendRejected { .. } => plain(Topic::Rejected),
        Decision::BecamePreCandidate { .. }
        | Decision::SnapshotInstalled { .. }
        | Decision::Compacted { .. }
        | Decision::ConfigurationTakenBack { .. }
        | Decision::TransferBegun { .. }
        | Decision::TransferAborted { .. } => plain(Topic::Extension),
        Decision::BecameFollower {
            reason: StepDown::Removed | StepDown::NoQuorum { .. }, ..
        } => plain(Topic::StepsDown),
        Decision::Truncated { .. } => plain(Topic::Truncated),
        Decision::Committed { from, to, acknowledged_by } => Some(Highlight::Final {
            server,
            from: *from,
            to: *to,
            copies: share(acknowledged_by.len(), cluster),
            is_noop: is_noop(cluster, server, *to),
        }),
        Decision::CommitLearned { to, leader, .. } => Some(Highlight::Told {
            server,
            to: *to,
            leader: *leader,
            is_noop: is_noop(cluster, server, *to),
        }),
        _ => None,
    }
}

fn share(count: usize, cluster: &Cluster) -> Share {
    let (configuration, rules) = (cluster.configuration(), cluster.protocol().core.rules);
    let voters = configuration.voters().len();
    let enough = match configuration.is_joint() {
        true if rules.keeps(Rule::Majority) && rules.keeps(Rule::JointMajorities) => {
            Enough::BothMajorities
        }
        false if 2 * count > voters => Enough::Majority,
        _ => Enough::RuleOff,
    };
    Share {
        count,
        voters: (!configuration.is_joint() && count <= voters).then_some(voters),
        has_others: voters < cluster.machines().len(),
        enough,
    }
}

fn is_noop(cluster: &Cluster, server: ServerId, index: Index) -> bool {
    let raft = cluster.machine(server).and_then(|machine| machine.raft());
    let entry = raft.and_then(|raft| raft.log().get(index));
    entry.is_some_and(|entry| entry.payload == Payload::Noop)
}
