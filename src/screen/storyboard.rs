//! A lesson on paper: its cards so far, one after the other, each with its pictures.

use std::rc::Rc;

use super::lesson::told_plainly;
use super::{Format, Scene};
use crate::lesson::Lesson;
use crate::run::{History, Watcher};
use crate::words::Language;

/// A lesson, and how far its reader has come.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonSoFar {
    /// The lesson.
    pub lesson: Rc<Lesson>,
    /// The number of cards of which the reader has seen the beginning.
    pub begun: usize,
    /// The number of cards of which the reader has seen the end.
    pub ended: usize,
}

/// A card on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryboardCard {
    /// Its title.
    pub title: String,
    /// What it says, in paragraphs.
    pub text: Vec<String>,
    /// What it asks, or gives to do; may be empty.
    pub question: String,
    /// Its pictures: where it ends, if the reader has seen that, else where it begins.
    pub scene: Rc<Scene>,
    /// What is said at its end, in paragraphs.
    pub explanation: Vec<String>,
}

/// The cards so far.
pub fn storyboard(so_far: &LessonSoFar, words: &dyn Language) -> Vec<StoryboardCard> {
    let LessonSoFar { lesson, begun, ended } = so_far;
    let plain = |texts: &[String]| texts.iter().map(|text| told_plainly(text)).collect();
    let cards = lesson.cards.iter().take(*begun).enumerate();
    let on_paper = cards.map(|(place, card)| {
        let is_ended = place < *ended;
        let stop = if is_ended { card.ends() } else { card.begins };
        let mut history = History::<Watcher>::replayed(lesson.run_of(stop), stop.at, 1);
        history.seek(usize::try_from(stop.events).unwrap_or(usize::MAX));
        let asks = card.question.as_ref().map(|question| &question.words);
        let asks = asks.or(card.task.as_ref().map(|task| &task.words));
        // Nothing moves on paper, and no two things on a page have one name.
        let scene = Scene {
            format: Format::Wide,
            flights: Vec::new(),
            ..Scene::new(history.cluster(), words)
        };
        StoryboardCard {
            title: told_plainly(&card.title),
            text: plain(&card.text),
            question: asks.map(|asks| told_plainly(asks)).unwrap_or_default(),
            scene: Rc::new(scene),
            explanation: if is_ended { plain(&card.explanation) } else { Vec::new() },
        }
    });
    on_paper.collect()
}
