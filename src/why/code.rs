//! The lines of the core that decided something: which functions they are.

use super::question::Question;
use super::waiting::Waiting;
use crate::cluster::{Actor, Event, EventBody};
use crate::raft::{
    AppendRejection, Decision, IgnoredReply, Impossible, Payload, Request, RequestRefusal,
    ServerId, StepDown, Timer, VoteDenial,
};

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

const CHANGE_VERDICT: CodePlace = at("src/raft/changing.rs", "change_verdict");
const HAS_CAUGHT_UP: CodePlace = at("src/raft/changing.rs", "has_caught_up");
const CONFIGURATION_IN_FORCE: CodePlace = at("src/raft/changing.rs", "configuration_in_force");
const STEP_DOWN_IF_REMOVED: CodePlace = at("src/raft/changing.rs", "step_down_if_removed");
const STANDING_VERDICT: CodePlace = at("src/raft/changing.rs", "standing_verdict");
const COMMIT_STATUS: CodePlace = at("src/raft/commit.rs", "commit_status");
const ADVANCE_COMMIT_INDEX: CodePlace = at("src/raft/commit.rs", "advance_commit_index");
const LEARN_COMMIT: CodePlace = at("src/raft/commit.rs", "learn_commit");
const APPLY_COMMITTED: CodePlace = at("src/raft/commit.rs", "apply_committed");
const CHANGED_CONFIGURATION: CodePlace = at("src/raft/configuration.rs", "changed");
const ELECTION_TIMED_OUT: CodePlace = at("src/raft/election.rs", "election_timed_out");
const STAND_FOR_ELECTION: CodePlace = at("src/raft/election.rs", "stand_for_election");
const ASK_AGAIN: CodePlace = at("src/raft/election.rs", "ask_again");
const REQUEST_VOTE: CodePlace = at("src/raft/election.rs", "request_vote");
const VOTE_VERDICT: CodePlace = at("src/raft/election.rs", "vote_verdict");
const LOG_VERDICT: CodePlace = at("src/raft/election.rs", "log_verdict");
const MUST_IGNORE: CodePlace = at("src/raft/election.rs", "must_ignore");
const REQUEST_VOTE_REPLY: CodePlace = at("src/raft/election.rs", "request_vote_reply");
const COUNT_REFUSAL: CodePlace = at("src/raft/election.rs", "count_refusal");
const COUNT_OWN_VOTE: CodePlace = at("src/raft/election.rs", "count_own_vote");
const COUNT_VOTE: CodePlace = at("src/raft/election.rs", "count_vote");
const BECOME_LEADER: CodePlace = at("src/raft/election.rs", "become_leader");
const APPEND_ENTRIES: CodePlace = at("src/raft/following.rs", "append_entries");
const FOLLOW: CodePlace = at("src/raft/following.rs", "follow");
const CONSISTENCY_CHECK: CodePlace = at("src/raft/following.rs", "consistency_check");
const STORE: CodePlace = at("src/raft/following.rs", "store");
const TRUNCATE_FROM: CodePlace = at("src/raft/following.rs", "truncate_from");
const REJECT: CodePlace = at("src/raft/following.rs", "reject");
const OFFICE_VERDICT: CodePlace = at("src/raft/leading.rs", "office_verdict");
const PROPOSE: CodePlace = at("src/raft/leading.rs", "propose");
const APPEND: CodePlace = at("src/raft/leading.rs", "append");
const HEAR_REPLY: CodePlace = at("src/raft/leading.rs", "hear_reply");
const APPEND_ENTRIES_REPLY: CodePlace = at("src/raft/leading.rs", "append_entries_reply");
const ACKNOWLEDGED: CodePlace = at("src/raft/leading.rs", "acknowledged");
const COUNT_OWN_COPY: CodePlace = at("src/raft/leading.rs", "count_own_copy");
const IGNORE_REPLY: CodePlace = at("src/raft/leading.rs", "ignore_reply");
const LEASE_RAN_OUT: CodePlace = at("src/raft/lease.rs", "lease_ran_out");
const LEADER_DEADLINE: CodePlace = at("src/raft/lease.rs", "leader_deadline");
const TAKE_ACTIVE: CodePlace = at("src/raft/lease.rs", "take_active");
const CONFIRM_LEASE: CodePlace = at("src/raft/lease.rs", "confirm_lease");
const END_LEASE: CodePlace = at("src/raft/lease.rs", "end_lease");
const CONFIGURATION_APPENDED: CodePlace = at("src/raft/membership.rs", "appended");
const ASK_FOR_PRE_VOTES: CodePlace = at("src/raft/prevote.rs", "ask_for_pre_votes");
const PRE_VOTE: CodePlace = at("src/raft/prevote.rs", "pre_vote");
const PRE_VOTE_VERDICT: CodePlace = at("src/raft/prevote.rs", "pre_vote_verdict");
const PRE_VOTE_REPLY: CodePlace = at("src/raft/prevote.rs", "pre_vote_reply");
const BACK_UP: CodePlace = at("src/raft/progress.rs", "rejected");
const TALLY: CodePlace = at("src/raft/quorum.rs", "tally");
const READ_VERDICT: CodePlace = at("src/raft/reading.rs", "read_verdict");
const TAKE_READ: CodePlace = at("src/raft/reading.rs", "take_read");
const SERVE_READS: CodePlace = at("src/raft/reading.rs", "serve_reads");
const CONFIRMED_BY: CodePlace = at("src/raft/reading.rs", "confirmed_by");
const RECEIVE: CodePlace = at("src/raft/server.rs", "receive");
const ADOPT_TERM: CodePlace = at("src/raft/server.rs", "adopt_term");
const BECOME_FOLLOWER: CodePlace = at("src/raft/server.rs", "become_follower");
const REFUSE: CodePlace = at("src/raft/server.rs", "refuse");
const COMPACT_VERDICT: CodePlace = at("src/raft/snapshot.rs", "compact_verdict");
const COMPACT: CodePlace = at("src/raft/snapshot.rs", "compact");
const INSTALL_SNAPSHOT: CodePlace = at("src/raft/snapshot.rs", "install_snapshot");
const TAKE_SNAPSHOT: CodePlace = at("src/raft/snapshot.rs", "take_snapshot");
const VERIFY_SNAPSHOT: CodePlace = at("src/raft/snapshot.rs", "verify");
const TRANSFER_VERDICT: CodePlace = at("src/raft/transfer.rs", "transfer_verdict");
const TRANSFER_LEADERSHIP: CodePlace = at("src/raft/transfer.rs", "transfer_leadership");
const GO_ON_WITH_TRANSFER: CodePlace = at("src/raft/transfer.rs", "go_on_with_transfer");
const ABORT_TRANSFER: CodePlace = at("src/raft/transfer.rs", "abort_transfer");
const TIMEOUT_NOW: CodePlace = at("src/raft/transfer.rs", "timeout_now");

impl CodePlace {
    /// All functions that an answer may show.
    pub const ALL: [CodePlace; 66] = [
        CHANGE_VERDICT,
        HAS_CAUGHT_UP,
        CONFIGURATION_IN_FORCE,
        STEP_DOWN_IF_REMOVED,
        STANDING_VERDICT,
        COMMIT_STATUS,
        ADVANCE_COMMIT_INDEX,
        LEARN_COMMIT,
        APPLY_COMMITTED,
        CHANGED_CONFIGURATION,
        ELECTION_TIMED_OUT,
        STAND_FOR_ELECTION,
        ASK_AGAIN,
        REQUEST_VOTE,
        VOTE_VERDICT,
        LOG_VERDICT,
        MUST_IGNORE,
        REQUEST_VOTE_REPLY,
        COUNT_REFUSAL,
        COUNT_OWN_VOTE,
        COUNT_VOTE,
        BECOME_LEADER,
        APPEND_ENTRIES,
        FOLLOW,
        CONSISTENCY_CHECK,
        STORE,
        TRUNCATE_FROM,
        REJECT,
        OFFICE_VERDICT,
        PROPOSE,
        APPEND,
        HEAR_REPLY,
        APPEND_ENTRIES_REPLY,
        ACKNOWLEDGED,
        COUNT_OWN_COPY,
        IGNORE_REPLY,
        LEASE_RAN_OUT,
        LEADER_DEADLINE,
        TAKE_ACTIVE,
        CONFIRM_LEASE,
        END_LEASE,
        CONFIGURATION_APPENDED,
        ASK_FOR_PRE_VOTES,
        PRE_VOTE,
        PRE_VOTE_VERDICT,
        PRE_VOTE_REPLY,
        BACK_UP,
        TALLY,
        READ_VERDICT,
        TAKE_READ,
        SERVE_READS,
        CONFIRMED_BY,
        RECEIVE,
        ADOPT_TERM,
        BECOME_FOLLOWER,
        REFUSE,
        COMPACT_VERDICT,
        COMPACT,
        INSTALL_SNAPSHOT,
        TAKE_SNAPSHOT,
        VERIFY_SNAPSHOT,
        TRANSFER_VERDICT,
        TRANSFER_LEADERSHIP,
        GO_ON_WITH_TRANSFER,
        ABORT_TRANSFER,
        TIMEOUT_NOW,
    ];
}

/// The functions that decided what is asked about; for what has not happened, those that
/// decide whether it does.
pub fn code_of(question: Option<Question>, waiting: Option<&Waiting>) -> &'static [CodePlace] {
    match (question, waiting) {
        (_, Some(waiting)) => code_of_waiting(waiting),
        (Some(question), None) => match question {
            Question::Committed(..) => &[COMMIT_STATUS, ADVANCE_COMMIT_INDEX, LEARN_COMMIT],
            Question::Stored(..) => &[APPEND, STORE, COMMIT_STATUS],
            Question::Compacted(..) => &[COMPACT, TAKE_SNAPSHOT],
            Question::Removed(..) => &[CONSISTENCY_CHECK, STORE, TRUNCATE_FROM],
            Question::Leads(_) => &[COUNT_VOTE, TALLY],
            Question::Stands(_) => &[ELECTION_TIMED_OUT, STAND_FOR_ELECTION],
            Question::Follows(_) => &[BECOME_FOLLOWER, APPEND_ENTRIES],
            Question::NobodyLeads => &[VOTE_VERDICT, COUNT_VOTE],
            Question::Answered(..) => &[ADVANCE_COMMIT_INDEX, SERVE_READS],
            Question::Unanswered(..) => &[OFFICE_VERDICT],
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
            &[COMMIT_STATUS, ADVANCE_COMMIT_INDEX]
        }
        Waiting::TooFewRun { .. } | Waiting::Unheard { .. } => &[TALLY],
        Waiting::NoLeader { .. } => &[VOTE_VERDICT, COUNT_VOTE],
        Waiting::Deposed { .. } => &[BECOME_FOLLOWER],
        Waiting::Transfer { .. } => &[TRANSFER_LEADERSHIP],
        Waiting::RemovedStands { .. } => &[ELECTION_TIMED_OUT],
        Waiting::Answer { .. } => &[OFFICE_VERDICT],
    }
}

/// The functions that decided an event; none for what no server decides.
pub fn code_of_event(event: &Event) -> &'static [CodePlace] {
    match (&event.body, event.id.actor) {
        (EventBody::Decided(decision), Actor::Server(server)) => code_of_decision(server, decision),
        (EventBody::TimerFired { timer: Timer::Election }, _) => &[ELECTION_TIMED_OUT],
        (EventBody::Applied { .. }, _) => &[APPLY_COMMITTED],
        _ => &[],
    }
}

/// The functions in which `server` took this decision: one of them says so.
pub fn code_of_decision(server: ServerId, decision: &Decision) -> &'static [CodePlace] {
    match decision {
        Decision::TermAdopted { .. } => &[RECEIVE, ADOPT_TERM],
        Decision::BecameFollower { reason, .. } => match reason {
            StepDown::HigherTerm => &[ADOPT_TERM, BECOME_FOLLOWER],
            StepDown::LeaderOfThisTerm { .. } => &[FOLLOW, BECOME_FOLLOWER],
            StepDown::Removed => &[STEP_DOWN_IF_REMOVED, BECOME_FOLLOWER],
            StepDown::NoQuorum { .. } => &[LEADER_DEADLINE, BECOME_FOLLOWER],
        },
        Decision::LeaderRecognised { .. } => &[FOLLOW],
        Decision::BecameCandidate { .. } => &[STAND_FOR_ELECTION],
        Decision::BecamePreCandidate { .. } => &[ASK_FOR_PRE_VOTES],
        Decision::StaysFollower { .. } => &[STANDING_VERDICT, ELECTION_TIMED_OUT],
        Decision::AskedAgain { .. } => &[ASK_AGAIN],
        Decision::VoteDenied { reason: VoteDenial::HeardFromLeader, .. } => &[MUST_IGNORE, RECEIVE],
        Decision::VoteGranted { .. } | Decision::VoteDenied { .. } => {
            &[VOTE_VERDICT, LOG_VERDICT, REQUEST_VOTE]
        }
        Decision::PreVoteGranted { .. } | Decision::PreVoteDenied { .. } => {
            &[PRE_VOTE_VERDICT, LOG_VERDICT, PRE_VOTE]
        }
        Decision::VoteCounted { voter, .. } if *voter == server => &[COUNT_OWN_VOTE, COUNT_VOTE],
        Decision::VoteCounted { .. } | Decision::PreVoteCounted { .. } => &[COUNT_VOTE, TALLY],
        Decision::VoteRefused { .. } | Decision::PreVoteRefused { .. } => &[COUNT_REFUSAL],
        Decision::BecameLeader { .. } => &[COUNT_VOTE, TALLY, BECOME_LEADER],
        Decision::EntryAppended { entry, .. } => match entry.payload {
            Payload::Command(_) => &[PROPOSE, APPEND],
            Payload::Noop => &[BECOME_LEADER, APPEND],
            Payload::Configuration(_) => &[APPEND],
        },
        Decision::RequestRefused { request, reason } => code_of_refusal(request, reason),
        Decision::AppendAccepted { .. } => &[CONSISTENCY_CHECK, STORE, APPEND_ENTRIES],
        Decision::AppendRejected { reason, .. } => match reason {
            AppendRejection::StaleTerm | AppendRejection::KnowsNoMembers => {
                &[APPEND_ENTRIES, REJECT]
            }
            AppendRejection::LogTooShort { .. } | AppendRejection::TermMismatch { .. } => {
                &[CONSISTENCY_CHECK, APPEND_ENTRIES, REJECT]
            }
        },
        Decision::Truncated { .. } => &[STORE, TRUNCATE_FROM],
        Decision::ConfigurationTakenBack { .. } => &[TRUNCATE_FROM],
        Decision::ConfigurationInForce { .. } => &[CONFIGURATION_APPENDED, CONFIGURATION_IN_FORCE],
        Decision::MatchAdvanced { server: of, .. } if *of == server => &[COUNT_OWN_COPY],
        Decision::MatchAdvanced { .. } => &[ACKNOWLEDGED],
        Decision::NextIndexBackedUp { .. } => &[BACK_UP, APPEND_ENTRIES_REPLY],
        Decision::Committed { .. } => &[COMMIT_STATUS, ADVANCE_COMMIT_INDEX],
        Decision::CommitLearned { .. } => &[LEARN_COMMIT],
        Decision::ReplyIgnored { reason, .. } => match reason {
            IgnoredReply::EarlierMembership => &[HEAR_REPLY, IGNORE_REPLY],
            IgnoredReply::Late => {
                &[HEAR_REPLY, APPEND_ENTRIES_REPLY, IGNORE_REPLY, COUNT_VOTE, COUNT_REFUSAL]
            }
            IgnoredReply::StaleTerm | IgnoredReply::RoleChanged | IgnoredReply::NotAMember => {
                &[HEAR_REPLY, IGNORE_REPLY, REQUEST_VOTE_REPLY, PRE_VOTE_REPLY]
            }
        },
        Decision::ImpossibleMessage { reason, .. } => match reason {
            Impossible::TwoLeadersInOneTerm => &[FOLLOW],
            Impossible::OverwritesCommitted { .. } => &[STORE, APPEND_ENTRIES],
            Impossible::AcknowledgesBeyondLog { .. } => &[ACKNOWLEDGED],
            Impossible::IndexOutOfReach { .. } | Impossible::SnapshotWithoutMembers { .. } => {
                &[VERIFY_SNAPSHOT, INSTALL_SNAPSHOT]
            }
        },
        Decision::Compacted { .. } => &[COMPACT_VERDICT, COMPACT],
        Decision::SnapshotInstalled { .. } | Decision::SnapshotIgnored { .. } => &[TAKE_SNAPSHOT],
        Decision::ReadTaken { .. } | Decision::ReadUnderLease { .. } => &[TAKE_READ],
        Decision::ReadConfirmed { .. } => &[CONFIRMED_BY, SERVE_READS],
        Decision::TransferBegun { .. } | Decision::TransferRedirected { .. } => {
            &[TRANSFER_VERDICT, TRANSFER_LEADERSHIP]
        }
        Decision::TransferReady { .. } => &[GO_ON_WITH_TRANSFER],
        Decision::TransferAborted { .. } => &[ABORT_TRANSFER],
        Decision::TimeoutNowIgnored { .. } => &[STANDING_VERDICT, TIMEOUT_NOW],
        Decision::QuorumHeard { .. } => &[TAKE_ACTIVE, LEADER_DEADLINE],
        Decision::StoppedProtectingLeader => &[LEASE_RAN_OUT],
        Decision::LeaseHeld { .. } => &[CONFIRMED_BY, CONFIRM_LEASE],
        Decision::LeaseEnded { .. } => &[END_LEASE],
    }
}

fn code_of_refusal(request: &Request, reason: &RequestRefusal) -> &'static [CodePlace] {
    match (request, reason) {
        (Request::Propose, _) => &[OFFICE_VERDICT, PROPOSE, REFUSE],
        (Request::Read(_), _) => &[READ_VERDICT, TAKE_READ, REFUSE],
        (Request::Compact { .. }, _) => &[COMPACT_VERDICT, COMPACT, REFUSE],
        (_, RequestRefusal::NotLeader { .. } | RequestRefusal::TransferUnderWay { .. }) => {
            &[OFFICE_VERDICT, REFUSE]
        }
        (Request::TransferLeadership { .. }, _) => &[TRANSFER_VERDICT, REFUSE],
        (_, RequestRefusal::StillCatchingUp { .. }) => &[HAS_CAUGHT_UP, REFUSE],
        (
            _,
            RequestRefusal::ChangeUnderWay { .. }
            | RequestRefusal::NothingCommittedInThisTerm { .. },
        ) => &[CHANGE_VERDICT, REFUSE],
        (Request::ChangeMembership(_), _) => &[CHANGED_CONFIGURATION, REFUSE],
    }
}
