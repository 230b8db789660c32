//! Practice as it is shown: a question with what is known, what came of the answer, the end of a
//! round, and what the reader knows.

use std::rc::Rc;

use super::lesson::{LessonMarks, OptionMark};
use super::table::{CellState, cell_text};
use crate::app::{App, PracticeRoom, PracticeRound, PracticeStage};
use crate::practice::{
    Belief, BeliefRecord, BeliefStanding, Family, FollowerView, Grade, Kind, Pick, PracticeTexts,
    QuestionSheet, ServerView, Setting,
};
use crate::raft::{Entry, Index, RoleName, ServerId, Term};
use crate::words::Language;

/// What is shown of practice.
#[derive(Clone, Debug, PartialEq)]
pub enum PracticeScreen {
    /// A question is on its way.
    Waiting,
    /// A question.
    Question(Rc<PracticeCard>),
    /// The end of a round.
    End(Rc<PracticeEnd>),
    /// What the reader knows.
    Known(Rc<KnownView>),
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct PracticeCard {
    /// Its number, from 1.
    pub number: usize,
    /// The same in words, of how many.
    pub place_words: String,
    /// What its family asks.
    pub title: &'static str,
    /// What it asks.
    pub words: String,
    /// How it is answered.
    pub kind: Kind,
    /// What can be picked, in order.
    pub picks: Vec<PickView>,
    /// What is known of the servers; nothing where none is shown.
    pub setting: Option<Rc<SettingTable>>,
    /// True if the pictures show its run.
    pub shows_run: bool,
    /// What came of the answer, once there is one.
    pub told: Option<Rc<ToldView>>,
}

/// Something that can be picked.
#[derive(Clone, Debug, PartialEq)]
pub struct PickView {
    /// What it says.
    pub words: String,
    /// The server that it is.
    pub server: Option<ServerId>,
    /// How it stands.
    pub mark: OptionMark,
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldView {
    /// True if it was right; `None` if the reader didn't know.
    pub is_right: Option<bool>,
    /// The belief behind a wrong answer, named, and what is true instead.
    pub belief: Option<(String, String)>,
    /// What sets a wrong answer apart from the right one, where no belief that is known leads
    /// to it.
    pub apart: Vec<String>,
    /// The right answer.
    pub right: String,
    /// What stands between two sentences.
    pub gap: &'static str,
    /// Why it is right.
    pub why: String,
    /// True if it can be watched.
    pub can_watch: bool,
    /// The belief whose rule can be left out, to watch what comes of it.
    pub without: Option<Belief>,
    /// The published scenario in which one sees where the belief leads.
    pub scenario: Option<&'static str>,
    /// True if it was played on, so that its logs are worth a look.
    pub is_watched: bool,
    /// True if the question was the last one.
    pub is_last: bool,
}

/// The servers as a question shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingTable {
    /// The indices of the longest log.
    pub columns: Vec<Index>,
    /// True if terms and logs are part of it, and not only who runs.
    pub has_logs: bool,
    /// True if commit indices are.
    pub has_commits: bool,
    /// True if it matters which rounds were answered.
    pub has_rounds: bool,
    /// A row for each server.
    pub rows: Vec<SettingRow>,
}

/// One server of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// Which.
    pub server: ServerId,
    /// True if it runs.
    pub is_up: bool,
    /// What it is, if that is worth a word.
    pub note: &'static str,
    /// True if it leads the latest term.
    pub is_leader: bool,
    /// Its term.
    pub term: Term,
    /// Its vote.
    pub vote: Option<ServerId>,
    /// Its commit index, where that is shown.
    pub commit: Option<Index>,
    /// Its entries.
    pub log: Vec<SettingCell>,
    /// What it knows of the others, where that is part of the question.
    pub followers: Vec<FollowerView>,
}

/// One entry of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingCell {
    /// Its term.
    pub term: Term,
    /// What it says.
    pub text: String,
    /// How far it has come; `None` where that is not shown.
    pub state: Option<CellState>,
}

/// The end of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct PracticeEnd {
    /// How many were right, in words.
    pub result: String,
    /// The beliefs that were held, each with what is true instead.
    pub beliefs: Vec<(String, String)>,
}

/// What the reader knows.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownView {
    /// The beliefs by how the reader stands with them: those to overcome first.
    pub groups: Vec<(BeliefStanding, Vec<KnownBelief>)>,
    /// True while it is asked whether all is to be forgotten.
    pub asks_to_forget: bool,
    /// True once the sentences are there.
    pub is_there: bool,
}

/// A belief that the reader has met.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownBelief {
    /// What somebody believes.
    pub believed: String,
    /// What is true.
    pub truth: String,
    /// How often it was met and held.
    pub count: String,
}

impl PracticeScreen {
    /// What is shown of practice; `None` where the reader is not in it.
    pub(super) fn new(app: &App) -> Option<PracticeScreen> {
        let words = app.words();
        let texts = app.practice.texts.as_deref();
        match &app.practice.room {
            PracticeRoom::Closed => None,
            PracticeRoom::Known { asks_to_forget } => {
                Some(PracticeScreen::Known(Rc::new(known(app, texts, *asks_to_forget))))
            }
            PracticeRoom::Round(round) if round.stage == PracticeStage::Over => {
                Some(PracticeScreen::End(Rc::new(end(round, texts, words))))
            }
            PracticeRoom::Round(round) => Some(match &round.sheet {
                Some(sheet) => {
                    let is_watched = app.player().stops_at.is_some();
                    let card = card(round, sheet, texts, is_watched, words);
                    PracticeScreen::Question(Rc::new(card))
                }
                None => PracticeScreen::Waiting,
            }),
        }
    }
}

impl PracticeCard {
    /// What of it is seen in the pictures.
    pub(super) fn marks(&self) -> LessonMarks {
        let servers = self.picks.iter().filter_map(|pick| Some((pick.server?, pick.mark)));
        LessonMarks { servers: servers.collect(), ..LessonMarks::default() }
    }
}

fn card(
    round: &PracticeRound,
    sheet: &QuestionSheet,
    texts: Option<&PracticeTexts>,
    is_watched: bool,
    words: &dyn Language,
) -> PracticeCard {
    let is_told = round.stage == PracticeStage::Told;
    let count = usize::try_from(round.plan.set.count).unwrap_or(usize::MAX);
    let pick = |(place, pick): (u16, &Pick)| PickView {
        words: pick_words(pick, words),
        server: match pick {
            Pick::Server(server) => Some(*server),
            _ => None,
        },
        mark: mark(is_told, sheet.right().contains(&place), round.picked.contains(&place)),
    };
    PracticeCard {
        number: round.number(),
        place_words: words.card_of(round.number(), count),
        title: words.practice_family(sheet.family),
        words: sheet.words.clone(),
        kind: sheet.kind,
        picks: (0..).zip(&sheet.picks).map(pick).collect(),
        setting: SettingTable::new(sheet.family, &sheet.setting, words).map(Rc::new),
        shows_run: sheet.play.is_some() && (is_told || sheet.may_show_run()),
        told: is_told.then(|| Rc::new(told(round, sheet, texts, is_watched, words))),
    }
}

fn mark(is_told: bool, is_right: bool, is_picked: bool) -> OptionMark {
    match (is_told, is_right, is_picked) {
        (true, true, _) => OptionMark::Right,
        (true, false, true) => OptionMark::Wrong,
        (true, false, false) => OptionMark::LeftOut,
        (false, _, true) => OptionMark::Picked,
        (false, _, false) => OptionMark::Open,
    }
}

fn pick_words(pick: &Pick, words: &dyn Language) -> String {
    match pick {
        Pick::Server(server) => format!("S{}", server.0),
        Pick::Nobody => words.chrome().practice.nobody.into(),
        Pick::Number(number) => number.to_string(),
        Pick::Words(words) => words.clone(),
    }
}

fn told(
    round: &PracticeRound,
    sheet: &QuestionSheet,
    texts: Option<&PracticeTexts>,
    is_watched: bool,
    words: &dyn Language,
) -> ToldView {
    let grade = round.given.last().and_then(|(_, grade)| grade.as_ref());
    let held = match grade {
        Some(Grade::Wrong(beliefs)) => beliefs.as_slice(),
        _ => &[],
    };
    let right = sheet.right().iter().filter_map(|&place| sheet.picks.get(usize::from(place)));
    let right: Vec<_> = right.map(|pick| pick_words(pick, words)).collect();
    let would_be_so = |belief: &Belief| {
        let text = texts?.of(*belief)?;
        Some((text.would_be_so.clone(), text.truth.clone()))
    };
    ToldView {
        is_right: grade.map(|grade| *grade == Grade::Right),
        belief: held.first().and_then(would_be_so),
        apart: match grade {
            Some(Grade::Wrong(beliefs)) if beliefs.is_empty() => sheet.apart(&round.picked),
            _ => Vec::new(),
        },
        right: words.listed(&right),
        gap: words.between_sentences(),
        why: sheet.why.clone(),
        can_watch: sheet.play.is_some(),
        without: held
            .iter()
            .copied()
            .find(|belief| belief.off().is_some())
            .filter(|_| sheet.play.is_some()),
        scenario: held.first().map(|belief| belief.scenario()),
        is_watched,
        is_last: round.is_at_last(),
    }
}

impl SettingTable {
    /// What a question shows of its servers; `None` if it shows none.
    fn new(family: Family, setting: &Setting, words: &dyn Language) -> Option<SettingTable> {
        let servers = &setting.servers;
        let longest = servers.iter().map(ServerView::last_index).max()?;
        let leads = |server: &&ServerView| server.is_up && server.role == RoleName::Leader;
        let latest = servers.iter().filter(leads).map(|server| server.term).max();
        // Elsewhere it only distracts.
        let needs_progress = match family {
            Family::Committed | Family::CommitIndex | Family::Fields | Family::Read => true,
            Family::Votes
            | Family::Electable
            | Family::Repair
            | Family::Crash
            | Family::Tolerance
            | Family::Reachable
            | Family::Client
            | Family::Linearizable => false,
        };
        let row = |server: &ServerView| {
            let is_leader = leads(&server) && Some(server.term) == latest;
            SettingRow {
                server: server.id,
                is_up: server.is_up,
                note: note(server, is_leader, words),
                is_leader,
                term: server.term,
                vote: server.voted_for,
                commit: server.commit_index.filter(|_| server.is_up),
                log: (1..)
                    .zip(&server.log)
                    .map(|(index, entry)| cell(server, index, entry, words))
                    .collect(),
                followers: match is_leader && needs_progress {
                    true => server.followers.clone(),
                    false => Vec::new(),
                },
            }
        };
        Some(SettingTable {
            columns: (1..=longest).collect(),
            has_logs: servers.iter().any(|server| server.term > 0 || server.last_index() > 0),
            has_commits: servers.iter().any(|server| server.commit_index.is_some()),
            has_rounds: family == Family::Read,
            rows: servers.iter().map(row).collect(),
        })
    }
}

/// What a server is, if that is worth a word.
fn note(server: &ServerView, is_leader: bool, words: &dyn Language) -> &'static str {
    let words = &words.chrome().practice;
    match server.role {
        _ if !server.is_up => words.down,
        RoleName::Leader if is_leader => words.leader,
        RoleName::Leader => words.old_leader,
        RoleName::Candidate | RoleName::PreCandidate => words.candidate,
        RoleName::Follower => "",
    }
}

fn cell(server: &ServerView, index: Index, entry: &Entry, words: &dyn Language) -> SettingCell {
    let state = match server.commit_index {
        _ if index > server.durable => Some(CellState::Wet),
        Some(commit) if server.is_up && index <= commit => Some(CellState::Committed),
        Some(_) if server.is_up => Some(CellState::Open),
        _ => None,
    };
    SettingCell { term: entry.term, text: cell_text(entry, words), state }
}

fn end(round: &PracticeRound, texts: Option<&PracticeTexts>, words: &dyn Language) -> PracticeEnd {
    let grades = || round.given.iter().map(|(_, grade)| grade);
    let right = grades().filter(|grade| **grade == Some(Grade::Right)).count();
    let unknown = grades().filter(|grade| grade.is_none()).count();
    let said = |belief: Belief| {
        let text = texts?.of(belief)?;
        Some((text.believed.clone(), text.truth.clone()))
    };
    PracticeEnd {
        result: words.practice_result(right, unknown, round.given.len()),
        beliefs: round.held().into_iter().filter_map(said).collect(),
    }
}

fn known(app: &App, texts: Option<&PracticeTexts>, asks_to_forget: bool) -> KnownView {
    let words = app.words();
    let line = |known: &BeliefRecord| {
        let text = texts?.of(known.belief)?;
        Some(KnownBelief {
            believed: text.believed.clone(),
            truth: text.truth.clone(),
            count: words.belief_standing(known),
        })
    };
    let group = |standing: BeliefStanding| {
        let beliefs = app.practice_record().beliefs().iter();
        let lines: Vec<_> =
            beliefs.filter(|known| known.standing() == standing).filter_map(line).collect();
        (!lines.is_empty()).then_some((standing, lines))
    };
    let standings = [BeliefStanding::Held, BeliefStanding::Overcome, BeliefStanding::Met];
    KnownView {
        groups: standings.into_iter().filter_map(group).collect(),
        asks_to_forget,
        is_there: texts.is_some(),
    }
}
