//! The lunch can be faded out: then the paper's words stand alone, and all of it comes back.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;

use page_support::{leader, play_until, playing, told_story};
use raft_lunch::app::{Anchor, Pane, Point};
use raft_lunch::app::{App, EmbedView, Msg, PageQuery, Target, WhyMsg};
use raft_lunch::cluster::{Action, Node, Refusal};
use raft_lunch::raft::ServerId;
use raft_lunch::screen::Screen;
use raft_lunch::why::{Question, Waiting};
use raft_lunch::words::{Locale, Notice};

/// Words that only the table knows.
const OF_THE_TABLE: [&str; 12] = [
    "Robin",
    "Sasha",
    "Noor",
    "Jun",
    "Deniz",
    "notebook",
    "pencil",
    "sheet",
    "round ",
    "the asker",
    " yes",
    "Your turn",
];

fn speaks_of_the_table(text: &str) -> bool {
    OF_THE_TABLE.iter().any(|word| text.contains(word))
}

/// All that is told on a screen.
fn told(screen: &Screen) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |lunch: &str, raft: &str| all.extend([lunch.to_owned(), raft.to_owned()]);
    if let Some(caption) = &screen.caption {
        add(&caption.lunch, &caption.raft);
    }
    screen.feed.iter().for_each(|row| add(&row.lunch, &row.raft));
    screen.waiting.iter().for_each(|tag| add(&tag.lunch, &tag.raft));
    if let Some(why) = &screen.why {
        add(&why.lunch, &why.raft);
        why.links.iter().for_each(|link| add(&link.lunch, &link.raft));
        why.further.iter().for_each(|(label, _)| add(label, ""));
        let pairs = [&why.condition, &why.waits_for].into_iter().flatten();
        pairs.for_each(|(lunch, raft)| add(lunch, raft));
        let remedy = why.help.as_ref().and_then(|help| help.remedy.as_ref());
        remedy.into_iter().for_each(|(lunch, raft)| add(lunch, raft));
    }
    all.retain(|text| !text.is_empty());
    all
}

#[test]
fn faded_out_the_lunch_says_nothing_in_a_whole_story_and_the_rest_is_told_as_before() {
    let mut app = playing(PageQuery::default().seed, 5);
    app.update(Msg::ShowLunch(false));
    let mut captions = 0;
    let mut last = None;
    for _ in 0..37_500 {
        app.update(Msg::Tick(16.0));
        for (_, heard) in app.take_unheard() {
            assert!(!speaks_of_the_table(&heard), "{heard}");
        }
        let screen = app.screen();
        if screen.caption != last {
            captions += 1;
            for text in told(&screen) {
                assert!(!speaks_of_the_table(&text), "{text}");
            }
            last = screen.caption.clone();
        }
        if screen.story.invitation.is_some() {
            break;
        }
    }
    assert!(captions > 8, "{captions}");
    let faded = app.screen();
    assert!(!faded.shows_lunch);
    app.update(Msg::ShowLunch(true));
    let whole = app.screen();
    assert!(whole.feed.iter().any(|row| speaks_of_the_table(&row.lunch)));
    for (row, short) in whole.feed.iter().zip(&*faded.feed) {
        let alone = if row.raft.is_empty() { &row.lunch } else { &row.raft };
        assert_eq!((&short.lunch, short.key.as_str()), (alone, row.key.as_str()));
    }
    app.update(Msg::ShowLunch(false));
    assert_eq!(app.screen().feed, faded.feed);
}

#[test]
fn what_waits_and_why_are_asked_and_answered_in_the_papers_words() {
    let mut app = told_story();
    app.update(Msg::ShowLunch(false));
    let leader = leader(&app);
    let others = (1..=5).map(ServerId).filter(|&server| server != leader);
    for server in others.take(3) {
        app.update(Msg::Act(Action::Crash { server }));
    }
    app.update(Msg::Propose("SET A 1".into()));
    play_until(&mut app, "something waits", |screen, _| !screen.waiting.is_empty());
    let at = Anchor { pane: Pane::Cluster, at: Point { x: 0.0, y: 0.0 } };
    app.update(Msg::OpenMenu(Target::Server(leader), at));
    let (menu, _) = app.screen().menu.expect("it is open");
    assert!(menu.asks.iter().all(|item| !speaks_of_the_table(&item.label)), "{:?}", menu.asks);
    let index = app.player().cluster().machine(leader).map_or(0, |it| it.log().1.len() as u64);
    app.update(Msg::Why(WhyMsg::Ask(Question::Stored(leader, index))));
    let screen = app.screen();
    let why = screen.why.clone().expect("it is answered");
    assert!(why.lunch.starts_with("Why is index"), "{}", why.lunch);
    assert!(why.help.as_ref().is_some_and(|help| help.remedy.is_some()));
    let said = told(&screen);
    assert!(said.len() > 20);
    for text in said {
        assert!(!speaks_of_the_table(&text), "{text}");
    }
}

#[test]
fn tags_and_refusals_have_the_papers_words() {
    let mut app = told_story();
    app.update(Msg::ShowLunch(false));
    let leader = leader(&app);
    app.update(Msg::Act(Action::Restart { server: leader }));
    let refused = app.screen();
    assert_eq!(refused.notice.as_deref(), Some(&*format!("{leader} hasn't crashed.")));
    assert!(refused.feed.iter().all(|row| !speaks_of_the_table(&row.lunch)), "{:?}", refused.feed);
    let others = (1..=5).map(ServerId).filter(|&server| server != leader);
    for server in others.take(3) {
        app.update(Msg::Act(Action::Crash { server }));
    }
    let tag = app.screen().waiting.first().expect("too few run").words.clone();
    assert_eq!((&*tag.count, tag.of_what), ("2 of 3", " available"));
    app.update(Msg::ShowLunch(true));
    let tag = app.screen().waiting.first().expect("too few run").words.clone();
    assert_eq!((&*tag.count, tag.of_what), ("2 of 3", " here"));
}

#[test]
fn in_each_language_what_is_refused_names_nobody_at_the_table() {
    let server = ServerId(3);
    let refusals = [
        Refusal::Crashed(server),
        Refusal::DiskLost(server),
        Refusal::LeadersDoNotTimeOut(server),
        Refusal::PollUnderWay,
    ];
    let stands = Waiting::RemovedStands { server, term: 4 };
    for (tag, of_the_table) in [
        (Locale::ENGLISH, ["Noor", "asker", "list"]),
        (Locale::CHINESE, ["Noor", "挨个", "名单"]),
        (Locale::SPANISH, ["Noor", "silla", "lista"]),
    ] {
        let words = tag.words();
        let mut told: Vec<String> = refusals.iter().map(|it| words.refusal_in_raft(it)).collect();
        told.extend(words.tag_in_raft(&stands).map(|tag| tag.count));
        told.push(words.notice_in_raft(&Notice::Refused(Refusal::Crashed(server))));
        assert_eq!(told.len(), 6);
        for text in told {
            assert!(of_the_table.iter().all(|word| !text.contains(word)), "{text}");
        }
    }
}

#[test]
fn an_open_answer_is_the_same_one_in_other_words() {
    let mut app = told_story();
    let leader = leader(&app);
    app.update(Msg::Why(WhyMsg::Ask(Question::Leads(leader))));
    let before = app.screen().why.expect("it is answered");
    app.update(Msg::ShowLunch(false));
    let after = app.screen().why.expect("it still is");
    assert_ne!(before.lunch, after.lunch);
    assert_eq!(before.key, after.key);
    app.update(Msg::Why(WhyMsg::Ask(Question::Committed(leader, 2))));
    assert_ne!(app.screen().why.expect("another one").key, after.key);
}

#[test]
fn what_the_reader_may_not_do_still_has_its_reason() {
    let mut app = told_story();
    app.update(Msg::ShowLunch(false));
    let (from, to) = (Node::Server(ServerId(1)), Node::Server(ServerId(2)));
    let heal = Action::Heal { from, to, both_ways: true };
    let reason = app.player().cluster().check_action(&heal).expect_err("nothing is cut");
    app.update(Msg::Act(heal));
    let said = Locale::ENGLISH.words().refusal(&reason);
    let screen = app.screen();
    let is_said = screen.feed.iter().any(|row| row.lunch == said) || screen.notice == Some(said);
    assert!(is_said, "{:?} {:?}", screen.notice, screen.feed.first());
}

#[test]
fn the_address_says_whether_the_lunch_is_faded_out() {
    let shows = |view| App::new(&PageQuery { view, ..PageQuery::default() }).shows_lunch();
    assert!(shows(EmbedView::Both) && shows(EmbedView::Lunch) && shows(EmbedView::SpaceTime));
    assert!(!shows(EmbedView::Cluster));
    let cluster = PageQuery::from_pairs([("view", "cluster"), ("door", "sandbox")]);
    assert!(!App::new(&cluster).screen().shows_lunch);
}
