//! Leader election (paper §5.2, §5.4.1).

use litemap::LiteMap;

use super::decision::{Decision, IgnoredReply, VoteDenial};
use super::io::{Output, Timer};
use super::lease::Lease;
use super::message::{Message, PreVote, RequestVote, RequestVoteReply};
use super::progress::Progress;
use super::rules::Rule;
use super::server::{Leadership, Leaves, Role, Server};
use super::types::{Index, Payload, ServerId, Term};

impl Server {
    /// "If election timeout elapses without receiving AppendEntries RPC from
    /// current leader or granting vote to candidate: convert to candidate"
    /// (figure 2).
    pub(super) fn election_timed_out(&mut self) {
        if self.is_leader() {
            self.leader_deadline();
        } else if let Err(reason) = self.standing_verdict() {
            self.decide(Decision::StaysFollower { reason });
        } else if self.settings.extensions.pre_vote {
            self.ask_for_pre_votes();
        } else {
            self.stand_for_election(false);
        }
    }

    /// "On conversion to candidate, start election: increment currentTerm, vote for
    /// self, reset election timer, send RequestVote RPCs to all other servers"
    /// (figure 2).
    pub(super) fn stand_for_election(&mut self, leadership_transfer: bool) {
        // A term that cannot grow is no term of ours: nothing sane gets there.
        let Some(term) = self.current_term.checked_add(1) else {
            return;
        };
        self.set_term_and_vote(term, Some(self.id));
        self.role =
            Role::Candidate { votes: Vec::new(), refused_by: Vec::new(), leadership_transfer };
        self.decide(Decision::BecameCandidate { term });
        self.output(Output::StartTimer(Timer::Election));
        let request = RequestVote {
            term,
            last_log_index: self.log.last_index(),
            last_log_term: self.log.last_term(),
            leadership_transfer,
        };
        self.ask(&self.other_voters(), Message::RequestVote(request));
    }

    /// Sends a request for votes, and starts the timer after which it is sent again
    /// to those that have not answered.
    pub(super) fn ask(&mut self, voters: &[ServerId], request: Message) {
        for &voter in voters {
            self.send(voter, request.clone(), Leaves::WhenDurable);
        }
        if !voters.is_empty() {
            self.output(Output::StartTimer(Timer::Heartbeat));
        }
    }

    /// "Servers retry RPCs if they do not receive a response in a timely manner"
    /// (§5.1): in the same term, for a new one would only disturb.
    pub(super) fn ask_again(&mut self) {
        let (last_log_index, last_log_term) = (self.log.last_index(), self.log.last_term());
        let (votes, refused_by, request) = match &self.role {
            Role::Candidate { votes, refused_by, leadership_transfer } => {
                let (term, leadership_transfer) = (self.current_term, *leadership_transfer);
                let request =
                    RequestVote { term, last_log_index, last_log_term, leadership_transfer };
                (votes, refused_by, Message::RequestVote(request))
            }
            Role::PreCandidate { votes, refused_by } => {
                let term = self.current_term.saturating_add(1);
                let request = PreVote { term, last_log_index, last_log_term };
                (votes, refused_by, Message::PreVote(request))
            }
            Role::Follower { .. } | Role::Leader(_) => return,
        };
        // A refusal is for the whole term. A pre-vote that is refused now may be granted when
        // the voter no longer hears from its leader.
        let is_final = matches!(self.role, Role::Candidate { .. });
        let has_answered =
            |voter: &ServerId| votes.contains(voter) || is_final && refused_by.contains(voter);
        let mut voters = self.other_voters();
        voters.retain(|voter| !has_answered(voter));
        // Requests wait for the disk: until it is done, nobody has been asked yet.
        if self.durability.last_pending().is_some() {
            self.output(Output::StartTimer(Timer::Heartbeat));
        } else if !voters.is_empty() {
            self.decide(Decision::AskedAgain { voters: voters.clone() });
            self.ask(&voters, request);
        }
    }

    /// RequestVote, receiver (figure 2).
    pub(super) fn request_vote(&mut self, candidate: ServerId, request: RequestVote) {
        let verdict = self.vote_verdict(candidate, request);
        match verdict {
            // The same vote, said again. The timer goes on: a candidate that hears no answer
            // asks for ever, and would keep its voters from standing for just as long (rule 6).
            Ok(()) if self.voted_for == Some(candidate) => {
                self.decide(Decision::VoteRepeated { candidate });
            }
            Ok(()) => {
                self.set_term_and_vote(self.current_term, Some(candidate));
                self.decide(Decision::VoteGranted { candidate });
                self.output(Output::StartTimer(Timer::Election));
            }
            Err(reason) => self.decide(Decision::VoteDenied { candidate, reason }),
        }
        let reply = RequestVoteReply {
            term: self.current_term,
            request_term: request.term,
            vote_granted: verdict.is_ok(),
        };
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
        if let Some(reason) = self.must_ignore(candidate, &request) {
            return Err(reason);
        }
        // A higher term would be adopted first, and the vote be free again (rule 1).
        let voted_for = self.voted_for.filter(|_| request.term == self.current_term);
        if let Some(voted_for) = voted_for.filter(|&voted_for| voted_for != candidate)
            && self.settings.rules.keeps(Rule::OneVotePerTerm)
        {
            return Err(VoteDenial::AlreadyVoted { voted_for });
        }
        self.log_verdict(request.last_log_term, request.last_log_index)
    }

    /// "Candidate's log is at least as up-to-date as receiver's log" (figure 2;
    /// rule 5).
    pub(super) fn log_verdict(&self, term: Term, index: Index) -> Result<(), VoteDenial> {
        if self.settings.rules.keeps(Rule::LogCheckOnVotes)
            && !self.log.is_no_newer_than(term, index)
        {
            let mine = (self.log.last_term(), self.log.last_index());
            return Err(VoteDenial::LogBehind { mine, theirs: (term, index) });
        }
        Ok(())
    }

    /// Why the request must not even be heard, if it must not: there is a living leader
    /// that did not ask for this (rule 22). Only with CheckQuorum, else a leader that is
    /// heard, but hears no majority itself, could never be replaced.
    ///
    /// The request's term may be this server's own by now: a later one that came with
    /// another message ends nothing of what the leader was promised. A vote that was given
    /// before can be said again.
    pub(super) fn must_ignore(
        &self,
        candidate: ServerId,
        request: &RequestVote,
    ) -> Option<VoteDenial> {
        let is_stale = request.term < self.current_term;
        let is_given = request.term == self.current_term && self.voted_for == Some(candidate);
        let is_heard = !self.settings.extensions.check_quorum || request.leadership_transfer;
        self.protects_a_leader().filter(|_| !is_stale && !is_given && !is_heard)
    }

    /// RequestVote, the candidate hears an answer.
    pub(super) fn request_vote_reply(&mut self, from: ServerId, reply: RequestVoteReply) {
        let is_about_this_term = reply.request_term == self.current_term;
        let ignored = if reply.term < self.current_term || !is_about_this_term {
            Some(IgnoredReply::StaleTerm)
        } else if !matches!(self.role, Role::Candidate { .. }) {
            Some(IgnoredReply::RoleChanged)
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

    /// Notes a refusal, or with PreVote the promise of one; each voter once. It decides
    /// nothing: another election will.
    pub(super) fn count_refusal(&mut self, voter: ServerId) {
        let (Role::PreCandidate { votes, refused_by } | Role::Candidate { votes, refused_by, .. }) =
            &mut self.role
        else {
            return;
        };
        match refused_by.binary_search(&voter) {
            Err(place) if !votes.contains(&voter) => refused_by.insert(place, voter),
            _ => {
                let reason = IgnoredReply::Late;
                return self.decide(Decision::ReplyIgnored { from: voter, reason });
            }
        }
        let refused_by = refused_by.clone();
        self.decide(match self.role {
            Role::PreCandidate { .. } => Decision::PreVoteRefused { voter, refused_by },
            _ => Decision::VoteRefused { voter, refused_by },
        });
    }

    /// A candidate's vote for itself counts when it is durable: were it lost in a
    /// crash, the server could vote again in the same term. (A cluster of one has
    /// no other vote to wait for.) One that the configuration leaves out has no
    /// vote to give.
    pub(super) fn count_own_vote(&mut self) {
        if matches!(&self.role, Role::Candidate { votes, .. } if !votes.contains(&self.id))
            && self.durability.has_vote(self.current_term, self.id)
            && self.configuration().is_voter(self.id)
        {
            self.count_vote(self.id);
        }
    }

    /// Counts a vote, or with PreVote the promise of one; each voter once.
    pub(super) fn count_vote(&mut self, voter: ServerId) {
        let (Role::PreCandidate { votes, refused_by } | Role::Candidate { votes, refused_by, .. }) =
            &mut self.role
        else {
            return;
        };
        let Err(place) = votes.binary_search(&voter) else {
            self.decide(Decision::ReplyIgnored { from: voter, reason: IgnoredReply::Late });
            return;
        };
        votes.insert(place, voter);
        // Who promises now may have refused before.
        refused_by.retain(|&server| server != voter);
        let votes = votes.clone();
        let tally = self.quorum().tally(|server| votes.contains(&server));
        if matches!(self.role, Role::PreCandidate { .. }) {
            self.decide(Decision::PreVoteCounted { voter, votes, tally });
            if tally.is_reached() {
                self.stand_for_election(false);
            }
        } else {
            self.decide(Decision::VoteCounted { voter, votes: votes.clone(), tally });
            if tally.is_reached() {
                self.become_leader(votes);
            }
        }
    }

    /// "Once a candidate wins an election, it becomes leader. It then sends
    /// heartbeat messages to all of the other servers" (§5.2). Ours carry the
    /// no-op with which a leader starts its term (§8; rule 14).
    fn become_leader(&mut self, votes: Vec<ServerId>) {
        let last_index = self.log.last_index();
        let mut progress = LiteMap::new();
        for member in self.configuration().members() {
            if member != self.id {
                progress.insert(member, Progress::at_election(last_index));
            }
        }
        self.role = Role::Leader(Leadership {
            progress,
            round: 0,
            noop: last_index + 1,
            reads: Vec::new(),
            transfer: None,
            lease: Lease::default(),
        });
        self.stop_protecting();
        self.decide(Decision::BecameLeader { votes });
        self.time_the_office();
        if self.settings.rules.keeps(Rule::NoOp) {
            self.append(Payload::Noop);
        }
        self.begin_round();
    }
}
