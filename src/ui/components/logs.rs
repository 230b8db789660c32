//! The logs as a real table.

use yew::Html;

use super::marks::{IconName, badge, icon};
use crate::cluster::Node;
use crate::lunch::teammate;
use crate::raft::{Index, ServerId};
use crate::screen::{Cell, CellState, LogRow, LogTable, Screen};
use crate::ui::markup::markup;

/// The logs, side by side, with what each server makes of its own.
pub fn logs(screen: &Screen) -> Html {
    let table = &screen.table;
    let caption = match table.hidden {
        0 => "The log of each server".into(),
        hidden => format!("The log of each server, without its first {hidden} entries"),
    };
    let column = |&index: &Index| markup!(r#"<th scope="col" key={}>{}</th>"#, index, index);
    markup!(
        r#"<p id="members">Configuration: {}</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Logs, scroll sideways">
            <table class="log">
                <caption class={}>{}</caption>
                <thead>
                    <tr>
                        <th scope="col">server</th>
                        <th scope="col" class="r">commit</th>
                        <th scope="col" class="r">applied</th>
                        <th scope="col" class="kv">key-value store</th>
                        {}
                    </tr>
                </thead>
                {}
            </table>
        </div>"#,
        &table.configuration,
        if table.hidden == 0 { "vh" } else { "" },
        caption,
        table.columns.iter().map(column).collect::<Vec<_>>(),
        table.rows.iter().map(|row| log(row, table, screen.marked)).collect::<Vec<_>>()
    )
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
    let cells = row.cells.iter().zip(&table.columns).map(|(cell, index)| entry(cell, *index));
    markup!(
        r#"<tbody key={} data-server={}>
            <tr class={}>
                <th scope="row">{} S{} <small>{}</small></th>
                <td class="r">{}</td>
                <td class="r">{}</td>
                <td class="kv">{}</td>
                {}
            </tr>
            {}
        </tbody>"#,
        id.0,
        id.0,
        class,
        badge(Some(id)),
        id.0,
        row.note,
        number(row.commit_index),
        number(row.last_applied),
        &row.store,
        cells.collect::<Vec<_>>(),
        row.is_leader.then(|| progress(row, table))
    )
}

fn entry(cell: &Option<Cell>, index: Index) -> Html {
    let Some(cell) = cell else { return markup!("<td key={}></td>", index) };
    let state = match cell.state {
        CellState::Committed => "e commit",
        CellState::Open => "e open",
        CellState::Wet => "e wet",
        CellState::Compacted => "e snap",
    };
    let is_compacted = cell.state == CellState::Compacted;
    let is_committed = cell.state == CellState::Committed;
    let tick = is_committed.then(|| icon(IconName::Tick));
    let term = (!is_compacted).then(|| markup!("<small>t{}{}</small>", cell.term, tick));
    markup!(
        "<td key={} class={} title={}>{}{}</td>",
        index,
        state,
        cell.why.clone(),
        term,
        &cell.text
    )
}

/// A leader's match_index and next_index of each follower, under its own log.
fn progress(row: &LogRow, table: &LogTable) -> Html {
    let last = table.columns.last().copied().unwrap_or(0);
    let marks = |&column: &Index| {
        let matched = row.progress.iter().filter(move |(_, matched, _)| *matched == column);
        // A next_index beyond the table stands in its last column.
        let next = row.progress.iter().filter(move |(_, _, next)| (*next).min(last) == column);
        let all =
            matched.map(|(id, ..)| match_mark(*id)).chain(next.map(|(id, ..)| next_mark(*id)));
        markup!("<td key={}>{}</td>", column, all.collect::<Vec<_>>())
    };
    markup!(
        r#"<tr class="prog">
            <th scope="row" colspan="4"><small>its view of the others: ✓ match_index ▸ next_index</small></th>
            {}
        </tr>"#,
        table.columns.iter().map(marks).collect::<Vec<_>>()
    )
}

fn match_mark(id: ServerId) -> Html {
    let title = format!("match_index of {id}");
    markup!(
        r#"<span key={} class="match" title={}>{}✓</span>"#,
        &title,
        &title,
        teammate(id).letter
    )
}

fn next_mark(id: ServerId) -> Html {
    let title = format!("next_index of {id}");
    markup!(r#"<span key={} class="next" title={}>▸{}</span>"#, &title, &title, teammate(id).letter)
}
