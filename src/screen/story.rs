//! The story as a line of chapters and acts, and what there is to try.

use crate::app::{App, Stage, chapter_begun_by};
use crate::lunch::{Chapter, Choice};

/// The story as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryLine {
    /// The lunch's chapters, in order; empty if this run is none.
    pub chapters: Vec<(Chapter, &'static str)>,
    /// The acts that the reader chose, in order.
    pub acts: Vec<String>,
    /// The place of what is told now: a chapter's, or behind all chapters an act's.
    pub now: usize,
    /// Something to try, in the words of the table, and what is done.
    pub choices: Vec<(Choice, String, String)>,
    /// What the reader is asked, if it is their turn.
    pub invitation: Option<String>,
}

impl StoryLine {
    /// True while the story tells of the poll.
    pub fn is_counting(&self) -> bool {
        let now = self.chapters.get(self.now).map(|(chapter, _)| *chapter);
        matches!(now, Some(Chapter::Ask | Chapter::Tally))
    }

    /// The story of `app`.
    pub fn new(app: &App) -> StoryLine {
        let (words, player) = (app.words(), app.player());
        let Some(story) = player.story() else { return StoryLine::default() };
        let marks = &app.chapters;
        let count = player.history().count();
        let acts = player.acts().filter(|(_, from)| *from <= count).count();
        let reached = marks.iter().filter(|mark| mark.count <= count).count();
        // Several chapters may begin in one step: what is said tells which it is.
        let said = player.caption().and_then(|caption| chapter_begun_by(caption.topic));
        let said = marks.iter().position(|mark| Some(mark.chapter) == said);
        let now = match acts {
            0 => said.unwrap_or(reached.saturating_sub(1)),
            acts => marks.len() + acts - 1,
        };
        let choices = app.choices().into_iter().map(|choice| {
            let (title, about) = words.choice(&choice);
            (choice, title, about)
        });
        StoryLine {
            acts: player.acts().map(|(choice, _)| words.choice(choice).0).collect(),
            now,
            choices: choices.collect(),
            invitation: (story.stage() == Stage::Inviting).then(|| words.invitation()),
            chapters: marks
                .iter()
                .map(|mark| (mark.chapter, words.chapter(mark.chapter)))
                .collect(),
        }
    }
}
