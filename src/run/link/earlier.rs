//! Links of version 1. A scenario had fewer parts then; whatever it did not say is as it is
//! by default.

use serde::Deserialize;

use super::{RunLink, RunLinkView};
use crate::cluster::{
    AnchoredAction, AnswerWhen, Micros, NetworkConditions, Protocol, Run, Scenario, StartEntry,
    StartState, Timing,
};
use crate::raft::{ServerId, Term};

pub(super) const VERSION: u8 = 1;

#[derive(Deserialize)]
struct LinkThen {
    engine: u16,
    run: RunThen,
    end: Micros,
    events: u64,
    playhead: u64,
    at: Micros,
    fingerprint: u64,
    view: RunLinkView,
    title: String,
    words: String,
}

#[derive(Deserialize)]
struct RunThen {
    scenario: ScenarioThen,
    actions: Vec<AnchoredAction>,
}

#[derive(Deserialize)]
struct ScenarioThen {
    seed: u64,
    servers: u16,
    clients: u16,
    timing: Timing,
    network: NetworkConditions,
    answer: AnswerWhen,
    protocol: Protocol,
    start: Vec<StartStateThen>,
}

#[derive(Deserialize)]
struct StartStateThen {
    current_term: Term,
    voted_for: Option<ServerId>,
    log: Vec<StartEntry>,
}

/// Reads what stands behind the checksum; `None` if that is no link.
pub(super) fn read(body: &[u8]) -> Option<RunLink> {
    let link: LinkThen = postcard::from_bytes(body).ok()?;
    let LinkThen { engine, run, end, events, playhead, at, fingerprint, view, title, words } = link;
    let run = Run { scenario: run.scenario.now(), actions: run.actions };
    Some(RunLink { engine, run, end, events, playhead, at, fingerprint, view, title, words })
}

impl ScenarioThen {
    fn now(self) -> Scenario {
        let ScenarioThen { seed, servers, clients, timing, network, answer, protocol, start } =
            self;
        let state = |StartStateThen { current_term, voted_for, log }| StartState {
            current_term,
            voted_for,
            log,
            ..StartState::default()
        };
        Scenario {
            // Values out of their range stay as they are: the link's own check tells of them.
            seed,
            servers,
            clients,
            timing,
            network,
            answer,
            protocol,
            start: start.into_iter().map(state).collect(),
            ..Scenario::new(0, 1)
        }
    }
}
