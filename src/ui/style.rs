//! Numbers for the style sheet, such as where something is. The page's security policy
//! allows no `style` attribute, so they are set on the element itself.

use web_sys::HtmlElement;
use yew::prelude::*;

/// A name in the style sheet, and its value.
pub type Property = (&'static str, f64);

/// A reference to an element that has these custom properties.
#[hook]
pub fn use_style<const N: usize>(properties: [Property; N]) -> NodeRef {
    let place = use_node_ref();
    use_effect_with((place.clone(), properties), |(place, properties)| {
        if let Some(element) = place.cast::<HtmlElement>() {
            set_properties(&element, properties);
        }
    });
    place
}

/// Sets custom properties of an element.
pub fn set_properties(element: &HtmlElement, properties: &[Property]) {
    let style = element.style();
    for (name, value) in properties {
        // Only a name that is none fails; these are ours.
        let _ = style.set_property(name, &format!("{value:.2}"));
    }
}
