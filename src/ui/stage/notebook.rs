//! Notebooks: the last lines of each log, in ink or in pencil.

use std::rc::Rc;

use yew::prelude::*;

use crate::lunch::PersonState;
use crate::raft::Index;
use crate::screen::{Notebook as Size, ServerView, notebook as size_of, pattern, seat};

/// The tilt of each notebook on the table, in degrees.
const TILTS: [&str; 9] = ["0", "3", "-2", "2", "-3", "2", "-2", "3", "-3"];

/// The properties of [`Notebook`].
#[derive(Properties, PartialEq)]
pub struct NotebookProps {
    /// The server whose log it is.
    pub view: Rc<ServerView>,
    /// The number of servers.
    pub n: usize,
}

/// A notebook on the table: ink for what is final, pencil for what is not.
#[component]
pub fn Notebook(props: &NotebookProps) -> Html {
    let NotebookProps { view, n } = props;
    let size = size_of(*n);
    let at = seat(view.id, *n).notebook;
    let tilt = TILTS[usize::from(view.id.0.saturating_sub(1)) % TILTS.len()];
    let transform = format!("{} rotate({tilt})", at.translate());
    let cover = pattern(view.id);
    let (width, height) = (size.width, size.height);
    if view.person == PersonState::Away {
        let height = height.min(64);
        return html! {
            <g class="book closed" {transform}>
                <rect class="cover" fill={cover} x="-26" y="-30" width="52"
                    height={height.to_string()} rx="4"/>
                <path class="band" d={format!("M15-30v{height}")}/>
            </g>
        };
    }
    let (x, y) = (-width / 2, -height / 2);
    let sheet = |rim: i32| {
        let (wide, high) = (width + 2 * rim, height + 2 * rim);
        format!("M{} {}h{wide}v{high}h-{wide}z", x - rim, y - rim)
    };
    html! {
        <g class="book" {transform}>
            <path class="cover" fill={cover} d={sheet(3)}/>
            <path class="page" d={sheet(0)}/>
            <path class="margin" d={format!("M{} {y}v{height}", x + margin(&size))}/>
            <g>{(0..).zip(&view.lines).map(|(row, line)| one_line(row, line, &size)).collect::<Html>()}</g>
        </g>
    }
}

/// Where the text begins, after the line's number.
fn margin(size: &Size) -> i32 {
    if size.lines == 2 { 29 } else { 24 }
}

fn one_line(row: i32, line: &(Index, String, bool), size: &Size) -> Html {
    let (index, text, is_final) = line;
    let (right, begin) = (size.width / 2, margin(size) - size.width / 2);
    let base = 20 - size.height / 2 + row * 25;
    let (class, under, sign) = if *is_final {
        ("ln ink", "tick", format!("m{} {} 4 5 7-10", right - 16, base - 6))
    } else {
        ("ln pencil", "dash", format!("M{} {}H{}", begin + 4, base + 4, right - 6))
    };
    html! {
        <g key={*index} {class}>
            <text class="no" x={(begin - 3).to_string()} y={base.to_string()}>{index}</text>
            <text x={(begin + 4).to_string()} y={base.to_string()}>{text}</text>
            <path class={under} d={sign}/>
        </g>
    }
}
