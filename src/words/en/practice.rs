//! Practice questions: what they ask, their options, and why.

use super::English;
use super::numbers::{counted, joined};
use super::paper::entry;
use super::reasons;
use crate::practice::{
    Answer, Apart, Ask, Belief, Conclusion, Family, MOST_QUESTIONS, News, Question, Remains,
    SetComplaint, Setting, TimedOperation, Told,
};
use crate::raft::{AppendEntries, Configuration, ConflictHint, Entry, Index, ServerId, Term};
use crate::words::{BeliefWords, PracticeLanguage, shorten};

/// Most characters of an address that are quoted.
const MOST_QUOTED: usize = 40;

impl PracticeLanguage for English {
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
            Answer::YesNo(true) => "Yes".into(),
            Answer::YesNo(false) => "No".into(),
            Answer::Conclusion(conclusion) => self::conclusion(*conclusion).into(),
        }
    }

    fn why(&self, question: &Question) -> String {
        reasons::why(question)
    }

    fn apart(&self, apart: &Apart) -> String {
        reasons::apart(apart)
    }

    fn belief(&self, belief: Belief) -> BeliefWords {
        super::beliefs::belief(belief)
    }

    fn would_be_so(&self, belief: Belief) -> String {
        format!("That would be so if {}.", self.belief(belief).would_be_so_if)
    }

    fn set_complaint(&self, complaint: &SetComplaint) -> String {
        let names = || Family::ALL.map(Family::name).join(", ");
        match complaint {
            SetComplaint::NoSuchFamily(name) => format!(
                "There are no questions called \u{201c}{}\u{201d}. There are: {}.",
                shorten(name, MOST_QUOTED),
                names()
            ),
            SetComplaint::NoSeed(value) => format!(
                "\u{201c}{}\u{201d} is no seed. A seed is a whole number below 2\u{2075}\u{00b3}.",
                shorten(value, MOST_QUOTED)
            ),
            SetComplaint::NoCount(value) => format!(
                "\u{201c}{}\u{201d} questions can't be asked. A set has 1 to {MOST_QUESTIONS}.",
                shorten(value, MOST_QUOTED)
            ),
        }
    }
}

/// What a family asks.
pub(super) fn family(family: Family) -> &'static str {
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

/// "S1, S3 and S4".
pub(super) fn all_of(servers: &[ServerId]) -> String {
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
            "Suppose S{} stands in term {} now. Its last entry has index {} and term {}. Which servers give it their vote?{}",
            candidate.0,
            request.term,
            request.last_log_index,
            request.last_log_term,
            down(setting)
        ),
        Ask::Electable => format!(
            "All servers that run hear each other.{} Which of them can win an election now, perhaps at the second try?",
            down(setting)
        ),
        Ask::Committed { leader, knew } => format!(
            "S{} leads term {}. When it was elected, it knew that its log was committed up to index {knew}. Up to which index does it count its log as committed now?",
            leader.0,
            term_of(setting, *leader)
        ),
        Ask::Safe { leader } => format!(
            "S{} leads. Now every message under way is lost, the servers that are down come back, and any of them may stand. Up to which index is S{}'s log safe, whoever is elected?{}",
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
        Ask::Tolerance => format!(
            "{}{} How many more servers may fail, whichever they are, and the cluster can still commit?",
            members(&setting.configuration),
            down(setting)
        ),
        Ask::Reachable => "Can a correct cluster come to have these logs?".into(),
        Ask::Client { operation, told } => client(operation, told),
        Ask::Read(read) => format!(
            "S{} leads. A client's read came in, and then the leader began round {}, to hear from everyone. Its no-op stands at index {}, and it has applied its log up to index {}. Now S{} answers round {}. May the leader answer the read now?",
            read.leader.0, read.round, read.noop, read.applied, read.follower.0, read.answers
        ),
        Ask::Linearizable { history } => format!(
            "The clients see this, with A empty at first: {} Is it linearizable?",
            history.iter().map(operation).collect::<Vec<_>>().join(" ")
        ),
    }
}

fn members(configuration: &Configuration) -> String {
    let voters = all_of(configuration.voters());
    let members = match configuration.is_joint() {
        true => format!(
            "The cluster is in a joint configuration: the old voters are {}, the new ones {voters}.",
            all_of(configuration.outgoing())
        ),
        false => format!("The voters are {voters}."),
    };
    match configuration.learners() {
        [] => members,
        [only] => format!("{members} S{} is a learner.", only.0),
        several => format!("{members} {} are learners.", all_of(several)),
    }
}

fn client(operation: &str, told: &Told) -> String {
    let told = match told {
        Told::Nothing => "It has no answer, and stops waiting.".into(),
        Told::Applied => "It's told that the command is applied.".into(),
        Told::Value(Some(value)) => format!("It's told {value}."),
        Told::Value(None) => "It's told that there's no value.".into(),
    };
    format!("A client asked for {operation}. {told} What may it conclude?")
}

fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Done => "It's done, and it stays done.",
        Conclusion::DoneEverywhere => "It's done on all servers.",
        Conclusion::NotDone => "It isn't done, and it won't be.",
        Conclusion::Unknown => "It may be done, or be done later, or never.",
        Conclusion::WasSo => "That was the value at some moment between question and answer.",
        Conclusion::IsSo => "That is the value now.",
        Conclusion::WasSoWhenAsked => "That was the value when the client asked.",
    }
}

/// "Client 1 writes 1, from 2 to 5."
fn operation(one: &TimedOperation) -> String {
    let client = one.client.0;
    let does = match (&one.writes, &one.value) {
        (Some(value), _) => format!("writes {value}"),
        (None, Some(value)) => format!("reads {value}"),
        (None, None) => "reads that A is empty".into(),
    };
    match one.answered {
        Some(answered) => format!("Client {client} {does}, from {} to {answered}.", one.asked),
        None => format!("Client {client} {does} at {}, and gets no answer.", one.asked),
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
