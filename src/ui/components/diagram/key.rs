//! What the arrows and marks of the diagram stand for.

use yew::prelude::*;

use crate::cluster::MessageKind;
use crate::diagram::{LaneMarkKind, colour_of};
use crate::ui::context::use_words;

/// One kind of message for each colour of arrow.
const ARROWS: [MessageKind; 5] = [
    MessageKind::RequestVote,
    MessageKind::Append,
    MessageKind::AppendOk,
    MessageKind::AppendRefused,
    MessageKind::Request,
];

/// The key to the diagram, folded up until somebody asks.
#[component]
pub fn DiagramKey() -> Html {
    let words = &use_words().chrome().diagram;
    let line = |class: &'static str, end: Html, name: &'static str| {
        html! {
            <li key={name}>
                <svg viewBox="0 0 34 16" aria-hidden="true">
                    <g class={classes!("dg", class)}><path class="w" d="M2 8H28"/>{end}</g>
                </svg>
                {name}
            </li>
        }
    };
    let tip = || html! { <path class="tip" d="M33 8l-9-4v8z"/> };
    let cross = html! { <path class="w cross" d="M23 3l10 10m0-10-10 10"/> };
    let [names @ .., flying, lost] = words.arrows;
    html! {
        <details class="st-key">
            <summary>{words.key}</summary>
            <ul>
                for (kind, name) in ARROWS.into_iter().zip(names) {
                    {line(colour_of(kind), tip(), name)}
                }
                {line("k-ae flying", Html::default(), flying)}
                {line("k-ae", cross, lost)}
                for (kind, name) in LaneMarkKind::ALL.into_iter().zip(words.marks) {
                    <li key={name}>
                        <svg viewBox="-17 -9 34 18" aria-hidden="true">
                            <g class={classes!("lm", kind.class())}><path d={kind.shape()}/></g>
                        </svg>
                        {name}
                    </li>
                }
            </ul>
        </details>
    }
}
