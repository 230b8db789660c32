//! The poll's count: a prologue that chooses what to propose.

use yew::prelude::*;

use crate::view::TallyView;

/// The board with the dishes and their counts.
pub fn tally_board(tally: Option<&TallyView>) -> Html {
    let Some(tally) = tally else {
        return html! {
            <div class="tally"><h3>{ "The poll" }</h3><p>{ "Nobody has been asked yet." }</p></div>
        };
    };
    let dish = |(dish, count, is_first): &(String, u64, bool)| {
        html! {
            <li key={dish.clone()} class={if *is_first { "won" } else { "" }}>
                { dish }{ " " }<b>{ count }</b>{ strokes(*count) }
            </li>
        }
    };
    html! {
        <div class="tally">
            <h3>{ "The poll" }</h3>
            <ul>{ for tally.dishes.iter().map(dish) }</ul>
            <p>
                if tally.is_counted && !tally.dishes.iter().any(|(_, _, is_first)| *is_first) {
                    { "Nobody answered. There is nothing to propose." }
                } else if tally.is_counted {
                    { "It chose what to propose. It decided nothing." }
                } else {
                    { "It chooses what to propose. It decides nothing." }
                }
            </p>
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
            <path d={path} />
        </svg>
    }
}
