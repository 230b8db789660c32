//! "Why not yet?" at the thing that waits.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;

use std::collections::BTreeSet;

use page_support::{leader, play_until, playing, told_story};
use raft_lunch::app::Msg;
use raft_lunch::cluster::{Action, ClientId, Node};
use raft_lunch::raft::{MembershipChange, ServerId};
use raft_lunch::screen::{RollMark, Screen, WaitingTag};

fn tag_at(screen: &Screen, at: Node) -> Option<&WaitingTag> {
    screen.waiting.iter().map(|tag| &**tag).find(|tag| tag.at == at)
}

/// What stands on a tag, as one text.
fn said(tag: &WaitingTag) -> String {
    format!("{}{}", tag.words.count, tag.words.of_what)
}

#[test]
fn while_the_lunch_is_copied_the_leader_has_a_tag_that_counts_and_then_none() {
    let mut app = playing(38, 5);
    let mut counted = Vec::new();
    let at = Node::Server(leader(&app));
    play_until(&mut app, "the invitation", |screen, _| screen.story.invitation.is_some());
    let mut again = playing(38, 5);
    for _ in 0..37_500 {
        let screen = again.screen();
        if let Some(tag) = tag_at(&screen, at) {
            if counted.last() != Some(&said(tag)) {
                counted.push(said(tag));
            }
            let roll = tag.roll.as_ref().expect("copies are counted");
            let arrived = roll.marks.iter().filter(|(_, mark)| *mark == RollMark::Arrived).count();
            assert_eq!((roll.marks.len(), roll.enough), (5, Some(3)));
            assert!(roll.marks.is_sorted_by_key(|(_, mark)| *mark), "who has arrived comes first");
            assert_eq!(tag.words.count.starts_with(&arrived.to_string()), arrived > 0);
        }
        if screen.story.invitation.is_some() {
            break;
        }
        again.update(Msg::Tick(16.0));
    }
    assert_eq!(counted, ["writing…", "1 of 3 needed", "2 of 3 needed"]);
    assert_eq!(*app.screen().waiting, [], "nothing is waited for");
}

#[test]
fn who_is_counted_first_stands_first() {
    let mut firsts = BTreeSet::new();
    for seed in 0..12 {
        let mut app = playing(seed, 5);
        let at = Node::Server(leader(&app));
        play_until(&mut app, "two copies", |screen, _| {
            tag_at(screen, at).is_some_and(|tag| tag.words.count == "2 of 3")
        });
        let roll = tag_at(&app.screen(), at).and_then(|tag| tag.roll.clone()).expect("it counts");
        let first_two: Vec<_> = roll.marks[..2].iter().map(|(server, _)| *server).collect();
        // A leader's disk and a follower's answer: the leader is the first of the two.
        assert_eq!(Node::Server(first_two[0]), at, "seed {seed}");
        firsts.insert(first_two[1]);
    }
    assert!(firsts.len() > 1, "it is not always the same one");
}

#[test]
fn an_election_is_counted_at_its_candidate() {
    let mut app = told_story();
    let old = leader(&app);
    app.update(Msg::Act(Action::Crash { server: old }));
    play_until(&mut app, "a vote", |screen, _| {
        screen.waiting.iter().any(|tag| said(tag).ends_with(" of 3 needed"))
    });
    let screen = app.screen();
    let tag = &screen.waiting[0];
    let roll = tag.roll.as_ref().expect("votes are counted");
    assert!(roll.is_vote && tag.at != Node::Server(old));
    assert!(roll.marks.contains(&(old, RollMark::Missing)), "who is away says nothing");
}

#[test]
fn when_nobody_is_there_the_asker_has_the_tag() {
    let mut app = told_story();
    for server in (1..=5).map(ServerId) {
        app.update(Msg::Act(Action::Crash { server }));
    }
    let screen = app.screen();
    let tag = tag_at(&screen, Node::Client(ClientId(1))).expect("the asker waits");
    assert_eq!(said(tag), "0 of 3 here");
}

#[test]
fn who_asked_somebody_who_is_away_is_told_so_and_that_another_one_will_be_asked() {
    let mut app = told_story();
    let old = leader(&app);
    app.update(Msg::Act(Action::Crash { server: old }));
    app.update(Msg::Propose("SET A 1".into()));
    play_until(&mut app, "a tag at the asker", |screen, _| {
        tag_at(screen, Node::Client(ClientId(1))).is_some()
    });
    let screen = app.screen();
    let tag = tag_at(&screen, Node::Client(ClientId(1))).expect("it waits");
    assert_eq!(said(tag), "waiting");
    assert!(tag.lunch.contains("Robin is away. Soon the asker will try somebody else."));
    play_until(&mut app, "A = 1 on four", |screen, _| {
        screen.table.rows.iter().filter(|row| row.store.contains("A = 1")).count() == 4
    });
    assert_eq!(tag_at(&app.screen(), Node::Client(ClientId(1))), None, "it has its answer");
}

#[test]
fn while_nobody_stands_the_tag_is_at_the_one_who_will_be_first() {
    let mut app = told_story();
    let old = leader(&app);
    app.update(Msg::Act(Action::Crash { server: old }));
    let screen = app.screen();
    let tag = screen.waiting.first().expect("nobody leads").clone();
    assert_eq!(said(&tag), "nobody leads");
    assert!(tag.lunch.contains("The first to lose patience"), "{}", tag.lunch);
    play_until(&mut app, "somebody stands", |screen, _| {
        screen.waiting.iter().any(|tag| said(tag).ends_with(" needed"))
    });
    assert_eq!(app.screen().waiting[0].at, tag.at, "that one stood");
}

#[test]
fn why_nobody_stands_under_a_leader_who_is_heard_and_hears_nobody_is_said() {
    let mut app = told_story();
    let leader = leader(&app);
    for server in (2..=5).map(ServerId) {
        let cut =
            Action::Cut { from: Node::Server(server), to: Node::Server(leader), both_ways: false };
        app.update(Msg::Act(cut));
    }
    app.update(Msg::Propose("SET A 1".into()));
    play_until(&mut app, "a copy that can't be told of", |screen, _| {
        tag_at(screen, Node::Server(leader)).is_some_and(|tag| said(tag) == "1 of 3 needed")
    });
    let screen = app.screen();
    let tag = tag_at(&screen, Node::Server(leader)).expect("it waits");
    assert!(
        tag.lunch.contains(
            "Sasha, Noor, Jun and Deniz hear Robin, and so don't ask for the sheet. But their answers get lost: Robin has 1 of the 3 it takes."
        ),
        "{}",
        tag.lunch
    );
    assert!(tag.raft.contains("CheckQuorum, an extension, would make it step down"));
}

#[test]
fn one_who_was_removed_and_has_not_heard_is_named_as_the_one_who_raises_the_terms() {
    let mut app = told_story();
    let leader = leader(&app);
    let away = ServerId(5);
    app.update(Msg::Act(Action::Crash { server: away }));
    let change = MembershipChange::Remove(away);
    app.update(Msg::Act(Action::ChangeMembership { server: leader, change }));
    play_until(&mut app, "the new list is final", |_, app| {
        let raft = app.player().cluster().machine(leader).and_then(|machine| machine.raft());
        raft.is_some_and(|raft| raft.commit_index() == raft.log().last_index())
    });
    app.update(Msg::Act(Action::Restart { server: away }));
    play_until(&mut app, "it stands", |screen, _| {
        tag_at(screen, Node::Server(away)).is_some_and(|tag| said(tag) == "not on the list")
    });
    let screen = app.screen();
    let tag = tag_at(&screen, Node::Server(away)).expect("it stands");
    assert!(tag.lunch.contains("Deniz is off the guest list and hasn't heard."), "{}", tag.lunch);
}
