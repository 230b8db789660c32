//! A cluster under load, for the native benches and for the one in wasm: every client
//! asks again as soon as it is answered, so the cluster is never idle. The network is as
//! the page has it at the start.

use raft_lunch::cluster::{
    Action, Actor, ClientId, Cluster, Event, EventBody, MAX_CLIENTS, Scenario,
};

/// Plays until so many events have happened. Whoever looks on sees each step of it.
pub fn play(servers: u16, events: usize, mut see: impl FnMut(&Cluster, &[Event])) {
    let scenario = Scenario { clients: MAX_CLIENTS, ..Scenario::new(7, servers) };
    let mut cluster = Cluster::new(&scenario);
    let (mut seen, mut ordinal) = (0, 0);
    let mut next: Vec<ClientId> = (1..=scenario.clients).map(ClientId).collect();
    while seen < events {
        for client in std::mem::take(&mut next) {
            let text = format!("SET K{} {}", client.0, ordinal % 100);
            cluster.act(ordinal, Action::Propose { client, text }).expect("it waits for nothing");
            ordinal += 1;
        }
        assert!(cluster.step(), "heartbeats never end");
        let happened = cluster.take_events();
        next.extend(happened.iter().filter_map(answered));
        seen += happened.len();
        see(&cluster, &happened);
    }
}

/// Who was just answered, and so asks again.
fn answered(event: &Event) -> Option<ClientId> {
    match (&event.body, event.id.actor) {
        (EventBody::Answered { .. }, Actor::Client(client)) => Some(client),
        _ => None,
    }
}
