//! Teammates around the table, and the asker beside it.

use super::super::geometry::{ASKER_NAME_BELOW_NECK, PERSON_SCALE, name_below_neck, scale};
use super::super::scene::ServerView;
use super::heads::{self, Mood, TAN, look_of};
use super::{Svg, pattern};
use crate::lunch::PersonState;

const TORSO: &str = "M-38 58C-38 16-25 2 0 2s38 14 38 56z";
const CHAIR: &str = "M-29 58V1q0-10 10-10h38q10 0 10 10v57z";
/// What one sees of a chair from behind, before whom sits on it.
const CHAIR_BACK: &str = "M-29 45q29-7 58 0v13h-58z";
const SEAT: &str = "M-40 57h80v7q0 5-5 5h-70q-5 0-5-5z";
const LEGS: &str = "M-26 68v22M26 68v22";
const ARM: &str = "M26 20 37-24";
const FINGERS: &str = "M32-35v-6M36-38v-8M40-38v-8M44-35v-6";
const HAT: &str = "M-24-26q24-8 48 0v-5q-7-2-9-5-1-12-15-12t-15 12q-2 3-9 5z";

/// A teammate on a chair, the chair alone if they are away. The neck is at the
/// origin; `is_back` is for those who sit before the table, `side` is the side of the
/// table on which they do.
pub fn person(server: &ServerView, is_back: bool, side: f64, n: usize) -> String {
    let mut svg = Svg::new();
    let unit = PERSON_SCALE * scale(n);
    let is_away = server.person == PersonState::Away;
    svg.group(&format!("transform=\"scale({unit:.3})\""), |svg| {
        svg.path("halo", "M-48-50h96v122h-96z");
        let is_beside = !is_back && server.id.0 > 1;
        if is_beside {
            svg.path("chair-leg", LEGS);
        }
        if !is_back || is_away {
            svg.path("chair", CHAIR);
        }
        if is_away {
            svg.path("slat", "M-14-3v52M0-3v52M14-3v52");
        } else {
            svg.filled("torso", pattern(server.id), TORSO);
            upper_body(svg, server, is_back, side);
        }
        if is_beside {
            svg.path("chair", SEAT);
        } else if is_back && !is_away {
            svg.path("chair", CHAIR_BACK);
        }
        svg.letter(0.0, 24.0, &server.letter);
        if server.person == PersonState::Holder {
            let skin = look_of(server.id).skin;
            svg.mark("sheet", &format!("translate({} 4)", 46.0 * side));
            svg.filled_circle("skin", skin, (30.0 * side, 19.0), 7.0);
        }
    });
    // An empty chair is lower than a head.
    let y = if is_away && !is_back { -16.0 * unit } else { name_below_neck(is_back, n) };
    svg.text("name", 0.0, y.round(), &server.chair);
    svg.0
}

fn upper_body(svg: &mut Svg, server: &ServerView, is_back: bool, side: f64) {
    let look = look_of(server.id);
    let is_asleep = server.person == PersonState::Dozing;
    // Towards the table.
    let inwards = if side < 0.0 { 1 } else { -1 };
    if server.person == PersonState::Asking {
        svg.group(&format!("transform=\"scale({inwards} 1)\""), |svg| {
            svg.path("arm-outline", ARM);
            svg.add("path", &format!("class=\"arm\" stroke=\"{}\" d=\"{ARM}\"", look.sleeve));
            svg.path("finger-outline", FINGERS);
            svg.add("path", &format!("class=\"finger\" stroke=\"{}\" d=\"{FINGERS}\"", look.skin));
            svg.filled_circle("skin", look.skin, (38.0, -32.0), 8.5);
        });
    }
    let mood = if is_asleep { None } else { Some(server.mood) };
    let nod = if is_asleep { " rotate(13)" } else { "" };
    if is_back {
        let turned = format!("transform=\"scale({inwards} 1){nod}\"");
        svg.group(&turned, |svg| heads::side(svg, server.id, mood));
    } else {
        let turn = if server.id.0 == 1 { 0.0 } else { 3.0 * f64::from(inwards) };
        svg.group(&format!("transform=\"scale(1 1){nod}\""), |svg| {
            heads::front(svg, server.id, mood, turn);
        });
    }
    if is_asleep {
        svg.add("use", "class=\"zz\" href=\"#lt-zz\" x=\"28\" y=\"-34\"");
    }
}

/// The one who asks the table, in a hat and beside it: not a teammate. `name` is written below.
pub fn asker(name: &str, mood: Mood) -> String {
    let mut svg = Svg::new();
    svg.path("halo", "M-46-52h92v106h-92z");
    svg.path("torso coat", "M-38 46C-38 15-25 2 0 2s38 13 38 44z");
    heads::skull(&mut svg, TAN, true);
    svg.group("transform=\"translate(2)\"", |svg| heads::face(svg, Some(mood)));
    svg.path("hat", HAT);
    svg.letter(0.0, 24.0, "asker");
    svg.text("name asker-name", 0.0, ASKER_NAME_BELOW_NECK, name);
    svg.0
}
