//! Editing a run: one message or one action is changed, everything else stays.

use crate::cluster::{Action, AnchoredAction, FlightId, MAX_DELAY, MAX_TIME, Micros, Protocol};
use crate::diagram::Arrow;
use crate::run::next_ordinal;
use crate::words::NoEdit;

/// One change to a run.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// This copy of a message arrives at this moment.
    Arrive(FlightId, Micros),
    /// It is dropped when it is sent, or no longer dropped.
    Drop(FlightId),
    /// A second copy of it is made when it is sent.
    Duplicate(FlightId),
    /// The action with this ordinal is done at this moment.
    Move(u64, Micros),
    /// The action with this ordinal is not done.
    Remove(u64),
    /// From the beginning these protections and extensions are in force.
    Begin(Protocol),
}

/// The actions of a run after `change`, or why it cannot be made. `arrow` is the message
/// that it is about, as it is now. From the change on nothing that was written about the run
/// is said: it need not be true any more.
pub fn edited(
    actions: &[AnchoredAction],
    change: Edit,
    arrow: Option<&Arrow>,
) -> Result<Vec<AnchoredAction>, NoEdit> {
    let mut changed = with_change(actions, change, arrow)?;
    let same = changed.iter().zip(actions).take_while(|(now, before)| now == before).count();
    let mut place = 0;
    changed.retain(|anchored| {
        place += 1;
        place <= same || !matches!(anchored.action, Action::Say { .. })
    });
    Ok(changed)
}

fn with_change(
    actions: &[AnchoredAction],
    change: Edit,
    arrow: Option<&Arrow>,
) -> Result<Vec<AnchoredAction>, NoEdit> {
    let mut actions = actions.to_vec();
    match change {
        Edit::Move(ordinal, at) => {
            let mut action = take(&mut actions, |a| a.ordinal == ordinal).ok_or(NoEdit::Gone)?;
            action.at = at.min(MAX_TIME);
            put(&mut actions, action);
        }
        Edit::Remove(ordinal) => {
            take(&mut actions, |a| a.ordinal == ordinal).ok_or(NoEdit::Gone)?;
        }
        Edit::Drop(flight) => {
            let is_drop = |a: &AnchoredAction| a.action == Action::Drop { flight };
            if take(&mut actions, is_drop).is_none() {
                add(&mut actions, arrow.ok_or(NoEdit::Gone)?.sent.1, Action::Drop { flight })?;
            }
        }
        Edit::Duplicate(flight) => {
            add(&mut actions, arrow.ok_or(NoEdit::Gone)?.sent.1, Action::Duplicate { flight })?;
        }
        Edit::Begin(protocol) => add(&mut actions, 0, Action::SetProtocol(protocol))?,
        Edit::Arrive(flight, at) => arrive(&mut actions, flight, at, arrow.ok_or(NoEdit::Gone)?)?,
    }
    Ok(actions)
}

/// Lets a message arrive at another moment: a delay of it is changed, or there is a new
/// one.
fn arrive(
    actions: &mut Vec<AnchoredAction>,
    flight: FlightId,
    at: Micros,
    arrow: &Arrow,
) -> Result<(), NoEdit> {
    let arrived = arrow.arrives().ok_or(NoEdit::MessageLost)?;
    // Where messages wait to be delivered, it is the delivery that moves.
    let is_delivery =
        |a: &AnchoredAction| matches!(&a.action, Action::Deliver { flight: of } if *of == flight);
    if let Some(mut delivery) = take(actions, is_delivery) {
        delivery.at = at.clamp(arrow.sent.1, MAX_TIME.max(arrow.sent.1));
        put(actions, delivery);
        return Ok(());
    }
    let is_delay =
        |a: &AnchoredAction| matches!(&a.action, Action::Delay { flight: of, .. } if *of == flight);
    let before = take(actions, is_delay);
    let (when, delay) = match &before {
        Some(AnchoredAction { at, action: Action::Delay { by, .. }, .. }) => (*at, *by),
        _ => (arrow.sent.1, 0),
    };
    let natural = arrived.saturating_sub(delay);
    if at <= natural && delay == 0 {
        return Err(NoEdit::NotEarlier);
    }
    let by = at.saturating_sub(natural).min(MAX_DELAY);
    if by > 0 {
        let ordinal = match before {
            Some(before) => before.ordinal,
            None => next_ordinal(actions, when).ok_or(NoEdit::NoNumberLeft)?,
        };
        let action = Action::Delay { flight, by };
        put(actions, AnchoredAction { at: when, ordinal, action });
    }
    Ok(())
}

fn take(
    actions: &mut Vec<AnchoredAction>,
    is_it: impl Fn(&AnchoredAction) -> bool,
) -> Option<AnchoredAction> {
    let place = actions.iter().position(is_it)?;
    Some(actions.remove(place))
}

fn add(actions: &mut Vec<AnchoredAction>, at: Micros, action: Action) -> Result<(), NoEdit> {
    let ordinal = next_ordinal(actions, at).ok_or(NoEdit::NoNumberLeft)?;
    put(actions, AnchoredAction { at, ordinal, action });
    Ok(())
}

/// Puts an action where it belongs: in the order of (time, ordinal).
fn put(actions: &mut Vec<AnchoredAction>, action: AnchoredAction) {
    let key = |a: &AnchoredAction| (a.at, a.ordinal);
    let place = actions.partition_point(|other| key(other) < key(&action));
    actions.insert(place, action);
}
