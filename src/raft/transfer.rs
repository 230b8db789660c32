//! Leadership transfer (thesis §3.10).

use super::decision::{Decision, NotStanding};
use super::io::{Output, Timer};
use super::message::{Message, TimeoutNow};
use super::request::{Request, RequestRefusal};
use super::server::{Leaves, Role, Server};
use super::types::ServerId;

impl Server {
    /// Whether this server would begin to hand over to `to`. While it hands over to
    /// another server, it would do so too: it changes its mind.
    pub fn transfer_verdict(&self, to: ServerId) -> Result<(), RequestRefusal> {
        match self.office_verdict() {
            Err(RequestRefusal::TransferUnderWay { to: first }) if first != to => {}
            verdict => verdict?,
        }
        if to == self.id {
            Err(RequestRefusal::LeadsAlready(to))
        } else if self.configuration().is_learner(to) {
            Err(RequestRefusal::IsALearner(to))
        } else if !self.configuration().is_voter(to) {
            Err(RequestRefusal::NotAMember(to))
        } else {
            Ok(())
        }
    }

    /// Step 1: stop accepting requests. Step 2: bring the other one's log up to
    /// date. If that does not come to an end within an election timeout, go on as
    /// if nothing had been.
    pub(super) fn transfer_leadership(&mut self, to: ServerId) {
        if let Err(reason) = self.transfer_verdict(to) {
            return self.refuse(Request::TransferLeadership { to }, reason);
        }
        let Role::Leader(leadership) = &mut self.role else {
            return;
        };
        match leadership.transfer.replace(to) {
            // The deadline stays that of the first: else a leader that changes its mind again
            // and again would never look around (CheckQuorum).
            Some(from) => self.decide(Decision::TransferRedirected { from, to }),
            None => {
                self.decide(Decision::TransferBegun { to });
                self.output(Output::StartTimer(Timer::Election));
            }
        }
        self.go_on_with_transfer(to);
        self.replicate_to(to);
    }

    /// Step 3: once `to` has the whole log, tell it to stand at once.
    pub(super) fn go_on_with_transfer(&mut self, to: ServerId) {
        let last_index = self.log.last_index();
        let is_ready = self.leadership().is_some_and(|leadership| {
            leadership.transfer == Some(to)
                && leadership.progress.get(&to).is_some_and(|p| p.match_index >= last_index)
        });
        if is_ready {
            self.decide(Decision::TransferReady { to });
            // From now on a vote may be asked for that no lease holds back.
            self.renounce_leases();
            let message = TimeoutNow { term: self.current_term };
            self.send(to, Message::TimeoutNow(message), Leaves::AtOnce);
        }
    }

    pub(super) fn abort_transfer(&mut self) {
        if let Role::Leader(leadership) = &mut self.role
            && let Some(to) = leadership.transfer.take()
        {
            self.decide(Decision::TransferAborted { to });
        }
    }

    /// TimeoutNow, receiver: stand without waiting, and without a PreVote.
    pub(super) fn timeout_now(&mut self, from: ServerId, request: TimeoutNow) {
        let verdict = if request.term < self.current_term {
            Err(NotStanding::StaleTerm)
        } else {
            self.standing_verdict()
        };
        match verdict {
            Ok(()) => self.stand_for_election(true),
            Err(reason) => self.decide(Decision::TimeoutNowIgnored { from, reason }),
        }
    }
}
