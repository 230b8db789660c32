//! The lessons as they are shown: the shelf, or a card of the one in hand.

use std::rc::Rc;

use super::practice::PracticeScreen;
use super::storyboard::LessonSoFar;
use crate::app::{App, Door, LessonInHand, Phase, Reached};
use crate::lesson::{
    AnswerOption, Card, FieldName, Glossary, LookAt, OptionIs, PaneName, Question, QuestionKind,
    ShelfGroup, ShelfLesson, plain_text,
};
use crate::lunch::in_their_names;
use crate::raft::{Index, ServerId};
use crate::words::{Language, LanguageTag};

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
    /// Practice.
    Practice(PracticeScreen),
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
    /// The language of title and question, if it is not the page's.
    pub lang: Option<&'static str>,
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
    /// The language of what the lesson says, if it is not the page's.
    pub lang: Option<&'static str>,
    /// The lesson, as far as the reader has come.
    pub so_far: LessonSoFar,
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
    /// What came of the answer or the task, and whether it was right; `None` for a right or
    /// wrong where the reader didn't know.
    pub answer: Option<(String, Option<bool>)>,
    /// True if there is nothing to do but to read.
    pub is_only_read: bool,
    /// What is said of where the run is now, if it is not where the card before left it; may
    /// be empty.
    pub note: String,
    /// What the reader shall do.
    pub task: Option<Rc<TaskView>>,
    /// True if they have done it, and the run is what they have made of it.
    pub is_own_run: bool,
    /// What is lit up.
    pub lit: Vec<LookAt>,
    /// True if the logs are needed beside the pictures.
    pub needs_logs: bool,
    /// The glossary, as far as it is known.
    pub glossary: GlossaryView,
    /// Families of practice questions that come after it; only at the end of the last card.
    pub quiz: Vec<String>,
}

/// What the reader shall do.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskView {
    /// What, in a sentence.
    pub words: String,
    /// True once it is done.
    pub is_done: bool,
    /// What helps; empty until it is shown.
    pub hint: String,
    /// How many actions are taken, where only so many are allowed; may be empty.
    pub taken: String,
}

/// The glossary, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum GlossaryView {
    /// It is on its way, or nobody has asked for it.
    #[default]
    Unasked,
    /// It didn't arrive.
    Missing,
    /// Here it is.
    There(Rc<Glossary>),
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
    /// The fields that are asked for, in order: each has some of the options.
    pub fields: Vec<FieldView>,
    /// Why the answer is what it is, told twice; both may be empty.
    pub why: (String, String),
}

/// A field of a message that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// Its name.
    pub name: FieldName,
    /// Its values, each with the place of its option.
    pub values: Vec<(usize, String)>,
    /// The value that is picked.
    pub picked: Option<usize>,
    /// The value that is right.
    pub right: String,
    /// True if that is picked.
    pub is_right: bool,
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionView {
    /// What it is.
    pub is: OptionIs,
    /// What it says.
    pub words: String,
    /// How it stands.
    pub mark: OptionMark,
    /// Why it is right or wrong, told twice; both may be empty.
    pub why: (String, String),
    /// If it was answered wrongly and there is a moment that shows why: true while that is
    /// looked at.
    pub refutation: Option<bool>,
}

impl OptionView {
    /// The server that it is.
    pub fn server(&self) -> Option<ServerId> {
        match self.is {
            OptionIs::Server(server) => Some(server),
            _ => None,
        }
    }
}

/// What of a lesson is seen in the pictures and the logs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LessonMarks {
    /// How the servers of the question stand.
    pub servers: Vec<(ServerId, OptionMark)>,
    /// How its entries stand, each with the place of its option.
    pub entries: Vec<(usize, ServerId, Index, OptionMark)>,
    /// What is lit up.
    pub lit: Vec<LookAt>,
    /// True if the reader may act: who is clicked has a menu.
    pub may_act: bool,
}

impl LessonMarks {
    /// The option that an entry is, with its place and how it stands.
    pub fn entry(&self, server: ServerId, index: Index) -> Option<(usize, OptionMark)> {
        let mut entries = self.entries.iter();
        let found = entries.find(|(_, of, at, _)| (*of, *at) == (server, index));
        found.map(|(place, _, _, mark)| (*place, *mark))
    }
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

impl OptionMark {
    /// Its name in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            OptionMark::Open => "is-open",
            OptionMark::Picked => "is-picked",
            OptionMark::Right => "is-right",
            OptionMark::Wrong => "is-wrong",
            OptionMark::LeftOut => "is-left-out",
        }
    }
}

impl LessonScreen {
    /// The lessons of `app`.
    pub(super) fn new(app: &App) -> LessonScreen {
        if app.door() != Door::Lessons {
            return LessonScreen::Closed;
        }
        if let Some(practice) = PracticeScreen::new(app) {
            return LessonScreen::Practice(practice);
        }
        let words = app.words();
        match app.lesson_in_hand() {
            Some(hand) => LessonScreen::Card(Rc::new(card(app, hand, words))),
            None => LessonScreen::Shelf(shelf(app, words).map(Rc::new)),
        }
    }

    /// What of the card on the screen is seen in the pictures; nothing without one.
    pub fn marks(&self) -> LessonMarks {
        let card = match self {
            LessonScreen::Card(card) => card,
            LessonScreen::Practice(PracticeScreen::Question(card)) => return card.marks(),
            _ => return LessonMarks::default(),
        };
        let options = || card.question.iter().flat_map(|question| question.options.iter());
        let entry = |(place, option): (usize, &OptionView)| match option.is {
            OptionIs::Entry(server, index) => Some((place, server, index, option.mark)),
            _ => None,
        };
        LessonMarks {
            servers: options().filter_map(|it| Some((it.server()?, it.mark))).collect(),
            entries: options().enumerate().filter_map(entry).collect(),
            lit: card.lit.clone(),
            may_act: card.phase == Phase::Reading && card.task.is_some(),
        }
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
            lang: foreign(lesson.is_untranslated),
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

/// The language of a lesson that the page's own has no translation of.
fn foreign(is_untranslated: bool) -> Option<&'static str> {
    is_untranslated.then(|| LanguageTag::English.html())
}

/// A text of a lesson, about those who sit at the table.
fn told(text: &str) -> String {
    in_their_names(text).into_owned()
}

fn all_told(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| told(text)).collect()
}

/// The same without its links.
pub(super) fn told_plainly(text: &str) -> String {
    told(&plain_text(text))
}

fn card(app: &App, hand: &LessonInHand, words: &dyn Language) -> CardView {
    let LessonInHand { name, lesson, place, phase, .. } = hand;
    let card = hand.card();
    let is_explained = *phase == Phase::Explained;
    let picked = match is_explained {
        true => hand.done[*place].as_deref().unwrap_or_default(),
        false => &hand.picked,
    };
    let answer = card.question.as_ref().map(|question| came_of(question, picked, words));
    let done = card.task.as_ref().map(|task| match hand.acted[*place] {
        Some(actions) => (words.task_done(actions, usize::from(task.best)), Some(true)),
        None => (words.chrome().lessons.shown.into(), None),
    });
    let note = match &card.back_to {
        Some(mark) => words.back_to(mark),
        None if hand.leaves_own_run() => words.chrome().lessons.other_run.into(),
        None => String::new(),
    };
    let lit: &[LookAt] = match hand.seen_option() {
        Some(option) => &option.look_at,
        None if is_explained => &card.explained_by,
        None => &card.look_at,
    };
    CardView {
        lesson: name.clone(),
        lesson_title: lesson.title.clone(),
        lang: foreign(lesson.is_untranslated),
        so_far: LessonSoFar {
            lesson: lesson.clone(),
            begun: place + 1,
            ended: place + usize::from(is_explained),
        },
        place: (*place, lesson.cards.len()),
        place_words: words.card_of(place + 1, lesson.cards.len()),
        phase: *phase,
        title: told_plainly(&card.title),
        text: all_told(&card.text),
        question: card.question.as_ref().map(|it| Rc::new(question(it, hand, picked, words))),
        explanation: all_told(&card.explanation),
        answer: answer.or(done).filter(|_| is_explained),
        is_only_read: card.is_only_read(),
        note,
        task: card.task.as_ref().map(|task| {
            Rc::new(TaskView {
                words: told_plainly(&task.words),
                is_done: is_explained,
                hint: if app.shows_hint() { told(&task.hint) } else { String::new() },
                taken: match task.most.filter(|_| hand.has_open_task()) {
                    Some(most) => words.actions_taken(app.tries(), usize::from(most)),
                    None => String::new(),
                },
            })
        }),
        is_own_run: hand.is_in_own_run(),
        needs_logs: needs_logs(card) || lit.iter().any(is_in_logs),
        lit: lit.to_vec(),
        glossary: match &app.lessons.glossary {
            Some(glossary) => GlossaryView::There(glossary.clone()),
            None if app.lessons.lacks_glossary => GlossaryView::Missing,
            None => GlossaryView::Unasked,
        },
        quiz: if hand.is_over() { lesson.quiz.clone() } else { Vec::new() },
    }
}

/// True if a card asks for entries or fields, or points at what only the logs show.
fn needs_logs(card: &Card) -> bool {
    let mut options = card.question.iter().flat_map(|question| &question.options);
    let asks = options.any(|it| matches!(it.is, OptionIs::Entry(..) | OptionIs::Field(..)));
    asks || card.look_at.iter().chain(&card.explained_by).any(is_in_logs)
}

fn is_in_logs(look_at: &LookAt) -> bool {
    matches!(look_at, LookAt::Entry(..) | LookAt::Pane(PaneName::Log))
}

/// What an option says.
fn option_words(option: &AnswerOption, words: &dyn Language) -> String {
    match option.is {
        OptionIs::Entry(server, index) => words.entry_option(server, index),
        _ => told_plainly(&option.words),
    }
}

/// What came of an answer.
fn came_of(question: &Question, picked: &[usize], words: &dyn Language) -> (String, Option<bool>) {
    let is_right = (!picked.is_empty()).then(|| question.is_right(picked));
    let right = question.right();
    if question.kind == QuestionKind::Fields {
        let hits = picked.iter().filter(|place| right.contains(place)).count();
        return (words.fields_answer(is_right.map(|_| hits), right.len()), is_right);
    }
    let names = |places: &[usize]| -> Vec<String> {
        places.iter().map(|place| option_words(&question.options[*place], words)).collect()
    };
    (words.lesson_answer(&names(picked), &names(&right)), is_right)
}

fn question(
    question: &Question,
    hand: &LessonInHand,
    picked: &[usize],
    words: &dyn Language,
) -> QuestionView {
    let is_explained = hand.phase == Phase::Explained;
    let is_wrong = is_explained && !picked.is_empty() && !question.is_right(picked);
    let option = |(place, option): (usize, &AnswerOption)| {
        let mark = match (is_explained, option.is_right, picked.contains(&place)) {
            (true, true, _) => OptionMark::Right,
            (true, false, true) => OptionMark::Wrong,
            (true, false, false) => OptionMark::LeftOut,
            (_, _, true) => OptionMark::Picked,
            (_, _, false) => OptionMark::Open,
        };
        // What is picked wrongly, or left out.
        let is_mistaken = match question.kind {
            QuestionKind::Several => picked.contains(&place) != option.is_right,
            // One way to the message is enough.
            QuestionKind::Fields => {
                picked.iter().find(|place| !question.options[**place].is_right) == Some(&place)
            }
            QuestionKind::One | QuestionKind::Number => mark == OptionMark::Wrong,
        };
        let has_refutation = option.see.is_some() || !option.look_at.is_empty();
        OptionView {
            is: option.is,
            words: option_words(option, words),
            mark,
            why: (told(&option.why), told(&option.raft)),
            refutation: (is_wrong && is_mistaken && has_refutation)
                .then(|| hand.seen == Some(place)),
        }
    };
    let is_in_pictures =
        |option: &AnswerOption| matches!(option.is, OptionIs::Server(_) | OptionIs::Entry(..));
    QuestionView {
        words: told_plainly(&question.words),
        kind: question.kind,
        is_in_pictures: question.options.iter().any(is_in_pictures),
        options: question.options.iter().enumerate().map(option).collect(),
        fields: fields(question, picked),
        why: (told(&question.why), told(&question.raft)),
    }
}

/// The fields that are asked for, with the options of each.
fn fields(question: &Question, picked: &[usize]) -> Vec<FieldView> {
    let mut fields: Vec<FieldView> = Vec::new();
    for (place, option) in question.options.iter().enumerate() {
        let Some(name) = option.field() else { continue };
        if fields.last().is_none_or(|field| field.name != name) {
            let (values, right) = (Vec::new(), String::new());
            fields.push(FieldView { name, values, picked: None, right, is_right: false });
        }
        let Some(field) = fields.last_mut() else { continue };
        let is_picked = picked.contains(&place);
        field.values.push((place, option.words.clone()));
        if is_picked {
            field.picked = Some(place);
        }
        if option.is_right {
            (field.right, field.is_right) = (option.words.clone(), is_picked);
        }
    }
    fields
}
