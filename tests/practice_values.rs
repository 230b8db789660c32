//! What surrounds practice questions: a learner's record, a teacher's set, answers as files, and
//! that all of it can be said.

use std::collections::BTreeSet;

use raft_lunch::practice::*;
use raft_lunch::words::{LanguageTag, Locale};

/// A question of this family about this belief, and a wrong answer that holds it.
fn about(family: Family, belief: Belief) -> (Question, Answer) {
    let questions = (0..200).filter(|&seed| Question::aim(family, seed) == Some(belief));
    let mut questions = questions.map(|seed| Question::new(family, seed));
    let is_about = |question: &Question| question.beliefs().any(|other| other == belief);
    let question = questions.find(is_about).expect("some seed is about it");
    let wrong = question.options.iter().find(|option| option.beliefs.contains(&belief));
    let wrong = wrong.expect("it is among the options").answer.clone();
    (question, wrong)
}

fn of(record: &Record, belief: Belief) -> BeliefRecord {
    *record.beliefs().iter().find(|known| known.belief == belief).expect("it was met")
}

#[test]
fn a_belief_that_was_held_is_due_until_three_right_answers_in_a_row_and_again_after_a_day() {
    let belief = Belief::VotesAgain;
    let (question, wrong) = about(Family::Votes, belief);
    let right = question.right().answer.clone();
    let mut record = Record::default();
    record.learn(&question, Some(&right), 5);
    assert_eq!(of(&record, belief).standing(), BeliefStanding::Met);
    assert!(!of(&record, belief).is_due(6), "nobody held it");

    let grade = record.learn(&question, Some(&wrong), 7);
    assert!(matches!(grade, Some(Grade::Wrong(beliefs)) if beliefs.contains(&belief)));
    for _ in 0..2 {
        record.learn(&question, Some(&right), 7);
        assert_eq!(of(&record, belief).standing(), BeliefStanding::Held);
        assert!(of(&record, belief).is_due(7));
    }
    record.learn(&question, Some(&right), 7);
    assert_eq!(of(&record, belief).standing(), BeliefStanding::Overcome);
    assert!(!of(&record, belief).is_due(7) && of(&record, belief).is_due(8));

    record.learn(&question, Some(&right), 8);
    assert!(!of(&record, belief).is_due(9) && of(&record, belief).is_due(10), "later each time");
    record.learn(&question, Some(&wrong), 10);
    assert_eq!(of(&record, belief).standing(), BeliefStanding::Held, "it came back");
}

#[test]
fn an_answer_that_is_not_right_ends_the_row() {
    let belief = Belief::VotesAgain;
    let (question, wrong) = about(Family::Votes, belief);
    let right = question.right().answer.clone();
    let holds_it = |held: &[Belief]| held.contains(&belief);
    let other = question.options.iter().find(|it| !it.is_right() && !holds_it(&it.beliefs));
    let other = &other.expect("another belief leads elsewhere").answer;
    for interruption in [Some(other), None] {
        let mut record = Record::default();
        record.learn(&question, Some(&wrong), 1);
        for answer in [Some(&right), interruption, Some(&right), Some(&right)] {
            record.learn(&question, answer, 1);
        }
        assert_eq!(of(&record, belief).standing(), BeliefStanding::Held, "two in a row");
        record.learn(&question, Some(&right), 1);
        assert_eq!(of(&record, belief).standing(), BeliefStanding::Overcome);
        assert_eq!(of(&record, belief).held, 1, "{interruption:?}: no other answer held it");
    }
}

#[test]
fn not_to_know_is_no_mistake() {
    let (question, _) = about(Family::Votes, Belief::VotesAgain);
    let mut record = Record::default();
    assert_eq!(record.learn(&question, None, 1), None);
    assert!(record.beliefs().iter().all(|known| (known.met, known.held) == (1, 0)));
    assert_eq!(record.asked(Family::Votes), 1);
}

#[test]
fn the_next_question_is_about_what_is_due_and_else_of_the_family_that_was_asked_least() {
    let mut record = Record::default();
    assert_eq!(record.next(&Family::ALL, 3, 1), Some((Family::Votes, 3)));
    let (question, wrong) = about(Family::Electable, Belief::AbsentAgree);
    record.learn(&question, Some(&wrong), 1);
    let (family, seed) = record.next(&Family::ALL, 100, 1).expect("there are families");
    let aim = Question::aim(family, seed).expect("each family has beliefs");
    assert!(of(&record, aim).is_due(1) && seed >= 100, "{family:?} {aim:?}");
    // Where only other families are wanted, they come.
    assert_eq!(record.next(&[Family::Crash], 9, 1), Some((Family::Crash, 9)));
    assert_eq!(record.next(&[], 9, 1), None);
}

#[test]
fn a_set_gives_everybody_the_same_questions() {
    let address =
        [("practice", "votes,commit-index,votes"), ("seed", "7"), ("n", "3"), ("utm", "x")];
    let (set, complaints) = PracticeSet::from_pairs(address).expect("practice is wanted");
    assert!(complaints.is_empty());
    let votes = Family::Votes;
    assert_eq!(set.questions(), [(votes, 7), (Family::CommitIndex, 8), (votes, 9)]);
    assert_eq!(set.to_query(), "practice=votes,commit-index&seed=7&n=3");
    assert_eq!(PracticeSet::from_pairs([("seed", "7")]), None);
}

#[test]
fn what_a_set_does_not_understand_gets_a_sentence_and_the_rest_counts() {
    let address = [("practice", "vote, crash"), ("seed", "-1"), ("n", "0")];
    let (set, complaints) = PracticeSet::from_pairs(address).expect("practice is wanted");
    let crash = PracticeSet { families: vec![Family::Crash], ..PracticeSet::default() };
    assert_eq!(set, crash);
    let words = LanguageTag::English.practice();
    let said: Vec<String> = complaints.iter().map(|one| words.set_complaint(one)).collect();
    assert!(
        said[0]
            .starts_with("There are no questions called \u{201c}vote\u{201d}. There are: votes,")
    );
    assert!(said[1].contains("is no seed") && said[2].contains("1 to 50"), "{said:?}");
    let (all, _) = PracticeSet::from_pairs([("practice", "")]).expect("practice is wanted");
    assert_eq!(all, PracticeSet::default());
}

#[test]
fn answers_become_a_table_and_json_without_names() {
    let (question, wrong) = about(Family::Votes, Belief::VotesAgain);
    let words = LanguageTag::English.practice();
    let said = |answer: &Answer| words.answer(answer);
    let answers = [
        Answered::new(&question, Some(&wrong), 4, said),
        Answered::new(&question, Some(&question.right().answer), 4, said),
        Answered::new(&question, None, 5, |_| "a \"b\", c".into()),
    ];
    let csv = to_csv(&answers);
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 5, "titles, three answers, and the end");
    assert_eq!(
        lines[0],
        "\"number\",\"family\",\"seed\",\"day\",\"answer\",\"right answer\",\"result\",\"beliefs\""
    );
    assert!(lines[1].starts_with("\"1\",\"votes\",") && lines[1].contains("VotesAgain"));
    assert!(lines[2].contains("\"right\",\"\"") && lines[3].contains("\"a \"\"b\"\", c\""));
    assert!(lines[3].contains("\"did-not-know\""));
    let json: Vec<Answered> = serde_json::from_str(&to_json(&answers)).expect("it is JSON");
    assert_eq!(json, answers);
}

#[test]
fn a_question_survives_its_way_from_one_module_to_another() {
    for family in Family::ALL {
        let question = Question::new(family, 11);
        let bytes = postcard::to_allocvec(&question).expect("it can be encoded");
        assert_eq!(postcard::from_bytes(&bytes), Ok(question), "{}", family.name());
    }
}

#[test]
fn every_belief_belongs_to_a_family_and_is_said_in_words_of_its_own() {
    let words = LanguageTag::English.practice();
    let mut said = BTreeSet::new();
    for belief in Belief::ALL {
        let families = Family::ALL.iter().filter(|family| family.beliefs().contains(&belief));
        assert!(families.count() > 0, "{belief:?}");
        let text = words.belief(belief);
        assert!(said.insert(text.believed) && said.insert(text.would_be_so_if), "{text:?}");
        assert!(text.believed.ends_with('.') && text.truth.ends_with('.'), "{text:?}");
    }
    let titles: BTreeSet<_> =
        Family::ALL.iter().map(|family| Locale::ENGLISH.words().practice_family(*family)).collect();
    assert_eq!(titles.len(), Family::ALL.len());
    assert!(Family::ALL.iter().all(|family| Family::named(family.name()) == Some(*family)));
}
