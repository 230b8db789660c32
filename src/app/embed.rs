//! What the address of a frame in somebody's post chooses about its looks.

/// What a frame shows of the run.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum EmbedView {
    /// The table and the cluster; one at a time where there is no room for two.
    #[default]
    Both,
    /// The table alone.
    Lunch,
    /// The cluster alone.
    Cluster,
    /// The space-time diagram.
    SpaceTime,
}

impl EmbedView {
    /// All of them, in order.
    pub const ALL: [EmbedView; 4] =
        [EmbedView::Both, EmbedView::Lunch, EmbedView::Cluster, EmbedView::SpaceTime];

    /// Their names in an address, in order.
    pub const NAMES: [&str; 4] = ["both", "lunch", "cluster", "spacetime"];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        EmbedView::NAMES[self as usize]
    }

    /// The view of this name.
    pub fn named(name: &str) -> Option<EmbedView> {
        EmbedView::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// The colours of the page.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the reader's system prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in order.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// Their names in an address, in order.
    pub const NAMES: [&str; 3] = ["auto", "light", "dark"];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        Theme::NAMES[self as usize]
    }

    /// The theme of this name.
    pub fn named(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }
}
