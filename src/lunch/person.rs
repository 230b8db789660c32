//! How the people at the table are doing.

use crate::cluster::ServerState;

/// How a teammate looks.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PersonState {
    /// Sits there.
    Present,
    /// Is gone: the server has crashed.
    Away,
    /// Sleeps: the server is paused.
    Dozing,
    /// Asks for the sheet: the server is a candidate.
    Asking,
    /// Holds the sheet: the server leads.
    Holder,
}

impl PersonState {
    /// How the teammate of a server in this state looks.
    pub fn of(server: ServerState) -> PersonState {
        match server {
            ServerState::DiskLost | ServerState::Crashed => PersonState::Away,
            ServerState::Paused => PersonState::Dozing,
            ServerState::Leader | ServerState::OldLeader => PersonState::Holder,
            ServerState::Candidate | ServerState::PreCandidate => PersonState::Asking,
            ServerState::Learner | ServerState::NotAMember | ServerState::Follower => {
                PersonState::Present
            }
        }
    }

    /// The name of this look in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            PersonState::Present => "is-present",
            PersonState::Away => "is-away",
            PersonState::Dozing => "is-dozing",
            PersonState::Asking => "is-asking",
            PersonState::Holder => "is-holder",
        }
    }
}
