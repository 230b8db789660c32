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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Action, SECOND, Scenario};
    use crate::raft::{AppendEntriesReply, InstallSnapshotReply, RequestVote, RequestVoteReply};

    const ONE: ServerId = ServerId(1);
    const TWO: ServerId = ServerId(2);
    const THREE: ServerId = ServerId(3);

    /// Server 1 leads term 1, and its no-op is on all disks.
    fn settled() -> Cluster {
        let mut cluster = Cluster::new(&Scenario::new(3, 3));
        cluster.act(1, Action::ForceElectionTimeout { server: ONE }).expect("it can be done");
        cluster.run_until(SECOND);
        assert_eq!(cluster.leader(), Some(ONE));
        cluster
    }

    fn vote(term: Term, vote_granted: bool) -> Message {
        Message::RequestVoteReply(RequestVoteReply { term, request_term: term, vote_granted })
    }

    fn stored(term: Term, match_index: Index) -> Message {
        let outcome = AppendOutcome::Success { match_index };
        Message::AppendEntriesReply(AppendEntriesReply { term, round: 1, outcome })
    }

    fn installed(match_index: Option<Index>) -> Message {
        Message::InstallSnapshotReply(InstallSnapshotReply { term: 1, round: 1, match_index })
    }

    fn asks(term: Term, last_log_index: Index, last_log_term: Term) -> Message {
        let leadership_transfer = false;
        let asks = RequestVote { term, last_log_index, last_log_term, leadership_transfer };
        Message::RequestVote(asks)
    }

    #[test]
    fn a_follower_says_what_its_disk_would_say_after_a_crash() {
        let cluster = settled();
        let follower = cluster.machine(TWO).expect("it is there");
        let is_kept = |message: &Message, to| is_kept(message, to, follower);
        assert!(is_kept(&vote(1, true), ONE), "its vote in term 1");
        assert!(!is_kept(&vote(1, true), THREE), "which is spent");
        assert!(is_kept(&vote(1, false), THREE), "a refusal promises nothing");
        assert!(is_kept(&vote(0, true), THREE), "of an earlier term it may say what it likes");
        assert!(!is_kept(&vote(2, true), ONE), "its disk knows of no term 2");
        assert!(is_kept(&stored(1, 1), ONE), "the no-op");
        assert!(!is_kept(&stored(1, 2), ONE), "what it does not have");
        let outcome = AppendOutcome::StaleTerm;
        let refused =
            |term| Message::AppendEntriesReply(AppendEntriesReply { term, round: 1, outcome });
        assert!(is_kept(&refused(1), ONE));
        assert!(!is_kept(&refused(2), ONE), "a term too is a promise");
        assert!(is_kept(&installed(None), ONE));
        assert!(is_kept(&installed(Some(1)), ONE));
        assert!(!is_kept(&installed(Some(2)), ONE));
    }

    #[test]
    fn a_candidate_asks_with_its_own_vote_and_with_the_log_that_is_on_its_disk() {
        let mut cluster = settled();
        cluster.act(2, Action::Isolate { server: TWO }).expect("it can be done");
        cluster.act(3, Action::ForceElectionTimeout { server: TWO }).expect("it can be done");
        let stands = |cluster: &Cluster| {
            let machine = cluster.machine(TWO).expect("it is there");
            machine.disk().durable().current_term == 2
        };
        while !stands(&cluster) {
            assert!(cluster.now() < 10 * SECOND && cluster.step(), "it does not stand");
        }
        let candidate = cluster.machine(TWO).expect("it is there");
        assert!(is_kept(&asks(2, 1, 1), ONE, candidate));
        assert!(!is_kept(&asks(2, 2, 1), ONE, candidate), "an entry that is not on its disk");
        assert!(!is_kept(&asks(2, 1, 2), ONE, candidate), "nor is one of that term");
        assert!(is_kept(&asks(2, 0, 0), ONE, candidate), "the beginning of every log");
        assert!(!is_kept(&asks(3, 1, 1), ONE, candidate), "a term that is not on its disk");
        assert!(is_kept(&asks(1, 2, 1), ONE, candidate), "of an earlier term nothing is asked");
        let follower = cluster.machine(THREE).expect("it is there");
        assert!(!is_kept(&asks(1, 1, 1), ONE, follower), "who votes for another does not ask");
        let leader = cluster.machine(ONE).expect("it is there");
        assert!(is_kept(&asks(1, 2, 1), TWO, leader), "whoever has won needs no more answers");
    }

    #[test]
    fn each_promise_is_called_by_its_name() {
        assert_eq!(name(&asks(1, 0, 0)), "request for a vote");
        assert_eq!(name(&vote(1, true)), "vote");
        assert_eq!(name(&stored(1, 1)), "acknowledgement");
    }
}
