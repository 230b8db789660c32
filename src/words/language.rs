//! What a language has to say.

use super::{Chrome, en};
use crate::raft::{ServerId, Term};

/// Everything that the page can say, in one language: fixed words as fields, sentences
/// about a run as methods. A language that lacks one doesn't compile.
pub trait Language: std::fmt::Debug + Sync {
    /// The fixed words of the page.
    fn chrome(&self) -> &'static Chrome;

    /// A step of this stride: "One event".
    fn one(&self, what: &str) -> String;

    /// A step forward of this stride.
    fn one_forward(&self, what: &str) -> String;

    /// A button `word` for one thing of several.
    fn button_of(&self, word: &str, what: &str) -> String;

    /// How many milliseconds a message travels.
    fn travel_time(&self, from: u64, until: u64) -> String;

    /// At most this many milliseconds.
    fn at_most(&self, ms: u64) -> String;

    /// So many of a hundred.
    fn percent(&self, share: u64) -> String;

    /// A moment of the run, in whole milliseconds.
    fn moment(&self, ms: u64) -> String;

    /// How often something happened in a row.
    fn times(&self, times: u32) -> String;

    /// A term on the line.
    fn term(&self, term: Term) -> String;

    /// Who belongs to the cluster.
    fn configuration(&self, members: &str) -> String;

    /// What a leader knows of this server.
    fn match_index_of(&self, server: ServerId) -> String;

    /// What a leader sends this server next.
    fn next_index_of(&self, server: ServerId) -> String;

    /// A switch of the network.
    fn reaches(&self, from: ServerId, to: ServerId) -> String;

    /// These properties do not hold.
    fn violated(&self, properties: &str) -> String;

    /// The diagram of this stretch of time, for people who do not see it.
    fn diagram_label(&self, stretch: &str) -> String;

    /// Said after a crash of the page.
    fn running_seed(&self, seed: u64) -> String;

    /// Why there is no link, and what to do instead.
    fn too_long_a_link(&self, why: &str) -> String;

    /// The caption of the table of logs, without so many entries.
    fn logs_caption(&self, hidden: u64) -> String;

    /// All properties hold, but for those that are undecided.
    fn still_safe(&self, undecided: &str) -> String;

    /// What a protection is for, and where it was once missing.
    fn protects(&self, property: &str, shipped: &str) -> String;

    /// How many of a script's expectations hold.
    fn expectations(&self, count: usize, failed: usize) -> String;

    /// The asker, for people who do not see them.
    fn asker_label(&self, waiting: &str) -> String;
}

/// A language that the page is written in.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English.
    #[default]
    English,
}

impl Locale {
    /// What it says.
    pub fn words(self) -> &'static dyn Language {
        match self {
            Locale::English => &en::English,
        }
    }
}
