//! Spanish: it speaks wherever English does, and of what `words/es/mod.rs` says is in Spanish
//! nothing is in English.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;
mod scenario_support;
mod words_support;

use std::collections::{BTreeSet, HashSet};

use page_support::stormy::stormy;
use page_support::told;
use raft_lunch::check::Property;
use raft_lunch::cluster::{ClientId, CommandError, LinkCut, MessageKind, Refusal, SECOND, Switch};
use raft_lunch::lunch::{Chapter, Choice};
use raft_lunch::practice::{Family, Question};
use raft_lunch::raft::{RequestRefusal, ServerId};
use raft_lunch::run::History;
use raft_lunch::why::{self, Moment};
use raft_lunch::words::{
    BadAddress, HostError, Language, LanguageTag, Locale, NoEdit, Notice, Topic, Wanted, WayEnd,
    caption,
};
use words_support::{Told, fixed_words, runs, tells_where_english_does, texts};

const ONE: ServerId = ServerId(1);
const TWO: ServerId = ServerId(2);

/// English words that are none in Spanish, and that hardly a sentence goes without.
const ENGLISH: [&str; 45] = [
    "the", "of", "is", "are", "was", "and", "or", "from", "to", "it", "its", "not", "have", "with",
    "by", "up", "at", "for", "this", "that", "may", "who", "what", "you", "your", "server",
    "servers", "client", "line", "lines", "round", "entry", "entries", "index", "vote", "votes",
    "leader", "follower", "message", "note", "notebook", "sheet", "away", "none", "yes",
];

/// Words that only the paper has.
const PAPER: [&str; 18] = [
    "líder",
    "mandato",
    "registro",
    "mayoría",
    "servidor",
    "servidores",
    "voto",
    "votos",
    "entrada",
    "entradas",
    "cliente",
    "seguidor",
    "candidato",
    "confirmada",
    "confirmado",
    "índice",
    "clúster",
    "quórum",
];

/// Words that only the table has.
const TABLE: [&str; 15] = [
    "hoja",
    "cuaderno",
    "cuadernos",
    "ronda",
    "nota",
    "notas",
    "tinta",
    "lápiz",
    "silla",
    "mesa",
    "línea",
    "líneas",
    "definitiva",
    "definitivo",
    "quien",
];

fn spanish() -> &'static dyn Language {
    Locale::SPANISH.words()
}

fn english() -> &'static dyn Language {
    Locale::ENGLISH.words()
}

/// Those of `words` that the text has.
fn found<'a>(text: &str, words: &[&'a str]) -> Vec<&'a str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let parts: Vec<String> = text.split(|letter| !is_part(letter)).map(str::to_lowercase).collect();
    words.iter().copied().filter(|word| parts.iter().any(|part| part == word)).collect()
}

/// It is Spanish, as it is written: questions have two marks, articles are joined.
fn check(text: &str) {
    assert!(!text.is_empty());
    assert_eq!(found(text, &ENGLISH), [""; 0], "{text}");
    // Where keys are named, signs are no punctuation.
    if text != "?" && !text.contains(" . , ") {
        for (opening, closing) in [('¿', '?'), ('¡', '!'), ('«', '»')] {
            assert_eq!(text.matches(opening).count(), text.matches(closing).count(), "{text}");
        }
        for slip in ["  ", " de el ", " a el ", " ,", " .", ".."] {
            assert!(!text.contains(slip), "{slip:?} in {text}");
        }
    }
    assert_eq!(text.trim(), text);
}

fn check_lunch(text: &str) {
    check(text);
    assert_eq!(found(text, &PAPER), [""; 0], "{text}");
}

fn check_raft(text: &str) {
    check(text);
    assert_eq!(found(text, &TABLE), [""; 0], "{text}");
}

fn check_both((lunch, raft): (String, String)) {
    check_lunch(&lunch);
    check_raft(&raft);
}

#[test]
fn it_tells_an_event_exactly_where_english_does() {
    tells_where_english_does(Locale::SPANISH);
}

#[test]
fn the_table_and_the_paper_are_told_in_spanish_and_each_in_its_own_words() {
    for (name, run, end) in runs() {
        let told = Told::of(&run, end, Locale::SPANISH);
        assert!(told.table.len() > 10, "{name}");
        told.table.iter().filter(|text| !text.is_empty()).for_each(|text| check_lunch(text));
        // What a scenario says is in English.
        let paper = told.paper.iter().filter(|text| !text.starts_with("decir «"));
        paper.for_each(|text| check(text));
        let mut history = History::replay(&run, 0);
        while history.next_time().is_some_and(|at| at <= end) {
            let events = history.step().to_vec();
            for (at, event) in events.iter().enumerate() {
                if let Some(raft) = spanish().raft_event(event) {
                    check_raft(&raft);
                }
                let caption = caption(&events, at, history.cluster(), spanish());
                if let Some(caption) = caption.filter(|caption| caption.topic != Topic::Said) {
                    check_raft(&caption.raft);
                }
            }
        }
    }
}

#[test]
fn what_happens_in_storms_is_told_in_spanish() {
    let mut kinds = BTreeSet::new();
    for told::Told { history, .. } in (0..12).flat_map(stormy) {
        for event in history.events() {
            let said = spanish().raft_event(event);
            assert_eq!(said.is_some(), english().raft_event(event).is_some(), "{event:?}");
            said.iter().for_each(|said| check_raft(said));
            let said = spanish().beat(event);
            assert_eq!(said.is_some(), english().beat(event).is_some(), "{event:?}");
            said.iter().for_each(|said| check_lunch(said));
        }
        for (id, flight) in history.cluster().network().flights() {
            let (from, to, content) =
                (id.message.from, flight.envelope.to, &flight.envelope.content);
            let kind = MessageKind::of(content);
            check_lunch(&spanish().note(content));
            check_lunch(&spanish().note_tag(content));
            check(spanish().message_kind(kind));
            check(&spanish().message_title(from, to, content));
            check(&spanish().message_tag(content));
            check(&spanish().message_label(from, to, kind));
            check(&spanish().message_from(from));
            check(&spanish().arrow_title(kind, SECOND));
            check(&spanish().arrow(kind, from, to, WayEnd::Arrived(SECOND)));
            let (here, there) = (spanish().fields(from, content), english().fields(from, content));
            assert_eq!(here.len(), there.len(), "{content:?}");
            here.iter().for_each(|(_, value)| check(value));
            kinds.insert(spanish().message_kind(kind));
        }
    }
    assert!(kinds.len() >= 10, "{kinds:?}");
}

#[test]
fn servers_what_waits_and_why_are_told_in_spanish() {
    let mut waited_for = HashSet::new();
    let (mut conditions, mut remedies) = (0, 0);
    for told::Told { history, .. } in (0..12).flat_map(stormy) {
        let (cluster, events) = (history.cluster(), history.events());
        for waiting in why::waiting(cluster) {
            check_both(spanish().waiting(&waiting));
            check(&spanish().waiting_tag(&waiting).count);
            waited_for.insert(std::mem::discriminant(&waiting));
            let moment = Moment { cluster, upcoming: history.upcoming(), keeps_upcoming: false };
            if let Some(remedy) = why::not_yet(&waiting, moment).remedy {
                check_both(spanish().remedy(&remedy));
                remedies += 1;
            }
        }
        for client in cluster.clients() {
            check(&spanish().client_label(client));
            client.history().iter().for_each(|request| check(&spanish().client_request(request)));
        }
        for machine in cluster.machines() {
            let (server, state) = (machine.id(), cluster.state_of(machine));
            check(spanish().server_state(state));
            check(&spanish().server_label(server, state, 3, 5, 2));
            check_both(spanish().compacted(machine.log().0));
            let status = machine.raft().map(|raft| raft.commit_status(3));
            check(&spanish().commit_status(status.as_ref()));
            let mut questions = why::questions_of_log(cluster, server, 3);
            questions.extend(why::question_of_server(cluster, server));
            questions.extend(why::question_of_client(cluster, ClientId(1)));
            for question in questions {
                check_both(spanish().why(&question));
                let chain = why::chain(question, history.first_kept(), events);
                for link in &chain.links {
                    let (lunch, raft) = spanish().why_link(link);
                    if !lunch.is_empty() {
                        check_lunch(&lunch);
                    }
                    check_raft(&raft);
                }
                if let Some(condition) = spanish().why_condition(&chain, true) {
                    check_both(condition);
                    conditions += 1;
                }
            }
        }
    }
    assert!(waited_for.len() >= 4 && conditions > 20 && remedies > 20, "{conditions}, {remedies}");
}

#[test]
fn choices_chapters_links_rules_and_properties_have_spanish_words() {
    let choices = [
        Choice::SendHolderHome(TWO),
        Choice::WriteLine("SET A 1".into()),
        Choice::LoseNote("SET A 1".into()),
        Choice::BringBack(TWO),
        Choice::SendMoreHome(vec![TWO, ServerId(3)]),
        Choice::CutTable(Vec::new()),
        Choice::JoinTables,
        Choice::MissRule("without-majority.json"),
    ];
    for choice in &choices {
        check_both(spanish().choice(choice));
    }
    Chapter::ALL.iter().for_each(|&chapter| check(spanish().chapter(chapter)));
    for cut in [LinkCut::None, LinkCut::Both, LinkCut::AToB, LinkCut::BToA] {
        check(&spanish().link_label(ONE, TWO, cut));
    }
    let mut names = BTreeSet::new();
    for switch in Switch::all() {
        assert!(names.insert(spanish().switch_name(switch)), "{switch:?}");
        check(spanish().switch_name(switch));
        check(spanish().switch_purpose(switch));
        check(&spanish().weakened(&[switch]).expect("it is off"));
        let protects = spanish().switch_protects(switch);
        assert_eq!(protects.is_some(), switch.is_rule());
    }
    for property in Property::ALL {
        assert!(names.insert(spanish().property_name(property)), "{property:?}");
        check(spanish().property_name(property));
        check(spanish().property_promise(property));
    }
}

#[test]
fn refusals_and_notices_are_told_in_spanish() {
    let refusals = [
        Refusal::Raft(RequestRefusal::NotLeader { leader: Some(ONE) }),
        Refusal::Raft(RequestRefusal::StillCatchingUp {
            server: ONE,
            match_index: 2,
            commit_index: 5,
        }),
        Refusal::Raft(RequestRefusal::CompactedAlready { last_index: 4 }),
        Refusal::BadCommand(CommandError::TooLong { chars: 99 }),
        Refusal::NoSuchServer(ONE),
        Refusal::NoSuchClient(ClientId(2)),
        Refusal::LeadersDoNotTimeOut(ONE),
        Refusal::DiskLost(ONE),
        Refusal::NothingToTear(ONE),
        Refusal::CannotBeSaid,
    ];
    refusals.iter().for_each(|refusal| check(&spanish().refusal(refusal)));
    let bad = |wanted| BadAddress { name: "seed".into(), value: "X".into(), wanted };
    let notices = [
        Notice::NoStop,
        Notice::NoStopBack,
        Notice::NothingToUndo,
        Notice::NoEdit(NoEdit::NotEarlier),
        Notice::NobodyTakesIn,
        Notice::PickFirst,
        Notice::NewRun,
        Notice::RunIsFull,
        Notice::Replaying { percent: 40 },
        Notice::OtherEngine,
        Notice::OldSeed(7),
        Notice::OneLanguage,
        Notice::Address(vec![bad(Wanted::LessonName), bad(Wanted::Between(1, 9))]),
    ];
    notices.iter().for_each(|notice| check(&spanish().notice(notice)));
    let errors = [HostError::Version(2), HostError::NoLeader, HostError::Value(bad(Wanted::Seed))];
    errors.iter().for_each(|error| check(&spanish().host_error(error)));
}

#[test]
fn no_fixed_word_is_only_english() {
    // What is the same in Spanish: brands, commands, the paper's messages, signs, and the names
    // of levels in scenario files.
    let known = [
        "Raft Lunch",
        "SET A 1",
        "GET A",
        "ramen",
        "RequestVote",
        "TimeoutNow",
        "Auto",
        "?",
        "basics",
        "failures",
        "fine-print",
        "without-a-rule",
    ];
    let [english, spanish] = [Locale::ENGLISH, Locale::SPANISH].map(fixed_words);
    let (english, spanish) = (texts(&english), texts(&spanish));
    assert_eq!(english.len(), spanish.len());
    assert!(english.len() > 300, "{}", english.len());
    // What stands between two sentences, or two names, ends with a space.
    let between = [". ", ", "];
    let all = english.iter().zip(&spanish);
    for (english, spanish) in all.filter(|(_, spanish)| !between.contains(spanish)) {
        assert!(english != spanish || known.contains(spanish), "{english}");
        check(spanish);
    }
    let practice = format!("{:?}", self::spanish().chrome().practice);
    texts(&practice).into_iter().for_each(check);
    Family::ALL.iter().for_each(|&family| check(self::spanish().practice_family(family)));
}

#[test]
fn practice_questions_are_still_those_of_english() {
    assert_eq!(LanguageTag::Spanish.borrows_practice(), Some(LanguageTag::English));
    let [spanish, english] = [LanguageTag::Spanish, LanguageTag::English].map(|it| it.practice());
    for family in Family::ALL {
        let question = Question::new(family, 7);
        assert_eq!(spanish.question(&question), english.question(&question));
    }
}
