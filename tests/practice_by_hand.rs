//! One case of each family, checked by hand: what is right, and what is believed.

use raft_lunch::cluster::ClientId;
use raft_lunch::practice::*;
use raft_lunch::raft::{
    Configuration, Entry, MembershipChange, Payload, RequestVote, RoleName, ServerId, Term,
};
use raft_lunch::run::History;

fn s(number: u16) -> ServerId {
    ServerId(number)
}

fn log(terms: &[Term]) -> Vec<Entry> {
    terms.iter().map(|&term| Entry { term, payload: Payload::Noop }).collect()
}

fn server(number: u16, term: Term, terms: &[Term]) -> ServerView {
    ServerView {
        id: s(number),
        is_up: true,
        role: RoleName::Follower,
        term,
        voted_for: None,
        log: log(terms),
        durable: terms.len() as u64,
        commit_index: None,
        followers: Vec::new(),
    }
}

/// A question that somebody made up: its options are what is to be found out.
fn asked(family: Family, servers: Vec<ServerView>, ask: Ask) -> Question {
    let configuration = Configuration::new(servers.iter().map(|server| server.id));
    let setting = Setting { configuration, servers };
    Question { family, seed: 0, setting, ask, options: Vec::new(), why: Why::Silence, play: None }
}

fn servers(numbers: &[u16]) -> Option<Answer> {
    Some(Answer::Servers(numbers.iter().copied().map(ServerId).collect()))
}

fn number(number: u64) -> Option<Answer> {
    Some(Answer::Number(number))
}

/// The paper's figure 7: the leader of term 8 (here 1), and (a) to (f) as 2 to 7.
fn figure_7() -> Vec<ServerView> {
    vec![
        server(1, 8, &[1, 1, 1, 4, 4, 5, 5, 6, 6, 6]),
        server(2, 8, &[1, 1, 1, 4, 4, 5, 5, 6, 6]),
        server(3, 8, &[1, 1, 1, 4]),
        server(4, 8, &[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6]),
        server(5, 8, &[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7]),
        server(6, 8, &[1, 1, 1, 4, 4, 4, 4]),
        server(7, 8, &[1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]),
    ]
}

#[test]
fn votes_in_figure_7() {
    let request =
        RequestVote { term: 9, last_log_index: 10, last_log_term: 6, leadership_transfer: false };
    let mut logs = figure_7();
    // (a) has voted in term 8: that binds it no more.
    logs[1].voted_for = Some(s(3));
    let question = asked(Family::Votes, logs, Ask::Votes { candidate: s(1), request });
    // (c) is longer, (d) has a later term.
    assert_eq!(question.answer_of(None), servers(&[2, 3, 6, 7]));
    let believed = |belief| question.answer_of(Some(belief));
    assert_eq!(believed(Belief::LogDoesNotCount), servers(&[2, 3, 4, 5, 6, 7]));
    assert_eq!(believed(Belief::OnlyLengthCounts), servers(&[2, 3, 6]));
    assert_eq!(believed(Belief::OnlyLastTermCounts), servers(&[2, 3, 4, 6, 7]));
    assert_eq!(believed(Belief::VoteIsForEver), servers(&[3, 6, 7]));
}

#[test]
fn who_can_be_elected_in_figure_7() {
    let question = asked(Family::Electable, figure_7(), Ask::Electable);
    // Four votes are needed. (a) gets its own and those of (b), (e) and (f); (f) only those of
    // itself and (none): the others end with later terms. (e): its own, (b) and (f).
    assert_eq!(question.answer_of(None), servers(&[1, 2, 4, 5]));
    let believed = |belief| question.answer_of(Some(belief));
    assert_eq!(believed(Belief::OnlyNewestWins), servers(&[5]));
    assert_eq!(believed(Belief::HalfIsEnough), servers(&[1, 2, 4, 5, 6]));
    assert_eq!(believed(Belief::LogDoesNotCount), servers(&[1, 2, 3, 4, 5, 6, 7]));
}

#[test]
fn in_figure_8_c_an_entry_on_a_majority_can_still_be_lost() {
    let mut logs = vec![
        server(1, 4, &[1, 2, 4]),
        server(2, 4, &[1, 2]),
        server(3, 4, &[1, 2]),
        server(4, 4, &[1]),
        server(5, 3, &[1, 3]),
    ];
    logs[0].commit_index = Some(1);
    let figure_c = asked(Family::Committed, logs.clone(), Ask::Safe { leader: s(1) });
    assert_eq!(figure_c.answer_of(None), number(1), "S5 gets votes of S2, S3 and S4");
    assert_eq!(figure_c.answer_of(Some(Belief::CopiesAreFinal)), number(2));
    assert_eq!(figure_c.answer_of(Some(Belief::LeaderCopyIsEnough)), number(3));
    // Figure 8 (e): with the entry of term 4 on a majority, S5 cannot win.
    for place in [1, 2] {
        logs[place].log = log(&[1, 2, 4]);
    }
    let figure_e = asked(Family::Committed, logs, Ask::Safe { leader: s(1) });
    assert_eq!(figure_e.answer_of(None), number(3));
}

#[test]
fn how_many_may_fail() {
    let plain = (1..=5).map(|number| server(number, 0, &[])).collect();
    let mut question = asked(Family::Tolerance, plain, Ask::Tolerance);
    assert_eq!(question.answer_of(None), number(2));
    question.setting.servers[4].is_up = false;
    assert_eq!(question.answer_of(None), number(1), "one is down already");
    assert_eq!(question.answer_of(Some(Belief::MajorityOfPresent)), number(1));
    assert_eq!(question.answer_of(Some(Belief::HalfIsEnough)), number(2));

    // From 1, 2, 3 to 3, 4, 5, 6, 7: two of the old, or three of the new, stop it.
    let voters = (3..=7).map(ServerId).collect();
    let change = MembershipChange::Joint { voters, learners: Vec::new() };
    let joint = Configuration::new([s(1), s(2), s(3)]).changed(&change).expect("a fit change");
    question.setting.servers = (1..=7).map(|number| server(number, 0, &[])).collect();
    question.setting.configuration = joint;
    let believed = |belief| question.answer_of(Some(belief));
    assert_eq!(question.answer_of(None), number(1));
    assert_eq!(believed(Belief::OnlyNewCounts), number(2));
    assert_eq!(believed(Belief::OnlyOldCounts), number(1));
    assert_eq!(believed(Belief::OneHeap), number(3), "a majority of seven");
}

#[test]
fn logs_that_cannot_come_about() {
    let question = |first: &[Term], second: &[Term]| {
        let servers = vec![server(1, 9, first), server(2, 9, second), server(3, 9, &[])];
        asked(Family::Reachable, servers, Ask::Reachable)
    };
    let no = Some(Answer::YesNo(false));
    assert_eq!(question(&[1, 3, 2], &[1]).answer_of(None), no, "terms fall back");
    let differ = question(&[1, 1, 3], &[1, 2, 3]);
    assert_eq!(differ.answer_of(None), no, "one leader made both entries of term 3");
    assert_eq!(differ.answer_of(Some(Belief::SameTermMayDiffer)), Some(Answer::YesNo(true)));
}

#[test]
fn a_write_without_an_answer_may_be_read() {
    let operation = |client, writes: Option<&str>, value: Option<&str>, asked, answered| {
        let (writes, value) = (writes.map(String::from), value.map(String::from));
        TimedOperation { client: ClientId(client), writes, value, asked, answered }
    };
    let history = vec![
        operation(1, Some("1"), None, 1, Some(2)),
        operation(2, Some("2"), None, 3, None),
        operation(3, None, Some("2"), 4, Some(5)),
        operation(1, None, Some("2"), 6, Some(7)),
    ];
    let mut stale = history.clone();
    stale[3].value = Some("1".into());
    let of = |history| asked(Family::Linearizable, Vec::new(), Ask::Linearizable { history });
    assert_eq!(of(history.clone()).answer_of(None), Some(Answer::YesNo(true)));
    let silent = of(history).answer_of(Some(Belief::SilenceIsFailure));
    assert_eq!(silent, Some(Answer::YesNo(false)));
    // Once 2 was read, 1 is over. But each client by itself sees nothing odd.
    let stale = of(stale);
    assert_eq!(stale.answer_of(None), Some(Answer::YesNo(false)));
    let own_order = stale.answer_of(Some(Belief::OrderAcrossClientsIsFree));
    assert_eq!(own_order, Some(Answer::YesNo(true)));
}

/// The terms of a server's log in a question.
fn terms(question: &Question, server: u16) -> Vec<Term> {
    let server = question.setting.server(s(server)).expect("it is shown");
    server.log.iter().map(|entry| entry.term).collect()
}

/// What the wrong options say, as far as a belief leads there.
fn wrong(question: &Question, belief: Belief) -> Option<&Answer> {
    let option = question.options.iter().find(|option| option.beliefs.contains(&belief));
    option.map(|option| &option.answer)
}

// What follows is about runs, so it is about what certain seeds make.

#[test]
fn a_leader_counts_the_third_highest_of_five() {
    let question = Question::new(Family::Committed, 4);
    assert_eq!(question.ask, Ask::Committed { leader: s(5), knew: 0 });
    let leader = question.setting.server(s(5)).expect("it is shown");
    let known = [1, 2, 3, 4, 5].map(|voter| leader.known_match(s(voter)));
    assert_eq!(
        (known, leader.term, terms(&question, 5)),
        ([0, 4, 0, 3, 5], 2, vec![1, 2, 2, 2, 2])
    );
    assert_eq!(question.right().answer, Answer::Number(3));
    assert_eq!(wrong(&question, Belief::HalfIsEnough), Some(&Answer::Number(4)));
    assert_eq!(wrong(&question, Belief::LeaderDoesNotCount), Some(&Answer::Number(0)));
}

#[test]
fn an_acknowledgement_of_an_earlier_terms_entry_commits_nothing() {
    let question = Question::new(Family::CommitIndex, 0);
    let acknowledged = Ask::Acknowledged { leader: s(4), follower: s(2), match_index: 2 };
    assert_eq!(question.ask, acknowledged);
    let leader = question.setting.server(s(4)).expect("it is shown");
    let known = [1, 2, 3, 4, 5].map(|voter| leader.known_match(s(voter)));
    // S2, S3 and S4 have entry 2, which is of term 1; only S3 and S4 have the one of term 3.
    assert_eq!((known, leader.term, terms(&question, 4)), ([0, 0, 3, 3, 0], 3, vec![1, 1, 3]));
    assert_eq!(question.right().answer, Answer::Number(1));
    assert_eq!(wrong(&question, Belief::AnyTermCommits), Some(&Answer::Number(2)));
    assert_eq!(wrong(&question, Belief::HalfIsEnough), Some(&Answer::Number(3)));
}

#[test]
fn after_a_refusal_the_leader_goes_to_the_end_of_the_followers_log() {
    let question = Question::new(Family::Fields, 3);
    let Ask::Fields { leader, follower, news: News::Refused { prev_log_index, hint }, most } =
        &question.ask
    else {
        panic!("{:?}", question.ask)
    };
    assert_eq!((*leader, *follower, *prev_log_index, *most), (s(2), s(1), 6, 1));
    assert_eq!((hint.term, hint.first_index), (None, 3));
    assert_eq!(terms(&question, 2), [1, 2, 2, 3, 3, 3, 4]);
    let Answer::Fields(message) = &question.right().answer else { panic!("an AppendEntries") };
    assert_eq!((message.term, message.prev_log_index, message.prev_log_term), (4, 2, 2));
    assert_eq!((message.entries.len(), message.entries[0].term, message.leader_commit), (1, 2, 7));
    let Some(Answer::Fields(step)) = wrong(&question, Belief::OneStepPerRejection) else {
        panic!("{:?}", question.options)
    };
    assert_eq!((step.prev_log_index, step.prev_log_term, step.entries[0].term), (5, 3, 3));
}

#[test]
fn a_short_log_is_repaired_after_one_refusal() {
    let question = Question::new(Family::Repair, 3);
    assert_eq!(question.ask, Ask::Repair { leader: s(3), follower: s(4) });
    assert_eq!(terms(&question, 3), [1, 1, 1, 2, 2, 2, 3, 3, 4]);
    assert_eq!(terms(&question, 4), [1, 1, 1, 2, 2, 2]);
    let of = |answer: &Answer| match answer {
        Answer::Repair { rejections, log } => (*rejections, log.len()),
        other => panic!("{other:?}"),
    };
    assert_eq!(of(&question.right().answer), (1, 9));
    let stepwise = wrong(&question, Belief::OneStepPerRejection).map(of);
    assert_eq!(stepwise, Some((2, 9)), "from index 8 to index 6");
    // Without the check, the no-op goes to the end of what is there.
    assert_eq!(wrong(&question, Belief::EverythingFits).map(of), Some((0, 7)));
}

#[test]
fn a_vote_that_is_still_being_written_is_lost_in_a_crash() {
    let question = Question::new(Family::Crash, 1);
    let server = question.setting.server(s(1)).expect("it is shown");
    assert_eq!((server.term, server.voted_for), (3, Some(s(5))));
    let left = Remains { term: 2, voted_for: None, log: server.log.clone(), commit_index: 0 };
    assert_eq!(question.ask, Ask::Crash { server: s(1), disk: left.clone() });
    assert_eq!(question.right().answer, Answer::Left(left.clone()));
    let memory = Remains { term: 3, voted_for: Some(s(5)), ..left };
    assert_eq!(wrong(&question, Belief::MemorySurvives), Some(&Answer::Left(memory)));
}

#[test]
fn silence_leaves_everything_open_and_an_answer_nothing() {
    let silent = Question::new(Family::Client, 3);
    assert!(matches!(silent.ask, Ask::Client { told: Told::Nothing, .. }));
    assert_eq!(silent.right().answer, Answer::Conclusion(Conclusion::Unknown));
    let answered = Question::new(Family::Client, 2);
    assert!(matches!(answered.ask, Ask::Client { told: Told::Applied, .. }));
    assert_eq!(answered.right().answer, Answer::Conclusion(Conclusion::Done));
}

#[test]
fn of_those_who_hear_nothing_some_are_done_later_and_some_never() {
    let later = |seed| {
        let question = Question::new(Family::Client, seed);
        let Ask::Client { operation, told: Told::Nothing } = &question.ask else { return None };
        let play = question.play.as_ref().expect("there is a run");
        let value = operation.rsplit(' ').next().expect("a value");
        let history = History::replay(&play.whole(None), play.until);
        let machines = history.cluster().machines();
        Some(machines.iter().any(|machine| machine.store().get("A") == Some(value)))
    };
    let outcomes: Vec<bool> = (0..40).filter_map(later).collect();
    assert!(outcomes.contains(&true) && outcomes.contains(&false), "{outcomes:?}");
}

#[test]
fn an_answer_to_an_earlier_round_confirms_no_read() {
    let question = Question::new(Family::Read, 0);
    let Ask::Read(read) = &question.ask else { panic!("{:?}", question.ask) };
    assert_eq!((read.leader, read.round, read.follower, read.answers), (s(1), 3, s(3), 2));
    assert_eq!((read.noop, read.applied), (1, 3));
    assert_eq!(question.right().answer, Answer::YesNo(false));
    assert_eq!(wrong(&question, Belief::EarlierRoundsCount), Some(&Answer::YesNo(true)));
}
