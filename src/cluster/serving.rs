//! What happens on the machines: inputs go into a server's core, and what the
//! core asks for is done.

use super::agenda::Occurrence;
use super::answering::answer;
use super::draw::{Draw, Purpose};
use super::event::{EventBody, LossReason, RequestProgress};
use super::machine::{Health, Letter, Machine, Notice, Reader, Running};
use super::network::{Content, Outcome};
use super::node::{Actor, EventId, MessageId, Node};
use super::protocol::MachineRule;
use super::time::Micros;
use super::{AnswerWhen, Cluster, KeyValueStore, Operation, Request, request_of};
use crate::raft::{
    Decision, Index, Input, Message, Output, RoleName, Server, ServerId, Snapshot, Timer, Write,
    WriteId,
};

impl Cluster {
    /// Starts a server's process from its disk.
    pub(super) fn start_server(
        &mut self,
        server: ServerId,
        trigger: Option<EventId>,
        body: EventBody,
    ) {
        let settings = self.settings_of(server);
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let persistent = machine.disk.durable().clone();
        let (raft, outputs) = Server::start(server, settings, persistent);
        machine.raft = Some(raft);
        machine.health = Health::Up;
        let cause = self.emit(Actor::Server(server), trigger, body);
        self.carry_out_outputs(server, outputs, cause, None);
    }

    /// A server that starts in the middle of things has applied already what it knows to
    /// be committed.
    pub(super) fn know_committed(&mut self, server: ServerId) {
        let committed = self.scenario.committed_at_start(server);
        let Some(machine) = self.machine_mut(server).filter(|_| committed > 0) else {
            return;
        };
        let cause = EventId { actor: Actor::Server(server), number: 0 };
        let outputs = machine.raft.as_mut().map(|raft| raft.knew_committed(committed));
        self.carry_out_outputs(server, outputs.unwrap_or_default(), cause, None);
    }

    /// Kills a server's process: only what is durable is left.
    pub(super) fn crash_server(&mut self, server: ServerId, trigger: EventId) {
        let keeps_vote = self.keeps(MachineRule::VoteKeptAcrossCrash);
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let lost_writes = machine.disk.crash();
        if !keeps_vote {
            machine.disk.forget_vote();
        }
        machine.health = Health::Crashed;
        machine.raft = None;
        machine.store = Default::default();
        machine.timers.clear();
        machine.overdue.clear();
        machine.catching_up = None;
        machine.compacts_because_of = None;
        machine.outbox.clear();
        machine.forget_promises();
        let inbox = std::mem::take(&mut machine.inbox);
        self.agenda.cancel_where(|occurrence| match *occurrence {
            Occurrence::WriteDone { server: of, .. } => of == server,
            Occurrence::TimerFires { server: of, .. } => of == server,
            _ => false,
        });
        let cause =
            self.emit(Actor::Server(server), Some(trigger), EventBody::Crashed { lost_writes });
        for notice in inbox {
            if let Notice::Message(id, _) = notice {
                let reason = LossReason::ReceiverDown;
                let body = EventBody::Lost { flight: id, reason };
                self.emit(Actor::Server(server), Some(cause), body);
            }
        }
    }

    /// A paused process goes on. What it finds it works off in no time, but one thing
    /// after the other, each in a step of its own.
    pub(super) fn resume_server(&mut self, server: ServerId, trigger: EventId) {
        let cause = self.emit(Actor::Server(server), Some(trigger), EventBody::Resumed);
        if let Some(machine) = self.machine_mut(server) {
            machine.health = Health::Up;
            machine.catching_up = Some(cause);
        }
        self.agenda.plan(self.now, Occurrence::CatchesUp(server));
    }

    /// The next thing that a process finds after a pause: a lease that is over, for that
    /// it reads off its clock; then what arrived, in its order; then the timers that
    /// nothing of it has restarted.
    pub(super) fn catch_up(&mut self, server: ServerId) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let Some(cause) = machine.catching_up.filter(|_| machine.health == Health::Up) else {
            return;
        };
        let first_overdue = machine.overdue.keys().next().copied();
        if machine.overdue.remove(&Timer::MinimumElection).is_some() {
            self.timer_ran_out(server, Timer::MinimumElection, cause);
        } else if let Some(notice) = machine.inbox.pop_front() {
            match notice {
                Notice::Message(id, flight) => self.receive(id, *flight),
                Notice::WriteDone(write, cause) => self.persisted(server, write, cause),
            }
        } else if let Some(timer) = first_overdue {
            machine.overdue.remove(&timer);
            self.timer_ran_out(server, timer, cause);
        }
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        if machine.inbox.is_empty() && machine.overdue.is_empty() {
            machine.catching_up = None;
        } else {
            self.agenda.plan(self.now, Occurrence::CatchesUp(server));
        }
    }

    pub(super) fn timer_fires(&mut self, server: ServerId, timer: Timer) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let Some(running) = machine.timers.remove(&timer) else {
            return;
        };
        if machine.is_attentive() {
            self.timer_ran_out(server, timer, running.cause);
        } else {
            machine.overdue.insert(timer, ());
        }
    }

    pub(super) fn timer_ran_out(&mut self, server: ServerId, timer: Timer, trigger: EventId) {
        let body = EventBody::TimerFired { timer };
        let cause = self.emit(Actor::Server(server), Some(trigger), body);
        let input = match timer {
            Timer::Election => Input::ElectionTimeout,
            Timer::Heartbeat => Input::HeartbeatTimeout,
            Timer::MinimumElection => Input::MinimumElectionTimeout,
        };
        self.feed(server, input, cause, None);
    }

    /// The oldest write of a machine is durable.
    pub(super) fn write_done(&mut self, server: ServerId) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let Some((write, trigger)) = machine.disk.complete() else {
            return;
        };
        let must_wait = !machine.is_attentive();
        let body = EventBody::WriteDurable { write };
        let cause = self.emit(Actor::Server(server), Some(trigger), body);
        match self.machine_mut(server) {
            Some(machine) if must_wait => {
                machine.inbox.push_back(Notice::WriteDone(write, cause));
            }
            _ => self.persisted(server, write, cause),
        }
    }

    /// The process learns that a write is durable: what waited for it leaves.
    fn persisted(&mut self, server: ServerId, write: WriteId, cause: EventId) {
        while let Some((_, letter)) = self
            .machine_mut(server)
            .and_then(|machine| machine.outbox.pop_front_if(|(after, _)| *after <= write))
        {
            self.send(Node::Server(server), letter, cause);
        }
        self.feed(server, Input::Persisted(write), cause, None);
    }

    /// Gives the core one input. `about` is the message that brought it, if one
    /// did: replies name it.
    pub(super) fn feed(
        &mut self,
        server: ServerId,
        input: Input,
        cause: EventId,
        about: Option<MessageId>,
    ) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        if machine.abstains() && is_about_votes(&input) {
            self.emit(Actor::Server(server), Some(cause), EventBody::Abstained);
            // Its abstention may end without a message that would start the timer again.
            if input == Input::ElectionTimeout {
                self.start_timer(server, Timer::Election, cause);
            }
            return;
        }
        let Some(outputs) = machine.raft.as_mut().map(|raft| raft.step(input)) else {
            return;
        };
        self.carry_out_outputs(server, outputs, cause, about);
        self.release_answers(server, cause);
        if let Some(machine) = self.machine_mut(server) {
            machine.may_have_caught_up();
        }
        self.plan_compaction(server, cause);
    }

    /// A server compacts its log when enough has been applied since its last snapshot (paper
    /// §7: "one simple strategy is to take a snapshot when the log reaches a fixed size").
    /// At once, but in a step of its own: what was committed just now can still be seen.
    fn plan_compaction(&mut self, server: ServerId, cause: EventId) {
        if self.compaction_due(server).is_some() {
            if let Some(machine) = self.machine_mut(server) {
                machine.compacts_because_of = Some(cause);
            }
            self.agenda.plan(self.now, Occurrence::Compacts(server));
        }
    }

    pub(super) fn compact_by_itself(&mut self, server: ServerId) {
        let due = self.compaction_due(server);
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let (Some(through), Some(cause)) = (due, machine.compacts_because_of.take()) else {
            return;
        };
        let state = machine.store.encode();
        self.feed(server, Input::Compact { through, state }, cause, None);
    }

    /// Up to where a server would compact its log by itself now: all that is applied.
    fn compaction_due(&self, server: ServerId) -> Option<Index> {
        let every = self.scenario.compact_every?;
        let machine = self.machine(server).filter(|machine| machine.health == Health::Up)?;
        let raft = machine.raft()?;
        let through = raft.last_applied();
        let is_due = through.saturating_sub(raft.snapshot().last_index) >= every;
        (is_due && raft.compact_verdict(through).is_ok()).then_some(through)
    }

    pub(super) fn carry_out_outputs(
        &mut self,
        server: ServerId,
        outputs: Vec<Output>,
        cause: EventId,
        about: Option<MessageId>,
    ) {
        let waits_for_disk = self.keeps(MachineRule::AcknowledgeAfterDurable);
        for output in outputs {
            match output {
                Output::Decide(decision) => self.decided(server, decision, cause, about),
                Output::StartTimer(timer) => self.start_timer(server, timer, cause),
                Output::StopTimer(timer) => {
                    if self.forget_timer(server, timer) {
                        let body = EventBody::TimerStopped { timer };
                        self.emit(Actor::Server(server), Some(cause), body);
                    }
                }
                Output::Apply { from, to } => {
                    for index in from..=to {
                        self.apply(server, index, cause);
                    }
                }
                Output::Restore(snapshot) => {
                    let Snapshot { last_index, last_term, state, .. } = snapshot;
                    if let Some(machine) = self.machine_mut(server) {
                        machine.store = KeyValueStore::decode(&state);
                    }
                    let body = EventBody::Restored { last_index, last_term };
                    self.emit(Actor::Server(server), Some(cause), body);
                }
                Output::ServeRead { read, .. } => self.serve_read(server, read, cause),
                Output::Persist(write) => self.begin_write(server, write, cause),
                Output::Send { to, message, after } => {
                    let is_reply = message.is_reply();
                    let letter = Letter {
                        to: Node::Server(to),
                        in_reply_to: about.filter(|_| is_reply),
                        content: Content::Raft(message),
                    };
                    match (after.filter(|_| waits_for_disk), self.machine_mut(server)) {
                        (Some(write), Some(machine)) => machine.outbox.push_back((write, letter)),
                        _ => self.send(Node::Server(server), letter, cause),
                    }
                }
            }
        }
    }

    fn decided(
        &mut self,
        server: ServerId,
        decision: Decision,
        cause: EventId,
        about: Option<MessageId>,
    ) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        match &decision {
            Decision::BecameFollower { was: RoleName::Leader, .. } => {
                machine.forget_promises();
            }
            Decision::EntryAppended { entry, .. } => {
                if let (Some(request), Some(message)) = (request_of(entry), about) {
                    machine.waiting.insert((request.client, request.sequence), message);
                }
            }
            _ => {}
        }
        self.emit(Actor::Server(server), Some(cause), EventBody::Decided(decision));
    }

    /// Starts a timer afresh. Each election timeout is a new draw (rule 7).
    fn start_timer(&mut self, server: ServerId, timer: Timer, cause: EventId) {
        self.forget_timer(server, timer);
        let now = self.now;
        let is_randomised = self.keeps(MachineRule::RandomisedTimeouts);
        let scenario = self.scenario.clone();
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let (shortest, longest) = scenario.election_timeout(server);
        let leads = machine.raft().is_some_and(|raft| raft.is_leader());
        let after = match timer {
            Timer::Heartbeat => scenario.timing.heartbeat,
            // A lease lasts as long as every voter keeps its promise (thesis §6.4.1).
            Timer::MinimumElection if leads => scenario.shortest_election_timeout(),
            Timer::MinimumElection => shortest,
            Timer::Election if !is_randomised => shortest,
            Timer::Election => {
                machine.timeouts_drawn += 1;
                let counter = machine.timeouts_drawn;
                let subject = u64::from(server.0);
                Draw::new(scenario.seed, Purpose::ElectionTimeout, subject, counter)
                    .within(shortest..=longest)
            }
        };
        // A fast clock sees its timers run out early.
        let after = after * 1_000_000 / u64::from(machine.clock_rate_ppm.max(1));
        let due = now + after.max(1);
        self.agenda.plan(due, Occurrence::TimerFires { server, timer });
        let body = EventBody::TimerStarted { timer, due };
        let cause = self.emit(Actor::Server(server), Some(cause), body);
        if let Some(machine) = self.machine_mut(server) {
            machine.timers.insert(timer, Running { since: now, due, cause });
        }
    }

    /// Takes a timer off, and returns whether it ran.
    pub(super) fn forget_timer(&mut self, server: ServerId, timer: Timer) -> bool {
        let Some(machine) = self.machine_mut(server) else {
            return false;
        };
        let was_overdue = machine.overdue.remove(&timer).is_some();
        let Some(running) = machine.timers.remove(&timer) else {
            return was_overdue;
        };
        self.agenda.cancel(running.due, Occurrence::TimerFires { server, timer });
        true
    }

    fn begin_write(&mut self, server: ServerId, write: Write, cause: EventId) {
        let now = self.now;
        let scenario = self.scenario.clone();
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        machine.writes_drawn += 1;
        let (subject, counter) = (u64::from(server.0), machine.writes_drawn);
        let (shortest, longest) = scenario.disk_write(server);
        let takes: Micros = Draw::new(scenario.seed, Purpose::DiskWrite, subject, counter)
            .within(shortest..=longest);
        let id = write.id;
        let due = machine.disk.due(now + takes);
        if !machine.disk.is_stopped() {
            self.agenda.plan(due, Occurrence::WriteDone { server, write: id });
        }
        let body = EventBody::WriteBegun { write: id, due };
        let cause = self.emit(Actor::Server(server), Some(cause), body);
        if let Some(machine) = self.machine_mut(server) {
            machine.disk.begin(write, due, cause);
        }
    }

    /// Applies a committed entry, and answers the client that waits for it.
    fn apply(&mut self, server: ServerId, index: Index, cause: EventId) {
        let log = self.machine(server).and_then(Machine::raft).map(Server::log);
        let Some(entry) = log.and_then(|log| log.get(index)) else {
            return;
        };
        let (request, term) = (request_of(entry), entry.term);
        let answer_when = self.answer;
        let counts_once = self.keeps(MachineRule::SessionDeduplication);
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let (mut waiting, mut took_effect, mut answer_index) = (None, true, index);
        if let Some(request) = &request {
            let Request { client, sequence, .. } = *request;
            took_effect = machine.store.apply(request, index, counts_once);
            answer_index = machine.store.answer_to(client, sequence).unwrap_or(index);
            waiting = machine.waiting.remove(&(client, sequence)).map(|m| (client, sequence, m));
        }
        let body = EventBody::Applied { index, term, request, took_effect };
        let cause = self.emit(Actor::Server(server), Some(cause), body);
        let Some((client, sequence, message)) = waiting else {
            return;
        };
        let outcome = Outcome::Applied { index: answer_index };
        let letter = answer(client, sequence, message, outcome);
        match (answer_when, self.machine_mut(server)) {
            (AnswerWhen::MajorityTold, Some(machine)) => machine.answers.held.push((index, letter)),
            _ => self.send(Node::Server(server), letter, cause),
        }
    }

    /// A client's request reaches a server, in `message`: from the client, or from the server
    /// `from` that passed it on. Only a leader takes it. A command that
    /// the client sends again is not appended twice as long as this leader knows of
    /// it; where it does not, the session sees to it that it takes effect once.
    pub(super) fn handle_request(
        &mut self,
        server: ServerId,
        from: Node,
        request: &Request,
        message: MessageId,
        cause: EventId,
    ) {
        let (client, sequence) = (request.client, request.sequence);
        let counts_once = self.keeps(MachineRule::SessionDeduplication);
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let Some(raft) = machine.raft.as_ref() else {
            return;
        };
        let done_at = machine.store.answer_to(client, sequence).filter(|_| counts_once);
        let outcome = if !raft.is_leader() {
            let leader = raft.leader();
            match leader.filter(|_| self.scenario.forwards && message.from == from) {
                Some(leader) => return self.forward(server, leader, request, message, cause),
                None => Outcome::NotLeader { leader },
            }
        } else if let Operation::Get { key } = &request.operation {
            let mut pending = machine.reads.iter_mut().map(|(_, reader)| reader);
            let is_same =
                |reader: &&mut Reader| (reader.client, reader.sequence) == (client, sequence);
            if let Some(reader) = pending.find(is_same) {
                reader.message = message;
                self.knows(server, request, RequestProgress::UnderWay, cause);
                return;
            }
            let reader = Reader { client, sequence, message, key: key.clone() };
            return self.take_read(server, reader, cause);
        } else if machine.answers.is_held(client, sequence) {
            self.knows(server, request, RequestProgress::AnswerHeld, cause);
            return;
        } else if let Some(index) = done_at {
            let progress = RequestProgress::Applied { index };
            let cause = self.knows(server, request, progress, cause);
            let letter = answer(client, sequence, message, Outcome::Applied { index });
            return self.send(Node::Server(server), letter, cause);
        } else if counts_once && machine.waiting.contains_key(&(client, sequence)) {
            machine.waiting.insert((client, sequence), message);
            self.knows(server, request, RequestProgress::UnderWay, cause);
            return;
        } else if let Some(to) = raft.leadership().and_then(|leadership| leadership.transfer) {
            Outcome::NotLeader { leader: Some(to) }
        } else {
            return self.feed(server, Input::Propose(request.encode()), cause, Some(message));
        };
        let letter = answer(client, sequence, message, outcome);
        self.send(Node::Server(server), letter, cause);
    }

    /// Says that a leader has a request already. Returns the event.
    pub(super) fn knows(
        &mut self,
        server: ServerId,
        request: &Request,
        progress: RequestProgress,
        cause: EventId,
    ) -> EventId {
        let (client, sequence) = (request.client, request.sequence);
        let body = EventBody::RequestKnown { client, sequence, progress };
        self.emit(Actor::Server(server), Some(cause), body)
    }

    /// Passes a client's request on to the leader, which answers the client itself
    /// (thesis §6.2).
    fn forward(
        &mut self,
        server: ServerId,
        leader: ServerId,
        request: &Request,
        message: MessageId,
        cause: EventId,
    ) {
        let (client, sequence) = (request.client, request.sequence);
        let body = EventBody::Forwarded { client, sequence, leader };
        let cause = self.emit(Actor::Server(server), Some(cause), body);
        let content = Content::Forwarded { request: request.clone(), message };
        let letter = Letter { to: Node::Server(leader), in_reply_to: None, content };
        self.send(Node::Server(server), letter, cause);
    }
}

fn is_about_votes(input: &Input) -> bool {
    match input {
        Input::ElectionTimeout => true,
        Input::Receive { message, .. } => matches!(
            message,
            Message::RequestVote(_) | Message::PreVote(_) | Message::TimeoutNow(_)
        ),
        _ => false,
    }
}
