//! The words around practice questions.

use crate::practice::{BeliefRecord, BeliefStanding, ENOUGH};
use crate::words::PracticeWords;

pub(super) const PRACTICE: PracticeWords = PracticeWords {
    title: "练习",
    about: "像考试一样的题目，每次都不重样。答错的背后，多半藏着对 Raft 的一个误解。练习会点破它，过后再考你。",
    ten: "来十道题",
    ten_about: "什么都考，也考你以前答错的。",
    choose: "或者自己挑着练",
    begin: "就练这些",
    quiz: "四道题，考考刚才看到的",
    lost: "题目没取到，过一会儿再试试。",
    card: "题目",
    to_shelf: "全部课程",
    nobody: "一台也没有",
    answer: "回答",
    right: "答对了。",
    wrong: "答错了。",
    shown: "答案在这里。",
    right_is: "答案：",
    why: "为什么",
    watch: "看它怎么走",
    watch_without: "看看没有这条规则会怎样",
    scenario: "看一次不是这样的运行",
    next: "下一题",
    to_end: "看看成绩",
    given: "已知条件",
    server: "服务器",
    term: "任期",
    vote: "投给了",
    no_vote: "没投",
    commit: "提交索引",
    down: "没在运行",
    leader: "领导者",
    old_leader: "旧领导者",
    candidate: "候选者",
    knows: "对其他服务器的了解",
    round: "最后回应的广播",
    end: "答得怎么样",
    came_up: "再想想这些说法",
    nothing_came_up: "这次没有出现误解。",
    again: "换一组题再来",
    download: "下载我的回答",
    known: "我掌握了什么",
    known_about: "你碰到过的错误答案背后的误解。只有这个浏览器记着。",
    known_nothing: "还什么都没有。先答几道题吧。",
    held: "还没改掉的",
    overcome: "改掉了的",
    met: "碰到过，没上当的",
    forget: "全部忘掉",
    forget_sure: "要忘掉练习的全部记录吗？",
    forget_yes: "忘掉",
    forget_no: "留着",
};

pub(super) fn result(right: usize, unknown: usize, count: usize) -> String {
    let right = format!("{count} 道题答对 {right} 道。");
    match unknown {
        0 => right,
        _ => format!("{right}有 {unknown} 道你说不知道。"),
    }
}

pub(super) fn standing(belief: &BeliefRecord) -> String {
    let BeliefRecord { met, held, streak, .. } = belief;
    match belief.standing() {
        BeliefStanding::Met => format!("碰到过 {met} 次。"),
        BeliefStanding::Held if *streak == 0 => format!("上当 {held} 次。"),
        BeliefStanding::Held => {
            format!("上当 {held} 次。之后连对 {streak} 次，连对 {ENOUGH} 次就算改掉。")
        }
        BeliefStanding::Overcome => format!("上当 {held} 次。之后连对 {streak} 次。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Belief;

    #[test]
    fn a_round_is_counted_and_not_to_know_is_no_mistake() {
        assert_eq!(result(7, 0, 10), "10 道题答对 7 道。");
        assert_eq!(result(7, 1, 10), "10 道题答对 7 道。有 1 道你说不知道。");
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
        assert_eq!(standing(&record(1, 0, 1)), "碰到过 1 次。");
        let held = "上当 1 次。之后连对 2 次，连对 3 次就算改掉。";
        assert_eq!(standing(&record(4, 1, 2)), held);
        assert_eq!(standing(&record(9, 2, 3)), "上当 2 次。之后连对 3 次。");
    }
}
