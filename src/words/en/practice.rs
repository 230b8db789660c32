//! Practice questions: what they ask, their options, and why.

use super::English;
use super::numbers::{counted, joined};
use super::paper::entry;
use crate::practice::{Answer, Ask, Belief, Family, News, Question, Remains, Setting, Why};
use crate::raft::{
    AppendEntries, AppendRejection, CommitStatus, ConflictHint, Entry, Index, ServerId, Tally,
    Term, VoteDenial,
};
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
            Answer::Number(number) => number.to_string(),
            Answer::Fields(message) => fields(message),
            Answer::Repair { rejections, log } => {
                let refusals = counted(*rejections, "refusal", "refusals");
                format!("{refusals}, then {}", entries(1, log))
            }
            Answer::Left(left) => remains(left),
        }
    }

    fn why(&self, question: &Question) -> String {
        why(&question.why)
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
        Ask::Committed { leader, knew } => format!(
            "S{} leads term {}. When it was elected, it knew that its log was committed up to index {knew}. Up to which index does it count its log as committed now?",
            leader.0,
            term_of(setting, *leader)
        ),
        Ask::Safe { leader } => format!(
            "S{} leads. Now all messages under way are lost, those who are down come back, and anybody may stand. Up to which index is the log of S{} safe, whoever is elected?{}",
            leader.0,
            leader.0,
            down(setting)
        ),
        Ask::Acknowledged { leader, follower, match_index } => format!(
            "S{} leads term {}. Now S{} acknowledges everything up to index {match_index}. What is the commit index of S{} then?",
            leader.0,
            term_of(setting, *leader),
            follower.0,
            leader.0
        ),
        Ask::Learned { leader, follower, request } => format!(
            "This AppendEntries of S{} reaches S{}: {}. What is the commit index of S{} then?",
            leader.0,
            follower.0,
            fields(request),
            follower.0
        ),
        Ask::Fields { leader, follower, news, most } => format!(
            "S{} leads term {}. {} Which AppendEntries does it send S{} now? A message carries at most {}.",
            leader.0,
            term_of(setting, *leader),
            self::news(news, *follower),
            follower.0,
            counted(u64::from(*most), "entry", "entries")
        ),
        Ask::Repair { leader, follower } => format!(
            "S{} has just been elected in term {}, and has appended its no-op. A refusal tells the leader the conflicting term and where it begins. How often does S{} refuse until its log is repaired, and what is its log then?",
            leader.0,
            term_of(setting, *leader),
            follower.0
        ),
        Ask::Crash { server, disk } => format!(
            "S{} is writing to its disk. So far the disk holds: {}. Now it crashes and starts again. What does it begin with?",
            server.0,
            on_disk(disk)
        ),
    }
}

fn news(news: &News, follower: ServerId) -> String {
    match news {
        News::Acknowledged { match_index } => {
            format!("S{} acknowledges everything up to index {match_index}.", follower.0)
        }
        News::Refused { prev_log_index, hint: ConflictHint { term: Some(term), first_index } } => {
            format!(
                "S{} refuses prev_log_index {prev_log_index}: there it has term {term}, which begins at index {first_index}.",
                follower.0
            )
        }
        News::Refused { prev_log_index, hint: ConflictHint { term: None, first_index } } => {
            format!(
                "S{} refuses prev_log_index {prev_log_index}: its log ends before index {first_index}.",
                follower.0
            )
        }
        News::Command(command) => format!("A client asks it for {command}."),
    }
}

/// The fields of an AppendEntries, by the paper's names.
fn fields(message: &AppendEntries) -> String {
    format!(
        "term {}, prev_log_index {}, prev_log_term {}, {}, leader_commit {}",
        message.term,
        message.prev_log_index,
        message.prev_log_term,
        entries(message.prev_log_index + 1, &message.entries),
        message.leader_commit
    )
}

/// "entries 3 to 4: SET A 1 (term 2), no-op (term 3)".
fn entries(from: Index, entries: &[Entry]) -> String {
    let said = |one: &Entry| format!("{} (term {})", entry(one), one.term);
    let said: Vec<String> = entries.iter().map(said).collect();
    match entries.len() as Index {
        0 => "no entries".into(),
        1 => format!("entry {from}: {}", said.join(", ")),
        count => format!("entries {from} to {}: {}", from + count - 1, said.join(", ")),
    }
}

fn on_disk(left: &Remains) -> String {
    let vote = match left.voted_for {
        Some(server) => format!("a vote for S{}", server.0),
        None => "no vote".into(),
    };
    format!("term {}, {vote}, {}", left.term, entries(1, &left.log))
}

fn remains(left: &Remains) -> String {
    format!("{}; commit index {}", on_disk(left), left.commit_index)
}

fn term_of(setting: &Setting, server: ServerId) -> Term {
    setting.server(server).map_or(0, |server| server.term)
}

fn why(why: &Why) -> String {
    let said: Vec<String> = match why {
        Why::Votes(verdicts) => verdicts.iter().map(|(voter, said)| vote(*voter, *said)).collect(),
        Why::Electable(tallies) => {
            let stood = |(server, tally): &(ServerId, Tally)| {
                let count = tally.voters;
                format!("S{} would get {} votes, and needs {}.", server.0, count.have, count.need)
            };
            tallies.iter().map(stood).collect()
        }
        Why::Committed { index, next } => vec![committed(*index, next)],
        Why::Safe { index, loses: None } => {
            vec![format!("Everyone who can be elected has the same entries up to index {index}.")]
        }
        Why::Safe { index, loses: Some((server, tally)) } => vec![format!(
            "S{} can be elected: it gets {} votes, and needs {}. It has the same entries only up to index {index}, and would overwrite what follows (§5.4.2).",
            server.0, tally.voters.have, tally.voters.need
        )],
        Why::Learned { index, leader_commit, verified } => vec![format!(
            "The leader's commit index is {leader_commit}, and the message has verified the log up to index {verified}. The smaller one counts, if it is an advance: {index} (figure 2)."
        )],
        Why::NothingLearned { index, reason } => vec![
            refusal(*reason),
            format!("So it learns nothing, and its commit index stays {index}."),
        ],
        Why::Fields { next_index, entries, leader_commit } => vec![format!(
            "next_index is {next_index}, so prev_log_index is {}, with the term that the leader has there. {} after it. The leader's commit index is {leader_commit} (§5.3).",
            next_index - 1,
            match entries {
                0 => "No entries go".into(),
                1 => "1 entry goes".into(),
                _ => format!("{entries} entries go"),
            }
        )],
        Why::Repair { refused, agree } => {
            let mut said: Vec<String> = refused.iter().map(|reason| refusal(*reason)).collect();
            said.push(format!(
                "Up to index {agree} both logs are the same. From there on it gets the leader's entries."
            ));
            said
        }
        Why::Crash { writes_lost } => vec![format!(
            "{} lost. Term, vote and log are as they are on the disk, and the commit index is only in memory (figure 2).",
            match writes_lost {
                1 => "The write under way is".into(),
                _ => format!("{writes_lost} writes under way are"),
            }
        )],
    };
    said.join(" ")
}

/// What is committed, and why no more.
fn committed(index: Index, next: &CommitStatus) -> String {
    let next_index = index + 1;
    let known = format!("The commit index is {index}.");
    let more = match next {
        CommitStatus::TooFewCopies { acknowledged_by, tally } => format!(
            "Entry {next_index} is on {} as far as the leader knows: {} of the {} copies that it needs (§5.3).",
            if acknowledged_by.is_empty() { "no disk".into() } else { all_of(acknowledged_by) },
            tally.voters.have,
            tally.voters.need
        ),
        CommitStatus::EarlierTerm { entry_term, current_term } => format!(
            "Entry {next_index} is of term {entry_term}, and the leader leads term {current_term}: copies alone don't commit it (§5.4.2)."
        ),
        CommitStatus::NotInLog => "That is the end of its log.".into(),
        CommitStatus::Committed | CommitStatus::Ready { .. } | CommitStatus::NotLeader { .. } => {
            return known;
        }
    };
    format!("{known} {more}")
}

fn refusal(reason: AppendRejection) -> String {
    match reason {
        AppendRejection::StaleTerm => {
            "It refuses: the message is of an earlier term (§5.1).".into()
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "It refuses prev_log_index {prev_log_index}: its log ends at index {last_index} (§5.3)."
        ),
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "It refuses prev_log_index {prev_log_index}: the leader has term {theirs} there, and it has term {mine} (§5.3)."
        ),
        AppendRejection::KnowsNoMembers => "It refuses: its disk is blank.".into(),
    }
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
