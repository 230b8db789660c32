//! The words on the page around what is told: titles, buttons, labels, notices.

/// The fixed words of the page. A language that lacks one doesn't compile.
#[derive(Debug)]
pub struct Chrome {
    /// The name of the page.
    pub title: &'static str,
}
