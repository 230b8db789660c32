//! Is it still safe? The five properties of figure 3, live, and those they rest on.

use yew::prelude::*;

use super::marks::{IconName, icon};
use crate::check::Property;
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
        html! {
            <li key={property.name()} {class} title={property.promise()}>
                { icon(sign) }{ property.name() }<span class="vh">{ " " }{ state }</span>
            </li>
        }
    };
    html! {
        <section class={if is_safe { "verdict" } else { "verdict broken" }} aria-label="Is it still safe?">
            <h2 id="verdict">
                { icon(if is_safe { IconName::Tick } else { IconName::Cross }) }
                { if is_safe { "still safe: " } else { "not safe: " } }
                { format!("{holding} of {all} properties hold{but}") }
            </h2>
            <ul class="chips">{ for screen.properties.iter().map(chip) }</ul>
            <p>{ screen.violation.clone().unwrap_or_default() }</p>
        </section>
    }
}
