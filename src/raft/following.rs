//! Log replication, the follower's side (paper §5.3).

use super::decision::{AppendRejection, Decision, Impossible, StepDown};
use super::io::{Output, Timer};
use super::message::{AppendEntries, AppendEntriesReply, AppendOutcome, ConflictHint, Message};
use super::rules::Rule;
use super::server::{Leaves, Role, Server};
use super::types::{Entry, Index, Round, ServerId};

impl Server {
    /// AppendEntries, receiver (figure 2).
    pub(super) fn append_entries(&mut self, leader: ServerId, request: AppendEntries) {
        // 1. Reply false if term < currentTerm (§5.1).
        if request.term < self.current_term {
            let reason = AppendRejection::StaleTerm;
            self.reject(leader, request.round, reason, AppendOutcome::StaleTerm);
            return;
        }
        if !self.follow(leader) {
            return;
        }
        // A blank disk has not even the beginning of a log: the configuration that stands
        // before the first entry. A snapshot brings it (§7; rule 24).
        if self.configuration().is_empty() {
            let hint = ConflictHint { term: None, first_index: 0 };
            let outcome = AppendOutcome::Mismatch { prev_log_index: request.prev_log_index, hint };
            self.reject(leader, request.round, AppendRejection::KnowsNoMembers, outcome);
            return;
        }
        // 2. Reply false if log doesn't contain an entry at prevLogIndex whose term
        // matches prevLogTerm (§5.3).
        let verdict = self.consistency_check(&request);
        if let (Err(reason), true) = (verdict, self.settings.rules.keeps(Rule::ConsistencyCheck)) {
            let prev_log_index = request.prev_log_index;
            let hint = self.log.conflict_hint(prev_log_index);
            let outcome = AppendOutcome::Mismatch { prev_log_index, hint };
            self.reject(leader, request.round, reason, outcome);
            return;
        }
        // The log is verified up to here, and no further: what follows may be an
        // old leader's (rule 11).
        let match_index = request.prev_log_index.saturating_add(request.entries.len() as Index);
        // 3. and 4. Remove what conflicts, append what is new.
        let appended = match self.store(request.prev_log_index, request.entries) {
            Ok(appended) => appended,
            Err(index) => {
                let reason = Impossible::OverwritesCommitted { index };
                self.decide(Decision::ImpossibleMessage { from: leader, reason });
                return;
            }
        };
        self.decide(Decision::AppendAccepted { leader, match_index, appended });
        // 5. If leaderCommit > commitIndex, set commitIndex = min(leaderCommit,
        // index of last new entry).
        let last_index = self.log.last_index();
        let verified =
            if self.settings.rules.keeps(Rule::CommitClamp) { match_index } else { last_index };
        self.learn_commit(leader, request.leader_commit.min(verified));
        let honest = self.settings.rules.keeps(Rule::AcknowledgeVerified);
        let match_index = if honest { match_index } else { last_index };
        self.reply(leader, request.round, AppendOutcome::Success { match_index });
    }

    /// Takes the sender for this term's leader: a candidate of the same term has
    /// lost (§5.2; rule 8), and the election timer starts again (rule 6). False
    /// if this server leads the term itself.
    pub(super) fn follow(&mut self, leader: ServerId) -> bool {
        match &mut self.role {
            Role::Leader(_) => {
                let reason = Impossible::TwoLeadersInOneTerm;
                self.decide(Decision::ImpossibleMessage { from: leader, reason });
                return false;
            }
            Role::PreCandidate { .. } | Role::Candidate { .. } => {
                self.become_follower(StepDown::LeaderOfThisTerm { leader });
            }
            Role::Follower { leader: known } => {
                if *known != Some(leader) {
                    *known = Some(leader);
                    self.decide(Decision::LeaderRecognised { leader });
                }
            }
        }
        self.output(Output::StartTimer(Timer::Election));
        self.protect_leader();
        true
    }

    /// Whether the log holds (`prev_log_index`, `prev_log_term`) (§5.3; rule 9).
    /// What the snapshot covers is committed, so it matches.
    fn consistency_check(&self, request: &AppendEntries) -> Result<(), AppendRejection> {
        let AppendEntries { prev_log_index, prev_log_term, .. } = *request;
        match self.log.term_at(prev_log_index) {
            Some(mine) if mine == prev_log_term => Ok(()),
            Some(mine) => {
                Err(AppendRejection::TermMismatch { prev_log_index, theirs: prev_log_term, mine })
            }
            None if prev_log_index < self.log.first_index() => Ok(()),
            None => Err(AppendRejection::LogTooShort {
                prev_log_index,
                last_index: self.log.last_index(),
            }),
        }
    }

    /// Stores `entries` after `prev_log_index`. The log is cut only where an entry
    /// really conflicts, so that a late or short message never shortens it
    /// (rule 10), and never at or below the commit index (rule 12): then the
    /// error is the index of the conflict. Returns how many entries were new.
    fn store(&mut self, prev_log_index: Index, entries: Vec<Entry>) -> Result<u16, Index> {
        // Only where the consistency check is off does the log end before that.
        let after = prev_log_index.min(self.log.last_index());
        if !self.settings.rules.keeps(Rule::TruncateOnlyAtConflict) {
            self.truncate_from(after.max(self.commit_index).saturating_add(1));
        }
        let mut appended = 0;
        for (index, entry) in (after + 1..).zip(entries) {
            if index < self.log.first_index() {
                continue;
            }
            match self.log.term_at(index) {
                Some(mine) if mine == entry.term => continue,
                Some(_) if index <= self.commit_index => return Err(index),
                Some(_) => self.truncate_from(index),
                None => {}
            }
            let is_configuration = self.membership.appended(index, &entry);
            self.log.append(entry);
            self.log_changed(index);
            appended += 1;
            if is_configuration {
                self.configuration_in_force();
            }
        }
        Ok(appended)
    }

    /// Removes the entries from `from` on, and the configurations that they state
    /// (rule 20).
    fn truncate_from(&mut self, from: Index) {
        let removed = self.log.truncate_from(from);
        if removed.is_empty() {
            return;
        }
        self.log_changed(from);
        self.durability.truncated(from);
        self.decide(Decision::Truncated { from, removed });
        if self.membership.truncated(from) {
            let index = self.membership.index();
            let configuration = self.configuration().clone();
            self.decide(Decision::ConfigurationTakenBack { index, configuration });
        }
    }

    fn reject(
        &mut self,
        leader: ServerId,
        round: Round,
        reason: AppendRejection,
        outcome: AppendOutcome,
    ) {
        self.decide(Decision::AppendRejected { leader, reason });
        self.reply(leader, round, outcome);
    }

    fn reply(&mut self, to: ServerId, round: Round, outcome: AppendOutcome) {
        let reply = AppendEntriesReply { term: self.current_term, round, outcome };
        self.send(to, Message::AppendEntriesReply(reply), Leaves::WhenDurable);
    }
}
