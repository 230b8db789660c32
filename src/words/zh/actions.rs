//! What actions do: in a few words, and in menus.

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
    let message = |flight: &FlightId| format!("a message from {}", short(flight.message.from));
    match action {
        Action::Propose { text, .. } => format!("propose {text}"),
        Action::Poll { .. } => "ask what everyone wants".into(),
        Action::Crash { server } => format!("crash S{}", server.0),
        Action::Restart { server } => format!("restart S{}", server.0),
        Action::Pause { server } => format!("pause S{}", server.0),
        Action::Resume { server } => format!("resume S{}", server.0),
        Action::Cut { from, to, both_ways } => format!("cut {}", link(from, to, *both_ways)),
        Action::Heal { from, to, both_ways } => format!("heal {}", link(from, to, *both_ways)),
        Action::Isolate { server } => format!("cut S{} off", server.0),
        Action::Rejoin { server } => format!("heal all links of S{}", server.0),
        Action::Partition { .. } => "divide the network".into(),
        Action::HealAll => "heal every link".into(),
        Action::Drop { flight } => format!("drop {}", message(flight)),
        Action::Duplicate { flight } => format!("duplicate {}", message(flight)),
        Action::Delay { flight, by } => {
            format!("delay {} by {}", message(flight), milliseconds(*by))
        }
        Action::ForceElectionTimeout { server } => format!("election timeout of S{}", server.0),
        Action::SetNetwork(_) => "change the network".into(),
        Action::SetAnswer(_) => "change when answers leave".into(),
        Action::SetProtocol(_) => "switch a rule or an extension".into(),
        Action::AddServer => "start a new server".into(),
        Action::ChangeMembership { change, .. } => match change {
            MembershipChange::AddLearner(server) => format!("add S{} as a learner", server.0),
            MembershipChange::AddVoter(server) => format!("add S{}", server.0),
            MembershipChange::Promote(server) => format!("promote S{}", server.0),
            MembershipChange::Remove(server) => format!("remove S{}", server.0),
            MembershipChange::Joint { .. } => "change the members".into(),
        },
        Action::TransferLeadership { to, .. } => format!("hand the leadership to S{}", to.0),
        Action::Compact { server, .. } => format!("compact the log of S{}", server.0),
        Action::LoseDisk { server } => format!("lose the disk of S{}", server.0),
        Action::SetDelivery(Delivery::Manual) => "let messages wait to be delivered".into(),
        Action::SetDelivery(Delivery::Automatic) => "let messages arrive by themselves".into(),
        Action::Deliver { flight } => format!("deliver {}", message(flight)),
        Action::SetClock { server, .. } => format!("change the clock of S{}", server.0),
        Action::ProposeTo { text, server, .. } => format!("propose {text} to S{}", server.0),
        Action::ForceHeartbeat { server } => format!("heartbeat of S{}", server.0),
        Action::TearDisk { server, .. } => format!("tear the end off the log of S{}", server.0),
        Action::StopDisk { server } => format!("stop the disk of S{}", server.0),
        Action::StartDisk { server } => format!("start the disk of S{} again", server.0),
        Action::SetLink { from, to, .. } => format!("change the link {}", link(from, to, false)),
        Action::Say { text } => format!("say \u{201c}{text}\u{201d}"),
    }
}

pub(super) fn menu_item(action: &Action) -> String {
    match action {
        Action::Poll { .. } => "Ask what everyone wants".into(),
        Action::Crash { .. } => "Crash".into(),
        Action::Restart { .. } => "Restart".into(),
        Action::Pause { .. } => "Pause".into(),
        Action::Resume { .. } => "Resume".into(),
        Action::ForceElectionTimeout { .. } => "Let the election timer run out".into(),
        Action::ForceHeartbeat { .. } => "Send a heartbeat".into(),
        Action::Isolate { .. } => "Cut its links".into(),
        Action::Rejoin { .. } => "Heal its links".into(),
        Action::Cut { from: Node::Server(from), to: Node::Client(_), both_ways: false } => {
            format!("Lose {}'s answers", name(*from))
        }
        Action::Cut { from, to, both_ways } => match (client_side(*from, *to), both_ways) {
            (Some(server), _) => format!("Cut its link to {}", name(server)),
            (None, true) => "Cut both ways".into(),
            (None, false) => format!("Cut {} → {} only", end(*from), end(*to)),
        },
        Action::Heal { from, to, .. } => match client_side(*from, *to) {
            Some(server) => format!("Heal its link to {}", name(server)),
            None => "Heal".into(),
        },
        Action::Deliver { .. } => "Deliver now".into(),
        Action::Drop { .. } => "Drop".into(),
        Action::Duplicate { .. } => "Duplicate".into(),
        Action::Delay { by, .. } => format!("Delay by {} ms", by / MILLISECOND),
        Action::ChangeMembership { change, .. } => match change {
            MembershipChange::Promote(_) => "Promote to voter".into(),
            MembershipChange::Remove(_) => "Remove from the cluster".into(),
            MembershipChange::AddLearner(_) => "Add as a learner".into(),
            MembershipChange::AddVoter(_) => "Add as a voter".into(),
            MembershipChange::Joint { .. } => "Change the members".into(),
        },
        Action::TransferLeadership { .. } => "Hand it the leadership".into(),
        Action::LoseDisk { .. } => "Lose its disk".into(),
        Action::TearDisk { .. } => "Tear the end off its log".into(),
        Action::StopDisk { .. } => "Stop its disk".into(),
        Action::StartDisk { .. } => "Start its disk again".into(),
        Action::Compact { .. } => "Compact its log".into(),
        Action::SetClock { rate_ppm, .. } => match rate_ppm.cmp(&TRUE_TIME) {
            std::cmp::Ordering::Equal => "Normal clock".into(),
            _ if *rate_ppm == 2 * TRUE_TIME => "Clock twice as fast".into(),
            _ if *rate_ppm == TRUE_TIME / 2 => "Clock half as fast".into(),
            std::cmp::Ordering::Greater => "Faster clock".into(),
            std::cmp::Ordering::Less => "Slower clock".into(),
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

fn name(server: ServerId) -> &'static str {
    teammate(server).name
}

fn end(of: Node) -> String {
    of.server().map_or_else(|| node(of), |server| name(server).into())
}

pub(super) fn server_title(server: ServerId) -> String {
    format!("{server} · {}", name(server))
}

pub(super) fn link_title(a: ServerId, b: ServerId) -> String {
    format!("Link {} – {}", name(a), name(b))
}

pub(super) fn offer(offer: Offer) -> String {
    match offer {
        Offer::ArriveLater(by) => format!("Arrive {} ms later", by / MILLISECOND),
        Offer::ArriveEarlier(by) => format!("Arrive {} ms earlier", by / MILLISECOND),
        Offer::NoDelay => "Don't delay it".into(),
        Offer::GoToArrival => "Go to where it arrives".into(),
        Offer::GoToSending => "Go to where it is sent".into(),
        Offer::Drop => "Drop it".into(),
        Offer::DontDrop => "Don't drop it".into(),
        Offer::Duplicate => "Duplicate it".into(),
        Offer::MoveLater(by) => format!("{} ms later", by / MILLISECOND),
        Offer::MoveEarlier(by) => format!("{} ms earlier", by / MILLISECOND),
        Offer::TakeOut => "Take it out".into(),
        Offer::GoThere => "Go there".into(),
    }
}
