//! What messages say, as notes passed across the table.

use super::numbers::lines;
use super::things::{ASKER, dish, dish_name, key_name, line, short_line};
use crate::cluster::{Content, Operation, Outcome};
use crate::lunch::teammate;
use crate::raft::{AppendEntries, AppendOutcome, Message};
use crate::words::shorten;

/// Most letters of a dish beside a note.
const TAG_LETTERS: usize = 8;

pub(super) fn note(content: &Content) -> String {
    match content {
        Content::Raft(message) => between_teammates(message),
        Content::Request(request) => match &request.operation {
            Operation::Set { .. } => format!("Por favor: {}", dish(&request.operation)),
            Operation::Get { key } => format!("¿Qué dice en {}?", key_name(key)),
        },
        Content::Forwarded { request, .. } => {
            format!("{ASKER} quiere: {}", dish(&request.operation))
        }
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { index } => format!("Es la línea {index}, y es definitiva"),
            Outcome::NotLeader { leader: Some(leader) } => {
                format!("Habla con {}", teammate(*leader).name)
            }
            Outcome::NotLeader { leader: None } => "Yo no tengo la hoja".into(),
            Outcome::Value(Some(value)) => format!("Dice {}", dish_name(value)),
            Outcome::Value(None) => "No hay nada".into(),
        },
    }
}

fn between_teammates(message: &Message) -> String {
    match message {
        Message::RequestVote(m) => format!("¿Me quedo yo con la hoja? Es la ronda {}", m.term),
        Message::RequestVoteReply(m) if m.vote_granted => "Sí, tú".into(),
        Message::RequestVoteReply(_) => "No".into(),
        Message::AppendEntries(m) => dictation(m),
        Message::AppendEntriesReply(m) => match m.outcome {
            AppendOutcome::Success { match_index: 0 } => "Te escucho".into(),
            AppendOutcome::Success { match_index } => {
                format!("Copiado, hasta la línea {match_index}")
            }
            AppendOutcome::Mismatch { hint, .. } if hint.first_index == 0 => {
                "Mi cuaderno está vacío. ¿Quién estaba en la mesa al principio?".into()
            }
            AppendOutcome::Mismatch { prev_log_index, hint } => match hint.term {
                None => format!("No tengo la línea {prev_log_index}"),
                Some(_) => format!("Nuestras líneas {prev_log_index} no coinciden"),
            },
            AppendOutcome::StaleTerm => over(m.term),
        },
        Message::InstallSnapshot(m) if m.snapshot.last_index == 0 => {
            "Esto es quién estaba en la mesa al principio".into()
        }
        Message::InstallSnapshot(m) => {
            format!("Una página en vez de {}", lines(1, m.snapshot.last_index))
        }
        Message::InstallSnapshotReply(m) => match m.match_index {
            Some(0) => "Ahora sé quién está aquí".into(),
            Some(line) => format!("La tengo, hasta la línea {line}"),
            None => over(m.term),
        },
        Message::TimeoutNow(_) => "Pide la hoja ahora".into(),
        Message::PreVote(m) => format!("¿Me dirías que sí? Sería la ronda {}", m.term),
        Message::PreVoteReply(m) if m.vote_granted => "Diría que sí".into(),
        Message::PreVoteReply(_) => "Diría que no".into(),
    }
}

fn over(term: u64) -> String {
    format!("Esa ronda ya terminó: ahora es la ronda {term}")
}

fn dictation(message: &AppendEntries) -> String {
    let first = message.prev_log_index + 1;
    match message.entries.as_slice() {
        [] if message.leader_commit > 0 => {
            format!("Definitivo hasta la línea {}", message.leader_commit)
        }
        [] => "Sigo teniendo la hoja".into(),
        [entry] => format!("Línea {first}: {}", line(entry)),
        entries => format!("Líneas {first} a {}", message.prev_log_index + entries.len() as u64),
    }
}

pub(super) fn tag(content: &Content) -> String {
    match content {
        Content::Raft(Message::RequestVote(_)) => "¿yo?".into(),
        Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => "sí".into(),
        Content::Raft(Message::RequestVoteReply(_)) => "no".into(),
        Content::Raft(Message::AppendEntries(m)) => match m.entries.as_slice() {
            [] => format!("tinta: {}", m.leader_commit),
            [entry] => {
                format!("{} {}", m.prev_log_index + 1, shorten(&short_line(entry), TAG_LETTERS))
            }
            more => format!("{} líneas", more.len()),
        },
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => format!("copiada {match_index}"),
            AppendOutcome::Mismatch { .. } => "aún no".into(),
            AppendOutcome::StaleTerm => "tarde".into(),
        },
        Content::Raft(Message::InstallSnapshot(m)) if m.snapshot.last_index == 0 => {
            "quién está".into()
        }
        Content::Raft(Message::InstallSnapshot(m)) => format!("1-{}", m.snapshot.last_index),
        Content::Raft(Message::InstallSnapshotReply(m)) => match m.match_index {
            Some(_) => "la tengo".into(),
            None => "tarde".into(),
        },
        Content::Raft(Message::TimeoutNow(_)) => "ahora tú".into(),
        Content::Raft(Message::PreVote(_)) => "¿dirías sí?".into(),
        Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => "diría sí".into(),
        Content::Raft(Message::PreVoteReply(_)) => "no".into(),
        Content::Request(request) | Content::Forwarded { request, .. } => {
            shorten(&dish(&request.operation), TAG_LETTERS)
        }
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { .. } => "¡a tinta!".into(),
            Outcome::Value(Some(value)) => shorten(dish_name(value), TAG_LETTERS),
            Outcome::Value(None) => "nada".into(),
            Outcome::NotLeader { .. } => "no soy yo".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::{AppendEntriesReply, ConflictHint};

    #[test]
    fn a_line_that_differs_is_not_one_that_is_missing() {
        let says = |term, first_index| {
            let hint = ConflictHint { term, first_index };
            let outcome = AppendOutcome::Mismatch { prev_log_index: 8, hint };
            let reply = AppendEntriesReply { term: 3, round: 1, outcome };
            note(&Content::Raft(Message::AppendEntriesReply(reply)))
        };
        assert_eq!(says(Some(2), 7), "Nuestras líneas 8 no coinciden");
        assert_eq!(says(None, 5), "No tengo la línea 8");
        assert_eq!(says(None, 0), "Mi cuaderno está vacío. ¿Quién estaba en la mesa al principio?");
    }
}
