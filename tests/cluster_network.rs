//! What happens between servers: links are cut and healed, messages are dropped,
//! doubled, held up, and lost.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use raft_lunch::cluster::*;
use raft_lunch::raft::*;
use support::{CLIENT, Lab, count, is_election_won, node, position, readable, s};

/// What the network is like, with one thing changed.
fn network(change: impl FnOnce(&mut NetworkConditions)) -> NetworkConditions {
    let mut conditions = NetworkConditions::default();
    change(&mut conditions);
    conditions
}

/// How many messages between servers arrived from one to the other.
fn arrived(events: &[Event], from: ServerId, to: ServerId) -> usize {
    let arrives = |event: &&Event| {
        matches!(event.body, EventBody::Received(flight) if flight.message.from == node(from))
            && event.id.actor == Actor::Server(to)
    };
    events.iter().filter(arrives).count()
}

#[test]
fn a_one_way_cut_stops_one_direction_and_what_is_on_its_way() {
    let mut lab = Lab::with_leader(1, 3);
    let (leader, follower) = (lab.leader(), lab.followers()[0]);
    lab.run_to("something is on its way", |lab| flight_between(lab, leader, follower).is_some());
    let flight = flight_between(&lab, leader, follower).expect("it is");
    let mark = lab.mark();
    lab.act(Action::Cut { from: node(leader), to: node(follower), both_ways: false });
    let [action, lost] = lab.since(mark) else { panic!("{:?}", lab.since(mark)) };
    assert_eq!(lost.body, EventBody::Lost { flight, reason: LossReason::Cut });
    assert_eq!((lost.trigger, lost.at), (Some(action.id), action.at));

    lab.run_ms(140);
    assert_eq!(arrived(lab.since(mark), leader, follower), 0);
    lab.run_ms(1_000);
    assert!(arrived(lab.since(mark), follower, leader) > 0, "the other way works");
    assert_ne!(lab.leader(), leader, "who hears no leader becomes one: the rest still vote");
}

fn flight_between(lab: &Lab, from: ServerId, to: ServerId) -> Option<FlightId> {
    lab.flight(|flight| flight.envelope.id.from == node(from) && flight.envelope.to == node(to))
}

#[test]
fn in_a_partition_only_the_majority_goes_on_and_afterwards_all_agree() {
    let mut lab = Lab::with_leader(2, 5);
    let (old, others) = (lab.leader(), lab.followers());
    lab.act(Action::Partition { groups: vec![vec![old, others[0]]] });
    lab.propose("SET A 1");
    lab.run_ms(1_500);
    assert!(lab.machine(old).is_leader(), "it leads on, for nothing");
    assert_ne!(lab.leader(), old, "those in no group are a group too");
    for server in lab.cluster().scenario().server_ids() {
        let is_cut_off = server == old || server == others[0];
        assert_eq!(lab.value(server, "A"), (!is_cut_off).then_some("1"), "{server}");
    }

    lab.act(Action::HealAll);
    assert!(lab.cluster().network().cuts().is_empty());
    lab.run_ms(1_500);
    let leader = lab.leader();
    for server in lab.followers() {
        assert_eq!(readable(lab.raft(server)), readable(lab.raft(leader)));
        assert_eq!(lab.value(server, "A"), Some("1"));
    }
}

#[test]
fn a_new_partition_replaces_every_cut_between_servers_and_leaves_clients_alone() {
    let mut lab = Lab::with_leader(3, 5);
    let client = Node::Client(CLIENT);
    lab.act(Action::Cut { from: client, to: node(s(1)), both_ways: false });
    lab.act(Action::Isolate { server: s(2) });
    let groups = vec![vec![s(1), s(2)], vec![s(3)]];
    lab.act(Action::Partition { groups });
    let cut = |from, to| lab.cluster().network().is_cut(node(s(from)), node(s(to)));
    assert!(!cut(1, 2) && !cut(2, 1) && !cut(4, 5) && !cut(5, 4), "within a group");
    let across = [(1, 3), (3, 1), (2, 4), (4, 2), (3, 5), (5, 3)];
    assert!(across.iter().all(|&(from, to)| cut(from, to)), "between groups");
    assert!(lab.cluster().network().is_cut(client, node(s(1))));

    lab.act(Action::Partition { groups: vec![] });
    let cuts: Vec<_> = lab.cluster().network().cuts().to_vec();
    assert_eq!(cuts, [(client, node(s(1)))], "all in one group");
}

#[test]
fn an_isolated_leader_is_put_right_when_it_rejoins() {
    // The post's open question: how is a wrong log put right?
    let mut lab = Lab::with_leader(4, 5);
    let old = lab.leader();
    // The client knows the leader, and asks it first.
    lab.propose("SET A 0");
    lab.run_ms(200);
    lab.act(Action::Isolate { server: old });
    lab.propose("SET A 1");
    lab.run_ms(100);
    assert_eq!(readable(lab.raft(old)), ["-", "SET A 0", "SET A 1"], "clients still reach it");
    lab.run_ms(1_900);
    assert_eq!(readable(lab.raft(lab.leader())), ["-", "SET A 0", "-", "SET A 1"], "asked again");

    let mark = lab.mark();
    lab.act(Action::Rejoin { server: old });
    lab.run_ms(500);
    let truncated = |body: &EventBody| {
        matches!(body, EventBody::Decided(Decision::Truncated { from: 3, removed })
            if removed.len() == 1)
    };
    assert_eq!(count(lab.since(mark), truncated), 1);
    assert_eq!(readable(lab.raft(old)), ["-", "SET A 0", "-", "SET A 1"]);
    assert_eq!(lab.value(old, "A"), Some("1"));
}

#[test]
fn a_dropped_message_never_arrives_and_its_entry_is_sent_again() {
    let mut lab = Lab::with_leader(5, 3);
    let (leader, follower) = (lab.leader(), lab.followers()[1]);
    lab.propose("SET A 1");
    let with_entry = |flight: &Flight| {
        flight.envelope.to == node(follower)
            && matches!(&flight.envelope.content,
                Content::Raft(Message::AppendEntries(append)) if !append.entries.is_empty())
    };
    lab.run_to("the entry is on its way", |lab| lab.flight(with_entry).is_some());
    let flight = lab.flight(with_entry).expect("it is");
    let mark = lab.mark();
    lab.act(Action::Drop { flight });
    let lost = EventBody::Lost { flight, reason: LossReason::Dropped };
    assert_eq!(lab.since(mark)[1].body, lost);
    lab.run_ms(500);
    assert_eq!(count(lab.since(mark), |body| *body == EventBody::Received(flight)), 0);
    assert_eq!(readable(lab.raft(follower)), readable(lab.raft(leader)));
    assert_eq!(lab.value(follower, "A"), Some("1"));
}

#[test]
fn a_doubled_message_arrives_twice_and_does_no_harm() {
    let mut lab = Lab::with_leader(6, 3);
    lab.propose("SET A 1");
    let is_request = |flight: &Flight| matches!(flight.envelope.content, Content::Request(_));
    lab.run_to("the request is on its way", |lab| lab.flight(is_request).is_some());
    let flight = lab.flight(is_request).expect("it is");
    let mark = lab.mark();
    lab.act(Action::Duplicate { flight });
    let copy = FlightId { copy: 1, ..flight };
    assert_eq!(lab.since(mark)[1].body, EventBody::Duplicated { flight: copy });
    lab.run_ms(500);
    let arrives = |id| position(lab.since(mark), |body| *body == EventBody::Received(id));
    assert!(arrives(flight).expect("the first") < arrives(copy).expect("the second"));
    assert_eq!(lab.copies_in_log(lab.leader(), 1), 1, "one command, once in the log");
    assert_eq!(lab.answers(), [Some(2)]);
}

#[test]
fn a_message_held_up_arrives_as_much_later_and_is_overtaken() {
    let mut lab = Lab::with_leader(7, 3);
    let (leader, follower) = (lab.leader(), lab.followers()[0]);
    lab.run_to("something is on its way", |lab| flight_between(lab, leader, follower).is_some());
    let flight = flight_between(&lab, leader, follower).expect("it is");
    let due = lab.cluster().network().flights()[&flight].arrives_at;
    let progress =
        |lab: &Lab| lab.cluster().network().flights()[&flight].progress_ppm(lab.cluster().now());
    lab.run_ms(3);
    let before = progress(&lab);
    let by = 130 * MILLISECOND;
    let mark = lab.mark();
    lab.act(Action::Delay { flight, by });
    assert_eq!(progress(&lab), before, "it does not jump back");
    lab.run_until(due + by - 1);
    assert!(progress(&lab) > 990_000, "almost there");
    assert!(arrived(lab.since(mark), leader, follower) > 0, "a later one was faster");
    lab.run_until(due + by);
    assert_eq!(lab.events().iter().filter(|e| e.body == EventBody::Received(flight)).count(), 1);
}

#[test]
fn a_network_that_loses_everything_elects_nobody() {
    let everything = network(|conditions| conditions.loss_ppm = 1_000_000);
    let mut lab = Lab::new(Scenario { network: everything, ..Scenario::new(8, 3) });
    lab.propose("SET A 1");
    lab.run_until(3 * SECOND);
    let sent = count(lab.events(), |body| matches!(body, EventBody::Sent(_)));
    let lost = count(lab.events(), |body| {
        matches!(body, EventBody::Lost { reason: LossReason::Network, .. })
    });
    let in_flight = lab.cluster().network().flights().len();
    assert!(sent > 50 && lost + in_flight == sent, "{sent} sent, {lost} lost");
    assert_eq!(count(lab.events(), |body| matches!(body, EventBody::Received(_))), 0);
    assert_eq!(count(lab.events(), is_election_won), 0);

    lab.act(Action::SetNetwork(NetworkConditions::default()));
    lab.run_ms(2_000);
    assert!(lab.answers()[0].is_some(), "and as soon as it works, all goes well");
}

#[test]
fn a_network_that_doubles_everything_changes_nothing_in_the_logs() {
    let twice = network(|conditions| conditions.duplicate_ppm = 1_000_000);
    let mut lab = Lab::new(Scenario { network: twice, ..Scenario::new(9, 3) });
    for text in ["SET A 1", "SET A 2", "SET A 3"] {
        lab.propose(text);
    }
    lab.run_until(3 * SECOND);
    let sent = count(lab.events(), |body| matches!(body, EventBody::Sent(_)));
    let doubled = count(lab.events(), |body| matches!(body, EventBody::Duplicated { .. }));
    assert_eq!(sent, doubled);
    for machine in lab.cluster().machines() {
        assert_eq!(readable(lab.raft(machine.id())), ["-", "SET A 1", "SET A 2", "SET A 3"]);
    }
}

#[test]
fn spikes_let_later_messages_overtake_earlier_ones() {
    let spiky = network(|conditions| conditions.spike_ppm = 300_000);
    let mut lab = Lab::new(Scenario { network: spiky, ..Scenario::new(10, 3) });
    lab.propose("SET A 1");
    lab.run_until(3 * SECOND);
    let mut overtaken = 0;
    for (from, to) in [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)] {
        let numbers = lab.events().iter().filter_map(|event| match event.body {
            EventBody::Received(flight) if event.id.actor == Actor::Server(s(to)) => {
                (flight.message.from == node(s(from))).then_some(flight.message.number)
            }
            _ => None,
        });
        overtaken += numbers.collect::<Vec<_>>().windows(2).filter(|two| two[1] < two[0]).count();
    }
    assert!(overtaken > 10, "{overtaken}");
    assert!(lab.answers()[0].is_some(), "and it works all the same");
}

#[test]
fn new_conditions_hold_for_what_is_sent_from_now_on() {
    let mut lab = Lab::with_leader(11, 3);
    let leader = lab.leader();
    let follower = lab.followers()[0];
    lab.run_to("something is on its way", |lab| flight_between(lab, leader, follower).is_some());
    let (&flight, before) = lab.cluster().network().flights().iter().next().expect("one");
    let due = before.arrives_at;
    let slow = network(|conditions| {
        (conditions.latency, conditions.jitter) = (50 * MILLISECOND, 0);
    });
    lab.act(Action::SetNetwork(slow));
    assert_eq!(lab.cluster().network().flights()[&flight].arrives_at, due);
    assert_eq!(*lab.cluster().network().conditions(), slow);
    lab.run_ms(300);
    for flight in lab.cluster().network().flights().values() {
        assert_eq!(flight.arrives_at - flight.leg_began_at, 50 * MILLISECOND);
    }
    assert!(!lab.cluster().network().flights().is_empty());
}
