//! The languages that the page is written in.

use super::{Language, PracticeLanguage, en, zh};

/// A language, by its tag. Every part of the page knows all of them; a wasm has the words of
/// those [`Locale`]s that it names.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LanguageTag {
    /// English.
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl LanguageTag {
    /// All of them, in order.
    pub const ALL: [LanguageTag; 2] = [LanguageTag::English, LanguageTag::Chinese];

    /// Their names in an address, in order.
    pub const NAMES: [&str; 2] = ["en", "zh"];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        LanguageTag::NAMES[self as usize]
    }

    /// The language of a tag such as `zh-CN`, whatever country and script it names.
    pub fn named(tag: &str) -> Option<LanguageTag> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        LanguageTag::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(language))
    }

    /// The tag by which a browser finds its letters.
    pub fn html(self) -> &'static str {
        match self {
            LanguageTag::English => "en",
            LanguageTag::Chinese => "zh-Hans",
        }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            LanguageTag::English => "English",
            LanguageTag::Chinese => "中文",
        }
    }

    /// The folder of what is translated into it, in the folder of the English files; English
    /// has none.
    pub fn folder(self) -> Option<&'static str> {
        (self != LanguageTag::English).then(|| self.name())
    }

    /// What it says about practice questions. Whoever calls this has that of all languages.
    pub fn practice(self) -> &'static dyn PracticeLanguage {
        match self {
            LanguageTag::English => &en::English,
            LanguageTag::Chinese => &zh::Chinese,
        }
    }
}

/// A language with its words. It is a value, and no choice of all languages, so that the
/// linker leaves out of a wasm what nobody names there.
#[derive(Copy, Clone, Debug)]
pub struct Locale {
    tag: LanguageTag,
    words: &'static dyn Language,
}

impl Locale {
    /// English.
    pub const ENGLISH: Locale = Locale { tag: LanguageTag::English, words: &en::English };
    /// Chinese.
    pub const CHINESE: Locale = Locale { tag: LanguageTag::Chinese, words: &zh::Chinese };

    /// Which language it is.
    pub fn tag(self) -> LanguageTag {
        self.tag
    }

    /// What it says.
    pub fn words(self) -> &'static dyn Language {
        self.words
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Locale) -> bool {
        self.tag == other.tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_means_its_language_whatever_country_and_script_it_names() {
        for tag in ["zh", "zh-CN", "zh-Hans", "zh-Hant-TW", "ZH", "zh_CN"] {
            assert_eq!(LanguageTag::named(tag), Some(LanguageTag::Chinese), "{tag}");
        }
        assert_eq!(LanguageTag::named("en-GB"), Some(LanguageTag::English));
        for tag in ["", "-", "xx", "zha", "english", "e"] {
            assert_eq!(LanguageTag::named(tag), None, "{tag}");
        }
    }

    #[test]
    fn each_language_is_found_by_each_of_its_names() {
        for language in LanguageTag::ALL {
            assert_eq!(LanguageTag::named(language.name()), Some(language));
            assert_eq!(LanguageTag::named(language.html()), Some(language));
        }
    }
}
