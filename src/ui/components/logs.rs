//! The logs as a real table.

use std::rc::Rc;

use yew::prelude::*;

use super::badge::badge;
use super::icon::{IconName, icon};
use crate::cluster::Node;
use crate::lunch::teammate;
use crate::raft::{Index, ServerId};
use crate::screen::{Cell, CellState, LogRow, LogTable};
use crate::ui::context::use_words;
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
    let words = use_words();
    let LogsProps { table, marked } = props;
    let chrome = &words.chrome().logs;
    html! {
        <section class="logs">
            <h2>{chrome.title}{" "}<small>{chrome.about}</small></h2>
            <p id="members">{words.members(&table.configuration)}</p>
            <div class="scroll" tabindex="0" role="region" aria-label={chrome.scroll}>
                <table class="log">
                    <caption class={(table.hidden == 0).then_some("vh")}>
                        {words.logs_caption(table.hidden)}
                    </caption>
                    <thead>
                        <tr>
                            <th key="server" scope="col">{chrome.server}</th>
                            <th key="commit" scope="col" class="r">{chrome.commit}</th>
                            <th key="applied" scope="col" class="r">{chrome.applied}</th>
                            <th key="store" scope="col" class="kv">{chrome.store}</th>
                            for index in &table.columns {
                                <th key={*index} scope="col">{index}</th>
                            }
                        </tr>
                    </thead>
                    <>
                        for row in &table.rows {
                            {log(row, table, *marked == Some(Node::Server(row.server)), words)}
                        }
                    </>
                </table>
            </div>
        </section>
    }
}

fn log(row: &LogRow, table: &LogTable, is_marked: bool, words: &dyn Language) -> Html {
    let id = row.server;
    let class = classes!(row.is_leader.then_some("is-leader"), is_marked.then_some("is-marked"));
    let number = |index: Option<Index>| index.map_or("–".into(), |index| index.to_string());
    let cells = row.cells.iter().zip(&table.columns).map(|(cell, index)| entry(cell, *index));
    html! {
        <tbody key={id.0} data-server={id.0.to_string()}>
            <tr {class}>
                <th scope="row">{badge(Some(id))}{format!(" S{} ", id.0)}<small>{row.note}</small></th>
                <td class="r">{number(row.commit_index)}</td>
                <td class="r">{number(row.last_applied)}</td>
                <td class="kv">{&row.store}</td>
                {cells.collect::<Html>()}
            </tr>
            if row.is_leader {
                {progress(row, table, words)}
            }
        </tbody>
    }
}

fn entry(cell: &Option<Cell>, index: Index) -> Html {
    let Some(cell) = cell else { return html! { <td key={index}></td> } };
    let state = match cell.state {
        CellState::Committed => "commit",
        CellState::Open => "open",
        CellState::Wet => "wet",
        CellState::Compacted => "snap",
    };
    html! {
        <td key={index} class={classes!("e", state)} title={cell.why.clone()}>
            if cell.state != CellState::Compacted {
                <small>
                    {format!("t{}", cell.term)}
                    if cell.state == CellState::Committed {
                        {icon(IconName::Tick)}
                    }
                </small>
            }
            {&cell.text}
        </td>
    }
}

/// A leader's match_index and next_index of each follower, under its own log.
fn progress(row: &LogRow, table: &LogTable, words: &dyn Language) -> Html {
    let last = table.columns.last().copied().unwrap_or(0);
    let mark = |class: &'static str, id: ServerId| {
        let (title, letter) = match class {
            "match" => (words.match_index_of(id), format!("{}✓", teammate(id).letter)),
            _ => (words.next_index_of(id), format!("▸{}", teammate(id).letter)),
        };
        html! { <span key={format!("{class}-{}", id.0)} {class} {title}>{letter}</span> }
    };
    let marks = |column: Index| {
        let matched = row.progress.iter().filter(move |(_, matched, _)| *matched == column);
        // A next_index beyond the table stands in its last column.
        let next = row.progress.iter().filter(move |(_, _, next)| (*next).min(last) == column);
        let all = matched
            .map(|(id, ..)| mark("match", *id))
            .chain(next.map(|(id, ..)| mark("next", *id)));
        html! { <td key={column}>{all.collect::<Html>()}</td> }
    };
    html! {
        <tr class="prog">
            <th scope="row" colspan="4"><small>{words.chrome().logs.progress}</small></th>
            {table.columns.iter().map(|column| marks(*column)).collect::<Html>()}
        </tr>
    }
}
