//! What can happen to the diagram, and what happens then.

use super::app::{App, Draw};
use super::diagram::{Grip, Layout};
use super::editing::Change;

/// What can happen to the diagram.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum DiagramMsg {
    /// Show it, or hide it.
    Toggle,
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
    pub(super) fn look(&mut self) {
        if self.window.is_open {
            self.refresh_diagram();
        }
    }

    fn refresh_diagram(&mut self) {
        let is_compared = self.before.is_some() || self.compared.is_some();
        self.window.refresh(self.player.history(), is_compared);
    }

    pub(super) fn diagram(&mut self, msg: DiagramMsg) -> Draw {
        let history = self.player.history();
        let (now, end) = (history.cluster().now(), history.end_time());
        let window = &mut self.window;
        match msg {
            DiagramMsg::Toggle => window.is_open = !window.is_open,
            DiagramMsg::Zoom(closer) => window.zoom(closer, now),
            DiagramMsg::Pan(later) => window.pan(later, now, end),
            DiagramMsg::Follow => window.follow(),
            DiagramMsg::Width(width) => window.width = width.clamp(320, 1_600),
            DiagramMsg::Trace(number) if window.traced == number => return Draw::Motion,
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
                Some((Grip::Head(flight), at)) => self.edit(Change::Arrive(flight, at)),
                Some((Grip::Action(ordinal), at)) => self.edit(Change::Move(ordinal, at)),
                None => return Draw::Motion,
            },
        }
        self.look();
        Draw::All
    }
}
