//! What actions do: in a few words, and in menus.

use std::rc::Rc;

use super::messages::short;
use super::numbers::milliseconds;
use super::paper::node;
use crate::cluster::{Action, Delivery, FlightId, MILLISECOND, Node};
use crate::lunch::teammate;
use crate::raft::{MembershipChange, ServerId};
use crate::words::Offer;

/// True time, in parts per million.
const TRUE_TIME: u32 = 1_000_000;

pub(super) fn brief(action: &Action) -> String {
    let link = |from: &Node, to: &Node, both: bool| {
        format!("{} {} {}", short(*from), if both { "–" } else { "→" }, short(*to))
    };
    let message = |flight: &FlightId| match flight.message.from {
        Node::Client(_) => "un mensaje del cliente".to_owned(),
        from @ Node::Server(_) => format!("un mensaje de {}", short(from)),
    };
    match action {
        Action::Propose { text, .. } => format!("proponer {text}"),
        Action::Poll { .. } => "hacer una encuesta".into(),
        Action::Crash { server } => format!("tumbar S{}", server.0),
        Action::Restart { server } => format!("reiniciar S{}", server.0),
        Action::Pause { server } => format!("pausar S{}", server.0),
        Action::Resume { server } => format!("reanudar S{}", server.0),
        Action::Cut { from, to, both_ways } => format!("cortar {}", link(from, to, *both_ways)),
        Action::Heal { from, to, both_ways } => format!("reparar {}", link(from, to, *both_ways)),
        Action::Isolate { server } => format!("aislar S{}", server.0),
        Action::Rejoin { server } => format!("reparar todos los enlaces de S{}", server.0),
        Action::Partition { .. } => "dividir la red".into(),
        Action::HealAll => "reparar todos los enlaces".into(),
        Action::Drop { flight } => format!("descartar {}", message(flight)),
        Action::Duplicate { flight } => format!("duplicar {}", message(flight)),
        Action::Delay { flight, by } => {
            format!("retrasar {} {}", message(flight), milliseconds(*by))
        }
        Action::ForceElectionTimeout { server } => {
            format!("agotar el plazo de elección de S{}", server.0)
        }
        Action::SetNetwork(_) => "cambiar la red".into(),
        Action::SetAnswer(_) => "cambiar cuándo salen las respuestas".into(),
        Action::SetProtocol(_) => "cambiar una regla o una extensión".into(),
        Action::AddServer => "arrancar un servidor nuevo".into(),
        Action::ChangeMembership { change, .. } => match change {
            MembershipChange::AddLearner(server) => format!("añadir S{} como aprendiz", server.0),
            MembershipChange::AddVoter(server) => format!("añadir S{}", server.0),
            MembershipChange::Promote(server) => format!("ascender S{}", server.0),
            MembershipChange::Remove(server) => format!("quitar S{}", server.0),
            MembershipChange::Joint { .. } => "cambiar los miembros".into(),
        },
        Action::TransferLeadership { to, .. } => format!("ceder el liderazgo a S{}", to.0),
        Action::Compact { server, .. } => format!("compactar el registro de S{}", server.0),
        Action::LoseDisk { server } => format!("perder el disco de S{}", server.0),
        Action::SetDelivery(Delivery::Manual) => "hacer que los mensajes esperen".into(),
        Action::SetDelivery(Delivery::Automatic) => "dejar que los mensajes lleguen solos".into(),
        Action::Deliver { flight } => format!("entregar {}", message(flight)),
        Action::SetClock { server, .. } => format!("cambiar el reloj de S{}", server.0),
        Action::ProposeTo { text, server, .. } => format!("proponer {text} a S{}", server.0),
        Action::ForceHeartbeat { server } => format!("enviar un latido de S{}", server.0),
        Action::TearDisk { server, .. } => {
            format!("arrancar el final del registro de S{}", server.0)
        }
        Action::StopDisk { server } => format!("parar el disco de S{}", server.0),
        Action::StartDisk { server } => format!("poner en marcha el disco de S{}", server.0),
        Action::SetLink { from, to, .. } => format!("cambiar el enlace {}", link(from, to, false)),
        Action::Say { text } => format!("decir «{text}»"),
    }
}

pub(super) fn menu_item(action: &Action) -> String {
    match action {
        Action::Poll { .. } => "Hacer una encuesta".into(),
        Action::Crash { .. } => "Tumbar".into(),
        Action::Restart { .. } => "Reiniciar".into(),
        Action::Pause { .. } => "Pausar".into(),
        Action::Resume { .. } => "Reanudar".into(),
        Action::ForceElectionTimeout { .. } => "Agotar su plazo de elección".into(),
        Action::ForceHeartbeat { .. } => "Enviar un latido".into(),
        Action::Isolate { .. } => "Cortar sus enlaces".into(),
        Action::Rejoin { .. } => "Reparar sus enlaces".into(),
        Action::Cut { from: Node::Server(from), to: Node::Client(_), both_ways: false } => {
            format!("Perder las respuestas de {}", name(*from))
        }
        Action::Cut { from, to, both_ways } => match (client_side(*from, *to), both_ways) {
            (Some(server), _) => format!("Cortar su enlace con {}", name(server)),
            (None, true) => "Cortar en ambos sentidos".into(),
            (None, false) => format!("Cortar solo {} → {}", end(*from), end(*to)),
        },
        Action::Heal { from, to, .. } => match client_side(*from, *to) {
            Some(server) => format!("Reparar su enlace con {}", name(server)),
            None => "Reparar".into(),
        },
        Action::Deliver { .. } => "Entregar ahora".into(),
        Action::Drop { .. } => "Descartar".into(),
        Action::Duplicate { .. } => "Duplicar".into(),
        Action::Delay { by, .. } => format!("Retrasar {} ms", by / MILLISECOND),
        Action::ChangeMembership { change, .. } => match change {
            MembershipChange::Promote(_) => "Darle voto".into(),
            MembershipChange::Remove(_) => "Quitar del clúster".into(),
            MembershipChange::AddLearner(_) => "Añadir como aprendiz".into(),
            MembershipChange::AddVoter(_) => "Añadir con voto".into(),
            MembershipChange::Joint { .. } => "Cambiar los miembros".into(),
        },
        Action::TransferLeadership { .. } => "Cederle el liderazgo".into(),
        Action::LoseDisk { .. } => "Perder su disco".into(),
        Action::TearDisk { .. } => "Arrancar el final de su registro".into(),
        Action::StopDisk { .. } => "Parar su disco".into(),
        Action::StartDisk { .. } => "Poner en marcha su disco".into(),
        Action::Compact { .. } => "Compactar su registro".into(),
        Action::SetClock { rate_ppm, .. } => match rate_ppm.cmp(&TRUE_TIME) {
            std::cmp::Ordering::Equal => "Reloj normal".into(),
            _ if *rate_ppm == 2 * TRUE_TIME => "Reloj el doble de rápido".into(),
            _ if *rate_ppm == TRUE_TIME / 2 => "Reloj a la mitad".into(),
            std::cmp::Ordering::Greater => "Reloj más rápido".into(),
            std::cmp::Ordering::Less => "Reloj más lento".into(),
        },
        // No menu has these: they have places of their own.
        Action::Propose { .. }
        | Action::ProposeTo { .. }
        | Action::Partition { .. }
        | Action::HealAll
        | Action::SetNetwork(_)
        | Action::SetAnswer(_)
        | Action::SetProtocol(_)
        | Action::AddServer
        | Action::SetDelivery(_)
        | Action::SetLink { .. }
        | Action::Say { .. } => brief(action),
    }
}

/// The server at the other end of a client's link.
fn client_side(from: Node, to: Node) -> Option<ServerId> {
    match (from, to) {
        (Node::Client(_), Node::Server(server)) | (Node::Server(server), Node::Client(_)) => {
            Some(server)
        }
        (Node::Server(_), Node::Server(_)) | (Node::Client(_), Node::Client(_)) => None,
    }
}

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

fn end(of: Node) -> String {
    of.server().map_or_else(|| node(of), |server| name(server).to_string())
}

pub(super) fn server_title(server: ServerId) -> String {
    format!("{} · {}", super::paper::long(server), name(server))
}

pub(super) fn link_title(a: ServerId, b: ServerId) -> String {
    format!("Enlace {} – {}", name(a), name(b))
}

pub(super) fn offer(offer: Offer) -> String {
    match offer {
        Offer::ArriveLater(by) => format!("Que llegue {} ms más tarde", by / MILLISECOND),
        Offer::ArriveEarlier(by) => format!("Que llegue {} ms antes", by / MILLISECOND),
        Offer::NoDelay => "No retrasarlo".into(),
        Offer::GoToArrival => "Ir a donde llega".into(),
        Offer::GoToSending => "Ir a donde se envía".into(),
        Offer::Drop => "Descartarlo".into(),
        Offer::DontDrop => "No descartarlo".into(),
        Offer::Duplicate => "Duplicarlo".into(),
        Offer::MoveLater(by) => format!("{} ms más tarde", by / MILLISECOND),
        Offer::MoveEarlier(by) => format!("{} ms antes", by / MILLISECOND),
        Offer::TakeOut => "Quitarla".into(),
        Offer::GoThere => "Ir ahí".into(),
    }
}
