//! Raft as published violates none of them, and no switch violates each: so these servers
//! were made by hand, each correct, and put together wrongly.

use super::safety::Others;
use super::*;
use crate::cluster::{Actor, EventId};
use crate::raft::{
    Configuration, Entry, Input, Output, Payload, PersistentState, Server, ServerId, Settings, Term,
};

/// An entry that differs from others of its term by its text.
pub(super) fn entry(term: Term, text: &str) -> Entry {
    Entry { term, payload: Payload::Command(text.into()) }
}

/// A server that has just started with this log on its disk. It is alone in
/// its cluster, and so needs nobody to lead.
pub(super) fn starts(id: u16, current_term: Term, log: Vec<Entry>) -> Server {
    let alone = PersistentState::bootstrap(Configuration::new([ServerId(id)]));
    let disk = PersistentState { current_term, log, ..alone };
    Server::start(ServerId(id), Settings::default(), disk).0
}

/// The same, leading the term after `term` by its own vote. Its no-op is
/// appended, and neither durable nor committed.
fn leads(id: u16, term: Term, log: Vec<Entry>) -> Server {
    let mut server = starts(id, term, log);
    lead(&mut server);
    assert_eq!(server.current_term(), term + 1);
    server
}

/// It stands, and leads by its own vote.
fn lead(server: &mut Server) {
    let outputs = server.step(Input::ElectionTimeout);
    let vote = outputs.iter().find_map(|output| match output {
        Output::Persist(write) => Some(write.id),
        _ => None,
    });
    server.step(Input::Persisted(vote.expect("it stores its vote")));
    assert!(server.is_leader());
}

/// The same, its log committed and applied.
pub(super) fn leads_and_commits(id: u16, term: Term, log: Vec<Entry>) -> Server {
    let mut server = leads(id, term, log);
    server.step(Input::Persisted(2));
    assert_eq!(server.last_applied(), server.log().last_index());
    server
}

/// What is found when these come to be what they are, one after the other.
pub(super) fn findings(servers: &[&Server]) -> Vec<(Property, Evidence)> {
    let mut checker = SafetyChecker::default();
    for (number, &server) in servers.iter().enumerate() {
        let after = EventId { actor: Actor::Server(server.id()), number: number as u64 };
        let others = Others { machines: &[], servers: &servers[..=number] };
        checker.look_at(server, others, after);
    }
    let found = checker.violations().iter();
    found.map(|violation| (violation.property, violation.evidence.clone())).collect()
}

#[test]
fn two_leaders_of_one_term_violate_election_safety() {
    let (first, second) = (ServerId(1), ServerId(2));
    let found = findings(&[&leads(1, 6, vec![]), &leads(2, 6, vec![])]);
    let evidence = Evidence::TwoLeaders { term: 7, first, second };
    assert_eq!(found, [(Property::ElectionSafety, evidence)]);

    let found = findings(&[&leads(1, 6, vec![]), &leads(2, 7, vec![])]);
    assert_eq!(found, [], "of two terms: fine");
}

#[test]
fn a_leader_whose_log_lost_an_entry_violates_append_only() {
    let long = leads(1, 6, vec![entry(1, "a"), entry(2, "b")]);
    let mut short = long.clone();
    short.log_mut().truncate_from(2);
    let evidence = Evidence::Rewritten { leader: ServerId(1), index: 2 };
    assert_eq!(findings(&[&long, &short])[0], (Property::LeaderAppendOnly, evidence.clone()));
    short.step(Input::Propose("c".into()));
    short.step(Input::Propose("d".into()));
    let found = findings(&[&long, &short]);
    assert_eq!(found[0], (Property::LeaderAppendOnly, evidence), "however long it grows again");

    let follower = starts(1, 6, vec![entry(1, "a"), entry(2, "b")]);
    let mut shorter = follower.clone();
    shorter.log_mut().truncate_from(2);
    assert_eq!(findings(&[&follower, &shorter]), [], "a follower's log may be put right");

    let mut longer = long.clone();
    longer.step(Input::Propose("c".into()));
    assert_eq!(findings(&[&long, &longer]), [], "appending is all it does");
}

#[test]
fn a_leader_whose_log_was_put_right_before_it_led_has_rewritten_nothing() {
    let mut follower = starts(1, 6, vec![entry(1, "a"), entry(2, "b")]);
    follower.log_mut().truncate_from(2);
    let mut leader = follower.clone();
    lead(&mut leader);
    let mut longer = leader.clone();
    longer.step(Input::Propose("c".into()));
    assert_eq!(findings(&[&follower, &leader, &longer]), []);
}

#[test]
fn another_entry_at_the_same_index_and_term_violates_log_matching() {
    let found = findings(&[
        &starts(1, 2, vec![entry(1, "a"), entry(2, "b")]),
        &starts(2, 2, vec![entry(1, "a"), entry(2, "x")]),
    ]);
    let evidence = Evidence::Mismatch { server: ServerId(2), index: 2, term: 2 };
    assert_eq!(found, [(Property::LogMatching, evidence)]);
}

#[test]
fn equal_entries_after_different_ones_violate_log_matching() {
    let found = findings(&[
        &starts(1, 3, vec![entry(1, "a"), entry(3, "b")]),
        &starts(2, 3, vec![entry(2, "x"), entry(3, "b")]),
    ]);
    let evidence = Evidence::Mismatch { server: ServerId(2), index: 2, term: 3 };
    assert_eq!(found, [(Property::LogMatching, evidence)]);

    let found = findings(&[
        &starts(1, 3, vec![entry(1, "a"), entry(2, "b")]),
        &starts(2, 3, vec![entry(1, "a"), entry(3, "x"), entry(3, "y")]),
    ]);
    assert_eq!(found, [], "different terms at one index: to be sorted out by a leader");
}

#[test]
fn a_leader_without_a_committed_entry_violates_completeness_whoever_came_first() {
    let commits = leads_and_commits(1, 0, vec![]);
    let leader = leads(2, 4, vec![]);
    let evidence = Evidence::MissingEntry { leader: ServerId(2), index: 1 };
    let violation = (Property::LeaderCompleteness, evidence);
    assert_eq!(findings(&[&commits, &leader]), std::slice::from_ref(&violation));
    assert_eq!(findings(&[&leader, &commits]), [violation]);

    let complete = leads(2, 4, commits.log().entries().to_vec());
    assert_eq!(findings(&[&commits, &complete]), []);
    assert_eq!(findings(&[&complete, &commits]), []);
}

#[test]
fn an_earlier_leader_need_not_have_what_was_committed_later() {
    let (deposed, commits) = (leads(2, 0, vec![]), leads_and_commits(1, 4, vec![]));
    assert_eq!(findings(&[&deposed, &commits]), []);
    assert_eq!(findings(&[&commits, &deposed]), []);
}

/// The property is about later terms: this is a violation of another one.
#[test]
fn a_second_leader_of_the_same_term_need_not_have_what_the_first_committed() {
    let (second, commits) = (leads(2, 4, vec![]), leads_and_commits(1, 4, vec![]));
    for found in [findings(&[&second, &commits]), findings(&[&commits, &second])] {
        assert!(found.iter().all(|(property, _)| *property != Property::LeaderCompleteness));
    }
}

#[test]
fn different_entries_applied_at_one_index_violate_state_machine_safety() {
    let first = leads_and_commits(1, 4, vec![entry(1, "a")]);
    let second = leads_and_commits(2, 1, vec![entry(2, "x")]);
    let found = findings(&[&first, &second]);
    let evidence = Evidence::AppliedDifferently { server: ServerId(2), index: 1 };
    let differently = (Property::StateMachineSafety, evidence);
    assert_eq!(found, [differently], "and the no-op after it, which goes without saying");

    let again = leads_and_commits(1, 4, vec![entry(1, "a")]);
    assert_eq!(findings(&[&first, &again]), [], "a server applies its log once per life");
}

#[test]
fn what_stays_broken_is_reported_once() {
    let (later, earlier) = (leads(1, 6, vec![]), leads(1, 5, vec![]));
    let there_and_back = [&later, &earlier].repeat(100);
    let mut found = findings(&there_and_back);
    found.retain(|(property, _)| *property == Property::OnlyGrows);
    let evidence = Evidence::Shrunk { server: ServerId(1), what: "term" };
    assert_eq!(found, [(Property::OnlyGrows, evidence)], "not again with everything that happens");
}
