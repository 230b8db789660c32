//! The two pictures: everything in them but the places of what moves.

use std::rc::Rc;

use super::flight::FlightView;
use super::geometry::notebook;
use super::speech::{Bubble, bubbles};
use crate::cluster::{ClientId, Cluster, Health, Machine, Micros, Node};
use crate::lunch::{line_text, teammate};
use crate::raft::{Index, RoleName, ServerId, Term, Timer};
use crate::words::shorten;

/// Most messages that are drawn at once: news before heartbeats.
const MOST_FLIGHTS: usize = 40;

/// What a leader is whose term is over, and who has not heard of it.
const OLD_LEADER: &str = "old leader";

/// Everything in the two pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
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
    pub name: &'static str,
    /// The letter of both.
    pub letter: &'static str,
    /// The server's role; a follower when it does not run.
    pub role: RoleName,
    /// How its process is doing.
    pub health: Health,
    /// How the teammate looks.
    pub person: PersonState,
    /// What it is or does, in a word or a few.
    pub doing: &'static str,
    /// Its term: the durable one when it does not run.
    pub term: Term,
    /// The election timer, if it runs.
    pub timer: Option<TimerView>,
    /// The last lines of the notebook: index, text, and whether it is known to be
    /// final.
    pub lines: Vec<(Index, String, bool)>,
    /// Its name for people who do not see it.
    pub label: String,
    /// The teammate's name for people who do not see them.
    pub person_label: String,
}

/// How a teammate looks.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PersonState {
    /// Sits there.
    Present,
    /// Is gone: the server has crashed.
    Away,
    /// Sleeps: the server is paused.
    Dozing,
    /// Asks for the sheet: the server is a candidate.
    Asking,
    /// Holds the sheet: the server leads.
    Holder,
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
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// One end.
    pub a: ServerId,
    /// The other end.
    pub b: ServerId,
    /// Whether it is cut.
    pub cut: LinkCut,
}

/// Which way a link is cut.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LinkCut {
    /// Whole.
    None,
    /// Nothing gets through.
    Both,
    /// Nothing gets from `a` to `b`.
    AToB,
    /// Nothing gets from `b` to `a`.
    BToA,
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
    pub fn new(cluster: &Cluster) -> Scene {
        let n = cluster.machines().len();
        let flights = flights(cluster);
        let client = cluster.clients().first();
        Scene {
            n,
            servers: cluster
                .machines()
                .iter()
                .map(|m| Rc::new(ServerView::new(m, n, cluster)))
                .collect(),
            links: links(cluster),
            bubbles: client.map(|client| bubbles(&flights, client)).unwrap_or_default(),
            client: ClientView::new(cluster),
            flights,
            leader: cluster.leader(),
            tally: tally(cluster),
        }
    }
}

fn flights(cluster: &Cluster) -> Vec<Rc<FlightView>> {
    let all = cluster.network().flights().iter();
    let views = all.map(|(&id, flight)| Rc::new(FlightView::new(id, flight, cluster)));
    let (quiet, mut shown): (Vec<_>, Vec<_>) = views.partition(|view| view.is_quiet);
    shown.extend(quiet);
    shown.truncate(MOST_FLIGHTS);
    shown
}

impl ServerView {
    fn new(machine: &Machine, n: usize, cluster: &Cluster) -> ServerView {
        let id = machine.id();
        let teammate = teammate(id);
        let health = machine.health();
        let raft = machine.raft();
        let role = raft.map_or(RoleName::Follower, |raft| raft.role().name());
        let term = machine.term();
        let commit_index = raft.map_or(0, |raft| raft.commit_index());
        let (first_index, log) = machine.log();
        let is_leading = cluster.leader() == Some(id);
        let person = match (health, role) {
            (Health::Crashed, _) => PersonState::Away,
            (Health::Paused, _) => PersonState::Dozing,
            (Health::Up, RoleName::Leader) => PersonState::Holder,
            (Health::Up, RoleName::Candidate | RoleName::PreCandidate) => PersonState::Asking,
            (Health::Up, RoleName::Follower) => PersonState::Present,
        };
        let book = notebook(n);
        let first = log.len().saturating_sub(book.lines);
        let mut lines: Vec<_> = log[first..]
            .iter()
            .zip(first as Index + first_index..)
            .map(|(entry, index)| {
                let text = match entry.payload {
                    crate::raft::Payload::Noop => "start".into(),
                    crate::raft::Payload::Configuration(_) => "list".into(),
                    _ => line_text(entry),
                };
                (index, shorten(&text, book.letters), index <= commit_index)
            })
            .collect();
        if first_index > 1 && lines.len() < book.lines {
            // What was compacted is one page at the front.
            lines.insert(0, (first_index - 1, shorten("all so far", book.letters), true));
        }
        let is_learner = raft.is_some_and(|raft| raft.configuration().is_learner(id));
        let is_member = cluster.configuration().is_member(id);
        let doing = match (health, role) {
            (Health::Crashed, _) if machine.is_disk_lost() => "disk lost",
            (Health::Crashed, _) => "crashed",
            (Health::Paused, _) => "paused",
            (Health::Up, RoleName::Leader) if !is_leading => OLD_LEADER,
            (Health::Up, RoleName::Leader) => "leader",
            (Health::Up, RoleName::Candidate) => "candidate",
            (Health::Up, RoleName::PreCandidate) => "pre-candidate",
            (Health::Up, RoleName::Follower) if is_learner => "learner",
            (Health::Up, RoleName::Follower) if !is_member => "not a member",
            (Health::Up, RoleName::Follower) => "follower",
        };
        let entries = log.len();
        ServerView {
            id,
            name: teammate.name,
            letter: teammate.letter,
            role,
            health,
            person,
            doing,
            term,
            timer: machine
                .timer(Timer::Election)
                .map(|timer| TimerView { since: timer.since, due: timer.due }),
            lines,
            label: format!(
                "Server {}, {doing}, term {term}, {entries} {}, {commit_index} committed",
                id.0,
                if entries == 1 { "entry" } else { "entries" }
            ),
            person_label: format!(
                "{}, {}",
                teammate.name,
                if doing == OLD_LEADER { "holds an old order sheet" } else { person.words() }
            ),
        }
    }
}

impl ServerView {
    /// Whether an election timer is drawn: it runs, and its server may still ask.
    pub fn has_timer(&self) -> bool {
        self.health == Health::Up && self.role != RoleName::Leader && self.timer.is_some()
    }
}

impl PersonState {
    /// How somebody looks, in a word or two.
    pub fn words(self) -> &'static str {
        match self {
            PersonState::Present => "at the table",
            PersonState::Away => "away",
            PersonState::Dozing => "dozing",
            PersonState::Asking => "asks for the order sheet",
            PersonState::Holder => "holds the order sheet",
        }
    }

    /// The name of this look in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            PersonState::Present => "is-present",
            PersonState::Away => "is-away",
            PersonState::Dozing => "is-dozing",
            PersonState::Asking => "is-asking",
            PersonState::Holder => "is-holder",
        }
    }
}

fn links(cluster: &Cluster) -> Vec<LinkView> {
    let ids: Vec<_> = cluster.machines().iter().map(Machine::id).collect();
    let mut links = Vec::new();
    for (i, &a) in ids.iter().enumerate() {
        for &b in &ids[i + 1..] {
            let is_cut = |from, to| cluster.network().is_cut(Node::Server(from), Node::Server(to));
            let cut = match (is_cut(a, b), is_cut(b, a)) {
                (false, false) => LinkCut::None,
                (true, true) => LinkCut::Both,
                (true, false) => LinkCut::AToB,
                (false, true) => LinkCut::BToA,
            };
            links.push(LinkView { a, b, cut });
        }
    }
    links
}

impl LinkView {
    /// Its name for people who do not see it.
    pub fn label(&self) -> String {
        let LinkView { a, b, cut } = self;
        match cut {
            LinkCut::None => format!("Link between {a} and {b}, whole"),
            LinkCut::Both => format!("Link between {a} and {b}, cut both ways"),
            LinkCut::AToB => format!("Link between {a} and {b}, cut from {a} to {b}"),
            LinkCut::BToA => format!("Link between {a} and {b}, cut from {b} to {a}"),
        }
    }
}

impl ClientView {
    fn new(cluster: &Cluster) -> ClientView {
        let client = cluster.client(ClientId(1));
        let request = client.and_then(|client| client.waiting_for());
        let queued = client.map_or(0, |client| client.queued());
        let waiting = match (request, queued) {
            (None, _) if client.is_some_and(|client| client.is_polling()) => "asks around".into(),
            (None, _) => String::new(),
            (Some(request), 0) => format!("waits for {}", request.operation),
            (Some(request), more) => format!("waits for {}, {more} more to ask", request.operation),
        };
        let label = if waiting.is_empty() {
            "Client, waits for nothing".into()
        } else {
            format!("Client, {waiting}")
        };
        ClientView {
            label,
            waiting,
            wire_to: client.and_then(|c| c.talks_to()).or(cluster.leader()),
        }
    }
}

fn tally(cluster: &Cluster) -> Option<TallyView> {
    let poll = cluster.clients().first()?.poll()?;
    let is_counted = poll.is_counted();
    let dishes = poll
        .tally()
        .into_iter()
        .enumerate()
        .map(|(place, (dish, count))| (dish, count, is_counted && place == 0 && count > 0))
        .collect();
    Some(TallyView { dishes, is_counted })
}
