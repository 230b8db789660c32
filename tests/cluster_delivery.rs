//! Messages delivered by hand.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use raft_lunch::cluster::*;
use support::{CLIENT, Lab, count, node, position, s};

fn deliver(lab: &mut Lab, flight: FlightId) {
    lab.act(Action::Deliver { flight });
}

fn manual(lab: &mut Lab) {
    lab.act(Action::SetDelivery(Delivery::Manual));
}

fn automatic(lab: &mut Lab) {
    lab.act(Action::SetDelivery(Delivery::Automatic));
}

fn in_flight(lab: &Lab) -> usize {
    lab.cluster().network().flights().len()
}

fn is_held(lab: &Lab, flight: FlightId) -> bool {
    lab.cluster().network().flights().get(&flight).is_some_and(|flight| flight.held)
}

#[test]
fn by_hand_nothing_arrives_until_it_is_delivered() {
    let mut lab = Lab::new(Scenario::new(1, 3));
    manual(&mut lab);
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_ms(100);
    let to_second = lab.flight(|flight| flight.envelope.to == node(s(2))).expect("it asks");
    assert!(is_held(&lab, to_second));
    assert_eq!(lab.cluster().network().flights()[&to_second].progress_ppm(u64::MAX), 1_000_000);
    assert_eq!(count(lab.events(), |body| matches!(body, EventBody::Received(_))), 0);

    let mark = lab.mark();
    deliver(&mut lab, to_second);
    let bodies: Vec<_> = lab.since(mark).iter().take(3).map(|event| &event.body).collect();
    assert!(matches!(bodies[0], EventBody::ActionTaken(Action::Deliver { .. })));
    assert_eq!(bodies[1], &EventBody::Delivered { flight: to_second });
    assert_eq!(bodies[2], &EventBody::Received(to_second), "it arrives now");
    let (delivered, received) = (&lab.since(mark)[1], &lab.since(mark)[2]);
    assert_eq!(delivered.trigger, Some(lab.since(mark)[0].id));
    assert_eq!(received.trigger, Some(delivered.id));

    lab.run_ms(5);
    let answer = lab.flight(|flight| flight.envelope.to == node(s(1))).expect("it answers");
    assert!(is_held(&lab, answer), "and the answer waits too");
    deliver(&mut lab, answer);
    assert!(lab.machine(s(1)).is_leader(), "two votes of three");
}

#[test]
fn what_is_under_way_when_the_student_takes_over_is_held_and_goes_on_afterwards() {
    let mut lab = Lab::with_leader(2, 3);
    let leader = lab.leader();
    lab.run_to("a heartbeat", |lab| in_flight(lab) > 0);
    let flight = lab.flight(|flight| flight.envelope.id.from == node(leader)).expect("there is");
    let travels = {
        let flight = &lab.cluster().network().flights()[&flight];
        assert!(!flight.held);
        flight.arrives_at - flight.sent_at
    };
    manual(&mut lab);
    assert!(is_held(&lab, flight));
    lab.run_ms(120);
    assert!(is_held(&lab, flight), "long after it would have arrived");
    automatic(&mut lab);
    let going = lab.cluster().network().flights()[&flight].clone();
    assert!(!going.held);
    assert_eq!(going.arrives_at, lab.cluster().now() + travels, "what it was to take, from now");
    lab.run_until(going.arrives_at);
    assert!(position(lab.events(), |body| *body == EventBody::Received(flight)).is_some());
    lab.run_ms(2_000);
    assert_eq!(count(lab.events(), |body| matches!(body, EventBody::Lost { .. })), 0);
}

#[test]
fn what_is_held_can_be_dropped_doubled_and_held_up() {
    let mut lab = Lab::with_leader(3, 3);
    manual(&mut lab);
    lab.propose("SET A 1");
    let request = lab.flight(|flight| matches!(flight.envelope.content, Content::Request(_)));
    let request = request.expect("the client asks");
    lab.act(Action::Duplicate { flight: request });
    let copy = FlightId { copy: 1, ..request };
    assert!(is_held(&lab, copy), "the copy is held like the original");
    let before = lab.cluster().network().flights()[&request].arrives_at;
    lab.act(Action::Delay { flight: request, by: SECOND });
    assert_eq!(lab.cluster().network().flights()[&request].arrives_at, before + SECOND);
    lab.run_ms(50);
    assert!(is_held(&lab, request) && is_held(&lab, copy));
    lab.act(Action::Drop { flight: request });
    assert_eq!(lab.try_to(Action::Deliver { flight: request }), Err(Refusal::MessageGone));
    deliver(&mut lab, copy);
    let arrived = |flight| count(lab.events(), |body| *body == EventBody::Received(flight));
    assert_eq!((arrived(request), arrived(copy)), (0, 1));
}

#[test]
fn a_message_can_be_delivered_at_once_while_the_others_take_their_time() {
    let mut lab = Lab::new(Scenario::new(4, 3));
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_to("it asks", |lab| in_flight(lab) == 2);
    let flight = lab.flight(|flight| flight.envelope.to == node(s(3))).expect("it asks");
    let now = lab.cluster().now();
    deliver(&mut lab, flight);
    let received = position(lab.events(), |body| *body == EventBody::Received(flight));
    assert_eq!(lab.events()[received.expect("it arrives")].at, now);
    assert_eq!(in_flight(&lab), 1);
    lab.run_ms(300);
    let arrivals = count(lab.events(), |body| *body == EventBody::Received(flight));
    assert_eq!(arrivals, 1, "and not a second time when it would have arrived");
}

#[test]
fn delivered_to_a_paused_server_it_waits_there_and_to_a_crashed_one_it_is_lost() {
    let mut lab = Lab::new(Scenario::new(5, 3));
    manual(&mut lab);
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_ms(5);
    lab.act(Action::Pause { server: s(2) });
    lab.act(Action::Crash { server: s(3) });
    let to = |lab: &Lab, server| lab.flight(|flight| flight.envelope.to == node(server));
    let (second, third) = (to(&lab, s(2)).expect("sent"), to(&lab, s(3)).expect("sent"));
    let mark = lab.mark();
    deliver(&mut lab, second);
    deliver(&mut lab, third);
    let events = lab.since(mark);
    assert!(position(events, |body| *body == EventBody::Waiting(second)).is_some());
    let reason = LossReason::ReceiverDown;
    assert!(position(events, |body| *body == EventBody::Lost { flight: third, reason }).is_some());
    assert_eq!(lab.machine(s(2)).messages_waiting(), 1);
}

#[test]
fn the_dice_do_not_lose_what_the_student_carries_and_a_cut_link_holds_nothing() {
    let lossy = NetworkConditions { loss_ppm: 1_000_000, ..NetworkConditions::default() };
    let mut lab = Lab::new(Scenario { network: lossy, ..Scenario::new(6, 3) });
    manual(&mut lab);
    lab.act(Action::Cut { from: node(s(1)), to: node(s(3)), both_ways: false });
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_to("it asks", |lab| in_flight(lab) == 2);
    let on_cut = lab.flight(|flight| flight.envelope.to == node(s(3))).expect("sent");
    assert!(!is_held(&lab, on_cut));
    assert_eq!(lab.try_to(Action::Deliver { flight: on_cut }), Err(Refusal::SentOnCutLink));
    let carried = lab.flight(|flight| flight.envelope.to == node(s(2))).expect("sent");
    lab.run_ms(100);
    assert!(is_held(&lab, carried));
    deliver(&mut lab, carried);
    assert!(position(lab.events(), |body| *body == EventBody::Received(carried)).is_some());
    let lost = EventBody::Lost { flight: on_cut, reason: LossReason::Cut };
    assert!(position(lab.events(), |body| *body == lost).is_some(), "half-way, as always");
}

#[test]
fn to_choose_what_is_so_already_is_refused() {
    let mut lab = Lab::new(Scenario::new(7, 3));
    let (automatic, manual) = (Delivery::Automatic, Delivery::Manual);
    let refused = Err(Refusal::DeliveredSoAlready(automatic));
    assert_eq!(lab.try_to(Action::SetDelivery(automatic)), refused);
    lab.act(Action::SetDelivery(manual));
    let refused = Err(Refusal::DeliveredSoAlready(manual));
    assert_eq!(lab.try_to(Action::SetDelivery(manual)), refused);
    assert_eq!(lab.cluster().network().delivery(), manual);
}

#[test]
fn what_nobody_delivers_does_not_fill_the_memory() {
    let mut lab = Lab::new(Scenario::new(8, 9));
    manual(&mut lab);
    for _ in 0..40 {
        lab.propose("ramen");
        for server in (1..=9).map(s) {
            let _ = lab.try_to(Action::ForceElectionTimeout { server });
        }
        lab.run_ms(1_000);
    }
    assert!(in_flight(&lab) <= MAX_HELD + 100, "{} and what is being lost", in_flight(&lab));
    assert!(in_flight(&lab) >= MAX_HELD);
    let lost =
        |body: &EventBody| matches!(body, EventBody::Lost { reason: LossReason::Network, .. });
    assert!(count(lab.events(), lost) > 0);
    automatic(&mut lab);
    lab.run_ms(3_000);
    assert!(lab.cluster().leader().is_some(), "and everything goes on afterwards");
    let answered = |lab: &Lab| lab.answers().iter().flatten().count();
    lab.run_to("all answers", |lab| answered(lab) == 40);
    assert_eq!(lab.cluster().client(CLIENT).expect("there is one").queued(), 0);
}
