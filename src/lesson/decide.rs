//! What the run says about a question.

use super::compile::looked_at;
use super::compiled::{
    AnswerOption, FieldName, LookAt, OptionIs, PickCount, Question, QuestionKind, Stop,
};
use super::file::{Ask, AskFields, AskNumber, AskOption};
use super::playing::Playing;
use super::refute::{beside, beside_hole};
use super::texts::Texts;
use crate::cluster::{Content, Envelope, Node};
use crate::lunch::teammate;
use crate::raft::{Message, ServerId};
use crate::scenario::{FileError, MessageName, Named};

/// A question, and the moment at which it was asked.
pub(super) struct Asked<'a> {
    pub ask: &'a Ask,
    pub place: String,
    pub then: Playing,
}

/// The question with its answer: the run has come to where it is decided, or a fork of it goes
/// there.
pub(super) fn decided(
    asked: &Asked,
    playing: &Playing,
    texts: &Texts,
) -> Result<Question, FileError> {
    let Asked { ask, place, then } = asked;
    let words = texts.filled(&ask.question, then, &format!("{place}.question"))?;
    let mut decided = playing.clone();
    if let Some(when) = &ask.when {
        decided = then.clone();
        let never = |objection| FileError::new(format!("{place}.when"), objection);
        decided.play_until(when).map_err(never)?;
    }
    let moments = Moments { then, decided: &decided, ends: playing.stop(), texts };
    if let Some(number) = &ask.number {
        return moments.number(words, number, &format!("{place}.number"));
    }
    if let Some(fields) = &ask.fields {
        return moments.fields(words, fields, &format!("{place}.fields"));
    }
    let kind = match ask.pick {
        PickCount::One => QuestionKind::One,
        PickCount::Several => QuestionKind::Several,
    };
    let option = |(number, option): (usize, &AskOption)| {
        moments.option(option, kind, &format!("{place}.options[{number}]"))
    };
    let options = ask.options.iter().enumerate().map(option).collect::<Result<Vec<_>, _>>()?;
    let question = Question { words, kind, options, why: String::new(), raft: String::new() };
    has_an_answer(&question, &format!("{place}.options"))?;
    Ok(question)
}

/// When a question is asked, and when it is decided.
struct Moments<'a> {
    then: &'a Playing,
    decided: &'a Playing,
    /// Where the card ends.
    ends: Stop,
    texts: &'a Texts<'a>,
}

impl Moments<'_> {
    fn after(&self, text: &str, place: &str) -> Result<String, FileError> {
        self.texts.filled(text, self.decided, place)
    }

    /// A moment of the run to which the reader is led, if they are not there already.
    fn see(&self, moment: &Playing) -> Option<Stop> {
        Some(moment.stop()).filter(|stop| *stop != self.ends)
    }

    fn option(
        &self,
        option: &AskOption,
        kind: QuestionKind,
        place: &str,
    ) -> Result<AnswerOption, FileError> {
        let (is, words) = match (option.server, &option.entry) {
            (Some(server), _) => {
                let server = ServerId(server);
                (OptionIs::Server(server), teammate(server).name.to_string())
            }
            (None, Some(entry)) => {
                let place = format!("{place}.entry");
                let entry = self.then.entry(entry).map_err(|why| FileError::new(place, why))?;
                (OptionIs::Entry(entry.0, entry.1), String::new())
            }
            (None, None) => {
                let text = option.text.as_deref().unwrap_or_default();
                let words = self.texts.filled(text, self.then, &format!("{place}.text"))?;
                (OptionIs::Words, words)
            }
        };
        let is_right = self.decided.objection(&option.condition).is_none();
        // Where several are to be picked, it is wrong to leave a right one out.
        let can_refute = !is_right || kind == QuestionKind::Several;
        let look_at = match option.look_at.is_empty() {
            // Its moment may come later: `find_what_is_seen` looks at it there.
            _ if option.see.is_some() => Vec::new(),
            true if can_refute => beside(is, &option.condition, self.decided),
            _ => looked_at(&option.look_at, self.decided, place)?,
        };
        Ok(AnswerOption {
            is,
            words,
            is_right,
            why: self.after(&option.why, &format!("{place}.why"))?,
            raft: self.after(&option.raft, &format!("{place}.raft"))?,
            see: self.see(self.decided).filter(|_| can_refute),
            look_at,
        })
    }

    fn number(&self, words: String, asked: &AskNumber, place: &str) -> Result<Question, FileError> {
        let there = format!("{place}.right");
        let right = self.after(&asked.right, &there)?;
        let is_in_range = |number: &u64| (asked.from..=asked.to).contains(number);
        let Some(right) = right.parse().ok().filter(is_in_range) else {
            let (from, to) = (asked.from, asked.to);
            let sentence = format!("This is {right}, which is no number from {from} to {to}.");
            return Err(FileError::new(there, sentence));
        };
        let shown =
            Shown { see: self.see(self.decided), look_at: beside_hole(&asked.right, self.decided) };
        let options = (asked.from..=asked.to)
            .map(|number| value(OptionIs::Number(number), number, number == right, &shown));
        Ok(Question {
            words,
            kind: QuestionKind::Number,
            options: options.collect(),
            why: self.after(&asked.why, &format!("{place}.why"))?,
            raft: self.after(&asked.raft, &format!("{place}.raft"))?,
        })
    }

    fn fields(&self, words: String, asked: &AskFields, place: &str) -> Result<Question, FileError> {
        let message = &asked.message;
        let end = |server, part| {
            let there = format!("{place}.message.{part}");
            let sentence = "There is no such server at that moment.";
            self.then.server(server).ok_or_else(|| FileError::new(there, sentence))
        };
        let (from, to) = (end(&message.from, "from")?, end(&message.to, "to")?);
        let fits = |envelope: &Envelope| {
            envelope.id.from == Node::Server(from)
                && envelope.to == Node::Server(to)
                && MessageName::of(&envelope.content) == message.kind.0
        };
        let Some((envelope, sent)) = self.then.first_sent(self.decided, fits) else {
            let kind = message.kind.0.name();
            let sentence = format!("Until the run has decided, {from} sends no {kind} to {to}.");
            return Err(FileError::new(format!("{place}.message"), sentence));
        };
        let (sender, receiver) = (Node::Server(from), Node::Server(to));
        let look_at = match sent.is_in_flight(sender, receiver) {
            true => vec![LookAt::Message(sender, receiver)],
            // It is lost already.
            false => vec![LookAt::Server(from), LookAt::Server(to)],
        };
        let shown = Shown { see: self.see(&sent), look_at };
        let mut options = Vec::new();
        for (number, &field) in asked.ask.iter().enumerate() {
            let Some(right) = value_of(field, &envelope.content) else {
                let sentence = format!(
                    "A message of the kind {} has no {}.",
                    message.kind.0.name(),
                    field.name()
                );
                return Err(FileError::new(format!("{place}.ask[{number}]"), sentence));
            };
            let most = self.then.most(field).max(right);
            let from = u64::from(field == FieldName::Term);
            options.extend((from..=most + 1).map(|number| {
                value(OptionIs::Field(field, number), number, number == right, &shown)
            }));
        }
        Ok(Question {
            words,
            kind: QuestionKind::Fields,
            options,
            why: self.after(&asked.why, &format!("{place}.why"))?,
            raft: self.after(&asked.raft, &format!("{place}.raft"))?,
        })
    }
}

/// The moment that shows what a number or a field is, and what is lit up then.
struct Shown {
    see: Option<Stop>,
    look_at: Vec<LookAt>,
}

/// An option that is just a number.
fn value(is: OptionIs, number: u64, is_right: bool, shown: &Shown) -> AnswerOption {
    AnswerOption {
        is,
        words: number.to_string(),
        is_right,
        why: String::new(),
        raft: String::new(),
        see: shown.see.filter(|_| !is_right),
        look_at: if is_right { Vec::new() } else { shown.look_at.clone() },
    }
}

/// What a message has in this field; `None`: it has no such field.
fn value_of(field: FieldName, content: &Content) -> Option<u64> {
    let Content::Raft(message) = content else { return None };
    Some(match (message, field) {
        (Message::AppendEntries(request), FieldName::Term) => request.term,
        (Message::AppendEntries(request), FieldName::PrevLogIndex) => request.prev_log_index,
        (Message::AppendEntries(request), FieldName::PrevLogTerm) => request.prev_log_term,
        (Message::AppendEntries(request), FieldName::Entries) => request.entries.len() as u64,
        (Message::AppendEntries(request), FieldName::LeaderCommit) => request.leader_commit,
        (Message::RequestVote(request), FieldName::Term) => request.term,
        (Message::RequestVote(request), FieldName::LastLogIndex) => request.last_log_index,
        (Message::RequestVote(request), FieldName::LastLogTerm) => request.last_log_term,
        _ => return None,
    })
}

/// Exactly one option is right; or some, where all that are right are to be picked.
fn has_an_answer(question: &Question, place: &str) -> Result<(), FileError> {
    let right = question.right();
    let numbers: Vec<String> = right.iter().map(|place| (place + 1).to_string()).collect();
    let is_several = question.kind == QuestionKind::Several;
    let sentence = match right.len() {
        0 => "None of these is right: in this run no `if` holds.".to_owned(),
        all if is_several && all == question.options.len() => {
            "All of these are right: there is nothing to choose.".into()
        }
        1 => return Ok(()),
        _ if is_several => return Ok(()),
        _ => format!("More than one is right: {}.", numbers.join(", ")),
    };
    Err(FileError::new(place, sentence))
}
