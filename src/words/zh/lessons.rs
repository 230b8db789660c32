//! What is said about answers and lessons.

use super::numbers::{joined, spaced};

/// A name or a number is said in a sentence; an option in Chinese words is quoted.
fn said(options: &[String]) -> String {
    let quoted = |option: &String| match option.is_ascii() && !option.contains(' ') {
        true => option.clone(),
        false => format!("“{option}”"),
    };
    joined(&options.iter().map(quoted).collect::<Vec<_>>(), "和")
}

pub(super) fn answer(picked: &[String], right: &[String]) -> String {
    let picks = spaced(&["你的回答是", &said(picked), "。"]);
    match picked {
        [] => format!("现在你看到了：{}。", said(right)),
        _ if picked == right => format!("{picks}答对了。"),
        _ => format!("{picks}{}", spaced(&["正确答案是", &said(right), "。"])),
    }
}

pub(super) fn fields_answer(right: Option<usize>, all: usize) -> String {
    match right {
        None => "现在你看到这条消息了。".into(),
        Some(right) if right == all => "每个字段都对。".into(),
        Some(0) => "一个字段也没对。".into(),
        Some(right) => format!("{all} 个字段对了 {right} 个。"),
    }
}

pub(super) fn task_done(actions: usize, best: usize) -> String {
    let done = format!("做到了，用了 {actions} 步。");
    match actions > best {
        false => done,
        true => format!("{done}其实 {best} 步就够。"),
    }
}

pub(super) fn actions_taken(actions: usize, most: usize) -> String {
    match actions > most {
        false => format!("用了 {actions} 步，最多 {most} 步。"),
        true => format!("用了 {actions} 步，可最多只能 {most} 步：撤销一步，或者重新开始。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_counted_where_there_is_a_most() {
        assert_eq!(actions_taken(2, 5), "用了 2 步，最多 5 步。");
        let over = "用了 6 步，可最多只能 5 步：撤销一步，或者重新开始。";
        assert_eq!(actions_taken(6, 5), over);
    }

    #[test]
    fn a_task_is_told_with_how_few_actions_would_do() {
        assert_eq!(task_done(1, 1), "做到了，用了 1 步。");
        assert_eq!(task_done(4, 3), "做到了，用了 4 步。其实 3 步就够。");
    }

    #[test]
    fn fields_are_counted() {
        assert_eq!(fields_answer(Some(4), 4), "每个字段都对。");
        assert_eq!(fields_answer(Some(2), 4), "4 个字段对了 2 个。");
        assert_eq!(fields_answer(Some(0), 4), "一个字段也没对。");
        assert_eq!(fields_answer(None, 4), "现在你看到这条消息了。");
    }

    #[test]
    fn an_answer_is_said_with_the_names_of_what_was_picked_and_what_is_right() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).into()).collect::<Vec<_>>();
        let jun = names(&["Jun"]);
        assert_eq!(answer(&jun, &jun), "你的回答是 Jun。答对了。");
        let two = "你的回答是 Sasha 和 Jun。正确答案是 Jun。";
        assert_eq!(answer(&names(&["Sasha", "Jun"]), &jun), two);
        assert_eq!(answer(&[], &jun), "现在你看到了：Jun。");
        let salad = names(&["沙拉，Robin 写的那样"]);
        assert_eq!(answer(&salad, &salad), "你的回答是“沙拉，Robin 写的那样”。答对了。");
    }
}
