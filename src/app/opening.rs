//! Opening a run that somebody sent, and saying what a link to this one holds.
//!
//! A run is replayed to where it was. That is done in slices, beside the run in hand,
//! which stays until the other one is there, and stays if the reader cancels.

use super::player::Player;
use super::script::Script;
use super::{App, Door};
use crate::cluster::{Run, Scenario};
use crate::run::{ENGINE, RunLink, RunLinkView};
use crate::words::Notice;

/// How many steps of a replay are taken at once: a few milliseconds' worth.
const SLICE: usize = 4_000;

/// What a run is called, and what whoever made it says or asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The title; may be empty.
    pub title: String,
    /// What is said; may be empty.
    pub words: String,
    /// The scenario file that was opened.
    pub script: Script,
}

/// A run that is being replayed.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    link: RunLink,
    player: Player,
    script: Script,
    /// What was said of the address, and is said again when the run is there.
    told: Option<Notice>,
}

impl Opening {
    fn percent(&self) -> u64 {
        self.player.history().len() as u64 * 100 / self.link.events.max(1)
    }
}

fn is_lunch(link: &RunLink) -> bool {
    let Scenario { seed, servers, .. } = link.run.scenario;
    let is_bare = link.title.is_empty() && link.words.is_empty() && link.events > 0;
    is_bare && link.run == Run::lunch(seed, servers)
}

impl App {
    /// Begins to open a run. A short one is there at once.
    pub(crate) fn open(&mut self, link: RunLink, script: Script) {
        let told = self.told_of_address();
        self.close();
        let history = self.player.history();
        let is_in_hand = link.run == *history.run()
            && link.engine == ENGINE
            && link.events <= history.len() as u64;
        // Back and Forward lead to it too: then only the playhead moves, and its story stays.
        if is_in_hand && script == Script::default() && link.events > 0 {
            self.player.is_playing = false;
            self.player.go_to(link.playhead, link.at);
            return;
        }
        // Nobody has done anything in a lunch that nobody wrote about: it is still told.
        let player = match is_lunch(&link) {
            true => Player::lunch(link.run.clone(), self.locale),
            false => Player::of(link.run.clone(), self.locale),
        };
        self.opening = Some(Box::new(Opening { link, player, script, told }));
        self.go_on_opening();
    }

    /// Replays one slice of the run that is being opened.
    pub(crate) fn go_on_opening(&mut self) {
        let Some(mut opening) = self.opening.take() else { return };
        let RunLink { end, events, .. } = opening.link;
        if !opening.player.catch_up(events, end, SLICE) {
            self.notice = Some(Notice::Replaying { percent: opening.percent() });
            self.opening = Some(opening);
            return;
        }
        let Opening { link, mut player, script, told } = *opening;
        let is_unplayed = link.events == 0;
        if !is_unplayed {
            player.go_to(link.playhead, link.at);
        }
        player.ends = script.end;
        // A scenario waits until its text is read, and a moment that somebody sent is there
        // to be looked at.
        let fingerprint = player.cluster().fingerprint();
        player.speed = self.player.speed;
        self.player = player;
        // Somebody made this run, and knows why: there is no lunch to tell.
        self.door = Door::Sandbox;
        self.player.tell(false);
        self.chapters = match is_lunch(&link) {
            true => Player::chapters(&link.run, self.locale),
            false => Vec::new(),
        };
        self.origin = link.run;
        self.about = About { title: link.title, words: link.words, script };
        self.inspected = None;
        self.asked = None;
        self.forget_comparison();
        self.close();
        self.notice = told;
        // A scenario says nothing about what is shown: what is open stays open.
        self.window.is_open = link.view.diagram || is_unplayed && self.window.is_open;
        self.window.show(usize::from(link.view.zoom), link.view.left);
        self.window.traced = None;
        if !is_unplayed && (link.engine != ENGINE || fingerprint != link.fingerprint) {
            self.notice = Some(Notice::OtherEngine);
        }
    }

    /// The text of the scenario file that was opened; empty if there was none.
    pub fn source(&self) -> &str {
        &self.about.script.source
    }

    /// Whether a run is being replayed.
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// A link to the run as it is on the screen.
    pub fn link(&self) -> RunLink {
        let history = self.player.history();
        let (zoom, left) = self.window.shown();
        RunLink {
            engine: ENGINE,
            run: history.run().clone(),
            end: history.end_time(),
            events: history.len() as u64,
            playhead: history.count() as u64,
            at: history.cluster().now(),
            fingerprint: history.cluster().fingerprint(),
            view: RunLinkView { diagram: self.window.is_open, zoom: zoom as u8, left },
            title: self.about.title.clone(),
            words: self.about.words.clone(),
        }
    }
}
