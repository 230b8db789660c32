//! The page: thin yew components over the values of `view`. Nothing here knows
//! anything about Raft that is not in a value.
//!
//! | file | what it holds |
//! |---|---|
//! | `root` | the one stateful component: messages in, a screen out |
//! | `frames`, `motion` | time, and what moves with it |
//! | `markup` | templates into yew's virtual nodes |
//! | `address` | the run in the address, and the address in the run |
//! | `files` | opening, saving and sending runs |
//! | `announcer` | what happens, for people who listen |
//! | `page` | the browser around it: address, host page, preferences |
//! | `stage` | the two pictures |
//! | `components` | everything around them |

mod address;
mod announcer;
mod components;
mod files;
mod frames;
mod markup;
mod motion;
mod page;
mod root;
mod stage;

/// Mounts the page into its document. What a panic says is shown by `static/boot.js`.
pub fn mount() {
    yew::set_custom_panic_hook(Box::new(|info| page::note_crash(&info.to_string())));
    if let Some(place) = page::element("app") {
        yew::Renderer::<root::Root>::with_root(place).render();
    }
}
