//! What is drawn in many places: message marks, badges, icons, and the legend that
//! explains them.

use yew::Html;

use crate::lunch::{ASKER, teammate};
use crate::raft::ServerId;
use crate::screen::pattern;
use crate::ui::markup::{hears, markup};
use crate::ui::page;

/// Everything that drawings name: patterns, and the marks of messages and things.
/// Once per page.
pub fn defs() -> Html {
    Html::from_html_unchecked(include_str!("../../../static/marks.svg").trim_ascii().into())
}

/// Every mark, at lunch and in the cluster. It is fetched when it is opened.
pub fn legend() -> Html {
    markup!(
        r#"<details class="legend" id="legend" ontoggle={}>
            <summary>Legend: every mark, at lunch and in the cluster</summary>
            <div id="legend-rows"><p>One moment.</p></div>
        </details>"#,
        hears(|_| page::fetch_into("legend.html", "legend-rows"))
    )
}

/// Colour, pattern and letter of a teammate and their server, in a line of text; of
/// the asker, if it is nobody at the table.
pub fn badge(id: Option<ServerId>) -> Html {
    let (name, letter) = match id.map(teammate) {
        Some(teammate) => (teammate.name, teammate.letter),
        None => (ASKER, "?"),
    };
    markup!(
        r#"<svg class="badge" viewBox="-12 -12 24 24" role="img" aria-label={}>
            <rect class={} x="-11" y="-11" width="22" height="22" rx="6" fill={}/>
            <circle class="disc" r="8"/>
            <text class="lt" y="4.5">{}</text>
        </svg>"#,
        name,
        id.is_none().then_some("coat"),
        id.map(pattern),
        letter
    )
}

/// The mark of a kind of message, in a line of text.
pub fn mark(name: &str) -> Html {
    markup!(
        r#"<svg class="mk" viewBox="-20 -20 40 40" aria-hidden="true"><use href={}/></svg>"#,
        ["#", name].concat()
    )
}

/// What an icon shows.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Let time pass.
    Play,
    /// Let time stand still.
    Pause,
    /// One event.
    Step,
    /// One step back.
    Back,
    /// From the start.
    Reset,
    /// Take back.
    Undo,
    /// Yes.
    Tick,
    /// No.
    Cross,
}

/// A picture for a word beside it.
pub fn icon(name: IconName) -> Html {
    let path = match name {
        IconName::Play => "M7 4v16l13-8z",
        IconName::Pause => "M6 4h4v16H6zM14 4h4v16h-4z",
        IconName::Step => "M5 4v16l10-8zM17 4h3v16h-3z",
        IconName::Back => "M19 4v16L9 12zM4 4h3v16H4z",
        IconName::Reset => "M12 4a8 8 0 1 1-8 8h3a5 5 0 1 0 5-5v4L5 6l7-5z",
        IconName::Undo => "M9 4 3 10l6 6v-4h5a3.5 3.5 0 0 1 0 7H9v3h5a6.5 6.5 0 0 0 0-13H9z",
        IconName::Tick => "M9 19 3 13l2-2 4 4L19 5l2 2z",
        IconName::Cross => "M5 3 3 5l7 7-7 7 2 2 7-7 7 7 2-2-7-7 7-7-2-2-7 7z",
    };
    markup!(r#"<svg class="ic" viewBox="0 0 24 24" aria-hidden="true"><path d={}/></svg>"#, path)
}
