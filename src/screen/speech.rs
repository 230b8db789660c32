//! Speech bubbles at the table: what is being said right now.

use std::cmp::Reverse;
use std::rc::Rc;

use super::flight::FlightView;
use crate::cluster::{Client, Cluster, Health, Node};
use crate::raft::ServerId;
use crate::words::Language;

/// How many bubbles are shown at once; more would hide each other.
const MOST: usize = 3;

/// Something somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bubble {
    /// Who says it.
    pub who: Node,
    /// What.
    pub text: String,
}

/// What is being said: the newest notes under way, one for each sender who is there to say
/// it, and the poll.
pub(crate) fn bubbles(
    flights: &[Rc<FlightView>],
    client: &Client,
    cluster: &Cluster,
    words: &dyn Language,
) -> Vec<Bubble> {
    let is_there = |node: Node| {
        let machine = node.server().and_then(|server| cluster.machine(server));
        machine.is_none_or(|machine| machine.health() == Health::Up)
    };
    let mut bubbles = poll(client, words);
    bubbles.retain(|bubble| is_there(bubble.who));
    let speaks = |flight: &&Rc<FlightView>| !flight.is_quiet && is_there(flight.from);
    let mut notes: Vec<_> = flights.iter().filter(speaks).collect();
    notes.sort_by_key(|flight| Reverse(flight.began_at));
    for flight in notes {
        let is_speaking = bubbles.iter().any(|bubble| bubble.who == flight.from);
        if bubbles.len() < MOST && !is_speaking {
            bubbles.push(Bubble { who: flight.from, text: flight.note.clone() });
        }
    }
    bubbles
}

fn poll(client: &Client, words: &dyn Language) -> Vec<Bubble> {
    let Some(poll) = client.poll().filter(|poll| !poll.is_counted()) else { return Vec::new() };
    let Some(asked) = poll.asked() else { return Vec::new() };
    let question = words.poll_question(asked);
    let mut bubbles = vec![Bubble { who: Node::Client(client.id()), text: question }];
    let before = ServerId(asked.0.saturating_sub(1));
    if let Some(dish) = poll.preference(before) {
        bubbles.push(Bubble { who: Node::Server(before), text: words.poll_answer(dish) });
    }
    bubbles
}
