//! The run of a lesson while it is compiled: how far it has been played, and what is so then.

use super::compiled::{FieldName, LookAt, Stop};
use super::file::{EntryPlace, Pointer, Way};
use super::goal::{Goal, GoalWatch};
use crate::cluster::{ClientId, Cluster, Envelope, EventBody, Machine, Micros, Node, Run};
use crate::raft::ServerId;
use crate::run::History;
use crate::scenario::{
    Claim, Compiled, End, FileError, Fork, ServerRef, Step, Witness, compile_fork,
};

/// A run at a moment. A clone is a fork of it.
#[derive(Clone, Debug)]
pub(super) struct Playing {
    /// The place of its run among those of the lesson.
    number: u16,
    history: History,
    witness: Witness,
    /// The moment at which its script ends.
    script_ends: Micros,
}

impl Playing {
    /// The run of a scenario, at its start.
    pub(super) fn new(compiled: &Compiled) -> Playing {
        let history = History::open(compiled.run.clone(), 0);
        let mut witness = Witness::of(compiled);
        witness.see(history.cluster(), history.events());
        Playing { number: 0, history, witness, script_ends: compiled.end }
    }

    /// A run that is as this one up to now, and goes on with these steps in place of others:
    /// the one of that number in the lesson.
    pub(super) fn forked(
        &self,
        steps: &[Step],
        place: &str,
        number: u16,
    ) -> Result<Playing, FileError> {
        let fork = Fork::new(self.run(), self.cluster().now(), &self.witness);
        let compiled = compile_fork(fork, steps, place)?;
        if let Some(failure) = compiled.failures().next() {
            let found = failure.found.as_deref().unwrap_or_default();
            let sentence = format!("Expected: {} Found: {found}", failure.expected);
            return Err(FileError::new(failure.place.clone(), sentence));
        }
        let mut forked = Playing { number, ..Playing::new(&compiled) };
        while forked.history.count() < self.history.count() && forked.has_more() {
            forked.step();
        }
        forked.history.wait_until(self.cluster().now());
        Ok(forked)
    }

    /// The run itself.
    pub(super) fn run(&self) -> &Run {
        self.history.run()
    }

    /// Lets the next thing happen.
    fn step(&mut self) {
        let events = self.history.step().to_vec();
        self.witness.see(self.history.cluster(), &events);
    }

    /// True if something will happen yet.
    fn has_more(&self) -> bool {
        self.history.next_time().is_some() && !self.history.is_full()
    }

    /// Lets all happen that happens at this moment: it belongs together.
    fn finish_moment(&mut self, now: Micros) {
        while self.history.next_time().is_some_and(|at| at <= now) && !self.history.is_full() {
            self.step();
        }
    }

    /// The run goes on until this is reached; false if it never is.
    pub(super) fn play_to_goal(&mut self, goal: &Goal, patience: Micros) -> bool {
        let deadline = self.script_ends.saturating_add(patience).saturating_add(goal.lasts);
        let mut watch = GoalWatch::new(goal.clone());
        loop {
            let standing = |property| self.witness.standing(property);
            if watch.is_reached(self.history.cluster(), &standing) {
                self.finish_moment(self.cluster().now());
                return true;
            }
            let is_in_time = self.history.next_time().is_some_and(|at| at <= deadline);
            if !is_in_time || !self.has_more() {
                return false;
            }
            self.step();
        }
    }

    /// The first message that fits which is sent from here until that later moment of the same
    /// run, and the moment right after that.
    pub(super) fn first_sent(
        &self,
        until: &Playing,
        fits: impl Fn(&Envelope) -> bool,
    ) -> Option<(Envelope, Playing)> {
        let mut history = self.history.clone();
        while history.count() < until.history.count() && history.next_time().is_some() {
            let events = history.step();
            let mut sent = events.iter().filter_map(|event| match &event.body {
                EventBody::Sent(envelope) => Some(envelope),
                _ => None,
            });
            if let Some(envelope) = sent.find(|envelope| fits(envelope)) {
                let envelope = (**envelope).clone();
                return Some((envelope, Playing { history, ..self.clone() }));
            }
        }
        None
    }

    /// The run goes on until this is so; a sentence if it never is.
    pub(super) fn play_until(&mut self, claim: &Claim) -> Result<(), String> {
        let deadline = self.cluster().now().saturating_add(claim.patience());
        let mut now = self.cluster().now();
        loop {
            self.finish_moment(now);
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

    /// What of this is not reached, in sentences; `None` if it is.
    pub(super) fn reached(&self, claim: &Claim) -> Option<String> {
        self.witness.objection(self.cluster(), claim, false)
    }

    /// True if this is so at this moment.
    pub(super) fn is_so(&self, goal: &Goal) -> bool {
        goal.is_so(self.cluster(), &|property| self.witness.standing(property))
    }

    /// The entry that is meant; a sentence if it is not there.
    pub(super) fn entry(&self, entry: &EntryPlace) -> Result<(ServerId, u64), String> {
        let machine = self.server(&entry.server).and_then(|it| self.cluster().machine(it));
        let machine = machine.ok_or_else(|| not_there(&entry.server))?;
        let (first, entries) = machine.log();
        let past = first + entries.len() as u64;
        match (first..past).contains(&entry.index) {
            true => Ok((machine.id(), entry.index)),
            false => Err(format!("{} has no entry {} at that moment.", machine.id(), entry.index)),
        }
    }

    /// What a pointer leads to; a sentence if it leads nowhere.
    pub(super) fn look_at(&self, pointer: &Pointer) -> Result<LookAt, String> {
        Ok(match pointer {
            Pointer::Server(server) => {
                let machine = self.server(server).and_then(|it| self.cluster().machine(it));
                LookAt::Server(machine.ok_or_else(|| not_there(server))?.id())
            }
            Pointer::Entry(entry) => {
                let (server, index) = self.entry(entry)?;
                LookAt::Entry(server, index)
            }
            Pointer::Message(Way { from, to }) => {
                let end = |end| self.end(end).ok_or("There is no such server or client then.");
                let (from, to) = (end(from)?, end(to)?);
                if !self.is_in_flight(from, to) {
                    return Err("No such message is in flight at that moment.".into());
                }
                LookAt::Message(from, to)
            }
            Pointer::Pane(pane) => LookAt::Pane(*pane),
        })
    }

    /// The largest value that a field could sensibly have now.
    pub(super) fn most(&self, field: FieldName) -> u64 {
        let machines = self.cluster().machines();
        let last = |machine: &Machine| {
            let (first, entries) = machine.log();
            first.saturating_sub(1) + entries.len() as u64
        };
        match field {
            FieldName::Term | FieldName::PrevLogTerm | FieldName::LastLogTerm => {
                self.cluster().term()
            }
            FieldName::Entries => 2,
            FieldName::PrevLogIndex | FieldName::LeaderCommit | FieldName::LastLogIndex => {
                machines.iter().map(last).max().unwrap_or(0)
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

    /// The end of a link that is meant, if it is there.
    pub(super) fn end(&self, end: &End) -> Option<Node> {
        match end {
            End::Server(server) => self.server(server).map(Node::Server),
            End::Client(client) => {
                let node = self.cluster().client(ClientId(*client)).map(|it| it.id());
                node.map(Node::Client)
            }
        }
    }

    /// True if a message of this sender to this receiver is in flight.
    pub(super) fn is_in_flight(&self, from: Node, to: Node) -> bool {
        let mut flights = self.cluster().network().flights().iter();
        flights.any(|(id, it)| id.message.from == from && it.envelope.to == to)
    }

    pub(super) fn cluster(&self) -> &Cluster {
        self.history.cluster()
    }

    /// The moment as the page goes to it.
    pub(super) fn stop(&self) -> Stop {
        Stop { run: self.number, events: self.history.count() as u64, at: self.cluster().now() }
    }
}

fn not_there(server: &ServerRef) -> String {
    format!("There is no such server at that moment: {server}.")
}
