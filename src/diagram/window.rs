//! Which stretch of the run the diagram shows, and its events.

use crate::cluster::{Actor, FlightId, MILLISECOND, Micros, Node, SECOND};
use crate::run::{History, Passage, RunLinkView, Watch};

/// How much time the diagram can show.
pub const SPANS: [Micros; 10] = [
    10 * MILLISECOND,
    25 * MILLISECOND,
    50 * MILLISECOND,
    100 * MILLISECOND,
    200 * MILLISECOND,
    400 * MILLISECOND,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    20 * SECOND,
];

/// Most events of a stretch that are looked at.
const MOST: usize = 6_000;

/// What is fetched beyond the edges: a message that is seen arriving was sent before.
const MARGIN: Micros = 300 * MILLISECOND;

/// What is being dragged along the diagram.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The head of a message's arrow.
    Head(FlightId),
    /// The mark of an action, by its ordinal.
    Action(u64),
}

/// The reader's view of the diagram.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// Whether the diagram is shown.
    pub is_open: bool,
    /// The place of its span among [`SPANS`].
    zoom: usize,
    /// Where it begins; `None`: it follows the playhead.
    left: Option<Micros>,
    /// How wide it is drawn.
    pub width: i64,
    /// The number of the event that is pointed at.
    pub traced: Option<usize>,
    /// What is being dragged, and to which moment.
    pub dragged: Option<(Grip, Micros)>,
    /// The events of the stretch, and of some time before and after.
    pub passage: Passage,
    /// The same stretch of the run before its last change, while the two are compared.
    pub before: Option<Passage>,
    /// Of which state of the run, from when, and up to when the events are.
    fetched: Option<(u64, Micros, Micros)>,
    is_compared: bool,
}

impl Window {
    /// A closed diagram.
    pub fn new() -> Window {
        let zoom = usize::from(RunLinkView::default().zoom);
        Window { zoom, width: 1_000, ..Window::default() }
    }

    /// True if its events are wanted: it is shown, or one of them is lit up in other views.
    pub fn is_looked_at(&self) -> bool {
        self.is_open || self.traced.is_some()
    }

    /// How much time it shows.
    pub fn span(&self) -> Micros {
        SPANS[self.zoom.min(SPANS.len() - 1)]
    }

    /// The moments between which it shows the run, when the playhead is at `now`.
    pub fn range(&self, now: Micros) -> (Micros, Micros) {
        let from = self.left.unwrap_or_else(|| now.saturating_sub(self.span() / 5 * 4));
        (from, from + self.span())
    }

    /// Whether it follows the playhead.
    pub fn follows(&self) -> bool {
        self.left.is_none()
    }

    /// Whether it can show more, and less.
    pub fn can_zoom(&self) -> (bool, bool) {
        (self.zoom + 1 < SPANS.len(), self.zoom > 0)
    }

    /// Shows less of the run, or more. What was in the middle stays there, unless the
    /// playhead is followed.
    pub fn zoom(&mut self, closer: bool, now: Micros) {
        let (from, to) = self.range(now);
        self.zoom = match closer {
            true => self.zoom.saturating_sub(1),
            false => (self.zoom + 1).min(SPANS.len() - 1),
        };
        let middle = from + (to - from) / 2;
        self.left = self.left.map(|_| middle.saturating_sub(self.span() / 2));
    }

    /// Goes a third of its span earlier, or later. It follows the playhead no longer.
    pub fn pan(&mut self, later: bool, now: Micros, end: Micros) {
        let (from, _) = self.range(now);
        let step = self.span() / 3;
        let latest = end.saturating_sub(self.span() / 3);
        let left =
            if later { (from + step).min(latest.max(from)) } else { from.saturating_sub(step) };
        self.left = Some(left);
    }

    /// Follows the playhead.
    pub fn follow(&mut self) {
        self.left = None;
    }

    /// Shows this span, from this moment; `None`: it follows the playhead.
    pub fn show(&mut self, zoom: usize, left: Option<Micros>) {
        self.zoom = zoom.min(SPANS.len() - 1);
        self.left = left;
    }

    /// What [`Window::show`] takes to show the same again.
    pub fn shown(&self) -> (usize, Option<Micros>) {
        (self.zoom, self.left)
    }

    /// Fetches what it shows, unless it is here already.
    pub fn refresh<W: Watch>(&mut self, history: &History<W>, is_compared: bool) {
        if !self.is_looked_at() {
            return;
        }
        let (from, to) = self.range(history.cluster().now());
        let from = from.saturating_sub(MARGIN);
        let to = (to + MARGIN).min(history.end_time());
        let changes = history.changes();
        let is_same = self.fetched.is_some_and(|(of, since, _)| of == changes && since <= from)
            && self.is_compared == is_compared;
        if is_same && self.grow(history) {
            return;
        }
        if is_same && self.fetched.is_some_and(|(_, _, until)| until >= to) {
            return;
        }
        // What comes next is fetched at the same time, for a playhead that moves.
        let until = (to + self.span()).min(history.end_time());
        self.passage = history.passage(from, until, MOST);
        self.before = if is_compared { history.passage_before(from, until, MOST) } else { None };
        self.fetched = Some((changes, from, until));
        self.is_compared = is_compared;
        if self.traced.is_some_and(|number| number < self.passage.first) {
            self.traced = None;
        }
    }

    /// Takes in what has just been played at the end of the run. False if something is
    /// missing in between, or it is getting too much.
    fn grow<W: Watch>(&mut self, history: &History<W>) -> bool {
        let next = self.passage.first + self.passage.events.len();
        let (first_kept, events) = (history.first_kept(), history.events());
        if !history.is_at_end() || next < first_kept || self.passage.events.len() > 2 * MOST {
            return false;
        }
        let new = events.get(next - first_kept..).unwrap_or_default();
        self.passage.events.extend(new.iter().cloned());
        if let Some((.., until)) = &mut self.fetched {
            *until = history.end_time();
        }
        true
    }

    /// Where the event with this number happened.
    pub fn actor_of(&self, number: usize) -> Option<Node> {
        let event = self.passage.events.get(number.checked_sub(self.passage.first)?)?;
        match event.id.actor {
            Actor::Server(server) => Some(Node::Server(server)),
            Actor::Client(client) => Some(Node::Client(client)),
            Actor::Student | Actor::Message(_) => None,
        }
    }

    /// Whether not everything that it should show is here.
    pub fn is_cut_short(&self, now: Micros) -> bool {
        let last = self.passage.events.last().map_or(0, |event| event.at);
        self.passage.events.len() >= MOST && last < self.range(now).1
    }
}
