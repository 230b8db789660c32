//! The scenario files, as they are published.
#![allow(dead_code)] // each test file uses its own part

use raft_lunch::scenario::{Compiled, ScenarioFile, compile};
use serde_json::{Value, json};

/// Each file with its text, in the order of its index.
pub const FILES: [(&str, &str); 61] = [
    ("happy-path", include_str!("../../static/scenarios/happy-path.json")),
    ("late-follower", include_str!("../../static/scenarios/late-follower.json")),
    ("wrong-log", include_str!("../../static/scenarios/wrong-log.json")),
    ("split-vote", include_str!("../../static/scenarios/split-vote.json")),
    (
        "leader-lost-before-commit",
        include_str!("../../static/scenarios/leader-lost-before-commit.json"),
    ),
    ("asked-and-lost", include_str!("../../static/scenarios/asked-and-lost.json")),
    (
        "leader-lost-after-commit",
        include_str!("../../static/scenarios/leader-lost-after-commit.json"),
    ),
    ("answered-and-kept", include_str!("../../static/scenarios/answered-and-kept.json")),
    ("safe-before-known", include_str!("../../static/scenarios/safe-before-known.json")),
    (
        "answer-lost-and-retried",
        include_str!("../../static/scenarios/answer-lost-and-retried.json"),
    ),
    ("minority-partition", include_str!("../../static/scenarios/minority-partition.json")),
    ("quorum-lost", include_str!("../../static/scenarios/quorum-lost.json")),
    ("two-of-four-down", include_str!("../../static/scenarios/two-of-four-down.json")),
    ("figure-7-a", include_str!("../../static/scenarios/figure-7-a.json")),
    ("figure-7-b", include_str!("../../static/scenarios/figure-7-b.json")),
    ("figure-7-c", include_str!("../../static/scenarios/figure-7-c.json")),
    ("figure-7-d", include_str!("../../static/scenarios/figure-7-d.json")),
    ("figure-7-e", include_str!("../../static/scenarios/figure-7-e.json")),
    ("figure-7-f", include_str!("../../static/scenarios/figure-7-f.json")),
    ("figure-8", include_str!("../../static/scenarios/figure-8.json")),
    ("longer-log-wins", include_str!("../../static/scenarios/longer-log-wins.json")),
    ("snapshot-catch-up", include_str!("../../static/scenarios/snapshot-catch-up.json")),
    ("compact-by-itself", include_str!("../../static/scenarios/compact-by-itself.json")),
    ("membership-change", include_str!("../../static/scenarios/membership-change.json")),
    ("joint-needs-both", include_str!("../../static/scenarios/joint-needs-both.json")),
    ("learners-have-no-vote", include_str!("../../static/scenarios/learners-have-no-vote.json")),
    ("stale-read", include_str!("../../static/scenarios/stale-read.json")),
    ("stale-lease-read", include_str!("../../static/scenarios/stale-lease-read.json")),
    ("reads-take-time", include_str!("../../static/scenarios/reads-take-time.json")),
    ("earlier-round", include_str!("../../static/scenarios/earlier-round.json")),
    ("no-op-deadlock", include_str!("../../static/scenarios/no-op-deadlock.json")),
    ("hub-pre-vote", include_str!("../../static/scenarios/hub-pre-vote.json")),
    ("read-at-a-follower", include_str!("../../static/scenarios/read-at-a-follower.json")),
    ("pipelined-requests", include_str!("../../static/scenarios/pipelined-requests.json")),
    ("torn-disk", include_str!("../../static/scenarios/torn-disk.json")),
    ("stopped-disk", include_str!("../../static/scenarios/stopped-disk.json")),
    ("what-a-crash-takes", include_str!("../../static/scenarios/what-a-crash-takes.json")),
    ("committed-start", include_str!("../../static/scenarios/committed-start.json")),
    ("no-further-than-it-has", include_str!("../../static/scenarios/no-further-than-it-has.json")),
    ("slow-link", include_str!("../../static/scenarios/slow-link.json")),
    ("one-slow-disk", include_str!("../../static/scenarios/one-slow-disk.json")),
    ("mixed-extensions", include_str!("../../static/scenarios/mixed-extensions.json")),
    (
        "without-log-check-on-votes",
        include_str!("../../static/scenarios/without-log-check-on-votes.json"),
    ),
    (
        "without-one-vote-per-term",
        include_str!("../../static/scenarios/without-one-vote-per-term.json"),
    ),
    (
        "without-vote-kept-across-crash",
        include_str!("../../static/scenarios/without-vote-kept-across-crash.json"),
    ),
    ("without-majority", include_str!("../../static/scenarios/without-majority.json")),
    (
        "without-randomised-timeouts",
        include_str!("../../static/scenarios/without-randomised-timeouts.json"),
    ),
    (
        "without-consistency-check",
        include_str!("../../static/scenarios/without-consistency-check.json"),
    ),
    (
        "without-truncate-only-at-conflict",
        include_str!("../../static/scenarios/without-truncate-only-at-conflict.json"),
    ),
    (
        "without-acknowledge-verified",
        include_str!("../../static/scenarios/without-acknowledge-verified.json"),
    ),
    ("without-commit-clamp", include_str!("../../static/scenarios/without-commit-clamp.json")),
    (
        "without-current-term-commit",
        include_str!("../../static/scenarios/without-current-term-commit.json"),
    ),
    (
        "without-acknowledge-after-durable",
        include_str!("../../static/scenarios/without-acknowledge-after-durable.json"),
    ),
    (
        "without-leader-counts-durable",
        include_str!("../../static/scenarios/without-leader-counts-durable.json"),
    ),
    ("without-no-op", include_str!("../../static/scenarios/without-no-op.json")),
    ("without-noop-first", include_str!("../../static/scenarios/without-noop-first.json")),
    (
        "without-read-confirmation",
        include_str!("../../static/scenarios/without-read-confirmation.json"),
    ),
    (
        "without-session-deduplication",
        include_str!("../../static/scenarios/without-session-deduplication.json"),
    ),
    (
        "without-joint-majorities",
        include_str!("../../static/scenarios/without-joint-majorities.json"),
    ),
    (
        "without-one-change-at-a-time",
        include_str!("../../static/scenarios/without-one-change-at-a-time.json"),
    ),
    (
        "without-membership-sessions",
        include_str!("../../static/scenarios/without-membership-sessions.json"),
    ),
];

/// A play that uses what a script can say.
pub const EVERY_WORD: &str = include_str!("../scripts/every-word.json");

/// A file, read.
pub fn read(name: &str) -> ScenarioFile {
    let (_, text) = FILES.iter().find(|(known, _)| *known == name).expect("there is such a file");
    ScenarioFile::from_json(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A file, played.
pub fn played(name: &str) -> Compiled {
    compile(&read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A text, read and played.
pub fn played_text(text: &str) -> Compiled {
    let file = ScenarioFile::from_json(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    compile(&file).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A file with this script, for a cluster of this many servers and two clients.
pub fn file(servers: u16, steps: Value, expect: Value) -> String {
    json!({
        "version": 1, "title": "x", "seed": 7, "servers": servers, "clients": 2,
        "steps": steps, "expect": expect
    })
    .to_string()
}

/// Why a script is none: the place and the sentence.
pub fn wrong(steps: Value) -> (String, String) {
    let read = ScenarioFile::from_json(&file(3, steps.clone(), json!([])));
    let error = read.map(|_| ()).expect_err(&steps.to_string());
    assert!(error.at.is_some(), "{error}");
    (error.place, error.sentence)
}

/// Plays it; all that it expects has to hold.
pub fn holds(servers: u16, steps: Value) -> Compiled {
    let compiled = play(servers, steps);
    let failures: Vec<_> = compiled.failures().collect();
    assert!(failures.is_empty(), "{failures:#?}");
    compiled
}

/// A script, played.
pub fn play(servers: u16, steps: Value) -> Compiled {
    played_text(&file(servers, steps, json!([])))
}
