//! What the reader does where a card gives them something to bring about, and how fast the
//! run of a card goes.

use super::lesson::{LessonInHand, LessonMsg, Phase, acts};
use super::player::{Player, Speed};
use super::{App, Door, Msg};
use crate::cluster::{Micros, SECOND};
use crate::lesson::{GoalWatch, Pace, Task};

/// The fewest actions in vain after which the hint is shown.
const TRIES: usize = 2;

/// How long after the last thing that was done a task that only has to last goes faster, in
/// microseconds.
const LOOKED_AT: Micros = SECOND;

/// A goal that the player looks out for.
#[derive(Clone, Debug)]
pub(crate) struct PlayerGoal {
    watch: GoalWatch,
    /// How many events there were when the reader began to act.
    since: usize,
    /// The most actions that the run may have then.
    most: usize,
    /// True once it is reached.
    pub is_reached: bool,
}

impl LessonInHand {
    /// The task of the card.
    pub fn task(&self) -> Option<&Task> {
        self.card().task.as_ref()
    }

    /// True while the reader acts.
    pub fn has_open_task(&self) -> bool {
        self.phase == Phase::Reading && self.task().is_some()
    }

    /// True if the run is what the reader has made of it, and its task is done.
    pub fn is_in_own_run(&self) -> bool {
        self.phase == Phase::Explained && self.task().is_some() && self.acted[self.place].is_some()
    }

    /// What the player has to look out for.
    pub(super) fn goal(&self) -> Option<PlayerGoal> {
        let task = self.task().filter(|_| self.has_open_task())?;
        let since = usize::try_from(self.card().begins.events).unwrap_or(usize::MAX);
        let before = self.lesson.run_of(self.card().begins).actions.len();
        let most = task.most.map_or(usize::MAX, |most| before + usize::from(most));
        let watch = GoalWatch::new(task.goal.clone());
        Some(PlayerGoal { watch, since, most, is_reached: false })
    }

    /// True if the card before was done by the reader in a way of their own, and this one goes
    /// on from the lesson's.
    pub fn leaves_own_run(&self) -> bool {
        let before = self.place.checked_sub(1);
        before.is_some_and(|before| self.acted[before].is_some()) && self.card().back_to.is_none()
    }
}

impl Player {
    /// Looks whether the goal is reached now.
    pub(crate) fn look_for_goal(&mut self) {
        let Some(mut goal) = self.goal.take() else { return };
        if self.history.count() > goal.since && !goal.is_reached {
            let standing = |property| self.standing(property);
            let is_so = goal.watch.is_reached(self.cluster(), &standing);
            goal.is_reached = is_so && self.history.run().actions.len() <= goal.most;
        }
        self.goal = Some(goal);
    }

    /// True once the goal is reached.
    pub(crate) fn has_reached_goal(&self) -> bool {
        self.goal.as_ref().is_some_and(|goal| goal.is_reached)
    }
}

impl App {
    /// How many actions the reader has taken for the task so far.
    pub(crate) fn tries(&self) -> usize {
        let Some(hand) = self.lesson_in_hand() else { return 0 };
        let own = hand.lesson.run_of(hand.card().begins);
        self.player.history().run().actions.len().saturating_sub(own.actions.len())
    }

    /// True if the task's hint is shown: it was asked for, or enough was tried in vain.
    pub(crate) fn shows_hint(&self) -> bool {
        let Some(hand) = self.lesson_in_hand().filter(|hand| hand.has_open_task()) else {
            return false;
        };
        let best = hand.task().map_or(0, |task| usize::from(task.best));
        hand.has_hint || self.tries() >= TRIES.max(best + 1)
    }

    /// The reader has done something. With the first thing that they do for a task time begins
    /// to pass, so that something comes of it.
    pub(super) fn has_acted_in_lesson(&mut self) {
        let has_open_task = self.lesson_in_hand().is_some_and(LessonInHand::has_open_task);
        if has_open_task && self.tries() == 1 && self.notice.is_none() {
            self.player.is_playing = true;
        }
        self.end_card_if_there();
    }

    /// The task is done as soon as its goal is reached. The run stays as the reader made it.
    pub(super) fn end_task_if_done(&mut self) {
        let (is_reached, tries) = (self.player.has_reached_goal(), self.tries());
        let Some(hand) = &mut self.lessons.hand else { return };
        if self.door == Door::Lessons && hand.has_open_task() && is_reached {
            hand.phase = Phase::Explained;
            hand.done[hand.place] = Some(Vec::new());
            hand.acted[hand.place] = Some(tries);
            self.player.is_playing = false;
            // From here on it is watched, for as long as the reader likes.
            (self.player.goal, self.player.stops_at) = (None, None);
            self.menu = None;
        }
    }

    /// True if a task is done but for the time that it has to last: nothing is left to do, and
    /// what there was to see was seen.
    fn only_has_to_last(&self, hand: &LessonInHand) -> bool {
        let has_to_last = hand.task().is_some_and(|task| task.goal.lasts > LOOKED_AT);
        let has_begun = self.player.goal.as_ref().is_none_or(|goal| goal.watch.has_begun());
        let done = self.player.history().run().actions.iter().map(|action| action.at).max();
        let looked_at = done.unwrap_or_default().saturating_add(LOOKED_AT);
        has_to_last && has_begun && self.player.cluster().now() > looked_at
    }

    /// The run of a card goes at the pace of the stretch that it is in.
    pub(super) fn keep_pace(&mut self) {
        let Some(hand) = self.lesson_in_hand() else { return };
        let count = self.player.history().count() as u64;
        let leg = hand.card().legs.iter().find(|leg| leg.to.events > count);
        let pace = leg.filter(|_| hand.phase == Phase::Running).map(|leg| leg.pace);
        let only_has_to_last = self.only_has_to_last(hand);
        self.player.speed = match pace.unwrap_or_default() {
            _ if only_has_to_last => Speed::Slower(1),
            Pace::Slow => Speed::Slower(200),
            Pace::Normal => Speed::Auto,
            Pace::Fast => Speed::Slower(5),
        };
    }
}

/// What a message means while the reader acts in a lesson. `None`: nothing.
pub(super) fn in_task(msg: Msg) -> Option<Msg> {
    match msg {
        Msg::Reset => Some(Msg::Lesson(LessonMsg::TryAgain)),
        Msg::OpenMenu(..)
        | Msg::Act(_)
        | Msg::Propose(_)
        | Msg::Poll
        | Msg::AddServer
        | Msg::Undo
        | Msg::Redo => Some(msg),
        msg if acts(&msg) => None,
        msg => Some(msg),
    }
}
