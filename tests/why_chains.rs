//! "Why?" names causes: each event of a chain is one without which the event that is asked about
//! would not be what it is, by what the stream of events says of itself, and the last one is the
//! event that decided.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use raft_lunch::cluster::*;
use raft_lunch::raft::{Decision, Index, RoleName, ServerId, Timer};
use raft_lunch::run::History;
use raft_lunch::why::*;
use raft_lunch::words::Locale;
use support::causality::future_of;
use support::parallel::each;
use support::storm::{Settings, Storm};

/// All that can be asked at the end of a run.
fn questions(cluster: &Cluster) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for machine in cluster.machines() {
        questions.extend(question_of_server(cluster, machine.id()));
        questions.extend(questions_of_log(cluster, machine.id(), 3));
    }
    let clients = cluster.clients().iter();
    questions.extend(clients.filter_map(|it| question_of_client(cluster, it.id())));
    let flights = cluster.network().flights().keys().take(4);
    questions.extend(flights.map(|it| Question::Message(it.message)));
    questions
}

/// A run and what can be found in it.
struct Story<'a> {
    events: &'a [Event],
    sent: BTreeMap<MessageId, &'a Envelope>,
}

impl<'a> Story<'a> {
    fn new(events: &'a [Event]) -> Story<'a> {
        let sent = events.iter().filter_map(|event| match &event.body {
            EventBody::Sent(envelope) => Some((envelope.id, &**envelope)),
            _ => None,
        });
        Story { events, sent: sent.collect() }
    }

    /// Whether `cause` led to a silence after which this election timer ran out: the leader
    /// that was heard last is gone, or a message of its was lost on its way here.
    fn is_silence(&self, cause: &Event, fired: usize) -> bool {
        let timer = &self.events[fired];
        let is_timer = matches!(timer.body, EventBody::TimerFired { timer: Timer::Election });
        let here = timer.id.actor;
        let heard = self.events[..fired].iter().rev().find_map(|event| match event.body {
            EventBody::Decided(Decision::LeaderRecognised { leader }) if event.id.actor == here => {
                Some(leader)
            }
            _ => None,
        });
        let is_of_leader = |from: Actor| heard.map(Actor::Server) == Some(from);
        is_timer
            && match &cause.body {
                EventBody::Lost { flight, .. } => {
                    let envelope = self.sent[&flight.message];
                    is_of_leader(Actor::from(envelope.id.from)) && Actor::from(envelope.to) == here
                }
                EventBody::Crashed { .. }
                | EventBody::Paused
                | EventBody::Decided(Decision::BecameFollower { was: RoleName::Leader, .. }) => {
                    is_of_leader(cause.id.actor)
                }
                _ => false,
            }
    }

    /// Whether an action cut the link on which a message was lost.
    fn is_cut(&self, cause: &Event, lost: &Event) -> bool {
        let EventBody::Lost { flight, reason: LossReason::Cut } = &lost.body else { return false };
        let envelope = self.sent[&flight.message];
        let (start, end) = (envelope.id.from, envelope.to);
        match &cause.body {
            EventBody::ActionTaken(Action::Cut { from, to, both_ways }) => {
                (*from, *to) == (start, end) || (*both_ways && (*to, *from) == (start, end))
            }
            EventBody::ActionTaken(Action::Isolate { server }) => {
                [start, end].contains(&Node::Server(*server))
                    && start.server().is_some()
                    && end.server().is_some()
            }
            EventBody::ActionTaken(Action::Partition { groups }) => {
                let group = |server| groups.iter().position(|it| it.contains(&server));
                let ends = start.server().zip(end.server());
                ends.is_some_and(|(start, end)| group(start) != group(end))
            }
            _ => false,
        }
    }
}

/// Each link of a chain is a cause of a later one, and so on to the last one, which is asked
/// about. What a silence or a cut kept away has no place in the stream: that is looked up.
fn causes_are_causes(story: &Story, question: Question, links: &[Link]) {
    let Some((asked, before)) = links.split_last() else { return };
    let mut causes: Vec<&Link> = vec![asked];
    for link in before.iter().rev() {
        let events = &story.events[..=asked.number];
        let future = future_of(events, |it| it.id == link.event.id);
        let leads_to = |later: &&Link| {
            future.contains(&later.event.id)
                || story.is_silence(&link.event, later.number)
                || story.is_cut(&link.event, &later.event)
        };
        let is_cause = causes.iter().any(leads_to);
        assert!(is_cause, "{question:?}: {:?} is no cause of {:?}", link.event, asked.event);
        causes.push(link);
    }
}

/// The last link is the event that decided: nothing after it did, and it did.
fn the_last_one_decided(story: &Story, question: Question, last: &Link) {
    let body = &last.event.body;
    let actor = last.event.id.actor;
    let after = || story.events[last.number + 1..].iter().filter(|it| it.id.actor == actor);
    let on = |server: ServerId| assert_eq!(actor, Actor::Server(server), "{question:?}: {last:?}");
    match question {
        Question::Committed(server, index) => {
            on(server);
            let range = match body {
                EventBody::Decided(
                    Decision::Committed { from, to, .. } | Decision::CommitLearned { from, to, .. },
                ) => from + 1..=*to,
                EventBody::Decided(Decision::SnapshotInstalled { last_index, .. }) => {
                    1..=*last_index
                }
                _ => panic!("{question:?}: {last:?}"),
            };
            assert!(range.contains(&index));
            assert!(after().all(|it| !matches!(it.body, EventBody::Crashed { .. })));
        }
        Question::Stored(server, index) => {
            on(server);
            let stands = |body: &EventBody| match body {
                EventBody::Decided(Decision::EntryAppended { index: at, .. }) => *at == index,
                EventBody::Decided(Decision::AppendAccepted { match_index, appended, .. }) => {
                    let first = match_index - Index::from(*appended);
                    first < index && index <= *match_index
                }
                _ => false,
            };
            assert!(stands(body), "{question:?}: {last:?}");
            let removed = |it: &&Event| matches!(it.body, EventBody::Decided(Decision::Truncated { from, .. }) if from <= index);
            assert_eq!(after().find(removed), None, "{question:?}");
        }
        Question::Compacted(server, index) => {
            on(server);
            let through = match body {
                EventBody::Decided(Decision::Compacted { through }) => *through,
                EventBody::Decided(Decision::SnapshotInstalled { last_index, .. }) => *last_index,
                _ => panic!("{question:?}: {last:?}"),
            };
            assert!(through >= index);
        }
        Question::Leads(server) => {
            on(server);
            assert!(matches!(body, EventBody::Decided(Decision::BecameLeader { .. })));
            let ends = |it: &Event| {
                matches!(
                    it.body,
                    EventBody::Crashed { .. } | EventBody::Decided(Decision::BecameFollower { .. })
                )
            };
            assert!(!after().any(ends));
        }
        Question::Stands(server) => {
            on(server);
            assert!(matches!(
                body,
                EventBody::Decided(
                    Decision::BecameCandidate { .. } | Decision::BecamePreCandidate { .. }
                )
            ));
        }
        Question::Follows(server) => {
            on(server);
            let won =
                |it: &Event| matches!(it.body, EventBody::Decided(Decision::BecameLeader { .. }));
            assert!(!after().any(won));
        }
        Question::IsDown(server) => {
            on(server);
            assert!(matches!(body, EventBody::Crashed { .. }));
            assert!(after().all(|it| !matches!(it.body, EventBody::Restarted { .. })));
        }
        Question::IsPaused(server) => {
            on(server);
            assert_eq!(*body, EventBody::Paused);
            assert!(after().all(|it| !matches!(it.body, EventBody::Resumed)));
        }
        Question::Message(message) => {
            let is_it = matches!(body, EventBody::Sent(envelope) if envelope.id == message);
            assert!(is_it, "{question:?}: {last:?}");
        }
        Question::Answered(client, sequence) => {
            assert_eq!(actor, Actor::Client(client));
            let is_it = match body {
                EventBody::Answered { sequence: of, .. }
                | EventBody::ReadAnswered { sequence: of, .. } => *of == sequence,
                _ => false,
            };
            assert!(is_it, "{question:?}: {last:?}");
        }
        Question::Happened(number) | Question::Removed(_, _, number) => {
            assert_eq!(last.number, number);
        }
        Question::Unanswered(..) | Question::NobodyLeads => {}
    }
}

/// What is marked as counted was counted by a later decision by quorum of the chain, and what the
/// last one counted is there as often as it says, as far as a chain is long.
fn the_counted_were_counted(links: &[Link]) {
    let counts = |decision: &Link, link: &Link| match (&decision.event.body, &link.event.body) {
        (
            EventBody::Decided(Decision::Committed { to, acknowledged_by, .. }),
            EventBody::Decided(Decision::MatchAdvanced { server, match_index }),
        ) => acknowledged_by.contains(server) && match_index >= to,
        (
            EventBody::Decided(Decision::BecameLeader { votes }),
            EventBody::Decided(Decision::VoteCounted { voter, .. }),
        ) => votes.contains(voter),
        _ => false,
    };
    for (place, link) in links.iter().enumerate().filter(|(_, link)| link.is_counted) {
        assert!(links[place + 1..].iter().any(|later| counts(later, link)), "{link:?}");
    }
    let Some(last) = links.last() else { return };
    let of = match &last.event.body {
        EventBody::Decided(Decision::Committed { acknowledged_by, .. }) => acknowledged_by.len(),
        EventBody::Decided(Decision::BecameLeader { votes }) => votes.len(),
        _ => return,
    };
    let is_own = |link: &&Link| link.is_counted && link.event.id.actor == last.event.id.actor;
    let counted = links.iter().filter(is_own).filter(|link| counts(last, link)).count();
    assert!(counted >= of.min(MOST_LINKS - 1), "{counted} of {of}: {links:#?}");
}

/// The numbers of the condition that is told are those of the run: who had acknowledged the entry,
/// or voted, by the events of the one who counted.
fn the_condition_has_the_numbers_of_the_run(story: &Story, links: &[Link]) {
    let Some(last) = links.last() else { return };
    let actor = last.event.id.actor;
    let own = || story.events[..last.number].iter().rev().filter(|it| it.id.actor == actor);
    let decisions = || {
        own().filter_map(|it| match &it.body {
            EventBody::Decided(decision) => Some(decision),
            _ => None,
        })
    };
    let (index, who): (Option<Index>, BTreeSet<ServerId>) = match &last.event.body {
        EventBody::Decided(Decision::Committed { to, .. }) => {
            let reign = decisions().take_while(|it| !matches!(it, Decision::BecameLeader { .. }));
            let has = reign.filter_map(|it| match it {
                Decision::MatchAdvanced { server, match_index } if match_index >= to => {
                    Some(*server)
                }
                _ => None,
            });
            (Some(*to), has.collect())
        }
        EventBody::Decided(Decision::BecameLeader { .. }) => {
            let is_candidacy = |it: &&Decision| matches!(it, Decision::BecameCandidate { .. });
            let candidacy = decisions().take_while(|it| !is_candidacy(it));
            let voted = candidacy.filter_map(|it| match it {
                Decision::VoteCounted { voter, .. } => Some(*voter),
                _ => None,
            });
            (None, voted.collect())
        }
        _ => return,
    };
    let chain = Chain { links: links.to_vec() };
    let said = Locale::ENGLISH.words().why_condition(&chain, false).expect("it has one").1;
    let text = said.split('(').next().unwrap_or_default();
    let digits = |letter: char| if letter.is_ascii_digit() { letter } else { ' ' };
    let numbers: String = text.chars().map(digits).collect();
    let mut numbers = numbers.split_whitespace().map(|it| it.parse::<u64>().expect("digits"));
    let count = numbers.next();
    if index.is_some() {
        assert_eq!(numbers.next(), index, "{said}");
    }
    let named: BTreeSet<u64> = numbers.collect();
    assert_eq!(count, Some(named.len() as u64), "{said}");
    // Learners acknowledge too, and are not counted.
    let who: BTreeSet<u64> = who.iter().map(|it| u64::from(it.0)).collect();
    assert!(named.is_subset(&who), "{said}: {who:?}");
}

/// A run full of faults, to its end.
fn stormy(number: u64) -> History {
    let mut storm = Storm::new(number, &Settings::default());
    storm.rage(storm.length());
    History::replay(&storm.run(), storm.cluster.now())
}

#[test]
fn in_storms_each_link_is_a_cause_and_the_last_one_decided() {
    let found = each(60, |number| {
        let history = stormy(number);
        let story = Story::new(history.events());
        let (mut chains, mut links_seen) = (0, 0);
        for question in questions(history.cluster()) {
            let Chain { links } = chain(question, 0, story.events);
            let Some(last) = links.last() else { continue };
            // Of these two, several things are told that did not lead to each other.
            if !matches!(question, Question::Unanswered(..) | Question::NobodyLeads) {
                causes_are_causes(&story, question, &links);
                the_last_one_decided(&story, question, last);
            }
            the_counted_were_counted(&links);
            the_condition_has_the_numbers_of_the_run(&story, &links);
            chains += 1;
            links_seen += links.len();
        }
        (chains, links_seen)
    });
    let all = found.iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    println!("{} chains with {} links", all.0, all.1);
    assert!(all.0 > 500 && all.1 > 2_000, "{all:?}");
}

/// A message that was lost at a cut names the cut of its own link, whatever was cut after that.
#[test]
fn in_storms_a_loss_at_a_cut_names_the_action_that_cut_its_link() {
    let found = each(60, |number| {
        let history = stormy(number);
        let story = Story::new(history.events());
        let is_cut = |event: &&(usize, &Event)| {
            matches!(event.1.body, EventBody::Lost { reason: LossReason::Cut, .. })
        };
        let all: Vec<_> =
            story.events.iter().enumerate().filter(|it| is_cut(&it)).step_by(9).collect();
        for (number, lost) in &all {
            let Chain { links } = chain(Question::Happened(*number), 0, story.events);
            let cuts = links.iter().filter(|it| {
                matches!(
                    it.event.body,
                    EventBody::ActionTaken(
                        Action::Cut { .. } | Action::Isolate { .. } | Action::Partition { .. }
                    )
                )
            });
            for cut in cuts {
                assert!(story.is_cut(&cut.event, lost), "{:?} did not cut {lost:?}", cut.event);
            }
        }
        all.len()
    });
    assert!(found.iter().sum::<usize>() > 200, "{found:?}");
}
