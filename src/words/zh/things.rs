//! What lies and sits at the table: dishes, lines, guest lists, people.

use super::numbers::names;
use crate::cluster::{LUNCH_KEY, Operation, request_of};
use crate::lunch::{PersonState, teammate};
use crate::raft::{Configuration, Entry, Payload, ServerId};

pub(super) fn dish(operation: &Operation) -> String {
    match operation {
        Operation::Set { key, value } if key == LUNCH_KEY => value.clone(),
        Operation::Set { key, value } => format!("{key} = {value}"),
        Operation::Get { key } => format!("a look at {key}"),
    }
}

/// Who has a say and who only listens, as a guest list.
pub(super) fn guest_list(configuration: &Configuration) -> String {
    let mut text = names(configuration.voters().iter().copied());
    if configuration.is_joint() {
        let before = names(configuration.outgoing().iter().copied());
        text = format!("{text}; until this is final, the old list counts too: {before}");
    }
    if !configuration.learners().is_empty() {
        let learners = names(configuration.learners().iter().copied());
        text = format!("{text}; {learners} may listen");
    }
    text
}

pub(super) fn line(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => dish(&request.operation),
        (Payload::Noop, None) => "I'm holding the sheet".into(),
        (Payload::Configuration(configuration), None) => guest_list(configuration),
        (Payload::Command(_), None) => "(unreadable)".into(),
    }
}

pub(super) fn short_line(entry: &Entry) -> String {
    match entry.payload {
        Payload::Noop => "start".into(),
        Payload::Configuration(_) => "list".into(),
        Payload::Command(_) => line(entry),
    }
}

pub(super) fn person(server: ServerId, state: PersonState, has_old_sheet: bool) -> String {
    let doing = match state {
        PersonState::Present => "at the table",
        PersonState::Away => "away",
        PersonState::Dozing => "dozing",
        PersonState::Asking => "asks for the order sheet",
        PersonState::Holder if has_old_sheet => "holds an old order sheet",
        PersonState::Holder => "holds the order sheet",
    };
    format!("{}, {doing}", teammate(server).name)
}

pub(super) fn poll_question(asked: ServerId) -> String {
    format!("{}, what would you like?", teammate(asked).name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::MembershipChange;

    #[test]
    fn while_both_sides_decide_a_guest_list_has_both() {
        let servers = |numbers: [u16; 2]| numbers.map(ServerId).to_vec();
        let change =
            MembershipChange::Joint { voters: servers([1, 3]), learners: vec![ServerId(4)] };
        let joint = Configuration::new(servers([1, 2])).changed(&change).expect("a real change");
        let list = "Robin and Noor; until this is final, the old list counts too: Robin and Sasha; \
                    Jun may listen";
        assert_eq!(guest_list(&joint), list);
    }
}
