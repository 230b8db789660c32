//! What can be done to the thing that was clicked.

use super::diagram_menu::{action_menu, arrow_menu};
use super::{App, Msg};
use crate::cluster::{Action, ClientId, Cluster, FlightId, Health, LinkCut, MILLISECOND, Node};
use crate::lunch::DISHES;
use crate::raft::{MembershipChange, ServerId};
use crate::words::Language;

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
            _ => menu(history.cluster(), target, self.words()),
        }
    }

    fn diagram_menu(&self, target: Target) -> Menu {
        let history = self.player.history();
        match target {
            Target::Arrow(flight) => arrow_menu(&self.window, history, flight, self.words()),
            Target::Action(ordinal) => action_menu(history, ordinal, self.words()),
            _ => Menu::default(),
        }
    }
}

/// What can be done to `target` at this moment.
pub fn menu(cluster: &Cluster, target: Target, words: &dyn Language) -> Menu {
    let (title, fields, actions) = match target {
        Target::Server(server) => {
            (words.server_title(server), Vec::new(), server_actions(cluster, server))
        }
        Target::Link(a, b) => (words.link_title(a, b), Vec::new(), link_actions(a, b)),
        Target::Message(flight) => {
            let (title, fields) = message_words(cluster, flight, words);
            (title, fields, message_actions(flight))
        }
        Target::Client => (words.client_title(), Vec::new(), client_actions(cluster)),
        // What can be done to these depends on the run, not only on this moment.
        Target::Arrow(_) | Target::Action(_) => return Menu::default(),
    };
    let item = |action: Action| MenuItem {
        label: words.menu_item(&action),
        why_not: cluster.check_action(&action).err().map(|reason| words.refusal(&reason)),
        msg: Msg::Act(action),
    };
    Menu { title, fields, items: actions.into_iter().map(item).collect() }
}

fn server_actions(cluster: &Cluster, server: ServerId) -> Vec<Action> {
    let health = cluster.machine(server).map(|machine| machine.health());
    let mut actions = match health {
        Some(Health::Crashed) => vec![Action::Restart { server }],
        Some(Health::Paused) => vec![Action::Resume { server }, Action::Crash { server }],
        Some(Health::Up) | None => vec![
            Action::Crash { server },
            Action::Pause { server },
            Action::ForceElectionTimeout { server },
        ],
    };
    let is_cut =
        |&(from, to): &(Node, Node)| from == Node::Server(server) || to == Node::Server(server);
    actions.push(Action::Isolate { server });
    if cluster.network().cuts().iter().any(is_cut) {
        actions.push(Action::Rejoin { server });
    }
    actions.extend(office_actions(cluster, server));
    actions
}

/// What concerns the server's place in the cluster, and its machine.
fn office_actions(cluster: &Cluster, server: ServerId) -> Vec<Action> {
    let Some(machine) = cluster.machine(server) else {
        return Vec::new();
    };
    // Where nobody leads, the server that is asked says so.
    let asked = cluster.leader().unwrap_or(server);
    let change = |change| Action::ChangeMembership { server: asked, change };
    let configuration = cluster.configuration();
    let mut actions = Vec::new();
    if configuration.is_learner(server) {
        actions.push(change(MembershipChange::Promote(server)));
    }
    if configuration.is_voter(server) && asked != server {
        actions.push(Action::TransferLeadership { server: asked, to: server });
    }
    if configuration.is_member(server) {
        actions.push(change(MembershipChange::Remove(server)));
    } else {
        actions.push(change(MembershipChange::AddLearner(server)));
    }
    let Some(raft) = machine.raft() else {
        actions.push(Action::LoseDisk { server });
        return actions;
    };
    actions.push(Action::Compact { server, through: raft.last_applied() });
    for rate_ppm in [2_000_000, 500_000, 1_000_000] {
        if machine.clock_rate_ppm() != rate_ppm {
            actions.push(Action::SetClock { server, rate_ppm });
        }
    }
    actions
}

fn link_actions(a: ServerId, b: ServerId) -> Vec<Action> {
    let (from, to) = (Node::Server(a), Node::Server(b));
    vec![
        Action::Cut { from, to, both_ways: true },
        Action::Cut { from, to, both_ways: false },
        Action::Cut { from: to, to: from, both_ways: false },
        Action::Heal { from, to, both_ways: true },
    ]
}

fn message_actions(flight: FlightId) -> Vec<Action> {
    vec![
        Action::Deliver { flight },
        Action::Drop { flight },
        Action::Duplicate { flight },
        Action::Delay { flight, by: 50 * MILLISECOND },
    ]
}

/// A message's title and its fields, if it is still on its way.
fn message_words(
    cluster: &Cluster,
    flight: FlightId,
    words: &dyn Language,
) -> (String, Vec<(&'static str, String)>) {
    let from = flight.message.from;
    match cluster.network().flights().get(&flight) {
        Some(known) => {
            let (to, content) = (known.envelope.to, &known.envelope.content);
            (words.message_title(from, to, content), words.fields(from, content))
        }
        None => (words.message_from(from), Vec::new()),
    }
}

fn client_actions(cluster: &Cluster) -> Vec<Action> {
    let client = ClientId(1);
    let mut actions = vec![Action::Poll { client, dishes: default_dishes(cluster) }];
    if let Some(leader) = cluster.leader() {
        let (from, to) = (Node::Client(client), Node::Server(leader));
        if cluster.network().cut_between(from, to) == LinkCut::None {
            actions.push(Action::Cut { from, to, both_ways: true });
            actions.push(Action::Cut { from: to, to: from, both_ways: false });
        } else {
            actions.push(Action::Heal { from, to, both_ways: true });
        }
    }
    actions
}

/// The dishes of the last poll, or of the story.
fn default_dishes(cluster: &Cluster) -> Vec<String> {
    let last = cluster.clients().first().and_then(|client| client.poll());
    match last {
        Some(poll) => poll.dishes().to_vec(),
        None => DISHES.map(String::from).to_vec(),
    }
}
