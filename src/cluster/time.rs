//! Virtual time.

/// A moment, or a length, of virtual time in microseconds. Nothing in the cluster
/// knows any other clock.
pub type Micros = u64;

/// One millisecond.
pub const MILLISECOND: Micros = 1_000;

/// One second.
pub const SECOND: Micros = 1_000_000;

/// The end of time, after an hour: what would happen later never does.
pub const MAX_TIME: Micros = 3_600 * SECOND;
