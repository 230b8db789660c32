//! Whether something is so while the run of a file is played again, by somebody who wants
//! to know it at other moments than the script does.

use std::collections::BTreeMap;

use super::moment::Moment;
use super::script::{Compiled, PATIENCE};
use super::traffic::Traffic;
use crate::check::{Property, SafetyChecker, Standing};
use crate::cluster::{Cluster, Event, Micros};
use crate::raft::ServerId;
use crate::scenario::expect::judge::judge;
use crate::scenario::format::claim::Claim;
use crate::scenario::format::file::ScenarioFile;
use crate::scenario::format::step::Step;
use crate::scenario::format::who::{Label, ServerRef};
use crate::scenario::read::check::{check_claim_beside, check_steps_beside};
use crate::scenario::read::decode::FileError;

/// Looks on while the run of a file is played again, and judges what is claimed of it.
#[derive(Clone, Debug)]
pub struct Witness {
    checker: SafetyChecker,
    traffic: Traffic,
    names: BTreeMap<Label, ServerId>,
}

impl Witness {
    /// Somebody who has seen nothing yet, and knows the names that the script gave.
    pub fn of(compiled: &Compiled) -> Witness {
        let names = compiled.names.clone();
        Witness { checker: SafetyChecker::default(), traffic: Traffic::default(), names }
    }

    /// Sees the events of a step, and the cluster right after it. To be called for each.
    pub fn see(&mut self, cluster: &Cluster, events: &[Event]) {
        self.checker.observe(cluster, events);
        self.traffic.observe(events);
    }

    /// What of a claim is not so, in sentences; `None` if all of it is so. As in `expect`,
    /// terms and indices have to be exactly these, and as in `until`, reached.
    pub fn objection(&self, cluster: &Cluster, claim: &Claim, exactly: bool) -> Option<String> {
        let (facts, _) = judge(claim, &self.now(cluster), exactly);
        let wrong = facts.into_iter().filter_map(|fact| {
            fact.found.map(|found| format!("Expected: {} Found: {found}", fact.expected))
        });
        let wrong: Vec<String> = wrong.collect();
        (!wrong.is_empty()).then(|| wrong.join(" "))
    }

    /// The servers that have a name.
    pub(crate) fn names(&self) -> &BTreeMap<Label, ServerId> {
        &self.names
    }

    /// How a property stands.
    pub fn standing(&self, property: Property) -> Standing {
        self.checker.standing(property)
    }

    /// The server that is meant, if it is there.
    pub fn server(&self, cluster: &Cluster, server: &ServerRef) -> Option<ServerId> {
        server.resolve(&self.now(cluster))
    }

    fn now<'a>(&'a self, cluster: &'a Cluster) -> Moment<'a> {
        let Witness { checker, traffic, names } = self;
        Moment { cluster, checker, names, traffic }
    }
}

impl Claim {
    /// How long one waits for it at most.
    pub fn patience(&self) -> Micros {
        self.within.map_or(PATIENCE, |within| within.0)
    }

    /// Whether this makes sense of the run of `file`, outside of its script, at this
    /// place of what claims it. `waits`: time passes until it is so.
    pub fn check_beside(
        &self,
        file: &ScenarioFile,
        waits: bool,
        place: &str,
    ) -> Result<(), FileError> {
        check_claim_beside(file, self, waits, place)
    }
}

impl ScenarioFile {
    /// Whether these steps, from another place of what holds this file, make sense of its run.
    pub fn check_beside(&self, steps: &[Step], place: &str) -> Result<(), FileError> {
        check_steps_beside(self, steps, place)
    }
}
