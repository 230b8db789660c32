//! A cluster under test: do something to it, let time pass, look at what happened.
//! The safety checks look on, step by step.
#![allow(dead_code)] // each test file uses its own part

use raft_lunch::check::{SafetyChecker, Verdict};
use raft_lunch::cluster::*;
use raft_lunch::raft::{Decision, Payload, ServerId};
use raft_lunch::run::History;

pub mod causality;
pub mod parallel;
pub mod storm;

/// The only client.
pub const CLIENT: ClientId = ClientId(1);

/// Server 1, 2, ...
pub fn s(number: u16) -> ServerId {
    ServerId(number)
}

/// The same as an end of a link.
pub fn node(server: ServerId) -> Node {
    Node::Server(server)
}

/// A history with the checks looking on.
pub struct Lab {
    /// The history.
    pub history: History,
    checker: SafetyChecker,
    seen: usize,
}

impl Lab {
    /// A scenario at its beginning.
    pub fn new(scenario: Scenario) -> Lab {
        let history = History::new(scenario);
        let mut lab = Lab { history, checker: SafetyChecker::default(), seen: 0 };
        lab.look();
        lab
    }

    /// A healthy cluster that has elected a leader and committed its no-op: at
    /// 600 ms.
    pub fn with_leader(seed: u64, servers: u16) -> Lab {
        let mut lab = Lab::new(Scenario::new(seed, servers));
        lab.run_until(600 * MILLISECOND);
        assert!(lab.machine(lab.leader()).store().is_empty(), "nothing was proposed");
        assert_eq!(lab.raft(lab.leader()).commit_index(), 1, "the no-op is committed");
        lab
    }

    /// Lets time pass.
    pub fn run_until(&mut self, until: Micros) {
        while self.cluster().next_time().is_some_and(|at| at <= until) {
            self.history.step();
            self.look();
        }
        self.history.run_until(until);
    }

    /// Lets this many milliseconds pass.
    pub fn run_ms(&mut self, milliseconds: u64) {
        self.run_until(self.cluster().now() + milliseconds * MILLISECOND);
    }

    /// Lets time pass until `reached` says so, and fails if that takes more than
    /// ten virtual seconds.
    pub fn run_to(&mut self, what: &str, reached: impl Fn(&Lab) -> bool) {
        let end = self.cluster().now() + 10 * SECOND;
        while !reached(self) {
            assert!(self.cluster().now() < end, "{what}: not within ten seconds");
            self.history.step();
            self.look();
        }
    }

    /// Does something that can be done.
    pub fn act(&mut self, action: Action) {
        let tried = format!("{action:?}");
        self.try_to(action).unwrap_or_else(|refusal| panic!("{tried}: {refusal:?}"));
    }

    /// Tries to do something.
    pub fn try_to(&mut self, action: Action) -> Result<(), Refusal> {
        let verdict = self.history.act(action);
        self.look();
        verdict
    }

    /// The client proposes.
    pub fn propose(&mut self, text: &str) {
        self.act(Action::Propose { client: CLIENT, text: text.into() });
    }

    /// Whether what clients were told can be explained.
    pub fn standing(&self) -> Verdict {
        self.checker.linearizability()
    }

    fn look(&mut self) {
        let new = &self.history.events()[self.seen..];
        self.checker.observe(self.history.cluster(), new);
        self.seen = self.history.events().len();
        assert!(self.checker.violations().is_empty(), "{:?}", self.checker.violations());
    }
}

/// What a test may ask.
impl Lab {
    /// The cluster now.
    pub fn cluster(&self) -> &Cluster {
        self.history.cluster()
    }

    /// Everything that happened.
    pub fn events(&self) -> &[Event] {
        self.history.events()
    }

    /// How many events there are: a mark for [`Lab::since`].
    pub fn mark(&self) -> usize {
        self.events().len()
    }

    /// What happened since a mark.
    pub fn since(&self, mark: usize) -> &[Event] {
        &self.events()[mark..]
    }

    /// The leader, which there must be.
    pub fn leader(&self) -> ServerId {
        self.cluster().leader().expect("somebody leads")
    }

    /// All but the leader, in order.
    pub fn followers(&self) -> Vec<ServerId> {
        let leader = self.leader();
        self.cluster().scenario().server_ids().filter(|&id| id != leader).collect()
    }

    /// A machine.
    pub fn machine(&self, server: ServerId) -> &Machine {
        self.cluster().machine(server).expect("it belongs to the cluster")
    }

    /// A server's core, which must run.
    pub fn raft(&self, server: ServerId) -> &raft_lunch::raft::Server {
        self.machine(server).raft().expect("it runs")
    }

    /// A value in a server's store.
    pub fn value(&self, server: ServerId, key: &str) -> Option<&str> {
        self.machine(server).store().get(key)
    }

    /// What the client was told of its requests so far: `None` for nothing yet.
    pub fn answers(&self) -> Vec<Option<u64>> {
        let client = self.cluster().client(CLIENT).expect("there is one");
        let index = |request: &ClientRequest| match request.answer {
            Some(Answer::Applied { index }) => Some(index),
            _ => None,
        };
        client.history().iter().map(index).collect()
    }

    /// How often each of the client's requests stands in a server's log, by number.
    pub fn copies_in_log(&self, server: ServerId, sequence: u64) -> usize {
        let entries = self.raft(server).log().entries();
        let is_it = |entry: &&raft_lunch::raft::Entry| {
            request_of(entry).is_some_and(|request| request.sequence == sequence)
        };
        entries.iter().filter(is_it).count()
    }

    /// The first flight in the air for which this holds.
    pub fn flight(&self, is_it: impl Fn(&Flight) -> bool) -> Option<FlightId> {
        let flights = self.cluster().network().flights().iter();
        flights.filter(|(_, flight)| is_it(flight)).map(|(&id, _)| id).next()
    }
}

/// The events of one actor.
pub fn of(events: &[Event], actor: impl Into<Actor>) -> Vec<&Event> {
    let actor = actor.into();
    events.iter().filter(|event| event.id.actor == actor).collect()
}

/// Where the first event stands that is like this, counted from 0.
pub fn position(events: &[Event], is_it: impl Fn(&EventBody) -> bool) -> Option<usize> {
    events.iter().position(|event| is_it(&event.body))
}

/// How many events are like this.
pub fn count(events: &[Event], is_it: impl Fn(&EventBody) -> bool) -> usize {
    events.iter().filter(|event| is_it(&event.body)).count()
}

/// Whether a server became leader in these events.
pub fn is_election_won(body: &EventBody) -> bool {
    matches!(body, EventBody::Decided(Decision::BecameLeader { .. }))
}

/// The entries of a log as people read them: `-` for a no-op.
pub fn readable(server: &raft_lunch::raft::Server) -> Vec<String> {
    let read = |entry: &raft_lunch::raft::Entry| match &entry.payload {
        Payload::Noop => "-".to_owned(),
        Payload::Configuration(_) => "members".to_owned(),
        Payload::Command(_) => {
            request_of(entry).map_or("?".to_owned(), |request| request.operation.to_string())
        }
    };
    server.log().entries().iter().map(read).collect()
}
