//! How many seeds it takes to find out that a rule is off, as a table.

use crate::parallel::each;
use raft_lunch::cluster::Run;
use raft_lunch::scenario::AnyRule;

use crate::shrink::{is_due_to_a_rule, shrink};
use crate::storm::{Finding, Settings};
use crate::{Outcome, hunt};

/// How many starts, how far apart, and how far from one.
const STARTS: u64 = 10;
const APART: u64 = 100_000;
const FAR: u64 = 5_000;

/// Prints a row for each rule: the first property to break at the first start, the
/// median number of seeds over all starts, and how many actions are left of the simplest
/// of the schedules that broke that property. What breaks with all rules on does not
/// count.
pub fn print() {
    println!("| rule off | breaks | seeds, median of {STARTS} | actions left |");
    println!("|---|---|---|---|");
    for rule in AnyRule::all() {
        let settings = Settings { protocol: rule.off(), ..Settings::default() };
        let firsts = each(STARTS, |start| {
            let mut seeds = start * APART..start * APART + FAR;
            seeds.find_map(|seed| {
                let Outcome { found, .. } = hunt(seed, &settings);
                let (run, finding) = found.filter(|(run, _)| is_due_to_a_rule(run))?;
                Some((seed - start * APART + 1, run, finding))
            })
        });
        let count = |first: &Option<(u64, Run, Finding)>| {
            first.as_ref().map_or(u64::MAX, |(count, ..)| *count)
        };
        let mut counts: Vec<u64> = firsts.iter().map(count).collect();
        counts.sort_unstable();
        let median = match counts[STARTS as usize / 2] {
            u64::MAX => format!("more than {FAR}"),
            count => count.to_string(),
        };
        let found: Vec<_> = firsts.into_iter().flatten().collect();
        let property = found.first().map(|(.., finding)| finding.property.clone());
        let same = |finding: &Finding| Some(&finding.property) == property.as_ref();
        let same: Vec<_> = found.iter().filter(|(.., finding)| same(finding)).collect();
        let left = each(same.len() as u64, |place| {
            let (_, run, finding) = same[place as usize];
            shrink(run.clone(), finding).0.actions.len()
        });
        let left = left.into_iter().min().map_or("-".into(), |left| left.to_string());
        let property = property.as_deref().unwrap_or("nothing");
        println!("| `{}` | {property} | {median} | {left} |", rule.name());
    }
}
