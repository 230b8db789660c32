//! Numbers and times as people write them, and texts cut short.

use crate::cluster::{MILLISECOND, Micros};

/// "1.842 s".
pub fn seconds(at: Micros) -> String {
    let ms = at / MILLISECOND;
    format!("{}.{:03} s", ms / 1_000, ms % 1_000)
}

/// A moment in milliseconds, with one decimal.
pub fn milliseconds(at: Micros) -> String {
    let tenths = at / (MILLISECOND / 10);
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

/// At most `letters` letters of `text`.
pub fn shorten(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.into();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
}
