//! Is it still safe? The five properties of figure 3, live, and those they rest on.

use yew::Html;

use super::marks::{IconName, icon};
use crate::check::Property;
use crate::ui::markup::markup;
use crate::view::Screen;

/// The verdict, and a chip for each property.
pub fn verdict(screen: &Screen) -> Html {
    let of_figure_3 = &screen.properties[..screen.properties.len().min(Property::FIGURE_3.len())];
    let all = of_figure_3.len();
    let holding = of_figure_3.iter().filter(|(_, holds)| *holds).count();
    let broken = screen.properties.iter().find(|(_, holds)| !holds);
    let is_safe = broken.is_none();
    let but = match broken {
        Some((property, _)) if holding == all => format!(", but not {}", property.name()),
        _ => String::new(),
    };
    let chip = |(property, holds): &(Property, bool)| {
        let (class, sign, state) = if *holds {
            ("good", IconName::Tick, "holds")
        } else {
            ("bad", IconName::Cross, "is violated")
        };
        markup!(
            r#"<li key={} class={} title={}>{}{}<span class="vh"> {}</span></li>"#,
            property.name(),
            class,
            property.promise(),
            icon(sign),
            property.name(),
            state
        )
    };
    markup!(
        r#"<section class={} aria-label="Is it still safe?">
            <h2 id="verdict">{}{}{}</h2>
            <ul class="chips">{}</ul>
            <p>{}</p>
        </section>"#,
        if is_safe { "verdict" } else { "verdict broken" },
        icon(if is_safe { IconName::Tick } else { IconName::Cross }),
        if is_safe { "still safe: " } else { "not safe: " },
        format!("{holding} of {all} properties hold{but}"),
        screen.properties.iter().map(chip).collect::<Vec<_>>(),
        screen.violation.as_ref()
    )
}
