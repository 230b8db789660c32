//! Our servers, doing what a command of etcd's test environment says. As there,
//! what a server asks for is left lying until it is told to get ready.

use std::collections::{BTreeMap, VecDeque};

use raft_lunch::raft::*;

use super::{Line, Node};

/// Our servers, and the messages between them.
#[derive(Default)]
pub struct Servers {
    servers: BTreeMap<u16, Machine>,
    in_flight: VecDeque<(ServerId, ServerId, Message)>,
}

struct Machine {
    server: Server,
    disk: PersistentState,
    /// What it has asked for and nobody has done yet.
    outbox: VecDeque<Output>,
}

impl Machine {
    fn feed(&mut self, input: Input) {
        self.outbox.extend(self.server.step(input));
    }

    fn is_ready(&self) -> bool {
        let is_work = |output: &Output| matches!(output, Output::Persist(_) | Output::Send { .. });
        self.outbox.iter().any(is_work)
    }
}

impl Servers {
    /// Does what `line` says.
    pub fn obey(&mut self, line: &Line) {
        let ids = line.ids();
        let first = ids.first().copied().unwrap_or_default();
        match line.cmd.as_str() {
            "add-nodes" => self.add(first, line),
            "campaign" => self.feed(first, Input::ElectionTimeout),
            "propose" => {
                let text = line.args().get(1).expect("what is proposed");
                self.feed(first, Input::Propose(text.as_str().into()));
            }
            "propose-conf-change" => {
                let change = self.change(first, line.input.as_deref().unwrap_or_default());
                self.feed(first, Input::ChangeMembership(change));
            }
            "compact" => {
                let through = line.args().get(1).and_then(|word| word.parse().ok());
                let through = through.expect("up to where");
                self.feed(first, Input::Compact { through, state: "state".into() });
            }
            "process-ready" => ids.iter().for_each(|&id| self.get_ready(id)),
            "deliver-msgs" => {
                assert!(line.value("type").is_none(), "no file here limits the kind");
                line.ids_of("drop").into_iter().for_each(|id| self.take_for(id).clear());
                ids.iter().for_each(|&id| self.deliver_to(id));
            }
            "stabilize" => self.stabilize(&ids),
            "tick-heartbeat" => self.feed(first, Input::HeartbeatTimeout),
            // So many ticks that all timers of this server run out, first the short
            // ones. What etcd counts in ticks is here a timeout (thesis §3.4).
            "tick-election" => {
                self.feed(first, Input::HeartbeatTimeout);
                self.feed(first, Input::MinimumElectionTimeout);
                self.feed(first, Input::ElectionTimeout);
            }
            // A hint about the network, which our core does not take.
            "report-unreachable" => {}
            "log-level" | "raft-log" | "raft-state" | "status" => {}
            other => panic!("no file here says {other}"),
        }
    }

    /// Whether nothing is on its way and nothing is left to do.
    pub fn is_quiescent(&self) -> bool {
        self.in_flight.is_empty() && !self.servers.values().any(Machine::is_ready)
    }

    /// In what our server differs from etcd's, in words; nothing if it does not.
    pub fn difference(&self, theirs: &Node) -> Option<String> {
        let Some(Machine { server, .. }) = self.servers.get(&theirs.id) else {
            return Some("it is not there".into());
        };
        let role = match server.role().name() {
            RoleName::Leader => "StateLeader",
            RoleName::Follower => "StateFollower",
            RoleName::Candidate => "StateCandidate",
            RoleName::PreCandidate => "StatePreCandidate",
        };
        let vote = server.voted_for().map_or(0, |id| id.0);
        let ours = (role, server.current_term(), vote, server.commit_index());
        let their_state = (theirs.role.as_str(), theirs.term, theirs.vote, theirs.commit);
        if ours != their_state {
            return Some(format!("ours {ours:?}, etcd's {their_state:?}"));
        }
        let entries = theirs.log.as_deref().unwrap_or_default();
        let last = entries.last().map_or(theirs.first - 1, |entry| entry.i);
        if server.log().last_index() != last {
            return Some(format!(
                "our log ends at {}, etcd's at {last}",
                server.log().last_index()
            ));
        }
        // Each may have compacted more than the other: a snapshot may be taken at any
        // applied index, and is sent as it was taken (paper §7).
        let is_other = |entry: &&super::LogEntry| {
            let ours = server.log().get(entry.i).map(|entry| entry.term);
            ours.is_some_and(|term| term != entry.t)
        };
        let other = entries.iter().find(is_other)?;
        Some(format!("entry {} has not term {}", other.i, other.t))
    }

    fn feed(&mut self, id: u16, input: Input) {
        if let Some(machine) = self.servers.get_mut(&id) {
            machine.feed(input);
        }
    }

    /// "A node starts from a snapshot at `index`, term 1, with the `voters` given";
    /// without them, from nothing.
    fn add(&mut self, count: u16, line: &Line) {
        let voters = line.ids_of("voters").into_iter().map(ServerId);
        let snapshot = line.value("index").map(|index| Snapshot {
            last_index: index.parse().expect("an index"),
            last_term: 1,
            configuration: Configuration::new(voters),
            state: "state".into(),
        });
        let disk = PersistentState { snapshot: snapshot.unwrap_or_default(), ..Default::default() };
        let is_set = |name| line.value(name) == Some("true");
        let extensions = Extensions {
            pre_vote: is_set("prevote"),
            check_quorum: is_set("checkquorum"),
            lease_read: false,
        };
        let settings = Settings { extensions, ..Settings::default() };
        let before = self.servers.len() as u16;
        for id in before + 1..=before + count {
            let (server, outputs) = Server::start(ServerId(id), settings, disk.clone());
            let machine = Machine { server, disk: disk.clone(), outbox: outputs.into() };
            self.servers.insert(id, machine);
        }
    }

    /// `v2` adds a voter, `r2` removes it; several at a time take joint consensus.
    fn change(&self, leader: u16, words: &str) -> MembershipChange {
        let words: Vec<(&str, ServerId)> = words
            .split_whitespace()
            .map(|word| (&word[..1], ServerId(word[1..].parse().expect("a server"))))
            .collect();
        if let [(kind, server)] = words[..] {
            return match kind {
                "v" => MembershipChange::AddVoter(server),
                "r" => MembershipChange::Remove(server),
                other => panic!("no file here says {other}"),
            };
        }
        let leader = self.servers.get(&leader).expect("it is there");
        let mut voters = leader.server.configuration().voters().to_vec();
        for (kind, server) in words {
            match kind {
                "v" => voters.push(server),
                "r" => voters.retain(|&voter| voter != server),
                other => panic!("no file here says {other}"),
            }
        }
        MembershipChange::Joint { voters, learners: vec![] }
    }

    /// Does what a server has asked for: first the disk, then its messages.
    fn get_ready(&mut self, id: u16) {
        let Some(machine) = self.servers.get_mut(&id) else { return };
        while let Some(output) = machine.outbox.pop_front() {
            match output {
                Output::Persist(write) => {
                    let id = write.id;
                    machine.disk.store(write);
                    machine.feed(Input::Persisted(id));
                }
                Output::Send { to, message, .. } => {
                    self.in_flight.push_back((ServerId(id), to, message));
                }
                _ => {}
            }
        }
    }

    /// Takes the messages to `id` off the network, in their order.
    fn take_for(&mut self, id: u16) -> Vec<(ServerId, Message)> {
        let all = std::mem::take(&mut self.in_flight);
        let (for_it, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, to, _)| to.0 == id);
        self.in_flight = others.into();
        for_it.into_iter().map(|(from, _, message)| (from, message)).collect()
    }

    fn deliver_to(&mut self, id: u16) {
        for (from, message) in self.take_for(id) {
            self.feed(id, Input::Receive { from, message });
        }
    }

    /// Lets these servers, or all, work and hear until there is nothing left.
    fn stabilize(&mut self, ids: &[u16]) {
        let all: Vec<u16> = self.servers.keys().copied().collect();
        let ids = if ids.is_empty() { &all } else { ids };
        loop {
            let ready: Vec<u16> =
                ids.iter().copied().filter(|id| self.servers[id].is_ready()).collect();
            ready.iter().for_each(|&id| self.get_ready(id));
            let is_waited_for = self.in_flight.iter().any(|(_, to, _)| ids.contains(&to.0));
            ids.iter().for_each(|&id| self.deliver_to(id));
            if ready.is_empty() && !is_waited_for {
                return;
            }
        }
    }
}
