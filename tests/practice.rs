//! Practice questions, many of each family: each has one right answer, and each wrong one is
//! what its stated belief leads to.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/parallel.rs"]
mod parallel;

use std::collections::BTreeMap;
use std::time::Instant;

use parallel::each;
use raft_lunch::practice::{
    Answer, Apart, Belief, Family, Grade, Kind, MOST_CHOICES, Pick, Question,
};
use raft_lunch::words::LanguageTag;

/// How many questions of each family are looked at, unless RAFT_LUNCH_QUESTIONS says how many.
const USUAL: u64 = 150;

fn how_many() -> u64 {
    match std::env::var("RAFT_LUNCH_QUESTIONS") {
        Ok(number) => number.parse().expect("RAFT_LUNCH_QUESTIONS is a number"),
        Err(_) => USUAL,
    }
}

/// Looks at the question of one seed from all sides, and returns the beliefs in it.
fn look_at(family: Family, seed: u64) -> Vec<Belief> {
    let question = Question::new(family, seed);
    let named = format!("{}, seed {seed}: {question:?}", family.name());
    if seed.is_multiple_of(10) {
        assert_eq!(question, Question::new(family, seed), "the same again");
    }

    let right: Vec<_> = question.options.iter().filter(|option| option.is_right()).collect();
    assert_eq!(right.len(), 1, "one option is right: {named}");
    assert_eq!(question.answer_of(None).as_ref(), Some(&right[0].answer), "by the core: {named}");
    let is_small = question.kind() == Kind::YesNo || family == Family::Tolerance;
    let fewest = if is_small { 2 } else { 3 };
    let is_free = matches!(question.kind(), Kind::Servers | Kind::Number);
    let most = if is_free { 1 + family.beliefs().len() } else { MOST_CHOICES };
    assert!((fewest..=most).contains(&question.options.len()), "{named}");
    if is_free {
        every_answer_is_known(&question);
    }
    for (place, option) in question.options.iter().enumerate() {
        let before = &question.options[..place];
        assert!(before.iter().all(|other| other.answer != option.answer), "twice: {named}");
        for &belief in &option.beliefs {
            let believed = question.answer_of(Some(belief));
            assert_eq!(believed.as_ref(), Some(&option.answer), "{belief:?}: {named}");
        }
    }
    say(&question);
    if let Some(play) = &question.play {
        play.whole(None).validate().expect("a run that a link can hold");
    }
    question.beliefs().collect()
}

/// Whatever a belief of the family leads to is known by it, and of any other answer it is said
/// what sets it apart.
fn every_answer_is_known(question: &Question) {
    let right = &question.right().answer;
    for &belief in question.family.beliefs() {
        let Some(answer) = question.answer_of(Some(belief)) else { continue };
        let names_it = match question.grade(&answer) {
            Grade::Right => answer == *right,
            Grade::Wrong(beliefs) => beliefs.contains(&belief),
        };
        assert!(names_it, "{belief:?}: {question:?}");
    }
    for server in question.setting.servers.iter().map(|server| server.id) {
        // What is said of a server is why it belongs to the answer, or doesn't.
        match question.apart(&Answer::Servers(vec![server])) {
            Some(Apart::Voter { is_missing, verdict, .. }) => {
                assert_eq!(is_missing, verdict == Some(Ok(())), "{server}: {question:?}");
            }
            Some(Apart::Candidate { is_missing, votes, .. }) => {
                assert_eq!(is_missing, votes.is_some_and(|it| it.is_reached()), "{question:?}");
            }
            _ => assert_eq!(question.kind(), Kind::Number),
        }
    }
    let words = LanguageTag::English.practice();
    let sheet = words.sheet(question.clone());
    assert!(sheet.apart(sheet.right()).is_empty(), "nothing sets the right one apart");
    for (place, pick) in (0..).zip(&sheet.picks) {
        // As if this server alone were picked wrongly or left out; or this number given.
        let mut picked = sheet.right().to_vec();
        match pick {
            Pick::Server(_) if picked.contains(&place) => picked.retain(|it| *it != place),
            Pick::Server(_) => picked.push(place),
            _ => picked = vec![place],
        }
        if picked == sheet.right() || *pick == Pick::Nobody {
            continue;
        }
        let said = sheet.apart(&picked);
        let is_about = match pick {
            Pick::Server(server) => {
                said.len() == 1 && said[0].starts_with(&format!("S{} ", server.0))
            }
            Pick::Number(given) => {
                said.len() == 1 && said[0].starts_with(&format!("{given} is too "))
            }
            _ => false,
        };
        assert!(is_about, "{pick:?}: {said:?}");
    }
}

/// Everything about it can be said, and no two options are said alike.
fn say(question: &Question) {
    let words = LanguageTag::English.practice();
    let mut said: Vec<String> =
        question.options.iter().map(|option| words.answer(&option.answer)).collect();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), question.options.len(), "options are told apart: {question:?}");
    said.extend([words.question(question), words.why(question)]);
    said.extend(question.beliefs().map(|belief| words.would_be_so(belief)));
    for sentence in said {
        assert!(!sentence.is_empty() && sentence.trim() == sentence, "{sentence:?}: {question:?}");
    }
}

/// Looks at so many questions of a family, and says how often each belief was met.
fn survey(family: Family, seeds: u64) -> BTreeMap<Belief, usize> {
    let began = Instant::now();
    let mut met = BTreeMap::new();
    for belief in each(seeds, |seed| look_at(family, seed)).into_iter().flatten() {
        *met.entry(belief).or_insert(0) += 1;
    }
    let took = began.elapsed().as_millis();
    println!("{}: {seeds} questions, looked at in {took} ms; {met:?}", family.name());
    met
}

#[test]
fn each_question_has_one_right_answer_and_each_wrong_one_is_what_its_belief_leads_to() {
    let survey = |family| (family, survey(family, how_many()));
    for (family, met) in Family::ALL.map(survey) {
        let missing = family.beliefs().iter().filter(|belief| !met.contains_key(belief));
        assert_eq!(missing.count(), 0, "{} meets them all: {met:?}", family.name());
    }
}
