//! Why something is so, and what would bring about what is not.

use std::rc::Rc;

use super::actions::brief;
use super::messages::{kind, short};
use super::numbers::{joined, list, milliseconds, names, server as short_server};
use super::{lunch, notes, paper};
use crate::cluster::{Actor, Envelope, EventBody, MessageKind, Node};
use crate::lunch::teammate;
use crate::raft::{Decision, ServerId, Timer};
use crate::why::{Chain, Cure, Link, Question, Remedy};

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

/// Who sits there: a teammate, or the asker.
fn person(node: Node) -> Rc<str> {
    node.server().map_or_else(|| "quien pregunta".into(), name)
}

/// A node after "de": "de S3", "del cliente".
fn of(node: Node) -> String {
    match node {
        Node::Server(_) => format!("de {}", short(node)),
        Node::Client(_) => format!("del {}", short(node)),
    }
}

/// A node after "a": "a S3", "al cliente".
fn to(node: Node) -> String {
    match node {
        Node::Server(_) => format!("a {}", short(node)),
        Node::Client(_) => format!("al {}", short(node)),
    }
}

/// A node as the subject of a sentence.
fn the(node: Node) -> String {
    match node {
        Node::Server(_) => short(node),
        Node::Client(_) => format!("el {}", short(node)),
    }
}

/// The question, told twice.
pub(super) fn question(question: &Question) -> (String, String) {
    let id = short_server;
    match question {
        Question::Committed(server, index) => (
            format!("¿Por qué es definitiva la línea {index} para {}?", name(*server)),
            format!("¿Por qué sabe {} que el índice {index} está confirmado?", id(*server)),
        ),
        Question::Stored(server, index) => (
            format!("¿Por qué está la línea {index} en el cuaderno de {}?", name(*server)),
            format!("¿Por qué está el índice {index} en el registro de {}?", id(*server)),
        ),
        Question::Compacted(server, index) => (
            format!("¿Por qué ya no está la línea {index} en el cuaderno de {}?", name(*server)),
            format!("¿Por qué está compactado el índice {index} en {}?", id(*server)),
        ),
        Question::Removed(server, index, _) => (
            format!("¿Por qué tachó {} la línea {index}?", name(*server)),
            format!("¿Por qué quitó {} el índice {index}?", id(*server)),
        ),
        Question::Leads(server) => (
            format!("¿Por qué tiene {} la hoja?", name(*server)),
            format!("¿Por qué es {} líder?", id(*server)),
        ),
        Question::Stands(server) => (
            format!("¿Por qué pide {} la hoja?", name(*server)),
            format!("¿Por qué es {} candidato?", id(*server)),
        ),
        Question::Follows(server) => (
            format!("¿Por qué no tiene {} la hoja?", name(*server)),
            format!("¿Por qué es {} seguidor?", id(*server)),
        ),
        Question::IsDown(server) => (
            format!("¿Por qué no está {}?", name(*server)),
            format!("¿Por qué está caído {}?", id(*server)),
        ),
        Question::IsPaused(server) => (
            format!("¿Por qué duerme {}?", name(*server)),
            format!("¿Por qué está en pausa {}?", id(*server)),
        ),
        Question::Message(message) => (
            format!("¿Por qué envió esta nota {}?", person(message.from)),
            format!("¿Por qué envió este mensaje {}?", the(message.from)),
        ),
        Question::Answered(..) => (
            "¿Por qué recibió quien pregunta esta respuesta?".into(),
            "¿Por qué recibió el cliente esta respuesta?".into(),
        ),
        Question::Unanswered(..) => (
            "¿Por qué no tiene aún respuesta quien pregunta?".into(),
            "¿Por qué no tiene aún respuesta el cliente?".into(),
        ),
        Question::NobodyLeads => {
            ("¿Por qué nadie tiene la hoja?".into(), "¿Por qué no hay líder?".into())
        }
        Question::Happened(_) => ("¿Por qué ha pasado esto?".into(), String::new()),
    }
}

/// An event of a chain, told twice. What nobody at a table would mention has only one half.
pub(super) fn link(link: &Link) -> (String, String) {
    let event = &link.event;
    if let Some(beat) = lunch::beat(event) {
        return (beat, paper::event(event).unwrap_or_default());
    }
    let raft = || paper::event(event).unwrap_or_default();
    let server = match event.id.actor {
        Actor::Server(server) => Some(server),
        Actor::Student | Actor::Client(_) | Actor::Message(_) => None,
    };
    let who = server.map_or_else(|| "Quien pregunta".into(), name);
    let id = || server.map(short_server).unwrap_or_default();
    match (&event.body, &link.envelope) {
        (EventBody::ActionTaken(action), _) => {
            ("Esto se hizo desde fuera.".into(), format!("Acción: {}.", brief(action)))
        }
        (EventBody::Sent(_), Some(envelope)) => sent(envelope),
        (EventBody::Received(_), Some(envelope)) => received(envelope),
        (EventBody::TimerFired { timer: Timer::Election }, _) if event.is_by_hand() => {
            (format!("A {who} le dicen que pida la hoja."), raft())
        }
        (EventBody::TimerFired { timer: Timer::Election }, _) => {
            (format!("{who} lleva demasiado tiempo sin oír nada."), raft())
        }
        (EventBody::Decided(Decision::MatchAdvanced { server: of, match_index }), _) => {
            let lunch = match Some(*of) == server {
                true => {
                    format!("El propio cuaderno de {who} cuenta, hasta la línea {match_index}.")
                }
                false => {
                    format!("{who} oye que {} ha copiado hasta la línea {match_index}.", name(*of))
                }
            };
            (lunch, raft())
        }
        (EventBody::Decided(Decision::AppendAccepted { match_index, .. }), _) => (
            format!("{who} ya tiene las mismas líneas, hasta la línea {match_index}."),
            format!(
                "{} ya tiene las entradas del líder, hasta el índice {match_index} (§5.3).",
                id()
            ),
        ),
        (EventBody::Decided(Decision::VoteCounted { voter, .. }), _) => {
            (format!("{who} cuenta el sí de {}.", name(*voter)), raft())
        }
        (EventBody::Decided(Decision::TermAdopted { to, because_of, .. }), _) => {
            (format!("{who} se entera por {} de la ronda {to}.", name(*because_of)), raft())
        }
        (EventBody::Started, _) => (
            format!("{who} está en la mesa desde el principio."),
            format!("{} empieza como seguidor.", id()),
        ),
        _ => (String::new(), raft()),
    }
}

/// A message in a sentence that says from whom or to whom it is.
fn kind_said(it: MessageKind) -> &'static str {
    match it {
        MessageKind::Request => "una petición",
        MessageKind::Response => "una respuesta",
        other => kind(other),
    }
}

/// A sentence that ends with what a note says, which may be a question.
fn ended(text: String) -> String {
    if text.ends_with(['?', '!']) { text } else { text + "." }
}

fn sent(envelope: &Envelope) -> (String, String) {
    let Envelope { id, to: receiver, content, .. } = envelope;
    (
        ended(capitalised(&format!(
            "{} escribe a {}: {}",
            person(id.from),
            person(*receiver),
            notes::note(content)
        ))),
        capitalised(&format!(
            "{} envía {} {}.",
            the(id.from),
            kind_said(MessageKind::of(content)),
            to(*receiver)
        )),
    )
}

fn received(envelope: &Envelope) -> (String, String) {
    let Envelope { id, to: receiver, content, .. } = envelope;
    (
        ended(capitalised(&format!(
            "{} lee la nota de {}: {}",
            person(*receiver),
            person(id.from),
            notes::note(content)
        ))),
        capitalised(&format!(
            "{} recibe {} {}.",
            the(*receiver),
            kind_said(MessageKind::of(content)),
            of(id.from)
        )),
    )
}

/// The condition that held, with its numbers: what the last decision by quorum of a chain
/// counted.
/// That an entry is of the leader's own term is said only if it had to be.
pub(super) fn condition(chain: &Chain, needs_own_term: bool) -> Option<(String, String)> {
    let last = chain.links.last().map(|link| &link.event.body);
    if let Some(EventBody::Decided(Decision::Truncated { from, removed })) = last {
        let term = removed.first()?.term;
        return Some((
            format!(
                "La línea {from} era de la ronda {term}. Donde el cuaderno de quien tiene la hoja dice otra cosa, esa línea se tacha, y todas las que siguen."
            ),
            format!(
                "El índice {from} era del mandato {term}. Donde la entrada del líder tiene otro mandato, esta se quita, y todas las que siguen (§5.3)."
            ),
        ));
    }
    chain.links.iter().rev().find_map(|link| match &link.event.body {
        EventBody::Decided(Decision::Committed { to, acknowledged_by, .. }) => {
            let who = names(acknowledged_by.iter().copied());
            let servers = list(acknowledged_by);
            let (own_term, section) = match needs_own_term {
                true => (", del propio mandato del líder", ", §5.4.2"),
                false => ("", ""),
            };
            Some(match acknowledged_by.len() {
                1 => (
                    format!("Para entonces estaba en 1 cuaderno: el de {who}. Con eso basta."),
                    format!("1 copia del índice {to}{own_term}: {servers} (§5.3{section})."),
                ),
                count => (
                    format!(
                        "Para entonces estaba en {count} cuadernos: los de {who}. Con eso basta."
                    ),
                    format!("{count} copias del índice {to}{own_term}: {servers} (§5.3{section})."),
                ),
            })
        }
        EventBody::Decided(Decision::BecameLeader { votes }) => {
            let (who, servers) = (names(votes.iter().copied()), list(votes));
            Some(match votes.len() {
                1 => (format!("Un sí bastó: el de {who}."), format!("1 voto: {servers} (§5.2).")),
                count => (
                    format!("{} síes bastaron: los de {who}.", super::numbers::number(count, "Un")),
                    format!("{count} votos: {servers} (§5.2)."),
                ),
            })
        }
        _ => None,
    })
}

/// What a button does that brings something about, told twice.
pub(super) fn remedy(remedy: &Remedy) -> (String, String) {
    let lunch = match &remedy.cure {
        Cure::BringBack(servers) => {
            format!("Traer de vuelta a {}", names(servers.iter().copied()))
        }
        Cure::Reconnect(from, to) => {
            format!(
                "Dejar pasar notas entre {}",
                joined(&[person(*from), person(*to)].map(|it| it.to_string()))
            )
        }
        Cure::Rejoin(server) => format!("Que {} vuelva a oír a toda la mesa", name(*server)),
        Cure::HealAll => "Que toda la mesa se oiga otra vez".into(),
        Cure::Deliver { to, .. } => format!("Darle ya esta nota a {}", person(*to)),
        Cure::DeliverAll => "Dejar que las notas lleguen solas".into(),
        Cure::StartDisk(server) => format!("Darle a {} un bolígrafo que escriba", name(*server)),
        Cure::ForceTimeout(server) => format!("Que {} pida ya la hoja", name(*server)),
        Cure::Heartbeat(server) => format!("Que {} diga «Aquí sigo»", name(*server)),
        Cure::Propose { term, .. } => format!("Pedir algo más en la ronda {term}"),
        Cure::SwitchOff(server) => format!("Mandar a casa a {}", name(*server)),
        Cure::CalmNetwork => "No perder más notas".into(),
        Cure::MendAll => "Arreglarlo todo".into(),
    };
    let raft = match &remedy.cure {
        Cure::Deliver { flight, kind: sort, to: receiver } => {
            format!(
                "Que {} {} llegue ya {}",
                kind_said(*sort),
                of(flight.message.from),
                to(*receiver)
            )
        }
        Cure::Propose { leader, term, .. } => {
            format!("Proponer algo más a {} en el mandato {term}", short_server(*leader))
        }
        _ => {
            let briefs: Vec<String> = remedy.actions.iter().map(brief).collect();
            capitalised(&joined(&briefs))
        }
    };
    let when = match remedy.after {
        0 => "al momento".into(),
        after => format!("{} después", milliseconds(after)),
    };
    (lunch, format!("{raft}: ocurre {when}."))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
