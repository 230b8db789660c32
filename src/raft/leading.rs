//! Log replication, the leader's side (paper §5.3).

use litemap::LiteMap;

use super::decision::{Decision, IgnoredReply, Impossible};
use super::io::{Output, Timer};
use super::message::{AppendEntries, AppendEntriesReply, AppendOutcome, Message};
use super::progress::{Pace, Progress};
use super::server::{Leaves, Role, Server};
use super::types::{Command, Entry, Index, Payload, ServerId};

impl Server {
    /// What the leader knows of each follower; `None` on everyone else.
    pub fn progress(&self) -> Option<&LiteMap<ServerId, Progress>> {
        match &self.role {
            Role::Leader { progress } => Some(progress),
            _ => None,
        }
    }

    /// "If command received from client: append entry to local log, respond
    /// after entry applied to state machine" (figure 2).
    pub(super) fn propose(&mut self, command: Command) {
        if !self.is_leader() {
            self.decide(Decision::ProposalRefused { leader: self.leader() });
            return;
        }
        self.append(Payload::Command(command));
        self.broadcast_append_entries();
    }

    /// Appends to the leader's own log. It never does anything else to it
    /// (Leader Append-Only).
    pub(super) fn append(&mut self, payload: Payload) {
        let entry = Entry { term: self.current_term, payload };
        let index = self.log.append(entry.clone());
        self.log_changed(index);
        self.decide(Decision::EntryAppended { index, entry });
    }

    /// "Repeat during idle periods to prevent election timeouts" (figure 2). It
    /// is also when an unanswered probe is repeated.
    pub(super) fn heartbeat_timed_out(&mut self) {
        let Role::Leader { progress } = &mut self.role else {
            return;
        };
        for follower in progress.iter_mut().map(|(_, progress)| progress) {
            if let Pace::Probe { waiting } = &mut follower.pace {
                *waiting = false;
            }
        }
        self.broadcast_append_entries();
    }

    /// Sends to every follower that is not being waited for. The heartbeat timer
    /// starts again only if nobody was left out: else a busy leader would never
    /// get to repeat a lost probe.
    pub(super) fn broadcast_append_entries(&mut self) {
        let mut everyone = true;
        for peer in self.peers() {
            everyone &= self.send_append_entries(peer);
        }
        if everyone {
            self.output(Output::StartTimer(Timer::Heartbeat));
        }
    }

    /// AppendEntries from `next_index` on (figure 2), unless the leader waits for
    /// an answer first. Returns whether it sent.
    fn send_append_entries(&mut self, to: ServerId) -> bool {
        let Role::Leader { progress } = &mut self.role else {
            return false;
        };
        let Some(progress) = progress.get_mut(&to).filter(|progress| progress.may_send()) else {
            return false;
        };
        let prev_log_index = progress.next_index - 1;
        let entries = self.log.batch_from(progress.next_index);
        progress.sent(entries.len());
        let message = Message::AppendEntries(AppendEntries {
            term: self.current_term,
            prev_log_index,
            prev_log_term: self.log.term_at(prev_log_index).unwrap_or(0),
            entries,
            leader_commit: self.commit_index,
        });
        self.send(to, message, Leaves::AtOnce);
        true
    }

    /// AppendEntries, the leader hears an answer.
    pub(super) fn append_entries_reply(&mut self, from: ServerId, reply: AppendEntriesReply) {
        if reply.term < self.current_term {
            return self.ignore_reply(from, IgnoredReply::StaleTerm);
        }
        let Role::Leader { progress } = &mut self.role else {
            return self.ignore_reply(from, IgnoredReply::RoleChanged);
        };
        let Some(progress) = progress.get_mut(&from) else {
            return self.ignore_reply(from, IgnoredReply::NotAMember);
        };
        match reply.outcome {
            // Only a reply of an earlier term says so, and that was seen above.
            AppendOutcome::StaleTerm => self.ignore_reply(from, IgnoredReply::Late),
            AppendOutcome::Success { match_index } if match_index > self.log.last_index() => {
                let reason = Impossible::AcknowledgesBeyondLog { match_index };
                self.decide(Decision::ImpossibleMessage { from, reason });
            }
            AppendOutcome::Success { match_index } => {
                if progress.acknowledged(match_index) {
                    self.decide(Decision::MatchAdvanced { server: from, match_index });
                }
                self.go_on_with(from);
            }
            AppendOutcome::Mismatch { prev_log_index, hint } => {
                let next_index = progress.next_index;
                if progress.rejected(prev_log_index, hint, &self.log) {
                    let to = progress.next_index;
                    self.decide(Decision::NextIndexBackedUp {
                        follower: from,
                        from: next_index,
                        to,
                    });
                    self.send_append_entries(from);
                } else {
                    self.ignore_reply(from, IgnoredReply::Late);
                }
            }
        }
    }

    /// After an acknowledgement: either it commits something, which everyone is
    /// told at once, or its sender gets what it still lacks.
    fn go_on_with(&mut self, follower: ServerId) {
        if self.advance_commit_index() {
            self.broadcast_append_entries();
            return;
        }
        let Role::Leader { progress } = &self.role else {
            return;
        };
        if progress.get(&follower).is_some_and(|p| p.next_index <= self.log.last_index()) {
            self.send_append_entries(follower);
        }
    }

    /// A leader counts itself only up to what its own disk holds (rule 17), which
    /// was `before` until now.
    pub(super) fn count_own_copy(&mut self, before: Index) {
        let match_index = self.durable_index();
        if !self.is_leader() || match_index <= before {
            return;
        }
        self.decide(Decision::MatchAdvanced { server: self.id, match_index });
        if self.advance_commit_index() {
            self.broadcast_append_entries();
        }
    }

    /// How far `server` is known to have stored this leader's log.
    pub(super) fn known_match_index(&self, server: ServerId) -> Index {
        match &self.role {
            _ if server == self.id => self.durable_index(),
            Role::Leader { progress } => progress.get(&server).map_or(0, |p| p.match_index),
            _ => 0,
        }
    }

    fn ignore_reply(&mut self, from: ServerId, reason: IgnoredReply) {
        self.decide(Decision::ReplyIgnored { from, reason });
    }
}
