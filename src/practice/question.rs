//! A question: what it shows, what it asks, and its options.

use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::client::{Conclusion, Told};
use super::crash::Remains;
use super::dice::Dice;
use super::families::{answer, draw_scene, kind, why};
use super::family::Family;
use super::fields::News;
use super::linearizable::TimedOperation;
use super::play::Play;
use super::read::WaitingRead;
use super::setting::Setting;
use crate::cluster::{Cluster, Event};
use crate::raft::{
    AppendEntries, AppendRejection, CommitStatus, Entry, Index, RequestVote, ServerId, Tally, Term,
    VoteDenial,
};

/// Most options that a question offers.
pub const MOST_CHOICES: usize = 5;

/// How often a question is drawn again because it misses the belief that its seed aims at.
const AIMED_ATTEMPTS: u64 = 40;

/// The key of the dice that choose this belief: no attempt's.
const AIM: u64 = u64::MAX;

/// A question. It is what its family and its seed make of it, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its family.
    pub family: Family,
    /// Its seed.
    pub seed: u64,
    /// The servers as it shows them.
    pub setting: Setting,
    /// What it asks.
    pub ask: Ask,
    /// The options. One is right; the others are what somebody would say who believes
    /// something else.
    pub options: Vec<Choice>,
    /// Why the right option is right.
    pub why: Why,
    /// The run in which the answer can be seen, where there is one.
    pub play: Option<Play>,
}

/// What a question asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Which servers vote for this candidate?
    Votes {
        /// The candidate.
        candidate: ServerId,
        /// What it sends.
        request: RequestVote,
    },
    /// Which servers can be elected, if everyone who runs hears them?
    Electable,
    /// Up to which index does this leader count its log as committed?
    Committed {
        /// The leader.
        leader: ServerId,
        /// What it knew to be committed when it was elected.
        knew: Index,
    },
    /// Up to which index does whoever is elected have the same log as this leader?
    Safe {
        /// The leader.
        leader: ServerId,
    },
    /// What is this leader's commit index after this acknowledgement?
    Acknowledged {
        /// The leader.
        leader: ServerId,
        /// Who acknowledges.
        follower: ServerId,
        /// Up to where.
        match_index: Index,
    },
    /// What is this follower's commit index after this AppendEntries?
    Learned {
        /// The sender.
        leader: ServerId,
        /// The follower.
        follower: ServerId,
        /// The message, without its round.
        request: AppendEntries,
    },
    /// Which AppendEntries goes to this follower next?
    Fields {
        /// The leader.
        leader: ServerId,
        /// The follower.
        follower: ServerId,
        /// What the leader hears now.
        news: News,
        /// Most entries that a message carries.
        most: u16,
    },
    /// How often does this follower refuse, and what is its log when it is repaired?
    Repair {
        /// The leader, elected just now.
        leader: ServerId,
        /// The follower.
        follower: ServerId,
    },
    /// What is left of this server after a crash and a restart?
    Crash {
        /// The server.
        server: ServerId,
        /// What is on its disk.
        disk: Remains,
    },
    /// How many of those that run may fail, whichever they are?
    Tolerance,
    /// Can these logs come about?
    Reachable,
    /// What may the client conclude that asked for this?
    Client {
        /// What it asked for.
        operation: String,
        /// What it was told.
        told: Told,
    },
    /// May this read be answered now?
    Read(WaitingRead),
    /// Is this history linearizable?
    Linearizable {
        /// The operations, in the order in which they were asked for.
        history: Vec<TimedOperation>,
    },
}

/// Why the right answer is right: what the core says to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// What each voter that runs says, and why.
    Votes(Vec<(ServerId, Result<(), VoteDenial>)>),
    /// The votes that each server which runs would get, against those it needs.
    Electable(Vec<(ServerId, Tally)>),
    /// The leader's commit index, and what the entry after it waits for.
    Committed {
        /// Its commit index.
        index: Index,
        /// The status of the next entry.
        next: CommitStatus,
    },
    /// Up to where everyone who can be elected has the leader's log, and who can be elected
    /// without the next entry, by which votes.
    Safe {
        /// The last index that all of them have.
        index: Index,
        /// One that has no more, and the votes that it would get.
        loses: Option<(ServerId, Tally)>,
    },
    /// A follower's commit index: the smaller of two.
    Learned {
        /// Its commit index.
        index: Index,
        /// The leader's, as the message says it.
        leader_commit: Index,
        /// The last index that the message has verified.
        verified: Index,
    },
    /// A follower's commit index after a message that it refuses.
    NothingLearned {
        /// Its commit index.
        index: Index,
        /// Why it refuses.
        reason: AppendRejection,
    },
    /// What the leader sends next.
    Fields {
        /// The follower's `next_index`.
        next_index: Index,
        /// How many entries go.
        entries: u64,
        /// The leader's commit index.
        leader_commit: Index,
    },
    /// What the follower refuses, and where the logs agree.
    Repair {
        /// The refusals, in order.
        refused: Vec<AppendRejection>,
        /// The last index up to which both logs are the same.
        agree: Index,
    },
    /// What a crash takes.
    Crash {
        /// How many writes were under way.
        writes_lost: u64,
    },
    /// Those that run, against those that are needed.
    Tolerance(Tally),
    /// The logs are those of a run.
    CameAbout,
    /// Terms fall back within a log.
    TermsDescend {
        /// Whose.
        server: ServerId,
        /// Where.
        index: Index,
    },
    /// Two logs have an entry of one term at one index, and differ there or before.
    NoMatch {
        /// The later of the two servers.
        server: ServerId,
        /// Where.
        index: Index,
        /// The term.
        term: Term,
    },
    /// No answer came.
    Silence,
    /// The command is applied: it is committed.
    WasApplied,
    /// The value was read between question and answer.
    WasRead,
    /// What the read waits for.
    Read {
        /// Who has confirmed the leader, against those that are needed.
        confirmed: Tally,
        /// Up to where the leader has applied its log then.
        applied: Index,
        /// What has to be applied.
        read_index: Index,
    },
    /// An order that explains everything: places in the history.
    Explained {
        /// The order.
        order: Vec<u64>,
    },
    /// Nothing explains the answer to this operation.
    Unexplained {
        /// Its place in the history.
        operation: u64,
    },
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// These servers and no others, in order.
    Servers(Vec<ServerId>),
    /// This number.
    Number(u64),
    /// This AppendEntries, without its round.
    Fields(AppendEntries),
    /// So many refusals, and then this log.
    Repair {
        /// How many.
        rejections: u64,
        /// The log.
        log: Vec<Entry>,
    },
    /// This is left.
    Left(Remains),
    /// Yes or no.
    YesNo(bool),
    /// This may be concluded.
    Conclusion(Conclusion),
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What it says.
    pub answer: Answer,
    /// The beliefs with which it would be right; none if it is right.
    pub beliefs: Vec<Belief>,
}

/// How a question is answered.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// One of the options is chosen.
    One,
    /// Servers are picked: any, or none.
    Servers,
    /// A number is given.
    Number,
    /// Yes or no.
    YesNo,
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grade {
    /// It is right.
    Right,
    /// It is wrong: somebody would say so who believes one of these. None, if nothing that
    /// is known leads to it.
    Wrong(Vec<Belief>),
}

/// What a family makes of one draw, before there are options.
pub(super) struct Scene {
    pub setting: Setting,
    pub ask: Ask,
    pub play: Option<Play>,
}

/// What a question is answered by: its values, and where there is a run, the cluster at its
/// moment and what happens then.
pub(super) struct Facts<'a> {
    pub setting: &'a Setting,
    pub ask: &'a Ask,
    pub play: Option<(&'a Play, &'a Cluster)>,
}

impl Facts<'_> {
    /// What happens when the run is played on, with or without a protection.
    pub fn played(&self, belief: Option<Belief>) -> Option<(Cluster, Vec<Event>)> {
        let (play, cluster) = self.play?;
        Some(play.on(cluster, belief.and_then(Belief::off)))
    }
}

impl Question {
    /// The question of a family with this seed. A draw without two answers that differ is
    /// drawn again.
    ///
    /// Some beliefs seldom make a difference. So each seed aims at one, and is drawn again
    /// for a while until it does.
    pub fn new(family: Family, seed: u64) -> Question {
        let aim = Question::aim(family, seed);
        let mut draws = (0..).filter_map(|attempt| {
            let question = Question::draw(family, seed, attempt, aim)?;
            let is_aimed = question.beliefs().any(|belief| Some(belief) == aim);
            (is_aimed || attempt >= AIMED_ATTEMPTS).then_some(question)
        });
        draws.next().expect("there is always another attempt")
    }

    /// The belief that the question of a family with this seed is to be about, if it can be.
    pub fn aim(family: Family, seed: u64) -> Option<Belief> {
        Dice::new(family, seed, AIM).pick(family.beliefs())
    }

    fn draw(family: Family, seed: u64, attempt: u64, aim: Option<Belief>) -> Option<Question> {
        let mut dice = Dice::new(family, seed, attempt);
        let (scene, cluster) = draw_scene(family, &mut dice)?;
        let Scene { setting, ask, play } = &scene;
        let facts = Facts { setting, ask, play: play.as_ref().zip(cluster.as_ref()) };
        let right = answer(&facts, None)?;
        let wrong = family
            .beliefs()
            .iter()
            .filter_map(|&belief| Some((belief, answer(&facts, Some(belief))?)));
        let options = options(&mut dice, right, wrong.collect(), ask, aim)?;
        let why = why(&facts)?;
        let Scene { setting, ask, play } = scene;
        Some(Question { family, seed, setting, ask, options, why, play })
    }

    /// How it is answered.
    pub fn kind(&self) -> Kind {
        kind(&self.ask)
    }

    /// The right option.
    pub fn right(&self) -> &Choice {
        // `new` makes one.
        self.options.iter().find(|option| option.is_right()).unwrap_or(&self.options[0])
    }

    /// What came of an answer.
    pub fn grade(&self, answer: &Answer) -> Grade {
        match self.options.iter().find(|option| option.answer == *answer) {
            Some(option) if option.is_right() => Grade::Right,
            Some(option) => Grade::Wrong(option.beliefs.clone()),
            None => Grade::Wrong(Vec::new()),
        }
    }

    /// The beliefs of the wrong options: a right answer holds none of them.
    pub fn beliefs(&self) -> impl Iterator<Item = Belief> {
        self.options.iter().flat_map(|option| option.beliefs.iter().copied())
    }

    /// What somebody answers who believes this; `None`: the right answer. It is found out
    /// anew, from the values of the question and its run.
    pub fn answer_of(&self, belief: Option<Belief>) -> Option<Answer> {
        let cluster = self.play.as_ref().map(Play::cluster);
        let play = self.play.as_ref().zip(cluster.as_ref());
        answer(&Facts { setting: &self.setting, ask: &self.ask, play }, belief)
    }
}

impl Choice {
    /// True if it is the right one.
    pub fn is_right(&self) -> bool {
        self.beliefs.is_empty()
    }
}

/// The options of a question, in the order in which they are offered; `None` if too few
/// answers differ.
fn options(
    dice: &mut Dice,
    right: Answer,
    believed: Vec<(Belief, Answer)>,
    ask: &Ask,
    aim: Option<Belief>,
) -> Option<Vec<Choice>> {
    let mut wrong: Vec<Choice> = Vec::new();
    for (belief, answer) in believed.into_iter().filter(|(_, answer)| *answer != right) {
        match wrong.iter_mut().find(|option| option.answer == answer) {
            Some(option) => option.beliefs.push(belief),
            None => wrong.push(Choice { answer, beliefs: vec![belief] }),
        }
    }
    // Where all that can be said is yes or no, or how many, there is not always a third.
    let is_small = kind(ask) == Kind::YesNo || *ask == Ask::Tolerance;
    let fewest = if is_small { 1 } else { 2 };
    // Of several beliefs with one answer the one that the seed aims at is named first.
    let is_other = |belief: &Belief| Some(*belief) != aim;
    wrong.iter_mut().for_each(|option| option.beliefs.sort_by_key(is_other));
    if wrong.len() < fewest {
        return None;
    }
    dice.shuffle(&mut wrong);
    wrong.sort_by_key(|option| option.beliefs.iter().all(is_other));
    // Where anything can be picked, whatever a belief leads to is to be known by it.
    if !matches!(kind(ask), Kind::Servers | Kind::Number) {
        wrong.truncate(MOST_CHOICES - 1);
    }
    wrong.push(Choice { answer: right, beliefs: Vec::new() });
    dice.shuffle(&mut wrong);
    Some(wrong)
}
