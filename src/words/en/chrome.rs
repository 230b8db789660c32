//! The words on the page around what is told, in English.

use crate::words::Chrome;

/// The fixed words of the page, in English.
pub const CHROME: Chrome = Chrome { title: "Raft Lunch" };
