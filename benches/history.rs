//! A long run: how long it takes to go anywhere in it, and what it weighs.
//!
//! Five servers under load until the history is full, then seeks to places that are
//! spread over it. The budgets: 16 ms at the 99th percentile, 128 MiB. `ratio` is the
//! budget over what was measured. Time is CPU time: other programs don't count.
//! `cargo xtask perf` measures the same in a browser.

#[path = "support/history_load.rs"]
mod history_load;

use cpu_time::ProcessTime;
use history_load::{SEEKS, full_history, place};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn main() {
    let before = HEAP.current_usage();
    let began = ProcessTime::now();
    let (mut history, asked) = full_history();
    println!(
        "{} events and {asked} commands in {:.1} s",
        history.len(),
        began.elapsed().as_secs_f64()
    );
    let mebibytes = (HEAP.current_usage() - before) as f64 / f64::from(1 << 20);
    println!("weight {mebibytes:.0} MiB   budget 128   ratio {:.2}", 128.0 / mebibytes);
    let mut times: Vec<f64> = (0..SEEKS)
        .map(|seek| {
            let began = ProcessTime::now();
            history.seek(place(seek));
            began.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, p99) = (times[SEEKS / 2], times[SEEKS * 99 / 100]);
    println!("seek median {median:.1} ms   p99 {p99:.1} ms   budget 16   ratio {:.2}", 16.0 / p99);
}
