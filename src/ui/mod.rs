//! The page: thin yew components over the values of `screen`. Nothing here knows
//! anything about Raft that is not in a value.
//!
//! | file | what it holds |
//! |---|---|
//! | `root` | the one stateful component: messages in, a screen out |
//! | `context` | what every component can reach: the root, and the words |
//! | `doors` | what stands where |
//! | `stage` | the two pictures |
//! | `components` | everything around them |
//! | `frames`, `motion` | time, and what moves with it |
//! | `keyboard`, `focus` | the keys of the page, and where the focus is |
//! | `style` | numbers for the style sheet |
//! | `address` | the run in the address, and the address in the run |
//! | `parts` | fetching the page's other wasm modules and files |
//! | `files` | opening, saving and sending runs |
//! | `excerpts` | fetching the lines of the core that decided something |
//! | `lessons` | fetching lessons, and what is kept of what was done in them |
//! | `practice` | fetching practice questions, and what is kept of the answers |
//! | `announcer` | what happens, for people who listen |
//! | `host` | the page around a frame: what it asks for, and what it is told |
//! | `first_picture`, `poster` | what is there before all this has come; the same in posts |
//! | `page` | the browser around it: address, host page, preferences |

mod address;
mod announcer;
mod components;
mod context;
mod doors;
mod excerpts;
mod files;
#[cfg(feature = "first-picture")]
mod first_picture;
mod focus;
mod frames;
mod host;
mod keyboard;
mod lessons;
mod motion;
mod page;
mod parts;
#[cfg(feature = "first-picture")]
mod poster;
mod practice;
mod root;
mod stage;
mod style;

#[cfg(feature = "first-picture")]
pub use first_picture::first_picture;
#[cfg(feature = "first-picture")]
pub use poster::poster;

use crate::words::Locale;

/// Mounts the page into its document, in this language. In a release a panic does not speak:
/// it is a trap, and the script in `index.html` shows that.
pub fn mount(locale: Locale) {
    page::set_locale(locale);
    #[cfg(debug_assertions)]
    yew::set_custom_panic_hook(Box::new(|info| page::note_crash(&info.to_string())));
    if let Some(place) = page::element("app") {
        yew::Renderer::<root::Root>::with_root(place).render();
    }
}
