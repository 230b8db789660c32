//! Each belief leads to a published scenario whose run refutes it: moments come about in it, one
//! after the other, that could not be so if the belief were true; or, where that run has a rule
//! off, that show what comes of the belief.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use std::collections::BTreeMap;

use raft_lunch::cluster::*;
use raft_lunch::practice::Belief;
use raft_lunch::raft::{
    AppendEntries, AppendEntriesReply, AppendOutcome, AppendRejection, Decision, Index, Message,
    RequestVote, ServerId, Term,
};
use raft_lunch::run::History;
use raft_lunch::scenario::{Claim, Compiled, Witness};
use scenario_support::{FILES, played};

/// A moment of a run.
enum Moment {
    /// All of these claims hold, terms and indices exactly.
    So(&'static str),
    /// A step is like this.
    Seen(fn(&Step) -> bool),
}

use Moment::{Seen, So};

/// One step of a run.
struct Step<'a> {
    before: &'a Cluster,
    after: &'a Cluster,
    events: &'a [Event],
    /// The message that arrived in it.
    received: Option<&'a Envelope>,
}

impl Step<'_> {
    fn decided(&self, is: impl Fn(&Decision) -> bool) -> bool {
        self.events.iter().any(|event| matches!(&event.body, EventBody::Decided(it) if is(it)))
    }

    /// Sender, receiver, and what the one tells the other.
    fn message(&self) -> Option<(ServerId, ServerId, &Message)> {
        let envelope = self.received?;
        let Content::Raft(message) = &envelope.content else { return None };
        Some((envelope.id.from.server()?, envelope.to.server()?, message))
    }

    /// Whether somebody denies this candidate its vote.
    fn denies(&self, wanted: ServerId) -> bool {
        self.decided(
            |it| matches!(it, Decision::VoteDenied { candidate, .. } if *candidate == wanted),
        )
    }

    /// Whether somebody refuses AppendEntries of an earlier term.
    fn refuses_earlier_term(&self) -> bool {
        let reason = AppendRejection::StaleTerm;
        self.decided(
            |it| matches!(it, Decision::AppendRejected { reason: why, .. } if *why == reason),
        )
    }

    /// AppendEntries that arrived, from the first server to the second.
    fn append(&self) -> Option<(ServerId, ServerId, &AppendEntries)> {
        match self.message()? {
            (from, to, Message::AppendEntries(append)) => Some((from, to, append)),
            _ => None,
        }
    }

    /// The same, if it brought entries and was taken.
    fn taken(&self) -> Option<(ServerId, ServerId, &AppendEntries)> {
        let was_taken = self.decided(|it| matches!(it, Decision::AppendAccepted { .. }));
        self.append().filter(|(_, _, append)| was_taken && !append.entries.is_empty())
    }

    /// Whether this follower's acknowledgement arrived.
    fn is_acknowledged_by(&self, follower: ServerId) -> bool {
        let is_success =
            |it: &AppendEntriesReply| matches!(it.outcome, AppendOutcome::Success { .. });
        self.message().is_some_and(|(from, _, message)| {
            from == follower && matches!(message, Message::AppendEntriesReply(it) if is_success(it))
        })
    }

    fn reads_confirmed(&self) -> usize {
        let is = |event: &&Event| {
            matches!(event.body, EventBody::Decided(Decision::ReadConfirmed { .. }))
        };
        self.events.iter().filter(is).count()
    }

    /// Who voted, and on which request.
    fn vote(&self) -> Option<(ServerId, &RequestVote)> {
        let was_given = self.decided(|it| matches!(it, Decision::VoteGranted { .. }));
        match self.message()? {
            (_, voter, Message::RequestVote(request)) if was_given => Some((voter, request)),
            _ => None,
        }
    }

    /// The last index and term of a server's log, before.
    fn last(&self, server: ServerId) -> Option<(Index, Term)> {
        let log = self.before.machine(server)?.raft()?.log();
        Some((log.last_index(), log.term_at(log.last_index())?))
    }

    fn commit_index(&self, server: ServerId) -> Index {
        let raft = self.after.machine(server).and_then(Machine::raft);
        raft.map_or(0, |raft| raft.commit_index())
    }
}

fn s(number: u16) -> ServerId {
    ServerId(number)
}

/// The moments that refute a belief.
fn refutation(belief: Belief) -> Vec<Moment> {
    const ANSWERED: &str = r#"[{ "request": 1, "answer": "applied" }]"#;
    const ERASED: &str = r#"[{ "server": "all", "store": { "A": null } }]"#;
    match belief {
        Belief::LogDoesNotCount => vec![So(ANSWERED), So(ERASED)],
        Belief::OnlyLengthCounts => vec![
            So(ANSWERED),
            Seen(|step| {
                step.vote().is_some_and(|(voter, request)| {
                    step.last(voter).is_some_and(|(index, term)| {
                        request.last_log_index > index && request.last_log_term < term
                    })
                })
            }),
            So(ERASED),
        ],
        Belief::OnlyLastTermCounts => vec![
            So(ANSWERED),
            Seen(|step| {
                step.vote().is_some_and(|(voter, request)| {
                    step.last(voter).is_some_and(|(index, term)| {
                        request.last_log_index < index && request.last_log_term == term
                    })
                })
            }),
            So(ERASED),
        ],
        Belief::VotesAgain | Belief::HalfIsEnough | Belief::VoteIsForgotten => {
            vec![So(r#"[{ "violated": "election-safety" }]"#)]
        }
        Belief::VoteIsForEver => vec![
            So(
                r#"[{ "server": 3, "term": 1, "voted_for": 1 }, { "server": 4, "term": 1, "voted_for": 2 }]"#,
            ),
            Seen(|step| {
                let vote = |machine: u16| {
                    let raft = step.after.machine(s(machine)).and_then(Machine::raft)?;
                    (raft.current_term() == 2).then(|| raft.voted_for()).flatten()
                };
                let other = |machine, first| vote(machine).is_some_and(|it| it != s(first));
                other(3, 1) || other(4, 2)
            }),
        ],
        Belief::OldTermIsHeard => vec![Seen(|step| step.refuses_earlier_term())],
        Belief::TermsMayFallBack => vec![
            So(
                r#"[{ "server": 1, "role": "leader", "terms": [1, 1] }, { "server": 3, "terms": [1, 2] }]"#,
            ),
            Seen(|step| step.refuses_earlier_term()),
            So(r#"[{ "server": "all", "terms": [1, 2, 2, 2] }]"#),
        ],
        // All that run agree, and whoever asks knows it.
        Belief::MajorityOfPresent | Belief::HalfMayFail => vec![
            So(r#"[{ "server": 1, "role": "leader", "committed": 1, "match_index": { "2": 2 } },
                   { "server": 1, "durable": 2 },
                   { "server": 3, "health": "crashed" }, { "server": 4, "health": "crashed" }]"#),
            So(r#"[{ "server": 1, "voted_for": 2, "term": 2 },
                   { "server": 2, "role": "candidate", "term": 2 },
                   { "received": { "from": 1, "to": 2, "kind": "request-vote-reply", "count": 1 } },
                   { "server": 3, "health": "crashed" }, { "server": 4, "health": "crashed" }]"#),
        ],
        Belief::AbsentAgree => vec![So(r#"[{ "server": 1, "voted_for": 2, "term": 2 },
                { "server": 2, "role": "candidate", "term": 2 },
                { "received": { "from": 1, "to": 2, "kind": "request-vote-reply", "count": 1 } },
                { "server": 3, "health": "crashed" }, { "server": 4, "health": "crashed" }]"#)],
        Belief::OnlyNewestWins => {
            vec![So(r#"[{ "server": 1, "role": "leader", "terms": [1, 2, 4] },
                { "server": 5, "health": "crashed", "terms": [1, 3] }]"#)]
        }
        Belief::OnlyLatestTermWins => vec![
            So(r#"[{ "server": 5, "health": "up", "term": 3 }, { "server": 2, "term": 4 }]"#),
            So(r#"[{ "leader": 5 }, { "server": 5, "term": 5 }]"#),
        ],
        Belief::AnyTermCommits => vec![So(r#"[{ "violated": "leader-completeness" }]"#)],
        Belief::CopiesAreFinal => vec![
            So(r#"[{ "server": 1, "terms": [1, 2, 4], "durable": 3 },
                   { "server": 2, "terms": [1, 2, 4] },
                   { "server": 3, "terms": [1, 2], "durable": 2 }]"#),
            So(r#"[{ "server": "all", "terms": [1, 3, 5], "committed": 3 }]"#),
        ],
        Belief::OnlyKnownIsFinal => {
            vec![
                So(r#"[{ "server": 1, "role": "leader", "durable": 2, "committed": 1 },
                   { "server": 2, "durable": 2, "committed": 1 }, { "server": 3, "last": 1 }]"#),
                So(r#"[{ "server": 1, "health": "crashed" }, { "server": "all", "committed": 1 },
                   { "server": 3, "role": "candidate" }]"#),
                Seen(|step| step.denies(s(3))),
                So(r#"[{ "server": "all", "committed": 3, "store": { "A": "1" } }]"#),
            ]
        }
        Belief::CrashedNeverReturn => {
            vec![So(r#"[{ "server": 5, "health": "crashed" }]"#), So(r#"[{ "leader": 5 }]"#)]
        }
        Belief::ReceivedIsCommitted => vec![
            So(r#"[{ "server": 3, "terms": [1, 2] }]"#),
            So(r#"[{ "server": 3, "terms": [1, 3, 5], "committed": 3 }]"#),
        ],
        Belief::OldEntriesGetNewTerm => vec![Seen(|step| {
            step.taken().is_some_and(|(_, _, append)| append.entries[0].term < append.term)
        })],
        Belief::LeaderDoesNotCount => {
            vec![So(r#"[{ "server": 1, "committed": 2 }, { "server": 4, "health": "crashed" },
                { "server": 5, "health": "crashed" }]"#)]
        }
        Belief::AcknowledgedIsCommitted => {
            vec![So(r#"[{ "server": 1, "match_index": { "2": 2 }, "last": 2, "committed": 1 }]"#)]
        }
        Belief::CommitIncludesSent => vec![Seen(|step| {
            step.taken().is_some_and(|(_, follower, append)| {
                let end = append.prev_log_index + append.entries.len() as Index;
                append.leader_commit < end && step.commit_index(follower) < end
            })
        })],
        Belief::AllMustHaveIt => vec![So(
            r#"[{ "server": 1, "committed": 3 }, { "server": 3, "health": "crashed", "last": 1 }]"#,
        )],
        Belief::AnswerMeansEverywhere => vec![So(r#"[{ "request": 2, "answer": "applied" },
                { "server": 3, "health": "crashed", "last": 1 }]"#)],
        Belief::PrevIsLeadersLast => vec![Seen(|step| {
            step.taken().is_some_and(|(leader, _, append)| {
                step.last(leader).is_some_and(|(index, _)| append.prev_log_index != index)
            })
        })],
        // What stands at prev_log_index stays as it is, and the first new entry comes after it.
        Belief::PrevIsFirstNew => vec![Seen(|step| {
            let entry = |cluster: &Cluster, server, index: Index| {
                let log = cluster.machine(server)?.raft()?.log();
                log.entries().get((index - log.first_index()) as usize).cloned()
            };
            step.taken().is_some_and(|(_, follower, append)| {
                let prev = append.prev_log_index;
                prev >= 1
                    && entry(step.before, follower, prev) == entry(step.after, follower, prev)
                    && entry(step.before, follower, prev).is_some()
                    && entry(step.after, follower, prev + 1).as_ref() == append.entries.first()
            })
        })],
        Belief::PrevTermIsCurrent => vec![Seen(|step| {
            step.taken().is_some_and(|(_, _, append)| append.prev_log_term != append.term)
        })],
        Belief::SendsWholeLog => vec![Seen(|step| {
            step.taken().is_some_and(|(_, follower, append)| {
                follower == s(3) && append.prev_log_index >= 1 && append.entries.len() == 2
            })
        })],
        Belief::SendsOnlyNewest => {
            vec![Seen(|step| step.taken().is_some_and(|(_, _, append)| append.entries.len() > 1))]
        }
        Belief::LeaderCopyIsEnough => vec![
            So(r#"[{ "server": 1, "last": 2, "terms": [1, 1] }]"#),
            So(r#"[{ "server": "all", "terms": [1, 2, 2], "committed": 3 }]"#),
        ],
        Belief::AskingIsDoing => vec![
            So(r#"[{ "server": 1, "role": "leader", "terms": [1, 1], "durable": 2 }]"#),
            So(
                r#"[{ "server": "all", "terms": [1, 2, 2], "committed": 3, "store": { "A": null } },
                   { "client": 1, "answer": "unknown" }]"#,
            ),
        ],
        Belief::AnswerMayBeTakenBack => {
            vec![
                So(r#"[{ "request": 1, "answer": "applied" }, { "server": 3, "last": 1 },
                   { "server": 1, "health": "crashed" }]"#),
                Seen(|step| step.denies(s(3))),
                So(r#"[{ "server": "all", "store": { "A": "1" } }]"#),
            ]
        }
        Belief::AllItHasIsCommitted => vec![So(r#"[{ "violated": "state-machine-safety" }]"#)],
        Belief::LeaderCommitIsEnough => vec![Seen(|step| {
            step.append().is_some_and(|(_, follower, append)| {
                let last = append.prev_log_index + append.entries.len() as Index;
                step.decided(|it| matches!(it, Decision::AppendAccepted { .. }))
                    && append.leader_commit > last
                    && step.commit_index(follower) == last
            })
        })],
        Belief::EverythingFits => vec![So(r#"[{ "violated": "log-matching" }]"#)],
        Belief::OneStepPerRejection => vec![Seen(|step| {
            step.decided(
                |it| matches!(it, Decision::NextIndexBackedUp { from, to, .. } if from - to > 1),
            )
        })],
        Belief::LogsArePrefixes => {
            vec![So(r#"[{ "server": 1, "terms": [1, 1, 1, 4, 4, 5, 5, 6, 6, 6] },
                { "server": 2, "terms": [1, 1, 1, 4, 4, 4, 4] }]"#)]
        }
        Belief::TermsLeaveNoGaps => {
            vec![So(r#"[{ "server": 1, "terms": [1, 1, 1, 4, 4, 5, 5, 6, 6, 6] }]"#)]
        }
        Belief::LongerIsNewer => {
            vec![So(r#"[{ "server": 1, "terms": [1, 1, 1, 4, 4, 5, 5, 6, 6, 6] },
                { "server": 2, "terms": [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3] }]"#)]
        }
        Belief::LeftoverStays => vec![
            So(r#"[{ "server": 1, "role": "leader", "last": 11 }, { "server": 2, "last": 12 }]"#),
            So(r#"[{ "server": 2, "last": 11 }]"#),
        ],
        Belief::FollowerKeepsItsOwn => vec![
            So(r#"[{ "server": 1, "terms": [1, 2] }]"#),
            So(r#"[{ "server": 1, "terms": [1, 3, 4] }]"#),
        ],
        // Entry 3 is not taken after another entry 2.
        Belief::SameTermMayDiffer => vec![
            So(r#"[{ "server": 1, "terms": [1, 2] }, { "server": 2, "terms": [1, 3, 4] }]"#),
            Seen(|step| {
                let rejected = step.decided(|it| {
                    matches!(
                        it,
                        Decision::AppendRejected {
                            reason: AppendRejection::TermMismatch { prev_log_index: 2, .. },
                            ..
                        }
                    )
                });
                rejected && step.append().is_some_and(|(_, _, it)| it.prev_log_index == 2)
            }),
            So(r#"[{ "server": "all", "terms": [1, 3, 4] }]"#),
        ],
        Belief::MemorySurvives => vec![
            So(r#"[{ "server": 2, "last": 4, "durable": 3 }]"#),
            So(r#"[{ "server": 2, "health": "up", "last": 3 }]"#),
        ],
        Belief::OnlyCommittedSurvives | Belief::NothingSurvives | Belief::TermIsForgotten => vec![
            So(r#"[{ "server": "any", "committed": 2 }, { "server": 1, "committed": 2 },
                   { "server": 2, "health": "crashed" }]"#),
            So(r#"[{ "server": 2, "health": "up", "term": 1, "voted_for": 1, "last": 3 },
                   { "server": 1, "committed": 2 }]"#),
        ],
        Belief::CommitIndexSurvives => vec![
            So(r#"[{ "server": 2, "committed": 2, "last": 4 }]"#),
            So(r#"[{ "server": 2, "health": "up", "last": 3, "committed": 0 }]"#),
        ],
        Belief::OneHeap => vec![So(r#"[{ "violated": "leader-completeness" }]"#)],
        // Of the one side all have it and the leader knows; of the other nobody but the leader.
        Belief::OnlyNewCounts => vec![
            So(r#"[{ "server": 3, "voters": [1, 2, 3] }]"#),
            So(r#"[{ "server": 3, "last": 2, "durable": 2, "committed": 1,
                     "match_index": { "4": 2, "5": 2 } },
                   { "server": 1, "last": 1 }, { "server": 2, "last": 1 }]"#),
            So(r#"[{ "server": 3, "voters": [3, 4, 5], "committed": 3 }]"#),
        ],
        Belief::OnlyOldCounts => vec![
            So(r#"[{ "server": 3, "voters": [3, 4, 5] , "committed": 3}]"#),
            So(r#"[{ "server": 3, "last": 4, "durable": 4, "committed": 3,
                     "match_index": { "4": 4, "5": 4 } },
                   { "not": { "server": 1, "last": 4 } },
                   { "not": { "server": 2, "last": 4 } }]"#),
            So(r#"[{ "server": 3, "voters": [1, 2, 3], "committed": 5 }]"#),
        ],
        Belief::LearnersCount => {
            vec![So(r#"[{ "server": 1, "voters": [1, 2, 3], "learners": [4, 5], "durable": 4,
                  "committed": 3, "match_index": { "4": 4, "5": 4 } }]"#)]
        }
        Belief::SilenceIsFailure => {
            vec![So(r#"[{ "answer": "unknown" }, { "server": "all", "store": { "A": "1" } }]"#)]
        }
        Belief::ReadIsCurrent => vec![
            So(r#"[{ "client": 1, "request": 2, "answer": "unknown" },
                   { "client": 2, "request": 1, "answer": "applied" }]"#),
            So(r#"[{ "client": 1, "request": 2, "answer": { "value": "1" } },
                   { "server": "leader", "store": { "A": "2" } }]"#),
        ],
        // The second client's SET begins and ends while the read is under way.
        Belief::ReadIsAsAsked | Belief::TakesEffectWhenAsked => vec![
            So(r#"[{ "client": 1, "request": 3, "answer": "unknown" },
                   { "server": "leader", "store": { "A": "2" } }]"#),
            So(r#"[{ "client": 1, "request": 3, "answer": { "value": "3" } },
                   { "linearizable": true }]"#),
        ],
        Belief::TakesEffectWhenAnswered => vec![
            So(r#"[{ "client": 2, "request": 1, "answer": "applied" },
                   { "client": 1, "request": 2, "answer": "unknown" }]"#),
            So(r#"[{ "client": 1, "request": 2, "answer": { "value": "1" } },
                   { "linearizable": true }]"#),
        ],
        Belief::AnyLeaderMayAnswer | Belief::FreshLeaderMayAnswer => {
            vec![So(r#"[{ "violated": "linearizability" }]"#)]
        }
        // Both followers acknowledge after the read was taken, and that confirms nothing.
        Belief::EarlierRoundsCount => vec![
            Seen(|step| step.decided(|it| matches!(it, Decision::ReadTaken { .. }))),
            Seen(|step| step.is_acknowledged_by(s(3)) && step.reads_confirmed() == 0),
            Seen(|step| step.is_acknowledged_by(s(2)) && step.reads_confirmed() == 0),
            So(r#"[{ "server": 1, "role": "leader", "committed": 2, "applied": 2 },
                   { "request": 2, "answer": "unknown" }]"#),
            Seen(|step| step.reads_confirmed() == 1),
            So(r#"[{ "request": 2, "answer": { "value": "1" } }]"#),
        ],
        // Client 2's SET is over before client 1 reads; client 1 by itself did SET A 1, GET A: 1.
        Belief::OrderAcrossClientsIsFree => vec![
            So(r#"[{ "client": 1, "request": 1, "answer": "applied" },
                   { "client": 2, "request": 1, "answer": "applied" }]"#),
            So(r#"[{ "client": 1, "request": 2, "answer": "unknown" },
                   { "client": 2, "request": 1, "answer": "applied" }]"#),
            So(r#"[{ "client": 1, "request": 2, "answer": { "value": "1" } },
                   { "linearizable": false }]"#),
        ],
    }
}

/// How many of the moments come about, one after the other, in this run; all of them, if it is
/// as it should be.
fn come_about(compiled: &Compiled, moments: &[Moment]) -> usize {
    let mut history: History<()> = History::open(compiled.run.clone(), 0);
    let mut witness = Witness::of(compiled);
    let mut sent = BTreeMap::new();
    let mut came = 0;
    let mut events = history.events().to_vec();
    let mut before = history.cluster().clone();
    loop {
        witness.see(history.cluster(), &events);
        for event in &events {
            if let EventBody::Sent(envelope) = &event.body {
                sent.insert(envelope.id, envelope.clone());
            }
        }
        let received = events.iter().find_map(|event| match &event.body {
            EventBody::Received(flight) => sent.get(&flight.message).map(|it| &**it),
            _ => None,
        });
        let after = history.cluster();
        let step = Step { before: &before, after, events: &events, received };
        while moments.get(came).is_some_and(|moment| is_so(moment, &step, &witness)) {
            came += 1;
        }
        if history.next_time().is_none_or(|at| at > compiled.end) {
            return came;
        }
        before = after.clone();
        events = history.step().to_vec();
    }
}

fn is_so(moment: &Moment, step: &Step, witness: &Witness) -> bool {
    match moment {
        Seen(is) => is(step),
        So(text) => {
            let claims: Vec<Claim> =
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
            claims.iter().all(|claim| witness.objection(step.after, claim, true).is_none())
        }
    }
}

#[test]
fn each_belief_leads_to_a_scenario_whose_run_refutes_it() {
    let mut runs = BTreeMap::new();
    let mut wrong = Vec::new();
    for belief in Belief::ALL {
        let name = belief.scenario();
        assert!(FILES.iter().any(|(known, _)| *known == name), "{belief:?}: no {name}");
        let compiled = runs.entry(name).or_insert_with(|| played(name));
        let failures: Vec<_> = compiled.failures().collect();
        assert!(failures.is_empty(), "{name}: {failures:#?}");
        let moments = refutation(belief);
        let came = come_about(compiled, &moments);
        if came < moments.len() {
            wrong.push(format!("{belief:?}: {name} has {came} of {} moments", moments.len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A run without the rule is linked only where it shows what comes of the belief: something is
/// violated in it. Every other one is a run of the whole of Raft, in which nothing is.
#[test]
fn a_run_that_refutes_a_belief_breaks_something_only_if_it_has_a_rule_off() {
    for belief in Belief::ALL {
        let compiled = played(belief.scenario());
        let is_whole = Switch::all_off(&compiled.run.scenario.protocol).is_empty();
        assert_eq!(is_whole, compiled.violations.is_empty(), "{belief:?}");
    }
}
