//! What is waited for.

use std::rc::Rc;

use super::numbers::{each_side, list_said, names, sentences, server as short};
use super::things::{ASKER, dish, line};
use crate::lunch::teammate;
use crate::raft::{ServerId, Tally};
use crate::why::Waiting;
use crate::words::TagWords;

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn waiting(waiting: &Waiting) -> (String, String) {
    match waiting {
        Waiting::TooFewRun { has_leader, absent, abstaining, running } => {
            let (here, needed) = (here_of(*running), needed(*running));
            let (lunch, raft) = match has_leader {
                true => ("Nada nuevo puede ser definitivo", "No se puede confirmar nada nuevo"),
                false => ("Nadie puede quedarse con la hoja", "Nadie puede ganar una elección"),
            };
            (
                sentences(&[
                    &format!("{lunch}: {needed}, y se puede contar con {here}."),
                    &away(absent),
                    &new_notebooks(abstaining),
                ]),
                sentences(&[
                    &format!("{raft}: los servidores que participan son {here}, y {needed}."),
                    &abstaining_servers(abstaining),
                ]),
            )
        }
        Waiting::Transfer { leader, to } => (
            format!(
                "{} le está pasando la hoja a {}, y mientras tanto no acepta pedidos.",
                name(*leader),
                name(*to)
            ),
            format!(
                "{} cede el liderazgo a {}, y mientras tanto no acepta comandos.",
                short(*leader),
                short(*to)
            ),
        ),
        Waiting::NoLeader { candidates, abstaining } => {
            let (lunch, raft) = no_leader(candidates);
            (
                sentences(&[&lunch, &new_notebooks(abstaining)]),
                sentences(&[&raft, &abstaining_servers(abstaining)]),
            )
        }
        Waiting::TooFewCopies {
            leader,
            index,
            entry,
            is_being_written: true,
            tally,
            absent,
            ..
        } => {
            let short = short(*leader);
            (
                sentences(&[
                    &format!(
                        "{} aún está escribiendo la línea {index} ({}).",
                        name(*leader),
                        line(entry)
                    ),
                    &away(absent),
                ]),
                format!(
                    "El índice {index} no está confirmado: aún no está en el disco del propio {short}. Copias que cuenta {short}: {}. {}.",
                    here_of(*tally),
                    needed_said(*tally)
                ),
            )
        }
        Waiting::TooFewCopies { leader, index, entry, tally, absent, .. } => {
            let needed = needed_said(*tally);
            (
                sentences(&[
                    &format!(
                        "La línea {index} ({}), según cuenta {}, está a salvo en estos cuadernos: {}. {needed}.",
                        line(entry),
                        name(*leader),
                        here_of(*tally)
                    ),
                    &away(absent),
                ]),
                format!(
                    "El índice {index} no está confirmado. Copias que cuenta {}: {}. {needed}.",
                    short(*leader),
                    here_of(*tally)
                ),
            )
        }
        Waiting::Deposed { leader, term, newer, newer_term } => {
            let (name, newer_name) = (name(*leader), name(*newer));
            let (leader, newer) = (short(*leader), short(*newer));
            (
                format!(
                    "{name} aún tiene la hoja de la ronda {term}. En la ronda {newer_term} más de la mitad le dijo que sí a {newer_name}. Lo que {name} escriba ahora no puede ser definitivo."
                ),
                format!(
                    "{leader} es líder en el mandato {term}, pero una mayoría votó por {newer} en el mandato {newer_term}: ninguna entrada nueva del mandato {term} se puede confirmar (§5.4)."
                ),
            )
        }
        Waiting::Unheard { leader, voters, heard, steps_down } => {
            let (who, name, leader) =
                (names(voters.iter().copied()), name(*leader), short(*leader));
            let ids = list_said(voters);
            let (hear, ask, hear_raft) = match voters.len() {
                1 => ("oye", "no pide", "oye"),
                _ => ("oyen", "no piden", "oyen"),
            };
            (
                format!(
                    "{who} {hear} a {name}, y por eso {ask} la hoja. Pero sus respuestas se pierden: de las que hacen falta, a {name} le llegan {}.",
                    of_the(*heard)
                ),
                sentences(&[
                    &format!(
                        "{ids} {hear_raft} los latidos de {leader}, así que ningún plazo de elección se acaba. Sus respuestas están cortadas: de los votantes que necesita, contándose a sí mismo, {leader} oye {}.",
                        of_the(*heard)
                    ),
                    match steps_down {
                        true => "CheckQuorum le hará renunciar (tesis §6.2).",
                        false => "CheckQuorum, una extensión, le haría renunciar (tesis §6.2).",
                    },
                ]),
            )
        }
        Waiting::RemovedStands { server, term } => {
            let (name, server) = (name(*server), short(*server));
            (
                format!(
                    "{name} ya no está en la lista y no se ha enterado. Así que {name} pide la hoja una y otra vez, y cada vez empieza una ronda nueva."
                ),
                format!(
                    "A {server} lo quitaron, pero su propio registro no lo dice. Es candidato en el mandato {term}, y cada intento sube el mandato. CheckQuorum con PreVote evita que moleste (artículo §6, tesis §4.2.3)."
                ),
            )
        }
        Waiting::Answer { operation, away: Some(away), .. } => (
            format!(
                "{ASKER} aún no tiene respuesta: {}. {} no está. Pronto lo intentará con otra persona.",
                dish(operation),
                name(*away)
            ),
            format!(
                "El cliente espera a {}, que está caído. Cuando se le acabe el plazo, preguntará a otro servidor.",
                short(*away)
            ),
        ),
        Waiting::Answer { operation, attempts, away: None, .. } => (
            format!("{ASKER} aún no tiene respuesta: {}.", dish(operation)),
            format!(
                "El cliente espera, intento {attempts}. Si no llega respuesta, puede que se haya hecho, o puede que no."
            ),
        ),
        Waiting::EarlierTerm { leader, index, entry, current_term } => (
            format!(
                "La línea {index} ({}) es de una ronda anterior. Las copias solas no la hacen definitiva. Tras ella tiene que ser definitiva una línea de esta ronda.",
                line(entry)
            ),
            format!(
                "El índice {index} es del mandato {}, y {} es líder en el mandato {current_term}: contar copias solo confirma una entrada de su propio mandato (§5.4.2).",
                entry.term,
                short(*leader)
            ),
        ),
    }
}

/// What stands on the tag. While nobody has an entry on their disk, its leader is writing it.
pub(super) fn tag(waiting: &Waiting) -> TagWords {
    let plain = |count: &str| TagWords { count: count.into(), of_what: "" };
    match waiting {
        Waiting::TooFewCopies { is_being_written: true, acknowledged_by, .. }
            if acknowledged_by.is_empty() =>
        {
            plain("escribiendo…")
        }
        Waiting::TooFewCopies { tally, .. } => TagWords {
            count: counted(*tally),
            of_what: if tally.outgoing.is_some() { "" } else { " copias" },
        },
        Waiting::TooFewRun { running, .. } => TagWords {
            count: counted(*running),
            of_what: if running.outgoing.is_some() { "" } else { " aquí" },
        },
        Waiting::NoLeader { .. } => plain("nadie lidera"),
        Waiting::Transfer { .. } => plain("cediendo"),
        Waiting::Deposed { .. } => plain("caduco"),
        Waiting::Unheard { .. } => plain("oye muy poco"),
        Waiting::RemovedStands { .. } => plain("fuera de la lista"),
        Waiting::Answer { .. } => plain("espera"),
        Waiting::EarlierTerm { .. } => plain("copiar no basta"),
    }
}

/// What stands on the tag where the lunch is faded out, if that is something else.
pub(super) fn tag_in_raft(waiting: &Waiting) -> Option<TagWords> {
    match waiting {
        Waiting::TooFewRun { running, .. } => Some(TagWords {
            count: counted(*running),
            of_what: if running.outgoing.is_some() { "" } else { " disponibles" },
        }),
        Waiting::RemovedStands { .. } => {
            Some(TagWords { count: "ya no es miembro".into(), of_what: "" })
        }
        _ => None,
    }
}

/// What stands on the tag of a candidate.
pub(super) fn votes_tag(votes: Tally) -> TagWords {
    TagWords {
        count: counted(votes),
        of_what: if votes.outgoing.is_some() { "" } else { " votos" },
    }
}

/// "1 de 3", the second being what is needed.
fn counted(tally: Tally) -> String {
    each_side(tally, |count| format!("{} de {}", count.have, count.need))
}

fn no_leader(candidates: &[(ServerId, Tally)]) -> (String, String) {
    let Some((candidate, tally)) = candidates.iter().max_by_key(|(_, tally)| tally.voters.have)
    else {
        return (
            "Nadie en la mesa tiene la hoja. La pedirá quien antes pierda la paciencia."
                .into(),
            "No hay líder en marcha: el primer plazo de elección que se acabe inicia una elección (§5.2)."
                .into(),
        );
    };
    (
        format!(
            "Nadie en la mesa tiene la hoja. De los síes que hacen falta, {} tiene {}.",
            name(*candidate),
            of_the(*tally)
        ),
        format!(
            "No hay líder en marcha: de los votos que necesita, {} tiene {} (§5.2).",
            short(*candidate),
            of_the(*tally)
        ),
    )
}

/// "2 de 5".
fn here_of(tally: Tally) -> String {
    each_side(tally, |count| format!("{} de {}", count.have, count.of))
}

/// "hacen falta 3".
fn needed(tally: Tally) -> String {
    let number = each_side(tally, |count| count.need.to_string());
    let verb = if number == "1" { "hace" } else { "hacen" };
    format!("{verb} falta {number}")
}

/// The same as a sentence, without its full stop.
fn needed_said(tally: Tally) -> String {
    needed(tally).replacen('h', "H", 1)
}

/// "2 de 3", after what they are.
fn of_the(tally: Tally) -> String {
    each_side(tally, |count| format!("{} de {}", count.have, count.need))
}

fn new_notebooks(abstaining: &[ServerId]) -> String {
    let who = names(abstaining.iter().copied());
    match abstaining {
        [] => String::new(),
        [_] => format!("{who} tiene un cuaderno nuevo, y antes debe copiar lo definitivo."),
        _ => format!("{who} tienen cuadernos nuevos, y antes deben copiar lo definitivo."),
    }
}

fn abstaining_servers(abstaining: &[ServerId]) -> String {
    let who = list_said(abstaining);
    match abstaining {
        [] => String::new(),
        [_] => format!("{who} perdió su disco, y se abstiene hasta ponerse al día."),
        _ => format!("{who} perdieron su disco, y se abstienen hasta ponerse al día."),
    }
}

fn away(absent: &[ServerId]) -> String {
    let who = names(absent.iter().copied());
    match absent {
        [] => String::new(),
        [_] => format!("{who} no puede responder ahora."),
        _ => format!("{who} no pueden responder ahora."),
    }
}
