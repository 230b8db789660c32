//! Rules 16, 19 to 21 and 24: changes of membership.

mod rules_support;

use raft_lunch::raft::*;
use rules_support::*;

/// A log entry of `term` that states a configuration.
fn states(term: Term, configuration: &Configuration) -> Entry {
    Entry { term, payload: Payload::Configuration(configuration.clone()) }
}

fn joint(old: &[u16], new: &[u16]) -> Configuration {
    let change = MembershipChange::Joint {
        voters: new.iter().copied().map(ServerId).collect(),
        learners: vec![],
    };
    Configuration::new(old.iter().copied().map(ServerId)).changed(&change).expect("a real change")
}

/// Server 1, a follower in term 3, with a joint configuration as the last entry of
/// its log: the old side 1 2 3, the new side 1 4 5.
fn in_joint() -> PersistentState {
    let mut disk = disk_of(3, 3, &[1]);
    disk.log.push(states(3, &joint(&[1, 2, 3], &[1, 4, 5])));
    disk
}

/// The leader of term 4 with that log, elected by both sides; nothing committed.
fn joint_leader() -> Subject {
    let mut leader = Subject::start(1, in_joint());
    leader.feed(Input::ElectionTimeout);
    leader.persist();
    leader.hears(2, vote(4, true));
    leader.hears(4, vote(4, true));
    leader.persist();
    assert!(leader.is_leader());
    leader
}

fn ask(leader: &mut Subject, change: MembershipChange) -> Outcome {
    leader.feed(Input::ChangeMembership(change))
}

fn refusal(outcome: &Outcome) -> Option<RequestRefusal> {
    outcome.decisions().into_iter().find_map(|decision| match decision {
        Decision::RequestRefused { reason, .. } => Some(reason),
        _ => None,
    })
}

/// The leader of three, its no-op committed.
fn settled_leader() -> Subject {
    let mut leader = leader(2, &[1]);
    leader.hears(2, ack(2, 2));
    assert_eq!(leader.commit_index(), 2);
    leader
}

#[test]
fn rule_16_an_acknowledgement_from_before_a_removal_does_not_count_after_the_return() {
    let late = |settings: Settings| {
        let mut leader = Subject::start_with(1, settings, disk_of(3, 1, &[1]));
        leader.feed(Input::ElectionTimeout);
        leader.persist();
        leader.hears(2, vote(2, true));
        leader.persist();
        leader.hears(2, ack(2, 2));
        ask(&mut leader, MembershipChange::Remove(s(3)));
        leader.persist();
        leader.hears(2, ack(2, 3));
        assert_eq!(leader.commit_index(), 3, "server 3 is out");
        ask(&mut leader, MembershipChange::AddLearner(s(3)));
        leader.persist();
        let outcome = leader.hears(3, ack(2, 2));
        (progress_of(&leader, 3).match_index, outcome)
    };
    let (known, outcome) = late(Settings::default());
    assert_eq!(known, 0);
    let reason = IgnoredReply::EarlierMembership;
    assert!(outcome.decided(Decision::ReplyIgnored { from: s(3), reason }));
    let rules = Rules::default().without(Rule::MembershipSessions);
    let (known, _) = late(Settings { rules, ..Settings::default() });
    assert_eq!(known, 2, "without the rule it counts");
}

#[test]
fn rule_19_votes_need_a_majority_of_the_old_and_of_the_new() {
    let mut candidate = Subject::start(1, in_joint());
    candidate.feed(Input::ElectionTimeout);
    candidate.persist();
    candidate.hears(4, vote(4, true));
    candidate.hears(5, vote(4, true));
    assert!(!candidate.is_leader(), "all of the new side, and one of the old");
    candidate.hears(2, vote(4, true));
    assert!(candidate.is_leader());
}

#[test]
fn rule_19_commits_reads_and_pre_votes_need_both_majorities_too() {
    let mut leader = joint_leader();
    let noop = leader.log().last_index();
    leader.hears(4, ack(4, noop));
    leader.hears(5, ack(4, noop));
    assert_eq!(leader.commit_index(), 0);
    assert!(matches!(leader.commit_status(noop), CommitStatus::TooFewCopies { .. }));
    let read = leader.feed(Input::Read(7));
    let round = read.append_to(2).expect("everyone is asked").round;
    let confirm = |leader: &mut Subject, from| {
        let outcome = AppendOutcome::Success { match_index: noop };
        let reply = AppendEntriesReply { term: 4, round, outcome };
        let outcome = leader.hears(from, Message::AppendEntriesReply(reply));
        outcome.decisions().iter().any(|d| matches!(d, Decision::ReadConfirmed { .. }))
    };
    assert!(!confirm(&mut leader, 4) && !confirm(&mut leader, 5));
    assert!(confirm(&mut leader, 2));
    assert_eq!(leader.commit_index(), noop, "and it is committed");

    let extensions = Extensions { pre_vote: true, ..Extensions::default() };
    let settings = Settings { extensions, ..Settings::default() };
    let mut asks = Subject::start_with(1, settings, in_joint());
    asks.feed(Input::ElectionTimeout);
    let yes = |term| Message::PreVoteReply(PreVoteReply { term, vote_granted: true });
    asks.hears(4, yes(4));
    assert_eq!(asks.role().name(), RoleName::PreCandidate);
    asks.hears(3, yes(4));
    assert_eq!(asks.role().name(), RoleName::Candidate);
}

#[test]
fn rule_20_a_configuration_is_in_force_on_append_and_truncation_takes_it_back() {
    let mut server = follower(1, &[1]);
    let four = cluster_of(4);
    server.hears(
        2,
        Message::AppendEntries(AppendEntries {
            term: 2,
            prev_log_index: 1,
            prev_log_term: 1,
            entries: vec![states(2, &four)],
            leader_commit: 0,
            round: ROUND,
        }),
    );
    assert_eq!((server.configuration(), server.commit_index()), (&four, 0));
    let outcome = server.hears(3, append(3, (1, 1), &[3], 0));
    assert_eq!(server.configuration(), &cluster_of(3));
    let back = Decision::ConfigurationTakenBack { index: 0, configuration: cluster_of(3) };
    assert!(outcome.decided(back));
    server.persist();
    server.restart();
    assert_eq!(server.configuration(), &cluster_of(3), "the log alone says so");
}

#[test]
fn rule_20_one_uncommitted_change_at_a_time_and_not_before_the_no_op() {
    let mut leader = leader(2, &[1]);
    let add = || MembershipChange::AddLearner(s(4));
    let refused = refusal(&ask(&mut leader, add()));
    assert_eq!(refused, Some(RequestRefusal::NothingCommittedInThisTerm { noop: 2 }));
    leader.hears(2, ack(2, 2));
    assert_eq!(refusal(&ask(&mut leader, add())), None);
    let refused = refusal(&ask(&mut leader, MembershipChange::AddLearner(s(5))));
    assert_eq!(refused, Some(RequestRefusal::ChangeUnderWay { index: 3 }));
    assert_eq!(leader.log().last_index(), 3);
}

#[test]
fn rule_21_a_removed_leader_does_not_count_itself_and_steps_down_when_it_is_committed() {
    let mut leader = settled_leader();
    ask(&mut leader, MembershipChange::Remove(s(1)));
    leader.persist();
    assert!(leader.is_leader(), "it manages a cluster that it is not part of");
    leader.hears(2, ack(2, 3));
    assert_eq!(leader.commit_index(), 2, "its own copy is none of the two that are needed");
    let outcome = leader.hears(3, ack(2, 3));
    assert_eq!(leader.commit_index(), 3);
    let reason = StepDown::Removed;
    assert!(outcome.decided(Decision::BecameFollower { was: RoleName::Leader, reason }));
    assert_eq!(outcome.append_to(2).map(|append| append.leader_commit), Some(3), "told before");
    leader.feed(Input::ElectionTimeout);
    assert_eq!(leader.role().name(), RoleName::Follower, "and it stands no more");
}

#[test]
fn rule_21_whom_an_uncommitted_configuration_leaves_out_may_still_stand() {
    let mut disk = disk_of(3, 3, &[1]);
    let two = Configuration::new([s(2), s(3)]);
    disk.log.push(states(3, &two));
    let mut left_out = Subject::start(1, disk);
    left_out.feed(Input::ElectionTimeout);
    left_out.persist();
    left_out.hears(2, vote(4, true));
    assert!(!left_out.is_leader(), "its own vote does not count");
    left_out.hears(3, vote(4, true));
    assert!(left_out.is_leader());
}

#[test]
fn a_joint_configuration_is_left_once_it_is_committed() {
    let mut leader = joint_leader();
    let noop = leader.log().last_index();
    leader.hears(2, ack(4, noop));
    leader.hears(4, ack(4, noop));
    let new = Configuration::new([s(1), s(4), s(5)]);
    assert_eq!(leader.configuration(), &new);
    assert_eq!(leader.log().last_index(), noop + 1);
    assert!(leader.progress().expect("it leads").get(&s(2)).is_none(), "2 is out");
}

#[test]
fn rule_24_a_snapshot_names_the_members_as_of_its_last_index() {
    let mut leader = settled_leader();
    ask(&mut leader, MembershipChange::AddLearner(s(4)));
    leader.persist();
    leader.hears(2, ack(2, 3));
    assert_eq!((leader.configuration_index(), leader.commit_index()), (3, 3));
    leader.feed(Input::Compact { through: 2, state: "two".into() });
    assert_eq!(leader.snapshot().configuration, cluster_of(3), "4 came later");
    assert!(leader.configuration().is_learner(s(4)), "and is in force all the same");
    leader.feed(Input::Compact { through: 3, state: "three".into() });
    assert!(leader.snapshot().configuration.is_learner(s(4)));
    assert_eq!(leader.configuration_index(), 3);
}

#[test]
fn what_is_impossible_is_refused_with_its_reason() {
    let mut leader = settled_leader();
    let refused = |leader: &mut Subject, input| refusal(&leader.feed(input)).expect("refused");
    let change = |leader: &mut Subject, change| refused(leader, Input::ChangeMembership(change));
    use MembershipChange::*;
    assert_eq!(change(&mut leader, Remove(s(9))), RequestRefusal::NotAMember(s(9)));
    assert_eq!(change(&mut leader, Promote(s(2))), RequestRefusal::NotALearner(s(2)));
    assert_eq!(change(&mut leader, AddLearner(s(2))), RequestRefusal::AlreadyAMember(s(2)));
    ask(&mut leader, AddLearner(s(4)));
    leader.persist();
    leader.hears(2, ack(2, 3));
    let behind = RequestRefusal::StillCatchingUp { server: s(4), match_index: 0, commit_index: 3 };
    assert_eq!(change(&mut leader, Promote(s(4))), behind);
    let transfer = |leader: &mut Subject, to| refused(leader, Input::TransferLeadership(s(to)));
    assert_eq!(transfer(&mut leader, 4), RequestRefusal::IsALearner(s(4)));
    assert_eq!(transfer(&mut leader, 1), RequestRefusal::LeadsAlready(s(1)));
    let compact = Input::Compact { through: 9, state: "".into() };
    assert_eq!(refused(&mut leader, compact), RequestRefusal::NotAppliedYet { last_applied: 3 });
    let mut follower = follower(2, &[1]);
    follower.hears(3, append(2, (1, 1), &[], 0));
    let nobody = RequestRefusal::NotLeader { leader: Some(s(3)) };
    assert_eq!(refused(&mut follower, Input::Read(1)), nobody);
}

#[test]
fn a_learner_is_promoted_when_one_message_can_bring_it_up_to_date() {
    let settings = Settings { max_entries_per_message: 2, ..Settings::default() };
    let mut leader = Subject::start_with(1, settings, disk_of(3, 1, &[1]));
    leader.feed(Input::ElectionTimeout);
    leader.persist();
    leader.hears(2, vote(2, true));
    leader.persist();
    leader.hears(2, ack(2, 2));
    leader.feed(Input::ChangeMembership(MembershipChange::AddLearner(s(4))));
    for number in 0..3 {
        leader.propose(&format!("SET A {number}"));
    }
    leader.persist();
    leader.hears(2, ack(2, 6));
    assert_eq!(leader.commit_index(), 6);
    let promote = MembershipChange::Promote(s(4));
    let round = progress_of(&leader, 4).member_since;
    let mut has = |match_index| {
        let outcome = AppendOutcome::Success { match_index };
        let reply = AppendEntriesReply { term: 2, round, outcome };
        leader.hears(4, Message::AppendEntriesReply(reply));
        leader.change_verdict(&promote).map(|_| ())
    };
    let behind = |match_index| RequestRefusal::StillCatchingUp {
        server: s(4),
        match_index,
        commit_index: 6,
    };
    assert_eq!(has(3), Err(behind(3)), "it lacks three entries, and a message carries two");
    assert_eq!(has(4), Ok(()), "it lacks two");
}
