//! Runs in which much happens.

use raft_lunch::cluster::{Action, ClientId, SECOND, Scenario};
use raft_lunch::raft::{MembershipChange, ServerId};

use super::told::Told;

const ONE: ServerId = ServerId(1);

/// Moments of a run in which much happens; its commands have capitals only.
pub fn stormy(seed: u64) -> Vec<Told> {
    let servers = 3 + seed as u16 % 5;
    let mut scenario = Scenario::new(seed, servers);
    scenario.protocol.core.extensions.pre_vote = seed.is_multiple_of(2);
    scenario.protocol.core.extensions.check_quorum = seed.is_multiple_of(3);
    scenario.protocol.core.extensions.lease_read = seed.is_multiple_of(6);
    scenario.network.loss_ppm = 50_000;
    scenario.network.duplicate_ppm = 50_000;
    let mut told = Told::new(scenario);
    let mut moments = Vec::new();
    for turn in 0..16 {
        let server = ServerId(1 + ((seed * 5 + turn * 3) % u64::from(servers)) as u16);
        let text = if turn % 3 == 0 { "GET A".into() } else { format!("SET A {turn}") };
        told.act(Action::Propose { client: ClientId(1), text });
        told.play(SECOND / 7);
        if !told.act(Action::Crash { server }) {
            told.act(Action::Restart { server });
        }
        match turn {
            3 => told.act(Action::Pause { server: ServerId(2) }),
            4 => told.act(Action::Resume { server: ServerId(2) }),
            5 => told.act(Action::AddServer) && told.act(Action::Isolate { server }),
            6 => told.act(Action::StopDisk { server: ServerId(3) }),
            7 => told.act(Action::StartDisk { server: ServerId(3) }),
            8 => told.act(Action::HealAll),
            11 => told.act(Action::TearDisk { server, entries: 1 }),
            13 => told.act(Action::LoseDisk { server }),
            _ => false,
        };
        change(&mut told, turn, servers);
        told.act(Action::Compact { server, through: 2 });
        told.play(SECOND / 4);
        moments.push(Told { history: told.history.clone(), said: Vec::new() });
    }
    moments
}

/// The leader, if there is one, changes the members or hands over.
fn change(told: &mut Told, turn: u64, servers: u16) {
    let Some(server) = told.history.cluster().leader() else { return };
    let new = ServerId(servers + 1);
    let voters = (2..=servers + 1).map(ServerId).collect();
    let change = match turn {
        6 | 7 => MembershipChange::AddLearner(new),
        9 => MembershipChange::Joint { voters, learners: vec![ONE] },
        10 | 14 => {
            let to = (1..=servers).map(ServerId).find(|&other| other != server);
            told.act(Action::TransferLeadership { server, to: to.unwrap_or(ONE) });
            return;
        }
        12 => MembershipChange::Promote(ONE),
        _ => return,
    };
    told.act(Action::ChangeMembership { server, change });
}
