//! Leases. Of followers: whoever hears from a leader does not help to depose it
//! (CheckQuorum, thesis §6.2, §4.2.3). Of leaders: one that a majority has just
//! answered may read without asking again (thesis §6.4.1).

use super::decision::{Decision, StepDown, VoteDenial};
use super::io::{Output, Timer};
use super::rules::Settings;
use super::server::{Role, Server};
use super::types::{Round, ServerId};

/// What a leader may answer reads by (thesis §6.4.1). Its time is measured by the
/// timer of the minimum election timeout, from the moment in which a round is sent:
/// so long do those that answer it listen to no candidate. When it is over, the next
/// round begins another.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Lease {
    /// There is none.
    #[default]
    None,
    /// Its timer runs, and a quorum has not answered this round yet.
    Asked(Round),
    /// A quorum has answered this round, and its timer still runs.
    Held(Round),
    /// There will be none in this term: the leader has told a server to stand for
    /// election, and that one asks for votes in spite of any lease (thesis §4.2.3).
    Renounced,
}

impl Lease {
    /// The round with which it began, if it is held.
    pub fn held_since(self) -> Option<Round> {
        match self {
            Lease::Held(round) => Some(round),
            Lease::None | Lease::Asked(_) | Lease::Renounced => None,
        }
    }

    /// The round with which it began, while its timer runs.
    fn round(self) -> Option<Round> {
        match self {
            Lease::Asked(round) | Lease::Held(round) => Some(round),
            Lease::None | Lease::Renounced => None,
        }
    }
}

/// Why a server helps to depose no leader for now (thesis §4.2.3).
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Protection {
    /// It would help.
    #[default]
    None,
    /// It heard from a leader, less than the shortest election timeout ago.
    SinceHeard,
    /// It started less than that ago: what it promised before, it does not know.
    SinceStart,
}

impl Server {
    /// Other protections and extensions are in force from now on.
    pub fn set_settings(&mut self, settings: Settings) -> Vec<Output> {
        let extensions = settings.extensions;
        let are_other = extensions != self.settings.extensions;
        self.settings = settings;
        if are_other {
            if !self.protects_leaders() {
                self.stop_protecting();
            }
            if !extensions.lease_read {
                self.give_up_lease();
            }
            if self.leadership().is_some_and(|leadership| leadership.transfer.is_none()) {
                self.time_the_office();
            }
        }
        self.finish_step();
        std::mem::take(&mut self.outputs)
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

    fn protects_leaders(&self) -> bool {
        self.settings.extensions.check_quorum || self.settings.extensions.pre_vote
    }

    /// This server heard from the leader just now. Only with an extension does
    /// anyone want to know later.
    pub(super) fn protect_leader(&mut self) {
        if self.protects_leaders() {
            self.protection = Protection::SinceHeard;
            self.output(Output::StartTimer(Timer::MinimumElection));
        }
    }

    /// There is no leader to protect any more, before the time is over.
    pub(super) fn stop_protecting(&mut self) {
        if std::mem::take(&mut self.protection) != Protection::None {
            self.output(Output::StopTimer(Timer::MinimumElection));
        }
    }

    /// The shortest election timeout has passed: since a follower heard from its
    /// leader or started, or since a leader began its lease.
    pub(super) fn minimum_timeout_passed(&mut self) {
        if std::mem::take(&mut self.protection) != Protection::None {
            self.decide(Decision::StoppedProtectingLeader);
        }
        if self.end_lease() {
            self.begin_round();
        }
    }

    /// Why this server helps nobody to depose a leader now, if it doesn't: it leads, it
    /// heard from one within the minimum election timeout, or it may have heard from one
    /// before it started (rule 22).
    pub(super) fn protects_a_leader(&self) -> Option<VoteDenial> {
        match self.protection {
            Protection::None if !self.is_leader() => None,
            Protection::SinceStart => Some(VoteDenial::JustStarted),
            Protection::None | Protection::SinceHeard => Some(VoteDenial::HeardFromLeader),
        }
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

/// A leader's lease.
impl Server {
    /// A round begins. If no lease's time is running, that of another one starts with it.
    pub(super) fn begin_lease(&mut self) {
        let is_on = self.settings.extensions.lease_read;
        if let Role::Leader(leadership) = &mut self.role
            && leadership.lease == Lease::None
            && is_on
        {
            leadership.lease = Lease::Asked(leadership.round);
            self.output(Output::StartTimer(Timer::MinimumElection));
        }
    }

    /// An answer was heard: the lease is held once a quorum has answered its round.
    pub(super) fn confirm_lease(&mut self) {
        let Some(Lease::Asked(round)) = self.leadership().map(|leadership| leadership.lease) else {
            return;
        };
        let acknowledged_by = self.confirmed_by(round);
        if self.quorum().is_reached(|server| acknowledged_by.contains(&server)) {
            self.decide(Decision::LeaseHeld { round, acknowledged_by });
            if let Role::Leader(leadership) = &mut self.role {
                leadership.lease = Lease::Held(round);
            }
        }
    }

    /// Takes the lease away, and returns whether its time was running.
    fn end_lease(&mut self) -> bool {
        let Role::Leader(leadership) = &mut self.role else {
            return false;
        };
        let Some(round) = leadership.lease.round() else {
            return false;
        };
        leadership.lease = Lease::None;
        self.decide(Decision::LeaseEnded { round });
        true
    }

    /// Ends the lease before its time.
    pub(super) fn give_up_lease(&mut self) {
        if self.end_lease() {
            self.output(Output::StopTimer(Timer::MinimumElection));
        }
    }

    /// Ends the lease, and takes no other one in this term.
    pub(super) fn renounce_leases(&mut self) {
        self.give_up_lease();
        if let Role::Leader(leadership) = &mut self.role {
            leadership.lease = Lease::Renounced;
        }
    }
}
