//! What happens to servers: they wait, vote, write, crash, start again, stop for a
//! while and go on.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use raft_lunch::cluster::*;
use raft_lunch::raft::*;
use support::{Lab, count, is_election_won, node, of, position, readable, s};

/// The election timeouts that a server drew, as lengths.
fn election_timeouts(events: &[Event], server: ServerId) -> Vec<Micros> {
    let timeout = |event: &&Event| match event.body {
        EventBody::TimerStarted { timer: Timer::Election, due } => Some(due - event.at),
        _ => None,
    };
    of(events, node(server)).iter().filter_map(timeout).collect()
}

#[test]
fn each_election_timeout_is_drawn_anew_and_within_its_range() {
    // Rule 7. On its own, a server has one election after the other.
    let mut lab = Lab::new(Scenario::new(11, 3));
    lab.act(Action::Partition { groups: vec![vec![s(1)], vec![s(2)], vec![s(3)]] });
    lab.run_until(5 * SECOND);
    let mut drawn = BTreeSet::new();
    for server in [s(1), s(2), s(3)] {
        let timeouts = election_timeouts(lab.events(), server);
        assert!(timeouts.len() >= 5_000 / 300, "{} elections", timeouts.len());
        assert_eq!(lab.raft(server).current_term(), timeouts.len() as u64 - 1);
        for pair in timeouts.windows(2) {
            assert_ne!(pair[0], pair[1], "{server} draws anew");
        }
        let range = 150 * MILLISECOND..=300 * MILLISECOND;
        assert!(timeouts.iter().all(|timeout| range.contains(timeout)), "{timeouts:?}");
        drawn.extend(timeouts);
    }
    let (shortest, longest) = (drawn.first().copied(), drawn.last().copied());
    assert!(shortest < Some(165 * MILLISECOND) && longest > Some(285 * MILLISECOND), "all of it");
}

#[test]
fn a_crash_does_not_bring_old_timeouts_back() {
    let mut lab = Lab::with_leader(3, 3);
    let server = lab.followers()[0];
    let before = election_timeouts(lab.events(), server);
    lab.act(Action::Crash { server });
    let mark = lab.mark();
    lab.act(Action::Restart { server });
    let first = election_timeouts(lab.since(mark), server)[0];
    assert!(!before.contains(&first), "the dice go on where they were");
}

#[test]
fn a_crash_loses_what_is_not_durable_and_nothing_else() {
    let mut lab = Lab::with_leader(5, 3);
    let leader = lab.leader();
    lab.propose("SET A 1");
    lab.run_to("the leader writes", |lab| lab.machine(leader).disk().writes_under_way() > 0);
    assert_eq!(readable(lab.raft(leader)), ["-", "SET A 1"]);
    let durable = lab.machine(leader).disk().durable().clone();
    assert_eq!(durable.log.len(), 1, "the command is not on disk yet");

    let mark = lab.mark();
    lab.act(Action::Crash { server: leader });
    assert!(of(lab.since(mark), node(leader))[0].body == EventBody::Crashed { lost_writes: 1 });
    assert!(lab.machine(leader).raft().is_none() && lab.machine(leader).store().is_empty());
    assert_eq!(lab.machine(leader).disk().durable(), &durable);
    lab.run_ms(5);
    assert_eq!(lab.machine(leader).disk().durable(), &durable, "no write ends after the crash");
    lab.act(Action::Restart { server: leader });
    assert_eq!(readable(lab.raft(leader)), ["-"]);
}

#[test]
fn a_restarted_server_says_what_its_disk_held_and_builds_its_store_anew() {
    let mut lab = Lab::with_leader(6, 3);
    lab.propose("SET A 1");
    lab.propose("SET A 2");
    lab.run_ms(300);
    let server = lab.followers()[0];
    assert_eq!(lab.value(server, "A"), Some("2"));
    lab.act(Action::Crash { server });
    let disk = lab.machine(server).disk().durable().clone();
    let mark = lab.mark();
    lab.act(Action::Restart { server });

    let (term, voted_for) = (disk.current_term, disk.voted_for);
    let restarted = EventBody::Restarted { term, voted_for, last_index: 3 };
    assert_eq!(of(lab.since(mark), node(server))[0].body, restarted);
    let raft = lab.raft(server);
    assert_eq!((raft.commit_index(), raft.last_applied()), (0, 0), "rule 18");
    assert_eq!(raft.log().entries(), disk.log);
    assert!(lab.machine(server).store().is_empty());

    lab.run_ms(300);
    assert_eq!(lab.machine(server).store(), lab.machine(lab.leader()).store());
    let applied = of(lab.since(mark), node(server));
    let applied: Vec<_> = applied
        .iter()
        .filter_map(|event| match event.body {
            EventBody::Applied { index, .. } => Some(index),
            _ => None,
        })
        .collect();
    assert_eq!(applied, [1, 2, 3], "from the first entry on");
}

#[test]
fn a_vote_survives_a_crash_once_its_reply_has_left() {
    let grants = |body: &EventBody| {
        let EventBody::Sent(envelope) = body else { return false };
        matches!(&envelope.content,
            Content::Raft(Message::RequestVoteReply(reply)) if reply.vote_granted)
    };
    let mut lab = Lab::new(Scenario::new(8, 5));
    lab.run_to("a vote is sent", |lab| position(lab.events(), grants).is_some());
    let reply = &lab.events()[position(lab.events(), grants).expect("one")];
    let Actor::Server(voter) = reply.id.actor else { panic!("a server votes") };
    let (term, candidate) = (lab.raft(voter).current_term(), lab.raft(voter).voted_for());
    assert!(candidate.is_some_and(|candidate| candidate != voter));

    lab.act(Action::Crash { server: voter });
    lab.act(Action::Restart { server: voter });
    let raft = lab.raft(voter);
    assert_eq!((raft.current_term(), raft.voted_for()), (term, candidate));
}

#[test]
fn a_vote_that_was_never_durable_was_never_sent_either() {
    let granted =
        |body: &EventBody| matches!(body, EventBody::Decided(Decision::VoteGranted { .. }));
    let mut lab = Lab::new(Scenario::new(8, 5));
    lab.run_to("a vote is granted", |lab| position(lab.events(), granted).is_some());
    let vote = lab.events()[position(lab.events(), granted).expect("one")].clone();
    let Actor::Server(voter) = vote.id.actor else { panic!("a server votes") };
    assert_eq!(lab.raft(voter).current_term(), 1);

    lab.act(Action::Crash { server: voter });
    let sends = |event: &&&Event| matches!(event.body, EventBody::Sent(_));
    assert_eq!(of(lab.events(), node(voter)).iter().filter(sends).count(), 0);
    lab.act(Action::Restart { server: voter });
    let raft = lab.raft(voter);
    assert_eq!((raft.current_term(), raft.voted_for()), (0, None), "as if it had not been asked");
}

#[test]
fn what_relies_on_the_disk_leaves_when_the_disk_is_done() {
    // Rule 4, as the machine carries it out.
    let mut lab = Lab::with_leader(9, 5);
    lab.propose("SET A 1");
    lab.run_ms(200);
    let mut seen = (0, 0);
    for event in lab.events() {
        let EventBody::Sent(envelope) = &event.body else { continue };
        let Content::Raft(message) = &envelope.content else { continue };
        let trigger = event.trigger.expect("somebody wanted it");
        let trigger = lab.events().iter().find(|event| event.id == trigger).expect("it happened");
        let waited = matches!(trigger.body, EventBody::WriteDurable { .. });
        match message {
            Message::RequestVote(_) | Message::RequestVoteReply(_) => {
                assert!(waited, "{event:?}");
                seen.0 += 1;
            }
            Message::AppendEntries(append) if !append.entries.is_empty() => {
                assert!(!waited, "a leader's entries may overtake its disk: {event:?}");
                seen.1 += 1;
            }
            _ => {}
        }
    }
    assert!(seen.0 >= 8 && seen.1 >= 8, "{seen:?}");
}

#[test]
fn a_paused_server_deals_with_its_messages_in_order_when_it_goes_on() {
    let mut lab = Lab::with_leader(10, 3);
    let server = lab.followers()[0];
    lab.act(Action::Pause { server });
    let mark = lab.mark();
    lab.propose("SET A 1");
    lab.run_ms(1_000);
    let meanwhile = of(lab.since(mark), node(server));
    let waiting: Vec<FlightId> = meanwhile
        .iter()
        .map(|event| match event.body {
            EventBody::Waiting(flight) => flight,
            _ => panic!("it is paused: {event:?}"),
        })
        .collect();
    assert!(waiting.len() > 10 && lab.machine(server).messages_waiting() == waiting.len());
    assert_eq!(lab.value(server, "A"), None);
    assert_eq!(lab.value(lab.leader(), "A"), Some("1"), "two of three are a majority");

    let mark = lab.mark();
    lab.act(Action::Resume { server });
    lab.run_ms(0);
    let after = of(lab.since(mark), node(server));
    assert_eq!(after[0].body, EventBody::Resumed);
    let received = after.iter().filter_map(|event| match event.body {
        EventBody::Received(flight) => Some(flight),
        _ => None,
    });
    assert_eq!(received.collect::<Vec<_>>(), waiting);
    let stands = |body: &EventBody| matches!(body, EventBody::TimerFired { .. });
    assert_eq!(count(lab.since(mark), stands), 0, "it has heard from its leader after all");
    assert_eq!(lab.value(server, "A"), Some("1"));
}

#[test]
fn a_timer_that_ran_out_during_a_pause_runs_out_when_the_server_goes_on() {
    let mut lab = Lab::with_leader(10, 3);
    let server = lab.followers()[0];
    lab.act(Action::Isolate { server });
    lab.act(Action::Pause { server });
    lab.run_ms(1_000);
    assert_eq!(lab.raft(server).role().name(), RoleName::Follower, "it does not know");
    let mark = lab.mark();
    lab.act(Action::Resume { server });
    lab.run_ms(0);
    let after = of(lab.since(mark), node(server));
    assert_eq!(after[1].body, EventBody::TimerFired { timer: Timer::Election });
    assert_eq!(after[1].trigger, Some(after[0].id), "because it went on");
    assert_eq!(lab.raft(server).role().name(), RoleName::Candidate);
}

#[test]
fn a_leader_that_was_paused_finds_another_one_and_follows() {
    let mut lab = Lab::with_leader(12, 5);
    let old = lab.leader();
    lab.act(Action::Pause { server: old });
    lab.run_ms(1_000);
    assert_ne!(lab.leader(), old);
    assert!(lab.machine(old).is_leader(), "it does not know");
    let mark = lab.mark();
    lab.act(Action::Resume { server: old });
    lab.run_ms(0);
    assert!(!lab.machine(old).is_leader());
    let beats = |body: &EventBody| *body == EventBody::TimerFired { timer: Timer::Heartbeat };
    assert_eq!(count(lab.since(mark), beats), 0, "no heartbeat after it has heard the news");
    lab.run_ms(200);
    assert_eq!(lab.raft(old).leader(), Some(lab.leader()));
}

#[test]
fn a_forced_election_timeout_is_an_election_here_and_now() {
    let mut lab = Lab::with_leader(13, 5);
    let (old, server) = (lab.leader(), lab.followers()[2]);
    let term = lab.raft(server).current_term();
    let mark = lab.mark();
    lab.act(Action::ForceElectionTimeout { server });
    let action = &lab.since(mark)[0];
    let fired = of(lab.since(mark), node(server))[0];
    assert_eq!(fired.body, EventBody::TimerFired { timer: Timer::Election });
    assert_eq!((fired.trigger, fired.at), (Some(action.id), lab.cluster().now()));
    assert_eq!(lab.raft(server).current_term(), term + 1);

    lab.run_ms(100);
    assert_eq!(lab.leader(), server, "its log is as good as any");
    assert!(!lab.machine(old).is_leader());
    assert_eq!(count(lab.since(mark), is_election_won), 1);
}

#[test]
fn a_cluster_of_one_decides_alone_and_without_a_majority_nobody_does() {
    let mut alone = Lab::new(Scenario::new(1, 1));
    alone.run_ms(500);
    alone.propose("ramen");
    alone.run_ms(500);
    assert_eq!(alone.value(s(1), LUNCH_KEY), Some("ramen"));

    let mut lab = Lab::with_leader(14, 5);
    for server in lab.followers().into_iter().take(3) {
        lab.act(Action::Crash { server });
    }
    lab.propose("ramen");
    lab.run_ms(3_000);
    assert_eq!(lab.answers(), [None]);
    for machine in lab.cluster().machines() {
        assert!(machine.store().is_empty(), "two of five decide nothing");
    }
}
