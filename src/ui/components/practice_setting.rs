//! What a practice question shows of its servers, as a table.

use std::rc::Rc;

use yew::prelude::*;

use super::badge::badge;
use crate::practice::FollowerView;
use crate::raft::Index;
use crate::screen::{CellState, SettingCell, SettingRow, SettingTable};
use crate::ui::context::use_words;
use crate::words::PracticeWords;

/// The properties of [`PracticeSetting`].
#[derive(Properties, PartialEq)]
pub struct PracticeSettingProps {
    /// The servers.
    pub setting: Rc<SettingTable>,
}

/// The servers as a question shows them.
#[component]
pub fn PracticeSetting(props: &PracticeSettingProps) -> Html {
    let words = &use_words().chrome().practice;
    let table = &props.setting;
    html! {
        <section class="card logs practice-setting">
            <div class="card-head"><h2>{words.given}</h2></div>
            <div class="log-scroll" tabindex="0" role="region" aria-label={words.given}>
                <table class="log">
                    <thead>
                        <tr>
                            <th key="server" scope="col">{words.server}</th>
                            if table.has_logs {
                                <th key="term" scope="col" class="fact">{words.term}</th>
                                <th key="vote" scope="col" class="fact">{words.vote}</th>
                            }
                            if table.has_commits {
                                <th key="commit" scope="col" class="fact">{words.commit}</th>
                            }
                            for index in &table.columns {
                                <th key={*index} scope="col" class="index">{index}</th>
                            }
                        </tr>
                    </thead>
                    <tbody>{table.rows.iter().map(|it| row(it, table, words)).collect::<Html>()}</tbody>
                </table>
            </div>
            {table.rows.iter().map(|it| knows(it, table.has_rounds, words)).collect::<Html>()}
        </section>
    }
}

fn row(row: &SettingRow, table: &SettingTable, words: &PracticeWords) -> Html {
    let id = row.server;
    let class = classes!(row.is_leader.then_some("is-leader"), (!row.is_up).then_some("is-down"));
    let vote = row.vote.map_or(words.no_vote.into(), |server| format!("S{}", server.0));
    let commit = row.commit.map_or("–".into(), |index| index.to_string());
    let cell = |index: &Index| {
        let place = usize::try_from(index - 1).unwrap_or(usize::MAX);
        entry(*index, row.log.get(place))
    };
    html! {
        <tr key={id.0} {class}>
            <th key="server" scope="row">
                <span class="who">{badge(Some(id))}{format!(" S{} ", id.0)}<small>{row.note}</small></span>
                // On a phone there are no columns for them.
                <span class="facts-below">
                    if table.has_logs {
                        <span>{format!("{} {}", words.term, row.term)}</span>
                        <span>{format!("{} {vote}", words.vote)}</span>
                    }
                    if table.has_commits {
                        <span>{format!("{} {commit}", words.commit)}</span>
                    }
                </span>
            </th>
            if table.has_logs {
                <td key="term" class="fact">{row.term}</td>
                <td key="vote" class="fact">{vote}</td>
            }
            if table.has_commits {
                <td key="commit" class="fact">{commit}</td>
            }
            {table.columns.iter().map(cell).collect::<Html>()}
        </tr>
    }
}

fn entry(index: Index, cell: Option<&SettingCell>) -> Html {
    let Some(cell) = cell else { return html! { <td key={index}></td> } };
    let state = match cell.state {
        Some(CellState::Committed) => "commit",
        Some(CellState::Open) => "open",
        Some(CellState::Wet) => "wet",
        Some(CellState::Compacted) | None => "is-plain",
    };
    html! {
        <td key={index} class={classes!("e", state)}>
            <div class="entry-cell"><i>{format!("t{} ", cell.term)}</i><b>{&cell.text}</b></div>
        </td>
    }
}

/// What a leader knows of the others.
fn knows(row: &SettingRow, has_rounds: bool, words: &PracticeWords) -> Html {
    if row.followers.is_empty() {
        return Html::default();
    }
    let line = |follower: &FollowerView| {
        html! {
            <tr key={follower.server.0}>
                <th scope="row">{format!("S{}", follower.server.0)}</th>
                <td>{follower.match_index}</td>
                <td>{follower.next_index}</td>
                if has_rounds { <td>{follower.answered_round}</td> }
            </tr>
        }
    };
    html! {
        <table key={row.server.0} class="practice-knows">
            <caption>{format!("S{} {}", row.server.0, words.knows)}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.server}</th>
                    <th scope="col"><code>{"match_index"}</code></th>
                    <th scope="col"><code>{"next_index"}</code></th>
                    if has_rounds { <th scope="col">{words.round}</th> }
                </tr>
            </thead>
            <tbody>{row.followers.iter().map(line).collect::<Html>()}</tbody>
        </table>
    }
}
