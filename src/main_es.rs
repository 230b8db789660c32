//! The page's entry for readers of Spanish: a wasm of its own, so that nobody fetches the words
//! of two languages. `static/boot.js` chooses.

fn main() {
    #[cfg(target_arch = "wasm32")]
    raft_lunch::ui::mount(raft_lunch::words::Locale::SPANISH);
}
