//! The scenario files that are published: each holds what it promises, and plays to the
//! same bytes natively and in wasm. In wasm:
//! `CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
//! cargo test --target wasm32-unknown-unknown --test scenarios`

mod scenario_support;

use raft_lunch::cluster::{Answer, Event};
use raft_lunch::history::History;
use raft_lunch::scenario::{ScenarioFile, Step, Verb, compile};
use scenario_support::{FILES, played, played_text, read};

/// The hash of each file's events. One that changes plays another history than before.
const HASHES: [(&str, u64); 49] = [
    ("happy-path", 0x165e_7930_3b69_c678),
    ("late-follower", 0xfb0f_06ce_1780_f1c3),
    ("wrong-log", 0xc60c_b794_e105_d383),
    ("split-vote", 0xe384_badb_eea5_4f16),
    ("leader-lost-before-commit", 0x2127_a96e_d5c0_302e),
    ("leader-lost-after-commit", 0xd05e_2ce6_b8b6_7e69),
    ("answer-lost-and-retried", 0xa9d4_d9c6_ecc0_4695),
    ("minority-partition", 0xa587_cbc2_27dd_2c59),
    ("quorum-lost", 0xd705_9f27_f84c_b3c6),
    ("figure-7-a", 0xa9ac_20c9_b82f_407d),
    ("figure-7-b", 0xf5ee_67fe_3ca9_6ca5),
    ("figure-7-c", 0x3983_29f5_b4ab_a01e),
    ("figure-7-d", 0x991a_e487_3053_750c),
    ("figure-7-e", 0x9c7c_f674_b868_ee04),
    ("figure-7-f", 0xa9b2_6b34_a663_f3df),
    ("figure-8", 0x7f35_6e98_0e1f_37d8),
    ("snapshot-catch-up", 0x2ffd_31e6_d1ef_82f8),
    ("membership-change", 0x1b87_6489_6e0e_bfcb),
    ("stale-read", 0x944a_a76b_09f2_fa3c),
    ("stale-lease-read", 0x64ab_6d19_cff7_6efc),
    ("no-op-deadlock", 0xecd0_218c_3433_f8c5),
    ("hub-pre-vote", 0x9d1f_d846_b974_ddac),
    ("read-at-a-follower", 0x2f78_54f0_3d73_2171),
    ("pipelined-requests", 0x7927_8ea5_e969_043b),
    ("torn-disk", 0x0052_1c55_9ba4_7900),
    ("stopped-disk", 0xc3c3_8b18_fc57_2601),
    ("committed-start", 0xa6f7_7733_e432_c064),
    ("slow-link", 0x0fa6_4aed_76f7_d7c0),
    ("one-slow-disk", 0xe7da_4f73_6921_36ea),
    ("mixed-extensions", 0x9f39_dabb_07c2_f502),
    ("without-log-check-on-votes", 0x3f41_6026_c610_2356),
    ("without-one-vote-per-term", 0x0edd_8cb1_b2ed_8ba6),
    ("without-vote-kept-across-crash", 0x03ed_f1ee_c257_f622),
    ("without-majority", 0x06d1_5620_8dd7_b40b),
    ("without-randomised-timeouts", 0x7c84_a227_2b15_ff3b),
    ("without-consistency-check", 0x44dc_2a2e_7a5a_8dea),
    ("without-truncate-only-at-conflict", 0x5c2e_7930_ea4f_08e8),
    ("without-acknowledge-verified", 0xdf36_75c4_e1fb_a09e),
    ("without-commit-clamp", 0x63a0_829e_0af3_2f3d),
    ("without-current-term-commit", 0x06bb_72db_8ecf_4014),
    ("without-acknowledge-after-durable", 0xd3a3_5e40_5f28_2bc5),
    ("without-leader-counts-durable", 0x5ea0_fba0_61b2_d86f),
    ("without-no-op", 0x9e61_b027_b4a2_4419),
    ("without-noop-first", 0x301d_f3cc_f208_c30b),
    ("without-read-confirmation", 0xf582_77da_5297_dfc1),
    ("without-session-deduplication", 0xd698_c021_ddf8_a05b),
    ("without-joint-majorities", 0xe9fb_7b29_356b_c955),
    ("without-one-change-at-a-time", 0x930c_bc67_16e2_7e6b),
    ("without-membership-sessions", 0xaff5_94d9_591d_e71d),
];

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_file_holds_what_it_promises() {
    for (name, _) in FILES {
        let compiled = played(name);
        let failures: Vec<_> = compiled.failures().collect();
        assert!(failures.is_empty(), "{name}: {failures:#?}");
        assert!(compiled.results.len() >= 8, "{name} promises something");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_file_plays_to_the_same_bytes_everywhere() {
    let hashes = FILES.map(|(name, _)| (name, format!("{:#018x}", played(name).hash)));
    let pinned = HASHES.map(|(name, hash)| (name, format!("{hash:#018x}")));
    assert_eq!(hashes, pinned);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_replay_of_the_run_gives_the_events_that_were_seen_while_compiling() {
    for (name, _) in FILES {
        let compiled = played(name);
        assert_eq!(compiled.run.validate(), Ok(()), "{name}");
        let replay = History::replay(&compiled.run, compiled.end);
        assert_eq!(replay.events().len(), compiled.events, "{name}");
        assert_eq!(replay.hash().value(), compiled.hash, "{name}");
        assert_eq!(replay.cluster().now(), compiled.end, "{name}");
        let bytes: usize = replay.events().iter().map(|event: &Event| event.encode().len()).sum();
        assert!(bytes > 0, "{name}");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_run_written_back_as_a_file_is_the_same_run() {
    for (name, _) in FILES {
        let first = played(name);
        let text = ScenarioFile::from_run(name, &first.run, first.end).to_json();
        let again = played_text(&text);
        assert_eq!(again.run, first.run, "{name}");
        assert_eq!((again.end, again.hash), (first.end, first.hash), "{name}");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_file_written_and_read_again_is_the_same_file() {
    for (name, _) in FILES {
        let file = read(name);
        assert_eq!(ScenarioFile::from_json(&file.to_json()), Ok(file), "{name}");
    }
}

/// A lease is as good as the clocks that measure it.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn with_clocks_that_run_alike_a_lease_gives_no_stale_read() {
    let mut file = read("stale-lease-read");
    file.exceptions.clear();
    let compiled = compile(&file).expect("it can be played");
    assert_eq!(compiled.violations, []);
    let answers = compiled.cluster.clients()[0].history();
    assert_eq!(answers[1].answer, Some(Answer::Value(Some("2".into()))));
}

/// With the no-op nobody waits for the next command.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn with_the_no_op_what_was_left_is_committed_without_another_command() {
    let mut file = read("no-op-deadlock");
    file.rules.without.clear();
    let next = |step: &Step| matches!(&step.verb, Verb::Propose(asked) if asked.text == "SET B 2");
    let next = file.steps.iter().position(next).expect("it is there");
    file.steps.truncate(next);
    file.expect.clear();
    let compiled = compile(&file).expect("it can be played");
    for machine in compiled.cluster.machines() {
        assert_eq!(machine.store().get("A"), Some("1"));
    }
}

/// Where a server that does not lead passes requests on, the client asks once.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_follower_that_forwards_asks_the_leader_for_the_client() {
    let mut file = read("read-at-a-follower");
    file.forwards = true;
    file.steps.truncate(7);
    file.expect = serde_json::from_str(
        r#"[{ "request": 2, "answer": { "value": "1" }, "forwarded": 1 },
            { "sent": { "kind": "forwarded", "from": 2, "to": 1, "since": "before", "count": 1 } },
            { "not": { "request": 2, "redirected": 1 } }]"#,
    )
    .expect("these are claims");
    let wait = r#"{ "until": { "answer": { "value": "1" } } }"#;
    file.steps.push(serde_json::from_str(wait).expect("it is a step"));
    let compiled = compile(&file).expect("it can be played");
    assert_eq!(compiled.failures().count(), 0, "{:#?}", compiled.results);
}

/// One message decides which entry survives.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn in_figure_8_the_other_entry_survives_if_one_message_is_not_held_up() {
    let (_, text) = FILES.iter().find(|(name, _)| *name == "figure-8").expect("it is there");
    let value = |text: &str, delayed: bool| {
        let compiled = played_text(text);
        let store = compiled.cluster.machines()[0].store().get("A").map(String::from);
        assert!(compiled.violations.is_empty(), "delayed: {delayed}");
        store
    };
    assert_eq!(value(text, true).as_deref(), Some("3"));
    let lines: Vec<&str> = text.lines().filter(|line| !line.contains("\"delay\"")).collect();
    assert_eq!(lines.len(), text.lines().count() - 1, "one step less");
    assert_eq!(value(&lines.join("\n"), false).as_deref(), Some("2"));
}
