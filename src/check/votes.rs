//! Who was elected by whom (paper §5.2, §6), and what PreVote and CheckQuorum are for
//! (thesis §9.6, §4.2.3).

use super::disks::DiskSeen;
use super::evidence::Evidence;
use super::membership::configuration_at;
use super::property::Property;
use super::safety::{SafetyChecker, Seen};
use crate::cluster::{Cluster, Content, Envelope, Event, EventBody, EventId, MessageId};
use crate::raft::{Decision, Index, Message, Quorum, Rules, Server, ServerId, Term, Timer};

/// So many requests for a PreVote are remembered.
const MOST_PRE_VOTES: usize = 256;

/// The last term and index of the logs for which PreVotes were asked.
pub(super) type PreVotes = Vec<(MessageId, (Term, Index))>;

impl SafetyChecker {
    /// A server leads now: the votes for it are on the disks of a majority, or were when
    /// they were counted. A voter may have gone on to a later term since, or have lost
    /// its disk.
    pub(super) fn look_at_votes(&mut self, leader: &Server, term: Term, after: EventId) {
        let noop = leader.leadership().map_or(0, |leadership| leadership.noop);
        let Some(electorate) = noop.checked_sub(1).and_then(|last| configuration_at(leader, last))
        else {
            return;
        };
        let has_voted = |voter: ServerId| {
            self.disks.get(&voter).is_none_or(|disk: &DiskSeen| disk.has_held(term, leader.id()))
        };
        if !Quorum::new(electorate, Rules::default()).is_reached(has_voted) {
            let mut of = electorate.all_voters();
            of.retain(|&voter| has_voted(voter));
            let evidence = Evidence::TooFewVotes { leader: leader.id(), term, of };
            self.report(Property::ElectedByMajority, after, evidence);
        }
    }

    /// A server asks whether it would win, or for a vote because its leader wants it to.
    pub(super) fn note_request_for_vote(&mut self, envelope: &Envelope) {
        match &envelope.content {
            Content::Raft(Message::PreVote(asks)) => {
                if self.pre_votes.len() >= MOST_PRE_VOTES {
                    self.pre_votes.remove(0);
                }
                self.pre_votes.push((envelope.id, (asks.last_log_term, asks.last_log_index)));
            }
            Content::Raft(Message::RequestVote(asks)) if asks.leadership_transfer => {
                if let Some(candidate) = envelope.id.from.server() {
                    self.transfers.insert(candidate, asks.term);
                }
            }
            _ => {}
        }
    }

    /// A server promises its vote, or gives it. `events` are all that have just happened;
    /// what is seen of the server is from before them.
    pub(super) fn look_at_given_votes(
        &mut self,
        cluster: &Cluster,
        voter: ServerId,
        event: &Event,
        events: &[Event],
    ) {
        let (candidate, is_promise) = match event.body {
            EventBody::Decided(Decision::PreVoteGranted { candidate }) => (candidate, true),
            EventBody::Decided(Decision::VoteGranted { candidate }) => (candidate, false),
            _ => return,
        };
        let machine = cluster.machine(voter);
        let Some((machine, raft)) = machine.and_then(|m| Some((m, m.raft()?))) else {
            return;
        };
        if cluster.protocol().core.rules != Rules::default() {
            return;
        }
        // It heard a leader before, and the shortest election timeout has not passed since.
        let lease = machine.timer(Timer::MinimumElection);
        let hears_leader = lease.is_some_and(|lease| lease.since < event.at);
        let asked = events.iter().find(|before| Some(before.id) == event.trigger);
        let asked = asked.and_then(|asked| match asked.body {
            EventBody::Received(flight) => Some(flight.message),
            _ => None,
        });
        if !is_promise {
            // A leader that hands its office over has renounced its lease.
            let is_wanted = self.transfers.get(&candidate) == Some(&raft.current_term());
            if hears_leader && raft.extensions().check_quorum && !is_wanted {
                let evidence = Evidence::GaveVote { voter, candidate };
                self.report(Property::PreVoteSparesLeaders, event.id, evidence);
            }
            return;
        }
        let asked = asked.and_then(|asked| self.pre_votes.iter().find(|(id, _)| *id == asked));
        let log = raft.log();
        let is_unchanged =
            |seen: &Seen| (seen.rewrites, seen.last_index) == (log.rewrites(), log.last_index());
        let is_older = asked.is_some_and(|&(_, last)| last < (log.last_term(), log.last_index()))
            && self.seen.get(&voter).is_some_and(is_unchanged);
        if hears_leader || is_older {
            let evidence = Evidence::PromisedVote { voter, candidate, hears_leader };
            self.report(Property::PreVoteSparesLeaders, event.id, evidence);
        }
    }
}
