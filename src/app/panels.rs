//! The panels that are closed at first. What is in them is made only while they are open.

use super::menu::Target;
use super::{App, Msg};
use crate::cluster::{Action, Operation};

/// A panel.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// What the network is like, and when answers leave.
    Conditions,
    /// Protections to switch off.
    Switches,
    /// Runs that come with the page, or from a file.
    Scenarios,
    /// Sending this run.
    Share,
    /// Messages in flight as a list.
    InFlight,
    /// Who can reach whom.
    Network,
    /// What the clients were told.
    History,
}

/// Which panels are open.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Panels(u8);

impl Panels {
    /// Whether this one is.
    pub fn has(self, panel: Panel) -> bool {
        self.0 & 1 << panel as u8 != 0
    }

    pub(crate) fn set(&mut self, panel: Panel, is_open: bool) {
        self.0 = self.0 & !(1 << panel as u8) | u8::from(is_open) << panel as u8;
    }
}

impl App {
    /// Whether `msg` takes what is fetched only when it is wanted. Everything that this
    /// names, and what can only be reached from there, may be behind a gate of
    /// `xtask/src/gates.rs`; nothing else may.
    pub fn needs_more(&self, msg: &Msg) -> bool {
        match msg {
            Msg::OpenMenu(target, _) => !matches!(target, Target::Server(_)),
            Msg::Panel(_, is_open) => *is_open,
            Msg::Act(action) => {
                let is_first = matches!(
                    action,
                    Action::Propose { .. }
                        | Action::Poll { .. }
                        | Action::Crash { .. }
                        | Action::Restart { .. }
                );
                // In the past, to act is to branch.
                !is_first || !self.player.history().is_at_end()
            }
            // To read is more than to write.
            Msg::Propose(text) => {
                !self.player.history().is_at_end()
                    || matches!(Operation::parse(text), Ok(Operation::Get { .. }))
            }
            Msg::Poll => !self.player.history().is_at_end(),
            Msg::AddServer | Msg::SetDishes(_) => true,
            Msg::Inspect(_)
            | Msg::Undo
            | Msg::Redo
            | Msg::Edit(_)
            | Msg::Diagram(_)
            | Msg::Open(..)
            | Msg::Settled
            | Msg::CopyLink
            | Msg::Save => true,
            _ => false,
        }
    }
}
