//! The run of a lesson while it is compiled: how far it has been played, and what is so then.

use super::compiled::Stop;
use crate::cluster::Cluster;
use crate::raft::ServerId;
use crate::run::History;
use crate::scenario::{Claim, Compiled, ServerRef, Witness};

/// A run at a moment. A clone is a fork of it.
#[derive(Clone, Debug)]
pub(super) struct Playing {
    history: History,
    witness: Witness,
}

impl Playing {
    /// The run of a scenario, at its start.
    pub(super) fn new(compiled: &Compiled) -> Playing {
        let history = History::open(compiled.run.clone(), 0);
        let mut witness = Witness::of(compiled);
        witness.see(history.cluster(), history.events());
        Playing { history, witness }
    }

    /// The run goes on until this is so; a sentence if it never is.
    pub(super) fn play_until(&mut self, claim: &Claim) -> Result<(), String> {
        let deadline = self.cluster().now().saturating_add(claim.patience());
        let mut now = self.cluster().now();
        loop {
            // What happens at one moment belongs together.
            while self.history.next_time().is_some_and(|at| at <= now) && !self.history.is_full() {
                let events = self.history.step().to_vec();
                self.witness.see(self.history.cluster(), &events);
            }
            self.history.wait_until(now);
            let Some(objection) = self.witness.objection(self.cluster(), claim, false) else {
                return Ok(());
            };
            match self.history.next_time() {
                Some(next) if next <= deadline && !self.history.is_full() => now = next,
                _ => return Err(objection),
            }
        }
    }

    /// What of this is not so, in sentences; `None` if it is so.
    pub(super) fn objection(&self, claim: &Claim) -> Option<String> {
        self.witness.objection(self.cluster(), claim, true)
    }

    /// The server that is meant, if it is there.
    pub(super) fn server(&self, server: &ServerRef) -> Option<ServerId> {
        self.witness.server(self.cluster(), server)
    }

    pub(super) fn cluster(&self) -> &Cluster {
        self.history.cluster()
    }

    /// The moment as the page goes to it.
    pub(super) fn stop(&self) -> Stop {
        Stop { events: self.history.count() as u64, at: self.cluster().now() }
    }
}
