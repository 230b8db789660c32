//! What can happen to the diagram, and what happens then.

use super::edit::Edit;
use super::{App, Redraw};
use crate::diagram::{Grip, Layout};

/// What can happen to the diagram.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum DiagramMsg {
    /// Show it, or hide it.
    Show(bool),
    /// Show less time at once, or more.
    Zoom(bool),
    /// Show what comes later, or what was earlier.
    Pan(bool),
    /// Keep the playhead in view.
    Follow,
    /// It is drawn this wide.
    Width(i64),
    /// Point at the event with this number.
    Trace(Option<usize>),
    /// Something is dragged to this place from the left.
    Drag(Grip, i64),
    /// What is dragged is let go.
    Release,
}

impl App {
    /// Fetches what the diagram shows.
    pub(crate) fn look(&mut self) {
        if self.window.is_looked_at() {
            self.refresh_diagram();
        }
    }

    fn refresh_diagram(&mut self) {
        let is_compared = self.before.is_some() || self.compared.is_some();
        self.window.refresh(self.player.history(), is_compared);
    }

    pub(crate) fn diagram(&mut self, msg: DiagramMsg) -> Redraw {
        let history = self.player.history();
        let (now, end) = (history.cluster().now(), history.end_time());
        let window = &mut self.window;
        match msg {
            DiagramMsg::Show(is_open) => window.is_open = is_open,
            DiagramMsg::Zoom(closer) => window.zoom(closer, now),
            DiagramMsg::Pan(later) => window.pan(later, now, end),
            DiagramMsg::Follow => window.follow(),
            DiagramMsg::Width(width) => window.width = width.clamp(320, 1_600),
            DiagramMsg::Trace(number) if window.traced == number => return Redraw::Motion,
            DiagramMsg::Trace(number) => {
                window.traced = number;
                self.marked = number.and_then(|number| window.actor_of(number));
            }
            DiagramMsg::Drag(grip, x) => {
                let layout = Layout::new(history.cluster_at_end(), window.range(now), window.width);
                self.player.is_playing = false;
                window.dragged = Some((grip, layout.moment(x)));
            }
            DiagramMsg::Release => match window.dragged.take() {
                Some((Grip::Head(flight), at)) => self.edit(Edit::Arrive(flight, at)),
                Some((Grip::Action(ordinal), at)) => self.edit(Edit::Move(ordinal, at)),
                None => return Redraw::Motion,
            },
        }
        self.look();
        Redraw::All
    }
}
