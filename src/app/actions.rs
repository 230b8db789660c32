//! What the reader does to the run: acts, edits, and sees how it compares.

use super::App;
use super::edit::{Edit, edited};
use super::outcome::RunOutcome;
use super::player::Player;
use super::query::MAX_PAGE_SERVERS;
use crate::cluster::{Action, ClientId, Operation, Refusal};
use crate::diagram::arrow_of;
use crate::lunch::{Choice, Team};
use crate::raft::{MembershipChange, ServerId};
use crate::words::{Compared, Mistyped, Notice};

impl App {
    /// Does something. A run that is paused stays so, but for a story that has been waiting
    /// for just this. A thing that cannot be done is said, and leaves the run as it was.
    pub(crate) fn act(&mut self, action: Action) {
        self.close();
        if let Err(reason) = self.player.cluster().check_action(&action) {
            self.notice = Some(Notice::Refused(reason));
            return;
        }
        if !self.player.history().is_at_end() {
            self.leave_behind();
        }
        let was_inviting = self.is_inviting();
        match self.player.act(action) {
            Ok(()) => self.player.is_playing |= was_inviting,
            Err(reason) => self.notice = Some(Notice::Refused(reason)),
        }
    }

    /// What the story offers to try now; empty while it is told.
    pub fn choices(&self) -> Vec<Choice> {
        let player = &self.player;
        player.story().map(|story| story.choices(player.cluster())).unwrap_or_default()
    }

    /// Tries something that the story offered, and lets the story tell what comes of it.
    pub(crate) fn choose(&mut self, choice: Choice) {
        let actions = choice.actions();
        // A run that ships is opened by the page around.
        if actions.is_empty() {
            return;
        }
        for action in actions {
            self.act(action);
        }
        self.player.choose(choice);
        self.player.is_playing = self.notice.is_none();
    }

    /// A new machine, and if there is a leader, a learner.
    pub(crate) fn add_server(&mut self) {
        let machines = self.player.cluster().machines().len();
        if machines >= usize::from(MAX_PAGE_SERVERS) {
            self.close();
            self.notice = Some(Notice::Refused(Refusal::TooManyServers));
            return;
        }
        self.act(Action::AddServer);
        let learner = MembershipChange::AddLearner(ServerId(machines as u16 + 1));
        match self.player.cluster().leader() {
            Some(server) => self.act(Action::ChangeMembership { server, change: learner }),
            None => self.notice = Some(Notice::NobodyTakesIn),
        }
    }

    pub(crate) fn propose(&mut self, text: String) {
        match Operation::parse(&text) {
            Ok(_) => self.act(Action::Propose { client: ClientId(1), text }),
            Err(error) => self.mistyped = Some(Mistyped::Command(error)),
        }
    }

    pub(crate) fn set_dishes(&mut self, text: &str) {
        let dishes: Vec<String> = text
            .split([',', '，', '、'])
            .map(|dish| dish.trim().to_string())
            .filter(|dish| !dish.is_empty())
            .collect();
        let action = Action::Poll { client: ClientId(1), dishes: dishes.clone() };
        match self.player.cluster().check_action(&action) {
            Ok(()) | Err(Refusal::PollUnderWay) => {
                self.dishes = dishes;
                self.mistyped = None;
            }
            Err(reason) => self.mistyped = Some(Mistyped::Dishes(reason)),
        }
    }

    pub(crate) fn set_team(&mut self, text: &str) {
        match Team::parse(text) {
            Ok(team) => {
                team.sit_down();
                self.mistyped = None;
                self.chapters = Player::chapters(&self.origin, self.locale);
            }
            Err(why) => self.mistyped = Some(Mistyped::Names(why)),
        }
    }

    /// Remembers what the run had come to, of which the rest is about to go.
    fn leave_behind(&mut self) {
        self.before = Some(RunOutcome::of(self.player.history().cluster_at_end()));
        self.compared = None;
    }

    pub(crate) fn undo_or_redo(&mut self, is_undo: bool) {
        self.close();
        self.forget_comparison();
        let (has_changed, what) = match is_undo {
            true => (self.player.undo(), Notice::NothingToUndo),
            false => (self.player.redo(), Notice::NothingToRedo),
        };
        if !has_changed {
            self.notice = Some(what);
        }
    }

    /// Changes one thing in the run; all else in it stays.
    pub(crate) fn edit(&mut self, change: Edit) {
        self.close();
        let arrow = match change {
            Edit::Arrive(flight, _) | Edit::Drop(flight) | Edit::Duplicate(flight) => {
                arrow_of(&self.window, self.player.history(), flight)
            }
            Edit::Move(..) | Edit::Remove(_) | Edit::Begin(_) => None,
        };
        let actions = &self.player.history().run().actions;
        match edited(actions, change, arrow.as_ref()) {
            Err(why_not) => self.notice = Some(Notice::NoEdit(why_not)),
            Ok(actions) => {
                let before = RunOutcome::of(self.player.history().cluster_at_end());
                self.player.is_playing = false;
                self.player.edit(actions);
                let now = RunOutcome::of(self.player.history().cluster_at_end());
                self.before = None;
                let comparison = now.against(&before);
                self.compared = Some(Compared::Edited { until: now.at, comparison });
            }
        }
    }
}
