//! English.
//!
//! | file | what it holds |
//! |---|---|
//! | `chrome` | titles, buttons, labels, notices |

mod chrome;

use super::{Chrome, Language};

/// English.
#[derive(Debug)]
pub struct English;

impl Language for English {
    fn chrome(&self) -> &'static Chrome {
        &chrome::CHROME
    }
}
