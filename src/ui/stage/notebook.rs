//! Notebooks: the last lines of each log, in ink or in pencil.

use std::rc::Rc;

use yew::prelude::*;

use super::choices::Choices;
use super::drawing;
use crate::app::{LessonMsg, Msg};
use crate::lesson::LookAt;
use crate::raft::{Index, ServerId};
use crate::screen::{Format, LinePlace, Lines, ServerView, blank_notebook, line_place};
use crate::ui::context::{Dispatch, use_dispatch};

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
    let (dispatch, choices) = (use_dispatch(), use_context::<Choices>().unwrap_or_default());
    let seat = format.seat(view.id, *n);
    let transform = format!("{} rotate({:.1})", seat.notebook.translate(), seat.tilt);
    html! {
        <g class="book" {transform}>
            <g>{drawing(blank_notebook(view.id, *n))}</g>
            for lines in [Lines::Fine, Lines::Wide] {
                <g key={lines.class()} class={lines.class()}>
                    for (row, line) in last(&view.lines, lines.count(*n)).iter().enumerate() {
                        {one_line(
                            view.id,
                            line,
                            lines.fitted(&line.1, *n),
                            line_place(lines, row, *n),
                            &choices,
                            &dispatch,
                        )}
                    }
                </g>
            }
        </g>
    }
}

fn last<T>(all: &[T], count: usize) -> &[T] {
    &all[all.len().saturating_sub(count)..]
}

fn one_line(
    server: ServerId,
    (index, _, is_final): &(Index, String, bool),
    (text, squeezed): (String, Option<f64>),
    place: LinePlace,
    choices: &Choices,
    dispatch: &Dispatch,
) -> Html {
    let LinePlace { number_x, number_room, text_x, y, tick, dashes, frame } = place;
    let squeezed_number = (*index > 9).then(|| number_room.to_string());
    let (class, sign_class, sign) = match is_final {
        true => ("line is-ink", "tick", tick),
        false => ("line is-pencil", "dashes", dashes),
    };
    // In a lesson: what is asked for, and what is pointed at. Keys pick in the card and the logs.
    let choice = choices.0.entry(server, *index);
    let light = choices.light(LookAt::Entry(server, *index));
    let onclick = choice.map(|(option, _)| dispatch.on(Msg::Lesson(LessonMsg::Pick(option))));
    let is_framed = choice.is_some() || light.is_some();
    html! {
        <g key={*index} class={classes!(class, light, choice.map(|(_, mark)| mark.class()))} {onclick}>
            if is_framed { <path class="line-frame" d={frame}/> }
            <text class="no" x={number_x.to_string()} y={y.to_string()}
                lengthAdjust={squeezed_number.is_some().then_some("spacingAndGlyphs")}
                textLength={squeezed_number}>{index}</text>
            <text x={text_x.to_string()} y={y.to_string()}
                textLength={squeezed.map(|width| width.to_string())}
                lengthAdjust={squeezed.map(|_| "spacingAndGlyphs")}>{text}</text>
            <path class={sign_class} d={sign}/>
        </g>
    }
}
