//! Who sits at the table.

use crate::raft::ServerId;

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

/// The dishes of a poll, until somebody wants others.
pub const DISHES: [&str; 3] = ["ramen", "tacos", "dal"];

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

#[cfg(test)]
mod tests {
    use super::*;

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
