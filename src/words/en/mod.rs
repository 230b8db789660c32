//! English.
//!
//! | file | what it holds |
//! |---|---|
//! | `chrome` | titles, buttons, labels, notices |

mod chrome;

use super::{Chrome, Language};
use crate::raft::{ServerId, Term};

/// English.
#[derive(Debug)]
pub struct English;

impl Language for English {
    fn chrome(&self) -> &'static Chrome {
        &chrome::CHROME
    }

    fn one(&self, what: &str) -> String {
        chrome::one(what)
    }

    fn one_forward(&self, what: &str) -> String {
        chrome::one_forward(what)
    }

    fn button_of(&self, word: &str, what: &str) -> String {
        chrome::button_of(word, what)
    }

    fn travel_time(&self, from: u64, until: u64) -> String {
        chrome::travel_time(from, until)
    }

    fn at_most(&self, ms: u64) -> String {
        chrome::at_most(ms)
    }

    fn percent(&self, share: u64) -> String {
        chrome::percent(share)
    }

    fn moment(&self, ms: u64) -> String {
        chrome::moment(ms)
    }

    fn times(&self, times: u32) -> String {
        chrome::times(times)
    }

    fn term(&self, term: Term) -> String {
        chrome::term(term)
    }

    fn configuration(&self, members: &str) -> String {
        chrome::configuration(members)
    }

    fn match_index_of(&self, server: ServerId) -> String {
        chrome::match_index_of(server)
    }

    fn next_index_of(&self, server: ServerId) -> String {
        chrome::next_index_of(server)
    }

    fn reaches(&self, from: ServerId, to: ServerId) -> String {
        chrome::reaches(from, to)
    }

    fn violated(&self, properties: &str) -> String {
        chrome::violated(properties)
    }

    fn diagram_label(&self, stretch: &str) -> String {
        chrome::diagram_label(stretch)
    }

    fn running_seed(&self, seed: u64) -> String {
        chrome::running_seed(seed)
    }

    fn too_long_a_link(&self, why: &str) -> String {
        chrome::too_long_a_link(why)
    }

    fn logs_caption(&self, hidden: u64) -> String {
        chrome::logs_caption(hidden)
    }

    fn still_safe(&self, undecided: &str) -> String {
        chrome::still_safe(undecided)
    }

    fn protects(&self, property: &str, shipped: &str) -> String {
        chrome::protects(property, shipped)
    }

    fn expectations(&self, count: usize, failed: usize) -> String {
        chrome::expectations(count, failed)
    }

    fn asker_label(&self, waiting: &str) -> String {
        chrome::asker_label(waiting)
    }
}
