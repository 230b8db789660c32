//! Practice questions: what they ask, their options, and why.

use super::English;
use super::numbers::joined;
use crate::practice::{Answer, Ask, Belief, Family, Question, Setting, Why};
use crate::raft::{ServerId, Tally, VoteDenial};
use crate::words::{BeliefWords, PracticeLanguage};

impl PracticeLanguage for English {
    fn family(&self, family: Family) -> &'static str {
        match family {
            Family::Votes => "Who votes for this candidate?",
            Family::Electable => "Who can be elected?",
            Family::Committed => "What is committed, and what could still be lost?",
            Family::CommitIndex => "What is the commit index now?",
            Family::Fields => "What does the next AppendEntries say?",
            Family::Repair => "How is this follower repaired?",
            Family::Crash => "What survives this crash?",
            Family::Tolerance => "How many may fail?",
            Family::Reachable => "Can these logs come about?",
            Family::Client => "What may this client conclude?",
            Family::Read => "May this read be answered?",
            Family::Linearizable => "Is this history linearizable?",
        }
    }

    fn question(&self, question: &Question) -> String {
        ask(&question.ask, &question.setting)
    }

    fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Servers(servers) => nobody_or(servers),
        }
    }

    fn why(&self, question: &Question) -> String {
        why(&question.why, question)
    }

    fn belief(&self, belief: Belief) -> BeliefWords {
        super::beliefs::belief(belief)
    }

    fn would_be_so(&self, belief: Belief) -> String {
        format!("That would be so if {}.", self.belief(belief).would_be_so_if)
    }
}

/// "S1, S3 and S4".
fn all_of(servers: &[ServerId]) -> String {
    joined(&servers.iter().map(|server| format!("S{}", server.0)).collect::<Vec<_>>(), "and")
}

fn nobody_or(servers: &[ServerId]) -> String {
    if servers.is_empty() { "Nobody".into() } else { all_of(servers) }
}

fn down(setting: &Setting) -> String {
    match &*setting.down() {
        [] => String::new(),
        [only] => format!(" S{} is down.", only.0),
        several => format!(" {} are down.", all_of(several)),
    }
}

fn ask(ask: &Ask, setting: &Setting) -> String {
    match ask {
        Ask::Votes { candidate, request } => format!(
            "S{} stands in term {}. Its last entry has index {} and term {}. Which servers give it their vote?{}",
            candidate.0,
            request.term,
            request.last_log_index,
            request.last_log_term,
            down(setting)
        ),
        Ask::Electable => format!(
            "Whoever runs hears everyone else who runs. Which servers can win the next elections, whatever their term is now?{}",
            down(setting)
        ),
    }
}

fn why(why: &Why, question: &Question) -> String {
    let said: Vec<String> = match why {
        Why::Votes(verdicts) => verdicts.iter().map(|(voter, said)| vote(*voter, *said)).collect(),
        Why::Electable(tallies) => {
            let stood = |(server, tally): &(ServerId, Tally)| {
                let count = tally.voters;
                format!("S{} would get {} votes, and needs {}.", server.0, count.have, count.need)
            };
            tallies.iter().map(stood).collect()
        }
    };
    let _ = question;
    said.join(" ")
}

fn vote(voter: ServerId, verdict: Result<(), VoteDenial>) -> String {
    let voter = format!("S{}", voter.0);
    match verdict {
        Ok(()) => {
            format!("{voter} votes for it: the candidate's log is at least as up-to-date (§5.4.1).")
        }
        Err(VoteDenial::StaleTerm) => format!("{voter} refuses: it is in a later term (§5.1)."),
        Err(VoteDenial::AlreadyVoted { voted_for }) => {
            format!("{voter} refuses: it has voted for S{} in this term (§5.2).", voted_for.0)
        }
        Err(VoteDenial::LogBehind { mine, theirs }) if mine.0 != theirs.0 => format!(
            "{voter} refuses: its last entry is of term {}, the candidate's of term {} (§5.4.1).",
            mine.0, theirs.0
        ),
        Err(VoteDenial::LogBehind { mine, theirs }) => format!(
            "{voter} refuses: both logs end in term {}, and its own reaches index {}, the candidate's only {} (§5.4.1).",
            mine.0, mine.1, theirs.1
        ),
        Err(VoteDenial::HeardFromLeader | VoteDenial::TermHasBegun) => {
            format!("{voter} refuses: it hears from a leader.")
        }
    }
}
