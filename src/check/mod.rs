//! Is it still safe? The five properties of the paper's figure 3, after every
//! event, judged by someone who sees all servers at once.
//!
//! The checker looks at the servers' state. It does not take a server's word for
//! what it decided.
#![deny(clippy::float_arithmetic)]

mod property;
mod safety;

pub use property::{Evidence, Property, Violation};
pub use safety::SafetyChecker;
