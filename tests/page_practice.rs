//! Practice on the page, without a browser: a round of questions, what came of the answers, and
//! what is kept of them. The module that makes the questions is the library's own code here.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use raft_lunch::app::{
    App, Door, LessonMsg, Msg, PageQuery, PracticeMsg, PracticePlan, Shown, WantedPractice,
};
use raft_lunch::cluster::Action;
use raft_lunch::practice::{
    BeliefStanding, Day, Family, Grade, Kind, Pick, PracticeSet, QuestionSheet, Record,
    SetComplaint, to_csv,
};
use raft_lunch::raft::ServerId;
use raft_lunch::screen::{
    KnownView, LessonScreen, OptionMark, PracticeCard, PracticeEnd, PracticeScreen,
};
use raft_lunch::words::{LanguageTag, Locale};

const TODAY: Day = 20_000;

fn opened() -> App {
    App::new(&PageQuery { door: Some(Door::Lessons), ..PageQuery::default() })
}

fn say(app: &mut App, msg: PracticeMsg) {
    app.update(Msg::Practice(msg));
    serve(app);
}

/// Does what the page around does: hands over what the module makes.
fn serve(app: &mut App) {
    serve_in(app, LanguageTag::English);
}

fn serve_in(app: &mut App, language: LanguageTag) {
    let words = language.practice();
    if let Some(complaints) = app.take_wanted_texts() {
        let texts = words.texts(&complaints);
        app.update(Msg::Practice(PracticeMsg::Texts(texts.into())));
    }
    if let Some(wanted) = app.take_wanted_question(TODAY) {
        let sheet = words.sheet(wanted.question().expect("there are families"));
        // As it comes from another module.
        let bytes = postcard::to_allocvec(&sheet).expect("a sheet can be written");
        let sheet: QuestionSheet = postcard::from_bytes(&bytes).expect("and read");
        app.update(Msg::Practice(PracticeMsg::Sheet(sheet.into())));
    }
}

fn plan(families: &[Family], seed: u64, count: u64, is_in_turn: bool) -> PracticeMsg {
    let set = PracticeSet { families: families.into(), seed, count };
    PracticeMsg::Begin(PracticePlan { set, is_in_turn })
}

fn screen(app: &App) -> PracticeScreen {
    match app.screen().lesson {
        LessonScreen::Practice(practice) => practice,
        other => panic!("no practice: {other:?}"),
    }
}

fn card(app: &App) -> Rc<PracticeCard> {
    match screen(app) {
        PracticeScreen::Question(card) => card,
        other => panic!("no question: {other:?}"),
    }
}

fn end(app: &App) -> Rc<PracticeEnd> {
    match screen(app) {
        PracticeScreen::End(end) => end,
        other => panic!("no end: {other:?}"),
    }
}

fn known(app: &App) -> Rc<KnownView> {
    match screen(app) {
        PracticeScreen::Known(known) => known,
        other => panic!("not what is known: {other:?}"),
    }
}

fn sheet(app: &App) -> Rc<QuestionSheet> {
    app.practice_round().and_then(|round| round.sheet.clone()).expect("a question")
}

fn pick_all(app: &mut App, picks: &[u16]) {
    picks.iter().for_each(|&pick| say(app, PracticeMsg::Pick(pick)));
}

fn answer_right(app: &mut App) {
    let right = sheet(app).right().to_vec();
    pick_all(app, &right);
    say(app, PracticeMsg::Answer(TODAY));
}

fn answer_wrong(app: &mut App) {
    let sheet = sheet(app);
    let wrong = sheet.options.iter().find(|option| !option.beliefs.is_empty());
    pick_all(app, &wrong.expect("a wrong option").picked);
    say(app, PracticeMsg::Answer(TODAY));
}

#[test]
fn a_round_is_shared_with_its_seed_and_its_shelf_is_not_a_round() {
    let mut app = opened();
    assert_eq!(app.shown(), Shown::Shelf);
    // Whether the families take turns or what is due comes first: others get the same questions.
    for is_in_turn in [true, false] {
        say(&mut app, plan(&[Family::ALL[0]], 7, 4, is_in_turn));
        let shared = app.screen().shown;
        let name = Family::ALL[0].name();
        assert_eq!(shared, Shown::Practice(format!("practice={name}&seed=7&n=4")));
    }
    say(&mut app, PracticeMsg::ToKnown);
    assert_eq!(app.shown(), Shown::Shelf, "what a reader knows is theirs");
}

#[test]
fn a_round_of_all_families_with_right_answers() {
    let mut app = opened();
    say(&mut app, plan(&Family::ALL, 7, 12, true));
    for number in 1..=12 {
        let view = card(&app);
        assert_eq!((view.number, &*view.place_words), (number, &*format!("{number} of 12")));
        assert!(view.told.is_none() && view.picks.len() >= 2, "{view:?}");
        assert!(view.picks.iter().all(|pick| pick.mark == OptionMark::Open));
        answer_right(&mut app);
        let view = card(&app);
        let told = view.told.as_ref().expect("a verdict");
        assert_eq!((told.is_right, &told.belief, told.is_last), (Some(true), &None, number == 12));
        assert!(!told.why.is_empty() && !told.right.is_empty());
        say(&mut app, PracticeMsg::Next);
    }
    assert_eq!(end(&app).result, "12 of 12 right.");
    assert!(end(&app).beliefs.is_empty());
    say(&mut app, PracticeMsg::Again(8));
    assert_eq!(card(&app).number, 1);
}

/// The first set of servers to which no belief leads, of those that leave something to say.
fn unexplained(sheet: &QuestionSheet) -> Vec<u16> {
    let servers: Vec<u16> = (0..)
        .zip(&sheet.picks)
        .filter_map(|(place, pick)| matches!(pick, Pick::Server(_)).then_some(place))
        .collect();
    let sets = (1_u32..1 << servers.len()).map(|set| -> Vec<u16> {
        let places = servers.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
        places.map(|(_, place)| *place).collect()
    });
    let mut sets = sets.filter(|set| sheet.grade(set) == Grade::Wrong(Vec::new()));
    sets.next().expect("some set is nobody's belief")
}

/// Chinese puts no space between sentences, and its own comma between the things of a list.
#[test]
fn what_came_of_an_answer_is_joined_as_the_language_joins_it() {
    let of = |locale: Locale, family: Family, seed: u64| {
        let query = PageQuery { door: Some(Door::Lessons), ..PageQuery::default() };
        let mut app = App::in_language(&query, locale);
        let mut tell = |msg| {
            app.update(Msg::Practice(msg));
            serve_in(&mut app, locale.tag());
        };
        tell(plan(&[family], seed, 1, true));
        tell(PracticeMsg::ShowMe(TODAY));
        card(&app).told.clone().expect("it is told")
    };
    let is_list = |seed: &u64| of(Locale::ENGLISH, Family::Votes, *seed).right.contains(", ");
    let seed = (0..100).find(is_list).expect("some question has several right servers");
    let [english, chinese] =
        [Locale::ENGLISH, Locale::CHINESE].map(|locale| of(locale, Family::Votes, seed));
    assert_eq!(english.right.replace(", ", "、"), chinese.right);
    assert_eq!((english.gap, chinese.gap), (" ", ""));
    // Nor is there a half-width gap in what is said.
    for family in Family::ALL {
        let told = of(Locale::CHINESE, family, seed);
        for half in [", ", ". ", "。 ", "： "] {
            assert!(!told.why.contains(half) && !told.right.contains(half), "{told:?}");
        }
    }
}

#[test]
fn an_answer_that_no_belief_leads_to_is_told_what_sets_it_apart() {
    for family in [Family::Votes, Family::Electable] {
        let mut app = opened();
        say(&mut app, plan(&[family], 7, 2, true));
        let sheet = sheet(&app);
        let picked = unexplained(&sheet);
        pick_all(&mut app, &picked);
        say(&mut app, PracticeMsg::Answer(TODAY));
        let view = card(&app);
        let told = view.told.as_ref().expect("a verdict");
        assert_eq!((told.is_right, &told.belief), (Some(false), &None));
        let differing = (0..).zip(&sheet.picks).filter(|(place, pick)| {
            matches!(pick, Pick::Server(_))
                && picked.contains(place) != sheet.right().contains(place)
        });
        assert_eq!(told.apart.len(), differing.count(), "{:?}", told.apart);
        for said in &told.apart {
            assert!(said.contains(" is missing. ") || said.contains("doesn't belong"), "{said}");
        }
    }
    // Where a belief is named, that is enough; and what is right is not taken apart.
    let mut app = opened();
    say(&mut app, plan(&[Family::Votes], 7, 2, true));
    answer_wrong(&mut app);
    assert!(card(&app).told.as_ref().is_some_and(|told| told.apart.is_empty()));
    say(&mut app, PracticeMsg::Next);
    answer_right(&mut app);
    assert!(card(&app).told.as_ref().is_some_and(|told| told.apart.is_empty()));
}

#[test]
fn a_wrong_answer_is_named_and_kept_until_it_is_overcome() {
    let mut app = opened();
    say(&mut app, plan(&[Family::Votes], 7, 50, false));
    answer_wrong(&mut app);
    let held = match &app.practice_round().expect("a round").given[0].1 {
        Some(Grade::Wrong(beliefs)) => beliefs[0],
        other => panic!("not wrong: {other:?}"),
    };
    let view = card(&app);
    let told = view.told.as_ref().expect("a verdict");
    assert_eq!(told.is_right, Some(false));
    let (would_be_so, truth) = told.belief.as_ref().expect("it is named");
    assert!(would_be_so.starts_with("That would be so if ") && !truth.is_empty());
    assert!(view.picks.iter().any(|pick| pick.mark == OptionMark::Wrong));

    say(&mut app, PracticeMsg::ToKnown);
    let view = known(&app);
    assert_eq!(view.groups[0].0, BeliefStanding::Held);
    assert!(view.groups[0].1[0].count.starts_with("Fell for it once"), "{view:?}");

    // What is held comes again, until it is overcome.
    say(&mut app, plan(&[Family::Votes], 7, 50, false));
    let standing = |app: &App| {
        let mut all = app.practice_record().beliefs().iter();
        all.find(|known| known.belief == held).expect("it was met").standing()
    };
    for _ in 0..20 {
        if standing(&app) == BeliefStanding::Overcome {
            break;
        }
        assert!(sheet(&app).beliefs().count() > 0);
        answer_right(&mut app);
        say(&mut app, PracticeMsg::Next);
    }
    assert_eq!(standing(&app), BeliefStanding::Overcome);

    // It comes back on the next visit, as text; and it can all be forgotten.
    let text = app.practice_record().to_text();
    assert_eq!(Record::from_text(&text), *app.practice_record());
    assert_eq!(Record::from_text("somebody else's"), Record::default());
    let mut app = opened();
    say(&mut app, PracticeMsg::Remember(Record::from_text(&text)));
    say(&mut app, PracticeMsg::ToKnown);
    assert!(known(&app).groups.iter().any(|(standing, _)| *standing == BeliefStanding::Overcome));
    say(&mut app, PracticeMsg::AskToForget(true));
    assert!(known(&app).asks_to_forget);
    say(&mut app, PracticeMsg::Forget);
    assert!(!known(&app).asks_to_forget && known(&app).groups.is_empty());
    assert_eq!(*app.practice_record(), Record::default());
}

#[test]
fn not_to_know_is_no_mistake() {
    let mut app = opened();
    say(&mut app, plan(&[Family::Committed], 3, 1, true));
    say(&mut app, PracticeMsg::Answer(TODAY));
    assert!(card(&app).told.is_none(), "nothing was picked");
    assert!(app.screen().notice.is_some(), "and that is said");
    say(&mut app, PracticeMsg::ShowMe(TODAY));
    let told = card(&app).told.clone().expect("the answer");
    assert_eq!((told.is_right, &told.belief), (None, &None));
    say(&mut app, PracticeMsg::Next);
    assert_eq!(end(&app).result, "0 of 1 right. You didn't know once.");
    let beliefs = app.practice_record().beliefs();
    assert!(beliefs.iter().all(|known| known.standing() == BeliefStanding::Met));
}

#[test]
fn a_teachers_link_gives_everybody_the_same() {
    let pairs = [("practice", "votes,commit,nonsense"), ("seed", "7"), ("n", "4")];
    let wanted = PageQuery::from_pairs(pairs).practice.expect("practice");
    let questions = |fresh_seed: u64, is_right: bool| {
        let mut app = opened();
        say(&mut app, PracticeMsg::Visit(wanted.clone(), fresh_seed));
        let notice = app.screen().notice;
        assert!(notice.is_some_and(|words| words.contains("nonsense")), "it is said");
        assert_eq!(app.practice_shown().as_deref(), Some("practice=votes,commit-index&seed=7&n=4"));
        let mut questions = Vec::new();
        for _ in 0..4 {
            questions.push(card(&app).words.clone());
            if is_right {
                answer_right(&mut app)
            } else {
                answer_wrong(&mut app)
            }
            say(&mut app, PracticeMsg::Next);
        }
        questions
    };
    let some = questions(1, true);
    assert_eq!(some, questions(2, false));
    let mut different = some.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 4);
}

#[test]
fn without_a_seed_the_questions_are_new_each_time() {
    let wanted = PageQuery::from_pairs([("practice", "tolerance")]).practice.expect("practice");
    let first = |seed| {
        let mut app = opened();
        say(&mut app, PracticeMsg::Visit(wanted.clone(), seed));
        assert_eq!(app.practice_shown().as_deref(), Some("practice=tolerance&n=10"));
        let sheet = sheet(&app);
        (sheet.family, sheet.seed)
    };
    assert_eq!((first(11), first(12)), ((Family::Tolerance, 11), (Family::Tolerance, 12)));
}

#[test]
fn servers_are_picked_together_and_nobody_alone() {
    let mut app = opened();
    say(&mut app, plan(&[Family::Electable], 5, 1, true));
    let last = u16::try_from(card(&app).picks.len() - 1).expect("few");
    assert_eq!(
        (card(&app).kind, &*card(&app).picks[usize::from(last)].words),
        (Kind::Servers, "Nobody")
    );
    let picked = |app: &App| -> Vec<bool> {
        card(app).picks.iter().map(|pick| pick.mark == OptionMark::Picked).collect()
    };
    pick_all(&mut app, &[0, 1]);
    assert_eq!(picked(&app)[..2], [true, true]);
    say(&mut app, PracticeMsg::Pick(last));
    assert_eq!(picked(&app).iter().filter(|is_picked| **is_picked).count(), 1);
    say(&mut app, PracticeMsg::Pick(0));
    assert!(picked(&app)[0] && !picked(&app)[usize::from(last)]);
    say(&mut app, PracticeMsg::Pick(0));
    say(&mut app, PracticeMsg::Pick(999));
    assert!(!picked(&app).contains(&true));
}

#[test]
fn before_the_answer_nothing_gives_it_away_and_afterwards_it_is_watched() {
    let mut app = opened();
    for seed in 0..12 {
        say(&mut app, plan(&Family::ALL, seed, 12, true));
        let sheet = sheet(&app);
        let Some(play) = &sheet.play else { continue };
        let view = card(&app);
        let is_hidden = sheet.setting.servers.iter().any(|server| server.commit_index.is_none());
        assert!(!(view.shows_run && is_hidden), "{:?}", sheet.family);
        assert!(app.screen().waiting.is_empty() && app.screen().caption.is_none());
        assert_eq!(app.player().cluster().now(), play.at, "at its moment");
        for msg in [Msg::PlayPause, Msg::Step, Msg::Act(Action::Crash { server: ServerId(1) })] {
            app.update(msg);
            assert!(!app.player().is_playing);
            assert_eq!(*app.player().history().run(), play.run, "it stands still");
        }
        answer_wrong(&mut app);
        assert!(card(&app).shows_run);
        say(&mut app, PracticeMsg::Watch(None));
        assert!(app.player().is_playing);
        assert_eq!(*app.player().history().run(), play.whole(None));
        watch(&mut app);
        assert!(app.player().cluster().now() <= play.until);
        if let Some(belief) = card(&app).told.as_ref().and_then(|told| told.without) {
            say(&mut app, PracticeMsg::Watch(Some(belief)));
            assert_eq!(*app.player().history().run(), play.whole(belief.off()));
        }
    }
}

fn watch(app: &mut App) {
    for _ in 0..6_000 {
        if !app.player().is_playing {
            return;
        }
        app.update(Msg::Tick(50.0));
    }
    panic!("the run does not come to its end");
}

#[test]
fn what_is_downloaded_is_what_was_answered() {
    let mut app = opened();
    say(&mut app, plan(&[Family::Votes, Family::Electable], 7, 3, true));
    answer_right(&mut app);
    say(&mut app, PracticeMsg::Next);
    answer_wrong(&mut app);
    say(&mut app, PracticeMsg::Next);
    say(&mut app, PracticeMsg::ShowMe(TODAY));
    let round = app.practice_round().expect("a round");
    let given: Vec<_> = round.given.iter().map(|(given, _)| given.clone()).collect();
    let answered = LanguageTag::English.practice().answered(&given);
    assert_eq!(answered[0].given, answered[0].right);
    let csv = to_csv(&answered);
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 4);
    for (line, parts) in lines[1..].iter().zip([
        ["\"votes\",\"7\",\"20000\"", "\"right\""],
        ["\"electable\",\"8\",\"20000\"", "\"wrong\""],
        ["\"votes\",\"9\",\"20000\"", "\"did-not-know\""],
    ]) {
        assert!(parts.iter().all(|part| line.contains(part)), "{line}");
    }
}

/// Any answer that can be picked means to the module what it means to the page.
#[test]
fn what_is_picked_is_the_same_answer_on_both_sides() {
    let words = LanguageTag::English.practice();
    for family in Family::ALL {
        let mut app = opened();
        say(&mut app, plan(&[family], 40, 1, true));
        let sheet = sheet(&app);
        let mut answers: Vec<Vec<u16>> = (0..).zip(&sheet.picks).map(|(it, _)| vec![it]).collect();
        answers.extend(sheet.options.iter().map(|option| option.picked.clone()));
        for picked in answers {
            let given = raft_lunch::practice::GivenAnswer {
                family,
                seed: sheet.seed,
                day: TODAY,
                picked: Some(picked.clone()),
            };
            let (question, answer) = given.question();
            let grade = question.grade(&answer.expect("an answer"));
            assert_eq!(sheet.grade(&picked), grade, "{family:?}: {picked:?}");
            assert!(!words.answered(&[given])[0].given.is_empty());
        }
    }
}

#[test]
fn the_shelf_the_other_doors_and_a_module_that_does_not_come() {
    let mut app = opened();
    say(&mut app, plan(&[Family::Votes], 7, 2, true));
    let words = card(&app).words.clone();
    app.update(Msg::GoTo(Door::Sandbox));
    assert!(app.practice_round().is_none() && app.practice_shown().is_none());
    app.update(Msg::Act(Action::Crash { server: ServerId(1) }));
    app.update(Msg::GoTo(Door::Lessons));
    assert_eq!(card(&app).words, words);
    assert_eq!(Some(app.player().history().run()), sheet(&app).play.as_ref().map(|it| &it.run));
    app.update(Msg::Lesson(LessonMsg::Visit(None)));
    assert!(matches!(app.screen().lesson, LessonScreen::Shelf(_)));

    app.update(Msg::Practice(plan(&[Family::Votes], 7, 2, true)));
    assert_eq!(screen(&app), PracticeScreen::Waiting);
    app.update(Msg::Practice(PracticeMsg::Lost));
    assert!(matches!(app.screen().lesson, LessonScreen::Shelf(_)));
    assert!(app.screen().notice.is_some());
}

#[test]
fn an_address_leads_to_what_is_known() {
    let mut app = opened();
    say(&mut app, PracticeMsg::Visit(WantedPractice::Known, 1));
    assert!(known(&app).is_there && known(&app).groups.is_empty());
    assert_eq!(app.practice_shown().as_deref(), Some("practice=known"));
    let complaints = vec![SetComplaint::NoCount("many".into())];
    let set = PracticeSet::default();
    let round = WantedPractice::Round { set, is_same_for_all: false, complaints };
    say(&mut app, PracticeMsg::Visit(round, 1));
    assert!(app.screen().notice.is_some_and(|words| words.contains("many")));
}
