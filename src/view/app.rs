//! The page's state: what can happen to it, and what happens then.

use super::geometry::Point;
use super::menu::Target;
use super::outcome::Outcome;
use super::player::{Player, Speed, Story};
use super::query::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, PageQuery};
use super::refusals::refusal_words;
use super::stride::Stride;
use crate::cluster::{
    Action, ClientId, FlightId, Micros, Node, Operation, Refusal, Run, SEED_LIMIT, Scenario,
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
    /// Go back to the last stop before.
    Back,
    /// Steps go so far.
    SetStride(Stride),
    /// Go to this moment of what has been played.
    Seek(Micros),
    /// Go to the end of what has been played.
    SeekEnd,
    /// Go back to before the last change.
    Undo,
    /// Do again what was taken back.
    Redo,
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
    pub(super) player: Player,
    /// The run as it was before the reader did anything.
    origin: Run,
    pub(super) marked: Option<Node>,
    pub(super) inspected: Option<FlightId>,
    pub(super) menu: Option<(Target, Anchor)>,
    pub(super) notice: Option<String>,
    pub(super) input_error: Option<String>,
    pub(super) dishes: Vec<String>,
    pub(super) stride: Stride,
    /// What the run had come to before its past was changed.
    before: Option<Outcome>,
    /// What it has come to since, once it is as far.
    compared: Option<String>,
}

impl App {
    /// The page as its address asks for it; paused.
    pub fn new(query: &PageQuery) -> App {
        let origin = Run::story(query.seed, query.servers);
        App {
            player: Player::story(origin.clone()),
            origin,
            marked: None,
            inspected: None,
            menu: None,
            notice: (!query.complaints.is_empty()).then(|| query.complaints.join(" ")),
            input_error: None,
            dishes: ["ramen", "tacos", "dal"].map(String::from).to_vec(),
            stride: Stride::default(),
            before: None,
            compared: None,
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
                self.compare();
                if self.player.history().is_full() && !was_full {
                    self.notice = Some(FULL.into());
                }
                return if has_changed { Draw::All } else { Draw::Motion };
            }
            Msg::PlayPause => self.player.is_playing = !self.player.is_playing,
            Msg::Step => {
                self.player.is_playing = false;
                self.notice = None;
                if !self.player.step(self.stride) {
                    self.notice = Some(NO_STOP.into());
                }
                self.compare();
            }
            Msg::Back => {
                self.player.is_playing = false;
                self.player.step_back(self.stride);
            }
            Msg::SetStride(stride) => self.stride = stride,
            Msg::Seek(at) => {
                self.player.is_playing = false;
                self.player.seek_time(at);
            }
            Msg::SeekEnd => self.player.seek_end(),
            Msg::Undo | Msg::Redo => {
                self.close();
                self.forget_comparison();
                let (has_changed, what) = match msg {
                    Msg::Undo => (self.player.undo(), "There is nothing to take back."),
                    _ => (self.player.redo(), "There is nothing to do again."),
                };
                if !has_changed {
                    self.notice = Some(what.into());
                }
            }
            Msg::SetSpeed(speed) => self.player.speed = speed,
            Msg::Reset => {
                let run = self.origin.clone();
                self.start(run);
            }
            Msg::NewSeed(seed) => {
                let servers = self.scenario().servers;
                self.start(Run::story(seed % SEED_LIMIT, servers));
            }
            Msg::SetServers(servers) => {
                let seed = self.scenario().seed;
                let servers = servers.clamp(MIN_PAGE_SERVERS, MAX_PAGE_SERVERS);
                self.start(Run::story(seed, servers));
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

    /// How long the longest election timeout is, for drawing timers.
    pub fn longest_timeout(&self) -> Micros {
        self.scenario().timing.election_timeout_max
    }

    pub(super) fn scenario(&self) -> &Scenario {
        &self.player.history().run().scenario
    }

    pub(super) fn invitation(&self) -> Option<String> {
        let is_time = *self.player.story_so_far() == Story::Invites;
        is_time.then(|| "Now crash the one who holds the sheet.".into())
    }

    /// Another run, played from its start.
    fn start(&mut self, run: Run) {
        let speed = self.player.speed;
        self.origin = run.clone();
        self.player = Player::story(run);
        self.player.speed = speed;
        self.player.is_playing = true;
        self.inspected = None;
        self.forget_comparison();
        self.close();
    }

    fn forget_comparison(&mut self) {
        self.before = None;
        self.compared = None;
    }

    /// Looks whether a changed run has come as far as the one before.
    fn compare(&mut self) {
        let now = self.player.cluster().now();
        if let Some(before) = self.before.take_if(|before| now >= before.at) {
            self.compared = Some(Outcome::of(self.player.cluster()).against(&before));
        }
    }

    pub(super) fn comparison(&self) -> Option<String> {
        let waiting = self.before.as_ref().map(|before| {
            let left = before.at.saturating_sub(self.player.cluster().now()) / 100_000;
            let (seconds, tenths) = (left / 10, left % 10);
            format!("A new branch. In {seconds}.{tenths} s it is as far as the old one was.")
        });
        waiting.or_else(|| self.compared.clone())
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
        if !self.player.history().is_at_end() {
            self.before = Some(Outcome::of(self.player.history().cluster_at_end()));
            self.compared = None;
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

const NO_STOP: &str =
    "Two seconds have passed in the run without such a step: propose something, or step by event.";

const FULL: &str =
    "This run has reached a million events, and pauses here. Reset it, or take a new seed.";
