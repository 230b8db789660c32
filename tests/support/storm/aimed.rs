//! Sequences that chance alone would hardly find.

use raft_lunch::cluster::*;
use raft_lunch::raft::{Decision, MembershipChange, Message, ServerId};

use super::faults::{change, is_acknowledgement};
use super::{Opening, Profile, Storm};

impl Storm {
    /// Whether this event is what the profile waits for.
    pub(super) fn opening_of(&self, event: &Event) -> Option<Opening> {
        let Actor::Server(server) = event.id.actor else {
            return None;
        };
        match (&event.body, self.profile) {
            (EventBody::Decided(Decision::BecameLeader { .. }), Profile::ShortReigns) => {
                Some(Opening::Elected(server))
            }
            (EventBody::Sent(envelope), Profile::Elections) => {
                let is_vote = matches!(
                    &envelope.content,
                    Content::Raft(Message::RequestVoteReply(reply)) if reply.vote_granted
                );
                (is_vote && self.is_asked_again(server)).then_some(Opening::Voted(server))
            }
            _ => None,
        }
    }

    fn is_asked_again(&self, voter: ServerId) -> bool {
        self.cluster.network().flights().iter().any(|(_, flight)| {
            flight.envelope.to == Node::Server(voter)
                && matches!(&flight.envelope.content, Content::Raft(Message::RequestVote(_)))
        })
    }

    /// Does something with such a moment.
    pub(super) fn seize(&mut self, opening: Opening) {
        match opening {
            // Rule 4: who has voted just now crashes and starts again, before another
            // candidate is heard.
            Opening::Voted(server) => {
                if self.dice.rand_range(0..2) == 0 {
                    self.try_to(Action::Crash { server });
                    self.try_to(Action::Restart { server });
                }
            }
            Opening::Elected(server) => self.cut_the_reign_short(server),
        }
    }

    /// Figures 7 and 8: a leader reaches few others or none, for a short time; then
    /// another one stands.
    fn cut_the_reign_short(&mut self, leader: ServerId) {
        let Storm { dice, .. } = self;
        let mut dice = |n: u64| dice.rand_range(0..n);
        let servers = self.cluster.machines().len() as u64;
        let mut friends = vec![leader];
        for _ in 0..dice(4) {
            friends.push(ServerId(1 + dice(servers) as u16));
        }
        friends.sort_unstable();
        friends.dedup();
        let cut_at = self.cluster.now() + (5 + dice(60)) * MILLISECOND;
        let heal_at = cut_at + (1 + dice(40)) * MILLISECOND;
        // Every other time the one whose reign was cut short before.
        let next = ServerId(1 + dice(servers) as u16);
        let next = self.deposed.replace(leader).filter(|_| dice(2) == 0).unwrap_or(next);
        let crashes = dice(2) == 0;
        let restart_at = heal_at + (30 + dice(200)) * MILLISECOND;
        self.planned.clear();
        self.planned.push_back((cut_at, Action::Isolate { server: leader }));
        if crashes {
            self.planned.push_back((cut_at, Action::Crash { server: leader }));
        }
        self.planned.push_back((heal_at, Action::HealAll));
        self.planned.push_back((heal_at, Action::ForceElectionTimeout { server: next }));
        if crashes {
            self.planned.push_back((restart_at, Action::Restart { server: leader }));
        }
        if friends.len() < self.cluster.machines().len() {
            self.try_to(Action::Partition { groups: vec![friends] });
        }
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
