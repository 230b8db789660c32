//! A run, and all that is said about it.

use raft_lunch::cluster::{Action, Event, Micros, Scenario};
use raft_lunch::raft::ServerId;
use raft_lunch::run::History;
use raft_lunch::screen::{FeedRow, feed};
use raft_lunch::words::{Caption, Locale, Topic, caption};

/// A run, with every caption that there was.
pub struct Told {
    pub history: History,
    pub said: Vec<Caption>,
}

impl Told {
    /// The beginning.
    pub fn new(scenario: Scenario) -> Told {
        Told { history: History::new(scenario), said: Vec::new() }
    }

    /// Lets so much time pass.
    pub fn play(&mut self, time: Micros) {
        let until = self.history.cluster().now() + time;
        while self.history.next_time().is_some_and(|at| at <= until) {
            let events = self.history.step().to_vec();
            self.listen(&events);
        }
        self.history.wait_until(until);
    }

    /// Does something; whether it could be done.
    pub fn act(&mut self, action: Action) -> bool {
        let before = self.history.count();
        let is_done = self.history.act(action).is_ok();
        let events = self.history.events()[before..].to_vec();
        self.listen(&events);
        is_done
    }

    fn listen(&mut self, events: &[Event]) {
        let (cluster, words) = (self.history.cluster(), Locale::ENGLISH.words());
        self.said.extend((0..events.len()).filter_map(|at| caption(events, at, cluster, words)));
    }

    /// Who leads.
    pub fn leader(&self) -> ServerId {
        self.history.cluster().leader().expect("someone leads")
    }

    fn on(&self, topic: Topic) -> &Caption {
        let found = self.said.iter().rfind(|caption| caption.topic == topic);
        found.unwrap_or_else(|| panic!("nothing is said on {topic:?}"))
    }

    /// The last caption on a topic, in the paper's words.
    pub fn raft(&self, topic: Topic) -> &str {
        &self.on(topic).raft
    }

    /// The last caption on a topic, in the words of the table.
    pub fn lunch(&self, topic: Topic) -> &str {
        &self.on(topic).lunch
    }

    /// The feed.
    pub fn rows(&self) -> Vec<FeedRow> {
        feed(0, self.history.events(), Locale::ENGLISH.words())
    }

    /// The feed as one text.
    pub fn feed(&self) -> String {
        self.rows().iter().map(|row| format!("{} {}\n", row.lunch, row.raft)).collect()
    }

    /// What is waited for, as one text.
    pub fn waiting(&self) -> String {
        let waiting = raft_lunch::why::waiting(self.history.cluster());
        let words = waiting.iter().map(|it| Locale::ENGLISH.words().waiting(it));
        words.map(|(lunch, raft)| format!("{lunch} {raft}\n")).collect()
    }
}
