//! Practice: the round of questions that the reader is in, what they have answered, and what
//! is kept of it. The questions come from a module of their own, which the page around
//! fetches; here they are sheets.

use std::rc::Rc;

use super::lesson::acts;
use super::menu::Target;
use super::opening::About;
use super::player::Speed;
use super::query::WantedPractice;
use super::{App, Door, LessonMsg, Msg};
use crate::cluster::{Micros, Run, SEED_LIMIT};
use crate::practice::{
    Belief, Day, Family, GivenAnswer, Grade, Kind, Pick, PracticeSet, PracticeTexts, QuestionSheet,
    QuestionWanted, Record, SetComplaint,
};
use crate::run::History;
use crate::words::Notice;

/// So many seeds lie between two questions of a round, in which one about a belief that is due
/// is looked for.
const SEEDS_APART: u64 = 1_000;

/// What can happen to practice.
#[derive(Clone, Debug, PartialEq)]
pub enum PracticeMsg {
    /// What the reader has shown so far is this.
    Remember(Record),
    /// Begin a round.
    Begin(PracticePlan),
    /// The address leads here. The seed is for a round that names none.
    Visit(WantedPractice, u64),
    /// This is what is said of practice.
    Texts(Rc<PracticeTexts>),
    /// This is the next question.
    Sheet(Rc<QuestionSheet>),
    /// The module that makes questions didn't arrive.
    Lost,
    /// Pick this, or no longer.
    Pick(u16),
    /// This is the answer; it is given on this day.
    Answer(Day),
    /// The reader doesn't know, and wants to see it.
    ShowMe(Day),
    /// Play on from the moment of the question: as Raft is, or as somebody has it who holds
    /// this belief.
    Watch(Option<Belief>),
    /// Go on to the next question, or to the end.
    Next,
    /// The same with new questions, from this seed on.
    Again(u64),
    /// The answers are wanted as a file. The page around hands it out.
    Download(AnswerFile),
    /// Show what the reader knows.
    ToKnown,
    /// Ask whether all is to be forgotten, or no longer.
    AskToForget(bool),
    /// Forget all that is kept.
    Forget,
    /// Go back to the shelf.
    ToShelf,
}

/// A kind of file with answers.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum AnswerFile {
    /// For a table.
    Csv,
    /// For a program.
    Json,
}

/// What a round is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticePlan {
    /// Its families, seed and number of questions.
    pub set: PracticeSet,
    /// True if the families take turns and nothing depends on the reader, as where everybody is
    /// to have the same. Else what is due comes first.
    pub is_in_turn: bool,
}

impl PracticePlan {
    /// The plan as an address says it.
    pub fn to_query(&self) -> String {
        if self.is_in_turn {
            return self.set.to_query();
        }
        let names = match self.set.families.len() == Family::ALL.len() {
            true => String::new(),
            false => self.set.families.iter().map(|it| it.name()).collect::<Vec<_>>().join(","),
        };
        format!("practice={names}&n={}", self.set.count)
    }
}

/// How far the reader is with a question.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PracticeStage {
    /// It waits for an answer.
    Asked,
    /// It is answered.
    Told,
    /// It was the last one, and the reader has gone on.
    Over,
}

/// A round that the reader is in.
#[derive(Clone, Debug)]
pub struct PracticeRound {
    /// What it is to be.
    pub plan: PracticePlan,
    /// The question; `None` until it is made.
    pub sheet: Option<Rc<QuestionSheet>>,
    /// The places of what is picked, in order.
    pub picked: Vec<u16>,
    /// How far the reader is with it.
    pub stage: PracticeStage,
    /// The answers given so far, and what came of each; `None`: the reader didn't know.
    pub given: Vec<(GivenAnswer, Option<Grade>)>,
    /// What is to be had next. The question on the screen stays until the next one is made.
    next: NextQuestion,
}

/// How it stands with the next question.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum NextQuestion {
    /// The one on the screen comes first.
    Later,
    /// It is wanted.
    Wanted,
    /// It is being made.
    OnItsWay,
}

impl PracticeRound {
    fn new(plan: PracticePlan) -> PracticeRound {
        PracticeRound {
            plan,
            sheet: None,
            picked: Vec::new(),
            stage: PracticeStage::Asked,
            given: Vec::new(),
            next: NextQuestion::Wanted,
        }
    }

    /// The number of the question, from 1.
    pub fn number(&self) -> usize {
        self.given.len() + usize::from(self.stage == PracticeStage::Asked)
    }

    /// True if the question is the last one.
    pub fn is_at_last(&self) -> bool {
        self.number() as u64 >= self.plan.set.count
    }

    /// The beliefs that were held in it, each once, in order.
    pub fn held(&self) -> Vec<Belief> {
        let mut held: Vec<Belief> = Vec::new();
        for (_, grade) in &self.given {
            let Some(Grade::Wrong(beliefs)) = grade else { continue };
            let new = beliefs.iter().take(1).filter(|belief| !held.contains(belief));
            held.extend(new.copied().collect::<Vec<_>>());
        }
        held
    }

    fn pick(&mut self, place: u16) {
        let Some(sheet) = self.sheet.as_ref().filter(|_| self.stage == PracticeStage::Asked) else {
            return;
        };
        if usize::from(place) >= sheet.picks.len() {
            return;
        }
        match self.picked.binary_search(&place) {
            Ok(at) => drop(self.picked.remove(at)),
            Err(_) => {
                self.picked.retain(|&other| !sheet.excludes(place, other));
                self.picked.push(place);
                self.picked.sort_unstable();
            }
        }
    }

    /// What the module has to know to make the question.
    fn wanted(&self, record: &Record, today: Day) -> Option<QuestionWanted> {
        let set = &self.plan.set;
        let number = self.given.len() as u64;
        if self.plan.is_in_turn {
            let (family, seed) = set.questions().into_iter().nth(self.given.len())?;
            let families = vec![family];
            return Some(QuestionWanted { families, seed, record: Record::default(), today });
        }
        let seed = (set.seed + number * SEEDS_APART) % SEED_LIMIT;
        let families = set.families.clone();
        Some(QuestionWanted { families, seed, record: record.clone(), today })
    }
}

/// Where in practice the reader is.
#[derive(Clone, Debug, Default)]
pub(crate) enum PracticeRoom {
    /// Elsewhere.
    #[default]
    Closed,
    /// In a round.
    Round(Box<PracticeRound>),
    /// At the page of what they know.
    Known {
        /// True while it is asked whether all is to be forgotten.
        asks_to_forget: bool,
    },
}

/// All that is known of practice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Practice {
    /// What is said of it, once it is fetched.
    pub texts: Option<Rc<PracticeTexts>>,
    /// What in the address was not understood, until it is said.
    complaints: Vec<SetComplaint>,
    has_asked_for_texts: bool,
    /// What the reader has shown so far.
    pub record: Record,
    /// Where they are.
    pub room: PracticeRoom,
}

impl App {
    /// What the reader has shown in practice so far.
    pub fn practice_record(&self) -> &Record {
        &self.practice.record
    }

    /// The round on the screen.
    pub fn practice_round(&self) -> Option<&PracticeRound> {
        match &self.practice.room {
            PracticeRoom::Round(round) if self.door == Door::Lessons => Some(round),
            _ => None,
        }
    }

    /// What is on the screen of practice, as an address says it.
    pub fn practice_shown(&self) -> Option<String> {
        match &self.practice.room {
            _ if self.door != Door::Lessons => None,
            PracticeRoom::Closed => None,
            PracticeRoom::Round(round) => Some(round.plan.to_query()),
            PracticeRoom::Known { .. } => Some(format!("practice={}", WantedPractice::KNOWN)),
        }
    }

    /// True while a question waits for its answer: nothing on the screen may give it away.
    pub(crate) fn is_quizzing(&self) -> bool {
        self.practice_round().is_some_and(|round| round.stage == PracticeStage::Asked)
    }

    /// The complaints about the address to which sentences are wanted, with all that is said of
    /// practice; `None` if nothing is wanted. It is asked for once.
    pub fn take_wanted_texts(&mut self) -> Option<Vec<SetComplaint>> {
        let practice = &mut self.practice;
        let is_closed = matches!(practice.room, PracticeRoom::Closed);
        let is_known = practice.has_asked_for_texts && practice.complaints.is_empty();
        if is_closed || is_known || self.door != Door::Lessons {
            return None;
        }
        practice.has_asked_for_texts = true;
        Some(std::mem::take(&mut practice.complaints))
    }

    /// The question that is wanted next, if one is. It is asked for once.
    pub fn take_wanted_question(&mut self, today: Day) -> Option<QuestionWanted> {
        let PracticeRoom::Round(round) = &mut self.practice.room else { return None };
        if round.next != NextQuestion::Wanted || self.door != Door::Lessons {
            return None;
        }
        round.next = NextQuestion::OnItsWay;
        round.wanted(&self.practice.record, today)
    }

    /// Lets something happen to practice.
    pub(crate) fn practise(&mut self, msg: PracticeMsg) {
        match msg {
            PracticeMsg::Remember(record) => self.practice.record = record,
            PracticeMsg::Begin(plan) => self.begin_round(plan),
            PracticeMsg::Visit(WantedPractice::Known, _) | PracticeMsg::ToKnown => {
                self.enter_practice(PracticeRoom::Known { asks_to_forget: false });
            }
            PracticeMsg::Visit(
                WantedPractice::Round { set, is_same_for_all, complaints },
                seed,
            ) => {
                let seed = if is_same_for_all { set.seed } else { seed };
                let plan =
                    PracticePlan { set: PracticeSet { seed, ..set }, is_in_turn: is_same_for_all };
                self.practice.complaints = complaints;
                self.go_to(Door::Lessons);
                if self.practice_shown() != Some(plan.to_query()) {
                    self.begin_round(plan);
                }
            }
            PracticeMsg::Texts(texts) => {
                if !texts.complaints.is_empty() {
                    self.notice = Some(Notice::Said(texts.complaints.join(" ")));
                }
                self.practice.texts = Some(texts);
            }
            PracticeMsg::Lost => {
                self.practice.has_asked_for_texts = self.practice.texts.is_some();
                self.teach(LessonMsg::ToShelf);
                self.notice = Some(Notice::Said(self.words().chrome().practice.lost.into()));
            }
            PracticeMsg::AskToForget(asks) => {
                if let PracticeRoom::Known { asks_to_forget } = &mut self.practice.room {
                    *asks_to_forget = asks;
                }
            }
            PracticeMsg::Forget => {
                self.practice.record = Record::default();
                self.practise(PracticeMsg::AskToForget(false));
            }
            PracticeMsg::ToShelf => self.teach(LessonMsg::ToShelf),
            // It is on its way.
            PracticeMsg::Download(_) => {}
            msg => self.go_on_in_round(msg),
        }
    }

    fn begin_round(&mut self, plan: PracticePlan) {
        self.enter_practice(PracticeRoom::Round(Box::new(PracticeRound::new(plan))));
    }

    fn enter_practice(&mut self, room: PracticeRoom) {
        self.go_to(Door::Lessons);
        // Whoever comes from a lesson's end has finished it.
        if let Some(hand) = self.lessons.hand.as_ref().filter(|hand| hand.is_over()) {
            self.lessons.progress.finish(&hand.name.clone());
        }
        self.teach(LessonMsg::ToShelf);
        self.player.speed = Speed::Auto;
        self.practice.room = room;
    }

    /// The run is that of the question on the screen, at its moment.
    pub(super) fn take_up_practice(&mut self) {
        let sheet = self.practice_round().and_then(|round| round.sheet.clone());
        let Some(sheet) = sheet else { return };
        if let Some(play) = &sheet.play {
            self.take_up_run(sheet.family, play.run.clone(), play.at);
        }
    }

    fn go_on_in_round(&mut self, msg: PracticeMsg) {
        let PracticeRoom::Round(round) = &mut self.practice.room else { return };
        let is_told = round.stage == PracticeStage::Told;
        match msg {
            PracticeMsg::Sheet(sheet) if round.next == NextQuestion::OnItsWay => {
                round.sheet = Some(sheet);
                (round.stage, round.next) = (PracticeStage::Asked, NextQuestion::Later);
                round.picked.clear();
                self.take_up_practice();
            }
            PracticeMsg::Pick(place) => {
                round.pick(place);
                self.notice = None;
            }
            PracticeMsg::Answer(_) if round.picked.is_empty() => {
                self.notice = Some(Notice::PickFirst);
            }
            PracticeMsg::Answer(today) => {
                let picked = round.picked.clone();
                self.tell_answer(Some(picked), today);
            }
            PracticeMsg::ShowMe(today) => self.tell_answer(None, today),
            PracticeMsg::Watch(belief) if is_told => self.watch_answer(belief),
            PracticeMsg::Next if is_told => {
                self.notice = None;
                self.player.is_playing = false;
                match round.is_at_last() {
                    true => round.stage = PracticeStage::Over,
                    false => round.next = NextQuestion::Wanted,
                }
            }
            PracticeMsg::Again(seed) => {
                let set = PracticeSet { seed, ..round.plan.set.clone() };
                self.begin_round(PracticePlan { set, is_in_turn: false });
            }
            _ => {}
        }
    }

    fn tell_answer(&mut self, picked: Option<Vec<u16>>, day: Day) {
        let Practice { room: PracticeRoom::Round(round), record, .. } = &mut self.practice else {
            return;
        };
        let is_open = round.stage == PracticeStage::Asked;
        let Some(sheet) = round.sheet.as_ref().filter(|_| is_open) else { return };
        let grade = picked.as_deref().map(|picked| sheet.grade(picked));
        record.take_in(sheet.family, sheet.beliefs(), grade.as_ref(), day);
        if picked.is_none() {
            round.picked.clear();
        }
        let given = GivenAnswer { family: sheet.family, seed: sheet.seed, day, picked };
        round.given.push((given, grade));
        round.stage = PracticeStage::Told;
        self.notice = None;
    }

    /// Plays on from the moment of the question to where its answer is seen.
    fn watch_answer(&mut self, belief: Option<Belief>) {
        let Some(sheet) = self.practice_round().and_then(|round| round.sheet.clone()) else {
            return;
        };
        let Some(play) = &sheet.play else { return };
        let before = History::replay(&play.run, play.at).len();
        let whole = play.whole(belief.and_then(Belief::off));
        self.take_up_run(sheet.family, whole, play.until);
        self.player.stops_at = Some(self.player.history().len());
        self.player.go_to(before as u64, play.at);
        self.player.is_playing = true;
    }

    /// The run is this one, played up to this moment, and time stands still.
    fn take_up_run(&mut self, family: Family, run: Run, until: Micros) {
        let notice = self.notice.take();
        let title = self.words().practice_family(family).into();
        self.about = About { title, ..About::default() };
        self.start(run);
        (self.player.stops_at, self.player.goal) = (None, None);
        self.player.catch_up(u64::MAX, until, usize::MAX);
        self.player.go_to(self.player.history().len() as u64, until);
        self.player.is_playing = false;
        self.notice = notice;
    }

    /// What a message means in practice: nobody acts in its runs, and before the answer they
    /// stand still. `None`: nothing.
    pub(super) fn in_practice(&self, msg: Msg) -> Option<Msg> {
        let Some(round) = self.practice_round() else { return Some(msg) };
        let is_told = round.stage == PracticeStage::Told;
        let has_run = round.sheet.as_ref().is_some_and(|sheet| sheet.play.is_some());
        match msg {
            Msg::PlayPause | Msg::Step | Msg::StepFar | Msg::Back | Msg::BackFar
                if !is_told || !has_run =>
            {
                None
            }
            // Not played on yet, or at its end.
            Msg::PlayPause if self.player.stops_at.is_none() || self.player.has_stopped() => {
                Some(Msg::Practice(PracticeMsg::Watch(None)))
            }
            Msg::Step | Msg::StepFar
                if self.player.stops_at.is_none() || self.player.has_stopped() =>
            {
                None
            }
            Msg::OpenMenu(Target::Server(server), _) if round.stage == PracticeStage::Asked => {
                let sheet = round.sheet.as_ref().filter(|sheet| sheet.kind == Kind::Servers)?;
                let place = sheet.picks.iter().position(|pick| *pick == Pick::Server(server))?;
                Some(Msg::Practice(PracticeMsg::Pick(u16::try_from(place).ok()?)))
            }
            msg if acts(&msg) => None,
            msg => Some(msg),
        }
    }
}
