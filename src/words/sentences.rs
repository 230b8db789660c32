//! Sentences that were made in English, in another language.
//!
//! What reads files speaks English: it serves the native tools too. A language that would say the
//! same in its own words has a list of patterns. On the left of each stands what is said in
//! English, with holes for what differs: `<>` for a part of a sentence, `<#>` for a number, and
//! `<...>` for whole sentences. On the right stands what it is in the language, where `<1>` is
//! what fills the first hole, translated too if it is known.

/// The longest text that is translated, in bytes. A longer one quotes a file at length.
const MOST_BYTES: usize = 2_000;

/// What is said in English, and what that is in another language.
pub(super) type Pattern = (&'static str, &'static str);

/// What a language knows to say.
pub(super) struct Sentences {
    /// Lists of patterns. The first one that fits is taken.
    pub patterns: &'static [&'static [Pattern]],
    /// A name that it knows from elsewhere.
    pub name: fn(&str) -> Option<&'static str>,
    /// Two parts of a sentence, one after the other.
    pub joined: fn(&str, &str) -> String,
}

impl Sentences {
    /// The text in the language; `None`: not all of it is known.
    pub(super) fn translated(&self, english: &str) -> Option<String> {
        if english.len() > MOST_BYTES {
            return None;
        }
        let name = || (self.name)(english).map(String::from);
        name().or_else(|| self.whole(english)).or_else(|| self.several(english))
    }

    /// A text that fits a pattern as a whole.
    fn whole(&self, english: &str) -> Option<String> {
        self.patterns.iter().copied().flatten().find_map(|(pattern, there)| {
            let filled = filled(pattern, english)?;
            Some(self.fill(there, &filled))
        })
    }

    /// A text with what fills its holes.
    fn fill(&self, text: &str, filled: &[&str]) -> String {
        let mut pieces = text.split('<');
        let start = String::from(pieces.next().unwrap_or_default());
        pieces.fold(start, |text, piece| {
            let (number, after) = piece.split_once('>').unwrap_or(("", piece));
            let part = number.parse::<usize>().ok().and_then(|n| filled.get(n.checked_sub(1)?));
            let part = part.map_or_else(String::new, |part| self.known(part));
            (self.joined)(&(self.joined)(&text, &part), after)
        })
    }

    /// Several sentences, one after the other.
    fn several(&self, english: &str) -> Option<String> {
        let (first, rest) = english.split_at(end_of_sentence(english)?);
        Some((self.joined)(&self.whole(first)?, &self.translated(rest.trim_start())?))
    }

    /// A part of a sentence: what nobody knows, such as a number or a name, stays as it is.
    /// What somebody else wrote, in quotation marks, does too.
    fn known(&self, part: &str) -> String {
        let quoted = part.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        if quoted.is_some_and(|it| !it.contains('"')) {
            return part.into();
        }
        self.translated(part).unwrap_or_else(|| part.into())
    }
}

/// Where the first of several sentences ends.
fn end_of_sentence(text: &str) -> Option<usize> {
    text.match_indices([' ']).map(|(at, _)| at).find(|&at| text[..at].ends_with(['.', '?']))
}

/// What fills the holes of a pattern, if the text fits it.
fn filled<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let Some((before, after)) = pattern.split_once('<') else {
        return (pattern == text).then(Vec::new);
    };
    let rest = text.strip_prefix(before)?;
    let (kind, after) = after.split_once('>')?;
    let next = after.split('<').next().unwrap_or_default();
    let at_the_end = || next.is_empty().then_some(rest.len());
    let inside = rest.match_indices(next).map(|(at, _)| at).filter(|_| !next.is_empty());
    let mut ends = inside.chain(at_the_end()).filter(|&end| end > 0 && fits(kind, &rest[..end]));
    ends.find_map(|end| {
        let mut parts = filled(after, &rest[end..])?;
        parts.insert(0, &rest[..end]);
        Some(parts)
    })
}

/// True if this can fill a hole of this kind.
fn fits(kind: &str, part: &str) -> bool {
    match kind {
        "" => !part.ends_with(['.', '?']) && end_of_sentence(part).is_none(),
        "#" => part.chars().all(|letter| letter.is_ascii_digit() || letter == '.'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCES: Sentences = Sentences {
        patterns: &[&[
            ("This is <>. It has to be <>.", "Das ist <1>. Es muss <2> sein."),
            ("There is no <>.", "Es gibt <1> nicht."),
            ("Did you mean <>?", "War <1> gemeint?"),
            ("Not so: <...>", "Nicht so: <1>"),
            ("Server <#> <>.", "Server <1> <2>."),
            ("Step <#>", "Schritt <1>"),
            ("is down", "steht"),
            ("<>, and <>", "<1> und <2>"),
            ("a list", "eine Liste"),
        ]],
        name: |name| (name == "Log Matching").then_some("Gleichheit"),
        joined: |before, after| [before, after].concat(),
    };

    fn said(english: &str) -> Option<String> {
        SENTENCES.translated(english)
    }

    #[test]
    fn what_fills_a_hole_is_translated_where_it_is_known() {
        let whole = said("This is 5, and Log Matching. It has to be a list.");
        assert_eq!(whole.as_deref(), Some("Das ist 5 und Gleichheit. Es muss eine Liste sein."));
    }

    #[test]
    fn sentences_are_translated_one_by_one_and_all_or_none() {
        let both = said("There is no x. Did you mean `y`?");
        assert_eq!(both.as_deref(), Some("Es gibt x nicht.War `y` gemeint?"));
        assert_eq!(said("There is no x. Who knows?"), None);
        let nested = said("Not so: There is no x. There is no 1.5 s.");
        let expected = "Nicht so: Es gibt x nicht.Es gibt 1.5 s nicht.";
        assert_eq!(nested.as_deref(), Some(expected));
    }

    #[test]
    fn a_hole_for_a_number_holds_nothing_else() {
        let both = said("Server 1 is down. Server 12 is down.");
        assert_eq!(both.as_deref(), Some("Server 1 steht.Server 12 steht."));
        assert_eq!(said("Server one is down."), None);
        assert_eq!(said("Step 4.1").as_deref(), Some("Schritt 4.1"));
        assert_eq!(said("Step by step"), None);
    }

    #[test]
    fn a_pattern_fits_a_whole_text_and_its_holes_are_not_empty() {
        assert_eq!(said("There is no ."), None);
        assert_eq!(said("There is no x. "), None);
        assert_eq!(said("So there is no x."), None);
        assert_eq!(said(&format!("There is no {}.", "x".repeat(MOST_BYTES))), None);
    }
}
