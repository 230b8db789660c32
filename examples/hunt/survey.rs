//! How many seeds it takes to find out that a rule is off, as a table.

use crate::parallel::each;
use raft_lunch::scenario::AnyRule;

use crate::shrink::shrink;
use crate::storm::Settings;
use crate::{Outcome, hunt};

/// How many starts, how far apart, and how far from one.
const STARTS: u64 = 10;
const APART: u64 = 100_000;
const FAR: u64 = 5_000;

/// Prints a row for each rule: the first property to break at the first start, the
/// median number of seeds over all starts, and how many actions are left of that
/// first schedule.
pub fn print() {
    println!("| rule off | breaks | seeds, median of {STARTS} | actions left |");
    println!("|---|---|---|---|");
    for rule in AnyRule::all() {
        let settings = Settings { protocol: rule.off(), ..Settings::default() };
        let mut firsts = each(STARTS, |start| {
            let seeds = start * APART..start * APART + FAR;
            let found = |seed: u64| {
                let Outcome { found, .. } = hunt(seed, &settings);
                found.map(|found| (seed - start * APART + 1, found))
            };
            seeds.into_iter().find_map(found)
        });
        let shown = firsts.iter_mut().find_map(Option::take);
        let mut counts: Vec<u64> = shown.iter().map(|(count, _)| *count).collect();
        counts.extend(firsts.iter().flatten().map(|(count, _)| *count));
        counts.resize(STARTS as usize, u64::MAX);
        counts.sort_unstable();
        let median = match counts[STARTS as usize / 2] {
            u64::MAX => format!("more than {FAR}"),
            count => count.to_string(),
        };
        let (property, left) = match shown {
            Some((_, (run, found))) => {
                let (run, found) = shrink(run, &found);
                (found.property, run.actions.len().to_string())
            }
            None => ("nothing".into(), "-".into()),
        };
        println!("| `{}` | {property} | {median} | {left} |", rule.name());
    }
}
