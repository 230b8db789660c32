//! A run as text that fits into an address, and back.
//!
//! ```
//! use raft_lunch::{cluster::Run, run::RunLink};
//!
//! let link = RunLink::new(Run::story(38, 5));
//! let text = link.encode()?;
//! assert_eq!(RunLink::decode(&text)?, link);
//! # Ok::<(), raft_lunch::run::LinkError>(())
//! ```
//!
//! The text is URL-safe base64. Its first byte is the version of this encoding, four more
//! are a checksum of the rest, which is a [`RunLink`] in postcard's encoding: the types in it
//! only grow at the end of their enums, and anything else is another version. Links of
//! earlier versions are still read (`earlier`).

mod earlier;

use std::fmt;

use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::{DecodeError, Engine};
use serde::{Deserialize, Serialize};

use super::MAX_EVENTS;
use crate::cluster::{Invalid, MAX_TIME, Micros, Run};

/// The version of the encoding.
const VERSION: u8 = 2;

/// The version of what plays the run. It goes up when the same run no longer has the same
/// events: `tests/golden.rs` notices.
pub const ENGINE: u16 = 5;

/// Longest text of a link, in characters: what browsers, and the programs in which people
/// send links to each other, cope with.
pub const MAX_LINK_CHARS: usize = 32 * 1024;

/// Longest title, and longest words, in characters.
pub const MAX_WORDS: usize = 1_500;

/// A run ends with a whole step: it may have a few events more than there should be.
const MOST_AT_ONCE: u64 = 10_000;

/// What a link holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLink {
    /// The version of what played it.
    pub engine: u16,
    /// The run.
    pub run: Run,
    /// How far it has been played.
    pub end: Micros,
    /// How many events have been played.
    pub events: u64,
    /// How many events there are before the playhead.
    pub playhead: u64,
    /// The moment of the playhead.
    pub at: Micros,
    /// What the cluster is like there: [`Cluster::fingerprint`](crate::cluster::Cluster::fingerprint).
    pub fingerprint: u64,
    /// What is shown of it.
    pub view: RunLinkView,
    /// What the run is called; may be empty.
    pub title: String,
    /// What whoever made it says or asks; may be empty.
    pub words: String,
}

/// What is shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLinkView {
    /// Whether the space-time diagram is open.
    pub diagram: bool,
    /// How much time it shows: a position in the list of its spans.
    pub zoom: u8,
    /// From when; `None`: it follows the playhead.
    pub left: Option<Micros>,
}

impl Default for RunLinkView {
    /// No diagram; and when it is opened, a span in which single messages can be seen.
    fn default() -> Self {
        RunLinkView { diagram: false, zoom: 5, left: None }
    }
}

/// Why a text is no link that can be opened, or a run does not fit into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It has more than [`MAX_LINK_CHARS`] characters.
    TooLong {
        /// How many it has.
        chars: usize,
    },
    /// Some of its characters are not those of a link.
    NotALink,
    /// It is of a later version.
    Newer {
        /// Which.
        version: u8,
    },
    /// Its end is missing, or something in it was changed.
    Damaged,
    /// It is whole, but what is in it cannot be played.
    Unplayable(Invalid),
    /// Its title or its words are longer than [`MAX_WORDS`], or its run than a run can be.
    OutOfRange,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::TooLong { chars } => {
                write!(f, "A link has {MAX_LINK_CHARS} characters at most. This one has {chars}.")
            }
            LinkError::NotALink => write!(f, "This is not a link to a run."),
            LinkError::Newer { version } => write!(
                f,
                "This link is of version {version}; this page knows version {VERSION}. Open it where it was made."
            ),
            LinkError::Damaged => {
                write!(f, "This link is damaged, or its end is missing. Ask for it once more.")
            }
            LinkError::Unplayable(invalid) => {
                write!(f, "The run in this link cannot be played. {invalid}")
            }
            LinkError::OutOfRange => write!(f, "Something in this link is too long or too late."),
        }
    }
}

impl std::error::Error for LinkError {}

impl RunLink {
    /// A run that has not been played yet.
    pub fn new(run: Run) -> RunLink {
        RunLink {
            engine: ENGINE,
            run,
            end: 0,
            events: 0,
            playhead: 0,
            at: 0,
            fingerprint: 0,
            view: RunLinkView::default(),
            title: String::new(),
            words: String::new(),
        }
    }

    /// The text of the link; it fails if that would be too long.
    pub fn encode(&self) -> Result<String, LinkError> {
        let text = URL_SAFE_NO_PAD.encode(self.to_bytes()?);
        match text.len() {
            chars if chars > MAX_LINK_CHARS => Err(LinkError::TooLong { chars }),
            _ => Ok(text),
        }
    }

    /// The link in this text, without what mail and prose add to it: the breaks at which it was
    /// wrapped, and whatever closes the sentence or the bracket that it stands in.
    pub fn letters(text: &str) -> String {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        // Soft hyphens and spaces of no width are how some programs wrap.
        let is_break = |c: char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}');
        let end = text.trim_end_matches(|c| !is_letter(c));
        end.chars().filter(|&c| !is_break(c)).collect()
    }

    /// Reads the text of a link. What it holds can be played without a panic.
    pub fn decode(text: &str) -> Result<RunLink, LinkError> {
        let text = RunLink::letters(text);
        if text.len() > MAX_LINK_CHARS {
            return Err(LinkError::TooLong { chars: text.len() });
        }
        let bytes = URL_SAFE_NO_PAD.decode(&text).map_err(|error| match error {
            DecodeError::InvalidByte(..) => LinkError::NotALink,
            // All letters are those of a link, and so is its beginning: its end is not.
            _ if text.starts_with('A') => LinkError::Damaged,
            _ => LinkError::NotALink,
        })?;
        RunLink::from_bytes(&bytes)
    }

    /// The bytes of the link, however long it is.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LinkError> {
        let body = postcard::to_allocvec(self).map_err(|_| LinkError::OutOfRange)?;
        let mut bytes = vec![VERSION];
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        Ok(bytes)
    }

    /// Reads the bytes of a link.
    pub fn from_bytes(bytes: &[u8]) -> Result<RunLink, LinkError> {
        let (&version, rest) = bytes.split_first().ok_or(LinkError::NotALink)?;
        if version != VERSION && version != earlier::VERSION {
            let is_newer = version > VERSION && version < 64;
            let error = LinkError::Newer { version };
            return Err(if is_newer { error } else { LinkError::NotALink });
        }
        let (sum, body) = rest.split_at_checked(4).ok_or(LinkError::Damaged)?;
        if sum != checksum(body).to_le_bytes() {
            return Err(LinkError::Damaged);
        }
        let link = match version {
            earlier::VERSION => earlier::read(body),
            _ => postcard::from_bytes(body).ok(),
        };
        let link = link.ok_or(LinkError::Damaged)?;
        link.run.validate().map_err(LinkError::Unplayable)?;
        let is_fit = |words: &str| words.chars().count() <= MAX_WORDS;
        let is_in_range = link.end <= MAX_TIME
            && link.at <= link.end
            && link.playhead <= link.events
            && link.events <= MAX_EVENTS as u64 + MOST_AT_ONCE
            && is_fit(&link.title)
            && is_fit(&link.words);
        if is_in_range { Ok(link) } else { Err(LinkError::OutOfRange) }
    }
}

/// FNV-1a: it finds what got lost or changed on the way, and is no secret.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
