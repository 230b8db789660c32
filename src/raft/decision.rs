//! Every choice the protocol makes, with its reason. An explanation on the page
//! is one of these values: computed by the core, never guessed afterwards.

use serde::{Deserialize, Serialize};

use super::types::{Entry, Index, ServerId, Term};

/// One choice of one server. Encoded: it only grows at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// Adopted a higher term from a message, and forgot the vote of the old one
    /// (paper §5.1).
    TermAdopted {
        /// The term before.
        from: Term,
        /// The term now.
        to: Term,
        /// Whose message carried it.
        because_of: ServerId,
    },
    /// Became a follower, having been something else (paper §5.1, §5.2).
    BecameFollower {
        /// The role given up.
        was: RoleName,
        /// Why.
        reason: StepDown,
    },
    /// Takes a server for this term's leader that it did not take for it before
    /// (paper §5.2).
    LeaderRecognised {
        /// The leader.
        leader: ServerId,
    },
    /// The election timeout passed without a leader: started an election and
    /// voted for itself (paper §5.2).
    BecameCandidate {
        /// The new term.
        term: Term,
    },
    /// Granted a vote (paper §5.2, §5.4.1).
    VoteGranted {
        /// The candidate.
        candidate: ServerId,
    },
    /// Denied a vote.
    VoteDenied {
        /// The candidate.
        candidate: ServerId,
        /// Why.
        reason: VoteDenial,
    },
    /// A candidate counted a vote.
    VoteCounted {
        /// Who gave it; the candidate itself, once its own vote is durable.
        voter: ServerId,
        /// All votes so far.
        votes: Vec<ServerId>,
        /// How many are needed.
        majority: u16,
    },
    /// Won the election (paper §5.2).
    BecameLeader {
        /// The votes that were counted.
        votes: Vec<ServerId>,
    },
    /// A leader appended an entry to its own log (paper §5.3).
    EntryAppended {
        /// Where it stands.
        index: Index,
        /// The entry.
        entry: Entry,
    },
    /// A proposal was refused: only a leader accepts one (paper §8).
    ProposalRefused {
        /// Whom this server believes to be the leader.
        leader: Option<ServerId>,
    },
    /// A follower's log agrees with the leader's up to `match_index`.
    AppendAccepted {
        /// The leader.
        leader: ServerId,
        /// `prev_log_index + entries.len()` of the request.
        match_index: Index,
        /// How many of the entries were new here.
        appended: u16,
    },
    /// A follower refused an AppendEntries.
    AppendRejected {
        /// The sender.
        leader: ServerId,
        /// Why.
        reason: AppendRejection,
    },
    /// A follower removed entries that conflict with the leader's (paper §5.3).
    Truncated {
        /// The first removed index.
        from: Index,
        /// What stood there.
        removed: Vec<Entry>,
    },
    /// A leader counted an acknowledgement.
    MatchAdvanced {
        /// The follower; the leader itself, for what its own disk holds.
        server: ServerId,
        /// How far it is known to have stored the leader's log.
        match_index: Index,
    },
    /// A leader backs `next_index` up after a failed consistency check (§5.3).
    NextIndexBackedUp {
        /// The follower.
        follower: ServerId,
        /// `next_index` before.
        from: Index,
        /// `next_index` now.
        to: Index,
    },
    /// An entry of the leader's own term is on a majority: it and all before it
    /// are committed (paper §5.3, §5.4.2).
    Committed {
        /// Commit index before.
        from: Index,
        /// Commit index now.
        to: Index,
        /// The servers that were counted.
        acknowledged_by: Vec<ServerId>,
    },
    /// A follower learned from `leader_commit` what is committed (paper §5.3).
    CommitLearned {
        /// Commit index before.
        from: Index,
        /// Commit index now.
        to: Index,
        /// Who told.
        leader: ServerId,
    },
    /// A reply was ignored.
    ReplyIgnored {
        /// The sender.
        from: ServerId,
        /// Why.
        reason: IgnoredReply,
    },
    /// A message was ignored that no correct server sends: the checks will have
    /// something to say.
    ImpossibleMessage {
        /// The sender.
        from: ServerId,
        /// What is impossible about it.
        reason: Impossible,
    },
}

/// A role, by name only.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RoleName {
    /// Passive: answers leaders and candidates.
    Follower,
    /// Stands for election.
    Candidate,
    /// Takes commands and replicates them.
    Leader,
}

/// Why a leader or candidate became a follower.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepDown {
    /// A message carried a higher term (paper §5.1).
    HigherTerm,
    /// Another server won this term's election (paper §5.2).
    LeaderOfThisTerm {
        /// The winner.
        leader: ServerId,
    },
}

/// Why a vote was denied.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VoteDenial {
    /// The request is of an earlier term (paper §5.1).
    StaleTerm,
    /// This term's vote is already given (paper §5.2).
    AlreadyVoted {
        /// To whom.
        voted_for: ServerId,
    },
    /// The candidate's log is less up-to-date than the voter's (paper §5.4.1).
    LogBehind {
        /// The voter's last (term, index).
        mine: (Term, Index),
        /// The candidate's last (term, index).
        theirs: (Term, Index),
    },
}

/// Why an AppendEntries was refused.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppendRejection {
    /// It is of an earlier term (paper §5.1).
    StaleTerm,
    /// The log ends before `prev_log_index` (paper §5.3).
    LogTooShort {
        /// The request's `prev_log_index`.
        prev_log_index: Index,
        /// The follower's last index.
        last_index: Index,
    },
    /// The entry at `prev_log_index` is of another term (paper §5.3).
    TermMismatch {
        /// The request's `prev_log_index`.
        prev_log_index: Index,
        /// The term the leader has there.
        theirs: Term,
        /// The term the follower has there.
        mine: Term,
    },
}

/// Why a reply was ignored.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IgnoredReply {
    /// It is of an earlier term (paper §5.1).
    StaleTerm,
    /// This server no longer stands for, or holds, the office it answers.
    RoleChanged,
    /// It tells about a state of affairs that is over (rule 15).
    Late,
    /// It comes from a server that has no vote here.
    NotAMember,
}

/// What no correct server sends.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Impossible {
    /// AppendEntries of a term in which the receiver itself leads: two leaders.
    TwoLeadersInOneTerm,
    /// Entries that would replace a committed one (rule 12).
    OverwritesCommitted {
        /// Where.
        index: Index,
    },
    /// An acknowledgement of entries that the leader does not have.
    AcknowledgesBeyondLog {
        /// Up to where.
        match_index: Index,
    },
}
