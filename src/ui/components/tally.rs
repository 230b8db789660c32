//! The poll's count: a prologue that chooses what to propose.

use yew::Html;

use crate::screen::TallyView;
use crate::ui::markup::markup;

/// The board with the dishes and their counts.
pub fn tally_board(tally: Option<&TallyView>) -> Html {
    let Some(tally) = tally else {
        return markup!(
            r#"<div class="tally"><h3>The poll</h3><p>Nobody has been asked yet.</p></div>"#
        );
    };
    let is_any_first = tally.dishes.iter().any(|(_, _, is_first)| *is_first);
    let dish = |(dish, count, is_first): &(String, u64, bool)| {
        markup!(
            "<li key={} class={}>{} <b>{}</b>{}</li>",
            dish,
            if *is_first { "won" } else { "" },
            dish,
            *count,
            strokes(*count)
        )
    };
    markup!(
        r#"<div class="tally"><h3>The poll</h3><ul>{}</ul><p>{}</p></div>"#,
        tally.dishes.iter().map(dish).collect::<Vec<_>>(),
        match (tally.is_counted, is_any_first) {
            (true, false) => "Nobody answered. There is nothing to propose.",
            (true, true) => "It chose what to propose. It decided nothing.",
            (false, _) => "It chooses what to propose. It decides nothing.",
        }
    )
}

/// A count as strokes in fives.
fn strokes(count: u64) -> Html {
    let path: String = (0..count)
        .map(|i| match i % 5 {
            4 => format!("M{} 15L{} 4", (i * 8).saturating_sub(28), i * 8 + 4),
            _ => format!("M{} 3l-1 14", 6 + i * 8),
        })
        .collect();
    markup!(
        r#"<svg class="strokes" viewBox={} aria-hidden="true"><path d={}/></svg>"#,
        format!("0 0 {} 20", count * 8 + 4),
        path
    )
}
