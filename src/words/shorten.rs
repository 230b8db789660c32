//! How wide a text is, and texts cut short.

/// How many Latin letters a text is as wide as: a Chinese character counts for two.
pub fn letters(text: &str) -> usize {
    text.chars().map(width).sum()
}

fn width(letter: char) -> usize {
    // From the radicals on, scripts are written in squares.
    if letter < '\u{2e80}' { 1 } else { 2 }
}

/// As much of `text` as is at most `most` letters wide.
pub fn shorten(text: &str, most: usize) -> String {
    if letters(text) <= most {
        return text.into();
    }
    let mut room = most.saturating_sub(1);
    let fits = |letter: &char| {
        let rest = room.checked_sub(width(*letter));
        room = rest.unwrap_or_default();
        rest.is_some()
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_room_ends() {
        assert_eq!(shorten("ramen", 5), "ramen");
        assert_eq!(shorten("ramen", 4), "ram…");
        assert_eq!(shorten("豆子咖喱", 8), "豆子咖喱");
        assert_eq!(shorten("豆子咖喱", 7), "豆子咖…");
        assert_eq!(shorten("豆子咖喱", 6), "豆子…");
    }
}
