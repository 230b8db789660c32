//! People, servers and furniture as SVG text: pure functions of what is drawn.
//!
//! Nothing that anybody typed gets in here: the text is made of constants, names
//! from the team and numbers. What was typed is drawn as text nodes by `ui`.

use super::scene::ServerView;
use crate::cluster::Health;
use crate::lunch::PersonState;
use crate::raft::{RoleName, ServerId};

struct Look {
    sleeve: &'static str,
    skin: &'static str,
    hair: &'static str,
    /// The shape of the hair; bald people have none.
    cut: Option<&'static str>,
    has_glasses: bool,
}

const FAIR: &str = "#f4d7b8";
const TAN: &str = "#e3b184";
const BROWN: &str = "#c08a5c";
const DARK: &str = "#9a6a45";
const BLACK_HAIR: &str = "#2b1d16";
const BROWN_HAIR: &str = "#6b3f22";

/// Robin to Wren.
const LOOKS: [Look; 9] = [
    Look { sleeve: "#E69F00", skin: FAIR, hair: BROWN_HAIR, cut: Some(SHORT), has_glasses: false },
    Look {
        sleeve: "#56B4E9",
        skin: BROWN,
        hair: BLACK_HAIR,
        cut: Some(
            "M-15 2c-11-3-11-31-3-38 10-8 27-8 36 0 8 7 8 35-3 38 4-9 3-19 0-23q-12 0-19-8-5 6-11 8-3 9 0 23z",
        ),
        has_glasses: false,
    },
    Look {
        sleeve: "#009E73",
        skin: TAN,
        hair: BLACK_HAIR,
        cut: Some(
            "M-21-15a8 8 0 0 1 1-14 8 8 0 0 1 11-10 9 9 0 0 1 17-1 8 8 0 0 1 12 11 8 8 0 0 1 1 14q-4-13-21-14T-21-15z",
        ),
        has_glasses: false,
    },
    Look {
        sleeve: "#F0E442",
        skin: TAN,
        hair: BLACK_HAIR,
        cut: Some("M-20-15a20 20 0 1 1 40 0q-5-4-6-10-15 3-28 0-1 6-6 10z"),
        has_glasses: true,
    },
    Look {
        sleeve: "#0072B2",
        skin: FAIR,
        hair: "#c9923f",
        cut: Some(
            "M-20-20a20 20 0 0 1 40 0q-4-10-20-10T-20-20zM-8-45a8 7 0 1 1 16 0 8 7 0 1 1-16 0z",
        ),
        has_glasses: false,
    },
    Look { sleeve: "#D55E00", skin: DARK, hair: BLACK_HAIR, cut: Some(SHORT), has_glasses: true },
    Look {
        sleeve: "#CC79A7",
        skin: FAIR,
        hair: "#7c4a5a",
        cut: Some(
            "M-21-20c0-14 8-23 21-23s21 9 21 23q-21-6-42 0zM-5-44a5 5 0 1 1 10 0 5 5 0 1 1-10 0z",
        ),
        has_glasses: false,
    },
    Look { sleeve: "#999999", skin: BROWN, hair: BLACK_HAIR, cut: None, has_glasses: true },
    Look {
        sleeve: "#A6761D",
        skin: DARK,
        hair: BROWN_HAIR,
        cut: Some(
            "M-20-17c-5-22 14-27 25-23 12 1 18 11 15 24-2-8-6-12-10-14-8 5-20 5-24 4-3 2-5 5-6 9z",
        ),
        has_glasses: false,
    },
];

const SHORT: &str = "M-20-21a20 20 0 0 1 40 0q-5-9-20-10T-20-21z";
const NAPE: &str = "M-20-18a20 20 0 1 1 40 0c-2 12-10 14-20 14s-18-2-20-14z";
const TORSO: &str = "M-38 38C-38 12-24 2 0 2s38 10 38 36q0 6-6 6h-64q-6 0-6-6z";
const NECK: &str = "M-7-6h14V4q-7 6-14 0z";
const FACE: &str = "M-7-20v2M7-20v2M-5-10q5 4 10 0";
const FACE_ASLEEP: &str = "M-11-19q4 4 8 0M3-19q4 4 8 0M-3-9h6";
const GLASSES: &str = "M-13-19a6 6 0 1 0 12 0 6 6 0 1 0-12 0M1-19a6 6 0 1 0 12 0 6 6 0 1 0-12 0";
const ARM: &str = "M-26 18-36-26";
const FINGERS: &str = "M-43-36v-6M-39-38v-9M-35-38v-9M-31-36v-6";
const CHAIR: &str = "M-28 44v-50q0-8 8-8h40q8 0 8 8v50z";
const HAT: &str = "M-24-25q24-9 48 0v-4q-8-2-9-5-1-11-15-11t-15 11q-1 3-9 5z";

/// The table with its bowls, over which notebooks lie.
pub const TABLE: &str = concat!(
    r#"<ellipse class="leg" cx="320" cy="303" rx="210" ry="150"/>"#,
    r#"<ellipse class="top" cx="320" cy="287" rx="210" ry="150"/>"#,
    r#"<ellipse class="grain" cx="320" cy="287" rx="193" ry="135"/>"#,
    r##"<use href="#bowl" x="286" y="280"/><use href="#bowl" x="346" y="266"/>"##,
    r##"<use href="#bowl" x="338" y="306"/><path class="chop" d="M268 306 304 318M270 299 306 312"/>"##,
);

/// The client's machine, outside the ring.
pub const CLIENT_DRAWING: &str = concat!(
    r#"<circle class="halo" r="50"/><rect class="box" x="-32" y="-28" width="64" height="44" rx="6"/>"#,
    r#"<path class="base" d="M-42 18h84l-6 10h-72z"/><path class="x" d="m-18-14 9 8-9 8M-2 4h14"/>"#,
    r#"<text class="nm" y="54">client</text>"#,
);

/// The pattern of `id`, as a fill. Beyond nine the patterns begin again.
pub fn pattern(id: ServerId) -> &'static str {
    const PATTERNS: [&str; 9] = [
        "url(#p1)", "url(#p2)", "url(#p3)", "url(#p4)", "url(#p5)", "url(#p6)", "url(#p7)",
        "url(#p8)", "url(#p9)",
    ];
    PATTERNS[usize::from(id.0.saturating_sub(1)) % PATTERNS.len()]
}

/// SVG text in the making.
struct Svg(String);

impl Svg {
    fn path(&mut self, class: &str, paint: &str, d: &str) {
        self.add(&["<path class=\"", class, "\" ", paint, " d=\"", d, "\"/>"]);
    }

    fn text(&mut self, class: &str, y: &str, text: &str) {
        self.add(&["<text class=\"", class, "\" y=\"", y, "\">", text, "</text>"]);
    }

    /// A letter on its disc. It is a mark, not a label: as a text it would have to be
    /// part of the name that a listener hears.
    fn letter(&mut self, disc: &str, y: &str, letter: &str) {
        self.disc(disc);
        self.add(&["<use class=\"lt\" href=\"#lt-", letter, "\" y=\"", y, "\"/>"]);
    }

    fn disc(&mut self, y: &str) {
        self.add(&["<circle class=\"disc\" cy=\"", y, "\" r=\"14\"/>"]);
    }

    fn halo(&mut self, radius_and_place: &str) {
        self.add(&["<circle class=\"halo\" ", radius_and_place, "/>"]);
    }

    fn add(&mut self, parts: &[&str]) {
        self.0 += &parts.concat();
    }
}

fn fill(colour: &str) -> String {
    ["fill=\"", colour, "\""].concat()
}

/// A teammate on a chair, the chair alone if they are away. The neck is at the
/// origin; `is_back` is for those who sit before the table, `side` is where the
/// sheet is held.
pub fn person(server: &ServerView, is_back: bool, side: f64, n: usize) -> String {
    let mut svg = Svg(String::new());
    let is_away = server.person == PersonState::Away;
    svg.halo("r=\"56\" cy=\"-6\"");
    if !is_back {
        svg.path("chair", "", CHAIR);
    }
    if !is_away {
        bust(&mut svg, server, is_back);
    }
    match (is_back, is_away) {
        (true, true) => {
            svg.path("chair", "", "M-28-10q28-6 56 0v56h-56z");
            svg.path("slat", "", "M-14-2v40M0-4v42M14-2v40");
        }
        (true, false) => svg.path("chair", "", "M-28 40q28-6 56 0v8h-56z"),
        (false, true) => svg.path("slat", "", "M-14-4v40M0-4v40M14-4v40"),
        (false, false) => {}
    }
    if is_away {
        svg.letter("14", "21", server.letter);
    }
    if server.person == PersonState::Holder {
        let x = if side < 0.0 { "-50" } else { "50" };
        svg.add(&["<use href=\"#sheet\" x=\"", x, "\" y=\"-6\" class=\"held\"/>"]);
    }
    // The name is under whom is drawn before the table, over whom behind it.
    let y = match (is_back, is_away) {
        (true, _) => "68",
        (false, true) => "-24",
        (false, false) => "-50",
    };
    svg.text("nm", y, &person_caption(server, n));
    svg.0
}

/// The name, and what they are up to; where there is little room only that.
fn person_caption(server: &ServerView, n: usize) -> String {
    let doing = match server.person {
        PersonState::Away => "away",
        PersonState::Dozing => "dozing",
        _ => return server.name.into(),
    };
    if n > 6 { doing.into() } else { [server.name, ", ", doing].concat() }
}

/// A teammate from the waist up.
fn bust(svg: &mut Svg, server: &ServerView, is_back: bool) {
    let look = &LOOKS[usize::from(server.id.0.saturating_sub(1)) % LOOKS.len()];
    let is_asleep = server.person == PersonState::Dozing;
    let (skin, hair) = (fill(look.skin), fill(look.hair));
    svg.path("torso", &fill(pattern(server.id)), TORSO);
    if server.person == PersonState::Asking {
        svg.path("arm-o", "", ARM);
        svg.path("arm", &["stroke=\"", look.sleeve, "\""].concat(), ARM);
        svg.path("hand", "", FINGERS);
        svg.path("hand in", &["stroke=\"", look.skin, "\""].concat(), FINGERS);
        svg.add(&["<circle class=\"skin\" ", &skin, " cx=\"-37\" cy=\"-33\" r=\"8\"/>"]);
    }
    svg.add(&["<g class=\"head\"", if is_asleep { " transform=\"rotate(13)\">" } else { ">" }]);
    head(svg, &skin);
    match (is_back, look.cut) {
        (false, _) => svg.path("feat", "", if is_asleep { FACE_ASLEEP } else { FACE }),
        (true, Some(_)) => svg.path("hair", &hair, NAPE),
        (true, None) => svg.path("feat", "", "M-6-8q6 4 12 0"),
    }
    if look.has_glasses && !is_back {
        svg.path("spec", "", GLASSES);
    }
    if let Some(cut) = look.cut {
        svg.path("hair", &hair, cut);
    }
    svg.add(&["</g>"]);
    svg.letter("23", "30", server.letter);
    if is_asleep {
        svg.add(&["<use class=\"zz\" href=\"#lt-zz\" x=\"24\" y=\"-30\"/>"]);
    }
}

fn head(svg: &mut Svg, skin: &str) {
    svg.path("skin", skin, NECK);
    svg.add(&["<circle class=\"skin\" ", skin, " cy=\"-20\" r=\"19\"/>"]);
}

/// The one who asks the table, in a hat and beside it: not a teammate.
pub fn asker() -> String {
    let mut svg = Svg(String::new());
    svg.halo("r=\"54\" cy=\"-6\"");
    svg.path("torso coat", "", TORSO);
    head(&mut svg, &fill(TAN));
    svg.path("feat", "", FACE);
    svg.path("hat", "", HAT);
    svg.letter("23", "30", "asker");
    svg.text("nm", "60", "asker");
    svg.0
}

/// A server: its role by shape and word, its term, its election timer. How much
/// is left of the timer only the clock knows: it is set from outside, by the
/// timer's id.
pub fn server(server: &ServerView, n: usize) -> String {
    const FACE: &str = "M-36 4v-29q0-7 7-7h58q7 0 7 7V4z";
    let mut svg = Svg(String::new());
    let number = server.id.0.to_string();
    svg.halo("r=\"60\"");
    svg.add(&["<circle class=\"track\" r=\"51\"/>"]);
    if server.has_timer() {
        svg.add(&[
            "<circle class=\"timer\" id=\"t-",
            &number,
            "\" r=\"51\" pathLength=\"100\" transform=\"rotate(-90)\"/>",
        ]);
    }
    svg.add(&["<rect class=\"box\" x=\"-37\" y=\"-33\" width=\"74\" height=\"66\" rx=\"7\"/>"]);
    svg.path("face", &fill(pattern(server.id)), FACE);
    svg.letter("-14", "-7", server.letter);
    // The name of a log's row, where there are many.
    let name = if n > 6 { "S" } else { "Server " };
    svg.text("nm", "74", &[name, &number, " ", server.doing].concat());
    // A space, or the two would read as one word.
    svg.add(&[" "]);
    svg.text("tm", "25", &["term ", &server.term.to_string()].concat());
    if server.health == Health::Crashed {
        svg.path("hatch", "fill=\"url(#off)\"", FACE);
    }
    let badge = match (server.health, server.role) {
        (Health::Crashed, _) => Some(("bdg b-down", "M-6-6 6 6M-6 6 6-6")),
        (Health::Paused, _) => Some(("bdg b-paused", "M-4-6V6M4-6V6")),
        (Health::Up, RoleName::Candidate | RoleName::PreCandidate) => {
            Some(("bdg b-candidate", "M-6 3v-7M-2 2v-11M2 2v-11M6 3v-9M-6 3q6 7 12 0"))
        }
        (Health::Up, RoleName::Leader) => {
            svg.add(&["<use href=\"#sheet\" transform=\"translate(35 -31) scale(.72)\"/>"]);
            None
        }
        (Health::Up, RoleName::Follower) => None,
    };
    if let Some((class, path)) = badge {
        svg.add(&["<g class=\"", class, "\" transform=\"translate(36 -32)\"><circle r=\"15\"/>"]);
        svg.path("", "", path);
        svg.add(&["</g>"]);
    }
    svg.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Cluster, Scenario};
    use crate::screen::Scene;

    #[test]
    fn every_look_of_everyone_is_well_formed() {
        let words = crate::words::Locale::English.words();
        let mut scene = Scene::new(&Cluster::new(&Scenario::new(1, 9)), words);
        for view in &mut scene.servers {
            let view = std::rc::Rc::make_mut(view);
            for state in [
                PersonState::Present,
                PersonState::Away,
                PersonState::Dozing,
                PersonState::Asking,
                PersonState::Holder,
            ] {
                view.person = state;
                for is_back in [true, false] {
                    is_well_formed(&person(view, is_back, 1.0, 9));
                }
            }
            for health in [Health::Up, Health::Paused, Health::Crashed] {
                for role in [RoleName::Follower, RoleName::Candidate, RoleName::Leader] {
                    (view.health, view.role) = (health, role);
                    is_well_formed(&server(view, 9));
                }
            }
        }
        is_well_formed(&asker());
    }

    /// Every tag is closed, in order, and every quote has its partner.
    fn is_well_formed(svg: &str) {
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1) {
            let (inside, _) = tag.split_once('>').expect("a tag ends");
            assert_eq!(inside.matches('"').count() % 2, 0, "{inside}");
            let name = inside.trim_start_matches('/').split([' ', '/']).next();
            if inside.starts_with('/') {
                assert_eq!(open.pop().flatten(), name, "{svg}");
            } else if !inside.ends_with('/') {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{svg}");
    }
}
