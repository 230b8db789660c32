//! The logs as a real table.

use yew::prelude::*;

use super::marks::{IconName, badge, icon};
use crate::cluster::Node;
use crate::lunch::teammate;
use crate::raft::Index;
use crate::view::{Cell, CellState, LogRow, LogTable, Screen};

/// The logs, side by side, with what each server makes of its own.
pub fn logs(screen: &Screen) -> Html {
    let table = &screen.table;
    let caption = match table.hidden {
        0 => "The log of each server".into(),
        hidden => format!("The log of each server, without its first {hidden} entries"),
    };
    html! {
        <>
        <p id="members">{ "Configuration: " }{ &table.configuration }</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Logs, scroll sideways">
            <table class="log">
                <caption class={if table.hidden == 0 { "vh" } else { "" }}>{ caption }</caption>
                <thead>
                    <tr>
                        <th scope="col" key="server">{ "server" }</th>
                        { for table.columns.iter().map(|index| html! {
                            <th scope="col" key={*index}>{ index }</th>
                        }) }
                        <th scope="col" class="r" key="commit">{ "commit" }</th>
                        <th scope="col" class="r" key="applied">{ "applied" }</th>
                        <th scope="col" class="r kv" key="store">{ "key-value store" }</th>
                    </tr>
                </thead>
                { for table.rows.iter().map(|row| log(row, table, screen.marked)) }
            </table>
        </div>
        </>
    }
}

fn log(row: &LogRow, table: &LogTable, marked: Option<Node>) -> Html {
    let id = row.server;
    let is_marked = marked == Some(Node::Server(id));
    let class = match (row.is_leader, is_marked) {
        (false, false) => "",
        (true, false) => "is-leader",
        (false, true) => "is-marked",
        (true, true) => "is-leader is-marked",
    };
    let number = |index: Option<Index>| index.map_or("–".into(), |index| index.to_string());
    html! {
        <tbody key={id.0} data-server={id.0.to_string()}>
            <tr key="log" {class}>
                <th scope="row" key="server">
                    { badge(Some(id)) }{ format!(" S{} ", id.0) }<small>{ row.note }</small>
                </th>
                { for row.cells.iter().zip(&table.columns).map(|(cell, index)| entry(cell, *index)) }
                <td class="r" key="commit">{ number(row.commit_index) }</td>
                <td class="r" key="applied">{ number(row.last_applied) }</td>
                <td class="r kv" key="store">{ &row.store }</td>
            </tr>
            if row.is_leader {
                { progress(row, table) }
            }
        </tbody>
    }
}

fn entry(cell: &Option<Cell>, index: Index) -> Html {
    let Some(cell) = cell else { return html! { <td key={index}></td> } };
    let state = match cell.state {
        CellState::Committed => "e commit",
        CellState::Open => "e open",
        CellState::Wet => "e wet",
        CellState::Compacted => "e snap",
    };
    if cell.state == CellState::Compacted {
        return html! { <td key={index} class={state} title={cell.why.clone()}>{ &cell.text }</td> };
    }
    html! {
        <td key={index} class={state} title={cell.why.clone()}>
            <small>
                { format!("t{}", cell.term) }
                if cell.state == CellState::Committed {
                    { icon(IconName::Tick) }
                }
            </small>
            { &cell.text }
        </td>
    }
}

/// A leader's match_index and next_index of each follower, under its own log.
fn progress(row: &LogRow, table: &LogTable) -> Html {
    let last = table.columns.last().copied().unwrap_or(0);
    let marks = |column: Index| {
        let matched = row.progress.iter().filter(move |(_, matched, _)| *matched == column);
        // A next_index beyond the table stands in its last column.
        let next = row.progress.iter().filter(move |(_, _, next)| (*next).min(last) == column);
        let mark = |id: crate::raft::ServerId, is_match: bool| {
            let letter = teammate(id).letter;
            let (class, title) = if is_match {
                ("match", format!("match_index of {id}"))
            } else {
                ("next", format!("next_index of {id}"))
            };
            html! {
                <span key={format!("{class}{}", id.0)} {class} {title}>
                    { if is_match { format!("{letter}✓") } else { format!("▸{letter}") } }
                </span>
            }
        };
        html! {
            <td key={column}>
                { for matched.map(|(id, _, _)| mark(*id, true)) }
                { for next.map(|(id, _, _)| mark(*id, false)) }
            </td>
        }
    };
    html! {
        <tr key="progress" class="prog">
            <th scope="row" key="server"><small>{ "its view of the others" }</small></th>
            { for table.columns.iter().map(|column| marks(*column)) }
            <td colspan="3" class="r" key="key"><small>{ "▸ next_index  ✓ match_index" }</small></td>
        </tr>
    }
}
