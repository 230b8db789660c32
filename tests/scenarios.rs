//! The scenario files that are published: each holds what it promises, and plays to the
//! same bytes natively and in wasm. In wasm:
//! `CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
//! cargo test --target wasm32-unknown-unknown --test scenarios`

mod scenario_support;

use raft_lunch::cluster::Event;
use raft_lunch::history::History;
use raft_lunch::scenario::ScenarioFile;
use scenario_support::{FILES, played, played_text, read};

/// The hash of each file's events. One that changes plays another history than before.
const HASHES: [(&str, u64); 38] = [
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
