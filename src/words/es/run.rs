//! The run as a whole: where one is in it, and how it compares with another.

use super::numbers::{seconds, sentences, server as short, tenths_of_a_second};
use super::paper::entry;
use crate::raft::{ServerId, Term};
use crate::words::{Compared, Comparison, EntryChange, LeaderChange};

const PAST: &str = "Estás mirando el pasado. Lo que hagas aquí abre una rama nueva. Deshacer recupera la anterior.";

pub(super) fn compared(compared: Option<&Compared>, is_past: bool) -> Option<String> {
    let words = match compared {
        None => String::new(),
        Some(Compared::Behind { by }) => {
            format!("Una rama nueva. Alcanzará a la anterior en {}.", tenths_of_a_second(*by))
        }
        Some(Compared::Branch(now)) => comparison(now),
        Some(Compared::Edited { until, comparison: now }) => format!(
            "Editado; las demás acciones se quedan. Esto es lo distinto a los {}. {}",
            seconds(*until),
            comparison(now)
        ),
    };
    let past = if is_past { PAST } else { "" };
    let words = sentences(&[&words, past]);
    (!words.is_empty()).then_some(words)
}

fn comparison(Comparison { entry, leader }: &Comparison) -> String {
    let entry = entry.as_ref().map(entry_change).unwrap_or_default();
    let leader = leader.map_or(String::new(), |LeaderChange { now, before }| {
        format!("Ahora {}; antes, {}.", leads(now, "lidera"), leads(before, "lideraba"))
    });
    match sentences(&[&entry, &leader]) {
        same if same.is_empty() => {
            "Ha salido igual: el mismo líder, las mismas entradas confirmadas.".into()
        }
        differences => differences,
    }
}

/// Who leads, or once led.
fn leads(leader: Option<(ServerId, Term)>, leads: &str) -> String {
    match leader {
        Some((server, term)) => format!("{} {leads} el mandato {term}", short(server)),
        None => format!("nadie {leads}"),
    }
}

fn entry_change(EntryChange { index, now, before }: &EntryChange) -> String {
    match (now, before) {
        (Some(now), Some(before)) if entry(now) == entry(before) => format!(
            "La entrada {index}, {}, es ahora del mandato {}; antes era del mandato {}.",
            entry(now),
            now.term,
            before.term
        ),
        (Some(now), Some(before)) => {
            format!("La entrada {index} es ahora {}; antes era {}.", entry(now), entry(before))
        }
        (Some(now), None) => {
            format!("La entrada {index}, {}, ahora está confirmada; antes no.", entry(now))
        }
        (None, Some(before)) => {
            format!("La entrada {index}, {}, ahora no está confirmada; antes sí.", entry(before))
        }
        (None, None) => String::new(),
    }
}
