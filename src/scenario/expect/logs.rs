//! Logs in sentences. A long one is told by its length and by the first entry that differs.

use crate::cluster::{Operation, request_of};
use crate::raft::{Entry, Payload};

/// Most entries that are told one by one.
const MOST_TOLD: usize = 20;

/// A list that is claimed of a log.
pub(crate) struct Listed<T> {
    /// How a sentence about it begins.
    pub some: &'static str,
    /// The sentence, if it is empty.
    pub none: &'static str,
    /// What is claimed.
    pub wanted: Vec<T>,
    /// One of them in words.
    pub word: fn(&T) -> String,
}

impl<T: PartialEq> Listed<T> {
    /// What is claimed.
    pub(crate) fn words(&self) -> String {
        self.told(self.wanted.len(), |place| (self.word)(&self.wanted[place]))
    }

    fn told(&self, count: usize, word: impl Fn(usize) -> String) -> String {
        if count == 0 {
            return self.none.into();
        }
        let words: Vec<String> = (0..count.min(MOST_TOLD)).map(word).collect();
        let more = match count - words.len() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        format!("{} {}{more}", self.some, words.join(", "))
    }

    /// Whether this is so of a log of `count` entries from index `first` on; or what is so
    /// instead.
    pub(crate) fn look(
        &self,
        first: u64,
        count: usize,
        actual: impl Fn(usize) -> T,
    ) -> Result<(), String> {
        let common = count.min(self.wanted.len());
        let differs = (0..common).find(|&place| actual(place) != self.wanted[place]);
        if differs.is_none() && count == self.wanted.len() {
            return Ok(());
        }
        if count.max(self.wanted.len()) <= MOST_TOLD {
            return Err(self.told(count, |place| (self.word)(&actual(place))));
        }
        Err(match differs {
            Some(place) => format!(
                "has {count} entries in its log, and the first that differs is at index {}: {} instead of {}",
                first + place as u64,
                (self.word)(&actual(place)),
                (self.word)(&self.wanted[place])
            ),
            None => format!(
                "has {count} entries in its log instead of {}, of which the first {common} are as expected",
                self.wanted.len()
            ),
        })
    }
}

/// What an entry asks for; `None` for a no-op.
pub(crate) fn text_of(entry: &Entry) -> Option<String> {
    match &entry.payload {
        Payload::Noop => None,
        Payload::Configuration(_) => Some(CONFIGURATION.into()),
        Payload::Command(_) => {
            let request = request_of(entry);
            Some(request.map_or("?".into(), |request| request.operation.to_string()))
        }
    }
}

/// What stands for a configuration in the list of a log's entries.
pub(crate) const CONFIGURATION: &str = "configuration";

/// The text of an entry as a file has it, in the form in which a log has it: a dish is
/// what is stored as the lunch.
pub(crate) fn wanted_text(text: &str) -> String {
    match Operation::parse(text) {
        Ok(operation) if text != CONFIGURATION => operation.to_string(),
        _ => text.into(),
    }
}
