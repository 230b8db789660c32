//! What is done to disks by hand: they stop, go on, and lose the end of a log.

use super::Cluster;
use super::action::{Action, Refusal};
use super::agenda::Occurrence;
use super::event::EventBody;
use super::machine::Health;
use super::node::{Actor, EventId};
use crate::raft::ServerId;

impl Cluster {
    pub(super) fn check_disk_action(&self, action: &Action) -> Result<(), Refusal> {
        match *action {
            Action::TearDisk { server, entries } => {
                if self.health(server)? != Health::Crashed {
                    return Err(Refusal::NotCrashed(server));
                }
                let there = self.machine(server).map_or(0, |m| m.disk().durable().log.len());
                if entries == 0 || entries > there as u64 {
                    return Err(Refusal::NothingToTear(server));
                }
                Ok(())
            }
            Action::StopDisk { server } => {
                if self.is_disk_stopped(server)? {
                    Err(Refusal::DiskStopped(server))
                } else {
                    Ok(())
                }
            }
            Action::StartDisk { server } => {
                if self.is_disk_stopped(server)? {
                    Ok(())
                } else {
                    Err(Refusal::DiskNotStopped(server))
                }
            }
            _ => Ok(()),
        }
    }

    pub(super) fn carry_out_disk_action(&mut self, action: Action, cause: EventId) {
        match action {
            Action::TearDisk { server, entries } => {
                if let Some(machine) = self.machine_mut(server) {
                    machine.disk.tear(entries);
                }
                self.emit(Actor::Server(server), Some(cause), EventBody::DiskTorn { entries });
            }
            Action::StopDisk { server } => {
                if let Some(machine) = self.machine_mut(server) {
                    machine.disk.set_stopped(true);
                }
                let is_its_write = |occurrence: &Occurrence| matches!(occurrence, Occurrence::WriteDone { server: of, .. } if *of == server);
                self.agenda.cancel_where(is_its_write);
                self.emit(Actor::Server(server), Some(cause), EventBody::DiskStopped);
            }
            Action::StartDisk { server } => {
                self.emit(Actor::Server(server), Some(cause), EventBody::DiskStarted);
                let Some(machine) = self.machine_mut(server) else {
                    return;
                };
                machine.disk.set_stopped(false);
                let pending: Vec<_> = machine.disk.pending().collect();
                for (write, due) in pending {
                    let at = due.max(self.now);
                    self.agenda.plan(at, Occurrence::WriteDone { server, write });
                }
            }
            _ => {}
        }
    }

    fn is_disk_stopped(&self, server: ServerId) -> Result<bool, Refusal> {
        self.health(server)?;
        Ok(self.machine(server).is_some_and(|machine| machine.disk().is_stopped()))
    }
}
