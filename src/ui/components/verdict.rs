//! Is it still safe? The five properties of figure 3, live, and those they rest on.

use yew::Html;

use super::marks::{IconName, icon};
use crate::check::Property;
use crate::ui::markup::markup;
use crate::view::Screen;

/// The verdict, and a chip for each property.
pub fn verdict(screen: &Screen) -> Html {
    let broken = screen.properties.iter().filter(|(_, holds)| !holds);
    let broken: Vec<_> = broken.map(|(property, _)| property.name()).collect();
    let is_safe = broken.is_empty();
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
            <p>{}The first five are the paper's figure 3. The others are checked too.</p>
        </section>"#,
        if is_safe { "verdict" } else { "verdict broken" },
        icon(if is_safe { IconName::Tick } else { IconName::Cross }),
        if is_safe { "still safe: 5 of 5 properties hold" } else { "violated: " },
        broken.join(", "),
        screen.properties.iter().map(chip).collect::<Vec<_>>(),
        screen.violation.as_ref().map(|words| markup!("{}<br/>", words))
    )
}
