//! What is done to the cluster as a whole: servers come, go, hand over, compact,
//! lose their disks; protections are switched.

use super::Cluster;
use super::action::{Action, Refusal};
use super::disk::Disk;
use super::event::EventBody;
use super::machine::{Health, Machine};
use super::node::{Actor, EventId};
use super::protocol::{MachineRule, Protocol};
use super::scenario::MAX_SERVERS;
use crate::raft::{Input, MembershipChange, PersistentState, Server, ServerId, Settings, Term};

impl Cluster {
    pub(super) fn check_membership_action(&self, action: &Action) -> Result<(), Refusal> {
        match action {
            Action::AddServer if self.machines.len() < usize::from(MAX_SERVERS) => Ok(()),
            Action::AddServer => Err(Refusal::TooManyServers),
            Action::ChangeMembership { server, change } => {
                let raft = self.running_raft(*server)?;
                self.check_servers_of(change)?;
                raft.change_verdict(change).map(|_| ()).map_err(Refusal::Raft)
            }
            Action::TransferLeadership { server, to } => {
                let raft = self.running_raft(*server)?;
                self.health(*to)?;
                raft.transfer_verdict(*to).map_err(Refusal::Raft)
            }
            Action::Compact { server, through } => {
                self.running_raft(*server)?.compact_verdict(*through).map_err(Refusal::Raft)
            }
            Action::LoseDisk { server } => match self.machine(*server) {
                Some(machine) if machine.health != Health::Crashed => {
                    Err(Refusal::NotCrashed(*server))
                }
                Some(machine) if machine.is_disk_lost => Err(Refusal::DiskLostAlready(*server)),
                Some(_) => Ok(()),
                None => Err(Refusal::NoSuchServer(*server)),
            },
            _ => Ok(()),
        }
    }

    pub(super) fn carry_out_membership_action(&mut self, action: Action, cause: EventId) {
        match action {
            Action::AddServer => {
                let id = ServerId(self.machines.len() as u16 + 1);
                self.machines.push(Machine::new(id, PersistentState::default()));
                self.start_server(id, Some(cause), EventBody::Started);
            }
            Action::ChangeMembership { server, change } => {
                self.feed(server, Input::ChangeMembership(change), cause, None);
            }
            Action::TransferLeadership { server, to } => {
                self.feed(server, Input::TransferLeadership(to), cause, None);
            }
            Action::Compact { server, through } => {
                let counts_once = self.keeps(MachineRule::SessionDeduplication);
                let machine = self.machine(server);
                let state = machine.map(|m| m.state_at(through, counts_once).encode());
                let state = state.unwrap_or_default();
                self.feed(server, Input::Compact { through, state }, cause, None);
            }
            Action::LoseDisk { server } => {
                if let Some(machine) = self.machine_mut(server) {
                    machine.lost_term = machine.latest_term();
                    machine.disk = Disk::default();
                    machine.is_disk_lost = true;
                }
                self.emit(Actor::Server(server), Some(cause), EventBody::DiskLost);
            }
            _ => {}
        }
    }

    /// A server whose disk is lost has to rejoin as a new one: only when the cluster
    /// has committed a configuration without it, nobody counts on what it promised
    /// before (rule 16, and "disk lost" among the faults). A deposed leader cannot tell:
    /// whoever leads in a later term may have taken the server in again. So no machine,
    /// dead or alive, may know a later term.
    pub(super) fn check_disk(&self, server: ServerId) -> Result<(), Refusal> {
        if !self.machine(server).is_some_and(|machine| machine.is_disk_lost) {
            return Ok(());
        }
        let leader = self.leader().and_then(|leader| self.machine(leader)?.raft());
        let is_removed = leader.is_some_and(|leader| {
            leader.current_term() >= self.latest_term()
                && leader.configuration_index() <= leader.commit_index()
                && !leader.configuration().is_member(server)
        });
        if is_removed { Ok(()) } else { Err(Refusal::DiskLost(server)) }
    }

    /// The latest term that any machine has taken part in.
    fn latest_term(&self) -> Term {
        self.machines.iter().map(Machine::latest_term).max().unwrap_or(0)
    }

    pub(super) fn restart_server(&mut self, server: ServerId, cause: EventId) {
        let term = self.latest_term();
        let leader = self.leader().and_then(|leader| self.machine(leader)?.raft());
        // All that is committed is in the leader's log (Leader Completeness), whether it
        // knows that yet or not.
        let promised = leader.map_or(0, |leader| leader.log().last_index());
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let body = if std::mem::take(&mut machine.is_disk_lost) {
            machine.disk = Disk::new(PersistentState::returning(server, term));
            machine.abstains_until = Some(promised);
            EventBody::Started
        } else {
            let durable = machine.disk().durable();
            EventBody::Restarted {
                term: durable.current_term,
                voted_for: durable.voted_for,
                last_index: durable.last_index(),
            }
        };
        self.start_server(server, Some(cause), body);
    }

    pub(super) fn set_protocol(&mut self, protocol: Protocol, cause: EventId) {
        if protocol.core.extensions != self.protocol.core.extensions {
            for machine in &mut self.machines {
                machine.extensions = None;
            }
        }
        self.protocol = protocol;
        for server in self.server_ids() {
            let settings = self.settings_of(server);
            let raft = self.machine_mut(server).and_then(|machine| machine.raft.as_mut());
            let outputs = raft.map(|raft| raft.set_settings(settings));
            self.carry_out_outputs(server, outputs.unwrap_or_default(), cause, None);
        }
    }

    /// What the core of `server` runs with.
    pub(super) fn settings_of(&self, server: ServerId) -> Settings {
        let settings = self.protocol.core;
        let own = self.machine(server).and_then(|machine| machine.extensions);
        Settings { extensions: own.unwrap_or(settings.extensions), ..settings }
    }

    /// Whether the machines keep `rule`.
    pub(super) fn keeps(&self, rule: MachineRule) -> bool {
        self.protocol.machine_rules.keeps(rule)
    }

    fn running_raft(&self, server: ServerId) -> Result<&Server, Refusal> {
        self.running(server)?;
        self.machine(server).and_then(Machine::raft).ok_or(Refusal::Crashed(server))
    }

    fn check_servers_of(&self, change: &MembershipChange) -> Result<(), Refusal> {
        match change {
            MembershipChange::AddLearner(server)
            | MembershipChange::AddVoter(server)
            | MembershipChange::Promote(server)
            | MembershipChange::Remove(server) => self.health(*server).map(|_| ()),
            MembershipChange::Joint { voters, learners } => {
                if voters.len() + learners.len() > 2 * usize::from(MAX_SERVERS) {
                    return Err(Refusal::OutOfRange);
                }
                voters
                    .iter()
                    .chain(learners)
                    .try_for_each(|&server| self.health(server).map(|_| ()))
            }
        }
    }
}
