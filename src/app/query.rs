//! What the page's address asks for: `?seed=`, `?servers=`, `?door=`, `?start=`,
//! `?lesson=`, `?card=`, `?scenario=`, `?team=`, `?practice=` with `&seed=` and `&n=`; and of a frame
//! `?embed=1`, `?view=`, `?theme=`; and `?lang=`.

use std::borrow::Cow;

use super::embed::{EmbedView, Theme};
use super::message::Door;
use crate::cluster::SEED_LIMIT;
use crate::lesson::is_lesson_name;
use crate::lunch::{Chapter, Team};
use crate::practice::{PracticeSet, SetComplaint};
use crate::words::{BadAddress, LanguageTag, Wanted};

/// Fewest servers that the page offers.
pub const MIN_PAGE_SERVERS: u16 = 2;
/// Most servers that the page offers.
pub const MAX_PAGE_SERVERS: u16 = 9;

/// The run that the untouched page plays: one that shows the story plainly.
const DEFAULT_SEED: u64 = 38;

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageQuery {
    /// The seed of the run.
    pub seed: u64,
    /// How many servers.
    pub servers: u16,
    /// The door that the page opens with, if the address names one.
    pub door: Option<Door>,
    /// The chapter that the story begins at.
    pub start: Option<Chapter>,
    /// True if the address names a seed and no door, as all did when seeds told other
    /// stories.
    pub is_old: bool,
    /// The lesson that is open, behind its door: its name, or its address.
    pub lesson: Option<String>,
    /// The place of its card; `None`: where the reader was.
    pub card: Option<usize>,
    /// What is practiced, behind the same door.
    pub practice: Option<WantedPractice>,
    /// The scenario that is opened.
    pub scenario: Option<WantedScenario>,
    /// Whether the page is a frame in somebody's post.
    pub is_embed: bool,
    /// What the frame shows.
    pub view: EmbedView,
    /// The colours of the page.
    pub theme: Theme,
    /// Who sits at the table.
    pub team: Team,
    /// The language, if the address names one. Which wasm was fetched has decided it.
    pub language: Option<LanguageTag>,
    /// What in the address was not understood.
    pub complaints: Vec<BadAddress>,
}

/// What an address says of practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedPractice {
    /// A round of questions.
    Round {
        /// Which.
        set: PracticeSet,
        /// True if everybody is to have the same.
        is_same_for_all: bool,
        /// What was not understood.
        complaints: Vec<SetComplaint>,
    },
    /// The page of what the reader knows.
    Known,
}

impl WantedPractice {
    /// What stands in an address for the page of what the reader knows.
    pub const KNOWN: &str = "known";

    fn from_pairs(pairs: &[(&str, &str)]) -> Option<WantedPractice> {
        if pairs.contains(&("practice", WantedPractice::KNOWN)) {
            return Some(WantedPractice::Known);
        }
        let (set, complaints) = PracticeSet::from_pairs(pairs.iter().copied())?;
        // Without a seed nobody has said which questions.
        let is_same_for_all = pairs.iter().any(|(name, _)| *name == "seed");
        Some(WantedPractice::Round { set, is_same_for_all, complaints })
    }
}

/// A scenario that an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedScenario {
    /// One that comes with the page, by its name: `figure-8`.
    Published(String),
    /// One from somewhere else, by its address.
    At(String),
}

impl WantedScenario {
    fn named(text: &str) -> Option<WantedScenario> {
        let name = text.strip_suffix(".json").unwrap_or(text);
        if is_address(text) {
            return Some(WantedScenario::At(text.into()));
        }
        // Scenarios are named as lessons are.
        is_lesson_name(name).then(|| WantedScenario::Published(name.into()))
    }
}

/// True if this is an address in the web, and not a name.
pub fn is_address(text: &str) -> bool {
    ["https://", "http://"].iter().any(|start| text.starts_with(start))
}

/// A value without what mail and prose add to an address: line breaks within it, and whatever
/// closes the sentence or the bracket that it stands in. People's names may end with a full stop.
fn as_meant<'a>(name: &str, value: &'a str) -> Cow<'a, str> {
    let is_of_prose = |c: char| {
        c.is_whitespace() || ".,;:!?)]>'\"\u{2019}\u{201d}»…。，；：！？）》」".contains(c)
    };
    let end = if name == "team" { value } else { value.trim_end_matches(is_of_prose) };
    match end.contains(char::is_control) {
        true => end.chars().filter(|c| !c.is_control()).collect(),
        false => end.into(),
    }
}

impl Default for PageQuery {
    fn default() -> Self {
        PageQuery {
            seed: DEFAULT_SEED,
            servers: 5,
            door: None,
            start: None,
            is_old: false,
            lesson: None,
            card: None,
            practice: None,
            scenario: None,
            is_embed: false,
            view: EmbedView::default(),
            theme: Theme::default(),
            team: Team::default(),
            language: None,
            complaints: Vec::new(),
        }
    }
}

impl PageQuery {
    /// The names that mean something in an address.
    pub const NAMES: [&str; 14] = [
        "seed", "servers", "door", "start", "lesson", "card", "practice", "n", "scenario", "embed",
        "view", "theme", "team", "lang",
    ];

    /// Reads names and values, already decoded. What is not understood keeps its
    /// default, and is among the complaints.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> PageQuery {
        let pairs: Vec<_> =
            pairs.into_iter().map(|(name, value)| (name, as_meant(name, value))).collect();
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, &**value)).collect();
        let practice = WantedPractice::from_pairs(&pairs);
        let mut query = PageQuery { practice, ..PageQuery::default() };
        for (name, value) in pairs {
            match name {
                // It is the questions' seed.
                "seed" if query.practice.is_some() => {}
                "seed" => match value.parse().ok().filter(|&seed: &u64| seed < SEED_LIMIT) {
                    Some(seed) => (query.seed, query.is_old) = (seed, true),
                    None => query.complain(name, value, Wanted::Seed),
                },
                "servers" => match value.parse() {
                    Ok(servers) if (MIN_PAGE_SERVERS..=MAX_PAGE_SERVERS).contains(&servers) => {
                        query.servers = servers;
                    }
                    _ => {
                        let wanted = Wanted::Between(MIN_PAGE_SERVERS, MAX_PAGE_SERVERS);
                        query.complain(name, value, wanted);
                    }
                },
                "door" => match Door::named(value) {
                    Some(door) => query.door = Some(door),
                    None => query.complain(name, value, Wanted::OneOf(&Door::NAMES)),
                },
                "start" => match Chapter::named(value) {
                    Some(chapter) => query.start = Some(chapter),
                    None => query.complain(name, value, Wanted::OneOf(&Chapter::NAMES)),
                },
                "lesson" => match is_lesson_name(value) || is_address(value) {
                    true => query.lesson = Some(value.into()),
                    false => query.complain(name, value, Wanted::LessonName),
                },
                // People count from one.
                "card" => match value.parse::<usize>().ok().and_then(|card| card.checked_sub(1)) {
                    Some(card) => query.card = Some(card),
                    None => query.complain(name, value, Wanted::CardNumber),
                },
                "scenario" => match WantedScenario::named(value) {
                    Some(scenario) => query.scenario = Some(scenario),
                    None => query.complain(name, value, Wanted::ScenarioName),
                },
                "embed" => match value {
                    "1" | "true" | "" => query.is_embed = true,
                    "0" | "false" => query.is_embed = false,
                    _ => query.complain(name, value, Wanted::One),
                },
                "view" => match EmbedView::named(value) {
                    Some(view) => query.view = view,
                    None => query.complain(name, value, Wanted::OneOf(&EmbedView::NAMES)),
                },
                "theme" => match Theme::named(value) {
                    Some(theme) => query.theme = theme,
                    None => query.complain(name, value, Wanted::OneOf(&Theme::NAMES)),
                },
                "team" => match Team::parse(value) {
                    Ok(team) => query.team = team,
                    Err(why) => query.complain(name, value, Wanted::Names(why)),
                },
                "lang" => match LanguageTag::named(value) {
                    Some(language) => query.language = Some(language),
                    None => query.complain(name, value, Wanted::OneOf(&LanguageTag::NAMES)),
                },
                // Links get decorated on their way through other sites.
                _ => {}
            }
        }
        // A lesson has a door of its own, and a scenario is told in the sandbox.
        if query.door.is_none() {
            let sandbox = query.scenario.as_ref().map(|_| Door::Sandbox);
            query.door = query.lesson.as_ref().map(|_| Door::Lessons).or(sandbox);
        }
        if query.practice.is_some() && query.door.is_none() {
            query.door = Some(Door::Lessons);
        }
        query.is_old &= query.door.is_none() && query.start.is_none() && !query.is_embed;
        query
    }

    /// The lesson that is wanted, and the place of its card.
    pub fn wanted_card(&self) -> Option<(String, usize)> {
        self.lesson.clone().map(|name| (name, self.card.unwrap_or(0)))
    }

    fn complain(&mut self, name: &str, value: &str, wanted: Wanted) {
        self.complaints.push(BadAddress { name: name.into(), value: value.into(), wanted });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_address_is_the_story() {
        assert_eq!(PageQuery::from_pairs([]), PageQuery::default());
    }

    #[test]
    fn known_names_are_read_and_unknown_ones_ignored() {
        let query = PageQuery::from_pairs([
            ("seed", "42"),
            ("servers", "3"),
            ("embed", "1"),
            ("utm_source", "a-post"),
        ]);
        assert_eq!((query.seed, query.servers, query.is_embed), (42, 3, true));
        assert!(query.complaints.is_empty());
    }

    #[test]
    fn a_wrong_value_keeps_the_default_and_says_so() {
        for (name, value) in [
            ("seed", "-1"),
            ("seed", "9007199254740992"),
            ("seed", ""),
            ("servers", "1"),
            ("servers", "10"),
            ("servers", "five"),
            ("embed", "maybe"),
            ("view", "sideways"),
            ("theme", "pink"),
            ("lang", "xx"),
            ("scenario", "Figure 8"),
            ("team", "Ana, Ana"),
            ("team", "a-name-with-many-letters"),
            ("scenario", "ftp://a-host/x.json"),
        ] {
            let query = PageQuery::from_pairs([(name, value)]);
            assert_eq!(query.complaints.len(), 1, "{name}={value}");
            assert_eq!(PageQuery { complaints: Vec::new(), ..query }, PageQuery::default());
        }
    }

    #[test]
    fn what_mail_and_prose_put_behind_and_into_a_value_is_not_of_it() {
        let pairs = [("scenario", "figure-8"), ("card", "2"), ("lang", "zh"), ("embed", "1")];
        let clean = PageQuery::from_pairs(pairs);
        for after in [".", ",", ")", ").", ">", "'", "\n", "\r\n", "。", "）。", "”", "!"] {
            for (place, &(name, value)) in pairs.iter().enumerate() {
                let value = format!("{value}{after}");
                let mut pairs = pairs;
                pairs[place] = (name, &value);
                assert_eq!(PageQuery::from_pairs(pairs), clean, "{name}={value:?}");
            }
        }
        let wrapped = PageQuery::from_pairs([("scenario", "figure\r\n-8")]);
        assert_eq!(wrapped, PageQuery::from_pairs([("scenario", "figure-8")]));
        let address = "https://a-host/mine.json";
        let at = PageQuery::from_pairs([("scenario", "https://a-host/mine.json).")]);
        assert_eq!(at.scenario, Some(WantedScenario::At(address.into())));
        let round = PageQuery::from_pairs([("practice", "votes"), ("seed", "7"), ("n", "4.")]);
        let Some(WantedPractice::Round { set, complaints, .. }) = round.practice else {
            panic!("no round");
        };
        assert_eq!((set.count, complaints), (4, Vec::new()));
    }

    #[test]
    fn a_name_at_the_table_may_end_with_a_full_stop() {
        let query = PageQuery::from_pairs([("team", "Ana B.,Bo C.")]);
        assert_eq!(query.team, Team::parse("Ana B.,Bo C.").expect("two good names"));
    }

    #[test]
    fn a_scenario_is_named_or_comes_from_an_address_and_is_told_in_the_sandbox() {
        let wanted = |value| PageQuery::from_pairs([("scenario", value)]);
        let published = WantedScenario::Published("figure-8".into());
        for name in ["figure-8", "figure-8.json"] {
            assert_eq!(wanted(name).scenario, Some(published.clone()));
            assert_eq!(wanted(name).door, Some(Door::Sandbox));
        }
        let address = "https://a-host/mine.json";
        assert_eq!(wanted(address).scenario, Some(WantedScenario::At(address.into())));
    }

    #[test]
    fn practice_is_behind_the_door_of_the_lessons_and_its_seed_is_no_story() {
        let pairs = [("practice", "votes,commit-index"), ("seed", "7"), ("n", "4")];
        let query = PageQuery::from_pairs(pairs);
        assert_eq!((query.door, query.seed), (Some(Door::Lessons), DEFAULT_SEED));
        let Some(WantedPractice::Round { set, is_same_for_all, complaints }) = query.practice
        else {
            panic!("no round");
        };
        assert_eq!(set.to_query(), "practice=votes,commit-index&seed=7&n=4");
        assert!(is_same_for_all && complaints.is_empty() && query.complaints.is_empty());

        let query = PageQuery::from_pairs([("practice", "vote")]);
        let Some(WantedPractice::Round { is_same_for_all, complaints, .. }) = query.practice else {
            panic!("no round");
        };
        assert!(!is_same_for_all);
        assert_eq!(complaints, [SetComplaint::NoSuchFamily("vote".into())]);
        let known = PageQuery::from_pairs([("practice", "known")]).practice;
        assert_eq!(known, Some(WantedPractice::Known));
    }

    #[test]
    fn a_frame_is_told_what_to_show_and_in_which_colours() {
        let query = PageQuery::from_pairs([("view", "spacetime"), ("theme", "dark")]);
        assert_eq!((query.view, query.theme), (EmbedView::SpaceTime, Theme::Dark));
        let chinese = PageQuery::from_pairs([("embed", "1"), ("lang", "zh-CN")]);
        assert_eq!(chinese.language, Some(LanguageTag::Chinese));
        let lesson = PageQuery::from_pairs([("embed", "1"), ("lesson", "two-tables")]);
        assert_eq!(lesson.door, Some(Door::Lessons));
    }

    #[test]
    fn a_seed_without_a_door_is_from_when_seeds_told_other_stories() {
        assert!(PageQuery::from_pairs([("seed", "42")]).is_old);
        assert!(!PageQuery::from_pairs([]).is_old);
        for other in [("door", "story"), ("start", "ask"), ("embed", "1")] {
            assert!(!PageQuery::from_pairs([("seed", "42"), other]).is_old, "{other:?}");
        }
    }
}
