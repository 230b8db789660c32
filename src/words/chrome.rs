//! The words on the page around what is told: titles, buttons, labels, notices. Those that
//! have a number or a name in them are methods of `Language`.
#![allow(missing_docs, reason = "each field is named for what it says, and `en` says it")]

use super::PracticeWords;
use super::help::{HelpWords, KeyWords, LegendWords};

/// The fixed words of the page, by its parts. A language that lacks one doesn't compile.
#[derive(Debug)]
pub struct Chrome {
    /// The name of the page.
    pub title: &'static str,
    /// Said for a moment, where something is on its way.
    pub one_moment: &'static str,
    pub header: HeaderWords,
    pub panes: PaneWords,
    pub stage: StageWords,
    pub view: ViewWords,
    pub controls: ControlWords,
    pub drawer: DrawerWords,
    pub propose: ProposeWords,
    pub new_run: NewRunWords,
    pub help: HelpWords,
    pub timeline: TimelineWords,
    pub story: StoryWords,
    pub menu: MenuWords,
    pub waiting: WaitingWords,
    pub why: WhyWords,
    pub notice: NoticeWords,
    pub scenarios: ScenarioWords,
    /// What is said about files.
    pub files: FileWords,
    pub share: ShareWords,
    pub lessons: LessonWords,
    pub practice: PracticeWords,
    pub switches: SwitchWords,
    pub conditions: ConditionWords,
    pub about: AboutWords,
    pub diagram: DiagramWords,
    pub logs: LogWords,
    pub verdict: VerdictWords,
    pub feed: FeedWords,
    pub flights: FlightWords,
    pub network: NetworkWords,
    pub history: HistoryWords,
    pub tally: TallyWords,
    pub inspector: InspectorWords,
    pub keys: KeyWords,
    pub embed: EmbedWords,
    pub address: AddressWords,
    pub legend: LegendWords,
}

/// The head of the page.
#[derive(Debug)]
pub struct HeaderWords {
    /// The ways into the page.
    pub doors: &'static str,
    /// The door to the story.
    pub story: &'static str,
    /// The door to the lessons.
    pub lessons: &'static str,
    /// The door to the sandbox.
    pub sandbox: &'static str,
    /// The choice of a language.
    pub language: &'static str,
    /// Leads past all of these.
    pub skip: &'static str,
}

/// The two pictures, for people who do not see them.
#[derive(Debug)]
pub struct PaneWords {
    pub lunch: &'static str,
    pub cluster: &'static str,
    /// The switch that fades the lunch out.
    pub raft_only: &'static str,
    pub raft_only_about: &'static str,
}

/// The pictures: what they are, for people who do not see them, and what is written in them.
#[derive(Debug)]
pub struct StageWords {
    pub lunch: &'static str,
    pub cluster: &'static str,
    /// Written under the table.
    pub lunch_motto: &'static str,
    /// Written under the ring.
    pub cluster_motto: &'static str,
    /// Written under the asker.
    pub asker: &'static str,
    /// Written under the client's machine.
    pub client: &'static str,
    /// How to get from one thing in a picture to the others by keyboard.
    pub arrows: &'static str,
}

/// The lessons.
#[derive(Debug)]
pub struct LessonWords {
    /// Over the shelf.
    pub title: &'static str,
    pub about: &'static str,
    /// Over the lesson that the reader was in last.
    pub go_on_where: &'static str,
    pub done: &'static str,
    /// Beside a lesson that the language has no translation of yet.
    pub in_english: &'static str,
    /// Where the lessons can't be fetched.
    pub no_shelf: &'static str,
    pub no_lesson: &'static str,
    /// Over the place for a lesson of the reader's own, and how one is written.
    pub own_title: &'static str,
    pub own_about: &'static str,
    pub own: OwnWords,
    pub to_shelf: &'static str,
    pub card: &'static str,
    /// Under a question where one option is to be picked, and where several are.
    pub pick_one: &'static str,
    pub pick_several: &'static str,
    /// The same where no option is in the pictures.
    pub pick_one_here: &'static str,
    pub pick_several_here: &'static str,
    /// The same where an entry, a number or the fields of a message are asked for.
    pub pick_entry: &'static str,
    pub pick_number: &'static str,
    pub fill_in: &'static str,
    /// What stands in a field before a value is picked.
    pub no_value: &'static str,
    /// What you said, and what it is, over the fields of a message.
    pub field: &'static str,
    pub your_value: &'static str,
    pub right_value: &'static str,
    /// To the moment that shows why an answer is wrong, and back.
    pub show_why: &'static str,
    pub back_to_end: &'static str,
    /// Over a task, its hint, the way to see how it is done, and what is said then.
    pub your_turn: &'static str,
    pub act_here: &'static str,
    pub hint: &'static str,
    pub show_task: &'static str,
    pub shown: &'static str,
    pub start_over: &'static str,
    /// Where the lesson goes on from another run than the one that the reader made.
    pub other_run: &'static str,
    /// Where the glossary can't be fetched.
    pub no_glossary: &'static str,
    pub show_me: &'static str,
    pub run: &'static str,
    pub watch: &'static str,
    pub skip: &'static str,
    pub running: &'static str,
    pub what_happened: &'static str,
    pub try_again: &'static str,
    pub go_on: &'static str,
    pub finish: &'static str,
    pub back: &'static str,
    /// What one of the two pictures shows, where there is room for one.
    pub pictures: &'static str,
}

/// The controls.
#[derive(Debug)]
pub struct ControlWords {
    /// The speed that shows each message for as long as it takes to see it.
    pub auto: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub undo: &'static str,
    pub undo_about: &'static str,
    pub speed: &'static str,
}

/// What the sandbox's stage shows.
#[derive(Debug)]
pub struct ViewWords {
    /// The stage with all that belongs to it.
    pub player: &'static str,
    pub label: &'static str,
    pub pictures: &'static str,
    pub space_time: &'static str,
}

/// The sandbox's drawer.
#[derive(Debug)]
pub struct DrawerWords {
    pub label: &'static str,
    /// The names of its tabs, in order.
    pub tabs: [&'static str; 4],
    pub ask_everyone: &'static str,
    pub ask_everyone_about: &'static str,
    pub add_server: &'static str,
    pub add_server_about: &'static str,
    /// What else there is to do.
    pub hint: &'static str,
    pub cut_in_two: &'static str,
    pub cut_in_two_about: &'static str,
    pub this_run: &'static str,
    pub save: &'static str,
}

/// The field for a dish or a command.
#[derive(Debug)]
pub struct ProposeWords {
    pub title: &'static str,
    pub placeholder: &'static str,
    pub propose: &'static str,
    pub examples: [&'static str; 3],
    pub examples_about: &'static str,
}

/// Another run.
#[derive(Debug)]
pub struct NewRunWords {
    pub title: &'static str,
    pub servers: &'static str,
    pub seed: &'static str,
    pub shortest_timeout: &'static str,
    pub longest_timeout: &'static str,
    pub heartbeat: &'static str,
    pub timing_about: &'static str,
    pub start: &'static str,
    pub reset: &'static str,
    pub reset_about: &'static str,
    pub new_seed: &'static str,
}

/// The run as a line.
#[derive(Debug)]
pub struct TimelineWords {
    pub back: &'static str,
    pub back_about: &'static str,
    /// A step back, and what Shift does.
    pub back_title: &'static str,
    /// A step forward, and what Shift does.
    pub forward_title: &'static str,
    pub step_by: &'static str,
    /// What a step can go by: an event, a message, a decision, an election, a commit, a
    /// repaired log, a crash or restart, an action.
    pub strides: [&'static str; 8],
    pub playhead: &'static str,
    pub follow_live: &'static str,
    pub follow_live_about: &'static str,
    pub redo: &'static str,
    pub redo_about: &'static str,
}

/// Over both pictures.
#[derive(Debug)]
pub struct StoryWords {
    /// A step to what is said next.
    pub next: &'static str,
    /// The same, for people who don't see it.
    pub next_about: &'static str,
    /// A step back, for people who don't see it.
    pub back_about: &'static str,
    /// The story from its start, once it is told.
    pub again: &'static str,
    /// The list of chapters.
    pub chapters: &'static str,
    pub label: &'static str,
}

/// The menu of what was clicked.
#[derive(Debug)]
pub struct MenuWords {
    pub more: &'static str,
    pub hand_over: &'static str,
}

/// What could not be done.
#[derive(Debug)]
pub struct NoticeWords {
    pub close: &'static str,
    /// Where the host has a newer release of the page.
    pub newer_release: &'static str,
    pub reload: &'static str,
}

/// Runs that others made.
#[derive(Debug)]
pub struct ScenarioWords {
    /// The levels: their names in scenario files, what they are called, and what they are.
    pub levels: &'static [(&'static str, &'static str, &'static str)],
    pub title: &'static str,
    pub about: &'static str,
    pub own: OwnWords,
}

/// Opening something of the reader's own.
#[derive(Debug, PartialEq)]
pub struct OwnWords {
    pub file: &'static str,
    pub paste: &'static str,
    pub open: &'static str,
}

/// Sending the run.
#[derive(Debug)]
pub struct ShareWords {
    pub title: &'static str,
    pub words: &'static str,
    pub words_example: &'static str,
    pub copy: &'static str,
    pub copy_code: &'static str,
    pub link: &'static str,
    pub code: &'static str,
    pub copied: &'static str,
    pub local: &'static str,
    pub download: &'static str,
    pub left_script: &'static str,
    pub about: &'static str,
    /// Said of a lesson that the reader brought.
    pub no_link: &'static str,
    /// Said of a round of practice.
    pub same_questions: &'static str,
}

/// What if a protection were missing?
#[derive(Debug)]
pub struct SwitchWords {
    /// After what a rule is for, and before the next sentence.
    pub full_stop: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub extensions: &'static str,
    pub rules: &'static str,
    pub show: &'static str,
}

/// What the cluster has to live with.
#[derive(Debug)]
pub struct ConditionWords {
    pub title: &'static str,
    pub answer: &'static str,
    pub answer_applied: &'static str,
    pub answer_told: &'static str,
    pub by_hand: &'static str,
    pub travel: &'static str,
    pub jitter: &'static str,
    pub lost: &'static str,
    pub twice: &'static str,
    pub held_up: &'static str,
    pub dishes: &'static str,
    /// The field for the names at the table.
    pub names: &'static str,
    /// What the field takes, and how to have the usual names again.
    pub names_about: &'static str,
}

/// What is said about the run.
#[derive(Debug)]
pub struct AboutWords {
    pub label: &'static str,
    pub cancel: &'static str,
    /// Before anything of a scenario has been played.
    pub run_it: &'static str,
    /// At its end.
    pub run_again: &'static str,
    pub is_over: &'static str,
    /// Once the reader has changed the run.
    pub is_left: &'static str,
    /// The same run with every protection in force.
    pub with_rules: &'static str,
    pub with_rules_about: &'static str,
}

/// The space-time diagram.
#[derive(Debug)]
pub struct DiagramWords {
    pub label: &'static str,
    /// Over the arrows and marks of the diagram.
    pub key: &'static str,
    /// Arrows: votes, entries, "I have it", refusals, the client's, what is on its way, what
    /// was lost.
    pub arrows: [&'static str; 7],
    /// Marks: a timeout, an election won, a commit, a commit learned of, a repaired log, a
    /// crash, a restart, a request, an answer.
    pub marks: [&'static str; 9],
    pub earlier: &'static str,
    pub later: &'static str,
    pub more_time: &'static str,
    pub less_time: &'static str,
    pub follow: &'static str,
    pub follow_about: &'static str,
    pub list: &'static str,
    pub go: &'static str,
    pub remove: &'static str,
    pub drop: &'static str,
    pub dont_drop: &'static str,
    pub duplicate: &'static str,
}

/// The table of logs.
#[derive(Debug)]
pub struct LogWords {
    pub title: &'static str,
    pub about: &'static str,
    pub scroll: &'static str,
    pub server: &'static str,
    pub commit: &'static str,
    pub store: &'static str,
    /// An entry that is not on its server's disk yet.
    pub being_written: &'static str,
    /// Said where followers stand that have copied nothing.
    pub nothing: &'static str,
}

/// Is it still safe?
#[derive(Debug)]
pub struct VerdictWords {
    pub label: &'static str,
    /// Between the properties that are violated.
    pub comma: &'static str,
    pub holds: &'static str,
    pub is_violated: &'static str,
    pub is_undecided: &'static str,
    /// All properties hold, though a protection is off.
    pub is_weakened: &'static str,
    pub about: &'static str,
}

/// What happened.
#[derive(Debug)]
pub struct FeedWords {
    pub title: &'static str,
    /// Asks why it happened.
    pub why: &'static str,
    pub label: &'static str,
    pub nothing: &'static str,
    pub press_play: &'static str,
}

/// Messages in flight as a list.
#[derive(Debug)]
pub struct FlightWords {
    pub title: &'static str,
    pub none: &'static str,
    pub deliver: &'static str,
    pub drop: &'static str,
    pub duplicate: &'static str,
    pub delay: &'static str,
}

/// Who can reach whom.
#[derive(Debug)]
pub struct NetworkWords {
    pub title: &'static str,
    pub about: &'static str,
    pub corner: &'static str,
    pub heal_all: &'static str,
}

/// What clients were told.
#[derive(Debug)]
pub struct HistoryWords {
    pub title: &'static str,
    pub nothing: &'static str,
}

/// The poll.
#[derive(Debug)]
pub struct TallyWords {
    pub title: &'static str,
    pub nobody: &'static str,
    pub no_answers: &'static str,
    pub chose: &'static str,
    pub chooses: &'static str,
}

/// The fields of a message.
#[derive(Debug)]
pub struct InspectorWords {
    pub label: &'static str,
}

/// A frame in somebody's post.
#[derive(Debug)]
pub struct EmbedWords {
    pub full_page: &'static str,
    pub full_page_short: &'static str,
    pub no_popup: &'static str,
    pub start_over: &'static str,
    pub lesson_over: &'static str,
    pub about: &'static str,
}

/// The address of the page.
#[derive(Debug)]
pub struct AddressWords {
    pub usual_run: &'static str,
    pub run_stays: &'static str,
    pub none: &'static str,
}

/// At the things that wait.
#[derive(Debug)]
pub struct WaitingWords {
    pub why: &'static str,
    pub close: &'static str,
    /// Stands on a tag for a moment, once nothing is waited for.
    pub done: &'static str,
    /// The list of those who count.
    pub who_copied: &'static str,
    pub who_voted: &'static str,
    /// How it stands with one of them.
    pub copied: &'static str,
    pub voted: &'static str,
    pub coming: &'static str,
    pub missing: &'static str,
}

/// "Why?", and what would help.
#[derive(Debug)]
pub struct WhyWords {
    /// Before what can be asked about the lines of a notebook.
    pub lines: &'static str,
    /// Before what can be asked about the entry that stood there before.
    pub before: &'static str,
    /// Before the events that led to it.
    pub what_led: &'static str,
    /// Said where the events are too long ago.
    pub nothing: &'static str,
    /// Beside an event that a decision counted.
    pub counted: &'static str,
    pub go: &'static str,
    /// Before what is offered.
    pub what_helps: &'static str,
    /// Said where nothing that was tried helps.
    pub no_remedy: &'static str,
    pub undo: &'static str,
    pub show_code: &'static str,
    pub no_code: &'static str,
}

/// What is said about files that are read or fetched.
#[derive(Debug)]
pub struct FileWords {
    /// No file was chosen.
    pub no_file: &'static str,
    /// The file is too large.
    pub too_large: &'static str,
    /// A scenario could not be fetched.
    pub no_scenario: &'static str,
    /// What reads scenarios could not be fetched.
    pub no_part: &'static str,
    /// In `raft-lunch.html`, which has neither scenarios nor what reads them.
    pub not_in_one_file: &'static str,
}
