//! What a storm is full of, and what the cluster is like that it meets.

use oorandom::Rand64;
use raft_lunch::cluster::*;
use raft_lunch::raft::ServerId;

/// What kind of storm it is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Everything.
    Everything,
    /// Crashes, cuts and forced elections over slow disks and a bad network.
    Elections,
    /// Servers come, go, are promoted and lose their disks.
    Churn,
    /// Clients read and write through lost answers and leaders that are cut off.
    Clients,
    /// A server is removed, comes back with an empty disk, and an old
    /// acknowledgement of it arrives: see `aimed`.
    LateAcknowledgement,
    /// Leaders that reach few others before they are cut off, as in the paper's
    /// figures 7 and 8: see `aimed`.
    ShortReigns,
    /// Leaders that stop for a moment in the middle of a joint change, and find a full
    /// inbox: see `aimed`.
    Resumes,
    /// Servers join, compact early, and lead while somebody is away: see `aimed`.
    Joiners,
    /// Neither messages nor writes take any time.
    Instant,
    /// Election timeouts of 5 to 10 s, and a network that loses much.
    Patient,
    /// Logs are compacted all the time, disks are slow, and snapshots arrive late or
    /// twice.
    Snapshots,
    /// Messages arrive in the order in which somebody picks them.
    ByHand,
    /// Extensions come and go, and leaders lose their majority late in their office.
    Extended,
    /// The same server is elected again while its old messages are still on their way,
    /// and members come and go at that moment: see `aimed`.
    Reelections,
    /// Leaders read under leases. Clocks are right, and nobody stands before its time:
    /// leases rely on that.
    Leases,
}

impl Profile {
    /// All of them, in the order of the weights.
    pub const ALL: [Profile; 15] = [
        Profile::Everything,
        Profile::Elections,
        Profile::Churn,
        Profile::Clients,
        Profile::LateAcknowledgement,
        Profile::ShortReigns,
        Profile::Resumes,
        Profile::Joiners,
        Profile::Instant,
        Profile::Patient,
        Profile::Snapshots,
        Profile::ByHand,
        Profile::Extended,
        Profile::Reelections,
        Profile::Leases,
    ];

    /// How many of 41 storms are of each kind. What a rule needs most to be found out
    /// is frequent: short reigns for figure 8, clients for reads.
    const SHARES: [u64; 15] = [8, 3, 3, 5, 3, 8, 1, 2, 1, 1, 2, 1, 1, 1, 1];

    /// One of them, by their shares.
    pub fn draw(dice: &mut Rand64) -> Profile {
        let mut pick = dice.rand_range(0..Profile::SHARES.iter().sum());
        let shares = Profile::ALL.into_iter().zip(Profile::SHARES);
        for (profile, share) in shares {
            if pick < share {
                return profile;
            }
            pick -= share;
        }
        Profile::Everything
    }

    /// How long such a storm rages: long enough for its faults to meet each other.
    pub fn length(self) -> Micros {
        match self {
            Profile::Snapshots | Profile::Extended => 8 * SECOND,
            _ => 5 * SECOND / 2,
        }
    }

    /// Whether the profile waits for its moment, which other bad luck would spoil.
    fn is_aimed(self) -> bool {
        matches!(
            self,
            Profile::LateAcknowledgement
                | Profile::ShortReigns
                | Profile::Resumes
                | Profile::Joiners
                | Profile::Instant
                | Profile::Extended
        )
    }

    /// Makes the weather.
    pub(super) fn prepare(self, scenario: &mut Scenario, dice: &mut Rand64) {
        if dice.rand_range(0..2) == 0 && !self.is_aimed() {
            scenario.network = bad_network(dice);
        }
        let timing = &mut scenario.timing;
        if dice.rand_range(0..2) == 0 {
            timing.disk_write_max = dice.rand_range(10..80) * MILLISECOND;
        }
        let core = &mut scenario.protocol.core;
        match self {
            Profile::Clients => {
                hurry_clients(timing);
                // Much happens between two rounds.
                if dice.rand_range(0..2) == 0 {
                    slow_rounds(timing);
                }
            }
            Profile::ShortReigns => {
                hurry_clients(timing);
                core.max_entries_per_message = 1;
            }
            Profile::Instant => {
                (scenario.network.latency, scenario.network.jitter) = (0, 0);
                (timing.disk_write_min, timing.disk_write_max) = (0, 0);
            }
            Profile::Patient => {
                timing.election_timeout_min = 5 * SECOND;
                timing.election_timeout_max = 10 * SECOND;
                scenario.network.loss_ppm = dice.rand_range(100_000..500_000) as u32;
            }
            Profile::Snapshots => {
                timing.disk_write_max = dice.rand_range(20..120) * MILLISECOND;
                core.max_entries_per_message = 2;
            }
            // Nobody's hand is as fast as a network.
            Profile::ByHand => slow_rounds(timing),
            Profile::Leases => {
                hurry_clients(timing);
                (core.extensions.check_quorum, core.extensions.lease_read) = (true, true);
            }
            Profile::Extended => core.extensions.check_quorum = dice.rand_range(0..3) > 0,
            _ => {}
        }
    }
}

/// In one of eight storms one server is not like the others: its patience is longer or shorter,
/// or its disk is slow. From dice of its own: no other storm changes.
pub(super) fn make_exceptions(scenario: &mut Scenario) {
    let mut dice = Rand64::new(u128::from(scenario.seed) ^ 0x0dd0_0e5e_7e20);
    if dice.rand_range(0..8) > 0 {
        return;
    }
    let timing = &scenario.timing;
    let patience = match dice.rand_range(0..3) {
        0 => None,
        1 => Some((2 * timing.election_timeout_min, 2 * timing.election_timeout_max)),
        _ => Some((3 * timing.election_timeout_min / 4, 3 * timing.election_timeout_max / 4)),
    };
    let is_slow = patience.is_none() || dice.rand_range(0..2) == 0;
    scenario.exceptions = vec![ServerException {
        server: ServerId(1 + dice.rand_range(0..u64::from(scenario.servers)) as u16),
        election_timeout: patience,
        disk_write: is_slow.then_some((5 * MILLISECOND, 40 * MILLISECOND)),
        extensions: None,
        clock_rate_ppm: None,
    }];
}

fn hurry_clients(timing: &mut Timing) {
    timing.client_timeout = 60 * MILLISECOND;
    timing.client_backoff = 10 * MILLISECOND;
}

fn slow_rounds(timing: &mut Timing) {
    timing.election_timeout_min = 400 * MILLISECOND;
    timing.election_timeout_max = 800 * MILLISECOND;
    timing.heartbeat = 180 * MILLISECOND;
}

/// A network that loses up to 10 %, doubles up to 10 %, and holds up to 20 % of
/// the messages up by up to 150 ms.
pub(super) fn bad_network(dice: &mut Rand64) -> NetworkConditions {
    NetworkConditions {
        latency: dice.rand_range(MILLISECOND..20 * MILLISECOND),
        jitter: dice.rand_range(0..20 * MILLISECOND),
        loss_ppm: dice.rand_range(0..100_000) as u32,
        duplicate_ppm: dice.rand_range(0..100_000) as u32,
        spike_ppm: dice.rand_range(0..200_000) as u32,
        spike: dice.rand_range(0..150 * MILLISECOND),
    }
}
