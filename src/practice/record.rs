//! What a learner has shown so far, belief by belief, and what to ask them next. Days are
//! numbers that the caller counts: there is no clock here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::family::Family;
use super::question::{Answer, Grade, Question};

/// A day, counted from any fixed one.
pub type Day = u32;

/// So many right answers in a row overcome a belief.
pub const ENOUGH: u32 = 3;

/// The longest time until a belief that is overcome is asked about again, in days.
const LONGEST_WAIT: Day = 64;

/// How far a search for a question about a belief looks.
const MOST_SEEDS: u64 = 1_000;

/// The first byte of a record that is kept as text.
const VERSION: u8 = 1;

/// What a learner has shown so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// How many questions of each family were answered, in the order of the families.
    asked: Vec<(Family, u32)>,
    /// What is known of each belief that was met, in the order in which they were.
    beliefs: Vec<BeliefRecord>,
}

/// What is known of one belief.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeliefRecord {
    /// Which.
    pub belief: Belief,
    /// How many questions had it among their options.
    pub met: u32,
    /// How many answers held it.
    pub held: u32,
    /// The right answers in a row, up to the last one, to questions that had it among their
    /// options.
    pub streak: u32,
    /// The day of the last answer to a question that had it among its options.
    pub day: Day,
}

/// Where a learner stands with a belief.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BeliefStanding {
    /// It was met, and never held.
    Met,
    /// It was held, and has not been overcome yet.
    Held,
    /// It was held once, and is overcome.
    Overcome,
}

impl BeliefRecord {
    /// Where the learner stands with it.
    pub fn standing(&self) -> BeliefStanding {
        match self {
            BeliefRecord { held: 0, .. } => BeliefStanding::Met,
            BeliefRecord { streak, .. } if *streak < ENOUGH => BeliefStanding::Held,
            _ => BeliefStanding::Overcome,
        }
    }

    /// True if it is to be asked about: it is held, or it was overcome long enough ago. That
    /// is a day at first, and twice as long after each right answer more.
    pub fn is_due(&self, today: Day) -> bool {
        match self.standing() {
            BeliefStanding::Met => false,
            BeliefStanding::Held => true,
            BeliefStanding::Overcome => {
                let wait = 1_u32.checked_shl(self.streak - ENOUGH).unwrap_or(LONGEST_WAIT);
                today >= self.day.saturating_add(wait.clamp(1, LONGEST_WAIT))
            }
        }
    }
}

impl Record {
    /// Takes an answer in; `None`: the learner didn't know, which is no mistake. Returns what
    /// came of it.
    pub fn learn(
        &mut self,
        question: &Question,
        given: Option<&Answer>,
        today: Day,
    ) -> Option<Grade> {
        let grade = given.map(|answer| question.grade(answer));
        self.take_in(question.family, question.beliefs(), grade.as_ref(), today);
        grade
    }

    /// The same, of a question of which no more is at hand than its family, the beliefs of its
    /// options, and what came of the answer.
    pub fn take_in(
        &mut self,
        family: Family,
        beliefs: impl Iterator<Item = Belief>,
        grade: Option<&Grade>,
        today: Day,
    ) {
        match self.asked.iter_mut().find(|(other, _)| *other == family) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.asked.push((family, 1)),
        }
        for belief in beliefs {
            let known = self.belief_mut(belief);
            known.met = known.met.saturating_add(1);
            known.day = today;
            // Any other answer ends the row: who doesn't know has not overcome it either.
            known.streak = match grade {
                Some(Grade::Right) => known.streak.saturating_add(1),
                _ => 0,
            };
            if matches!(grade, Some(Grade::Wrong(held)) if held.contains(&belief)) {
                known.held = known.held.saturating_add(1);
            }
        }
    }

    /// As text, for a browser to keep.
    pub fn to_text(&self) -> String {
        // Numbers have no way to fail.
        let bytes = postcard::to_allocvec(&(VERSION, self)).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads such a text. What is not understood is an empty record: others may have written it.
    pub fn from_text(text: &str) -> Record {
        let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        match postcard::from_bytes(&bytes) {
            Ok((VERSION, record)) => record,
            _ => Record::default(),
        }
    }

    fn belief_mut(&mut self, belief: Belief) -> &mut BeliefRecord {
        let place = self.beliefs.iter().position(|known| known.belief == belief);
        let place = place.unwrap_or_else(|| {
            self.beliefs.push(BeliefRecord { belief, met: 0, held: 0, streak: 0, day: 0 });
            self.beliefs.len() - 1
        });
        &mut self.beliefs[place]
    }

    /// All beliefs that were met, in the order in which they were.
    pub fn beliefs(&self) -> &[BeliefRecord] {
        &self.beliefs
    }

    /// How many questions of a family were answered.
    pub fn asked(&self, family: Family) -> u32 {
        self.asked.iter().find(|(other, _)| *other == family).map_or(0, |(_, count)| *count)
    }

    /// The family and the seed of the next question, of those in `families`. A belief that is
    /// due comes first, the one that was longest untouched before the others; else the
    /// family that was asked least. Seeds are tried from `seed` on.
    pub fn next(&self, families: &[Family], seed: u64, today: Day) -> Option<(Family, u64)> {
        let mut due: Vec<&BeliefRecord> =
            self.beliefs.iter().filter(|known| known.is_due(today)).collect();
        due.sort_by_key(|known| known.day);
        let asks = due.into_iter().find_map(|known| {
            let of_it = families.iter().filter(|family| family.beliefs().contains(&known.belief));
            let family = *of_it.min_by_key(|family| self.asked(**family))?;
            let mut seeds = seed..seed.saturating_add(MOST_SEEDS);
            let seed = seeds.find(|&seed| Question::aim(family, seed) == Some(known.belief))?;
            Some((family, seed))
        });
        let least = families.iter().min_by_key(|family| self.asked(**family));
        asks.or(least.map(|&family| (family, seed)))
    }
}
