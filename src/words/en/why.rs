//! Why something is so, and what would bring about what is not.

use std::rc::Rc;

use super::actions::brief;
use super::messages::{kind, short};
use super::numbers::{joined, list, milliseconds, names, number};
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
    node.server().map_or_else(|| "the asker".into(), name)
}

/// The question, told twice.
pub(super) fn question(question: &Question) -> (String, String) {
    match question {
        Question::Committed(server, index) => (
            format!("Why is line {index} final for {}?", name(*server)),
            format!("Why does {server} know index {index} to be committed?"),
        ),
        Question::Stored(server, index) => (
            format!("Why is line {index} in {}'s notebook?", name(*server)),
            format!("Why is index {index} in {server}'s log?"),
        ),
        Question::Compacted(server, index) => (
            format!("Why is there no line {index} in {}'s notebook any more?", name(*server)),
            format!("Why is index {index} compacted at {server}?"),
        ),
        Question::Removed(server, index, _) => (
            format!("Why did {} cross out line {index}?", name(*server)),
            format!("Why did {server} remove index {index}?"),
        ),
        Question::Leads(server) => (
            format!("Why does {} hold the sheet?", name(*server)),
            format!("Why does {server} lead?"),
        ),
        Question::Stands(server) => (
            format!("Why does {} ask for the sheet?", name(*server)),
            format!("Why is {server} a candidate?"),
        ),
        Question::Follows(server) => (
            format!("Why doesn't {} hold the sheet?", name(*server)),
            format!("Why is {server} a follower?"),
        ),
        Question::IsDown(server) => {
            (format!("Why is {} away?", name(*server)), format!("Why is {server} down?"))
        }
        Question::IsPaused(server) => {
            (format!("Why is {} dozing?", name(*server)), format!("Why is {server} paused?"))
        }
        Question::Message(message) => (
            format!("Why did {} send this note?", person(message.from)),
            format!("Why did {} send this message?", short(message.from)),
        ),
        Question::Answered(..) => (
            "Why did the asker get this answer?".into(),
            "Why did the client get this answer?".into(),
        ),
        Question::Unanswered(..) => {
            ("Why has the asker no answer yet?".into(), "Why has the client no answer yet?".into())
        }
        Question::NobodyLeads => {
            ("Why does nobody hold the sheet?".into(), "Why is there no leader?".into())
        }
        Question::Happened(_) => ("Why did this happen?".into(), String::new()),
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
    let who = server.map_or_else(|| "The asker".into(), name);
    match (&event.body, &link.envelope) {
        (EventBody::ActionTaken(action), _) => {
            ("This was done from outside.".into(), format!("Action: {}.", brief(action)))
        }
        (EventBody::Sent(_), Some(envelope)) => sent(envelope),
        (EventBody::Received(_), Some(envelope)) => received(envelope),
        (EventBody::TimerFired { timer: Timer::Election }, _) if event.is_by_hand() => {
            (format!("{who} is told to ask for the sheet."), raft())
        }
        (EventBody::TimerFired { timer: Timer::Election }, _) => {
            (format!("{who} has heard nothing for too long."), raft())
        }
        (EventBody::Decided(Decision::MatchAdvanced { server: of, match_index }), _) => {
            let lunch = match Some(*of) == server {
                true => format!("{who}'s own notebook counts, up to line {match_index}."),
                false => {
                    format!("{who} hears that {} has copied up to line {match_index}.", name(*of))
                }
            };
            (lunch, raft())
        }
        (EventBody::Decided(Decision::AppendAccepted { match_index, .. }), _) => (
            format!("{who} has the same lines already, up to line {match_index}."),
            format!(
                "{} has the leader's entries already, up to index {match_index} (§5.3).",
                server.map(|it| format!("S{}", it.0)).unwrap_or_default()
            ),
        ),
        (EventBody::Decided(Decision::VoteCounted { voter, .. }), _) => {
            (format!("{who} counts {}'s yes.", name(*voter)), raft())
        }
        (EventBody::Decided(Decision::TermAdopted { to, because_of, .. }), _) => {
            (format!("{who} hears from {} of round {to}.", name(*because_of)), raft())
        }
        (EventBody::Started, _) => (
            format!("{who} has been at the table from the start."),
            format!(
                "{} starts as a follower.",
                server.map(|it| it.to_string()).unwrap_or_default()
            ),
        ),
        _ => (String::new(), raft()),
    }
}

/// A sentence that ends with what a note says, which may be a question.
fn ended(text: String) -> String {
    if text.ends_with(['?', '!']) { text } else { text + "." }
}

fn sent(envelope: &Envelope) -> (String, String) {
    let Envelope { id, to, content, .. } = envelope;
    (
        ended(capitalised(&format!(
            "{} writes to {}: {}",
            person(id.from),
            person(*to),
            notes::note(content)
        ))),
        capitalised(&format!(
            "{} sends {} to {}.",
            short(id.from),
            kind(MessageKind::of(content)),
            short(*to)
        )),
    )
}

fn received(envelope: &Envelope) -> (String, String) {
    let Envelope { id, to, content, .. } = envelope;
    (
        ended(capitalised(&format!(
            "{} reads {}'s note: {}",
            person(*to),
            person(id.from),
            notes::note(content)
        ))),
        capitalised(&format!(
            "{} receives {} from {}.",
            short(*to),
            kind(MessageKind::of(content)),
            short(id.from)
        )),
    )
}

/// The condition that held, with its numbers: of what was removed, or what the last decision
/// by quorum of a chain counted. That an entry is of the leader's own term is said only if it
/// had to be.
pub(super) fn condition(chain: &Chain, needs_own_term: bool) -> Option<(String, String)> {
    let last = chain.links.last().map(|link| &link.event.body);
    if let Some(EventBody::Decided(Decision::Truncated { from, removed })) = last {
        let term = removed.first()?.term;
        return Some((
            format!(
                "Line {from} was from round {term}. Where the holder's notebook says something else, that line goes, and all after it."
            ),
            format!(
                "Index {from} was of term {term}. Where the leader's entry has another term, this one goes, and all that follow it (§5.3)."
            ),
        ));
    }
    chain.links.iter().rev().find_map(|link| match &link.event.body {
        EventBody::Decided(Decision::Committed { to, acknowledged_by, .. }) => Some((
            format!(
                "It was in {} notebooks by then: {}'s. That is enough.",
                acknowledged_by.len(),
                names(acknowledged_by.iter().copied())
            ),
            {
                let (own_term, section) = match needs_own_term {
                    true => (", of the leader's own term", ", §5.4.2"),
                    false => ("", ""),
                };
                format!(
                    "{} copies of index {to}{own_term}: {} (§5.3{section}).",
                    acknowledged_by.len(),
                    list(acknowledged_by)
                )
            },
        )),
        EventBody::Decided(Decision::BecameLeader { votes }) => Some((
            format!(
                "{} yeses were enough: {}'s.",
                number(votes.len()),
                names(votes.iter().copied())
            ),
            format!("{} votes: {} (§5.2).", votes.len(), list(votes)),
        )),
        _ => None,
    })
}

/// What a button does that brings something about, told twice.
pub(super) fn remedy(remedy: &Remedy) -> (String, String) {
    let lunch = match &remedy.cure {
        Cure::BringBack(servers) => {
            format!("Let {} come back", names(servers.iter().copied()))
        }
        Cure::Reconnect(from, to) => {
            format!("Let notes pass between {} and {}", person(*from), person(*to))
        }
        Cure::Rejoin(server) => format!("Let {} hear everyone again", name(*server)),
        Cure::HealAll => "Let everyone hear everyone again".into(),
        Cure::Deliver { to, .. } => format!("Hand this note to {} now", person(*to)),
        Cure::DeliverAll => "Let notes arrive by themselves".into(),
        Cure::StartDisk(server) => format!("Give {} a pen that writes", name(*server)),
        Cure::ForceTimeout(server) => format!("Let {} ask for the sheet now", name(*server)),
        Cure::Heartbeat(server) => format!("Let {} say \u{201c}I'm here\u{201d}", name(*server)),
        Cure::Propose { term, .. } => format!("Order one more thing in round {term}"),
        Cure::SwitchOff(server) => format!("Send {} home", name(*server)),
        Cure::CalmNetwork => "Lose no more notes".into(),
        Cure::MendAll => "Put everything right".into(),
    };
    let raft = match &remedy.cure {
        Cure::Deliver { flight, kind: of, to } => {
            let from = short(flight.message.from);
            format!("Let this {} from {from} reach {} now", kind(*of), short(*to))
        }
        Cure::Propose { leader, term, .. } => {
            format!("Propose one more to {leader} in term {term}")
        }
        _ => {
            let briefs: Vec<String> = remedy.actions.iter().map(brief).collect();
            capitalised(&joined(&briefs, "and"))
        }
    };
    let when = match remedy.after {
        0 => "at once".into(),
        after => format!("{} later", milliseconds(after)),
    };
    (lunch, format!("{raft}: it happens {when}."))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
