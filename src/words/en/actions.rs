//! What actions do: in a few words, as a sentence, and in menus.

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

pub(super) fn sentence(action: &Action) -> String {
    match action {
        Action::Propose { client, text } => format!("{client} proposes \"{text}\"."),
        Action::Poll { client, .. } => format!("{client} asks around."),
        Action::Crash { server } => format!("{server} crashes."),
        Action::Restart { server } => format!("{server} restarts."),
        Action::Pause { server } => format!("{server} is paused."),
        Action::Resume { server } => format!("{server} resumes."),
        Action::Cut { from, to, .. } => format!("The link from {from} to {to} is cut."),
        Action::Heal { from, to, .. } => format!("The link from {from} to {to} is healed."),
        Action::Isolate { server } => format!("{server} is cut off from the other servers."),
        Action::Rejoin { server } => format!("All links of {server} are healed."),
        Action::Partition { .. } => "The servers are divided into groups.".into(),
        Action::HealAll => "All links are healed.".into(),
        Action::Drop { flight } => format!("{} is dropped.", message(flight)),
        Action::Duplicate { flight } => format!("{} is duplicated.", message(flight)),
        Action::Delay { flight, .. } => format!("{} is delayed.", message(flight)),
        Action::ForceElectionTimeout { server } => {
            format!("The election timer of {server} runs out.")
        }
        Action::SetNetwork(_) => "The network changes.".into(),
        Action::SetAnswer(_) => "Answers leave at another time.".into(),
        Action::SetProtocol(_) => "The rules change.".into(),
        Action::AddServer => "A new server starts.".into(),
        Action::ChangeMembership { server, .. } => {
            format!("{server} changes who belongs to the cluster.")
        }
        Action::TransferLeadership { server, to } => format!("{server} hands over to {to}."),
        Action::Compact { server, through } => {
            format!("{server} compacts its log up to index {through}.")
        }
        Action::LoseDisk { server } => format!("{server} loses its disk."),
        Action::SetClock { server, .. } => format!("The clock of {server} changes its pace."),
        Action::SetDelivery(Delivery::Manual) => "Messages wait to be delivered.".into(),
        Action::SetDelivery(Delivery::Automatic) => "Messages arrive by themselves.".into(),
        Action::Deliver { flight } => format!("{} is delivered.", message(flight)),
        Action::ProposeTo { client, text, server } => {
            format!("{client} proposes \"{text}\" to {server}.")
        }
        Action::ForceHeartbeat { server } => format!("{server} sends a heartbeat."),
        Action::TearDisk { server, entries: 1 } => {
            format!("{server} loses the last entry on its disk.")
        }
        Action::TearDisk { server, entries } => {
            format!("{server} loses the last {entries} entries on its disk.")
        }
        Action::StopDisk { server } => format!("The disk of {server} stops."),
        Action::StartDisk { server } => format!("The disk of {server} works again."),
        Action::SetLink { from, to, .. } => format!("The link from {from} to {to} changes."),
        Action::Say { text } => format!("A caption says \"{text}\"."),
    }
}

fn message(flight: &FlightId) -> String {
    match flight.copy {
        0 => format!("Message {} from {}", flight.message.number, flight.message.from),
        copy => {
            format!("Copy {copy} of message {} from {}", flight.message.number, flight.message.from)
        }
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
        Action::Isolate { .. } => "Cut off from the other servers".into(),
        Action::Rejoin { .. } => "Heal all its links".into(),
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
        | Action::Say { .. } => sentence(action),
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
