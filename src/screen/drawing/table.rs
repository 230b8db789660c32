//! The table, and what is on it besides notebooks.

use super::super::geometry::{Format, Oval, is_many};
use super::Svg;
use crate::app::Point;

/// What lies on a plate.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Dish {
    /// Leaves and tomatoes.
    Salad,
    /// Anything else.
    Other,
}

impl Dish {
    /// What a dish of this name looks like.
    pub fn named(name: &str) -> Dish {
        if name.eq_ignore_ascii_case("salad") { Dish::Salad } else { Dish::Other }
    }

    fn mark(self) -> &'static str {
        match self {
            Dish::Salad => "salad",
            Dish::Other => "dish",
        }
    }
}

/// The table, over which plates and notebooks lie.
pub fn table(format: Format) -> String {
    let Oval { middle: Point { x, y }, wide, up, .. } = format.table();
    let rim = 18.0;
    let mut svg = Svg::new();
    let mut ellipse = |class: &str, x: f64, y: f64, wide: f64, high: f64| {
        let place = format!("cx=\"{x}\" cy=\"{y}\" rx=\"{wide}\" ry=\"{high}\"");
        svg.add("ellipse", &format!("class=\"{class}\" {place}"));
    };
    ellipse("table-shadow", x, y + 32.0, wide + 12.0, up);
    ellipse("table-rim", x, y + rim, wide, up);
    ellipse("table-top", x, y, wide, up);
    ellipse("table-light", x - 8.0, y - 8.0, wide - 26.0, up - 22.0);
    let grain = [-0.36, 0.0, 0.38, 0.72].map(|part: f64| {
        let reach = wide * (1.0 - part * part).sqrt() - 16.0;
        format!("M{:.0} {:.0}q{reach:.0}-28 {:.0} 0", x - reach, y + up * part, 2.0 * reach)
    });
    svg.path("grain", &grain.concat());
    svg.0
}

/// The floor under the table and everyone.
pub fn floor(format: Format) -> &'static str {
    match format {
        Format::Wide => r#"<ellipse class="floor" cx="360" cy="352" rx="350" ry="240"/>"#,
        Format::Tall => r#"<ellipse class="floor" cx="300" cy="400" rx="296" ry="276"/>"#,
    }
}

/// A plate for each server, in their order, with the dish on it once that one has it.
pub fn plates(format: Format, dishes: &[Option<Dish>]) -> String {
    let n = dishes.len();
    let middle = format.table().middle;
    let (wide, up, down, size) = match (is_many(n), format) {
        (false, Format::Wide) => (52.0, 33.0, 22.0, 1.0),
        (false, Format::Tall) => (48.0, 52.0, 40.0, 1.0),
        (true, Format::Wide) => (84.0, 46.0, 40.0, 0.7),
        (true, Format::Tall) => (62.0, 70.0, 66.0, 0.7),
    };
    let around = Oval { middle, wide, up, down };
    let mut svg = Svg::new();
    let place =
        |(place, dish): (usize, &Option<Dish>)| (around.at(place as f64 / n.max(1) as f64), *dish);
    let mut places: Vec<(Point, Option<Dish>)> = dishes.iter().enumerate().map(place).collect();
    // Those that are nearer lie over those behind them.
    places.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y));
    for (place, dish) in places {
        let transform = format!("{} scale({size})", place.translate());
        svg.mark("plate", &transform);
        if let Some(dish) = dish {
            svg.mark(dish.mark(), &transform);
        }
    }
    svg.0
}
