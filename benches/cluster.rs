//! The virtual cluster, in events per second of CPU time: with no check, and with all
//! checks after every event, as the page and the hunt run it.
//!
//! The median of several rounds, in which the two take turns. `ratio` is with checks over
//! without; the budget is a quarter.

#[path = "support/cluster_load.rs"]
mod cluster_load;

use cpu_time::ProcessTime;
use raft_lunch::check::SafetyChecker;

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
    let mut checker = SafetyChecker::default();
    let began = ProcessTime::now();
    cluster_load::play(servers, events, |cluster, happened| {
        if is_checked {
            checker.observe(cluster, happened);
        }
    });
    assert!(checker.violations().is_empty());
    began.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
