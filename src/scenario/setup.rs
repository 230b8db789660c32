//! From a file to what it sets up, and back.

use super::check::MAX_TITLE_CHARS;
use super::claim::LogEntry;
use super::decode::FileError;
use super::doing::{network, protocol};
use super::file::{RulesPart, ScenarioFile, Servers, StartServer, TimingPart};
use super::name::{Extension, Name};
use super::quantity::{Duration, Share};
use super::rules::AnyRule;
use super::step::{NetworkPart, ProtocolPart};
use crate::cluster::{
    BadStart, Invalid, NetworkConditions, Protocol, Scenario, StartEntry, StartState, Timing,
};
use crate::raft::{ServerId, Settings};

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
            ..Scenario::new(self.seed, servers)
        };
        scenario.validate().map_err(|invalid| {
            let sentence = invalid.to_string();
            FileError::new(place_of(&invalid), sentence)
        })?;
        Ok(scenario)
    }

    /// A file that sets this up, and in which nothing happens.
    pub(super) fn set_up(title: &str, scenario: &Scenario) -> ScenarioFile {
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
            schema: None,
            version: super::file::Version,
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
            steps: Vec::new(),
            expect: Vec::new(),
        }
    }
}

/// Where in a file this is wrong.
fn place_of(invalid: &Invalid) -> String {
    let server = |server: &ServerId| format!("servers[{}]", server.0.saturating_sub(1));
    match invalid {
        Invalid::Servers(_) => "servers".into(),
        Invalid::Clients(_) => "clients".into(),
        Invalid::Seed(_) => "seed".into(),
        Invalid::TimeOutOfRange { .. } | Invalid::MinAboveMax { .. } => "timing".into(),
        Invalid::Batch => "entries_per_message".into(),
        Invalid::Network => "network".into(),
        Invalid::Start(bad) => match bad {
            BadStart::Count { .. }
            | BadStart::TooLong { .. }
            | BadStart::NoLeader { .. }
            | BadStart::OnTooFew { .. } => "servers".into(),
            BadStart::TermTooHigh { server: of }
            | BadStart::Vote { server: of }
            | BadStart::BeyondLog { server: of, .. } => server(of),
            BadStart::TermsDescend { server: of, index }
            | BadStart::EntryOfLaterTerm { server: of, index, .. }
            | BadStart::Command { server: of, index, .. }
            | BadStart::Reads { server: of, index }
            | BadStart::CouldBeLost { server: of, index }
            | BadStart::NoMatch { server: of, index, .. } => {
                format!("{}.log[{}]", server(of), index.saturating_sub(1))
            }
        },
        _ => "steps".into(),
    }
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
            ..StartState::default()
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
pub(super) fn network_part(network: &NetworkConditions) -> NetworkPart {
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
pub(super) fn protocol_part(protocol: &Protocol) -> ProtocolPart {
    let off = AnyRule::all().filter(|rule| !rule.is_kept_by(protocol));
    let Settings { extensions, max_entries_per_message, .. } = protocol.core;
    let on = [
        (extensions.pre_vote, Extension::PreVote),
        (extensions.check_quorum, Extension::CheckQuorum),
    ];
    let on = on.into_iter().filter(|(is_on, _)| *is_on).map(|(_, extension)| Name(extension));
    ProtocolPart {
        without: Some(off.map(Name).collect()),
        extensions: Some(on.collect()),
        entries_per_message: Some(max_entries_per_message),
    }
}
