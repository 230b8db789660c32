//! The names at the table are the reader's: the story follows them, and no run knows of them.

mod page_support;

use page_support::{leader, told_story};
use raft_lunch::app::{App, Msg, PageQuery, Target, menu};
use raft_lunch::cluster::Action;
use raft_lunch::lunch::Team;
use raft_lunch::raft::ServerId;

const TEAM: &str = "Ana, Bo, Chris, Dana, Eli";
const USUAL: [&str; 5] = ["Robin", "Sasha", "Noor", "Jun", "Deniz"];

/// Everything that is on the screen, as text.
fn shown(app: &App) -> String {
    format!("{:?}", app.screen())
}

/// What is said under the field that was typed into.
fn under_its_field(app: &App) -> Option<String> {
    let words = raft_lunch::words::Locale::ENGLISH.words();
    app.screen().mistyped.map(|mistyped| words.mistyped(&mistyped))
}

#[test]
fn every_sentence_is_about_those_who_sit_there_and_the_run_stays_the_same() {
    let mut usual = told_story();
    let crash = Msg::Act(Action::Crash { server: leader(&usual) });
    usual.update(crash.clone());
    let before = shown(&usual);
    assert!(USUAL.iter().all(|name| before.contains(name)));
    let events = format!("{:?}", usual.player().history().events());

    let mut app = told_story();
    app.update(Msg::SetTeam(TEAM.into()));
    app.update(crash);
    let after = shown(&app);
    for (name, usual) in TEAM.split(", ").zip(USUAL) {
        assert!(after.contains(name), "{name} sits there");
        assert!(!after.contains(usual), "{usual} has left: {after}");
    }
    assert_eq!(format!("{:?}", app.player().history().events()), events);
    assert_eq!(app.link().encode(), usual.link().encode());
}

#[test]
fn a_menu_is_titled_with_the_new_name_and_an_empty_field_brings_the_usual_ones_back() {
    let mut app = told_story();
    app.update(Msg::SetTeam(", Bo".into()));
    let title = |app: &App| {
        let target = Target::Server(ServerId(2));
        menu(app.player().cluster(), target, raft_lunch::words::Locale::ENGLISH.words()).title
    };
    assert!(title(&app).contains("Bo"));
    app.update(Msg::SetTeam(String::new()));
    assert!(title(&app).contains("Sasha"));
}

#[test]
fn names_that_cannot_be_taken_are_refused_and_nobody_is_renamed() {
    let mut app = told_story();
    app.update(Msg::SetTeam(TEAM.into()));
    for wrong in ["Ana, Ana", "Bo, Wolfeschlegel", "Sasha"] {
        app.update(Msg::SetTeam(wrong.into()));
        let said = under_its_field(&app).expect("it says why");
        assert!(said.starts_with("Nobody got a new name: "), "{said}");
        assert_eq!(Team::seated().listed(5), TEAM);
    }
}

#[test]
fn what_is_wrong_in_a_field_goes_with_the_field() {
    let mut app = told_story();
    app.update(Msg::SetTeam("Ana, Ana".into()));
    assert!(under_its_field(&app).is_some());
    app.update(Msg::ShowTab(raft_lunch::app::Tab::Break));
    app.update(Msg::ShowTab(raft_lunch::app::Tab::Do));
    assert_eq!(under_its_field(&app), None);
}

#[test]
fn an_address_can_seat_a_team() {
    let query = PageQuery::from_pairs([("team", "Ana,Bo")]);
    let app = App::new(&query);
    assert_eq!(app.screen().names, "Ana, Bo, Noor, Jun, Deniz");
}
