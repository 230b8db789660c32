//! A teacher's set: `practice=votes,commit-index&seed=7&n=10` gives everybody the same questions.

use serde::{Deserialize, Serialize};

use super::family::Family;
use crate::cluster::SEED_LIMIT;

/// Most questions in a set.
pub const MOST_QUESTIONS: u64 = 50;

/// The questions that come after a lesson.
const AFTER_LESSON: u64 = 4;

/// A set of questions that an address asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeSet {
    /// Its families, in turn; at least one.
    pub families: Vec<Family>,
    /// The seed of its first question.
    pub seed: u64,
    /// How many questions it has.
    pub count: u64,
}

/// Something in an address that is not understood. What is, still counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetComplaint {
    /// There is no such family.
    NoSuchFamily(String),
    /// This is no seed.
    NoSeed(String),
    /// This is no number of questions.
    NoCount(String),
}

impl Default for PracticeSet {
    /// Ten questions, of all families in turn.
    fn default() -> Self {
        PracticeSet { families: Family::ALL.to_vec(), seed: 1, count: 10 }
    }
}

impl PracticeSet {
    /// The questions after a lesson, of these families in turn.
    pub fn after_lesson(families: Vec<Family>, seed: u64) -> PracticeSet {
        PracticeSet { families, seed, count: AFTER_LESSON }
    }

    /// Reads names and values of an address, already decoded; `None` if it asks for no practice.
    /// What is not understood keeps its default, and is among the complaints. Other names are
    /// somebody else's.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Option<(PracticeSet, Vec<SetComplaint>)> {
        let (mut set, mut complaints, mut is_wanted) = (PracticeSet::default(), Vec::new(), false);
        for (name, value) in pairs {
            match name {
                "practice" => {
                    is_wanted = true;
                    set.name_families(value, &mut complaints);
                }
                "seed" => match value.parse().ok().filter(|&seed: &u64| seed < SEED_LIMIT) {
                    Some(seed) => set.seed = seed,
                    None => complaints.push(SetComplaint::NoSeed(value.into())),
                },
                "n" => match value.parse() {
                    Ok(count) if (1..=MOST_QUESTIONS).contains(&count) => set.count = count,
                    _ => complaints.push(SetComplaint::NoCount(value.into())),
                },
                _ => {}
            }
        }
        is_wanted.then_some((set, complaints))
    }

    fn name_families(&mut self, value: &str, complaints: &mut Vec<SetComplaint>) {
        let mut families = Vec::new();
        for name in value.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match Family::named(name) {
                Some(family) if families.contains(&family) => {}
                Some(family) => families.push(family),
                None => complaints.push(SetComplaint::NoSuchFamily(name.into())),
            }
        }
        if !families.is_empty() {
            self.families = families;
        }
    }

    /// The family and the seed of each question, in order.
    pub fn questions(&self) -> Vec<(Family, u64)> {
        let seeds = (0..self.count).map(|number| (self.seed + number) % SEED_LIMIT);
        self.families.iter().copied().cycle().zip(seeds).collect()
    }

    /// The same set in an address.
    pub fn to_query(&self) -> String {
        let names: Vec<&str> = self.families.iter().map(|family| family.name()).collect();
        format!("practice={}&seed={}&n={}", names.join(","), self.seed, self.count)
    }
}
