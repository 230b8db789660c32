//! What is on the servers' disks when a scenario begins, and what of it they know to be
//! committed: the paper's figures 7 and 8 begin in the middle of things.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::command::{CommandError, KeyValueStore, Operation, Request, request_of};
use super::node::ClientId;
use super::scenario::Scenario;
use crate::raft::{Entry, Index, Payload, PersistentState, ServerId, Snapshot, Term};

/// Most entries at the start, in all logs together.
pub const MAX_START_ENTRIES: usize = 10_000;

/// Terms at the start stay below this, so that there is room for those to come.
pub const START_TERM_LIMIT: Term = 1 << 32;

/// Whose request stands in an entry of the start: nobody's. Its number is the entry's
/// index, so it never gets into the way of a client's session.
pub const NOBODY: ClientId = ClientId(0);

/// What is on one server's disk at the start. The default is a blank disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartState {
    /// Latest term the server has seen; below [`START_TERM_LIMIT`].
    pub current_term: Term,
    /// Who received its vote in that term.
    pub voted_for: Option<ServerId>,
    /// Its log, from index 1 on.
    pub log: Vec<StartEntry>,
    /// How much of the log's beginning its snapshot has replaced; 0: nothing.
    pub snapshot: Index,
    /// Up to where it knows the log to be committed, and has applied it. Never less than
    /// its snapshot.
    pub committed: Index,
}

/// One entry of a log at the start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StartEntry {
    /// The term of the leader that created it.
    pub term: Term,
    /// What a client wanted, as a person types it; `None`: a leader's no-op.
    pub command: Option<String>,
}

/// Why the servers cannot start like this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadStart {
    /// There are not as many states as servers.
    Count {
        /// How many states there are.
        states: usize,
        /// How many servers.
        servers: u16,
    },
    /// The logs have more entries than [`MAX_START_ENTRIES`].
    TooLong {
        /// How many they have together.
        entries: usize,
    },
    /// A term is not below [`START_TERM_LIMIT`].
    TermTooHigh {
        /// Whose.
        server: ServerId,
    },
    /// The term of an entry is 0, or lower than that of the entry before it.
    TermsDescend {
        /// In whose log.
        server: ServerId,
        /// Where.
        index: Index,
    },
    /// An entry is of a term that its server has not seen.
    EntryOfLaterTerm {
        /// In whose log.
        server: ServerId,
        /// Where.
        index: Index,
        /// The server's term.
        current_term: Term,
    },
    /// A vote for nobody who is there, or in term 0, in which nobody stands.
    Vote {
        /// Whose.
        server: ServerId,
    },
    /// The text of an entry is no command.
    Command {
        /// In whose log.
        server: ServerId,
        /// Where.
        index: Index,
        /// Why not.
        why: CommandError,
    },
    /// An entry asks for a value: that is in no log.
    Reads {
        /// In whose log.
        server: ServerId,
        /// Where.
        index: Index,
    },
    /// A snapshot, or what is committed, reaches beyond the log.
    BeyondLog {
        /// Whose.
        server: ServerId,
        /// How far it reaches.
        index: Index,
    },
    /// What is committed could still be lost: a majority would vote for a server that
    /// lacks it (paper §5.4.1).
    CouldBeLost {
        /// The first index that could be.
        index: Index,
        /// The server that could be elected.
        server: ServerId,
    },
    /// Something is committed that fewer than a majority hold.
    OnTooFew {
        /// Its index.
        index: Index,
    },
    /// Two logs have an entry of one term at one index, and differ there or before.
    NoMatch {
        /// The later of the two servers.
        server: ServerId,
        /// Where.
        index: Index,
        /// The term.
        term: Term,
    },
    /// There are entries of a term whose leader cannot have been elected, so somebody
    /// else still could be: no majority has voted, or gone on to a later term; or a vote
    /// went to somebody with too short a log.
    NoLeader {
        /// The term.
        term: Term,
    },
}

impl fmt::Display for BadStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadStart::Count { states, servers } => {
                write!(f, "There are {servers} servers, and {states} of them have a start.")
            }
            BadStart::TooLong { entries } => write!(
                f,
                "The logs have {entries} entries together. They can start with {MAX_START_ENTRIES}."
            ),
            BadStart::TermTooHigh { server } => {
                write!(f, "A term of {server} is not below {START_TERM_LIMIT}.")
            }
            BadStart::TermsDescend { server, index } => write!(
                f,
                "Entry {index} of {server} has an earlier term than the one before it, or term 0. Terms begin with 1 and never go back along a log."
            ),
            BadStart::EntryOfLaterTerm { server, index, current_term } => write!(
                f,
                "Entry {index} of {server} is of a later term than {current_term}, the server's own."
            ),
            BadStart::Vote { server } => write!(
                f,
                "{server} cannot have voted like that: votes go to servers of the cluster, in term 1 or later."
            ),
            BadStart::Command { server, index, why } => {
                write!(f, "Entry {index} of {server} holds no command. {why}")
            }
            BadStart::Reads { server, index } => {
                write!(
                    f,
                    "Entry {index} of {server} reads. Only what changes something is in a log."
                )
            }
            BadStart::BeyondLog { server, index } => write!(
                f,
                "The log of {server} doesn't reach index {index}. A snapshot and what is committed can't go further than the log."
            ),
            BadStart::CouldBeLost { index, server } => write!(
                f,
                "Entry {index} is committed, but {server} lacks it and could still win an election. A committed entry is on more than half of the servers, and no other log wins over theirs."
            ),
            BadStart::OnTooFew { index } => {
                write!(f, "Entry {index} is committed, but not on more than half of the servers.")
            }
            BadStart::NoMatch { server, index, term } => write!(
                f,
                "{server} has an entry {index} of term {term}, and so has another server; but they differ there or before. One leader made them, so they have to agree (Log Matching)."
            ),
            BadStart::NoLeader { term } => write!(
                f,
                "There are entries of term {term}, but nobody can have been elected in it. More than half of the servers have to be in a later term, or in term {term} with their vote given to its leader, whose log was as up-to-date as theirs."
            ),
        }
    }
}

impl StartEntry {
    /// The entry as it stands in the log at `index`.
    pub(super) fn entry(&self, index: Index) -> Entry {
        let operation = self.command.as_deref().and_then(|text| Operation::parse(text).ok());
        let payload = operation.map_or(Payload::Noop, |operation| {
            let (client, sequence) = (NOBODY, index);
            let request = Request { client, sequence, answered_below: sequence, operation };
            Payload::Command(request.encode())
        });
        Entry { term: self.term, payload }
    }
}

impl Scenario {
    /// What is on the disk of `server` at the start.
    pub(super) fn disk_of(&self, server: ServerId) -> PersistentState {
        let blank = PersistentState::bootstrap(self.configuration());
        let place = usize::from(server.0).checked_sub(1);
        let Some(state) = place.and_then(|place| self.start.get(place)) else {
            return blank;
        };
        let log = (1..).zip(&state.log).map(|(index, entry)| entry.entry(index));
        let StartState { current_term, voted_for, snapshot: last_index, .. } = *state;
        let mut log: Vec<Entry> = log.collect();
        let compacted = usize::try_from(last_index).unwrap_or(usize::MAX).min(log.len());
        let mut store = KeyValueStore::default();
        let covered: Vec<Entry> = log.drain(..compacted).collect();
        for (index, entry) in (1..).zip(&covered) {
            if let Some(request) = request_of(entry) {
                store.apply(&request, index, true);
            }
        }
        let snapshot = covered.last().map_or(blank.snapshot.clone(), |last| Snapshot {
            last_index,
            last_term: last.term,
            state: store.encode(),
            ..blank.snapshot.clone()
        });
        PersistentState { current_term, voted_for, log, snapshot }
    }

    /// What snapshots of the start have replaced: the entries from index 1 on, of which
    /// perhaps no log has one any more.
    pub fn compacted_at_start(&self) -> Vec<Entry> {
        let Some(state) = self.start.iter().max_by_key(|state| state.snapshot) else {
            return Vec::new();
        };
        let covered = usize::try_from(state.snapshot).unwrap_or(usize::MAX);
        let entries = (1..).zip(&state.log).take(covered);
        entries.map(|(index, entry)| entry.entry(index)).collect()
    }

    /// Up to where `server` knows its log to be committed at the start.
    pub(super) fn committed_at_start(&self, server: ServerId) -> Index {
        let place = usize::from(server.0).checked_sub(1);
        let state = place.and_then(|place| self.start.get(place));
        state.map_or(0, |state| state.committed.max(state.snapshot))
    }

    /// Whether the servers can start like this: alone, and beside each other.
    pub(super) fn validate_start(&self) -> Result<(), BadStart> {
        if self.start.is_empty() {
            return Ok(());
        }
        let (states, servers) = (self.start.len(), self.servers);
        if states != usize::from(servers) {
            return Err(BadStart::Count { states, servers });
        }
        let entries = self.start.iter().map(|state| state.log.len()).sum();
        if entries > MAX_START_ENTRIES {
            return Err(BadStart::TooLong { entries });
        }
        for (server, state) in self.server_ids().zip(&self.start) {
            state.validate(server, servers)?;
        }
        self.logs_match()?;
        self.terms_had_leaders()?;
        self.committed_stays()
    }

    /// What is committed is on a majority, and nobody can be elected who lacks it.
    fn committed_stays(&self) -> Result<(), BadStart> {
        let committed = |state: &&StartState| state.committed.max(state.snapshot);
        let Some(ahead) = self.start.iter().max_by_key(committed) else {
            return Ok(());
        };
        let end = usize::try_from(committed(&ahead)).unwrap_or(usize::MAX);
        let shared = |state: &StartState| {
            let pairs = state.log.iter().zip(&ahead.log[..end]);
            pairs.take_while(|(one, other)| one == other).count()
        };
        let majority = self.start.len() / 2 + 1;
        if self.start.iter().filter(|state| shared(state) == end).count() < majority {
            return Err(BadStart::OnTooFew { index: end as Index });
        }
        let newness =
            |state: &StartState| (state.log.last().map(|last| last.term), state.log.len());
        for (server, state) in self.server_ids().zip(&self.start) {
            let lacks = shared(state);
            let votes = self.start.iter().filter(|voter| newness(state) >= newness(voter));
            if lacks < end && votes.count() >= majority {
                return Err(BadStart::CouldBeLost { index: lacks as Index + 1, server });
            }
            // It has more than it may lose, and knows other entries to be committed.
            if lacks < usize::try_from(committed(&state)).unwrap_or(usize::MAX) {
                return Err(BadStart::CouldBeLost { index: lacks as Index + 1, server });
            }
        }
        Ok(())
    }

    /// Log Matching: one leader made all entries of a term, so equal terms at one index
    /// mean equal logs up to there (paper §5.3).
    fn logs_match(&self) -> Result<(), BadStart> {
        for (server, state) in self.server_ids().zip(&self.start) {
            for (place, entry) in state.log.iter().enumerate() {
                let term = entry.term;
                let has_term = |other: &&StartState| {
                    other.log.get(place).is_some_and(|entry| entry.term == term)
                };
                let first = self.start.iter().find(has_term).unwrap_or(state);
                // With the entry before: what is before that has been compared.
                let end = place.saturating_sub(1)..=place;
                if first.log[end.clone()] != state.log[end] {
                    let index = place as Index + 1;
                    return Err(BadStart::NoMatch { server, index, term });
                }
            }
        }
        Ok(())
    }

    /// Whoever made the entries of a term was elected in it. If that majority had not
    /// given its votes away, a second leader could be, and make other entries.
    fn terms_had_leaders(&self) -> Result<(), BadStart> {
        let mut terms = Vec::new();
        for entry in self.start.iter().flat_map(|state| &state.log) {
            if let Err(new) = terms.binary_search(&entry.term) {
                terms.insert(new, entry.term);
            }
        }
        for term in terms {
            let before = |state: &StartState| {
                let entries = state.log.iter().filter(|entry| entry.term < term);
                entries.fold((0, 0), |(_, count), entry| (entry.term, count + 1))
            };
            let elects = |(leader, own): (ServerId, &StartState)| {
                let spent = |state: &StartState| {
                    state.current_term > term
                        || state.current_term == term && state.voted_for == Some(leader)
                };
                let count = self.start.iter().filter(|state| spent(state)).count();
                // A leader's log only grows in its term, and nobody in whose log there is
                // more than in a candidate's votes for it (paper §5.4.1).
                let denies = |state: &StartState| {
                    state.current_term == term
                        && state.voted_for == Some(leader)
                        && before(state) > before(own)
                };
                let is_denied = own.current_term == term && self.start.iter().any(denies);
                // Whoever stood in a term voted for itself in it, before anyone else did.
                spent(own) && 2 * count > self.start.len() && !is_denied
            };
            if !self.server_ids().zip(&self.start).any(elects) {
                return Err(BadStart::NoLeader { term });
            }
        }
        Ok(())
    }
}

impl StartState {
    fn validate(&self, server: ServerId, servers: u16) -> Result<(), BadStart> {
        let current_term = self.current_term;
        if current_term >= START_TERM_LIMIT {
            return Err(BadStart::TermTooHigh { server });
        }
        let is_vote_fit =
            |voted_for: ServerId| current_term > 0 && (1..=servers).contains(&voted_for.0);
        if !self.voted_for.is_none_or(is_vote_fit) {
            return Err(BadStart::Vote { server });
        }
        let furthest = self.committed.max(self.snapshot);
        if furthest > self.log.len() as Index {
            return Err(BadStart::BeyondLog { server, index: furthest });
        }
        let mut before = 1;
        for (index, entry) in (1..).zip(&self.log) {
            if entry.term < before {
                return Err(BadStart::TermsDescend { server, index });
            }
            if entry.term > current_term {
                return Err(BadStart::EntryOfLaterTerm { server, index, current_term });
            }
            before = entry.term;
            match entry.command.as_deref().map(Operation::parse) {
                Some(Err(why)) => return Err(BadStart::Command { server, index, why }),
                Some(Ok(Operation::Get { .. })) => return Err(BadStart::Reads { server, index }),
                Some(Ok(Operation::Set { .. })) | None => {}
            }
        }
        Ok(())
    }
}
