//! Where the page is cut in two, see `split`.
//!
//! Each gate is a function that is `#[inline(never)]`, or too large to be inlined, and to
//! which only what asks `ui::more` first leads: a message that `App::needs_more` names, or
//! the address.

use crate::split::Cut;

/// The cut.
pub const PAGE: Cut = Cut {
    gates: &[
        // Links, and the address that holds one.
        "raft_lunch::ui::address::read",
        "raft_lunch::ui::address::Address::is_of",
        "raft_lunch::ui::address::Address::write",
        "raft_lunch::ui::files::copy",
        "raft_lunch::ui::files::save",
        "raft_lunch::view::opening::<impl raft_lunch::view::app::App>::go_on_opening",
        "raft_lunch::view::opening::<impl raft_lunch::view::app::App>::link",
        "raft_lunch::view::opening::<impl raft_lunch::view::app::App>::open",
        // The space-time diagram.
        "raft_lunch::ui::components::diagram::opened",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::edit",
        "raft_lunch::view::diagramming::<impl raft_lunch::view::app::App>::diagram",
        "raft_lunch::view::diagramming::<impl raft_lunch::view::app::App>::refresh_diagram",
        "raft_lunch::view::screen::<impl raft_lunch::view::app::App>::diagram_menu",
        "raft_lunch::view::screen::<impl raft_lunch::view::app::App>::drawn_diagram",
        // Messages that are pointed at, and menus of what is no server.
        "raft_lunch::ui::components::inspector::told",
        "raft_lunch::view::menu::other_menu",
        "raft_lunch::view::screen::<impl raft_lunch::view::app::App>::inspect",
        // What neither the story nor a crash leads to.
        "raft_lunch::view::screen::evidence",
        "raft_lunch::view::switches::all_off",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::add_server",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::set_dishes",
        // Changing the past.
        "raft_lunch::history::change::<impl raft_lunch::history::History<W>>::branch",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::leave_behind",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::undo_or_redo",
        "raft_lunch::view::app::App::compare_with",
        // What is in panels.
        "raft_lunch::ui::components::conditions::settings",
        "raft_lunch::ui::components::history::told",
        "raft_lunch::ui::components::in_flight::list",
        "raft_lunch::ui::components::network_table::table",
        "raft_lunch::ui::components::sharing::list",
        "raft_lunch::ui::components::sharing::said",
        "raft_lunch::ui::components::sharing::ways_to_open",
        "raft_lunch::ui::components::sharing::ways_to_send",
        "raft_lunch::ui::components::switches::lines",
        "raft_lunch::view::history::client_lines",
    ],
    behind: &[
        "raft_lunch::ui::components::conditions::",
        "raft_lunch::ui::components::diagram::pointer::",
        "raft_lunch::ui::components::sharing::",
        "raft_lunch::ui::files::",
        "<raft_lunch::check::property::Violation as ",
        "<raft_lunch::link::LinkError as ",
        "<raft_lunch::cluster::validity::Invalid as ",
    ],
    at_least: 80,
};
