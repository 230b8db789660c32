//! The page's entry: mounts the UI. Natively there is no page, and it says so.

/// A smaller allocator than the standard library's: 2 KiB of the page, gzipped.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    #[cfg(target_arch = "wasm32")]
    raft_lunch::ui::mount();

    #[cfg(not(target_arch = "wasm32"))]
    println!("Raft Lunch is a page: `cargo xtask serve` builds it and serves it on localhost.");
}
