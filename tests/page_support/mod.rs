//! A reader who lets the page play.
#![allow(dead_code)] // each test file uses its own part

pub mod stormy;
pub mod told;

use raft_lunch::app::{App, Door, Msg, PageQuery, Redraw, RunChoice};
use raft_lunch::cluster::Timing;
use raft_lunch::raft::ServerId;
use raft_lunch::screen::Screen;

/// A page as it is opened, and told to play.
pub fn playing(seed: u64, servers: u16) -> App {
    let mut app = App::new(&PageQuery { seed, servers, ..PageQuery::default() });
    app.update(Msg::PlayPause);
    app
}

/// Lets time pass until `done`, or fails: ten minutes of the reader's time are
/// more than any story takes.
pub fn play_until(app: &mut App, what: &str, done: impl Fn(&Screen, &App) -> bool) {
    for _ in 0..37_500 {
        if app.update(Msg::Tick(16.0)) == Redraw::All && done(&app.screen(), app) {
            return;
        }
    }
    panic!("not within ten minutes: {what}");
}

/// The page at the end of its story, in the sandbox.
pub fn told_story() -> App {
    let mut app = playing(PageQuery::default().seed, 5);
    play_until(&mut app, "the invitation", |screen, _| screen.story.invitation.is_some());
    app.update(Msg::GoTo(Door::Sandbox));
    app.update(Msg::PlayPause);
    app
}

/// Who leads.
pub fn leader(app: &App) -> ServerId {
    app.player().cluster().leader().expect("someone leads")
}

/// Another run of this seed and size.
pub fn begin(seed: u64, servers: u16) -> Msg {
    Msg::Begin(RunChoice { seed, servers, timing: Timing::default() })
}
