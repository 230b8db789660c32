//! Sequences that chance alone would hardly find.

use raft_lunch::cluster::*;
use raft_lunch::raft::{MembershipChange, Message, ServerId};

use super::Storm;
use super::faults::{change, is_acknowledgement};

impl Storm {
    /// Rule 4: whoever has voted just now crashes and starts again, before the other
    /// candidates of the term have been heard.
    pub(super) fn crash_a_voter(&mut self) -> Vec<Action> {
        let is_vote = |content: &Content| matches!(content, Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted);
        let voter = self.any_flight(is_vote).and_then(|id| id.message.from.server());
        let restart = |server| vec![Action::Crash { server }, Action::Restart { server }];
        voter.map(restart).unwrap_or_default()
    }

    /// Rule 16: an acknowledgement is on its way; its sender is removed, loses its
    /// disk, and comes back as a new server before it arrives.
    pub(super) fn plan_to_readmit(&mut self) -> Vec<Action> {
        let Some(leader) = self.cluster.leader().filter(|_| self.planned.is_empty()) else {
            return Vec::new();
        };
        let flights = self.cluster.network().flights().iter();
        let to_leader: Vec<(FlightId, ServerId)> = flights
            .filter(|(_, flight)| {
                flight.envelope.to == Node::Server(leader)
                    && is_acknowledgement(&flight.envelope.content)
            })
            .filter_map(|(&id, _)| Some((id, id.message.from.server()?)))
            .collect();
        let Some(&(flight, server)) = self.one_of(&to_leader) else {
            return Vec::new();
        };
        let now = self.cluster.now();
        let steps = [
            (1, change(leader, MembershipChange::Remove(server))),
            (70, Action::Crash { server }),
            (71, Action::LoseDisk { server }),
            (72, Action::Restart { server }),
            (73, change(leader, MembershipChange::AddLearner(server))),
        ];
        self.planned.extend(steps.map(|(ms, action)| (now + ms * MILLISECOND, action)));
        vec![Action::Delay { flight, by: 90 * MILLISECOND }]
    }
}
