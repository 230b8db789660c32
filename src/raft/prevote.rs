//! PreVote: would I win? (thesis §9.6). A server that was cut off does not come
//! back with a term that topples a healthy leader.

use super::decision::{Decision, IgnoredReply, VoteDenial};
use super::io::{Output, Timer};
use super::message::{Message, PreVote, PreVoteReply};
use super::server::{Leaves, Role, Server};
use super::types::ServerId;

impl Server {
    /// Asks around before standing. Neither term nor vote changes (rule 23).
    pub(super) fn ask_for_pre_votes(&mut self) {
        let Some(term) = self.current_term.checked_add(1) else {
            return;
        };
        self.role = Role::PreCandidate { votes: Vec::new(), refused_by: Vec::new() };
        self.decide(Decision::BecamePreCandidate { term });
        self.output(Output::StartTimer(Timer::Election));
        let request = PreVote {
            term,
            last_log_index: self.log.last_index(),
            last_log_term: self.log.last_term(),
        };
        self.ask(&self.other_voters(), Message::PreVote(request));
        if self.configuration().is_voter(self.id) {
            self.count_vote(self.id);
        }
    }

    /// PreVote, receiver.
    pub(super) fn pre_vote(&mut self, candidate: ServerId, request: PreVote) {
        let verdict = self.pre_vote_verdict(request);
        self.decide(match verdict {
            Ok(()) => Decision::PreVoteGranted { candidate },
            Err(reason) => Decision::PreVoteDenied { candidate, reason },
        });
        let reply = match verdict {
            Ok(()) => PreVoteReply { term: request.term, vote_granted: true },
            Err(_) => PreVoteReply { term: self.current_term, vote_granted: false },
        };
        self.send(candidate, Message::PreVoteReply(reply), Leaves::WhenDurable);
    }

    /// Whether this server would vote for whoever asks so, and if not, why. The
    /// term has to be one in which it has not voted: a later one than its own.
    pub fn pre_vote_verdict(&self, request: PreVote) -> Result<(), VoteDenial> {
        if request.term < self.current_term {
            Err(VoteDenial::StaleTerm)
        } else if request.term == self.current_term {
            Err(VoteDenial::TermHasBegun)
        } else if let Some(reason) = self.protects_a_leader() {
            Err(reason)
        } else {
            self.log_verdict(request.last_log_term, request.last_log_index)
        }
    }

    /// PreVote, the pre-candidate hears an answer.
    pub(super) fn pre_vote_reply(&mut self, from: ServerId, reply: PreVoteReply) {
        let is_waiting = matches!(self.role, Role::PreCandidate { .. });
        let asked_about = self.current_term.saturating_add(1);
        let ignored = if !is_waiting {
            Some(IgnoredReply::RoleChanged)
        } else if reply.vote_granted && reply.term != asked_about {
            Some(IgnoredReply::StaleTerm)
        } else if !self.configuration().is_voter(from) {
            Some(IgnoredReply::NotAMember)
        } else {
            None
        };
        match ignored {
            Some(reason) => self.decide(Decision::ReplyIgnored { from, reason }),
            None if reply.vote_granted => self.count_vote(from),
            None => self.count_refusal(from),
        }
    }
}
