//! All that is told of runs at the table, for the tests of a language.
#![allow(dead_code)] // each test file uses its own part

use raft_lunch::cluster::{Event, EventBody, Micros, Run, SECOND};
use raft_lunch::raft::Decision;
use raft_lunch::run::History;
use raft_lunch::words::{Language, Locale, Topic, caption};

use crate::scenario_support::{FILES, played};

/// All that is told of one run, in one language.
pub struct Told {
    language: &'static dyn Language,
    /// What the table says.
    pub table: Vec<String>,
    /// What the paper's half says, where this test looks at it.
    pub paper: Vec<String>,
}

impl Told {
    /// Plays the run.
    pub fn of(run: &Run, end: Micros, locale: Locale) -> Told {
        let mut told = Told { language: locale.words(), table: Vec::new(), paper: Vec::new() };
        let mut history = History::replay(run, 0);
        while history.next_time().is_some_and(|at| at <= end) {
            let events = history.step().to_vec();
            for (at, event) in events.iter().enumerate() {
                told.hear(event);
                let caption = caption(&events, at, history.cluster(), told.language);
                if let Some(caption) = caption.filter(|caption| caption.topic != Topic::Said) {
                    told.table.push(caption.lunch);
                }
            }
        }
        told
    }

    fn hear(&mut self, event: &Event) {
        let words = self.language;
        self.table.extend(words.beat(event));
        match &event.body {
            EventBody::Sent(envelope) => {
                self.table.push(words.note(&envelope.content));
                self.table.push(words.note_tag(&envelope.content));
            }
            EventBody::Decided(Decision::EntryAppended { entry, .. }) => {
                self.table.push(words.line(entry));
                self.table.push(words.short_line(entry));
            }
            EventBody::PollAsked { teammate } => self.table.push(words.poll_question(*teammate)),
            EventBody::PollPreference { dish, .. } => self.table.push(words.poll_answer(dish)),
            EventBody::ActionTaken(action) => {
                self.paper.push(words.action(action));
                self.paper.push(words.menu_item(action));
            }
            _ => {}
        }
    }
}

/// The published scenarios and three lunches, each with its end.
pub fn runs() -> Vec<(String, Run, Micros)> {
    let files = FILES.iter().map(|(name, _)| {
        let compiled = played(name);
        ((*name).to_string(), compiled.run, compiled.end)
    });
    let lunches = (0..3).map(|seed| (format!("lunch {seed}"), Run::lunch(seed, 5), 2 * SECOND));
    files.chain(lunches).collect()
}

/// Fails unless a language says something of the same events as English does.
pub fn tells_where_english_does(locale: Locale) {
    let (english, other) = (Locale::ENGLISH.words(), locale.words());
    let mut beats = 0;
    for (name, run, end) in runs() {
        for event in History::replay(&run, end).events() {
            let (there, here) = (english.beat(event), other.beat(event));
            assert_eq!(there.is_some(), here.is_some(), "{name}: {there:?}, {here:?}");
            beats += usize::from(here.is_some());
            let (there, here) = (english.raft_event(event), other.raft_event(event));
            assert_eq!(there.is_some(), here.is_some(), "{name}: {there:?}, {here:?}");
        }
        let [there, here] = [Locale::ENGLISH, locale].map(|locale| Told::of(&run, end, locale));
        assert_eq!(there.table.len(), here.table.len(), "{name}");
        for (there, here) in there.table.iter().zip(&here.table) {
            assert_eq!(there.is_empty(), here.is_empty(), "{name}: {there}, {here}");
        }
    }
    assert!(beats > 1_000, "{beats}");
}

/// The texts in what a value looks like to a programmer.
pub fn texts(debug: &str) -> Vec<&str> {
    debug.split('"').skip(1).step_by(2).collect()
}

/// The fixed words of a language; those of practice are written in another room.
pub fn fixed_words(locale: Locale) -> String {
    let chrome = locale.words().chrome();
    format!("{chrome:?}").replace(&format!("{:?}", chrome.practice), "")
}
