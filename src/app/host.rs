//! What the page around a frame may ask of it: messages, checked into values.

use super::embed::Theme;
use super::query::PageQuery;
use super::{App, Msg};
use crate::cluster::{Action, ClientId, MAX_TIME, MILLISECOND, Micros};
use crate::lunch::Chapter;
use crate::raft::ServerId;
use crate::words::{BadAddress, HostError, Wanted};

/// The version of the messages.
pub const HOST_VERSION: u64 = 1;

/// A value in a message, as far as messages have any.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Field>),
    /// Names and values.
    Object(Vec<(String, Field)>),
    /// Anything else.
    Other,
}

/// What a host asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum HostOrder {
    /// Open what this address would open, and this run in it.
    Load(Box<PageQuery>, Option<String>),
    /// Do this to the cluster.
    Act(HostAction),
    /// Go to a moment.
    Seek(SeekTo),
    /// Let time pass.
    Play,
    /// Let time stand still.
    Pause,
    /// Draw the page in these colours.
    Theme(Theme),
}

/// Something to be done to the cluster.
#[derive(Clone, Debug, PartialEq)]
pub enum HostAction {
    /// To a server: what is done, and which one; `None` is the leader.
    To(ServerVerb, Option<ServerId>),
    /// To no server in particular.
    Plain(Action),
}

/// What can be done to a server.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ServerVerb {
    /// Its process dies.
    Crash,
    /// It starts again.
    Restart,
    /// It stops for a while.
    Pause,
    /// It continues.
    Resume,
    /// Its election timer runs out.
    ForceTimeout,
}

/// A moment of the run.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum SeekTo {
    /// This moment.
    At(Micros),
    /// Right after the event with this number.
    Event(usize),
    /// Where this chapter of the lunch begins.
    Chapter(Chapter),
}

/// The actions that a host may name.
const ACTIONS: [&str; 8] =
    ["crash", "restart", "pause", "resume", "force_timeout", "propose", "partition", "heal_all"];

/// The moments that a host may name.
const MOMENTS: [&str; 3] = ["ms", "event", "chapter"];

/// The types of messages that a frame understands.
const TYPES: [&str; 6] = ["load", "act", "seek", "play", "pause", "theme"];

/// The fields of `load`: the run, and those names of an address that mean something in a
/// frame. It stays a frame, in its language, and has no practice.
const LOADED: [&str; 11] = [
    "run", "scenario", "lesson", "card", "view", "theme", "team", "start", "door", "seed",
    "servers",
];

/// The longest text that a host may send, in bytes: no run's is nearly as long.
const LONGEST: usize = 200_000;

impl HostOrder {
    /// Reads a message: its version, and its fields.
    pub fn read(version: &Field, fields: &[(String, Field)]) -> Result<HostOrder, HostError> {
        if *version != Field::Number(HOST_VERSION as f64) {
            return Err(HostError::Version(HOST_VERSION));
        }
        let find = |name: &str| fields.iter().find(|(it, _)| it == name).map(|(_, value)| value);
        let Some(Field::Text(kind)) = find("type") else { return Err(HostError::NoType(&TYPES)) };
        let rest: Vec<_> = fields.iter().filter(|(name, _)| name != "type").collect();
        // Only what the schema has: else a message would seem to ask for more than is done.
        let only = |own: &'static [&'static str]| {
            let other = rest.iter().find(|(name, _)| !own.contains(&name.as_str()));
            other.map_or(Ok(()), |(name, _)| Err(HostError::Unknown(name.clone(), own)))
        };
        match kind.as_str() {
            "load" => only(&LOADED)?,
            "act" => only(&["action"])?,
            "seek" => only(&MOMENTS)?,
            "play" | "pause" => only(&[])?,
            "theme" => only(&["theme"])?,
            _ => {}
        }
        match kind.as_str() {
            "load" => load(&rest),
            "act" => match find("action") {
                Some(Field::Object(action)) => act(action),
                _ => Err(HostError::OneOf("action", &ACTIONS)),
            },
            "seek" => seek(&rest),
            "play" => Ok(HostOrder::Play),
            "pause" => Ok(HostOrder::Pause),
            "theme" => match find("theme") {
                Some(Field::Text(name)) if Theme::named(name).is_some() => {
                    Ok(HostOrder::Theme(Theme::named(name).unwrap_or_default()))
                }
                _ => Err(HostError::OneOf("theme", &Theme::NAMES)),
            },
            _ => Err(HostError::NoType(&TYPES)),
        }
    }
}

fn load(fields: &[&(String, Field)]) -> Result<HostOrder, HostError> {
    let mut pairs = Vec::new();
    let mut run = None;
    for (name, value) in fields {
        let text = match value {
            Field::Text(text) if text.len() <= LONGEST => text.clone(),
            Field::Number(number) => number.to_string(),
            _ => return Err(HostError::NotText(name.clone())),
        };
        match name.as_str() {
            "run" => run = Some(text),
            known => pairs.push((known, text)),
        }
    }
    pairs.push(("embed", "1".into()));
    let query = PageQuery::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())));
    match query.complaints.first() {
        Some(bad) => Err(HostError::Value(bad.clone())),
        None => Ok(HostOrder::Load(Box::new(query), run)),
    }
}

fn act(action: &[(String, Field)]) -> Result<HostOrder, HostError> {
    let [(verb, value)] = action else { return Err(HostError::OneOf("action", &ACTIONS)) };
    let to = |verb| match value {
        Field::Text(leader) if leader == "leader" => Ok(HostAction::To(verb, None)),
        value => server(value).map(|id| HostAction::To(verb, Some(id))),
    };
    let action = match verb.as_str() {
        "crash" => to(ServerVerb::Crash)?,
        "restart" => to(ServerVerb::Restart)?,
        "pause" => to(ServerVerb::Pause)?,
        "resume" => to(ServerVerb::Resume)?,
        "force_timeout" => to(ServerVerb::ForceTimeout)?,
        "propose" => match value {
            Field::Text(text) if text.len() <= LONGEST => {
                HostAction::Plain(Action::Propose { client: ClientId(1), text: text.clone() })
            }
            _ => return Err(HostError::NotText(verb.clone())),
        },
        "partition" => HostAction::Plain(Action::Partition { groups: groups(value)? }),
        "heal_all" if *value == Field::Flag(true) => HostAction::Plain(Action::HealAll),
        _ => return Err(HostError::OneOf("action", &ACTIONS)),
    };
    Ok(HostOrder::Act(action))
}

fn server(value: &Field) -> Result<ServerId, HostError> {
    whole(value)
        .and_then(|number| u16::try_from(number).ok())
        .filter(|&number| number > 0)
        .map(ServerId)
        .ok_or(HostError::NoServer)
}

fn groups(value: &Field) -> Result<Vec<Vec<ServerId>>, HostError> {
    let Field::List(groups) = value else { return Err(HostError::NoServer) };
    let group = |group: &Field| match group {
        Field::List(servers) => servers.iter().map(server).collect(),
        _ => Err(HostError::NoServer),
    };
    groups.iter().map(group).collect()
}

fn seek(fields: &[&(String, Field)]) -> Result<HostOrder, HostError> {
    let [(name, value)] = fields else { return Err(HostError::OneOf("seek", &MOMENTS)) };
    let to = match (name.as_str(), value) {
        ("ms", value) => whole(value)
            .map(|ms| SeekTo::At(ms.saturating_mul(MILLISECOND).min(MAX_TIME)))
            .ok_or_else(|| HostError::NotNumber(name.clone()))?,
        ("event", value) => whole(value)
            .and_then(|number| usize::try_from(number).ok())
            .map(SeekTo::Event)
            .ok_or_else(|| HostError::NotNumber(name.clone()))?,
        ("chapter", Field::Text(chapter)) => Chapter::named(chapter)
            .map(SeekTo::Chapter)
            .ok_or_else(|| HostError::Value(bad_chapter(chapter)))?,
        _ => return Err(HostError::OneOf("seek", &MOMENTS)),
    };
    Ok(HostOrder::Seek(to))
}

fn bad_chapter(chapter: &str) -> BadAddress {
    let wanted = Wanted::OneOf(&Chapter::NAMES);
    BadAddress { name: "chapter".into(), value: chapter.into(), wanted }
}

/// A whole number from 0 that a script can hold exactly.
fn whole(value: &Field) -> Option<u64> {
    match value {
        Field::Number(number) if number.fract() == 0.0 && (0.0..9.0e15).contains(number) => {
            Some(*number as u64)
        }
        _ => None,
    }
}

impl App {
    /// The messages that do what a host asks for. What to load is the page's business.
    pub fn ordered(&self, order: &HostOrder) -> Vec<Msg> {
        let plays = self.player.is_playing;
        match order {
            HostOrder::Load(..) | HostOrder::Theme(_) => Vec::new(),
            HostOrder::Play if plays => Vec::new(),
            HostOrder::Pause if !plays => Vec::new(),
            HostOrder::Play | HostOrder::Pause => vec![Msg::PlayPause],
            HostOrder::Seek(SeekTo::At(at)) => vec![Msg::Seek(*at)],
            HostOrder::Seek(SeekTo::Event(number)) => vec![Msg::SeekEvent(*number)],
            HostOrder::Seek(SeekTo::Chapter(chapter)) => vec![Msg::ToChapter(*chapter)],
            HostOrder::Act(HostAction::Plain(action)) => vec![Msg::Act(action.clone())],
            HostOrder::Act(HostAction::To(verb, server)) => {
                match server.or_else(|| self.player.cluster().leader()) {
                    Some(server) => vec![Msg::Act(verb.action(server))],
                    None => vec![Msg::Complain(self.words().host_error(&HostError::NoLeader))],
                }
            }
        }
    }
}

impl ServerVerb {
    fn action(self, server: ServerId) -> Action {
        match self {
            ServerVerb::Crash => Action::Crash { server },
            ServerVerb::Restart => Action::Restart { server },
            ServerVerb::Pause => Action::Pause { server },
            ServerVerb::Resume => Action::Resume { server },
            ServerVerb::ForceTimeout => Action::ForceElectionTimeout { server },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Door;

    fn text(text: &str) -> Field {
        Field::Text(text.into())
    }

    fn read(fields: &[(&str, Field)]) -> Result<HostOrder, HostError> {
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        HostOrder::read(&Field::Number(1.0), &fields)
    }

    fn action(verb: &str, value: Field) -> Result<HostOrder, HostError> {
        read(&[("type", text("act")), ("action", Field::Object(vec![(verb.into(), value)]))])
    }

    #[test]
    fn what_the_schema_has_is_understood() {
        assert_eq!(read(&[("type", text("play"))]), Ok(HostOrder::Play));
        let seek = read(&[("type", text("seek")), ("ms", Field::Number(20.0))]);
        assert_eq!(seek, Ok(HostOrder::Seek(SeekTo::At(20 * MILLISECOND))));
        let crash = HostAction::To(ServerVerb::Crash, Some(ServerId(2)));
        assert_eq!(action("crash", Field::Number(2.0)), Ok(HostOrder::Act(crash)));
        let load = read(&[("type", text("load")), ("scenario", text("figure-8"))]);
        let Ok(HostOrder::Load(query, None)) = load else { panic!("{load:?}") };
        assert_eq!((query.door, query.is_embed), (Some(Door::Sandbox), true));
    }

    #[test]
    fn what_it_has_not_is_refused() {
        for wrong in [
            read(&[]),
            read(&[("type", text("explode"))]),
            read(&[("type", Field::Number(1.0))]),
            read(&[("type", text("seek"))]),
            read(&[("type", text("seek")), ("ms", Field::Number(-1.0))]),
            read(&[("type", text("seek")), ("ms", Field::Number(f64::NAN))]),
            read(&[("type", text("seek")), ("chapter", text("dessert"))]),
            read(&[("type", text("theme")), ("theme", text("pink"))]),
            read(&[("type", text("load")), ("seed", text("-1"))]),
            read(&[("type", text("load")), ("colour", text("red"))]),
            read(&[("type", text("load")), ("embed", text("0"))]),
            read(&[("type", text("load")), ("lang", text("zh"))]),
            read(&[("type", text("load")), ("lesson", Field::Other)]),
            action("crash", Field::Number(0.5)),
            action("crash", Field::Number(70_000.0)),
            action("crash", text("everyone")),
            action("explode", Field::Number(1.0)),
            action("partition", Field::List(vec![Field::Number(1.0)])),
            HostOrder::read(&Field::Number(2.0), &[("type".into(), text("play"))]),
        ] {
            assert!(wrong.is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_field_that_a_message_has_no_use_for_is_refused_and_the_error_names_those_it_has() {
        for kind in ["play", "pause", "theme", "act", "seek", "load"] {
            let own = match kind {
                "theme" => ("theme", text("dark")),
                "act" => ("action", Field::Object(vec![("crash".into(), Field::Number(2.0))])),
                "seek" => ("ms", Field::Number(20.0)),
                "load" => ("lesson", text("two-tables")),
                _ => ("type", text(kind)),
            };
            let whole = [("type", text(kind)), own];
            assert!(read(&whole).is_ok(), "{kind}: {:?}", read(&whole));
            let [first, second] = whole;
            let more = read(&[first, second, ("colour", text("red"))]);
            let Err(HostError::Unknown(name, own)) = more else { panic!("{kind}: {more:?}") };
            assert_eq!(name, "colour");
            assert!(!own.contains(&"embed") && !own.contains(&"lang"), "{own:?}");
        }
    }

    #[test]
    fn each_field_that_load_is_said_to_have_can_be_loaded_or_has_its_own_complaint() {
        for name in LOADED {
            let loaded = read(&[("type", text("load")), (name, text("?"))]);
            assert!(!matches!(loaded, Err(HostError::Unknown(..))), "{name}: {loaded:?}");
        }
        let elsewhere = ["embed", "lang", "practice", "n"];
        for name in PageQuery::NAMES {
            assert_ne!(LOADED.contains(&name), elsewhere.contains(&name), "{name}");
        }
    }

    #[test]
    fn playing_is_asked_for_only_where_nothing_plays() {
        let mut app = App::new(&PageQuery::default());
        assert_eq!(app.ordered(&HostOrder::Pause), []);
        for msg in app.ordered(&HostOrder::Play) {
            app.update(msg);
        }
        assert!(app.player().is_playing);
        assert_eq!(app.ordered(&HostOrder::Play), []);
    }
}
