//! Heads: what everybody looks like, and how they feel.

use super::Svg;
use crate::raft::ServerId;

/// How somebody feels, by their face.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    /// All is well.
    Smile,
    /// Lunch is final.
    Happy,
    /// Nothing of note.
    Calm,
    /// Lunch is final, and something else than they wanted.
    Sad,
    /// Says something.
    Talk,
}

/// What tells one person from another, but for the pattern of their clothes.
pub(super) struct Look {
    pub sleeve: &'static str,
    pub skin: &'static str,
    hair: &'static str,
    cut: Cut,
    has_glasses: bool,
}

/// How hair is cut. Bald people have none.
#[derive(Copy, Clone, PartialEq)]
enum Cut {
    Short,
    Long,
    Curls,
    Bob,
    Bun,
    Quiff,
    Band,
    Bald,
    Waves,
}

const FAIR: &str = "#f4d7b8";
pub(super) const TAN: &str = "#e3b184";
const BROWN: &str = "#c08a5c";
const DARK: &str = "#9a6a45";
const BLACK_HAIR: &str = "#2b1d16";
const BROWN_HAIR: &str = "#6b3f22";

const fn look(
    sleeve: &'static str,
    skin: &'static str,
    hair: &'static str,
    cut: Cut,
    has_glasses: bool,
) -> Look {
    Look { sleeve, skin, hair, cut, has_glasses }
}

/// Robin to Wren.
const LOOKS: [Look; 9] = [
    look("#E69F00", FAIR, BROWN_HAIR, Cut::Short, false),
    look("#56B4E9", BROWN, BLACK_HAIR, Cut::Long, false),
    look("#009E73", TAN, BLACK_HAIR, Cut::Curls, false),
    look("#F0E442", TAN, BLACK_HAIR, Cut::Bob, true),
    look("#0072B2", FAIR, "#c9923f", Cut::Bun, false),
    look("#D55E00", DARK, BLACK_HAIR, Cut::Quiff, true),
    look("#CC79A7", FAIR, "#7c4a5a", Cut::Band, false),
    look("#999999", BROWN, BLACK_HAIR, Cut::Bald, true),
    look("#A6761D", DARK, BROWN_HAIR, Cut::Waves, false),
];

pub(super) fn look_of(id: ServerId) -> &'static Look {
    &LOOKS[usize::from(id.0.saturating_sub(1)) % LOOKS.len()]
}

const NECK: &str = "M-7-6H7V4Q0 9-7 4z";
const PROFILE: &str = "M-19-21c0-12 8-18 18-18 9 0 16 4 18 12 0 4 2 6 5 9 1 2 0 3-3 4 1 3 0 5-2 6 1 6-3 8-9 8-16 1-27-7-27-21z";

impl Cut {
    /// The hair of whom one sees from the front.
    fn front(self) -> &'static str {
        match self {
            Cut::Short => {
                "M-20-17c-5-16 4-27 19-27 14 0 24 9 21 27-1-5-3-9-6-12-8 4-17 4-25 1-4 2-7 6-9 11z"
            }
            Cut::Long => {
                "M-14 3c-11-1-13-15-9-27 2-14 11-20 23-20s21 6 23 20c4 12 2 26-9 27 4-8 4-17 2-25-7 0-12-2-16-7-4 5-9 7-16 8-2 8-2 16 2 24z"
            }
            Cut::Curls => {
                "M-19-15a8 8 0 0 1-2-13 8 8 0 0 1 8-12 9 9 0 0 1 14-4 9 9 0 0 1 14 5 8 8 0 0 1 7 12 8 8 0 0 1-3 12c0-6-3-11-8-13-8 3-17 3-23 0-4 3-7 7-7 13z"
            }
            Cut::Bob => {
                "M-17-4c-8-6-8-22-3-30 4-7 11-10 20-10s16 3 20 10c5 8 5 24-3 30 2-8 2-15-1-21-8 2-16 1-23-3-2 5-5 6-9 7-2 6-3 11-1 17z"
            }
            Cut::Bun => {
                "M-20-18c-2-14 6-23 20-23s22 9 20 23c-3-9-10-13-20-13s-17 4-20 13zM-9-47c0-5 4-8 9-8s9 3 9 8-4 8-9 8-9-3-9-8z"
            }
            Cut::Quiff => {
                "M-20-19c-3-10 0-17 6-20 2-7 18-11 28-3 6 4 8 13 6 23-2-4-4-8-8-10-8 1-16 0-23-3-4 3-7 7-9 13z"
            }
            Cut::Band => {
                "M-21-17c-3-17 6-27 21-27s24 10 21 27c-2-6-4-9-7-11-9-4-19-4-28 0-3 2-5 5-7 11zM-6-46c-5-7-12-4-11 0s6 4 11 1c4 4 10 3 11-1s-6-7-11 0z"
            }
            Cut::Bald => "",
            Cut::Waves => {
                "M-20-15c-6-12-2-24 6-27 6-5 15-4 19-1 10 1 17 9 15 27-2-4-4-9-8-12-6 1-11-1-15-4-4 4-8 5-12 5-3 3-4 7-5 12z"
            }
        }
    }

    /// The same from the side, the face at the right.
    fn side(self) -> &'static str {
        match self {
            Cut::Short => {
                "M17-28c0-10-8-16-18-16-14 0-22 11-21 24 1 8 4 14 9 17q4-1 4-7c0-4 1-7 4-9v-7c9 1 15 0 18-5q2 3 4 3z"
            }
            Cut::Long => {
                "M17-28C16-39 8-45-3-45c-14 0-23 9-23 25 0 12-1 22 4 26 5 3 12 1 17-1-2-8-2-14 1-19v-11c8 0 14-1 17-6q2 3 4 3z"
            }
            Cut::Curls => {
                "M18-27c5-4 3-11-2-12 0-6-7-8-11-6-4-4-11-3-13 1-6-1-11 3-11 8-6 2-7 9-4 12-4 5-2 11 2 13 0 6 6 9 10 8 4 3 9 0 9-4-2-4-1-8 2-10v-9c6 1 11-1 12-6 2 3 4 4 6 5z"
            }
            Cut::Bob => {
                "M18-27C17-39 8-45-2-45c-14 0-22 10-22 24 0 11 3 20 10 22 5 1 9 0 10-4-2-6-1-10 2-13v-9c9 0 14-2 16-6q3 3 4 4z"
            }
            Cut::Bun => {
                "M17-29c-2-9-9-14-18-14-11 0-19 8-20 20 0 7 2 11 5 13 3-2 4-5 5-9l3-7c9 0 16-2 20-7q3 3 5 4zM-22-31c-6 0-10-4-10-9s4-9 10-9 9 4 9 9-3 9-9 9z"
            }
            Cut::Quiff => {
                "M17-28c4-8 1-16-7-17-6-3-15-2-20 2-9 3-14 12-13 22 1 8 4 14 8 16q4-1 4-7c0-4 1-6 4-8v-6c8 0 14-2 17-7q3 4 7 5z"
            }
            Cut::Band => {
                "M17-29c-2-10-9-15-18-15-13 0-21 9-21 22 0 7 2 12 6 15 3-1 4-4 4-8 0-5 2-8 5-10 8 0 15-2 19-8q3 3 5 4zM-20-33c-8-2-12 2-11 6s7 4 11 0c1 6 7 7 9 4s-2-9-9-10z"
            }
            Cut::Bald => "",
            Cut::Waves => {
                "M18-28c2-9-4-15-11-15-6-4-15-3-19 1-8 2-13 10-11 18-3 6-1 13 3 16 3 4 8 5 11 3-1-5-1-9 2-12v-7c6 1 9-1 11-4 3 1 5 0 7-3q3 3 7 3z"
            }
        }
    }
}

/// A head from the front; `turn` is how far the face looks to a side.
pub(super) fn front(svg: &mut Svg, id: ServerId, mood: Option<Mood>, turn: f64) {
    let Look { skin, hair, cut, has_glasses, .. } = *look_of(id);
    skull(svg, skin, !matches!(cut, Cut::Long | Cut::Bob));
    svg.group(&format!("transform=\"translate({turn})\""), |svg| {
        face(svg, mood);
        if has_glasses {
            svg.path(
                "glasses",
                "M-13-20a6 6 0 1 0 12 0 6 6 0 1 0-12 0M1-20a6 6 0 1 0 12 0 6 6 0 1 0-12 0M-1-21h2",
            );
        }
    });
    svg.filled("hair", hair, cut.front());
}

/// Neck and head, without a face.
pub(super) fn skull(svg: &mut Svg, skin: &str, has_ears: bool) {
    svg.filled("skin", skin, NECK);
    if has_ears {
        svg.filled("skin", skin, "M-18-23c-6-1-7 9-1 10zM18-23c6-1 7 9 1 10z");
    }
    svg.filled_circle("skin head", skin, (0.0, -20.0), 19.0);
}

/// A face from the front; asleep without a mood.
pub(super) fn face(svg: &mut Svg, mood: Option<Mood>) {
    svg.path(
        "cheek",
        "M-15-13a4 2.6 0 1 0 8 0 4 2.6 0 1 0-8 0M7-13a4 2.6 0 1 0 8 0 4 2.6 0 1 0-8 0",
    );
    let Some(mood) = mood else {
        svg.path("feature", "M-11-19q4 4 8 0M3-19q4 4 8 0M-3-9h6");
        return;
    };
    svg.path("eye", "M-9-20a2.1 2.8 0 1 0 4.2 0 2.1 2.8 0 1 0-4.2 0M4.8-20a2.1 2.8 0 1 0 4.2 0 2.1 2.8 0 1 0-4.2 0");
    let (brows, mouth) = match mood {
        Mood::Smile => ("M-11-27q4-3 7-1M4-28q4-2 7 1", "M-6-11q6 6 12 0"),
        Mood::Happy => ("M-11-28q4-4 7-1M4-29q4-3 7 1", "M-7-12H7q-1 8-7 8t-7-8z"),
        Mood::Calm => ("M-11-27h7M4-27h7", "M-5-9H5"),
        Mood::Sad => ("M-12-25q3-4 8-5M12-25q-3-4-8-5", "M-5-7q5-5 10 0"),
        Mood::Talk => ("M-11-28q4-3 7-1M4-29q4-2 7 1", "M-4-8a4 4.5 0 1 0 8 0 4 4.5 0 1 0-8 0"),
    };
    svg.path("brow", brows);
    let is_open = matches!(mood, Mood::Happy | Mood::Talk);
    svg.path(if is_open { "mouth" } else { "feature" }, mouth);
}

/// A head from the side, looking to the right; asleep without a mood.
pub(super) fn side(svg: &mut Svg, id: ServerId, mood: Option<Mood>) {
    let Look { skin, hair, cut, has_glasses, .. } = *look_of(id);
    svg.filled("skin", skin, NECK);
    svg.filled("skin head", skin, PROFILE);
    svg.path("cheek", "M6-12a4 2.6 0 1 0 8 0 4 2.6 0 1 0-8 0");
    match mood {
        Some(_) => svg.path("eye", "M10-21a1.9 2.8 0 1 0 3.8 0 1.9 2.8 0 1 0-3.8 0"),
        None => svg.path("feature", "M8-20q3 3 6 0"),
    }
    svg.path("brow", if mood == Some(Mood::Sad) { "M8-26q3-3 7-2" } else { "M8-27q4-3 7 0" });
    let (class, mouth) = match mood {
        Some(Mood::Smile) => ("feature", "M8-9q5 4 9 0"),
        Some(Mood::Happy) => ("mouth", "M8-11h10q-1 6-5 6t-5-6z"),
        Some(Mood::Sad) => ("feature", "M9-6q4-5 8-2"),
        Some(Mood::Talk) => ("mouth", "M11-9a3 3.6 0 1 0 6 0 3 3.6 0 1 0-6 0"),
        Some(Mood::Calm) | None => ("feature", "M10-8h7"),
    };
    svg.path(class, mouth);
    svg.filled("hair", hair, cut.side());
    if has_glasses {
        svg.path("glasses", "M-1-22 7-22M7-21a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0");
    }
    svg.filled("skin", skin, "M-4-17a4 5.5 0 1 0 8 0 4 5.5 0 1 0-8 0");
}
