//! A virtual cluster on a virtual clock: machines with disks, a network, clients.
//! Actions go in, events come out. Same run, same events, to the byte.
//!
//! ```
//! use raft_lunch::cluster::*;
//!
//! let mut cluster = Cluster::new(&Scenario::new(7, 3));
//! cluster.run_until(SECOND);
//! let leader = cluster.leader().expect("a second is enough for an election");
//!
//! let client = ClientId(1);
//! cluster.act(0, Action::Propose { client, text: "SET A 1".into() });
//! cluster.run_until(2 * SECOND);
//! for machine in cluster.machines() {
//!     assert_eq!(machine.store().get("A"), Some("1"));
//! }
//! assert!(cluster.machine(leader).is_some_and(|machine| machine.is_leader()));
//! ```
//!
//! | file | what it holds |
//! |---|---|
//! | `scenario`, `action`, `event`, `node`, `message_kind` | the values that go in and come out |
//! | `start` | what is on the disks at the start |
//! | `protocol`, `switch` | which protections and extensions are in force, and switching them |
//! | `validity` | what a run from outside has to keep to |
//! | `command` | what clients ask for, and the key-value store |
//! | `machine`, `disk`, `client`, `network` | the parts and their state |
//! | `server_state` | what a server is or does, as one word would say it |
//! | `acting`, `serving`, `reading`, `answering`, `membership`, `traffic`, `delivery`, `asking` | what happens to them |
//! | `storing` | what is done to disks |
//! | `agenda`, `draw`, `time` | the virtual clock and its dice |
//! | `lists` | what of all this grows with a run |
//! | `fingerprint` | a number for the state of it all |
#![deny(clippy::float_arithmetic)]

mod acting;
mod action;
mod agenda;
mod answering;
mod asking;
mod client;
mod command;
mod delivery;
mod disk;
mod draw;
mod event;
mod fingerprint;
mod lists;
mod machine;
mod membership;
mod message_kind;
mod network;
mod node;
mod protocol;
mod reading;
mod scenario;
mod server_state;
mod serving;
mod start;
mod storing;
mod switch;
mod time;
mod traffic;
mod validity;

pub use acting::MAX_DISHES;
pub use action::{
    Action, AnchoredAction, AnswerWhen, MAX_CLOCK_RATE_PPM, MAX_SAY_CHARS, MIN_CLOCK_RATE_PPM,
    Refusal, can_be_said,
};
pub use client::{Answer, Client, ClientRequest, Poll};
pub use command::{
    CommandError, KeyValueStore, LUNCH_KEY, MAX_COMMAND_CHARS, Operation, Request, request_of,
};
pub use delivery::{Delivery, MAX_HELD};
pub use disk::Disk;
pub use event::{Event, EventBody, EventHash, LossReason, RequestProgress};
pub(crate) use lists::{LongLists, Same};
pub(crate) use machine::Notice;
pub use machine::{Health, Machine, Running};
pub use message_kind::MessageKind;
pub use network::{
    Content, Envelope, Flight, LinkConditions, LinkCut, MAX_DELAY, Network, NetworkConditions,
    Outcome,
};
pub use node::{Actor, ClientId, EventId, FlightId, MessageId, Node};
pub use protocol::{MachineRule, MachineRules, Protocol};
pub use scenario::{
    LUNCH_BEGINS, LinkException, MAX_CLIENTS, MAX_REQUESTS, MAX_SERVERS, Run, SEED_LIMIT, Scenario,
    ServerException, Timing,
};
pub use server_state::ServerState;
pub use start::{BadStart, MAX_START_ENTRIES, NOBODY, START_TERM_LIMIT, StartEntry, StartState};
pub use switch::Switch;
pub use time::{MAX_TIME, MILLISECOND, Micros, SECOND};
pub use validity::{Invalid, MAX_ACTIONS, ORDINAL_LIMIT};

use std::sync::Arc;

use crate::raft::{Configuration, Server, ServerId, Term};
use agenda::{Agenda, Occurrence};

/// The whole cluster at one moment. A clone is a complete keyframe; events that were not
/// taken yet stay where they are.
#[derive(Clone, Debug)]
pub struct Cluster {
    scenario: Arc<Scenario>,
    /// The configuration that the servers of the start have on their disks.
    bootstrap: Configuration,
    protocol: Protocol,
    now: Micros,
    agenda: Agenda,
    machines: Vec<Machine>,
    clients: Vec<Client>,
    network: Network,
    answer: AnswerWhen,
    /// What has happened since it was last asked.
    events: Vec<Event>,
}

impl Cluster {
    /// The cluster at time 0, every server just started and no leader yet. A
    /// scenario from outside is to be [validated](Scenario::validate) first.
    pub fn new(scenario: &Scenario) -> Self {
        let scenario = Arc::new(scenario.clone());
        let bootstrap = scenario.configuration();
        let mut cluster = Cluster {
            bootstrap,
            protocol: scenario.protocol,
            now: 0,
            agenda: Agenda::default(),
            machines: scenario.server_ids().map(|id| Machine::at_start(id, &scenario)).collect(),
            clients: (1..=scenario.clients).map(ClientId).map(Client::new).collect(),
            network: Network::new(scenario.seed, scenario.network, &scenario.links),
            answer: scenario.answer,
            events: Vec::new(),
            scenario,
        };
        for server in cluster.scenario.server_ids() {
            cluster.start_server(server, None, EventBody::Started);
            cluster.know_committed(server);
        }
        cluster
    }

    /// Carries out an action of the student's or the script's now. `ordinal` is its
    /// number among all actions of the run. What cannot be done is refused with a
    /// reason, and changes nothing.
    pub fn act(&mut self, ordinal: u64, action: Action) -> Result<(), Refusal> {
        let id = EventId { actor: Actor::Student, number: ordinal };
        let verdict = self.check_action(&action);
        let body = match &verdict {
            Ok(()) => EventBody::ActionTaken(action.clone()),
            Err(reason) => {
                EventBody::ActionRefused { action: action.clone(), reason: reason.clone() }
            }
        };
        self.events.push(Event { id, at: self.now, trigger: None, body });
        if verdict.is_ok() {
            self.carry_out(action, id);
        }
        verdict
    }

    /// When something happens next by itself.
    pub fn next_time(&self) -> Option<Micros> {
        self.agenda.next_time()
    }

    /// Lets the next thing happen that happens by itself. False if nothing will.
    pub fn step(&mut self) -> bool {
        let Some((at, occurrence)) = self.agenda.take_next() else {
            return false;
        };
        self.now = at;
        match occurrence {
            Occurrence::CatchesUp(server) => self.catch_up(server),
            Occurrence::Compacts(server) => self.compact_by_itself(server),
            Occurrence::WriteDone { server, .. } => self.write_done(server),
            Occurrence::FlightEnds(flight) => self.flight_ends(flight),
            Occurrence::TimerFires { server, timer } => self.timer_fires(server, timer),
            Occurrence::ClientWakes(client, request) => self.client_wakes(client, request),
            Occurrence::PollGoesOn(client) => self.poll_goes_on(client),
        }
        true
    }

    /// Lets everything happen up to and including the moment `until`, or
    /// [`MAX_TIME`].
    pub fn run_until(&mut self, until: Micros) {
        let until = until.min(MAX_TIME);
        while self.next_time().is_some_and(|at| at <= until) {
            self.step();
        }
        self.now = self.now.max(until);
    }

    /// Takes the events since it was last asked, in order.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    fn emit(&mut self, actor: Actor, trigger: Option<EventId>, body: EventBody) -> EventId {
        let number = self.next_event_number(actor);
        let id = EventId { actor, number };
        self.events.push(Event { id, at: self.now, trigger, body });
        id
    }

    fn next_event_number(&mut self, actor: Actor) -> u64 {
        let counter = match actor {
            Actor::Server(server) => self.machine_mut(server).map(|m| &mut m.events),
            Actor::Client(client) => self.client_mut(client).map(|c| &mut c.events),
            Actor::Message(message) => return self.network.next_event_number(message),
            // Actions bring their number along.
            Actor::Student => None,
        };
        let Some(counter) = counter else { return 0 };
        *counter += 1;
        *counter - 1
    }

    fn machine_mut(&mut self, server: ServerId) -> Option<&mut Machine> {
        self.machines.get_mut(usize::from(server.0).checked_sub(1)?)
    }

    fn client_mut(&mut self, client: ClientId) -> Option<&mut Client> {
        self.clients.get_mut(usize::from(client.0).checked_sub(1)?)
    }
}

/// What an onlooker may ask.
impl Cluster {
    /// What was set up.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The virtual clock.
    pub fn now(&self) -> Micros {
        self.now
    }

    /// All machines, in the order of their servers.
    pub fn machines(&self) -> &[Machine] {
        &self.machines
    }

    /// The machine of `server`.
    pub fn machine(&self, server: ServerId) -> Option<&Machine> {
        self.machines.get(usize::from(server.0).checked_sub(1)?)
    }

    /// All clients.
    pub fn clients(&self) -> &[Client] {
        &self.clients
    }

    /// A client.
    pub fn client(&self, client: ClientId) -> Option<&Client> {
        self.clients.get(usize::from(client.0).checked_sub(1)?)
    }

    /// Links and what travels on them.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// When a client's answer leaves.
    pub fn answer_when(&self) -> AnswerWhen {
        self.answer
    }

    /// Which protections and extensions are in force.
    pub fn protocol(&self) -> &Protocol {
        &self.protocol
    }

    /// All servers, those included that were removed, in order.
    pub fn server_ids(&self) -> impl Iterator<Item = ServerId> + use<> {
        (1..=self.machines.len() as u16).map(ServerId)
    }

    /// Who decides: as the leader sees it, or else whoever runs and has the latest
    /// configuration in its log. It may not be committed. Where nobody runs who knows one, it is
    /// the latest on a disk.
    pub fn configuration(&self) -> &Configuration {
        let leader = self.leader().and_then(|leader| self.machine(leader)?.raft());
        let latest = || {
            let running = self.machines.iter().filter_map(Machine::raft);
            running.max_by_key(|raft| (raft.configuration_index(), raft.log().last_term()))
        };
        let in_memory = leader.or_else(latest).map(Server::configuration);
        let on_disk = || {
            let known = self.machines.iter().map(Machine::configuration_on_disk);
            known.filter(|(_, it)| !it.is_empty()).max_by_key(|(index, _)| *index)
        };
        in_memory
            .filter(|it| !it.is_empty())
            .or_else(|| on_disk().map(|(_, it)| it))
            .unwrap_or(&self.bootstrap)
    }

    /// The leader of the highest term that runs. An older one may still believe
    /// that it leads.
    pub fn leader(&self) -> Option<ServerId> {
        let term = |machine: &Machine| machine.raft().map_or(0, |raft| raft.current_term());
        self.machines.iter().filter(|m| m.is_leader()).max_by_key(|m| term(m)).map(Machine::id)
    }

    /// The highest term that a running server has.
    pub fn term(&self) -> Term {
        self.machines.iter().filter_map(|m| m.raft()).map(|r| r.current_term()).max().unwrap_or(0)
    }
}
