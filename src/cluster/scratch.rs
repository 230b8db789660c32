//! What a step fills, and what its caller takes out.

use std::ops::{Deref, DerefMut};

/// A list that is empty between steps. A copy of it is always empty: what is in the
/// original is taken from there, once. (It also spares the page the code to copy
/// whatever can be in it, which is a lot.)
#[derive(Debug)]
pub(super) struct Scratch<T>(Vec<T>);

impl<T> Clone for Scratch<T> {
    fn clone(&self) -> Self {
        Scratch::default()
    }
}

impl<T> Default for Scratch<T> {
    fn default() -> Self {
        Scratch(Vec::new())
    }
}

impl<T> Deref for Scratch<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Scratch<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}
