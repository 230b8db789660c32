//! The words around practice questions.

use crate::practice::{BeliefRecord, BeliefStanding, ENOUGH, Family};
use crate::words::PracticeWords;

pub(super) const PRACTICE: PracticeWords = PracticeWords {
    title: "Práctica",
    about: "Preguntas de examen, nunca las mismas. Por ahora están en inglés. Tras casi cada respuesta errónea hay una idea sobre Raft. La práctica le pone nombre, y vuelve a ella.",
    ten: "Diez preguntas",
    ten_about: "De todo, y de lo que fallaste antes.",
    choose: "O elige qué practicar",
    begin: "Practicar esto",
    quiz: "Cuatro preguntas sobre lo que has visto",
    lost: "Las preguntas no han llegado. Prueba otra vez en un momento.",
    card: "La pregunta",
    to_shelf: "Todas las lecciones",
    nobody: "Nadie",
    answer: "Responder",
    right: "Eso es.",
    wrong: "No del todo.",
    shown: "Esta es la respuesta.",
    right_is: "La respuesta:",
    why: "Por qué",
    watch: "Verlo",
    watch_without: "Verlo sin esta regla",
    scenario: "Una ejecución en la que no es así",
    next: "Siguiente pregunta",
    to_end: "Ver cómo ha ido",
    given: "Lo que se sabe",
    server: "Servidor",
    term: "Mandato",
    vote: "Votó por",
    no_vote: "nadie",
    commit: "commitIndex",
    down: "caído",
    leader: "líder",
    old_leader: "antiguo líder",
    candidate: "candidato",
    knows: "sabe esto de los demás",
    round: "Último intercambio respondido",
    end: "Cómo ha ido",
    came_up: "Ideas que conviene repensar",
    nothing_came_up: "No ha salido ninguna idea errónea.",
    again: "Otra vez, con preguntas nuevas",
    download: "Descargar mis respuestas",
    known: "Lo que sé",
    known_about: "Las ideas que hay tras las respuestas erróneas que has visto. Solo este navegador las guarda.",
    known_nothing: "Nada todavía. Responde antes algunas preguntas.",
    held: "Por superar",
    overcome: "Superadas",
    met: "Vistas, sin caer en ellas",
    forget: "Olvidarlo todo",
    forget_sure: "¿Olvidar todo lo que se sabe de tu práctica?",
    forget_yes: "Sí, olvidarlo",
    forget_no: "No, conservarlo",
};

pub(super) fn family(family: Family) -> &'static str {
    match family {
        Family::Votes => "¿Quién vota por este candidato?",
        Family::Electable => "¿A quién se puede elegir?",
        Family::Committed => "¿Qué está confirmado, y qué se puede perder aún?",
        Family::CommitIndex => "¿Cuál es ahora el commitIndex?",
        Family::Fields => "¿Qué dice el siguiente AppendEntries?",
        Family::Repair => "¿Cómo se repara este seguidor?",
        Family::Crash => "¿Qué sobrevive a esta caída?",
        Family::Tolerance => "¿Cuántos pueden fallar?",
        Family::Reachable => "¿Se puede llegar a estos registros?",
        Family::Client => "¿Qué puede concluir este cliente?",
        Family::Read => "¿Se puede responder a esta lectura?",
        Family::Linearizable => "¿Es linealizable esta historia?",
    }
}

pub(super) fn result(right: usize, unknown: usize, count: usize) -> String {
    let right = format!("{right} de {count} bien.");
    match unknown {
        0 => right,
        _ => format!("{right} No lo sabías {}.", times(unknown)),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "una vez".into(),
        2 => "dos veces".into(),
        _ => format!("{count} veces"),
    }
}

pub(super) fn standing(belief: &BeliefRecord) -> String {
    let times = |count: u32| self::times(usize::try_from(count).unwrap_or(usize::MAX));
    let (met, held) = (times(belief.met), times(belief.held));
    let streak = belief.streak;
    match belief.standing() {
        BeliefStanding::Met => format!("La has visto {met}."),
        BeliefStanding::Held if streak == 0 => format!("Has caído en ella {held}."),
        BeliefStanding::Held => {
            format!(
                "Has caído en ella {held}. Desde entonces, bien {}, de {ENOUGH} seguidas.",
                times(streak)
            )
        }
        BeliefStanding::Overcome => {
            format!("Has caído en ella {held}. Desde entonces, bien {} seguidas.", times(streak))
        }
    }
}
