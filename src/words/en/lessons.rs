//! What is said about answers and lessons.

use super::numbers::joined;

/// Names are said in a sentence; an option of many words is quoted.
fn said(options: &[String]) -> String {
    let quoted = |option: &String| match option.contains(' ') {
        true => format!("\u{201c}{option}\u{201d}"),
        false => option.clone(),
    };
    joined(&options.iter().map(quoted).collect::<Vec<_>>(), "and")
}

pub(super) fn answer(picked: &[String], right: &[String]) -> String {
    match picked {
        [] => format!("Now you've seen it: {}.", said(right)),
        _ if picked == right => format!("You said {}. That's right.", said(picked)),
        _ => format!("You said {}. It was {}.", said(picked), said(right)),
    }
}

pub(super) fn fields_answer(right: Option<usize>, all: usize) -> String {
    match right {
        None => "Now you've seen the message.".into(),
        Some(right) if right == all => "Every field is right.".into(),
        Some(0) => "None of the fields is right.".into(),
        Some(1) => format!("1 of {all} fields is right."),
        Some(right) => format!("{right} of {all} fields are right."),
    }
}

pub(super) fn task_done(actions: usize, best: usize) -> String {
    let with = match actions {
        1 => "one action".to_owned(),
        _ => format!("{actions} actions"),
    };
    match actions > best {
        false => format!("Done, with {with}."),
        true if best == 1 => format!("Done, with {with}. One would do."),
        true => format!("Done, with {with}. It can be done with {best}."),
    }
}

pub(super) fn actions_taken(actions: usize, most: usize) -> String {
    match actions > most {
        false => format!("{actions} of at most {most} actions."),
        true => format!("That's {actions} actions. {most} is the most: undo one, or start over."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_counted_where_there_is_a_most() {
        assert_eq!(actions_taken(2, 5), "2 of at most 5 actions.");
        let over = "That's 6 actions. 5 is the most: undo one, or start over.";
        assert_eq!(actions_taken(6, 5), over);
    }

    #[test]
    fn a_task_is_told_with_how_few_actions_would_do() {
        assert_eq!(task_done(1, 1), "Done, with one action.");
        assert_eq!(task_done(4, 1), "Done, with 4 actions. One would do.");
        assert_eq!(task_done(4, 3), "Done, with 4 actions. It can be done with 3.");
    }

    #[test]
    fn fields_are_counted() {
        assert_eq!(fields_answer(Some(4), 4), "Every field is right.");
        assert_eq!(fields_answer(Some(1), 4), "1 of 4 fields is right.");
        assert_eq!(fields_answer(Some(2), 4), "2 of 4 fields are right.");
        assert_eq!(fields_answer(None, 4), "Now you've seen the message.");
    }

    #[test]
    fn an_answer_is_said_with_the_names_of_what_was_picked_and_what_is_right() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).into()).collect::<Vec<_>>();
        let jun = names(&["Jun"]);
        assert_eq!(answer(&jun, &jun), "You said Jun. That's right.");
        assert_eq!(answer(&names(&["Sasha", "Jun"]), &jun), "You said Sasha and Jun. It was Jun.");
        assert_eq!(answer(&[], &jun), "Now you've seen it: Jun.");
        let salad = names(&["Salad, as Robin wrote it"]);
        let words = "You said \u{201c}Salad, as Robin wrote it\u{201d}. That's right.";
        assert_eq!(answer(&salad, &salad), words);
    }
}
