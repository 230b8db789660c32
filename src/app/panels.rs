//! The panels that are closed at first. What is in them is made only while they are open.

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
