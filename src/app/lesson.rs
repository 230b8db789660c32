//! The lessons: which of them the reader is in, where in it, and what they have answered.
//!
//! A lesson has runs of its own, which only it lets go on: up to where its card ends. What
//! the reader does to one elsewhere is another run; the lesson takes up its own again. Where a
//! card gives them something to do, they act in a run that is theirs (`task`).

use std::rc::Rc;

use super::menu::Target;
use super::opening::About;
use super::progress::Progress;
use super::task::in_task;
use super::{App, Door, Msg, PracticeRoom, WhyMsg};
use crate::lesson::{AnswerOption, Card, Glossary, Lesson, Question, Shelf, Stop};
use crate::words::Notice;

/// What can happen to the lessons.
#[derive(Clone, Debug, PartialEq)]
pub enum LessonMsg {
    /// These are the lessons that there are.
    Shelf(Rc<Shelf>),
    /// What the reader has done in lessons so far is this.
    Remember(Progress),
    /// This lesson is wanted, with this card of it open. The page around fetches it.
    Take(String, usize),
    /// The address leads to this lesson and its card, or to the shelf. The page around fetches
    /// a lesson that is not in hand.
    Visit(Option<(String, usize)>),
    /// This is the lesson of that name, and the card of it that is wanted.
    Taken(String, usize, Rc<Lesson>),
    /// Go back to the shelf.
    ToShelf,
    /// Pick this option of the question, or no longer.
    Pick(usize),
    /// Let the run decide.
    Run,
    /// The reader doesn't know, and wants to see it.
    ShowMe,
    /// Go to where the card ends, without watching.
    Skip,
    /// Go back to where the card begins, and let the run go on from there, if it is to play.
    Again {
        /// True if it is to play at once.
        plays: bool,
    },
    /// Go to the moment that shows why this option is wrong, or from there back.
    ShowWhy(usize),
    /// Show what helps with the task.
    Hint,
    /// The glossary is wanted. The page around fetches it.
    WantGlossary,
    /// This is the glossary; `None`: it didn't arrive.
    Glossary(Option<Rc<Glossary>>),
    /// Answer once more.
    TryAgain,
    /// Go on to the next card.
    GoOn,
    /// Go back to the card before.
    GoBack,
}

/// How far the reader is with a card.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It is being read, and its question thought about, or its task tried.
    Reading,
    /// The run goes on to where it ends.
    Running,
    /// It is told what happened.
    Explained,
}

/// A lesson that the reader is in.
#[derive(Clone, Debug)]
pub struct LessonInHand {
    /// Its name in an address.
    pub name: String,
    /// The lesson.
    pub lesson: Rc<Lesson>,
    /// The place of the card.
    pub place: usize,
    /// How far the reader is with it.
    pub phase: Phase,
    /// The places of the options that are picked, in order.
    pub picked: Vec<usize>,
    /// For each card that was brought to its end, what was picked there: nothing, if the reader
    /// didn't know or wasn't asked.
    pub done: Vec<Option<Vec<usize>>>,
    /// For each task that the reader has done, with how many actions.
    pub acted: Vec<Option<usize>>,
    /// True once the hint of the task is shown.
    pub has_hint: bool,
    /// The place of the option whose refutation is looked at.
    pub seen: Option<usize>,
}

impl LessonInHand {
    /// The lesson, with this card of it open.
    fn new(name: String, place: usize, lesson: Rc<Lesson>) -> LessonInHand {
        let place = place.min(lesson.cards.len().saturating_sub(1));
        let (done, acted) = (vec![None; lesson.cards.len()], vec![None; lesson.cards.len()]);
        let mut hand = LessonInHand {
            name,
            lesson,
            place,
            phase: Phase::Reading,
            picked: Vec::new(),
            done,
            acted,
            has_hint: false,
            seen: None,
        };
        hand.open(place);
        hand
    }

    /// The card that is open.
    pub fn card(&self) -> &Card {
        &self.lesson.cards[self.place]
    }

    /// The question of the card, while it waits for its answer.
    pub fn open_question(&self) -> Option<&Question> {
        self.card().question.as_ref().filter(|_| self.phase == Phase::Reading)
    }

    /// True if the card that is open is the last one.
    pub fn is_at_last(&self) -> bool {
        self.place + 1 == self.lesson.cards.len()
    }

    /// True once there is nothing more to do in the lesson.
    pub fn is_over(&self) -> bool {
        self.is_at_last() && (self.phase == Phase::Explained || self.card().is_only_read())
    }

    /// The moment where the run is taken up.
    fn taken_up_at(&self) -> Stop {
        let card = self.card();
        match self.phase {
            Phase::Reading => card.begins,
            // A task is shown in another run than the reader's.
            Phase::Running => Stop { run: card.ends().run, ..card.begins },
            Phase::Explained => {
                self.seen_option().and_then(|option| option.see).unwrap_or(card.ends())
            }
        }
    }

    /// The option whose refutation is looked at.
    pub fn seen_option(&self) -> Option<&AnswerOption> {
        self.card().question.as_ref()?.options.get(self.seen?)
    }

    /// How many events there are where the run has to stop for now; `None` where the reader
    /// acts or has acted.
    fn stops_at(&self) -> Option<usize> {
        let stop = match self.phase {
            Phase::Reading if self.has_open_task() => return None,
            Phase::Explained if self.is_in_own_run() => return None,
            Phase::Running => self.card().ends(),
            Phase::Reading | Phase::Explained => self.taken_up_at(),
        };
        Some(usize::try_from(stop.events).unwrap_or(usize::MAX))
    }

    /// Opens a card: as it was left, if it was brought to its end.
    fn open(&mut self, place: usize) {
        self.place = place;
        (self.has_hint, self.seen) = (false, None);
        self.picked = self.done[place].clone().unwrap_or_default();
        self.phase = match self.done[place] {
            Some(_) if !self.card().is_only_read() => Phase::Explained,
            _ => Phase::Reading,
        };
    }

    /// True if the run can't decide yet: nothing is picked, or not all that is asked for.
    fn lacks_answer(&self) -> bool {
        self.open_question().is_some_and(|question| !question.is_answered(&self.picked))
    }

    fn pick(&mut self, option: usize) {
        let Some(question) = self.open_question() else { return };
        if option >= question.options.len() {
            return;
        }
        let mut picked = self.picked.clone();
        match picked.binary_search(&option) {
            Ok(place) => drop(picked.remove(place)),
            Err(_) => {
                picked.retain(|&other| !question.excludes(option, other));
                picked.push(option);
                picked.sort_unstable();
            }
        }
        self.picked = picked;
    }
}

/// All that is known of the lessons.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lessons {
    /// The lessons that there are, once they are fetched.
    pub shelf: Option<Rc<Shelf>>,
    /// The lesson that the reader is in.
    pub hand: Option<LessonInHand>,
    /// What they have done so far.
    pub progress: Progress,
    /// The glossary, once it is fetched.
    pub glossary: Option<Rc<Glossary>>,
    /// True if it was to be fetched and didn't arrive.
    pub lacks_glossary: bool,
}

impl App {
    /// What the reader has done in lessons so far.
    pub fn progress(&self) -> &Progress {
        &self.lessons.progress
    }

    /// True if the lessons that there are have to be fetched.
    pub fn wants_shelf(&self) -> bool {
        self.door == Door::Lessons && self.lessons.shelf.is_none()
    }

    /// True if the glossary has to be fetched when it is wanted.
    pub fn lacks_glossary(&self) -> bool {
        self.lessons.glossary.is_none()
    }

    /// The name of the lesson on the screen, and the place of its card.
    pub fn lesson_shown(&self) -> Option<(&str, usize)> {
        self.lesson_in_hand().map(|hand| (&*hand.name, hand.place))
    }

    /// The lesson on the screen.
    pub(crate) fn lesson_in_hand(&self) -> Option<&LessonInHand> {
        self.lessons.hand.as_ref().filter(|_| self.door == Door::Lessons)
    }

    /// True while a card's question waits for its answer: no tag in the pictures may give it away.
    pub(crate) fn is_asking(&self) -> bool {
        self.lesson_in_hand().is_some_and(|hand| hand.open_question().is_some())
    }

    /// Lets something happen to the lessons.
    pub(crate) fn teach(&mut self, msg: LessonMsg) {
        match msg {
            LessonMsg::Shelf(shelf) => self.lessons.shelf = Some(shelf),
            LessonMsg::Remember(progress) => self.lessons.progress = progress,
            // It is on its way.
            LessonMsg::Take(..) => {}
            LessonMsg::WantGlossary => self.lessons.lacks_glossary = false,
            LessonMsg::Glossary(glossary) => {
                self.lessons.lacks_glossary = glossary.is_none();
                self.lessons.glossary = glossary;
            }
            LessonMsg::Visit(wanted) => {
                let told = self.told_of_address();
                self.go_to(Door::Lessons);
                match wanted {
                    Some((name, place)) if self.has_in_hand(&name) => self.open_card(place),
                    _ => self.teach(LessonMsg::ToShelf),
                }
                self.notice = told;
            }
            LessonMsg::Taken(name, place, lesson) => {
                self.practice.room = PracticeRoom::Closed;
                self.lessons.hand = Some(LessonInHand::new(name, place, lesson));
                // The reader may have gone elsewhere meanwhile.
                if self.door == Door::Lessons {
                    let told = self.told_of_address();
                    self.take_up_lesson();
                    self.notice = told;
                }
            }
            LessonMsg::ToShelf => {
                self.lessons.hand = None;
                self.practice.room = PracticeRoom::Closed;
                self.close();
                self.player.is_playing = false;
                (self.player.stops_at, self.player.goal) = (None, None);
            }
            msg => self.go_on_in_lesson(msg),
        }
    }

    /// True if this is the lesson that the reader is in.
    pub fn has_in_hand(&self, name: &str) -> bool {
        self.lessons.hand.as_ref().is_some_and(|hand| hand.name == name)
    }

    fn open_card(&mut self, place: usize) {
        let Some(hand) = &mut self.lessons.hand else { return };
        let place = place.min(hand.lesson.cards.len() - 1);
        if place != hand.place {
            hand.open(place);
            self.take_up_lesson();
        }
    }

    fn go_on_in_lesson(&mut self, msg: LessonMsg) {
        let Some(hand) = &mut self.lessons.hand else { return };
        match msg {
            LessonMsg::Pick(option) => {
                hand.pick(option);
                self.notice = None;
                return;
            }
            LessonMsg::Run if hand.lacks_answer() => {
                self.notice = Some(Notice::PickFirst);
                return;
            }
            // What is done is seen by itself.
            LessonMsg::Run if hand.has_open_task() => return,
            LessonMsg::Hint => {
                hand.has_hint = true;
                return;
            }
            LessonMsg::Run if hand.card().is_only_read() => {
                return self.go_on_in_lesson(LessonMsg::GoOn);
            }
            LessonMsg::Run => hand.phase = Phase::Running,
            LessonMsg::ShowWhy(option) => {
                hand.seen = Some(option).filter(|_| hand.seen != Some(option));
            }
            LessonMsg::Again { plays } => {
                hand.phase = Phase::Running;
                hand.seen = None;
                self.take_up_lesson();
                self.player.is_playing = plays;
                return;
            }
            LessonMsg::ShowMe => {
                hand.picked.clear();
                hand.phase = Phase::Running;
            }
            LessonMsg::Skip => return self.finish_card(),
            LessonMsg::TryAgain => {
                hand.picked.clear();
                hand.phase = Phase::Reading;
                (hand.has_hint, hand.seen) = (false, None);
            }
            LessonMsg::GoOn if hand.is_at_last() => {
                self.lessons.progress.finish(&hand.name);
                return self.teach(LessonMsg::ToShelf);
            }
            LessonMsg::GoOn => hand.open(hand.place + 1),
            LessonMsg::GoBack => hand.open(hand.place.saturating_sub(1)),
            _ => return,
        }
        self.take_up_lesson();
    }

    /// The run is the lesson's, at the moment that its card is at.
    pub(crate) fn take_up_lesson(&mut self) {
        let Some(hand) = &self.lessons.hand else { return };
        self.lessons.progress.reach(&hand.name, hand.place);
        let (lesson, phase) = (hand.lesson.clone(), hand.phase);
        let (stop, stops_at) = (hand.taken_up_at(), hand.stops_at());
        let goal = hand.goal();
        self.close();
        let run = lesson.run_of(stop);
        if self.player.history().run() != run {
            let title = lesson.title.clone();
            self.about = About { title, ..About::default() };
            self.start(run.clone());
        }
        self.player.begins = lesson.begins().at;
        self.player.goal = None;
        // What is not played yet is on the way there.
        self.player.catch_up(stop.events, stop.at, usize::MAX);
        self.player.go_to(stop.events, stop.at);
        self.player.goal = goal;
        self.player.stops_at = stops_at;
        self.player.is_playing = phase == Phase::Running;
        self.keep_pace();
        self.end_card_if_there();
    }

    /// The card is over as soon as its run has come to its end.
    pub(crate) fn end_card_if_there(&mut self) {
        let has_stopped = self.player.has_stopped();
        let Some(hand) = &mut self.lessons.hand else { return };
        if self.door == Door::Lessons && hand.phase == Phase::Running && has_stopped {
            hand.phase = Phase::Explained;
            hand.done[hand.place] = Some(hand.picked.clone());
            hand.acted[hand.place] = None;
            self.player.is_playing = false;
        }
        self.end_task_if_done();
    }

    /// The run goes to where the card ends.
    fn finish_card(&mut self) {
        let Some(hand) = &mut self.lessons.hand else { return };
        hand.phase = Phase::Explained;
        hand.done[hand.place] = Some(hand.picked.clone());
        hand.acted[hand.place] = None;
        self.take_up_lesson();
    }

    /// What a message means in a lesson: its run goes on by its cards, and nobody else acts
    /// in it. `None`: nothing.
    pub(crate) fn in_lesson(&self, msg: Msg) -> Option<Msg> {
        let Some(hand) = self.lesson_in_hand() else { return Some(msg) };
        if hand.has_open_task() {
            return in_task(msg);
        }
        let is_in_own_run = hand.is_in_own_run();
        let meant = match (msg, hand.phase) {
            (msg @ (Msg::PlayPause | Msg::Step | Msg::Back), _) if is_in_own_run => {
                return Some(msg);
            }
            (Msg::PlayPause | Msg::Step, Phase::Reading) => LessonMsg::Run,
            (Msg::PlayPause, Phase::Explained) => LessonMsg::Again { plays: true },
            (Msg::Step, Phase::Explained) => return None,
            (Msg::Back, Phase::Reading) => LessonMsg::GoBack,
            (Msg::Back, Phase::Running | Phase::Explained) => LessonMsg::Again { plays: false },
            (Msg::OpenMenu(Target::Server(server), _), Phase::Reading) => {
                let options = &hand.open_question()?.options;
                LessonMsg::Pick(options.iter().position(|it| it.server() == Some(server))?)
            }
            (msg, _) if acts(&msg) => return None,
            (msg, _) => return Some(msg),
        };
        Some(Msg::Lesson(meant))
    }
}

/// True for what would make another run of the one in hand, or lead to that.
pub(super) fn acts(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::OpenMenu(..)
            | Msg::Act(_)
            | Msg::Propose(_)
            | Msg::Poll
            | Msg::AddServer
            | Msg::Undo
            | Msg::Redo
            | Msg::Reset
            | Msg::Begin(_)
            | Msg::RestoreRules
            | Msg::Edit(_)
            | Msg::FollowLive
            | Msg::Why(WhyMsg::Try)
    )
}
