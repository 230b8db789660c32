//! The story: the post's lunch first, and then what the reader chooses to try. Each of
//! these is an act. An act is told in captions, and it is over when nothing more comes of
//! it by itself; then the story invites the reader to go on.

use crate::cluster::{Action, Client, Cluster, FlightId, MILLISECOND, MessageKind, Micros, SECOND};
use crate::lunch::{Chapter, Choice, can_decide, is_settled};
use crate::words::Topic;

/// An act in which nothing can be decided is over after so much virtual time: long enough
/// for the longest election timeout, and for the votes that are asked for then.
const LONGEST_STALL: Micros = 450 * MILLISECOND;

/// Any other act is over after so much, whatever it still waits for.
const LONGEST_ACT: Micros = 3 * SECOND;

/// The chapter that a caption of this topic begins.
pub fn chapter_begun_by(topic: Topic) -> Option<Chapter> {
    Some(match topic {
        Topic::Opening => Chapter::Start,
        Topic::Poll => Chapter::Ask,
        Topic::Tally => Chapter::Tally,
        Topic::Append => Chapter::Write,
        Topic::Copy => Chapter::Copy,
        Topic::Final => Chapter::Final,
        Topic::Answer => Chapter::Answer,
        Topic::Told => Chapter::Tell,
        _ => return None,
    })
}

/// Where a chapter begins.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct ChapterMark {
    /// The chapter.
    pub chapter: Chapter,
    /// How many events there are before it.
    pub count: usize,
    /// Its moment in the run.
    pub at: Micros,
}

/// Where the telling of an act is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is being told.
    Telling,
    /// It is over, and the reader is invited to try something.
    Inviting,
}

/// A story in the making.
#[derive(Clone, Debug)]
pub struct Story {
    stage: Stage,
    /// What this act has been about so far.
    told: Vec<Topic>,
    /// What was tried, in order, and how many events there were then.
    tried: Vec<(Choice, usize)>,
    /// When the act began; `None`: it is the lunch, which ends when everyone knows.
    since: Option<Micros>,
    /// True while the next note that carries a line is to be lost.
    loses_next_note: bool,
}

impl Story {
    /// The lunch is about to be told.
    pub fn lunch() -> Story {
        let told = Vec::new();
        Story {
            stage: Stage::Telling,
            told,
            tried: Vec::new(),
            since: None,
            loses_next_note: false,
        }
    }

    /// A run that somebody made: there is no lunch to tell, only what is tried from here on.
    pub fn of_another_run() -> Story {
        Story { since: Some(0), ..Story::lunch() }
    }

    /// Where the telling is.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// What there is to try; empty while an act is being told.
    pub fn choices(&self, cluster: &Cluster) -> Vec<Choice> {
        match self.stage {
            Stage::Telling => Vec::new(),
            Stage::Inviting => {
                let tried: Vec<_> = self.tried.iter().map(|(choice, _)| choice.clone()).collect();
                Choice::offered(cluster, &tried)
            }
        }
    }

    /// The reader has done something at this moment, when there were so many events:
    /// another act begins. What was tried later is another future.
    pub fn act(&mut self, at: Micros, count: usize) {
        self.stage = Stage::Telling;
        self.told.clear();
        self.since = Some(at);
        self.loses_next_note = false;
        self.tried.retain(|(_, earlier)| *earlier <= count);
    }

    /// What was tried, in order, each with how many events there were when it was done, of a
    /// run that has so many: what was taken back does not count.
    pub fn acts(&self, len: usize) -> impl Iterator<Item = &(Choice, usize)> {
        self.tried.iter().filter(move |(_, count)| *count <= len)
    }

    /// The reader has chosen this, and it is done: there are so many events now.
    pub fn choose(&mut self, choice: Choice, count: usize) {
        self.loses_next_note = matches!(choice, Choice::LoseNote(_));
        self.tried.push((choice, count));
    }

    /// True if a caption on this topic is worth being told now: each topic once in an act,
    /// and what decides something each time.
    pub fn tells(&mut self, topic: Topic) -> bool {
        let is_known = self.told.contains(&topic);
        if !is_known {
            self.told.push(topic);
        }
        !is_known || topic.is_decisive()
    }

    /// True the first time in an act.
    pub fn tells_once(&mut self, topic: Topic) -> bool {
        let is_new = !self.told.contains(&topic);
        self.told.push(topic);
        is_new
    }

    /// The playhead has jumped: what comes next is told again.
    pub fn retell(&mut self) {
        self.stage = Stage::Telling;
        self.told.clear();
    }

    /// True if nothing more comes of this act by itself.
    pub fn is_over(&self, cluster: &Cluster) -> bool {
        let has_ended = match self.since {
            None => is_answered(cluster) && is_settled(cluster),
            Some(since) if cluster.now() < since => false,
            Some(since) => {
                let longest = if can_decide(cluster) { LONGEST_ACT } else { LONGEST_STALL };
                is_settled(cluster) || cluster.now() >= since + longest
            }
        };
        self.stage == Stage::Telling && has_ended && !self.loses_next_note
    }

    /// The act is over: the reader is invited.
    pub fn invite(&mut self) {
        self.stage = Stage::Inviting;
    }

    /// What the story itself does to the run now: it drops the note that it promised to
    /// lose, as soon as that is on its way.
    pub fn errand(&mut self, cluster: &Cluster) -> Option<Action> {
        if !self.loses_next_note {
            return None;
        }
        let flight = first_note_with_a_line(cluster)?;
        self.loses_next_note = false;
        Some(Action::Drop { flight })
    }
}

fn is_answered(cluster: &Cluster) -> bool {
    let mut requests = cluster.clients().iter().flat_map(Client::history);
    requests.any(|request| request.answer.is_some())
}

fn first_note_with_a_line(cluster: &Cluster) -> Option<FlightId> {
    let carries_a_line = |content| MessageKind::of(content) == MessageKind::Append;
    let mut flights = cluster.network().flights().iter();
    flights.find(|(_, flight)| carries_a_line(&flight.envelope.content)).map(|(&id, _)| id)
}
