//! The reader's clock: a tick for each animation frame while something moves, a
//! slower one while a caption is being read, none while paused.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// How often the clock ticks while nothing moves, in milliseconds.
const READING_MS: u32 = 100;

/// Calls back with the milliseconds that have passed.
pub struct Frames {
    on_frame: Closure<dyn FnMut(f64)>,
    on_tick: Rc<dyn Fn(f64)>,
    request: Rc<Cell<Option<i32>>>,
    last: Rc<Cell<Option<f64>>>,
    /// The tick while something is read, and whether it is still to come.
    reading: Option<Timeout>,
    awaited: Rc<Cell<bool>>,
}

impl Frames {
    /// A clock that calls `on_tick`; it stands still.
    pub fn new(on_tick: impl Fn(f64) + 'static) -> Frames {
        let on_tick: Rc<dyn Fn(f64)> = Rc::new(on_tick);
        let request = Rc::new(Cell::new(None));
        let last = Rc::new(Cell::new(None::<f64>));
        let (tick, requested, before) = (on_tick.clone(), request.clone(), last.clone());
        let on_frame = Closure::new(move |now: f64| {
            requested.set(None);
            let passed = before.replace(Some(now)).map_or(0.0, |before| now - before);
            tick(passed);
        });
        Frames { on_frame, on_tick, request, last, reading: None, awaited: Rc::default() }
    }

    /// Asks for the next tick: with the next frame, or, while a caption is being
    /// read, a little later.
    pub fn go_on(&mut self, is_reading: bool) {
        if is_reading {
            // A page that is drawn again for another reason must not put the tick off.
            if self.awaited.replace(true) {
                return;
            }
            self.cancel_frame();
            self.last.set(None);
            let (tick, awaited) = (self.on_tick.clone(), self.awaited.clone());
            self.reading = Some(Timeout::new(READING_MS, move || {
                awaited.set(false);
                tick(f64::from(READING_MS));
            }));
            return;
        }
        self.stop_reading();
        if self.request.get().is_none() {
            let function = self.on_frame.as_ref().unchecked_ref();
            let request = web_sys::window().and_then(|w| w.request_animation_frame(function).ok());
            self.request.set(request);
        }
    }

    /// Stands still.
    pub fn stop(&mut self) {
        self.stop_reading();
        self.last.set(None);
        self.cancel_frame();
    }

    fn stop_reading(&mut self) {
        self.reading = None;
        self.awaited.set(false);
    }

    fn cancel_frame(&mut self) {
        if let (Some(request), Some(window)) = (self.request.take(), web_sys::window()) {
            let _ = window.cancel_animation_frame(request);
        }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.stop();
    }
}
