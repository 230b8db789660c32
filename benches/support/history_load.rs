//! A long run and places in it, for the native bench of the history and for the one in
//! wasm: five servers under load until the history is full.

use raft_lunch::cluster::{Action, Actor, ClientId, EventBody, MAX_CLIENTS, Scenario};
use raft_lunch::run::{History, MAX_EVENTS};

/// As many of the last events as the page keeps at hand.
const KEEP: usize = 8_192;

/// After so many commands nobody asks any more. Few actions and much work: the list of
/// actions is short in a page's run too.
const COMMANDS: usize = 20_000;

/// How many places there are to go to.
pub const SEEKS: usize = 400;

/// The full history, and how many commands are in it.
pub fn full_history() -> (History, usize) {
    let scenario = Scenario { clients: MAX_CLIENTS, ..Scenario::new(7, 5) };
    let mut history: History = History::watched(scenario, KEEP);
    let mut free: Vec<ClientId> = (1..=MAX_CLIENTS).map(ClientId).collect();
    let mut asked = 0;
    while !history.is_full() {
        for client in free.drain(..) {
            asked += 1;
            let text = format!("SET K{} {}", client.0, asked % 100);
            history.act(Action::Propose { client, text }).expect("it waits for nothing");
        }
        let events = history.step();
        free.extend(events.iter().filter_map(|event| match (&event.body, event.id.actor) {
            (EventBody::Answered { .. }, Actor::Client(client)) if asked < COMMANDS => Some(client),
            _ => None,
        }));
    }
    (history, asked)
}

/// A place to go to, as a number of events. A step that shares no factor with the length
/// goes everywhere.
pub fn place(seek: usize) -> usize {
    let place = (seek as u64 * 618_033) % MAX_EVENTS as u64;
    usize::try_from(place).expect("it is less than a million")
}
