//! What is wrong with a run, if anything is. Tests ask it too.
#![allow(dead_code)] // each user needs its own part

use raft_lunch::check::{NotLive, can_be_live, liveness_verdict};
use raft_lunch::cluster::*;
use raft_lunch::raft::{Quorum, RequestVote, Role, Server, ServerId, Term};

use crate::storm::{Finding, Moment, Watch, longest_election_timeout, mending};

/// How long a cluster may take to come back to normal when everything is mended, and
/// how many of its longest election timeouts at least.
const RECOVERY: Micros = 20 * SECOND;
const ELECTIONS: u64 = 8;

/// How often it is asked meanwhile.
const LOOK_EVERY: Micros = 100 * MILLISECOND;

/// What was done in a run until something was wrong with it, or nothing was.
pub struct Verdict {
    /// The first thing that was wrong.
    pub finding: Option<Finding>,
    /// What was done to mend everything, as the rest of the run.
    pub mending: Vec<AnchoredAction>,
    /// When it was over.
    pub end: Micros,
}

/// Plays a run to its last action, mends everything, and looks on.
pub fn judge(run: &Run) -> Option<Finding> {
    verdict(run).finding
}

/// The same, with what was done to mend everything.
pub fn verdict(run: &Run) -> Verdict {
    let mut cluster = Cluster::new(&run.scenario);
    let mut watch = Watch::default();
    look(&mut cluster, &mut watch);
    for anchored in &run.actions {
        play(&mut cluster, &mut watch, anchored.at);
        if !watch.is_content() {
            break;
        }
        // What was left out before may have made this impossible: then it is refused.
        let _ = cluster.act(anchored.ordinal, anchored.action.clone());
        look(&mut cluster, &mut watch);
    }
    let mut mender = Mender::default();
    let finding = mender.settle(&mut cluster, &mut watch);
    Verdict { finding, mending: mender.done, end: cluster.now() }
}

/// Mends everything and waits until the cluster is back to normal. Returns the first thing
/// that was wrong, before or now.
pub fn settle(cluster: &mut Cluster, watch: &mut Watch) -> Option<Finding> {
    Mender::default().settle(cluster, watch)
}

/// In one of four runs a minority that is down stays down: the others are to be live
/// without it.
fn stays_down(cluster: &Cluster, action: &Action) -> bool {
    cluster.scenario().seed % 4 == 1 && matches!(action, Action::Restart { .. })
}

/// In one of eight runs one server is left deaf at first: it can be heard and hears nobody, so
/// it stands again and again. That may depose leaders, and must not keep the others from
/// electing any, unless it has less patience than they.
fn deaf(cluster: &Cluster) -> Option<ServerId> {
    let servers: Vec<ServerId> = cluster.server_ids().collect();
    let seed = cluster.scenario().seed;
    let are_alike = cluster.scenario().exceptions.is_empty();
    (are_alike && seed % 8 == 3).then(|| servers[(seed / 8) as usize % servers.len()])
}

/// Does what has to be done, with ordinals that no run has.
#[derive(Default)]
struct Mender {
    done: Vec<AnchoredAction>,
}

/// The first of these ordinals.
const FIRST_ORDINAL: u64 = 1 << 24;

impl Mender {
    /// Mends everything and waits until the cluster is back to normal: first by itself, then
    /// with a new command. Returns the first thing that was wrong, before or now.
    fn settle(&mut self, cluster: &mut Cluster, watch: &mut Watch) -> Option<Finding> {
        if !watch.is_content() {
            return watch.finding();
        }
        let mended = cluster.now();
        for action in mending(cluster) {
            if !stays_down(cluster, &action) {
                self.mend(cluster, watch, action);
            }
        }
        play(cluster, watch, mended + SECOND);
        // Nothing can be expected of too few: so nobody stays down.
        for server in cluster.server_ids() {
            if !can_be_live(cluster) {
                self.mend(cluster, watch, Action::Restart { server });
            }
        }
        if !can_be_live(cluster) {
            return watch.finding();
        }
        if let Some(deaf) = deaf(cluster)
            && let Err(evidence) = self.wait_beside(cluster, watch, deaf)
        {
            return watch.finding().or(Some(not_live(evidence)));
        }
        let mut verdict = self.wait(cluster, watch);
        if verdict.is_ok() && watch.is_content() {
            let text = "SET after storm".to_owned();
            self.mend(cluster, watch, Action::Propose { client: ClientId(1), text });
            verdict = self.wait(cluster, watch);
        }
        watch.finding().or(verdict.err().map(not_live))
    }

    /// Leaves a server deaf until somebody else leads, or too long; then it hears again. An error:
    /// nobody did.
    fn wait_beside(
        &mut self,
        cluster: &mut Cluster,
        watch: &mut Watch,
        deaf: ServerId,
    ) -> Result<(), String> {
        let others: Vec<ServerId> = cluster.server_ids().filter(|&other| other != deaf).collect();
        for &other in &others {
            let (from, to) = (Node::Server(other), Node::Server(deaf));
            self.mend(cluster, watch, Action::Cut { from, to, both_ways: false });
        }
        let patience = RECOVERY.max(ELECTIONS * longest_election_timeout(cluster.scenario()));
        // Nobody else has to lead if some configuration needs the deaf one's vote. A deaf leader
        // holds the others down, unless CheckQuorum tells it that it is one (thesis §6.2).
        let can_do_without = |cluster: &Cluster| {
            let is_there = |server: ServerId| others.contains(&server) && can_vote(cluster, server);
            let quorum = |raft: &Server| {
                Quorum::new(raft.configuration(), raft.rules()).is_reached(is_there)
            };
            let checks_quorum = cluster.protocol().core.extensions.check_quorum;
            let holds_down = running_rafts(cluster)
                .any(|raft| raft.id() == deaf && raft.is_leader() && !checks_quorum);
            !holds_down && running_rafts(cluster).all(quorum)
        };
        watch.moments.aim_at(Moment::BesideTheDeaf);
        let began = cluster.now();
        let leads = |cluster: &Cluster| {
            let mut others = running_rafts(cluster).filter(|raft| raft.id() != deaf);
            others.any(Server::is_leader)
        };
        // A leader from before may not have heard yet of the deaf one's terms.
        play(cluster, watch, began + SECOND);
        while can_do_without(cluster) && watch.is_content() && !leads(cluster) {
            if cluster.now() >= began + patience {
                return match is_disturbed(cluster) {
                    true => Ok(()),
                    false => Err(format!("{deaf} hears nobody, and no other server leads.")),
                };
            }
            let now = cluster.now();
            play(cluster, watch, now + LOOK_EVERY);
        }
        let stands = |raft: &Server| {
            matches!(raft.role(), Role::Candidate { .. } | Role::PreCandidate { .. })
        };
        if leads(cluster) && running_rafts(cluster).any(|raft| raft.id() == deaf && stands(raft)) {
            watch.moments.reach(Moment::BesideTheDeaf);
        }
        self.mend(cluster, watch, Action::HealAll);
        Ok(())
    }

    /// Does something, if it can be done and is not so already.
    fn mend(&mut self, cluster: &mut Cluster, watch: &mut Watch, action: Action) {
        if cluster.check_action(&action).is_ok() && !is_so(cluster, &action) {
            let ordinal = FIRST_ORDINAL + self.done.len() as u64;
            self.done.push(AnchoredAction { at: cluster.now(), ordinal, action: action.clone() });
            let _ = cluster.act(ordinal, action);
            look(cluster, watch);
        }
    }

    /// Waits until everything is normal, or too long. An error: what is not.
    fn wait(&mut self, cluster: &mut Cluster, watch: &mut Watch) -> Result<(), String> {
        let timing = &cluster.scenario().timing;
        let patience = RECOVERY.max(ELECTIONS * longest_election_timeout(cluster.scenario()));
        // A candidate that asks again with every heartbeat is heard after a few.
        let campaign = 10 * timing.heartbeat + 10 * timing.disk_write_max;
        let began = cluster.now();
        let mut stalled: Option<(ServerId, Term, Micros)> = None;
        loop {
            if !watch.is_content() {
                return Ok(());
            }
            let verdict = liveness_verdict(cluster);
            let (Err(reason), now) = (verdict, cluster.now()) else {
                return Ok(());
            };
            if now >= began + patience {
                let is_disturbed = is_disturbed(cluster);
                return if is_disturbed { Ok(()) } else { Err(reason.to_string()) };
            }
            let winner = could_win(cluster).filter(|_| reason == NotLive::NoLeader);
            let same = stalled.filter(|(server, term, _)| Some((*server, *term)) == winner);
            stalled = same.or(winner.map(|(server, term)| (server, term, now)));
            if let Some((server, term, since)) = stalled
                && now > since + campaign
            {
                return Err(format!(
                    "{server} stands in term {term}, a majority would vote for it, and it does not ask."
                ));
            }
            for server in removed_for_good(cluster) {
                self.mend(cluster, watch, Action::Crash { server });
            }
            play(cluster, watch, now + LOOK_EVERY);
        }
    }
}

fn not_live(evidence: String) -> Finding {
    Finding { property: "Liveness".into(), evidence }
}

/// Whether a server runs and gives votes.
fn can_vote(cluster: &Cluster, server: ServerId) -> bool {
    cluster.machine(server).is_some_and(|it| it.health() == Health::Up && !it.abstains())
}

/// Whether the action would change nothing.
fn is_so(cluster: &Cluster, action: &Action) -> bool {
    match action {
        Action::HealAll => cluster.network().cuts().is_empty(),
        Action::SetNetwork(conditions) => cluster.network().conditions() == conditions,
        Action::SetClock { server, rate_ppm } => {
            cluster.machine(*server).is_some_and(|m| m.clock_rate_ppm() == *rate_ppm)
        }
        _ => false,
    }
}

/// A candidate for whom a majority would vote, if it asked now.
fn could_win(cluster: &Cluster) -> Option<(ServerId, Term)> {
    let running =
        || cluster.machines().iter().filter(|m| m.health() == Health::Up && !m.abstains());
    let candidates = running().filter_map(Machine::raft);
    let mut candidates = candidates.filter(|raft| matches!(raft.role(), Role::Candidate { .. }));
    let winner = candidates.find(|candidate| {
        let request = RequestVote {
            term: candidate.current_term(),
            last_log_index: candidate.log().last_index(),
            last_log_term: candidate.log().last_term(),
            leadership_transfer: false,
        };
        let votes = |server: ServerId| {
            let mut voters = running().filter_map(Machine::raft).filter(|raft| raft.id() == server);
            voters.any(|voter| voter.vote_verdict(candidate.id(), request).is_ok())
        };
        Quorum::new(candidate.configuration(), candidate.rules()).is_reached(votes)
    });
    winner.map(|candidate| (candidate.id(), candidate.current_term()))
}

/// A server that a committed configuration leaves out is switched off, as by any
/// operator: it might not know, and stand for election for ever (thesis §4.2.3).
fn removed_for_good(cluster: &Cluster) -> Vec<ServerId> {
    let leader = cluster.leader().and_then(|leader| cluster.machine(leader)?.raft());
    let settled = leader.filter(|leader| leader.configuration_index() <= leader.commit_index());
    let is_out = |server: &ServerId| {
        settled.is_some_and(|leader| !leader.configuration().is_member(*server))
    };
    cluster.server_ids().filter(is_out).collect()
}

/// Whether somebody runs whom the newest configuration leaves out, before that is committed
/// and an operator may switch it off. Without CheckQuorum it can keep others from leading
/// long enough to commit anything (thesis §4.2.3): Raft promises nothing then.
fn is_disturbed(cluster: &Cluster) -> bool {
    let newest =
        running_rafts(cluster).max_by_key(|raft| (raft.log().last_term(), raft.log().last_index()));
    let is_out =
        |raft: &Server| newest.is_some_and(|newest| !newest.configuration().is_member(raft.id()));
    !cluster.protocol().core.extensions.check_quorum && running_rafts(cluster).any(is_out)
}

fn running_rafts(cluster: &Cluster) -> impl Iterator<Item = &Server> {
    let running = cluster.machines().iter().filter(|machine| machine.health() == Health::Up);
    running.filter_map(Machine::raft)
}

fn play(cluster: &mut Cluster, watch: &mut Watch, until: Micros) {
    while watch.is_content() && cluster.next_time().is_some_and(|at| at <= until) {
        cluster.step();
        look(cluster, watch);
    }
    if watch.is_content() {
        cluster.run_until(until);
    }
}

fn look(cluster: &mut Cluster, watch: &mut Watch) {
    let events = cluster.take_events();
    watch.look(cluster, &events);
}
