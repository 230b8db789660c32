//! Links: what goes into an address comes out of it, and whatever else stands there is
//! answered by a sentence.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;

use page_support::{leader, told_story};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use raft_lunch::app::{App, DiagramMsg, Msg, PageQuery, RunChoice, Script, Speed};
use raft_lunch::cluster::*;
use raft_lunch::raft::{MembershipChange, Rule, Rules, ServerId, Settings};
use raft_lunch::run::{ENGINE, LinkError, MAX_LINK_CHARS, MAX_WORDS, RunLink};

fn fresh() -> App {
    App::new(&PageQuery::default())
}

/// Opens a link as the page does, to its end.
fn open(app: &mut App, link: RunLink) {
    app.update(Msg::Open(Box::new(link), Script::default()));
    while app.is_opening() {
        app.update(Msg::Tick(16.0));
    }
}

/// A story with a crash, seen from before it.
fn sent() -> App {
    let mut app = told_story();
    let old = leader(&app);
    app.update(Msg::Act(Action::Crash { server: old }));
    for _ in 0..40 {
        app.update(Msg::Step);
    }
    app.update(Msg::Diagram(DiagramMsg::Show(true)));
    app.update(Msg::Seek(300 * MILLISECOND));
    app.update(Msg::SetWords("Who leads next?".into()));
    app
}

#[test]
fn what_a_link_opens_is_what_was_sent() {
    let sender = sent();
    let text = sender.link().encode().expect("it is short");
    assert!(text.len() < 300, "{} characters", text.len());
    let mut reader = fresh();
    open(&mut reader, RunLink::decode(&text).expect("it is whole"));
    let (theirs, mine) = (sender.player().history(), reader.player().history());
    assert_eq!((mine.len(), mine.count()), (theirs.len(), theirs.count()));
    assert_eq!(mine.cluster().now(), theirs.cluster().now());
    assert_eq!(mine.cluster().fingerprint(), theirs.cluster().fingerprint());
    let bytes = |app: &App| app.player().history().passage(0, u64::MAX, usize::MAX);
    assert_eq!(bytes(&reader), bytes(&sender), "the same events, to the byte");
    let screen = reader.screen();
    assert!(screen.notice.is_none() && screen.diagram.is_some());
    assert_eq!(screen.about.words, "Who leads next?");
    assert_eq!(reader.link(), sender.link(), "and it can be sent on");
}

#[test]
fn reset_plays_the_run_of_a_link_from_its_start() {
    let mut reader = fresh();
    open(&mut reader, sent().link());
    reader.update(Msg::Reset);
    assert_eq!(reader.player().history().cluster().now(), 0);
    assert_eq!(reader.player().history().run(), &sent().link().run);
    reader.update(Msg::Begin(RunChoice { seed: 5, servers: 5, timing: Timing::default() }));
    assert_eq!(reader.screen().about.words, "", "another run is not what was asked about");
}

#[test]
fn a_long_run_is_replayed_in_slices_beside_the_one_in_hand_and_can_be_left() {
    let mut run = Run::story(7, 5);
    run.actions.truncate(1);
    let long = raft_lunch::run::History::replay(&run, 60_000 * MILLISECOND);
    let mut link = RunLink::new(run);
    (link.end, link.events) = (long.end_time(), long.len() as u64);
    (link.playhead, link.at) = (link.events, link.end);
    link.fingerprint = long.cluster().fingerprint();
    let mut app = told_story();
    let before = app.player().history().count();
    app.update(Msg::Open(Box::new(link.clone()), Script::default()));
    assert!(app.is_opening());
    assert!(app.screen().notice.is_some_and(|notice| notice.contains('%')));
    assert_eq!(app.player().history().count(), before, "the run in hand stays");
    app.update(Msg::CancelOpening);
    assert!(!app.is_opening() && app.screen().notice.is_none());
    open(&mut app, link);
    assert_eq!(app.player().history().len(), long.len());
    assert!(app.screen().notice.is_none(), "{:?}", app.screen().notice);
}

#[test]
fn another_engine_or_another_state_is_said() {
    for change in
        [|link: &mut RunLink| link.engine = ENGINE + 1, |link: &mut RunLink| link.fingerprint ^= 1]
    {
        let mut link = sent().link();
        change(&mut link);
        let mut app = fresh();
        open(&mut app, link);
        assert!(app.screen().notice.is_some_and(|notice| notice.contains("another version")));
    }
}

#[test]
fn every_kind_of_bad_link_has_its_sentence() {
    let good = sent().link().encode().expect("it is short");
    let wrong = |text: &str| RunLink::decode(text).expect_err("it is not whole");
    assert_eq!(wrong(""), LinkError::NotALink);
    assert_eq!(wrong("what is this?"), LinkError::NotALink);
    assert_eq!(wrong(&good[..good.len() - 4]), LinkError::Damaged);
    assert_eq!(wrong(&good[..2]), LinkError::Damaged);
    let longer = "A".repeat(MAX_LINK_CHARS + 1);
    assert_eq!(wrong(&longer), LinkError::TooLong { chars: MAX_LINK_CHARS + 1 });
    // The first six bits are the version's upper ones: "Aw" is version 3.
    assert_eq!(wrong(&format!("Aw{}", &good[2..])), LinkError::Newer { version: 3 });
    let refused = |change: fn(&mut RunLink)| {
        let mut link = sent().link();
        change(&mut link);
        wrong(&link.encode().expect("it is short"))
    };
    assert!(matches!(refused(|l| l.run.scenario.servers = 0), LinkError::Unplayable(_)));
    assert_eq!(refused(|l| l.end = u64::MAX), LinkError::OutOfRange);
    assert_eq!(refused(|l| l.playhead = l.events + 1), LinkError::OutOfRange);
    assert_eq!(refused(|l| l.words = "?".repeat(MAX_WORDS + 1)), LinkError::OutOfRange);
    for error in [wrong(""), wrong(&longer), wrong(&good[..2]), LinkError::OutOfRange] {
        assert!(error.to_string().ends_with('.'));
    }
}

#[test]
fn what_mail_and_prose_put_around_and_into_a_link_is_not_of_it() {
    let link = sent().link();
    let good = link.encode().expect("it is short");
    for after in [".", ",", ")", ").", ">", "'", "\n", "\r\n", "。", "，", "”", " \u{200b}", "…"]
    {
        assert_eq!(RunLink::decode(&format!("{good}{after}")), Ok(link.clone()), "{after:?}");
    }
    let (first, second) = good.split_at(40);
    for within in ["\r\n", "\n", " ", "\r\n   ", "\u{200b}", "\u{ad}"] {
        let wrapped = format!("{first}{within}{second}");
        assert_eq!(RunLink::decode(&wrapped), Ok(link.clone()), "{within:?}");
        assert_eq!(RunLink::letters(&wrapped), good, "the address gets the link alone");
    }
    assert_eq!(RunLink::decode(&format!("{first}!{second}")), Err(LinkError::NotALink));
}

#[test]
fn what_is_wrong_with_the_address_is_said_beside_the_run_that_it_opens() {
    let query = PageQuery::from_pairs([("servers", "many")]);
    let mut app = App::new(&query);
    let told = app.screen().notice;
    assert!(told.as_ref().is_some_and(|told| told.contains("servers=many")), "{told:?}");
    open(&mut app, sent().link());
    assert_eq!(app.screen().notice, told);
}

#[test]
fn a_run_too_long_for_a_link_says_so() {
    let mut link = RunLink::new(Run::story(1, 5));
    let flight =
        FlightId { message: MessageId { from: Node::Server(ServerId(1)), number: 300 }, copy: 0 };
    let mut action = link.run.actions[0].clone();
    action.action = Action::Drop { flight };
    for ordinal in 1..9_000 {
        action.ordinal = ordinal;
        link.run.actions.push(action.clone());
    }
    assert!(matches!(link.encode(), Err(LinkError::TooLong { .. })));
}

#[test]
fn a_hundred_thousand_texts_are_decoded_without_a_panic() {
    let good = sent().link().encode().expect("it is short");
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config { cases: 100_000, ..Config::default() }, rng);
    let random = "[A-Za-z0-9_-]{0,400}|\\PC{0,60}".prop_map(|text| (text, Vec::new()));
    let edits = prop::collection::vec((any::<prop::sample::Index>(), "[A-Za-z0-9_-]"), 1..4);
    let mutated = edits.prop_map(|edits| (String::new(), edits));
    let decoded = std::cell::Cell::new([0_u32; 2]);
    let result = runner.run(&prop_oneof![random, mutated], |(text, edits)| {
        let mut text = text;
        if !edits.is_empty() {
            text = good.clone();
            for (place, letter) in &edits {
                let place = place.index(text.len());
                text.replace_range(place..=place, letter);
            }
        }
        let mut counts = decoded.get();
        counts[usize::from(RunLink::decode(&text).is_ok())] += 1;
        decoded.set(counts);
        Ok(())
    });
    result.expect("no panic");
    let [refused, _] = decoded.get();
    assert!(refused > 90_000, "a checksum finds what was changed: {refused}");
}

/// What is behind the checksum is hostile too: anybody can compute one.
#[test]
fn whatever_is_in_a_whole_link_is_decoded_in_bounded_time() {
    let base = postcard::to_allocvec(&sent().link()).expect("it can be encoded");
    let sum = |body: &[u8]| {
        body.iter()
            .fold(0x811c_9dc5_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    };
    let wrap = |body: &[u8]| {
        use base64::Engine;
        let bytes = [&[2], &sum(body).to_le_bytes()[..], body].concat();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
    };
    assert!(RunLink::decode(&wrap(&base)).is_ok(), "this is how a link is made");
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config { cases: 20_000, ..Config::default() }, rng);
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4);
    let played = std::cell::Cell::new(0);
    runner
        .run(&edits, |edits| {
            let mut body = base.clone();
            for (place, byte) in edits {
                *place.get_mut(&mut body) = byte;
            }
            if let Ok(link) = RunLink::decode(&wrap(&body)) {
                // A slice of it is played; what it claims of its length is not believed.
                let mut app = fresh();
                app.update(Msg::Open(Box::new(link), Script::default()));
                played.set(played.get() + 1);
            }
            Ok(())
        })
        .expect("no panic");
    assert!(played.get() > 1_000, "{} were played", played.get());
}

/// Links of this version keep working: these were made when it began, and open to the same
/// state ever after. A change that breaks one needs another version of the encoding, and
/// of the engine.
#[test]
fn links_of_this_version_keep_working() {
    for (name, text, events, fingerprint) in GOLDEN {
        let link = RunLink::decode(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((link.engine, link.events, link.fingerprint), (ENGINE, events, fingerprint));
        let mut app = fresh();
        open(&mut app, link);
        let history = app.player().history();
        assert_eq!(history.len() as u64, events, "{name}");
        assert_eq!(history.cluster().fingerprint(), fingerprint, "{name}");
        assert!(app.screen().notice.is_none(), "{name}");
    }
}

/// Links of the first version are still read, and played by the engine of today. If that
/// leads to another state, a sentence says so.
#[test]
fn links_of_an_earlier_version_open_and_say_if_they_play_otherwise() {
    for (name, text, events) in EARLIER {
        let link = RunLink::decode(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((link.engine, link.events), (1, events));
        let (fingerprint, mut app) = (link.fingerprint, fresh());
        open(&mut app, link);
        let is_same = app.player().history().cluster().fingerprint() == fingerprint;
        let notice = app.screen().notice.unwrap_or_default();
        assert!(is_same || notice.contains("another version"), "{name}: {notice}");
    }
}

/// Prints what is pinned, see `GOLDEN`, for a new version of the encoding:
/// `cargo test --test links -- --nocapture prints`.
#[test]
fn prints_links_like_the_pinned_ones() {
    for (name, link) in made() {
        let text = link.encode().expect("it is short");
        println!("({name:?}, {text:?}, {}, {}),", link.events, link.fingerprint);
        assert_eq!(RunLink::decode(&text), Ok(link));
    }
}

/// A story with a crash; and a run with every kind of action, in a cluster that begins in
/// the middle of things.
fn made() -> Vec<(&'static str, RunLink)> {
    let mut app = fresh();
    open(&mut app, RunLink::new(everything()));
    app.update(Msg::SetSpeed(Speed::Faster(100)));
    app.update(Msg::PlayPause);
    while app.player().history().cluster().now() < 3_000 * MILLISECOND {
        app.update(Msg::Tick(10.0));
    }
    vec![("story", sent().link()), ("everything", app.link())]
}

/// One of each action that there is.
fn everything() -> Run {
    let (one, two, client) = (ServerId(1), ServerId(2), ClientId(1));
    let nodes = (Node::Server(one), Node::Client(client));
    let flight = FlightId { message: MessageId { from: nodes.0, number: 1 }, copy: 0 };
    let (from, to, both_ways) = (nodes.0, nodes.1, true);
    let entry = |term, text: &str| StartEntry { term, command: Some(text.into()) };
    let start = |log| StartState { current_term: 3, log, ..StartState::default() };
    let protocol = Protocol {
        core: Settings {
            rules: Rules::default().without(Rule::CommitClamp),
            ..Settings::default()
        },
        machine_rules: MachineRules::default().without(MachineRule::RandomisedTimeouts),
    };
    let actions = vec![
        Action::Propose { client, text: "SET A 1".into() },
        Action::Poll { client, dishes: vec!["soup".into(), "dal".into()] },
        Action::Crash { server: one },
        Action::Restart { server: one },
        Action::Pause { server: two },
        Action::Resume { server: two },
        Action::Cut { from, to, both_ways },
        Action::Heal { from, to, both_ways },
        Action::Isolate { server: two },
        Action::Rejoin { server: two },
        Action::Partition { groups: vec![vec![one], vec![two, ServerId(3)]] },
        Action::HealAll,
        Action::Drop { flight },
        Action::Duplicate { flight },
        Action::Delay { flight, by: MILLISECOND },
        Action::ForceElectionTimeout { server: ServerId(3) },
        Action::SetNetwork(NetworkConditions { loss_ppm: 10, ..NetworkConditions::default() }),
        Action::SetAnswer(AnswerWhen::MajorityTold),
        Action::SetProtocol(protocol),
        Action::AddServer,
        Action::ChangeMembership { server: two, change: MembershipChange::AddLearner(ServerId(4)) },
        Action::ChangeMembership {
            server: two,
            change: MembershipChange::Joint { voters: vec![one, two], learners: vec![] },
        },
        Action::TransferLeadership { server: two, to: one },
        Action::Compact { server: two, through: 1 },
        Action::Crash { server: ServerId(3) },
        Action::LoseDisk { server: ServerId(3) },
        Action::SetClock { server: one, rate_ppm: 2_000_000 },
        Action::SetDelivery(Delivery::Manual),
        Action::Deliver { flight },
        Action::SetDelivery(Delivery::Automatic),
        Action::ProposeTo { client, text: "GET A".into(), server: two },
        Action::ForceHeartbeat { server: two },
        Action::StopDisk { server: two },
        Action::StartDisk { server: two },
        Action::TearDisk { server: ServerId(3), entries: 1 },
        Action::SetLink {
            from,
            to: Node::Server(two),
            conditions: LinkConditions { loss_ppm: Some(5), ..LinkConditions::default() },
        },
    ];
    let anchor = |(ordinal, action)| AnchoredAction {
        at: (ordinal + 5) * 80 * MILLISECOND,
        ordinal,
        action,
    };
    let logs = [vec![entry(1, "SET A 0"), entry(2, "dal")], vec![entry(1, "SET A 0")], vec![]];
    let scenario = Scenario { start: logs.map(start).to_vec(), ..Scenario::new(9, 3) };
    let run = Run { scenario, actions: (0..).zip(actions).map(anchor).collect() };
    assert_eq!(run.validate(), Ok(()));
    run
}

/// Links of version 1 of the encoding.
const EARLIER: [(&str, &str, u64); 2] = [
    (
        "story",
        "AaIPxMwBJgUB8JMJ4KcS4NQD6AfQD4C1GNCGA8A-qEaIJwAAAKCNBgAAAABAAAAC0LsbAAEBAwVyYW1lbgV0YWNvcwNkYWyT2yABAgTUlDLlA6MB4KcS7fKXzcS19edCAQUAAA9XaG8gbGVhZHMgbmV4dD8",
        485,
    ),
    (
        "everything",
        "ASyez4EBCQMB8JMJ4KcS4NQD6AfQD4C1GNCGA8A-qEaIJwAAAKCNBgAAAABAAAMDAAIBAQdTRVQgQSAwAgEDZGFsAwABAQEHU0VUIEEgMAMAAB6AtRgAAAEHU0VUIEEgMYCmHQEBAQIEc291cANkYWyAlyICAgGAiCcDAwGA-SsEBAKA6jAFBQKA2zUGBgABAQEBgMw6BwcAAQEBAYC9PwgIAoCuRAkJAoCfSQoKAgEBAgIDgJBOCwuAgVMMDAABAQCA8lcNDQABAQCA41wODgABAQDoB4DUYQ8PA4DFZhAQqEaIJwoAAKCNBoC2axERAYCncBISIAAAQASAmHUTE4CJehQUAgAEgPp-FRQCBAIBAgCA64MBFhUCAYDciAEXFgIBgM2NARgCA4C-kgEZFwOAr5cBGhgBgIl6gKCcARsZAYCRoQEcGgABAQCAgqYBHRkA_5H0AZwKnAr_kfQB2fWlw7i9nrilAQAFAAAA",
        1308,
    ),
];

const GOLDEN: [(&str, &str, u64, u64); 2] = [
    (
        "story",
        "AqaOQ6MFJgUB8JMJ4KcS4NQD6AfQD4C1GNCGA8A-qEaIJwAAAKCNBgAAAABAAAAAAAABAAMAAA8B4MUIAQEBAwZidXJnZXIFc2FsYWQFcmFtZW7RyQ8CAgGGth-9A78C4KcSuPeEgOKB4aGaAQEFAAAPV2hvIGxlYWRzIG5leHQ_",
        445,
        11_115_873_501_481_876_408,
    ),
    (
        "everything",
        "Au_dQgwFCQMB8JMJ4KcS4NQD6AfQD4C1GNCGA8A-qEaIJwAAAKCNBgAAAABAAAMDAAIBAQdTRVQgQSAwAgEDZGFsAAADAAEBAQdTRVQgQSAwAAADAAAAAAAAAAEAJIC1GAAAAQdTRVQgQSAxgKYdAQEBAgRzb3VwA2RhbICXIgICAYCIJwMDAYD5KwQEAoDqMAUFAoDbNQYGAAEBAQGAzDoHBwABAQEBgL0_CAgCgK5ECQkCgJ9JCgoCAQECAgOAkE4LC4CBUwwMAAEBAIDyVw0NAAEBAIDjXA4OAAEBAOgHgNRhDw8DgMVmEBCoRognCgAAoI0GgLZrEREBgKdwEhIgAABABICYdRMTgIl6FBQCAASA-n4VFAIEAgECAIDrgwEWFQIBgNyIARcWAgGAzY0BGAIDgL6SARkXA4CvlwEaGAGAiXqAoJwBGxkBgJGhARwaAAEBAICCpgEdGQCA86oBHhsBBUdFVCBBAoDkrwEfHAKA1bQBIB4CgMa5ASEfAoC3vgEiHQMBgKjDASMgAAEAAgAAAQXAjbcByQjJCMCNtwGPvdT2wPSvpx8ABQAAAA",
        1097,
        2_255_951_174_703_586_959,
    ),
];
