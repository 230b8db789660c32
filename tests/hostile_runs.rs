//! A link may say anything. What passes the validation plays without a panic; what
//! does not is refused with a sentence.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use raft_lunch::cluster::*;
use raft_lunch::raft::ServerId;
use raft_lunch::run::History;
use support::CLIENT;
use support::storm::{Settings, Storm};

/// Most events that are played of one run: a hundred servers that all ask each other
/// every millisecond make more than anybody wants to wait for.
const MOST_EVENTS: usize = 30_000;

/// Plays a run, some thousand steps of it.
fn play_a_little(run: &Run) {
    let mut history = History::new(run.scenario.clone());
    let play_until = |history: &mut History, until| {
        for _ in 0..500 {
            let is_over = history.cluster().next_time().is_none_or(|at| at > until);
            if is_over || history.events().len() > MOST_EVENTS {
                break;
            }
            history.step();
        }
        history.wait_until(until);
    };
    for anchored in run.actions.iter().take(20) {
        play_until(&mut history, anchored.at);
        let flights = history.cluster().network().flights().values();
        assert!(flights.map(|f| f.progress_ppm(u64::MAX)).all(|ppm| ppm <= 1_000_000));
        let _ = history.cluster().check_action(&anchored.action);
        // `act` plays all of this moment, however long: not here.
        if history.cluster().next_time().is_none_or(|at| at > history.cluster().now()) {
            let _ = history.act(anchored.action.clone());
        }
    }
    play_until(&mut history, u64::MAX);
    assert!(history.cluster().now() <= MAX_TIME);
    let encoded: usize = history.events().iter().map(|event| event.encode().len()).sum();
    assert!(encoded > 0, "and every event can be written down");
}

/// Times as they come, and at the edges; a few are beyond.
fn time(edge: Micros) -> impl Strategy<Value = Micros> {
    prop_oneof![
        30 => MILLISECOND..400 * MILLISECOND,
        10 => prop_oneof![Just(MILLISECOND), Just(edge - 1), Just(edge)],
        1 => prop_oneof![Just(0), Just(1), Just(edge + 1), Just(u64::MAX)],
    ]
}

/// The same, most of them usual.
fn timing() -> impl Strategy<Value = Timing> {
    let usual = Timing::default();
    let one = (0..8usize, time(MAX_DELAY));
    prop::collection::vec(one, 0..4).prop_map(move |changes| {
        let mut timing = usual.clone();
        for (which, time) in changes {
            *[
                &mut timing.election_timeout_min,
                &mut timing.election_timeout_max,
                &mut timing.heartbeat,
                &mut timing.disk_write_min,
                &mut timing.disk_write_max,
                &mut timing.client_timeout,
                &mut timing.client_backoff,
                &mut timing.poll_answer,
            ][which] = time;
        }
        timing
    })
}

fn network() -> impl Strategy<Value = NetworkConditions> {
    let ppm = || prop_oneof![30 => 0..=1_000_000u32, 1 => Just(u32::MAX)];
    let time = || time(MAX_DELAY);
    let times = (time(), time(), time());
    (times, ppm(), ppm(), ppm()).prop_map(|((latency, jitter, spike), loss, double, spikes)| {
        NetworkConditions {
            latency,
            jitter,
            spike,
            loss_ppm: loss,
            duplicate_ppm: double,
            spike_ppm: spikes,
        }
    })
}

fn server() -> impl Strategy<Value = ServerId> {
    prop_oneof![5 => 1..8u16, 1 => Just(0), 1 => Just(u16::MAX)].prop_map(ServerId)
}

fn end() -> impl Strategy<Value = Node> {
    prop_oneof![
        3 => server().prop_map(Node::Server),
        1 => (0..3u16).prop_map(|client| Node::Client(ClientId(client))),
    ]
}

fn flight() -> impl Strategy<Value = FlightId> {
    (end(), prop_oneof![1..40u64, Just(u64::MAX)], 0..3u32)
        .prop_map(|(from, number, copy)| FlightId { message: MessageId { from, number }, copy })
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        ".{0,70}".prop_map(|text| Action::Propose { client: CLIENT, text }),
        prop::collection::vec(".{0,9}", 0..11)
            .prop_map(|dishes| Action::Poll { client: CLIENT, dishes }),
        server().prop_map(|server| Action::Crash { server }),
        server().prop_map(|server| Action::Restart { server }),
        server().prop_map(|server| Action::Pause { server }),
        server().prop_map(|server| Action::Resume { server }),
        (end(), end(), any::<bool>()).prop_map(|(from, to, both_ways)| Action::Cut {
            from,
            to,
            both_ways
        }),
        (end(), end(), any::<bool>()).prop_map(|(from, to, both_ways)| Action::Heal {
            from,
            to,
            both_ways
        }),
        server().prop_map(|server| Action::Isolate { server }),
        server().prop_map(|server| Action::Rejoin { server }),
        prop::collection::vec(prop::collection::vec(server(), 0..4), 0..4)
            .prop_map(|groups| Action::Partition { groups }),
        Just(Action::HealAll),
        flight().prop_map(|flight| Action::Drop { flight }),
        flight().prop_map(|flight| Action::Duplicate { flight }),
        (flight(), time(MAX_DELAY)).prop_map(|(flight, by)| Action::Delay { flight, by }),
        server().prop_map(|server| Action::ForceElectionTimeout { server }),
        network().prop_map(Action::SetNetwork),
        flight().prop_map(|flight| Action::Deliver { flight }),
        prop_oneof![Just(Delivery::Automatic), Just(Delivery::Manual)]
            .prop_map(Action::SetDelivery),
    ]
}

fn any_run() -> impl Strategy<Value = Run> {
    let servers = prop_oneof![30 => 1..8u16, 3 => Just(MAX_SERVERS), 1 => Just(0)];
    let steps = prop::collection::vec((time(MAX_TIME), action()), 0..16);
    (servers, timing(), network(), steps).prop_map(|(servers, timing, network, mut actions)| {
        actions.sort_by_key(|&(at, _)| at);
        let scenario = Scenario { servers, timing, network, ..Scenario::new(5, 3) };
        let anchor = |(ordinal, (at, action))| AnchoredAction { at, ordinal, action };
        Run { scenario, actions: (0..).zip(actions).map(anchor).collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_passes_the_validation_plays_without_a_panic(run in any_run()) {
        match run.validate() {
            Ok(()) => play_a_little(&run),
            Err(invalid) => prop_assert!(invalid.to_string().ends_with('.')),
        }
    }

    #[test]
    fn a_link_with_some_of_its_bytes_changed_is_refused_or_plays(
        number in 0..20u64,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..3),
    ) {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(SECOND);
        let mut bytes = postcard::to_allocvec(&storm.run()).expect("a run can be encoded");
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        if let Ok(run) = postcard::from_bytes::<Run>(&bytes) && run.validate().is_ok() {
            play_a_little(&run);
        }
    }
}

#[test]
fn the_runs_made_up_here_are_neither_all_good_nor_all_bad() {
    let mut runner = TestRunner::deterministic();
    let good = (0..600).filter(|_| {
        let run = any_run().new_tree(&mut runner).expect("a run").current();
        run.validate().is_ok()
    });
    let good = good.count();
    assert!((200..500).contains(&good), "{good} of 600 can be played");
}

/// A usual run with one thing changed, which is wrong.
fn refused(change: impl FnOnce(&mut Run)) -> Invalid {
    let anchor = |(at, ordinal)| AnchoredAction { at, ordinal, action: Action::HealAll };
    let actions = [(SECOND, 1), (SECOND, 2), (2 * SECOND, 3)].map(anchor).to_vec();
    let mut run = Run { scenario: Scenario::new(1, 5), actions };
    assert_eq!(run.validate(), Ok(()));
    change(&mut run);
    run.validate().expect_err("it cannot be played")
}

#[test]
fn each_limit_is_told_apart() {
    for servers in [0, MAX_SERVERS + 1, u16::MAX] {
        let invalid = refused(|run| run.scenario.servers = servers);
        assert_eq!(invalid, Invalid::Servers(servers));
    }
    assert_eq!(refused(|run| run.scenario.seed = SEED_LIMIT), Invalid::Seed(SEED_LIMIT));
    let invalid = refused(|run| run.scenario.timing.election_timeout_min = 301 * MILLISECOND);
    assert_eq!(invalid, Invalid::MinAboveMax { what: "election timeout" });
    let invalid = refused(|run| run.scenario.timing.disk_write_min = SECOND);
    assert_eq!(invalid, Invalid::MinAboveMax { what: "time to write" });
    let invalid = refused(|run| run.scenario.timing.heartbeat = 0);
    let what = "time between heartbeats";
    let (min, max) = (MILLISECOND, MAX_DELAY);
    assert_eq!(invalid, Invalid::TimeOutOfRange { what, is: 0, min, max });
    assert_eq!(refused(|run| run.scenario.network.latency = u64::MAX), Invalid::Network);
    let late = MAX_TIME + 1;
    assert_eq!(refused(|run| run.actions[2].at = late), Invalid::TooLate(late));
    assert_eq!(refused(|run| run.actions[1].ordinal = 1), Invalid::Ordinal(1));
    assert_eq!(refused(|run| run.actions[1].at = 0), Invalid::Ordinal(2));
    let invalid = refused(|run| run.actions[2].ordinal = ORDINAL_LIMIT);
    assert_eq!(invalid, Invalid::Ordinal(ORDINAL_LIMIT));
    let many = MAX_ACTIONS + 1;
    let invalid = refused(|run| {
        let action = run.actions[0].clone();
        run.actions = vec![action; many];
    });
    assert_eq!(invalid, Invalid::TooManyActions(many));
}

#[test]
fn time_ends_after_an_hour() {
    let mut history = History::new(Scenario::new(1, 1));
    history.act(Action::Crash { server: ServerId(1) }).expect("it runs");
    history.run_until(u64::MAX);
    assert_eq!(history.cluster().now(), MAX_TIME);
    history.act(Action::Restart { server: ServerId(1) }).expect("it is down");
    history.act(Action::Propose { client: CLIENT, text: "ramen".into() }).expect("it can be");
    assert_eq!(history.cluster().next_time(), None, "nothing happens any more");
}
