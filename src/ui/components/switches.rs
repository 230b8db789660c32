//! What if one of Raft's protections were missing? And the extensions.

use yew::{Callback, Html};

use super::panel::{inside, toggles};
use crate::app::{Msg, Panel};
use crate::cluster::{Action, Switch};
use crate::screen::Screen;
use crate::ui::markup::{markup, says};

/// A panel of switches that act on the run at once.
pub fn switches(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<details class="more" id="switches" ontoggle={}>
            <summary class="btn big">What if</summary>
            <div class="pop wide">{}</div>
        </details>"#,
        toggles(Panel::Switches, on),
        inside(screen.panels, Panel::Switches, || lines(screen, on))
    )
}

fn lines(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<p>Switch off what keeps Raft safe, and see what it is for. The first two are extensions.</p>
        {}"#,
        Switch::all().map(|switch| line(switch, screen, on)).collect::<Vec<_>>()
    )
}

fn line(switch: Switch, screen: &Screen, on: &Callback<Msg>) -> Html {
    let protocol = screen.protocol;
    let words = screen.locale.words();
    let (name, what) = (words.switch_name(switch), words.switch_purpose(switch));
    let more = words.switch_protects(switch).map(|protects| [" ", &protects].concat());
    markup!(
        r#"<label key={}>
            <input type="checkbox" checked={} onchange={}/>
            <b>{}</b><small>{}.{}</small>
        </label>"#,
        name,
        switch.is_on(&protocol),
        says(on, Msg::Act(Action::SetProtocol(switch.flipped(&protocol)))),
        name,
        what,
        more.unwrap_or_default()
    )
}
