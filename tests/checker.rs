//! The safety checks on whole clusters: where a rule is switched off they name the
//! property that breaks, and where all rules are kept they are silent. That each of
//! the five checks fires, hand-made servers show, in src/check.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use raft_lunch::check::{Evidence, Property, SafetyChecker, Violation};
use raft_lunch::cluster::*;
use raft_lunch::raft::*;
use support::storm::{Settings, Storm};
use support::{CLIENT, node, s};

/// A cluster with the checks looking on, which may find something.
struct Watched {
    cluster: Cluster,
    checker: SafetyChecker,
    ordinal: u64,
}

impl Watched {
    fn new(scenario: &Scenario) -> Watched {
        let cluster = Cluster::new(scenario);
        let mut watched = Watched { cluster, checker: SafetyChecker::default(), ordinal: 0 };
        watched.look();
        watched
    }

    fn act(&mut self, action: Action) {
        self.cluster.act(self.ordinal, action).expect("it can be done");
        self.ordinal += 1;
        self.look();
    }

    fn run_until(&mut self, reached: impl Fn(&Cluster) -> bool) {
        while !reached(&self.cluster) && self.cluster.now() < 10 * SECOND {
            self.cluster.step();
            self.look();
        }
        assert!(reached(&self.cluster), "not within ten seconds");
    }

    fn run_ms(&mut self, milliseconds: u64) {
        let until = self.cluster.now() + milliseconds * MILLISECOND;
        while self.cluster.next_time().is_some_and(|at| at <= until) {
            self.cluster.step();
            self.look();
        }
    }

    fn look(&mut self) {
        let events = self.cluster.take_events();
        self.checker.observe(&self.cluster, &events);
    }

    fn found(&self, property: Property) -> Option<&Violation> {
        self.checker.violations().iter().find(|violation| violation.property == property)
    }
}

/// Three servers: the leader and one follower have committed `SET A 1`, at index 2,
/// and only the leader knows. The other follower never heard of it. Now the leader
/// is cut off, and that follower stands for election.
fn forgetful_election(rules: Rules) -> (Watched, [ServerId; 3]) {
    let protocol = Protocol {
        core: raft_lunch::raft::Settings { rules, ..Default::default() },
        ..Protocol::default()
    };
    let mut watched = Watched::new(&Scenario { protocol, ..Scenario::new(21, 3) });
    watched.run_ms(600);
    let leader = watched.cluster.leader().expect("elected");
    let others: Vec<_> = (1..=3).map(s).filter(|&id| id != leader).collect();
    let (near, far) = (others[0], others[1]);
    watched.act(Action::Isolate { server: far });
    watched.act(Action::Propose { client: CLIENT, text: "SET A 1".into() });
    let index = |cluster: &Cluster, id| {
        cluster.machine(id).and_then(Machine::raft).map_or(0, Server::commit_index)
    };
    watched.run_until(|cluster| index(cluster, leader) == 2);
    assert_eq!(index(&watched.cluster, near), 1);
    watched.act(Action::Partition { groups: vec![vec![leader]] });
    watched.act(Action::ForceElectionTimeout { server: far });
    watched.run_ms(100);
    (watched, [leader, near, far])
}

#[test]
fn without_the_log_check_a_leader_lacks_what_was_committed() {
    let rules = Rules::default().without(Rule::LogCheckOnVotes);
    let (watched, [_, near, far]) = forgetful_election(rules);
    assert_eq!(watched.cluster.leader(), Some(far), "its log is shorter, and nobody looked");
    let violation = watched.found(Property::LeaderCompleteness).expect("it lacks SET A 1");
    assert_eq!(violation.evidence, Evidence::MissingEntry { leader: far, index: 2 });
    assert_eq!(violation.after.actor, Actor::Server(far));
    assert_eq!(violation, &watched.checker.violations()[0], "it is the first thing to break");

    // The entry that was committed is overwritten, and another is applied there.
    let violation = watched.found(Property::StateMachineSafety).expect("two entries at index 2");
    let Evidence::AppliedDifferently { server, index: 2 } = violation.evidence else {
        panic!("{violation}")
    };
    assert!(server == near || server == far);
    for kept in [Property::ElectionSafety, Property::LeaderAppendOnly, Property::LogMatching] {
        assert!(watched.checker.holds(kept), "{kept:?} does not need that rule");
    }
    assert_eq!(watched.checker.holding(), 3);
}

#[test]
fn a_server_that_applies_something_else_in_its_next_life_is_found_out() {
    let rules = Rules::default().without(Rule::LogCheckOnVotes);
    let (mut watched, [leader, ..]) = forgetful_election(rules);
    let differently = |watched: &Watched| {
        let is_it = |violation: &&Violation| {
            violation.evidence == Evidence::AppliedDifferently { server: leader, index: 2 }
        };
        watched.checker.violations().iter().filter(is_it).count()
    };
    assert_eq!(differently(&watched), 0, "it was the first to apply anything there");
    // Both in one look: the end of one life and the beginning of the next.
    watched.cluster.act(90, Action::Crash { server: leader }).expect("it runs");
    watched.cluster.act(91, Action::Restart { server: leader }).expect("it is down");
    watched.look();
    watched.act(Action::HealAll);
    watched.run_ms(1_000);
    assert_eq!(differently(&watched), 1);
}

#[test]
fn with_the_log_check_the_same_election_is_lost_and_all_is_well() {
    let (mut watched, [leader, near, far]) = forgetful_election(Rules::default());
    assert_ne!(watched.cluster.leader(), Some(far));
    watched.run_ms(1_000);
    assert_eq!(watched.cluster.leader(), Some(near), "the other one has it");
    watched.act(Action::HealAll);
    watched.run_ms(1_000);
    assert_eq!(watched.checker.violations(), []);
    assert_eq!(watched.checker.holding(), 5);
    for id in [leader, near, far] {
        let machine = watched.cluster.machine(id).expect("it is there");
        assert_eq!(machine.store().get("A"), Some("1"));
    }
}

#[test]
fn the_checks_do_not_take_a_server_at_its_word_but_name_where_it_happened() {
    let rules = Rules::default().without(Rule::LogCheckOnVotes);
    let (watched, _) = forgetful_election(rules);
    for violation in watched.checker.violations() {
        let sentence = violation.to_string();
        assert!(sentence.starts_with(violation.property.name()), "{sentence}");
        assert!(sentence.contains("Server ") && sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn a_leader_that_lost_in_a_crash_what_it_never_stored_has_rewritten_nothing() {
    let mut watched = Watched::new(&Scenario::new(22, 3));
    watched.run_ms(600);
    let leader = watched.cluster.leader().expect("elected");
    watched.act(Action::Isolate { server: leader });
    watched.act(Action::Cut { from: node(leader), to: Node::Client(CLIENT), both_ways: false });
    watched.act(Action::Propose { client: CLIENT, text: "SET A 1".into() });
    watched.run_until(|cluster| {
        let machine = cluster.machine(leader).expect("it is there");
        machine.disk().writes_under_way() > 0
    });
    watched.act(Action::Crash { server: leader });
    watched.act(Action::Restart { server: leader });
    watched.act(Action::HealAll);
    watched.run_ms(2_000);
    assert_eq!(watched.checker.violations(), []);
}

#[test]
fn looking_now_and_then_misses_things_and_makes_none_up() {
    for number in 0..300 {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(2 * SECOND);
        let run = storm.run();
        let mut cluster = Cluster::new(&run.scenario);
        let mut checker = SafetyChecker::default();
        for (count, anchored) in (0..).zip(&run.actions) {
            cluster.run_until(anchored.at);
            cluster.act(anchored.ordinal, anchored.action.clone()).expect("it could be done");
            // A crash and the restart after it may come in one look.
            if count % 9 == 0 {
                let events = cluster.take_events();
                checker.observe(&cluster, &events);
            }
        }
        // Which configuration an entry was committed by, and whose votes were on which disk
        // when, only a look at that moment can tell.
        let of_a_moment = [Property::CommittedIsDurable, Property::ElectedByMajority];
        let mut found = checker.violations().iter();
        let made_up = found.find(|found| !of_a_moment.contains(&found.property));
        assert_eq!(made_up, None, "storm {number}");
    }
}
