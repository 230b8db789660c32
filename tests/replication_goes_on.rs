//! Replication comes to its end: whatever was lost, repeated, late or out of
//! order, a follower that can be reached again gets the leader's log (paper §5.3,
//! §5.5).
#![cfg(not(target_arch = "wasm32"))]

mod rules_support;

use proptest::prelude::*;
use raft_lunch::raft::*;
use rules_support::*;

#[test]
fn a_follower_that_is_silent_keeps_hearing_from_a_busy_leader() {
    // A command every 10 ms, a heartbeat after 50 ms without; what the leader has
    // sent to server 3 so far was lost.
    let mut leader = leader(3, &[1]);
    let (mut heartbeat_due, mut heard) = (50, 0);
    for now in (0..1000).step_by(10) {
        let mut outcomes = vec![leader.propose("SET A 1"), leader.persist()];
        outcomes.push(leader.hears(2, ack(3, leader.log().last_index())));
        if now >= heartbeat_due {
            outcomes.push(leader.feed(Input::HeartbeatTimeout));
        }
        for outcome in outcomes {
            if outcome.starts(Timer::Heartbeat) {
                heartbeat_due = now + 50;
            }
            heard += u32::from(outcome.append_to(3).is_some());
        }
    }
    assert!(heard >= 15, "heard {heard} times in a second, and starts an election");
}

#[test]
fn an_idle_leader_sends_heartbeats_and_a_busy_one_needs_none() {
    let mut leader = leader(3, &[1]);
    leader.hears(2, ack(3, 2));
    leader.hears(3, ack(3, 2));
    let outcome = leader.propose("SET A 1");
    assert!(outcome.starts(Timer::Heartbeat), "everyone has just been told");
    let outcome = leader.feed(Input::HeartbeatTimeout);
    assert!(outcome.append_to(2).is_some() && outcome.append_to(3).is_some());
    assert!(outcome.starts(Timer::Heartbeat));
}

#[test]
fn whoever_was_being_probed_when_an_entry_was_committed_hears_of_it_at_once() {
    let mut leader = leader(3, &[1]);
    leader.hears(2, ack(3, 2));
    assert_eq!(leader.commit_index(), 2, "the no-op, while server 3 has not answered yet");
    let told = leader.hears(3, ack(3, 2)).append_to(3).expect("it is told right away");
    assert_eq!((told.leader_commit, told.entries.len()), (2, 0));
    assert!(leader.hears(3, ack(3, 2)).sends().is_empty(), "and only once");
}

#[test]
fn a_rejection_that_arrives_twice_counts_once() {
    let mut leader = leader(3, &[1, 2, 2]);
    let rejection = conflict(3, 3, 1, 1);
    assert!(leader.hears(2, rejection.clone()).append_to(2).is_some());
    let probing = progress_of(&leader, 2);
    assert_eq!((probing.next_index, probing.pace), (2, Pace::Probe { waiting: true }));
    assert!(leader.hears(2, rejection).sends().is_empty());
    assert_eq!(progress_of(&leader, 2), probing);
}

#[test]
fn a_rejection_of_what_is_known_to_match_by_now_is_late() {
    // The probe after entry 2 fails, the one after entry 1 succeeds.
    let mut leader = leader(3, &[1, 2, 2]);
    leader.hears(2, too_short(3, 3, 3));
    let first_rejection = too_short(3, 2, 2);
    leader.hears(2, first_rejection.clone());
    leader.hears(2, ack(3, 2));
    // What follows is lost, and the next heartbeat finds out.
    leader.hears(2, too_short(3, 4, 3));
    let probing = progress_of(&leader, 2);
    assert_eq!((probing.match_index, probing.next_index), (2, 3));
    assert_eq!(probing.pace, Pace::Probe { waiting: true });
    // Now the network repeats that first rejection.
    let outcome = leader.hears(2, first_rejection);
    assert_eq!(progress_of(&leader, 2), probing);
    assert!(outcome.decided(Decision::ReplyIgnored { from: s(2), reason: IgnoredReply::Late }));
    assert!(outcome.sends().is_empty(), "the probe is still being waited for");
}

#[test]
fn a_rejection_of_what_is_not_sent_yet_is_late() {
    // After entry 1, the follower has 196 others, of term 1.
    let log: Vec<Term> = [1].into_iter().chain([2; 198]).collect();
    let mut leader = leader(3, &log);
    let first_rejection = too_short(3, 199, 198);
    leader.hears(2, first_rejection.clone());
    leader.hears(2, conflict(3, 197, 1, 1));
    leader.hears(2, ack(3, 65));
    let known = progress_of(&leader, 2);
    assert_eq!((known.next_index, known.pace), (130, Pace::Replicate));
    // The network repeats the first rejection: 198 is nothing to back up to.
    let outcome = leader.hears(2, first_rejection);
    assert_eq!(progress_of(&leader, 2), known);
    assert!(outcome.sends().is_empty());
}

/// What happens while the network is bad. Numbers choose a message in flight.
#[derive(Clone, Debug)]
enum Trouble {
    Arrive(usize),
    Lose(usize),
    Repeat(usize),
    Heartbeat,
    Propose,
    LeadersDisk,
    FollowersDisk,
}

fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        6 => (0..9usize).prop_map(Trouble::Arrive),
        2 => (0..9usize).prop_map(Trouble::Lose),
        2 => (0..9usize).prop_map(Trouble::Repeat),
        1 => Just(Trouble::Heartbeat),
        3 => Just(Trouble::Propose),
        1 => Just(Trouble::LeadersDisk),
        1 => Just(Trouble::FollowersDisk),
    ]
}

/// Server 1 leads server 2; server 3 is away.
struct Pair {
    leader: Subject,
    follower: Subject,
    in_flight: Vec<(u16, Message)>,
}

impl Pair {
    fn send(&mut self, outcome: &Outcome) {
        let there = outcome.sends().into_iter().filter(|(to, ..)| *to != s(3));
        self.in_flight.extend(there.map(|(to, message, _)| (to.0, message)));
    }

    fn arrive(&mut self, (to, message): (u16, Message)) {
        let outcome = match to {
            1 => self.leader.hears(2, message),
            _ => self.follower.hears(1, message),
        };
        self.send(&outcome);
    }

    fn suffer(&mut self, trouble: &Trouble) {
        let pick = |n: usize| n.checked_rem(self.in_flight.len());
        match *trouble {
            Trouble::Arrive(n) => {
                if let Some(n) = pick(n) {
                    let arriving = self.in_flight.remove(n);
                    self.arrive(arriving);
                }
            }
            Trouble::Lose(n) => drop(pick(n).map(|n| self.in_flight.remove(n))),
            Trouble::Repeat(n) => {
                self.in_flight.extend(pick(n).map(|n| self.in_flight[n].clone()));
            }
            Trouble::Heartbeat => self.heartbeat(),
            Trouble::Propose => {
                let outcome = self.leader.propose("SET A 1");
                self.send(&outcome);
            }
            Trouble::LeadersDisk => {
                let outcome = self.leader.persist();
                self.send(&outcome);
            }
            Trouble::FollowersDisk => drop(self.follower.persist()),
        }
    }

    fn heartbeat(&mut self) {
        let outcome = self.leader.feed(Input::HeartbeatTimeout);
        self.send(&outcome);
    }

    /// Everything in flight arrives in order until nothing is left; how many.
    fn settle(&mut self) -> usize {
        let mut arrived = 0;
        while !self.in_flight.is_empty() && arrived < 10_000 {
            let first = self.in_flight.remove(0);
            self.arrive(first);
            self.suffer(&Trouble::LeadersDisk);
            self.suffer(&Trouble::FollowersDisk);
            arrived += 1;
        }
        arrived
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn one_heartbeat_after_the_trouble_the_logs_are_the_same(
        shared in 0..80usize,
        mut leaders in prop::collection::vec(1..6u64, 0..150),
        mut followers in prop::collection::vec(1..6u64, 0..150),
        trouble in prop::collection::vec(trouble(), 0..200),
    ) {
        // After what they share, the one has entries of even terms, the other of odd.
        leaders.sort_unstable();
        followers.sort_unstable();
        let log = |own: &[Term], odd| -> Vec<Term> {
            let own = own.iter().map(|term| 2 * term + odd);
            std::iter::repeat_n(1, shared).chain(own).collect()
        };
        let mut pair = Pair {
            leader: leader(20, &log(&leaders, 0)),
            follower: Subject::start(2, disk_of(3, 20, &log(&followers, 1))),
            in_flight: Vec::new(),
        };
        for trouble in &trouble {
            pair.suffer(trouble);
        }
        let before = pair.settle();
        pair.heartbeat();
        let after = pair.settle();
        prop_assert!(before < 10_000 && after < 100, "{before}, then {after} messages");
        prop_assert_eq!(pair.leader.log().entries(), pair.follower.log().entries());
        let last_index = pair.leader.log().last_index();
        prop_assert_eq!(pair.leader.commit_index(), last_index);
        prop_assert_eq!(pair.follower.commit_index(), last_index);
    }
}
