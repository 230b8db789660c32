//! The logs as a real table.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::badge::badge;
use super::icon::{IconName, icon};
use crate::app::{LessonMsg, Msg, WhyMsg};
use crate::cluster::Node;
use crate::lesson::{LookAt, PaneName};
use crate::raft::{Index, ServerId};
use crate::screen::{Cell, CellState, LogRow, LogTable, OptionMark};
use crate::ui::context::{Dispatch, use_dispatch, use_words};
use crate::ui::focus::{elements_in, focus_next};
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
    let stop = use_tab_stop(table);
    let chrome = &words.chrome().logs;
    html! {
        <section class={classes!("card", "logs", choices.pane_light(PaneName::Log))}>
            <div class="card-head">
                <h2>{chrome.title}</h2>
                <p>{chrome.about}</p>
                <p id="members">{words.members(&table.configuration)}</p>
            </div>
            <div class="log-scroll" role="region" aria-label={chrome.scroll}>
                <table class="log" onkeydown={moves_by_arrows()}>
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
                            {log(row, table, *marked == Some(Node::Server(row.server)), &stop, (&choices, &dispatch, words))}
                        }
                    </>
                </table>
            </div>
        </section>
    }
}

/// The entry that the Tab key leads to: the one that had the focus last, or the newest of the
/// leader, or of the first server that has any. The arrow keys lead to the others.
struct TabStop {
    at: Option<(ServerId, Index)>,
    on_focus: Callback<(ServerId, Index)>,
}

#[hook]
fn use_tab_stop(table: &LogTable) -> TabStop {
    let last = use_state(|| None::<(ServerId, Index)>);
    let newest = |row: &LogRow| {
        let mut columns = row.cells.iter().zip(&table.columns).rev();
        columns.find(|(cell, _)| cell.is_some()).map(|(_, index)| (row.server, *index))
    };
    let is_there = |&(server, index): &(ServerId, Index)| {
        let row = table.rows.iter().find(|row| row.server == server);
        let place = table.columns.iter().position(|column| *column == index);
        row.zip(place).is_some_and(|(row, place)| row.cells.get(place).is_some_and(Option::is_some))
    };
    let leader = table.rows.iter().filter(|row| row.is_leader);
    let first = leader.chain(&table.rows).find_map(newest);
    let setter = last.setter();
    TabStop {
        at: last.filter(is_there).or(first),
        on_focus: Callback::from(move |entry| setter.set(Some(entry))),
    }
}

/// Moves the focus from entry to entry: along a log, and to the same place in the next one.
fn moves_by_arrows() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        let Some(here) = event.target_dyn_into::<Element>() else { return };
        let around = |selector: &str| here.closest(selector).ok().flatten();
        let (Some(log), Some(table)) = (around("tbody"), around("table")) else { return };
        let place = here.get_attribute("data-index");
        let is_here = |other: &Element| other.get_attribute("data-index") == place;
        let key = event.key();
        let has_moved = match key.as_str() {
            "ArrowUp" | "ArrowDown" => {
                let mut column = elements_in(&table, ".entry-cell");
                column.retain(is_here);
                focus_next(&column, &here, &key)
            }
            _ => focus_next(&elements_in(&log, ".entry-cell"), &here, &key),
        };
        if has_moved {
            event.prevent_default();
            event.stop_propagation();
        }
    })
}

fn log(
    row: &LogRow,
    table: &LogTable,
    is_marked: bool,
    stop: &TabStop,
    (choices, dispatch, words): (&Choices, &Dispatch, &dyn Language),
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
    let cells = cells.map(|(cell, index)| entry(cell, (id, *index), stop, choices, dispatch));
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

/// An entry: a button that asks why, or picks it where a lesson asks for one.
fn entry(
    cell: &Option<Cell>,
    (server, index): (ServerId, Index),
    stop: &TabStop,
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
    let tabindex = if stop.at == Some((server, index)) { "0" } else { "-1" };
    let onfocus = stop.on_focus.reform(move |_: FocusEvent| (server, index));
    let number = index.to_string();
    let is_open = |mark| matches!(mark, OptionMark::Open | OptionMark::Picked);
    let inside = match choice.filter(|(_, mark)| is_open(*mark)) {
        // In a lesson that asks for it.
        Some((place, mark)) => html! {
            <button type="button" class="entry-cell" {tabindex} {onfocus} data-index={number}
                aria-pressed={if mark == OptionMark::Picked { "true" } else { "false" }}
                onclick={dispatch.on(Msg::Lesson(LessonMsg::Pick(place)))}>
                {inside}
            </button>
        },
        None => html! {
            <button type="button" class="entry-cell" {tabindex} {onfocus} data-index={number}
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
