//! What is said over the pictures.

use std::rc::Rc;

use super::lunch::{beat, final_lines, learned};
use super::numbers::number;
use super::paper::{entry, sentence};
use super::things::{dish, line};
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
            format!(
                "{} teammates want one lunch. {} holds the order sheet.",
                number(servers),
                name(leader)
            ),
            format!(
                "Raft keeps one list the same on several servers. {leader} leads, in term {term}."
            ),
        ),
        Highlight::Opening { servers, leader: None } => (
            format!(
                "{} teammates want one lunch. Nobody holds the order sheet yet.",
                number(servers)
            ),
            format!(
                "{} servers start as followers. Each waits to hear from a leader.",
                number(servers)
            ),
        ),
        Highlight::Said(text) => (in_their_names(text).into_owned(), String::new()),
        Highlight::Candidate { server, term, has_waited } => {
            let name = name(server);
            match has_waited {
                true => (
                    format!(
                        "{name} has waited long enough, and asks everyone: may I hold the order sheet?"
                    ),
                    format!(
                        "{server}'s election timer ran out: it is a candidate in term {term}, and votes for itself."
                    ),
                ),
                false => (
                    format!("{name} asks everyone: may I hold the order sheet?"),
                    format!("{server} becomes a candidate in term {term}, and votes for itself."),
                ),
            }
        }
        Highlight::Vote { server, candidate } => (
            format!(
                "{} says yes. Just one yes per round, and it goes on paper first.",
                name(server)
            ),
            format!(
                "{server} votes for {candidate}: one vote per term, durable before it is sent."
            ),
        ),
        Highlight::Leader { server, term, votes } => (
            format!("{} said yes. {} holds the order sheet.", share(votes), name(server)),
            format!(
                "{server} has {} votes, {}. It leads term {term}.",
                share(votes),
                enough(votes.enough)
            ),
        ),
        Highlight::Noop { server, index } => (
            format!("{}'s first line just says “start”: I'm holding the sheet now.", name(server)),
            format!(
                "{server}, the new leader, appends a no-op at index {index}, to commit in its own term."
            ),
        ),
        Highlight::Append { server, index, entry: new } => (
            format!(
                "{} pencils line {index}: {}. No other notebook has it yet.",
                name(server),
                line(new)
            ),
            format!("{server} appends {} at index {index} and sends AppendEntries.", entry(new)),
        ),
        Highlight::Copy { server, event, is_durable_first, .. } => (
            format!(
                "{} Then {} says: copied. That's a receipt, not a vote.",
                beat(event).unwrap_or_default(),
                name(server)
            ),
            match is_durable_first {
                true => format!("{server} stores it, and acknowledges when it is durable."),
                false => in_full(event),
            },
        ),
        Highlight::Final { server, from, to, copies, .. } => (
            format!(
                "{} counts {} notebooks with line {to}. {}",
                name(server),
                share(copies),
                final_lines(from, to)
            ),
            format!(
                "{server} counts {} with index {to}, {}: it commits.",
                share(copies),
                enough(copies.enough)
            ),
        ),
        Highlight::Told { server, to, leader, .. } => (
            learned(server, to, leader),
            format!("{server} learns it from leader_commit, in an AppendEntries."),
        ),
        Highlight::AllKnow { index, operation, members } => {
            let (know, all) = match members {
                Some(some) => (format!("All {some} members know"), format!("All {some} members")),
                None => ("Everyone knows".into(), "All servers".into()),
            };
            (
                format!("{know}: line {index} is final. It's {}.", dish(operation)),
                format!("{all} have applied index {index}: {operation}."),
            )
        }
        Highlight::Request { operation, to, is_away } => (
            match is_away {
                true => format!(
                    "The asker brings it to {}: {}, please. But {} is away.",
                    name(to),
                    dish(operation),
                    name(to)
                ),
                false => {
                    format!("The asker brings it to {}: {}, please.", name(to), dish(operation))
                }
            },
            match is_away {
                true => format!("The client sends {operation} to {to}, which doesn't run."),
                false => format!("The client sends {operation} to {to}."),
            },
        ),
        Highlight::Redirect { server, leader } => (
            format!(
                "{} doesn't hold the sheet, and sends the asker to {}.",
                name(server),
                name(leader)
            ),
            format!("{server} is a follower: it refuses the command, and names {leader}."),
        ),
        Highlight::Answer { server, index } => (
            format!("{} answers the asker: it's line {index}, and it's final.", name(server)),
            format!("{server} has applied index {index} and answers the client."),
        ),
        Highlight::Crash { event, server, keeps_vote } => (
            beat(event).unwrap_or_default(),
            format!(
                "{server} has crashed. What was durable stays: {}. Its commit_index is gone.",
                if keeps_vote { "term, vote and log" } else { "term and log" }
            ),
        ),
        Highlight::Plain { event, .. } => (beat(event).unwrap_or_default(), in_full(event)),
    }
}

/// The event in the words of the paper, with its server's full name.
fn in_full(event: &Event) -> String {
    let words = sentence(event).unwrap_or_default();
    match event.id.actor {
        Actor::Server(server) => format!("{server} {words}"),
        _ => words,
    }
}

/// "3 of 5"; while both sides of a change decide, only how many.
fn share(Share { count, voters, has_others, .. }: Share) -> String {
    match voters {
        None => count.to_string(),
        Some(voters) if has_others => format!("{count} of the {voters} voters"),
        Some(voters) => format!("{count} of {voters}"),
    }
}

fn enough(enough: Enough) -> &'static str {
    match enough {
        Enough::Majority => "a majority",
        Enough::BothMajorities => "a majority on both sides",
        Enough::RuleOff => "enough while a rule is off",
    }
}
