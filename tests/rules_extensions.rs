//! Rules 1, 9, 14, 18 and 22 to 25: PreVote, the leader lease, snapshots, reads and
//! leadership transfer.

mod rules_support;

use raft_lunch::raft::*;
use rules_support::*;

fn with(pre_vote: bool, check_quorum: bool, disk: PersistentState) -> Subject {
    let extensions = Extensions { pre_vote, check_quorum, ..Extensions::default() };
    Subject::start_with(1, Settings { extensions, ..Settings::default() }, disk)
}

fn pre_vote(term: Term, last: (Term, Index)) -> Message {
    Message::PreVote(PreVote { term, last_log_term: last.0, last_log_index: last.1 })
}

fn pre_vote_reply(outcome: &Outcome) -> PreVoteReply {
    match outcome.only_send().0 {
        Message::PreVoteReply(reply) => reply,
        other => panic!("not a PreVoteReply: {other:?}"),
    }
}

/// A snapshot up to (`term`, `index`) of a cluster of four.
fn snapshot(term: Term, index: Index) -> Snapshot {
    Snapshot {
        last_index: index,
        last_term: term,
        configuration: cluster_of(4),
        state: "state".into(),
    }
}

fn install(term: Term, snapshot: Snapshot) -> Message {
    Message::InstallSnapshot(InstallSnapshot { term, snapshot, round: ROUND })
}

fn served(outcome: &Outcome) -> bool {
    !reads_served(outcome).is_empty()
}

fn reads_served(outcome: &Outcome) -> Vec<ReadId> {
    let read = |output: &Output| match output {
        Output::ServeRead { read, .. } => Some(*read),
        _ => None,
    };
    outcome.0.iter().filter_map(read).collect()
}

#[test]
fn rule_01_a_pre_vote_and_its_granted_reply_carry_a_term_that_nobody_adopts() {
    let mut server = with(true, false, disk_of(3, 3, &[1]));
    server.hears(2, pre_vote(9, (1, 1)));
    let granted = PreVoteReply { term: 9, vote_granted: true };
    server.hears(2, Message::PreVoteReply(granted));
    assert_eq!(server.current_term(), 3);
    let denied = PreVoteReply { term: 9, vote_granted: false };
    server.hears(2, Message::PreVoteReply(denied));
    assert_eq!(server.current_term(), 9, "a denial tells of the voter's own term");
}

#[test]
fn rule_22_whoever_hears_from_a_leader_ignores_a_candidate_and_its_term() {
    let mut server = with(false, true, disk_of(3, 3, &[1]));
    server.hears(2, append(3, (1, 1), &[], 0));
    let outcome = server.hears(3, request_vote(4, (9, 9)));
    assert!(outcome.sends().is_empty());
    assert_eq!((server.current_term(), server.voted_for()), (3, None));
    server.feed(Input::MinimumElectionTimeout);
    assert!(server.hears(3, request_vote(4, (9, 9))).vote().vote_granted, "the lease is over");

    let mut plain = with(false, false, disk_of(3, 3, &[1]));
    plain.hears(2, append(3, (1, 1), &[], 0));
    assert!(plain.hears(3, request_vote(4, (9, 9))).vote().vote_granted, "off by default");
}

#[test]
fn rule_22_a_later_term_from_elsewhere_ends_no_protection() {
    let mut server = with(false, true, disk_of(3, 3, &[1]));
    server.hears(2, append(3, (1, 1), &[], 0));
    server.hears(3, vote(4, false));
    assert_eq!(server.current_term(), 4, "the answer to a request of earlier");
    let outcome = server.hears(3, request_vote(4, (9, 9)));
    assert!(outcome.sends().is_empty(), "its leader of term 3 counts on it");
    assert_eq!(server.voted_for(), None);
    server.feed(Input::MinimumElectionTimeout);
    assert!(server.hears(3, request_vote(4, (9, 9))).vote().vote_granted, "the time is over");
}

/// What was given before the protection began can be said again.
#[test]
fn rule_22_a_vote_that_is_given_is_repeated_after_a_restart() {
    let extensions = Extensions { check_quorum: true, lease_read: true, ..Default::default() };
    let settings = Settings { extensions, ..Settings::default() };
    let disk = PersistentState { voted_for: Some(ServerId(3)), ..disk_of(3, 4, &[1]) };
    let mut server = Subject::start_with(1, settings, disk);
    assert!(server.hears(3, request_vote(4, (9, 9))).vote().vote_granted, "the same vote");
    assert!(server.hears(2, request_vote(4, (9, 9))).sends().is_empty(), "and no other");
}

#[test]
fn rule_22_a_leader_ignores_it_too_and_a_transfer_is_excepted() {
    let mut leader = with(false, true, disk_of(3, 1, &[1]));
    leader.feed(Input::ElectionTimeout);
    leader.persist();
    leader.hears(2, vote(2, true));
    leader.persist();
    assert!(leader.is_leader());
    leader.hears(3, request_vote(5, (9, 9)));
    assert!(leader.is_leader() && leader.current_term() == 2);
    let asked_by_the_leader = Message::RequestVote(RequestVote {
        term: 5,
        last_log_index: 9,
        last_log_term: 9,
        leadership_transfer: true,
    });
    assert!(leader.hears(3, asked_by_the_leader).vote().vote_granted);
}

#[test]
fn check_quorum_a_leader_that_hears_from_too_few_steps_down() {
    let mut leader = with(false, true, disk_of(3, 1, &[1]));
    leader.feed(Input::ElectionTimeout);
    leader.persist();
    leader.hears(2, vote(2, true));
    leader.persist();
    leader.hears(3, ack(2, 2));
    for _ in 0..2 {
        let looks = leader.feed(Input::ElectionTimeout);
        assert!(leader.is_leader(), "one answered: with itself two of three");
        assert!(looks.starts(Timer::Election), "it will look again");
        leader.hears(3, ack(2, 2));
    }
    leader.feed(Input::ElectionTimeout);
    let outcome = leader.feed(Input::ElectionTimeout);
    let reason = StepDown::NoQuorum { active: vec![s(1)] };
    assert!(outcome.decided(Decision::BecameFollower { was: RoleName::Leader, reason }));
    assert!(outcome.starts(Timer::Election));
}

#[test]
fn rule_23_a_pre_vote_changes_neither_term_nor_vote_nor_timer() {
    let mut voter = with(true, false, disk_of(3, 3, &[1]));
    let outcome = voter.hears(2, pre_vote(4, (1, 1)));
    assert_eq!(pre_vote_reply(&outcome), PreVoteReply { term: 4, vote_granted: true });
    assert!(!outcome.starts(Timer::Election) && outcome.writes().is_empty());
    assert_eq!((voter.current_term(), voter.voted_for()), (3, None));

    voter.feed(Input::ElectionTimeout);
    assert_eq!((voter.current_term(), voter.role().name()), (3, RoleName::PreCandidate));
    voter.hears(2, Message::PreVoteReply(PreVoteReply { term: 4, vote_granted: true }));
    assert_eq!((voter.current_term(), voter.role().name()), (4, RoleName::Candidate));
}

#[test]
fn rule_23_a_rejection_for_a_lagging_term_still_informs_so_nobody_is_locked_out() {
    // etcd#8501: the one with the longer log is in the earlier term.
    let mut longer = with(true, false, disk_of(2, 2, &[1, 2]));
    let mut later = Subject::start_with(
        2,
        Settings {
            extensions: Extensions { pre_vote: true, ..Extensions::default() },
            ..Settings::default()
        },
        disk_of(2, 5, &[1]),
    );
    longer.feed(Input::ElectionTimeout);
    let denied = pre_vote_reply(&later.hears(1, pre_vote(3, (2, 2))));
    assert_eq!(denied, PreVoteReply { term: 5, vote_granted: false });
    longer.hears(2, Message::PreVoteReply(denied));
    assert_eq!(longer.current_term(), 5);
    longer.feed(Input::ElectionTimeout);
    let granted = pre_vote_reply(&later.hears(1, pre_vote(6, (2, 2))));
    assert!(granted.vote_granted);
    longer.hears(2, Message::PreVoteReply(granted));
    assert_eq!(longer.role().name(), RoleName::Candidate);
}

#[test]
fn rule_23_a_pre_vote_goes_only_to_a_log_at_least_as_up_to_date() {
    let mut voter = with(true, false, disk_of(3, 3, &[1, 2, 2]));
    let mut promises = |last| pre_vote_reply(&voter.hears(2, pre_vote(4, last))).vote_granted;
    assert!(!promises((2, 2)), "the same term, and shorter");
    assert!(!promises((1, 9)), "an earlier term, however long");
    assert!(promises((2, 3)) && promises((2, 4)) && promises((3, 1)));
}

#[test]
fn rule_23_whoever_hears_a_leader_promises_nobody_a_vote() {
    let mut voter = with(true, false, disk_of(3, 3, &[1]));
    voter.hears(2, append(3, (1, 1), &[], 0));
    let promises =
        |voter: &mut Subject| pre_vote_reply(&voter.hears(3, pre_vote(9, (9, 9)))).vote_granted;
    assert!(!promises(&mut voter));
    voter.feed(Input::MinimumElectionTimeout);
    assert!(promises(&mut voter), "it has not heard one for long enough");

    let mut leader = with(true, false, disk_of(3, 1, &[1]));
    leader.feed(Input::ElectionTimeout);
    leader.hears(2, Message::PreVoteReply(PreVoteReply { term: 2, vote_granted: true }));
    leader.persist();
    leader.hears(2, vote(2, true));
    leader.persist();
    assert!(leader.is_leader() && !promises(&mut leader), "a leader hears itself");
}

#[test]
fn rule_24_a_snapshot_brings_state_last_entry_and_configuration() {
    let mut server = follower(2, &[1, 1]);
    let outcome = server.hears(2, install(2, snapshot(2, 9)));
    assert!(outcome.0.contains(&Output::Restore(snapshot(2, 9))));
    let written = outcome.writes().into_iter().find_map(|write| write.log);
    assert_eq!(written, Some(LogWrite { from: 10, entries: Vec::new() }));
    assert_eq!((server.log().first_index(), server.log().last_index()), (10, 9));
    assert_eq!((server.commit_index(), server.last_applied()), (9, 9));
    assert_eq!(server.configuration(), &cluster_of(4));
    let (reply, after) = outcome.only_send();
    assert!(server.waits(after), "it vouches for what is on disk (rule 4)");
    let expected = InstallSnapshotReply { term: 2, round: ROUND, match_index: Some(9) };
    assert_eq!(reply, Message::InstallSnapshotReply(expected));

    // Rule 9: the next entry is checked against the snapshot's last one.
    let outcome = server.hears(2, append(2, (2, 9), &[2], 9));
    assert_eq!(outcome.append_reply().outcome, AppendOutcome::Success { match_index: 10 });
    server.persist();
    // Rule 18: a restart begins at the snapshot.
    server.restart();
    assert_eq!((server.commit_index(), server.last_applied()), (9, 9));
    assert_eq!((server.log().last_index(), server.configuration()), (10, &cluster_of(4)));
}

#[test]
fn rule_24_an_old_snapshot_is_ignored_and_a_matching_suffix_is_kept() {
    let mut server = follower(2, &[1, 1, 2, 2]);
    let outcome = server.hears(2, install(2, snapshot(2, 3)));
    let reason = SnapshotNotNeeded::LogMatches;
    assert!(outcome.decided(Decision::SnapshotIgnored { last_index: 3, reason }));
    assert_eq!((server.log().last_index(), server.commit_index()), (4, 3));
    let outcome = server.hears(2, install(2, snapshot(1, 2)));
    let reason = SnapshotNotNeeded::CommittedAlready;
    assert!(outcome.decided(Decision::SnapshotIgnored { last_index: 2, reason }));
    assert_eq!((server.log().last_index(), server.commit_index()), (4, 3));
    let stale = server.hears(3, install(1, snapshot(1, 50)));
    assert!(stale.writes().is_empty() && server.log().last_index() == 4);
}

#[test]
fn rule_24_compaction_keeps_the_configuration_and_never_passes_what_is_applied() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.feed(Input::Compact { through: 3, state: "".into() });
    assert_eq!(leader.snapshot().last_index, 0, "3 is not applied, it does not even exist");
    leader.feed(Input::Compact { through: 2, state: "two".into() });
    leader.persist();
    assert_eq!((leader.log().first_index(), leader.log().last_term()), (3, 2));
    assert_eq!(leader.snapshot().configuration, cluster_of(3));
    assert_eq!(leader.disk.snapshot, *leader.snapshot());
    // A follower that lacks what is gone gets the snapshot, and then the log.
    let outcome = leader.hears(3, too_short(2, 1, 1));
    let sent = outcome.only_send().0;
    assert_eq!(sent, install(2, leader.snapshot().clone()));
}

#[test]
fn rule_24_after_a_snapshot_the_leader_goes_on_right_behind_it() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.feed(Input::Compact { through: 2, state: "two".into() });
    leader.hears(3, too_short(2, 1, 1));
    leader.propose("SET A 1");
    let (term, round) = (2, ROUND);
    let installed = InstallSnapshotReply { term, round, match_index: Some(2) };
    let outcome = leader.hears(3, Message::InstallSnapshotReply(installed));
    let next = outcome.append_to(3).expect("it lacks the last entry");
    assert_eq!((next.prev_log_index, next.prev_log_term, next.entries.len()), (2, 2, 1));
    assert_eq!(outcome.sends().len(), 1, "that is one message, and all it needs");
    assert_eq!(progress_of(&leader, 3).next_index, 4);
}

#[test]
fn rule_25_each_read_is_confirmed_by_a_round_that_began_after_it() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    let asked = |outcome: &Outcome| outcome.append_to(2).expect("everyone is asked").round;
    let before = asked(&leader.feed(Input::HeartbeatTimeout));
    let first = asked(&leader.feed(Input::Read(1)));
    let second = asked(&leader.feed(Input::Read(2)));
    let mut answers = |round| {
        let outcome = AppendOutcome::Success { match_index: 2 };
        let reply = AppendEntriesReply { term: 2, round, outcome };
        reads_served(&leader.hears(2, Message::AppendEntriesReply(reply)))
    };
    assert_eq!(answers(before), [0; 0], "that round was under way when they came");
    assert_eq!(answers(first), [1], "the second one came later");
    assert_eq!(answers(second), [2]);
}

#[test]
fn rule_25_a_read_is_confirmed_by_a_majority_of_all() {
    let mut leader = leader_of(5, 2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.hears(3, ack(2, 2));
    let round = leader.feed(Input::Read(1)).append_to(2).expect("everyone is asked").round;
    let mut answers = |from| {
        let outcome = AppendOutcome::Success { match_index: 2 };
        let reply = AppendEntriesReply { term: 2, round, outcome };
        reads_served(&leader.hears(from, Message::AppendEntriesReply(reply)))
    };
    assert_eq!(answers(2), [0; 0], "with itself two of five");
    assert_eq!(answers(2), [0; 0], "nor does the same one count twice");
    assert_eq!(answers(4), [1]);
}

#[test]
fn rule_25_a_read_is_answered_after_a_round_begun_after_it_and_when_applied() {
    let mut leader = leader(2, &[1]);
    let begun = leader.feed(Input::Read(1)).append_to(2).expect("everyone is asked").round;
    let reply = |round, match_index| {
        let outcome = AppendOutcome::Success { match_index };
        Message::AppendEntriesReply(AppendEntriesReply { term: 2, round, outcome })
    };
    let early = leader.hears(2, reply(begun - 1, 1));
    assert!(!served(&early), "an answer to an earlier round proves nothing");
    let confirmed = leader.hears(2, reply(begun, 1));
    assert!(!served(&confirmed), "rule 14: the new leader's no-op is not committed yet");
    let applied = leader.hears(2, reply(begun, 2));
    assert!(served(&applied));
}

#[test]
fn rule_25_a_deposed_leader_serves_no_read() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.feed(Input::Read(1));
    let outcome = leader.hears(3, append(3, (2, 2), &[], 2));
    assert!(!leader.is_leader() && !served(&outcome));
    assert!(!served(&leader.hears(2, ack(2, 2))));
}

#[test]
fn rule_25_a_leader_that_steps_down_says_which_reads_it_drops() {
    let dropped = |outcome: &Outcome| {
        let decisions = outcome.decisions();
        let steps_down = |it: &Decision| matches!(it, Decision::BecameFollower { .. });
        let place = decisions.iter().position(steps_down).expect("it steps down");
        decisions[place + 1..].to_vec()
    };
    let both = [Decision::ReadDropped { read: 2 }, Decision::ReadDropped { read: 3 }];
    let mut deposed = leader(2, &[1]);
    let round = deposed.feed(Input::Read(1)).append_to(2).expect("everyone is asked").round;
    let outcome = AppendOutcome::Success { match_index: 2 };
    let reply = AppendEntriesReply { term: 2, round, outcome };
    assert_eq!(reads_served(&deposed.hears(2, Message::AppendEntriesReply(reply))), [1]);
    deposed.feed(Input::Read(2));
    deposed.feed(Input::Read(3));
    assert_eq!(dropped(&deposed.hears(3, append(3, (2, 2), &[], 2)))[..2], both);

    let mut unheard = leader(2, &[1]);
    unheard.set_settings(Settings {
        extensions: Extensions { check_quorum: true, ..Extensions::default() },
        ..Settings::default()
    });
    unheard.feed(Input::Read(2));
    unheard.feed(Input::Read(3));
    assert_eq!(dropped(&unheard.feed(Input::ElectionTimeout)), both);
}

#[test]
fn rule_25_an_answer_to_an_earlier_term_confirms_no_read_of_this_one() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.feed(Input::Read(1));
    // In term 1 it led too, for longer: a request of that time is answered only now.
    let (term, round) = (2, 50);
    let late = [
        Message::AppendEntriesReply(AppendEntriesReply {
            term,
            round,
            outcome: AppendOutcome::StaleTerm,
        }),
        Message::InstallSnapshotReply(InstallSnapshotReply { term, round, match_index: None }),
    ];
    for reply in late {
        let outcome = leader.hears(2, reply);
        assert!(!served(&outcome));
        let reason = IgnoredReply::Late;
        assert!(outcome.decided(Decision::ReplyIgnored { from: s(2), reason }));
    }
}

#[test]
fn a_transfer_takes_no_commands_waits_for_the_log_and_ends_at_the_deadline() {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    leader.propose("SET A 1");
    let is_told = |outcome: &Outcome| {
        outcome
            .sends()
            .iter()
            .any(|(to, message, _)| *to == s(2) && matches!(message, Message::TimeoutNow(_)))
    };
    let begun = leader.feed(Input::TransferLeadership(s(2)));
    assert!(!is_told(&begun) && begun.starts(Timer::Election), "2 lacks the last entry");
    let outcome = leader.propose("SET A 2");
    let reason = RequestRefusal::TransferUnderWay { to: s(2) };
    assert!(outcome.decided(Decision::RequestRefused { request: Request::Propose, reason }));
    assert!(is_told(&leader.hears(2, ack(2, 3))));
    let outcome = leader.feed(Input::ElectionTimeout);
    assert!(outcome.decided(Decision::TransferAborted { to: s(2) }) && leader.is_leader());
    leader.propose("SET A 3");
    assert_eq!(leader.log().last_index(), 4, "it goes on");
}

/// Whether it comes off, the election says: the leader that began it has no part in that.
#[test]
fn a_transfer_is_over_when_its_leader_steps_down() {
    let over = |from: u16| {
        let mut leader = leader(2, &[1]);
        leader.hears(2, ack(2, 2));
        leader.feed(Input::TransferLeadership(s(2)));
        let outcome = leader.hears(from, request_vote(3, (2, 2)));
        assert!(!leader.is_leader());
        outcome.decided(Decision::TransferOver { to: s(2) })
    };
    assert!(over(2) && over(3));
    let mut plain = leader(2, &[1]);
    let outcome = plain.hears(2, request_vote(3, (2, 2)));
    assert!(!outcome.decided(Decision::TransferOver { to: s(2) }), "there was none");
}

#[test]
fn whoever_is_told_to_takes_over_at_once_without_a_pre_vote() {
    let mut heir = with(true, true, disk_of(3, 2, &[1]));
    heir.hears(2, append(2, (1, 1), &[], 0));
    let outcome = heir.hears(2, Message::TimeoutNow(TimeoutNow { term: 2 }));
    assert_eq!((heir.role().name(), heir.current_term()), (RoleName::Candidate, 3));
    let asks = outcome.sends().into_iter().filter_map(|(_, message, _)| match message {
        Message::RequestVote(request) => Some(request.leadership_transfer),
        _ => None,
    });
    assert_eq!(asks.collect::<Vec<_>>(), [true, true]);
    let mut late = follower(5, &[1]);
    late.hears(2, Message::TimeoutNow(TimeoutNow { term: 2 }));
    assert_eq!((late.role().name(), late.current_term()), (RoleName::Follower, 5));
}

fn change(subject: &mut Subject, extensions: Extensions) -> Outcome {
    subject.set_settings(Settings { extensions, ..Settings::default() })
}

#[test]
fn an_extension_that_is_switched_on_or_off_starts_and_stops_its_timers() {
    let none = Extensions::default();
    let check_quorum = Extensions { check_quorum: true, ..none };
    let mut office = leader(2, &[1]);
    assert!(change(&mut office, none).0.is_empty(), "nothing is other than before");
    assert!(
        change(&mut office, check_quorum).starts(Timer::Election),
        "it looks around from now on"
    );
    assert!(change(&mut office, none).stops(Timer::Election));

    let mut protects = with(false, true, disk_of(3, 3, &[1]));
    protects.hears(2, append(3, (1, 1), &[], 0));
    let both = Extensions { pre_vote: true, ..check_quorum };
    assert!(
        !change(&mut protects, both).stops(Timer::MinimumElection),
        "it protects its leader still"
    );
    assert!(change(&mut protects, none).stops(Timer::MinimumElection));
    assert!(!change(&mut protects, both).stops(Timer::MinimumElection), "that has stopped already");
}

#[test]
fn without_an_extension_nobody_asks_how_long_ago_the_leader_was_heard() {
    let mut plain = with(false, false, disk_of(3, 3, &[1]));
    assert!(!plain.hears(2, append(3, (1, 1), &[], 0)).starts(Timer::MinimumElection));
    let mut protects = with(true, false, disk_of(3, 3, &[1]));
    assert!(protects.hears(2, append(3, (1, 1), &[], 0)).starts(Timer::MinimumElection));
}

#[test]
fn who_answered_is_named_in_order_with_the_leader_among_them() {
    let extensions = Extensions { check_quorum: true, ..Extensions::default() };
    let settings = Settings { extensions, ..Settings::default() };
    let mut office = Subject::start_with(3, settings, disk_of(5, 1, &[1]));
    office.feed(Input::ElectionTimeout);
    office.persist();
    office.hears(1, vote(2, true));
    office.hears(5, vote(2, true));
    office.persist();
    office.hears(1, ack(2, 2));
    office.hears(5, ack(2, 2));
    office.feed(Input::ElectionTimeout);
    assert!(office.is_leader());
    office.hears(1, ack(2, 2));
    let outcome = office.feed(Input::ElectionTimeout);
    let reason = StepDown::NoQuorum { active: vec![s(1), s(3)] };
    assert!(
        outcome.decided(Decision::BecameFollower { was: RoleName::Leader, reason }),
        "{outcome:?}"
    );
}

#[test]
fn where_nothing_is_compacted_there_is_no_state_to_restore() {
    let restores = |outputs: &[Output]| outputs.iter().any(|it| matches!(it, Output::Restore(_)));
    let disk = PersistentState::bootstrap(cluster_of(3));
    let (_, outputs) = Server::start(s(1), Settings::default(), disk);
    assert!(!restores(&outputs), "it starts");

    let mut joiner = Subject::start(4, PersistentState::default());
    let outcome = joiner.hears(2, install(2, snapshot(0, 0)));
    assert!(!restores(&outcome.0), "it learns who belongs to the cluster");
    assert_eq!(joiner.configuration(), &cluster_of(4));
}

#[test]
fn what_a_server_knew_to_be_committed_is_applied_at_its_start() {
    let (mut server, _) = Server::start(s(1), Settings::default(), disk_of(3, 2, &[1, 2, 2]));
    let outputs = server.knew_committed(2);
    assert!(outputs.contains(&Output::Apply { from: 1, to: 2 }), "{outputs:?}");
    assert_eq!((server.commit_index(), server.last_applied()), (2, 2));
}

#[test]
fn with_unconfirmed_reads_a_lease_answers_nothing_and_nobody_is_asked() {
    let extensions = Extensions { check_quorum: true, lease_read: true, ..Extensions::default() };
    let rules = Rules::default().without(Rule::ReadConfirmation);
    let settings = Settings { extensions, rules, ..Settings::default() };
    let mut leader = leader(2, &[1]);
    leader.set_settings(settings);
    let round = leader.feed(Input::HeartbeatTimeout).append_to(2).expect("a heartbeat").round;
    let outcome = AppendOutcome::Success { match_index: 2 };
    let acknowledges = AppendEntriesReply { term: 2, round, outcome };
    leader.hears(2, Message::AppendEntriesReply(acknowledges));
    let read = leader.feed(Input::Read(1));
    assert_eq!(read.decisions(), [Decision::ReadTaken { read: 1, read_index: 2 }]);
    assert!(read.sends().is_empty());
}
