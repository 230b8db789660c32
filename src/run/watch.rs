//! Whoever looks on while a run is played.

use crate::cluster::{Cluster, Event};

/// Sees every step of a run, in order, up to its end. When the run is changed, another
/// one sees it from its start.
pub trait Watch: Default {
    /// Something has happened: the cluster right after it, and its events.
    fn see(&mut self, cluster: &Cluster, events: &[Event]);
}

/// Nobody looks on.
impl Watch for () {
    fn see(&mut self, _: &Cluster, _: &[Event]) {}
}
