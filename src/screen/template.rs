//! Markup as text with holes: what the page is written in. A text is lighter than the
//! code that would build the same nodes, and the page is fetched by phones.
//!
//! `<li class="row" title={}>{} of <b>{}</b></li>` has three holes, filled in their
//! order. Elements without children end in `/>`. White space with a line break in
//! it, beside a tag or a hole, belongs to the source and not to the text.

/// A piece of a template, in order.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// An element begins.
    Open(&'t str),
    /// An attribute of the element that has just begun; a hole, if it has no value.
    Attribute(&'t str, Option<&'t str>),
    /// The innermost element ends.
    Close,
    /// Text.
    Text(&'t str),
    /// A hole between tags.
    Hole,
}

/// The pieces of `template`, which is [well formed](is_well_formed) and
/// [squeezed](squeezed).
pub fn tokens(template: &str) -> Tokens<'_> {
    Tokens { rest: template, is_in_tag: false }
}

/// The pieces of a template.
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    rest: &'t str,
    is_in_tag: bool,
}

impl<'t> Tokens<'t> {
    /// Takes everything before the first of `stops`.
    fn until(&mut self, stops: &[u8]) -> &'t str {
        let end = self.rest.bytes().position(|byte| stops.contains(&byte));
        let (head, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        head
    }

    fn takes(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn in_tag(&mut self) -> Token<'t> {
        let name = self.until(b"=");
        self.takes("=");
        if self.takes("{}") {
            return Token::Attribute(name, None);
        }
        self.takes("\"");
        let value = self.until(b"\"");
        self.takes("\"");
        Token::Attribute(name, Some(value))
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            if self.is_in_tag {
                self.rest = self.rest.trim_ascii_start();
                if self.takes("/>") {
                    self.is_in_tag = false;
                    return Some(Token::Close);
                }
                if !self.takes(">") {
                    return (!self.rest.is_empty()).then(|| self.in_tag());
                }
                self.is_in_tag = false;
            }
            if self.rest.is_empty() {
                return None;
            }
            if self.takes("{}") {
                return Some(Token::Hole);
            }
            if self.takes("</") {
                self.until(b">");
                self.takes(">");
                return Some(Token::Close);
            }
            if self.takes("<") {
                self.is_in_tag = true;
                return Some(Token::Open(self.until(b" \n/>")));
            }
            let text = self.until(b"<{");
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
        }
    }
}

/// `template` without the white space of its source, and how long it is: the compiler asks
/// once for the length, and then for so many bytes. (The page is a KiB lighter for it.)
pub const fn squeezed<const LEN: usize>(template: &str) -> ([u8; LEN], usize) {
    let bytes = template.as_bytes();
    let (mut out, mut len, mut at) = ([0; LEN], 0, 0);
    let (mut is_in_tag, mut is_in_quotes) = (false, false);
    while at < bytes.len() {
        let (mut end, mut is_broken) = (at, false);
        while !is_in_quotes && end < bytes.len() && bytes[end].is_ascii_whitespace() {
            is_broken |= bytes[end] == b'\n';
            end += 1;
        }
        let is_at_start = at == 0 || matches!(bytes[at - 1], b'>' | b'}');
        let is_at_end = end == bytes.len() || matches!(bytes[end], b'<' | b'{');
        let mut byte = bytes[at];
        at += 1;
        if is_broken && is_in_tag {
            (byte, at) = (b' ', end);
        } else if is_broken && (is_at_start || is_at_end) {
            at = end;
            continue;
        }
        match byte {
            b'"' if is_in_tag => is_in_quotes = !is_in_quotes,
            b'<' => is_in_tag = true,
            b'>' if !is_in_quotes => is_in_tag = false,
            _ => {}
        }
        if len < LEN {
            out[len] = byte;
        }
        len += 1;
    }
    (out, len)
}

/// Whether every element of `template` ends, and it has this many holes: looked at
/// by the compiler, for each template of the page.
pub const fn is_well_formed(template: &str, holes: usize) -> bool {
    let bytes = template.as_bytes();
    let (mut at, mut depth, mut found, mut quotes) = (0, 0_usize, 0, 0);
    while at < bytes.len() {
        let next = if at + 1 < bytes.len() { bytes[at + 1] } else { b' ' };
        match (bytes[at], next) {
            (b'<', b'/') | (b'/', b'>') if depth == 0 => return false,
            (b'<', b'/') | (b'/', b'>') => depth -= 1,
            (b'<', _) => depth += 1,
            (b'{', b'}') => found += 1,
            (b'{', _) | (b'&', _) => return false,
            (b'"', _) => quotes += 1,
            _ => {}
        }
        at += 1;
    }
    depth == 0 && found == holes && quotes % 2 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the compiler does it.
    fn squeeze(template: &str) -> String {
        let (bytes, len) = squeezed::<200>(template);
        String::from_utf8(bytes[..len].to_vec()).expect("it was text before")
    }

    #[test]
    fn a_template_is_read_in_order() {
        let template = "<li class=\"row one\" title={}>\n    {} of <b>{}</b>\n    <br/>\n</li>";
        assert!(is_well_formed(template, 3));
        let template = squeeze(template);
        let read: Vec<_> = tokens(&template).collect();
        let expected = [
            Token::Open("li"),
            Token::Attribute("class", Some("row one")),
            Token::Attribute("title", None),
            Token::Hole,
            Token::Text(" of "),
            Token::Open("b"),
            Token::Hole,
            Token::Close,
            Token::Open("br"),
            Token::Close,
            Token::Close,
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn white_space_of_the_source_is_no_text() {
        let template = squeeze("<p\n  id={}>\n    Two\n words\n    <b> kept </b> \n</p>");
        let read: Vec<_> = tokens(&template).collect();
        let texts: Vec<_> = read
            .iter()
            .filter_map(|token| match token {
                Token::Text(text) => Some(*text),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["Two\n words", " kept "]);
        assert!(template.starts_with("<p id={}>Two"), "{template}");
    }

    #[test]
    fn what_is_not_well_formed_is_found() {
        assert!(!is_well_formed("<p>{}</p>", 0), "a hole nobody fills");
        assert!(!is_well_formed("<p>", 0), "an element without an end");
        assert!(!is_well_formed("</p>", 0), "an end without an element");
        assert!(!is_well_formed("<p class=\"a>{}</p>", 1), "a value without an end");
        assert!(!is_well_formed("<p>{name}</p>", 1), "a hole is empty");
        assert!(!is_well_formed("<p>&amp;</p>", 0), "no entities: text is text");
        assert!(is_well_formed("", 0));
    }
}
