//! The words of the help: what it is all about, every key, every mark.
#![allow(missing_docs, reason = "each field is named for what it says, and `en` says it")]

/// The help.
#[derive(Debug)]
pub struct HelpWords {
    pub title: &'static str,
    pub close: &'static str,
    /// What it is all about, in paragraphs.
    pub about: [&'static str; 2],
    pub same: &'static str,
    /// What is the same thing at lunch and in the cluster.
    pub pairs: [(&'static str, &'static str); 8],
}

/// The keys.
#[derive(Debug)]
pub struct KeyWords {
    pub title: &'static str,
    pub arrows: &'static str,
    pub space: &'static str,
    pub play: &'static str,
    pub forward: &'static str,
    pub back: &'static str,
    pub shift: &'static str,
    pub far: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
    pub open: &'static str,
    pub close: &'static str,
    pub this: &'static str,
    /// Switches the keys that are a letter or a sign.
    pub single_keys: &'static str,
}

/// The same thing in the words of the table and of the paper.
pub type Pair = (&'static str, &'static str);

/// What the marks mean.
#[derive(Debug)]
pub struct LegendWords {
    pub title: &'static str,
    pub request_vote: Pair,
    pub vote_granted: Pair,
    pub vote_denied: Pair,
    pub append_entries: Pair,
    pub commit_news: Pair,
    pub heartbeat: Pair,
    pub append_success: Pair,
    pub append_refused: Pair,
    pub request: Pair,
    pub response: Pair,
    pub leader: Pair,
    pub candidate: Pair,
    pub crashed: Pair,
    pub paused: Pair,
    pub election_timer: Pair,
    pub not_committed: Pair,
    pub committed: Pair,
    pub not_durable: Pair,
    pub cut_both_ways: Pair,
    pub cut_one_way: Pair,
    pub poll: Pair,
    pub pre_vote: Pair,
    pub install_snapshot: Pair,
    pub timeout_now: Pair,
    pub compacted: Pair,
    pub elected_on_line: Pair,
    pub committed_on_line: Pair,
    pub crashed_on_line: Pair,
    pub arrow: Pair,
    pub arrow_lost: Pair,
    pub arrow_in_flight: Pair,
    pub arrow_before: Pair,
    pub elected: Pair,
    pub timed_out: Pair,
    pub learned: Pair,
    pub repaired: Pair,
    pub down: Pair,
    pub acted: Pair,
}
