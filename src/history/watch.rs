//! Whoever looks on while a run is played.

use crate::cluster::{Cluster, Event};

/// Sees every step of a run, in order, and is kept in its keyframes: so after a jump it
/// knows exactly what it knew at that moment.
pub trait Watch: Clone + Default {
    /// Something has happened: the cluster right after it, and its events.
    fn see(&mut self, cluster: &Cluster, events: &[Event]);
}

/// Nobody looks on.
impl Watch for () {
    fn see(&mut self, _: &Cluster, _: &[Event]) {}
}
