//! Sequences that chance alone would hardly find.

use raft_lunch::cluster::*;
use raft_lunch::raft::{Decision, MembershipChange, Message, ServerId};

use super::faults::{change, is_acknowledgement};
use super::moments::rival;
use super::{Aim, Moment, Opening, Profile, Storm};

impl Storm {
    /// Whether this event is what the profile waits for.
    pub(super) fn opening_of(&self, event: &Event) -> Option<Opening> {
        let Actor::Server(server) = event.id.actor else {
            return None;
        };
        if self.is_over {
            return None;
        }
        match (&event.body, self.profile) {
            (
                EventBody::Decided(Decision::BecameLeader { .. }),
                Profile::ShortReigns | Profile::Reelections,
            ) => Some(Opening::Elected(server)),
            (EventBody::Decided(Decision::MatchAdvanced { .. }), Profile::ShortReigns) => {
                let rival = rival(&self.cluster, server).filter(|_| self.usurper.is_none())?;
                Some(Opening::OnMajority { leader: server, rival })
            }
            (EventBody::Sent(envelope), Profile::Clients) => {
                let to = envelope.to.server().filter(|_| is_acknowledgement(&envelope.content))?;
                let leadership = self.cluster.machine(to)?.raft()?.leadership()?;
                let is_wanted = !leadership.reads.is_empty() && self.planned.is_empty();
                is_wanted.then_some(Opening::Confirmed(to))
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
                    let voter = self.cluster.machine(server).and_then(Machine::raft);
                    let vote = voter.map(|raft| (raft.current_term(), raft.voted_for()));
                    self.try_to(Action::Crash { server });
                    self.try_to(Action::Restart { server });
                    if let Some((term, Some(voted_for))) = vote {
                        self.aim(Aim::AskedAgain { voter: server, term, voted_for });
                    }
                }
            }
            Opening::Elected(leader) if self.profile == Profile::Reelections => {
                self.elect_again(leader);
            }
            Opening::Elected(leader) if self.usurper.take() == Some(leader) => {}
            Opening::Elected(leader) => self.cut_the_reign_short(leader),
            Opening::OnMajority { leader, rival } => {
                if self.dice.rand_range(0..2) == 0 {
                    self.overwrite(leader, rival);
                }
            }
            Opening::Confirmed(leader) => {
                if self.dice.rand_range(0..4) == 0 {
                    self.read_at_deposed(leader);
                }
            }
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
        if !self.watch.moments.has_aimed_at(Moment::Overwritten) {
            self.aim(Aim::Overwritten(Vec::new()));
        }
    }

    /// Figure 8 (d): before the leader's own entry is on a majority too, the other one is
    /// elected, and stays. It may have to hear of the present term first: it stands twice.
    fn overwrite(&mut self, leader: ServerId, rival: ServerId) {
        self.planned.clear();
        self.usurper = Some(rival);
        self.try_to(Action::HealAll);
        self.try_to(Action::Isolate { server: leader });
        self.try_to(Action::Restart { server: rival });
        self.try_to(Action::ForceElectionTimeout { server: rival });
        self.plan([
            (40, Action::ForceElectionTimeout { server: rival }),
            (120, Action::HealAll),
            (130, Action::Restart { server: leader }),
        ]);
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
        let steps = [
            (1, change(leader, MembershipChange::Remove(server))),
            (70, Action::Crash { server }),
            (71, Action::LoseDisk { server }),
            (72, Action::Restart { server }),
            (73, change(leader, MembershipChange::AddLearner(server))),
        ];
        self.plan(steps);
        let flights = self.cluster.network().flights();
        if let Some(Content::Raft(Message::AppendEntriesReply(reply))) =
            flights.get(&flight).map(|it| &it.envelope.content)
        {
            let round = reply.round;
            self.aim(Aim::LateAcknowledgement { leader, from: server, flight, round });
        }
        vec![Action::Delay { flight, by: 90 * MILLISECOND }]
    }

    /// Rule 25: a leader has asked everyone for a read, and is cut off while the answers
    /// take long; or it keeps a friend, who answers. Meanwhile another one is elected and
    /// takes a write, and then the old one is asked once more.
    fn read_at_deposed(&mut self, leader: ServerId) {
        let answers = self.flights(|flight| {
            flight.envelope.to == Node::Server(leader)
                && is_acknowledgement(&flight.envelope.content)
        });
        let has_answered =
            |server| answers.iter().any(|id| id.message.from == Node::Server(server));
        let others: Vec<_> = self.cluster.server_ids().filter(|&other| other != leader).collect();
        let silent: Vec<_> = others.iter().copied().filter(|&other| !has_answered(other)).collect();
        let clients = self.cluster.clients().iter();
        let asks_here =
            |client: &&Client| client.waiting_for().is_none() && client.talks_to() == Some(leader);
        let readers: Vec<_> = clients.filter(asks_here).map(Client::id).collect();
        let (Some(&next), Some(&reader)) = (self.one_of(&silent), self.one_of(&readers)) else {
            return;
        };
        // Before the old leader begins another round, or after.
        let late = 100 + 100 * self.dice.rand_range(0..2);
        if self.dice.rand_range(0..3) == 0 {
            let friend = others.iter().copied().find(|&other| other != next).unwrap_or(leader);
            self.try_to(Action::Partition { groups: vec![vec![leader, friend]] });
        } else {
            let cut = |from, to| {
                let (from, to) = (Node::Server(from), Node::Server(to));
                Action::Cut { from, to, both_ways: false }
            };
            for other in others {
                self.try_to(cut(leader, other));
            }
            self.try_to(cut(next, leader));
            for flight in answers {
                let by = (late + self.dice.rand_range(30..80)) * MILLISECOND;
                self.try_to(Action::Delay { flight, by });
            }
        }
        // The writer does not reach the old leader, and tries another server soon.
        let writer = self.any_client();
        let (client, server) = (Node::Client(writer), Node::Server(leader));
        self.try_to(Action::Cut { from: client, to: server, both_ways: true });
        let text = self.write_to("A");
        self.try_to(Action::Propose { client: writer, text });
        let steps = [
            (1, Action::ForceElectionTimeout { server: next }),
            (late, Action::Propose { client: reader, text: "GET A".into() }),
            (late + 150, Action::HealAll),
        ];
        self.plan(steps);
        self.aim(Aim::ReadOfTheDeposed(leader));
    }

    /// The old messages of a leader are held up until it leads again; meanwhile somebody
    /// else does. A member comes or goes at one of these moments.
    fn elect_again(&mut self, leader: ServerId) {
        for flight in self.flights(|flight| {
            flight.envelope.id.from == Node::Server(leader)
                || flight.envelope.to == Node::Server(leader)
        }) {
            if self.dice.rand_range(0..3) == 0 {
                let by = self.dice.rand_range(30..400) * MILLISECOND;
                self.try_to(Action::Delay { flight, by });
            }
        }
        let (next, member) = (self.any_server(), self.any_server());
        let joint = self.any_joint();
        let mut dice = |n: u64| self.dice.rand_range(0..n);
        let what = match dice(4) {
            0 => MembershipChange::AddVoter(member),
            1 => MembershipChange::AddLearner(member),
            2 => MembershipChange::Remove(member),
            _ => joint,
        };
        let (changed, deposed) = (20 + dice(60), 20 + dice(80));
        let again = deposed + 10 + dice(120);
        self.planned.clear();
        let mut steps = [
            (changed, change(leader, what)),
            (deposed, Action::ForceElectionTimeout { server: next }),
            (again, Action::ForceElectionTimeout { server: leader }),
        ];
        steps.sort_by_key(|(after, _)| *after);
        self.plan(steps);
        let term = self.cluster.machine(leader).map_or(0, Machine::term);
        self.aim(Aim::ElectedAgain { leader, term });
    }

    /// A leader, or sometimes another server, stops in the middle of a joint change, and
    /// finds a full inbox.
    pub(super) fn plan_to_pause_leader(&mut self) -> Vec<Action> {
        let Some(leader) = self.cluster.leader().filter(|_| self.planned.is_empty()) else {
            return Vec::new();
        };
        let (client, other) = (self.any_client(), self.any_server());
        let mut dice = |n: u64| self.dice.rand_range(0..n);
        let server = if dice(4) == 0 { other } else { leader };
        let (pause, write) = (dice(25), dice(30));
        let resume = pause + 10 + dice(120);
        let write = (write, self.write_for(client));
        let mut steps =
            [(pause, Action::Pause { server }), write, (resume, Action::Resume { server })];
        steps.sort_by_key(|(after, _)| *after);
        self.plan(steps);
        self.aim(Aim::FullInbox(server));
        vec![change(leader, self.any_joint())]
    }

    /// CheckQuorum: a leader is cut off for long, late in its office.
    pub(super) fn plan_to_strand_leader(&mut self) -> Vec<Action> {
        let Some(leader) = self.cluster.leader().filter(|_| self.planned.is_empty()) else {
            return Vec::new();
        };
        let (begin, long) = (self.dice.rand_range(1..1_000), self.dice.rand_range(2_800..4_000));
        self.plan([
            (begin, Action::Isolate { server: leader }),
            (begin + long, Action::Rejoin { server: leader }),
        ]);
        self.aim(Aim::SteppedDown(leader));
        Vec::new()
    }

    /// A server votes in an election, is removed, loses its disk, and is back as a new
    /// one while others stand.
    pub(super) fn plan_to_return_blank(&mut self) -> Vec<Action> {
        let Some(leader) = self.cluster.leader().filter(|_| self.planned.is_empty()) else {
            return Vec::new();
        };
        let (server, next) = (self.any_server(), self.any_server());
        let mut dice = |n: u64| self.dice.rand_range(0..n);
        let stands = |after, server| (after, Action::ForceElectionTimeout { server });
        let back = 62 + dice(20);
        let mut steps = [
            (1, change(leader, MembershipChange::Remove(server))),
            (60, Action::Crash { server }),
            (61, Action::LoseDisk { server }),
            (back, Action::Restart { server }),
            (back + 1, change(leader, MembershipChange::AddVoter(server))),
            stands(50 + dice(60), next),
            stands(back + 5 + dice(100), next),
        ];
        steps.sort_by_key(|(after, _)| *after);
        self.plan(steps);
        self.aim(Aim::BlankAndAsked(server));
        Vec::new()
    }

    /// Rule 24: somebody is away. A server joins, applies a little, compacts what stands
    /// before the first configuration in its log, gets its vote and leads: its snapshot
    /// is all that who was away gets.
    pub(super) fn plan_to_join_and_lead(&mut self) -> Vec<Action> {
        let joiner = ServerId(self.cluster.machines().len() as u16 + 1);
        let may_join = self.planned.is_empty() && joiner.0 <= 9;
        let Some(leader) = self.cluster.leader().filter(|_| may_join) else {
            return Vec::new();
        };
        let away = self.any_server();
        let (first, second) = (self.any_client(), self.any_client());
        if away == leader {
            return Vec::new();
        }
        let last = self.cluster.machine(leader).and_then(Machine::raft);
        let through = last.map_or(0, |raft| raft.log().last_index()) + 1;
        let through = through.saturating_sub(self.dice.rand_range(0..2)).max(1);
        let leads = match self.dice.rand_range(0..2) {
            0 => Action::TransferLeadership { server: leader, to: joiner },
            _ => Action::ForceElectionTimeout { server: joiner },
        };
        let steps = [
            (1, self.write_for(first)),
            (2, self.write_for(second)),
            (90, Action::AddServer),
            (91, change(leader, MembershipChange::AddLearner(joiner))),
            (170, Action::Compact { server: joiner, through }),
            (200, change(leader, MembershipChange::Promote(joiner))),
            (300, leads),
            (420, Action::Restart { server: away }),
        ];
        self.plan(steps);
        self.aim(Aim::JoinersSnapshot { joiner, has_compacted: false });
        vec![Action::Crash { server: away }]
    }

    fn aim(&mut self, aim: Aim) {
        self.watch.moments.aim(aim);
    }

    /// What happens later, in milliseconds from now.
    fn plan<const N: usize>(&mut self, steps: [(u64, Action); N]) {
        let now = self.cluster.now();
        self.planned.extend(steps.map(|(ms, action)| (now + ms * MILLISECOND, action)));
    }

    fn flights(&self, is_it: impl Fn(&Flight) -> bool) -> Vec<FlightId> {
        let flights = self.cluster.network().flights().iter();
        flights.filter(|(_, flight)| is_it(flight)).map(|(&id, _)| id).collect()
    }
}
