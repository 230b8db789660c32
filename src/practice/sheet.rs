//! A question as it is handed to a page: its values, its sentences, what can be picked, and
//! what each answer believes. Whoever shows it needs no code of any family.

use serde::{Deserialize, Serialize};

use super::apart::Apart;
use super::belief::Belief;
use super::family::Family;
use super::play::Play;
use super::question::{Answer, Ask, Grade, Kind, Question};
use super::record::{Day, Record};
use super::setting::Setting;
use crate::raft::ServerId;

/// A question, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionSheet {
    /// Its family.
    pub family: Family,
    /// Its seed.
    pub seed: u64,
    /// What it asks, in full.
    pub words: String,
    /// How it is answered.
    pub kind: Kind,
    /// The servers as it shows them.
    pub setting: Setting,
    /// What can be picked, in order.
    pub picks: Vec<Pick>,
    /// What its options are, by what has to be picked for them.
    pub options: Vec<SheetOption>,
    /// Why the right answer is right, with its numbers.
    pub why: String,
    /// Said of each pick in which an answer differs from the right one, where no belief leads
    /// to that answer; may be empty.
    pub apart: Vec<String>,
    /// The run in which the answer can be seen, where there is one.
    pub play: Option<Play>,
}

/// Something that can be picked for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pick {
    /// A server, beside others.
    Server(ServerId),
    /// None of the servers.
    Nobody,
    /// This number.
    Number(u64),
    /// An answer in words.
    Words(String),
}

/// An option, by what has to be picked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetOption {
    /// The places of what is picked, in order.
    pub picked: Vec<u16>,
    /// The beliefs with which it would be right; none if it is right.
    pub beliefs: Vec<Belief>,
}

/// What a page knows when it wants its next question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionWanted {
    /// The families that it may be of. Of one family and without a record it is the question
    /// of this seed.
    pub families: Vec<Family>,
    /// The seed from which on one is looked for.
    pub seed: u64,
    /// What the learner has shown so far.
    pub record: Record,
    /// The day.
    pub today: Day,
}

/// An answer that a page keeps until it is downloaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// The question's family.
    pub family: Family,
    /// The question's seed.
    pub seed: u64,
    /// The day.
    pub day: Day,
    /// The places of what was picked; `None`: "I don't know".
    pub picked: Option<Vec<u16>>,
}

/// What is said of practice as a whole, and of what in an address was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeTexts {
    /// What is said of each belief.
    pub beliefs: Vec<BeliefText>,
    /// A sentence for each complaint.
    pub complaints: Vec<String>,
}

/// What is said of a belief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeliefText {
    /// Which.
    pub belief: Belief,
    /// What somebody believes, as they would say it.
    pub believed: String,
    /// Said of an answer that it leads to.
    pub would_be_so: String,
    /// What is true.
    pub truth: String,
}

impl QuestionWanted {
    /// The question.
    pub fn question(&self) -> Option<Question> {
        let (family, seed) = self.record.next(&self.families, self.seed, self.today)?;
        Some(Question::new(family, seed))
    }
}

impl GivenAnswer {
    /// The question, made again, and what was answered.
    pub fn question(&self) -> (Question, Option<Answer>) {
        let question = Question::new(self.family, self.seed);
        let given = self.picked.as_ref().map(|picked| answer_of(&answers(&question), picked));
        (question, given)
    }
}

impl PracticeTexts {
    /// What is said of this belief.
    pub fn of(&self, belief: Belief) -> Option<&BeliefText> {
        self.beliefs.iter().find(|text| text.belief == belief)
    }
}

impl QuestionSheet {
    /// A question with what a language says of it: the question, why its answer is right, its
    /// answers, and what sets others apart.
    pub fn new(
        question: Question,
        words: String,
        why: String,
        said: impl Fn(&Answer) -> String,
        apart: impl Fn(&Apart) -> String,
    ) -> QuestionSheet {
        let answers = answers(&question);
        let told = |answer| question.apart(answer).map_or_else(String::new, |it| apart(&it));
        let apart = answers.iter().map(told).collect();
        let options = question.options.iter().map(|option| SheetOption {
            picked: picked_for(&answers, &option.answer),
            beliefs: option.beliefs.clone(),
        });
        let pick = |answer: &Answer| match answer {
            Answer::Servers(servers) => {
                servers.first().map_or(Pick::Nobody, |it| Pick::Server(*it))
            }
            Answer::Number(number) => Pick::Number(*number),
            answer => Pick::Words(said(answer)),
        };
        QuestionSheet {
            words,
            why,
            apart,
            kind: question.kind(),
            picks: answers.iter().map(pick).collect(),
            options: options.collect(),
            family: question.family,
            seed: question.seed,
            setting: question.setting,
            play: question.play,
        }
    }

    /// The places of what is right.
    pub fn right(&self) -> &[u16] {
        let right = self.options.iter().find(|option| option.beliefs.is_empty());
        right.map_or(&[], |option| &option.picked)
    }

    /// What came of an answer.
    pub fn grade(&self, picked: &[u16]) -> Grade {
        match self.options.iter().find(|option| option.picked == picked) {
            Some(option) if option.beliefs.is_empty() => Grade::Right,
            Some(option) => Grade::Wrong(option.beliefs.clone()),
            None => Grade::Wrong(Vec::new()),
        }
    }

    /// What sets an answer apart from the right one: what was picked wrongly or left out.
    pub fn apart(&self, picked: &[u16]) -> Vec<String> {
        let differs = |place: &u16| picked.contains(place) != self.right().contains(place);
        let told = (0..).zip(&self.apart).filter(|(place, _)| differs(place));
        told.map(|(_, told)| told.clone()).filter(|told| !told.is_empty()).collect()
    }

    /// The beliefs of the wrong options.
    pub fn beliefs(&self) -> impl Iterator<Item = Belief> {
        self.options.iter().flat_map(|option| option.beliefs.iter().copied())
    }

    /// True if these two cannot both be picked.
    pub fn excludes(&self, one: u16, other: u16) -> bool {
        let is_server = |place| matches!(self.picks.get(usize::from(place)), Some(Pick::Server(_)));
        !is_server(one) || !is_server(other)
    }

    /// True if nothing is hidden that a picture of its run would show.
    pub fn may_show_run(&self) -> bool {
        let servers = &self.setting.servers;
        !servers.is_empty() && servers.iter().all(|server| server.commit_index.is_some())
    }
}

/// What can be picked, each as an answer of its own.
fn answers(question: &Question) -> Vec<Answer> {
    let offered = question.options.iter().map(|option| &option.answer);
    match question.kind() {
        Kind::Servers => {
            // Nobody asks whether a candidate votes for itself.
            let candidate = match question.ask {
                Ask::Votes { candidate, .. } => Some(candidate),
                _ => None,
            };
            let servers = question.setting.servers.iter().map(|server| server.id);
            let servers = servers.filter(|&server| Some(server) != candidate);
            let mut answers: Vec<_> = servers.map(|it| Answer::Servers(vec![it])).collect();
            answers.push(Answer::Servers(Vec::new()));
            answers
        }
        Kind::Number => {
            let numbers = offered.filter_map(|answer| match answer {
                Answer::Number(number) => Some(*number),
                _ => None,
            });
            let servers = &question.setting.servers;
            // As far as anybody would look: the longest log, or all servers.
            let most = match question.ask {
                Ask::Tolerance => servers.len() as u64,
                _ => servers.iter().map(|server| server.last_index()).max().unwrap_or(0),
            };
            let most = numbers.fold(most, u64::max);
            (0..=most).map(Answer::Number).collect()
        }
        Kind::YesNo => vec![Answer::YesNo(true), Answer::YesNo(false)],
        Kind::One => offered.cloned().collect(),
    }
}

/// The places of what has to be picked for an answer.
fn picked_for(answers: &[Answer], answer: &Answer) -> Vec<u16> {
    let is_part = |one: &Answer| match (one, answer) {
        (Answer::Servers(one), Answer::Servers(all)) if !one.is_empty() => {
            one.iter().all(|server| all.contains(server))
        }
        _ => one == answer,
    };
    (0..).zip(answers).filter(|(_, one)| is_part(one)).map(|(place, _)| place).collect()
}

/// The answer that was given by picking these.
fn answer_of(answers: &[Answer], picked: &[u16]) -> Answer {
    let mut given = picked.iter().filter_map(|&place| answers.get(usize::from(place)));
    match given.next() {
        Some(Answer::Servers(first)) => {
            let others = given.filter_map(|answer| match answer {
                Answer::Servers(servers) => Some(servers.iter()),
                _ => None,
            });
            Answer::Servers(first.iter().chain(others.flatten()).copied().collect())
        }
        Some(one) => one.clone(),
        None => Answer::Servers(Vec::new()),
    }
}
