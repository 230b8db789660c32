//! The page's state: what can happen to it, and what happens then.

use super::diagram::{Grip, Layout, Window};
use super::editing::Change;
use super::geometry::Point;
use super::menu::Target;
use super::outcome::Outcome;
use super::player::{Player, Speed, Story};
use super::query::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, PageQuery};
use super::stride::Stride;
use crate::cluster::{Action, ClientId, FlightId, Micros, Node, Run, SEED_LIMIT, Scenario};

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
    /// Go to the end of what has been played, and play on.
    FollowLive,
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
    /// Change one thing in the run, and keep all others.
    Edit(Change),
    /// Go to right after the event with this number.
    SeekEvent(usize),
    /// Something about the diagram.
    Diagram(DiagramMsg),
}

/// What can happen to the diagram.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum DiagramMsg {
    /// Show it, or hide it.
    Toggle,
    /// Show less time at once, or more.
    Zoom(bool),
    /// Show what comes later, or what was earlier.
    Pan(bool),
    /// Keep the playhead in view.
    Follow,
    /// It is drawn this wide.
    Width(i64),
    /// Point at the event with this number.
    Trace(Option<usize>),
    /// Something is dragged to this place from the left.
    Drag(Grip, i64),
    /// What is dragged is let go.
    Release,
}

/// One of the two pictures.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The table.
    Lunch,
    /// The ring of servers.
    Cluster,
    /// The space-time diagram.
    Diagram,
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
    pub(super) before: Option<Outcome>,
    /// What it has come to since, once it is as far.
    pub(super) compared: Option<String>,
    /// The diagram.
    pub(super) window: Window,
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
            window: Window::new(),
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
                if has_changed {
                    self.look();
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
            Msg::FollowLive => {
                self.player.seek_end();
                self.player.is_playing = true;
            }
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
            Msg::Edit(change) => self.edit(change),
            Msg::SeekEvent(number) => {
                self.close();
                self.player.is_playing = false;
                self.player.seek_event(number);
            }
            Msg::Diagram(msg) => return self.diagram(msg),
        }
        self.look();
        Draw::All
    }

    /// Fetches what the diagram shows.
    fn look(&mut self) {
        let is_compared = self.before.is_some() || self.compared.is_some();
        self.window.refresh(self.player.history(), is_compared);
    }

    fn diagram(&mut self, msg: DiagramMsg) -> Draw {
        let history = self.player.history();
        let (now, end) = (history.cluster().now(), history.end_time());
        let window = &mut self.window;
        match msg {
            DiagramMsg::Toggle => window.is_open = !window.is_open,
            DiagramMsg::Zoom(closer) => window.zoom(closer, now),
            DiagramMsg::Pan(later) => window.pan(later, now, end),
            DiagramMsg::Follow => window.follow(),
            DiagramMsg::Width(width) => window.width = width.clamp(320, 1_600),
            DiagramMsg::Trace(number) if window.traced == number => return Draw::Motion,
            DiagramMsg::Trace(number) => {
                window.traced = number;
                self.marked = number.and_then(|number| window.actor_of(number));
            }
            DiagramMsg::Drag(grip, x) => {
                let layout = Layout::new(history.cluster_at_end(), window.range(now), window.width);
                self.player.is_playing = false;
                window.dragged = Some((grip, layout.moment(x)));
            }
            DiagramMsg::Release => match window.dragged.take() {
                Some((Grip::Head(flight), at)) => self.edit(Change::Arrive(flight, at)),
                Some((Grip::Action(ordinal), at)) => self.edit(Change::Move(ordinal, at)),
                None => return Draw::Motion,
            },
        }
        self.look();
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

    pub(super) fn forget_comparison(&mut self) {
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

    pub(super) fn close(&mut self) {
        self.menu = None;
        self.notice = None;
        self.input_error = None;
    }
}

const NO_STOP: &str =
    "Two seconds have passed in the run without such a step: propose something, or step by event.";

const FULL: &str =
    "This run has reached a million events, and pauses here. Reset it, or take a new seed.";
