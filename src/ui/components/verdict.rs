//! Is it still safe? The five properties of figure 3, live, and those they rest on.

use yew::Html;

use super::marks::{IconName, icon};
use crate::check::{Property, Standing};
use crate::screen::Screen;
use crate::ui::markup::markup;

/// The verdict, and a chip for each property.
pub fn verdict(screen: &Screen) -> Html {
    let words = screen.locale.words();
    let of = |standing: Standing| {
        let such = screen.properties.iter().filter(|(_, is)| *is == standing);
        let names: Vec<_> = such.map(|(property, _)| words.property_name(*property)).collect();
        names.join(", ")
    };
    let (broken, undecided) = (of(Standing::Violated), of(Standing::Undecided));
    let is_safe = broken.is_empty();
    let chip = |(property, standing): &(Property, Standing)| {
        let (class, sign, state) = match standing {
            Standing::Holds => ("good", icon(IconName::Tick), "holds"),
            Standing::Violated => ("bad", icon(IconName::Cross), "is violated"),
            Standing::Undecided => ("", markup!("? "), "is undecided"),
        };
        markup!(
            r#"<li key={} class={} title={}>{}{}<span class="vh"> {}</span></li>"#,
            words.property_name(*property),
            class,
            words.property_promise(*property),
            sign,
            words.property_name(*property),
            state
        )
    };
    markup!(
        r#"<section class={} aria-label="Is it still safe?">
            <h2 id="verdict">{}{}{}{}</h2>
            <ul class="chips">{}</ul>
            <p>{}The first five are the paper's figure 3. The others are checked too.</p>
        </section>"#,
        if is_safe { "verdict" } else { "verdict broken" },
        icon(if is_safe { IconName::Tick } else { IconName::Cross }),
        if is_safe { "still safe: 5 of 5 properties hold" } else { "violated: " },
        broken,
        (is_safe && !undecided.is_empty()).then(|| [" (undecided: ", &undecided, ")"].concat()),
        screen.properties.iter().map(chip).collect::<Vec<_>>(),
        screen.violation.as_ref().map(|words| markup!("{}<br/>", words))
    )
}
