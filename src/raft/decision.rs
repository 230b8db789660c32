//! Every choice the protocol makes, with its reason. An explanation on the page
//! is one of these values: computed by the core, never guessed afterwards.

use serde::{Deserialize, Serialize};

use super::configuration::Configuration;
use super::quorum::Tally;
use super::request::{Request, RequestRefusal};
use super::types::{Entry, Index, ReadId, Round, ServerId, Term};

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
    /// Started an election and voted for itself: the election timeout passed without a
    /// leader (paper §5.2), or its leader told it to stand (thesis §3.10).
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
        /// How they stand against what is needed.
        tally: Tally,
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
    /// Something asked from outside was refused.
    RequestRefused {
        /// What was asked.
        request: Request,
        /// Why not.
        reason: RequestRefusal,
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
    /// The election timeout passed: asks who would vote for it before it stands
    /// (thesis §9.6).
    BecamePreCandidate {
        /// The term in which it would stand.
        term: Term,
    },
    /// Would vote for a server (thesis §9.6). It is no vote yet.
    PreVoteGranted {
        /// The server that asks.
        candidate: ServerId,
    },
    /// Would not vote for a server.
    PreVoteDenied {
        /// The server that asks.
        candidate: ServerId,
        /// Why not.
        reason: VoteDenial,
    },
    /// A pre-candidate counted a promise.
    PreVoteCounted {
        /// Who gave it.
        voter: ServerId,
        /// All so far.
        votes: Vec<ServerId>,
        /// How they stand against what is needed.
        tally: Tally,
    },
    /// Another configuration is in force here: its entry is in the log
    /// (thesis §4.1; rule 20).
    ConfigurationInForce {
        /// Where it stands.
        index: Index,
        /// The configuration.
        configuration: Configuration,
    },
    /// The entry of a configuration was removed: the one before is in force again.
    ConfigurationTakenBack {
        /// Where the one in force now stands.
        index: Index,
        /// The configuration in force now.
        configuration: Configuration,
    },
    /// A snapshot took the place of the log's beginning (paper §7).
    Compacted {
        /// The last index that went.
        through: Index,
    },
    /// A leader's snapshot took the place of the whole log (paper §7).
    SnapshotInstalled {
        /// Its last index.
        last_index: Index,
        /// The term of its last index.
        last_term: Term,
        /// Last index of the log that it replaced.
        replaced: Index,
    },
    /// A leader's snapshot was not taken.
    SnapshotIgnored {
        /// Its last index.
        last_index: Index,
        /// Why.
        reason: SnapshotNotNeeded,
    },
    /// A leader took on a read. Unless a lease covers it, or the rule is off, it asks
    /// everyone whether it still leads (thesis §6.4).
    ReadTaken {
        /// The read.
        read: ReadId,
        /// What has to be applied before it is answered.
        read_index: Index,
    },
    /// A quorum has confirmed the leader since the read arrived (thesis §6.4).
    ReadConfirmed {
        /// The read.
        read: ReadId,
        /// Who.
        acknowledged_by: Vec<ServerId>,
    },
    /// A leader began to hand over; it takes nothing on meanwhile (thesis §3.10).
    TransferBegun {
        /// To whom.
        to: ServerId,
    },
    /// The one that was to take over has the whole log: it is told to stand.
    TransferReady {
        /// To whom.
        to: ServerId,
    },
    /// The transfer took too long, or its receiver left: the leader goes on, unless
    /// CheckQuorum finds that it should not.
    TransferAborted {
        /// To whom.
        to: ServerId,
    },
    /// A leader looked whether it still reaches a quorum, and it does
    /// (thesis §6.2).
    QuorumHeard {
        /// Who has answered since it last looked, itself included.
        active: Vec<ServerId>,
    },
    /// The election timeout passed, but this server may not stand: it waits to be
    /// told (thesis §4.2.1, §4.2.2).
    StaysFollower {
        /// Why it may not.
        reason: NotStanding,
    },
    /// A leader's request to stand at once was ignored.
    TimeoutNowIgnored {
        /// The sender.
        from: ServerId,
        /// Why.
        reason: NotStanding,
    },
    /// A candidate heard that a voter refuses (paper §5.2).
    VoteRefused {
        /// The voter.
        voter: ServerId,
        /// All that have refused so far.
        refused_by: Vec<ServerId>,
    },
    /// A pre-candidate heard that a voter would refuse (thesis §9.6).
    PreVoteRefused {
        /// The voter.
        voter: ServerId,
        /// All that have refused so far.
        refused_by: Vec<ServerId>,
    },
    /// Voters that have not answered, or would not vote as yet, are asked again in the
    /// same term (paper §5.1).
    AskedAgain {
        /// Who.
        voters: Vec<ServerId>,
    },
    /// The shortest election timeout has passed since this server heard from a
    /// leader, or started: it listens to candidates again (thesis §4.2.3).
    StoppedProtectingLeader,
    /// A second request for a transfer takes the place of the first
    /// (thesis §3.10).
    TransferRedirected {
        /// The server that was to take over.
        from: ServerId,
        /// The server that is to take over now.
        to: ServerId,
    },
    /// A quorum has answered the round with which a lease began: until it ends,
    /// reads need no round of their own (thesis §6.4.1).
    LeaseHeld {
        /// The round.
        round: Round,
        /// The servers that have answered it, the leader included.
        acknowledged_by: Vec<ServerId>,
    },
    /// A leader's lease is over (thesis §6.4.1).
    LeaseEnded {
        /// The round with which it began.
        round: Round,
    },
    /// A leader answers a read without asking anyone: its lease covers it
    /// (thesis §6.4.1).
    ReadUnderLease {
        /// The read.
        read: ReadId,
        /// The round with which the lease began.
        round: Round,
    },
    /// The candidate asked again and has this term's vote already: it is told so again.
    /// Nothing is written, and the election timer goes on (paper §5.2; rule 6).
    VoteRepeated {
        /// The candidate.
        candidate: ServerId,
    },
    /// A leader that steps down drops a read that it has taken on: it can no longer
    /// show that it leads (thesis §6.4). The client asks another server
    /// (thesis §6.2).
    ReadDropped {
        /// The read.
        read: ReadId,
    },
    /// A leader steps down while it hands over. Who leads next, the election decides
    /// (thesis §3.10).
    TransferOver {
        /// To whom.
        to: ServerId,
    },
}

/// Why a server does not stand for election.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotStanding {
    /// A learner has no vote, so it cannot win one (thesis §4.2.1).
    Learner,
    /// The configuration leaves it out (thesis §4.2.2).
    NotAMember,
    /// Its disk is blank: it has not heard yet of the cluster that it joins.
    KnowsNoMembers,
    /// It leads already.
    LeadsAlready,
    /// The request is of an earlier term (paper §5.1).
    StaleTerm,
}

/// Why a snapshot was not taken.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SnapshotNotNeeded {
    /// All of it is committed here already (rule 24).
    CommittedAlready,
    /// The log holds its last entry: what it covers is committed, and what follows
    /// stays (paper figure 13; rule 24).
    LogMatches,
    /// It is of an earlier term (paper §5.1).
    StaleTerm,
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
    /// Asks whether it would win an election (thesis §9.6).
    PreCandidate,
}

/// Why a leader or candidate became a follower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepDown {
    /// A message carried a higher term (paper §5.1).
    HigherTerm,
    /// Another server won this term's election (paper §5.2).
    LeaderOfThisTerm {
        /// The winner.
        leader: ServerId,
    },
    /// The configuration without it is committed (thesis §4.2.2; rule 21).
    Removed,
    /// It no longer hears from a quorum (thesis §6.2).
    NoQuorum {
        /// Who has answered since it last looked, itself included.
        active: Vec<ServerId>,
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
    /// The voter leads, or heard from a leader just now: the request is ignored,
    /// its term too (thesis §4.2.3; rule 22).
    HeardFromLeader,
    /// A PreVote asks about a term that has begun here already: the voter's own. It
    /// may have voted in it, so it can promise nothing (thesis §9.6).
    TermHasBegun,
    /// The voter has just started. Before that it may have promised a leader to listen to
    /// nobody else for a while, and a lease relies on it (thesis §6.4.1).
    JustStarted,
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
    /// The follower's disk is blank. Before any entry it has to learn with which
    /// members the cluster began: from a snapshot (rule 24).
    KnowsNoMembers,
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
    /// It comes from a server that has no part here.
    NotAMember,
    /// Its request was sent before the server was removed and added again
    /// (rule 16).
    EarlierMembership,
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
    /// An index that no log will ever reach.
    IndexOutOfReach {
        /// Which.
        index: Index,
    },
    /// A snapshot that does not say who belongs to the cluster (rule 24).
    SnapshotWithoutMembers {
        /// Its last index.
        last_index: Index,
    },
}
