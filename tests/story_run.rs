//! The run of the story: what has to be so whatever its seed.

use raft_lunch::cluster::{Cluster, EventBody, LUNCH_BEGINS, Run, SECOND};
use raft_lunch::raft::ServerId;
use raft_lunch::run::History;

fn everyone_has_applied(cluster: &Cluster, index: u64) -> bool {
    cluster.machines().iter().filter_map(|m| m.raft()).all(|raft| raft.last_applied() == index)
}

#[test]
fn when_the_lunch_begins_somebody_holds_the_sheet_and_everyone_knows() {
    for servers in 3..=9 {
        for seed in 0..200 {
            let history = History::replay(&Run::lunch(seed, servers), LUNCH_BEGINS);
            let cluster = history.cluster();
            assert_eq!((cluster.leader(), cluster.term()), (Some(ServerId(1)), 1), "seed {seed}");
            assert!(everyone_has_applied(cluster, 1), "seed {seed}, {servers} servers");
            let is_asking = |body: &EventBody| matches!(body, EventBody::PollOpened { .. });
            assert!(!history.events().iter().any(|event| is_asking(&event.body)));
        }
    }
}

#[test]
fn what_most_want_is_proposed_and_becomes_final_everywhere() {
    for seed in 0..200 {
        let history = History::replay(&Run::lunch(seed, 5), SECOND);
        let cluster = history.cluster();
        let poll = cluster.clients()[0].poll().expect("there was one");
        let (dish, _) = poll.tally()[0].clone();
        assert!(everyone_has_applied(cluster, 2), "seed {seed}");
        assert!(cluster.machines().iter().all(|m| m.store().get("lunch") == Some(&*dish)));
        assert_eq!(cluster.term(), 1, "nobody had to hold the sheet instead");
    }
}
