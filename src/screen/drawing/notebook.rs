//! Notebooks, without what is written in them.

use super::super::geometry::{is_many, notebook};
use super::{Svg, pattern};
use crate::raft::ServerId;
use crate::words::{letters, shorten};

/// How a notebook is ruled.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Narrow lines, with a margin.
    Fine,
    /// Two lines, for a small picture.
    Wide,
}

impl Lines {
    /// Its class in the style sheet: the picture's width decides which is seen.
    pub fn class(self) -> &'static str {
        match self {
            Lines::Fine => "for-large",
            Lines::Wide => "for-small",
        }
    }

    /// How many there are in a notebook among `n`.
    pub fn count(self, n: usize) -> usize {
        match self {
            Lines::Fine => notebook(n).lines,
            Lines::Wide => 2,
        }
    }

    /// As much of a text as fits into a line of a notebook among `n`; and the width into which
    /// it is squeezed, if it has to be. In a small picture letters are large: five have room.
    pub fn fitted(self, text: &str, n: usize) -> (String, Option<f64>) {
        let book = notebook(n);
        match self {
            Lines::Fine => (shorten(text, book.letters), None),
            Lines::Wide => {
                let text = shorten(text, book.letters.min(6));
                let (width, _) = book.size();
                let room = width / 2.0 - 7.0 - line_place(self, 0, n).text_x;
                let is_long = letters(&text) > 5;
                (text, is_long.then_some(room))
            }
        }
    }

    /// From one to the next.
    fn pitch(self, n: usize) -> f64 {
        match self {
            _ if is_many(n) => 24.0,
            Lines::Fine => 26.0,
            Lines::Wide => 37.0,
        }
    }
}

/// Where the parts of a line are, from the middle of the notebook.
#[derive(Clone, Debug, PartialEq)]
pub struct LinePlace {
    /// Where its number ends.
    pub number_x: f64,
    /// How wide a number of more than one digit may be: it is squeezed into that.
    pub number_room: f64,
    /// Where its text begins.
    pub text_x: f64,
    /// The base line of both.
    pub y: f64,
    /// The tick of a line in ink, as a path.
    pub tick: String,
    /// The dashes under a line in pencil, as a path.
    pub dashes: String,
    /// A frame around it, as a path.
    pub frame: String,
}

/// The place of the line at `row`, from 0, of a notebook among `n`.
pub fn line_place(lines: Lines, row: usize, n: usize) -> LinePlace {
    let (width, height) = notebook(n).size();
    let (top, right) = (8.0 - height / 2.0, width / 2.0 - 5.0);
    let pitch = lines.pitch(n);
    let y = top + pitch * (row as f64 + 1.0) - 4.0;
    let (number_x, text_x) = match lines {
        _ if is_many(n) => (6.0 + 16.0 - width / 2.0, 6.0 + 20.0 - width / 2.0),
        Lines::Fine => (24.0 - width / 2.0, 34.0 - width / 2.0),
        Lines::Wide => (21.0 - width / 2.0, 27.0 - width / 2.0),
    };
    LinePlace {
        number_x,
        number_room: number_x + width / 2.0 - 7.0,
        text_x,
        y,
        tick: format!("M{:.1} {:.1}l5 5 8-10", right - 16.0, y - 6.0),
        dashes: format!("M{text_x:.1} {:.1}H{:.1}", y + 6.0, right - 5.0),
        frame: {
            let (left, top) = (5.0 - width / 2.0, y - pitch + 5.0);
            format!("M{left:.1} {top:.1}H{right:.1}v{pitch:.1}H{left:.1}z")
        },
    }
}

/// The empty notebook of `id` among `n`: cover, paper, spiral and ruling.
pub fn blank_notebook(id: ServerId, n: usize) -> String {
    let (width, height) = notebook(n).size();
    let (left, top) = (-width / 2.0, -height / 2.0);
    let mut svg = Svg::new();
    let mut sheet = |class: &str, paint: &str, (x, y): (f64, f64), (wide, high): (f64, f64)| {
        let size = format!("x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" rx=\"4\"");
        svg.add("rect", &format!("class=\"{class}\"{paint} {size}"));
    };
    sheet("book-shadow", "", (left + 3.0, top + 5.0), (width, height));
    let cover = format!(" fill=\"{}\"", pattern(id));
    sheet("cover", &cover, (left, top), (width, height));
    sheet("paper", "", (left + 5.0, top + 8.0), (width - 10.0, height - 12.0));
    for lines in [Lines::Fine, Lines::Wide] {
        svg.group(&format!("class=\"{}\"", lines.class()), |svg| ruling(svg, lines, n));
    }
    let rings = (width - 22.0) / 12.0;
    let spiral = (0..=rings as i32)
        .map(|ring| format!("M{:.1} {}v9", left + 11.0 + 12.0 * f64::from(ring), top - 3.0));
    svg.path("spiral", &spiral.collect::<String>());
    svg.0
}

fn ruling(svg: &mut Svg, lines: Lines, n: usize) {
    let (width, height) = notebook(n).size();
    let (left, right) = (5.0 - width / 2.0, width / 2.0 - 5.0);
    let ruled = (0..lines.count(n))
        .map(|row| line_place(lines, row, n).y + 6.0)
        .filter(|y| *y < height / 2.0 - 5.0)
        .map(|y| format!("M{left} {y}H{right}"));
    svg.path("ruling", &ruled.collect::<String>());
    if lines == Lines::Fine && !is_many(n) {
        let x = line_place(lines, 0, n).number_x + 5.0;
        svg.path("margin", &format!("M{x} {}V{}", 8.0 - height / 2.0, height / 2.0 - 4.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_dish_stays_on_the_paper() {
        let paper_ends = notebook(5).size().0 / 2.0 - 5.0;
        for long in ["ensalada", "inicio", "番茄面"] {
            let (text, room) = Lines::Wide.fitted(long, 5);
            assert!(letters(&text) <= 6, "{text}");
            let ends = line_place(Lines::Wide, 0, 5).text_x + room.expect("it is squeezed");
            assert!((paper_ends - 4.0..=paper_ends).contains(&ends), "{text} ends at {ends}");
        }
        assert_eq!(Lines::Wide.fitted("salad", 5), ("salad".into(), None));
        assert_eq!(Lines::Fine.fitted("ensalada", 5), ("ensala…".into(), None));
    }
}
