//! A keyframe is exact: all of the state is as it was, to the last counter, whatever
//! has happened to the logs before it was taken and since.

use std::collections::BTreeSet;

use super::Keyframe;
use crate::cluster::{Action, ClientId, Event, EventBody, MILLISECOND, SECOND, Scenario};
use crate::raft::{Decision, ServerId};
use crate::run::playback::Playback;

/// A cluster of five, of which each moment can be kept.
struct Kept {
    now: Playback,
    ordinal: u64,
    /// How many steps are from one to the next.
    every: u32,
    events: Vec<Event>,
    /// Each keyframe with all that can be said of the moment.
    keyframes: Vec<(Keyframe, String)>,
}

impl Kept {
    fn new(every: u32) -> Self {
        let scenario = Scenario { clients: 3, ..Scenario::new(11, 5) };
        let (now, events) = Playback::start(&scenario);
        Kept { now, ordinal: 0, every, events, keyframes: Vec::new() }
    }

    fn act(&mut self, action: Action) {
        self.now.cluster.act(self.ordinal, action).expect("it can be done");
        self.ordinal += 1;
    }

    /// Plays on under load, and keeps moments.
    fn play(&mut self, ms: u64) {
        let until = self.now.cluster.now() + ms * MILLISECOND;
        let mut steps = 0_u32;
        while self.now.cluster.next_time().is_some_and(|at| at <= until) {
            for client in 1..=3 {
                let client = ClientId(client);
                if self.now.cluster.client(client).is_some_and(|it| it.waiting_for().is_none()) {
                    let text = format!("SET {client:?} {}", self.ordinal);
                    self.act(Action::Propose { client, text });
                }
            }
            self.now.cluster.step();
            self.events.extend(self.now.cluster.take_events());
            steps += 1;
            if steps.is_multiple_of(self.every) {
                self.keep();
            }
        }
    }

    fn keep(&mut self) {
        let state = format!("{:?}", self.now);
        let before = self.keyframes.last().map(|(keyframe, _)| keyframe);
        let keyframe = Keyframe::of(&mut self.now, before);
        assert_eq!(format!("{:?}", self.now), state, "the moment is what it was");
        self.keyframes.push((keyframe, state));
    }

    fn leader(&self) -> ServerId {
        self.now.cluster.leader().expect("there has been time for an election")
    }

    fn follower(&self) -> ServerId {
        let leader = self.leader();
        self.now.cluster.server_ids().find(|&server| server != leader).expect("there are five")
    }

    fn decided(&self, is_wanted: impl Fn(&Decision) -> bool) -> usize {
        let is_it = |event: &&Event| matches!(&event.body, EventBody::Decided(it) if is_wanted(it));
        self.events.iter().filter(is_it).count()
    }

    fn compact(&mut self, server: ServerId) {
        let raft = self.now.cluster.machine(server).and_then(|machine| machine.raft());
        let through = raft.map_or(0, |raft| raft.last_applied());
        self.act(Action::Compact { server, through });
    }
}

/// Logs that grow, are cut off, compacted, replaced by a snapshot and lost in a crash,
/// and a process that sleeps for long.
fn everything() -> Kept {
    let mut run = Kept::new(17);
    run.play(4_000);
    // A leader alone appends what the others will cut off.
    let alone = run.leader();
    run.act(Action::Isolate { server: alone });
    run.play(1_500);
    run.act(Action::Rejoin { server: alone });
    run.play(1_000);
    // Who was away too long gets a snapshot.
    let away = run.follower();
    run.act(Action::Isolate { server: away });
    run.play(2_000);
    for server in run.now.cluster.server_ids().filter(|&server| server != away) {
        run.compact(server);
    }
    run.act(Action::Rejoin { server: away });
    run.play(1_000);
    let crashed = run.follower();
    run.act(Action::Crash { server: crashed });
    run.play(1_000);
    run.act(Action::Restart { server: crashed });
    let paused = run.follower();
    run.act(Action::Pause { server: paused });
    run.play(2_000);
    assert!(run.now.cluster.machine(paused).is_some_and(|it| it.messages_waiting() > 50));
    run.act(Action::Resume { server: paused });
    run.play(500);
    run
}

#[test]
fn a_keyframe_restores_the_whole_state_whatever_became_of_the_logs() {
    let run = everything();
    assert!(run.decided(|it| matches!(it, Decision::Truncated { .. })) > 0);
    assert!(run.decided(|it| matches!(it, Decision::Compacted { .. })) > 3);
    assert!(run.decided(|it| matches!(it, Decision::SnapshotInstalled { .. })) > 0);
    assert!(run.now.cluster.now() > 12 * SECOND && run.keyframes.len() > 300);
    for (keyframe, state) in &run.keyframes {
        assert_eq!(&format!("{:?}", keyframe.restored()), state);
    }
}

#[test]
fn keyframes_share_all_of_the_logs_but_their_ends() {
    let mut run = Kept::new(2_000);
    run.play(20_000);
    let (first, _) = &run.keyframes[0];
    let (last, state) = &run.keyframes[run.keyframes.len() - 1];
    assert_eq!(&format!("{:?}", last.restored()), state);
    let all: usize = last.logs().iter().map(|log| log.addresses().count()).sum();
    let distinct: BTreeSet<_> = last.logs().iter().flat_map(|log| log.addresses()).collect();
    assert!(all >= 10 * 4, "{all} chunks in ten logs");
    assert!(distinct.len() <= all / 10 + 10, "{} of {all}: the ends may differ", distinct.len());
    let (before, _) = &run.keyframes[run.keyframes.len() - 2];
    let known: BTreeSet<_> = before.logs().iter().flat_map(|log| log.addresses()).collect();
    assert!(distinct.difference(&known).count() <= 10, "only ends are new");
    assert!(first.logs().iter().all(|log| log.addresses().count() <= 1));
}
