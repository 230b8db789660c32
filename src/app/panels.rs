//! What of the page is open: the tab of the sandbox's drawer, and the panels that are closed
//! at first. What is in them is made only while they are open.

/// A tab of the sandbox's drawer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What a client and the team can do.
    #[default]
    Do,
    /// What can go wrong.
    Break,
    /// Protections to switch off, and extensions.
    Rules,
    /// Runs that others made, and this one.
    Runs,
}

impl Tab {
    /// All of them, in order.
    pub const ALL: [Tab; 4] = [Tab::Do, Tab::Break, Tab::Rules, Tab::Runs];
}

/// A panel.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Sending this run.
    Share,
    /// Messages in flight as a list.
    InFlight,
    /// Who can reach whom.
    Network,
    /// What the clients were told.
    History,
    /// Every mark and every key.
    Help,
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
