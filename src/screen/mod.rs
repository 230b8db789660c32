//! What is shown, as values: each a function of the page's state.
//!
//! | file | what it holds |
//! |---|---|
//! | `scene`, `flight`, `speech` | the two pictures |
//! | `geometry`, `drawing` | where things are drawn, and what people and servers look like |
//! | `table`, `feed`, `client_history` | the logs, what happened, what clients were told |
//! | `timeline` | the run as a line |
//! | `story` | the story as chapters and acts |
//! | `lesson`, `storyboard` | the shelf of lessons, and a card of one; all cards so far, on paper |
//! | `practice` | a practice question, the end of a round, what the reader knows |
//! | `waiting` | "why not yet?", at the thing that waits |
//! | `why` | "why?" as a panel |

mod client_history;
mod drawing;
mod feed;
mod flight;
mod geometry;
mod lesson;
mod practice;
mod scene;
mod speech;
mod story;
mod storyboard;
mod table;
mod timeline;
mod waiting;
mod why;

pub use drawing::{
    Dish, LabelKind, LinePlace, Lines, Mood, asker, blank_notebook, client, floor, label_size,
    line_place, message_shape, note_fold, note_paper, pattern, person, plates, server,
    short_label_size, table,
};
pub use feed::{FeedRow, feed};
pub use flight::{FlightView, Inspected, inspect};
pub use geometry::{
    Format, Head, Notebook, Oval, PERSON_SCALE, Seat, Size, Spot, TagPlace, Under, Way, Ways,
    along, are_dots, head, is_many, motto, notebook, path, scale, server_name, spaced, tag_place,
    way, wire_to_client,
};
pub use lesson::{
    CardView, FieldView, GlossaryView, GroupView, LessonMarks, LessonScreen, OptionMark,
    OptionView, QuestionView, ShelfLine, ShelfView, TaskView,
};
pub use practice::{
    KnownBelief, KnownView, PickView, PracticeCard, PracticeEnd, PracticeScreen, SettingCell,
    SettingRow, SettingTable, ToldView,
};
pub use scene::{ClientView, LinkView, Scene, ServerView, TallyView, TimerView};
pub use speech::Bubble;
pub use story::StoryLine;
pub use storyboard::{LessonSoFar, StoryboardCard, storyboard};
pub use table::{Cell, CellState, LogRow, LogTable};
pub use timeline::{Sign, TIMELINE_WIDTH, Timeline};
pub use waiting::{RollCall, RollMark, WaitingTag, waiting_tags};
pub use why::{CauseView, CodeView, HelpView, WhyView};

use std::rc::Rc;

use crate::app::{
    About, Anchor, App, Door, Menu, Pane, Panel, Panels, ScriptStage, Sent, Shown, Speed, Stride,
    Tab,
};
use crate::check::{Property, Standing};
use crate::cluster::{
    AnswerWhen, Delivery, EventBody, FlightId, NetworkConditions, Node, Protocol, Switch, Timing,
};
use crate::diagram::{Causes, Diagram};
use crate::lunch::{Team, two_tables};
use crate::raft::ServerId;
use crate::words::{Caption, Locale, Mistyped};
use client_history::client_lines;

/// Everything on the screen but the places of what moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The language that it is in.
    pub locale: Locale,
    /// The door that the reader has come through.
    pub door: Door,
    /// The story, while it is told.
    pub story: Rc<StoryLine>,
    /// The lessons.
    pub lesson: LessonScreen,
    /// The two pictures.
    pub scene: Rc<Scene>,
    /// The logs.
    pub table: Rc<LogTable>,
    /// What happened, newest first.
    pub feed: Rc<Vec<FeedRow>>,
    /// How each property stands.
    pub properties: Rc<Vec<(Property, Standing)>>,
    /// The first thing that went wrong.
    pub violation: Option<String>,
    /// What is waited for, each at the thing that waits.
    pub waiting: Rc<Vec<Rc<WaitingTag>>>,
    /// The open answer to a "why?".
    pub why: Option<Rc<WhyView>>,
    /// True unless the lunch is faded out.
    pub shows_lunch: bool,
    /// What is said over the pictures.
    pub caption: Option<Caption>,
    /// What could not be done.
    pub notice: Option<String>,
    /// Which field holds what can't be taken.
    pub mistyped: Option<Mistyped>,
    /// The message pointed at.
    pub inspected: Option<(FlightId, Rc<Inspected>)>,
    /// The open menu, and where it is.
    pub menu: Option<(Rc<Menu>, Anchor)>,
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
    /// How far a step goes.
    pub stride: Stride,
    /// The run as a line.
    pub timeline: Rc<Timeline>,
    /// When answers leave.
    pub answer: AnswerWhen,
    /// Which protections and extensions are in force.
    pub protocol: Protocol,
    /// True if the run begins with a protection missing.
    pub is_weakened_from_start: bool,
    /// Said while a protection is off.
    pub weakened: Option<String>,
    /// What the clients asked for and were told: a name for each line, and the line.
    pub history: Rc<Vec<(String, String)>>,
    /// The open tab of the sandbox's drawer.
    pub tab: Tab,
    /// Which panels are open: what is in the others is not here.
    pub panels: Panels,
    /// What the network is like.
    pub network: NetworkConditions,
    /// Whether messages arrive by themselves.
    pub delivery: Delivery,
    /// How long things take in this run.
    pub timing: Timing,
    /// The two groups into which the room is cut.
    pub halves: Vec<Vec<ServerId>>,
    /// The dishes of the next poll.
    pub dishes: String,
    /// The names at the table.
    pub names: String,
    /// What the run is called, and what is said about it.
    pub about: Rc<About>,
    /// How far the scenario that was opened has been played.
    pub script: ScriptStage,
    /// What a link to the screen leads to.
    pub shown: Shown,
    /// What was last made for sending.
    pub sent: Option<Sent>,
    /// True if it is in the clipboard.
    pub is_copied: bool,
    /// Whether another run is being replayed.
    pub is_opening: bool,
    /// The space-time diagram, if it is shown.
    pub diagram: Option<Rc<Diagram>>,
    /// What led to the event that is pointed at, and what followed.
    pub causes: Option<Rc<Causes>>,
}

impl Screen {
    /// The open menu, if it is in this picture.
    pub fn menu_in(&self, pane: Pane) -> Option<(Rc<Menu>, Anchor)> {
        self.menu.clone().filter(|(_, anchor)| anchor.pane == pane)
    }
}

impl App {
    /// Everything that is to be drawn.
    pub fn screen(&self) -> Screen {
        let words = self.words();
        let history = self.player.history();
        let (cluster, events) = (history.cluster(), history.events());
        let violations = self.player.violations();
        let servers = self.scenario().servers;
        let (diagram, causes) = self.drawn_diagram();
        let lesson = LessonScreen::new(self);
        let scene = Scene { format: self.format(&lesson), ..Scene::new(cluster, words) };
        Screen {
            locale: self.locale,
            door: self.door,
            story: Rc::new(StoryLine::new(self)),
            lesson,
            scene: Rc::new(scene),
            table: Rc::new(LogTable::new(cluster, words)),
            shows_lunch: self.shows_lunch,
            feed: Rc::new(self.feed_in_sight()),
            properties: Rc::new(
                Property::ALL.map(|property| (property, self.player.standing(property))).to_vec(),
            ),
            violation: violations.first().map(|first| words.violation(first)),
            waiting: Rc::new(match self.is_quizzing() || self.is_asking() {
                true => Vec::new(),
                false => {
                    let tags = waiting_tags(cluster, events, words).into_iter();
                    tags.map(|tag| Rc::new(self.tag_in_sight(tag))).collect()
                }
            }),
            why: self.why_view().map(Rc::new),
            caption: self
                .player
                .caption()
                .filter(|_| !self.is_quizzing())
                .map(|caption| self.caption_in_sight(caption)),
            notice: self.notice.as_ref().map(|notice| match self.shows_lunch {
                true => words.notice(notice),
                false => words.notice_in_raft(notice),
            }),
            mistyped: self.mistyped.clone(),
            inspected: self.inspected.and_then(|flight| self.inspect(flight)),
            menu: self.menu.clone().map(|(menu, anchor)| (Rc::new(menu), anchor)),
            marked: self.marked,
            is_playing: self.player.is_playing,
            speed: self.player.speed,
            seed: self.scenario().seed,
            servers,
            can_undo: history.can_undo(),
            stride: self.stride,
            timeline: Rc::new(Timeline::new(&self.player, self.comparison().as_ref(), words)),
            answer: cluster.answer_when(),
            protocol: *cluster.protocol(),
            is_weakened_from_start: !Switch::all_off(&self.scenario().protocol).is_empty(),
            weakened: words.weakened(&Switch::all_off(cluster.protocol())),
            history: Rc::new(match self.panels.has(Panel::History) {
                true => client_lines(cluster, words),
                false => Vec::new(),
            }),
            tab: self.tab,
            panels: self.panels,
            network: *cluster.network().conditions(),
            delivery: cluster.network().delivery(),
            timing: self.scenario().timing.clone(),
            halves: two_tables(cluster),
            dishes: self.dishes.join(", "),
            names: Team::seated().listed(self.player.cluster().machines().len()),
            about: Rc::new(self.about.clone()),
            script: self.script_stage(),
            shown: self.shown(),
            sent: self.sent.clone(),
            is_copied: self.is_copied,
            is_opening: self.is_opening(),
            diagram,
            causes,
        }
    }

    /// What happened. Below a refusal stands that nothing changed, whichever half is shown.
    fn feed_in_sight(&self) -> Vec<FeedRow> {
        let (words, history) = (self.words(), self.player.history());
        let mut rows = feed(history.first_kept(), history.events(), words);
        for row in rows.iter_mut().filter(|_| !self.shows_lunch) {
            let event = history.events().get(row.number - history.first_kept());
            match event.map(|event| &event.body) {
                Some(EventBody::ActionRefused { reason, .. }) => {
                    row.lunch = words.refusal_in_raft(reason);
                }
                _ => (row.lunch, row.raft) = self.in_sight(row.told.clone()),
            }
        }
        rows
    }

    /// Beside a card the pictures have less width, and more height.
    fn format(&self, lesson: &LessonScreen) -> Format {
        match lesson {
            LessonScreen::Card(_) | LessonScreen::Practice(_) if self.has_room_beside => {
                Format::Tall
            }
            _ => Format::Wide,
        }
    }

    fn inspect(&self, flight: FlightId) -> Option<(FlightId, Rc<Inspected>)> {
        let history = self.player.history();
        // What has arrived is no longer there to be pointed at; while time stands it is read.
        if self.player.is_playing && !history.cluster().network().flights().contains_key(&flight) {
            return None;
        }
        Some((flight, Rc::new(inspect(history.events(), history.cluster(), flight, self.words())?)))
    }

    /// The diagram, if it is shown, and what led to the event that is pointed at.
    fn drawn_diagram(&self) -> (Option<Rc<Diagram>>, Option<Rc<Causes>>) {
        let (window, history) = (&self.window, self.player.history());
        let causes = window.traced.and_then(|number| Causes::of(&window.passage, number));
        let diagram =
            window.is_open.then(|| Diagram::new(window, history, causes.as_ref(), self.words()));
        (diagram.map(Rc::new), causes.map(Rc::new))
    }
}
