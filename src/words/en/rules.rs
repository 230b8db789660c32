//! Rules, extensions and properties: what they are called and what they are for.

use super::numbers::{counted, joined};
use crate::check::{Evidence, Property, Protected, Violation, protection};
use crate::cluster::{MachineRule, Switch};
use crate::raft::Rule;

pub(super) fn name(switch: Switch) -> &'static str {
    words(switch).0
}

pub(super) fn purpose(switch: Switch) -> &'static str {
    words(switch).1
}

pub(super) fn protects(switch: Switch) -> Option<String> {
    let protection = protection(switch)?;
    let what = match protection.protects {
        Protected::Safety(property) => property.name(),
        Protected::Liveness => "Liveness",
    };
    let missing: Vec<String> = protection.missing_in.iter().map(|&of| of.into()).collect();
    Some(match missing.is_empty() {
        true => format!("Protects {what}."),
        false => format!(
            "Protects {what}. Real systems have shipped without it: {}.",
            joined(&missing, "and")
        ),
    })
}

pub(super) fn weakened(off: &[Switch]) -> Option<String> {
    let names: Vec<_> = off.iter().map(|&switch| name(switch)).collect();
    (!names.is_empty()).then(|| format!("This is no longer Raft. Off: {}.", names.join("; ")))
}

/// A name, and what it is for.
fn words(switch: Switch) -> (&'static str, &'static str) {
    match switch {
        Switch::PreVote => (
            "PreVote",
            "Before it raises the term, a server asks who would vote for it. Alone, PreVote can leave a cluster without a leader for good where only one server reaches all the others. Thesis §9.6",
        ),
        Switch::CheckQuorum => (
            "CheckQuorum",
            "A leader that hears from too few steps down. Servers that hear a leader ignore candidates. Thesis §6.2, §4.2.3",
        ),
        Switch::LeaseRead => (
            "Lease reads",
            "A leader that a majority has just answered reads without asking again. Needs CheckQuorum, clocks that run alike, and nobody who is made to stand before its time. Thesis §6.4.1",
        ),
        Switch::Core(rule) => core(rule),
        Switch::Machine(rule) => machine(rule),
    }
}

fn core(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::LogCheckOnVotes => {
            ("Log check on votes", "Vote only for a log as complete as mine. §5.4.1")
        }
        Rule::OneVotePerTerm => ("One vote per term", "The second to ask in a term hears no. §5.2"),
        Rule::CurrentTermCommit => (
            "Commit by the current term",
            "Copies alone commit only an entry of the leader's own term. §5.4.2",
        ),
        Rule::ConsistencyCheck => {
            ("Consistency check", "Accept entries only after one that matches. §5.3")
        }
        Rule::TruncateOnlyAtConflict => {
            ("Truncate only at a conflict", "A late message doesn't shorten a log. §5.3")
        }
        Rule::CommitClamp => (
            "Commit no further than verified",
            "Not simply up to the end of the follower's log. Figure 2",
        ),
        Rule::Majority => ("A majority", "More than half, not one fewer. §5.2"),
        Rule::JointMajorities => {
            ("Two majorities while joint", "The old and the new members each need their own. §6")
        }
        Rule::NoopFirst => {
            ("No-op first", "Reads and changes wait for the new leader's first entry. §8")
        }
        Rule::OneChangeAtATime => {
            ("One change at a time", "The last one has to be committed first. Thesis §4.1")
        }
        Rule::MembershipSessions => (
            "Acknowledgements of this membership",
            "What a server said before it was removed no longer counts",
        ),
        Rule::ReadConfirmation => {
            ("Reads ask first", "Before it answers, a leader asks: do I still lead? Thesis §6.4")
        }
        Rule::LeaderCountsDurable => {
            ("The leader's own disk counts", "Its copy counts once it is durable. Thesis §10.2.1")
        }
        Rule::NoOp => (
            "A no-op at the start",
            "A new leader appends an entry at once, to commit what it inherited. §8",
        ),
        Rule::AcknowledgeVerified => (
            "Acknowledge what was verified",
            "A follower doesn't acknowledge whatever else is in its log. §5.3",
        ),
    }
}

fn machine(rule: MachineRule) -> (&'static str, &'static str) {
    match rule {
        MachineRule::VoteKeptAcrossCrash => {
            ("The vote survives a crash", "It is on disk before it is given. Figure 2")
        }
        MachineRule::AcknowledgeAfterDurable => {
            ("First the disk, then the answer", "What a server said survives a crash. Figure 2")
        }
        MachineRule::RandomisedTimeouts => {
            ("Random election timeouts", "So that not everyone stands at once. §5.2")
        }
        MachineRule::SessionDeduplication => {
            ("A retry takes effect once", "Each client's last command is remembered. §8")
        }
    }
}

pub(super) fn promise(property: Property) -> &'static str {
    match property {
        Property::ElectionSafety => "A term has at most one leader.",
        Property::LeaderAppendOnly => "A leader never rewrites its own log.",
        Property::LogMatching => {
            "Where two logs have the same term at the same index, they agree up to there."
        }
        Property::LeaderCompleteness => "Every later leader has every committed entry.",
        Property::StateMachineSafety => "No two servers apply different entries at the same index.",
        Property::CommittedIsDurable => "When an entry commits, it is on the disks of a majority.",
        Property::IndexOrder => {
            "Snapshot, applied, committed and last index never overtake each other."
        }
        Property::OnlyGrows => {
            "Terms, commit indices and what is applied never go back, and votes stay."
        }
        Property::PromisesAreDurable => "What a server says is on its disk when it says it.",
        Property::Linearizability => "What clients were told fits some order of events.",
        Property::ElectedByMajority => "A new leader's votes are on the disks of a majority.",
        Property::ReadsAreFresh => "A read knows everything that was committed when it arrived.",
        Property::ChangesWaitForCommit => {
            "A leader changes the membership only after a commit of its own term."
        }
        Property::StoresAreReplays => {
            "Every store, and every snapshot, is what the applied entries make it."
        }
        Property::MembershipIsTheLogs => {
            "The last membership in a log counts, and a snapshot keeps its own."
        }
        Property::DurableIsOnDisk => "What a server counts as stored is on its disk.",
        Property::TakesEffectOnce => {
            "A client's request takes effect at one index only, before its client is told."
        }
        Property::PreVoteSparesLeaders => {
            "Whoever hears a leader promises no vote to depose it, and with CheckQuorum gives none."
        }
    }
}

pub(super) fn violation(violation: &Violation) -> String {
    format!("{}: {}", violation.property.name(), evidence(&violation.evidence))
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::TwoLeaders { term, first, second } => {
            format!("{first} and {second} both lead term {term}.")
        }
        Evidence::Rewritten { leader, index } => {
            format!("{leader} leads, and lost its own entry {index}.")
        }
        Evidence::Mismatch { server, index, term } => format!(
            "{server} and another server have an entry {index} of term {term}, and differ there or before."
        ),
        Evidence::MissingEntry { leader, index } => {
            format!("{leader} leads without the committed entry {index}.")
        }
        Evidence::AppliedDifferently { server, index } => {
            format!("{server} applied another entry at index {index} than the first to do so.")
        }
        Evidence::TooFewCopies { index, on } => format!(
            "entry {index} is committed, and durable on only {}.",
            counted(on.len() as u64, "server", "servers")
        ),
        Evidence::OutOfOrder { server, indices: [snapshot, applied, commit, last] } => format!(
            "{server} has snapshot {snapshot}, applied {applied}, committed {commit}, last {last}."
        ),
        Evidence::Shrunk { server, what } => {
            if what.contains("vote") {
                format!("{server} gave up the vote of this term, which was on its disk.")
            } else {
                format!("the {what} of {server} fell, and may only grow.")
            }
        }
        Evidence::NotLinearizable { client, sequence, key } => format!(
            "the answer to request {sequence} of {client} can't be explained by any order of what was done to {key}."
        ),
        Evidence::TooFewVotes { leader, term, of } => format!(
            "{leader} leads term {term} with votes on only {}.",
            counted(of.len() as u64, "disk", "disks")
        ),
        Evidence::StaleRead { server, applied, committed } => format!(
            "{server} served a read after entry {applied}, though entry {committed} was committed when it arrived."
        ),
        Evidence::ChangedTooEarly { leader, index } => format!(
            "{leader} changed the membership at index {index} before its term had committed anything."
        ),
        Evidence::OtherStore { server, index, in_snapshot } => {
            let what = if *in_snapshot { "snapshot" } else { "store" };
            format!("the {what} of {server} is not what the entries up to {index} make it.")
        }
        Evidence::OtherMembership { server, index, in_snapshot: true } => format!(
            "the snapshot of {server} lacks the membership that was in force at index {index}."
        ),
        Evidence::OtherMembership { server, index, in_snapshot: false } => format!(
            "{server} goes by a membership of index {index}, which is not the last in its log."
        ),
        Evidence::CountedTooMuch { server, index } => {
            format!("{server} counts entry {index} as stored, and its disk doesn't hold it.")
        }
        Evidence::TookEffectTwice { client, sequence, indices: [first, second] } => format!(
            "request {sequence} of {client} took effect at index {first} and again at {second}."
        ),
        Evidence::PromisedVote { voter, candidate, hears_leader: true } => {
            format!("{voter} promised {candidate} its vote although it hears a leader.")
        }
        Evidence::PromisedVote { voter, candidate, hears_leader: false } => {
            format!("{voter} promised {candidate} its vote although its own log is newer.")
        }
        Evidence::GaveVote { voter, candidate } => {
            format!("{voter} gave {candidate} its vote although it protects a leader.")
        }
        Evidence::AppliedAgain { server, index } => {
            format!("{server} applied index {index} a second time.")
        }
        Evidence::NeverTookEffect { client, sequence } => format!(
            "{client} was told that request {sequence} is done, and it took effect nowhere."
        ),
        Evidence::NotDurable { server, message } => {
            format!("{server} sent a {message} that its disk doesn't back.")
        }
    }
}
