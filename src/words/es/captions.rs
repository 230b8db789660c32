//! What is said over the pictures.

use std::rc::Rc;

use super::lunch::{beat, final_lines, learned};
use super::numbers::{number, server as short};
use super::paper::{entry, sentence};
use super::things::{ASKER, dish, line};
use crate::cluster::{Actor, Event};
use crate::lunch::{in_their_names, teammate};
use crate::raft::ServerId;
use crate::words::{Enough, Highlight, Share};

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn caption(highlight: &Highlight) -> (String, String) {
    match *highlight {
        Highlight::Opening { servers, leader: Some((leader, term)) } => (
            format!("{} {} tiene la hoja.", table(servers), name(leader)),
            format!(
                "Raft mantiene igual una lista en varios servidores. {} es líder en el mandato {term}.",
                short(leader)
            ),
        ),
        Highlight::Opening { servers, leader: None } => (
            format!("{} Aún nadie tiene la hoja.", table(servers)),
            match servers {
                1 => "Un servidor empieza como seguidor. Espera noticias de un líder.".into(),
                _ => format!(
                    "{} servidores empiezan como seguidores. Cada uno espera noticias de un líder.",
                    number(servers, "Un")
                ),
            },
        ),
        Highlight::Said(text) => (in_their_names(text).into_owned(), String::new()),
        Highlight::Candidate { server, term, has_waited } => {
            let (name, server) = (name(server), short(server));
            match has_waited {
                true => (
                    format!(
                        "{name} ya ha esperado bastante, y pregunta a la mesa: ¿me quedo yo con la hoja?"
                    ),
                    format!(
                        "A {server} se le acaba el plazo de elección: es candidato en el mandato {term}, y se vota a sí mismo."
                    ),
                ),
                false => (
                    format!("{name} pregunta a la mesa: ¿me quedo yo con la hoja?"),
                    format!(
                        "{server} se hace candidato en el mandato {term}, y se vota a sí mismo."
                    ),
                ),
            }
        }
        Highlight::Vote { server, candidate } => (
            format!(
                "{} dice que sí. Solo un sí por ronda, y primero se apunta en papel.",
                name(server)
            ),
            format!(
                "{} vota por {}: un voto por mandato, en disco antes de enviarlo.",
                short(server),
                short(candidate)
            ),
        ),
        Highlight::Leader { server, term, votes } => (
            match votes.count {
                1 => format!("{} dijo que sí. {} tiene la hoja.", share(votes), name(server)),
                _ => format!("{} dijeron que sí. {} tiene la hoja.", share(votes), name(server)),
            },
            format!(
                "{} tiene {}, {}. Es líder en el mandato {term}.",
                short(server),
                voted(votes),
                enough(votes.enough)
            ),
        ),
        Highlight::Noop { server, index } => (
            format!(
                "La primera línea de {} solo dice «inicio»: ahora tengo yo la hoja.",
                name(server)
            ),
            format!(
                "{}, el nuevo líder, añade un no-op en el índice {index}, para confirmar en su propio mandato.",
                short(server)
            ),
        ),
        Highlight::Append { server, index, entry: new } => (
            format!(
                "{} escribe a lápiz la línea {index}: {}. Ningún otro cuaderno la tiene aún.",
                name(server),
                line(new)
            ),
            format!(
                "{} añade {} en el índice {index} y envía AppendEntries.",
                short(server),
                entry(new)
            ),
        ),
        Highlight::Copy { server, event, is_durable_first, .. } => (
            format!(
                "{} Luego {} dice: copiado. Es un acuse de recibo, no una opinión.",
                beat(event).unwrap_or_default(),
                name(server)
            ),
            match is_durable_first {
                true => format!("{} lo guarda y responde cuando ya está en disco.", short(server)),
                false => in_full(event),
            },
        ),
        Highlight::Final { server, from, to, copies, .. } => (
            format!(
                "{} cuenta los cuadernos con la línea {to}: {}. {}",
                name(server),
                share(copies),
                final_lines(from, to)
            ),
            format!(
                "{} cuenta quién tiene el índice {to}: {}, {}. Confirma.",
                short(server),
                share_of_voters(copies),
                enough(copies.enough)
            ),
        ),
        Highlight::Told { server, to, leader, .. } => (
            learned(server, to, leader),
            format!("{} lo sabe por leader_commit, en un AppendEntries.", short(server)),
        ),
        Highlight::AllKnow { index, operation, members } => {
            let (know, all) = match members {
                Some(1) => (
                    "Lo sabe la única persona de la lista".into(),
                    "El único miembro ha aplicado".into(),
                ),
                Some(some) => (
                    format!("Las {some} personas de la lista lo saben"),
                    format!("Los {some} miembros han aplicado"),
                ),
                None => {
                    ("Ya lo sabe toda la mesa".into(), "Todos los servidores han aplicado".into())
                }
            };
            (
                format!("{know}: la línea {index} es definitiva. Dice: {}.", dish(operation)),
                format!("{all} el índice {index}: {operation}."),
            )
        }
        Highlight::Request { operation, to, is_away } => (
            match is_away {
                true => format!(
                    "{ASKER} se dirige a {}: {}, por favor. Pero {} no está.",
                    name(to),
                    dish(operation),
                    name(to)
                ),
                false => {
                    format!("{ASKER} se dirige a {}: {}, por favor.", name(to), dish(operation))
                }
            },
            match is_away {
                true => {
                    format!("El cliente envía {operation} a {}, que está caído.", short(to))
                }
                false => format!("El cliente envía {operation} a {}.", short(to)),
            },
        ),
        Highlight::Redirect { server, leader } => (
            format!(
                "{} no tiene la hoja, y envía a quien pregunta a hablar con {}.",
                name(server),
                name(leader)
            ),
            format!(
                "{} es seguidor: rechaza el comando e indica que el líder es {}.",
                short(server),
                short(leader)
            ),
        ),
        Highlight::Answer { server, index } => (
            format!(
                "{} responde a quien pregunta: es la línea {index}, y es definitiva.",
                name(server)
            ),
            format!("{} ha aplicado el índice {index} y responde al cliente.", short(server)),
        ),
        Highlight::Crash { event, server, keeps_vote } => (
            beat(event).unwrap_or_default(),
            format!(
                "{} se ha caído. Lo que estaba en disco se queda: {}. Su commit_index se ha perdido.",
                short(server),
                if keeps_vote { "mandato, voto y registro" } else { "mandato y registro" }
            ),
        ),
        Highlight::Plain { event, .. } => (beat(event).unwrap_or_default(), in_full(event)),
    }
}

fn table(servers: usize) -> String {
    match servers {
        1 => "Una persona del equipo quiere almorzar.".into(),
        _ => format!("{} personas de un equipo quieren almorzar lo mismo.", number(servers, "Una")),
    }
}

/// The event in the words of the paper, with its server before it.
fn in_full(event: &Event) -> String {
    let words = sentence(event).unwrap_or_default();
    match event.id.actor {
        Actor::Server(server) => format!("{} {words}", short(server)),
        _ => words,
    }
}

/// "3 de 5" at the table; while both sides of a change decide, only how many.
fn share(Share { count, voters, has_others, .. }: Share) -> String {
    match voters {
        None => count.to_string(),
        Some(voters) if has_others => format!("{count} de {voters} que deciden"),
        Some(voters) => format!("{count} de {voters}"),
    }
}

/// The same in the cluster.
fn share_of_voters(share: Share) -> String {
    match share.voters {
        Some(voters) if share.has_others => format!("{} de {voters} votantes", share.count),
        _ => self::share(share),
    }
}

/// "3 de 5 votos".
fn voted(Share { count, voters, .. }: Share) -> String {
    match (count, voters) {
        (_, Some(voters)) => format!("{count} de {voters} votos"),
        (1, None) => "1 voto".into(),
        (_, None) => format!("{count} votos"),
    }
}

fn enough(enough: Enough) -> &'static str {
    match enough {
        Enough::Majority => "una mayoría",
        Enough::BothMajorities => "una mayoría en ambos lados",
        Enough::RuleOff => "suficiente mientras falte una regla",
    }
}
