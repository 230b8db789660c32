//! A long run: how long it takes to go anywhere in it, and what it weighs.
//!
//! Five servers under load until the history is full, then seeks to places that are
//! spread over it. The budgets: 16 ms at the 99th percentile, 128 MiB. `ratio` is the
//! budget over what was measured.

use std::time::Instant;

use peak_alloc::PeakAlloc;
use raft_lunch::cluster::{Action, Actor, ClientId, EventBody, MAX_CLIENTS, Scenario};
use raft_lunch::history::{History, MAX_EVENTS};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// As many of the last events as the page keeps at hand.
const KEEP: usize = 8_192;
const SEEKS: usize = 400;

fn main() {
    let before = HEAP.current_usage();
    let scenario = Scenario { clients: MAX_CLIENTS, ..Scenario::new(7, 5) };
    let mut history: History = History::watched(scenario, KEEP);
    let mut free: Vec<ClientId> = (1..=MAX_CLIENTS).map(ClientId).collect();
    let began = Instant::now();
    let mut asked = 0;
    while !history.is_full() {
        // Few actions and much work: the list of actions is short in a page's run too.
        for client in free.drain(..) {
            asked += 1;
            let text = format!("SET K{} {}", client.0, asked % 100);
            history.act(Action::Propose { client, text }).expect("it waits for nothing");
        }
        let events = history.step();
        free.extend(events.iter().filter_map(|event| match (&event.body, event.id.actor) {
            (EventBody::Answered { .. }, Actor::Client(client)) if asked < 20_000 => Some(client),
            _ => None,
        }));
    }
    println!(
        "{} events and {asked} commands in {:.1} s",
        history.len(),
        began.elapsed().as_secs_f64()
    );
    let mebibytes = (HEAP.current_usage() - before) as f64 / f64::from(1 << 20);
    println!("weight {mebibytes:.0} MiB   budget 128   ratio {:.2}", 128.0 / mebibytes);
    let mut times: Vec<f64> = (0..SEEKS)
        .map(|seek| {
            // A step that shares no factor with the length goes everywhere.
            let count = (seek * 618_033) % MAX_EVENTS;
            let began = Instant::now();
            history.seek(count);
            began.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, p99) = (times[SEEKS / 2], times[SEEKS * 99 / 100]);
    println!("seek median {median:.1} ms   p99 {p99:.1} ms   budget 16   ratio {:.2}", 16.0 / p99);
}
