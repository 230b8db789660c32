//! What a correct Raft gets right about terms, votes and elections: one story per
//! statement (paper §5.1, §5.2, §5.4.1; figure 2).

mod rules_support;

use raft_lunch::raft::*;
use rules_support::*;

/// A server in term 3, with an entry of term 3, in each of the three roles.
fn in_every_role() -> [Subject; 3] {
    [follower(3, &[1, 3]), candidate(3, &[1, 3]), leader(3, &[1, 3])]
}

#[test]
fn rule_01_a_higher_term_in_any_message_is_adopted_and_the_vote_forgotten() {
    // §5.1. The candidate's log is empty, so that its request gets no new vote.
    let of_term_7 = [request_vote(7, (0, 0)), vote(7, false), append(7, (0, 0), &[], 0), ack(7, 1)];
    for message in of_term_7 {
        let mut voter = follower(3, &[1, 3]);
        voter.hears(2, request_vote(3, (3, 2)));
        assert_eq!(voter.voted_for(), Some(s(2)), "it has a vote to forget");
        for mut server in in_every_role().into_iter().chain([voter]) {
            let was = server.role().name();
            let outcome = server.hears(3, message.clone());
            assert_eq!((server.current_term(), server.voted_for()), (7, None));
            assert_eq!(server.role().name(), RoleName::Follower);
            assert!(outcome.decided(Decision::TermAdopted { from: 3, to: 7, because_of: s(3) }));
            let stepped_down = Decision::BecameFollower { was, reason: StepDown::HigherTerm };
            assert_eq!(outcome.decided(stepped_down), was != RoleName::Follower);
            server.persist();
            assert_eq!((server.disk.current_term, server.disk.voted_for), (7, None));
        }
    }
}

#[test]
fn rule_01_in_the_new_term_the_vote_is_free_again() {
    let mut voter = follower(3, &[1]);
    assert!(voter.hears(2, request_vote(3, (1, 1))).vote().vote_granted);
    assert_eq!(voter.vote_verdict(s(3), next_term()), Ok(()), "it would");
    let reply = voter.hears(3, Message::RequestVote(next_term())).vote();
    assert!(reply.vote_granted, "and it does");
    assert_eq!((reply.term, voter.voted_for()), (4, Some(s(3))));

    fn next_term() -> RequestVote {
        RequestVote { term: 4, last_log_index: 1, last_log_term: 1, leadership_transfer: false }
    }
}

#[test]
fn rule_02_a_request_of_a_stale_term_is_answered_with_ones_own_and_changes_nothing() {
    for mut server in in_every_role() {
        let (role, vote) = (server.role().clone(), server.voted_for());
        let outcome = server.hears(3, request_vote(2, (9, 9)));
        let expected = RequestVoteReply { term: 3, request_term: 2, vote_granted: false };
        assert_eq!(outcome.vote(), expected);

        // Its entries would even fit, and they would conflict with an entry here.
        let outcome = server.hears(3, append(2, (1, 1), &[2], 2));
        let outcome_there = AppendOutcome::StaleTerm;
        let expected = AppendEntriesReply { term: 3, round: ROUND, outcome: outcome_there };
        assert_eq!(outcome.append_reply(), expected);

        let snapshot = Snapshot { last_index: 9, last_term: 2, ..Snapshot::default() };
        let stale = InstallSnapshot { term: 2, snapshot, round: ROUND };
        let outcome = server.hears(3, Message::InstallSnapshot(stale));
        let reason = SnapshotNotNeeded::StaleTerm;
        assert!(outcome.decided(Decision::SnapshotIgnored { last_index: 9, reason }));
        let reply = InstallSnapshotReply { term: 3, round: ROUND, match_index: None };
        assert_eq!(outcome.only_send().0, Message::InstallSnapshotReply(reply));
        assert_eq!(server.current_term(), 3);
        assert_eq!((server.role().clone(), server.voted_for()), (role, vote));
        assert_eq!(terms(server.log())[..2], [1, 3]);
        assert_eq!(server.commit_index(), 0);
    }
}

#[test]
fn rule_02_a_stale_reply_is_ignored() {
    let mut standing = candidate(3, &[1]);
    standing.hears(2, vote(2, true));
    assert!(!standing.is_leader(), "a vote of term 2 is none for term 3");
    standing.hears(2, vote(3, true));
    assert!(standing.is_leader(), "one of term 3 is");

    let mut leader = leader(3, &[1]);
    let before = progress_of(&leader, 2);
    let outcome = leader.hears(2, ack(2, 2));
    assert_eq!(
        outcome.0,
        [Output::Decide(Decision::ReplyIgnored { from: s(2), reason: IgnoredReply::StaleTerm })]
    );
    assert_eq!(progress_of(&leader, 2), before);
    assert_eq!(leader.commit_index(), 0);
}

#[test]
fn rule_03_a_server_votes_once_in_a_term_and_repeats_itself_when_asked_again() {
    let mut voter = follower(3, &[1]);
    assert!(voter.hears(2, request_vote(3, (1, 1))).vote().vote_granted);
    assert!(!voter.hears(3, request_vote(3, (2, 9))).vote().vote_granted);
    assert_eq!(voter.voted_for(), Some(s(2)));
    let again = voter.hears(2, request_vote(3, (1, 1)));
    assert!(again.vote().vote_granted, "the first answer may be lost");
}

#[test]
fn rule_03_a_candidate_has_given_its_vote_to_itself() {
    let mut standing = candidate(3, &[1]);
    let outcome = standing.hears(2, request_vote(3, (2, 9)));
    assert!(!outcome.vote().vote_granted);
    assert!(outcome.decided(Decision::VoteDenied {
        candidate: s(2),
        reason: VoteDenial::AlreadyVoted { voted_for: s(1) },
    }));
}

#[test]
fn rule_03_stepping_down_within_a_term_keeps_the_vote() {
    let mut server = candidate(3, &[1]);
    server.hears(2, append(3, (1, 1), &[3], 0));
    assert_eq!(server.role().name(), RoleName::Follower);
    let outcome = server.hears(3, request_vote(3, (9, 9)));
    assert!(!outcome.vote().vote_granted);
    assert_eq!(server.voted_for(), Some(s(1)));
}

#[test]
fn rule_03_a_restart_keeps_the_vote() {
    let mut voter = follower(3, &[1]);
    voter.hears(2, request_vote(3, (1, 1)));
    voter.persist();
    voter.restart();
    assert!(!voter.hears(3, request_vote(3, (9, 9))).vote().vote_granted);
    assert!(voter.hears(2, request_vote(3, (1, 1))).vote().vote_granted);
}

/// What it voted before its disk was lost, nobody knows.
#[test]
fn rule_03_whoever_returns_without_its_disk_has_no_vote_in_terms_that_it_may_have_voted_in() {
    let mut returned = Subject::start(1, PersistentState::returning(s(1), 7));
    for term in [6, 7] {
        assert!(!returned.hears(2, request_vote(term, (9, 9))).vote().vote_granted);
    }
    assert!(returned.hears(2, request_vote(8, (9, 9))).vote().vote_granted);
}

#[test]
fn rule_03_a_vote_that_arrives_twice_counts_once() {
    let mut standing = candidate_of(5, 3, &[]);
    standing.hears(2, vote(3, true));
    standing.hears(2, vote(3, true));
    assert!(!standing.is_leader(), "1 and 2 are two of five");
    standing.hears(4, vote(3, false));
    assert!(!standing.is_leader(), "a denial is no vote");
    let outcome = standing.hears(3, vote(3, true));
    assert!(outcome.decided(Decision::BecameLeader { votes: vec![s(1), s(2), s(3)] }));
}

#[test]
fn rule_04_a_vote_leaves_only_after_it_is_durable_also_when_repeated() {
    let mut voter = follower(3, &[1]);
    let (_, after) = voter.hears(2, request_vote(3, (1, 1))).only_send();
    assert!(voter.waits(after));
    assert_eq!(voter.disk.voted_for, None, "a crash now would forget it");
    let (_, after) = voter.hears(2, request_vote(3, (1, 1))).only_send();
    assert!(voter.waits(after), "the repeated answer waits no less");

    voter.persist();
    assert_eq!(voter.disk.voted_for, Some(s(2)));
    let (_, after) = voter.hears(2, request_vote(3, (1, 1))).only_send();
    assert_eq!(after, None, "now nothing is left to wait for");
}

#[test]
fn rule_04_a_denial_waits_for_the_term_that_it_names() {
    let mut voter = follower(3, &[1, 3]);
    let outcome = voter.hears(2, request_vote(4, (1, 1)));
    assert!(!outcome.vote().vote_granted);
    assert!(voter.waits(outcome.only_send().1));
    let (_, after) = voter.hears(3, request_vote(2, (1, 1))).only_send();
    assert!(voter.waits(after), "even a stale candidate learns term 4");
    voter.persist();
    assert_eq!(voter.disk.current_term, 4);
}

#[test]
fn rule_04_a_request_for_votes_waits_for_the_own_vote_and_for_the_log_it_claims() {
    // Two entries arrive, and the election timeout comes before the disk is done.
    let mut server = follower(3, &[1]);
    server.hears(2, append(3, (1, 1), &[3, 3], 0));
    let outcome = server.feed(Input::ElectionTimeout);
    let sends = outcome.sends();
    assert_eq!(sends.len(), 2, "both others are asked");
    for (_, message, after) in sends {
        assert_eq!(message, request_vote(4, (3, 3)));
        assert!(server.waits(after));
    }
    assert_eq!(server.disk, follower(3, &[1]).disk, "nothing is durable yet");
    server.persist();
    assert_eq!(server.disk.current_term, 4);
    assert_eq!(server.disk.voted_for, Some(s(1)));
    assert_eq!(server.disk.log, entries(&[1, 3, 3]));
}

#[test]
fn rule_04_a_candidate_counts_its_own_vote_only_when_it_is_durable() {
    // In a cluster of one no other vote would make up for it.
    let mut alone = follower_of(1, 3, &[]);
    alone.feed(Input::ElectionTimeout);
    alone.feed(Input::ElectionTimeout);
    assert!(!alone.is_leader());
    let [vote_of_4, vote_of_5] = [0, 1].map(|n| alone.unstored[n].id);
    alone.feed(Input::Persisted(vote_of_4));
    assert!(!alone.is_leader(), "its vote of term 4 is none for term 5");
    alone.feed(Input::Persisted(vote_of_5));
    assert!(alone.is_leader());
}

#[test]
fn rule_05_a_vote_goes_only_to_a_log_at_least_as_up_to_date_the_last_term_first() {
    // §5.4.1; the voter's log ends with (term 3, index 3).
    let candidates = [
        ((3, 3), true, "the same log"),
        ((3, 4), true, "the same last term, a longer log"),
        ((4, 1), true, "a later last term, however short the log"),
        ((3, 2), false, "the same last term, a shorter log"),
        ((2, 9), false, "an earlier last term, however long the log"),
        ((0, 0), false, "an empty log"),
    ];
    for (last, granted, why) in candidates {
        let mut voter = follower(4, &[1, 1, 3]);
        let outcome = voter.hears(2, request_vote(5, last));
        assert_eq!(outcome.vote().vote_granted, granted, "{why}");
        assert_eq!(voter.voted_for(), granted.then_some(s(2)), "{why}");
    }
}

#[test]
fn without_the_log_check_a_candidate_with_a_stale_log_gets_the_vote() {
    let asked = |rules| {
        let disk = follower(4, &[1, 1, 3]).disk;
        let mut voter = Subject::start_with(1, Settings { rules, ..Settings::default() }, disk);
        voter.hears(2, request_vote(5, (1, 2)))
    };
    let outcome = asked(Rules::default());
    assert!(!outcome.vote().vote_granted);
    assert!(outcome.decided(Decision::VoteDenied {
        candidate: s(2),
        reason: VoteDenial::LogBehind { mine: (3, 3), theirs: (1, 2) },
    }));
    let outcome = asked(Rules::default().without(Rule::LogCheckOnVotes));
    assert!(outcome.vote().vote_granted, "the planted bug shows");
}

#[test]
fn rule_06_a_vote_granted_or_the_current_leader_restarts_the_election_timer() {
    let mut server = follower(3, &[1, 3]);
    let restarts = [
        ("a vote granted", request_vote(4, (3, 2))),
        ("a heartbeat", append(4, (3, 2), &[], 0)),
        ("entries", append(4, (3, 2), &[4], 0)),
        ("entries that don't fit yet", append(4, (4, 9), &[4], 0)),
    ];
    for (what, message) in restarts {
        assert!(server.hears(2, message).starts(Timer::Election), "{what}");
    }
}

#[test]
fn rule_06_nothing_else_restarts_the_election_timer() {
    let mut server = follower(3, &[1, 3]);
    let does_not = [
        ("a vote denied, of a higher term", request_vote(4, (1, 1))),
        ("a vote denied, of this term", request_vote(4, (1, 1))),
        ("a stale candidate", request_vote(3, (9, 9))),
        ("a stale leader", append(3, (3, 2), &[], 0)),
        ("someone's vote", vote(4, true)),
        ("someone's acknowledgement", ack(4, 2)),
        ("a reply of a higher term", ack(5, 2)),
    ];
    for (what, message) in does_not {
        assert!(!server.hears(2, message).starts(Timer::Election), "{what}");
    }
    assert!(!server.propose("SET A 1").starts(Timer::Election));
    assert!(!server.persist().starts(Timer::Election));
}

/// A candidate that hears no answer asks for ever: its voters must be able to stand.
#[test]
fn rule_06_the_same_vote_said_again_restarts_no_timer() {
    let mut server = follower(3, &[1, 3]);
    assert!(server.hears(2, request_vote(4, (3, 2))).starts(Timer::Election));
    let again = server.hears(2, request_vote(4, (3, 2)));
    assert!(again.decided(Decision::VoteRepeated { candidate: s(2) }));
    assert!(again.vote().vote_granted && !again.starts(Timer::Election));
    assert!(again.writes().is_empty(), "it is on the disk, or on its way there");
}

#[test]
fn rule_06_a_leader_has_no_election_timer_and_starts_one_when_it_steps_down() {
    let mut server = candidate(3, &[1]);
    let outcome = server.hears(2, vote(3, true));
    assert!(server.is_leader() && outcome.stops(Timer::Election));
    assert!(outcome.starts(Timer::Heartbeat));

    let outcome = server.hears(2, vote(4, false));
    assert!(!server.is_leader() && outcome.stops(Timer::Heartbeat));
    assert!(outcome.starts(Timer::Election));
}

#[test]
fn rule_07_every_election_asks_for_the_election_timer_afresh() {
    // The drawing itself is the machine's: each start is a new draw (§5.2).
    let mut server = follower(3, &[1]);
    for term in 4..8 {
        let outcome = server.feed(Input::ElectionTimeout);
        assert_eq!(server.current_term(), term, "nobody answered: a new election");
        assert_eq!(server.role().name(), RoleName::Candidate);
        let asked = |output: &&Output| **output == Output::StartTimer(Timer::Election);
        assert_eq!(outcome.0.iter().filter(asked).count(), 1);
    }
}

#[test]
fn rule_08_append_entries_of_the_same_term_demotes_a_candidate_which_then_obeys() {
    let mut server = candidate(3, &[1]);
    let outcome = server.hears(2, append(3, (1, 1), &[3], 0));
    assert!(outcome.decided(Decision::BecameFollower {
        was: RoleName::Candidate,
        reason: StepDown::LeaderOfThisTerm { leader: s(2) },
    }));
    assert_eq!((server.current_term(), server.leader()), (3, Some(s(2))));
    assert_eq!(terms(server.log()), [1, 3]);
    server.hears(3, vote(3, true));
    assert!(!server.is_leader(), "a vote that comes now is too late");
}

#[test]
fn rule_08_a_leader_does_not_obey_a_second_leader_of_its_term_and_says_so() {
    let mut leader = leader(3, &[1]);
    let outcome = leader.hears(2, append(3, (0, 0), &[3, 3, 3], 3));
    assert_eq!(
        outcome.0,
        [Output::Decide(Decision::ImpossibleMessage {
            from: s(2),
            reason: Impossible::TwoLeadersInOneTerm,
        })]
    );
    assert!(leader.is_leader());
    assert_eq!((terms(leader.log()), leader.commit_index()), (vec![1, 3], 0));
}

#[test]
fn whoever_said_yes_and_then_no_said_yes() {
    let mut stands = candidate_of(5, 2, &[1]);
    stands.hears(2, vote(2, true));
    let outcome = stands.hears(2, vote(2, false));
    let late = Decision::ReplyIgnored { from: s(2), reason: IgnoredReply::Late };
    assert!(outcome.decided(late), "{outcome:?}");
}
