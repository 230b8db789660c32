//! What can be done to the thing that was clicked.

use super::diagram_menu::{action_menu, arrow_menu};
use super::{App, Msg};
use crate::cluster::{Action, ClientId, Cluster, FlightId, MILLISECOND, Node};
use crate::lunch::teammate;
use crate::raft::{MembershipChange, ServerId};
use crate::words::{fields, message_title, refusal_words, short};

/// Something that can be clicked.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A server, or its teammate.
    Server(ServerId),
    /// The link between two servers.
    Link(ServerId, ServerId),
    /// A message in flight.
    Message(FlightId),
    /// The client, or the asker.
    Client,
    /// A message in the diagram.
    Arrow(FlightId),
    /// An action in the diagram, by its ordinal.
    Action(u64),
}

/// A menu for a target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Menu {
    /// What was clicked.
    pub title: String,
    /// A message's fields.
    pub fields: Vec<(&'static str, String)>,
    /// What can be done.
    pub items: Vec<MenuItem>,
}

/// One thing that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    /// What it is called.
    pub label: String,
    /// What happens then.
    pub msg: Msg,
    /// Why it cannot be done now.
    pub why_not: Option<String>,
}

impl App {
    /// What can be done to `target` now.
    pub(super) fn menu_of(&self, target: Target) -> Menu {
        let history = self.player.history();
        match target {
            Target::Arrow(_) | Target::Action(_) => self.diagram_menu(target),
            _ => menu(history.cluster(), target),
        }
    }

    fn diagram_menu(&self, target: Target) -> Menu {
        let history = self.player.history();
        match target {
            Target::Arrow(flight) => arrow_menu(&self.window, history, flight),
            Target::Action(ordinal) => action_menu(history, ordinal),
            _ => Menu::default(),
        }
    }
}

/// What can be done to `target` at this moment.
pub fn menu(cluster: &Cluster, target: Target) -> Menu {
    let item = |label: String, action: Action| {
        let why_not = cluster.check_action(&action).err().map(|reason| refusal_words(&reason));
        MenuItem { label, msg: Msg::Act(action), why_not }
    };
    match target {
        Target::Server(server) => server_menu(cluster, server, &item),
        _ => other_menu(cluster, target, &item),
    }
}

type Item<'a> = &'a dyn Fn(String, Action) -> MenuItem;

/// The menu of what is no server.
fn other_menu(cluster: &Cluster, target: Target, item: Item) -> Menu {
    match target {
        Target::Server(_) => Menu::default(),
        Target::Link(a, b) => link_menu(a, b, item),
        Target::Message(flight) => message_menu(cluster, flight, item),
        Target::Client => client_menu(cluster, item),
        // What can be done to these depends on the run, not only on this moment.
        Target::Arrow(_) | Target::Action(_) => Menu::default(),
    }
}

fn server_menu(cluster: &Cluster, server: ServerId, item: Item) -> Menu {
    let health = cluster.machine(server).map(|machine| machine.health());
    let mut items = match health {
        Some(crate::cluster::Health::Crashed) => {
            vec![item("Restart".into(), Action::Restart { server })]
        }
        Some(crate::cluster::Health::Paused) => vec![
            item("Resume".into(), Action::Resume { server }),
            item("Crash".into(), Action::Crash { server }),
        ],
        _ => vec![
            item("Crash".into(), Action::Crash { server }),
            item("Pause".into(), Action::Pause { server }),
            item("Let the election timer run out".into(), Action::ForceElectionTimeout { server }),
        ],
    };
    let is_cut =
        |&(from, to): &(Node, Node)| from == Node::Server(server) || to == Node::Server(server);
    items.push(item("Cut off from the other servers".into(), Action::Isolate { server }));
    if cluster.network().cuts().iter().any(is_cut) {
        items.push(item("Heal all its links".into(), Action::Rejoin { server }));
    }
    items.extend(office_items(cluster, server, item));
    let title = format!("{server} · {}", teammate(server).name);
    Menu { title, fields: Vec::new(), items }
}

/// What concerns the server's place in the cluster, and its machine.
fn office_items(cluster: &Cluster, server: ServerId, item: Item) -> Vec<MenuItem> {
    let Some(machine) = cluster.machine(server) else {
        return Vec::new();
    };
    // Where nobody leads, whoever is asked says so.
    let asked = cluster.leader().unwrap_or(server);
    let change = |change| Action::ChangeMembership { server: asked, change };
    let configuration = cluster.configuration();
    let mut items = Vec::new();
    if configuration.is_learner(server) {
        let promote = change(MembershipChange::Promote(server));
        items.push(item("Promote to voter".into(), promote));
    }
    if configuration.is_voter(server) && asked != server {
        let transfer = Action::TransferLeadership { server: asked, to: server };
        items.push(item("Hand the leadership to it".into(), transfer));
    }
    if configuration.is_member(server) {
        let remove = change(MembershipChange::Remove(server));
        items.push(item("Remove from the cluster".into(), remove));
    } else {
        let add = change(MembershipChange::AddLearner(server));
        items.push(item("Add as a learner".into(), add));
    }
    let Some(raft) = machine.raft() else {
        items.push(item("Lose its disk".into(), Action::LoseDisk { server }));
        return items;
    };
    let through = raft.last_applied();
    items.push(item("Compact its log".into(), Action::Compact { server, through }));
    for (label, rate_ppm) in [
        ("Clock twice as fast", 2_000_000),
        ("Clock half as fast", 500_000),
        ("Clock right", 1_000_000),
    ] {
        if machine.clock_rate_ppm() != rate_ppm {
            items.push(item(label.into(), Action::SetClock { server, rate_ppm }));
        }
    }
    items
}

fn link_menu(a: ServerId, b: ServerId, item: Item) -> Menu {
    let (from, to) = (Node::Server(a), Node::Server(b));
    let names = (teammate(a).name, teammate(b).name);
    let items = vec![
        item("Cut both ways".into(), Action::Cut { from, to, both_ways: true }),
        item(
            format!("Cut {} → {} only", names.0, names.1),
            Action::Cut { from, to, both_ways: false },
        ),
        item(
            format!("Cut {} → {} only", names.1, names.0),
            Action::Cut { from: to, to: from, both_ways: false },
        ),
        item("Heal".into(), Action::Heal { from, to, both_ways: true }),
    ];
    Menu { title: format!("Link {} – {}", names.0, names.1), fields: Vec::new(), items }
}

fn message_menu(cluster: &Cluster, flight: FlightId, item: Item) -> Menu {
    let by = 50 * MILLISECOND;
    let items = vec![
        item("Deliver now".into(), Action::Deliver { flight }),
        item("Drop".into(), Action::Drop { flight }),
        item("Duplicate".into(), Action::Duplicate { flight }),
        item(format!("Delay by {} ms", by / MILLISECOND), Action::Delay { flight, by }),
    ];
    let known = cluster.network().flights().get(&flight);
    let from = flight.message.from;
    let fields = known.map(|known| fields(from, &known.envelope.content)).unwrap_or_default();
    let title = known.map_or_else(
        || format!("Message of {}", short(from)),
        |known| message_title(from, known.envelope.to, &known.envelope.content),
    );
    Menu { title, fields, items }
}

fn client_menu(cluster: &Cluster, item: Item) -> Menu {
    let client = ClientId(1);
    let dishes = default_dishes(cluster);
    let mut items = vec![item("Ask what everyone wants".into(), Action::Poll { client, dishes })];
    if let Some(leader) = cluster.leader() {
        let (from, to) = (Node::Client(client), Node::Server(leader));
        let is_cut = cluster.network().is_cut(from, to) || cluster.network().is_cut(to, from);
        let name = teammate(leader).name;
        items.push(if is_cut {
            item(format!("Heal its link to {name}"), Action::Heal { from, to, both_ways: true })
        } else {
            item(format!("Cut its link to {name}"), Action::Cut { from, to, both_ways: true })
        });
        if !is_cut {
            let lose_answers = Action::Cut { from: to, to: from, both_ways: false };
            items.push(item(format!("Lose the answers of {name}"), lose_answers));
        }
    }
    Menu { title: "Client · the asker".into(), fields: Vec::new(), items }
}

/// The dishes of the last poll, or of the story.
fn default_dishes(cluster: &Cluster) -> Vec<String> {
    let last = cluster.clients().first().and_then(|client| client.poll());
    match last {
        Some(poll) => poll.dishes().to_vec(),
        None => ["ramen", "tacos", "dal"].map(String::from).to_vec(),
    }
}
