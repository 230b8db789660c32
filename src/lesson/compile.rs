//! From a file to a lesson. The run decides what is right, and whatever it does not decide is
//! an error with its place.

use super::compiled::{AnswerOption, Card, Lesson, PickCount, Question};
use super::file::{Ask, AskOption, LessonFile, LessonStep};
use super::holes::filled;
use super::playing::Playing;
use crate::lunch::teammate;
use crate::raft::ServerId;
use crate::run::ENGINE;
use crate::scenario::{FileError, compile};

/// Plays a lesson: each `play` has to reach its condition, each question has to have its
/// answer, and each hole has to be filled.
pub fn compile_lesson(file: &LessonFile) -> Result<Lesson, FileError> {
    file.check()?;
    let within =
        |error: FileError| FileError { place: format!("scenario.{}", error.place), ..error };
    let compiled = compile(&file.scenario).map_err(within)?;
    if let Some(failure) = compiled.failures().next() {
        let found = failure.found.as_deref().unwrap_or_default();
        let sentence = format!("Expected: {} Found: {found}", failure.expected);
        return Err(within(FileError::new(failure.place.clone(), sentence)));
    }
    let mut playing = Playing::new(&compiled);
    let mut begins = playing.stop();
    let mut cards: Vec<Card> = Vec::new();
    // The question of the last card, until the run has decided it.
    let mut open: Option<(&Ask, String, Playing)> = None;
    for (number, step) in file.steps.iter().enumerate() {
        let place = format!("steps[{number}]");
        if !matches!(step, LessonStep::Play(_)) {
            decide(&mut open, &playing, cards.last_mut())?;
        }
        match step {
            LessonStep::Say(say) => {
                let text = all_filled(&say.text, &playing, &format!("{place}.say.text"))?;
                cards.push(card(&say.title, text));
            }
            LessonStep::Ask(ask) => {
                let text = all_filled(&ask.text, &playing, &format!("{place}.ask.text"))?;
                cards.push(card(&ask.title, text));
                open = Some((ask, format!("{place}.ask"), playing.clone()));
            }
            LessonStep::Play(play) => {
                let never = |objection: String| {
                    let within = play.until.patience() / 1_000;
                    let sentence =
                        format!("The run does not come to this in {within} ms. {objection}");
                    FileError::new(format!("{place}.play.until"), sentence)
                };
                playing.play_until(&play.until).map_err(never)?;
                match cards.last_mut() {
                    Some(card) => card.plays_to = Some(playing.stop()),
                    None => begins = playing.stop(),
                }
            }
            LessonStep::Explain(explain) => {
                let place = format!("{place}.explain.text");
                let text = all_filled(&explain.text, &playing, &place)?;
                if let Some(card) = cards.last_mut() {
                    card.explanation = text;
                }
            }
        }
    }
    decide(&mut open, &playing, cards.last_mut())?;
    Ok(Lesson {
        engine: ENGINE,
        title: file.title.clone(),
        question: file.question.clone(),
        run: compiled.run,
        begins,
        cards,
    })
}

fn card(title: &str, text: Vec<String>) -> Card {
    Card { title: title.into(), text, question: None, plays_to: None, explanation: Vec::new() }
}

/// The run has come to where the question of the last card is decided, or a fork of it goes
/// there.
fn decide(
    open: &mut Option<(&Ask, String, Playing)>,
    playing: &Playing,
    card: Option<&mut Card>,
) -> Result<(), FileError> {
    let (Some((ask, place, asked)), Some(card)) = (open.take(), card) else { return Ok(()) };
    let words = filled(&ask.question, &asked, &format!("{place}.question"))?;
    let mut decided = playing.clone();
    if let Some(when) = &ask.when {
        decided = asked.clone();
        let never = |objection| FileError::new(format!("{place}.when"), objection);
        decided.play_until(when).map_err(never)?;
    }
    let option = |(number, option): (usize, &AskOption)| {
        decided_option(option, &asked, &decided, &format!("{place}.options[{number}]"))
    };
    let options = ask.options.iter().enumerate().map(option).collect::<Result<Vec<_>, _>>()?;
    let question = Question { words, pick: ask.pick, options };
    has_an_answer(&question, &format!("{place}.options"))?;
    card.question = Some(question);
    Ok(())
}

fn decided_option(
    option: &AskOption,
    asked: &Playing,
    decided: &Playing,
    place: &str,
) -> Result<AnswerOption, FileError> {
    let server = option.server.map(ServerId);
    let words = match (server, &option.text) {
        (Some(server), _) => teammate(server).name.into(),
        (None, text) => {
            filled(text.as_deref().unwrap_or_default(), asked, &format!("{place}.text"))?
        }
    };
    Ok(AnswerOption {
        server,
        words,
        is_right: decided.objection(&option.condition).is_none(),
        why: filled(&option.why, decided, &format!("{place}.why"))?,
        raft: filled(&option.raft, decided, &format!("{place}.raft"))?,
    })
}

/// Exactly one option is right; or some, where all that are right are to be picked.
fn has_an_answer(question: &Question, place: &str) -> Result<(), FileError> {
    let right = question.right();
    let numbers: Vec<String> = right.iter().map(|place| (place + 1).to_string()).collect();
    let sentence = match (question.pick, right.len()) {
        (_, 0) => "None of these is right: in this run no `if` holds.".to_owned(),
        (PickCount::Several, all) if all == question.options.len() => {
            "All of these are right: there is nothing to choose.".into()
        }
        (PickCount::One, 1) | (PickCount::Several, _) => return Ok(()),
        (PickCount::One, _) => format!("More than one is right: {}.", numbers.join(", ")),
    };
    Err(FileError::new(place, sentence))
}

fn all_filled(texts: &[String], playing: &Playing, place: &str) -> Result<Vec<String>, FileError> {
    let texts = texts.iter().enumerate();
    texts.map(|(number, text)| filled(text, playing, &format!("{place}[{number}]"))).collect()
}
