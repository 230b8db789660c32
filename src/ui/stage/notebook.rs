//! Notebooks: the last lines of each log, in ink or in pencil.

use std::rc::Rc;

use yew::prelude::*;

use super::drawing;
use crate::raft::Index;
use crate::screen::{Format, LinePlace, Lines, ServerView, blank_notebook, line_place};

/// The properties of [`Notebook`].
#[derive(Properties, PartialEq)]
pub struct NotebookProps {
    /// The server whose log it is.
    pub view: Rc<ServerView>,
    /// The shape of the picture.
    pub format: Format,
    /// The number of servers.
    pub n: usize,
}

/// A notebook on the table: ink for what is final, pencil for what is not.
#[component]
pub fn Notebook(props: &NotebookProps) -> Html {
    let NotebookProps { view, format, n } = props;
    let seat = format.seat(view.id, *n);
    let transform = format!("{} rotate({:.1})", seat.notebook.translate(), seat.tilt);
    html! {
        <g class="book" {transform}>
            <g>{drawing(blank_notebook(view.id, *n))}</g>
            for lines in [Lines::Fine, Lines::Wide] {
                <g key={lines.class()} class={lines.class()}>
                    for (row, line) in last(&view.lines, lines.count(*n)).iter().enumerate() {
                        {one_line(line, line_place(lines, row, *n))}
                    }
                </g>
            }
        </g>
    }
}

fn last<T>(all: &[T], count: usize) -> &[T] {
    &all[all.len().saturating_sub(count)..]
}

fn one_line((index, text, is_final): &(Index, String, bool), place: LinePlace) -> Html {
    let LinePlace { number_x, text_x, y, tick, dashes } = place;
    let (class, sign_class, sign) = match is_final {
        true => ("line is-ink", "tick", tick),
        false => ("line is-pencil", "dashes", dashes),
    };
    html! {
        <g key={*index} {class}>
            <text class="no" x={number_x.to_string()} y={y.to_string()}>{index}</text>
            <text x={text_x.to_string()} y={y.to_string()}>{text}</text>
            <path class={sign_class} d={sign}/>
        </g>
    }
}
