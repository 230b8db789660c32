//! What a client goes through until it knows that its command has taken effect,
//! and that it takes effect once, however often it was asked for.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use raft_lunch::cluster::*;
use raft_lunch::raft::*;
use support::{CLIENT, Lab, count, node, of, position, readable, s};

const HOME: Node = Node::Client(CLIENT);

/// A cluster whose client knows its leader: one command is done, at index 2.
fn acquainted(seed: u64, servers: u16) -> Lab {
    let mut lab = Lab::with_leader(seed, servers);
    lab.propose("SET A 0");
    lab.run_ms(300);
    assert_eq!(lab.answers(), [Some(2)]);
    lab
}

/// The moments of what a client hears, without what it says.
fn told(lab: &Lab, mark: usize) -> Vec<&EventBody> {
    let is_told = |body: &&EventBody| {
        matches!(
            body,
            EventBody::TimedOut { .. } | EventBody::Redirected { .. } | EventBody::Answered { .. }
        )
    };
    of(lab.since(mark), HOME).into_iter().map(|event| &event.body).filter(is_told).collect()
}

/// Whom the client asked, in order.
fn asked(lab: &Lab, mark: usize) -> Vec<Node> {
    let receiver = |event: &&Event| match &event.body {
        EventBody::Sent(envelope) => Some(envelope.to),
        _ => None,
    };
    of(lab.since(mark), HOME).iter().filter_map(receiver).collect()
}

/// Where the answer to a request leaves its server.
fn answer_leaves(events: &[Event]) -> Option<usize> {
    position(events, |body| {
        let EventBody::Sent(envelope) = body else { return false };
        matches!(envelope.content, Content::Response { outcome: Outcome::Applied { .. }, .. })
    })
}

/// Where a server's commit index reaches `index`.
fn commits(event: &Event, server: ServerId, index: Index) -> bool {
    event.id.actor == Actor::Server(server)
        && matches!(event.body,
            EventBody::Decided(Decision::Committed { from, to, .. }
                | Decision::CommitLearned { from, to, .. }) if from < index && index <= to)
}

#[test]
fn a_command_is_proposed_sent_applied_and_answered() {
    let mut lab = acquainted(1, 5);
    let leader = lab.leader();
    let mark = lab.mark();
    lab.propose("SET A 1");
    lab.run_ms(300);
    assert_eq!(asked(&lab, mark), [node(leader)], "it knows whom to ask");
    assert_eq!(told(&lab, mark), [&EventBody::Answered { sequence: 2, index: 3 }]);
    let leaves = &lab.since(mark)[answer_leaves(lab.since(mark)).expect("it is answered")];
    let applied = lab.events().iter().find(|event| Some(event.id) == leaves.trigger);
    let applied = &applied.expect("something set it off").body;
    assert!(matches!(applied, EventBody::Applied { index: 3, request: Some(request), .. }
        if request.sequence == 2 && request.operation.to_string() == "SET A 1"));
    assert_eq!(lab.cluster().client(CLIENT).expect("there").history()[1].attempts, 1);
}

#[test]
fn commands_are_asked_for_one_at_a_time_and_in_order() {
    let mut lab = acquainted(2, 3);
    let mark = lab.mark();
    for number in 1..=5 {
        lab.propose(&format!("SET A {number}"));
    }
    assert_eq!(lab.cluster().client(CLIENT).expect("there").queued(), 4);
    lab.run_ms(1_000);
    let answers = (2..=6).map(|sequence| EventBody::Answered { sequence, index: sequence + 1 });
    assert_eq!(told(&lab, mark), answers.collect::<Vec<_>>().iter().collect::<Vec<_>>());
    assert_eq!(lab.value(lab.leader(), "A"), Some("5"));
}

#[test]
fn a_follower_sends_the_client_to_the_leader() {
    let mut lab = acquainted(3, 5);
    let (old, new) = (lab.leader(), lab.followers()[1]);
    lab.act(Action::ForceElectionTimeout { server: new });
    lab.run_ms(100);
    assert_eq!(lab.leader(), new);
    let mark = lab.mark();
    lab.propose("SET A 1");
    lab.run_ms(300);
    assert_eq!(asked(&lab, mark), [node(old), node(new)]);
    let redirected = EventBody::Redirected { sequence: 2, leader: Some(new) };
    assert_eq!(told(&lab, mark), [&redirected, &EventBody::Answered { sequence: 2, index: 4 }]);
    let [request, retry] = [0, 1].map(|n| {
        let sent = |event: &&&Event| matches!(event.body, EventBody::Sent(_));
        of(lab.since(mark), HOME).into_iter().filter(|event| sent(&event)).nth(n).expect("two")
    });
    assert!(retry.at - request.at < 40 * MILLISECOND, "at once");
}

#[test]
fn where_nobody_knows_a_leader_the_client_waits_and_asks_somebody_else() {
    let mut lab = Lab::new(Scenario::new(4, 5));
    lab.run_ms(10);
    lab.propose("SET A 1");
    lab.run_to("an election", |lab| lab.cluster().leader().is_some());
    let mark = 0;
    let unknown = EventBody::Redirected { sequence: 1, leader: None };
    assert!(told(&lab, mark).iter().filter(|&&body| *body == unknown).count() >= 2);
    for pair in asked(&lab, mark).windows(2) {
        assert_ne!(pair[0], pair[1], "another one each time");
    }
    let clients = of(lab.events(), HOME);
    for pair in clients.windows(2).filter(|pair| pair[0].body == unknown) {
        assert_eq!(pair[1].at - pair[0].at, 50 * MILLISECOND, "after a wait");
    }
}

#[test]
fn a_lost_answer_is_asked_for_again_and_the_command_takes_effect_once() {
    let mut lab = acquainted(5, 5);
    let leader = lab.leader();
    let mark = lab.mark();
    lab.act(Action::Cut { from: node(leader), to: HOME, both_ways: false });
    lab.propose("SET A 1");
    lab.run_ms(1_500);
    assert_eq!(lab.answers(), [Some(2), None], "it is done, and the client does not know");
    assert_eq!(lab.value(leader, "A"), Some("1"));
    let request = &lab.cluster().client(CLIENT).expect("there").history()[1];
    assert!(request.attempts >= 3, "{} attempts", request.attempts);
    assert!(told(&lab, mark).contains(&&EventBody::TimedOut { sequence: 2, attempts: 1 }));

    lab.act(Action::Heal { from: node(leader), to: HOME, both_ways: false });
    lab.run_ms(1_000);
    assert_eq!(lab.answers(), [Some(2), Some(3)]);
    let answered = |body: &EventBody| matches!(body, EventBody::Answered { sequence: 2, .. });
    assert_eq!(count(lab.since(mark), answered), 1);
    let is_known = |body: &EventBody| {
        let progress = RequestProgress::Applied { index: 3 };
        *body == EventBody::RequestKnown { client: CLIENT, sequence: 2, progress }
    };
    assert!(count(lab.since(mark), is_known) >= 1, "the leader says that it has it");
    for server in (1..=5).map(s) {
        assert_eq!(lab.copies_in_log(server, 2), 1, "{server}");
        let applied = |event: &&Event| {
            matches!(&event.body, EventBody::Applied { request: Some(request), .. }
                if request.sequence == 2)
                && event.id.actor == Actor::Server(server)
        };
        assert_eq!(lab.since(mark).iter().filter(applied).count(), 1, "{server}");
    }
}

#[test]
fn a_request_lost_on_its_way_is_asked_again_after_a_while_and_elsewhere() {
    let mut lab = acquainted(6, 5);
    let leader = lab.leader();
    let mark = lab.mark();
    lab.propose("SET A 1");
    let flight = lab.flight(|flight| flight.envelope.id.from == HOME).expect("it is on its way");
    lab.act(Action::Drop { flight });
    lab.run_ms(1_000);
    let clients = of(lab.since(mark), HOME);
    let timed_out = clients
        .iter()
        .find(|event| event.body == EventBody::TimedOut { sequence: 2, attempts: 1 })
        .expect("nobody answered");
    assert_eq!(timed_out.at - clients[0].at, 400 * MILLISECOND);
    assert_ne!(asked(&lab, mark)[1], node(leader), "silence: perhaps it is dead");
    assert_eq!(lab.answers(), [Some(2), Some(3)]);
}

#[test]
fn a_command_that_was_committed_by_a_leader_that_died_is_not_lost() {
    let mut lab = acquainted(7, 5);
    let old = lab.leader();
    lab.act(Action::Cut { from: node(old), to: HOME, both_ways: false });
    let mark = lab.mark();
    lab.propose("SET A 1");
    lab.run_to("it is committed", |lab| lab.raft(old).commit_index() == 3);
    lab.act(Action::Crash { server: old });
    lab.run_ms(2_000);
    let new = lab.leader();
    assert_ne!(new, old);
    assert_eq!(readable(lab.raft(new)), ["-", "SET A 0", "SET A 1", "-"]);
    assert_eq!(lab.answers(), [Some(2), Some(3)], "where the dead leader had put it");
    assert!(matches!(told(&lab, mark)[0], EventBody::TimedOut { sequence: 2, .. }));

    lab.act(Action::Restart { server: old });
    lab.run_ms(500);
    assert_eq!(lab.copies_in_log(old, 2), 1);
    assert_eq!(lab.value(old, "A"), Some("1"));
}

/// How many servers, the leader among them, had committed `index` when the answer
/// left.
fn informed_when_answered(lab: &Lab, mark: usize, index: Index) -> usize {
    let leaves = mark + answer_leaves(lab.since(mark)).expect("it is answered");
    let before = &lab.events()[..leaves];
    let servers = lab.cluster().scenario().server_ids();
    servers.filter(|&id| before.iter().any(|event| commits(event, id, index))).count()
}

#[test]
fn the_answer_leaves_when_applied_or_when_a_majority_has_been_told() {
    let play = |answer| {
        let mut lab = acquainted(8, 5);
        lab.act(Action::SetAnswer(answer));
        assert_eq!(lab.cluster().answer_when(), answer);
        let mark = lab.mark();
        lab.propose("SET A 1");
        lab.run_ms(300);
        let leaves = lab.since(mark)[answer_leaves(lab.since(mark)).expect("answered")].at;
        let applies = |body: &EventBody| matches!(body, EventBody::Applied { index: 3, .. });
        let applied = lab.since(mark)[position(lab.since(mark), applies).expect("applied")].at;
        (informed_when_answered(&lab, mark, 3), leaves - applied)
    };
    assert_eq!(play(AnswerWhen::Applied), (1, 0), "the leader alone knows");
    let (informed, later) = play(AnswerWhen::MajorityTold);
    assert!(informed >= 3, "{informed} of five");
    assert!(later >= 2 * 9 * MILLISECOND, "a round trip later: {later} µs");
}

#[test]
fn a_retry_does_not_get_an_answer_before_a_majority_has_been_told() {
    let timing = Timing { client_timeout: 60 * MILLISECOND, ..Timing::default() };
    let answer = AnswerWhen::MajorityTold;
    let mut lab = Lab::new(Scenario { timing, answer, ..Scenario::new(9, 3) });
    lab.run_ms(600);
    lab.propose("SET A 0");
    lab.run_ms(300);
    let (leader, followers) = (lab.leader(), lab.followers());
    let mark = lab.mark();
    lab.propose("SET A 1");
    lab.run_to("it is committed", |lab| lab.raft(leader).commit_index() == 3);
    for &follower in &followers {
        lab.act(Action::Cut { from: node(leader), to: node(follower), both_ways: false });
    }
    lab.run_ms(140);
    let again = asked(&lab, mark).iter().filter(|&&server| server == node(leader)).count();
    assert!(again >= 2, "the client has asked the leader again");
    let is_held = |body: &EventBody| {
        let progress = RequestProgress::AnswerHeld;
        *body == EventBody::RequestKnown { client: CLIENT, sequence: 2, progress }
    };
    assert!(count(lab.since(mark), is_held) >= 1, "the leader says that it has it");
    assert!(lab.machine(leader).is_leader(), "nobody has missed it yet");
    assert_eq!(answer_leaves(lab.since(mark)), None, "nobody was told");
    lab.act(Action::HealAll);
    lab.run_ms(500);
    assert_eq!(lab.answers(), [Some(2), Some(3)]);
    assert!(informed_when_answered(&lab, mark, 3) >= 2);
}

#[test]
fn a_follower_that_refused_a_message_has_not_been_told_by_it() {
    let answer = AnswerWhen::MajorityTold;
    let mut lab = Lab::new(Scenario { answer, ..Scenario::new(10, 3) });
    lab.run_ms(600);
    lab.propose("SET A 0");
    lab.run_ms(300);
    let leader = lab.leader();
    let [near, far] = lab.followers()[..] else { panic!("two followers") };
    // One follower misses the entry. The other has it, and is not told of the commit.
    lab.act(Action::Cut { from: node(leader), to: node(far), both_ways: false });
    let mark = lab.mark();
    lab.propose("SET A 1");
    lab.run_to("it is committed", |lab| lab.raft(leader).commit_index() == 3);
    lab.act(Action::Cut { from: node(leader), to: node(near), both_ways: false });
    lab.act(Action::Heal { from: node(leader), to: node(far), both_ways: false });
    lab.run_ms(500);
    let refuses =
        |body: &EventBody| matches!(body, EventBody::Decided(Decision::AppendRejected { .. }));
    let refusal = position(lab.since(mark), refuses).expect("it lacks what came before");
    let leaves = answer_leaves(lab.since(mark)).expect("and then it catches up");
    assert!(refusal < leaves);
    assert_eq!(informed_when_answered(&lab, mark, 3), 2, "the leader and the one it told");
}

#[test]
fn a_client_that_cannot_reach_anybody_goes_on_trying() {
    let mut lab = acquainted(11, 3);
    for server in (1..=3).map(s) {
        lab.act(Action::Cut { from: HOME, to: node(server), both_ways: false });
    }
    let mark = lab.mark();
    lab.propose("SET A 1");
    lab.run_ms(4_100);
    let timeouts = count(lab.since(mark), |body| matches!(body, EventBody::TimedOut { .. }));
    assert_eq!(timeouts, 10, "every 0.4 s");
    lab.act(Action::Rejoin { server: s(1) });
    lab.act(Action::HealAll);
    lab.run_ms(1_000);
    assert_eq!(lab.answers(), [Some(2), Some(3)]);
}

/// A leader that is deposed tells nobody whose read it drops: it may not even reach them.
#[test]
fn a_read_that_a_deposed_leader_drops_is_asked_for_again_and_answered() {
    let mut lab = acquainted(5, 5);
    let (old, mark) = (lab.leader(), lab.mark());
    lab.act(Action::Isolate { server: old });
    lab.propose("GET A");
    let is_other = |lab: &Lab| lab.cluster().leader().is_some_and(|leader| leader != old);
    lab.run_to("another leader", is_other);
    lab.act(Action::Rejoin { server: old });
    lab.run_ms(1_500);
    let events = lab.since(mark);
    let dropped = of(events, node(old))
        .into_iter()
        .filter(|event| matches!(event.body, EventBody::Decided(Decision::ReadDropped { .. })));
    assert_eq!(dropped.count(), 1);
    let asked_again = &lab.cluster().client(CLIENT).expect("there").history()[1];
    assert!(asked_again.attempts > 1);
    assert_eq!(asked_again.answer, Some(Answer::Value(Some("0".into()))));
}

/// Thesis §6.3: a leader begins nothing twice, and says so.
#[test]
fn what_is_under_way_at_a_leader_is_not_begun_again() {
    for text in ["SET A 1", "GET A"] {
        let mut lab = acquainted(12, 3);
        let (leader, mark) = (lab.leader(), lab.mark());
        for follower in lab.followers() {
            lab.act(Action::Cut { from: node(follower), to: node(leader), both_ways: false });
        }
        lab.propose(text);
        let is_known = |body: &EventBody| {
            let progress = RequestProgress::UnderWay;
            *body == EventBody::RequestKnown { client: CLIENT, sequence: 2, progress }
        };
        lab.run_to("it is asked again", |lab| count(lab.since(mark), is_known) > 0);
        let reads = lab.raft(leader).leadership().map_or(0, |leadership| leadership.reads.len());
        assert_eq!(reads, usize::from(text == "GET A"), "{text}");
        assert_eq!(lab.copies_in_log(leader, 2), usize::from(text == "SET A 1"), "{text}");
        lab.act(Action::HealAll);
        lab.run_ms(2_000);
        let history = lab.cluster().client(CLIENT).expect("there").history();
        assert!(history.iter().all(|request| request.answer.is_some()), "{text}");
    }
}
