//! The words around practice questions.

use crate::practice::{BeliefRecord, BeliefStanding, ENOUGH};
use crate::words::PracticeWords;

pub(super) const PRACTICE: PracticeWords = PracticeWords {
    title: "Practice",
    about: "Exam questions, never the same twice. Behind most wrong answers is an idea about Raft. Practice names it, and comes back to it.",
    ten: "Ten questions",
    ten_about: "On everything, and on what you got wrong before.",
    choose: "Or choose what to practice",
    begin: "Practice these",
    quiz: "Four questions on what you have seen",
    lost: "The questions didn't arrive. Try again in a moment.",
    card: "The question",
    to_shelf: "All lessons",
    nobody: "Nobody",
    answer: "Answer",
    right: "That's right.",
    wrong: "Not quite.",
    shown: "Here's the answer.",
    right_is: "The answer:",
    why: "Why",
    watch: "Watch it",
    watch_without: "Watch it without this rule",
    scenario: "A run that shows otherwise",
    next: "Next question",
    to_end: "See how it went",
    given: "What is known",
    server: "Server",
    term: "Term",
    vote: "Voted for",
    no_vote: "nobody",
    commit: "Commit index",
    down: "down",
    leader: "leader",
    old_leader: "old leader",
    candidate: "candidate",
    knows: "knows this of the others",
    round: "Last round answered",
    end: "How it went",
    came_up: "Ideas to think about again",
    nothing_came_up: "No wrong idea came up.",
    again: "Again with new questions",
    download: "Download my answers",
    known: "What I know",
    known_about: "The ideas behind the wrong answers that you have met. Only this browser keeps them.",
    known_nothing: "Nothing yet. Answer a few questions first.",
    held: "Still to overcome",
    overcome: "Overcome",
    met: "Met, and never fallen for",
    forget: "Forget it all",
    forget_sure: "Forget everything about your practice?",
    forget_yes: "Yes, forget it",
    forget_no: "No, keep it",
};

pub(super) fn result(right: usize, unknown: usize, count: usize) -> String {
    let right = format!("{right} of {count} right.");
    match unknown {
        0 => right,
        _ => format!("{right} You didn't know {}.", times(unknown)),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{count} times"),
    }
}

pub(super) fn standing(belief: &BeliefRecord) -> String {
    let times = |count: u32| self::times(usize::try_from(count).unwrap_or(usize::MAX));
    let (met, held) = (times(belief.met), times(belief.held));
    let streak = belief.streak;
    match belief.standing() {
        BeliefStanding::Met => format!("Met {met}."),
        BeliefStanding::Held if streak == 0 => format!("Fell for it {held}."),
        BeliefStanding::Held => {
            format!("Fell for it {held}. Right {} since, of {ENOUGH} in a row.", times(streak))
        }
        BeliefStanding::Overcome => {
            format!("Fell for it {held}. Right {} in a row since.", times(streak))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Belief;

    #[test]
    fn a_round_is_counted_and_not_to_know_is_no_mistake() {
        assert_eq!(result(7, 0, 10), "7 of 10 right.");
        assert_eq!(result(7, 1, 10), "7 of 10 right. You didn't know once.");
        assert_eq!(result(0, 4, 4), "0 of 4 right. You didn't know 4 times.");
    }

    #[test]
    fn a_belief_is_told_by_how_often_it_was_met_and_held() {
        let record = |met, held, streak| BeliefRecord {
            belief: Belief::OnlyLengthCounts,
            met,
            held,
            streak,
            day: 0,
        };
        assert_eq!(standing(&record(1, 0, 1)), "Met once.");
        let held = "Fell for it once. Right twice since, of 3 in a row.";
        assert_eq!(standing(&record(4, 1, 2)), held);
        let overcome = "Fell for it twice. Right 3 times in a row since.";
        assert_eq!(standing(&record(9, 2, 3)), overcome);
    }
}
