//! The page's entry: mounts the UI. Natively there is no page, and it says so.

fn main() {
    #[cfg(target_arch = "wasm32")]
    raft_lunch::ui::mount(raft_lunch::words::Locale::ENGLISH);

    #[cfg(not(target_arch = "wasm32"))]
    println!("Raft Lunch is a page: `cargo xtask serve` builds it and serves it on localhost.");
}
