//! Pictures for the words beside them.

use yew::prelude::*;

/// The icons that there are.
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
    /// Do again what was taken back.
    Redo,
    /// There is more below.
    Down,
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
        IconName::Redo => "M15 4l6 6-6 6v-4h-5a3.5 3.5 0 0 0 0 7h5v3h-5a6.5 6.5 0 0 1 0-13h5z",
        IconName::Down => "M4 8l2-2 6 6 6-6 2 2-8 8z",
        IconName::Tick => "M9 19 3 13l2-2 4 4L19 5l2 2z",
        IconName::Cross => "M5 3 3 5l7 7-7 7 2 2 7-7 7 7 2-2-7-7 7-7-2-2-7 7z",
    };
    html! { <svg class="ic" viewBox="0 0 24 24" aria-hidden="true"><path d={path}/></svg> }
}
