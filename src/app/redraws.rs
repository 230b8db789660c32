//! How often everything is drawn while time passes. Sentences, logs and lists cannot be
//! read sixty times a second, and drawing them takes a slow machine longer than a frame;
//! what moves is put in its place with every frame all the same.

/// Less than this many milliseconds after everything was drawn, it is not drawn again
/// while time passes.
const REDRAW_MS: f64 = 50.0;

/// What is known of the last drawing of everything.
#[derive(Copy, Clone, Debug)]
pub(crate) struct RedrawLimit {
    /// How long ago it was, in milliseconds of the reader's time.
    since_ms: f64,
    /// Whether something has happened since.
    is_stale: bool,
}

impl RedrawLimit {
    /// Nothing has been drawn yet.
    pub(crate) fn new() -> RedrawLimit {
        RedrawLimit { since_ms: REDRAW_MS, is_stale: false }
    }

    /// So much time has passed, and perhaps something has happened. Whether everything is
    /// to be drawn now; at once, if time `stands` still after this.
    pub(crate) fn passes(&mut self, ms: f64, has_changed: bool, stands: bool) -> bool {
        self.since_ms += ms;
        self.is_stale |= has_changed;
        self.is_stale && (stands || self.since_ms >= REDRAW_MS)
    }

    /// Everything is drawn.
    pub(crate) fn drawn(&mut self) {
        *self = RedrawLimit { since_ms: 0.0, is_stale: false };
    }
}
