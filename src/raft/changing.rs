//! Changes of membership, on the leader and on everyone (paper §6, thesis
//! chapter 4).

use super::configuration::Configuration;
use super::decision::{Decision, NotStanding, StepDown};
use super::progress::Progress;
use super::request::{MembershipChange, Request, RequestRefusal};
use super::rules::Rule;
use super::server::{Role, Server};
use super::types::{Index, Payload, ServerId};

impl Server {
    /// The configuration this leader would append for `change`, or why it would
    /// not.
    pub fn change_verdict(
        &self,
        change: &MembershipChange,
    ) -> Result<Configuration, RequestRefusal> {
        self.office_verdict()?;
        let index = self.membership.index();
        if self.settings.rules.keeps(Rule::OneChangeAtATime) && index > self.commit_index {
            return Err(RequestRefusal::ChangeUnderWay { index });
        }
        let noop = self.leadership().map_or(0, |leadership| leadership.noop);
        if self.settings.rules.keeps(Rule::NoopFirst) && noop > self.commit_index {
            return Err(RequestRefusal::NothingCommittedInThisTerm { noop });
        }
        let configuration = self.configuration().changed(change)?;
        if let MembershipChange::Promote(server) = *change {
            self.has_caught_up(server)?;
        }
        Ok(configuration)
    }

    /// A learner is worth a vote when one message can bring it up to date: before,
    /// the cluster might have to wait for it (thesis §4.2.1).
    fn has_caught_up(&self, server: ServerId) -> Result<(), RequestRefusal> {
        let (match_index, commit_index) = (self.known_match_index(server), self.commit_index);
        let lag = commit_index.saturating_sub(match_index);
        if match_index == 0 || lag > Index::from(self.settings.max_entries_per_message) {
            return Err(RequestRefusal::StillCatchingUp { server, match_index, commit_index });
        }
        Ok(())
    }

    /// Appends the new configuration: it is in force from then on (thesis §4.1).
    pub(super) fn change_membership(&mut self, change: MembershipChange) {
        match self.change_verdict(&change) {
            Ok(configuration) => {
                self.append(Payload::Configuration(configuration));
                self.broadcast_append_entries();
            }
            Err(reason) => self.refuse(Request::ChangeMembership(change), reason),
        }
    }

    /// The configuration in force is another one: says so, and a leader turns to
    /// the members of that one.
    pub(super) fn configuration_in_force(&mut self) {
        let (index, configuration) = (self.membership.index(), self.configuration().clone());
        let members = configuration.members();
        self.decide(Decision::ConfigurationInForce { index, configuration });
        let (own, last_index) = (self.id, self.log.last_index());
        let Role::Leader(leadership) = &mut self.role else {
            return;
        };
        let gone = |server: &ServerId| !members.contains(server);
        leadership.progress.retain(|server, _| !gone(server));
        let is_aborted = leadership.transfer.as_ref().is_some_and(gone);
        for member in members.into_iter().filter(|&member| member != own) {
            if !leadership.progress.contains_key(&member) {
                // Whatever it answers to an earlier round is about an earlier membership
                // (rule 16).
                leadership.round += 1;
                let progress = Progress::joining(last_index, leadership.round);
                leadership.progress.insert(member, progress);
            }
        }
        if is_aborted {
            self.abort_transfer();
        }
    }

    /// "Once C_old,new has been committed ... it is now safe for the leader to
    /// create a log entry describing C_new" (§6).
    pub(super) fn leave_joint_configuration(&mut self) {
        let configuration = self.configuration();
        if configuration.is_joint() && self.membership.index() <= self.commit_index {
            let new = configuration.without_outgoing();
            self.append(Payload::Configuration(new));
        }
    }

    /// "The leader steps down (returns to follower state) once it has committed the
    /// C_new log entry" that does not hold it (§6; rule 21).
    pub(super) fn step_down_if_removed(&mut self) {
        if self.is_leader()
            && !self.configuration().is_voter(self.id)
            && self.membership.index() <= self.commit_index
        {
            self.become_follower(StepDown::Removed);
        }
    }

    /// Whether this server may stand for election, and if not, why. One that an uncommitted
    /// configuration leaves out still has to: it may be the only one with the log
    /// to win, though its own vote does not count (thesis §4.2.2).
    pub fn standing_verdict(&self) -> Result<(), NotStanding> {
        let (index, configuration) = (self.membership.index(), self.configuration());
        let was_voter =
            || index > self.commit_index && self.membership.at(index - 1).is_voter(self.id);
        if self.is_leader() {
            Err(NotStanding::LeadsAlready)
        } else if configuration.is_voter(self.id) || was_voter() {
            Ok(())
        } else if configuration.is_empty() {
            Err(NotStanding::KnowsNoMembers)
        } else if configuration.is_learner(self.id) {
            Err(NotStanding::Learner)
        } else {
            Err(NotStanding::NotAMember)
        }
    }
}
