//! What can be done to the thing that was clicked.

use super::diagram_menu::{action_menu, arrow_menu};
use super::{App, Msg, WhyMsg};
use crate::cluster::{Action, ClientId, Cluster, FlightId, Health, LinkCut, MILLISECOND, Node};
use crate::lunch::DISHES;
use crate::raft::{MembershipChange, ServerId};
use crate::why::{Question, question_of_client, question_of_server};
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
    /// What it is just now; may be empty.
    pub about: String,
    /// The server that was clicked, if it was one.
    pub server: Option<ServerId>,
    /// A message's fields.
    pub fields: Vec<(&'static str, String)>,
    /// What can be asked of it.
    pub asks: Vec<MenuItem>,
    /// What can be done, the most likely first.
    pub items: Vec<MenuItem>,
    /// What else can be done: each unfolds.
    pub groups: Vec<MenuGroup>,
}

impl Menu {
    /// All things that can be done, those of its groups too.
    pub fn all_items(&self) -> impl Iterator<Item = &MenuItem> {
        self.items.iter().chain(self.groups.iter().flat_map(|group| &group.items))
    }
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
    /// The key that does it while the menu is open.
    pub key: Option<char>,
}

/// Several things that can be done, which unfold.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuGroup {
    /// What they are called.
    pub label: &'static str,
    /// The things.
    pub items: Vec<MenuItem>,
}

impl App {
    /// What can be done to `target` now.
    pub(super) fn menu_of(&self, target: Target) -> Menu {
        let history = self.player.history();
        let menu = match target {
            Target::Arrow(_) | Target::Action(_) => self.diagram_menu(target),
            _ => menu(history.cluster(), target, self.words()),
        };
        self.in_words_shown(menu)
    }

    /// Puts what can be asked, and why something can't be done, into the words that are shown.
    fn in_words_shown(&self, mut menu: Menu) -> Menu {
        let in_groups = menu.groups.iter_mut().flat_map(|group| &mut group.items);
        for item in menu.items.iter_mut().chain(in_groups).filter(|_| !self.shows_lunch) {
            if let (Msg::Act(action), Some(why_not)) = (&item.msg, &mut item.why_not)
                && let Err(reason) = self.player.cluster().check_action(action)
            {
                *why_not = self.words().refusal_in_raft(&reason);
            }
        }
        for item in &mut menu.asks {
            if let Msg::Why(WhyMsg::Ask(question)) = &item.msg {
                item.label = self.in_sight(self.words().why(question)).0;
            }
        }
        menu
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
    let (title, actions) = match target {
        Target::Server(server) => return server_menu(cluster, server, words),
        Target::Link(a, b) => (words.link_title(a, b), link_actions(cluster, a, b)),
        Target::Message(flight) => {
            let (title, fields) = message_words(cluster, flight, words);
            let items = items(message_actions(flight), cluster, words);
            let asks = vec![ask(Question::Message(flight.message), words)];
            return Menu { title, fields, asks, items, ..Menu::default() };
        }
        Target::Client => (words.client_title(), client_actions(cluster)),
        // What can be done to these depends on the run, not only on this moment.
        Target::Arrow(_) | Target::Action(_) => return Menu::default(),
    };
    let asks = match target {
        Target::Client => question_of_client(cluster, ClientId(1)),
        _ => None,
    };
    let asks = asks.map(|question| ask(question, words)).into_iter().collect();
    Menu { title, asks, items: items(actions, cluster, words), ..Menu::default() }
}

/// A question as an item of a menu.
pub(super) fn ask(question: Question, words: &dyn Language) -> MenuItem {
    let (label, _) = words.why(&question);
    MenuItem { label, msg: Msg::Why(WhyMsg::Ask(question)), why_not: None, key: None }
}

fn items(actions: Vec<Action>, cluster: &Cluster, words: &dyn Language) -> Vec<MenuItem> {
    let item = |action: Action| MenuItem {
        label: words.menu_item(&action),
        why_not: why_not(&action, cluster, words),
        key: key_of(&action),
        msg: Msg::Act(action),
    };
    actions.into_iter().map(item).collect()
}

fn why_not(action: &Action, cluster: &Cluster, words: &dyn Language) -> Option<String> {
    // Raft would try, and give up after an election timeout: nobody wants to see that.
    if let Action::TransferLeadership { to, .. } = *action
        && cluster.machine(to).is_some_and(|machine| machine.health() != Health::Up)
    {
        return Some(words.cannot_take_over(to));
    }
    cluster.check_action(action).err().map(|reason| words.refusal(&reason))
}

/// The key that does this while a menu is open.
fn key_of(action: &Action) -> Option<char> {
    match action {
        Action::Crash { .. } => Some('c'),
        Action::Restart { .. } => Some('r'),
        Action::Pause { .. } | Action::Resume { .. } => Some('p'),
        Action::Isolate { .. }
        | Action::Rejoin { .. }
        | Action::Cut { both_ways: true, .. }
        | Action::Heal { .. } => Some('x'),
        _ => None,
    }
}

fn server_menu(cluster: &Cluster, server: ServerId, words: &dyn Language) -> Menu {
    let chrome = &words.chrome().menu;
    let (first, handover, rest) = server_actions(cluster, server);
    let mut heirs = items(handover, cluster, words);
    for heir in &mut heirs {
        if let Msg::Act(Action::TransferLeadership { to, .. }) = heir.msg {
            heir.label = words.server_title(to);
        }
    }
    let handover = MenuGroup { label: chrome.hand_over, items: heirs };
    let nobody = cluster.leader().is_none().then_some(Question::NobodyLeads);
    let asks = question_of_server(cluster, server).into_iter().chain(nobody);
    let more = MenuGroup { label: chrome.more, items: items(rest, cluster, words) };
    let state = cluster.machine(server).map(|machine| cluster.state_of(machine));
    Menu {
        title: words.server_title(server),
        about: state.map(|state| words.server_state(state).into()).unwrap_or_default(),
        server: Some(server),
        fields: Vec::new(),
        items: items(first, cluster, words),
        asks: asks.map(|question| ask(question, words)).collect(),
        groups: [handover, more].into_iter().filter(|group| !group.items.is_empty()).collect(),
    }
}

/// What one most likely wants first, to whom a leader can hand over, and the rest.
fn server_actions(cluster: &Cluster, server: ServerId) -> (Vec<Action>, Vec<Action>, Vec<Action>) {
    let health = cluster.machine(server).map(|machine| machine.health());
    let is_cut =
        |&(from, to): &(Node, Node)| from == Node::Server(server) || to == Node::Server(server);
    let has_cuts = cluster.network().cuts().iter().any(is_cut);
    let (cut, heal) = (Action::Isolate { server }, Action::Rejoin { server });
    let links = if has_cuts { heal } else { cut.clone() };
    let first = match health {
        Some(Health::Crashed) => vec![Action::Restart { server }, links],
        Some(Health::Paused) => vec![Action::Resume { server }, Action::Crash { server }, links],
        Some(Health::Up) | None => {
            vec![Action::Crash { server }, Action::Pause { server }, links]
        }
    };
    let mut rest = Vec::new();
    if has_cuts {
        rest.push(cut);
    }
    if health == Some(Health::Up) {
        rest.push(Action::ForceElectionTimeout { server });
    }
    rest.extend(office_actions(cluster, server));
    let voters = cluster.configuration().all_voters();
    let heirs = match cluster.leader() {
        Some(leader) if leader == server => voters,
        _ => Vec::new(),
    };
    let hand_over = |to| Action::TransferLeadership { server, to };
    let handover = heirs.into_iter().filter(|&to| to != server).map(hand_over).collect();
    (first, handover, rest)
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

/// What is cut is healed first.
fn link_actions(cluster: &Cluster, a: ServerId, b: ServerId) -> Vec<Action> {
    let (from, to) = (Node::Server(a), Node::Server(b));
    let mut actions = vec![
        Action::Cut { from, to, both_ways: true },
        Action::Cut { from, to, both_ways: false },
        Action::Cut { from: to, to: from, both_ways: false },
    ];
    if cluster.network().cut_between(from, to) != LinkCut::None {
        actions.insert(0, Action::Heal { from, to, both_ways: true });
    }
    actions
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
