//! The poll that opens the lunch: a client asks everyone, counts, and proposes.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use raft_lunch::cluster::*;
use raft_lunch::raft::ServerId;
use support::{CLIENT, Lab, count, of, s};

const MENU: [&str; 3] = ["ramen", "tacos", "dal"];

fn poll() -> Action {
    Action::Poll { client: CLIENT, dishes: MENU.map(String::from).to_vec() }
}

/// The client's events since a mark.
fn clients(lab: &Lab, mark: usize) -> Vec<&Event> {
    of(lab.since(mark), Node::Client(CLIENT))
}

/// Each dish with its count, and whether the first place is shared.
fn tally(lab: &Lab) -> (Vec<(String, u64)>, bool) {
    let tally = lab.events().iter().rev().find_map(|event| match &event.body {
        EventBody::PollTallied { tally, is_tie } => Some((tally.clone(), *is_tie)),
        _ => None,
    });
    tally.expect("it was counted")
}

/// The preferences in a history, in order.
fn preferences(lab: &Lab, mark: usize) -> Vec<(ServerId, String)> {
    let preference = |event: &&Event| match &event.body {
        EventBody::PollPreference { teammate, dish } => Some((*teammate, dish.clone())),
        _ => None,
    };
    clients(lab, mark).iter().filter_map(preference).collect()
}

#[test]
fn a_poll_asks_one_after_the_other_counts_and_proposes_the_first() {
    let mut lab = Lab::with_leader(1, 5);
    let mark = lab.mark();
    lab.act(poll());
    assert!(lab.cluster().client(CLIENT).expect("it is there").is_polling());
    lab.run_ms(500);
    let events = clients(&lab, mark);
    assert!(matches!(events[0].body, EventBody::PollOpened { .. }));
    assert_eq!(events[0].trigger, Some(lab.events()[mark].id), "the student wanted it");
    for (number, teammate) in (1..=5).map(s).enumerate() {
        let [asked, answer] = events[1 + 2 * number..][..2] else { panic!("two events each") };
        assert_eq!(asked.body, EventBody::PollAsked { teammate });
        let EventBody::PollPreference { teammate: who, dish } = &answer.body else {
            panic!("{answer:?}")
        };
        assert!(*who == teammate && MENU.contains(&dish.as_str()));
        assert_eq!(answer.at - asked.at, 8 * MILLISECOND, "thinking takes time");
    }
    assert!(matches!(events[11].body, EventBody::PollTallied { .. }));
    let (tally, _) = tally(&lab);
    let operation = Operation::Set { key: LUNCH_KEY.into(), value: tally[0].0.clone() };
    assert_eq!(events[12].body, EventBody::Proposed { sequence: 1, operation });
    for pair in events[..13].windows(2) {
        assert_eq!(pair[1].trigger, Some(pair[0].id), "one leads to the next");
    }
    assert_eq!(lab.value(lab.leader(), LUNCH_KEY), Some(tally[0].0.as_str()));
}

#[test]
fn no_server_takes_part_in_a_poll() {
    let servers = |polls: bool| {
        let mut lab = Lab::with_leader(2, 5);
        let mark = lab.mark();
        if polls {
            lab.act(poll());
        }
        // The fifth has just been asked.
        lab.run_ms(4 * 8);
        let is_server = |event: &&Event| matches!(event.id.actor, Actor::Server(_));
        lab.since(mark).iter().filter(is_server).cloned().collect::<Vec<_>>()
    };
    let without = servers(false);
    assert!(!without.is_empty());
    assert_eq!(servers(true), without);
}

#[test]
fn a_tally_counts_what_was_said_and_ties_go_by_the_menu() {
    let (mut ties, mut clear) = (0, 0);
    for seed in 0..60 {
        let mut lab = Lab::with_leader(seed, 5);
        let mark = lab.mark();
        lab.act(poll());
        lab.run_ms(100);
        let said = preferences(&lab, mark);
        let votes = |dish: &str| said.iter().filter(|(_, said)| said == dish).count() as u64;
        let (tally, is_tie) = tally(&lab);
        assert_eq!(tally.len(), MENU.len(), "all dishes, those without a vote too");
        for pair in tally.windows(2) {
            let place = |dish: &str| MENU.iter().position(|on_menu| *on_menu == dish);
            let in_order = pair[0].1 > pair[1].1
                || (pair[0].1 == pair[1].1 && place(&pair[0].0) < place(&pair[1].0));
            assert!(in_order, "seed {seed}: {tally:?}");
        }
        for (dish, count) in &tally {
            assert_eq!(*count, votes(dish), "seed {seed}");
        }
        assert_eq!(is_tie, tally[0].1 == tally[1].1, "seed {seed}");
        if is_tie { ties += 1 } else { clear += 1 }
    }
    assert!(ties > 5 && clear > 5, "both happen: {ties} ties, {clear} clear");
}

#[test]
fn a_teammate_who_is_down_or_dozing_says_nothing() {
    let mut lab = Lab::with_leader(3, 5);
    let [down, dozing] = lab.followers()[..2] else { panic!("four followers") };
    lab.act(Action::Crash { server: down });
    lab.act(Action::Pause { server: dozing });
    let mark = lab.mark();
    lab.act(poll());
    lab.run_ms(200);
    let silent: Vec<_> = clients(&lab, mark)
        .iter()
        .filter_map(|event| match event.body {
            EventBody::PollSilence { teammate } => Some(teammate),
            _ => None,
        })
        .collect();
    let mut expected = vec![down, dozing];
    expected.sort();
    assert_eq!(silent, expected);
    let said: Vec<_> = preferences(&lab, mark).into_iter().map(|(who, _)| who).collect();
    assert_eq!(said.len(), 3);
    assert_eq!(tally(&lab).0.iter().map(|(_, count)| count).sum::<u64>(), 3);
    let poll = lab.cluster().client(CLIENT).and_then(Client::poll).expect("it was opened");
    assert!(poll.is_counted() && poll.preference(down).is_none());
}

#[test]
fn somebody_who_leaves_while_asked_says_nothing() {
    let mut lab = Lab::with_leader(4, 3);
    let mark = lab.mark();
    lab.act(poll());
    assert_eq!(clients(&lab, mark).last().map(|event| &event.body), Some(&asked(s(1))));
    lab.run_ms(4);
    lab.act(Action::Crash { server: s(1) });
    lab.run_ms(4);
    let silence = EventBody::PollSilence { teammate: s(1) };
    assert_eq!(count(lab.since(mark), |body| *body == silence), 1);

    fn asked(teammate: ServerId) -> EventBody {
        EventBody::PollAsked { teammate }
    }
}

#[test]
fn with_nobody_there_is_nothing_to_propose() {
    let mut lab = Lab::with_leader(5, 3);
    for server in [s(1), s(2), s(3)] {
        lab.act(Action::Crash { server });
    }
    let mark = lab.mark();
    lab.act(poll());
    lab.run_ms(500);
    let events = clients(&lab, mark);
    assert_eq!(events.last().map(|event| &event.body), Some(&EventBody::PollEmpty));
    assert_eq!(events.len(), 1 + 2 * 3 + 1);
    assert!(lab.cluster().client(CLIENT).expect("it is there").history().is_empty());
}

#[test]
fn another_day_another_preference() {
    let mut lab = Lab::with_leader(6, 9);
    let mark = lab.mark();
    lab.act(poll());
    lab.run_ms(500);
    let first = preferences(&lab, mark);
    let mark = lab.mark();
    lab.act(poll());
    lab.run_ms(500);
    let second = preferences(&lab, mark);
    assert_eq!((first.len(), second.len()), (9, 9));
    assert_ne!(first, second);

    let mut other = Lab::with_leader(6, 9);
    other.run_ms(333);
    let mark = other.mark();
    other.act(poll());
    other.run_ms(500);
    assert_eq!(preferences(&other, mark), first, "when it is asked does not matter");
}
