//! What servers say to each other (paper figure 2).
//!
//! The paper's `candidateId` and `leaderId` are the sender of the message: the
//! envelope names it, so no field here can disagree with it.

use serde::{Deserialize, Serialize};

use super::snapshot::Snapshot;
use super::types::{Entry, Index, Round, Term};

/// Every message of the protocol. Encoded: it only grows at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Message {
    /// A candidate asks for a vote.
    RequestVote(RequestVote),
    /// The answer to [`RequestVote`].
    RequestVoteReply(RequestVoteReply),
    /// A leader's entries; without entries, its heartbeat.
    AppendEntries(AppendEntries),
    /// The answer to [`AppendEntries`].
    AppendEntriesReply(AppendEntriesReply),
    /// A leader's snapshot, for a follower whose next entry is compacted away.
    InstallSnapshot(InstallSnapshot),
    /// The answer to [`InstallSnapshot`].
    InstallSnapshotReply(InstallSnapshotReply),
    /// A leader hands its office over: stand for election now.
    TimeoutNow(TimeoutNow),
    /// Would you vote for me, if I stood?
    PreVote(PreVote),
    /// The answer to [`PreVote`].
    PreVoteReply(PreVoteReply),
}

impl Message {
    /// The term that the message carries (paper §5.1): the sender's, or with PreVote
    /// the one it would have.
    pub fn term(&self) -> Term {
        match self {
            Message::RequestVote(m) => m.term,
            Message::RequestVoteReply(m) => m.term,
            Message::AppendEntries(m) => m.term,
            Message::AppendEntriesReply(m) => m.term,
            Message::InstallSnapshot(m) => m.term,
            Message::InstallSnapshotReply(m) => m.term,
            Message::TimeoutNow(m) => m.term,
            Message::PreVote(m) => m.term,
            Message::PreVoteReply(m) => m.term,
        }
    }

    /// Whether the receiver has to adopt a higher term from it (rule 1). A PreVote
    /// and its granted reply name a term that nobody has yet (thesis §9.6).
    pub fn claims_its_term(&self) -> bool {
        match self {
            Message::PreVote(_) => false,
            Message::PreVoteReply(reply) => !reply.vote_granted,
            _ => true,
        }
    }

    /// Whether it answers another message.
    pub fn is_reply(&self) -> bool {
        matches!(
            self,
            Message::RequestVoteReply(_)
                | Message::AppendEntriesReply(_)
                | Message::InstallSnapshotReply(_)
                | Message::PreVoteReply(_)
        )
    }
}

/// "Will you vote for me?" (paper §5.2, §5.4.1).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestVote {
    /// The candidate's term.
    pub term: Term,
    /// Index of the candidate's last log entry.
    pub last_log_index: Index,
    /// Term of the candidate's last log entry.
    pub last_log_term: Term,
    /// Whether the leader itself asked it to stand: then no lease protects that
    /// leader (thesis §4.2.3).
    pub leadership_transfer: bool,
}

/// The answer to [`RequestVote`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestVoteReply {
    /// The voter's term, for the candidate to update itself.
    pub term: Term,
    /// The term of the request. A voter that refuses one of an earlier term has said
    /// nothing yet about its own.
    pub request_term: Term,
    /// Whether the candidate received the vote.
    pub vote_granted: bool,
}

/// "Copy this after that" (paper §5.3); without entries, a heartbeat (§5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppendEntries {
    /// The leader's term.
    pub term: Term,
    /// Index of the entry right before the new ones.
    pub prev_log_index: Index,
    /// Term of the entry at `prev_log_index`.
    pub prev_log_term: Term,
    /// The entries to store, from `prev_log_index + 1` on.
    pub entries: Vec<Entry>,
    /// The leader's commit index: this is how followers learn what is final.
    pub leader_commit: Index,
    /// The leader's round; the reply names it again.
    pub round: Round,
}

/// The answer to [`AppendEntries`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppendEntriesReply {
    /// The follower's term, for the leader to update itself.
    pub term: Term,
    /// The round of the request.
    pub round: Round,
    /// The paper's `success`, with what the leader needs to go on.
    pub outcome: AppendOutcome,
}

/// What became of an [`AppendEntries`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppendOutcome {
    /// Stored: the follower's log agrees with the leader's up to here. It is
    /// `prev_log_index + entries.len()` of the request, never the follower's own
    /// last index, which may be an unverified leftover.
    Success {
        /// The last index that the request has verified.
        match_index: Index,
    },
    /// The consistency check failed: no entry at `prev_log_index` with
    /// `prev_log_term` (paper §5.3).
    Mismatch {
        /// The request's own `prev_log_index`, so that a late rejection is known
        /// as late.
        prev_log_index: Index,
        /// Where the leader may back up to at once.
        hint: ConflictHint,
    },
    /// The request was of an earlier term; nothing was looked at (paper §5.1).
    StaleTerm,
}

/// How far a leader may back `next_index` up in one step (paper, end of §5.3).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictHint {
    /// The term of the follower's conflicting entry; `None` when its log simply
    /// ends earlier.
    pub term: Option<Term>,
    /// The first index the follower holds of that term; when its log is too
    /// short, the index after its end. 0 from a blank disk: it lacks even the
    /// configuration that stands before the first entry.
    pub first_index: Index,
}

/// "Start from this" (paper §7, figure 13). The whole snapshot is one message here;
/// real systems send it in pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallSnapshot {
    /// The leader's term.
    pub term: Term,
    /// What the log's beginning has become.
    pub snapshot: Snapshot,
    /// The leader's round; the reply names it again.
    pub round: Round,
}

/// The answer to [`InstallSnapshot`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallSnapshotReply {
    /// The follower's term, for the leader to update itself.
    pub term: Term,
    /// The round of the request.
    pub round: Round,
    /// Up to where the follower now has what the leader has; `None` if the request
    /// was of an earlier term.
    pub match_index: Option<Index>,
}

/// "Stand for election now" (thesis §3.10).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeoutNow {
    /// The leader's term.
    pub term: Term,
}

/// "Would you vote for me?" (thesis §9.6). It changes nothing at the receiver.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreVote {
    /// The term in which the sender would stand.
    pub term: Term,
    /// Index of its last log entry.
    pub last_log_index: Index,
    /// Term of its last log entry.
    pub last_log_term: Term,
}

/// The answer to [`PreVote`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreVoteReply {
    /// Granted: the term asked about. Denied: the voter's own, so that a lagging
    /// sender learns of it (rule 23).
    pub term: Term,
    /// Whether the sender would receive the vote.
    pub vote_granted: bool,
}
