//! A server under test, with its disk: feed it something, look at what it asks
//! for, and decide when its disk is done. And a few of them with a network whose
//! messages arrive only when the test says so.
#![allow(dead_code)] // each test file uses its own part

use std::ops::Deref;

use raft_lunch::raft::*;

pub mod network;

/// The first round of every leader: where the round is of no interest.
pub const ROUND: Round = 1;

/// Server 1, 2, ...
pub fn s(number: u16) -> ServerId {
    ServerId(number)
}

/// A configuration of servers 1 to `n`.
pub fn cluster_of(n: u16) -> Configuration {
    Configuration::new((1..=n).map(ServerId))
}

/// A log as the paper draws it: by the terms of its entries.
pub fn entries(terms: &[Term]) -> Vec<Entry> {
    let entry = |&term| Entry { term, payload: Payload::Command("SET A 1".into()) };
    terms.iter().map(entry).collect()
}

/// The same the other way round.
pub fn terms(log: &Log) -> Vec<Term> {
    log.entries().iter().map(|entry| entry.term).collect()
}

/// A server and its disk. It derefs to the server, so that a test can ask it.
pub struct Subject {
    server: Server,
    settings: Settings,
    /// What a crash would leave.
    pub disk: PersistentState,
    /// Writes that the server has asked for and that are not durable yet.
    pub unstored: Vec<Write>,
}

impl Deref for Subject {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

/// Server 1 of three: a follower in `term`, its vote not given, with a durable
/// log of entries of these terms.
pub fn follower(term: Term, log: &[Term]) -> Subject {
    follower_of(3, term, log)
}

/// The same, one of `n` servers.
pub fn follower_of(n: u16, term: Term, log: &[Term]) -> Subject {
    Subject::start(1, disk_of(n, term, log))
}

/// The disk of one of `n` servers in `term`, with a log of entries of these terms.
pub fn disk_of(n: u16, term: Term, log: &[Term]) -> PersistentState {
    let bootstrap = PersistentState::bootstrap(cluster_of(n));
    PersistentState { current_term: term, log: entries(log), ..bootstrap }
}

/// Server 1 of three: stands for election in `term`, its own vote durable.
pub fn candidate(term: Term, log: &[Term]) -> Subject {
    candidate_of(3, term, log)
}

/// The same, one of `n` servers.
pub fn candidate_of(n: u16, term: Term, log: &[Term]) -> Subject {
    let mut subject = follower_of(n, term - 1, log);
    subject.feed(Input::ElectionTimeout);
    subject.persist();
    subject
}

/// Server 1 of three: has just won `term`, the no-op after `log` durable on its
/// own disk. Its first AppendEntries are on their way.
pub fn leader(term: Term, log: &[Term]) -> Subject {
    leader_of(3, term, log)
}

/// The same, one of `n` servers.
pub fn leader_of(n: u16, term: Term, log: &[Term]) -> Subject {
    let mut subject = candidate_of(n, term, log);
    for voter in 2..=n / 2 + 1 {
        subject.hears(voter, vote(term, true));
    }
    subject.persist();
    assert!(subject.is_leader());
    subject
}

impl Subject {
    /// Starts server `id` from `disk`.
    pub fn start(id: u16, disk: PersistentState) -> Subject {
        Subject::start_with(id, Settings::default(), disk)
    }

    /// The same, with other settings.
    pub fn start_with(id: u16, settings: Settings, disk: PersistentState) -> Subject {
        let (server, outputs) = Server::start(s(id), settings, disk.clone());
        assert_eq!(outputs[0], Output::StartTimer(Timer::Election));
        Subject { server, settings, disk, unstored: Vec::new() }
    }

    /// Crashes, and starts again from what was durable.
    pub fn restart(&mut self) {
        let disk = self.disk.clone();
        *self = Subject::start_with(self.id().0, self.settings, disk);
    }

    /// One step.
    pub fn feed(&mut self, input: Input) -> Outcome {
        let outcome = Outcome(self.server.step(input));
        self.unstored.extend(outcome.writes());
        outcome
    }

    /// Other protections and extensions from now on.
    pub fn set_settings(&mut self, settings: Settings) -> Outcome {
        self.settings = settings;
        let outcome = Outcome(self.server.set_settings(settings));
        self.unstored.extend(outcome.writes());
        outcome
    }

    /// A message arrives.
    pub fn hears(&mut self, from: u16, message: Message) -> Outcome {
        self.feed(Input::Receive { from: s(from), message })
    }

    /// A client's command arrives.
    pub fn propose(&mut self, command: &str) -> Outcome {
        self.feed(Input::Propose(command.into()))
    }

    /// The disk catches up: everything that was asked for is durable.
    pub fn persist(&mut self) -> Outcome {
        let last = self.unstored.last().map(|write| write.id);
        for write in self.unstored.drain(..) {
            self.disk.store(write);
        }
        match last {
            Some(last) => self.feed(Input::Persisted(last)),
            None => Outcome(Vec::new()),
        }
    }

    /// Whether a message that may leave `after` this write has to wait for the
    /// disk, and for the last thing the disk was asked to do.
    pub fn waits(&self, after: Option<WriteId>) -> bool {
        after.is_some() && after == self.unstored.last().map(|write| write.id)
    }
}

/// What a step asked for.
#[derive(Debug)]
pub struct Outcome(pub Vec<Output>);

impl Outcome {
    /// The messages: to whom, what, and after which write.
    pub fn sends(&self) -> Vec<(ServerId, Message, Option<WriteId>)> {
        let send = |output: &Output| match output {
            Output::Send { to, message, after } => Some((*to, message.clone(), *after)),
            _ => None,
        };
        self.0.iter().filter_map(send).collect()
    }

    /// The one message it sends, and after which write.
    pub fn only_send(&self) -> (Message, Option<WriteId>) {
        let mut sends = self.sends();
        assert_eq!(sends.len(), 1, "exactly one message in {self:?}");
        let (_, message, after) = sends.remove(0);
        (message, after)
    }

    /// The AppendEntries it sends to this server, if any.
    pub fn append_to(&self, to: u16) -> Option<AppendEntries> {
        let to_it = |(receiver, message, _)| match message {
            Message::AppendEntries(append) if receiver == s(to) => Some(append),
            _ => None,
        };
        self.sends().into_iter().find_map(to_it)
    }

    /// The answer to a RequestVote.
    pub fn vote(&self) -> RequestVoteReply {
        match self.only_send().0 {
            Message::RequestVoteReply(reply) => reply,
            other => panic!("not a RequestVoteReply: {other:?}"),
        }
    }

    /// The answer to an AppendEntries.
    pub fn append_reply(&self) -> AppendEntriesReply {
        match self.only_send().0 {
            Message::AppendEntriesReply(reply) => reply,
            other => panic!("not an AppendEntriesReply: {other:?}"),
        }
    }

    /// The writes it asks for.
    pub fn writes(&self) -> Vec<Write> {
        let write = |output: &Output| match output {
            Output::Persist(write) => Some(write.clone()),
            _ => None,
        };
        self.0.iter().filter_map(write).collect()
    }

    /// The decisions it took.
    pub fn decisions(&self) -> Vec<Decision> {
        let decision = |output: &Output| match output {
            Output::Decide(decision) => Some(decision.clone()),
            _ => None,
        };
        self.0.iter().filter_map(decision).collect()
    }

    /// Whether it took this decision.
    pub fn decided(&self, decision: Decision) -> bool {
        self.decisions().contains(&decision)
    }

    /// The indices it hands to the state machine.
    pub fn applied(&self) -> Vec<Index> {
        let apply = |output: &Output| match output {
            Output::Apply { from, to } => Some(*from..=*to),
            _ => None,
        };
        self.0.iter().filter_map(apply).flatten().collect()
    }

    /// Whether it starts this timer afresh.
    pub fn starts(&self, timer: Timer) -> bool {
        self.0.contains(&Output::StartTimer(timer))
    }

    /// Whether it stops this timer.
    pub fn stops(&self, timer: Timer) -> bool {
        self.0.contains(&Output::StopTimer(timer))
    }
}

/// RequestVote of `term` by a candidate whose log ends with `last`: (term, index).
pub fn request_vote(term: Term, last: (Term, Index)) -> Message {
    Message::RequestVote(RequestVote {
        term,
        last_log_term: last.0,
        last_log_index: last.1,
        leadership_transfer: false,
    })
}

/// The answer to it.
pub fn vote(term: Term, vote_granted: bool) -> Message {
    Message::RequestVoteReply(RequestVoteReply { term, request_term: term, vote_granted })
}

/// AppendEntries of `term`: entries of these terms, to stand after `prev`: (term,
/// index); `commit` is the leader's commit index.
pub fn append(term: Term, prev: (Term, Index), new: &[Term], commit: Index) -> Message {
    Message::AppendEntries(AppendEntries {
        term,
        prev_log_term: prev.0,
        prev_log_index: prev.1,
        entries: entries(new),
        leader_commit: commit,
        round: ROUND,
    })
}

/// A follower's "yes, up to here".
pub fn ack(term: Term, match_index: Index) -> Message {
    let outcome = AppendOutcome::Success { match_index };
    Message::AppendEntriesReply(AppendEntriesReply { term, round: ROUND, outcome })
}

/// A follower's "my log ends before `first_index`".
pub fn too_short(term: Term, prev_log_index: Index, first_index: Index) -> Message {
    mismatch(term, prev_log_index, ConflictHint { term: None, first_index })
}

/// A follower's "I have another term there, from `first_index` on".
pub fn conflict(term: Term, prev_log_index: Index, mine: Term, first_index: Index) -> Message {
    mismatch(term, prev_log_index, ConflictHint { term: Some(mine), first_index })
}

fn mismatch(term: Term, prev_log_index: Index, hint: ConflictHint) -> Message {
    let outcome = AppendOutcome::Mismatch { prev_log_index, hint };
    Message::AppendEntriesReply(AppendEntriesReply { term, round: ROUND, outcome })
}

/// What a leader knows of this follower.
pub fn progress_of(leader: &Server, follower: u16) -> Progress {
    leader.progress().expect("it leads")[&s(follower)]
}
