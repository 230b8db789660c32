//! The lines of the core that decided something: which functions, and cut from their files
//! while the page is built, so that what is read is what ran.

use serde::{Deserialize, Serialize};

use super::question::Question;
use super::waiting::Waiting;

/// A function of the core.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct CodePlace {
    /// The file, from the project's folder on.
    pub file: &'static str,
    /// The function's name.
    pub function: &'static str,
}

const fn at(file: &'static str, function: &'static str) -> CodePlace {
    CodePlace { file, function }
}

const COMMIT_STATUS: CodePlace = at("src/raft/commit.rs", "commit_status");
const ADVANCE: CodePlace = at("src/raft/commit.rs", "advance_commit_index");
const LEARN: CodePlace = at("src/raft/commit.rs", "learn_commit");
const APPEND: CodePlace = at("src/raft/leading.rs", "append");
const APPEND_ENTRIES: CodePlace = at("src/raft/following.rs", "append_entries");
const CHECK: CodePlace = at("src/raft/following.rs", "consistency_check");
const STORE: CodePlace = at("src/raft/following.rs", "store");
const COMPACT: CodePlace = at("src/raft/snapshot.rs", "compact");
const TAKE_SNAPSHOT: CodePlace = at("src/raft/snapshot.rs", "take_snapshot");
const STAND: CodePlace = at("src/raft/election.rs", "stand_for_election");
const TIMED_OUT: CodePlace = at("src/raft/election.rs", "election_timed_out");
const VOTE_VERDICT: CodePlace = at("src/raft/election.rs", "vote_verdict");
const COUNT_VOTE: CodePlace = at("src/raft/election.rs", "count_vote");
const BECOME_FOLLOWER: CodePlace = at("src/raft/server.rs", "become_follower");
const TALLY: CodePlace = at("src/raft/quorum.rs", "tally");
const TRANSFER: CodePlace = at("src/raft/transfer.rs", "transfer_leadership");
const OFFICE: CodePlace = at("src/raft/leading.rs", "office_verdict");
const READ: CodePlace = at("src/raft/reading.rs", "serve_reads");

impl CodePlace {
    /// All functions that an answer may show.
    pub const ALL: [CodePlace; 18] = [
        COMMIT_STATUS,
        ADVANCE,
        LEARN,
        APPEND,
        APPEND_ENTRIES,
        CHECK,
        STORE,
        COMPACT,
        TAKE_SNAPSHOT,
        STAND,
        TIMED_OUT,
        VOTE_VERDICT,
        COUNT_VOTE,
        BECOME_FOLLOWER,
        TALLY,
        TRANSFER,
        OFFICE,
        READ,
    ];
}

/// The functions that decided what is asked about; for what has not happened, those that
/// decide whether it does.
pub fn code_of(question: Option<Question>, waiting: Option<&Waiting>) -> &'static [CodePlace] {
    match (question, waiting) {
        (_, Some(waiting)) => code_of_waiting(waiting),
        (Some(question), None) => match question {
            Question::Committed(..) => &[COMMIT_STATUS, ADVANCE, LEARN],
            Question::Stored(..) => &[APPEND, STORE, COMMIT_STATUS],
            Question::Compacted(..) => &[COMPACT, TAKE_SNAPSHOT],
            Question::Removed(..) => &[CHECK, STORE],
            Question::Leads(_) => &[COUNT_VOTE, TALLY],
            Question::Stands(_) => &[TIMED_OUT, STAND],
            Question::Follows(_) => &[BECOME_FOLLOWER, APPEND_ENTRIES],
            Question::NobodyLeads => &[VOTE_VERDICT, COUNT_VOTE],
            Question::Answered(..) => &[ADVANCE, READ],
            Question::Unanswered(..) => &[OFFICE],
            // These were nobody's decision, or each message has its own.
            Question::IsDown(_) | Question::IsPaused(_) | Question::Message(_) => &[],
        },
        (None, None) => &[],
    }
}

fn code_of_waiting(waiting: &Waiting) -> &'static [CodePlace] {
    match waiting {
        Waiting::TooFewCopies { .. } | Waiting::EarlierTerm { .. } => &[COMMIT_STATUS, ADVANCE],
        Waiting::TooFewRun { .. } | Waiting::Unheard { .. } => &[TALLY],
        Waiting::NoLeader { .. } => &[VOTE_VERDICT, COUNT_VOTE],
        Waiting::Deposed { .. } => &[BECOME_FOLLOWER],
        Waiting::Transfer { .. } => &[TRANSFER],
        Waiting::RemovedStands { .. } => &[TIMED_OUT],
        Waiting::Answer { .. } => &[OFFICE],
    }
}

/// A function's lines, as the build cut them from their file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The file, from the project's folder on.
    pub file: String,
    /// The function's name.
    pub function: String,
    /// The number of its first line in the file.
    pub line: u32,
    /// The lines.
    pub text: String,
}

/// All excerpts, as one file that the page fetches when somebody wants to see the code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpts(pub Vec<Excerpt>);

impl Excerpts {
    /// Cuts every function from its file, which `read` reads; else says what is missing.
    pub fn cut(read: impl Fn(&str) -> Result<String, String>) -> Result<Excerpts, String> {
        let cut = |place: &CodePlace| {
            let source = read(place.file)?;
            let (line, text) = cut_function(&source, place.function).ok_or_else(|| {
                format!("{}: there is no `fn {}` here", place.file, place.function)
            })?;
            let (file, function) = (place.file.into(), place.function.into());
            Ok(Excerpt { file, function, line, text })
        };
        CodePlace::ALL.iter().map(cut).collect::<Result<_, String>>().map(Excerpts)
    }

    /// As bytes, for a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// From such a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Excerpts, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The function's lines.
    pub fn of(&self, place: &CodePlace) -> Option<&Excerpt> {
        self.0.iter().find(|it| it.file == place.file && it.function == place.function)
    }
}

/// Cuts a function out of a file, with the comments and attributes right above it: the number
/// of its first line, and its lines, as far to the left as they go.
pub fn cut_function(source: &str, function: &str) -> Option<(u32, String)> {
    let lines: Vec<&str> = source.lines().collect();
    let head = [format!("fn {function}("), format!("fn {function}<")];
    let is_head = |line: &&str| head.iter().any(|head| line.contains(head.as_str()));
    let at = lines.iter().position(is_head)?;
    let belongs = |line: &&&str| {
        let line = line.trim_start();
        line.starts_with("///") || line.starts_with("#[")
    };
    let from = at - lines[..at].iter().rev().take_while(belongs).count();
    let indent = lines[at].len() - lines[at].trim_start().len();
    let is_end = |line: &&str| line.len() == indent + 1 && line.trim_start() == "}";
    let to = at + lines[at..].iter().position(is_end)?;
    let text: Vec<&str> =
        lines[from..=to].iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
    Some((u32::try_from(from + 1).ok()?, text.join("\n")))
}
