//! "Why?" and "why not yet?" as values: what is offered helps, and what is told is so.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeMap;

use raft_lunch::cluster::*;
use raft_lunch::raft::Decision;
use raft_lunch::run::History;
use raft_lunch::scenario::{Compiled, ScenarioFile, compile};
use raft_lunch::why::*;
use raft_lunch::words::{Locale, is_told};
use support::parallel::each;
use support::storm::{Settings, Storm};
use support::{Lab, node, s};

fn moment(history: &History) -> Moment<'_> {
    Moment {
        cluster: history.cluster(),
        upcoming: history.upcoming(),
        keeps_upcoming: history.is_at_end(),
    }
}

fn first_answer(history: &History) -> NotYet {
    let waiting = waiting(history.cluster());
    not_yet(waiting.first().expect("something waits"), moment(history))
}

/// Does what is offered, and plays until what was waited for must have happened.
fn try_out(history: &mut History, not_yet: &NotYet) -> bool {
    let Some(remedy) = &not_yet.remedy else { return false };
    let start = history.cluster().now();
    for action in &remedy.actions {
        history.act(action.clone()).expect("what is offered can be done");
    }
    happens(history, &not_yet.waiting, start + remedy.after)
}

/// True if it happens by the moment `until`.
fn happens(history: &mut History, waiting: &Waiting, until: Micros) -> bool {
    loop {
        if is_over(waiting, history.cluster()) {
            return true;
        }
        if history.next_time().is_none_or(|at| at > until) {
            return false;
        }
        history.step();
    }
}

/// Whatever is offered in a storm helps, and not before it would have happened anyway;
/// what is said to come by itself does, at that time.
#[test]
fn in_storms_every_offer_helps_and_what_comes_by_itself_comes() {
    const STORMS: u64 = 240;
    let found = each(STORMS, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(storm.length());
        let run = storm.run();
        let end = storm.cluster.now();
        let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
        for part in 1..=4 {
            // Once at the end of what has been played, with the rest of the script to
            // come; once in the past of it.
            let at = end * part / 4;
            let mut history = History::replay(&run, at);
            if part % 2 == 0 {
                history.run_until(end);
                history.seek_time(at);
            }
            for waiting in waiting(history.cluster()) {
                let answer = not_yet(&waiting, moment(&history));
                if let Some(after) = answer.by_itself {
                    let mut plain = history.clone();
                    let at = plain.cluster().now();
                    assert!(
                        happens(&mut plain, &waiting, at + after),
                        "storm {number}: {answer:?}"
                    );
                }
                let Some(remedy) = &answer.remedy else { continue };
                let mut branch = history.clone();
                assert!(try_out(&mut branch, &answer), "storm {number} at {at}: {answer:?}");
                // Without it, a branch does not come to it in that time.
                let mut plain = history.clone();
                plain.act(Action::Say { text: "nothing".into() }).expect("it can be said");
                let until = plain.cluster().now() + remedy.after;
                let had = happens(&mut plain, &waiting, until.saturating_sub(1));
                assert!(!had, "storm {number} at {at}: {answer:?}");
                let kind = format!("{:?}", remedy.cure);
                let kind = kind.split(['(', ' ', '{']).next().unwrap_or_default().to_owned();
                *kinds.entry(kind).or_default() += 1;
            }
        }
        kinds
    });
    let mut all: BTreeMap<String, u32> = BTreeMap::new();
    for (kind, count) in found.into_iter().flatten() {
        *all.entry(kind).or_default() += count;
    }
    println!("{all:?}");
    // All but a heartbeat and one more proposal: no storm comes to those.
    let offered: Vec<&str> = all.keys().map(String::as_str).collect();
    let known = [
        "BringBack",
        "CalmNetwork",
        "Deliver",
        "DeliverAll",
        "ForceTimeout",
        "HealAll",
        "MendAll",
        "Reconnect",
        "Rejoin",
        "StartDisk",
        "SwitchOff",
    ];
    assert_eq!(offered, known);
    assert!(all.values().sum::<u32>() > 200, "{all:?}");
}

/// Whatever can be asked in a storm has a chain whose links are events of the run, in order,
/// and each but the first ones has its cause in it.
#[test]
fn in_storms_every_chain_is_of_its_run_and_ends_with_what_is_asked_about() {
    let asked = each(120, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(storm.length());
        let history = History::replay(&storm.run(), storm.cluster.now());
        let (cluster, events) = (history.cluster(), history.events());
        let words = Locale::ENGLISH.words();
        let mut questions: Vec<Question> = Vec::new();
        for machine in cluster.machines() {
            questions.extend(question_of_server(cluster, machine.id()));
            let (first, entries) = machine.log();
            let last = first + entries.len() as u64;
            let known = 1..=last;
            questions
                .extend(known.filter_map(|index| question_of_entry(cluster, machine.id(), index)));
        }
        questions
            .extend(cluster.clients().iter().filter_map(|it| question_of_client(cluster, it.id())));
        questions
            .extend(cluster.network().flights().keys().map(|it| Question::Message(it.message)));
        questions.push(Question::NobodyLeads);
        let mut answered = 0;
        for &question in &questions {
            let Chain { links } = chain(question, 0, events);
            assert!(links.len() <= MOST_LINKS, "{question:?}");
            assert!(links.is_sorted_by(|a, b| a.number < b.number), "{question:?}");
            for link in &links {
                assert_eq!(events.get(link.number), Some(&link.event), "{question:?}");
                let (lunch, raft) = words.why_link(link);
                assert!(!(lunch.is_empty() && raft.is_empty()), "{:?} says nothing", link.event);
                for said in [lunch, raft] {
                    assert!(said.is_empty() || said.ends_with(['.', '?']), "{said}");
                    assert!(!said.starts_with(char::is_lowercase), "{said}");
                }
            }
            answered += usize::from(!links.is_empty());
        }
        (questions.len(), answered)
    });
    let (asked, answered) = asked.iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    assert!(asked > 1_000 && answered * 10 > asked * 9, "{answered} of {asked}");
}

#[test]
fn a_commit_lists_what_it_counted_and_leads_back_to_the_client() {
    let mut lab = Lab::with_leader(7, 5);
    let leader = lab.leader();
    lab.propose("SET A 1");
    lab.run_ms(200);
    let question = question_of_entry(lab.cluster(), leader, 2).expect("it is there");
    assert_eq!(question, Question::Committed(leader, 2));
    let Chain { links } = chain(question, 0, lab.events());
    let counted: Vec<_> = links.iter().filter(|link| link.is_counted).collect();
    assert_eq!(counted.len(), 3, "{links:#?}");
    assert!(links.iter().any(|link| matches!(link.event.body, EventBody::Proposed { .. })));
    let last = &links.last().expect("there are some").event.body;
    assert!(matches!(last, EventBody::Decided(Decision::Committed { to: 2, .. })));
    // A follower heard it from the leader, who had committed it.
    let follower = lab.followers()[0];
    let Chain { links } = chain(Question::Committed(follower, 2), 0, lab.events());
    let bodies: Vec<_> = links.iter().map(|link| &link.event.body).collect();
    let is_told =
        |body: &&&EventBody| matches!(body, EventBody::Decided(Decision::CommitLearned { .. }));
    assert!(bodies.last().is_some_and(|last| is_told(&last)));
    assert!(bodies.iter().any(|it| matches!(it, EventBody::Decided(Decision::Committed { .. }))));
}

#[test]
fn an_election_leads_back_to_the_crash_of_the_leader_before() {
    let mut lab = Lab::with_leader(7, 5);
    let old = lab.leader();
    lab.act(Action::Crash { server: old });
    lab.run_to("another leader", |lab| lab.cluster().leader().is_some());
    let new = lab.leader();
    let Chain { links } = chain(Question::Leads(new), 0, lab.events());
    assert_eq!(links.iter().filter(|link| link.is_counted).count(), 3, "{links:#?}");
    let crash = chain(Question::IsDown(old), 0, lab.events());
    let crashes: Vec<_> = crash.links.iter().map(|link| &link.event.body).collect();
    assert!(matches!(
        crashes[..],
        [EventBody::ActionTaken(Action::Crash { .. }), EventBody::Crashed { .. }]
    ));
    let Chain { links } = chain(Question::Stands(new), 0, lab.events());
    assert!(
        links.iter().any(|link| matches!(link.event.body, EventBody::Crashed { .. })),
        "{links:#?}"
    );
}

#[test]
fn without_a_quorum_one_of_those_who_are_away_is_enough() {
    let mut lab = Lab::with_leader(7, 5);
    for server in lab.followers().into_iter().take(3) {
        lab.act(Action::Crash { server });
    }
    lab.propose("SET A 1");
    lab.run_ms(30);
    let answer = first_answer(&lab.history);
    assert_eq!(answer.by_itself, None);
    let Some(Remedy { cure: Cure::BringBack(back), .. }) = &answer.remedy else {
        panic!("{answer:?}");
    };
    assert_eq!(back.len(), 1);
    assert!(try_out(&mut lab.history, &answer));
    // With four away it takes two.
    let mut lab = Lab::with_leader(7, 5);
    for server in lab.followers() {
        lab.act(Action::Crash { server });
    }
    lab.propose("SET A 1");
    lab.run_ms(30);
    let answer = first_answer(&lab.history);
    assert!(
        matches!(&answer.remedy, Some(Remedy { cure: Cure::BringBack(back), .. }) if back.len() == 2),
        "{answer:?}"
    );
    assert!(try_out(&mut lab.history, &answer));
}

#[test]
fn what_is_on_its_way_needs_no_help() {
    let mut lab = Lab::with_leader(7, 5);
    lab.propose("SET A 1");
    lab.run_to("an entry", |lab| {
        !waiting(lab.cluster()).is_empty() && lab.raft(lab.leader()).log().last_index() == 2
    });
    let answer = first_answer(&lab.history);
    assert!(matches!(answer.waiting, Waiting::TooFewCopies { index: 2, .. }));
    let after = answer.by_itself.expect("it comes");
    assert!(
        (MILLISECOND..60 * MILLISECOND).contains(&after) && answer.remedy.is_none(),
        "{answer:?}"
    );
}

#[test]
fn a_cut_link_is_healed_and_a_held_message_delivered() {
    let mut lab = Lab::with_leader(7, 3);
    let leader = lab.leader();
    lab.act(Action::Isolate { server: leader });
    lab.propose("SET A 1");
    lab.run_ms(40);
    let answer = first_answer(&lab.history);
    let cure = answer.remedy.as_ref().map(|it| it.cure.clone());
    assert!(matches!(cure, Some(Cure::Reconnect(from, _)) if from == node(leader)), "{answer:?}");
    assert!(try_out(&mut lab.history, &answer));
}

#[test]
fn under_figure_8_the_entry_of_the_leaders_own_term_is_let_through() {
    let text = include_str!("../static/scenarios/figure-8.json");
    let file = ScenarioFile::from_json(text).expect("it ships");
    let Compiled { run, end, .. } = compile(&file).expect("it plays");
    let mut history = History::replay(&run, end);
    // Right before server 1 crashes for the first time.
    let crash = run.actions.iter().find(|it| it.action == Action::Crash { server: s(1) });
    history.seek_time(crash.expect("it is in the script").at - 1);
    let answer = first_answer(&history);
    let Waiting::EarlierTerm { leader, index, ref entry, current_term } = answer.waiting else {
        panic!("{answer:?}");
    };
    assert_eq!((leader, index, entry.term, current_term), (s(1), 1, 1, 4));
    let remedy = answer.remedy.as_ref().expect("something helps");
    assert!(
        matches!(remedy.cure, Cure::Deliver { to, kind: MessageKind::Append, .. } if to == node(s(3))),
        "{remedy:?}"
    );
    assert!(try_out(&mut history, &answer));
    assert!(
        history
            .cluster()
            .machine(s(1))
            .and_then(|it| it.raft())
            .is_some_and(|it| it.commit_index() == 3)
    );
}

/// The scenario in which three of five are away, and a script brings one of them back later.
fn no_majority() -> Compiled {
    let text = include_str!("../static/scenarios/quorum-lost.json");
    compile(&ScenarioFile::from_json(text).expect("a scenario")).expect("it plays")
}

#[test]
fn what_a_script_will_do_is_not_said_to_come_by_itself() {
    let compiled = no_majority();
    let mut history = History::replay(&compiled.run, 0);
    while !waiting(history.cluster()).iter().any(|it| matches!(it, Waiting::TooFewRun { .. })) {
        history.step();
    }
    let not_yet = first_answer(&history);
    assert_eq!(not_yet.by_itself, None, "without the script nobody comes back");
    let remedy = not_yet.remedy.expect("bringing one back helps, and sooner");
    assert!(matches!(remedy.actions[..], [Action::Restart { .. }]), "{remedy:?}");
}

#[test]
fn who_was_made_to_stand_is_not_said_to_have_lost_patience() {
    let mut history = History::replay(&no_majority().run, 0);
    while history.cluster().leader().is_none() {
        history.step();
    }
    let chain = chain(Question::Leads(s(1)), 0, history.events());
    let words = Locale::ENGLISH.words();
    let said: Vec<String> = chain.links.iter().map(|link| words.why_link(link).0).collect();
    assert!(said.iter().any(|line| line == "Robin is told to ask for the sheet."), "{said:#?}");
    assert!(!said.iter().any(|line| line.contains("heard nothing")), "{said:#?}");
}

/// The scenario in which a server has a wrong log, played to its end.
fn wrong_log() -> History {
    let text = include_str!("../static/scenarios/wrong-log.json");
    let compiled = compile(&ScenarioFile::from_json(text).expect("a scenario")).expect("it plays");
    History::replay(&compiled.run, compiled.end)
}

#[test]
fn why_an_entry_was_removed_leads_to_the_leader_that_has_another_one() {
    let history = wrong_log();
    let events = history.events();
    let is_cut =
        |event: &Event| matches!(event.body, EventBody::Decided(Decision::Truncated { .. }));
    let number = events.iter().position(is_cut).expect("something is removed");
    let question = question_of_event(number, &events[number]);
    let Question::Removed(server, index, of) = question else { panic!("{question:?}") };
    assert_eq!(of, number);
    let Chain { links } = chain(question, 0, events);
    assert_eq!(links.last().map(|link| link.number), Some(number));
    let is_from_leader = |link: &Link| match &link.event.body {
        EventBody::Decided(Decision::EntryAppended { index: at, .. }) => *at >= index,
        EventBody::Decided(Decision::BecameLeader { .. }) => true,
        _ => false,
    };
    assert!(links.iter().any(is_from_leader), "{links:#?}");
    // Whoever looks at what stands there now is led to it.
    let asked = question_of_removed(server, index, 0, events);
    assert!(matches!(asked, Some(Question::Removed(on, at, _)) if (on, at) == (server, index)));
    assert_eq!(question_of_removed(server, 99, 0, events), None);
    // Of events that are no longer at hand nothing is made up.
    assert_eq!(chain(question, number + 1, &events[number + 1..]), Chain::default());
}

#[test]
fn whatever_is_told_in_a_storm_can_be_asked_about_and_its_chain_ends_with_it() {
    let told = each(40, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(storm.length());
        let history = History::replay(&storm.run(), storm.cluster.now());
        let events = history.events();
        let told = events.iter().enumerate().filter(|(_, event)| is_told(event));
        let mut count = 0;
        for (number, event) in told.filter(|(_, event)| event.id.actor != Actor::Student) {
            let Chain { links } = chain(question_of_event(number, event), 0, events);
            assert_eq!(links.last().map(|link| link.number), Some(number), "{event:?}");
            count += 1;
        }
        count
    });
    assert!(told.iter().sum::<usize>() > 1_000);
}
