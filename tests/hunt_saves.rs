//! What the hunt finds, it can save as a scenario file: read again and played, it shows the
//! same thing, and says what led to it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/hunt/judge.rs"]
mod judge;
#[path = "../examples/hunt/save.rs"]
mod save;
#[path = "../examples/hunt/shrink.rs"]
mod shrink;
#[path = "support/storm/mod.rs"]
mod storm;

use raft_lunch::check::liveness_verdict;
use raft_lunch::cluster::Run;
use raft_lunch::scenario::{AnyRule, Claim, Compiled, Leader, ScenarioFile, Verb, compile};
use storm::{Finding, Settings, Storm};

/// The first of these seeds in which something is wrong because the rule is off, shrunk.
fn found_without(rule: &str) -> (Run, Finding) {
    let rule = AnyRule::named(rule).expect("there is such a rule");
    let settings = Settings { protocol: rule.off(), ..Settings::default() };
    let found = (0..500).find_map(|seed| {
        let mut storm = Storm::new(seed, &settings);
        storm.rage(storm.length());
        let run = storm.run();
        let finding = judge::settle(&mut storm.cluster, &mut storm.watch)?;
        shrink::is_due_to_a_rule(&run).then_some((run, finding))
    });
    let (run, finding) = found.unwrap_or_else(|| panic!("nothing breaks without {rule:?}"));
    shrink::shrink(run, &finding)
}

/// The file that is saved, its captions, and what it plays.
fn saved(run: &Run, finding: &Finding) -> (ScenarioFile, String, Compiled) {
    let text = save::scenario(run, finding).expect("it fits into a file").to_json();
    let read = ScenarioFile::from_json(&text).expect("it can be read");
    let compiled = compile(&read).expect("it can be played");
    let failures: Vec<_> = compiled.failures().collect();
    assert!(!read.expect.is_empty() && failures.is_empty(), "{failures:#?}");
    let captions: Vec<_> = captions(&read).collect();
    let lines = captions.len();
    assert!((2..=31).contains(&lines), "{lines} captions are too many to read, or too few");
    (read, captions.join("\n"), compiled)
}

fn captions(file: &ScenarioFile) -> impl Iterator<Item = String> {
    file.steps.iter().filter_map(|step| match &step.verb {
        Verb::Say(text) => Some(text.clone()),
        _ => step.note.clone(),
    })
}

#[test]
fn a_violation_is_in_the_file_with_what_led_to_it() {
    let (run, finding) = found_without("log-check-on-votes");
    let (file, captions, compiled) = saved(&run, &finding);
    let what = format!("{} is violated", finding.property);
    assert_eq!(file.title, format!("Without log-check-on-votes: {what}"));
    assert!(violates(&compiled, &finding), "{:?}", compiled.violations);
    for told in [" commits up to entry ", " leads term ", "with the votes of ", &finding.evidence] {
        assert!(captions.contains(told), "{told}: {captions}");
    }
}

#[test]
fn a_standstill_is_in_the_file_as_what_does_not_come() {
    let (run, finding) = found_without("randomised-timeouts");
    assert_eq!(finding.property, "Liveness");
    let (file, captions, compiled) = saved(&run, &finding);
    assert!(liveness_verdict(&compiled.cluster).is_err());
    assert_eq!(file.expect, [Claim { leader: Some(Leader::None), ..Claim::default() }]);
    assert!(captions.contains(" stands for election in term 1."), "{captions}");
    assert!(captions.ends_with("Nobody leads."), "{captions}");
}

fn violates(compiled: &Compiled, finding: &Finding) -> bool {
    compiled.violations.iter().any(|violation| violation.property.name() == finding.property)
}
