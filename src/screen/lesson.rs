//! The lessons as they are shown: the shelf, or a card of the one in hand.

use std::rc::Rc;

use crate::app::{App, Door, LessonInHand, Phase, Reached};
use crate::lesson::{AnswerOption, Question, QuestionKind, ShelfGroup, ShelfLesson};
use crate::raft::ServerId;
use crate::words::Language;

/// What is shown behind the door of the lessons.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LessonScreen {
    /// Another door is open.
    #[default]
    Closed,
    /// The lessons that there are; `None` until they are fetched.
    Shelf(Option<Rc<ShelfView>>),
    /// The lesson that the reader is in.
    Card(Rc<CardView>),
}

/// The lessons that there are.
#[derive(Clone, Debug, PartialEq)]
pub struct ShelfView {
    /// The groups, in order.
    pub groups: Vec<GroupView>,
    /// The lesson that the reader was in last.
    pub go_on: Option<ShelfLine>,
    /// How many are done, and how many there are.
    pub done: (usize, usize),
    /// The same in words.
    pub done_words: String,
}

/// Lessons that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupView {
    /// The group's title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Its lessons, in order.
    pub lessons: Vec<ShelfLine>,
}

/// A lesson on the shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct ShelfLine {
    /// Its name in an address.
    pub name: String,
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// How long it takes, in words.
    pub minutes: String,
    /// The place of the card that it opens with, and how many there are.
    pub card: (usize, usize),
    /// How far the reader is.
    pub reached: Option<Reached>,
    /// The same in words; may be empty.
    pub reached_words: String,
}

/// A card of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct CardView {
    /// The lesson's name in an address.
    pub lesson: String,
    /// The lesson's title.
    pub lesson_title: String,
    /// The card's place, and how many there are.
    pub place: (usize, usize),
    /// The same in words.
    pub place_words: String,
    /// How far the reader is with it.
    pub phase: Phase,
    /// Its title.
    pub title: String,
    /// What it says before the run, in paragraphs.
    pub text: Vec<String>,
    /// What it asks.
    pub question: Option<Rc<QuestionView>>,
    /// What it says after the run, in paragraphs.
    pub explanation: Vec<String>,
    /// What came of the answer, and whether it was right; `None` for a right or wrong where
    /// the reader didn't know.
    pub answer: Option<(String, Option<bool>)>,
    /// True if there is nothing to do but to read.
    pub is_only_read: bool,
}

/// A question with its options.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    /// The question.
    pub words: String,
    /// What it asks for.
    pub kind: QuestionKind,
    /// True if an option can be picked in the pictures.
    pub is_in_pictures: bool,
    /// The options, in order.
    pub options: Vec<OptionView>,
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionView {
    /// The server that it is.
    pub server: Option<ServerId>,
    /// What it says.
    pub words: String,
    /// How it stands.
    pub mark: OptionMark,
    /// Why it is right or wrong, told twice; both may be empty.
    pub why: (String, String),
}

/// How an option stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum OptionMark {
    /// It can be picked.
    Open,
    /// It is picked.
    Picked,
    /// The run has said that it is right.
    Right,
    /// The run has said that it is wrong, and it was picked.
    Wrong,
    /// The run has said that it is wrong, and it was not picked.
    LeftOut,
}

impl LessonScreen {
    /// The lessons of `app`.
    pub(super) fn new(app: &App) -> LessonScreen {
        if app.door() != Door::Lessons {
            return LessonScreen::Closed;
        }
        let words = app.words();
        match app.lesson_in_hand() {
            Some(hand) => LessonScreen::Card(Rc::new(card(hand, words))),
            None => LessonScreen::Shelf(shelf(app, words).map(Rc::new)),
        }
    }

    /// How the servers of the question on the screen stand; empty without one.
    pub fn marks(&self) -> Vec<(ServerId, OptionMark)> {
        let LessonScreen::Card(card) = self else { return Vec::new() };
        let options = card.question.iter().flat_map(|question| &question.options);
        options.filter_map(|option| Some((option.server?, option.mark))).collect()
    }
}

fn shelf(app: &App, words: &dyn Language) -> Option<ShelfView> {
    let shelf = app.lessons.shelf.as_ref()?;
    let progress = app.progress();
    let mut number = 0;
    let mut line = |lesson: &ShelfLesson| {
        number += 1;
        let reached = progress.of(&lesson.name);
        let last = lesson.cards.saturating_sub(1);
        let (place, reached_words) = match reached {
            None => (0, String::new()),
            Some(Reached::End) => (0, words.chrome().lessons.done.into()),
            Some(Reached::Card(place)) => {
                (place.min(last), words.card_of(place.min(last) + 1, lesson.cards))
            }
        };
        ShelfLine {
            name: lesson.name.clone(),
            number,
            title: lesson.title.clone(),
            question: lesson.question.clone(),
            minutes: words.minutes(lesson.minutes),
            card: (place, lesson.cards),
            reached,
            reached_words,
        }
    };
    let mut group = |group: &ShelfGroup| GroupView {
        title: group.title.clone(),
        about: group.about.clone(),
        lessons: group.lessons.iter().map(&mut line).collect(),
    };
    let groups: Vec<GroupView> = shelf.groups.iter().map(&mut group).collect();
    let lines = || groups.iter().flat_map(|group| &group.lessons);
    let current = progress.current().map(|(name, _)| name);
    let go_on = lines().find(|line| Some(&*line.name) == current).cloned();
    let done = lines().filter(|line| line.reached == Some(Reached::End)).count();
    let all = lines().count();
    Some(ShelfView { go_on, done: (done, all), done_words: words.lessons_done(done, all), groups })
}

fn card(hand: &LessonInHand, words: &dyn Language) -> CardView {
    let LessonInHand { name, lesson, place, phase, .. } = hand;
    let card = hand.card();
    let is_explained = *phase == Phase::Explained;
    let picked = match is_explained {
        true => hand.done[*place].as_deref().unwrap_or_default(),
        false => &hand.picked,
    };
    let answer = card.question.as_ref().filter(|_| is_explained);
    CardView {
        lesson: name.clone(),
        lesson_title: lesson.title.clone(),
        place: (*place, lesson.cards.len()),
        place_words: words.card_of(place + 1, lesson.cards.len()),
        phase: *phase,
        title: card.title.clone(),
        text: card.text.clone(),
        question: card.question.as_ref().map(|it| Rc::new(question(it, picked, *phase))),
        explanation: card.explanation.clone(),
        answer: answer.map(|question| came_of(question, picked, words)),
        is_only_read: card.is_only_read(),
    }
}

/// What came of an answer.
fn came_of(question: &Question, picked: &[usize], words: &dyn Language) -> (String, Option<bool>) {
    let names = |places: &[usize]| -> Vec<String> {
        places.iter().map(|place| question.options[*place].words.clone()).collect()
    };
    let is_right = (!picked.is_empty()).then(|| question.is_right(picked));
    (words.lesson_answer(&names(picked), &names(&question.right())), is_right)
}

fn question(question: &Question, picked: &[usize], phase: Phase) -> QuestionView {
    let option = |(place, option): (usize, &AnswerOption)| {
        let mark = match (phase, option.is_right, picked.contains(&place)) {
            (Phase::Explained, true, _) => OptionMark::Right,
            (Phase::Explained, false, true) => OptionMark::Wrong,
            (Phase::Explained, false, false) => OptionMark::LeftOut,
            (_, _, true) => OptionMark::Picked,
            (_, _, false) => OptionMark::Open,
        };
        let why = (option.why.clone(), option.raft.clone());
        OptionView { server: option.server(), words: option.words.clone(), mark, why }
    };
    QuestionView {
        words: question.words.clone(),
        kind: question.kind,
        is_in_pictures: question.options.iter().any(|option| option.server().is_some()),
        options: question.options.iter().enumerate().map(option).collect(),
    }
}
