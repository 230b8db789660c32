//! What becomes of the page once trunk has built it. A package of its own: it is neither part of
//! the page nor of what a newcomer's first `cargo xtask` has to compile.
//!
//! | file | what it holds |
//! |---|---|
//! | `parts` | digests in the names of files, and the lists of those names |
//! | `one_file` | the whole page in one file |
//! | `package` | a zip, and a package for npm |
//! | `folder` | reading a folder |

mod folder;
mod one_file;
mod package;
mod parts;

pub use one_file::one_file;
pub use package::{npm_folder, zip_folder, zip_name};
pub use parts::name_parts;
