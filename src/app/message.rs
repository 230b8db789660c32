//! What can happen to the page.

use super::diagram_messages::DiagramMsg;
use super::edit::Edit;
use super::host::HostOrder;
use super::lesson::LessonMsg;
use super::menu::Target;
use super::panels::{Panel, Tab};
use super::player::Speed;
use super::point::Point;
use super::practice::PracticeMsg;
use super::script::Script;
use super::stride::Stride;
use super::why::WhyMsg;
use crate::cluster::{Action, FlightId, Micros, Node, Timing};
use crate::lunch::{Chapter, Choice};
use crate::run::RunLink;
use crate::words::LanguageTag;

/// What can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// This many milliseconds have passed since the last frame.
    Tick(f64),
    /// Play or pause.
    PlayPause,
    /// Play from where the run begins to be shown.
    PlayAgain,
    /// Let the next thing happen.
    Step,
    /// Go back to the last stop before.
    Back,
    /// Let time pass until something is decided.
    StepFar,
    /// Go back to the last decision before.
    BackFar,
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
    Begin(RunChoice),
    /// Do this to the cluster.
    Act(Action),
    /// The reader went back or forth. Who sits there has not changed with it, nor whether the
    /// lunch is shown: the page around writes both into the address.
    AddressChanged,
    /// Go through this door; the run goes along.
    GoTo(Door),
    /// Go to where this chapter of the lunch begins.
    ToChapter(Chapter),
    /// Go back to where this act of the story began, by its place in the list.
    ToAct(usize),
    /// Try this, in the story.
    Choose(Choice),
    /// Propose what was typed.
    Propose(String),
    /// Start a new server, and ask the leader to take it in as a learner.
    AddServer,
    /// Ask what everyone wants.
    Poll,
    /// These are the dishes of the next poll, with commas between them.
    SetDishes(String),
    /// These are the names at the table, with commas between them.
    SetTeam(String),
    /// Point at a server or a client, in both panes.
    Mark(Option<Node>),
    /// Point at a message, or no longer.
    Inspect(Option<FlightId>),
    /// Open the menu of this, at this place.
    OpenMenu(Target, Anchor),
    /// Close the menu.
    CloseMenu,
    /// The notice has been read.
    CloseNotice,
    /// Edit one thing in the run, and keep all others.
    Edit(Edit),
    /// Switch every protection on, from the beginning of this run.
    RestoreRules,
    /// Go to right after the event with this number.
    SeekEvent(usize),
    /// Something about the diagram.
    Diagram(DiagramMsg),
    /// Something about an answer to "why?".
    Why(WhyMsg),
    /// Open this tab of the sandbox's drawer.
    ShowTab(Tab),
    /// Something about the lessons.
    Lesson(LessonMsg),
    /// Something about practice.
    Practice(PracticeMsg),
    /// This panel was opened, or closed.
    Panel(Panel, bool),
    /// Open this run; a scenario says what it expects of it.
    Open(Box<RunLink>, Script),
    /// Leave the run that is being opened.
    CancelOpening,
    /// The story of this seed, with this many servers.
    Start(u64, u16),
    /// The reader asks for less motion, or no longer does.
    ReduceMotion(bool),
    /// Show the lunch beside the cluster, or fade it out.
    ShowLunch(bool),
    /// There is room for a card beside the pictures, or no longer.
    HasRoomBeside(bool),
    /// The page has another size.
    Resized,
    /// Nothing has happened for a moment.
    Settled,
    /// Say this.
    Complain(String),
    /// What is to be said beside the run.
    SetWords(String),
    /// What is on the screen is wanted, for sending it.
    Send(SentKind),
    /// This is what can be sent, or why there is nothing.
    Linked(Result<Sent, String>),
    /// It is in the clipboard.
    Copied,
    /// The page around this frame asks for this.
    Host(Box<HostOrder>),
    /// The run is wanted as a scenario.
    Save,
    /// What is on the screen is wanted in this language.
    Speak(LanguageTag),
    /// Load the page anew: there is a newer release of it.
    Reload,
}

/// What can be made of the screen, for others.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum SentKind {
    /// An address, for the clipboard.
    Link,
    /// Two lines for a page of one's own, for the clipboard.
    EmbedCode,
    /// An address, to be opened in the whole page.
    FullPage,
}

/// What was made for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What it is.
    pub kind: SentKind,
    /// Its text.
    pub text: String,
}

/// What a reader chooses for another run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunChoice {
    /// Its seed.
    pub seed: u64,
    /// The number of servers.
    pub servers: u16,
    /// How long things take.
    pub timing: Timing,
}

/// One of the ways into the page.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Door {
    /// The lunch is told, and then what the reader chooses.
    #[default]
    Story,
    /// Questions about what will happen, which the run answers.
    Lessons,
    /// Everything that can be done, in sight.
    Sandbox,
}

impl Door {
    /// All of them, in order.
    pub const ALL: [Door; 3] = [Door::Story, Door::Lessons, Door::Sandbox];

    /// Their names in an address, in order.
    pub const NAMES: [&str; 3] = ["story", "lessons", "sandbox"];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        Door::NAMES[self as usize]
    }

    /// The door of this name.
    pub fn named(name: &str) -> Option<Door> {
        Door::ALL.into_iter().find(|door| door.name() == name)
    }
}

/// One of the pictures.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
pub enum Redraw {
    /// Only what moves.
    Motion,
    /// Everything.
    All,
}
