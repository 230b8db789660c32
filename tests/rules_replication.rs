//! What a correct Raft gets right about logs: one story per statement (paper
//! §5.3, §5.4; figures 2 and 8; thesis §10.2.1).

mod rules_support;

use raft_lunch::raft::*;
use rules_support::network::Network;
use rules_support::*;

#[test]
fn rule_04_an_acknowledgement_waits_for_its_entries_also_for_those_of_a_first_copy() {
    let mut server = follower(3, &[1]);
    let copy = append(3, (1, 1), &[3, 3], 0);
    for which in ["the first copy", "the second copy"] {
        let outcome = server.hears(2, copy.clone());
        assert_eq!(outcome.append_reply().outcome, success(3), "{which}");
        assert!(server.waits(outcome.only_send().1), "{which}");
    }
    assert_eq!(server.unstored.len(), 1, "the second copy changed nothing");
    assert_eq!(server.disk.log, entries(&[1]), "a crash now would lose them");

    server.persist();
    assert_eq!(server.disk.log, entries(&[1, 3, 3]));
    assert_eq!(server.hears(2, copy).only_send().1, None);
}

#[test]
fn rule_04_a_rejection_waits_for_the_term_that_it_names() {
    let mut server = follower(3, &[1]);
    let outcome = server.hears(2, append(4, (4, 9), &[], 0));
    assert!(server.waits(outcome.only_send().1), "entries don't fit");
    let outcome = server.hears(3, append(3, (1, 1), &[3], 0));
    assert_eq!(outcome.append_reply().outcome, AppendOutcome::StaleTerm);
    assert!(server.waits(outcome.only_send().1), "the term is stale");
    server.persist();
    assert_eq!(server.disk.current_term, 4);
}

#[test]
fn rule_04_only_a_leaders_entries_overtake_its_own_disk() {
    // Thesis §10.2.1: it writes in parallel with its followers.
    let mut leader = leader(3, &[1]);
    leader.hears(2, ack(3, 2));
    let outcome = leader.propose("SET A 1");
    let sends = outcome.sends();
    let to_2 = sends.iter().find(|(to, ..)| *to == s(2)).expect("to 2");
    assert!(matches!(&to_2.1, Message::AppendEntries(append) if append.entries.len() == 1));
    assert_eq!((to_2.2, leader.unstored.len()), (None, 1));
    let denial = leader.hears(3, request_vote(3, (9, 9)));
    assert!(leader.waits(denial.only_send().1), "a reply does wait");
}

#[test]
fn rule_09_entries_go_in_only_after_the_same_index_and_the_same_term() {
    // §5.3. The follower's log: terms 1, 1, 2.
    let cases = [
        ((0, 0), success(1), "before the log, everyone agrees"),
        ((1, 2), success(3), "in the middle"),
        ((2, 3), success(4), "at the end"),
        ((2, 4), mismatch(4, None, 4), "a gap of one"),
        ((2, 9), mismatch(9, None, 4), "a gap of many"),
        ((3, 3), mismatch(3, Some(2), 3), "that index, another term"),
        ((2, 2), mismatch(2, Some(1), 1), "that term, another index"),
    ];
    for (prev, expected, why) in cases {
        let mut server = follower(3, &[1, 1, 2]);
        let before = server.log().clone();
        let outcome = server.hears(2, append(3, prev, &[3], 0));
        assert_eq!(outcome.append_reply().outcome, expected, "{why}");
        match expected {
            AppendOutcome::Success { match_index } => {
                assert_eq!(server.log().term_at(match_index), Some(3), "{why}");
            }
            _ => assert_eq!(server.log(), &before, "{why}"),
        }
    }
}

#[test]
fn rule_10_a_late_short_append_entries_never_shortens_the_log() {
    let mut server = follower(3, &[1]);
    server.hears(2, append(3, (1, 1), &[3, 3, 3], 0));
    server.persist();
    for (prev, new) in [((1, 1), &[3][..]), ((1, 1), &[]), ((0, 0), &[1]), ((3, 2), &[3])] {
        let outcome = server.hears(2, append(3, prev, new, 0));
        assert_eq!(terms(server.log()), [1, 3, 3, 3]);
        assert!(outcome.writes().is_empty());
    }
}

#[test]
fn rule_10_a_conflict_removes_the_entry_and_what_follows_and_nothing_before_it() {
    let mut server = follower(4, &[1, 2, 2, 2, 3]);
    let outcome = server.hears(2, append(4, (1, 1), &[2, 2, 4], 0));
    assert_eq!(terms(server.log()), [1, 2, 2, 4]);
    assert!(outcome.decided(Decision::Truncated { from: 4, removed: entries(&[2, 3]) }));
    server.persist();
    assert_eq!(server.disk.log, entries(&[1, 2, 2, 4]), "on disk too");
}

#[test]
fn rule_11_a_followers_commit_index_stops_at_what_the_message_has_verified() {
    // Entries 2 to 4 are leftovers of an old leader; the new leader has others.
    let mut server = follower(3, &[1, 2, 2, 2]);
    server.hears(2, append(3, (1, 1), &[], 4));
    assert_eq!(server.commit_index(), 1, "never its own last index");
    let outcome = server.hears(2, append(3, (1, 1), &[3, 3], 4));
    assert_eq!(server.commit_index(), 3, "prev_log_index + 2 entries");
    assert_eq!(outcome.applied(), [2, 3]);
    server.hears(2, append(3, (3, 3), &[3, 3], 4));
    assert_eq!(server.commit_index(), 4, "leader_commit, where that is less");
}

#[test]
fn rule_11_an_acknowledgement_too_names_only_what_the_message_has_verified() {
    let mut server = follower(3, &[1, 2, 2, 2]);
    let reply = server.hears(2, append(3, (1, 1), &[], 0)).append_reply();
    assert_eq!(reply.outcome, success(1), "never its own last index");
    let reply = server.hears(2, append(3, (0, 0), &[1, 2], 0)).append_reply();
    assert_eq!(reply.outcome, success(2), "prev_log_index + 2 entries");
    assert_eq!(terms(server.log()), [1, 2, 2, 2], "the rest may yet be right");
}

#[test]
fn rule_11_a_rejected_message_commits_nothing() {
    let mut server = follower(3, &[1, 2]);
    server.hears(2, append(3, (3, 2), &[3], 3));
    assert_eq!(server.commit_index(), 0);
    server.hears(2, append(2, (2, 2), &[], 2));
    assert_eq!(server.commit_index(), 0, "nor does a stale one");
}

#[test]
fn rule_12_what_is_committed_is_never_removed() {
    let mut server = follower(3, &[1, 1, 1]);
    server.hears(2, append(3, (1, 2), &[], 2));
    assert_eq!(server.commit_index(), 2);
    // No correct leader sends this: entry 2 is another one there.
    let outcome = server.hears(2, append(3, (1, 1), &[3, 3], 3));
    assert!(outcome.decided(Decision::ImpossibleMessage {
        from: s(2),
        reason: Impossible::OverwritesCommitted { index: 2 },
    }));
    assert!(outcome.sends().is_empty() && outcome.writes().is_empty());
    assert_eq!((terms(server.log()), server.commit_index()), (vec![1; 3], 2));
    server.hears(2, append(3, (1, 2), &[3], 3));
    assert_eq!(terms(server.log()), [1, 1, 3], "entry 3 was only stored");
}

/// Figure 8 up to (c): entries 2 to 65, of term 2, are on servers 1, 2 and 3 of
/// five; server 1 leads term 4 and knows it; server 5 has an entry of term 3 at
/// index 2.
fn figure_8_c() -> Network {
    let mut five = Network::of(5);
    assert!(five.elect(1, &[2, 3]));
    for other in 2..=5 {
        five.exchange(1, other);
    }
    // (a) Server 1 leads term 2 and copies a little of it to server 2 only. It has
    // more than fits into one message: so no message below carries its term 4.
    five.restart(1);
    assert!(five.elect(1, &[2, 3, 4, 5]));
    five.carry(1, 2);
    for _ in 0..2 * Settings::default().max_entries_per_message {
        five.feed(1, Input::Propose("SET A 1".into()));
    }
    assert_eq!(five.server(2).log().last_index(), 2);
    // (b) It crashes. Server 5 wins term 3 with the votes of 3 and 4.
    five.restart(1);
    assert!(five.elect(5, &[3, 4]));
    // (c) Server 5 crashes. Server 1 is back; term 3 is taken, it wins term 4.
    five.restart(5);
    assert!(!five.elect(1, &[]) && five.elect(1, &[2, 3]));
    for other in [2, 3] {
        five.exchange(1, other); // too short: server 1 backs up
        five.exchange(1, other); // the first 64 that it lacks
    }
    five.lose_all();
    assert_eq!(terms(five.server(4).log()), [1]);
    assert_eq!(terms(five.server(5).log()), [1, 3]);
    five
}

#[test]
fn rule_13_figure_8_an_entry_of_an_earlier_term_on_a_majority_is_not_committed() {
    let mut five = figure_8_c();
    let status = CommitStatus::EarlierTerm { entry_term: 2, current_term: 4 };
    for id in 1..=3 {
        assert_eq!(five.server(id).log().term_at(65), Some(2));
    }
    assert_eq!(five.server(1).commit_status(65), status);
    assert_eq!(five.server(1).commit_index(), 0);

    // (d) And rightly so: server 1 crashes, and server 5 is elected after all.
    five.restart(1);
    assert!(!five.elect(5, &[]) && five.elect(5, &[2, 3, 4]));
    for other in [2, 3, 4] {
        five.carry(5, other);
        five.carry(other, 5);
        five.carry(5, other);
        assert_eq!(five.server(other).log().term_at(2), Some(3));
    }
}

#[test]
fn rule_13_figure_8_an_entry_of_the_own_term_commits_and_takes_the_earlier_ones_along() {
    // (e) Server 1 stays, and its entry of term 4 reaches servers 2 and 3.
    let mut five = figure_8_c();
    five.feed(1, Input::HeartbeatTimeout);
    for other in [2, 3, 2, 3, 2, 3] {
        five.carry(1, other);
        five.carry(other, 1);
    }
    let last = five.server(1).log().last_index();
    assert_eq!(five.server(1).log().last_term(), 4);
    assert_eq!(five.server(1).commit_index(), last);
    assert_eq!(five.server(1).last_applied(), last);
    // Now server 5 cannot win: too many have what it lacks.
    five.lose_all();
    five.restart(1);
    assert!(!five.elect(5, &[]) && !five.elect(5, &[2, 3, 4]));
    assert_eq!(five.server(4).voted_for(), Some(s(5)), "server 4 lacks it");
    assert_eq!(five.server(3).voted_for(), None);
}

#[test]
fn rule_14_a_new_leader_appends_a_no_op_which_commits_what_it_inherited() {
    let mut server = candidate(3, &[1, 2]);
    let outcome = server.hears(2, vote(3, true));
    let no_op = Entry { term: 3, payload: Payload::Noop };
    assert_eq!(server.log().get(3), Some(&no_op));
    for peer in [2, 3] {
        let first = outcome.append_to(peer).expect("it announces itself");
        assert_eq!((first.prev_log_index, first.prev_log_term), (2, 2));
        assert_eq!(first.entries, std::slice::from_ref(&no_op));
    }
    server.persist();
    assert_eq!(server.hears(2, ack(3, 3)).applied(), [1, 2, 3]);
}

#[test]
fn rule_15_late_and_repeated_acknowledgements_and_rejections_change_nothing() {
    let mut leader = leader(3, &[1, 1, 1]);
    leader.hears(2, ack(3, 4));
    let known = progress_of(&leader, 2);
    assert_eq!((known.match_index, known.next_index), (4, 5));
    let late = [ack(3, 4), ack(3, 1), ack(3, 0), too_short(3, 3, 1), too_short(3, 4, 1)];
    for message in late {
        let outcome = leader.hears(2, message);
        assert_eq!(progress_of(&leader, 2), known, "{outcome:?}");
        assert!(outcome.sends().is_empty());
    }
}

#[test]
fn rule_15_an_acknowledgement_of_entries_that_the_leader_lacks_is_not_believed() {
    let mut leader = leader(3, &[1]);
    let outcome = leader.hears(2, ack(3, 9));
    assert!(outcome.decided(Decision::ImpossibleMessage {
        from: s(2),
        reason: Impossible::AcknowledgesBeyondLog { match_index: 9 },
    }));
    assert_eq!(progress_of(&leader, 2).match_index, 0);
    assert_eq!(leader.commit_index(), 0);
}

#[test]
fn rule_17_a_leader_counts_itself_only_up_to_what_is_durable() {
    let mut leader = leader(3, &[1]);
    leader.propose("SET A 1");
    leader.hears(2, ack(3, 3));
    assert_eq!(leader.commit_index(), 2, "entry 3 is durable on server 2 only");
    let outcome = leader.persist();
    assert_eq!(leader.commit_index(), 3);
    assert!(outcome.decided(Decision::Committed {
        from: 2,
        to: 3,
        acknowledged_by: vec![s(1), s(2)],
    }));
}

#[test]
fn rule_17_what_was_cut_off_counts_as_durable_no_more() {
    let mut follower = follower(2, &[1, 1, 1, 1]);
    assert_eq!(follower.durable_index(), 4);
    follower.hears(2, append(2, (1, 1), &[2], 0));
    assert_eq!(follower.durable_index(), 1, "on disk is still another entry 2");
    follower.persist();
    assert_eq!(follower.durable_index(), 2);
    // The same while a write is under way that holds what is cut off.
    follower.hears(2, append(2, (2, 2), &[2, 2], 0));
    let under_way = follower.unstored[0].id;
    follower.hears(3, append(3, (2, 2), &[3], 0));
    follower.feed(Input::Persisted(under_way));
    assert_eq!(follower.durable_index(), 2);
}

/// A snapshot of term 2 that ends at `last_index`, on its way to a follower.
fn install(last_index: Index) -> Message {
    let (configuration, state) = (cluster_of(3), "state".into());
    let snapshot = Snapshot { last_index, last_term: 2, configuration, state };
    Message::InstallSnapshot(InstallSnapshot { term: 2, snapshot, round: ROUND })
}

#[test]
fn rule_17_an_installed_snapshot_shortens_what_counts_as_durable() {
    let mut follower = follower(2, &[1; 12]);
    follower.hears(2, install(9));
    assert_eq!(follower.durable_index(), 0, "nothing of the new log is on disk yet");
    follower.persist();
    assert_eq!(follower.durable_index(), 9);
    follower.hears(2, append(2, (2, 9), &[2, 2, 2], 9));
    assert_eq!(follower.durable_index(), 9, "12 was another entry");
}

#[test]
fn rule_17_what_is_committed_stays_durable_when_a_snapshot_is_installed() {
    let mut follower = follower(2, &[1; 12]);
    follower.hears(2, append(2, (1, 12), &[], 3));
    follower.hears(2, install(15));
    assert_eq!(follower.durable_index(), 3, "the snapshot says the same of it");
}

#[test]
fn rule_17_a_majority_of_followers_commits_before_the_leaders_own_disk() {
    let mut leader = leader(3, &[1]);
    leader.propose("SET A 1");
    leader.hears(2, ack(3, 3));
    let outcome = leader.hears(3, ack(3, 3));
    assert!(outcome.decided(Decision::Committed {
        from: 2,
        to: 3,
        acknowledged_by: vec![s(2), s(3)],
    }));
}

#[test]
fn rule_17_a_cluster_of_one_commits_only_what_is_durable() {
    let mut alone = leader_of(1, 3, &[]);
    assert_eq!(alone.commit_index(), 1, "its no-op");
    let outcome = alone.propose("SET A 1");
    assert!(outcome.applied().is_empty());
    assert_eq!(alone.commit_index(), 1);
    assert_eq!(alone.persist().applied(), [2]);
}

#[test]
fn rule_18_commit_and_applied_never_fall_and_each_index_is_applied_once_in_order() {
    let mut server = follower(3, &[]);
    let mut applied = Vec::new();
    let log = [3, 3, 3, 3];
    // Each of them may be repeated, overtaken or late.
    for (count, commit) in [(2, 1), (4, 3), (2, 1), (1, 9), (0, 4), (4, 3), (4, 4), (4, 4)] {
        let before = (server.commit_index(), server.last_applied());
        let outcome = server.hears(2, append(3, (0, 0), &log[..count], commit));
        assert!((server.commit_index(), server.last_applied()) >= before);
        assert_eq!(server.last_applied(), server.commit_index());
        applied.extend(outcome.applied());
    }
    assert_eq!(applied, [1, 2, 3, 4]);

    server.persist();
    server.restart();
    assert_eq!((server.commit_index(), server.last_applied()), (0, 0));
    let outcome = server.hears(2, append(3, (3, 4), &[], 4));
    assert_eq!(outcome.applied(), [1, 2, 3, 4], "once per life");
}

fn success(match_index: Index) -> AppendOutcome {
    AppendOutcome::Success { match_index }
}

fn mismatch(prev_log_index: Index, term: Option<Term>, first_index: Index) -> AppendOutcome {
    AppendOutcome::Mismatch { prev_log_index, hint: ConflictHint { term, first_index } }
}

#[test]
fn only_a_leader_counts_its_own_copy_and_only_when_it_grew() {
    let counts = |outcome: &Outcome| {
        let is_count = |decision: &Decision| matches!(decision, Decision::MatchAdvanced { .. });
        outcome.decisions().iter().any(is_count)
    };
    let mut copies = follower(1, &[1]);
    copies.hears(2, append(1, (1, 1), &[1], 0));
    assert!(!counts(&copies.persist()), "a follower counts nobody's copies");
    let mut office = leader(2, &[1]);
    office.propose("SET A 1");
    assert!(counts(&office.persist()));
    office.hears(2, append(3, (0, 0), &[], 0));
    assert!(!counts(&office.persist()), "it leads no longer");
}

#[test]
fn without_the_rule_a_leader_alone_commits_before_its_disk_has_the_entry() {
    let rules = Rules::default().without(Rule::LeaderCountsDurable);
    for (settings, is_at_once) in
        [(Settings::default(), false), (Settings { rules, ..Settings::default() }, true)]
    {
        let mut alone = Subject::start_with(1, settings, disk_of(1, 1, &[]));
        alone.feed(Input::ElectionTimeout);
        alone.persist();
        alone.persist();
        assert!(alone.is_leader());
        let before = alone.commit_index();
        alone.propose("SET A 1");
        assert_eq!(alone.commit_index() > before, is_at_once);
        alone.persist();
        assert_eq!(alone.commit_index(), before + 1);
    }
}

#[test]
fn what_a_follower_stored_is_counted_without_what_it_had() {
    let mut copies = follower(1, &[1, 1]);
    let outcome = copies.hears(2, append(1, (1, 1), &[1, 1, 1], 0));
    let accepted = Decision::AppendAccepted { leader: s(2), match_index: 4, appended: 2 };
    assert!(outcome.decided(accepted), "{outcome:?}");
}

#[test]
fn a_message_that_begins_below_the_snapshot_fits_what_the_snapshot_covers() {
    let mut disk = disk_of(3, 1, &[]);
    disk.snapshot = Snapshot {
        last_index: 3,
        last_term: 1,
        configuration: cluster_of(3),
        state: "state".into(),
    };
    let mut copies = Subject::start(1, disk);
    let reply = copies.hears(2, append(1, (1, 1), &[1, 1, 1], 0)).append_reply();
    assert!(matches!(reply.outcome, AppendOutcome::Success { match_index: 4 }), "{reply:?}");
}
