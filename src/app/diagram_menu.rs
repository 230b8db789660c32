//! What can be done to a message or an action of the diagram.

use super::Msg;
use super::edit::Edit;
use super::menu::{Menu, MenuItem, ask};
use crate::cluster::{Action, FlightId, MILLISECOND, Micros};
use crate::diagram::{ArrowEnd, Window, action_marks, arrow_of};
use crate::run::{History, Watcher};
use crate::why::Question;
use crate::words::{Language, Offer};

/// How much later or earlier one choice of a menu makes something.
const NUDGES: [Micros; 2] = [10 * MILLISECOND, 100 * MILLISECOND];

/// What can be done to a message.
pub fn arrow_menu(
    window: &Window,
    history: &History<Watcher>,
    flight: FlightId,
    words: &dyn Language,
) -> Menu {
    let Some(arrow) = arrow_of(window, history, flight) else { return Menu::default() };
    let actions = &history.run().actions;
    let is_delayed = actions
        .iter()
        .any(|a| matches!(&a.action, Action::Delay { flight: of, .. } if *of == flight));
    let mut offers = Vec::new();
    if let Some(at) = arrow.arrives() {
        let arrive = |at| Msg::Edit(Edit::Arrive(flight, at));
        offers.extend(NUDGES.map(|by| (Offer::ArriveLater(by), arrive(at + by))));
        if is_delayed {
            let by = NUDGES[0];
            offers.push((Offer::ArriveEarlier(by), arrive(at.saturating_sub(by))));
            offers.push((Offer::NoDelay, arrive(0)));
        }
    }
    if let ArrowEnd::Arrived(number, _) = arrow.end {
        offers.push((Offer::GoToArrival, Msg::SeekEvent(number)));
    }
    if let Some(is_dropped) = arrow.drop() {
        let drop = if is_dropped { Offer::DontDrop } else { Offer::Drop };
        offers.push((drop, Msg::Edit(Edit::Drop(flight))));
        offers.push((Offer::Duplicate, Msg::Edit(Edit::Duplicate(flight))));
    }
    offers.push((Offer::GoToSending, Msg::SeekEvent(arrow.sent.0)));
    let asks = vec![ask(Question::Message(flight.message), words)];
    Menu { asks, ..menu(words.arrow_title(arrow.kind, arrow.sent.1), offers, words) }
}

/// What can be done to an action.
pub fn action_menu(history: &History<Watcher>, ordinal: u64, words: &dyn Language) -> Menu {
    let marks = action_marks(&history.run().actions, history.watch());
    let Some(mark) = marks.into_iter().find(|action| action.ordinal == ordinal) else {
        return Menu::default();
    };
    let at = mark.at;
    let to = |at| Msg::Edit(Edit::Move(ordinal, at));
    let mut offers = NUDGES.map(|by| (Offer::MoveLater(by), to(at + by))).to_vec();
    offers.extend(NUDGES.map(|by| (Offer::MoveEarlier(by), to(at.saturating_sub(by)))));
    offers.push((Offer::TakeOut, Msg::Edit(Edit::Remove(ordinal))));
    offers.push((Offer::GoThere, Msg::Seek(at)));
    menu(words.action_title(at, &mark.action, mark.did_not_apply), offers, words)
}

fn menu(title: String, offers: Vec<(Offer, Msg)>, words: &dyn Language) -> Menu {
    let item = |(offer, msg)| {
        let label = words.offer(offer);
        MenuItem { label, msg, why_not: None, key: None }
    };
    Menu { title, items: offers.into_iter().map(item).collect(), ..Menu::default() }
}
