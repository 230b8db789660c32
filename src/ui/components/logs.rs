//! The logs as a real table.

use std::rc::Rc;

use yew::prelude::*;

use super::badge::badge;
use super::icon::{IconName, icon};
use crate::app::{LessonMsg, Msg, WhyMsg};
use crate::cluster::Node;
use crate::lesson::{LookAt, PaneName};
use crate::raft::{Index, ServerId};
use crate::screen::{Cell, CellState, LogRow, LogTable, OptionMark};
use crate::ui::context::{Dispatch, use_dispatch, use_words};
use crate::ui::stage::Choices;
use crate::words::Language;

/// The properties of [`Logs`].
#[derive(Properties, PartialEq)]
pub struct LogsProps {
    /// The logs.
    pub table: Rc<LogTable>,
    /// The server or client that is pointed at.
    pub marked: Option<Node>,
}

/// The logs, side by side, with what each server makes of its own.
#[component]
pub fn Logs(props: &LogsProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let choices = use_context::<Choices>().unwrap_or_default();
    let LogsProps { table, marked } = props;
    let chrome = &words.chrome().logs;
    html! {
        <section class={classes!("card", "logs", choices.pane_light(PaneName::Log))}>
            <div class="card-head">
                <h2>{chrome.title}</h2>
                <p>{chrome.about}</p>
                <p id="members">{words.members(&table.configuration)}</p>
            </div>
            <div class="log-scroll" tabindex="0" role="region" aria-label={chrome.scroll}>
                <table class="log">
                    <caption class={(table.hidden == 0).then_some("vh")}>
                        {words.logs_caption(table.hidden)}
                    </caption>
                    <thead>
                        <tr>
                            <th key="server" scope="col">{chrome.server}</th>
                            <th key="commit" scope="col" class="r">{chrome.commit}</th>
                            <th key="store" scope="col" class="kv">{chrome.store}</th>
                            for index in &table.columns {
                                <th key={*index} scope="col" class="index">{index}</th>
                            }
                        </tr>
                    </thead>
                    <>
                        for row in &table.rows {
                            {log(row, table, *marked == Some(Node::Server(row.server)), &choices, &dispatch, words)}
                        }
                    </>
                </table>
            </div>
        </section>
    }
}

fn log(
    row: &LogRow,
    table: &LogTable,
    is_marked: bool,
    choices: &Choices,
    dispatch: &Dispatch,
    words: &dyn Language,
) -> Html {
    let id = row.server;
    let class = classes!(
        row.is_leader.then_some("is-leader"),
        row.commit_index.is_none().then_some("is-down"),
        is_marked.then_some("is-marked")
    );
    let final_index = row.commit_index.map_or("–".into(), |index| index.to_string());
    let applied = row.last_applied.filter(|applied| Some(*applied) != row.commit_index);
    let store = html! {
        <>
            {&row.store}
            if let Some(index) = applied {
                {" "}<small>{words.applied_through(index)}</small>
            }
        </>
    };
    let cells = row.cells.iter().zip(&table.columns);
    let cells = cells.map(|(cell, index)| entry(cell, id, *index, choices, dispatch));
    html! {
        <tbody key={id.0} data-server={id.0.to_string()}>
            <tr {class}>
                <th scope="row">
                    <span class="who">{badge(Some(id))}{format!(" S{} ", id.0)}<small>{row.note}</small></span>
                    // On a phone there is no column for it.
                    <span class="kv-below" aria-hidden="true">{store.clone()}</span>
                </th>
                <td class="r">{final_index}</td>
                <td class="kv">{store}</td>
                {cells.collect::<Html>()}
            </tr>
            if row.is_leader {
                {progress(row, table, words)}
            }
        </tbody>
    }
}

/// An entry: a button that asks why, or picks it where a lesson asks for one. The keyboard asks in the
/// server's menu: so many stops would be in the way.
fn entry(
    cell: &Option<Cell>,
    server: ServerId,
    index: Index,
    choices: &Choices,
    dispatch: &Dispatch,
) -> Html {
    let Some(cell) = cell else { return html! { <td key={index}></td> } };
    let state = match cell.state {
        CellState::Committed => "commit",
        CellState::Open => "open",
        CellState::Wet => "wet",
        CellState::Compacted => "snap",
    };
    let choice = choices.0.entry(server, index);
    let class = classes!(
        "e",
        state,
        choices.light(LookAt::Entry(server, index)),
        choice.map(|(_, mark)| mark.class())
    );
    let inside = html! {
        <>
            if cell.state != CellState::Compacted {
                <i>{format!("t{} ", cell.term)}</i>
            }
            <b>{&cell.text}</b>
            if cell.state == CellState::Committed {
                {icon(IconName::Tick)}
            }
            if !cell.tag.is_empty() {
                {" "}<span class="tag">{&cell.tag}</span>
            }
        </>
    };
    let is_open = |mark| matches!(mark, OptionMark::Open | OptionMark::Picked);
    let inside = match choice.filter(|(_, mark)| is_open(*mark)) {
        // In a lesson that asks for it.
        Some((place, mark)) => html! {
            <button type="button" class="entry-cell"
                aria-pressed={if mark == OptionMark::Picked { "true" } else { "false" }}
                onclick={dispatch.on(Msg::Lesson(LessonMsg::Pick(place)))}>
                {inside}
            </button>
        },
        None => html! {
            <button type="button" class="entry-cell" tabindex="-1"
                onclick={dispatch.on(Msg::Why(WhyMsg::Ask(cell.question)))}>
                {inside}
            </button>
        },
    };
    html! { <td key={index} {class} title={cell.why.clone()}>{inside}</td> }
}

/// What a leader knows of each follower, under its own log: a badge where its copy ends.
fn progress(row: &LogRow, table: &LogTable, words: &dyn Language) -> Html {
    let first = table.hidden + 1;
    let badges = |is_there: &dyn Fn(Index) -> bool| {
        let there = row.progress.iter().filter(|(_, matched, _)| is_there(*matched));
        let one = |&(id, matched, next): &(ServerId, Index, Index)| {
            html! {
                <span key={id.0} class="match" title={words.progress_of(id, matched, next)}>
                    {badge(Some(id))}
                </span>
            }
        };
        there.map(one).collect::<Vec<Html>>()
    };
    let before = badges(&|matched| matched < first);
    let marks = |&column: &Index| {
        html! { <td key={column}>{badges(&|matched| matched == column).into_iter().collect::<Html>()}</td> }
    };
    html! {
        <tr class="prog">
            <th scope="row" colspan="3">
                {words.copied_up_to(row.server)}
                if !before.is_empty() {
                    <span class="before">
                        {" "}{words.chrome().logs.nothing}{" "}{before.into_iter().collect::<Html>()}
                    </span>
                }
            </th>
            {table.columns.iter().map(marks).collect::<Html>()}
        </tr>
    }
}
