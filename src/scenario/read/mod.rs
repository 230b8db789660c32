//! From a text to a file, and what is wrong with one.
//!
//! | file | what it holds |
//! |---|---|
//! | `decode`, `sentences`, `place` | reading JSON, and saying what is wrong and where |
//! | `shape` | the shape that the schema wants |
//! | `check`, `limits`, `setup` | what a file has to keep to, and what it sets up |
//! | `hints` | what a file may say, and perhaps doesn't mean |
//! | `schema` | the published JSON Schema |

pub(super) mod check;
pub(super) mod decode;
pub(super) mod hints;
pub(super) mod limits;
pub(super) mod place;
#[cfg(not(target_arch = "wasm32"))]
pub(super) mod schema;
pub(super) mod sentences;
pub(super) mod setup;
pub(super) mod shape;

pub use check::{MAX_ABOUT_CHARS, MAX_EXPECTATIONS, MAX_STEPS, MAX_TITLE_CHARS};
pub(crate) use decode::read_json;
pub use decode::{FileError, MAX_FILE_BYTES};
pub use hints::Hint;
pub use limits::MAX_TIMES;
pub use place::{place_words, position};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
