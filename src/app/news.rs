//! Messages that bring no news.

use crate::cluster::{Cluster, Content, Flight, FlightId, Node};
use crate::raft::{AppendOutcome, Message};

/// True if a message tells its receiver nothing that it doesn't know already.
pub fn is_quiet(id: FlightId, flight: &Flight, cluster: &Cluster) -> bool {
    let (from, to) = (id.message.from, flight.envelope.to);
    let raft = |node: Node| cluster.machine(node.server()?)?.raft();
    match &flight.envelope.content {
        Content::Raft(Message::AppendEntries(m)) => {
            let knows = raft(to).map_or(m.leader_commit, |follower| follower.commit_index());
            let knows_leader = raft(to).is_none_or(|r| r.leader() == from.server());
            m.entries.is_empty() && m.leader_commit <= knows && knows_leader
        }
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => {
                let progress = raft(to).and_then(|leader| leader.progress());
                let known = from.server().and_then(|follower| progress?.get(&follower));
                known.is_none_or(|known| match_index <= known.match_index)
            }
            _ => false,
        },
        _ => false,
    }
}
