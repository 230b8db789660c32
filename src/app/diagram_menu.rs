//! What can be done to a message or an action of the diagram.

use super::Msg;
use super::edit::Edit;
use super::menu::{Menu, MenuItem};
use crate::cluster::{Action, FlightId, MILLISECOND, Micros};
use crate::diagram::{ArrowEnd, Window, action_marks, arrow_of};
use crate::run::{History, Watcher};
use crate::words::{kind_title, milliseconds};

/// How much later or earlier one choice of a menu makes something.
const NUDGES: [Micros; 2] = [10 * MILLISECOND, 100 * MILLISECOND];

fn item(label: String, msg: Msg) -> MenuItem {
    MenuItem { label, msg, why_not: None }
}

/// What can be done to a message.
pub fn arrow_menu(window: &Window, history: &History<Watcher>, flight: FlightId) -> Menu {
    let Some(arrow) = arrow_of(window, history, flight) else { return Menu::default() };
    let actions = &history.run().actions;
    let is_delayed = actions
        .iter()
        .any(|a| matches!(&a.action, Action::Delay { flight: of, .. } if *of == flight));
    let mut items = Vec::new();
    if let Some(at) = arrow.arrives() {
        for by in NUDGES {
            let label = format!("Let it arrive {} ms later", by / MILLISECOND);
            items.push(item(label, Msg::Edit(Edit::Arrive(flight, at + by))));
        }
        if is_delayed {
            let earlier = at.saturating_sub(NUDGES[0]);
            let label = format!("Let it arrive {} ms earlier", NUDGES[0] / MILLISECOND);
            items.push(item(label, Msg::Edit(Edit::Arrive(flight, earlier))));
            items.push(item("Not late at all".into(), Msg::Edit(Edit::Arrive(flight, 0))));
        }
    }
    if let ArrowEnd::Arrived(number, _) = arrow.end {
        items.push(item("Go to where it arrives".into(), Msg::SeekEvent(number)));
    }
    if let Some(is_dropped) = arrow.drop() {
        let drop = if is_dropped { "Don't drop it" } else { "Drop it" };
        items.push(item(drop.into(), Msg::Edit(Edit::Drop(flight))));
        items.push(item("Send it twice".into(), Msg::Edit(Edit::Duplicate(flight))));
    }
    items.push(item("Go to where it is sent".into(), Msg::SeekEvent(arrow.sent.0)));
    let title = format!("{}, sent at {}", kind_title(arrow.kind), milliseconds(arrow.sent.1));
    Menu { title, fields: Vec::new(), items }
}

/// What can be done to an action.
pub fn action_menu(history: &History<Watcher>, ordinal: u64) -> Menu {
    let marks = action_marks(&history.run().actions, history.watch());
    let Some(action) = marks.into_iter().find(|action| action.ordinal == ordinal) else {
        return Menu::default();
    };
    let at = action.at;
    let mut items = Vec::new();
    for by in NUDGES {
        let label = format!("{} ms later", by / MILLISECOND);
        items.push(item(label, Msg::Edit(Edit::Move(ordinal, at + by))));
    }
    for by in NUDGES {
        let label = format!("{} ms earlier", by / MILLISECOND);
        items.push(item(label, Msg::Edit(Edit::Move(ordinal, at.saturating_sub(by)))));
    }
    items.push(item("Take it out".into(), Msg::Edit(Edit::Remove(ordinal))));
    items.push(item("Go there".into(), Msg::Seek(at)));
    let fate = if action.did_not_apply { " (did not apply)" } else { "" };
    let title = format!("{}: {}{fate}", milliseconds(at), action.words);
    Menu { title, fields: Vec::new(), items }
}
