//! What each rule is for, as a published play: `without-RULE.json` shows what breaks without
//! it, and with the rule the same script breaks nothing. What is wrong with a run is found
//! out as the hunt does it: all properties after every step, then everything is mended, and
//! the cluster has to come back to normal by itself.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/hunt/judge.rs"]
mod judge;
mod scenario_support;
#[path = "support/storm/mod.rs"]
mod storm;

use judge::judge;
use raft_lunch::check::Property;
use raft_lunch::scenario::{AnyRule, Compiled, ScenarioFile, compile};
use scenario_support::FILES;
use serde_json::{Value, json};

/// What breaks without each rule. `None`: nothing false is ever said, but the cluster stands
/// still.
const HARM: [(&str, Option<Property>); 19] = [
    ("log-check-on-votes", Some(Property::LeaderCompleteness)),
    ("one-vote-per-term", Some(Property::ElectionSafety)),
    ("current-term-commit", Some(Property::LeaderCompleteness)),
    ("consistency-check", Some(Property::LogMatching)),
    ("truncate-only-at-conflict", Some(Property::CommittedIsDurable)),
    ("commit-clamp", Some(Property::StateMachineSafety)),
    ("majority", Some(Property::ElectionSafety)),
    ("joint-majorities", Some(Property::LeaderCompleteness)),
    ("noop-first", Some(Property::Linearizability)),
    ("one-change-at-a-time", Some(Property::LeaderCompleteness)),
    ("membership-sessions", None),
    ("read-confirmation", Some(Property::Linearizability)),
    ("leader-counts-durable", Some(Property::CommittedIsDurable)),
    ("acknowledge-verified", Some(Property::CommittedIsDurable)),
    ("no-op", None),
    ("vote-kept-across-crash", Some(Property::ElectionSafety)),
    ("acknowledge-after-durable", Some(Property::PromisesAreDurable)),
    ("randomised-timeouts", None),
    ("session-deduplication", Some(Property::Linearizability)),
];

fn text(rule: &str) -> &'static str {
    let name = format!("without-{rule}");
    let file = FILES.iter().find(|(known, _)| *known == name);
    file.unwrap_or_else(|| panic!("{name} is not published")).1
}

fn value(rule: &str) -> Value {
    serde_json::from_str(text(rule)).expect("it is JSON")
}

fn played(rule: &str, file: &Value) -> Compiled {
    let file = ScenarioFile::from_json(&file.to_string());
    let compiled = file.and_then(|file| compile(&file));
    compiled.unwrap_or_else(|error| panic!("{rule}: {error}"))
}

/// The same script with the rule on.
fn with_the_rule(mut file: Value) -> Value {
    file["rules"] = json!({ "without": [] });
    file
}

/// The script up to where it shows that nothing moves: in `no-op` a command ends that.
fn up_to_the_standstill(rule: &str) -> Value {
    let mut file = value(rule);
    if rule == "no-op" {
        let steps = file["steps"].as_array_mut().expect("steps");
        let command = steps.iter().position(|step| step["propose"]["text"] == "SET B 2");
        steps.truncate(command.expect("a command that brings it along"));
        file["expect"] = json!([]);
    }
    file
}

#[test]
fn every_rule_has_a_play_that_switches_off_this_rule_and_no_other() {
    let rules: Vec<String> = AnyRule::all().map(AnyRule::name).collect();
    assert_eq!(rules, HARM.map(|(rule, _)| rule));
    for rule in rules {
        assert_eq!(value(&rule)["rules"], json!({ "without": [rule] }));
    }
}

#[test]
fn without_the_rule_the_play_shows_what_breaks() {
    for (rule, harm) in HARM {
        let compiled = played(rule, &value(rule));
        let failures: Vec<_> = compiled.failures().collect();
        assert!(failures.is_empty(), "{rule}: {failures:#?}");
        let violated: Vec<_> = compiled.violations.iter().map(|found| found.property).collect();
        match harm {
            Some(property) => assert!(violated.contains(&property), "{rule}: {violated:?}"),
            None => assert!(violated.is_empty(), "{rule}: {violated:?}"),
        }
    }
}

#[test]
fn without_the_rule_the_cluster_stands_still_though_everything_is_mended() {
    for (rule, _) in HARM.iter().filter(|(_, harm)| harm.is_none()) {
        let compiled = played(rule, &up_to_the_standstill(rule));
        let found = judge(&compiled.run).map(|finding| finding.property);
        assert_eq!(found.as_deref(), Some("Liveness"), "{rule}");
    }
}

#[test]
fn with_the_rule_the_same_script_breaks_nothing() {
    for (rule, harm) in HARM {
        let compiled = played(rule, &with_the_rule(value(rule)));
        assert!(compiled.violations.is_empty(), "{rule}: {:?}", compiled.violations);
        if harm.is_some() {
            let denied = compiled.failures().any(|failure| failure.expected.contains("violated"));
            assert!(denied, "{rule}: the play expects a violation");
        }
        assert_eq!(judge(&compiled.run).map(|found| found.evidence), None, "{rule}");
        let standstill = played(rule, &with_the_rule(up_to_the_standstill(rule)));
        assert!(standstill.failures().next().is_some(), "{rule}: something goes another way");
        assert_eq!(judge(&standstill.run).map(|found| found.evidence), None, "{rule}");
    }
}

/// A caption where it is not plain what happens, and why the play is worth watching.
#[test]
fn every_play_is_told_in_captions() {
    for (rule, _) in HARM {
        let file = value(rule);
        let steps = file["steps"].as_array().expect("steps");
        let told = steps.iter().filter(|step| !step["note"].is_null()).count();
        assert!(told >= 4, "{rule}: {told} captions");
        let servers = file["servers"].as_u64().unwrap_or(3);
        assert!([1, 3, 5].contains(&servers), "{rule}: {servers} servers");
    }
}
