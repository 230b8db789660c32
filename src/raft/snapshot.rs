//! Log compaction and InstallSnapshot (paper §7, thesis chapter 5).

use serde::{Deserialize, Serialize};

use super::configuration::Configuration;
use super::decision::{Decision, Impossible, SnapshotNotNeeded};
use super::io::Output;
use super::membership::Membership;
use super::message::{InstallSnapshot, InstallSnapshotReply, Message};
use super::request::{Request, RequestRefusal};
use super::server::{Leaves, Server};
use super::types::{Command, Index, ServerId, Term};

/// Beyond this no log gets, and indices can still be counted on from here.
const LAST_REACHABLE: Index = Index::MAX / 2;

/// What the beginning of a log has become: the state machine's state after its
/// last index, and the configuration as of there (paper §7, figure 12; rule 24).
/// The default stands before the first entry of a log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The last index that it replaces.
    pub last_index: Index,
    /// The term of that entry.
    pub last_term: Term,
    /// Who belonged to the cluster then.
    pub configuration: Configuration,
    /// The state machine's state, as the bytes it understands.
    pub state: Command,
}

impl Server {
    /// What the beginning of its log has become.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Whether the log may be compacted through `through` (rule 24).
    pub fn compact_verdict(&self, through: Index) -> Result<(), RequestRefusal> {
        let (last_applied, last_index) = (self.last_applied, self.snapshot.last_index);
        if self.membership.at(through).is_empty() {
            Err(RequestRefusal::KnowsNoMembers)
        } else if through > last_applied {
            Err(RequestRefusal::NotAppliedYet { last_applied })
        } else if through <= last_index {
            Err(RequestRefusal::CompactedAlready { last_index })
        } else {
            Ok(())
        }
    }

    /// The machine offers a snapshot of its state machine. Each server compacts by
    /// itself: only committed entries go, so nobody needs to be asked (§7).
    pub(super) fn compact(&mut self, through: Index, state: Command) {
        let verdict = self.compact_verdict(through);
        let (Ok(()), Some(last_term)) = (&verdict, self.log.term_at(through)) else {
            if let Err(reason) = verdict {
                self.refuse(Request::Compact { through }, reason);
            }
            return;
        };
        self.membership.compacted(through);
        self.log.compact(through, last_term);
        let configuration = self.membership.at(through).clone();
        self.snapshot = Snapshot { last_index: through, last_term, configuration, state };
        self.snapshot_changed();
        self.decide(Decision::Compacted { through });
    }

    /// InstallSnapshot, receiver (figure 13).
    pub(super) fn install_snapshot(&mut self, leader: ServerId, request: InstallSnapshot) {
        let InstallSnapshot { term, snapshot, round } = request;
        let mut match_index = None;
        // 1. Reply immediately if term < currentTerm.
        if term >= self.current_term {
            if !self.follow(leader) {
                return;
            }
            if let Err(reason) = verify(&snapshot) {
                return self.decide(Decision::ImpossibleMessage { from: leader, reason });
            }
            match_index = Some(snapshot.last_index);
            self.take_snapshot(leader, snapshot);
        } else {
            let (last_index, reason) = (snapshot.last_index, SnapshotNotNeeded::StaleTerm);
            self.decide(Decision::SnapshotIgnored { last_index, reason });
        }
        let reply = InstallSnapshotReply { term: self.current_term, round, match_index };
        self.send(leader, Message::InstallSnapshotReply(reply), Leaves::WhenDurable);
    }

    fn take_snapshot(&mut self, leader: ServerId, snapshot: Snapshot) {
        let Snapshot { last_index, last_term, .. } = snapshot;
        let ignored = |reason| Decision::SnapshotIgnored { last_index, reason };
        // A blank disk needs even the one that stands before the first entry.
        let is_blank = self.configuration().is_empty();
        if last_index <= self.commit_index && !is_blank {
            self.decide(ignored(SnapshotNotNeeded::CommittedAlready));
            return;
        }
        // 6. If existing log entry has same index and term as snapshot's last included
        // entry, retain log entries following it. What it covers is committed.
        if self.log.term_at(last_index) == Some(last_term) && !is_blank {
            self.decide(ignored(SnapshotNotNeeded::LogMatches));
            self.learn_commit(leader, last_index);
            return;
        }
        // 7. and 8. Discard the entire log; reset state machine using snapshot contents
        // (and load snapshot's cluster configuration).
        let replaced = self.log.last_index();
        self.log.reset(last_index, last_term);
        self.durability.truncated(self.commit_index + 1);
        self.commit_index = last_index;
        self.last_applied = last_index;
        self.membership = Membership::new(last_index, snapshot.configuration.clone());
        self.snapshot = snapshot.clone();
        self.snapshot_changed();
        self.log_changed(last_index + 1);
        self.decide(Decision::SnapshotInstalled { last_index, last_term, replaced });
        self.configuration_in_force();
        if last_index > 0 {
            self.output(Output::Restore(snapshot));
        }
    }

    /// InstallSnapshot, the leader hears an answer.
    pub(super) fn install_snapshot_reply(&mut self, from: ServerId, reply: InstallSnapshotReply) {
        let is_stale = reply.match_index.is_none();
        if self.hear_reply(from, reply.term, reply.round, is_stale)
            && let Some(match_index) = reply.match_index
        {
            self.acknowledged(from, match_index);
        }
    }
}

/// Whether a correct server can have sent this.
fn verify(snapshot: &Snapshot) -> Result<(), Impossible> {
    let last_index = snapshot.last_index;
    if last_index > LAST_REACHABLE {
        Err(Impossible::IndexOutOfReach { index: last_index })
    } else if snapshot.configuration.is_empty() {
        Err(Impossible::SnapshotWithoutMembers { last_index })
    } else {
        Ok(())
    }
}
