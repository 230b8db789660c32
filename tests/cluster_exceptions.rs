//! What can be different on single servers, disks, links and clients of a cluster.

mod support;

use raft_lunch::check::Verdict;
use raft_lunch::cluster::*;
use raft_lunch::raft::{Decision, Extensions, ServerId, Timer};
use support::*;

fn exception(server: u16) -> ServerException {
    ServerException {
        server: s(server),
        election_timeout: None,
        disk_write: None,
        extensions: None,
        clock_rate_ppm: None,
    }
}

#[test]
fn a_server_with_a_shorter_timeout_stands_first_whatever_the_seed() {
    for seed in 0..20 {
        let election_timeout = Some((50 * MILLISECOND, 60 * MILLISECOND));
        let exceptions = vec![ServerException { election_timeout, ..exception(4) }];
        let mut lab = Lab::new(Scenario { exceptions, ..Scenario::new(seed, 5) });
        lab.run_ms(145);
        assert_eq!(lab.cluster().leader(), Some(s(4)), "seed {seed}");
    }
}

#[test]
fn a_slow_disk_is_slow_on_its_server_alone() {
    let disk_write = Some((500 * MILLISECOND, 500 * MILLISECOND));
    let exceptions = vec![ServerException { disk_write, ..exception(3) }];
    let mut lab = Lab::new(Scenario { exceptions, ..Scenario::new(4, 3) });
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_ms(300);
    assert_eq!(lab.leader(), s(1));
    lab.propose("SET A 1");
    lab.run_ms(100);
    assert_eq!(lab.answers(), [Some(2)], "two quick disks are a majority");
    assert!(lab.machine(s(3)).disk().durable().last_index() < 2);
    lab.run_ms(1_500);
    assert_eq!(lab.machine(s(3)).disk().durable().last_index(), 2);
}

#[test]
fn a_clock_and_an_extension_can_be_one_servers_own_from_the_start() {
    let extensions = Extensions { pre_vote: true, ..Extensions::default() };
    let exceptions = vec![ServerException {
        extensions: Some(extensions),
        clock_rate_ppm: Some(4_000_000),
        ..exception(2)
    }];
    let mut lab = Lab::new(Scenario { exceptions, ..Scenario::new(3, 3) });
    let due = |server| lab.machine(server).timer(Timer::Election).expect("it runs").due;
    assert!(due(s(2)) <= 75 * MILLISECOND && due(s(1)) >= 150 * MILLISECOND);
    lab.run_to("an election", |lab| lab.cluster().leader().is_some());
    let asks =
        |body: &EventBody| matches!(body, EventBody::Decided(Decision::BecamePreCandidate { .. }));
    assert_eq!(count(lab.events(), asks), 1, "server 2 asks first, and it alone would");
    // What is changed for all is for all.
    let mut protocol = *lab.cluster().protocol();
    protocol.core.extensions.check_quorum = true;
    lab.act(Action::SetProtocol(protocol));
    assert_eq!(lab.machine(s(2)).extensions(), None);
}

#[test]
fn a_link_can_be_slow_or_lossy_in_one_direction() {
    let conditions =
        LinkConditions { latency: Some(200 * MILLISECOND), ..LinkConditions::default() };
    let links = vec![LinkException { from: node(s(1)), to: node(s(2)), conditions }];
    let mut lab = Lab::new(Scenario { links, ..Scenario::new(6, 3) });
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_ms(50);
    assert_eq!(lab.raft(s(3)).voted_for(), Some(s(1)));
    assert_eq!(lab.raft(s(2)).voted_for(), None, "not there yet");
    let usual = lab.cluster().network().conditions_on(node(s(2)), node(s(1)));
    assert_eq!(usual, NetworkConditions::default(), "the way back is as any");

    let conditions = LinkConditions { loss_ppm: Some(1_000_000), ..LinkConditions::default() };
    lab.act(Action::SetLink { from: node(s(1)), to: node(s(2)), conditions });
    lab.run_ms(600);
    let lost = |body: &EventBody| {
        matches!(body, EventBody::Lost { flight, reason: LossReason::Network }
            if flight.message.from == node(s(1)))
    };
    assert!(count(lab.events(), lost) > 0);
    let conditions = LinkConditions::default();
    lab.act(Action::SetLink { from: node(s(1)), to: node(s(2)), conditions });
    assert!(lab.cluster().network().links().is_empty(), "like all others again");
    let wrong = LinkConditions { loss_ppm: Some(1_000_001), ..LinkConditions::default() };
    let action = Action::SetLink { from: node(s(1)), to: node(s(2)), conditions: wrong };
    assert_eq!(lab.try_to(action), Err(Refusal::OutOfRange));
}

#[test]
fn while_a_disk_stands_still_its_server_acknowledges_nothing() {
    let mut lab = Lab::with_leader(7, 3);
    let (leader, follower) = (lab.leader(), lab.followers()[0]);
    lab.act(Action::StopDisk { server: follower });
    assert_eq!(
        lab.try_to(Action::StopDisk { server: follower }),
        Err(Refusal::DiskStopped(follower))
    );
    lab.propose("SET A 1");
    lab.run_ms(300);
    assert_eq!(lab.raft(follower).log().last_index(), 2, "it has the entry in memory");
    assert_eq!(lab.machine(follower).disk().durable().last_index(), 1);
    let progress = lab.raft(leader).progress().expect("it leads");
    assert_eq!(progress[&follower].match_index, 1);
    lab.act(Action::StartDisk { server: follower });
    assert_eq!(
        lab.try_to(Action::StartDisk { server: follower }),
        Err(Refusal::DiskNotStopped(follower))
    );
    lab.run_ms(100);
    assert_eq!(lab.machine(follower).disk().durable().last_index(), 2);
    let progress = lab.raft(leader).progress().expect("it leads");
    assert_eq!(progress[&follower].match_index, 2);
}

#[test]
fn a_torn_disk_has_lost_what_its_server_acknowledged_and_only_another_leader_notices() {
    let mut lab = Lab::with_leader(8, 3);
    lab.propose("SET A 1");
    lab.run_ms(200);
    let server = lab.followers()[0];
    let tear = |entries| Action::TearDisk { server, entries };
    assert_eq!(lab.try_to(tear(1)), Err(Refusal::NotCrashed(server)));
    lab.act(Action::Crash { server });
    for entries in [0, 3] {
        assert_eq!(lab.try_to(tear(entries)), Err(Refusal::NothingToTear(server)));
    }
    lab.act(tear(1));
    assert_eq!(lab.machine(server).disk().durable().last_index(), 1);
    lab.act(Action::Restart { server });
    lab.run_ms(1_000);
    assert_eq!(lab.value(server, "A"), None, "its leader counts on the acknowledgement");
    let other = lab.followers().into_iter().find(|&other| other != server).expect("a third");
    lab.act(Action::ForceElectionTimeout { server: other });
    lab.run_ms(300);
    assert_eq!((lab.leader(), lab.value(server, "A")), (other, Some("1")));
}

#[test]
fn only_a_leader_can_be_made_to_send_a_heartbeat() {
    let mut lab = Lab::with_leader(9, 3);
    let (leader, follower) = (lab.leader(), lab.followers()[0]);
    let mark = lab.mark();
    lab.act(Action::ForceHeartbeat { server: leader });
    let sent = |body: &EventBody| matches!(body, EventBody::Sent(_));
    assert_eq!(count(lab.since(mark), sent), 2, "one to each follower");
    assert_eq!(
        lab.try_to(Action::ForceHeartbeat { server: follower }),
        Err(Refusal::OnlyLeadersSendHeartbeats(follower))
    );
}

#[test]
fn a_log_is_compacted_by_itself_after_so_many_entries() {
    let mut lab = Lab::new(Scenario { compact_every: Some(3), ..Scenario::new(10, 3) });
    lab.run_ms(600);
    for number in 0..7 {
        lab.propose(&format!("SET A {number}"));
        lab.run_ms(100);
    }
    for machine in lab.cluster().machines() {
        let raft = machine.raft().expect("it runs");
        assert_eq!(raft.snapshot().last_index, 6);
        assert_eq!((raft.last_applied(), machine.store().get("A")), (8, Some("6")));
    }
}

#[test]
fn a_client_can_try_a_particular_server_which_names_the_leader_or_passes_the_request_on() {
    for forwards in [false, true] {
        let mut lab = Lab::new(Scenario { forwards, ..Scenario::new(11, 3) });
        lab.run_ms(600);
        let (leader, follower) = (lab.leader(), lab.followers()[1]);
        let mark = lab.mark();
        let text = "SET A 1".into();
        lab.act(Action::ProposeTo { client: CLIENT, text, server: follower });
        lab.run_ms(200);
        assert_eq!(lab.answers(), [Some(2)]);
        let redirected = |body: &EventBody| matches!(body, EventBody::Redirected { leader: Some(to), .. } if *to == leader);
        let forwarded = |body: &EventBody| matches!(body, EventBody::Forwarded { leader: to, .. } if *to == leader);
        assert_eq!(count(lab.since(mark), redirected), usize::from(!forwards));
        assert_eq!(count(lab.since(mark), forwarded), usize::from(forwards));
    }
}

#[test]
fn a_client_with_several_requests_under_way_has_each_done_once() {
    let scenario = Scenario { requests_under_way: 4, ..Scenario::new(12, 3) };
    let mut lab = Lab::new(scenario);
    lab.run_ms(600);
    for number in 1..=6 {
        lab.propose(&format!("SET K{number} {number}"));
    }
    let client = |lab: &Lab| lab.cluster().client(CLIENT).cloned().expect("there is one");
    assert_eq!((client(&lab).under_way().count(), client(&lab).queued()), (4, 2));
    // The first answers get lost: all four are asked for again.
    lab.run_to("an answer on its way", |lab| {
        lab.flight(|flight| matches!(flight.envelope.content, Content::Response { .. })).is_some()
    });
    let leader = lab.leader();
    lab.act(Action::Cut { from: node(leader), to: Node::Client(CLIENT), both_ways: false });
    lab.run_ms(450);
    lab.act(Action::HealAll);
    lab.run_ms(2_000);
    assert_eq!(client(&lab).under_way().count(), 0);
    assert_eq!(client(&lab).answered_below(), 7);
    for number in 1..=6 {
        assert_eq!(lab.value(leader, &format!("K{number}")), Some(&*number.to_string()));
    }
    let took_effect = |body: &EventBody| {
        matches!(body, EventBody::Applied { request: Some(_), took_effect: true, .. })
    };
    let applied = of(lab.events(), node(leader)).into_iter();
    assert_eq!(applied.filter(|event| took_effect(&event.body)).count(), 6);
}

#[test]
fn a_client_that_two_servers_send_to_and_fro_waits_before_it_tries_again() {
    // Server 1 hands over to server 2, which it cannot reach, and which knows nobody else.
    let network = NetworkConditions { latency: 0, jitter: 0, ..NetworkConditions::default() };
    let mut lab = Lab::new(Scenario { network, ..Scenario::new(7, 3) });
    lab.act(Action::ForceElectionTimeout { server: s(1) });
    lab.run_ms(100);
    assert_eq!(lab.leader(), s(1));
    lab.act(Action::Cut { from: node(s(1)), to: node(s(2)), both_ways: true });
    lab.propose("SET A 1");
    lab.run_ms(20);
    lab.act(Action::TransferLeadership { server: s(1), to: s(2) });
    let mark = lab.mark();
    lab.propose("SET A 2");
    lab.run_ms(100);
    let redirected = |body: &EventBody| matches!(body, EventBody::Redirected { .. });
    let times = count(lab.since(mark), redirected);
    assert!((2..=8).contains(&times), "{times} times in 100 ms, with a back-off of 50");
    lab.run_ms(2_000);
    assert!(lab.answers().iter().all(Option::is_some));
}

/// Three servers with the same log. Of each: what its snapshot holds, and what it knows to
/// be committed.
fn in_the_middle(log: [&str; 3], servers: [(u64, u64); 3]) -> Vec<StartState> {
    let entry = |text: &str| StartEntry { term: 1, command: Some(text.into()) };
    let state = |(snapshot, committed)| StartState {
        current_term: 1,
        voted_for: Some(s(1)),
        log: log.map(entry).to_vec(),
        snapshot,
        committed,
    };
    servers.map(state).to_vec()
}

#[test]
fn a_start_in_the_middle_of_work_has_applied_what_it_knows_and_kept_its_snapshots() {
    let start = in_the_middle(["SET A 1", "SET B 2", "SET C 3"], [(2, 3), (0, 2), (0, 0)]);
    let mut lab = Lab::new(Scenario { start, ..Scenario::new(13, 3) });
    assert_eq!(lab.raft(s(1)).snapshot().last_index, 2);
    let applied: Vec<_> = (1..=3).map(|n| lab.raft(s(n)).last_applied()).collect();
    assert_eq!(applied, [3, 2, 0]);
    assert_eq!((lab.value(s(1), "B"), lab.value(s(2), "B")), (Some("2"), Some("2")));
    assert_eq!(lab.value(s(3), "A"), None, "it does not know that anything is committed");
    lab.run_ms(1_000);
    assert_eq!(lab.value(s(3), "C"), Some("3"));
}

#[test]
fn a_start_that_could_lose_what_is_committed_is_refused() {
    let log = |terms: &[u64]| {
        let entry = |&term| StartEntry { term, command: None };
        terms.iter().map(entry).collect::<Vec<_>>()
    };
    let state =
        |log, committed| StartState { current_term: 9, log, committed, ..StartState::default() };
    let verdict = |start| Scenario { start, ..Scenario::new(1, 3) }.validate();
    let (long, short) = (log(&[1, 2]), log(&[1]));
    let fine = vec![state(long.clone(), 2), state(long.clone(), 0), state(short.clone(), 1)];
    assert_eq!(verdict(fine), Ok(()));
    let few = vec![state(long.clone(), 2), state(short.clone(), 0), state(short.clone(), 0)];
    assert_eq!(verdict(few), Err(Invalid::Start(BadStart::OnTooFew { index: 2 })));
    // The third would win the next election: its last term is the latest.
    let other = log(&[1, 3]);
    let lost = vec![state(long.clone(), 2), state(long.clone(), 0), state(other, 0)];
    let could_be_lost = BadStart::CouldBeLost { index: 2, server: ServerId(3) };
    assert_eq!(verdict(lost), Err(Invalid::Start(could_be_lost)));
    let beyond = vec![state(short.clone(), 2), state(short.clone(), 0), state(short, 0)];
    assert_eq!(
        verdict(beyond),
        Err(Invalid::Start(BadStart::BeyondLog { server: ServerId(1), index: 2 }))
    );
}

#[test]
fn the_checks_know_what_snapshots_held_at_the_start() {
    // Nobody's log has the first entries any more.
    let start = in_the_middle(["SET A 1", "SET A 2", "SET B 3"], [(2, 3), (2, 2), (2, 2)]);
    let mut lab = Lab::new(Scenario { start, ..Scenario::new(14, 3) });
    lab.run_ms(600);
    lab.propose("GET A");
    lab.propose("SET A 4");
    lab.propose("GET A");
    lab.run_ms(600);
    let client = lab.cluster().client(CLIENT).expect("there is one");
    let told: Vec<_> = client.history().iter().map(|request| request.answer.clone()).collect();
    let value = |value: &str| Some(Answer::Value(Some(value.into())));
    assert_eq!((&told[0], &told[2]), (&value("2"), &value("4")));
    assert_eq!(lab.standing(), Verdict::Linearizable);
}
