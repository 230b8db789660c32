//! People, servers and furniture as SVG text: pure functions of what is drawn.
//!
//! Nothing that anybody typed gets in here: the text is made of constants, names
//! from the team and numbers. What was typed is drawn as text nodes by `ui`.
//!
//! | file | what it draws |
//! |---|---|
//! | `people`, `heads` | teammates and the asker, and their heads and faces |
//! | `table` | the table, its plates and what is on them |
//! | `notebook` | notebooks, without what is written in them |
//! | `server` | servers and the client's machine |
//! | `labels` | what notes and messages are written on |

mod heads;
mod labels;
mod notebook;
mod people;
mod server;
mod table;

pub use heads::Mood;
pub use labels::{LabelKind, label_size, message_shape, note_fold, note_paper, short_label_size};
pub use notebook::{LinePlace, Lines, blank_notebook, line_place};
pub use people::{asker, person};
pub(super) use server::MOST_CELLS;
pub use server::{client, server};
pub use table::{Dish, floor, plates, table};

use crate::raft::ServerId;

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
    fn new() -> Svg {
        Svg(String::new())
    }

    /// An element with its attributes, as they are written.
    fn add(&mut self, tag: &str, attributes: &str) {
        self.0 += &format!("<{tag} {attributes}/>");
    }

    fn path(&mut self, class: &str, d: &str) {
        self.add("path", &format!("class=\"{class}\" d=\"{d}\""));
    }

    fn filled(&mut self, class: &str, fill: &str, d: &str) {
        self.add("path", &format!("class=\"{class}\" fill=\"{fill}\" d=\"{d}\""));
    }

    fn circle(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.add("circle", &format!("class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""));
    }

    fn filled_circle(&mut self, class: &str, fill: &str, (x, y): (f64, f64), radius: f64) {
        let place = format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        self.add("circle", &format!("class=\"{class}\" fill=\"{fill}\" {place}"));
    }

    fn mark(&mut self, id: &str, transform: &str) {
        self.add("use", &format!("href=\"#{id}\" transform=\"{transform}\""));
    }

    fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        // A name at the table is whatever the reader has typed.
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.0 += &format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>");
    }

    /// A number around `x`. One of more than one digit is squeezed into `room`.
    fn squeezed_text(&mut self, x: f64, y: f64, text: &str, room: u32) {
        if text.len() < 2 {
            return self.text("", x, y, text);
        }
        let squeezed = format!("textLength=\"{room}\" lengthAdjust=\"spacingAndGlyphs\"");
        self.0 += &format!("<text x=\"{x}\" y=\"{y}\" {squeezed}>{text}</text>");
    }

    /// A letter on its disc. It is a mark, not a label: as a text it would have to be
    /// part of the name that a listener hears.
    fn letter(&mut self, x: f64, y: f64, letter: &str) {
        self.circle("disc", (x, y), 14.0);
        self.add(
            "use",
            &format!("class=\"letter\" href=\"#lt-{letter}\" x=\"{x}\" y=\"{}\"", y + 7.0),
        );
    }

    /// A group around what `draw` adds.
    fn group(&mut self, attributes: &str, draw: impl FnOnce(&mut Svg)) {
        self.0 += &format!("<g {attributes}>");
        draw(self);
        self.0 += "</g>";
    }
}

#[cfg(test)]
mod tests {
    use super::super::geometry::Format;
    use std::rc::Rc;

    use super::super::scene::{Scene, ServerView};
    use super::*;
    use crate::cluster::{Cluster, Health, Scenario};
    use crate::lunch::PersonState;
    use crate::raft::RoleName;

    fn views(n: u16) -> Vec<ServerView> {
        let words = crate::words::Locale::ENGLISH.words();
        let scene = Scene::new(&Cluster::new(&Scenario::new(1, n)), words);
        scene.servers.into_iter().map(Rc::unwrap_or_clone).collect()
    }

    #[test]
    fn every_look_of_everyone_is_well_formed() {
        for view in &mut views(9) {
            for state in [
                PersonState::Present,
                PersonState::Away,
                PersonState::Dozing,
                PersonState::Asking,
                PersonState::Holder,
            ] {
                view.person = state;
                for (is_back, n) in [(true, 5), (false, 9)] {
                    is_well_formed(&person(view, is_back, 1.0, n));
                }
            }
            for health in [Health::Up, Health::Paused, Health::Crashed] {
                for role in [RoleName::Follower, RoleName::Candidate, RoleName::Leader] {
                    (view.health, view.role) = (health, role);
                    is_well_formed(&server(view, Format::Wide, 5));
                    is_well_formed(&server(view, Format::Tall, 9));
                }
            }
            is_well_formed(&blank_notebook(view.id, 5));
        }
        is_well_formed(&asker("the asker", Mood::Talk));
        for format in [Format::Wide, Format::Tall] {
            is_well_formed(&table(format));
            is_well_formed(floor(format));
            is_well_formed(&plates(format, &[Some(Dish::named("salad")); 9]));
        }
    }

    #[test]
    fn everybody_has_a_face_for_each_mood_from_both_sides() {
        let moods = [Mood::Smile, Mood::Happy, Mood::Calm, Mood::Sad, Mood::Talk];
        for view in views(9) {
            for draw in [
                (|id, mood| drawn(|svg| heads::front(svg, id, mood, 3.0))) as fn(_, _) -> String,
                |id, mood| drawn(|svg| heads::side(svg, id, mood)),
            ] {
                let mut faces: Vec<_> = moods.map(|mood| draw(view.id, Some(mood))).to_vec();
                faces.push(draw(view.id, None));
                faces.iter().for_each(|face| is_well_formed(face));
                faces.sort();
                faces.dedup();
                assert_eq!(faces.len(), 6, "{}", view.name);
            }
        }
    }

    #[test]
    fn a_dish_is_on_the_plate_of_each_who_has_it() {
        let count = |dishes: &[Option<Dish>]| {
            let plates = plates(Format::Wide, dishes);
            ["#plate", "#salad", "#dish"].map(|mark| plates.matches(mark).count())
        };
        let (salad, ramen) = (Some(Dish::named("Salad")), Some(Dish::named("ramen")));
        assert_eq!(count(&[None; 5]), [5, 0, 0]);
        assert_eq!(count(&[salad, None, salad, salad, None]), [5, 3, 0]);
        assert_eq!(count(&[ramen; 5]), [5, 0, 5]);
    }

    fn drawn(draw: impl FnOnce(&mut Svg)) -> String {
        let mut svg = Svg::new();
        draw(&mut svg);
        svg.0
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
