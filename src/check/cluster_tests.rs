//! The checks of disks, votes, members, stores and reads: on clusters with a rule switched
//! off, and with servers and events that no correct cluster brings about.

use super::safety::{Others, Touched};
use super::tests::{entry, findings, leads_and_commits, starts};
use super::*;
use crate::cluster::{
    Action, Actor, ClientId, Cluster, Content, Envelope, Event, EventBody, EventId, FlightId,
    KeyValueStore, Machine, MachineRule, MessageId, Node, Operation, Protocol, Request, SECOND,
    Scenario,
};
use crate::raft::{
    Configuration, Decision, Entry, Extensions, Index, Input, MembershipChange, Message, Payload,
    PersistentState, RequestVote, Rule, Rules, Server, ServerId, Settings, Snapshot,
};

/// A cluster with the checks looking on.
struct Watched {
    cluster: Cluster,
    checker: SafetyChecker,
    ordinal: u64,
}

impl Watched {
    fn new(servers: u16, rules: Rules, extensions: Extensions) -> Watched {
        let core = Settings { rules, extensions, ..Settings::default() };
        let protocol = Protocol { core, ..Protocol::default() };
        Watched::from(&Scenario { protocol, ..Scenario::new(3, servers) })
    }

    fn from(scenario: &Scenario) -> Watched {
        let cluster = Cluster::new(scenario);
        let mut watched = Watched { cluster, checker: SafetyChecker::default(), ordinal: 0 };
        watched.look();
        watched
    }

    fn without(rule: Rule) -> Watched {
        Watched::new(3, Rules::default().without(rule), Extensions::default())
    }

    fn look(&mut self) {
        let events = self.cluster.take_events();
        self.checker.observe(&self.cluster, &events);
    }

    fn act(&mut self, action: Action) {
        self.ordinal += 1;
        self.cluster.act(self.ordinal, action).expect("it can be done");
        self.look();
    }

    fn until(&mut self, reached: impl Fn(&Cluster) -> bool) {
        while !reached(&self.cluster) {
            assert!(self.cluster.now() < 10 * SECOND && self.cluster.step(), "not reached");
            self.look();
        }
    }

    fn raft(&self, server: u16) -> &Server {
        let machine = self.cluster.machine(ServerId(server)).expect("it is there");
        machine.raft().expect("it runs")
    }

    /// Server 1 leads, and all have committed its no-op.
    fn settled(mut self) -> Watched {
        self.act(Action::ForceElectionTimeout { server: ServerId(1) });
        let has_committed = |m: &Machine| m.raft().is_some_and(|raft| raft.commit_index() > 0);
        self.until(|cluster| cluster.machines().iter().all(has_committed));
        assert_eq!(self.checker.violations(), []);
        self
    }

    /// Something is said to have happened on a server just now.
    fn hear(&mut self, server: u16, bodies: Vec<EventBody>) {
        let at = self.cluster.now();
        let mut events: Vec<Event> = Vec::new();
        for (number, body) in (1_000_000..).zip(bodies) {
            let id = EventId { actor: Actor::Server(ServerId(server)), number };
            let trigger = events.last().map(|before| before.id);
            events.push(Event { id, at, trigger, body });
        }
        self.checker.observe(&self.cluster, &events);
    }

    /// What was found first of a property.
    fn found(&self, property: Property) -> Option<&Evidence> {
        let mut violations = self.checker.violations().iter();
        violations.find(|violation| violation.property == property).map(|found| &found.evidence)
    }
}

#[test]
fn a_leader_without_a_majority_of_durable_votes_is_found_out() {
    let mut watched = Watched::without(Rule::Majority);
    watched.act(Action::ForceElectionTimeout { server: ServerId(1) });
    watched.until(|cluster| cluster.leader().is_some());
    let leader = ServerId(1);
    let evidence = Evidence::TooFewVotes { leader, term: 1, of: vec![leader] };
    assert_eq!(watched.found(Property::ElectedByMajority), Some(&evidence));
}

#[test]
fn votes_that_left_before_they_were_durable_elect_nobody() {
    let mut scenario = Scenario::new(3, 3);
    (scenario.timing.disk_write_min, scenario.timing.disk_write_max) = (SECOND, SECOND);
    let rules = &mut scenario.protocol.machine_rules;
    *rules = rules.without(MachineRule::AcknowledgeAfterDurable);
    let mut watched = Watched::from(&scenario);
    watched.act(Action::ForceElectionTimeout { server: ServerId(1) });
    watched.until(|cluster| cluster.leader().is_some());
    let evidence = Evidence::TooFewVotes { leader: ServerId(1), term: 1, of: vec![] };
    assert_eq!(watched.found(Property::ElectedByMajority), Some(&evidence));
}

#[test]
fn a_read_without_what_was_committed_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let (read, read_index) = (1, 1);
    watched.hear(1, vec![EventBody::Decided(Decision::ReadTaken { read, read_index })]);
    let served = |applied| EventBody::ReadServed {
        read,
        client: ClientId(1),
        sequence: 1,
        key: "A".into(),
        value: None,
        applied,
    };
    watched.hear(1, vec![served(1)]);
    assert_eq!(watched.checker.violations(), []);
    watched.hear(1, vec![EventBody::Decided(Decision::ReadTaken { read, read_index })]);
    watched.hear(1, vec![served(0)]);
    let evidence = Evidence::StaleRead { server: ServerId(1), applied: 0, committed: 1 };
    assert_eq!(watched.found(Property::ReadsAreFresh), Some(&evidence));
}

#[test]
fn a_change_before_anything_of_the_term_is_committed_is_found_out() {
    let mut watched = Watched::without(Rule::NoopFirst);
    watched.act(Action::AddServer);
    watched.act(Action::ForceElectionTimeout { server: ServerId(1) });
    watched.until(|cluster| cluster.leader().is_some());
    let change = MembershipChange::AddLearner(ServerId(4));
    let (leader, index) = (ServerId(1), 2);
    watched.act(Action::ChangeMembership { server: leader, change: change.clone() });
    let evidence = Evidence::ChangedTooEarly { leader, index };
    assert_eq!(watched.found(Property::ChangesWaitForCommit), Some(&evidence));

    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    watched.act(Action::AddServer);
    watched.act(Action::ChangeMembership { server: leader, change });
    assert_eq!(watched.checker.violations(), [], "now it may");
}

fn write(client: u16, sequence: u64, value: &str) -> Request {
    let operation = Operation::Set { key: "A".into(), value: value.into() };
    Request { client: ClientId(client), sequence, answered_below: sequence, operation }
}

#[test]
fn a_store_that_is_no_replay_is_found_out_in_a_snapshot_and_on_a_machine() {
    let log = vec![Entry { term: 1, payload: Payload::Command(write(1, 1, "1").encode()) }];
    let server = leads_and_commits(1, 1, log);
    let mut replay = KeyValueStore::default();
    replay.apply(&write(1, 1, "1"), 1, true);
    let right = replay.encode();
    replay.apply(&write(1, 2, "2"), 2, true);
    let compacted = |state| {
        let mut server = server.clone();
        server.step(Input::Compact { through: 2, state });
        server
    };
    assert_eq!(findings(&[&server, &compacted(right.clone())]), []);
    let evidence = Evidence::OtherStore { server: ServerId(1), index: 2, in_snapshot: true };
    let violation = (Property::StoresAreReplays, evidence);
    assert_eq!(findings(&[&server, &compacted(replay.encode())]), [violation], "of later");

    let mut watched = Watched::new(3, Rules::default(), Extensions::default());
    // The checks believe that this was applied, where the cluster is going to have a no-op.
    let payload = Payload::Command(write(1, 1, "1").encode());
    watched.checker.applied.push(Entry { term: 1, payload });
    watched.act(Action::ForceElectionTimeout { server: ServerId(1) });
    watched.until(|cluster| cluster.leader().is_some());
    for number in 0..40 {
        let text = format!("SET B {number}");
        watched.act(Action::Propose { client: ClientId(1), text });
    }
    watched.until(|cluster| cluster.clients()[0].waiting_for().is_none());
    let found = watched.found(Property::StoresAreReplays);
    assert!(matches!(found, Some(Evidence::OtherStore { in_snapshot: false, .. })));
}

#[test]
fn a_membership_that_is_not_the_logs_is_found_out() {
    let two = Configuration::new([ServerId(1), ServerId(2)]);
    let found_of = |server: &Server, index: Index, in_snapshot| {
        let evidence = Evidence::OtherMembership { server: server.id(), index, in_snapshot };
        let violation = (Property::MembershipIsTheLogs, evidence);
        assert_eq!(findings(&[server]), [violation]);
    };
    // An entry that nobody has taken notice of.
    let mut blind = starts(1, 1, vec![entry(1, "a")]);
    blind.log_mut().append(Entry { term: 1, payload: Payload::Configuration(two.clone()) });
    found_of(&blind, 0, false);
    // One that was cut off and is still in force.
    let states = Entry { term: 1, payload: Payload::Configuration(two.clone()) };
    let mut stubborn = starts(1, 1, vec![entry(1, "a"), states]);
    assert_eq!(findings(&[&stubborn]), []);
    stubborn.log_mut().truncate_from(2);
    found_of(&stubborn, 2, false);
    // Another one was cut off, and the one before it is taken for none.
    let alone = Configuration::new([ServerId(1)]);
    let states = |configuration: &Configuration| Entry {
        term: 1,
        payload: Payload::Configuration(configuration.clone()),
    };
    let before = starts(1, 1, vec![states(&two), states(&alone)]);
    let mut forgetful = starts(1, 1, vec![]);
    forgetful.log_mut().append(states(&two));
    forgetful.log_mut().append(states(&alone));
    forgetful.log_mut().truncate_from(2);
    let evidence = Evidence::OtherMembership { server: ServerId(1), index: 0, in_snapshot: false };
    let found = findings(&[&before, &forgetful]);
    assert_eq!(found, [(Property::MembershipIsTheLogs, evidence)]);
    // A snapshot that knows nobody.
    let snapshot = Snapshot { last_index: 3, last_term: 1, ..Snapshot::default() };
    let disk = PersistentState { current_term: 1, snapshot, ..PersistentState::default() };
    found_of(&Server::start(ServerId(1), Settings::default(), disk).0, 3, true);
}

#[test]
fn a_snapshot_with_the_members_of_another_index_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let [three, four] = [3, 4].map(|n| Configuration::new((1..=n).map(ServerId)));
    let with = |configuration: &Configuration| {
        let (last_index, last_term) = (1, watched.raft(1).current_term());
        let state = KeyValueStore::default().encode();
        let configuration = configuration.clone();
        let snapshot = Snapshot { last_index, last_term, configuration, state };
        let disk = PersistentState { current_term: last_term, snapshot, ..Default::default() };
        Server::start(ServerId(2), Settings::default(), disk).0
    };
    let (right, wrong) = (with(&three), with(&four));
    let others = Others { machines: &[], servers: &[] };
    let after = EventId { actor: Actor::Server(ServerId(2)), number: 0 };
    watched.checker.seen.remove(&ServerId(2));
    watched.checker.look_at(&right, others, after);
    assert_eq!(watched.checker.violations(), []);
    watched.checker.seen.remove(&ServerId(2));
    watched.checker.look_at(&wrong, others, after);
    let evidence = Evidence::OtherMembership { server: ServerId(2), index: 1, in_snapshot: true };
    assert_eq!(watched.found(Property::MembershipIsTheLogs), Some(&evidence));
}

#[test]
fn what_counts_as_durable_and_is_not_on_the_disk_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let machine = watched.cluster.machine(ServerId(1)).expect("it is there");
    let last = EventId { actor: Actor::Server(ServerId(1)), number: 0 };
    let touched = Touched { last, disk_changes: 1, has_new_disk: false, changes_store: false };
    let term = watched.raft(1).current_term();
    let other = [
        (starts(1, term, vec![entry(term, "a")]), 1, "another entry"),
        (starts(1, term, vec![entry(1, "a"), entry(term, "b")]), 2, "beyond its end"),
    ];
    for (raft, index, why) in &other {
        let mut checker = watched.checker.clone();
        checker.look_at_durable(machine, raft, &touched);
        let evidence = Evidence::CountedTooMuch { server: ServerId(1), index: *index };
        assert_eq!(checker.violations()[0].evidence, evidence, "{why}");
    }
    let own = watched.raft(1).clone();
    watched.checker.look_at_durable(machine, &own, &touched);
    assert_eq!(watched.checker.violations(), []);

    // It counts on more, and nothing has reached the disk.
    let unchanged = Touched { disk_changes: 0, ..touched };
    watched.checker.look_at_durable(machine, &other[1].0, &unchanged);
    let evidence = Evidence::CountedTooMuch { server: ServerId(1), index: 2 };
    assert_eq!(watched.found(Property::DurableIsOnDisk), Some(&evidence));
}

#[test]
fn a_request_that_takes_effect_twice_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let applied = |index, sequence| EventBody::Applied {
        index,
        term: 1,
        request: Some(write(1, sequence, "1")),
        took_effect: true,
    };
    // Out of order, and by several servers.
    watched.hear(1, vec![applied(2, 2), applied(3, 1)]);
    watched.hear(2, vec![applied(2, 2), applied(3, 1)]);
    assert_eq!(watched.checker.violations(), []);
    watched.hear(2, vec![applied(5, 2)]);
    let (client, indices) = (ClientId(1), [2, 5]);
    let evidence = Evidence::TookEffectTwice { client, sequence: 2, indices };
    assert_eq!(watched.found(Property::TakesEffectOnce), Some(&evidence));
}

#[test]
fn a_disk_that_forgets_its_vote_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let server = ServerId(1);
    watched.act(Action::Crash { server });
    assert_eq!(watched.checker.violations(), []);
    watched.act(Action::Restart { server });
    let mut protocol = *watched.cluster.protocol();
    protocol.machine_rules = protocol.machine_rules.without(MachineRule::VoteKeptAcrossCrash);
    watched.act(Action::SetProtocol(protocol));
    watched.act(Action::Crash { server });
    let evidence = Evidence::Shrunk { server, what: "durable vote of this term" };
    assert_eq!(watched.found(Property::OnlyGrows), Some(&evidence));
}

/// What has happened to a disk.
fn touched(disk_changes: u64, has_new_disk: bool) -> Touched {
    let last = EventId { actor: Actor::Server(ServerId(3)), number: 0 };
    Touched { last, disk_changes, has_new_disk, changes_store: false }
}

#[test]
fn a_disk_that_changes_its_vote_is_found_out() {
    let voted_for = |candidate: u16| {
        let mut watched = Watched::new(3, Rules::default(), Extensions::default());
        watched.act(Action::ForceElectionTimeout { server: ServerId(candidate) });
        watched.until(|cluster| cluster.leader().is_some());
        watched.until(|cluster| {
            let third = cluster.machine(ServerId(3)).map(|machine| machine.disk().durable());
            third.is_some_and(|disk| disk.voted_for == Some(ServerId(candidate)))
        });
        watched.cluster
    };
    let (first, second) = (voted_for(1), voted_for(2));
    let third = |cluster: &Cluster, checker: &mut SafetyChecker, has_new_disk| {
        let machine = cluster.machine(ServerId(3)).expect("it is there");
        checker.look_at_disk(machine, &touched(1, has_new_disk));
    };
    let mut checker = SafetyChecker::default();
    third(&first, &mut checker, false);
    let mut with_a_new_disk = checker.clone();
    third(&second, &mut with_a_new_disk, true);
    assert_eq!(with_a_new_disk.violations(), [], "a vote that is spent; whose it was is lost");
    third(&second, &mut checker, false);
    let evidence = Evidence::Shrunk { server: ServerId(3), what: "durable vote of this term" };
    assert_eq!(checker.violations()[0].evidence, evidence);
}

/// It is in term 2 by now. Did it vote for server 1 in term 1?
#[test]
fn a_vote_that_nobody_looked_for_counts_and_one_that_was_not_there_does_not() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    watched.act(Action::ForceElectionTimeout { server: ServerId(2) });
    let third = |cluster: &Cluster| cluster.machine(ServerId(3)).expect("it is there").clone();
    watched.until(|cluster| third(cluster).disk().durable().current_term == 2);
    let machine = third(&watched.cluster);
    let has_held = |looks: &[(u64, bool)]| {
        let mut checker = SafetyChecker::default();
        for &(disk_changes, has_new_disk) in looks {
            checker.look_at_disk(&machine, &touched(disk_changes, has_new_disk));
        }
        checker.disks.get(&ServerId(3)).expect("it was looked at").has_held(1, ServerId(1))
    };
    assert!(has_held(&[(1, false)]), "what it held before the first look, nobody saw");
    assert!(!has_held(&[(1, true)]), "a new disk held nothing before");
    assert!(!has_held(&[(1, true), (1, false)]), "each of its changes was looked at");
    assert!(has_held(&[(1, true), (2, false)]), "one was not");
    assert!(has_held(&[(2, true)]), "one was not, though the disk is new");
}

#[test]
fn whoever_promises_a_vote_to_the_harm_of_a_leader_is_found_out() {
    let extensions = Extensions { pre_vote: true, ..Extensions::default() };
    let granted = || EventBody::Decided(Decision::PreVoteGranted { candidate: ServerId(3) });
    let promised = |hears_leader| {
        let (voter, candidate) = (ServerId(2), ServerId(3));
        Evidence::PromisedVote { voter, candidate, hears_leader }
    };
    let mut watched = Watched::new(3, Rules::default(), extensions).settled();
    watched.cluster.run_until(watched.cluster.now() + 1);
    watched.hear(2, vec![granted()]);
    assert_eq!(watched.found(Property::PreVoteSparesLeaders), Some(&promised(true)));

    // Nobody leads any more; 3 has asked with an empty log.
    let mut watched = Watched::new(3, Rules::default(), extensions).settled();
    watched.act(Action::Crash { server: ServerId(1) });
    watched.act(Action::Pause { server: ServerId(3) });
    watched.cluster.run_until(watched.cluster.now() + SECOND);
    watched.look();
    let id = MessageId { from: Node::Server(ServerId(3)), number: 1 };
    watched.checker.pre_votes.push((id, (0, 0)));
    let flight = FlightId { message: id, copy: 0 };
    watched.hear(2, vec![EventBody::Received(flight), granted()]);
    assert_eq!(watched.found(Property::PreVoteSparesLeaders), Some(&promised(false)));
}

/// Thesis §4.2.3.
#[test]
fn whoever_gives_a_vote_while_it_protects_a_leader_is_found_out() {
    let check_quorum = Extensions { check_quorum: true, ..Extensions::default() };
    let granted = || EventBody::Decided(Decision::VoteGranted { candidate: ServerId(3) });
    let gave = Evidence::GaveVote { voter: ServerId(2), candidate: ServerId(3) };
    let watched = |extensions| {
        let mut watched = Watched::new(3, Rules::default(), extensions).settled();
        watched.cluster.run_until(watched.cluster.now() + 1);
        watched
    };
    let mut protecting = watched(check_quorum);
    protecting.hear(2, vec![granted()]);
    assert_eq!(protecting.found(Property::PreVoteSparesLeaders), Some(&gave));

    let mut plain = watched(Extensions::default());
    plain.hear(2, vec![granted()]);
    assert_eq!(plain.found(Property::PreVoteSparesLeaders), None, "nobody protects anybody");

    let mut handing_over = watched(check_quorum);
    let term = handing_over.raft(2).current_term();
    let request =
        RequestVote { term, last_log_index: 9, last_log_term: 9, leadership_transfer: true };
    // However often it asks: the first of a thousand may be the one that arrives.
    for number in 1..=1_000 {
        let id = MessageId { from: Node::Server(ServerId(3)), number };
        let content = Content::Raft(Message::RequestVote(request));
        let to = Node::Server(ServerId(2));
        let sent = EventBody::Sent(Envelope { id, to, in_reply_to: None, content }.into());
        handing_over.hear(3, vec![sent]);
    }
    handing_over.hear(2, vec![granted()]);
    assert_eq!(handing_over.found(Property::PreVoteSparesLeaders), None, "the leader wants it");
}

/// Rule 18: the session hides it from the store.
#[test]
fn whoever_applies_an_entry_again_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let server = ServerId(2);
    let applied = |index| EventBody::Applied { index, term: 1, request: None, took_effect: true };
    watched.hear(2, vec![applied(1)]);
    let again = Evidence::AppliedAgain { server, index: 1 };
    assert_eq!(watched.found(Property::OnlyGrows), Some(&again));

    let mut restarted = Watched::new(3, Rules::default(), Extensions::default()).settled();
    restarted.act(Action::Crash { server });
    restarted.act(Action::Restart { server });
    restarted.hear(2, vec![applied(1)]);
    assert_eq!(restarted.found(Property::OnlyGrows), None, "another life begins anew");
}

#[test]
fn a_client_that_is_told_of_what_nobody_did_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let client = ClientId(1);
    let told = |sequence| {
        let id = EventId { actor: Actor::Client(client), number: 1_000_000 };
        let body = EventBody::Answered { sequence, index: 2 };
        [Event { id, at: SECOND, trigger: None, body }]
    };
    let operation = Operation::Set { key: "A".into(), value: "1".into() };
    let request = Some(Request { client, sequence: 1, answered_below: 1, operation });
    watched.hear(1, vec![EventBody::Applied { index: 2, term: 1, request, took_effect: true }]);
    watched.checker.observe(&watched.cluster, &told(1));
    assert_eq!(watched.found(Property::TakesEffectOnce), None);
    watched.checker.observe(&watched.cluster, &told(2));
    let evidence = Evidence::NeverTookEffect { client, sequence: 2 };
    assert_eq!(watched.found(Property::TakesEffectOnce), Some(&evidence));
}

/// What a server says that it has taken is not believed where it says nothing.
#[test]
fn a_read_that_was_never_taken_is_found_out() {
    let mut watched = Watched::new(3, Rules::default(), Extensions::default()).settled();
    let (read, client, key) = (1, ClientId(1), "A".into());
    let body = EventBody::ReadServed { read, client, sequence: 1, key, value: None, applied: 0 };
    watched.hear(1, vec![body]);
    let evidence = Evidence::StaleRead { server: ServerId(1), applied: 0, committed: 1 };
    assert_eq!(watched.found(Property::ReadsAreFresh), Some(&evidence));
}
