//! What the clients asked for and what they were told, as lines.

use crate::cluster::Cluster;
use crate::words::Language;

/// How many of the last requests of a client are shown.
const MOST: usize = 30;

/// A name and a sentence for each request, newest first.
pub(crate) fn client_lines(cluster: &Cluster, words: &dyn Language) -> Vec<(String, String)> {
    let lines = cluster.clients().iter().flat_map(|client| {
        client.history().iter().rev().take(MOST).map(|request| {
            let key = format!("{}-{}", client.id().0, request.sequence);
            (key, words.client_request(request))
        })
    });
    lines.collect()
}
