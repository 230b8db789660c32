//! What is asked again, what is not, and what a server says of the things it ignores
//! (paper §5.1, §5.2, §7; thesis §3.10, §4.2.1, §9.6).

mod rules_support;

use raft_lunch::raft::*;
use rules_support::*;

fn asked(outcome: &Outcome) -> Vec<u16> {
    let request = |(to, message, _): (ServerId, Message, Option<WriteId>)| {
        matches!(message, Message::RequestVote(_) | Message::PreVote(_)).then_some(to.0)
    };
    outcome.sends().into_iter().filter_map(request).collect()
}

fn pre_voting(id: u16, disk: PersistentState) -> Subject {
    let extensions = Extensions { pre_vote: true, ..Extensions::default() };
    Subject::start_with(id, Settings { extensions, ..Settings::default() }, disk)
}

#[test]
fn who_has_not_answered_a_request_for_a_vote_is_asked_again_in_the_same_term() {
    let mut candidate = candidate_of(5, 3, &[1]);
    candidate.hears(2, vote(3, true));
    candidate.hears(3, vote(3, false));
    let outcome = candidate.feed(Input::HeartbeatTimeout);
    assert_eq!(asked(&outcome), [4, 5]);
    assert!(outcome.decided(Decision::AskedAgain { voters: vec![s(4), s(5)] }));
    assert!(outcome.starts(Timer::Heartbeat), "these may get lost too");
    assert_eq!(candidate.current_term(), 3);
    assert!(outcome.sends().iter().all(|(_, message, _)| *message == request_vote(3, (1, 1))));
}

#[test]
fn nobody_is_asked_again_before_the_vote_that_the_request_relies_on_is_durable() {
    let mut candidate = follower(2, &[1]);
    let first = candidate.feed(Input::ElectionTimeout);
    assert!(first.starts(Timer::Heartbeat));
    let outcome = candidate.feed(Input::HeartbeatTimeout);
    assert_eq!(asked(&outcome), [0_u16; 0], "the first request has not left yet");
    assert!(outcome.starts(Timer::Heartbeat), "it looks again later");
    candidate.persist();
    assert_eq!(asked(&candidate.feed(Input::HeartbeatTimeout)), [2, 3]);
}

#[test]
fn a_pre_vote_is_asked_for_again_too_and_a_lost_election_stops_it() {
    let mut server = pre_voting(1, disk_of(5, 2, &[1]));
    server.feed(Input::ElectionTimeout);
    let refused = PreVoteReply { term: 2, vote_granted: false };
    let outcome = server.hears(2, Message::PreVoteReply(refused));
    assert!(outcome.decided(Decision::PreVoteRefused { voter: s(2), refused_by: vec![s(2)] }));
    let again = asked(&server.feed(Input::HeartbeatTimeout));
    assert_eq!(again, [2, 3, 4, 5], "who would not may change its mind");
    let outcome = server.hears(3, append(2, (1, 1), &[], 0));
    assert!(outcome.stops(Timer::Heartbeat));
    assert_eq!(asked(&server.feed(Input::HeartbeatTimeout)), [0_u16; 0]);
}

#[test]
fn who_promises_after_a_refusal_is_no_longer_among_those_that_refused() {
    let mut server = pre_voting(1, disk_of(5, 2, &[1]));
    server.feed(Input::ElectionTimeout);
    let answer = |vote_granted, term| Message::PreVoteReply(PreVoteReply { term, vote_granted });
    server.hears(2, answer(false, 2));
    server.hears(2, answer(true, 3));
    let outcome = server.hears(3, answer(false, 2));
    assert!(outcome.decided(Decision::PreVoteRefused { voter: s(3), refused_by: vec![s(3)] }));
}

#[test]
fn a_refusal_is_heard_once() {
    let mut candidate = candidate_of(5, 3, &[1]);
    let outcome = candidate.hears(4, vote(3, false));
    assert!(outcome.decided(Decision::VoteRefused { voter: s(4), refused_by: vec![s(4)] }));
    let again = candidate.hears(4, vote(3, false));
    let late = Decision::ReplyIgnored { from: s(4), reason: IgnoredReply::Late };
    assert_eq!(again.decisions(), [late]);
    assert_eq!(candidate.role().name(), RoleName::Candidate);
}

#[test]
fn a_refusal_of_an_earlier_terms_request_says_nothing_about_this_one() {
    let mut candidate = candidate_of(5, 3, &[1]);
    // The voter is in term 3 by now, and was asked in term 2.
    let late = RequestVoteReply { term: 3, request_term: 2, vote_granted: false };
    candidate.hears(4, Message::RequestVoteReply(late));
    assert_eq!(asked(&candidate.feed(Input::HeartbeatTimeout)), [2, 3, 4, 5]);
}

#[test]
fn a_candidate_asked_by_the_leader_says_so_when_it_asks_again() {
    let mut heir = follower(2, &[1]);
    heir.hears(2, append(2, (1, 1), &[], 0));
    heir.hears(2, Message::TimeoutNow(TimeoutNow { term: 2 }));
    heir.persist();
    let outcome = heir.feed(Input::HeartbeatTimeout);
    let by_transfer = |message: &Message| matches!(message, Message::RequestVote(request) if request.leadership_transfer);
    assert_eq!(asked(&outcome), [2, 3]);
    assert!(outcome.sends().iter().all(|(_, message, _)| by_transfer(message)));
}

#[test]
fn a_blank_server_takes_no_entries_before_it_knows_who_the_cluster_began_with() {
    let mut joiner = Subject::start(4, PersistentState::default());
    let outcome = joiner.hears(1, append(2, (0, 0), &[1, 2], 2));
    let reason = AppendRejection::KnowsNoMembers;
    assert!(outcome.decided(Decision::AppendRejected { leader: s(1), reason }));
    let hint = ConflictHint { term: None, first_index: 0 };
    let expected = AppendOutcome::Mismatch { prev_log_index: 0, hint };
    assert_eq!(outcome.append_reply().outcome, expected);
    assert_eq!(joiner.log().last_index(), 0);

    // The snapshot that stands before the first entry brings the members.
    let configuration = cluster_of(3);
    let snapshot = Snapshot { configuration, ..Snapshot::default() };
    let term = 2;
    joiner.hears(1, Message::InstallSnapshot(InstallSnapshot { term, snapshot, round: ROUND }));
    joiner.persist();
    joiner.restart();
    assert_eq!(joiner.configuration(), &cluster_of(3), "also after a restart");
    joiner.hears(1, append(2, (0, 0), &[1, 2], 2));
    assert_eq!(joiner.last_applied(), 2);
    joiner.feed(Input::Compact { through: 1, state: "".into() });
    assert_eq!(joiner.snapshot().configuration, cluster_of(3));
}

#[test]
fn a_leader_sends_a_blank_server_its_snapshot_even_if_nothing_is_compacted() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.feed(Input::ChangeMembership(MembershipChange::AddLearner(s(4))));
    let blank = |prev_log_index| too_short(2, prev_log_index, 0);
    let probe = progress_of(&leader, 4).next_index - 1;
    let round = progress_of(&leader, 4).member_since;
    let outcome = leader.hears(4, in_round(blank(probe), round));
    let Message::InstallSnapshot(install) = outcome.only_send().0 else {
        panic!("{outcome:?}");
    };
    assert_eq!((install.snapshot.last_index, &install.snapshot.configuration), (0, &cluster_of(3)));
    let reply = InstallSnapshotReply { term: 2, round, match_index: Some(0) };
    let outcome = leader.hears(4, Message::InstallSnapshotReply(reply));
    let sent = outcome.append_to(4).expect("the log follows");
    assert_eq!((sent.prev_log_index, sent.entries.len()), (0, 3));
}

fn in_round(message: Message, round: Round) -> Message {
    match message {
        Message::AppendEntriesReply(reply) => {
            Message::AppendEntriesReply(AppendEntriesReply { round, ..reply })
        }
        other => other,
    }
}

#[test]
fn no_snapshot_goes_without_members() {
    let mut follower = follower(2, &[1]);
    let snapshot = Snapshot { last_index: 9, last_term: 2, ..Snapshot::default() };
    let (term, round) = (2, ROUND);
    let outcome =
        follower.hears(2, Message::InstallSnapshot(InstallSnapshot { term, snapshot, round }));
    let reason = Impossible::SnapshotWithoutMembers { last_index: 9 };
    assert!(outcome.decided(Decision::ImpossibleMessage { from: s(2), reason }));
    assert!(outcome.sends().is_empty() && follower.log().last_index() == 1);
}

#[test]
fn a_snapshot_is_sent_again_only_to_a_follower_that_says_it_lacks_it() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.feed(Input::Compact { through: 2, state: "two".into() });
    let sent = leader.hears(3, too_short(2, 1, 1));
    assert!(matches!(sent.only_send().0, Message::InstallSnapshot(_)));
    for _ in 0..3 {
        let beat = leader.feed(Input::HeartbeatTimeout);
        let probe = beat.append_to(3).expect("a heartbeat, which asks whether it has arrived");
        assert_eq!((probe.prev_log_index, probe.entries.len()), (2, 0));
    }
    let outcome = leader.hears(3, too_short(2, 2, 1));
    assert!(outcome.sends().is_empty(), "it was asked before the snapshot was sent");
    let round = leader.leadership().expect("it leads").round;
    let outcome = leader.hears(3, in_round(too_short(2, 2, 1), round));
    assert!(matches!(outcome.only_send().0, Message::InstallSnapshot(_)), "it got lost");
    let outcome = leader.hears(3, ack(2, 2));
    assert_eq!(progress_of(&leader, 3).match_index, 2);
    assert!(outcome.sends().is_empty(), "the snapshot told it what is committed");
}

#[test]
fn a_second_transfer_takes_the_place_of_the_first() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.hears(3, ack(2, 2));
    leader.propose("SET A 1");
    leader.feed(Input::TransferLeadership(s(2)));
    let outcome = leader.feed(Input::TransferLeadership(s(3)));
    assert!(outcome.decided(Decision::TransferRedirected { from: s(2), to: s(3) }));
    assert!(!outcome.starts(Timer::Election), "else a leader could put CheckQuorum off for ever");
    let told = |outcome: &Outcome| -> Vec<u16> {
        let sends = outcome.sends().into_iter();
        let told = sends.filter(|(_, message, _)| matches!(message, Message::TimeoutNow(_)));
        told.map(|(to, ..)| to.0).collect()
    };
    assert_eq!(told(&leader.hears(2, ack(2, 3))), [0_u16; 0], "not any more");
    assert_eq!(told(&leader.hears(3, ack(2, 3))), [3]);
    let same = leader.feed(Input::TransferLeadership(s(3)));
    let reason = RequestRefusal::TransferUnderWay { to: s(3) };
    let request = Request::TransferLeadership { to: s(3) };
    assert!(same.decided(Decision::RequestRefused { request, reason }));
}

#[test]
fn a_server_that_does_not_stand_says_why() {
    let disk = PersistentState::bootstrap(cluster_of(3));
    let mut learner = Subject::start(4, disk);
    let change = MembershipChange::AddLearner(s(4));
    let configuration = cluster_of(3).changed(&change).expect("4 is new");
    let entry = Entry { term: 2, payload: Payload::Configuration(configuration) };
    let entries = vec![entry];
    let (term, prev_log_index, prev_log_term, leader_commit, round) = (2, 0, 0, 1, ROUND);
    let append =
        AppendEntries { term, prev_log_index, prev_log_term, entries, leader_commit, round };
    let outsider = learner.feed(Input::ElectionTimeout);
    let reason = NotStanding::NotAMember;
    assert!(outsider.decided(Decision::StaysFollower { reason }));
    learner.hears(1, Message::AppendEntries(append));
    let outcome = learner.feed(Input::ElectionTimeout);
    let reason = NotStanding::Learner;
    assert!(outcome.decided(Decision::StaysFollower { reason }));
    let outcome = learner.hears(1, Message::TimeoutNow(TimeoutNow { term: 2 }));
    assert!(outcome.decided(Decision::TimeoutNowIgnored { from: s(1), reason }));
    let outcome = learner.hears(1, Message::TimeoutNow(TimeoutNow { term: 1 }));
    let reason = NotStanding::StaleTerm;
    assert!(outcome.decided(Decision::TimeoutNowIgnored { from: s(1), reason }));

    let mut blank = Subject::start(5, PersistentState::default());
    let reason = NotStanding::KnowsNoMembers;
    assert!(blank.feed(Input::ElectionTimeout).decided(Decision::StaysFollower { reason }));
}

#[test]
fn a_pre_vote_for_the_voters_own_term_is_refused_for_that_and_not_as_stale() {
    let voter = pre_voting(1, disk_of(3, 2, &[]));
    let ask = |term| PreVote { term, last_log_index: 0, last_log_term: 0 };
    assert_eq!(voter.pre_vote_verdict(ask(2)), Err(VoteDenial::TermHasBegun));
    assert_eq!(voter.pre_vote_verdict(ask(1)), Err(VoteDenial::StaleTerm));
    assert_eq!(voter.pre_vote_verdict(ask(3)), Ok(()));
}

#[test]
fn without_a_no_op_what_a_leader_inherited_waits_for_the_next_command() {
    let rules = Rules::default().without(Rule::NoOp);
    let settings = Settings { rules, ..Settings::default() };
    let mut leader = Subject::start_with(1, settings, disk_of(3, 1, &[1]));
    leader.feed(Input::ElectionTimeout);
    leader.persist();
    leader.hears(2, vote(2, true));
    assert_eq!((leader.is_leader(), leader.log().last_index()), (true, 1), "it appended nothing");
    leader.hears(2, ack(2, 1));
    leader.hears(3, ack(2, 1));
    assert_eq!(leader.commit_index(), 0, "on all three, and still it does not move (§5.4.2)");
    leader.propose("SET A 1");
    leader.persist();
    leader.hears(2, ack(2, 2));
    assert_eq!(leader.commit_index(), 2);
}
