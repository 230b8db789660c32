//! What a storm does, and how often.

use oorandom::Rand64;
use raft_lunch::cluster::*;
use raft_lunch::raft::{MembershipChange, Message, ServerId};

use super::{CLIENT, Storm};

/// What kind of storm it is: which faults it is full of.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Everything.
    Everything,
    /// Crashes, cuts and forced elections over slow disks and a bad network.
    Elections,
    /// Servers come, go, are promoted and lose their disks.
    Churn,
    /// Clients read and write through lost answers and leaders that are cut off.
    Clients,
    /// A server is removed, comes back with an empty disk, and an old
    /// acknowledgement of it arrives: see `aimed`.
    LateAcknowledgement,
    /// Leaders that reach few others before they are cut off, as in the paper's
    /// figures 7 and 8: see `aimed`.
    ShortReigns,
}

/// What is done how often: the weight in each profile, in the order of
/// [`Profile`]. What cannot be done at the moment, such as restarting when nobody
/// is down, is left out.
pub const WEIGHTS: [([u64; 6], Kind); 36] = [
    //  all elec churn clie late reign
    ([16, 16, 16, 24, 20, 20], Kind::Propose),
    ([6, 1, 1, 24, 2, 1], Kind::Read),
    ([6, 9, 5, 3, 1, 0], Kind::Crash),
    ([2, 3, 1, 1, 0, 0], Kind::PowerCut),
    ([9, 12, 7, 5, 3, 3], Kind::Restart),
    ([4, 3, 2, 3, 0, 0], Kind::Pause),
    ([6, 5, 4, 4, 2, 0], Kind::Resume),
    ([4, 4, 2, 6, 0, 0], Kind::CutOneWay),
    ([2, 3, 2, 1, 0, 0], Kind::CutBothWays),
    ([5, 5, 4, 5, 2, 0], Kind::Heal),
    ([4, 5, 3, 3, 0, 0], Kind::Isolate),
    ([2, 3, 2, 6, 0, 0], Kind::IsolateLeader),
    ([6, 6, 5, 6, 2, 0], Kind::Rejoin),
    ([3, 5, 4, 2, 0, 0], Kind::Partition),
    ([4, 4, 5, 3, 2, 1], Kind::HealAll),
    ([4, 4, 2, 3, 0, 0], Kind::Drop),
    ([2, 0, 0, 8, 0, 0], Kind::DropAnswer),
    ([4, 4, 2, 2, 2, 1], Kind::Duplicate),
    ([4, 4, 2, 3, 0, 1], Kind::Delay),
    ([2, 2, 2, 0, 4, 0], Kind::DelayAcknowledgement),
    ([4, 8, 4, 3, 0, 2], Kind::ForceElectionTimeout),
    ([2, 5, 2, 1, 0, 0], Kind::Duel),
    ([2, 2, 1, 1, 0, 0], Kind::SetNetwork),
    ([2, 1, 0, 1, 0, 0], Kind::SetAnswer),
    ([2, 2, 1, 1, 0, 0], Kind::SetClock),
    ([1, 0, 2, 0, 0, 0], Kind::AddServer),
    ([2, 0, 6, 0, 0, 0], Kind::AddLearner),
    ([2, 0, 6, 0, 0, 0], Kind::Promote),
    ([1, 0, 6, 0, 0, 0], Kind::AddVoter),
    ([2, 0, 8, 0, 0, 0], Kind::Remove),
    ([1, 0, 2, 0, 0, 0], Kind::RemoveLeader),
    ([1, 0, 8, 0, 0, 0], Kind::Joint),
    ([4, 2, 3, 2, 1, 0], Kind::Compact),
    ([2, 1, 2, 2, 0, 0], Kind::Transfer),
    ([1, 0, 2, 0, 0, 0], Kind::LoseDisk),
    ([0, 0, 0, 0, 6, 0], Kind::Readmit),
];

/// One thing that a storm does.
#[derive(Copy, Clone, Debug)]
pub enum Kind {
    Propose,
    Read,
    Crash,
    /// All servers die at once and start again.
    PowerCut,
    Restart,
    Pause,
    Resume,
    CutOneWay,
    CutBothWays,
    Heal,
    Isolate,
    /// The leader is cut off from the other servers; clients still reach it.
    IsolateLeader,
    Rejoin,
    Partition,
    HealAll,
    Drop,
    /// A client's answer is lost: it asks again.
    DropAnswer,
    Duplicate,
    Delay,
    /// An AppendEntriesReply takes long.
    DelayAcknowledgement,
    ForceElectionTimeout,
    /// Several servers stand for election at once.
    Duel,
    SetNetwork,
    SetAnswer,
    SetClock,
    AddServer,
    AddLearner,
    Promote,
    AddVoter,
    Remove,
    RemoveLeader,
    Joint,
    Compact,
    Transfer,
    /// A crashed server's disk is lost.
    LoseDisk,
    /// See `aimed`.
    Readmit,
}

impl Profile {
    /// Everything in half of all cases, else one of the others.
    pub fn draw(dice: &mut Rand64) -> Profile {
        match dice.rand_range(0..10) {
            0 => Profile::Elections,
            1 => Profile::Churn,
            2 => Profile::Clients,
            3 => Profile::LateAcknowledgement,
            4 | 5 => Profile::ShortReigns,
            _ => Profile::Everything,
        }
    }

    /// Makes the weather.
    pub(super) fn prepare(self, scenario: &mut Scenario, dice: &mut Rand64) {
        let is_aimed = matches!(self, Profile::LateAcknowledgement | Profile::ShortReigns);
        if dice.rand_range(0..2) == 0 && !is_aimed {
            scenario.network = bad_network(dice);
        }
        if dice.rand_range(0..2) == 0 {
            scenario.timing.disk_write_max = dice.rand_range(10..80) * MILLISECOND;
        }
        if self == Profile::ShortReigns {
            scenario.protocol.core.max_entries_per_message = 1;
        }
        if matches!(self, Profile::Clients | Profile::ShortReigns) {
            scenario.timing.client_timeout = 60 * MILLISECOND;
            scenario.timing.client_backoff = 10 * MILLISECOND;
        }
    }
}

impl Storm {
    /// Something to do, by the weights. It may turn out that it cannot be done now.
    pub(super) fn invent(&mut self) -> Vec<Action> {
        let profile = self.profile as usize;
        let total = WEIGHTS.iter().map(|(weights, _)| weights[profile]).sum();
        let mut pick = self.dice.rand_range(0..total);
        let kind = WEIGHTS.iter().find(|(weights, _)| {
            let is_it = pick < weights[profile];
            pick = pick.saturating_sub(weights[profile]);
            is_it
        });
        let servers: Vec<_> = self.cluster.server_ids().collect();
        match kind.expect("the weights add up").1 {
            Kind::PowerCut => {
                let crashes = servers.iter().map(|&server| Action::Crash { server });
                crashes.chain(servers.iter().map(|&server| Action::Restart { server })).collect()
            }
            Kind::Duel => {
                let stands = |server: &ServerId| Action::ForceElectionTimeout { server: *server };
                let first = self.dice.rand_range(0..servers.len() as u64) as usize;
                servers[first..].iter().map(stands).collect()
            }
            Kind::Readmit => self.plan_to_readmit(),
            kind => self.action(kind).into_iter().collect(),
        }
    }

    fn action(&mut self, kind: Kind) -> Option<Action> {
        let number = self.actions.len();
        let server = self.any_server();
        let leader = self.cluster.leader();
        Some(match kind {
            Kind::Propose => {
                let key = ["A", "B"][number % 2];
                Action::Propose { client: self.any_client(), text: format!("SET {key} {number}") }
            }
            Kind::Read => {
                let key = ["A", "B"][number % 2];
                Action::Propose { client: self.any_client(), text: format!("GET {key}") }
            }
            Kind::Crash | Kind::PowerCut => Action::Crash { server },
            Kind::Restart => Action::Restart { server: self.one_that_is(Health::Crashed)? },
            Kind::Pause => Action::Pause { server },
            Kind::Resume => Action::Resume { server: self.one_that_is(Health::Paused)? },
            Kind::CutOneWay | Kind::CutBothWays => {
                let both_ways = matches!(kind, Kind::CutBothWays);
                let to = match self.dice.rand_range(0..4) {
                    0 => Node::Client(self.any_client()),
                    _ => Node::Server(self.any_server()),
                };
                Action::Cut { from: Node::Server(server), to, both_ways }
            }
            Kind::Heal => {
                let cuts: Vec<_> = self.cluster.network().cuts().to_vec();
                let (from, to) = *self.one_of(&cuts)?;
                Action::Heal { from, to, both_ways: false }
            }
            Kind::Isolate => Action::Isolate { server },
            Kind::IsolateLeader => Action::Isolate { server: leader? },
            Kind::Rejoin => Action::Rejoin { server },
            Kind::Partition => {
                let group = self.cluster.server_ids().filter(|_| self.dice.rand_range(0..2) == 0);
                Action::Partition { groups: vec![group.collect()] }
            }
            Kind::HealAll => Action::HealAll,
            Kind::Drop => Action::Drop { flight: self.any_flight(|_| true)? },
            Kind::DropAnswer => Action::Drop {
                flight: self.any_flight(|content| matches!(content, Content::Response { .. }))?,
            },
            Kind::Duplicate => Action::Duplicate { flight: self.any_flight(|_| true)? },
            Kind::Delay => {
                let by = self.dice.rand_range(MILLISECOND..600 * MILLISECOND);
                Action::Delay { flight: self.any_flight(|_| true)?, by }
            }
            Kind::DelayAcknowledgement => {
                let by = self.dice.rand_range(200 * MILLISECOND..SECOND);
                Action::Delay { flight: self.any_flight(is_acknowledgement)?, by }
            }
            Kind::ForceElectionTimeout | Kind::Duel => Action::ForceElectionTimeout { server },
            Kind::SetNetwork if self.dice.rand_range(0..2) == 0 => {
                Action::SetNetwork(NetworkConditions::default())
            }
            Kind::SetNetwork => Action::SetNetwork(bad_network(&mut self.dice)),
            Kind::SetAnswer => Action::SetAnswer(match self.cluster.answer_when() {
                AnswerWhen::Applied => AnswerWhen::MajorityTold,
                AnswerWhen::MajorityTold => AnswerWhen::Applied,
            }),
            Kind::SetClock => Action::SetClock {
                server,
                rate_ppm: self.dice.rand_range(500_000..2_000_000) as u32,
            },
            Kind::AddServer if self.cluster.machines().len() < 9 => Action::AddServer,
            Kind::AddServer => return None,
            Kind::AddLearner => change(leader?, MembershipChange::AddLearner(server)),
            Kind::Promote => change(leader?, MembershipChange::Promote(server)),
            Kind::AddVoter => change(leader?, MembershipChange::AddVoter(server)),
            Kind::Remove => change(leader?, MembershipChange::Remove(server)),
            Kind::RemoveLeader => change(leader?, MembershipChange::Remove(leader?)),
            Kind::Joint => {
                let servers: Vec<_> = self.cluster.server_ids().collect();
                let mut some = |n| {
                    servers.iter().copied().filter(|_| self.dice.rand_range(0..n) == 0).collect()
                };
                let (voters, learners) = (some(2), some(5));
                change(leader?, MembershipChange::Joint { voters, learners })
            }
            Kind::Compact => {
                let raft = self.cluster.machine(server)?.raft()?;
                let (first, last) = (raft.snapshot().last_index, raft.last_applied());
                let through =
                    first + 1 + self.dice.rand_range(0..last.saturating_sub(first).max(1));
                Action::Compact { server, through }
            }
            Kind::Transfer => Action::TransferLeadership { server: leader?, to: server },
            Kind::LoseDisk => Action::LoseDisk { server: self.one_that_is(Health::Crashed)? },
            Kind::Readmit => return None,
        })
    }

    fn any_client(&mut self) -> ClientId {
        let clients = self.cluster.clients().len() as u64;
        ClientId(CLIENT.0 + self.dice.rand_range(0..clients) as u16)
    }

    fn any_server(&mut self) -> ServerId {
        ServerId(1 + self.dice.rand_range(0..self.cluster.machines().len() as u64) as u16)
    }

    fn one_that_is(&mut self, health: Health) -> Option<ServerId> {
        let machines = self.cluster.machines().iter();
        let those: Vec<_> = machines.filter(|m| m.health() == health).map(Machine::id).collect();
        self.one_of(&those).copied()
    }

    pub(super) fn any_flight(&mut self, is_it: impl Fn(&Content) -> bool) -> Option<FlightId> {
        let flights = self.cluster.network().flights().iter();
        let those: Vec<_> =
            flights.filter(|(_, f)| is_it(&f.envelope.content)).map(|(&id, _)| id).collect();
        self.one_of(&those).copied()
    }

    pub(super) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let count = choices.len().max(1) as u64;
        choices.get(self.dice.rand_range(0..count) as usize)
    }
}

/// Asks `server` for a change of membership.
pub(super) fn change(server: ServerId, change: MembershipChange) -> Action {
    Action::ChangeMembership { server, change }
}

pub(super) fn is_acknowledgement(content: &Content) -> bool {
    matches!(content, Content::Raft(Message::AppendEntriesReply(_)))
}

/// A network that loses up to 10 %, doubles up to 10 %, and holds up to 20 % of
/// the messages up by up to 150 ms.
fn bad_network(dice: &mut Rand64) -> NetworkConditions {
    NetworkConditions {
        latency: dice.rand_range(MILLISECOND..20 * MILLISECOND),
        jitter: dice.rand_range(0..20 * MILLISECOND),
        loss_ppm: dice.rand_range(0..100_000) as u32,
        duplicate_ppm: dice.rand_range(0..100_000) as u32,
        spike_ppm: dice.rand_range(0..200_000) as u32,
        spike: dice.rand_range(0..150 * MILLISECOND),
    }
}
