//! What the page says is true of the run on the screen, also when a rule is off.

mod page_support;

use page_support::told::Told;
use raft_lunch::cluster::{Action, ClientId, EventBody, MachineRule, Protocol, SECOND, Scenario};
use raft_lunch::lunch::beat;
use raft_lunch::raft::{Decision, MembershipChange, Rule, ServerId};
use raft_lunch::words::{Locale, Topic};

fn without(rule: Rule) -> Scenario {
    let mut scenario = Scenario::new(38, 5);
    scenario.protocol.core.rules = scenario.protocol.core.rules.without(rule);
    scenario
}

fn with_machine_rule_off(rule: MachineRule) -> Scenario {
    let mut scenario = Scenario::new(38, 5);
    scenario.protocol.machine_rules = scenario.protocol.machine_rules.without(rule);
    scenario
}

/// A run with a leader and a command, and with the leader's crash.
fn lived(scenario: Scenario) -> Told {
    let mut told = Told::new(scenario);
    told.play(SECOND);
    told.act(Action::Propose { client: ClientId(1), text: "soup".into() });
    told.play(SECOND / 5);
    let server = told.leader();
    told.act(Action::Crash { server });
    told.play(SECOND / 2);
    told
}

#[test]
fn with_all_rules_the_captions_name_majorities_and_the_disk() {
    let told = lived(Scenario::new(38, 5));
    for (topic, part) in [
        (Topic::Leader, " votes, a majority. It leads term "),
        (Topic::Final, " with index 2, a majority: it commits."),
        (Topic::Vote, "one vote per term, durable before it is sent"),
        (Topic::Copy, "acknowledges when it is durable"),
        (Topic::Crash, "term, vote and log"),
        (Topic::Candidate, "election timer ran out"),
    ] {
        assert!(told.raft(topic).contains(part), "{topic:?}: {}", told.raft(topic));
    }
    assert!(told.lunch(Topic::Final).contains("counts 3 of 5 notebooks with line 2"));
    assert!(told.lunch(Topic::Candidate).contains("has waited long enough, and asks everyone"));
}

#[test]
fn one_fewer_than_a_majority_is_not_called_one() {
    let told = lived(without(Rule::Majority));
    for topic in [Topic::Leader, Topic::Final] {
        let words = told.raft(topic);
        assert!(
            words.contains("2 of 5") && words.contains("enough while a rule is off"),
            "{words}"
        );
    }
}

#[test]
fn with_a_rule_off_nobody_says_that_it_is_kept() {
    let vote = lived(without(Rule::OneVotePerTerm));
    assert!(!vote.raft(Topic::Vote).contains("one vote"), "{}", vote.raft(Topic::Vote));
    let hasty = lived(with_machine_rule_off(MachineRule::AcknowledgeAfterDurable));
    for topic in [Topic::Vote, Topic::Copy, Topic::Final] {
        assert!(!hasty.raft(topic).contains("durable"), "{}", hasty.raft(topic));
    }
    let forgetful = lived(with_machine_rule_off(MachineRule::VoteKeptAcrossCrash));
    assert!(forgetful.raft(Topic::Crash).contains("stays: term and log."));
    assert!(!forgetful.feed().contains("vote and log are on disk"));
}

#[test]
fn a_read_that_asks_nobody_is_not_said_to_ask() {
    for scenario in [Scenario::new(3, 3), without(Rule::ReadConfirmation)] {
        let mut told = Told::new(scenario);
        told.play(SECOND);
        told.act(Action::Propose { client: ClientId(1), text: "GET A".into() });
        told.play(SECOND / 5);
        let feed = told.feed();
        assert!(feed.contains("is asked what is final.") && feed.contains("takes a read at index"));
        assert!(!feed.contains("makes sure"), "{feed}");
        assert!(!feed.contains("A?"), "{feed}");
    }
}

#[test]
fn an_old_leader_is_only_judged_while_votes_mean_something() {
    for (scenario, is_judged) in [
        (Scenario::new(38, 5), true),
        (without(Rule::ReadConfirmation), true),
        (without(Rule::OneVotePerTerm), false),
        (with_machine_rule_off(MachineRule::VoteKeptAcrossCrash), false),
    ] {
        let mut told = Told::new(scenario);
        told.play(SECOND);
        let server = told.leader();
        told.act(Action::Isolate { server });
        told.play(SECOND);
        assert_ne!(told.leader(), server);
        let waiting = told.waiting();
        assert_eq!(waiting.contains("a majority voted for"), is_judged, "{waiting}");
        assert!(!waiting.contains("is in term"), "{waiting}");
    }
}

#[test]
fn what_is_struck_out_is_not_said_to_have_been_final_or_not() {
    let mut told = Told::new(Scenario::new(3, 3));
    told.play(SECOND);
    let server = told.leader();
    told.act(Action::Isolate { server });
    told.act(Action::Propose { client: ClientId(1), text: "soup".into() });
    told.play(SECOND);
    told.act(Action::HealAll);
    told.play(SECOND);
    let words = told.lunch(Topic::Truncated);
    assert!(words.contains("to match the holder's notebook"), "{words}");
}

#[test]
fn who_is_told_to_stand_has_not_run_out_of_patience() {
    let mut told = Told::new(Scenario::new(3, 3));
    let forced = told.act(Action::ForceElectionTimeout { server: ServerId(2) });
    assert!(forced, "at 0.00 s");
    assert!(!told.lunch(Topic::Candidate).contains("waited"), "{}", told.lunch(Topic::Candidate));
    assert!(!told.raft(Topic::Candidate).contains("ran out"));
    told.play(SECOND);
    told.said.clear();
    let (server, to) = (told.leader(), ServerId(1));
    told.act(Action::TransferLeadership { server, to });
    assert!(told.waiting().contains("takes no commands meanwhile"), "{}", told.waiting());
    told.play(SECOND / 5);
    assert_eq!(told.leader(), to);
    assert!(!told.lunch(Topic::Candidate).contains("waited"), "{}", told.lunch(Topic::Candidate));
    assert!(!told.feed().contains("for too long"), "{}", told.feed());
}

#[test]
fn with_a_machine_that_is_no_member_only_members_know() {
    let mut told = Told::new(Scenario::new(3, 3));
    told.play(SECOND);
    told.act(Action::AddServer);
    told.act(Action::Propose { client: ClientId(1), text: "soup".into() });
    told.play(SECOND / 2);
    let (lunch, raft) = (told.lunch(Topic::AllKnow), told.raft(Topic::AllKnow));
    assert!(lunch.starts_with("All 3 members know: line 2"), "{lunch}");
    assert!(raft.starts_with("All 3 members have applied index 2"), "{raft}");
}

#[test]
fn a_leader_without_a_majority_beside_it_is_waiting_for_one() {
    let mut told = Told::new(Scenario::new(38, 5));
    told.play(SECOND);
    assert_eq!(told.waiting(), "");
    let leader = told.leader();
    for server in (1..=5).map(ServerId).filter(|&server| server != leader).take(3) {
        told.act(Action::Crash { server });
    }
    let waiting = told.waiting();
    assert!(
        waiting.contains("Nothing new can become final: 2 of 5 can take part, and it takes 3.")
    );
    assert!(waiting.contains("can't answer now"), "{waiting}");
    assert!(waiting.contains("Nothing new can commit: 2 of 5 servers can take part"), "{waiting}");
}

#[test]
fn sentences_that_begin_with_a_name_go_on_with_a_verb() {
    let mut told = Told::new(Scenario::new(3, 3));
    told.play(SECOND);
    told.act(Action::Propose { client: ClientId(1), text: "soup".into() });
    told.play(SECOND / 5);
    let (server, through) = (told.leader(), 2);
    told.act(Action::Compact { server, through });
    let words = told.raft(Topic::Extension);
    assert_eq!(words, format!("{server} replaces its log up to index 2 by a snapshot (§7)."));
    told.act(Action::Crash { server });
    told.act(Action::Restart { server });
    let change = MembershipChange::AddLearner(ServerId(4));
    told.act(Action::AddServer);
    told.play(SECOND);
    let server = told.leader();
    told.act(Action::Compact { server, through });
    told.play(SECOND / 5);
    told.act(Action::ChangeMembership { server, change });
    told.play(SECOND);
    let feed = told.feed();
    for part in ["goes by the configuration of index", "sets commit_index to 2"] {
        assert!(feed.contains(part), "{part}: {feed}");
    }
    assert!(feed.contains("restores its state machine from the snapshot"), "{feed}");
    assert!(feed.contains("must hear again which lines are final"), "{feed}");
}

#[test]
fn a_lost_note_is_its_senders_and_losses_that_take_turns_are_one_sentence() {
    let mut told = Told::new(Scenario::new(38, 5));
    told.play(SECOND);
    let first = told.leader();
    told.act(Action::Isolate { server: first });
    told.play(SECOND);
    let second = told.leader();
    let group = vec![second, ServerId(if second.0 == 1 { 2 } else { 1 })];
    told.act(Action::Partition { groups: vec![vec![first], group] });
    told.play(SECOND);
    let rows = told.rows();
    let lost: Vec<_> = rows.iter().filter(|row| row.raft.contains("is cut")).collect();
    assert!(lost.iter().all(|row| row.who.is_some()), "each has a sender");
    assert!(lost.iter().any(|row| row.times > 5), "{lost:?}");
    for four in rows.windows(4).filter(|four| four[0].raft.contains("is cut")) {
        assert!(four[1..].iter().all(|row| row.lunch != four[0].lunch), "{four:?}");
    }
}

#[test]
fn a_protocol_in_force_is_the_one_that_counts() {
    // Switched off on the way: what is said afterwards knows.
    let mut told = Told::new(Scenario::new(38, 5));
    told.play(SECOND);
    let mut protocol = Protocol::default();
    protocol.core.rules = protocol.core.rules.without(Rule::Majority);
    told.act(Action::SetProtocol(protocol));
    told.act(Action::Propose { client: ClientId(1), text: "soup".into() });
    told.play(SECOND / 5);
    assert!(told.raft(Topic::Final).contains("2 of 5"), "{}", told.raft(Topic::Final));
}

/// Runs in which much happens: crashes, restarts, partitions, and every extension.
fn stormy(seed: u64) -> Told {
    let servers = 3 + seed as u16 % 7;
    let mut scenario = Scenario::new(seed, servers);
    scenario.protocol.core.extensions.pre_vote = seed.is_multiple_of(2);
    scenario.protocol.core.extensions.check_quorum = seed.is_multiple_of(3);
    scenario.network.loss_ppm = 50_000;
    scenario.network.duplicate_ppm = 50_000;
    let mut told = Told::new(scenario);
    for turn in 0..12 {
        let server = ServerId(1 + ((seed * 5 + turn * 3) % u64::from(servers)) as u16);
        let text = if turn % 3 == 0 { "GET lunch".into() } else { format!("dish {turn}") };
        told.act(Action::Propose { client: ClientId(1), text });
        told.play(SECOND / 7);
        if !told.act(Action::Crash { server }) {
            told.act(Action::Restart { server });
        }
        if turn == 5 {
            told.act(Action::AddServer);
            told.act(Action::Isolate { server });
        }
        told.act(Action::Compact { server, through: 2 });
        told.play(SECOND / 4);
    }
    told
}

#[test]
fn the_lunch_has_a_sentence_for_exactly_what_it_tells() {
    let words = Locale::ENGLISH.words();
    for seed in 0..20 {
        for event in stormy(seed).history.events() {
            let (beat, said) = (beat(event), words.beat(event));
            assert_eq!(beat.is_some(), said.is_some(), "{event:?}: {said:?}");
        }
    }
}

#[test]
fn a_second_yes_to_the_same_candidate_is_the_same_yes() {
    let (mut again, mut first) = (0, 0);
    for seed in 0..20 {
        let told = stormy(seed);
        let mut given = Vec::new();
        for event in told.history.events() {
            let (candidate, is_again) = match event.body {
                EventBody::Decided(Decision::VoteGranted { candidate }) => (candidate, false),
                EventBody::Decided(Decision::VoteRepeated { candidate }) => (candidate, true),
                EventBody::Decided(Decision::TermAdopted { .. }) => {
                    given.retain(|(actor, _)| *actor != event.id.actor);
                    continue;
                }
                _ => continue,
            };
            assert_eq!(is_again, given.contains(&(event.id.actor, candidate)), "{event:?}");
            given.push((event.id.actor, candidate));
            *if is_again { &mut again } else { &mut first } += 1;
        }
    }
    assert!(again > 0 && first > 20, "{again}, {first}");
}
