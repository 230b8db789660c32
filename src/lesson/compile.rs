//! From a file to a lesson. The run decides what is right, and whatever it does not decide is
//! an error with its place.

use std::collections::BTreeMap;

use super::compiled::{Card, Leg, Lesson, LookAt, MAX_RUNS, Task};
use super::decide::{Asked, decided};
use super::file::{
    Ask, AskOption, Branch, Do, Explain, LessonFile, LessonStep, Play, Pointer, Say,
};
use super::glossary::Glossary;
use super::goal::{Goal, GoalFact};
use super::goal_of::goal_of;
use super::playing::Playing;
use super::refute::beside;
use super::texts::{Texts, constant_holes_only};
use crate::cluster::Run;
use crate::run::ENGINE;
use crate::scenario::{FileError, Label, Step, compile};

/// Plays a lesson: each `play` has to reach its condition, each question has to have its
/// answer, each task has to be done by its `show`, and each hole and link has to lead
/// somewhere.
pub fn compile_lesson(file: &LessonFile, glossary: &Glossary) -> Result<Lesson, FileError> {
    file.check()?;
    let within =
        |error: FileError| FileError { place: format!("scenario.{}", error.place), ..error };
    let compiled = compile(&file.scenario).map_err(within)?;
    if let Some(failure) = compiled.failures().next() {
        let found = failure.found.as_deref().unwrap_or_default();
        let sentence = format!("Expected: {} Found: {found}", failure.expected);
        return Err(within(FileError::new(failure.place.clone(), sentence)));
    }
    let mut compiler = Compiler {
        texts: Texts { glossary },
        runs: vec![compiled.run.clone()],
        playing: Playing::new(&compiled),
        marks: BTreeMap::new(),
        cards: Vec::new(),
        asked: None,
        is_between: true,
        back_to: None,
        seen: Vec::new(),
    };
    for (number, step) in file.steps.iter().enumerate() {
        compiler.take(step, &format!("steps[{number}]"))?;
    }
    compiler.decide()?;
    compiler.find_what_is_seen()?;
    Ok(Lesson {
        engine: ENGINE,
        title: file.title.clone(),
        question: file.question.clone(),
        runs: compiler.runs,
        cards: compiler.cards,
        quiz: file.quiz.clone(),
        is_untranslated: false,
    })
}

struct Compiler<'a> {
    texts: Texts<'a>,
    runs: Vec<Run>,
    /// The run in hand, as far as it is played.
    playing: Playing,
    /// The moments that have a name.
    marks: BTreeMap<Label, Playing>,
    cards: Vec<Card>,
    /// The question of the last card, until the run has decided it.
    asked: Option<Asked<'a>>,
    /// True while a `play` leads to where the next card begins.
    is_between: bool,
    /// Where a `branch` has gone back to since the last card.
    back_to: Option<String>,
    /// The options that name a moment: the places of card and option, the option, and where in
    /// the file.
    seen: Vec<(usize, usize, &'a AskOption, String)>,
}

impl<'a> Compiler<'a> {
    fn take(&mut self, step: &'a LessonStep, place: &str) -> Result<(), FileError> {
        match step {
            LessonStep::Play(play) => self.play(play, &format!("{place}.play")),
            LessonStep::Say(say) => {
                self.decide()?;
                self.say(say, &format!("{place}.say"))
            }
            LessonStep::Ask(ask) => {
                self.decide()?;
                self.ask(ask, &format!("{place}.ask"))
            }
            LessonStep::Do(task) => {
                self.decide()?;
                self.give(task, &format!("{place}.do"))
            }
            LessonStep::Branch(branch) => {
                self.decide()?;
                self.branch(branch, &format!("{place}.branch"))
            }
            LessonStep::Explain(explain) => {
                self.decide()?;
                self.explain(explain, &format!("{place}.explain"))
            }
        }
    }

    /// Another card, which begins now.
    fn begin_card(
        &mut self,
        title: &str,
        text: &[String],
        look_at: &[Pointer],
        place: &str,
    ) -> Result<&mut Card, FileError> {
        let card = Card {
            title: self.texts.filled(title, &self.playing, &format!("{place}.title"))?,
            text: self.texts.all_filled(text, &self.playing, &format!("{place}.text"))?,
            begins: self.playing.stop(),
            back_to: self.back_to.take(),
            look_at: looked_at(look_at, &self.playing, place)?,
            task: None,
            question: None,
            legs: Vec::new(),
            explanation: Vec::new(),
            explained_by: Vec::new(),
        };
        self.is_between = false;
        self.cards.push(card);
        let last = self.cards.len() - 1;
        Ok(&mut self.cards[last])
    }

    fn say(&mut self, say: &Say, place: &str) -> Result<(), FileError> {
        self.begin_card(&say.title, &say.text, &say.look_at, place).map(drop)
    }

    fn ask(&mut self, ask: &'a Ask, place: &str) -> Result<(), FileError> {
        self.begin_card(&ask.title, &ask.text, &ask.look_at, place)?;
        self.asked = Some(Asked { ask, place: place.into(), then: self.playing.clone() });
        Ok(())
    }

    fn play(&mut self, play: &Play, place: &str) -> Result<(), FileError> {
        let never = |objection: String| {
            let within = play.until.patience() / 1_000;
            let sentence = format!("The run does not come to this in {within} ms. {objection}");
            FileError::new(format!("{place}.until"), sentence)
        };
        self.playing.play_until(&play.until).map_err(never)?;
        if let Some(mark) = &play.mark {
            let before = self.marks.insert(mark.clone(), self.playing.clone());
            if before.is_some() {
                let sentence = format!("Another moment is called \"{mark}\" already.");
                return Err(FileError::new(format!("{place}.mark"), sentence));
            }
        }
        if let Some(card) = self.cards.last_mut().filter(|_| !self.is_between) {
            card.legs.push(Leg { to: self.playing.stop(), pace: play.pace });
        }
        Ok(())
    }

    /// Another run from the moment of `playing` on, with these steps.
    fn fork(
        &mut self,
        playing: &Playing,
        steps: &[Step],
        place: &str,
    ) -> Result<Playing, FileError> {
        if self.runs.len() == MAX_RUNS {
            let sentence = "There are too many branches and tasks: a lesson takes fewer ways.";
            return Err(FileError::new(place, sentence));
        }
        // Less than the bound, so it fits.
        let forked = playing.forked(steps, place, self.runs.len() as u16)?;
        self.runs.push(forked.run().clone());
        Ok(forked)
    }

    fn branch(&mut self, branch: &Branch, place: &str) -> Result<(), FileError> {
        let none = || {
            let sentence = format!("No `play` before this has the mark \"{}\".", branch.to);
            FileError::new(format!("{place}.to"), sentence)
        };
        let from = self.marks.get(&branch.to).ok_or_else(none)?.clone();
        self.playing = self.fork(&from, &branch.steps, &format!("{place}.steps"))?;
        self.is_between = true;
        self.back_to = Some(branch.to.to_string());
        Ok(())
    }

    /// A card on which the reader acts. They do so in a run that has only come to here;
    /// another one shows how it is done.
    fn give(&mut self, task: &Do, place: &str) -> Result<(), FileError> {
        let here = self.playing.clone();
        let own = self.fork(&here, &[], place)?;
        let until = format!("{place}.until");
        let lasts = task.lasts.map_or(0, |time| time.0);
        let facts = goal_of(&task.until, &own).map_err(|why| FileError::new(&*until, why))?;
        let goal = Goal { facts, lasts };
        agree(&goal.facts, task, &own, &until)?;
        if own.is_so(&goal) {
            let sentence = "This is so already: there is nothing to do.";
            return Err(FileError::new(until, sentence));
        }
        let show = format!("{place}.show");
        let mut shown = self.fork(&own, &task.show, &show)?;
        let actions = shown.run().actions.len() - own.run().actions.len();
        let best = u16::try_from(actions).unwrap_or(u16::MAX);
        if !shown.play_to_goal(&goal, task.until.patience()) {
            let objection = shown.reached(&task.until).unwrap_or_default();
            let sentence = format!("These steps do not bring it about. {objection}");
            return Err(FileError::new(show, sentence));
        }
        agree(&goal.facts, task, &shown, &until)?;
        if task.best.is_some_and(|claimed| claimed != best) {
            let sentence = format!("`show` does it with {best} actions: show the best way.");
            return Err(FileError::new(format!("{place}.best"), sentence));
        }
        if task.most.is_some_and(|most| most < best) {
            let sentence = format!("`show` takes {best} actions: so many have to be allowed.");
            return Err(FileError::new(format!("{place}.most"), sentence));
        }
        let words = self.texts.filled(&task.task, &own, &format!("{place}.task"))?;
        let hint = self.texts.filled(&task.hint, &own, &format!("{place}.hint"))?;
        self.playing = own;
        let card = self.begin_card(&task.title, &task.text, &task.look_at, place)?;
        card.task = Some(Task { words, goal, hint, shown: shown.stop(), best, most: task.most });
        self.playing = shown;
        Ok(())
    }

    fn explain(&mut self, explain: &Explain, place: &str) -> Result<(), FileError> {
        let text = format!("{place}.text");
        let explanation = self.texts.all_filled(&explain.text, &self.playing, &text)?;
        let explained_by = looked_at(&explain.look_at, &self.playing, place)?;
        if let Some(card) = self.cards.last_mut() {
            if card.task.is_some() {
                constant_holes_only(&explain.text, &text)?;
            }
            card.explanation = explanation;
            card.explained_by = explained_by;
        }
        Ok(())
    }

    /// The run has come to where the question of the last card is decided.
    fn decide(&mut self) -> Result<(), FileError> {
        let card = self.cards.len().saturating_sub(1);
        let (Some(asked), Some(last)) = (self.asked.take(), self.cards.last_mut()) else {
            return Ok(());
        };
        for (number, option) in asked.ask.options.iter().enumerate() {
            if option.see.is_some() {
                self.seen.push((
                    card,
                    number,
                    option,
                    format!("{}.options[{number}]", asked.place),
                ));
            }
        }
        last.question = Some(decided(&asked, &self.playing, &self.texts)?);
        Ok(())
    }

    /// The moments that show why an option is wrong: one may come after the question.
    fn find_what_is_seen(&mut self) -> Result<(), FileError> {
        for (card, number, asked, place) in std::mem::take(&mut self.seen) {
            let see = format!("{place}.see");
            let Some(mark) = &asked.see else { continue };
            let Some(marked) = self.marks.get(mark) else {
                let sentence = format!("No `play` of this lesson has the mark \"{mark}\".");
                return Err(FileError::new(see, sentence));
            };
            let question = self.cards[card].question.as_mut();
            let Some(option) = question.and_then(|it| it.options.get_mut(number)) else { continue };
            if option.is_right {
                let sentence = "This option is right: there is nothing to see against it.";
                return Err(FileError::new(see, sentence));
            }
            option.see = Some(marked.stop());
            option.look_at = match asked.look_at.is_empty() {
                true => beside(option.is, &asked.condition, marked),
                false => looked_at(&asked.look_at, marked, &place)?,
            };
        }
        Ok(())
    }
}

/// The page's goal and the condition that was written have to say the same.
fn agree(facts: &[GoalFact], task: &Do, playing: &Playing, place: &str) -> Result<(), FileError> {
    let goal = Goal { facts: facts.to_vec(), lasts: 0 };
    if playing.is_so(&goal) == playing.reached(&task.until).is_none() {
        return Ok(());
    }
    let sentence =
        "The page would judge this in another way than a scenario: say it in another way.";
    Err(FileError::new(place, sentence))
}

/// What pointers lead to at this moment.
pub(super) fn looked_at(
    pointers: &[Pointer],
    playing: &Playing,
    place: &str,
) -> Result<Vec<LookAt>, FileError> {
    let one = |(number, pointer): (usize, &Pointer)| {
        playing
            .look_at(pointer)
            .map_err(|why| FileError::new(format!("{place}.look_at[{number}]"), why))
    };
    pointers.iter().enumerate().map(one).collect()
}
