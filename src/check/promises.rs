//! What is durable explains every reply and every request for a vote (paper
//! figure 2; rule 4).

use super::evidence::Evidence;
use super::property::Property;
use super::safety::SafetyChecker;
use crate::cluster::{Actor, Cluster, Content, Event, EventBody, Machine, Node};
use crate::raft::{AppendOutcome, Index, Message, Role, ServerId, Term};

impl SafetyChecker {
    /// A server sent this just now.
    pub(super) fn look_at_promise(&mut self, cluster: &Cluster, event: &Event) {
        let (EventBody::Sent(envelope), Actor::Server(server)) = (&event.body, event.id.actor)
        else {
            return;
        };
        let (Content::Raft(message), Node::Server(to)) = (&envelope.content, envelope.to) else {
            return;
        };
        let after = event.id;
        let Some(machine) = cluster.machine(server) else {
            return;
        };
        if !is_kept(message, to, machine) {
            let evidence = Evidence::NotDurable { server, message: name(message) };
            self.report(Property::PromisesAreDurable, after, evidence);
        }
    }
}

/// Whether a crash of the sender right now would leave what `message` relies on.
/// What belongs to an earlier term than the disk's has served its purpose.
fn is_kept(message: &Message, to: ServerId, sender: &Machine) -> bool {
    let (from, disk) = (sender.id(), sender.disk().durable());
    let in_term = |term: Term, is_kept: bool| {
        disk.current_term > term || disk.current_term == term && is_kept
    };
    // What it acknowledged is what its log holds as long as it follows the same leader: on
    // the disk another leader's entry may still be in that place.
    let raft = sender.raft().filter(|raft| raft.current_term() == message.term());
    let acknowledged = |index| raft.and_then(|raft| raft.log().get(index));
    let has_log = |index: Index| {
        let on_disk = disk.entry(index);
        disk.last_index() >= index
            && acknowledged(index).is_none_or(|entry| on_disk.is_none_or(|other| other == entry))
    };
    match message {
        Message::RequestVote(m) => {
            // Whoever stands no more has no use for the answers.
            let stands = raft.is_none_or(|raft| matches!(raft.role(), Role::Candidate { .. }));
            let tail = disk.entry(m.last_log_index).map(|entry| entry.term);
            let has_tail = !stands
                || m.last_log_index <= disk.snapshot.last_index
                || tail == Some(m.last_log_term);
            in_term(m.term, disk.voted_for == Some(from) && has_tail)
        }
        Message::RequestVoteReply(m) => {
            in_term(m.term, !m.vote_granted || disk.voted_for == Some(to))
        }
        Message::AppendEntriesReply(m) => match m.outcome {
            AppendOutcome::Success { match_index } => in_term(m.term, has_log(match_index)),
            _ => in_term(m.term, true),
        },
        Message::InstallSnapshotReply(m) => in_term(m.term, m.match_index.is_none_or(has_log)),
        // A PreVote promises nothing; a leader's own messages may overtake its disk
        // (thesis §10.2.1).
        _ => true,
    }
}

fn name(message: &Message) -> &'static str {
    match message {
        Message::RequestVote(_) => "request for a vote",
        Message::RequestVoteReply(_) => "vote",
        _ => "acknowledgement",
    }
}
