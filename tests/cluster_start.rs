//! Servers that start in the middle of things.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use proptest::prelude::*;
use raft_lunch::check::{SafetyChecker, Verdict, can_be_live, liveness_verdict};
use raft_lunch::cluster::*;
use raft_lunch::raft::Term;
use support::{CLIENT, Lab, readable, s};

/// A server in a term, its vote, and its log of (term, text); no text: a no-op.
fn state(current_term: Term, voted_for: u16, log: &[(Term, &str)]) -> StartState {
    let entry = |&(term, text): &(Term, &str)| StartEntry {
        term,
        command: (!text.is_empty()).then(|| text.into()),
    };
    let voted_for = (voted_for > 0).then_some(s(voted_for));
    let log = log.iter().map(entry).collect();
    StartState { current_term, voted_for, log, ..StartState::default() }
}

fn scenario(start: Vec<StartState>) -> Scenario {
    Scenario { start, servers: 3, ..Scenario::new(5, 3) }
}

fn invalid(start: Vec<StartState>) -> BadStart {
    match scenario(start).validate() {
        Err(Invalid::Start(bad)) => {
            assert!(bad.to_string().ends_with('.'), "{bad}");
            bad
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_server_starts_with_what_is_on_its_disk() {
    let log = [(1, "SET A 1"), (2, ""), (4, "ramen")];
    let start = vec![state(5, 2, &log), state(5, 2, &log), state(4, 0, &log[..1])];
    let lab = Lab::new(scenario(start));
    let first = lab.raft(s(1));
    assert_eq!((first.current_term(), first.voted_for()), (5, Some(s(2))));
    assert_eq!(readable(first), ["SET A 1", "-", "SET lunch ramen"]);
    assert_eq!((first.commit_index(), first.durable_index()), (0, 3), "durable, not committed");
    assert_eq!(lab.raft(s(3)).log().last_index(), 1);
    assert_eq!(lab.machine(s(1)).disk().durable().last_index(), 3);
    assert!(lab.machine(s(1)).store().is_empty());
}

#[test]
fn from_there_on_it_is_raft_and_a_crash_loses_nothing_of_it() {
    let log = [(1, "SET A 1"), (1, "SET A 2")];
    let start = vec![state(2, 0, &log), state(2, 0, &log[..1]), state(2, 0, &[])];
    let mut lab = Lab::new(scenario(start));
    lab.act(Action::Crash { server: s(1) });
    lab.act(Action::Restart { server: s(1) });
    assert_eq!(lab.raft(s(1)).log().last_index(), 2);
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_to("all have it", |lab| {
        lab.cluster().machines().iter().all(|machine| machine.store().get("A") == Some("2"))
    });
    assert_eq!(lab.raft(s(3)).current_term(), 3);
    assert_eq!(readable(lab.raft(s(3))), ["SET A 1", "SET A 2", "-"]);
}

#[test]
fn nobodys_requests_do_not_get_into_the_way_of_a_clients() {
    let log = [(1, "SET A start"), (1, "SET B start")];
    let start = vec![state(1, 1, &log), state(1, 1, &log), state(1, 1, &log)];
    let mut lab = Lab::new(scenario(start));
    lab.propose("SET A 1");
    lab.propose("GET B");
    lab.run_to("the answers", |lab| {
        let client = lab.cluster().client(CLIENT).expect("there is one");
        client.history().iter().all(|request| request.answer.is_some())
    });
    let leader = lab.leader();
    assert_eq!((lab.value(leader, "A"), lab.value(leader, "B")), (Some("1"), Some("start")));
    let client = lab.cluster().client(CLIENT).expect("there is one");
    let read = client.history()[1].answer.clone();
    assert_eq!(read, Some(Answer::Value(Some("start".into()))));
}

/// Plays it under the checks, and returns what they say of the clients' history.
fn verdict_after_reading(start: Vec<StartState>, first: u16, key: &str) -> (Verdict, usize) {
    let scenario = scenario(start);
    assert_eq!(scenario.validate(), Ok(()));
    let mut cluster = Cluster::new(&scenario);
    let mut checker = SafetyChecker::default();
    let events = cluster.take_events();
    checker.observe(&cluster, &events);
    let mut ordinal = 0;
    let mut act = |cluster: &mut Cluster, action| {
        ordinal += 1;
        cluster.act(ordinal, action).expect("it can be done");
    };
    act(&mut cluster, Action::ForceElectionTimeout { server: s(first) });
    for text in [format!("GET {key}"), format!("SET {key} new"), format!("GET {key}")] {
        act(&mut cluster, Action::Propose { client: CLIENT, text });
    }
    let events = cluster.take_events();
    checker.observe(&cluster, &events);
    while cluster.now() < 3 * SECOND && cluster.step() {
        let events = cluster.take_events();
        checker.observe(&cluster, &events);
    }
    let client = cluster.client(CLIENT).expect("there is one");
    assert!(client.history().iter().all(|request| request.answer.is_some()));
    assert_eq!(liveness_verdict(&cluster), Ok(()));
    assert!(can_be_live(&cluster));
    (checker.linearizability(), checker.violations().len())
}

#[test]
fn to_read_what_a_starting_entry_wrote_is_no_violation() {
    let one = [(1, "SET A 1"), (1, "SET A 2")];
    let start = vec![state(2, 0, &one), state(2, 0, &one), state(2, 0, &one[..1])];
    assert_eq!(verdict_after_reading(start, 1, "A"), (Verdict::Linearizable, 0));
}

/// As in figure 8: at one index stand two entries, and only one of them will be.
#[test]
fn of_two_starting_entries_at_one_index_either_may_be_read() {
    let start = || {
        let own = |term, text| state(3, 3, &[(1, "SET A 1"), (term, text)]);
        vec![state(2, 1, &[(1, "SET A 1"), (2, "SET A 2")]), own(3, "SET A 3"), own(3, "SET A 3")]
    };
    assert_eq!(verdict_after_reading(start(), 2, "A"), (Verdict::Linearizable, 0));
    let start = || {
        let first = state(3, 0, &[(1, "SET A 1"), (2, "SET A 2")]);
        vec![first, state(2, 1, &[(1, "SET A 1")]), state(3, 3, &[(1, "SET A 1")])]
    };
    assert_eq!(verdict_after_reading(start(), 1, "A"), (Verdict::Linearizable, 0));
}

#[test]
fn each_wrong_start_is_told_apart() {
    let good = || state(2, 0, &[(1, "SET A 1")]);
    let with = |bad: StartState| invalid(vec![good(), bad, good()]);
    assert_eq!(scenario(vec![good(), good(), good()]).validate(), Ok(()));
    let server = s(2);
    assert_eq!(invalid(vec![good(), good()]), BadStart::Count { states: 2, servers: 3 });
    let too_high = state(START_TERM_LIMIT, 0, &[]);
    assert_eq!(with(too_high), BadStart::TermTooHigh { server });
    let (index, current_term) = (1, 2);
    assert_eq!(with(state(2, 0, &[(0, "SET A 1")])), BadStart::TermsDescend { server, index });
    let back = state(2, 0, &[(1, "SET A 1"), (2, ""), (1, "")]);
    assert_eq!(with(back), BadStart::TermsDescend { server, index: 3 });
    let later = BadStart::EntryOfLaterTerm { server, index, current_term };
    assert_eq!(with(state(2, 0, &[(3, "")])), later);
    assert_eq!(with(state(0, 1, &[])), BadStart::Vote { server });
    assert_eq!(with(state(2, 4, &[])), BadStart::Vote { server });
    assert_eq!(with(state(2, 0, &[(1, "GET A")])), BadStart::Reads { server, index });
    let why = CommandError::IncompleteSet;
    assert_eq!(with(state(2, 0, &[(1, "SET A")])), BadStart::Command { server, index, why });
    let differs = BadStart::NoMatch { server, index, term: 1 };
    assert_eq!(with(state(2, 0, &[(1, "SET A 2")])), differs);
    let before = invalid(vec![
        state(3, 0, &[(1, "SET A 1"), (2, "")]),
        state(3, 0, &[(2, ""), (2, "")]),
        state(3, 0, &[]),
    ]);
    assert_eq!(before, BadStart::NoMatch { server, index: 2, term: 2 });
    let many = vec![(1, ""); MAX_START_ENTRIES];
    let entries = MAX_START_ENTRIES + 2;
    assert_eq!(with(state(2, 0, &many)), BadStart::TooLong { entries });
}

#[test]
fn entries_of_a_term_need_a_leader_whom_a_majority_elected() {
    let log = [(1, "SET A 1")];
    let nobody = invalid(vec![state(1, 0, &log), state(1, 0, &log), state(1, 0, &log)]);
    assert_eq!(nobody, BadStart::NoLeader { term: 1 });
    let split = invalid(vec![state(1, 1, &log), state(1, 2, &log), state(1, 3, &log)]);
    assert_eq!(split, BadStart::NoLeader { term: 1 });
    let elected = vec![state(1, 1, &log), state(1, 1, &[]), state(0, 0, &[])];
    assert_eq!(scenario(elected).validate(), Ok(()));
    // Server 3 has votes of term 1, and is not there yet: it could still win with them.
    let waiting = vec![state(1, 3, &[]), state(2, 0, &log), state(0, 0, &[])];
    assert_eq!(invalid(waiting), BadStart::NoLeader { term: 1 });
    let later = vec![state(1, 0, &log), state(2, 0, &[]), state(2, 0, &[])];
    assert_eq!(scenario(later).validate(), Ok(()));
}

#[test]
fn nobody_votes_for_a_leader_whose_log_is_behind() {
    let behind = [(1, "SET A 1"), (3, "SET A 3")];
    let ahead = [(1, "SET A 1"), (2, "SET A 2")];
    let start =
        |leaders: Term| vec![state(3, 0, &ahead), state(3, 3, &ahead), state(leaders, 3, &behind)];
    assert_eq!(invalid(start(3)), BadStart::NoLeader { term: 3 });
    // The same vote for a leader that has the entry.
    let both = [(1, "SET A 1"), (2, "SET A 2"), (3, "SET A 3")];
    let elected = vec![state(3, 0, &ahead), state(3, 3, &ahead), state(3, 3, &both)];
    assert_eq!(scenario(elected).validate(), Ok(()));
}

/// Any start of three servers, of few terms, so that most of them have much in common.
fn any_start() -> impl Strategy<Value = Vec<StartState>> {
    let log = || prop::collection::vec(1..4 as Term, 0..4);
    let one =
        (0..5 as Term, 0..4_u16, log(), any::<bool>()).prop_map(|(term, vote, mut log, past)| {
            log.sort_unstable();
            let entry = |(index, &term): (usize, &Term)| {
                let text = if term % 2 == 0 { "".into() } else { format!("SET A {index}-{term}") };
                (term, text)
            };
            let log: Vec<_> = log.iter().enumerate().map(entry).collect();
            let log: Vec<_> = log.iter().map(|(term, text)| (*term, text.as_str())).collect();
            state(if past { 4 } else { term }, vote, &log)
        });
    prop::collection::vec(one, 3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..Default::default() })]

    /// What is valid could have come about: so it stays safe whatever happens then.
    #[test]
    fn whatever_starts_validly_stays_safe_and_recovers(start in any_start(), first in 1..4_u16) {
        let scenario = scenario(start);
        if let Err(invalid) = scenario.validate() {
            prop_assert!(invalid.to_string().ends_with('.'));
            return Ok(());
        }
        let mut lab = Lab::new(scenario);
        lab.act(Action::ForceElectionTimeout { server: s(first) });
        lab.propose("GET A");
        lab.run_ms(40);
        lab.act(Action::Crash { server: s(first) });
        lab.run_ms(700);
        lab.propose("SET A new");
        lab.act(Action::Restart { server: s(first) });
        lab.propose("GET A");
        lab.run_ms(4_000);
        prop_assert_eq!(liveness_verdict(lab.cluster()), Ok(()));
    }
}

#[test]
fn a_fair_part_of_those_starts_is_valid() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut start = || any_start().new_tree(&mut runner).expect("a start").current();
    let valid = (0..3_000).filter(|_| scenario(start()).validate().is_ok()).count();
    assert!((300..2_700).contains(&valid), "{valid} of 3,000");
}
