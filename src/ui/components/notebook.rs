//! A teammate's notebook: the last lines of a server's log.

use yew::prelude::*;

use super::marks::pattern;
use crate::raft::{Index, ServerId};
use crate::view::{Notebook, Point, notebook, seat};

/// How the notebooks lie, in degrees.
const TILTS: [i8; 9] = [0, 3, -2, 2, -3, 2, -2, 3, -3];

/// Properties of [`Book`].
#[derive(Properties, PartialEq)]
pub struct BookProps {
    /// Whose.
    pub id: ServerId,
    /// How many sit at the table.
    pub n: usize,
    /// The last lines: index, text, and whether it is known to be final.
    pub lines: Vec<(Index, String, bool)>,
    /// Whether it is closed: its owner is away.
    pub is_closed: bool,
}

/// A notebook on the table: ink for what is final, pencil for what is not.
#[component]
pub fn Book(props: &BookProps) -> Html {
    let size = notebook(props.n);
    let Point { x, y } = seat(props.id, props.n).notebook;
    let tilt = TILTS[usize::from(props.id.0.saturating_sub(1)) % TILTS.len()];
    let transform = format!("translate({x:.1} {y:.1}) rotate({tilt})");
    let cover = pattern(props.id);
    if props.is_closed {
        let height = size.height.min(64.0).to_string();
        let band = format!("M15-30v{height}");
        return html! {
            <g class="book closed" {transform}>
                <rect class="cover" fill={cover} x="-26" y="-30" width="52" {height} rx="4" />
                <path class="band" d={band} />
            </g>
        };
    }
    let (x, y) = (-size.width / 2.0, -size.height / 2.0);
    let margin = format!("M{} {y}v{}", x + margin(&size), size.height);
    let rect = |class: &'static str, fill: Option<&'static str>, rim: f64| {
        html! {
            <rect {class} {fill} x={(x - rim).to_string()} y={(y - rim).to_string()}
                width={(size.width + 2.0 * rim).to_string()}
                height={(size.height + 2.0 * rim).to_string()} rx="4" />
        }
    };
    html! {
        <g class="book" {transform}>
            { rect("cover", Some(cover), 3.0) }
            { rect("page", None, 0.0) }
            <path class="margin" d={margin} />
            <g>{ for props.lines.iter().enumerate().map(|(row, line)| draw_line(row, line, &size)) }</g>
        </g>
    }
}

/// Where the text begins, after the line's number.
fn margin(size: &Notebook) -> f64 {
    if size.lines == 2 { 29.0 } else { 24.0 }
}

fn draw_line(row: usize, line: &(Index, String, bool), size: &Notebook) -> Html {
    let (index, text, is_final) = line;
    let margin = margin(size) - size.width / 2.0;
    let base = 20.0 - size.height / 2.0 + row as f64 * 25.0;
    let right = size.width / 2.0;
    let (class, under, sign) = if *is_final {
        ("ln ink", "tick", format!("m{} {} 4 5 7-10", right - 16.0, base - 6.0))
    } else {
        ("ln pencil", "dash", format!("M{} {}H{}", margin + 4.0, base + 4.0, right - 6.0))
    };
    html! {
        <g key={*index} {class}>
            <text class="no" x={(margin - 3.0).to_string()} y={base.to_string()}>{ index }</text>
            <text x={(margin + 4.0).to_string()} y={base.to_string()}>{ text }</text>
            <path class={under} d={sign} />
        </g>
    }
}
