//! Linearizability: what clients were told.

use super::evidence::Evidence;
use super::linearizability::Verdict;
use super::property::Property;
use super::safety::SafetyChecker;
use crate::cluster::{
    Actor, ClientId, Cluster, Content, Event, EventBody, NOBODY, Operation, Request,
};
use crate::raft::{ServerId, Term};

impl SafetyChecker {
    /// What concerns the clients' history in one event.
    pub(super) fn look_at_clients(&mut self, cluster: &Cluster, event: &Event) {
        let history = &mut self.history;
        match &event.body {
            EventBody::Sent(envelope) => {
                if let Content::Request(request) = &envelope.content {
                    let id = (request.client, request.sequence);
                    match &request.operation {
                        Operation::Set { key, value } => history.invoked(id, key, Some(value)),
                        Operation::Get { key } => history.invoked(id, key, None),
                    }
                }
            }
            EventBody::Started => {
                if let Actor::Server(server) = event.id.actor {
                    self.look_at_start(cluster, server);
                }
            }
            EventBody::Applied { index, term, request: Some(request), took_effect: true } => {
                if let Operation::Set { key, .. } = &request.operation {
                    history.took_effect(operation_of(request, *term), key, *index);
                }
            }
            EventBody::Answered { sequence, .. } => {
                if let Actor::Client(client) = event.id.actor {
                    self.look_at_done(client, *sequence, event.id);
                }
                self.look_at_answer(cluster, event, *sequence, None)
            }
            EventBody::ReadAnswered { sequence, value } => {
                self.look_at_answer(cluster, event, *sequence, value.as_deref());
            }
            _ => {}
        }
    }

    /// What stood in a log at the start was asked for before. What a snapshot holds was
    /// committed. Of the rest nobody knows whether it is, and whoever reads it later was told
    /// no lie.
    fn look_at_start(&mut self, cluster: &Cluster, server: ServerId) {
        let place = usize::from(server.0).checked_sub(1);
        let Some(state) = place.and_then(|place| cluster.scenario().start.get(place)) else {
            return;
        };
        for (sequence, entry) in (1..).zip(&state.log) {
            let operation = entry.command.as_deref().map(Operation::parse);
            if let Some(Ok(operation @ Operation::Set { .. })) = operation {
                let request =
                    Request { client: NOBODY, sequence, answered_below: sequence, operation };
                let id = operation_of(&request, entry.term);
                let place = usize::try_from(sequence).unwrap_or(usize::MAX) - 1;
                let known = self.committed.get(place);
                let is_committed = known.is_some_and(|(known, _)| known.term == entry.term);
                if let Operation::Set { key, value } = &request.operation {
                    self.history.was_asked_before(id, key, value);
                    if is_committed {
                        self.history.took_effect(id, key, sequence);
                    }
                }
            }
        }
    }

    fn look_at_answer(
        &mut self,
        cluster: &Cluster,
        event: &Event,
        sequence: u64,
        value: Option<&str>,
    ) {
        let Actor::Client(client) = event.id.actor else {
            return;
        };
        let Some(key) = key_of(cluster, client, sequence) else {
            return;
        };
        if self.history.answered((client, sequence), key, value) {
            let evidence = Evidence::NotLinearizable { client, sequence, key: key.into() };
            self.report(Property::Linearizability, event.id, evidence);
        }
    }

    /// Whether what clients were told looks as if there were one server.
    pub fn linearizability(&self) -> Verdict {
        self.history.verdict()
    }

    /// The same for each key that a client asked about, in the keys' order.
    pub fn linearizability_by_key(&self) -> impl Iterator<Item = (&str, Verdict)> {
        self.history.verdicts()
    }
}

/// Names what a request does. Two logs of the start may have different entries at one
/// index, of different terms: nobody's requests are told apart by both.
fn operation_of(request: &Request, term: Term) -> (ClientId, u64) {
    let Request { client, sequence, .. } = *request;
    if client == NOBODY { (client, term << 16 | sequence & 0xffff) } else { (client, sequence) }
}

fn key_of(cluster: &Cluster, client: ClientId, sequence: u64) -> Option<&str> {
    let requests = cluster.client(client)?.history();
    let request = requests.get(usize::try_from(sequence.checked_sub(1)?).ok()?)?;
    match &*request.operation {
        Operation::Set { key, .. } | Operation::Get { key } => Some(key),
    }
}
