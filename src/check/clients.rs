//! Linearizability: what clients were told.

use super::linearizability::Verdict;
use super::property::{Evidence, Property};
use super::safety::SafetyChecker;
use crate::cluster::{Actor, ClientId, Cluster, Content, Event, EventBody, Operation};

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
            EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
                if let Operation::Set { key, .. } = &request.operation {
                    history.took_effect((request.client, request.sequence), key, *index);
                }
            }
            EventBody::ReadServed { client, sequence, key, applied, .. } => {
                history.served((*client, *sequence), key, *applied);
            }
            EventBody::Answered { sequence, .. } => {
                self.look_at_answer(cluster, event, *sequence, None)
            }
            EventBody::ReadAnswered { sequence, value } => {
                self.look_at_answer(cluster, event, *sequence, value.as_deref());
            }
            _ => {}
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
        let before = self.history.verdict();
        self.history.answered((client, sequence), key, value);
        if let Verdict::NotLinearizable { key, answered: (client, sequence) } =
            self.history.verdict()
            && before == Verdict::Linearizable
        {
            let evidence = Evidence::NotLinearizable { client, sequence, key };
            self.report(Property::Linearizability, event.id, evidence);
        }
    }

    /// Whether what clients were told looks as if there were one server.
    pub fn linearizability(&self) -> Verdict {
        self.history.verdict()
    }
}

fn key_of(cluster: &Cluster, client: ClientId, sequence: u64) -> Option<&str> {
    let requests = cluster.client(client)?.history();
    let request = requests.get(usize::try_from(sequence.checked_sub(1)?).ok()?)?;
    match &*request.operation {
        Operation::Set { key, .. } | Operation::Get { key } => Some(key),
    }
}
