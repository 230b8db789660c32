//! What can happen to the page, and what happens then. No browser: everything here is
//! tested natively.
//!
//! | file | what it holds |
//! |---|---|
//! | `message`, `point` | what can happen, and where |
//! | `player` | virtual time against the reader's time |
//! | `narrator`, `announcements` | what is said, and for how long; the same for people who listen |
//! | `story` | the story's acts and chapters |
//! | `lesson`, `task`, `progress` | the lesson in hand, what is to be done in it, and what was done so far |
//! | `practice` | the round of practice questions in hand, and what is kept of the answers |
//! | `travel`, `stride` | moving the playhead, and how far a step goes |
//! | `actions`, `edit` | what the reader does to the run, and changes in it |
//! | `diagram_messages` | what the reader does to the diagram |
//! | `menu`, `diagram_menu` | what can be done to the thing that was clicked |
//! | `panels` | which tab and which panels are open |
//! | `opening`, `script` | runs from links and scenarios, and how far a script is |
//! | `outcome` | what came of a run, and how two runs differ |
//! | `query`, `embed`, `host` | what the address asks for, for a frame too, and what the page around a frame does |
//! | `shown` | what is on the screen, for a link to lead there |
//! | `news` | messages that bring no news |
//! | `why` | "why?", and trying what would help |
//! | `redraws` | how often everything is drawn while time passes |

mod actions;
mod announcements;
mod diagram_menu;
mod diagram_messages;
mod edit;
mod embed;
mod host;
mod lesson;
mod menu;
mod message;
mod narrator;
mod news;
mod opening;
mod outcome;
mod panels;
mod player;
mod point;
mod practice;
mod progress;
mod query;
mod redraws;
mod script;
mod shown;
mod story;
mod stride;
mod task;
mod travel;
mod why;

pub use announcements::{Announcements, Weight};
pub use diagram_messages::DiagramMsg;
pub use edit::{Edit, edited};
pub use embed::{EmbedView, Theme};
pub use host::{Field, HostAction, HostOrder, SeekTo, ServerVerb};
pub use lesson::{LessonInHand, LessonMsg, Phase};
pub use menu::{Menu, MenuGroup, MenuItem, Target, menu};
pub use message::{Anchor, Door, Msg, Pane, Redraw, RunChoice, Sent, SentKind};
pub use news::is_quiet;
pub use opening::About;
pub use outcome::RunOutcome;
pub use panels::{Panel, Panels, Tab};
pub use player::{Player, Speed};
pub use point::Point;
pub use practice::{AnswerFile, PracticeMsg, PracticePlan, PracticeRound, PracticeStage};
pub use progress::{Progress, Reached};
pub use query::{
    MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, PageQuery, WantedPractice, WantedScenario, is_address,
};
pub use script::{Script, ScriptStage, play_about};
pub use shown::Shown;
pub use story::{ChapterMark, Stage, Story, chapter_begun_by};
pub use stride::Stride;
pub(crate) use why::Asked;
pub use why::{Code, WhyMsg};

use crate::cluster::{
    Action, ClientId, FlightId, MILLISECOND, Micros, Node, Run, SECOND, SEED_LIMIT, Scenario,
    Timing,
};
use crate::diagram::Window;
use crate::lunch::{Chapter, DISHES};
use crate::run::MAX_WORDS;
use crate::words::{Caption, Compared, Comparison, Language, Locale, Mistyped, Notice};
use lesson::Lessons;
use opening::Opening;
use practice::Practice;
pub(crate) use practice::PracticeRoom;
use redraws::RedrawLimit;

/// The page's state.
#[derive(Clone, Debug)]
pub struct App {
    /// The language that it speaks.
    pub(crate) locale: Locale,
    pub(crate) player: Player,
    pub(crate) door: Door,
    /// Where the chapters of the lunch in hand begin; empty for other runs.
    pub(crate) chapters: Vec<ChapterMark>,
    /// When everything was last drawn.
    pace: RedrawLimit,
    /// The run as it was before the reader did anything.
    pub(crate) origin: Run,
    pub(crate) marked: Option<Node>,
    pub(crate) inspected: Option<FlightId>,
    /// The open menu. It stays as it was when it opened: what moves under a pointer is
    /// missed. What cannot be done any more is refused in a sentence.
    pub(crate) menu: Option<(Menu, Anchor)>,
    pub(crate) notice: Option<Notice>,
    pub(crate) mistyped: Option<Mistyped>,
    pub(crate) dishes: Vec<String>,
    pub(crate) stride: Stride,
    /// What the run had come to before its past was changed.
    pub(crate) before: Option<RunOutcome>,
    /// What it has come to since, once it is as far.
    pub(crate) compared: Option<Compared>,
    /// The diagram.
    pub(crate) window: Window,
    /// The open tab of the sandbox's drawer.
    pub(crate) tab: Tab,
    pub(crate) panels: Panels,
    /// What was asked last, and the answer.
    pub(crate) asked: Option<Box<Asked>>,
    /// The lines of the core.
    pub(crate) code: Code,
    /// A run that is being replayed, to take the place of this one.
    pub(crate) opening: Option<Box<Opening>>,
    /// What was last made for sending, to be copied by hand where the browser cannot.
    pub(crate) sent: Option<Sent>,
    /// True if that is in the clipboard.
    pub(crate) is_copied: bool,
    /// What this run is called, and what is said about it.
    pub(crate) about: About,
    /// The lessons.
    pub(crate) lessons: Lessons,
    /// Practice.
    pub(crate) practice: Practice,
    /// True if there is room for a card beside the pictures.
    pub(crate) has_room_beside: bool,
    /// True unless the lunch is faded out: then only the cluster is shown, in the paper's words.
    pub(crate) shows_lunch: bool,
}

impl App {
    /// The page in English as its address asks for it; paused.
    pub fn new(query: &PageQuery) -> App {
        App::in_language(query, Locale::ENGLISH)
    }

    /// The same in a language.
    pub fn in_language(query: &PageQuery, locale: Locale) -> App {
        query.team.clone().sit_down();
        let origin = Run::lunch(query.seed, query.servers);
        let mut player = Player::lunch(origin.clone(), locale);
        if let Some(start) = query.start {
            player.skip_to(start);
        }
        let door = query.door.unwrap_or_default();
        player.tell(door == Door::Story);
        let bad = &query.complaints;
        let is_other = query.language.is_some_and(|asked| asked != locale.tag());
        App {
            locale,
            player,
            door,
            chapters: Player::chapters(&origin, locale),
            pace: RedrawLimit::new(),
            origin,
            marked: None,
            inspected: None,
            menu: None,
            notice: match bad.is_empty() {
                false => Some(Notice::Address(bad.clone())),
                true if is_other => Some(Notice::OneLanguage),
                true => query.is_old.then_some(Notice::OldSeed(query.seed)),
            },
            mistyped: None,
            dishes: DISHES.map(String::from).to_vec(),
            stride: Stride::default(),
            before: None,
            compared: None,
            window: Window::new(),
            tab: Tab::default(),
            panels: Panels::default(),
            asked: None,
            code: Code::default(),
            opening: None,
            sent: None,
            is_copied: false,
            about: About::default(),
            lessons: Lessons::default(),
            practice: Practice::default(),
            has_room_beside: false,
            shows_lunch: query.view != EmbedView::Cluster,
        }
    }

    /// The run being played.
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// True unless the lunch is faded out.
    pub fn shows_lunch(&self) -> bool {
        self.shows_lunch
    }

    /// Lets `msg` happen.
    pub fn update(&mut self, msg: Msg) -> Redraw {
        let msg = self.in_lesson(msg).and_then(|msg| self.in_practice(msg));
        let Some(msg) = msg else { return Redraw::Motion };
        let goes_on = matches!(msg, Msg::SetStride(_) | Msg::Seek(_) | Msg::PlayPause);
        if goes_on && matches!(self.notice, Some(Notice::NoStop | Notice::NoStopBack)) {
            self.notice = None;
        }
        match msg {
            Msg::Tick(_) if self.is_opening() => self.go_on_opening(),
            Msg::Tick(ms) => {
                let was_full = self.player.history().is_full();
                let has_changed = self.player.tick(ms);
                self.compare();
                self.keep_pace();
                self.end_card_if_there();
                if self.player.history().is_full() && !was_full {
                    self.notice = Some(Notice::RunIsFull);
                }
                let stands = !self.player.is_playing || self.player.is_reading();
                if !self.pace.passes(ms, has_changed, stands) {
                    return Redraw::Motion;
                }
            }
            Msg::PlayPause if self.is_inviting() => self.play_again(),
            Msg::PlayPause => self.player.is_playing = !self.player.is_playing,
            Msg::PlayAgain => self.play_again(),
            // Nothing more is said until the reader chooses.
            Msg::Step | Msg::StepFar if self.is_inviting() => {}
            Msg::Back | Msg::BackFar if self.player.story().is_some() => self.go_back_in_story(),
            Msg::Step => self.step(self.stride),
            Msg::Back => self.step_back(self.stride),
            Msg::StepFar => self.step(Stride::Decision),
            Msg::BackFar => self.step_back(Stride::Decision),
            Msg::SetStride(stride) => self.stride = stride,
            Msg::Seek(at) => {
                self.player.is_playing = false;
                self.player.seek_time(at);
            }
            Msg::SeekEnd => self.player.seek_end(),
            Msg::FollowLive => {
                if !self.player.history().is_at_end() {
                    self.player.seek_end();
                }
                self.player.is_playing = true;
            }
            Msg::Undo | Msg::Redo => self.undo_or_redo(msg == Msg::Undo),
            Msg::SetSpeed(speed) => self.player.speed = speed,
            Msg::Reset => {
                let run = self.origin.clone();
                self.start(run);
            }
            Msg::Begin(choice) => self.begin(choice),
            Msg::Act(action) => {
                self.act(action);
                self.has_acted_in_lesson();
            }
            Msg::GoTo(door) => self.go_to(door),
            Msg::ToChapter(chapter) => self.go_to_chapter(chapter),
            Msg::ToAct(place) => self.go_to_act(place),
            Msg::Choose(choice) => self.choose(choice),
            Msg::Propose(text) => {
                self.propose(text);
                self.has_acted_in_lesson();
            }
            Msg::Poll => {
                let dishes = self.dishes.clone();
                self.act(Action::Poll { client: ClientId(1), dishes });
            }
            Msg::AddServer => self.add_server(),
            Msg::SetDishes(text) => self.set_dishes(&text),
            Msg::SetTeam(text) => self.set_team(&text),
            Msg::Mark(node) => self.marked = node,
            Msg::Inspect(flight) => self.inspected = flight,
            Msg::OpenMenu(target, at) => {
                if let Target::Message(flight) = target {
                    self.inspected = Some(flight);
                }
                self.menu = Some((self.menu_of(target), at));
            }
            Msg::CloseMenu => {
                self.inspected = None;
                if self.menu.take().is_none() {
                    return Redraw::Motion;
                }
            }
            Msg::CloseNotice => self.notice = None,
            Msg::Edit(change) => self.edit(change),
            Msg::RestoreRules => self.restore_rules(),
            Msg::SeekEvent(number) => {
                self.close();
                self.player.is_playing = false;
                self.player.seek_event(number);
            }
            Msg::Diagram(msg) => return self.diagram(msg),
            Msg::Why(msg) => return self.ask(msg),
            Msg::ShowTab(tab) => {
                // The field with what was typed is gone.
                self.mistyped = None;
                self.tab = tab;
            }
            Msg::Lesson(msg) => self.teach(msg),
            Msg::Practice(msg) => self.practise(msg),
            Msg::Panel(panel, is_open) => self.panels.set(panel, is_open),
            Msg::Open(link, script) => self.open(*link, script),
            Msg::CancelOpening => {
                self.opening = None;
                self.notice = None;
            }
            // Back and Forward lead to the same story too: then only the door is another.
            Msg::Start(seed, servers)
                if self.is_changed() || (seed, servers) != self.seed_and_servers() =>
            {
                self.start_story(seed, servers);
            }
            Msg::Start(..) => {}
            // How it is drawn is another, and nothing else.
            Msg::ReduceMotion(_) => {}
            Msg::ShowLunch(shows) => {
                // Its words are those of the other half.
                self.menu = None;
                self.shows_lunch = shows;
            }
            Msg::HasRoomBeside(has_room) => self.has_room_beside = has_room,
            Msg::AddressChanged | Msg::Settled => return Redraw::Motion,
            // What is high enough now is another matter.
            Msg::Resized => {}
            Msg::Complain(words) => self.notice = Some(Notice::Said(words)),
            // The page around does these.
            Msg::Send(_) | Msg::Save | Msg::Reload | Msg::Host(_) | Msg::Speak(_) => {
                return Redraw::Motion;
            }
            Msg::Linked(Ok(sent)) => (self.sent, self.is_copied) = (Some(sent), false),
            Msg::Copied => self.is_copied = true,
            Msg::Linked(Err(why_not)) => self.notice = Some(Notice::Said(why_not)),
            Msg::SetWords(words) => {
                self.sent = None;
                self.about.words = words.chars().take(MAX_WORDS).collect();
            }
        }
        self.look();
        self.pace.drawn();
        Redraw::All
    }

    /// What its language has to say.
    pub(crate) fn words(&self) -> &'static dyn Language {
        self.locale.words()
    }

    fn step(&mut self, stride: Stride) {
        self.player.is_playing = false;
        self.notice = None;
        if !self.player.step(stride) {
            self.notice = Some(Notice::NoStop);
        }
        self.compare();
        self.end_card_if_there();
    }

    fn step_back(&mut self, stride: Stride) {
        self.player.is_playing = false;
        self.notice = None;
        if !self.player.step_back(stride) {
            self.notice = Some(Notice::NoStopBack);
        }
    }

    /// The longest election timeout, for drawing timers.
    pub fn longest_timeout(&self) -> Micros {
        self.scenario().timing.election_timeout_max
    }

    pub(crate) fn scenario(&self) -> &Scenario {
        &self.player.history().run().scenario
    }

    /// Another run: a story, or if servers are to be more patient or less, one that begins
    /// before its first election. What the reader did in the run in hand is not lost: the
    /// address had it.
    fn begin(&mut self, choice: RunChoice) {
        let is_left = *self.player.history().run() != self.origin;
        let RunChoice { seed, servers, timing } = choice;
        let seed = seed % SEED_LIMIT;
        let timing = bounded(timing);
        if timing == Timing::default() {
            self.start_story(seed, servers);
        } else {
            let mut run = Run::story(seed, servers.clamp(MIN_PAGE_SERVERS, MAX_PAGE_SERVERS));
            run.scenario.timing = timing;
            self.about = About::default();
            self.start(run);
        }
        if is_left {
            self.notice = Some(Notice::NewRun);
        }
    }

    /// The story of a seed.
    fn start_story(&mut self, seed: u64, servers: u16) {
        self.about = About::default();
        self.start(Run::lunch(seed, servers.clamp(MIN_PAGE_SERVERS, MAX_PAGE_SERVERS)));
    }

    fn go_to_chapter(&mut self, chapter: Chapter) {
        self.close();
        let mark = self.chapters.iter().find(|mark| mark.chapter == chapter).copied();
        if let Some(mark) = mark {
            self.player.go_to_chapter(mark);
        }
    }

    fn go_to_act(&mut self, place: usize) {
        self.close();
        self.player.go_to_act(place);
    }

    /// True while the story waits for the reader to choose.
    pub(crate) fn is_inviting(&self) -> bool {
        self.player.story().is_some_and(|story| story.stage() == Stage::Inviting)
    }

    /// Plays what is in hand from where it begins.
    fn play_again(&mut self) {
        self.close();
        self.player.go_to_start();
        self.player.is_playing = true;
    }

    /// Back to where a chapter or an act began, the last one before the playhead.
    fn go_back_in_story(&mut self) {
        self.close();
        self.player.is_playing = false;
        let count = self.player.history().count();
        let chapter = self.chapters.iter().rfind(|mark| mark.count < count).copied();
        let act = self.player.acts().filter(|(_, from)| *from < count).count().checked_sub(1);
        match (act, chapter) {
            (Some(act), _) => self.player.go_to_act(act),
            (None, Some(mark)) => self.player.go_to_chapter(mark),
            (None, None) => self.player.go_to_start(),
        }
    }

    /// Through another door, with the run in hand.
    fn go_to(&mut self, door: Door) {
        if door == self.door {
            return;
        }
        self.close();
        if self.lesson_in_hand().is_some() {
            self.player.speed = Speed::Auto;
        }
        self.door = door;
        self.player.tell(door == Door::Story);
        (self.player.stops_at, self.player.goal) = (None, None);
        if door == Door::Lessons {
            // On the shelf nothing plays.
            self.player.is_playing = false;
            self.take_up_lesson();
            self.take_up_practice();
        }
    }

    fn seed_and_servers(&self) -> (u64, u16) {
        (self.scenario().seed, self.scenario().servers)
    }

    /// True once the reader has done something in this run, or somebody else made it: then
    /// its seed does not say all of it.
    pub fn is_changed(&self) -> bool {
        self.chapters.is_empty() || *self.player.history().run() != self.origin
    }

    /// The door that the reader has come through.
    pub fn door(&self) -> Door {
        self.door
    }

    /// Another run, played from its start.
    fn start(&mut self, run: Run) {
        let speed = self.player.speed;
        let Scenario { seed, servers, .. } = run.scenario;
        let is_lunch = self.about == About::default() && run == Run::lunch(seed, servers);
        (self.player, self.chapters) = match is_lunch {
            true => {
                let chapters = Player::chapters(&run, self.locale);
                (Player::lunch(run.clone(), self.locale), chapters)
            }
            false => (Player::of(run.clone(), self.locale), Vec::new()),
        };
        self.player.tell(self.door == Door::Story);
        self.player.ends = self.about.script.end;
        self.origin = run;
        self.opening = None;
        self.player.speed = speed;
        self.player.is_playing = true;
        self.inspected = None;
        self.asked = None;
        self.forget_comparison();
        self.close();
    }

    pub(crate) fn forget_comparison(&mut self) {
        self.before = None;
        self.compared = None;
    }

    /// Looks whether a changed run has come as far as the one before.
    fn compare(&mut self) {
        let now = self.player.cluster().now();
        if let Some(before) = self.before.take_if(|before| now >= before.at) {
            self.compared = Some(Compared::Branch(self.compare_with(&before)));
        }
    }

    fn compare_with(&self, before: &RunOutcome) -> Comparison {
        RunOutcome::of(self.player.cluster()).against(before)
    }

    pub(crate) fn comparison(&self) -> Option<Compared> {
        let behind = self.before.as_ref().map(|before| Compared::Behind {
            by: before.at.saturating_sub(self.player.cluster().now()),
        });
        behind.or_else(|| self.compared.clone())
    }

    /// What a reader who listens has to hear of what has happened since this was last asked:
    /// each as a sentence of the lunch, with its server, or of the paper where that is faded out.
    pub fn take_unheard(&mut self) -> Vec<(Weight, String)> {
        let unheard = self.player.take_unheard();
        let words = self.words();
        let heard = unheard.iter().filter(|_| !self.is_quizzing());
        let heard = heard.map(|caption| self.caption_in_sight(caption));
        let weighed = heard.map(|caption| {
            let sentence = words.heard(caption.server, &caption.lunch);
            (Weight::of_caption(caption.topic), sentence)
        });
        weighed.collect()
    }

    /// Something that is told twice, as it is shown: with the lunch faded out the paper's words
    /// stand alone, in the first place.
    pub(crate) fn in_sight(&self, (lunch, raft): (String, String)) -> (String, String) {
        match self.shows_lunch || raft.is_empty() {
            true => (lunch, raft),
            false => (raft, String::new()),
        }
    }

    /// The caption as it is shown. The paper's words name the server themselves.
    pub(crate) fn caption_in_sight(&self, caption: &Caption) -> Caption {
        let Caption { topic, server, lunch, raft } = caption.clone();
        let (lunch, raft) = self.in_sight((lunch, raft));
        Caption { topic, server: server.filter(|_| self.shows_lunch), lunch, raft }
    }

    /// What is said of the address, beside whatever it opens.
    fn told_of_address(&self) -> Option<Notice> {
        let is_of_address =
            |notice: &&Notice| matches!(notice, Notice::Address(_) | Notice::OneLanguage);
        self.notice.as_ref().filter(is_of_address).cloned()
    }

    pub(crate) fn close(&mut self) {
        self.menu = None;
        self.notice = None;
        self.mistyped = None;
    }
}

/// The timing that comes nearest to this one and makes sense: timeouts of at least a
/// millisecond and at most ten seconds, the shortest not above the longest.
fn bounded(timing: Timing) -> Timing {
    let within = |time: Micros| time.clamp(MILLISECOND, 10 * SECOND);
    let election_timeout_min = within(timing.election_timeout_min);
    Timing {
        election_timeout_min,
        election_timeout_max: within(timing.election_timeout_max).max(election_timeout_min),
        heartbeat: within(timing.heartbeat),
        ..timing
    }
}
