//! What becomes of the page once trunk has built it. A package of its own: it is neither part of
//! the page nor of what a newcomer's first `cargo xtask` has to compile.
//!
//! | file | what it holds |
//! |---|---|
//! | `parts` | digests in the names of files, and the lists of those names |
//! | `folder` | reading a folder |

mod folder;
mod parts;

pub use parts::name_parts;
