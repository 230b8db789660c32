//! Linearizable reads without a log entry: ReadIndex (paper §8), in the five steps of the
//! thesis (§6.4). With a lease (`lease`) step 3 is left out.

use super::decision::Decision;
use super::io::Output;
use super::request::{Request, RequestRefusal};
use super::rules::Rule;
use super::server::{Role, Server};
use super::types::{Index, ReadId, Round, ServerId};

/// A read that a leader has taken on.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct PendingRead {
    /// Its name.
    pub read: ReadId,
    /// What has to be applied before it is answered.
    pub read_index: Index,
    /// The round in which the leadership is confirmed: begun after the read came.
    pub round: Round,
    /// Whether a quorum has confirmed it.
    pub is_confirmed: bool,
}

impl Server {
    /// Whether this server takes a read on.
    pub fn read_verdict(&self) -> Result<(), RequestRefusal> {
        self.leadership().map(|_| ()).ok_or(RequestRefusal::NotLeader { leader: self.leader() })
    }

    /// Steps 1 and 2: note the commit index. A new leader's may lag behind what earlier
    /// leaders committed, but its no-op stands after all of that (rule 14), so the
    /// read waits for the no-op too. Step 3: begin a round; an acknowledgement of
    /// an earlier one would prove nothing (rule 25).
    pub(super) fn take_read(&mut self, read: ReadId) {
        if let Err(reason) = self.read_verdict() {
            return self.refuse(Request::Read(read), reason);
        }
        let asks = self.settings.rules.keeps(Rule::ReadConfirmation);
        let waits_for_noop = self.settings.rules.keeps(Rule::NoopFirst);
        let commit_index = self.commit_index;
        let Role::Leader(leadership) = &mut self.role else {
            return;
        };
        let noop = if waits_for_noop { leadership.noop } else { 0 };
        let read_index = commit_index.max(noop);
        let lease = leadership.lease.held_since();
        let (round, is_confirmed) = (leadership.round + 1, !asks || lease.is_some());
        leadership.reads.push(PendingRead { read, read_index, round, is_confirmed });
        self.decide(Decision::ReadTaken { read, read_index });
        match lease {
            Some(round) if asks => self.decide(Decision::ReadUnderLease { read, round }),
            _ if asks => self.begin_round(),
            _ => {}
        }
        self.serve_reads();
    }

    /// Steps 4 and 5: answer what a quorum has confirmed, once all before it is applied.
    pub(super) fn serve_reads(&mut self) {
        while let Some(next) = self.leadership().and_then(|l| l.reads.first()).copied() {
            if !next.is_confirmed {
                let acknowledged_by = self.confirmed_by(next.round);
                if !self.quorum().is_reached(|server| acknowledged_by.contains(&server)) {
                    return;
                }
                self.decide(Decision::ReadConfirmed { read: next.read, acknowledged_by });
            }
            let Role::Leader(leadership) = &mut self.role else {
                return;
            };
            if self.last_applied < next.read_index {
                if let Some(front) = leadership.reads.first_mut() {
                    front.is_confirmed = true;
                }
                return;
            }
            leadership.reads.remove(0);
            self.output(Output::ServeRead { read: next.read, read_index: next.read_index });
        }
    }

    /// The voters that have answered in `round` or later, this leader included.
    pub(super) fn confirmed_by(&self, round: Round) -> Vec<ServerId> {
        let Some(leadership) = self.leadership() else {
            return Vec::new();
        };
        let has_answered = |server: &ServerId| {
            *server == self.id
                || leadership.progress.get(server).is_some_and(|p| p.answered_round >= round)
        };
        self.configuration().all_voters().into_iter().filter(has_answered).collect()
    }
}
