//! What a storm does, and how often.

use raft_lunch::cluster::*;
use raft_lunch::raft::{self, MembershipChange, Message, ServerId};

use super::weather::bad_network;
use super::{CLIENT, Storm};

/// What is done how often: the weight in each profile, in the order of
/// [`Profile::ALL`]. What cannot be done at the moment, such as restarting when nobody
/// is down, is left out.
#[rustfmt::skip]
pub const WEIGHTS: [([u64; 15], Kind); 47] = [
    // all elec chur clie late reig resu join inst pati snap hand exte reel leas
    ([16, 16, 16, 24, 20, 20, 20, 16, 24,  8, 20, 12, 14, 14, 20], Kind::Propose),
    ([ 6,  1,  1, 24,  2,  1,  2,  1,  8,  1,  1,  2,  2,  2, 24], Kind::Read),
    ([ 2,  0,  1,  4,  0,  0,  6,  0,  6,  0,  0,  1,  1,  0,  2], Kind::AskAtOnce),
    ([ 6,  9,  5,  3,  1,  0,  1,  1,  3,  6,  5,  1,  1,  1,  6], Kind::Crash),
    ([ 2,  3,  1,  1,  0,  0,  0,  0,  1,  1,  1,  0,  0,  0,  1], Kind::PowerCut),
    ([ 9, 12,  7,  5,  3,  3,  3,  1,  5,  8,  8,  3,  3,  4,  9], Kind::Restart),
    ([ 4,  3,  2,  3,  0,  0,  1,  0,  1,  1,  1,  1,  0,  0,  4], Kind::Pause),
    ([ 6,  5,  4,  4,  2,  0,  2,  0,  3,  2,  2,  2,  0,  0,  6], Kind::Resume),
    ([ 4,  4,  2,  6,  0,  0,  0,  0,  6,  1,  3,  0,  0,  2,  6], Kind::CutOneWay),
    ([ 2,  3,  2,  1,  0,  0,  0,  0,  2,  1,  2,  0,  0,  0,  2], Kind::CutBothWays),
    ([ 5,  5,  4,  5,  2,  0,  1,  0,  5,  2,  4,  1,  0,  3,  5], Kind::Heal),
    ([ 4,  5,  3,  3,  0,  0,  0,  0,  1,  1,  6,  0,  0,  1,  4], Kind::Isolate),
    ([ 2,  3,  2,  6,  0,  0,  0,  0,  1,  0,  3,  0,  0,  1,  8], Kind::IsolateLeader),
    ([ 6,  6,  5,  6,  2,  0,  1,  1,  3,  2,  8,  1,  0,  2,  6], Kind::Rejoin),
    ([ 3,  5,  4,  2,  0,  0,  1,  0,  1,  1,  2,  1,  0,  1,  3], Kind::Partition),
    ([ 4,  4,  5,  3,  2,  1,  2,  2,  3,  2,  4,  2,  0,  3,  3], Kind::HealAll),
    ([ 4,  4,  2,  3,  0,  0,  0,  0,  1,  6,  2,  1,  1,  1,  3], Kind::Drop),
    ([ 2,  0,  0,  8,  0,  0,  0,  0,  3,  0,  0,  0,  0,  0,  3], Kind::DropAnswer),
    ([ 4,  4,  2,  2,  2,  1,  2,  1,  2,  1,  3,  3,  1,  4,  2], Kind::Duplicate),
    ([ 4,  4,  2,  3,  0,  1,  2,  1,  1,  1,  3,  0,  0,  6,  4], Kind::Delay),
    ([ 2,  2,  2,  0,  4,  0,  1,  0,  0,  0,  1,  0,  0,  4,  3], Kind::DelayAcknowledgement),
    ([ 1,  0,  0,  0,  0,  0,  0,  2,  0,  0, 12,  0,  0,  0,  0], Kind::DelaySnapshot),
    ([ 1,  0,  0,  0,  0,  0,  0,  2,  0,  0,  8,  1,  0,  0,  0], Kind::DuplicateSnapshot),
    ([ 4,  8,  4,  3,  0,  2,  1,  1,  4, 14,  4,  4,  2,  6,  0], Kind::ForceElectionTimeout),
    ([ 2,  5,  2,  1,  0,  0,  0,  0,  1,  4,  1,  1,  0,  2,  0], Kind::Duel),
    ([ 2,  2,  1,  1,  0,  0,  0,  0,  0,  0,  1,  0,  0,  0,  1], Kind::SetNetwork),
    ([ 2,  1,  0,  1,  0,  0,  0,  0,  1,  0,  0,  0,  1,  0,  0], Kind::SetAnswer),
    ([ 2,  2,  1,  1,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0], Kind::SetClock),
    ([ 1,  2,  1,  0,  0,  0,  0,  0,  1,  0,  1,  1,  1,  0,  0], Kind::SetExtensions),
    ([ 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  6,  0,  0], Kind::StrandLeader),
    ([ 1,  0,  2,  0,  0,  0,  1,  0,  0,  0,  1,  0,  0,  0,  1], Kind::AddServer),
    ([ 2,  0,  6,  0,  0,  0,  1,  0,  0,  0,  2,  1,  0,  1,  2], Kind::AddLearner),
    ([ 2,  0,  6,  0,  0,  0,  1,  2,  0,  0,  2,  1,  0,  1,  2], Kind::Promote),
    ([ 1,  0,  6,  0,  0,  0,  1,  0,  0,  0,  1,  1,  0,  2,  1], Kind::AddVoter),
    ([ 2,  0,  8,  0,  0,  0,  1,  0,  0,  0,  1,  1,  1,  2,  1], Kind::Remove),
    ([ 1,  0,  2,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0], Kind::RemoveLeader),
    ([ 1,  0,  8,  0,  0,  0,  2,  0,  0,  0,  1,  1,  0,  2,  0], Kind::Joint),
    ([ 0,  0,  0,  0,  0,  0, 20,  0,  0,  0,  0,  0,  0,  0,  0], Kind::JointThenPause),
    ([ 4,  2,  3,  2,  1,  0,  2,  2,  2,  1, 20,  2,  2,  1,  2], Kind::Compact),
    ([ 2,  1,  2,  2,  0,  0,  1,  0, 10,  1,  2,  1,  2,  0,  3], Kind::Transfer),
    ([ 1,  0,  2,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0], Kind::LoseDisk),
    ([ 0,  0,  0,  0,  6,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0], Kind::Readmit),
    ([ 0,  1,  2,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0], Kind::ReturnBlank),
    ([ 0,  0,  0,  0,  0,  0,  0, 12,  0,  0,  0,  0,  0,  0,  0], Kind::JoinAndLead),
    ([ 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0, 60,  0,  0,  0], Kind::Deliver),
    ([ 2,  3,  1,  1,  0,  0,  0,  0,  0,  0,  3,  0,  0,  1,  2], Kind::StopOrStartDisk),
    ([ 2,  2,  1,  1,  0,  0,  0,  0,  0,  1,  2,  0,  0,  1,  2], Kind::SetLink),
];

/// One thing that a storm does.
#[derive(Copy, Clone, Debug)]
pub enum Kind {
    Propose,
    Read,
    /// Every client asks for something at the same moment.
    AskAtOnce,
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
    /// A disk stops, or goes on.
    StopOrStartDisk,
    /// One direction of a link becomes slow or lossy, or as any.
    SetLink,
    /// A client's answer is lost: it asks again.
    DropAnswer,
    Duplicate,
    Delay,
    /// An AppendEntriesReply takes long.
    DelayAcknowledgement,
    /// An InstallSnapshot takes long.
    DelaySnapshot,
    /// An InstallSnapshot arrives twice, the second time much later.
    DuplicateSnapshot,
    ForceElectionTimeout,
    /// Several servers stand for election at once.
    Duel,
    SetNetwork,
    SetAnswer,
    SetClock,
    SetExtensions,
    /// See `aimed`.
    StrandLeader,
    AddServer,
    AddLearner,
    Promote,
    AddVoter,
    Remove,
    RemoveLeader,
    Joint,
    /// See `aimed`.
    JointThenPause,
    Compact,
    Transfer,
    /// A crashed server's disk is lost.
    LoseDisk,
    /// See `aimed`.
    Readmit,
    /// See `aimed`.
    ReturnBlank,
    /// See `aimed`.
    JoinAndLead,
    /// Messages that are held arrive, in any order.
    Deliver,
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
            Kind::AskAtOnce => {
                let clients = 1..=self.cluster.clients().len() as u16;
                clients.map(|client| self.something_for(ClientId(client))).collect()
            }
            Kind::DuplicateSnapshot => self.duplicate_snapshot(),
            Kind::Deliver => self.handful(),
            Kind::StrandLeader => self.plan_to_strand_leader(),
            Kind::JointThenPause => self.plan_to_pause_leader(),
            Kind::Readmit => self.plan_to_readmit(),
            Kind::ReturnBlank => self.plan_to_return_blank(),
            Kind::JoinAndLead => self.plan_to_join_and_lead(),
            kind => self.action(kind).into_iter().collect(),
        }
    }

    fn action(&mut self, kind: Kind) -> Option<Action> {
        let server = self.any_server();
        let leader = self.cluster.leader();
        Some(match kind {
            Kind::Propose => {
                let client = self.any_client();
                self.write_for(client)
            }
            Kind::Read => {
                let key = ["A", "B"][self.actions.len() % 2];
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
            Kind::DelaySnapshot => {
                let by = self.dice.rand_range(100 * MILLISECOND..SECOND);
                Action::Delay { flight: self.any_flight(is_snapshot)?, by }
            }
            Kind::ForceElectionTimeout | Kind::Duel => Action::ForceElectionTimeout { server },
            Kind::SetNetwork if self.dice.rand_range(0..2) == 0 => {
                Action::SetNetwork(NetworkConditions::default())
            }
            Kind::SetNetwork => Action::SetNetwork(bad_network(&mut self.dice)),
            Kind::StopOrStartDisk => {
                let is_stopped = self.cluster.machine(server)?.disk().is_stopped();
                if is_stopped { Action::StartDisk { server } } else { Action::StopDisk { server } }
            }
            Kind::SetLink => {
                let (from, to) = (Node::Server(server), Node::Server(self.any_server()));
                let latency = (self.dice.rand_range(0..2) == 0)
                    .then(|| self.dice.rand_range(0..200) * MILLISECOND);
                let loss_ppm = (self.dice.rand_range(0..3) == 0)
                    .then(|| self.dice.rand_range(0..300_000) as u32);
                let conditions = LinkConditions { latency, loss_ppm, ..LinkConditions::default() };
                Action::SetLink { from, to, conditions }
            }
            Kind::SetAnswer => Action::SetAnswer(match self.cluster.answer_when() {
                AnswerWhen::Applied => AnswerWhen::MajorityTold,
                AnswerWhen::MajorityTold => AnswerWhen::Applied,
            }),
            Kind::SetClock => Action::SetClock {
                server,
                rate_ppm: self.dice.rand_range(500_000..2_000_000) as u32,
            },
            Kind::SetExtensions => {
                let protocol = *self.cluster.protocol();
                let mut extensions = protocol.core.extensions;
                match self.dice.rand_range(0..2) {
                    0 => extensions.pre_vote = !extensions.pre_vote,
                    _ => extensions.check_quorum = !extensions.check_quorum,
                }
                let core = raft::Settings { extensions, ..protocol.core };
                Action::SetProtocol(Protocol { core, ..protocol })
            }
            Kind::AddServer if self.cluster.machines().len() < 9 => Action::AddServer,
            Kind::AddServer => return None,
            Kind::AddLearner => change(leader?, MembershipChange::AddLearner(server)),
            Kind::Promote => change(leader?, MembershipChange::Promote(server)),
            Kind::AddVoter => change(leader?, MembershipChange::AddVoter(server)),
            Kind::Remove => change(leader?, MembershipChange::Remove(server)),
            Kind::RemoveLeader => change(leader?, MembershipChange::Remove(leader?)),
            Kind::Joint => change(leader?, self.any_joint()),
            Kind::Compact => {
                let raft = self.cluster.machine(server)?.raft()?;
                let (first, last) = (raft.snapshot().last_index, raft.last_applied());
                let through =
                    first + 1 + self.dice.rand_range(0..last.saturating_sub(first).max(1));
                Action::Compact { server, through }
            }
            Kind::Transfer => Action::TransferLeadership { server: leader?, to: server },
            Kind::LoseDisk => Action::LoseDisk { server: self.one_that_is(Health::Crashed)? },
            // More than one action: see `invent`.
            _ => return None,
        })
    }

    /// Writes what nothing else does.
    pub(super) fn write_for(&mut self, client: ClientId) -> Action {
        let key = ["A", "B"][self.written as usize % 2];
        Action::Propose { client, text: self.write_to(key) }
    }

    pub(super) fn write_to(&mut self, key: &str) -> String {
        self.written += 1;
        format!("SET {key} {}", self.written)
    }

    fn something_for(&mut self, client: ClientId) -> Action {
        match self.dice.rand_range(0..4) {
            0 => Action::Propose { client, text: "GET A".into() },
            1 => Action::Propose { client, text: "GET B".into() },
            _ => self.write_for(client),
        }
    }

    /// A second copy, which takes long.
    fn duplicate_snapshot(&mut self) -> Vec<Action> {
        let Some(flight) = self.any_flight(is_snapshot) else {
            return Vec::new();
        };
        let by = self.dice.rand_range(100 * MILLISECOND..SECOND);
        vec![Action::Duplicate { flight }, Action::Delay { flight, by }]
    }

    /// Up to a dozen messages arrive at once, in any order.
    fn handful(&mut self) -> Vec<Action> {
        let count = self.dice.rand_range(1..13);
        let flights = (0..count).filter_map(|_| self.any_flight(|_| true));
        flights.map(|flight| Action::Deliver { flight }).collect()
    }

    /// Half of the servers are to vote, and some of the others to learn.
    pub(super) fn any_joint(&mut self) -> MembershipChange {
        let servers: Vec<_> = self.cluster.server_ids().collect();
        let mut some = |n| -> Vec<ServerId> {
            servers.iter().copied().filter(|_| self.dice.rand_range(0..n) == 0).collect()
        };
        let (voters, mut learners) = (some(2), some(5));
        learners.retain(|server| !voters.contains(server));
        MembershipChange::Joint { voters, learners }
    }

    pub(super) fn any_client(&mut self) -> ClientId {
        let clients = self.cluster.clients().len() as u64;
        ClientId(CLIENT.0 + self.dice.rand_range(0..clients) as u16)
    }

    pub(super) fn any_server(&mut self) -> ServerId {
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

fn is_snapshot(content: &Content) -> bool {
    matches!(content, Content::Raft(Message::InstallSnapshot(_)))
}
