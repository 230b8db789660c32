//! What is said over the pictures: one caption after the other, each for as long as it
//! takes to read.

use crate::words::Caption;

/// How a caption is brought in.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// It waits for its turn, and holds virtual time still while it is read.
    Held,
    /// It takes the place of another one, if that has been there long enough to be read.
    Passing,
    /// It takes the place of another one at once.
    AtOnce,
}

/// The captions that are said and still to be said.
#[derive(Clone, Debug, Default)]
pub struct Narrator {
    /// The one that is said, and those that wait for their turn.
    captions: Vec<Caption>,
    /// How much longer the first one holds time still, in the reader's milliseconds.
    hold_ms: f64,
    /// How long the first one has been there.
    shown_ms: f64,
}

impl Narrator {
    /// What is said right now.
    pub fn caption(&self) -> Option<&Caption> {
        self.captions.first()
    }

    /// True while a caption holds time still.
    pub fn is_holding(&self) -> bool {
        self.hold_ms > 0.0
    }

    /// True if another caption waits for its turn.
    pub fn has_next(&self) -> bool {
        self.captions.len() > 1
    }

    /// True until everything that is to be said has been read.
    pub fn is_busy(&self) -> bool {
        self.is_holding() || self.has_next()
    }

    /// Says this.
    pub fn say(&mut self, caption: Caption, entrance: Entrance) {
        match entrance {
            Entrance::Held if self.is_busy() => return self.captions.push(caption),
            Entrance::Held => self.hold_ms = caption.reading_ms(),
            // Nothing that is being read goes away.
            Entrance::Passing | Entrance::AtOnce if self.is_busy() => return,
            Entrance::Passing if !self.has_been_read() => return,
            Entrance::Passing | Entrance::AtOnce => {}
        }
        self.shown_ms = 0.0;
        self.captions.clear();
        self.captions.push(caption);
    }

    /// Lets so many milliseconds of the reader's time pass in which the run goes on.
    pub fn pass(&mut self, ms: f64) {
        self.shown_ms += ms;
    }

    /// Takes from `ms` what the caption still needs to be read; then the next one has its
    /// turn. Returns the rest of `ms`, and whether the reader may go on.
    pub fn hold(&mut self, ms: f64) -> (f64, bool) {
        let held = self.hold_ms.min(ms);
        self.hold_ms -= held;
        self.shown_ms += held;
        let is_read = !self.is_holding();
        if is_read {
            self.next();
        }
        (ms - held, is_read)
    }

    /// The next caption has its turn; false if there is none.
    pub fn next(&mut self) -> bool {
        if !self.has_next() {
            return false;
        }
        self.captions.remove(0);
        self.shown_ms = 0.0;
        self.hold_ms = self.captions.first().map_or(0.0, Caption::reading_ms);
        true
    }

    /// What is said counts as read: it holds nothing up, and anything may take its place.
    pub fn release(&mut self) {
        self.hold_ms = 0.0;
        self.shown_ms = f64::INFINITY;
    }

    /// Only the last word stands, and counts as read.
    pub fn settle(&mut self) {
        self.captions.drain(..self.captions.len().saturating_sub(1));
        self.release();
    }

    /// Falls silent.
    pub fn clear(&mut self) {
        *self = Narrator::default();
    }

    fn has_been_read(&self) -> bool {
        self.caption().is_none_or(|caption| self.shown_ms >= caption.reading_ms())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Topic;

    fn caption(topic: Topic, lunch: &str) -> Caption {
        Caption { topic, server: None, lunch: lunch.into(), raft: String::new() }
    }

    #[test]
    fn what_is_held_is_read_to_its_end_one_after_the_other() {
        let mut narrator = Narrator::default();
        let (first, second) = (caption(Topic::Leader, "first"), caption(Topic::Final, "second"));
        narrator.say(first.clone(), Entrance::Held);
        narrator.say(second.clone(), Entrance::Held);
        narrator.say(caption(Topic::Copy, "in between"), Entrance::Passing);
        narrator.say(caption(Topic::Copy, "in between"), Entrance::AtOnce);
        assert_eq!(narrator.hold(first.reading_ms() - 1.0), (0.0, false));
        assert_eq!(narrator.caption(), Some(&first));
        assert_eq!(narrator.hold(5.0), (4.0, true));
        assert_eq!(narrator.caption(), Some(&second));
        assert!(narrator.is_holding() && !narrator.has_next());
    }

    #[test]
    fn what_passes_takes_no_place_before_the_last_one_was_read() {
        let mut narrator = Narrator::default();
        let (first, second) = (caption(Topic::Copy, "first"), caption(Topic::Copy, "second"));
        narrator.say(first.clone(), Entrance::Passing);
        narrator.pass(first.reading_ms() / 2.0);
        narrator.say(second.clone(), Entrance::Passing);
        assert_eq!(narrator.caption(), Some(&first), "it would have flashed by");
        narrator.pass(first.reading_ms() / 2.0);
        narrator.say(second.clone(), Entrance::Passing);
        assert_eq!(narrator.caption(), Some(&second));
        assert!(!narrator.is_holding());
    }

    #[test]
    fn at_a_speed_of_the_readers_own_the_last_word_stands() {
        let mut narrator = Narrator::default();
        narrator.say(caption(Topic::Copy, "first"), Entrance::AtOnce);
        narrator.say(caption(Topic::Copy, "second"), Entrance::AtOnce);
        assert_eq!(narrator.caption().map(|caption| &*caption.lunch), Some("second"));
    }
}
