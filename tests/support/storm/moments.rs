//! How often a run reaches the moments that storms aim at (`aimed`): a sequence of actions
//! that never gets there tests nothing.

use raft_lunch::cluster::*;
use raft_lunch::raft::{
    Decision, Index, Message, Quorum, RoleName, Round, ServerId, StepDown, Term, VoteDenial,
};

/// A moment that chance would hardly hit.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Figure 8, (c) and (d): a leader sees an entry of an earlier term on a majority, and
    /// another one overwrites it.
    Overwritten,
    /// Rule 4: a server votes, crashes and starts again, and another candidate asks it in the
    /// same term.
    AskedAgain,
    /// Rule 16: an acknowledgement from before a removal reaches its leader after the return.
    LateAcknowledgement,
    /// Rule 25: a leader takes a read, and another one leads a later term.
    ReadOfTheDeposed,
    /// A leader is elected again while messages of its earlier term are under way.
    ElectedAgain,
    /// A process goes on in a joint configuration, and several messages wait for it.
    FullInbox,
    /// CheckQuorum: a leader that was cut off steps down.
    SteppedDown,
    /// A server that lost its disk and came back is asked for its vote, or would stand.
    BlankAndAsked,
    /// Rule 24: a server that joined sends the snapshot that it made itself.
    JoinersSnapshot,
    /// Somebody else leads beside a server that hears nobody and stands again and again.
    BesideTheDeaf,
}

impl Moment {
    /// All of them.
    pub const ALL: [Moment; 10] = [
        Moment::Overwritten,
        Moment::AskedAgain,
        Moment::LateAcknowledgement,
        Moment::ReadOfTheDeposed,
        Moment::ElectedAgain,
        Moment::FullInbox,
        Moment::SteppedDown,
        Moment::BlankAndAsked,
        Moment::JoinersSnapshot,
        Moment::BesideTheDeaf,
    ];

    /// What it is, for a table.
    pub fn name(self) -> &'static str {
        match self {
            Moment::Overwritten => "figure 8: an entry on a majority is overwritten",
            Moment::AskedAgain => "rule 4: another candidate asks a restarted voter",
            Moment::LateAcknowledgement => "rule 16: an acknowledgement from before a removal",
            Moment::ReadOfTheDeposed => "rule 25: a deposed leader takes a read",
            Moment::ElectedAgain => "elected again, old messages under way",
            Moment::FullInbox => "a full inbox in a joint configuration",
            Moment::SteppedDown => "CheckQuorum: a leader that is cut off steps down",
            Moment::BlankAndAsked => "a server without its disk is asked to vote",
            Moment::JoinersSnapshot => "rule 24: a joiner sends its own snapshot",
            Moment::BesideTheDeaf => "somebody leads beside a deaf server",
        }
    }
}

/// What a run waits for, once it has done what leads there.
#[derive(Clone, Debug)]
pub enum Aim {
    /// For [`Moment::Overwritten`]: the entries that were seen on a majority.
    Overwritten(Vec<(Index, Term)>),
    AskedAgain {
        voter: ServerId,
        term: Term,
        voted_for: ServerId,
    },
    LateAcknowledgement {
        leader: ServerId,
        from: ServerId,
        flight: FlightId,
        round: Round,
    },
    ReadOfTheDeposed(ServerId),
    ElectedAgain {
        leader: ServerId,
        term: Term,
    },
    FullInbox(ServerId),
    SteppedDown(ServerId),
    BlankAndAsked(ServerId),
    JoinersSnapshot {
        joiner: ServerId,
        has_compacted: bool,
    },
}

impl Aim {
    fn moment(&self) -> Moment {
        match self {
            Aim::Overwritten(_) => Moment::Overwritten,
            Aim::AskedAgain { .. } => Moment::AskedAgain,
            Aim::LateAcknowledgement { .. } => Moment::LateAcknowledgement,
            Aim::ReadOfTheDeposed(_) => Moment::ReadOfTheDeposed,
            Aim::ElectedAgain { .. } => Moment::ElectedAgain,
            Aim::FullInbox(_) => Moment::FullInbox,
            Aim::SteppedDown(_) => Moment::SteppedDown,
            Aim::BlankAndAsked(_) => Moment::BlankAndAsked,
            Aim::JoinersSnapshot { .. } => Moment::JoinersSnapshot,
        }
    }

    /// Whether this event, after which the cluster is so, is what was waited for.
    fn has_come(&mut self, cluster: &Cluster, event: &Event) -> bool {
        let Actor::Server(server) = event.id.actor else {
            return false;
        };
        let decision = match &event.body {
            EventBody::Decided(decision) => Some(decision),
            _ => None,
        };
        let raft = cluster.machine(server).and_then(Machine::raft);
        match self {
            Aim::Overwritten(seen) => {
                if let Some(Decision::MatchAdvanced { .. }) = decision {
                    seen.extend(old_on_majority(cluster, server).filter(|it| !seen.contains(it)));
                }
                let Some(Decision::Truncated { from, removed }) = decision else {
                    return false;
                };
                seen.iter().any(|(index, term)| {
                    let place = index.checked_sub(*from).and_then(|place| {
                        removed.get(usize::try_from(place).unwrap_or(usize::MAX))
                    });
                    place.is_some_and(|entry| entry.term == *term)
                })
            }
            Aim::AskedAgain { voter, term, voted_for } => {
                let candidate = match decision {
                    Some(Decision::VoteGranted { candidate }) => *candidate,
                    Some(Decision::VoteDenied {
                        candidate,
                        reason: VoteDenial::AlreadyVoted { .. } | VoteDenial::LogBehind { .. },
                    }) => *candidate,
                    _ => return false,
                };
                server == *voter
                    && candidate != *voted_for
                    && raft.is_some_and(|raft| raft.current_term() == *term)
            }
            Aim::LateAcknowledgement { leader, from, flight, round } => {
                event.body == EventBody::Received(*flight)
                    && server == *leader
                    && raft
                        .and_then(|raft| raft.progress()?.get(from))
                        .is_some_and(|progress| *round < progress.member_since)
            }
            Aim::ReadOfTheDeposed(leader) => {
                matches!(decision, Some(Decision::ReadTaken { .. }))
                    && server == *leader
                    && cluster.leader().is_some_and(|newest| newest != server)
            }
            Aim::ElectedAgain { leader, term } => {
                let is_old = |flight: &Flight| {
                    let envelope = &flight.envelope;
                    let is_theirs = envelope.id.from == Node::Server(server)
                        || envelope.to == Node::Server(server);
                    is_theirs
                        && matches!(&envelope.content, Content::Raft(it) if it.term() <= *term)
                };
                matches!(decision, Some(Decision::BecameLeader { .. }))
                    && server == *leader
                    && cluster.network().flights().iter().any(|(_, flight)| is_old(flight))
            }
            Aim::FullInbox(process) => {
                event.body == EventBody::Resumed
                    && server == *process
                    && cluster.machine(server).is_some_and(|it| it.messages_waiting() > 1)
                    && raft.is_some_and(|raft| raft.configuration().is_joint())
            }
            Aim::SteppedDown(leader) => {
                let steps_down = matches!(
                    decision,
                    Some(Decision::BecameFollower {
                        was: RoleName::Leader,
                        reason: StepDown::NoQuorum { .. },
                    })
                );
                server == *leader && steps_down
            }
            Aim::BlankAndAsked(blank) => event.body == EventBody::Abstained && server == *blank,
            Aim::JoinersSnapshot { joiner, has_compacted } => {
                if server != *joiner {
                    return false;
                }
                *has_compacted |= matches!(decision, Some(Decision::Compacted { .. }));
                let EventBody::Sent(envelope) = &event.body else {
                    return false;
                };
                *has_compacted
                    && matches!(&envelope.content, Content::Raft(Message::InstallSnapshot(_)))
            }
        }
    }
}

/// Figure 8 (c): this leader knows an entry of an earlier term to be on a majority, and this
/// server lacks it and has a later one, so it could still win. Without that, whether the
/// leader takes the entry for committed makes no difference.
pub(super) fn rival(cluster: &Cluster, leader: ServerId) -> Option<ServerId> {
    let (index, term) = old_on_majority(cluster, leader)?;
    let is_later = |machine: &&Machine| {
        let (first, entries) = machine.log();
        let place = index.checked_sub(first).and_then(|place| usize::try_from(place).ok());
        let has_it = place.and_then(|place| entries.get(place)).map(|entry| entry.term);
        machine.id() != leader
            && index >= first
            && has_it != Some(term)
            && entries.last().is_some_and(|last| last.term > term)
    };
    cluster.machines().iter().find(is_later).map(Machine::id)
}

/// The last entry that this leader knows to be on a majority, if it is of an earlier term.
fn old_on_majority(cluster: &Cluster, leader: ServerId) -> Option<(Index, Term)> {
    let raft = cluster.machine(leader)?.raft()?;
    let progress = raft.progress()?;
    let stored = |server: ServerId| match progress.get(&server) {
        _ if server == leader => raft.durable_index(),
        known => known.map_or(0, |known| known.match_index),
    };
    let index = Quorum::new(raft.configuration(), raft.rules()).index(stored);
    let term = raft.log().term_at(index)?;
    (index > 0 && term < raft.current_term()).then_some((index, term))
}

/// What one run aimed at, and which moments came.
#[derive(Clone, Debug, Default)]
pub struct Moments {
    waits: Vec<Aim>,
    aimed_at: Vec<Moment>,
    reached: Vec<Moment>,
}

impl Moments {
    /// The run has done what leads there.
    pub fn aim(&mut self, aim: Aim) {
        let moment = aim.moment();
        self.aim_at(moment);
        if !self.has_reached(moment) {
            self.waits.push(aim);
        }
    }

    /// The same, where somebody else says whether the moment came.
    pub fn aim_at(&mut self, moment: Moment) {
        if !self.has_aimed_at(moment) {
            self.aimed_at.push(moment);
        }
    }

    /// The moment came.
    pub fn reach(&mut self, moment: Moment) {
        if !self.has_reached(moment) {
            self.reached.push(moment);
        }
        self.waits.retain(|aim| aim.moment() != moment);
    }

    /// Looks at the events of a step.
    pub fn look(&mut self, cluster: &Cluster, events: &[Event]) {
        if self.waits.is_empty() {
            return;
        }
        for event in events {
            let come = self.waits.iter_mut().filter_map(|aim| {
                let has_come = aim.has_come(cluster, event);
                has_come.then(|| aim.moment())
            });
            for moment in come.collect::<Vec<_>>() {
                self.reach(moment);
            }
        }
    }

    /// Whether the run aimed at it.
    pub fn has_aimed_at(&self, moment: Moment) -> bool {
        self.aimed_at.contains(&moment)
    }

    /// Whether it came.
    pub fn has_reached(&self, moment: Moment) -> bool {
        self.reached.contains(&moment)
    }
}
