//! The virtual cluster, in events per second of CPU time: with no check, and with all
//! checks after every event, as the page and the hunt run it.
//!
//! Every client asks again as soon as it is answered, so the cluster is never idle; the
//! network is as the page has it at the start. The median of several rounds, in which
//! the two take turns. `ratio` is with checks over without; the budget is a quarter.

use cpu_time::ProcessTime;
use raft_lunch::check::SafetyChecker;
use raft_lunch::cluster::{Action, ClientId, Cluster, Event, EventBody, MAX_CLIENTS, Scenario};

const ROUNDS: usize = 5;

/// How many servers, and how many events are measured.
const ROWS: [(u16, usize); 7] = [
    (3, 200_000),
    (5, 200_000),
    (7, 200_000),
    (9, 200_000),
    (25, 150_000),
    (51, 100_000),
    (101, 60_000),
];

fn main() {
    for (servers, events) in ROWS {
        let (mut alone, mut checked, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let (a, b) = (play(servers, events, false), play(servers, events, true));
            ratios.push(a / b);
            alone.push(events as f64 / a);
            checked.push(events as f64 / b);
        }
        println!(
            "{servers:>3} servers   no checks {:>9.0}/s   all checks {:>9.0}/s   ratio {:.2}",
            median(alone),
            median(checked),
            median(ratios)
        );
    }
}

/// Seconds of CPU time for so many events.
fn play(servers: u16, events: usize, is_checked: bool) -> f64 {
    let scenario = Scenario { clients: MAX_CLIENTS, ..Scenario::new(7, servers) };
    let mut cluster = Cluster::new(&scenario);
    let mut checker = SafetyChecker::default();
    let (mut seen, mut ordinal) = (0, 0);
    let mut next: Vec<ClientId> = (1..=scenario.clients).map(ClientId).collect();
    let began = ProcessTime::now();
    while seen < events {
        for client in std::mem::take(&mut next) {
            let text = format!("SET K{} {}", client.0, ordinal % 100);
            cluster.act(ordinal, Action::Propose { client, text }).expect("it waits for nothing");
            ordinal += 1;
        }
        assert!(cluster.step(), "heartbeats never end");
        let happened = cluster.take_events();
        next.extend(happened.iter().filter_map(answered));
        seen += happened.len();
        if is_checked {
            checker.observe(&cluster, &happened);
        }
    }
    assert!(checker.violations().is_empty());
    began.elapsed().as_secs_f64()
}

/// Who was just answered, and so asks again.
fn answered(event: &Event) -> Option<ClientId> {
    match (&event.body, event.id.actor) {
        (EventBody::Answered { .. }, raft_lunch::cluster::Actor::Client(client)) => Some(client),
        _ => None,
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
