//! CheckQuorum and the leader lease (thesis §6.2, §4.2.3): a leader that is cut off
//! steps down, and one that is not is left alone.

use super::decision::{Decision, StepDown};
use super::io::{Output, Timer};
use super::rules::Settings;
use super::server::{Role, Server};
use super::types::ServerId;

impl Server {
    /// Other protections and extensions are in force from now on.
    pub fn set_settings(&mut self, settings: Settings) -> Vec<Output> {
        let extensions = settings.extensions;
        let are_other = extensions != self.settings.extensions;
        self.settings = settings;
        if are_other {
            if !extensions.pre_vote && !extensions.check_quorum {
                self.heard_from_leader = false;
                self.output(Output::StopTimer(Timer::MinimumElection));
            }
            if self.leadership().is_some_and(|leadership| leadership.transfer.is_none()) {
                self.time_the_office();
            }
        }
        self.finish_step()
    }

    /// With CheckQuorum a leader's election timer runs: it is when it looks around.
    pub(super) fn time_the_office(&mut self) {
        let timer = Timer::Election;
        let looks_around = self.settings.extensions.check_quorum;
        self.output(if looks_around {
            Output::StartTimer(timer)
        } else {
            Output::StopTimer(timer)
        });
    }

    /// This server heard from the leader just now. Only with an extension does
    /// anyone want to know later.
    pub(super) fn renew_lease(&mut self) {
        if self.settings.extensions.check_quorum || self.settings.extensions.pre_vote {
            self.heard_from_leader = true;
            self.output(Output::StartTimer(Timer::MinimumElection));
        }
    }

    /// The shortest election timeout has passed since.
    pub(super) fn lease_ran_out(&mut self) {
        self.heard_from_leader = false;
    }

    /// Whether there is a leader that must not be disturbed: this server, or one it
    /// heard from within the minimum election timeout (rule 22).
    pub(super) fn knows_of_living_leader(&self) -> bool {
        self.heard_from_leader || self.is_leader()
    }

    /// The election timer of a leader ran out: a transfer has taken too long, and
    /// CheckQuorum wants to know who has answered since it last looked.
    pub(super) fn leader_deadline(&mut self) {
        self.abort_transfer();
        if !self.settings.extensions.check_quorum {
            return;
        }
        let active = self.take_active();
        if self.quorum().is_reached(|server| active.contains(&server)) {
            self.decide(Decision::QuorumHeard { active });
            self.output(Output::StartTimer(Timer::Election));
        } else {
            self.become_follower(StepDown::NoQuorum { active });
        }
    }

    /// Who has answered since this was last asked, this leader included.
    fn take_active(&mut self) -> Vec<ServerId> {
        let own = self.id;
        let Role::Leader(leadership) = &mut self.role else {
            return Vec::new();
        };
        let answered = leadership.progress.iter_mut().filter_map(|(&server, progress)| {
            std::mem::take(&mut progress.is_active).then_some(server)
        });
        let mut active: Vec<_> = answered.collect();
        active.insert(active.partition_point(|&server| server < own), own);
        active
    }
}
