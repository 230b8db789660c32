//! Leader election (paper §5.2, §5.4.1).

use litemap::LiteMap;

use super::decision::{Decision, IgnoredReply, VoteDenial};
use super::io::{Output, Timer};
use super::message::{Message, RequestVote, RequestVoteReply};
use super::progress::Progress;
use super::rules::Rule;
use super::server::{Leaves, Role, Server};
use super::types::{Payload, ServerId};

impl Server {
    /// "If election timeout elapses without receiving AppendEntries RPC from
    /// current leader or granting vote to candidate: convert to candidate"
    /// (figure 2).
    pub(super) fn election_timed_out(&mut self) {
        if self.is_leader() || !self.configuration.is_voter(self.id) {
            return;
        }
        // A term that cannot grow is no term of ours: nothing sane gets there.
        let Some(term) = self.current_term.checked_add(1) else {
            return;
        };
        self.set_term_and_vote(term, Some(self.id));
        self.role = Role::Candidate { votes: Vec::new() };
        self.decide(Decision::BecameCandidate { term });
        self.output(Output::StartTimer(Timer::Election));
        let request = RequestVote {
            term,
            last_log_index: self.log.last_index(),
            last_log_term: self.log.last_term(),
        };
        for peer in self.peers() {
            self.send(peer, Message::RequestVote(request), Leaves::WhenDurable);
        }
    }

    /// RequestVote, receiver (figure 2).
    pub(super) fn request_vote(&mut self, candidate: ServerId, request: RequestVote) {
        let verdict = self.vote_verdict(candidate, request);
        match verdict {
            Ok(()) => {
                if self.voted_for != Some(candidate) {
                    self.set_term_and_vote(self.current_term, Some(candidate));
                }
                self.decide(Decision::VoteGranted { candidate });
                self.output(Output::StartTimer(Timer::Election));
            }
            Err(reason) => self.decide(Decision::VoteDenied { candidate, reason }),
        }
        let reply = RequestVoteReply { term: self.current_term, vote_granted: verdict.is_ok() };
        self.send(candidate, Message::RequestVoteReply(reply), Leaves::WhenDurable);
    }

    /// Whether `candidate` gets this server's vote, and if not, why.
    pub fn vote_verdict(
        &self,
        candidate: ServerId,
        request: RequestVote,
    ) -> Result<(), VoteDenial> {
        if request.term < self.current_term {
            return Err(VoteDenial::StaleTerm);
        }
        // A higher term would be adopted first, and the vote be free again (rule 1).
        let voted_for = self.voted_for.filter(|_| request.term == self.current_term);
        if let Some(voted_for) = voted_for.filter(|&voted_for| voted_for != candidate) {
            return Err(VoteDenial::AlreadyVoted { voted_for });
        }
        let RequestVote { last_log_term, last_log_index, .. } = request;
        if self.rules.keeps(Rule::LogCheckOnVotes)
            && !self.log.is_no_newer_than(last_log_term, last_log_index)
        {
            return Err(VoteDenial::LogBehind {
                mine: (self.log.last_term(), self.log.last_index()),
                theirs: (last_log_term, last_log_index),
            });
        }
        Ok(())
    }

    /// RequestVote, the candidate hears an answer.
    pub(super) fn request_vote_reply(&mut self, from: ServerId, reply: RequestVoteReply) {
        let ignored = if reply.term < self.current_term {
            Some(IgnoredReply::StaleTerm)
        } else if !matches!(self.role, Role::Candidate { .. }) {
            Some(IgnoredReply::RoleChanged)
        } else if !self.configuration.is_voter(from) {
            Some(IgnoredReply::NotAMember)
        } else {
            None
        };
        match ignored {
            Some(reason) => self.decide(Decision::ReplyIgnored { from, reason }),
            None if reply.vote_granted => self.count_vote(from),
            None => {}
        }
    }

    /// A candidate's vote for itself counts when it is durable: were it lost in a
    /// crash, the server could vote again in the same term. (A cluster of one has
    /// no other vote to wait for.)
    pub(super) fn count_own_vote(&mut self) {
        if matches!(&self.role, Role::Candidate { votes } if !votes.contains(&self.id))
            && self.durability.has_vote(self.current_term, self.id)
        {
            self.count_vote(self.id);
        }
    }

    fn count_vote(&mut self, voter: ServerId) {
        let Role::Candidate { votes } = &mut self.role else {
            return;
        };
        let Err(place) = votes.binary_search(&voter) else {
            self.decide(Decision::ReplyIgnored { from: voter, reason: IgnoredReply::Late });
            return;
        };
        votes.insert(place, voter);
        let votes = votes.clone();
        self.decide(Decision::VoteCounted {
            voter,
            votes: votes.clone(),
            majority: self.configuration.majority() as u16,
        });
        if self.configuration.has_majority(|server| votes.contains(&server)) {
            self.become_leader(votes);
        }
    }

    /// "Once a candidate wins an election, it becomes leader. It then sends
    /// heartbeat messages to all of the other servers" (§5.2). Ours carry the
    /// no-op with which a leader starts its term (§8; rule 14).
    fn become_leader(&mut self, votes: Vec<ServerId>) {
        let last_log_index = self.log.last_index();
        let at_election = Progress::at_election(last_log_index);
        let mut progress = LiteMap::new();
        for peer in self.peers() {
            progress.insert(peer, at_election);
        }
        self.role = Role::Leader { progress };
        self.decide(Decision::BecameLeader { votes });
        self.output(Output::StopTimer(Timer::Election));
        self.append(Payload::Noop);
        self.broadcast_append_entries();
    }
}
