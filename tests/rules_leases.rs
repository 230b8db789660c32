//! Reads under a lease (thesis §6.4.1): when a leader answers without asking anyone, and
//! when it must not.

mod rules_support;

use raft_lunch::raft::*;
use rules_support::*;

/// Leads term 2 of three servers, with CheckQuorum and lease reads; its no-op is
/// committed. Returns the round of its last broadcast too.
fn leader_with_lease() -> (Subject, Round) {
    let extensions = Extensions { check_quorum: true, lease_read: true, ..Extensions::default() };
    let settings = Settings { extensions, ..Settings::default() };
    let mut leader = Subject::start_with(1, settings, disk_of(3, 1, &[1]));
    leader.feed(Input::ElectionTimeout);
    leader.persist();
    let elected = leader.hears(2, vote(2, true));
    assert!(elected.starts(Timer::MinimumElection), "measured from when the round is sent");
    leader.persist();
    let round = elected.append_to(2).expect("the no-op").round;
    (leader, round)
}

fn answer(round: Round, match_index: Index) -> Message {
    let outcome = AppendOutcome::Success { match_index };
    Message::AppendEntriesReply(AppendEntriesReply { term: 2, round, outcome })
}

fn served(outcome: &Outcome) -> bool {
    outcome.0.iter().any(|output| matches!(output, Output::ServeRead { .. }))
}

#[test]
fn a_leader_that_a_majority_has_just_answered_serves_a_read_without_a_round() {
    let (mut leader, round) = leader_with_lease();
    let outcome = leader.hears(2, answer(round, 2));
    let acknowledged_by = vec![s(1), s(2)];
    assert!(outcome.decided(Decision::LeaseHeld { round, acknowledged_by }));
    let outcome = leader.feed(Input::Read(1));
    assert!(served(&outcome) && outcome.sends().is_empty());
    assert!(outcome.decided(Decision::ReadUnderLease { read: 1, round }));
}

#[test]
fn a_lease_that_is_over_or_not_confirmed_yet_covers_no_read() {
    let (mut leader, round) = leader_with_lease();
    let asks = leader.feed(Input::Read(1));
    assert!(!served(&asks) && asks.append_to(2).is_some(), "nobody has answered yet");
    leader.hears(2, answer(round + 1, 2));
    let over = leader.feed(Input::MinimumElectionTimeout);
    assert!(over.decided(Decision::LeaseEnded { round }));
    assert!(over.starts(Timer::MinimumElection), "the next one begins with a round of its own");
    let asks = leader.feed(Input::Read(2));
    assert!(!served(&asks) && asks.append_to(2).is_some());
    let begun = over.append_to(2).expect("a round").round;
    leader.hears(2, answer(begun, 2));
    let outcome = leader.feed(Input::Read(3));
    assert!(outcome.decided(Decision::ReadUnderLease { read: 3, round: begun }));
}

#[test]
fn an_answer_to_a_round_before_the_lease_does_not_confirm_it() {
    let (mut leader, round) = leader_with_lease();
    leader.hears(2, answer(round, 2));
    leader.feed(Input::MinimumElectionTimeout);
    let outcome = leader.hears(3, answer(round, 2));
    let is_held = |decision: &Decision| matches!(decision, Decision::LeaseHeld { .. });
    assert!(!outcome.decisions().iter().any(is_held), "it was sent before the lease began");
}

#[test]
fn whoever_hands_over_has_no_lease_for_the_rest_of_its_term() {
    let (mut leader, round) = leader_with_lease();
    leader.hears(2, answer(round, 2));
    let outcome = leader.feed(Input::TransferLeadership(s(2)));
    assert!(
        outcome.decided(Decision::LeaseEnded { round }) && outcome.stops(Timer::MinimumElection)
    );
    leader.feed(Input::ElectionTimeout);
    let beat = leader.feed(Input::HeartbeatTimeout).append_to(2).expect("a heartbeat").round;
    leader.hears(2, answer(beat, 2));
    let asks = leader.feed(Input::Read(1));
    assert!(!served(&asks), "the one that was told to stand may still be elected");
    assert!(asks.append_to(2).is_some());
}

#[test]
fn a_leader_that_steps_down_gives_up_its_lease() {
    let (mut leader, round) = leader_with_lease();
    leader.hears(2, answer(round, 2));
    let outcome = leader.hears(3, append(3, (2, 2), &[], 2));
    assert!(outcome.decided(Decision::LeaseEnded { round }));
    assert!(!leader.is_leader());
    assert!(!served(&leader.feed(Input::Read(1))));
}

#[test]
fn whoever_starts_again_protects_the_leader_that_it_may_have_heard_before_its_crash() {
    let extensions = Extensions { check_quorum: true, lease_read: true, ..Extensions::default() };
    let settings = Settings { extensions, ..Settings::default() };
    let mut voter = Subject::start_with(1, settings, disk_of(3, 1, &[1]));
    let outcome = voter.hears(3, request_vote(2, (1, 1)));
    let reason = VoteDenial::JustStarted;
    assert!(
        outcome.decided(Decision::VoteDenied { candidate: s(3), reason }),
        "it heard nobody yet"
    );
    voter.feed(Input::MinimumElectionTimeout);
    assert!(voter.hears(3, request_vote(2, (1, 1))).vote().vote_granted);
}
