//! Links from a text to the glossary: `[word]`, or `[word|entry-name]`.

use std::borrow::Cow;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPart<'a> {
    /// Just words.
    Plain(&'a str),
    /// Words that lead to an entry of the glossary.
    Link {
        /// The words.
        words: &'a str,
        /// The name of the entry.
        entry: Cow<'a, str>,
        /// The brackets and quotes right before them, which belong on their line.
        opening: &'a str,
        /// The punctuation right behind them, which belongs on their line.
        closing: &'a str,
    },
}

/// A text in its parts, in order. A bracket that is not closed is a bracket.
pub fn text_parts(text: &str) -> Vec<TextPart<'_>> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some((before, inside, after)) = next_link(rest) {
        let (before, opening) = before.split_at(before.trim_end_matches(opens).len());
        let (closing, after) = after.split_at(after.len() - after.trim_start_matches(closes).len());
        if !before.is_empty() {
            parts.push(TextPart::Plain(before));
        }
        let (words, entry) = match inside.split_once('|') {
            Some((words, entry)) => (words, entry.into()),
            None => (inside, entry_name(inside).into()),
        };
        parts.push(TextPart::Link { words, entry, opening, closing });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(TextPart::Plain(rest));
    }
    parts
}

/// A text without its links, for where there is no room for them.
pub fn plain_text(text: &str) -> String {
    let words = |part: TextPart<'_>| match part {
        TextPart::Plain(words) => words.to_owned(),
        TextPart::Link { words, opening, closing, .. } => format!("{opening}{words}{closing}"),
    };
    text_parts(text).into_iter().map(words).collect()
}

/// True for what no line ends with.
fn opens(letter: char) -> bool {
    "(“‘（《「".contains(letter)
}

/// True for what no line begins with.
fn closes(letter: char) -> bool {
    ".,;:!?)…”’。，、；：！？）》」".contains(letter)
}

fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (inside, after) = rest.split_once(']')?;
    Some((before, inside, after))
}

/// The name of the entry for these words: `RequestVote` is at `request-vote`, and
/// `prev_log_index` at `prev-log-index`.
fn entry_name(words: &str) -> String {
    let (mut name, mut was_small) = (String::new(), false);
    for letter in words.chars() {
        if letter.is_uppercase() && was_small {
            name.push('-');
        }
        was_small = letter.is_lowercase();
        match letter.is_alphanumeric() {
            true => name.extend(letter.to_lowercase()),
            false => name.push('-'),
        }
    }
    name
}

/// True if this can be the name of an entry: small letters, digits and hyphens.
pub(super) fn is_entry_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_its_links() {
        let link = |words, entry: &'static str, opening, closing| TextPart::Link {
            words,
            entry: Cow::Borrowed(entry),
            opening,
            closing,
        };
        let parts = text_parts("A [quorum] of (“[votes|vote]”), no [more");
        let wanted = [
            TextPart::Plain("A "),
            link("quorum", "quorum", "", ""),
            TextPart::Plain(" of "),
            link("votes", "vote", "(“", "”),"),
            TextPart::Plain(" no [more"),
        ];
        assert_eq!(parts, wanted);
        assert_eq!(plain_text("A [quorum] of ([votes|vote])."), "A quorum of (votes).");
        assert_eq!(text_parts(""), []);
    }

    #[test]
    fn the_papers_words_lead_to_their_entries() {
        let names = [
            ("RequestVote", "request-vote"),
            ("prev_log_index", "prev-log-index"),
            ("Election timeout", "election-timeout"),
            ("term", "term"),
        ];
        for (words, name) in names {
            assert_eq!(entry_name(words), name);
        }
    }
}
