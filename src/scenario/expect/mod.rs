//! What a file expects, and what is so instead.
//!
//! | file | what it holds |
//! |---|---|
//! | `judge` | one claim after the other |
//! | `facts`, `predicates` | claims about servers |
//! | `logs`, `words` | logs and steps as sentences |

pub(super) mod facts;
pub(super) mod judge;
pub(super) mod logs;
pub(super) mod predicates;
pub(super) mod words;
