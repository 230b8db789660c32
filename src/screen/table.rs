//! The logs as a table: exact, for reading and for people who do not see the
//! pictures.

use crate::cluster::{Cluster, Machine, ServerState};
use crate::raft::{CommitStatus, Entry, Index, Payload, ServerId, Term};
use crate::why::Question;
use crate::words::{Language, shorten};

/// How many of the last entries are shown.
const MOST_COLUMNS: Index = 24;

/// All logs, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct LogTable {
    /// The indices shown, up to the end of the longest log.
    pub columns: Vec<Index>,
    /// How many entries before them are not shown.
    pub hidden: Index,
    /// A row for each server.
    pub rows: Vec<LogRow>,
    /// Who belongs to the cluster, as its leader sees it.
    pub configuration: String,
}

/// One server's log and what it makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRow {
    /// Which server.
    pub server: ServerId,
    /// What it is, if that is worth a word.
    pub note: &'static str,
    /// Whether it leads.
    pub is_leader: bool,
    /// Its entries, one for each column; `None`: its log does not reach there.
    pub cells: Vec<Option<Cell>>,
    /// Its commit index; `None` while crashed.
    pub commit_index: Option<Index>,
    /// Its last applied index; `None` while crashed.
    pub last_applied: Option<Index>,
    /// Its key-value store, as text.
    pub store: String,
    /// A leader's view of the others: server, match_index, next_index.
    pub progress: Vec<(ServerId, Index, Index)>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its term.
    pub term: Term,
    /// What it says.
    pub text: String,
    /// How far it has come.
    pub state: CellState,
    /// Why it is where it is.
    pub why: String,
    /// What can be asked of it.
    pub question: Question,
    /// What it still waits for, in a word or two; empty if that is nothing, or not known here.
    pub tag: String,
}

/// How far an entry has come on one server.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum CellState {
    /// The server knows that it is committed.
    Committed,
    /// Stored, not known to be committed.
    Open,
    /// Not yet durable on this server's disk.
    Wet,
    /// Gone: a snapshot holds what it did (paper §7).
    Compacted,
}

impl LogTable {
    /// The logs of `cluster`.
    pub fn new(cluster: &Cluster, words: &dyn Language) -> LogTable {
        let longest = cluster.machines().iter().map(last_index).max().unwrap_or(0);
        let hidden = longest.saturating_sub(MOST_COLUMNS);
        let columns: Vec<_> = (hidden + 1..=longest).collect();
        let rows = cluster.machines().iter().map(|m| row(m, cluster, &columns, words)).collect();
        let configuration = words.configuration(cluster.configuration());
        LogTable { columns, hidden, rows, configuration }
    }
}

/// What an entry says. A configuration stands above the table in full.
pub(super) fn cell_text(entry: &Entry, words: &dyn Language) -> String {
    match entry.payload {
        Payload::Configuration(_) => shorten(&words.entry(entry), 22),
        Payload::Noop | Payload::Command(_) => words.entry(entry),
    }
}

fn last_index(machine: &Machine) -> Index {
    let (first_index, entries) = machine.log();
    first_index + entries.len() as Index - 1
}

fn row(machine: &Machine, cluster: &Cluster, columns: &[Index], words: &dyn Language) -> LogRow {
    let raft = machine.raft();
    let (first_index, log) = machine.log();
    let cell = |&index: &Index| {
        if index < first_index {
            let (text, why) = words.compacted(first_index);
            let text = if index + 1 == first_index { text } else { String::new() };
            let (state, tag) = (CellState::Compacted, String::new());
            let question = Question::Compacted(machine.id(), index);
            return Some(Cell { term: 0, text, state, why, question, tag });
        }
        let entry = log.get(usize::try_from(index.checked_sub(first_index)?).ok()?)?;
        let state = match raft {
            Some(raft) if index <= raft.commit_index() => CellState::Committed,
            Some(raft) if index > raft.durable_index() => CellState::Wet,
            _ => CellState::Open,
        };
        let status = raft.map(|raft| raft.commit_status(index));
        let why = words.commit_status(status.as_ref());
        let tag = match (state, &status) {
            (CellState::Wet, _) => words.chrome().logs.being_written.into(),
            (_, Some(CommitStatus::TooFewCopies { tally, .. })) => words.copies_of(*tally),
            _ => String::new(),
        };
        let question = match state {
            CellState::Committed => Question::Committed(machine.id(), index),
            _ => Question::Stored(machine.id(), index),
        };
        let text = cell_text(entry, words);
        Some(Cell { term: entry.term, text, state, why, question, tag })
    };
    let store: Vec<_> = machine.store().iter().collect();
    let state = cluster.state_of(machine);
    LogRow {
        server: machine.id(),
        note: match state {
            ServerState::Follower => "",
            other => words.server_state(other),
        },
        is_leader: machine.is_leader(),
        cells: columns.iter().map(cell).collect(),
        commit_index: raft.map(|raft| raft.commit_index()),
        last_applied: raft.map(|raft| raft.last_applied()),
        store: words.store(&store),
        progress: raft
            .and_then(|raft| raft.progress())
            .into_iter()
            .flatten()
            .map(|(&server, progress)| (server, progress.match_index, progress.next_index))
            .collect(),
    }
}
