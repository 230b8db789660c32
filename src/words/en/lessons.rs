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

#[cfg(test)]
mod tests {
    use super::*;

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
