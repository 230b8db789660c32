//! Runs in which something was wrong once. Each is a scenario file in `tests/found/` that
//! says what has to be so.
#![cfg(not(target_arch = "wasm32"))]

use raft_lunch::raft::ServerId;
use raft_lunch::scenario::{Compiled, ScenarioFile, compile};
use raft_lunch::why::{Waiting, waiting};
use std::path::Path;

fn played(name: &str) -> Compiled {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found").join(name);
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let file = ScenarioFile::from_json(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    compile(&file).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn failures(name: &str) -> Vec<String> {
    played(name).failures().map(|failure| format!("{failure:?}")).collect()
}

/// Rule 25: rounds begin anew in each term.
#[test]
fn an_answer_to_an_earlier_term_confirms_no_read() {
    assert_eq!(failures("read-confirmed-by-an-older-term.json"), [""; 0]);
}

#[test]
fn whoever_has_caught_up_once_votes_after_every_restart() {
    assert_eq!(failures("power-cut-after-two-lost-disks.json"), [""; 0]);
}

#[test]
fn no_deposed_leader_vouches_for_a_lost_disk() {
    let failures = failures("lost-disk-and-a-deposed-leader.json");
    assert_eq!(failures.len(), 1, "only the last step cannot be done: {failures:#?}");
    assert!(failures[0].contains("lost its disk"), "{failures:?}");
}

/// The check has to judge a joint configuration's own commit by both majorities.
#[test]
fn a_joint_commit_without_the_old_majority_is_seen() {
    assert_eq!(failures("joint-commit-without-the-old-majority.json"), [""; 0]);
}

/// The check has to look at what is on the disk, and not only how much.
#[test]
fn an_acknowledgement_over_another_leaders_entries_is_seen() {
    assert_eq!(failures("acknowledged-over-other-entries.json"), [""; 0]);
}

/// Its timer ran out while it abstained, and its abstention ended without a message.
#[test]
fn whoever_abstained_stands_for_election_later() {
    assert_eq!(failures("abstainer-without-a-timer.json"), [""; 0]);
}

/// A request for a vote that leaves late, from a server that follows by then, promises nothing.
#[test]
fn a_request_of_one_that_stands_no_more_is_no_broken_promise() {
    assert_eq!(failures("request-of-one-that-stands-no-more.json"), [""; 0]);
}

/// A legal run: whichever of several answers to a read arrives, the log explains it.
#[test]
fn a_late_answer_to_a_retried_read_is_explained() {
    assert_eq!(failures("late-answer-to-a-retried-read.json"), [""; 0]);
}

/// Each key is judged by itself. The reported script is the same one, but it ends by expecting the
/// fresh value, to show that the old one is served; here the old one is what it expects.
#[test]
fn a_stale_read_is_seen_beside_a_key_that_is_hard_to_judge() {
    assert_eq!(failures("stale-read-beside-a-busy-key.json"), [""; 0]);
}

#[test]
fn what_is_undecided_is_not_said_to_hold_nor_to_be_violated() {
    assert_eq!(failures("too-much-open-to-find-out.json"), [""; 0]);
}

/// What a process finds after a pause is dealt with in steps, and judged in steps.
#[test]
fn acknowledgements_that_are_found_together_are_judged_one_by_one() {
    assert_eq!(failures("acknowledgements-found-after-a-pause.json"), [""; 0]);
}

#[test]
fn why_not_yet_names_a_voter_that_abstains() {
    let end = played("voter-that-abstains.json");
    assert!(end.failures().next().is_none());
    let is_named = |waiting: &Waiting| {
        matches!(waiting, Waiting::TooFewRun { has_leader: false, absent, abstaining, .. }
            if *absent == [ServerId(1)] && *abstaining == [ServerId(3)])
    };
    let waiting = waiting(&end.cluster);
    assert!(waiting.iter().any(is_named), "{waiting:?}");
}

/// Paper §5.1: servers retry.
#[test]
fn a_lost_request_for_a_vote_is_repeated_in_its_term() {
    assert_eq!(failures("lost-request-for-a-vote.json"), [""; 0]);
}

#[test]
fn a_client_between_two_servers_that_know_better_waits() {
    assert_eq!(failures("client-sent-to-and-fro.json"), [""; 0]);
}

/// Rule 24: a snapshot keeps its configuration. The script that was reported from the page also
/// expects the joiner to have applied 2 of its 3 entries at one moment. Now it learns the members
/// first and then applies all three at once, so the file here waits for the third. It compacts
/// through the second all the same, and holds what the report is about: whoever installs that
/// snapshot knows its voters.
#[test]
fn a_joiners_snapshot_names_the_members_the_cluster_began_with() {
    assert_eq!(failures("snapshot-without-members.json"), [""; 0]);
}

/// A vote that left before it was durable, and was forgotten, frees its server for the
/// earlier term: what the earlier leader writes can commit.
#[test]
fn nobody_is_called_deposed_whose_voters_may_forget() {
    let end = played("votes-forgotten-in-a-crash.json");
    assert!(end.failures().next().is_none(), "the old leader commits");
    let waiting = waiting(&end.cluster);
    let is_deposed = |waiting: &Waiting| matches!(waiting, Waiting::Deposed { .. });
    assert!(!waiting.iter().any(is_deposed), "{waiting:?}");
}

/// It can be heard and hears nothing: it asks for votes for ever. Whoever gave it one does not
/// wait for as long.
#[test]
fn a_deaf_candidate_keeps_nobody_from_standing() {
    assert_eq!(failures("deaf-candidate.json"), [""; 0]);
}

/// Each transfer has a deadline, and with CheckQuorum it is when a leader looks around.
#[test]
fn no_transfers_keep_a_leader_that_nobody_hears() {
    assert_eq!(failures("transfers-of-a-leader-alone.json"), [""; 0]);
}

/// Voters promise their own shortest election timeout, and not the leader's.
#[test]
fn a_lease_is_as_long_as_the_shortest_promise() {
    assert_eq!(failures("lease-beside-shorter-timeouts.json"), [""; 0]);
}

/// What a voter promised before a crash, it keeps only with the extension.
#[test]
fn a_lease_on_one_server_alone_is_none() {
    assert_eq!(failures("lease-on-one-alone.json"), [""; 0]);
}

/// Nobody's requests at one index, of different terms, are different ones.
#[test]
fn whichever_of_two_logs_at_the_start_is_kept_what_it_says_may_be_read() {
    assert_eq!(failures("logs-that-differ-at-the-start.json"), [""; 0]);
}

/// A later term that comes with another message ends nothing of what a leader was promised.
#[test]
fn a_voter_that_learns_of_a_later_term_still_protects_its_leader() {
    assert_eq!(failures("lease-and-a-later-term.json"), [""; 0]);
}

/// Rejections of probes that were asked before a snapshot was sent are no reason to send it again.
#[test]
fn a_snapshot_goes_over_a_slow_link_once() {
    assert_eq!(failures("snapshot-over-a-slow-link.json"), [""; 0]);
}

/// No message can tell of it, so none is sent in answer to every acknowledgement.
#[test]
fn a_commit_beyond_the_log_is_told_nobody_for_ever() {
    assert_eq!(failures("committed-beyond-the-log.json"), [""; 0]);
}
