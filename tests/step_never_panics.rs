//! Whatever arrives, in whatever order, and whatever numbers are in it: a step
//! never panics, and what may only grow only grows.
#![cfg(not(target_arch = "wasm32"))]

mod rules_support;

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use raft_lunch::raft::*;
use rules_support::*;

/// A number of a message: mostly near what the server has itself, so that some of
/// the messages make sense.
#[derive(Clone, Copy, Debug)]
enum Number {
    Near(i64),
    Small(u64),
    Huge(u64),
}

impl Number {
    fn beside(self, own: u64) -> u64 {
        match self {
            Number::Near(distance) => own.saturating_add_signed(distance),
            Number::Small(n) => n,
            Number::Huge(below_max) => u64::MAX - below_max,
        }
    }
}

/// About `huge` in a thousand are near the largest number there is.
fn number(huge: u32) -> impl Strategy<Value = Number> {
    prop_oneof![
        600 => (-2..=1i64).prop_map(Number::Near),
        300 => Just(Number::Near(0)),
        100 => (0..6u64).prop_map(Number::Small),
        huge => (0..3u64).prop_map(Number::Huge),
    ]
}

/// Mostly the server's own term: a leader shall live to see something.
fn term() -> impl Strategy<Value = Number> {
    prop_oneof![
        9 => Just(Number::Near(0)),
        1 => number(30),
    ]
}

/// An input; its numbers are settled when it arrives.
#[derive(Clone, Debug)]
enum Wild {
    ElectionTimeout,
    HeartbeatTimeout,
    MinimumElectionTimeout,
    Propose,
    ProposeAll(u8),
    Read,
    Change {
        kind: u8,
        server: u16,
        others: Vec<u16>,
    },
    Transfer(u16),
    Compact(Number),
    Persisted(Number),
    Receive {
        from: u16,
        kind: u8,
        flag: bool,
        term: Number,
        indices: [Number; 3],
        entries: Vec<Number>,
    },
}

fn wild() -> impl Strategy<Value = Wild> {
    let message = (
        (0..7u16, 0..13u8, any::<bool>()),
        term(),
        [number(40), number(40), number(40)],
        prop::collection::vec(term(), 0..5),
    );
    let receive = message.prop_map(|((from, kind, flag), term, indices, entries)| Wild::Receive {
        from,
        kind,
        flag,
        term,
        indices,
        entries,
    });
    let change = (0..5u8, 0..7u16, prop::collection::vec(0..7u16, 0..5));
    let change = change.prop_map(|(kind, server, others)| Wild::Change { kind, server, others });
    prop_oneof![
        2 => Just(Wild::ElectionTimeout),
        1 => Just(Wild::MinimumElectionTimeout),
        1 => Just(Wild::Read),
        2 => change,
        1 => (0..7u16).prop_map(Wild::Transfer),
        2 => number(40).prop_map(Wild::Compact),
        2 => Just(Wild::HeartbeatTimeout),
        3 => Just(Wild::Propose),
        1 => (0..5u8).prop_map(Wild::ProposeAll),
        5 => term().prop_map(Wild::Persisted),
        24 => receive,
    ]
}

/// An election in good order.
fn election(size: u16) -> Vec<Wild> {
    let own = Number::Near(0);
    let vote = |from| Wild::Receive {
        from,
        kind: 1,
        flag: true,
        term: own,
        indices: [own; 3],
        entries: Vec::new(),
    };
    let start = [Wild::ElectionTimeout, Wild::Persisted(own)];
    start.into_iter().chain((1..=size).map(vote)).collect()
}

impl Wild {
    fn settle(&self, server: &Server, last_write: WriteId) -> Input {
        let (term, from, message) = match self {
            Wild::ElectionTimeout => return Input::ElectionTimeout,
            Wild::HeartbeatTimeout => return Input::HeartbeatTimeout,
            Wild::MinimumElectionTimeout => return Input::MinimumElectionTimeout,
            Wild::Read => return Input::Read(1),
            Wild::Change { kind, server, others } => {
                let others: Vec<_> = others.iter().copied().map(ServerId).collect();
                return Input::ChangeMembership(change(*kind, ServerId(*server), others));
            }
            Wild::Transfer(to) => return Input::TransferLeadership(ServerId(*to)),
            Wild::Compact(through) => {
                let through = through.beside(server.last_applied());
                return Input::Compact { through, state: "state".into() };
            }
            Wild::Propose => return Input::Propose("SET A 1".into()),
            Wild::ProposeAll(count) => {
                return Input::ProposeAll(vec!["SET A 1".into(); usize::from(*count)]);
            }
            Wild::Persisted(id) => return Input::Persisted(id.beside(last_write)),
            Wild::Receive { from, term, .. } => (term.beside(server.current_term()), *from, self),
        };
        let from = ServerId(from);
        Input::Receive { from, message: message.message(server, term) }
    }

    fn message(&self, server: &Server, term: Term) -> Message {
        let Wild::Receive { kind, flag, indices: [a, b, c], entries: new, .. } = self else {
            unreachable!("asked of messages only");
        };
        let log = server.log();
        let index = a.beside(log.last_index());
        // The right term for that index, every other time.
        let term_there = log.term_at(index).filter(|_| *flag).unwrap_or(b.beside(log.last_term()));
        let hint_term = flag.then(|| b.beside(log.last_term()));
        let hint = ConflictHint { term: hint_term, first_index: c.beside(log.last_index()) };
        match kind {
            0 => request_vote(term, (b.beside(log.last_term()), index)),
            1 | 2 => vote(term, *flag),
            3 | 4 => {
                let new: Vec<_> = new.iter().map(|n| n.beside(term)).collect();
                append(term, (term_there, index), &new, c.beside(server.commit_index()))
            }
            5 | 6 => ack(term, index),
            8 => Message::InstallSnapshot(InstallSnapshot {
                term,
                round: c.beside(ROUND),
                snapshot: Snapshot {
                    last_index: index,
                    last_term: term_there,
                    configuration: cluster_of(4),
                    state: "state".into(),
                },
            }),
            9 => Message::InstallSnapshotReply(InstallSnapshotReply {
                term,
                round: c.beside(ROUND),
                match_index: (index % 5 > 0).then_some(index),
            }),
            10 => Message::TimeoutNow(TimeoutNow { term }),
            11 => Message::PreVote(PreVote {
                term: term.saturating_add(1),
                last_log_index: index,
                last_log_term: b.beside(log.last_term()),
            }),
            12 => Message::PreVoteReply(PreVoteReply {
                term: term.saturating_add(1),
                vote_granted: *flag,
            }),
            _ if new.is_empty() => Message::AppendEntriesReply(AppendEntriesReply {
                term,
                round: ROUND,
                outcome: AppendOutcome::StaleTerm,
            }),
            _ => Message::AppendEntriesReply(AppendEntriesReply {
                term,
                round: ROUND,
                outcome: AppendOutcome::Mismatch { prev_log_index: index, hint },
            }),
        }
    }
}

fn change(kind: u8, server: ServerId, others: Vec<ServerId>) -> MembershipChange {
    match kind {
        0 => MembershipChange::AddLearner(server),
        1 => MembershipChange::AddVoter(server),
        2 => MembershipChange::Promote(server),
        3 => MembershipChange::Remove(server),
        _ => MembershipChange::Joint { voters: others, learners: vec![server] },
    }
}

/// What an onlooker sees of a server.
#[derive(Debug)]
struct Seen {
    term: Term,
    voted_for: Option<ServerId>,
    commit_index: Index,
    last_applied: Index,
    progress: BTreeMap<ServerId, Progress>,
}

fn see(server: &Server) -> Seen {
    Seen {
        term: server.current_term(),
        voted_for: server.voted_for(),
        commit_index: server.commit_index(),
        last_applied: server.last_applied(),
        progress: server
            .progress()
            .into_iter()
            .flatten()
            .map(|(&id, &known)| (id, known))
            .collect(),
    }
}

/// What holds for any step, whatever the input.
fn check(before: &Seen, outcome: &Outcome, server: &Subject) -> Result<(), TestCaseError> {
    let now = see(server);
    prop_assert!(now.term >= before.term);
    let same_term = now.term == before.term;
    // Without that rule a vote may move on.
    if server.rules().keeps(Rule::OneVotePerTerm) {
        prop_assert!(!same_term || before.voted_for.is_none() || now.voted_for == before.voted_for);
    }
    let snapshot = server.snapshot().last_index;
    prop_assert!(snapshot <= now.last_applied);
    prop_assert!(now.commit_index >= before.commit_index);
    prop_assert!(now.last_applied <= now.commit_index);
    // Without the consistency check a follower believes what it never saw.
    if server.rules().keeps(Rule::ConsistencyCheck) {
        prop_assert!(now.commit_index <= server.log().last_index());
    }
    prop_assert!(server.durable_index() <= server.log().last_index());
    // What a snapshot brings is applied with it.
    let is_restored = outcome.0.iter().any(|output| matches!(output, Output::Restore(_)));
    let from = if is_restored { snapshot } else { before.last_applied };
    let fresh: Vec<Index> = (from + 1..=now.last_applied).collect();
    prop_assert_eq!(outcome.applied(), fresh, "each index once, in order");

    // Rule 15: within a term, what a leader knows only grows.
    for (follower, progress) in &now.progress {
        // A member that comes back begins anew.
        let is_same = |known: &&Progress| same_term && known.member_since == progress.member_since;
        let known = before.progress.get(follower).filter(is_same);
        prop_assert!(progress.match_index >= known.map_or(0, |known| known.match_index));
        prop_assert!(progress.match_index <= server.log().last_index());
        prop_assert!(progress.match_index < progress.next_index);
    }

    // Rule 4, and the disk: nothing that is said runs ahead of what is stored.
    for (_, message, after) in outcome.sends() {
        let is_of_leader = matches!(
            message,
            Message::AppendEntries(_) | Message::InstallSnapshot(_) | Message::TimeoutNow(_)
        );
        let at_once = is_of_leader && after.is_none();
        prop_assert!(at_once || server.unstored.is_empty() || server.waits(after));
    }
    let mut disk = server.disk.clone();
    server.unstored.iter().cloned().for_each(|write| disk.store(write));
    prop_assert_eq!((disk.current_term, disk.voted_for), (now.term, now.voted_for));
    prop_assert_eq!(&disk.log[..], server.log().entries());
    prop_assert_eq!(&disk.snapshot, server.snapshot());
    Ok(())
}

/// How many steps of the runs were worth watching.
#[derive(Default)]
struct Reached {
    as_leader: Cell<u32>,
    committed_by_counting: Cell<u32>,
    truncated: Cell<u32>,
    installed: Cell<u32>,
    compacted: Cell<u32>,
    changed: Cell<u32>,
}

fn play(mut server: Subject, inputs: &[Wild], reached: &Reached) -> Result<(), TestCaseError> {
    let mut last_write = 0;
    for wild in inputs {
        let before = see(&server);
        let input = wild.settle(&server, last_write);
        if let Input::Persisted(id) = input {
            let durable = server.unstored.partition_point(|write| write.id <= id);
            let Subject { disk, unstored, .. } = &mut server;
            unstored.drain(..durable).for_each(|write| disk.store(write));
        }
        let outcome = server.feed(input);
        last_write = outcome.writes().last().map_or(last_write, |write| write.id);
        check(&before, &outcome, &server)?;
        for index in [0, 1, server.log().last_index(), u64::MAX] {
            server.commit_status(index);
        }
        let count = |steps: &Cell<u32>, one: bool| steps.set(steps.get() + u32::from(one));
        count(&reached.as_leader, server.is_leader());
        for decision in outcome.decisions() {
            count(&reached.installed, matches!(decision, Decision::SnapshotInstalled { .. }));
            count(&reached.compacted, matches!(decision, Decision::Compacted { .. }));
            count(&reached.changed, matches!(decision, Decision::ConfigurationInForce { .. }));
        }
        let mut decisions = outcome.decisions().into_iter();
        count(
            &reached.committed_by_counting,
            decisions.any(|decision| matches!(decision, Decision::Committed { .. })),
        );
        let mut decisions = outcome.decisions().into_iter();
        count(
            &reached.truncated,
            decisions.any(|decision| matches!(decision, Decision::Truncated { .. })),
        );
    }
    Ok(())
}

#[test]
fn no_input_makes_a_step_panic_and_what_may_only_grow_only_grows() {
    // Number 6 is no member of any of these clusters.
    let settings = (any::<[bool; 15]>(), any::<bool>(), any::<[bool; 3]>(), 1..4u16);
    let server = (1..=6u16, 1..=5u16, settings);
    let disk = (0..5u64, prop::collection::vec(1..4u64, 0..6));
    let run = (server, disk, any::<bool>(), prop::collection::vec(wild(), 0..120));
    let reached = Reached::default();
    let config = Config { failure_persistence: None, ..Config::with_cases(2_000) };
    let verdict = TestRunner::new(config).run(&run, |(server, disk, elected, wild)| {
        let ((id, size, settings), (term, log)) = (server, disk);
        let (off, is_raft, [pre_vote, check_quorum, lease_read], max_entries_per_message) =
            settings;
        let mut rules = Rules::default();
        for (rule, _) in Rule::ALL.into_iter().zip(off).filter(|(_, off)| *off && !is_raft) {
            rules = rules.without(rule);
        }
        let extensions = Extensions { pre_vote, check_quorum, lease_read };
        let settings = Settings { rules, extensions, max_entries_per_message };
        let disk = disk_of(size, term, &log);
        let mut inputs = if elected { election(size) } else { Vec::new() };
        inputs.extend(wild);
        let subject = Subject::start_with(id, settings, disk);
        play(subject, &inputs, &reached)
    });
    verdict.unwrap_or_else(|failure| panic!("{failure}"));
    let Reached { as_leader, committed_by_counting, truncated, installed, compacted, changed } =
        &reached;
    for steps in [as_leader, committed_by_counting, truncated, installed, compacted, changed] {
        assert!(steps.get() > 200, "only {} of such steps: the runs see too little", steps.get());
    }
}

/// Found by the test above: without the consistency check anything can be committed.
#[test]
fn with_rules_off_the_last_index_of_all_can_be_committed_and_no_step_panics() {
    let rules = Rules::default().without(Rule::ConsistencyCheck);
    let rules = rules.without(Rule::TruncateOnlyAtConflict);
    let settings = Settings { rules, ..Settings::default() };
    let (mut server, _) = Server::start(ServerId(1), settings, disk_of(2, 0, &[]));
    for prev_log_index in [u64::MAX, 0, 1] {
        let request = AppendEntries {
            term: 1,
            prev_log_index,
            prev_log_term: 0,
            entries: Vec::new(),
            leader_commit: u64::MAX,
            round: 1,
        };
        server.step(Input::Receive { from: ServerId(2), message: Message::AppendEntries(request) });
    }
    assert_eq!(server.commit_index(), u64::MAX, "nobody can say that this is no longer Raft");
}
