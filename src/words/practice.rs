//! What a language has to say about practice questions. A trait of its own: the page's first
//! wasm has no use for it. The words around the questions are [`PracticeWords`].
#![allow(missing_docs, reason = "each field is named for what it says, and `en` says it")]

use crate::practice::{
    Answer, Answered, Apart, Belief, BeliefText, GivenAnswer, PracticeTexts, Question,
    QuestionSheet, SetComplaint,
};

/// Everything that is said about practice questions, in one language.
pub trait PracticeLanguage: std::fmt::Debug + Sync {
    /// A question, in full.
    fn question(&self, question: &Question) -> String;
    /// An option, or an answer that somebody gave.
    fn answer(&self, answer: &Answer) -> String;
    /// Why the right option is right, with its numbers.
    fn why(&self, question: &Question) -> String;
    /// What sets an answer apart from the right one.
    fn apart(&self, apart: &Apart) -> String;
    /// A belief, and what is true instead.
    fn belief(&self, belief: Belief) -> BeliefWords;
    /// Said of a wrong answer that this belief leads to.
    fn would_be_so(&self, belief: Belief) -> String;
    /// What in the address of a set is not understood.
    fn set_complaint(&self, complaint: &SetComplaint) -> String;

    /// A question as it is handed to a page.
    fn sheet(&self, question: Question) -> QuestionSheet {
        let (words, why) = (self.question(&question), self.why(&question));
        let said = |answer: &Answer| self.answer(answer);
        QuestionSheet::new(question, words, why, said, |apart| self.apart(apart))
    }

    /// What is said of every belief, and of what in an address was not understood.
    fn texts(&self, complaints: &[SetComplaint]) -> PracticeTexts {
        let text = |belief| {
            let BeliefWords { believed, truth, .. } = self.belief(belief);
            BeliefText {
                belief,
                believed: believed.into(),
                would_be_so: self.would_be_so(belief),
                truth: truth.into(),
            }
        };
        PracticeTexts {
            beliefs: Belief::ALL.map(text).into(),
            complaints: complaints.iter().map(|complaint| self.set_complaint(complaint)).collect(),
        }
    }

    /// Answers as a file has them. Their questions are made again.
    fn answered(&self, answers: &[GivenAnswer]) -> Vec<Answered> {
        let one = |answer: &GivenAnswer| {
            let (question, given) = answer.question();
            Answered::new(&question, given.as_ref(), answer.day, |answer| self.answer(answer))
        };
        answers.iter().map(one).collect()
    }
}

/// What is said of a belief.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct BeliefWords {
    /// What somebody believes, as they would say it.
    pub believed: &'static str,
    /// The same after "That would be so if".
    pub would_be_so_if: &'static str,
    /// What is true.
    pub truth: &'static str,
}

/// What is said around the questions.
#[derive(Debug)]
pub struct PracticeWords {
    /// Over practice on the shelf.
    pub title: &'static str,
    pub about: &'static str,
    /// Begins a round of all families.
    pub ten: &'static str,
    pub ten_about: &'static str,
    /// Over the families, and what begins a round of those that are chosen.
    pub choose: &'static str,
    pub begin: &'static str,
    /// At the end of a lesson.
    pub quiz: &'static str,
    /// Where the module can't be fetched.
    pub lost: &'static str,
    /// A question's card, and the way back from it.
    pub card: &'static str,
    pub to_shelf: &'static str,
    pub nobody: &'static str,
    pub answer: &'static str,
    /// Over the verdict.
    pub right: &'static str,
    pub wrong: &'static str,
    pub shown: &'static str,
    /// Before the right answer, and before why.
    pub right_is: &'static str,
    pub why: &'static str,
    pub watch: &'static str,
    pub watch_without: &'static str,
    pub scenario: &'static str,
    pub next: &'static str,
    pub to_end: &'static str,
    /// The servers as a question shows them.
    pub given: &'static str,
    pub server: &'static str,
    pub term: &'static str,
    pub vote: &'static str,
    pub no_vote: &'static str,
    pub commit: &'static str,
    pub down: &'static str,
    pub leader: &'static str,
    pub old_leader: &'static str,
    pub candidate: &'static str,
    /// After a leader's name, over what it knows of the others.
    pub knows: &'static str,
    pub round: &'static str,
    /// The end of a round.
    pub end: &'static str,
    pub came_up: &'static str,
    pub nothing_came_up: &'static str,
    pub again: &'static str,
    pub download: &'static str,
    /// The page of beliefs.
    pub known: &'static str,
    pub known_about: &'static str,
    pub known_nothing: &'static str,
    pub held: &'static str,
    pub overcome: &'static str,
    pub met: &'static str,
    pub forget: &'static str,
    pub forget_sure: &'static str,
    pub forget_yes: &'static str,
    pub forget_no: &'static str,
}
