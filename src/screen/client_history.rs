//! What the clients asked for and what they were told, as lines.

use crate::cluster::{Answer, Client, ClientRequest, Cluster};

/// How many of the last requests of a client are shown.
const MOST: usize = 30;

/// A name and a sentence for each request, newest first.
pub(crate) fn client_lines(cluster: &Cluster) -> Vec<(String, String)> {
    let lines = cluster.clients().iter().flat_map(|client| {
        client.history().iter().rev().take(MOST).map(|request| line(client, request))
    });
    lines.collect()
}

fn line(client: &Client, request: &ClientRequest) -> (String, String) {
    let answer = match &request.answer {
        Some(Answer::Applied { index }) => format!("done, at index {index}"),
        Some(Answer::Value(Some(value))) => format!("read {value}"),
        Some(Answer::Value(None)) => "read nothing".into(),
        None if request.attempts == 0 => "waits for its turn".into(),
        None => "unknown: it may have taken effect, or may yet".into(),
    };
    let times = match request.attempts {
        0 | 1 => String::new(),
        times => format!(" (asked {times} times)"),
    };
    let key = format!("{}-{}", client.id().0, request.sequence);
    (key, format!("{}{times}: {answer}.", request.operation))
}
