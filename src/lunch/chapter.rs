//! The chapters of the lunch.

/// A part of the lunch's story, by which one can go back and forth.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// Somebody holds the sheet.
    Start,
    /// Everyone is asked what they would like.
    Ask,
    /// The answers are counted.
    Tally,
    /// The holder writes what most want.
    Write,
    /// The others copy it.
    Copy,
    /// Enough have copied it.
    Final,
    /// The asker is answered.
    Answer,
    /// Everyone is told.
    Tell,
}

impl Chapter {
    /// All of them, in order.
    pub const ALL: [Chapter; 8] = [
        Chapter::Start,
        Chapter::Ask,
        Chapter::Tally,
        Chapter::Write,
        Chapter::Copy,
        Chapter::Final,
        Chapter::Answer,
        Chapter::Tell,
    ];

    /// Their names in an address, in order.
    pub const NAMES: [&str; 8] =
        ["start", "ask", "tally", "write", "copy", "final", "answer", "tell"];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        Chapter::NAMES[self as usize]
    }

    /// The chapter of this name.
    pub fn named(name: &str) -> Option<Chapter> {
        Chapter::ALL.into_iter().find(|chapter| chapter.name() == name)
    }
}
