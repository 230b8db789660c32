//! Which messages a step means.

use super::moment::Moment;
use crate::cluster::{Cluster, Content, Flight, FlightId, MessageId, Node};
use crate::raft::Message;
use crate::scenario::format::name::{MessageName, Named};
use crate::scenario::format::step::Pick;
use crate::scenario::format::who::End;

/// The messages in flight: those really on their way. What the network has lost already, or what
/// was sent on a cut link, will never arrive.
pub(crate) fn in_flight(cluster: &Cluster) -> impl Iterator<Item = (&FlightId, &Flight)> {
    cluster.network().flights().iter().filter(|(_, flight)| flight.lost.is_none())
}

/// The messages [in flight](in_flight) that are meant, the oldest first. An exact name is taken
/// at its word, whether or not that message is in flight: so a run that was saved message by
/// message is the same run again. An error: a server that is named is not there.
pub(crate) fn picked(pick: &Pick, now: &Moment) -> Result<Vec<FlightId>, String> {
    let (from, to) = ends(pick, now)?;
    if let (Some(from), Some(number)) = (from, pick.number) {
        let message = MessageId { from, number };
        return Ok(vec![FlightId { message, copy: pick.copy.unwrap_or(0) }]);
    }
    let mut fitting: Vec<_> = in_flight(now.cluster)
        .filter(|(id, flight)| fits(pick, id, flight, from, to))
        .map(|(id, flight)| (flight.sent_at, *id))
        .collect();
    fitting.sort_unstable();
    if !pick.all {
        fitting.truncate(1);
    }
    Ok(fitting.into_iter().map(|(_, id)| id).collect())
}

/// Whether some message in flight fits.
pub(crate) fn is_any_in_flight(pick: &Pick, now: &Moment) -> bool {
    let Ok((from, to)) = ends(pick, now) else { return false };
    in_flight(now.cluster).any(|(id, flight)| fits(pick, id, flight, from, to))
}

fn ends(pick: &Pick, now: &Moment) -> Result<(Option<Node>, Option<Node>), String> {
    let end = |end: &Option<End>| end.as_ref().map(|end| end.found(now)).transpose();
    Ok((end(&pick.from)?, end(&pick.to)?))
}

fn fits(pick: &Pick, id: &FlightId, flight: &Flight, from: Option<Node>, to: Option<Node>) -> bool {
    let content = &flight.envelope.content;
    from.is_none_or(|from| id.message.from == from)
        && to.is_none_or(|to| flight.envelope.to == to)
        && pick.kind.is_none_or(|kind| MessageName::of(content) == kind.0)
        && pick.carries.is_none_or(|index| carries(content, index))
}

fn carries(content: &Content, index: u64) -> bool {
    match content {
        Content::Raft(Message::AppendEntries(request)) => {
            let after = index.checked_sub(request.prev_log_index);
            after.is_some_and(|after| (1..=request.entries.len() as u64).contains(&after))
        }
        _ => false,
    }
}

/// The message that is meant, as the beginning of a sentence.
pub(crate) fn pick_words(pick: &Pick) -> String {
    let mut words = match (pick.number, pick.kind) {
        (Some(number), _) => format!("Message {number}"),
        (None, Some(kind)) => format!("A message of the kind {}", kind.0.name()),
        (None, None) => "A message".into(),
    };
    if let Some(from) = &pick.from {
        words += &format!(" from {from}");
    }
    if let Some(to) = &pick.to {
        words += &format!(" to {to}");
    }
    if let Some(index) = pick.carries {
        words += &format!(" with entry {index}");
    }
    words
}
