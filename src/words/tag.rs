//! What stands on the tag of something that waits.

/// The words on a tag, such as "1 of 3 copies".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagWords {
    /// What is always there: "1 of 3".
    pub count: String,
    /// What is counted, with a space before; left out where there is little room.
    pub of_what: &'static str,
}
