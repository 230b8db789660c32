//! The scenario files that are published: each holds what it promises, and plays to the
//! same bytes natively and in wasm. In wasm:
//! `CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
//! cargo test --target wasm32-unknown-unknown --test scenarios`

mod scenario_support;

use raft_lunch::cluster::{Answer, Event};
use raft_lunch::run::History;
use raft_lunch::scenario::{ScenarioFile, Step, Verb, compile};
use scenario_support::{FILES, played, played_text, read};

/// The hash of each file's events. One that changes plays another history than before.
const HASHES: [(&str, u64); 61] = [
    ("happy-path", 0xde98_2c8e_4ecb_570b),
    ("late-follower", 0x71f6_64b8_3d0f_67c2),
    ("wrong-log", 0x9461_900d_f5bf_961b),
    ("split-vote", 0x2e35_3ad9_e3c0_b472),
    ("leader-lost-before-commit", 0x325f_3f7e_ee28_db8f),
    ("asked-and-lost", 0xcbd1_196d_1118_b76f),
    ("leader-lost-after-commit", 0x780e_f965_f806_ac8a),
    ("answered-and-kept", 0x9536_2ed4_9cac_a74f),
    ("safe-before-known", 0xdcae_0ee6_e2ac_3e76),
    ("answer-lost-and-retried", 0xdc0d_78d8_d8ab_d386),
    ("minority-partition", 0x560c_16f3_fe0b_dcc1),
    ("quorum-lost", 0xed42_4b40_b4da_9cdf),
    ("two-of-four-down", 0x8b5a_efba_4e2b_10d9),
    ("figure-7-a", 0x92d1_2997_f8c6_a476),
    ("figure-7-b", 0x71b2_5383_9bae_9704),
    ("figure-7-c", 0xda1a_6d05_67e4_71ff),
    ("figure-7-d", 0xdbd1_249b_5909_a140),
    ("figure-7-e", 0xdcb3_813b_ae7c_6208),
    ("figure-7-f", 0x7045_d05e_927c_586b),
    ("figure-8", 0x6af8_dfd7_f6f3_ae00),
    ("longer-log-wins", 0x889f_36c0_a644_5114),
    ("snapshot-catch-up", 0xfa92_f827_4e11_8ae1),
    ("compact-by-itself", 0x9d5c_7b94_4760_c5b1),
    ("membership-change", 0x45ed_8a3f_3ded_c214),
    ("joint-needs-both", 0xe9ab_79b0_b52e_9946),
    ("learners-have-no-vote", 0x392a_8e78_ba0f_b1e5),
    ("stale-read", 0x3fce_f1d1_2cc2_48ad),
    ("stale-lease-read", 0x9e25_e3c8_ee31_87f7),
    ("reads-take-time", 0xb171_05f4_7cbd_5a74),
    ("earlier-round", 0x4157_92bc_6ab3_0489),
    ("no-op-deadlock", 0x871e_8063_60fd_0e11),
    ("hub-pre-vote", 0xf59b_e216_ec5c_95d8),
    ("read-at-a-follower", 0xe471_3ca7_eb09_bb79),
    ("pipelined-requests", 0x48ca_7624_d9d0_a5fe),
    ("torn-disk", 0x9911_b9ee_fe60_d5be),
    ("stopped-disk", 0xa7c9_11fc_886a_3d44),
    ("what-a-crash-takes", 0x99bb_2435_6eb0_988d),
    ("committed-start", 0xe4b4_3d71_5b7f_bf43),
    ("no-further-than-it-has", 0x9dfd_ddc9_810c_d0b1),
    ("slow-link", 0x6120_5e9e_4818_6b88),
    ("one-slow-disk", 0xe8e3_d8c0_bcd4_cc11),
    ("mixed-extensions", 0x6e1b_6be7_7840_fdbc),
    ("without-log-check-on-votes", 0x34d9_fd3d_7072_64ea),
    ("without-one-vote-per-term", 0xcb4c_0afe_6607_4ecc),
    ("without-vote-kept-across-crash", 0xcbae_c062_8d2a_34a9),
    ("without-majority", 0x4393_5efc_08cb_aec5),
    ("without-randomised-timeouts", 0xe642_846b_0472_975f),
    ("without-consistency-check", 0x42da_1f8a_fcf4_b7b5),
    ("without-truncate-only-at-conflict", 0x3878_3851_734f_baaa),
    ("without-acknowledge-verified", 0x7391_52dc_877a_4fcc),
    ("without-commit-clamp", 0xb351_c355_f46a_228d),
    ("without-current-term-commit", 0xe3be_14f0_12c2_27bd),
    ("without-acknowledge-after-durable", 0x943b_b8f2_9190_708c),
    ("without-leader-counts-durable", 0x443e_64ec_98f4_3dd9),
    ("without-no-op", 0xb070_5e46_9707_f4f7),
    ("without-noop-first", 0xb309_312a_7f59_2cfd),
    ("without-read-confirmation", 0xb90d_ecd1_f376_049e),
    ("without-session-deduplication", 0x33c2_880d_0cc1_321e),
    ("without-joint-majorities", 0xbbd7_77ae_e866_b049),
    ("without-one-change-at-a-time", 0x02e1_9722_1d44_633c),
    ("without-membership-sessions", 0x8dda_5416_9307_944f),
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
