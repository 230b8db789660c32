//! The poll's count: a prologue that chooses what to propose.

use yew::prelude::*;

use crate::screen::TallyView;
use crate::ui::context::use_words;

/// The properties of [`Tally`].
#[derive(Properties, PartialEq)]
pub struct TallyProps {
    /// The poll, if there was one.
    pub tally: Option<TallyView>,
}

/// The board with the dishes and their counts.
#[component]
pub fn Tally(props: &TallyProps) -> Html {
    let words = &use_words().chrome().tally;
    let dishes = props.tally.as_ref().map_or(&[][..], |tally| &tally.dishes);
    let is_any_first = dishes.iter().any(|(_, _, is_first)| *is_first);
    let said = match props.tally.as_ref().map(|tally| tally.is_counted) {
        None => words.nobody,
        Some(false) => words.chooses,
        Some(true) if is_any_first => words.chose,
        Some(true) => words.no_answers,
    };
    html! {
        <div class="tally">
            <h3>{words.title}</h3>
            <ul>
                for (dish, count, is_first) in dishes {
                    <li key={&**dish} class={is_first.then_some("won")}>
                        {dish}{" "}<b>{count}</b>{strokes(*count)}
                    </li>
                }
            </ul>
            <p>{said}</p>
        </div>
    }
}

/// A count as strokes in fives.
fn strokes(count: u64) -> Html {
    let path: String = (0..count)
        .map(|i| match i % 5 {
            4 => format!("M{} 15L{} 4", (i * 8).saturating_sub(28), i * 8 + 4),
            _ => format!("M{} 3l-1 14", 6 + i * 8),
        })
        .collect();
    html! {
        <svg class="strokes" viewBox={format!("0 0 {} 20", count * 8 + 4)} aria-hidden="true">
            <path d={path}/>
        </svg>
    }
}
