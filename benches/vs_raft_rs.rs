//! Ours beside the published `raft` crate, on the same schedule, in one run.
//!
//! Five servers in one thread; messages are delivered in the order in which they
//! were sent, and none is lost; both store into memory at once. A command is 16
//! bytes. An entry counts when all five have applied it.
//!
//! | row | schedule |
//! |---|---|
//! | 1 in flight | the next command is proposed when the last one is applied everywhere |
//! | 64 in flight | 64 commands are open at a time, one proposed for each that is done |
//! | 64 at once | 64 commands are proposed one after the other before any message is delivered |
//! | 64 batched per message | the same, and they travel together: in the crate by its `batch_append` |
//! | 64 per proposal | one proposal carries 64 commands |
//!
//! Ours sends what it is given at once, so a batch is for whoever feeds it: both last
//! rows give it 64 commands in one `Input::ProposeAll`.
//!
//! Entries per second of CPU time: the median of several rounds, in which the two
//! take turns. `ratio` is ours over theirs. Messages and bytes are counted in a round
//! of their own, for encoding takes time.

use std::time::Duration;

use cpu_time::ProcessTime;

mod support;

use support::{Cluster, Ours, Proposing, Theirs};

const ROUNDS: usize = 5;

/// How many commands are open at a time, and how many are proposed together.
struct Row {
    name: &'static str,
    open: u64,
    together: u64,
    proposing: Proposing,
    entries: u64,
}

const fn row(name: &'static str, (open, together): (u64, u64), proposing: Proposing) -> Row {
    let entries = match open {
        1 => 20_000,
        _ if matches!(proposing, Proposing::EachAlone) => 60_000,
        _ => 300_032,
    };
    Row { name, open, together, proposing, entries }
}

const ROWS: [Row; 5] = [
    row("1 in flight", (1, 1), Proposing::EachAlone),
    row("64 in flight", (64, 1), Proposing::EachAlone),
    row("64 at once", (64, 64), Proposing::EachAlone),
    row("64 batched per message", (64, 64), Proposing::Batched),
    row("64 per proposal", (64, 64), Proposing::Together),
];

struct Measured {
    seconds: f64,
    messages: f64,
    bytes: f64,
}

/// Plays `row` on a fresh cluster.
fn play<C: Cluster>(row: &Row, counts: bool) -> Measured {
    let mut cluster = C::elected(row.proposing);
    let applied_before = cluster.applied_everywhere();
    if counts {
        cluster.count_from_here();
    }
    let began = ProcessTime::now();
    let mut proposed = 0;
    loop {
        let done = cluster.applied_everywhere() - applied_before;
        if done >= row.entries {
            break;
        }
        if proposed - done + row.together <= row.open {
            cluster.propose(*b"SET A 0123456789", row.together);
            proposed += row.together;
        } else {
            assert!(cluster.deliver_next(), "something is on its way while something is open");
        }
    }
    let elapsed: Duration = began.elapsed();
    let (messages, bytes) = cluster.counted();
    let per_entry = |count: u64| count as f64 / row.entries as f64;
    Measured {
        seconds: elapsed.as_secs_f64(),
        messages: per_entry(messages),
        bytes: per_entry(bytes),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    for row in &ROWS {
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let (a, b) = (play::<Ours>(row, false), play::<Theirs>(row, false));
            ratios.push(b.seconds / a.seconds);
            ours.push(row.entries as f64 / a.seconds);
            theirs.push(row.entries as f64 / b.seconds);
        }
        let (a, b) = (play::<Ours>(row, true), play::<Theirs>(row, true));
        println!(
            "{:<22} ours {:>8.0}/s {:>5.1} msgs {:>6.0} bytes   raft {:>8.0}/s {:>5.1} msgs {:>6.0} bytes   ratio {:.2}",
            row.name,
            median(ours),
            a.messages,
            a.bytes,
            median(theirs),
            b.messages,
            b.bytes,
            median(ratios)
        );
    }
}
