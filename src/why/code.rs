//! The lines of the core that decided something: which functions they are.

use CodePlace::*;

use super::question::Question;
use super::waiting::Waiting;
use crate::cluster::{Actor, Event, EventBody};
use crate::raft::{
    AppendRejection, Decision, IgnoredReply, Impossible, Payload, Request, RequestRefusal,
    ServerId, SnapshotNotNeeded, StepDown, Timer, VoteDenial,
};

/// A function of the core. The page knows it by its place in [`CodePlace::ALL`] alone.
#[allow(missing_docs, reason = "each is named as its function, and `ALL` says where that is")]
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum CodePlace {
    ChangeVerdict,
    HasCaughtUp,
    ConfigurationInForce,
    StepDownIfRemoved,
    StandingVerdict,
    CommitStatus,
    AdvanceCommitIndex,
    LearnCommit,
    ApplyCommitted,
    ChangedConfiguration,
    ElectionTimedOut,
    StandForElection,
    AskAgain,
    RequestVote,
    VoteVerdict,
    LogVerdict,
    MustIgnore,
    RequestVoteReply,
    CountRefusal,
    CountOwnVote,
    CountVote,
    BecomeLeader,
    AppendEntries,
    Follow,
    ConsistencyCheck,
    Store,
    TruncateFrom,
    Reject,
    OfficeVerdict,
    Propose,
    Append,
    HearReply,
    AppendEntriesReply,
    Acknowledged,
    CountOwnCopy,
    IgnoreReply,
    MinimumTimeoutPassed,
    ProtectsALeader,
    LeaderDeadline,
    TakeActive,
    ConfirmLease,
    EndLease,
    ConfigurationAppended,
    AskForPreVotes,
    PreVote,
    PreVoteVerdict,
    PreVoteReply,
    BackUp,
    Tally,
    ReadVerdict,
    TakeRead,
    ServeReads,
    ConfirmedBy,
    Receive,
    AdoptTerm,
    BecomeFollower,
    Refuse,
    CompactVerdict,
    Compact,
    InstallSnapshot,
    TakeSnapshot,
    VerifySnapshot,
    TransferVerdict,
    TransferLeadership,
    GoOnWithTransfer,
    AbortTransfer,
    TimeoutNow,
}

impl CodePlace {
    /// All functions that an answer may show, in order, each with its file and its name there.
    pub const ALL: [(CodePlace, &str, &str); 67] = [
        (ChangeVerdict, "src/raft/changing.rs", "change_verdict"),
        (HasCaughtUp, "src/raft/changing.rs", "has_caught_up"),
        (ConfigurationInForce, "src/raft/changing.rs", "configuration_in_force"),
        (StepDownIfRemoved, "src/raft/changing.rs", "step_down_if_removed"),
        (StandingVerdict, "src/raft/changing.rs", "standing_verdict"),
        (CommitStatus, "src/raft/commit.rs", "commit_status"),
        (AdvanceCommitIndex, "src/raft/commit.rs", "advance_commit_index"),
        (LearnCommit, "src/raft/commit.rs", "learn_commit"),
        (ApplyCommitted, "src/raft/commit.rs", "apply_committed"),
        (ChangedConfiguration, "src/raft/configuration.rs", "changed"),
        (ElectionTimedOut, "src/raft/election.rs", "election_timed_out"),
        (StandForElection, "src/raft/election.rs", "stand_for_election"),
        (AskAgain, "src/raft/election.rs", "ask_again"),
        (RequestVote, "src/raft/election.rs", "request_vote"),
        (VoteVerdict, "src/raft/election.rs", "vote_verdict"),
        (LogVerdict, "src/raft/election.rs", "log_verdict"),
        (MustIgnore, "src/raft/election.rs", "must_ignore"),
        (RequestVoteReply, "src/raft/election.rs", "request_vote_reply"),
        (CountRefusal, "src/raft/election.rs", "count_refusal"),
        (CountOwnVote, "src/raft/election.rs", "count_own_vote"),
        (CountVote, "src/raft/election.rs", "count_vote"),
        (BecomeLeader, "src/raft/election.rs", "become_leader"),
        (AppendEntries, "src/raft/following.rs", "append_entries"),
        (Follow, "src/raft/following.rs", "follow"),
        (ConsistencyCheck, "src/raft/following.rs", "consistency_check"),
        (Store, "src/raft/following.rs", "store"),
        (TruncateFrom, "src/raft/following.rs", "truncate_from"),
        (Reject, "src/raft/following.rs", "reject"),
        (OfficeVerdict, "src/raft/leading.rs", "office_verdict"),
        (Propose, "src/raft/leading.rs", "propose"),
        (Append, "src/raft/leading.rs", "append"),
        (HearReply, "src/raft/leading.rs", "hear_reply"),
        (AppendEntriesReply, "src/raft/leading.rs", "append_entries_reply"),
        (Acknowledged, "src/raft/leading.rs", "acknowledged"),
        (CountOwnCopy, "src/raft/leading.rs", "count_own_copy"),
        (IgnoreReply, "src/raft/leading.rs", "ignore_reply"),
        (MinimumTimeoutPassed, "src/raft/lease.rs", "minimum_timeout_passed"),
        (ProtectsALeader, "src/raft/lease.rs", "protects_a_leader"),
        (LeaderDeadline, "src/raft/lease.rs", "leader_deadline"),
        (TakeActive, "src/raft/lease.rs", "take_active"),
        (ConfirmLease, "src/raft/lease.rs", "confirm_lease"),
        (EndLease, "src/raft/lease.rs", "end_lease"),
        (ConfigurationAppended, "src/raft/membership.rs", "appended"),
        (AskForPreVotes, "src/raft/prevote.rs", "ask_for_pre_votes"),
        (PreVote, "src/raft/prevote.rs", "pre_vote"),
        (PreVoteVerdict, "src/raft/prevote.rs", "pre_vote_verdict"),
        (PreVoteReply, "src/raft/prevote.rs", "pre_vote_reply"),
        (BackUp, "src/raft/progress.rs", "rejected"),
        (Tally, "src/raft/quorum.rs", "tally"),
        (ReadVerdict, "src/raft/reading.rs", "read_verdict"),
        (TakeRead, "src/raft/reading.rs", "take_read"),
        (ServeReads, "src/raft/reading.rs", "serve_reads"),
        (ConfirmedBy, "src/raft/reading.rs", "confirmed_by"),
        (Receive, "src/raft/server.rs", "receive"),
        (AdoptTerm, "src/raft/server.rs", "adopt_term"),
        (BecomeFollower, "src/raft/server.rs", "become_follower"),
        (Refuse, "src/raft/server.rs", "refuse"),
        (CompactVerdict, "src/raft/snapshot.rs", "compact_verdict"),
        (Compact, "src/raft/snapshot.rs", "compact"),
        (InstallSnapshot, "src/raft/snapshot.rs", "install_snapshot"),
        (TakeSnapshot, "src/raft/snapshot.rs", "take_snapshot"),
        (VerifySnapshot, "src/raft/snapshot.rs", "verify"),
        (TransferVerdict, "src/raft/transfer.rs", "transfer_verdict"),
        (TransferLeadership, "src/raft/transfer.rs", "transfer_leadership"),
        (GoOnWithTransfer, "src/raft/transfer.rs", "go_on_with_transfer"),
        (AbortTransfer, "src/raft/transfer.rs", "abort_transfer"),
        (TimeoutNow, "src/raft/transfer.rs", "timeout_now"),
    ];
}

/// The functions that decided what is asked about; for what has not happened, those that
/// decide whether it does.
pub fn code_of(question: Option<Question>, waiting: Option<&Waiting>) -> &'static [CodePlace] {
    match (question, waiting) {
        (_, Some(waiting)) => code_of_waiting(waiting),
        (Some(question), None) => match question {
            Question::Committed(..) => &[CommitStatus, AdvanceCommitIndex, LearnCommit],
            Question::Stored(..) => &[Append, Store, CommitStatus],
            Question::Compacted(..) => &[Compact, TakeSnapshot],
            Question::Removed(..) => &[ConsistencyCheck, Store, TruncateFrom],
            Question::Leads(_) => &[CountVote, Tally],
            Question::Stands(_) => &[ElectionTimedOut, StandForElection],
            Question::Follows(_) => &[BecomeFollower, AppendEntries],
            Question::NobodyLeads => &[VoteVerdict, CountVote],
            Question::Answered(..) => &[AdvanceCommitIndex, ServeReads],
            Question::Unanswered(..) => &[OfficeVerdict],
            // These were nobody's decision, or what led to them has its own.
            Question::IsDown(_)
            | Question::IsPaused(_)
            | Question::Message(_)
            | Question::Happened(_) => &[],
        },
        (None, None) => &[],
    }
}

fn code_of_waiting(waiting: &Waiting) -> &'static [CodePlace] {
    match waiting {
        Waiting::TooFewCopies { .. } | Waiting::EarlierTerm { .. } => {
            &[CommitStatus, AdvanceCommitIndex]
        }
        Waiting::TooFewRun { .. } | Waiting::Unheard { .. } => &[Tally],
        Waiting::NoLeader { .. } => &[VoteVerdict, CountVote],
        Waiting::Deposed { .. } => &[BecomeFollower],
        Waiting::Transfer { .. } => &[TransferLeadership],
        Waiting::RemovedStands { .. } => &[ElectionTimedOut],
        Waiting::Answer { .. } => &[OfficeVerdict],
    }
}

/// The functions that decided an event; none for what no server decides.
pub fn code_of_event(event: &Event) -> &'static [CodePlace] {
    match (&event.body, event.id.actor) {
        (EventBody::Decided(decision), Actor::Server(server)) => code_of_decision(server, decision),
        (EventBody::TimerFired { timer: Timer::Election }, _) => &[ElectionTimedOut],
        (EventBody::Applied { .. }, _) => &[ApplyCommitted],
        _ => &[],
    }
}

/// The functions in which `server` took this decision: one of them says so.
pub fn code_of_decision(server: ServerId, decision: &Decision) -> &'static [CodePlace] {
    match decision {
        Decision::TermAdopted { .. } => &[Receive, AdoptTerm],
        Decision::BecameFollower { reason, .. } => match reason {
            StepDown::HigherTerm => &[AdoptTerm, BecomeFollower],
            StepDown::LeaderOfThisTerm { .. } => &[Follow, BecomeFollower],
            StepDown::Removed => &[StepDownIfRemoved, BecomeFollower],
            StepDown::NoQuorum { .. } => &[LeaderDeadline, BecomeFollower],
        },
        Decision::ReadDropped { .. } | Decision::TransferOver { .. } => &[BecomeFollower],
        Decision::LeaderRecognised { .. } => &[Follow],
        Decision::BecameCandidate { .. } => &[StandForElection],
        Decision::BecamePreCandidate { .. } => &[AskForPreVotes],
        Decision::StaysFollower { .. } => &[StandingVerdict, ElectionTimedOut],
        Decision::AskedAgain { .. } => &[AskAgain],
        Decision::VoteDenied {
            reason: VoteDenial::HeardFromLeader | VoteDenial::JustStarted,
            ..
        } => &[MustIgnore, ProtectsALeader, Receive],
        Decision::VoteGranted { .. }
        | Decision::VoteRepeated { .. }
        | Decision::VoteDenied { .. } => &[VoteVerdict, LogVerdict, RequestVote],
        Decision::PreVoteDenied {
            reason: VoteDenial::HeardFromLeader | VoteDenial::JustStarted,
            ..
        } => &[PreVoteVerdict, ProtectsALeader, PreVote],
        Decision::PreVoteGranted { .. } | Decision::PreVoteDenied { .. } => {
            &[PreVoteVerdict, LogVerdict, PreVote]
        }
        Decision::VoteCounted { voter, .. } if *voter == server => &[CountOwnVote, CountVote],
        Decision::VoteCounted { .. } | Decision::PreVoteCounted { .. } => &[CountVote, Tally],
        Decision::VoteRefused { .. } | Decision::PreVoteRefused { .. } => &[CountRefusal],
        Decision::BecameLeader { .. } => &[CountVote, Tally, BecomeLeader],
        Decision::EntryAppended { entry, .. } => match entry.payload {
            Payload::Command(_) => &[Propose, Append],
            Payload::Noop => &[BecomeLeader, Append],
            Payload::Configuration(_) => &[Append],
        },
        Decision::RequestRefused { request, reason } => code_of_refusal(request, reason),
        Decision::AppendAccepted { .. } => &[ConsistencyCheck, Store, AppendEntries],
        Decision::AppendRejected { reason, .. } => match reason {
            AppendRejection::StaleTerm | AppendRejection::KnowsNoMembers => {
                &[AppendEntries, Reject]
            }
            AppendRejection::LogTooShort { .. } | AppendRejection::TermMismatch { .. } => {
                &[ConsistencyCheck, AppendEntries, Reject]
            }
        },
        Decision::Truncated { .. } => &[Store, TruncateFrom],
        Decision::ConfigurationTakenBack { .. } => &[TruncateFrom],
        Decision::ConfigurationInForce { .. } => &[ConfigurationAppended, ConfigurationInForce],
        Decision::MatchAdvanced { server: of, .. } if *of == server => &[CountOwnCopy],
        Decision::MatchAdvanced { .. } => &[Acknowledged],
        Decision::NextIndexBackedUp { .. } => &[BackUp, AppendEntriesReply],
        Decision::Committed { .. } => &[CommitStatus, AdvanceCommitIndex],
        Decision::CommitLearned { .. } => &[LearnCommit],
        Decision::ReplyIgnored { reason, .. } => match reason {
            IgnoredReply::EarlierMembership => &[HearReply, IgnoreReply],
            IgnoredReply::Late => {
                &[HearReply, AppendEntriesReply, IgnoreReply, CountVote, CountRefusal]
            }
            IgnoredReply::StaleTerm | IgnoredReply::RoleChanged | IgnoredReply::NotAMember => {
                &[HearReply, IgnoreReply, RequestVoteReply, PreVoteReply]
            }
        },
        Decision::ImpossibleMessage { reason, .. } => match reason {
            Impossible::TwoLeadersInOneTerm => &[Follow],
            Impossible::OverwritesCommitted { .. } => &[Store, AppendEntries],
            Impossible::AcknowledgesBeyondLog { .. } => &[Acknowledged],
            Impossible::IndexOutOfReach { .. } | Impossible::SnapshotWithoutMembers { .. } => {
                &[VerifySnapshot, InstallSnapshot]
            }
        },
        Decision::Compacted { .. } => &[CompactVerdict, Compact],
        Decision::SnapshotIgnored { reason: SnapshotNotNeeded::StaleTerm, .. } => {
            &[InstallSnapshot]
        }
        Decision::SnapshotInstalled { .. } | Decision::SnapshotIgnored { .. } => &[TakeSnapshot],
        Decision::ReadTaken { .. } | Decision::ReadUnderLease { .. } => &[TakeRead],
        Decision::ReadConfirmed { .. } => &[ConfirmedBy, ServeReads],
        Decision::TransferBegun { .. } | Decision::TransferRedirected { .. } => {
            &[TransferVerdict, TransferLeadership]
        }
        Decision::TransferReady { .. } => &[GoOnWithTransfer],
        Decision::TransferAborted { .. } => &[AbortTransfer],
        Decision::TimeoutNowIgnored { .. } => &[StandingVerdict, TimeoutNow],
        Decision::QuorumHeard { .. } => &[TakeActive, LeaderDeadline],
        Decision::StoppedProtectingLeader => &[MinimumTimeoutPassed],
        Decision::LeaseHeld { .. } => &[ConfirmedBy, ConfirmLease],
        Decision::LeaseEnded { .. } => &[EndLease],
    }
}

fn code_of_refusal(request: &Request, reason: &RequestRefusal) -> &'static [CodePlace] {
    match (request, reason) {
        (Request::Propose, _) => &[OfficeVerdict, Propose, Refuse],
        (Request::Read(_), _) => &[ReadVerdict, TakeRead, Refuse],
        (Request::Compact { .. }, _) => &[CompactVerdict, Compact, Refuse],
        (_, RequestRefusal::NotLeader { .. } | RequestRefusal::TransferUnderWay { .. }) => {
            &[OfficeVerdict, Refuse]
        }
        (Request::TransferLeadership { .. }, _) => &[TransferVerdict, Refuse],
        (_, RequestRefusal::StillCatchingUp { .. }) => &[HasCaughtUp, Refuse],
        (
            _,
            RequestRefusal::ChangeUnderWay { .. }
            | RequestRefusal::NothingCommittedInThisTerm { .. },
        ) => &[ChangeVerdict, Refuse],
        (Request::ChangeMembership(_), _) => &[ChangedConfiguration, Refuse],
    }
}
