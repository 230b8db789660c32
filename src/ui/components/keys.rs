//! The keys.

use yew::Html;

/// The list of keys.
pub fn keys() -> Html {
    Html::from_html_unchecked(include_str!("../../../static/keys.html").trim_ascii().into())
}
