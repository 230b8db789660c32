//! "Show the code": every decision has the lines that took it, and they are those that run.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use raft_lunch::cluster::{Actor, EventBody};
use raft_lunch::raft::*;
use raft_lunch::why::*;
use support::parallel::each;
use support::storm::{Settings as StormSettings, Storm};

fn read(file: &str) -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(file)).map_err(|error| error.to_string())
}

fn excerpts() -> Excerpts {
    Excerpts::cut(read).unwrap_or_else(|missing| panic!("{missing}"))
}

/// The texts of these functions.
fn texts(places: &[CodePlace]) -> String {
    let excerpts = excerpts();
    let text = |place: &CodePlace| {
        let found = excerpts.of(*place).unwrap_or_else(|| panic!("{place:?} is not cut"));
        found.text.clone()
    };
    places.iter().map(text).collect::<Vec<_>>().join("\n")
}

/// The name of a value's variant.
fn name(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default().into()
}

/// The names of all variants of an enum of the core, read from its file.
fn variants(file: &str, of: &str) -> BTreeSet<String> {
    let source = read(file).expect("it is there");
    let head = format!("pub enum {of} {{");
    let body = source.lines().skip_while(|line| *line != head).skip(1);
    let body = body.take_while(|line| *line != "}");
    let is_name = |line: &&str| {
        let name = line.strip_prefix("    ");
        name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_uppercase()))
    };
    let names = body.filter(is_name).map(|line| {
        line.trim().split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default().into()
    });
    names.collect()
}

const ONE: ServerId = ServerId(1);
const TWO: ServerId = ServerId(2);

/// One decision of each kind, and of each reason that has lines of its own.
fn decisions() -> Vec<Decision> {
    let (voters, configuration) = (vec![ONE, TWO], Configuration::new([ONE, TWO]));
    let tally = Quorum::new(&configuration, Rules::default()).tally(|_| true);
    let read: ReadId = 1;
    let mut all = vec![
        Decision::TermAdopted { from: 1, to: 2, because_of: TWO },
        Decision::LeaderRecognised { leader: TWO },
        Decision::BecameCandidate { term: 2 },
        Decision::VoteGranted { candidate: TWO },
        Decision::VoteRepeated { candidate: TWO },
        Decision::VoteCounted { voter: ONE, votes: voters.clone(), tally },
        Decision::VoteCounted { voter: TWO, votes: voters.clone(), tally },
        Decision::BecameLeader { votes: voters.clone() },
        Decision::AppendAccepted { leader: TWO, match_index: 1, appended: 1 },
        Decision::Truncated { from: 1, removed: Vec::new() },
        Decision::MatchAdvanced { server: ONE, match_index: 1 },
        Decision::MatchAdvanced { server: TWO, match_index: 1 },
        Decision::NextIndexBackedUp { follower: TWO, from: 2, to: 1 },
        Decision::Committed { from: 0, to: 1, acknowledged_by: voters.clone() },
        Decision::CommitLearned { from: 0, to: 1, leader: TWO },
        Decision::BecamePreCandidate { term: 2 },
        Decision::PreVoteGranted { candidate: TWO },
        Decision::PreVoteCounted { voter: TWO, votes: voters.clone(), tally },
        Decision::ConfigurationInForce { index: 1, configuration: configuration.clone() },
        Decision::ConfigurationTakenBack { index: 1, configuration: configuration.clone() },
        Decision::Compacted { through: 1 },
        Decision::SnapshotInstalled { last_index: 1, last_term: 1, replaced: 0 },
        Decision::ReadTaken { read, read_index: 1 },
        Decision::ReadConfirmed { read, acknowledged_by: voters.clone() },
        Decision::TransferBegun { to: TWO },
        Decision::TransferReady { to: TWO },
        Decision::TransferAborted { to: TWO },
        Decision::QuorumHeard { active: voters.clone() },
        Decision::VoteRefused { voter: TWO, refused_by: voters.clone() },
        Decision::PreVoteRefused { voter: TWO, refused_by: voters.clone() },
        Decision::AskedAgain { voters: voters.clone() },
        Decision::StoppedProtectingLeader,
        Decision::TransferRedirected { from: ONE, to: TWO },
        Decision::LeaseHeld { round: 1, acknowledged_by: voters.clone() },
        Decision::LeaseEnded { round: 1 },
        Decision::ReadUnderLease { read, round: 1 },
        Decision::ReadDropped { read },
        Decision::TransferOver { to: TWO },
    ];
    let payloads = [Payload::Noop, Payload::Command("SET A 1".into())];
    for payload in payloads.into_iter().chain([Payload::Configuration(configuration)]) {
        all.push(Decision::EntryAppended { index: 1, entry: Entry { term: 1, payload } });
    }
    let reasons = [
        StepDown::HigherTerm,
        StepDown::LeaderOfThisTerm { leader: TWO },
        StepDown::Removed,
        StepDown::NoQuorum { active: voters },
    ];
    let was = RoleName::Leader;
    all.extend(reasons.map(|reason| Decision::BecameFollower { was, reason }));
    let behind = VoteDenial::LogBehind { mine: (1, 1), theirs: (0, 0) };
    let both =
        [VoteDenial::StaleTerm, behind, VoteDenial::HeardFromLeader, VoteDenial::JustStarted];
    let reasons = both.into_iter().chain([VoteDenial::AlreadyVoted { voted_for: TWO }]);
    all.extend(reasons.map(|reason| Decision::VoteDenied { candidate: TWO, reason }));
    let reasons = both.into_iter().chain([VoteDenial::TermHasBegun]);
    all.extend(reasons.map(|reason| Decision::PreVoteDenied { candidate: TWO, reason }));
    let reasons = [
        AppendRejection::StaleTerm,
        AppendRejection::LogTooShort { prev_log_index: 2, last_index: 1 },
        AppendRejection::TermMismatch { prev_log_index: 1, theirs: 2, mine: 1 },
        AppendRejection::KnowsNoMembers,
    ];
    all.extend(reasons.map(|reason| Decision::AppendRejected { leader: TWO, reason }));
    let reasons = [
        IgnoredReply::StaleTerm,
        IgnoredReply::RoleChanged,
        IgnoredReply::Late,
        IgnoredReply::NotAMember,
        IgnoredReply::EarlierMembership,
    ];
    all.extend(reasons.map(|reason| Decision::ReplyIgnored { from: TWO, reason }));
    let reasons = [
        Impossible::TwoLeadersInOneTerm,
        Impossible::OverwritesCommitted { index: 1 },
        Impossible::AcknowledgesBeyondLog { match_index: 1 },
        Impossible::IndexOutOfReach { index: 1 },
        Impossible::SnapshotWithoutMembers { last_index: 1 },
    ];
    all.extend(reasons.map(|reason| Decision::ImpossibleMessage { from: TWO, reason }));
    let reasons = [
        SnapshotNotNeeded::CommittedAlready,
        SnapshotNotNeeded::LogMatches,
        SnapshotNotNeeded::StaleTerm,
    ];
    all.extend(reasons.map(|reason| Decision::SnapshotIgnored { last_index: 1, reason }));
    let reasons = [NotStanding::Learner, NotStanding::NotAMember, NotStanding::KnowsNoMembers];
    all.extend(reasons.map(|reason| Decision::StaysFollower { reason }));
    let reasons = reasons.into_iter().chain([NotStanding::LeadsAlready, NotStanding::StaleTerm]);
    all.extend(reasons.map(|reason| Decision::TimeoutNowIgnored { from: TWO, reason }));
    all.extend(refusals());
    all
}

/// Every request with every reason for which it can be refused.
fn refusals() -> Vec<Decision> {
    use RequestRefusal::*;
    let office = [NotLeader { leader: None }, TransferUnderWay { to: TWO }];
    let change = || Request::ChangeMembership(MembershipChange::Promote(TWO));
    let (hand_over, compact) =
        (|| Request::TransferLeadership { to: TWO }, || Request::Compact { through: 1 });
    let mut all = vec![(Request::Read(1), NotLeader { leader: None })];
    all.extend(office.clone().map(|reason| (Request::Propose, reason)));
    all.extend(office.clone().map(|reason| (change(), reason)));
    all.extend(office.map(|reason| (hand_over(), reason)));
    let reasons = [
        ChangeUnderWay { index: 1 },
        NothingCommittedInThisTerm { noop: 1 },
        StillCatchingUp { server: TWO, match_index: 0, commit_index: 1 },
        AlreadyAMember(TWO),
        NotAMember(TWO),
        NotALearner(TWO),
        NoVoterLeft,
        NothingChanges,
    ];
    all.extend(reasons.map(|reason| (change(), reason)));
    let reasons = [LeadsAlready(TWO), IsALearner(TWO), NotAMember(TWO)];
    all.extend(reasons.map(|reason| (hand_over(), reason)));
    let reasons =
        [NotAppliedYet { last_applied: 0 }, CompactedAlready { last_index: 1 }, KnowsNoMembers];
    all.extend(reasons.map(|reason| (compact(), reason)));
    let refused = |(request, reason)| Decision::RequestRefused { request, reason };
    all.into_iter().map(refused).collect()
}

/// The name of a decision's reason, if it has one.
fn reason_of(decision: &Decision) -> Option<String> {
    match decision {
        Decision::BecameFollower { reason, .. } => Some(name(reason)),
        Decision::VoteDenied { reason, .. } | Decision::PreVoteDenied { reason, .. } => {
            Some(name(reason))
        }
        Decision::AppendRejected { reason, .. } => Some(name(reason)),
        Decision::ReplyIgnored { reason, .. } => Some(name(reason)),
        Decision::ImpossibleMessage { reason, .. } => Some(name(reason)),
        Decision::SnapshotIgnored { reason, .. } => Some(name(reason)),
        Decision::StaysFollower { reason } | Decision::TimeoutNowIgnored { reason, .. } => {
            Some(name(reason))
        }
        Decision::RequestRefused { reason, .. } => Some(name(reason)),
        _ => None,
    }
}

#[test]
fn every_decision_has_the_lines_that_take_it_and_those_that_give_its_reason() {
    let mut seen = BTreeSet::new();
    for decision in decisions() {
        let text = texts(code_of_decision(ONE, &decision));
        let of = name(&decision);
        assert!(text.contains(&format!("Decision::{of}")), "{decision:?} is not taken in:\n{text}");
        if let Some(reason) = reason_of(&decision) {
            assert!(
                text.contains(&format!("::{reason}")),
                "{decision:?} has no reason in:\n{text}"
            );
        }
        seen.insert(of);
    }
    assert_eq!(seen, variants("src/raft/decision.rs", "Decision"));
}

#[test]
fn every_function_that_is_shown_is_whole_and_stands_in_a_module_that_is_compiled() {
    let modules = read("src/raft/mod.rs").expect("it is there");
    let excerpts = excerpts();
    assert_eq!(excerpts.0.len(), CodePlace::ALL.len());
    for (place, file, function) in CodePlace::ALL {
        let found = excerpts.of(place).map(|it| (&*it.file, &*it.function));
        assert_eq!(found, Some((file, function)), "they are in order");
    }
    for excerpt in &excerpts.0 {
        let module = excerpt.file.strip_prefix("src/raft/").and_then(|it| it.strip_suffix(".rs"));
        let module = module.expect("a file of the core");
        assert!(modules.lines().any(|line| line == format!("mod {module};")), "{module}");
        let source = read(&excerpt.file).expect("it was read before");
        let lines: Vec<&str> = source.lines().skip(excerpt.line as usize - 1).collect();
        for (cut, line) in excerpt.text.lines().zip(&lines) {
            assert_eq!(cut.trim_start(), line.trim_start(), "{}", excerpt.function);
        }
        assert!(excerpt.text.contains(&format!("fn {}", excerpt.function)));
        assert!(excerpt.text.ends_with("\n}"), "{}", excerpt.text);
        let count = excerpt.text.lines().count();
        assert!((3..60).contains(&count), "{} has {count} lines", excerpt.function);
    }
    let bytes = excerpts.to_bytes().expect("it can be written");
    assert_eq!(Excerpts::from_bytes(&bytes), Ok(excerpts));
    assert_eq!(cut_function("fn other() {\n}\n", "gone"), None);
}

/// What is asked, and what has not happened yet, has its lines too, or is nobody's decision.
#[test]
fn in_storms_every_condition_that_is_waited_for_has_lines_and_so_has_every_decision() {
    let found = each(60, |number| {
        let mut storm = Storm::new(number, &StormSettings::default());
        storm.rage(storm.length());
        let run = raft_lunch::run::History::replay(&storm.run(), storm.cluster.now());
        for event in run.events() {
            let places = code_of_event(event);
            if let (EventBody::Decided(decision), Actor::Server(_)) = (&event.body, event.id.actor)
            {
                let taken = format!("Decision::{}", name(decision));
                assert!(!places.is_empty(), "{taken}");
            }
        }
        let waits = waiting(run.cluster());
        for waiting in &waits {
            let places = code_of(None, Some(waiting));
            assert!(!texts(places).is_empty(), "{waiting:?}");
        }
        let cluster = run.cluster();
        let servers = cluster.machines().iter().map(|machine| machine.id());
        for question in servers.flat_map(|server| {
            let mut all = questions_of_log(cluster, server, 8);
            all.extend(question_of_server(cluster, server));
            all
        }) {
            let is_deed = matches!(question, Question::IsDown(_) | Question::IsPaused(_));
            assert_eq!(code_of(Some(question), None).is_empty(), is_deed, "{question:?}");
        }
        waits.len()
    });
    assert!(found.iter().sum::<usize>() > 60);
}
