//! From a schedule that breaks something to one of which nothing can be left out.

use raft_lunch::cluster::{AnchoredAction, Run};

use crate::judge::{Finding, judge};

/// Leaves out as many actions as possible while the same property is violated:
/// first whole stretches, at last one by one until no single one can go.
pub fn shrink(run: Run, found: &Finding) -> (Run, Finding) {
    let mut best = (run, found.clone());
    let mut stretch = best.0.actions.len().div_ceil(2).max(1);
    loop {
        let before = best.0.actions.len();
        let mut from = 0;
        while from < best.0.actions.len() {
            let fewer = without(&best.0, from, stretch);
            match judge(&fewer).filter(|finding| finding.property == found.property) {
                Some(finding) => best = (fewer, finding),
                None => from += stretch,
            }
        }
        if stretch == 1 && best.0.actions.len() == before {
            return best;
        }
        stretch = (stretch / 2).max(1);
    }
}

fn without(run: &Run, from: usize, count: usize) -> Run {
    let stays = |(position, _): &(usize, &AnchoredAction)| !(from..from + count).contains(position);
    let actions = run.actions.iter().enumerate().filter(stays).map(|(_, action)| action.clone());
    Run { scenario: run.scenario.clone(), actions: actions.collect() }
}
