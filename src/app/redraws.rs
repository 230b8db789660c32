//! How often everything is drawn while time passes. Sentences, logs and lists cannot be
//! read sixty times a second, and drawing them takes a slow machine longer than a frame;
//! what moves is put in its place with every frame all the same.

/// Less than this many milliseconds after everything was drawn, it is not drawn again
/// while time passes.
const REDRAW_MS: f64 = 50.0;

/// At most one frame in so many draws everything, so that on a slow machine too most frames
/// only move what moves. At 60 frames a second this is as long as [`REDRAW_MS`].
const REDRAW_FRAMES: u32 = 3;

/// What is known of the last drawing of everything.
#[derive(Copy, Clone, Debug)]
pub(crate) struct RedrawLimit {
    /// How long ago it was, in milliseconds of the reader's time.
    since_ms: f64,
    /// How many frames ago it was.
    since_frames: u32,
    /// Whether something has happened since.
    is_stale: bool,
}

impl RedrawLimit {
    /// Nothing has been drawn yet.
    pub(crate) fn new() -> RedrawLimit {
        RedrawLimit { since_ms: REDRAW_MS, since_frames: REDRAW_FRAMES, is_stale: false }
    }

    /// A frame later, so much time has passed, and perhaps something has happened. Whether
    /// everything is to be drawn now; at once, if time `stands` still after this.
    pub(crate) fn passes(&mut self, ms: f64, has_changed: bool, stands: bool) -> bool {
        self.since_ms += ms;
        self.since_frames = self.since_frames.saturating_add(1);
        self.is_stale |= has_changed;
        let is_due = self.since_ms >= REDRAW_MS && self.since_frames >= REDRAW_FRAMES;
        self.is_stale && (stands || is_due)
    }

    /// Everything is drawn.
    pub(crate) fn drawn(&mut self) {
        *self = RedrawLimit { since_ms: 0.0, since_frames: 0, is_stale: false };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The frames in which everything is drawn, of so many that are `ms` apart; in each of
    /// them something happens.
    fn drawn(frames: u32, ms: f64) -> Vec<u32> {
        let mut limit = RedrawLimit::new();
        let passes = |_: &u32| {
            let passes = limit.passes(ms, true, false);
            if passes {
                limit.drawn();
            }
            passes
        };
        (0..frames).filter(passes).collect()
    }

    #[test]
    fn while_much_happens_one_frame_in_three_draws_everything() {
        assert_eq!(drawn(7, 17.0), [0, 3, 6]);
        assert_eq!(drawn(7, 60.0), [0, 3, 6], "on a slow machine too");
        assert_eq!(drawn(13, 8.0), [0, 7], "and none sooner than can be read");
    }

    #[test]
    fn what_happens_after_a_while_is_drawn_at_once_and_nothing_is_forgotten() {
        let mut limit = RedrawLimit::new();
        assert!(!limit.passes(17.0, false, false), "nothing has happened");
        assert!(limit.passes(17.0, true, false));
        limit.drawn();
        assert!(!limit.passes(17.0, true, false), "everything has just been drawn");
        assert!(!limit.passes(17.0, false, false));
        assert!(limit.passes(17.0, false, false), "what happened two frames ago");
        limit.drawn();
        assert!(limit.passes(1.0, true, true), "time stands still, and the reader looks at it");
    }
}
