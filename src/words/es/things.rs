//! What lies and sits at the table: dishes, lines, lists of who is there, people.

use super::numbers::names;
use crate::cluster::{LUNCH_KEY, Operation, request_of};
use crate::lunch::{PersonState, teammate};
use crate::raft::{Configuration, Entry, Payload, ServerId};

/// What the table calls the client, at the beginning of a sentence.
pub(super) const ASKER: &str = "Quien pregunta";

/// What the table calls a dish. A run has it in English, and the paper's half shows it so;
/// one that is not known here stays as it is.
pub(super) fn dish_name(dish: &str) -> &str {
    match dish.to_ascii_lowercase().as_str() {
        "burger" => "hamburguesa",
        "burgers" => "hamburguesas",
        "salad" => "ensalada",
        "soup" => "sopa",
        "noodles" => "fideos",
        "dumplings" => "empanadillas",
        "rice" => "arroz",
        "cake" => "pastel",
        "bread" => "pan",
        "toast" => "tostadas",
        "tea" => "té",
        "nuts" => "nueces",
        "melon" => "melón",
        "grapes" => "uvas",
        "beans" => "frijoles",
        "figs" => "higos",
        "leeks" => "puerros",
        "peas" => "guisantes",
        "buns" => "bollos",
        "stew" => "guiso",
        "corn" => "maíz",
        "pie" => "tarta",
        "plums" => "ciruelas",
        _ => dish,
    }
}

/// What the table calls a key.
pub(super) fn key_name(key: &str) -> &str {
    if key == LUNCH_KEY { "almuerzo" } else { key }
}

pub(super) fn dish(operation: &Operation) -> String {
    match operation {
        Operation::Set { key, value } if key == LUNCH_KEY => dish_name(value).into(),
        Operation::Set { key, value } => format!("{key} = {value}"),
        Operation::Get { key } => format!("consultar {}", key_name(key)),
    }
}

/// Who has a say and who only listens, as a list.
pub(super) fn guest_list(configuration: &Configuration) -> String {
    let mut text = names(configuration.voters().iter().copied());
    if configuration.is_joint() {
        let before = names(configuration.outgoing().iter().copied());
        text = format!(
            "{text}; hasta que esto sea definitivo, la lista anterior también cuenta: {before}"
        );
    }
    let learners = configuration.learners();
    if !learners.is_empty() {
        let can = if learners.len() == 1 { "puede" } else { "pueden" };
        text = format!("{text}; {} {can} escuchar", names(learners.iter().copied()));
    }
    text
}

pub(super) fn line(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => dish(&request.operation),
        (Payload::Noop, None) => "ahora tengo yo la hoja".into(),
        (Payload::Configuration(configuration), None) => guest_list(configuration),
        (Payload::Command(_), None) => "(ilegible)".into(),
    }
}

pub(super) fn short_line(entry: &Entry) -> String {
    match entry.payload {
        Payload::Noop => "inicio".into(),
        Payload::Configuration(_) => "lista".into(),
        Payload::Command(_) => line(entry),
    }
}

pub(super) fn person(server: ServerId, state: PersonState, has_old_sheet: bool) -> String {
    let doing = match state {
        PersonState::Present => "a la mesa",
        PersonState::Away => "no está",
        PersonState::Dozing => "duerme",
        PersonState::Asking => "pide la hoja",
        PersonState::Holder if has_old_sheet => "tiene una hoja antigua",
        PersonState::Holder => "tiene la hoja",
    };
    format!("{}, {doing}", teammate(server).name)
}

pub(super) fn chair(server: ServerId, state: PersonState, has_room: bool) -> String {
    let name = teammate(server).name;
    let doing = match state {
        PersonState::Away => "no está",
        PersonState::Dozing => "duerme",
        PersonState::Present | PersonState::Asking | PersonState::Holder => {
            return name.to_string();
        }
    };
    if has_room { format!("{name}, {doing}") } else { doing.into() }
}

pub(super) fn poll_question(asked: ServerId) -> String {
    format!("{}, ¿qué te apetece?", teammate(asked).name)
}

pub(super) fn poll_answer(dish: &str) -> String {
    format!("{}, por favor", dish_name(dish))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::MembershipChange;

    #[test]
    fn while_both_sides_decide_a_list_has_both() {
        let servers = |numbers: [u16; 2]| numbers.map(ServerId).to_vec();
        let change =
            MembershipChange::Joint { voters: servers([1, 3]), learners: vec![ServerId(4)] };
        let joint = Configuration::new(servers([1, 2])).changed(&change).expect("a real change");
        let list = "Robin y Noor; hasta que esto sea definitivo, la lista anterior también \
                    cuenta: Robin y Sasha; Jun puede escuchar";
        assert_eq!(guest_list(&joint), list);
    }
}
