//! What is said about answers and lessons.

use super::numbers::joined;

/// Names are said in a sentence; an option of many words is quoted.
fn said(options: &[String]) -> String {
    let quoted = |option: &String| match option.contains(' ') {
        true => format!("«{option}»"),
        false => option.clone(),
    };
    joined(&options.iter().map(quoted).collect::<Vec<_>>())
}

pub(super) fn answer(picked: &[String], right: &[String]) -> String {
    match picked {
        [] => format!("Ya lo has visto: {}.", said(right)),
        _ if picked == right => format!("Dijiste {}. Eso es.", said(picked)),
        _ => format!("Dijiste {}. La respuesta era {}.", said(picked), said(right)),
    }
}

pub(super) fn fields_answer(right: Option<usize>, all: usize) -> String {
    match right {
        None => "Ya has visto el mensaje.".into(),
        Some(right) if right == all => "Todos los campos están bien.".into(),
        Some(0) => "Ningún campo está bien.".into(),
        Some(1) => format!("1 de {all} campos está bien."),
        Some(right) => format!("{right} de {all} campos están bien."),
    }
}

pub(super) fn task_done(actions: usize, best: usize) -> String {
    let with = match actions {
        1 => "una acción".to_owned(),
        _ => format!("{actions} acciones"),
    };
    match actions > best {
        false => format!("Hecho, con {with}."),
        true if best == 1 => format!("Hecho, con {with}. Bastaba con una."),
        true => format!("Hecho, con {with}. Se puede con {best}."),
    }
}

pub(super) fn lessons_done(done: usize, all: usize) -> String {
    match done {
        1 => format!("1 hecha de {all}"),
        _ => format!("{done} hechas de {all}"),
    }
}

pub(super) fn actions_taken(actions: usize, most: usize) -> String {
    match actions > most {
        false => format!("{actions} de {most} acciones como máximo."),
        true => {
            format!("Van {actions} acciones y el máximo es {most}: deshaz una o empieza de nuevo.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_counted_where_there_is_a_most() {
        assert_eq!(actions_taken(2, 5), "2 de 5 acciones como máximo.");
        let over = "Van 6 acciones y el máximo es 5: deshaz una o empieza de nuevo.";
        assert_eq!(actions_taken(6, 5), over);
    }

    #[test]
    fn a_task_is_told_with_how_few_actions_would_do() {
        assert_eq!(task_done(1, 1), "Hecho, con una acción.");
        assert_eq!(task_done(4, 1), "Hecho, con 4 acciones. Bastaba con una.");
        assert_eq!(task_done(4, 3), "Hecho, con 4 acciones. Se puede con 3.");
    }

    #[test]
    fn an_answer_is_said_with_the_names_of_what_was_picked_and_what_is_right() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).into()).collect::<Vec<_>>();
        let jun = names(&["Jun"]);
        assert_eq!(answer(&jun, &jun), "Dijiste Jun. Eso es.");
        let both = answer(&names(&["Sasha", "Jun"]), &jun);
        assert_eq!(both, "Dijiste Sasha y Jun. La respuesta era Jun.");
        let salad = names(&["Ensalada, como dice Robin"]);
        assert_eq!(answer(&salad, &salad), "Dijiste «Ensalada, como dice Robin». Eso es.");
        assert_eq!(fields_answer(Some(1), 4), "1 de 4 campos está bien.");
    }
}
