//! Where things are in the diagram: time to the right, a lane for each server and client.

use crate::cluster::{Cluster, Micros, Node};

/// Where the lanes begin, right of their names.
pub const LEFT: i64 = 74;
/// What is left free at the right edge.
const RIGHT: i64 = 12;
/// The height of the strip of actions and terms above the lanes.
const TOP: i64 = 62;
/// How far lanes are apart.
const PITCH: i64 = 50;

/// The lanes, and the scale of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Whose lanes, from the top.
    pub lanes: Vec<Node>,
    /// The first moment that is shown.
    pub from: Micros,
    /// The last moment that is shown.
    pub to: Micros,
    /// How wide the drawing is.
    pub width: i64,
}

impl Layout {
    /// A lane for each client and server of `cluster`.
    pub fn new(cluster: &Cluster, (from, to): (Micros, Micros), width: i64) -> Layout {
        let clients = cluster.clients().iter().map(|client| Node::Client(client.id()));
        let servers = cluster.server_ids().map(Node::Server);
        Layout { lanes: clients.chain(servers).collect(), from, to, width }
    }

    /// How high the drawing is.
    pub fn height(&self) -> i64 {
        TOP + PITCH * self.lanes.len() as i64
    }

    /// Where a moment is; beyond the edges for one that is not shown.
    pub fn x(&self, at: Micros) -> i64 {
        let span = (self.to - self.from).max(1) as i64;
        let since = at as i64 - self.from as i64;
        // A run lasts an hour at most: the product fits.
        LEFT + since * (self.width - LEFT - RIGHT) / span
    }

    /// Which moment is at `x`.
    pub fn moment(&self, x: i64) -> Micros {
        let span = (self.to - self.from) as i64;
        let since = (x - LEFT) * span / (self.width - LEFT - RIGHT).max(1);
        u64::try_from(self.from as i64 + since).unwrap_or(0)
    }

    /// Where the lane of `node` is.
    pub fn y(&self, node: Node) -> i64 {
        let place = self.lanes.iter().position(|lane| *lane == node).unwrap_or(0);
        TOP + PITCH / 2 + PITCH * place as i64
    }

    /// Whether anything between these moments can be seen.
    pub fn shows(&self, from: Micros, until: Micros) -> bool {
        from <= self.to && until >= self.from
    }

    /// The right end of the lanes.
    pub fn right(&self) -> i64 {
        self.width - RIGHT
    }
}
