//! Who sits at the table.

use crate::cluster::{LUNCH_KEY, Operation, request_of};
use crate::raft::{Configuration, Entry, Payload, ServerId};

/// Someone at the table: the lunch's name for a server.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Teammate {
    /// The server whose part they play.
    pub server: ServerId,
    /// Their name.
    pub name: &'static str,
    /// Their letter, on their notebook and on their server.
    pub letter: &'static str,
}

/// What the client is called at the table.
pub const ASKER: &str = "The asker";

const NAMES: [(&str, &str); 9] = [
    ("Robin", "R"),
    ("Sasha", "S"),
    ("Noor", "N"),
    ("Jun", "J"),
    ("Deniz", "D"),
    ("Kit", "K"),
    ("Mika", "M"),
    ("Toni", "T"),
    ("Wren", "W"),
];

/// Who plays the part of `server`. Beyond nine the names begin again.
pub fn teammate(server: ServerId) -> Teammate {
    let position = usize::from(server.0.saturating_sub(1)) % NAMES.len();
    let (name, letter) = NAMES[position];
    Teammate { server, name, letter }
}

/// The names of these servers' teammates as a list in a sentence.
pub fn join_names(servers: impl IntoIterator<Item = ServerId>) -> String {
    let names: Vec<_> = servers.into_iter().map(|server| teammate(server).name).collect();
    match names.as_slice() {
        [] => "nobody".into(),
        [only] => (*only).into(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What an operation writes on a line of the notebook.
pub fn dish_of(operation: &Operation) -> String {
    match operation {
        Operation::Set { key, value } if key == LUNCH_KEY => value.clone(),
        Operation::Set { key, value } => format!("{key} = {value}"),
        Operation::Get { key } => format!("a look at {key}"),
    }
}

/// Who has a say and who only listens, as a guest list.
pub fn guest_list(configuration: &Configuration) -> String {
    let mut text = join_names(configuration.voters().iter().copied());
    if configuration.is_joint() {
        let before = join_names(configuration.outgoing().iter().copied());
        text = format!("{text}; until this is final, the old list counts too: {before}");
    }
    let learners = configuration.learners().iter().copied();
    if !configuration.learners().is_empty() {
        text = format!("{text}; {} may listen", join_names(learners));
    }
    text
}

/// What stands on the line of a notebook that holds this entry.
pub fn line_text(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => dish_of(&request.operation),
        (Payload::Noop, None) => "I hold the sheet now".into(),
        (Payload::Configuration(configuration), None) => guest_list(configuration),
        (Payload::Command(_), None) => "(unreadable)".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::MembershipChange;

    #[test]
    fn names_read_as_a_list() {
        let names = |servers: &[u16]| join_names(servers.iter().copied().map(ServerId));
        assert_eq!(names(&[]), "nobody");
        assert_eq!(names(&[1]), "Robin");
        assert_eq!(names(&[1, 3, 5]), "Robin, Noor and Deniz");
    }

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

    #[test]
    fn nine_teammates_differ_in_name_and_letter() {
        for a in 1..=9 {
            for b in a + 1..=9 {
                let (a, b) = (teammate(ServerId(a)), teammate(ServerId(b)));
                assert!(a.name != b.name && a.letter != b.letter);
            }
        }
    }
}
