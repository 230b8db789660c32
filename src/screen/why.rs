//! "Why?" as a panel: what led to it, the condition that held, what is still waited for and
//! what would help, and the lines of the core that decided it.

use super::waiting::WaitingTag;
use crate::app::{App, Asked, Code, Door};
use crate::cluster::{Action, Actor, Micros, Protocol};
use crate::raft::{Rule, ServerId};
use crate::why::{self, CodePlace, NotYet, Question};

/// An answer to "why?".
#[derive(Clone, Debug, PartialEq)]
pub struct WhyView {
    /// A name for the page, whichever half is shown: no other question has it.
    pub key: String,
    /// The question, in the words of the table.
    pub lunch: String,
    /// The question, in the words of the paper.
    pub raft: String,
    /// What led to it, newest last.
    pub links: Vec<CauseView>,
    /// The condition that held, with its numbers, told twice.
    pub condition: Option<(String, String)>,
    /// What it waits for, told twice.
    pub waits_for: Option<(String, String)>,
    /// What would help.
    pub help: Option<HelpView>,
    /// The lines that decided it.
    pub code: CodeView,
    /// What can be asked next: of a server, its last lines; of a line, the one that stood
    /// there before.
    pub further: Vec<(String, Question)>,
}

/// One event that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseView {
    /// Its number in the run.
    pub number: usize,
    /// When.
    pub at: Micros,
    /// The server it is about.
    pub who: Option<ServerId>,
    /// In the words of the table; may be empty.
    pub lunch: String,
    /// In the words of the paper; may be empty.
    pub raft: String,
    /// True if a decision counted it.
    pub is_counted: bool,
    /// True if the playhead was moved there.
    pub is_here: bool,
    /// The lines by which it was decided.
    pub code: CodeView,
}

/// What would help.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpView {
    /// Said if it comes by itself.
    pub by_itself: Option<String>,
    /// What can be tried: on the button, and beside it.
    pub remedy: Option<(String, String)>,
}

/// The lines of the core.
#[derive(Clone, Debug, PartialEq)]
pub enum CodeView {
    /// There are none to be shown.
    Nothing,
    /// Nobody wanted to see them.
    Unasked,
    /// They are on their way.
    Fetching,
    /// They could not be fetched.
    Missing,
    /// Where each stands, and its lines.
    Here(Vec<(String, String)>),
}

impl App {
    fn help_view(&self, not_yet: &NotYet) -> HelpView {
        let words = self.words();
        // In a lesson nobody acts.
        let remedy = not_yet.remedy.as_ref().filter(|_| self.door() != Door::Lessons);
        HelpView {
            by_itself: not_yet.by_itself.map(|after| words.by_itself(after)),
            remedy: remedy.map(|remedy| self.in_sight(words.remedy(remedy))),
        }
    }

    /// The open answer to a "why?".
    pub(super) fn why_view(&self) -> Option<WhyView> {
        let words = self.words();
        let asked = self.asked()?;
        let both = words.why(&asked.question?);
        let key = [&*both.0, &*both.1].concat();
        let (lunch, raft) = self.in_sight(both);
        let Asked { chain, not_yet, gone_to, further, .. } = asked;
        let link = |link: &why::Link| {
            let (lunch, raft) = self.in_sight(words.why_link(link));
            CauseView {
                number: link.number,
                at: link.event.at,
                who: match link.event.id.actor {
                    Actor::Server(server) => Some(server),
                    _ => None,
                },
                lunch,
                raft,
                is_counted: link.is_counted,
                is_here: *gone_to == Some(link.number),
                code: self.code_view(why::code_of_event(&link.event)),
            }
        };
        let waits_for = not_yet.as_ref().map(|not_yet| &not_yet.waiting);
        Some(WhyView {
            key,
            lunch,
            raft,
            links: chain.links.iter().map(link).collect(),
            condition: words
                .why_condition(chain, self.needs_own_term())
                .filter(|_| chain.has_condition(asked.question))
                .map(|both| self.in_sight(both)),
            waits_for: waits_for.map(|waiting| self.in_sight(words.waiting(waiting))),
            help: not_yet.as_ref().map(|it| self.help_view(it)),
            code: self.code_view(why::code_of(asked.question, waits_for)),
            further: further.iter().map(|it| (self.in_sight(words.why(it)).0, *it)).collect(),
        })
    }

    /// True if no entry of an earlier term can have been committed by counting its copies: the
    /// rule has been on all along.
    fn needs_own_term(&self) -> bool {
        let run = self.player.history().run();
        let keeps = |protocol: &Protocol| protocol.core.rules.keeps(Rule::CurrentTermCommit);
        keeps(&run.scenario.protocol)
            && run.actions.iter().all(|done| match &done.action {
                Action::SetProtocol(protocol) => keeps(protocol),
                _ => true,
            })
    }

    /// Puts what would help, and the lines that decide, into the answer at the thing that waits, if it was asked for.
    pub(super) fn tag_in_sight(&self, mut tag: WaitingTag) -> WaitingTag {
        (tag.lunch, tag.raft) = self.in_sight((tag.lunch, tag.raft));
        let in_raft = self.words().tag_in_raft(&tag.waiting).filter(|_| !self.shows_lunch);
        tag.words = in_raft.unwrap_or(tag.words);
        let asked = self.asked().filter(|asked| asked.question.is_none());
        let asked = asked.and_then(|asked| asked.not_yet.as_ref());
        let Some(asked) = asked.filter(|not_yet| not_yet.waiting == tag.waiting) else {
            return tag;
        };
        let help = Some(self.help_view(asked));
        let code = self.code_view(why::code_of(None, Some(&tag.waiting)));
        WaitingTag { help, code, ..tag }
    }

    fn code_view(&self, places: &[CodePlace]) -> CodeView {
        match &self.code {
            _ if places.is_empty() => CodeView::Nothing,
            Code::Unasked => CodeView::Unasked,
            Code::Fetching => CodeView::Fetching,
            Code::Missing => CodeView::Missing,
            Code::Here(excerpts) => {
                let found = places.iter().filter_map(|place| excerpts.of(*place));
                let shown = |it: &why::Excerpt| {
                    (self.words().code_place(&it.file, it.line), it.text.clone())
                };
                CodeView::Here(found.map(shown).collect())
            }
        }
    }
}
