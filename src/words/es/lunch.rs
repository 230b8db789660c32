//! Events as beats: the run as the table tells it.

use std::rc::Rc;

use super::numbers::{either, lines, names};
use super::things::{ASKER, dish, dish_name, guest_list, line};
use crate::cluster::{Actor, Event, EventBody, LossReason, Node, RequestProgress};
use crate::lunch::teammate;
use crate::raft::{
    AppendRejection, Decision, Index, Payload, RequestRefusal, ServerId, SnapshotNotNeeded,
    StepDown, VoteDenial,
};

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn beat(event: &Event) -> Option<String> {
    match event.id.actor {
        Actor::Server(server) => of_server(server, event),
        _ => of_others(&event.body),
    }
}

/// What happens to a server, as its teammate's doing.
fn of_server(server: ServerId, event: &Event) -> Option<String> {
    let name = name(server);
    Some(match &event.body {
        EventBody::Started if event.at == 0 => return None,
        EventBody::Started => format!("{name} llega a la mesa, con un cuaderno vacío."),
        EventBody::Crashed { lost_writes: 0 } => format!(
            "{name} se va de la mesa. El cuaderno se queda, pero no dice qué líneas son definitivas."
        ),
        EventBody::Crashed { .. } => {
            format!("{name} se va a media frase. Lo que aún no estaba en papel se olvida.")
        }
        EventBody::Restarted { last_index: 0, .. } => {
            format!("{name} vuelve. En el cuaderno no hay ninguna línea.")
        }
        EventBody::Restarted { last_index, .. } => format!(
            "{name} vuelve, con un cuaderno hasta la línea {last_index}. Tiene que oír de nuevo qué líneas son definitivas."
        ),
        EventBody::Paused => format!("{name} se duerme."),
        EventBody::Resumed => format!("{name} despierta, y no sabe cuánto tiempo ha pasado."),
        EventBody::Abstained => {
            format!("{name} tiene un cuaderno nuevo, y aún no dice ni sí ni no.")
        }
        EventBody::DiskLost => format!("El cuaderno de {name} se ha perdido para siempre."),
        EventBody::DiskTorn { entries: 1 } => {
            format!("Al cuaderno de {name} le arrancan la última línea.")
        }
        EventBody::DiskTorn { entries } => {
            format!("Al cuaderno de {name} le arrancan las últimas {entries} líneas.")
        }
        EventBody::DiskStopped => {
            format!("El bolígrafo de {name} no escribe: nada llega al papel.")
        }
        EventBody::DiskStarted => format!("El bolígrafo de {name} vuelve a escribir."),
        EventBody::RequestKnown { progress, .. } => match progress {
            RequestProgress::UnderWay => {
                format!("{name} ya está en ello, y no empieza de nuevo.")
            }
            RequestProgress::AnswerHeld => {
                format!("{name} ya lo ha hecho. Responderá cuando lo sepa la mayoría de la mesa.")
            }
            RequestProgress::Applied { index } => {
                format!("{name} ya lo hizo, por la línea {index}, y lo dice otra vez.")
            }
        },
        EventBody::Forwarded { leader, .. } => {
            format!("{name} le pasa a {} la petición de quien pregunta.", teammate(*leader).name)
        }
        EventBody::Restored { last_index, .. } => {
            format!("{name} se guía por la página que resume {}.", lines(1, *last_index))
        }
        EventBody::ReadServed { value: Some(value), .. } => {
            format!("{name} lo consulta para quien pregunta: {}.", dish_name(value))
        }
        EventBody::ReadServed { value: None, .. } => {
            format!("{name} lo consulta para quien pregunta, y no encuentra nada.")
        }
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("{name} cumple la línea {index}: {}.", dish(&request.operation))
        }
        EventBody::Applied { index, request: Some(_), took_effect: false, .. } => {
            format!("{name} ve que la línea {index} repite una petición anterior, y se la salta.")
        }
        EventBody::Waiting(flight) => {
            format!("Una nota de {} espera a que {name} despierte.", speaker(flight.message.from))
        }
        EventBody::Decided(decision) => decided(server, decision)?,
        body => return of_others(body),
    })
}

/// What happens to the asker, and to notes on their way.
fn of_others(body: &EventBody) -> Option<String> {
    Some(match body {
        EventBody::Lost { flight, reason } => {
            let from = speaker(flight.message.from);
            match reason {
                LossReason::Network => format!("Una nota de {from} se pierde."),
                LossReason::Cut => format!("Una nota de {from} no logra pasar."),
                LossReason::ReceiverDown => format!("Una nota de {from} llega a una silla vacía."),
                LossReason::Dropped => format!("Alguien quita de en medio una nota de {from}."),
            }
        }
        EventBody::Duplicated { flight } => {
            format!("Una nota de {} se duplica por el camino.", speaker(flight.message.from))
        }
        EventBody::Delayed { flight, .. } => {
            format!("Una nota de {} se retrasa.", speaker(flight.message.from))
        }
        EventBody::Delivered { flight } => {
            format!("Alguien lleva en mano una nota de {}.", speaker(flight.message.from))
        }
        EventBody::Proposed { operation, .. } => format!("{ASKER} quiere: {}.", dish(operation)),
        EventBody::TimedOut { .. } => format!(
            "{ASKER} no recibe respuesta. Puede que se haya hecho, o puede que no. Vuelve a preguntar."
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("A quien pregunta le dicen: habla con {}.", teammate(*leader).name)
        }
        EventBody::Redirected { leader: None, .. } => {
            format!("{ASKER} ha dado con alguien que no sabe quién tiene la hoja.")
        }
        EventBody::Answered { index, .. } => {
            format!("{ASKER} ya tiene la respuesta: es la línea {index}, y es definitiva.")
        }
        EventBody::ReadAnswered { value: Some(value), .. } => {
            format!("{ASKER} ya tiene la respuesta: {}.", dish_name(value))
        }
        EventBody::ReadAnswered { value: None, .. } => {
            format!("{ASKER} ya tiene la respuesta: no hay nada.")
        }
        EventBody::PollOpened { dishes } => {
            let dishes: Vec<String> = dishes.iter().map(|dish| dish_name(dish).into()).collect();
            format!("{ASKER} va de silla en silla: ¿{}?", either(&dishes))
        }
        EventBody::PollPreference { teammate, dish } => {
            format!("A {} le apetece {}.", name(*teammate), dish_name(dish))
        }
        EventBody::PollSilence { teammate } => format!("{} no contesta.", name(*teammate)),
        EventBody::PollTallied { tally, is_tie } => tallied(tally, *is_tie),
        EventBody::PollEmpty => "Nadie contesta. No hay nada que proponer.".into(),
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::Started
        | EventBody::Crashed { .. }
        | EventBody::Restarted { .. }
        | EventBody::Paused
        | EventBody::Resumed
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { .. }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::Waiting(_)
        | EventBody::Decided(_)
        | EventBody::Applied { .. }
        | EventBody::PollAsked { .. }
        | EventBody::Restored { .. }
        | EventBody::ReadServed { .. }
        | EventBody::DiskLost
        | EventBody::Abstained
        | EventBody::DiskTorn { .. }
        | EventBody::DiskStopped
        | EventBody::DiskStarted
        | EventBody::RequestKnown { .. }
        | EventBody::Forwarded { .. } => return None,
    })
}

fn decided(server: ServerId, decision: &Decision) -> Option<String> {
    let name = name(server);
    Some(match decision {
        Decision::BecameCandidate { term } => {
            format!("{name} pregunta a la mesa: ¿me quedo yo con la hoja? Es la ronda {term}.")
        }
        Decision::VoteGranted { candidate } => {
            format!("{name} le dice que sí a {}, y lo apunta.", teammate(*candidate).name)
        }
        Decision::VoteRepeated { candidate } => {
            let candidate = teammate(*candidate).name;
            format!("{name} le dice otra vez que sí a {candidate}: es el mismo sí.")
        }
        Decision::VoteDenied { candidate, reason } => {
            denied(server, "le dice que no a", *candidate, *reason)
        }
        Decision::VoteCounted { voter, .. } if *voter == server => {
            format!("El sí de {name} también cuenta.")
        }
        Decision::BecameLeader { votes } => {
            let voters = names(votes.iter().copied());
            let said = if votes.len() == 1 { "dijo" } else { "dijeron" };
            format!("{voters} {said} que sí: ahora {name} tiene la hoja.")
        }
        Decision::BecameFollower { reason, .. } => match reason {
            StepDown::HigherTerm => {
                format!("{name} se entera de que hay una ronda posterior, y cede.")
            }
            StepDown::LeaderOfThisTerm { leader } => {
                format!("{name} oye que la hoja es de {}, y cede.", self::name(*leader))
            }
            StepDown::Removed => {
                format!("La lista sin {name} es definitiva: {name} se retira.")
            }
            StepDown::NoQuorum { .. } => {
                format!("A {name} le contesta muy poca gente, y suelta la hoja.")
            }
        },
        Decision::LeaderRecognised { leader } => {
            format!("{name} acepta que la hoja la tenga {}.", teammate(*leader).name)
        }
        Decision::EntryAppended { index, entry } => match &entry.payload {
            Payload::Configuration(configuration) => format!(
                "{name} escribe a lápiz la línea {index}, una lista de la mesa: {}.",
                guest_list(configuration)
            ),
            Payload::Noop | Payload::Command(_) => {
                format!("{name} escribe a lápiz la línea {index}: {}.", line(entry))
            }
        },
        Decision::RequestRefused { reason, .. } => refused(&name, reason),
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, appended: 1, .. } => {
            format!("{name} copia la línea {match_index}.")
        }
        Decision::AppendAccepted { match_index, appended, .. } => {
            format!("{name} copia {appended} líneas, hasta la línea {match_index}.")
        }
        Decision::AppendRejected { leader, reason } => rejected(&name, *leader, *reason),
        Decision::Truncated { from, removed } => {
            let last = from + (removed.len() as Index).saturating_sub(1);
            format!(
                "{name} tacha {}, para que su cuaderno diga lo mismo que el de quien tiene la hoja.",
                lines(*from, last)
            )
        }
        Decision::NextIndexBackedUp { follower, to, .. } => {
            format!("{name} retrocede a la línea {to} por {}.", teammate(*follower).name)
        }
        Decision::Committed { from, to, acknowledged_by } => {
            let having = names(acknowledged_by.iter().copied());
            let have = if acknowledged_by.len() == 1 { "tiene" } else { "tienen" };
            let they_have = match *to == from + 1 {
                true => format!("la {have} {having}"),
                false => format!("la línea {to} la {have} {having}"),
            };
            format!("{} {name} ha contado: {they_have}.", final_lines(*from, *to))
        }
        Decision::CommitLearned { to, leader, .. } => learned(server, *to, *leader),
        Decision::BecamePreCandidate { .. } => {
            format!("{name} pregunta quién diría que sí. Aún no empieza ninguna ronda.")
        }
        Decision::PreVoteGranted { candidate } => {
            format!("{name} le diría que sí a {}.", teammate(*candidate).name)
        }
        Decision::PreVoteDenied { candidate, reason } => {
            denied(server, "no le diría que sí a", *candidate, *reason)
        }
        Decision::ConfigurationInForce { configuration, .. } => {
            format!("{name} se guía por una lista nueva: {}.", guest_list(configuration))
        }
        Decision::ConfigurationTakenBack { configuration, .. } => format!(
            "{name} tachó una lista, y se guía por la anterior: {}.",
            guest_list(configuration)
        ),
        Decision::Compacted { through } => {
            format!("{name} resume {} en una página.", lines(1, *through))
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            format!("{name} apunta quién estaba en la mesa al principio.")
        }
        Decision::SnapshotInstalled { last_index, .. } => {
            format!("{name} adopta una página que resume {}.", lines(1, *last_index))
        }
        Decision::SnapshotIgnored { reason: SnapshotNotNeeded::StaleTerm, .. } => {
            format!("{name} devuelve la página: es de una ronda anterior.")
        }
        Decision::SnapshotIgnored { .. } => {
            format!("{name} ya tiene esas líneas, y no necesita la página.")
        }
        Decision::ReadTaken { .. } => format!("A {name} le preguntan qué es definitivo."),
        Decision::ReadConfirmed { acknowledged_by, .. } => {
            let confirm = if acknowledged_by.len() == 1 { "confirma" } else { "confirman" };
            let by = names(acknowledged_by.iter().copied());
            format!("{name} sigue con la hoja: lo {confirm} {by}.")
        }
        Decision::TransferBegun { to } => format!(
            "{name} le está pasando la hoja a {}, y mientras tanto no acepta pedidos.",
            teammate(*to).name
        ),
        Decision::TransferReady { to } => format!(
            "{name} le dice a {}: tu cuaderno está completo, pide la hoja.",
            teammate(*to).name
        ),
        Decision::TransferAborted { to } => {
            format!("{name} ya no espera para ceder la hoja: {} no la tomó.", teammate(*to).name)
        }
        Decision::TransferRedirected { from, to } => format!(
            "{name} cambia de plan: la hoja es para {}, no para {}.",
            teammate(*to).name,
            teammate(*from).name
        ),
        Decision::VoteRefused { voter, .. } => {
            format!("{name} oye un no de {}.", teammate(*voter).name)
        }
        Decision::PreVoteRefused { voter, .. } => {
            format!("{name} oye que {} no diría que sí.", teammate(*voter).name)
        }
        Decision::AskedAgain { voters } => {
            format!("{name} vuelve a preguntar a {}.", names(voters.iter().copied()))
        }
        Decision::TimeoutNowIgnored { from, .. } => {
            format!("{name} no toma la hoja que le ofrece {}.", teammate(*from).name)
        }
        Decision::LeaseHeld { acknowledged_by, .. } => {
            let others = acknowledged_by.iter().copied().filter(|other| *other != server);
            let others: Vec<_> = others.collect();
            match others.is_empty() {
                true => format!("{name} cuenta con tener la hoja un momento más."),
                false => format!(
                    "{name} recibe noticias de {}, y cuenta con tener la hoja un momento más.",
                    names(others)
                ),
            }
        }
        Decision::LeaseEnded { .. } => format!("{name} ya no puede contar con tener la hoja."),
        Decision::ReadUnderLease { .. } => {
            format!("{name} se fía del reloj, y contesta sin preguntar a nadie.")
        }
        Decision::ReadDropped { .. } => {
            format!("{name} deja la pregunta sin contestar: quizá otra persona tenga la hoja.")
        }
        Decision::TransferOver { to } => format!(
            "{name} ya no tiene hoja que ceder. Si la recibe {}, lo decide la votación.",
            teammate(*to).name
        ),
        Decision::ImpossibleMessage { from, .. } => {
            format!("{name} oye a {} decir algo que no puede ser.", teammate(*from).name)
        }
        Decision::TermAdopted { .. }
        | Decision::VoteCounted { .. }
        | Decision::PreVoteCounted { .. }
        | Decision::QuorumHeard { .. }
        | Decision::MatchAdvanced { .. }
        | Decision::StaysFollower { .. }
        | Decision::StoppedProtectingLeader
        | Decision::ReplyIgnored { .. } => return None,
    })
}

/// A follower hears what is final.
pub(super) fn learned(server: ServerId, to: Index, leader: ServerId) -> String {
    format!(
        "{} se entera por {}: todo es definitivo hasta la línea {to}.",
        name(server),
        name(leader)
    )
}

fn denied(server: ServerId, no: &str, candidate: ServerId, reason: VoteDenial) -> String {
    let (name, candidate) = (name(server), name(candidate));
    match reason {
        VoteDenial::StaleTerm => format!("{name} {no} {candidate}: esa ronda ya terminó."),
        VoteDenial::TermHasBegun => {
            format!("{name} {no} {candidate}: esa ronda ya ha empezado.")
        }
        VoteDenial::AlreadyVoted { voted_for } if voted_for == server => {
            format!("{name} {no} {candidate}: en esta ronda también pidió la hoja.")
        }
        VoteDenial::AlreadyVoted { voted_for } => {
            format!(
                "{name} {no} {candidate}: el sí de esta ronda fue para {}.",
                self::name(voted_for)
            )
        }
        VoteDenial::JustStarted => format!(
            "{name} no hace caso a {candidate}: acaba de despertar, y quizá hizo una promesa a quien tenía la hoja."
        ),
        VoteDenial::HeardFromLeader => {
            format!("{name} no hace caso a {candidate}: hace un momento alguien tenía la hoja.")
        }
        VoteDenial::LogBehind { .. } => format!(
            "{name} {no} {candidate}: a ese cuaderno le falta una línea que {name} sí tiene."
        ),
    }
}

fn refused(name: &str, reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { .. } => format!("{name} no tiene la hoja."),
        RequestRefusal::TransferUnderWay { to } => format!(
            "{name} le está pasando la hoja a {}, y mientras tanto no acepta pedidos.",
            teammate(*to).name
        ),
        RequestRefusal::ChangeUnderWay { .. }
        | RequestRefusal::NothingCommittedInThisTerm { .. }
        | RequestRefusal::StillCatchingUp { .. }
        | RequestRefusal::NotAppliedYet { .. }
        | RequestRefusal::KnowsNoMembers => format!("{name} dice: todavía no."),
        RequestRefusal::AlreadyAMember(_)
        | RequestRefusal::NotAMember(_)
        | RequestRefusal::NotALearner(_)
        | RequestRefusal::IsALearner(_)
        | RequestRefusal::NoVoterLeft
        | RequestRefusal::NothingChanges
        | RequestRefusal::LeadsAlready(_)
        | RequestRefusal::CompactedAlready { .. } => format!("{name} dice: eso no se puede."),
    }
}

fn rejected(name: &str, leader: ServerId, reason: AppendRejection) -> String {
    let leader = teammate(leader).name;
    match reason {
        AppendRejection::StaleTerm => {
            format!("{name} le dice a {leader} que ya empezó una ronda posterior.")
        }
        AppendRejection::LogTooShort { prev_log_index, .. } => {
            format!("{name} aún no puede copiar: le falta la línea {prev_log_index}.")
        }
        AppendRejection::TermMismatch { prev_log_index, .. } => {
            format!("{name} aún no puede copiar: su línea {prev_log_index} no es la de {leader}.")
        }
        AppendRejection::KnowsNoMembers => format!(
            "{name} tiene un cuaderno vacío, y le pregunta a {leader} quién estaba en la mesa al principio."
        ),
    }
}

fn tallied(tally: &[(String, u64)], is_tie: bool) -> String {
    let count = |(dish, count): &(String, u64)| format!("{} {count}", dish_name(dish));
    let counts: Vec<_> = tally.iter().map(count).collect();
    let first = tally.first().map_or("", |(dish, _)| dish_name(dish));
    let counts = counts.join(", ");
    match is_tie {
        true => format!(
            "Recuento: {counts}. Hay empate: quien pregunta propondrá {first}, por ir antes en el menú. Aún no hay nada decidido."
        ),
        false => format!(
            "Recuento: {counts}. Así que quien pregunta propondrá {first}. Aún no hay nada decidido."
        ),
    }
}

/// Who sends a note, inside a sentence.
fn speaker(node: Node) -> Rc<str> {
    match node {
        Node::Server(server) => name(server),
        Node::Client(_) => "quien pregunta".into(),
    }
}

/// What a commit makes final: all lines after `from`, up to `to`.
pub(super) fn final_lines(from: Index, to: Index) -> String {
    if to == from + 1 {
        format!("La línea {to} es definitiva.")
    } else {
        format!("Las líneas {} a {to} son definitivas.", from + 1)
    }
}
