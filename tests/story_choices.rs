//! What the story offers to try, and what comes of each thing tried.

use raft_lunch::cluster::{Action, Cluster, MILLISECOND, Micros, Run, SECOND};
use raft_lunch::lunch::{Choice, is_settled};
use raft_lunch::run::History;

/// The story of a seed, told to its end.
fn told(seed: u64) -> History {
    let mut history = History::replay(&Run::lunch(seed, 5), SECOND);
    history.wait_until(SECOND);
    assert!(is_settled(history.cluster()), "seed {seed}");
    history
}

fn make(history: &mut History, choice: &Choice) {
    for action in choice.actions() {
        history.act(action).expect("what is offered can be done");
    }
}

fn offered(history: &History) -> Vec<Choice> {
    Choice::offered(history.cluster(), &[])
}

fn settles_within(history: &mut History, longest: Micros) -> bool {
    let until = history.cluster().now() + longest;
    while history.next_time().is_some_and(|at| at <= until) {
        history.step();
        if is_settled(history.cluster()) {
            return true;
        }
    }
    false
}

fn pick(all: &[Choice], is_it: fn(&Choice) -> bool) -> Choice {
    all.iter().find(|choice| is_it(choice)).unwrap_or_else(|| panic!("not in {all:?}")).clone()
}

#[test]
fn at_the_end_of_the_lunch_there_are_three_things_to_try() {
    let history = told(38);
    let all = offered(&history);
    assert!(matches!(&all[0], Choice::SendHolderHome(_)));
    assert_eq!(all[1], Choice::WriteLine("SET A 1".into()));
    assert!(matches!(&all[2], Choice::LoseNote(_)));
}

#[test]
fn every_choice_can_be_made_and_settles_or_leaves_no_majority() {
    for seed in 0..20 {
        let mut history = told(seed);
        let mut tried = Vec::new();
        for round in 0..24 {
            let all = Choice::offered(history.cluster(), &tried);
            assert!(!all.is_empty() && all.len() <= 3, "seed {seed}: {all:?}");
            let choice = all[(seed as usize + round) % all.len()].clone();
            make(&mut history, &choice);
            let settles = settles_within(&mut history, 4 * SECOND);
            assert_eq!(settles, has_a_majority(history.cluster()), "seed {seed} {choice:?}");
            tried.push(choice);
        }
    }
}

/// True if some majority of the servers is up and not parted from each other.
fn has_a_majority(cluster: &Cluster) -> bool {
    let up = cluster.machines().iter().filter(|m| m.raft().is_some()).count();
    up > cluster.machines().len() / 2
}

#[test]
fn with_the_holder_away_one_comes_back_or_a_majority_goes() {
    let mut history = told(38);
    let leader = history.cluster().leader().expect("there is one");
    make(&mut history, &Choice::SendHolderHome(leader));
    assert!(!is_settled(history.cluster()), "nobody holds the sheet");
    assert!(settles_within(&mut history, SECOND));
    let all = offered(&history);
    assert_eq!(all[0], Choice::BringBack(leader));
    let Choice::SendMoreHome(more) = &all[1] else { panic!("{all:?}") };
    assert_eq!(more.len(), 2, "of five, three make a majority");
    make(&mut history, &all[1]);
    assert!(!settles_within(&mut history, 2 * SECOND), "two of five decide nothing");
    let all = offered(&history);
    assert!(matches!(all[0], Choice::BringBack(_)));
    assert!(!all.iter().any(|choice| matches!(choice, Choice::SendMoreHome(_))));
    make(&mut history, &all[0]);
    assert!(settles_within(&mut history, 2 * SECOND));
}

#[test]
fn a_cut_table_leaves_the_holder_with_too_few() {
    let mut history = told(38);
    let old = history.cluster().leader().expect("there is one");
    let tried = [Choice::SendHolderHome(old), Choice::WriteLine(String::new())];
    let all = Choice::offered(history.cluster(), &tried);
    let cut = pick(&all, |choice| matches!(choice, Choice::CutTable(_)));
    let Choice::CutTable(tables) = &cut else { unreachable!("it was picked so") };
    assert_eq!(tables.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3]);
    assert!(tables[0].contains(&old));
    make(&mut history, &cut);
    assert!(!is_settled(history.cluster()), "the holder reaches too few");
    assert!(settles_within(&mut history, SECOND), "the three others find a new one");
    assert_ne!(history.cluster().leader(), Some(old));
    assert_eq!(offered(&history)[0], Choice::JoinTables);
    assert_eq!(Choice::JoinTables.actions(), [Action::HealAll]);
    make(&mut history, &Choice::JoinTables);
    assert!(settles_within(&mut history, SECOND));
}

#[test]
fn what_was_tried_comes_last() {
    let history = told(38);
    let first = offered(&history);
    let next = Choice::offered(history.cluster(), &first);
    assert_ne!(first[0], next[0]);
    assert!(history.cluster().now() > 100 * MILLISECOND);
}
