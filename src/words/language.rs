//! What a language has to say.

use super::captions::Highlight;
use super::comparison::Compared;
use super::fate::{Fate, WayEnd};
use super::notices::{HostError, Mistyped, Notice};
use super::offers::Offer;
use super::{Chrome, TagWords};
use crate::check::{Property, Violation};
use crate::cluster::{
    Action, Client, ClientRequest, Content, Event, LinkCut, MessageKind, Micros, Node, Operation,
    Refusal, ServerState, Switch, Timing,
};
use crate::lunch::{Chapter, Choice, PersonState};
use crate::practice::{BeliefRecord, Family};
use crate::raft::{CommitStatus, Configuration, Entry, Index, ServerId, Tally, Term};
use crate::why::{Chain, Link, Question, Remedy, Waiting};

/// Everything that the page can say, in one language: fixed words as fields, sentences
/// about a run as methods. A language that lacks one doesn't compile.
///
/// What is told twice is a pair: in the words of the table, and in those of the paper.
pub trait Language: std::fmt::Debug + Sync {
    /// The fixed words of the page.
    fn chrome(&self) -> &'static Chrome;
    /// What stands between two sentences, and behind a colon.
    fn between_sentences(&self) -> &'static str {
        " "
    }
    /// Several things, one after the other: "S1, S3".
    fn listed(&self, things: &[String]) -> String {
        things.join(", ")
    }

    // The lunch.

    /// The event in the words of the table; `None` exactly where the lunch has no beat.
    fn beat(&self, event: &Event) -> Option<String>;
    /// What a message says, as a note passed across the table.
    fn note(&self, content: &Content) -> String;
    /// The same in a word or two, beside the note.
    fn note_tag(&self, content: &Content) -> String;
    /// The line of a notebook that holds this entry.
    fn line(&self, entry: &Entry) -> String;
    /// The same where a notebook is small.
    fn short_line(&self, entry: &Entry) -> String;
    /// The page of a notebook that sums up what was compacted.
    fn summed_up(&self) -> String;
    /// Somebody's name, and how they are doing.
    fn person(&self, server: ServerId, state: PersonState, has_old_sheet: bool) -> String;
    /// Under a chair: who sits there, or is away; without the name where there is no room.
    fn chair(&self, server: ServerId, state: PersonState, has_room: bool) -> String;
    /// What the asker asks a teammate in a poll.
    fn poll_question(&self, teammate: ServerId) -> String;
    /// What the teammate says.
    fn poll_answer(&self, dish: &str) -> String;

    // The paper.

    /// The event in the words of the paper; `None` for what needs no line of its own.
    fn raft_event(&self, event: &Event) -> Option<String>;
    /// What a log entry says.
    fn entry(&self, entry: &Entry) -> String;
    /// A configuration, by the numbers of its servers.
    fn configuration(&self, configuration: &Configuration) -> String;
    /// What a server is or does, in a word or two.
    fn server_state(&self, state: ServerState) -> &'static str;
    /// Under a server: its name, and what it does, if that is worth a word; both short where
    /// there is no room.
    fn server_named(&self, server: ServerId, doing: &str, has_room: bool) -> String;
    /// A server for people who don't see it.
    fn server_label(
        &self,
        server: ServerId,
        state: ServerState,
        term: Term,
        entries: usize,
        commit_index: Index,
    ) -> String;
    /// A link for people who don't see it.
    fn link_label(&self, a: ServerId, b: ServerId, cut: LinkCut) -> String;
    /// A node's name in narrow places.
    fn node(&self, node: Node) -> String;
    /// The term, as a picture says it.
    fn term(&self, term: Term) -> String;
    /// What a state machine holds.
    fn store(&self, values: &[(&str, &str)]) -> String;
    /// Why an entry is where it is, as its server knows it; `None`: the server is down.
    fn commit_status(&self, status: Option<&CommitStatus>) -> String;
    /// What stands where the entries before this index were compacted, and why.
    fn compacted(&self, first_index: Index) -> (String, String);

    // Clients.

    /// What a client is busy with, in a few words; empty if it waits for nothing.
    fn client_doing(&self, client: &Client) -> String;
    /// A client for people who don't see it.
    fn client_label(&self, client: &Client) -> String;
    /// What a client asked for, and what it was told.
    fn client_request(&self, request: &ClientRequest) -> String;

    // The story.

    /// A caption, told twice.
    fn caption(&self, highlight: &Highlight) -> (String, String);
    /// What the reader is asked when an act of the story is over.
    fn invitation(&self) -> String;
    /// Something to try: in the words of the table, and what is done.
    fn choice(&self, choice: &Choice) -> (String, String);
    /// The name of a chapter.
    fn chapter(&self, chapter: Chapter) -> &'static str;
    /// What is waited for, told twice.
    fn waiting(&self, waiting: &Waiting) -> (String, String);
    /// What stands on the tag of what waits.
    fn waiting_tag(&self, waiting: &Waiting) -> TagWords;
    /// What stands on the tag of a candidate.
    fn votes_tag(&self, votes: Tally) -> TagWords;
    /// What stands on the tag of what waits where the lunch is faded out, if that is something
    /// else.
    fn tag_in_raft(&self, waiting: &Waiting) -> Option<TagWords>;

    // Why.

    /// A question with "why", told twice.
    fn why(&self, question: &Question) -> (String, String);
    /// An event that led to what is asked about, told twice; one half may be empty.
    fn why_link(&self, link: &Link) -> (String, String);
    /// The condition that held, with its numbers, told twice. `needs_own_term` is true if the
    /// run's rules ask for an entry of the leader's own term.
    fn why_condition(&self, chain: &Chain, needs_own_term: bool) -> Option<(String, String)>;
    /// What brings about what is waited for: on a button, and beside it.
    fn remedy(&self, remedy: &Remedy) -> (String, String);
    /// What is waited for comes by itself after this time.
    fn by_itself(&self, after: Micros) -> String;
    /// Where lines of the core are.
    fn code_place(&self, file: &str, line: u32) -> String;

    // Messages.

    /// The name of a kind of message.
    fn message_kind(&self, kind: MessageKind) -> &'static str;
    /// A message's name, and from whom to whom it goes.
    fn message_title(&self, from: Node, to: Node, content: &Content) -> String;
    /// A message of which only its sender is known.
    fn message_from(&self, from: Node) -> String;
    /// A message in flight for people who don't see it.
    fn message_label(&self, from: Node, to: Node, kind: MessageKind) -> String;
    /// What is written on a message in the cluster, in few letters.
    fn message_tag(&self, content: &Content) -> String;
    /// A message's fields, by the paper's names. Its candidateId and leaderId are the
    /// sender.
    fn fields(&self, from: Node, content: &Content) -> Vec<(&'static str, String)>;
    /// What became of a message.
    fn fate(&self, fate: Fate) -> &'static str;
    /// A message of the diagram, and how its way ends.
    fn arrow(&self, kind: MessageKind, from: Node, to: Node, end: WayEnd) -> String;
    /// The title of a message's menu in the diagram.
    fn arrow_title(&self, kind: MessageKind, sent: Micros) -> String;

    // Actions.

    /// What an action does, in a few words.
    fn action(&self, action: &Action) -> String;
    /// What an action is called in the menu of what it is done to.
    fn menu_item(&self, action: &Action) -> String;
    /// Why a server cannot take over the leadership: it does not run.
    fn cannot_take_over(&self, server: ServerId) -> String;
    /// The title of a server's menu.
    fn server_title(&self, server: ServerId) -> String;
    /// The title of a link's menu.
    fn link_title(&self, a: ServerId, b: ServerId) -> String;
    /// The title of a client's menu.
    fn client_title(&self) -> String;
    /// What a menu of the diagram offers.
    fn offer(&self, offer: Offer) -> String;
    /// An action of the run as a line of the diagram's list.
    fn action_row(&self, action: &Action, did_not_apply: bool) -> String;
    /// The title of an action's menu in the diagram.
    fn action_title(&self, at: Micros, action: &Action, did_not_apply: bool) -> String;
    /// Why an action was not carried out.
    fn refusal(&self, refusal: &Refusal) -> String;
    /// The same where the lunch is faded out.
    fn refusal_in_raft(&self, refusal: &Refusal) -> String;
    /// Said beside a refusal.
    fn nothing_changed(&self) -> String;
    /// What the page has to say to somebody who did something.
    fn notice(&self, notice: &Notice) -> String;
    /// The same where the lunch is faded out.
    fn notice_in_raft(&self, notice: &Notice) -> String;
    /// Why what was typed into a field can't be taken.
    fn mistyped(&self, mistyped: &Mistyped) -> String;
    /// Why a frame does not do what the page around it asks for.
    fn host_error(&self, error: &HostError) -> String;

    // Rules and properties.

    /// A protection's or an extension's name.
    fn switch_name(&self, switch: Switch) -> &'static str;
    /// What it is for, in a sentence or two, with where it is described.
    fn switch_purpose(&self, switch: Switch) -> &'static str;
    /// What it protects and who has shipped without it; `None` for an extension.
    fn switch_protects(&self, switch: Switch) -> Option<String>;
    /// Said while these protections are off; `None` while none is.
    fn weakened(&self, off: &[Switch]) -> Option<String>;
    /// A property's name; the paper's, where it has one.
    fn property_name(&self, property: Property) -> &'static str;
    /// What a property promises.
    fn property_promise(&self, property: Property) -> &'static str;
    /// What went wrong.
    fn violation(&self, violation: &Violation) -> String;

    // The run.

    /// Where the playhead is: after how many of how many events, when, in which term.
    fn playhead(&self, count: usize, len: usize, at: Micros, term: Term) -> String;
    /// After how many of how many events one is.
    fn event_of(&self, count: usize, len: usize) -> String;
    /// How the run compares with the one before a change, and whether the reader looks at
    /// its past; `None` if there is nothing to say.
    fn compared(&self, compared: Option<&Compared>, is_past: bool) -> Option<String>;
    /// The stretch of time that the diagram shows.
    fn stretch(&self, from: Micros, to: Micros) -> String;
    /// How to use the diagram.
    fn diagram_hint(&self) -> String;
    /// Said where too much happens to be drawn.
    fn diagram_is_cut_short(&self) -> String;
    /// What is pointed at in the diagram, and how much of what is shown led to it and
    /// follows from it.
    fn causes(&self, what: &str, past: usize, future: usize) -> String;
    /// A message that is pointed at: its arrow, and when it was sent.
    fn arrow_sent(&self, arrow: &str, sent: Micros) -> String;

    // Lessons.

    /// What came of an answer: the names of what was picked, and of what is right. Nothing is
    /// picked by somebody who didn't know.
    fn lesson_answer(&self, picked: &[String], right: &[String]) -> String;
    /// What came of an answer in which this many of so many fields were right; `None`: the
    /// reader didn't know.
    fn fields_answer(&self, right: Option<usize>, all: usize) -> String;
    /// A task was done with this many actions, and it can be done with so few.
    fn task_done(&self, actions: usize, best: usize) -> String;
    /// So many actions are taken for a task that allows so many.
    fn actions_taken(&self, actions: usize, most: usize) -> String;
    /// The run is back at the moment of that name.
    fn back_to(&self, mark: &str) -> String;
    /// The entry at that index of a server's log, as an option.
    fn entry_option(&self, server: ServerId, index: Index) -> String;
    /// This many of so many lessons are done.
    fn lessons_done(&self, done: usize, all: usize) -> String;
    /// The reader is at this card, from 1, of so many.
    fn card_of(&self, card: usize, cards: usize) -> String;
    /// What a family of practice questions asks.
    fn practice_family(&self, family: Family) -> &'static str;
    /// So many answers of a round were right, and so often the reader didn't know.
    fn practice_result(&self, right: usize, unknown: usize, count: usize) -> String;
    /// How often a belief was met and held.
    fn belief_standing(&self, belief: &BeliefRecord) -> String;
    /// How long a lesson takes.
    fn minutes(&self, minutes: u16) -> String;

    // Numbers.

    /// A moment in seconds.
    fn seconds(&self, at: Micros) -> String;
    /// A moment in milliseconds.
    fn milliseconds(&self, at: Micros) -> String;
    /// What the table calls a dish.
    fn dish_name<'d>(&self, dish: &'d str) -> &'d str;
    /// What an operation writes on a line of the notebook.
    fn dish(&self, operation: &Operation) -> String;

    // The page around.

    /// A step of this stride: "One event".
    fn one(&self, what: &str) -> String;
    /// A step forward of this stride.
    fn one_forward(&self, what: &str) -> String;
    /// A button `word` for one thing of several.
    fn button_of(&self, word: &str, what: &str) -> String;
    /// How many milliseconds a message travels.
    fn travel_time(&self, from: u64, until: u64) -> String;
    /// At most this many milliseconds.
    fn at_most(&self, ms: u64) -> String;
    /// So many of a hundred.
    fn percent(&self, share: u64) -> String;
    /// A moment of the run, in whole milliseconds.
    fn moment(&self, ms: u64) -> String;
    /// A sentence of the lunch for people who listen, with the server that it is about.
    fn heard(&self, server: Option<ServerId>, lunch: &str) -> String;
    /// How often something happened in a row.
    fn times(&self, times: u32) -> String;
    /// Who belongs to the cluster.
    fn members(&self, members: &str) -> String;
    /// What stands before the followers in a leader's row of the logs.
    fn copied_up_to(&self, leader: ServerId) -> String;

    /// Nothing that can be opened came from this address.
    fn nothing_came_from(&self, address: &str) -> String;
    /// What a leader knows of this server, and what it sends it next.
    fn progress_of(&self, server: ServerId, match_index: Index, next_index: Index) -> String;
    /// Up to where a server has applied its log.
    fn applied_through(&self, index: Index) -> String;
    /// How many copies there are of those that are needed.
    fn copies_of(&self, tally: Tally) -> String;
    /// A switch of the network.
    fn reaches(&self, from: ServerId, to: ServerId) -> String;
    /// These properties do not hold.
    fn violated(&self, properties: &str) -> String;
    /// The diagram of this stretch of time, for people who do not see it.
    fn diagram_label(&self, stretch: &str) -> String;
    /// Said after a crash of the page.
    fn running_seed(&self, seed: u64) -> String;
    /// What was said in English about a file or a link, or of what a scenario expects. What reads
    /// files speaks English; a language that has no words of its own for it passes them on.
    fn told_of_file(&self, english: &str) -> String {
        english.into()
    }
    /// Why there is no link, and what to do instead.
    fn too_long_a_link(&self, why: &str) -> String;
    /// The caption of the table of logs, without so many entries.
    fn logs_caption(&self, hidden: u64) -> String;
    /// All properties hold, but for those that are undecided.
    fn still_safe(&self, undecided: &str) -> String;
    /// How many of all checks hold.
    fn checks_hold(&self, holding: usize, all: usize) -> String;
    /// The run that is at hand: its size and its seed.
    fn servers_and_seed(&self, servers: u16, seed: u64) -> String;
    /// How patient the servers are in this run, and where to change that.
    fn timing(&self, timing: &Timing) -> String;
    /// What a protection is for, and where it was once missing.
    fn protects(&self, property: &str, shipped: &str) -> String;
    /// How long something plays.
    fn playing_time(&self, seconds: u64) -> String;
    /// How many of a script's expectations hold.
    fn expectations(&self, count: usize, failed: usize) -> String;
    /// The asker, for people who do not see them.
    fn asker_label(&self, waiting: &str) -> String;
}
