//! The page's state: what can happen to it, and what happens then.

use std::rc::Rc;

use super::caption::Caption;
use super::feed::{FeedRow, feed};
use super::flight::{Inspected, inspect};
use super::geometry::Point;
use super::history::client_lines;
use super::menu::{Menu, Target, menu};
use super::player::{Player, Speed, Story};
use super::query::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, PageQuery};
use super::refusals::refusal_words;
use super::scene::Scene;
use super::switches::weakened;
use super::table::LogTable;
use super::waiting::waiting_words;
use crate::check::Property;
use crate::cluster::{
    Action, AnswerWhen, ClientId, FlightId, Micros, NetworkConditions, Node, Operation, Protocol,
    Refusal, SEED_LIMIT, Scenario,
};
use crate::raft::{MembershipChange, ServerId};

/// What can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// This many milliseconds have passed since the last frame.
    Tick(f64),
    /// Play or pause.
    PlayPause,
    /// Let the next thing happen.
    Step,
    /// Go back to before the last action.
    Undo,
    /// Play this fast.
    SetSpeed(Speed),
    /// The same run from its start.
    Reset,
    /// Another run.
    NewSeed(u64),
    /// Another run, with this many servers.
    SetServers(u16),
    /// Do this to the cluster.
    Act(Action),
    /// Propose what was typed.
    Propose(String),
    /// Start a new server, and ask the leader to take it in as a learner.
    AddServer,
    /// Ask what everyone wants.
    Poll,
    /// These are the dishes of the next poll, with commas between them.
    SetDishes(String),
    /// Point at a server or a client, in both panes.
    Mark(Option<Node>),
    /// Point at a message.
    Inspect(FlightId),
    /// Open the menu of this, at this place.
    OpenMenu(Target, Anchor),
    /// Close the menu.
    CloseMenu,
    /// The notice has been read.
    CloseNotice,
}

/// One of the two pictures.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The table.
    Lunch,
    /// The ring of servers.
    Cluster,
}

/// Where a menu opens: a place of the drawing space, in one of the pictures.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Anchor {
    /// In which picture.
    pub pane: Pane,
    /// Where in it.
    pub at: Point,
}

/// What has to be drawn anew.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Draw {
    /// Only what moves.
    Motion,
    /// Everything.
    All,
}

/// The page's state.
#[derive(Clone, Debug)]
pub struct App {
    player: Player,
    marked: Option<Node>,
    inspected: Option<FlightId>,
    menu: Option<(Target, Anchor)>,
    notice: Option<String>,
    input_error: Option<String>,
    dishes: Vec<String>,
}

/// Everything on the screen but the places of what moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The two pictures.
    pub scene: Rc<Scene>,
    /// The logs.
    pub table: Rc<LogTable>,
    /// What happened, newest first.
    pub feed: Rc<Vec<FeedRow>>,
    /// Each property, and whether it has held so far.
    pub properties: Vec<(Property, bool)>,
    /// The first thing that went wrong.
    pub violation: Option<String>,
    /// What is waited for: in the words of the table, and of the paper.
    pub waiting: Vec<(String, String)>,
    /// What is said over the pictures.
    pub caption: Option<Caption>,
    /// What the reader is asked to do.
    pub invitation: Option<String>,
    /// What could not be done.
    pub notice: Option<String>,
    /// What is wrong with what was typed.
    pub input_error: Option<String>,
    /// The message pointed at.
    pub inspected: Option<(FlightId, Inspected)>,
    /// The open menu, and where it is.
    pub menu: Option<(Menu, Anchor)>,
    /// What is pointed at.
    pub marked: Option<Node>,
    /// Whether time passes.
    pub is_playing: bool,
    /// How fast.
    pub speed: Speed,
    /// The run's seed.
    pub seed: u64,
    /// How many servers.
    pub servers: u16,
    /// Whether there is something to take back.
    pub can_undo: bool,
    /// When answers leave.
    pub answer: AnswerWhen,
    /// Which protections and extensions are in force.
    pub protocol: Protocol,
    /// Said while a protection is off.
    pub weakened: Option<String>,
    /// What the clients asked for and were told: a name for each line, and the line.
    pub history: Vec<(String, String)>,
    /// What the network is like.
    pub network: NetworkConditions,
    /// The dishes of the next poll.
    pub dishes: String,
}

impl App {
    /// The page as its address asks for it; paused.
    pub fn new(query: &PageQuery) -> App {
        App {
            player: Player::story(Scenario::story(query.seed, query.servers)),
            marked: None,
            inspected: None,
            menu: None,
            notice: (!query.complaints.is_empty()).then(|| query.complaints.join(" ")),
            input_error: None,
            dishes: ["ramen", "tacos", "dal"].map(String::from).to_vec(),
        }
    }

    /// The run being played.
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// Lets `msg` happen.
    pub fn update(&mut self, msg: Msg) -> Draw {
        match msg {
            Msg::Tick(ms) => {
                let was_full = self.player.history().is_full();
                let has_changed = self.player.tick(ms);
                if self.player.history().is_full() && !was_full {
                    self.notice = Some(FULL.into());
                }
                return if has_changed { Draw::All } else { Draw::Motion };
            }
            Msg::PlayPause => self.player.is_playing = !self.player.is_playing,
            Msg::Step => {
                self.player.is_playing = false;
                self.player.step();
            }
            Msg::Undo => {
                self.close();
                if !self.player.undo() {
                    self.notice = Some("There is nothing to take back.".into());
                }
            }
            Msg::SetSpeed(speed) => self.player.speed = speed,
            Msg::Reset => {
                let scenario = self.player.history().run().scenario.clone();
                self.start(scenario);
            }
            Msg::NewSeed(seed) => {
                let servers = self.scenario().servers;
                self.start(Scenario::story(seed % SEED_LIMIT, servers));
            }
            Msg::SetServers(servers) => {
                let seed = self.scenario().seed;
                let servers = servers.clamp(MIN_PAGE_SERVERS, MAX_PAGE_SERVERS);
                self.start(Scenario::story(seed, servers));
            }
            Msg::Act(action) => self.act(action),
            Msg::Propose(text) => self.propose(text),
            Msg::Poll => {
                let dishes = self.dishes.clone();
                self.act(Action::Poll { client: ClientId(1), dishes });
            }
            Msg::AddServer => self.add_server(),
            Msg::SetDishes(text) => self.set_dishes(&text),
            Msg::Mark(node) => self.marked = node,
            Msg::Inspect(flight) => self.inspected = Some(flight),
            Msg::OpenMenu(target, at) => {
                if let Target::Message(flight) = target {
                    self.inspected = Some(flight);
                }
                self.menu = Some((target, at));
            }
            Msg::CloseMenu => {
                if self.menu.take().is_none() {
                    return Draw::Motion;
                }
            }
            Msg::CloseNotice => self.notice = None,
        }
        Draw::All
    }

    /// Everything that is to be drawn.
    pub fn screen(&self) -> Screen {
        let history = self.player.history();
        let (cluster, events) = (history.cluster(), history.events());
        let checker = self.player.checker();
        let servers = self.scenario().servers;
        let menu = self.menu.map(|(target, at)| (menu(cluster, events, target), at));
        Screen {
            scene: Rc::new(Scene::new(cluster)),
            table: Rc::new(LogTable::new(cluster)),
            feed: Rc::new(feed(events)),
            properties: Property::ALL.map(|property| (property, checker.holds(property))).to_vec(),
            violation: checker.violations().first().map(ToString::to_string),
            waiting: crate::why::waiting(cluster).iter().map(waiting_words).collect(),
            caption: self.player.caption().cloned(),
            invitation: self.invitation(),
            notice: self.notice.clone(),
            input_error: self.input_error.clone(),
            inspected: self
                .inspected
                .and_then(|flight| Some((flight, inspect(events, cluster, flight)?))),
            menu,
            marked: self.marked,
            is_playing: self.player.is_playing,
            speed: self.player.speed,
            seed: self.scenario().seed,
            servers,
            can_undo: self.player.can_undo(),
            answer: cluster.answer_when(),
            protocol: *cluster.protocol(),
            weakened: weakened(cluster.protocol()),
            history: client_lines(cluster),
            network: *cluster.network().conditions(),
            dishes: self.dishes.join(", "),
        }
    }

    /// How long the longest election timeout is, for drawing timers.
    pub fn longest_timeout(&self) -> Micros {
        self.scenario().timing.election_timeout_max
    }

    fn scenario(&self) -> &Scenario {
        &self.player.history().run().scenario
    }

    fn invitation(&self) -> Option<String> {
        let is_time = *self.player.story_so_far() == Story::Invites;
        is_time.then(|| "Now crash the one who holds the sheet.".into())
    }

    /// Another run, played from its start.
    fn start(&mut self, scenario: Scenario) {
        let speed = self.player.speed;
        self.player = Player::story(scenario);
        self.player.speed = speed;
        self.player.is_playing = true;
        self.inspected = None;
        self.close();
    }

    fn close(&mut self) {
        self.menu = None;
        self.notice = None;
        self.input_error = None;
    }

    /// Does something, and goes on playing: who acts wants to see what happens. A
    /// thing that cannot be done is said, and leaves the run as it was.
    fn act(&mut self, action: Action) {
        self.close();
        if let Err(reason) = self.player.cluster().check_action(&action) {
            self.notice = Some(refusal_words(&reason));
            return;
        }
        match self.player.act(action) {
            Ok(()) => self.player.is_playing = true,
            Err(reason) => self.notice = Some(refusal_words(&reason)),
        }
    }

    /// A new machine, and if there is a leader, a learner.
    fn add_server(&mut self) {
        let machines = self.player.cluster().machines().len();
        if machines >= usize::from(MAX_PAGE_SERVERS) {
            self.close();
            self.notice = Some(refusal_words(&Refusal::TooManyServers));
            return;
        }
        self.act(Action::AddServer);
        let learner = MembershipChange::AddLearner(ServerId(machines as u16 + 1));
        match self.player.cluster().leader() {
            Some(server) => self.act(Action::ChangeMembership { server, change: learner }),
            None => self.notice = Some(NO_LEADER_YET.into()),
        }
    }

    fn propose(&mut self, text: String) {
        match Operation::parse(&text) {
            Ok(_) => self.act(Action::Propose { client: ClientId(1), text }),
            Err(error) => self.input_error = Some(error.to_string()),
        }
    }

    fn set_dishes(&mut self, text: &str) {
        let dishes: Vec<String> = text
            .split(',')
            .map(|dish| dish.trim().to_string())
            .filter(|dish| !dish.is_empty())
            .collect();
        let action = Action::Poll { client: ClientId(1), dishes: dishes.clone() };
        match self.player.cluster().check_action(&action) {
            Ok(()) | Err(crate::cluster::Refusal::PollUnderWay) => {
                self.dishes = dishes;
                self.notice = None;
            }
            Err(reason) => self.notice = Some(refusal_words(&reason)),
        }
    }
}

const NO_LEADER_YET: &str = "A new server is here, with an empty notebook. Nobody leads who could take it in: once somebody does, click it to add it.";

const FULL: &str =
    "This run has reached a million events, and pauses here. Reset it, or take a new seed.";
