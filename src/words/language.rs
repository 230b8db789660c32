//! What a language has to say.

use super::{Chrome, en};

/// Everything that the page can say, in one language: fixed words as fields, sentences
/// about a run as methods. A language that lacks one doesn't compile.
pub trait Language: std::fmt::Debug + Sync {
    /// The fixed words of the page.
    fn chrome(&self) -> &'static Chrome;
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
