//! What sets an answer apart from the right one, where no belief that is known leads to it: by
//! the question's own rule, one sentence for each thing that was picked wrongly or left out.

use super::question::{Answer, Ask, Question, Why};
use crate::raft::{Index, ServerId, Tally, VoteDenial};

/// One thing in which an answer differs from the right one.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A voter was picked that refuses, or one was left out that votes.
    Voter {
        /// Which.
        server: ServerId,
        /// True if it was left out.
        is_missing: bool,
        /// What it says; `None`: it doesn't run.
        verdict: Option<Result<(), VoteDenial>>,
    },
    /// A server was picked that can't be elected, or one was left out that can.
    Candidate {
        /// Which.
        server: ServerId,
        /// True if it was left out.
        is_missing: bool,
        /// The votes that it would get; `None`: it doesn't run.
        votes: Option<Tally>,
    },
    /// The commit index does not reach so far: this index is not known to be committed.
    NotCommitted {
        /// What was answered.
        given: Index,
        /// The first index that is not.
        index: Index,
    },
    /// The commit index reaches farther: this index is known to be committed too.
    Committed {
        /// What was answered.
        given: Index,
        /// The last index that is.
        index: Index,
    },
    /// Somebody can be elected who has not the leader's entry at this index.
    MayBeLost {
        /// What was answered.
        given: Index,
        /// The first index at which that is so.
        index: Index,
    },
    /// The leader's log ends before.
    BeyondLog {
        /// What was answered.
        given: Index,
        /// The leader's last index.
        last_index: Index,
    },
    /// Everyone who can be elected has the leader's entry at this index too.
    IsKept {
        /// What was answered.
        given: Index,
        /// The last index at which that is so.
        index: Index,
    },
    /// When so many fail, too few may be left.
    TooManyFail {
        /// What was answered.
        given: u64,
        /// The fewest whose failure may be too much.
        fatal: u64,
    },
    /// More than that may fail, whichever they are.
    MoreMayFail {
        /// What was answered.
        given: u64,
        /// The most that may.
        may: u64,
    },
}

impl Question {
    /// What sets this part of an answer, a server or a number, apart from the right answer:
    /// that it was given, or for a server that belongs to it, that it was left out.
    pub fn apart(&self, part: &Answer) -> Option<Apart> {
        match (part, &self.right().answer) {
            (Answer::Servers(part), Answer::Servers(right)) => {
                let server = *part.first()?;
                self.server_apart(server, right.contains(&server))
            }
            (&Answer::Number(given), &Answer::Number(right)) if given != right => {
                self.number_apart(given, right)
            }
            _ => None,
        }
    }

    fn server_apart(&self, server: ServerId, is_missing: bool) -> Option<Apart> {
        match &self.why {
            Why::Votes(verdicts) => {
                let verdict = verdicts.iter().find(|(voter, _)| *voter == server);
                let verdict = verdict.map(|(_, verdict)| *verdict);
                Some(Apart::Voter { server, is_missing, verdict })
            }
            Why::Electable(tallies) => {
                let votes = tallies.iter().find(|(candidate, _)| *candidate == server);
                let votes = votes.map(|(_, votes)| *votes);
                Some(Apart::Candidate { server, is_missing, votes })
            }
            _ => None,
        }
    }

    fn number_apart(&self, given: u64, right: u64) -> Option<Apart> {
        let is_more = given > right;
        Some(match (&self.ask, &self.why) {
            (Ask::Tolerance, _) if is_more => Apart::TooManyFail { given, fatal: right + 1 },
            (Ask::Tolerance, _) => Apart::MoreMayFail { given, may: right },
            (Ask::Safe { .. }, _) if !is_more => Apart::IsKept { given, index: right },
            (Ask::Safe { .. }, Why::Safe { loses: None, .. }) => {
                Apart::BeyondLog { given, last_index: right }
            }
            (Ask::Safe { .. }, _) => Apart::MayBeLost { given, index: right + 1 },
            (Ask::Committed { .. } | Ask::Acknowledged { .. } | Ask::Learned { .. }, _) => {
                match is_more {
                    true => Apart::NotCommitted { given, index: right + 1 },
                    false => Apart::Committed { given, index: right },
                }
            }
            _ => return None,
        })
    }
}
