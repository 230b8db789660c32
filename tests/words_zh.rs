//! Chinese: it speaks wherever English does, and it speaks Chinese.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;
mod words_support;

use std::collections::BTreeSet;

use raft_lunch::check::Property;
use raft_lunch::cluster::{Content, Event, EventBody, Node, Operation, Outcome, SECOND};
use raft_lunch::lunch::{Chapter, Choice, PersonState, teammate};
use raft_lunch::raft::ServerId;
use raft_lunch::run::History;
use raft_lunch::words::{Compared, Locale};
use words_support::{Told, fixed_words, runs, tells_where_english_does, texts};

/// Dishes that the table knows by a Chinese name.
const DISHES: [&str; 8] = ["ramen", "tacos", "dal", "salad", "pizza", "curry", "soup", "cake"];

/// Words of more than two Latin letters.
fn latin_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| word.len() > 2 && word.chars().any(|letter| letter.is_ascii_alphabetic()))
}

/// The keys and values that a run's own requests and answers hold.
fn values_of(events: &[Event]) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    for event in events {
        let operation = match &event.body {
            EventBody::Proposed { operation, .. } => Some(operation),
            EventBody::Applied { request: Some(request), .. } => Some(&request.operation),
            EventBody::Sent(envelope) => match &envelope.content {
                Content::Request(request) => Some(&request.operation),
                Content::Response { outcome: Outcome::Value(Some(value)), .. } => {
                    values.insert(value.clone());
                    None
                }
                _ => None,
            },
            EventBody::ReadServed { value: Some(value), .. } => {
                values.insert(value.clone());
                None
            }
            _ => None,
        };
        match operation {
            Some(Operation::Set { key, value }) => values.extend([key.clone(), value.clone()]),
            Some(Operation::Get { key }) => values.extend([key.clone()]),
            None => {}
        }
    }
    values.retain(|value| value != "lunch" && !DISHES.contains(&value.as_str()));
    values
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn it_tells_an_event_exactly_where_english_does() {
    tells_where_english_does(Locale::CHINESE);
}

#[test]
fn at_the_table_only_names_and_values_are_latin() {
    let names: Vec<_> = (1..=9).map(|server| teammate(ServerId(server)).name).collect();
    for (name, run, end) in runs() {
        let values = values_of(History::replay(&run, end).events());
        let is_known = |word: &str| {
            names.iter().any(|name| **name == *word)
                || values.iter().any(|value| value.starts_with(word))
        };
        let told = Told::of(&run, end, Locale::CHINESE);
        assert!(told.table.len() > 10, "{name}");
        for text in &told.table {
            let foreign: Vec<_> = latin_words(text).filter(|word| !is_known(word)).collect();
            assert!(foreign.is_empty(), "{name}: {foreign:?} in {text}");
            assert!(!text.contains(['.', ',', ';', ':', '?', '!']), "{name}: {text}");
        }
        for text in &told.paper {
            let is_only_a_link = text.contains('→') || text.contains('–');
            assert!(is_chinese(text) || is_only_a_link, "{name}: {text}");
        }
    }
}

/// Where Chinese and Latin touch, or where a space stands that is none of theirs.
fn bad_gap(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_chinese = |letter: char| is_chinese(letter.encode_utf8(&mut [0; 4]));
    let meet = |a: char, b: char| is_chinese(a) && b.is_ascii_alphanumeric();
    let touching = letters.windows(2).find(|w| meet(w[0], w[1]) || meet(w[1], w[0]));
    let apart = |w: &&[char]| is_chinese(w[0]) && w[1] == ' ' && is_chinese(w[2]);
    let bad = touching.or_else(|| letters.windows(3).find(apart));
    bad.map(|bad| format!("{text}: {}", bad.iter().collect::<String>()))
}

#[test]
fn a_space_parts_chinese_from_latin_and_nothing_else() {
    let words = Locale::CHINESE.words();
    for (name, run, end) in runs() {
        let told = Told::of(&run, end, Locale::CHINESE);
        for text in &told.table {
            assert_eq!(bad_gap(text), None, "{name}");
            assert!(!text.contains("  ") && !text.contains("。。"), "{name}: {text}");
        }
    }
    let behind = words.compared(Some(&Compared::Behind { by: SECOND }), true);
    for text in [
        words.by_itself(SECOND),
        words.stretch(0, SECOND),
        words.playhead(1, 2, SECOND, 3),
        words.poll_answer("pho"),
        words.poll_answer("ramen"),
        words.lesson_answer(&["Jun".into(), "拉面".into()], &["3".into()]),
        words.message_from(Node::Server(ServerId(1))),
        behind.expect("something is said"),
    ] {
        assert_eq!(bad_gap(&text), None);
    }
    let chrome = format!("{:?}", words.chrome());
    for text in texts(&chrome) {
        assert_eq!(bad_gap(text), None);
    }
}

#[test]
fn people_choices_chapters_and_properties_have_chinese_words() {
    let words = Locale::CHINESE.words();
    let states = [
        PersonState::Present,
        PersonState::Away,
        PersonState::Dozing,
        PersonState::Asking,
        PersonState::Holder,
    ];
    let people = states.iter().flat_map(|&state| {
        [false, true].map(|has_old_sheet| words.person(ServerId(1), state, has_old_sheet))
    });
    let server = ServerId(2);
    let choices = [
        Choice::SendHolderHome(server),
        Choice::WriteLine("SET A 1".into()),
        Choice::LoseNote("SET A 1".into()),
        Choice::BringBack(server),
        Choice::SendMoreHome(vec![server, ServerId(3)]),
        Choice::CutTable(Vec::new()),
        Choice::JoinTables,
        Choice::MissRule("without-majority.json"),
    ];
    let choices = choices.iter().flat_map(|choice| {
        let (lunch, raft) = words.choice(choice);
        [lunch, raft]
    });
    let chapters = Chapter::ALL.iter().map(|&chapter| words.chapter(chapter).to_string());
    let properties = Property::ALL.map(|property| words.property_name(property).to_string());
    for text in people.chain(choices).chain(chapters).chain(properties) {
        assert!(is_chinese(&text), "{text}");
    }
    let different: BTreeSet<_> = Property::ALL.map(|property| words.property_name(property)).into();
    assert_eq!(different.len(), Property::ALL.len());
}

#[test]
fn no_fixed_word_is_only_english() {
    // What has no other name in Chinese: brands, commands, keys, the paper's messages, and
    // the names of levels in scenario files.
    let known = [
        "Raft Lunch",
        "SET A 1",
        "GET A",
        "Shift",
        "RequestVote",
        "TimeoutNow",
        "basics",
        "failures",
        "fine-print",
        "without-a-rule",
    ];
    let [english, chinese] = [Locale::ENGLISH, Locale::CHINESE].map(fixed_words);
    let (english, chinese) = (texts(&english), texts(&chinese));
    assert_eq!(english.len(), chinese.len());
    assert!(english.len() > 300, "{}", english.len());
    for (english, chinese) in english.iter().zip(&chinese) {
        let is_right =
            is_chinese(chinese) || known.contains(chinese) || ["？", "。", "、"].contains(chinese);
        assert!(is_right, "{english}: {chinese}");
    }
}
