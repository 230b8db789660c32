//! What cannot be done is refused with a reason, and changes nothing.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use raft_lunch::cluster::*;
use raft_lunch::raft::ServerId;
use support::{CLIENT, Lab, node, s};

/// A healthy cluster of three, 600 ms old: with a leader, a crashed server, and
/// messages on their way.
fn lab() -> (Lab, ServerId, ServerId, ServerId) {
    let mut lab = Lab::with_leader(1, 3);
    let [up, crashed] = lab.followers()[..] else { panic!("three servers") };
    lab.act(Action::Crash { server: crashed });
    lab.run_to("a message is on its way", |lab| lab.flight(|_| true).is_some());
    let leader = lab.leader();
    (lab, leader, up, crashed)
}

/// Tries something, and sees to it that the refusal is all that happens.
fn refused(lab: &mut Lab, action: Action) -> Refusal {
    let before = (lab.mark(), lab.cluster().next_time());
    let flights = lab.cluster().network().flights().clone();
    assert!(lab.cluster().check_action(&action).is_err());
    let reason = lab.try_to(action.clone()).expect_err("it cannot be done");
    let [event] = lab.since(before.0) else { panic!("{:?}", lab.since(before.0)) };
    assert_eq!(event.body, EventBody::ActionRefused { action, reason: reason.clone() });
    assert_eq!((event.id.actor, event.trigger), (Actor::Student, None));
    assert_eq!(lab.cluster().next_time(), before.1);
    assert_eq!(lab.cluster().network().flights(), &flights);
    reason
}

#[test]
fn nobody_does_anything_to_a_server_that_is_not_there() {
    let (mut lab, leader, ..) = lab();
    for server in [s(0), s(4), s(u16::MAX)] {
        let actions = [
            Action::Crash { server },
            Action::Restart { server },
            Action::Pause { server },
            Action::Resume { server },
            Action::Isolate { server },
            Action::Rejoin { server },
            Action::ForceElectionTimeout { server },
            Action::Partition { groups: vec![vec![leader], vec![server]] },
            Action::Cut { from: node(server), to: node(leader), both_ways: true },
            Action::Heal { from: node(leader), to: node(server), both_ways: false },
        ];
        for action in actions {
            assert_eq!(refused(&mut lab, action), Refusal::NoSuchServer(server));
        }
    }
}

#[test]
fn nobody_speaks_for_a_client_that_is_not_there() {
    let (mut lab, leader, ..) = lab();
    for client in [ClientId(0), ClientId(2), ClientId(u16::MAX)] {
        let (from, to) = (Node::Client(client), node(leader));
        let actions = [
            Action::Propose { client, text: "ramen".into() },
            Action::Poll { client, dishes: vec!["ramen".into()] },
            Action::Cut { from, to, both_ways: false },
            Action::Heal { from: to, to: from, both_ways: true },
        ];
        for action in actions {
            assert_eq!(refused(&mut lab, action), Refusal::NoSuchClient(client));
        }
    }
}

#[test]
fn a_crashed_server_can_only_be_restarted() {
    let (mut lab, _, _, server) = lab();
    let actions = [
        Action::Crash { server },
        Action::Pause { server },
        Action::Resume { server },
        Action::ForceElectionTimeout { server },
    ];
    for action in actions {
        assert_eq!(refused(&mut lab, action), Refusal::Crashed(server));
    }
    lab.act(Action::Restart { server });
    assert_eq!(refused(&mut lab, Action::Restart { server }), Refusal::NotCrashed(server));
}

#[test]
fn a_paused_server_cannot_be_paused_or_woken_by_a_timer_and_a_running_one_not_resumed() {
    let (mut lab, _, server, _) = lab();
    assert_eq!(refused(&mut lab, Action::Resume { server }), Refusal::NotPaused(server));
    lab.act(Action::Pause { server });
    assert_eq!(refused(&mut lab, Action::Pause { server }), Refusal::Paused(server));
    assert_eq!(refused(&mut lab, Action::Restart { server }), Refusal::NotCrashed(server));
    let force = Action::ForceElectionTimeout { server };
    assert_eq!(refused(&mut lab, force), Refusal::Paused(server));
    lab.act(Action::Crash { server });
    assert_eq!(refused(&mut lab, Action::Resume { server }), Refusal::Crashed(server));
}

#[test]
fn a_leader_has_no_election_timer_to_run_out() {
    let (mut lab, server, ..) = lab();
    let force = Action::ForceElectionTimeout { server };
    assert_eq!(refused(&mut lab, force), Refusal::LeadersDoNotTimeOut(server));
}

#[test]
fn a_link_is_cut_once_and_healed_once() {
    let (mut lab, leader, up, _) = lab();
    let (from, to) = (node(leader), node(up));
    let cut = |both_ways| Action::Cut { from, to, both_ways };
    let heal = |both_ways| Action::Heal { from, to, both_ways };
    assert_eq!(refused(&mut lab, heal(true)), Refusal::NotCut);
    lab.act(cut(false));
    assert_eq!(refused(&mut lab, cut(false)), Refusal::AlreadyCut);
    lab.act(cut(true));
    assert_eq!(refused(&mut lab, cut(true)), Refusal::AlreadyCut);
    lab.act(heal(false));
    assert_eq!(refused(&mut lab, heal(false)), Refusal::NotCut);
    lab.act(heal(true));
    assert!(lab.cluster().network().cuts().is_empty());
}

#[test]
fn there_is_no_link_from_a_node_to_itself() {
    let (mut lab, leader, ..) = lab();
    for end in [node(leader), Node::Client(CLIENT)] {
        let cut = Action::Cut { from: end, to: end, both_ways: false };
        assert_eq!(refused(&mut lab, cut), Refusal::NoSuchLink);
        let heal = Action::Heal { from: end, to: end, both_ways: true };
        assert_eq!(refused(&mut lab, heal), Refusal::NoSuchLink);
    }
}

#[test]
fn a_message_that_has_arrived_or_never_was_is_gone() {
    let (mut lab, ..) = lab();
    let flight = lab.flight(|_| true).expect("one is on its way");
    let nonsense = [
        FlightId { copy: 7, ..flight },
        FlightId { message: MessageId { number: u64::MAX, ..flight.message }, copy: 0 },
        FlightId { message: MessageId { from: node(s(0)), number: 1 }, copy: 0 },
    ];
    lab.run_ms(50);
    for flight in nonsense.into_iter().chain([flight]) {
        for action in [
            Action::Drop { flight },
            Action::Duplicate { flight },
            Action::Delay { flight, by: MILLISECOND },
        ] {
            assert_eq!(refused(&mut lab, action), Refusal::MessageGone);
        }
    }
}

#[test]
fn values_have_their_range() {
    let (mut lab, leader, up, _) = lab();
    let flight = lab.flight(|_| true).expect("one is on its way");
    for by in [MAX_DELAY + 1, u64::MAX] {
        assert_eq!(refused(&mut lab, Action::Delay { flight, by }), Refusal::OutOfRange);
    }
    let twice = Action::Partition { groups: vec![vec![leader, up], vec![up]] };
    assert_eq!(refused(&mut lab, twice), Refusal::OutOfRange);

    let usual = NetworkConditions::default();
    let too_much = [
        NetworkConditions { latency: MAX_DELAY + 1, ..usual },
        NetworkConditions { jitter: u64::MAX, ..usual },
        NetworkConditions { spike: MAX_DELAY + 1, ..usual },
        NetworkConditions { loss_ppm: 1_000_001, ..usual },
        NetworkConditions { duplicate_ppm: u32::MAX, ..usual },
        NetworkConditions { spike_ppm: 1_000_001, ..usual },
    ];
    for conditions in too_much {
        assert_eq!(refused(&mut lab, Action::SetNetwork(conditions)), Refusal::OutOfRange);
    }
    lab.act(Action::Delay { flight, by: MAX_DELAY });
    let all = NetworkConditions {
        latency: MAX_DELAY,
        jitter: MAX_DELAY,
        spike: MAX_DELAY,
        loss_ppm: 1_000_000,
        duplicate_ppm: 1_000_000,
        spike_ppm: 1_000_000,
    };
    lab.act(Action::SetNetwork(all));
}

#[test]
fn a_bad_command_is_refused_with_what_is_wrong_about_it() {
    let (mut lab, ..) = lab();
    let long = "x".repeat(MAX_COMMAND_CHARS + 1);
    let bad = [
        ("", CommandError::Empty),
        (" \t ", CommandError::Empty),
        (long.as_str(), CommandError::TooLong { chars: 65 }),
        ("ra\u{7}men", CommandError::NotText),
        ("SET A", CommandError::IncompleteSet),
    ];
    for (text, error) in bad {
        let propose = Action::Propose { client: CLIENT, text: text.into() };
        assert_eq!(refused(&mut lab, propose), Refusal::BadCommand(error.clone()));
        let poll = Action::Poll { client: CLIENT, dishes: vec!["dal".into(), text.into()] };
        assert_eq!(refused(&mut lab, poll), Refusal::BadCommand(error));
    }
    lab.propose(&"x".repeat(MAX_COMMAND_CHARS));
}

#[test]
fn a_poll_needs_a_menu_and_is_one_at_a_time() {
    let (mut lab, ..) = lab();
    let poll = |dishes: usize| {
        let dishes = (1..=dishes).map(|number| format!("dish {number}")).collect();
        Action::Poll { client: CLIENT, dishes }
    };
    assert_eq!(refused(&mut lab, poll(0)), Refusal::BadMenu);
    assert_eq!(refused(&mut lab, poll(10)), Refusal::BadMenu);
    lab.act(poll(9));
    assert_eq!(refused(&mut lab, poll(1)), Refusal::PollUnderWay);
    lab.run_ms(3 * 8);
    lab.act(poll(1));
}

#[test]
fn a_refused_action_changes_nothing_that_happens_later() {
    let events = |refused_action: Option<Action>| {
        let (mut lab, ..) = lab();
        if let Some(action) = refused_action {
            refused(&mut lab, action);
        }
        lab.run_ms(500);
        let others = lab.events().iter().filter(|event| event.id.actor != Actor::Student);
        others.cloned().collect::<Vec<_>>()
    };
    let untouched = events(None);
    let server = s(9);
    assert_eq!(events(Some(Action::Crash { server })), untouched);
    assert_eq!(events(Some(Action::Poll { client: CLIENT, dishes: vec![] })), untouched);
}
