//! What a language has to say about practice questions. A trait of its own: the page's first
//! wasm has no use for it.

use crate::practice::{Answer, Belief, Family, Question, SetComplaint};

/// Everything that is said about practice questions, in one language.
pub trait PracticeLanguage: std::fmt::Debug + Sync {
    /// What a family asks, as its title.
    fn family(&self, family: Family) -> &'static str;
    /// A question, in full.
    fn question(&self, question: &Question) -> String;
    /// An option, or an answer that somebody gave.
    fn answer(&self, answer: &Answer) -> String;
    /// Why the right option is right, with its numbers.
    fn why(&self, question: &Question) -> String;
    /// A belief, and what is true instead.
    fn belief(&self, belief: Belief) -> BeliefWords;
    /// Said of a wrong answer that this belief leads to.
    fn would_be_so(&self, belief: Belief) -> String;
    /// What in the address of a set is not understood.
    fn set_complaint(&self, complaint: &SetComplaint) -> String;
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
