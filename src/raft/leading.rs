//! Log replication, the leader's side (paper §5.3).

use litemap::LiteMap;

use super::decision::{Decision, IgnoredReply, Impossible};
use super::io::{Output, Timer};
use super::log::Log;
use super::message::{AppendEntries, AppendEntriesReply, AppendOutcome, InstallSnapshot, Message};
use super::progress::Progress;
use super::request::{Request, RequestRefusal};
use super::rules::Rule;
use super::server::{Leaves, Role, Server};
use super::snapshot::Snapshot;
use super::types::{Command, Entry, Index, Payload, Round, ServerId, Term};

impl Server {
    /// What the leader knows of each other member; `None` on everyone else.
    pub fn progress(&self) -> Option<&LiteMap<ServerId, Progress>> {
        self.leadership().map(|leadership| &leadership.progress)
    }

    /// Whether this server takes anything on that goes into the log.
    pub fn office_verdict(&self) -> Result<(), RequestRefusal> {
        match self.leadership() {
            None => Err(RequestRefusal::NotLeader { leader: self.leader() }),
            Some(leadership) => match leadership.transfer {
                Some(to) => Err(RequestRefusal::TransferUnderWay { to }),
                None => Ok(()),
            },
        }
    }

    /// "If command received from client: append entry to local log, respond
    /// after entry applied to state machine" (figure 2).
    pub(super) fn propose(&mut self, commands: impl IntoIterator<Item = Command>) {
        if let Err(reason) = self.office_verdict() {
            return self.refuse(Request::Propose, reason);
        }
        for command in commands {
            self.append(Payload::Command(command));
        }
        self.broadcast_append_entries();
    }

    /// Appends to the leader's own log. It never does anything else to it
    /// (Leader Append-Only).
    pub(super) fn append(&mut self, payload: Payload) {
        let entry = Entry { term: self.current_term, payload };
        let index = self.log.append(entry.clone());
        self.log_changed(index);
        let is_configuration = self.membership.appended(index, &entry);
        self.decide(Decision::EntryAppended { index, entry });
        if is_configuration {
            self.configuration_in_force();
        }
        if !self.settings.rules.keeps(Rule::LeaderCountsDurable) {
            self.commit_what_a_quorum_has();
        }
    }

    /// A leader's heartbeat: "repeat during idle periods to prevent election
    /// timeouts" (figure 2). A candidate asks those again that have not answered.
    pub(super) fn heartbeat_timed_out(&mut self) {
        if self.is_leader() {
            self.begin_round();
        } else {
            self.ask_again();
        }
    }

    /// Turns to everyone, those included from whom it still waits for an answer: it
    /// is also when an unanswered probe is repeated.
    pub(super) fn begin_round(&mut self) {
        if let Role::Leader(leadership) = &mut self.role {
            leadership.round += 1;
            self.begin_lease();
            self.send_to_all(Letterhead { repeats_probes: true, ..self.letterhead() });
        }
    }

    /// Sends to every follower that is not being waited for. The heartbeat timer
    /// starts again only if nobody was left out: else a busy leader would never
    /// get to repeat a lost probe.
    pub(super) fn broadcast_append_entries(&mut self) {
        self.send_to_all(self.letterhead());
    }

    fn send_to_all(&mut self, letterhead: Letterhead) {
        let Role::Leader(leadership) = &mut self.role else {
            return;
        };
        let mut everyone = true;
        for (&to, progress) in leadership.progress.iter_mut() {
            let message = letterhead.next_for(progress, &self.log, &self.snapshot);
            everyone &= message.is_some();
            self.sends.extend(message.map(|message| (to, message, Leaves::AtOnce)));
        }
        if everyone {
            self.output(Output::StartTimer(Timer::Heartbeat));
        }
    }

    /// Sends to one follower, unless the leader waits for its answer first.
    pub(super) fn replicate_to(&mut self, to: ServerId) {
        let letterhead = self.letterhead();
        let Role::Leader(leadership) = &mut self.role else {
            return;
        };
        let progress = leadership.progress.get_mut(&to);
        let message =
            progress.and_then(|progress| letterhead.next_for(progress, &self.log, &self.snapshot));
        self.sends.extend(message.map(|message| (to, message, Leaves::AtOnce)));
    }

    fn letterhead(&self) -> Letterhead {
        Letterhead {
            term: self.current_term,
            round: self.leadership().map_or(0, |leadership| leadership.round),
            leader_commit: self.commit_index,
            most: self.settings.max_entries_per_message.max(1),
            repeats_probes: false,
        }
    }

    /// What all replies to a leader have in common. Returns whether this one is
    /// heard: it says that its sender still follows (rule 25), and is about its
    /// present membership (rule 16).
    ///
    /// The request of one that `is_stale` was of an earlier term. The reply has the
    /// receiver's term and the request's round: whoever leads again by now must not take
    /// that round for one of this term.
    pub(super) fn hear_reply(
        &mut self,
        from: ServerId,
        term: Term,
        round: Round,
        is_stale: bool,
    ) -> bool {
        let may_be_earlier = !self.settings.rules.keeps(Rule::MembershipSessions);
        let ignored = match &mut self.role {
            _ if term < self.current_term => IgnoredReply::StaleTerm,
            Role::Leader(_) if is_stale => IgnoredReply::Late,
            Role::Leader(leadership) => match leadership.progress.get_mut(&from) {
                None => IgnoredReply::NotAMember,
                Some(progress) if round < progress.member_since && !may_be_earlier => {
                    IgnoredReply::EarlierMembership
                }
                Some(progress) => {
                    progress.is_active = true;
                    progress.answered_round = progress.answered_round.max(round);
                    self.confirm_lease();
                    self.serve_reads();
                    return true;
                }
            },
            _ => IgnoredReply::RoleChanged,
        };
        self.ignore_reply(from, ignored);
        false
    }

    /// AppendEntries, the leader hears an answer.
    pub(super) fn append_entries_reply(&mut self, from: ServerId, reply: AppendEntriesReply) {
        let is_stale = reply.outcome == AppendOutcome::StaleTerm;
        if !self.hear_reply(from, reply.term, reply.round, is_stale) {
            return;
        }
        match reply.outcome {
            AppendOutcome::StaleTerm => {} // No leader has heard that.
            AppendOutcome::Success { match_index } => self.acknowledged(from, match_index),
            AppendOutcome::Mismatch { prev_log_index, hint } => {
                let Role::Leader(leadership) = &mut self.role else {
                    return;
                };
                let Some(progress) = leadership.progress.get_mut(&from) else {
                    return;
                };
                let next_index = progress.next_index;
                if progress.rejected(reply.round, prev_log_index, hint, &self.log) {
                    let to = progress.next_index;
                    self.decide(Decision::NextIndexBackedUp {
                        follower: from,
                        from: next_index,
                        to,
                    });
                    self.replicate_to(from);
                } else {
                    self.ignore_reply(from, IgnoredReply::Late);
                }
            }
        }
    }

    /// "If successful: update nextIndex and matchIndex for follower" (figure 2).
    pub(super) fn acknowledged(&mut self, from: ServerId, match_index: Index) {
        if match_index > self.log.last_index() {
            let reason = Impossible::AcknowledgesBeyondLog { match_index };
            return self.decide(Decision::ImpossibleMessage { from, reason });
        }
        let Role::Leader(leadership) = &mut self.role else {
            return;
        };
        let Some(progress) = leadership.progress.get_mut(&from) else {
            return;
        };
        if progress.acknowledged(match_index) {
            self.decide(Decision::MatchAdvanced { server: from, match_index });
        }
        self.go_on_with_transfer(from);
        self.go_on_with(from);
    }

    /// After an acknowledgement: either it commits something, which everyone is told
    /// at once, or its sender gets what it still lacks: entries, or word of a commit
    /// that came while its answer to a probe was waited for.
    fn go_on_with(&mut self, follower: ServerId) {
        if self.commit_what_a_quorum_has() {
            return;
        }
        let progress = self.progress().and_then(|progress| progress.get(&follower));
        // No message tells of a commit further than its entries reach, and without the
        // consistency check a leader may have committed more than its log has.
        let can_be_told = self.commit_index.min(self.log.last_index());
        let lacks =
            |p: &Progress| p.next_index <= self.log.last_index() || p.told_commit < can_be_told;
        if progress.is_some_and(lacks) {
            self.replicate_to(follower);
        }
    }

    /// Commits what a quorum has stored, tells everyone, and does what waited for
    /// it. Returns whether there was anything.
    pub(super) fn commit_what_a_quorum_has(&mut self) -> bool {
        if !self.advance_commit_index() {
            return false;
        }
        self.leave_joint_configuration();
        self.broadcast_append_entries();
        self.serve_reads();
        self.step_down_if_removed();
        true
    }

    /// A leader counts itself only up to what its own disk holds (rule 17), which
    /// was `before` until now.
    pub(super) fn count_own_copy(&mut self, before: Index) {
        let match_index = self.durable_index();
        if !self.is_leader() || match_index <= before {
            return;
        }
        self.decide(Decision::MatchAdvanced { server: self.id, match_index });
        self.commit_what_a_quorum_has();
    }

    /// How far `server` is known to have stored this leader's log.
    pub(super) fn known_match_index(&self, server: ServerId) -> Index {
        match &self.role {
            _ if server != self.id => {
                self.progress().and_then(|all| all.get(&server)).map_or(0, |p| p.match_index)
            }
            _ if self.settings.rules.keeps(Rule::LeaderCountsDurable) => self.durable_index(),
            _ => self.log.last_index(),
        }
    }

    fn ignore_reply(&mut self, from: ServerId, reason: IgnoredReply) {
        self.decide(Decision::ReplyIgnored { from, reason });
    }
}

/// What all messages of one broadcast have in common.
#[derive(Copy, Clone)]
struct Letterhead {
    term: Term,
    round: Round,
    leader_commit: Index,
    most: u16,
    repeats_probes: bool,
}

impl Letterhead {
    /// The next message for a follower: AppendEntries from `next_index` on
    /// (figure 2), or the snapshot if the entry before that is compacted away (§7).
    /// While its answer is outstanding, only a probe is repeated. It carries no entries,
    /// for all it asks is whether the logs agree there; so it finds out about a lost
    /// snapshot too.
    fn next_for(self, progress: &mut Progress, log: &Log, snapshot: &Snapshot) -> Option<Message> {
        let Letterhead { term, round, leader_commit, most, repeats_probes } = self;
        let is_waiting = !progress.may_send();
        if is_waiting && !repeats_probes {
            return None;
        }
        let prev_log_index = progress.next_index.checked_sub(1);
        let prev = prev_log_index.and_then(|index| Some((index, log.term_at(index)?)));
        let Some((prev_log_index, prev_log_term)) = prev else {
            progress.sent_snapshot(snapshot.last_index, round);
            let snapshot = snapshot.clone();
            return Some(Message::InstallSnapshot(InstallSnapshot { term, snapshot, round }));
        };
        let most = if is_waiting { 0 } else { most };
        let entries = log.batch_from(progress.next_index, most);
        progress.sent(entries.len(), leader_commit);
        let message =
            AppendEntries { term, prev_log_index, prev_log_term, entries, leader_commit, round };
        Some(Message::AppendEntries(message))
    }
}
