//! Chinese says what English says of the paper's half, and says it in Chinese: events, messages,
//! what waits and why, practice questions, refusals, rules and properties.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;

use std::collections::{BTreeSet, HashSet};

use page_support::stormy::stormy;
use page_support::told::Told;
use raft_lunch::check::{Evidence, Property, Violation};
use raft_lunch::cluster::{
    Actor, ClientId, CommandError, Delivery, EventId, LinkCut, LossReason, MessageKind, Refusal,
    SECOND, Switch,
};
use raft_lunch::practice::{Answer, Belief, BeliefRecord, Family, Question, SetComplaint};
use raft_lunch::raft::{RequestRefusal, ServerId};
use raft_lunch::why::{self, Moment};
use raft_lunch::words::{
    BadAddress, Fate, HostError, Language, LanguageTag, Locale, NoEdit, Notice, PracticeLanguage,
    Wanted, WayEnd,
};

const ONE: ServerId = ServerId(1);

fn chinese() -> &'static dyn Language {
    Locale::CHINESE.words()
}

fn english() -> &'static dyn Language {
    Locale::ENGLISH.words()
}

fn practice() -> &'static dyn PracticeLanguage {
    LanguageTag::Chinese.practice()
}

fn is_chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(is_chinese)
}

/// Words of small Latin letters. Names, commands and kinds of messages have capitals; fields and
/// no-ops have other signs in them, but for the field `term` and what is true or false.
fn english_words(text: &str) -> Vec<&str> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || "_-#/".contains(sign);
    let is_small = |word: &str| word.len() > 1 && word.bytes().all(|it| it.is_ascii_lowercase());
    let words = text.split(|sign| !is_part(sign)).filter(|word| is_small(word));
    words.filter(|word| !["term", "true", "false"].contains(word)).collect()
}

/// Where Chinese and Latin touch, or where a space stands that is none of theirs.
fn bad_gap(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let meet = |a: char, b: char| is_chinese(a) && b.is_ascii_alphanumeric();
    let touching = letters.windows(2).find(|w| meet(w[0], w[1]) || meet(w[1], w[0]));
    let apart = |w: &&[char]| is_chinese(w[0]) && w[1] == ' ' && is_chinese(w[2]);
    let bad = touching.or_else(|| letters.windows(3).find(apart));
    bad.map(|bad| bad.iter().collect())
}

/// Nothing in it was left in English. It may be all Latin: the name of a message, a number.
fn check_part(text: &str) {
    assert!(english_words(text).is_empty(), "{:?} in: {text}", english_words(text));
    assert_eq!(bad_gap(text), None, "{text}");
    let marks = [" ，", " 。", "。。", "：：", "  ", "Server", "Client", ","];
    assert!(!marks.iter().any(|mark| text.contains(mark)), "{text}");
    assert_eq!(text.trim(), text);
}

/// It is Chinese throughout.
fn check(text: &str) {
    assert!(has_chinese(text), "{text}");
    check_part(text);
}

fn check_both((lunch, raft): (String, String)) {
    check(&lunch);
    check(&raft);
}

#[test]
fn the_paper_has_a_sentence_for_the_same_events_in_both_languages() {
    let mut kinds = BTreeSet::new();
    for seed in 0..12 {
        let moments = stormy(seed);
        let last = moments.last().expect("there are moments");
        for event in last.history.events() {
            let said = chinese().raft_event(event);
            assert_eq!(said.is_some(), english().raft_event(event).is_some(), "{event:?}");
            if let Some(said) = said {
                check(&said);
                kinds.insert(said.chars().filter(|&sign| is_chinese(sign)).collect::<String>());
            }
        }
    }
    assert!(kinds.len() > 60, "{kinds:#?}");
}

#[test]
fn messages_are_named_in_chinese_and_have_the_same_fields() {
    let mut kinds = BTreeSet::new();
    for Told { history, .. } in (0..12).flat_map(stormy) {
        for (id, flight) in history.cluster().network().flights() {
            let (from, to, content) =
                (id.message.from, flight.envelope.to, &flight.envelope.content);
            let kind = MessageKind::of(content);
            check_part(chinese().message_kind(kind));
            check_part(&chinese().message_title(from, to, content));
            check_part(&chinese().message_tag(content));
            check(&chinese().arrow_title(kind, SECOND));
            for end in [
                WayEnd::Flying,
                WayEnd::WillArrive(SECOND),
                WayEnd::Arrived(SECOND),
                WayEnd::Lost(SECOND),
            ] {
                check(&chinese().arrow(kind, from, to, end));
            }
            let (here, there) = (chinese().fields(from, content), english().fields(from, content));
            assert_eq!(here.len(), there.len(), "{content:?}");
            here.iter().for_each(|(_, value)| check_part(value));
            kinds.insert(chinese().message_kind(kind));
        }
    }
    assert!(kinds.len() >= 10, "{kinds:?}");
    for reason in
        [LossReason::Network, LossReason::Cut, LossReason::ReceiverDown, LossReason::Dropped]
    {
        check(chinese().fate(Fate::Lost(reason)));
    }
    for fate in [Fate::InFlight, Fate::Arrived, Fate::Waits, Fate::Gone] {
        check(chinese().fate(fate));
    }
}

#[test]
fn servers_links_logs_and_clients_are_told_in_chinese() {
    for Told { history, .. } in (0..12).flat_map(stormy) {
        let cluster = history.cluster();
        for machine in cluster.machines() {
            let state = cluster.state_of(machine);
            check(chinese().server_state(state));
            check(&chinese().server_label(machine.id(), state, 3, 5, 2));
            let (first, entries) = machine.log();
            for index in first..first + entries.len() as u64 {
                let status = machine.raft().map(|raft| raft.commit_status(index));
                check(&chinese().commit_status(status.as_ref()));
            }
            entries.iter().for_each(|entry| check_part(&chinese().entry(entry)));
            check_both(chinese().compacted(first));
        }
        check(&chinese().configuration(cluster.configuration()));
        for client in cluster.clients() {
            check_part(&chinese().client_doing(client));
            check(&chinese().client_label(client));
            for request in client.history() {
                check(&chinese().client_request(request));
            }
        }
    }
    for cut in [LinkCut::None, LinkCut::Both, LinkCut::AToB, LinkCut::BToA] {
        check(&chinese().link_label(ONE, ServerId(2), cut));
    }
    check(&chinese().store(&[]));
}

#[test]
fn what_waits_and_why_are_told_in_chinese() {
    let mut waited_for = HashSet::new();
    let (mut conditions, mut remedies) = (0, 0);
    for Told { history, .. } in (0..12).flat_map(stormy) {
        let (cluster, events) = (history.cluster(), history.events());
        for waiting in why::waiting(cluster) {
            check_both(chinese().waiting(&waiting));
            check(&chinese().waiting_tag(&waiting).count);
            waited_for.insert(std::mem::discriminant(&waiting));
            let moment = Moment { cluster, upcoming: history.upcoming(), keeps_upcoming: false };
            if let Some(remedy) = why::not_yet(&waiting, moment).remedy {
                check_both(chinese().remedy(&remedy));
                remedies += 1;
            }
        }
        for server in cluster.machines().iter().map(|machine| machine.id()) {
            let mut questions = why::questions_of_log(cluster, server, 3);
            questions.extend(why::question_of_server(cluster, server));
            questions.extend(why::question_of_client(cluster, ClientId(1)));
            let first = history.first_kept();
            let removed =
                (1..20).filter_map(|index| why::question_of_removed(server, index, first, events));
            questions.extend(removed);
            for question in questions {
                check_both(chinese().why(&question));
                let chain = why::chain(question, history.first_kept(), events);
                for link in &chain.links {
                    let (lunch, raft) = chinese().why_link(link);
                    check_part(&lunch);
                    check(&raft);
                }
                if let Some(condition) = chinese().why_condition(&chain, true) {
                    check_both(condition);
                    conditions += 1;
                }
            }
        }
    }
    let (asked, _) = chinese().why(&why::Question::Happened(0));
    check(&asked);
    assert!(waited_for.len() >= 4 && conditions > 20 && remedies > 20, "{conditions}, {remedies}");
}

#[test]
fn practice_questions_are_asked_and_answered_in_chinese() {
    for family in Family::ALL {
        check(chinese().practice_family(family));
        for seed in 0..60 {
            let question = Question::new(family, seed);
            check(&practice().question(&question));
            check(&practice().why(&question));
            let servers = question.setting.servers.iter().map(|it| Answer::Servers(vec![it.id]));
            let parts = servers.chain((0..12).map(Answer::Number));
            for apart in parts.filter_map(|part| question.apart(&part)) {
                check(&practice().apart(&apart));
            }
            let said: BTreeSet<String> =
                question.options.iter().map(|option| practice().answer(&option.answer)).collect();
            assert_eq!(said.len(), question.options.len(), "options are told apart: {said:?}");
            for option in &said {
                // Numbers and servers by themselves are the same in every language.
                let has_letters = option.chars().any(|sign| sign.is_ascii_lowercase());
                assert!(has_chinese(option) || !has_letters, "{option}");
                check_part(option);
            }
        }
    }
}

#[test]
fn every_belief_is_told_in_chinese_and_none_like_another() {
    let mut said = BTreeSet::new();
    for belief in Belief::ALL {
        let words = practice().belief(belief);
        for text in [words.believed, words.would_be_so_if, words.truth] {
            check(text);
        }
        check(&practice().would_be_so(belief));
        assert!(words.believed.ends_with('。') && words.truth.ends_with('。'));
        assert!(!words.would_be_so_if.ends_with('。'));
        assert!(said.insert(words.believed), "{belief:?}");
        assert!(said.insert(words.would_be_so_if), "{belief:?}");
    }
    let record =
        |held, streak| BeliefRecord { belief: Belief::OneHeap, met: 5, held, streak, day: 0 };
    for (held, streak) in [(0, 2), (1, 0), (2, 1), (2, 4)] {
        check(&chinese().belief_standing(&record(held, streak)));
    }
    for (unknown, count) in [(0, 10), (1, 10), (4, 4)] {
        check(&chinese().practice_result(count - unknown, unknown, count));
    }
    let around = format!("{:?}", chinese().chrome().practice);
    around.split('"').skip(1).step_by(2).for_each(check);
    let complaints = [
        SetComplaint::NoSuchFamily("X".into()),
        SetComplaint::NoSeed("X".into()),
        SetComplaint::NoCount("X".into()),
    ];
    for complaint in &complaints {
        assert!(has_chinese(&practice().set_complaint(complaint)));
    }
}

#[test]
fn every_refusal_is_told_in_chinese() {
    let raft = [
        RequestRefusal::NotLeader { leader: Some(ONE) },
        RequestRefusal::NotLeader { leader: None },
        RequestRefusal::TransferUnderWay { to: ONE },
        RequestRefusal::ChangeUnderWay { index: 3 },
        RequestRefusal::NothingCommittedInThisTerm { noop: 3 },
        RequestRefusal::StillCatchingUp { server: ONE, match_index: 2, commit_index: 5 },
        RequestRefusal::AlreadyAMember(ONE),
        RequestRefusal::NotAMember(ONE),
        RequestRefusal::NotALearner(ONE),
        RequestRefusal::IsALearner(ONE),
        RequestRefusal::NoVoterLeft,
        RequestRefusal::NothingChanges,
        RequestRefusal::LeadsAlready(ONE),
        RequestRefusal::NotAppliedYet { last_applied: 4 },
        RequestRefusal::CompactedAlready { last_index: 0 },
        RequestRefusal::CompactedAlready { last_index: 4 },
        RequestRefusal::KnowsNoMembers,
    ];
    let commands = [
        CommandError::Empty,
        CommandError::TooLong { chars: 99 },
        CommandError::NotText,
        CommandError::IncompleteSet,
    ];
    let others = [
        Refusal::NoSuchServer(ONE),
        Refusal::NoSuchClient(ClientId(2)),
        Refusal::Crashed(ONE),
        Refusal::NotCrashed(ONE),
        Refusal::Paused(ONE),
        Refusal::NotPaused(ONE),
        Refusal::MessageGone,
        Refusal::NoSuchLink,
        Refusal::AlreadyCut,
        Refusal::NotCut,
        Refusal::LeadersDoNotTimeOut(ONE),
        Refusal::PollUnderWay,
        Refusal::BadMenu,
        Refusal::OutOfRange,
        Refusal::TooManyServers,
        Refusal::DiskLost(ONE),
        Refusal::DiskLostAlready(ONE),
        Refusal::DeliveredSoAlready(Delivery::Automatic),
        Refusal::DeliveredSoAlready(Delivery::Manual),
        Refusal::SentOnCutLink,
        Refusal::OnlyLeadersSendHeartbeats(ONE),
        Refusal::NothingToTear(ONE),
        Refusal::DiskStopped(ONE),
        Refusal::DiskNotStopped(ONE),
        Refusal::CannotBeSaid,
    ];
    let raft = raft.into_iter().map(Refusal::Raft);
    let commands = commands.into_iter().map(Refusal::BadCommand);
    let all: Vec<Refusal> = raft.chain(commands).chain(others).collect();
    let said: BTreeSet<String> = all.iter().map(|refusal| chinese().refusal(refusal)).collect();
    said.iter().for_each(|refusal| check(refusal));
    assert_eq!(said.len(), all.len(), "each its own: {said:#?}");
}

#[test]
fn notices_and_what_a_frame_is_told_are_in_chinese() {
    let bad = |wanted| BadAddress { name: "seed".into(), value: "X".into(), wanted };
    let wanted = [
        Wanted::Seed,
        Wanted::Between(1, 9),
        Wanted::One,
        Wanted::LessonName,
        Wanted::ScenarioName,
        Wanted::CardNumber,
        Wanted::OneOf(&["a", "b"]),
    ];
    let mut notices = vec![
        Notice::NoStop,
        Notice::NoStopBack,
        Notice::NothingToUndo,
        Notice::NothingToRedo,
        Notice::NoEdit(NoEdit::Gone),
        Notice::NoEdit(NoEdit::MessageLost),
        Notice::NoEdit(NoEdit::NotEarlier),
        Notice::NoEdit(NoEdit::NoNumberLeft),
        Notice::NobodyTakesIn,
        Notice::PickFirst,
        Notice::NewRun,
        Notice::RunIsFull,
        Notice::Replaying { percent: 40 },
        Notice::OtherEngine,
        Notice::OldSeed(7),
        Notice::OneLanguage,
    ];
    for notice in &notices {
        check(&chinese().notice(notice));
    }
    notices = wanted.map(|wanted| Notice::Address(vec![bad(wanted)])).into();
    let errors = [
        HostError::Version(2),
        HostError::NoType(&["a"]),
        HostError::OneOf("run", &["a"]),
        HostError::Unknown("x".into(), &["a"]),
        HostError::NotText("x".into()),
        HostError::NotNumber("x".into()),
        HostError::NoServer,
        HostError::NoLeader,
        HostError::Value(bad(Wanted::Seed)),
    ];
    let notices = notices.iter().map(|notice| chinese().notice(notice));
    for said in notices.chain(errors.iter().map(|error| chinese().host_error(error))) {
        assert!(has_chinese(&said) && said.ends_with('。'), "{said}");
        assert_eq!(bad_gap(&said), None, "{said}");
    }
}

#[test]
fn rules_and_properties_are_told_in_chinese_and_none_like_another() {
    let mut names = BTreeSet::new();
    for switch in Switch::all() {
        let name = chinese().switch_name(switch);
        assert!(names.insert(name), "{name}");
        assert!(has_chinese(name) || !switch.is_rule(), "{name}");
        check(chinese().switch_purpose(switch));
        let protects = chinese().switch_protects(switch);
        assert_eq!(protects.is_some(), switch.is_rule());
        assert!(protects.is_none_or(|protects| has_chinese(&protects)));
        let weakened = chinese().weakened(&[switch]).expect("it is off");
        check(&weakened);
    }
    for property in Property::ALL {
        let name = chinese().property_name(property);
        check(name);
        assert!(names.insert(name), "{name}");
        check(chinese().property_promise(property));
    }
}

#[test]
fn what_went_wrong_is_told_in_chinese() {
    let (server, two) = (ONE, ServerId(2));
    let (leader, index, term, sequence) = (ONE, 4, 3, 7);
    let client = ClientId(1);
    let mut all = vec![
        Evidence::TwoLeaders { term, first: ONE, second: two },
        Evidence::Rewritten { leader, index },
        Evidence::Mismatch { server, index, term },
        Evidence::MissingEntry { leader, index },
        Evidence::AppliedDifferently { server, index },
        Evidence::TooFewCopies { index, on: vec![two] },
        Evidence::OutOfOrder { server, indices: [1, 2, 3, 4] },
        Evidence::TooFewVotes { leader, term, of: vec![two] },
        Evidence::StaleRead { server, applied: 2, committed: index },
        Evidence::ChangedTooEarly { leader, index },
        Evidence::CountedTooMuch { server, index },
        Evidence::TookEffectTwice { client, sequence, indices: [2, 5] },
        Evidence::NotLinearizable { client, sequence, key: "A".into() },
    ];
    for yes in [true, false] {
        all.push(Evidence::OtherStore { server, index, in_snapshot: yes });
        all.push(Evidence::OtherMembership { server, index, in_snapshot: yes });
        all.push(Evidence::PromisedVote { voter: ONE, candidate: two, hears_leader: yes });
    }
    let grown = ["term", "vote of this term", "commit index", "last applied index"];
    let durable = ["durable term", "durable vote of this term"];
    all.extend(grown.into_iter().chain(durable).map(|what| Evidence::Shrunk { server, what }));
    let promised = ["request for a vote", "vote", "acknowledgement"];
    all.extend(promised.map(|message| Evidence::NotDurable { server, message }));
    let after = EventId { actor: Actor::Server(ONE), number: 0 };
    let property = Property::LogMatching;
    let said: BTreeSet<String> = all
        .iter()
        .map(|evidence| Violation { property, after, evidence: evidence.clone() })
        .map(|violation| chinese().violation(&violation))
        .collect();
    said.iter().for_each(|violation| check(violation));
    assert_eq!(said.len(), all.len(), "each its own: {said:#?}");
}
