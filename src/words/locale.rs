//! The languages that the page is written in.

use super::{Language, PracticeLanguage, en, es, zh};

/// A language, by its tag. Every part of the page knows all of them; a wasm has the words of
/// those [`Locale`]s that it names.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LanguageTag {
    /// English.
    English,
    /// Chinese, in simplified characters.
    Chinese,
    /// Spanish.
    Spanish,
}

impl LanguageTag {
    /// All of them, in order.
    pub const ALL: [LanguageTag; 3] =
        [LanguageTag::English, LanguageTag::Chinese, LanguageTag::Spanish];

    /// Their names in an address, in order.
    pub const NAMES: [&str; 3] = ["en", "zh", "es"];

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
            LanguageTag::Spanish => "es",
        }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            LanguageTag::English => "English",
            LanguageTag::Chinese => "中文",
            LanguageTag::Spanish => "Español",
        }
    }

    /// The folder of what is translated into it, in the folder of the English files; English
    /// has none.
    pub fn folder(self) -> Option<&'static str> {
        (self != LanguageTag::English).then(|| self.name())
    }

    /// True if each lesson of the shelf has to be there in it. In a language that has only
    /// begun, a lesson without a translation is in English.
    pub fn is_whole(self) -> bool {
        match self {
            LanguageTag::English | LanguageTag::Chinese => true,
            LanguageTag::Spanish => false,
        }
    }

    /// The language of its practice questions, as long as it has none of its own.
    pub fn borrows_practice(self) -> Option<LanguageTag> {
        match self {
            LanguageTag::English | LanguageTag::Chinese => None,
            LanguageTag::Spanish => Some(LanguageTag::English),
        }
    }

    /// What it says about practice questions. Whoever calls this has that of all languages.
    pub fn practice(self) -> &'static dyn PracticeLanguage {
        match self {
            LanguageTag::English | LanguageTag::Spanish => &en::English,
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

    /// Spanish.
    pub const SPANISH: Locale = Locale { tag: LanguageTag::Spanish, words: &es::Spanish };

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
        for tag in ["es", "es-MX", "es-419", "ES_ar"] {
            assert_eq!(LanguageTag::named(tag), Some(LanguageTag::Spanish), "{tag}");
        }
        assert_eq!(LanguageTag::named("en-GB"), Some(LanguageTag::English));
        for tag in ["", "-", "xx", "zha", "esp", "english", "e"] {
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

    #[test]
    fn no_two_languages_are_called_alike_and_chinese_stays_whole() {
        let mut names: Vec<_> = LanguageTag::ALL.iter().map(|it| it.own_name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LanguageTag::ALL.len());
        let begun: Vec<_> = LanguageTag::ALL.iter().filter(|it| !it.is_whole()).collect();
        assert_eq!(begun, [&LanguageTag::Spanish]);
    }
}
