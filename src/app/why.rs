//! "Why?" and "why not yet?": asking, going to what led to it, and trying what would help.

use std::rc::Rc;

use super::{App, DiagramMsg, Redraw};
use crate::cluster::{Event, Micros};
use crate::raft::Index;
use crate::why::{
    Chain, Excerpts, Moment, NotYet, Question, Waiting, chain, not_yet, question_of_event,
    question_of_removed, questions_of_log, waiting,
};

/// So many events are played again at a time to find what is no longer at hand.
const LONGEST_LOOK: usize = 40_000;

/// Most times that this is done, further back each time.
const MOST_LOOKS: usize = 10;

/// Most lines of a server that are asked about.
const MOST_LINES: Index = 4;

/// What can happen to an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyMsg {
    /// Ask why.
    Ask(Question),
    /// Ask why the event of this number happened.
    AskAbout(usize),
    /// Ask what would bring this about.
    NotYet(Waiting),
    /// Try what would help, on a branch.
    Try,
    /// Go to right after the event with this number, and light it up.
    Go(usize),
    /// Close the answer.
    Close,
    /// The lines of the core are wanted.
    ShowCode,
    /// Here they are; `None`: they could not be fetched.
    Code(Option<Rc<Excerpts>>),
}

/// What was asked, and the answer.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The question; `None`: only why something has not happened yet.
    pub question: Option<Question>,
    /// What led to it.
    pub chain: Chain,
    /// What has not happened yet, and what would help.
    pub not_yet: Option<NotYet>,
    /// What can be asked next: of a server, its last lines; of a line, the one that stood
    /// there before.
    pub further: Vec<Question>,
    /// The event that was gone to.
    pub gone_to: Option<usize>,
    /// Where the playhead was.
    count: usize,
    at: Micros,
    was_at_end: bool,
    /// In which state of the run.
    changes: u64,
}

/// The lines of the core, as far as they are here.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Code {
    /// Nobody wanted to see them.
    #[default]
    Unasked,
    /// They are on their way.
    Fetching,
    /// They could not be fetched.
    Missing,
    /// Here they are.
    Here(Rc<Excerpts>),
}

impl App {
    pub(crate) fn ask(&mut self, msg: WhyMsg) -> Redraw {
        match msg {
            WhyMsg::Ask(question) => self.ask_why(question),
            WhyMsg::AskAbout(number) => self.ask_about(number),
            WhyMsg::NotYet(waiting) => {
                self.player.is_playing = false;
                let not_yet = not_yet(&waiting, self.moment());
                self.asked = Some(Box::new(self.asked_now(None, Chain::default(), Some(not_yet))));
            }
            WhyMsg::Try => self.try_remedy(),
            WhyMsg::Go(number) => {
                self.player.is_playing = false;
                self.player.seek_event(number);
                if let Some(asked) = &mut self.asked {
                    asked.gone_to = Some(number);
                }
                self.light_up(Some(number));
            }
            // What closes is the panel, perhaps because an answer elsewhere was opened.
            WhyMsg::Close if self.asked.as_ref().is_none_or(|it| it.question.is_none()) => {
                return Redraw::Motion;
            }
            WhyMsg::Close => {
                let was_lit = self.asked.take().is_some_and(|asked| asked.gone_to.is_some());
                if was_lit {
                    self.light_up(None);
                }
            }
            WhyMsg::ShowCode => {
                if self.code != Code::Unasked {
                    return Redraw::Motion;
                }
                self.code = Code::Fetching;
            }
            WhyMsg::Code(excerpts) => self.code = excerpts.map_or(Code::Missing, Code::Here),
        }
        self.look();
        Redraw::All
    }

    /// The lines of the core, as far as they are here.
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// What was asked last, as long as the run is the same.
    pub(crate) fn asked(&self) -> Option<&Asked> {
        let changes = self.player.history().changes();
        self.asked.as_deref().filter(|asked| asked.changes == changes)
    }

    /// Marks an event in all views.
    fn light_up(&mut self, number: Option<usize>) {
        // What is lit up has to be at hand first.
        self.window.traced = number;
        self.look();
        self.window.traced = None;
        self.diagram(DiagramMsg::Trace(number));
        if number.is_none() {
            self.marked = None;
        }
    }

    fn moment(&self) -> Moment<'_> {
        let history = self.player.history();
        Moment {
            cluster: history.cluster(),
            upcoming: history.upcoming(),
            keeps_upcoming: history.is_at_end(),
        }
    }

    fn asked_now(
        &self,
        question: Option<Question>,
        chain: Chain,
        not_yet: Option<NotYet>,
    ) -> Asked {
        let history = self.player.history();
        Asked {
            question,
            chain,
            not_yet,
            further: question.map_or_else(Vec::new, |it| self.further(it)),
            gone_to: None,
            count: history.count(),
            at: history.cluster().now(),
            was_at_end: history.is_at_end(),
            changes: history.changes(),
        }
    }

    /// What is found last in the events that have happened, which `look` is given with the
    /// number of the first one: in those at hand, or else further back. What is `about` the
    /// event of a number is found among those up to it.
    fn in_the_past<T>(
        &self,
        about: Option<usize>,
        look: impl Fn(usize, &[Event]) -> Option<T>,
    ) -> Option<T> {
        let history = self.player.history();
        if let Some(found) = look(history.first_kept(), history.events()) {
            return Some(found);
        }
        let mut end = about.map_or(usize::MAX, |number| number + 1).min(history.first_kept());
        for _ in 0..MOST_LOOKS {
            if end == 0 {
                break;
            }
            let passage = history.passage_up_to(end, LONGEST_LOOK);
            if let Some(found) = look(passage.first, &passage.events) {
                return Some(found);
            }
            end = passage.first;
        }
        None
    }

    fn further(&self, question: Question) -> Vec<Question> {
        let history = self.player.history();
        if let Some(server) = question.server() {
            return questions_of_log(history.cluster(), server, MOST_LINES);
        }
        let removed = question.entry().and_then(|(server, index)| {
            // Looked for only in what is at hand: mostly there was none.
            question_of_removed(server, index, history.first_kept(), history.events())
        });
        removed.into_iter().collect()
    }

    /// Asks about an event, which may be one that is still to come where the playhead is.
    fn ask_about(&mut self, number: usize) {
        if number >= self.player.history().count() {
            self.player.seek_event(number);
        }
        let question = self.in_the_past(Some(number), |first, events| {
            let event = events.get(number.checked_sub(first)?)?;
            Some(question_of_event(number, event))
        });
        self.ask_why(question.unwrap_or(Question::Happened(number)));
    }

    fn ask_why(&mut self, question: Question) {
        self.close();
        self.player.is_playing = false;
        let found = self.in_the_past(question.event(), |first, events| {
            Some(chain(question, first, events)).filter(|found| !found.links.is_empty())
        });
        let found = found.unwrap_or_default();
        let history = self.player.history();
        let waits = waiting(history.cluster());
        let waits = waits.iter().find(|waiting| question.waits_for(waiting));
        let not_yet = waits.map(|waiting| not_yet(waiting, self.moment()));
        self.asked = Some(Box::new(self.asked_now(Some(question), found, not_yet)));
    }

    /// Does what was offered, at the moment at which it was asked for, and plays on.
    fn try_remedy(&mut self) {
        let Some(asked) = self.asked.take() else { return };
        let history = self.player.history();
        let Some(before) = asked.not_yet.filter(|_| asked.changes == history.changes()) else {
            return;
        };
        if (history.count(), history.cluster().now()) != (asked.count, asked.at) {
            self.player.go_to(asked.count as u64, asked.at);
        }
        // At the end of what was played then, and in its past by now: to act is to branch.
        let now = match self.player.history().is_at_end() == asked.was_at_end {
            true => before,
            false => not_yet(&before.waiting, self.moment()),
        };
        self.window.traced = None;
        for action in now.remedy.into_iter().flat_map(|remedy| remedy.actions) {
            self.act(action);
        }
        self.player.is_playing = self.notice.is_none();
    }
}
