//! What happens on the machines: inputs go into a server's core, and what the
//! core asks for is done.

use super::agenda::Occurrence;
use super::draw::{Draw, Purpose};
use super::event::{EventBody, LossReason};
use super::machine::{Health, HeldAnswers, Letter, Notice, Running};
use super::network::{Content, Outcome};
use super::node::{Actor, ClientId, EventId, MessageId, Node};
use super::time::Micros;
use super::{AnswerWhen, Cluster, Request, request_of};
use crate::raft::{
    Decision, Entry, Index, Input, Message, Output, RoleName, Server, ServerId, Timer, Write,
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
        let configuration = self.configuration.clone();
        let rules = self.scenario.rules;
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let persistent = machine.disk.durable().clone();
        let (raft, outputs) = Server::start(server, configuration, rules, persistent);
        machine.raft = Some(raft);
        machine.health = Health::Up;
        let cause = self.emit(Actor::Server(server), trigger, body);
        self.carry_out_outputs(server, outputs, cause, None);
    }

    /// Kills a server's process: only what is durable is left.
    pub(super) fn crash_server(&mut self, server: ServerId, trigger: EventId) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let lost_writes = machine.disk.crash();
        machine.health = Health::Crashed;
        machine.raft = None;
        machine.store = Default::default();
        machine.timers.clear();
        machine.overdue.clear();
        machine.outbox.clear();
        machine.waiting.clear();
        machine.answers = HeldAnswers::default();
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

    /// A paused process goes on: first what arrived meanwhile, then the timers
    /// that nothing of it has restarted.
    pub(super) fn resume_server(&mut self, server: ServerId, trigger: EventId) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        machine.health = Health::Up;
        let inbox = std::mem::take(&mut machine.inbox);
        let cause = self.emit(Actor::Server(server), Some(trigger), EventBody::Resumed);
        for notice in inbox {
            match notice {
                Notice::Message(id, flight) => self.receive(id, flight),
                Notice::WriteDone(write, cause) => self.persisted(server, write, cause),
            }
        }
        let overdue = self.machine_mut(server).map(|m| std::mem::take(&mut m.overdue));
        for (timer, ()) in overdue.unwrap_or_default() {
            self.timer_ran_out(server, timer, cause);
        }
    }

    pub(super) fn timer_fires(&mut self, server: ServerId, timer: Timer) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let Some(running) = machine.timers.remove(&timer) else {
            return;
        };
        if machine.health == Health::Paused {
            machine.overdue.insert(timer, ());
        } else {
            self.timer_ran_out(server, timer, running.cause);
        }
    }

    pub(super) fn timer_ran_out(&mut self, server: ServerId, timer: Timer, trigger: EventId) {
        let body = EventBody::TimerFired { timer };
        let cause = self.emit(Actor::Server(server), Some(trigger), body);
        let input = match timer {
            Timer::Election => Input::ElectionTimeout,
            Timer::Heartbeat => Input::HeartbeatTimeout,
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
        let is_paused = machine.health == Health::Paused;
        let body = EventBody::WriteDurable { write };
        let cause = self.emit(Actor::Server(server), Some(trigger), body);
        match self.machine_mut(server) {
            Some(machine) if is_paused => {
                machine.inbox.push_back(Notice::WriteDone(write, cause));
            }
            _ => self.persisted(server, write, cause),
        }
    }

    /// The process learns that a write is durable: what waited for it leaves.
    fn persisted(&mut self, server: ServerId, write: WriteId, cause: EventId) {
        while let Some(letter) = self.machine_mut(server).and_then(|machine| {
            machine.outbox.pop_front_if(|(after, _)| *after <= write).map(|(_, letter)| letter)
        }) {
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
        let raft = self.machine_mut(server).and_then(|machine| machine.raft.as_mut());
        let Some(outputs) = raft.map(|raft| raft.step(input)) else {
            return;
        };
        self.carry_out_outputs(server, outputs, cause, about);
        self.release_answers(server, cause);
    }

    fn carry_out_outputs(
        &mut self,
        server: ServerId,
        outputs: Vec<Output>,
        cause: EventId,
        about: Option<MessageId>,
    ) {
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
                Output::Apply { index, entry } => self.apply(server, index, &entry, cause),
                Output::Persist(write) => self.begin_write(server, write, cause),
                Output::Send { to, message, after } => {
                    let is_reply = matches!(
                        message,
                        Message::RequestVoteReply(_) | Message::AppendEntriesReply(_)
                    );
                    let letter = Letter {
                        to: Node::Server(to),
                        in_reply_to: about.filter(|_| is_reply),
                        content: Content::Raft(message),
                    };
                    match (after, self.machine_mut(server)) {
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
                // It can no longer promise anything: its clients will ask again.
                machine.waiting.clear();
                machine.answers = HeldAnswers::default();
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
        let scenario = self.scenario.clone();
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let after = match timer {
            Timer::Heartbeat => scenario.timing.heartbeat,
            Timer::Election => {
                machine.timeouts_drawn += 1;
                let counter = machine.timeouts_drawn;
                let subject = u64::from(server.0);
                let timing = &scenario.timing;
                Draw::new(scenario.seed, Purpose::ElectionTimeout, subject, counter)
                    .within(timing.election_timeout_min..=timing.election_timeout_max)
            }
        };
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
        let timing = &scenario.timing;
        let takes: Micros = Draw::new(scenario.seed, Purpose::DiskWrite, subject, counter)
            .within(timing.disk_write_min..=timing.disk_write_max);
        let id = write.id;
        let due = machine.disk.due(now + takes);
        self.agenda.plan(due, Occurrence::WriteDone { server, write: id });
        let body = EventBody::WriteBegun { write: id, due };
        let cause = self.emit(Actor::Server(server), Some(cause), body);
        if let Some(machine) = self.machine_mut(server) {
            machine.disk.begin(write, due, cause);
        }
    }

    /// Applies a committed entry, and answers the client that waits for it.
    fn apply(&mut self, server: ServerId, index: Index, entry: &Entry, cause: EventId) {
        let request = request_of(entry);
        let answer = self.answer;
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let mut waiting = None;
        if let Some(Request { client, sequence, operation }) = &request {
            machine.store.apply(operation);
            waiting =
                machine.waiting.remove(&(*client, *sequence)).map(|m| (*client, *sequence, m));
        }
        let body = EventBody::Applied { index, term: entry.term, request };
        let cause = self.emit(Actor::Server(server), Some(cause), body);
        let Some((client, sequence, message)) = waiting else {
            return;
        };
        let outcome = Outcome::Applied { index };
        let letter = answer_letter(client, sequence, message, outcome);
        match (answer, self.machine_mut(server)) {
            (AnswerWhen::MajorityTold, Some(machine)) => machine.answers.held.push((index, letter)),
            _ => self.send(Node::Server(server), letter, cause),
        }
    }

    /// A client's request reaches a server. Only a leader takes it; one that has
    /// it in its log already, because the client asks again, does not append it
    /// twice.
    pub(super) fn handle_request(
        &mut self,
        server: ServerId,
        request: &Request,
        message: MessageId,
        cause: EventId,
    ) {
        let (client, sequence) = (request.client, request.sequence);
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let Some(raft) = machine.raft.as_ref() else {
            return;
        };
        let outcome = if !raft.is_leader() {
            Outcome::NotLeader { leader: raft.leader() }
        } else {
            let last_applied = raft.last_applied();
            let is_held = |index: Index| machine.answers.held.iter().any(|held| held.0 == index);
            match machine.find_request(client, sequence) {
                // Its answer waits until a majority has been told.
                Some(index) if is_held(index) => return,
                Some(index) if index <= last_applied => Outcome::Applied { index },
                Some(_) => {
                    machine.waiting.insert((client, sequence), message);
                    return;
                }
                None => {
                    let input = Input::Propose(request.encode());
                    self.feed(server, input, cause, Some(message));
                    return;
                }
            }
        };
        let letter = answer_letter(client, sequence, message, outcome);
        self.send(Node::Server(server), letter, cause);
    }

    /// With [`AnswerWhen::MajorityTold`]: sends the answers whose commit a
    /// majority has been told of.
    pub(super) fn release_answers(&mut self, server: ServerId, cause: EventId) {
        let configuration = self.configuration.clone();
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        if machine.answers.held.is_empty() {
            return;
        }
        let HeldAnswers { held, told, .. } = &mut machine.answers;
        let is_told = |index: Index| {
            configuration.has_majority(|voter| {
                voter == server || told.get(&voter).is_some_and(|&upto| upto >= index)
            })
        };
        let ready: Vec<_> = held.extract_if(.., |(index, _)| is_told(*index)).collect();
        if held.is_empty() {
            machine.answers.telling.clear();
        }
        for (_, letter) in ready {
            self.send(Node::Server(server), letter, cause);
        }
    }
}

fn answer_letter(
    client: ClientId,
    sequence: u64,
    in_reply_to: MessageId,
    outcome: Outcome,
) -> Letter {
    Letter {
        to: Node::Client(client),
        in_reply_to: Some(in_reply_to),
        content: Content::Response { sequence, outcome },
    }
}
