//! From a file to what it sets up, and back.

use super::check::MAX_TITLE_CHARS;
use super::decode::FileError;
use crate::cluster::{
    BadStart, ClientId, Invalid, LinkConditions, LinkException, NetworkConditions, Node, Protocol,
    Scenario, ServerException, StartEntry, StartState, Timing,
};
use crate::raft::{Extensions, Index, ServerId, Settings};
use crate::scenario::format::claim::LogEntry;
use crate::scenario::format::file::{
    RulesPart, ScenarioFile, ServerPart, Servers, StartServer, TimingPart,
};
use crate::scenario::format::name::{Extension, Name};
use crate::scenario::format::quantity::{Duration, Share, Span};
use crate::scenario::format::rules::AnyRule;
use crate::scenario::format::several::Several;
use crate::scenario::format::step::{LinkPart, NetworkPart, ProtocolPart};
use crate::scenario::format::who::{End, ServerRef};
use crate::scenario::play::actions::{
    directions, extensions, link_conditions, network, pairs, protocol,
};

impl ScenarioFile {
    /// What is set up before the first step.
    pub fn scenario(&self) -> Result<Scenario, FileError> {
        let (servers, start) = match &self.servers {
            Servers::Count(count) => (*count, Vec::new()),
            Servers::Start(servers) => {
                let count = u16::try_from(servers.len()).unwrap_or(u16::MAX);
                (count, servers.iter().map(StartServer::state).collect())
            }
        };
        let mut exceptions: Vec<_> = self.exceptions.iter().map(ServerPart::exception).collect();
        exceptions.sort_by_key(|exception| exception.server);
        let mut links: Vec<_> = self.links.iter().flat_map(LinkPart::exceptions).collect();
        links.sort_by_key(|link| (link.from, link.to));
        let scenario = Scenario {
            seed: self.seed,
            servers,
            clients: self.clients,
            timing: self.timing.timing(),
            network: network(&self.network, NetworkConditions::default()),
            answer: self.answer.map(|answer| answer.0).unwrap_or_default(),
            protocol: protocol(
                &ProtocolPart {
                    without: Some(self.rules.without.clone()),
                    extensions: Some(self.extensions.clone()),
                    entries_per_message: self.entries_per_message,
                },
                Protocol::default(),
            ),
            start,
            exceptions,
            links,
            compact_every: self.compact_every,
            requests_under_way: self.requests_under_way,
            forwards: self.forwards,
        };
        scenario.validate().map_err(|invalid| {
            let sentence = invalid.to_string();
            FileError::new(self.place_of(&invalid), sentence)
        })?;
        Ok(scenario)
    }

    /// A file that sets this up, and in which nothing happens.
    pub(crate) fn set_up(title: &str, scenario: &Scenario) -> ScenarioFile {
        let ProtocolPart { without, extensions, entries_per_message } =
            protocol_part(&scenario.protocol);
        let usual_most = Settings::default().max_entries_per_message;
        let usual = NetworkConditions::default();
        let network = if scenario.network == usual {
            NetworkPart::default()
        } else {
            network_part(&scenario.network)
        };
        let answer = scenario.answer;
        ScenarioFile {
            level: None,
            schema: None,
            version: crate::scenario::format::file::Version,
            title: title.chars().take(MAX_TITLE_CHARS).collect(),
            about: String::new(),
            seed: scenario.seed,
            servers: if scenario.start.is_empty() {
                Servers::Count(scenario.servers)
            } else {
                Servers::Start(scenario.start.iter().map(StartServer::from).collect())
            },
            clients: scenario.clients,
            timing: TimingPart::from(&scenario.timing),
            network,
            rules: RulesPart { without: without.unwrap_or_default() },
            extensions: extensions.unwrap_or_default(),
            entries_per_message: entries_per_message.filter(|&most| most != usual_most),
            answer: (answer != Default::default()).then_some(Name(answer)),
            exceptions: scenario.exceptions.iter().map(ServerPart::from).collect(),
            links: {
                let links = scenario.links.iter();
                links.map(|link| link_part(link.from, link.to, link.conditions)).collect()
            },
            compact_every: scenario.compact_every,
            requests_under_way: scenario.requests_under_way,
            forwards: scenario.forwards,
            steps: Vec::new(),
            expect: Vec::new(),
        }
    }
}

impl ScenarioFile {
    /// Where in the file this is wrong.
    fn place_of(&self, invalid: &Invalid) -> String {
        let server = |server: &ServerId| format!("servers[{}]", server.0.saturating_sub(1));
        match invalid {
            Invalid::Servers(_) => "servers".into(),
            Invalid::Clients(_) => "clients".into(),
            Invalid::Seed(_) => "seed".into(),
            Invalid::TimeOutOfRange { .. } | Invalid::MinAboveMax { .. } => "timing".into(),
            Invalid::Batch => "entries_per_message".into(),
            Invalid::Network => "network".into(),
            Invalid::Exception(_) => "exceptions".into(),
            Invalid::Link { .. } => "links".into(),
            Invalid::CompactEvery => "compact_every".into(),
            Invalid::RequestsUnderWay(_) => "requests_under_way".into(),
            Invalid::Start(bad) => match bad {
                BadStart::Count { .. }
                | BadStart::TooLong { .. }
                | BadStart::NoLeader { .. }
                | BadStart::OnTooFew { .. } => "servers".into(),
                BadStart::TermTooHigh { server: of }
                | BadStart::Vote { server: of }
                // It lacks the entry: there is no place for that in its log.
                | BadStart::CouldBeLost { server: of, .. } => server(of),
                BadStart::BeyondLog { server: of, index } => {
                    format!("{}.{}", server(of), self.reaches(*of, *index))
                }
                BadStart::TermsDescend { server: of, index }
                | BadStart::EntryOfLaterTerm { server: of, index, .. }
                | BadStart::Command { server: of, index, .. }
                | BadStart::Reads { server: of, index }
                | BadStart::NoMatch { server: of, index, .. } => {
                    format!("{}.log[{}]", server(of), index.saturating_sub(1))
                }
            },
            Invalid::TooManyActions(_) | Invalid::TooLate(_) | Invalid::Ordinal(_) => {
                "steps".into()
            }
        }
    }

    /// The field of a server's start that says this index.
    fn reaches(&self, server: ServerId, index: Index) -> &'static str {
        let Servers::Start(servers) = &self.servers else { return "log" };
        let place = usize::from(server.0).saturating_sub(1);
        let is_committed = servers.get(place).is_some_and(|start| start.committed == Some(index));
        if is_committed { "committed" } else { "snapshot" }
    }
}

impl ServerPart {
    fn exception(&self) -> ServerException {
        let times = |span: Span| (span.min.0, span.max.0);
        ServerException {
            server: ServerId(self.server),
            election_timeout: self.election_timeout.map(times),
            disk_write: self.disk_write.map(times),
            extensions: self.extensions.as_deref().map(extensions),
            clock_rate_ppm: self.clock.map(|rate| rate.0),
        }
    }
}

impl From<&ServerException> for ServerPart {
    fn from(exception: &ServerException) -> Self {
        let span = |(min, max)| Span { min: Duration(min), max: Duration(max) };
        ServerPart {
            server: exception.server.0,
            election_timeout: exception.election_timeout.map(span),
            disk_write: exception.disk_write.map(span),
            extensions: exception.extensions.map(extension_names),
            clock: exception.clock_rate_ppm.map(Share),
        }
    }
}

impl LinkPart {
    /// What is different at the start: in each direction that is meant, between all ends
    /// that can be told then.
    fn exceptions(&self) -> impl Iterator<Item = LinkException> {
        let conditions = link_conditions(self);
        let known = |(from, to): (&End, &End)| Some((from.at_the_start()?, to.at_the_start()?));
        let both_ways = self.both_ways;
        pairs(&self.from, &self.to)
            .filter_map(known)
            .flat_map(move |(from, to)| directions(from, to, both_ways))
            .map(move |(from, to)| LinkException { from, to, conditions })
    }
}

impl End {
    /// The node, if it can be told before anything is played.
    pub(crate) fn at_the_start(&self) -> Option<Node> {
        match self {
            End::Server(ServerRef::Number(number)) => Some(Node::Server(ServerId(*number))),
            End::Server(_) => None,
            End::Client(client) => Some(Node::Client(ClientId(*client))),
        }
    }
}

/// What is different on one link, in one direction.
pub(crate) fn link_part(from: Node, to: Node, conditions: LinkConditions) -> LinkPart {
    LinkPart {
        from: Several::One(from.into()),
        to: Several::One(to.into()),
        both_ways: false,
        latency: conditions.latency.map(Duration),
        jitter: conditions.jitter.map(Duration),
        loss: conditions.loss_ppm.map(Share),
    }
}

/// The extensions that are on.
fn extension_names(extensions: Extensions) -> Vec<Name<Extension>> {
    let Extensions { pre_vote, check_quorum, lease_read } = extensions;
    let all = [
        (pre_vote, Extension::PreVote),
        (check_quorum, Extension::CheckQuorum),
        (lease_read, Extension::LeaseRead),
    ];
    let on = all.into_iter().filter(|(is_on, _)| *is_on);
    on.map(|(_, extension)| Name(extension)).collect()
}

impl StartServer {
    fn state(&self) -> StartState {
        let last = self.log.last().map_or(0, |entry| entry.term);
        let entry =
            |entry: &LogEntry| StartEntry { term: entry.term, command: entry.command.clone() };
        StartState {
            current_term: self.term.unwrap_or(last),
            voted_for: self.voted_for.map(ServerId),
            log: self.log.iter().map(entry).collect(),
            snapshot: self.snapshot.unwrap_or(0),
            committed: self.committed.or(self.snapshot).unwrap_or(0),
        }
    }
}

impl From<&StartState> for StartServer {
    fn from(state: &StartState) -> Self {
        let entry =
            |entry: &StartEntry| LogEntry { term: entry.term, command: entry.command.clone() };
        StartServer {
            term: Some(state.current_term),
            voted_for: state.voted_for.map(|server| server.0),
            log: state.log.iter().map(entry).collect(),
            snapshot: (state.snapshot > 0).then_some(state.snapshot),
            committed: (state.committed > state.snapshot).then_some(state.committed),
        }
    }
}

impl TimingPart {
    fn timing(&self) -> Timing {
        let usual = Timing::default();
        let or = |time: Option<Duration>, usual| time.map_or(usual, |time| time.0);
        Timing {
            election_timeout_min: or(self.election_timeout_min, usual.election_timeout_min),
            election_timeout_max: or(self.election_timeout_max, usual.election_timeout_max),
            heartbeat: or(self.heartbeat, usual.heartbeat),
            disk_write_min: or(self.disk_write_min, usual.disk_write_min),
            disk_write_max: or(self.disk_write_max, usual.disk_write_max),
            client_timeout: or(self.client_timeout, usual.client_timeout),
            client_backoff: or(self.client_backoff, usual.client_backoff),
            poll_answer: or(self.poll_answer, usual.poll_answer),
        }
    }
}

impl From<&Timing> for TimingPart {
    fn from(timing: &Timing) -> Self {
        let usual = Timing::default();
        let part = |time, usual| (time != usual).then_some(Duration(time));
        TimingPart {
            election_timeout_min: part(timing.election_timeout_min, usual.election_timeout_min),
            election_timeout_max: part(timing.election_timeout_max, usual.election_timeout_max),
            heartbeat: part(timing.heartbeat, usual.heartbeat),
            disk_write_min: part(timing.disk_write_min, usual.disk_write_min),
            disk_write_max: part(timing.disk_write_max, usual.disk_write_max),
            client_timeout: part(timing.client_timeout, usual.client_timeout),
            client_backoff: part(timing.client_backoff, usual.client_backoff),
            poll_answer: part(timing.poll_answer, usual.poll_answer),
        }
    }
}

/// Everything about a network.
pub(crate) fn network_part(network: &NetworkConditions) -> NetworkPart {
    NetworkPart {
        latency: Some(Duration(network.latency)),
        jitter: Some(Duration(network.jitter)),
        loss: Some(Share(network.loss_ppm)),
        duplicate: Some(Share(network.duplicate_ppm)),
        spike_chance: Some(Share(network.spike_ppm)),
        spike: Some(Duration(network.spike)),
    }
}

/// Everything about a protocol.
pub(crate) fn protocol_part(protocol: &Protocol) -> ProtocolPart {
    let off = AnyRule::all().filter(|rule| !rule.is_kept_by(protocol));
    let Settings { extensions, max_entries_per_message, .. } = protocol.core;
    ProtocolPart {
        without: Some(off.map(Name).collect()),
        extensions: Some(extension_names(extensions)),
        entries_per_message: Some(max_entries_per_message),
    }
}
