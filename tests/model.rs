//! Everything that can happen to three servers, up to a depth. A deeper search is
//! `cargo run --release --example model`.
#![cfg(not(target_arch = "wasm32"))]

mod model_support;

use model_support::{Budget, RaftModel, SAFE};
use raft_lunch::raft::{Rule, Rules, Settings};
use stateright::{Checker, Model};

const SOME_OF_EVERYTHING: Budget =
    Budget { timeouts: 2, heartbeats: 1, commands: 1, crashes: 1, copies: 1 };
const ONLY_ELECTIONS: Budget =
    Budget { timeouts: 2, heartbeats: 0, commands: 0, crashes: 0, copies: 0 };

/// Explores until `depth`, the first state included.
fn explore(rules: Rules, most: Budget, depth: usize) -> impl Checker<RaftModel> {
    let model = RaftModel { settings: Settings { rules, ..Settings::default() }, most };
    model.checker().target_max_depth(depth).spawn_bfs().join()
}

#[test]
fn whatever_happens_to_three_servers_nothing_is_broken() {
    let found = explore(Rules::default(), SOME_OF_EVERYTHING, 8);
    found.assert_no_discovery(SAFE);
    // The same every time, and as many as there were: no kind of step was lost.
    assert_eq!((found.unique_state_count(), found.max_depth()), (49_588, 8));
    let found = explore(Rules::default(), ONLY_ELECTIONS, 13);
    found.assert_no_discovery(SAFE);
}

/// The model can see: without these rules something is broken, where nothing is with
/// them in force. It finds the shortest way there.
#[test]
fn without_its_rules_something_is_broken() {
    let expected = [
        (Rule::Majority, "Election Safety", 2),
        (Rule::OneVotePerTerm, "Election Safety", 6),
        (Rule::LogCheckOnVotes, "Leader Completeness", 8),
    ];
    for (rule, broken, steps) in expected {
        let found = explore(Rules::default().without(rule), ONLY_ELECTIONS, 13);
        let path = found.discovery(SAFE).expect("it is found");
        assert_eq!(path.last_state().broken(), Some(broken), "without {rule:?}");
        assert_eq!(path.into_actions().len(), steps, "without {rule:?}");
    }
}
