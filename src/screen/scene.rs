//! The two pictures: everything in them but the places of what moves.

use std::rc::Rc;

use super::drawing::{Dish, MOST_CELLS, Mood};
use super::flight::FlightView;
use super::geometry::{Format, is_many, notebook};
use super::speech::{Bubble, bubbles};
use crate::cluster::{
    Client, ClientId, Cluster, Health, LUNCH_KEY, LinkCut, Machine, Micros, Node, ServerState,
};
use crate::lunch::{PersonState, teammate};
use crate::raft::{Index, RoleName, ServerId, Term, Timer};
use crate::words::{Language, shorten};

/// Most messages that are drawn at once: news before heartbeats.
const MOST_FLIGHTS: usize = 40;

/// Everything in the two pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The shape of both.
    pub format: Format,
    /// How many servers, and teammates.
    pub n: usize,
    /// Servers and teammates, in order.
    pub servers: Vec<Rc<ServerView>>,
    /// Links between servers.
    pub links: Vec<LinkView>,
    /// Messages in flight.
    pub flights: Vec<Rc<FlightView>>,
    /// The client, and the asker.
    pub client: ClientView,
    /// What is being said.
    pub bubbles: Vec<Bubble>,
    /// Who leads.
    pub leader: Option<ServerId>,
    /// The poll, if there was one.
    pub tally: Option<TallyView>,
}

/// A server and the teammate who plays its part.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerView {
    /// Which.
    pub id: ServerId,
    /// The teammate's name.
    pub name: Rc<str>,
    /// The letter of both.
    pub letter: Rc<str>,
    /// The server's role; a follower when it does not run.
    pub role: RoleName,
    /// How its process is doing.
    pub health: Health,
    /// How the teammate looks.
    pub person: PersonState,
    /// Written under their chair.
    pub chair: String,
    /// Written under the server, where there is room.
    pub title: String,
    /// The same where there is little.
    pub short_title: String,
    /// Its term, as the picture has it.
    pub term_text: String,
    /// What it is or does, in a word or a few.
    pub doing: &'static str,
    /// Its term: the durable one when it does not run.
    pub term: Term,
    /// The election timer, if it runs.
    pub timer: Option<TimerView>,
    /// The last lines of the notebook: index, text, and whether it is known to be
    /// final.
    pub lines: Vec<(Index, String, bool)>,
    /// The last entries of its log: index, and whether it is known to be committed.
    pub cells: Vec<(Index, bool)>,
    /// What its state machine holds, in a word; may be empty.
    pub value: String,
    /// Lunch, once its state machine has it.
    pub plate: Option<Dish>,
    /// How the teammate feels.
    pub mood: Mood,
    /// True for a follower of whom there is nothing more to say.
    pub is_plain: bool,
    /// Its name for people who do not see it.
    pub label: String,
    /// The teammate's name for people who do not see them.
    pub person_label: String,
}

/// A running timer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct TimerView {
    /// When it started.
    pub since: Micros,
    /// When it runs out.
    pub due: Micros,
}

impl TimerView {
    /// How much of it is left at `now`, 1 to 0, of the longest there is.
    pub fn left(&self, now: f64, longest: Micros) -> f64 {
        ((self.due as f64 - now) / (longest as f64).max(1.0)).clamp(0.0, 1.0)
    }
}

/// A link between two servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// One end.
    pub a: ServerId,
    /// The other end.
    pub b: ServerId,
    /// Whether it is cut.
    pub cut: LinkCut,
    /// Its name for people who do not see it.
    pub label: String,
}

/// The client, and the asker at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientView {
    /// Its name for people who do not see it, with what it waits for.
    pub label: String,
    /// What it waits for, in a few words; may be empty.
    pub waiting: String,
    /// Whom it takes for the leader, or asks.
    pub wire_to: Option<ServerId>,
}

/// The poll's count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyView {
    /// Each dish, its count, and whether it is what is proposed.
    pub dishes: Vec<(String, u64, bool)>,
    /// Whether everyone has been asked.
    pub is_counted: bool,
}

impl Scene {
    /// The two pictures of `cluster`.
    pub fn new(cluster: &Cluster, words: &dyn Language) -> Scene {
        let n = cluster.machines().len();
        let flights = flights(cluster, words);
        let client = cluster.clients().first();
        let bubbles =
            client.map(|client| bubbles(&flights, client, cluster, words)).unwrap_or_default();
        let server = |machine: &Machine| {
            let mut view = ServerView::new(machine, n, cluster, words);
            view.mood = mood(&view, wanted_another(machine, client), &bubbles);
            view
        };
        Scene {
            format: Format::default(),
            n,
            servers: cluster.machines().iter().map(|m| Rc::new(server(m))).collect(),
            links: links(cluster, words),
            bubbles,
            client: ClientView::new(cluster, words),
            flights,
            leader: cluster.leader(),
            tally: tally(cluster, words),
        }
    }
}

impl Scene {
    /// True if the leader is at one end of `link`.
    pub fn is_used(&self, link: &LinkView) -> bool {
        !self.is_dead(link) && [link.a, link.b].map(Some).contains(&self.leader)
    }

    /// How the asker feels.
    pub fn asker_mood(&self) -> Mood {
        let speaks = |bubble: &Bubble| matches!(bubble.who, Node::Client(_));
        let mut here = self.servers.iter().filter(|view| view.health == Health::Up).peekable();
        match here.peek().is_some() && here.all(|view| view.plate.is_some()) {
            _ if self.bubbles.iter().any(speaks) => Mood::Talk,
            true => Mood::Happy,
            false => Mood::Smile,
        }
    }

    /// True if a server at one end of `link` is down.
    pub fn is_dead(&self, link: &LinkView) -> bool {
        let is_down = |server: &Rc<ServerView>| server.health == Health::Crashed;
        self.servers.iter().any(|view| [link.a, link.b].contains(&view.id) && is_down(view))
    }
}

/// What a server's state machine says lunch is.
fn plate(machine: &Machine) -> Option<Dish> {
    let is_up = machine.health() == Health::Up;
    let mut store = machine.store().iter().filter(|_| is_up);
    store.find(|(key, _)| *key == LUNCH_KEY).map(|(_, dish)| Dish::named(dish))
}

/// True if lunch is something else than what this teammate said in the poll.
fn wanted_another(machine: &Machine, client: Option<&Client>) -> bool {
    let wanted = client.and_then(Client::poll).and_then(|poll| poll.preference(machine.id()));
    let lunch = machine.store().iter().find(|(key, _)| *key == LUNCH_KEY);
    lunch.zip(wanted).is_some_and(|((_, lunch), wanted)| lunch != wanted)
}

fn mood(view: &ServerView, wanted_another: bool, bubbles: &[Bubble]) -> Mood {
    let speaks = bubbles.iter().any(|bubble| bubble.who == Node::Server(view.id));
    match view.person {
        PersonState::Asking => Mood::Talk,
        _ if speaks => Mood::Talk,
        _ if view.plate.is_some() && wanted_another => Mood::Sad,
        _ if view.plate.is_some() => Mood::Happy,
        PersonState::Present | PersonState::Holder => Mood::Smile,
        PersonState::Away | PersonState::Dozing => Mood::Calm,
    }
}

fn flights(cluster: &Cluster, words: &dyn Language) -> Vec<Rc<FlightView>> {
    let all = cluster.network().flights().iter();
    let views = all.map(|(&id, flight)| Rc::new(FlightView::new(id, flight, cluster, words)));
    let (quiet, mut shown): (Vec<_>, Vec<_>) = views.partition(|view| view.is_quiet);
    shown.extend(quiet);
    shown.truncate(MOST_FLIGHTS);
    shown
}

impl ServerView {
    fn new(machine: &Machine, n: usize, cluster: &Cluster, words: &dyn Language) -> ServerView {
        let id = machine.id();
        let teammate = teammate(id);
        let raft = machine.raft();
        let term = machine.term();
        let commit_index = raft.map_or(0, |raft| raft.commit_index());
        let (first_index, log) = machine.log();
        let state = cluster.state_of(machine);
        let person = PersonState::of(state);
        let book = notebook(n);
        let first = log.len().saturating_sub(book.lines);
        let mut lines: Vec<_> = log[first..]
            .iter()
            .zip(first as Index + first_index..)
            .map(|(entry, index)| {
                let text = shorten(&words.short_line(entry), book.letters);
                (index, text, index <= commit_index)
            })
            .collect();
        if first_index > 1 && lines.len() < book.lines {
            // What was compacted is one page at the front.
            lines.insert(0, (first_index - 1, shorten(&words.summed_up(), book.letters), true));
        }
        let last = log.len() as Index + first_index;
        let shown = (last - first_index).min(MOST_CELLS as Index);
        let cells = (last - shown..last).map(|index| (index, index <= commit_index)).collect();
        let value = machine.store().iter().next().map(|(key, value)| match key {
            LUNCH_KEY => value.to_string(),
            _ => format!("{key}={value}"),
        });
        let is_plain = state == ServerState::Follower;
        let doing = words.server_state(state);
        // Where there are many, the number has to do.
        let shown = if is_plain { "" } else { doing };
        let short = if is_many(n) { "" } else { shown };
        ServerView {
            id,
            cells,
            value: shorten(&value.unwrap_or_default(), 6),
            plate: plate(machine),
            mood: Mood::Smile,
            is_plain,
            chair: words.chair(id, person, n <= 6),
            title: words.server_named(id, shown, true),
            short_title: words.server_named(id, short, false),
            term_text: words.term(term),
            name: teammate.name,
            letter: teammate.letter,
            role: raft.map_or(RoleName::Follower, |raft| raft.role().name()),
            health: machine.health(),
            person,
            doing,
            term,
            timer: machine
                .timer(Timer::Election)
                .map(|timer| TimerView { since: timer.since, due: timer.due }),
            lines,
            label: words.server_label(id, state, term, log.len(), commit_index),
            person_label: words.person(id, person, state == ServerState::OldLeader),
        }
    }
}

impl ServerView {
    /// Whether an election timer is drawn: it runs, and its server may still ask.
    pub fn has_timer(&self) -> bool {
        self.health == Health::Up && self.role != RoleName::Leader && self.timer.is_some()
    }
}

fn links(cluster: &Cluster, words: &dyn Language) -> Vec<LinkView> {
    let ids: Vec<_> = cluster.machines().iter().map(Machine::id).collect();
    let mut links = Vec::new();
    for (i, &a) in ids.iter().enumerate() {
        for &b in &ids[i + 1..] {
            let cut = cluster.network().cut_between(Node::Server(a), Node::Server(b));
            links.push(LinkView { a, b, cut, label: words.link_label(a, b, cut) });
        }
    }
    links
}

impl ClientView {
    fn new(cluster: &Cluster, words: &dyn Language) -> ClientView {
        let client = cluster.client(ClientId(1));
        ClientView {
            label: client.map(|client| words.client_label(client)).unwrap_or_default(),
            waiting: client.map(|client| words.client_doing(client)).unwrap_or_default(),
            wire_to: client.and_then(|c| c.talks_to()).or(cluster.leader()),
        }
    }
}

fn tally(cluster: &Cluster, words: &dyn Language) -> Option<TallyView> {
    let poll = cluster.clients().first()?.poll()?;
    let is_counted = poll.is_counted();
    let dishes = poll
        .tally()
        .into_iter()
        .enumerate()
        .map(|(place, (dish, count))| {
            let is_first = is_counted && place == 0 && count > 0;
            (words.dish_name(&dish).to_string(), count, is_first)
        })
        .collect();
    Some(TallyView { dishes, is_counted })
}
