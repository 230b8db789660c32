//! From a schedule that breaks something to one that can be shown: nothing can be left
//! out of it, and nothing in it is stranger than it has to be.

use raft_lunch::cluster::*;
use raft_lunch::raft;

use crate::judge::judge;
use crate::storm::Finding;

/// As few actions, as plain a set-up and as round times as still violate the same
/// property. Each of these may make room for another, so they take turns until all have
/// had their turn in vain. If a rule is off, and with all rules on nothing is wrong, that
/// stays so.
pub fn shrink(run: Run, found: &Finding) -> (Run, Finding) {
    let is_due_to_a_rule = is_due_to_a_rule(&run);
    let mut best = Best { run, found: found.clone(), is_due_to_a_rule };
    loop {
        let before = best.run.clone();
        best.leave_out();
        best.set_up_plainly();
        best.act_plainly();
        best.round_times();
        if best.run == before {
            return (best.run, best.found);
        }
    }
}

/// The simplest run so far, and what is wrong with it.
struct Best {
    run: Run,
    found: Finding,
    is_due_to_a_rule: bool,
}

impl Best {
    /// Takes `run` instead, if it violates the same property.
    fn try_run(&mut self, run: Run) -> bool {
        if run == self.run || run.validate().is_err() {
            return false;
        }
        let same = judge(&run).filter(|finding| finding.property == self.found.property);
        let Some(found) = same else {
            return false;
        };
        if self.is_due_to_a_rule && !is_due_to_a_rule(&run) {
            return false;
        }
        (self.run, self.found) = (run, found);
        true
    }

    /// Leaves out actions: first whole stretches, at last one by one until no single one
    /// can go.
    fn leave_out(&mut self) {
        let mut stretch = self.run.actions.len().div_ceil(2).max(1);
        loop {
            let before = self.run.actions.len();
            let mut from = 0;
            while from < self.run.actions.len() {
                let end = (from + stretch).min(self.run.actions.len());
                let mut fewer = self.run.clone();
                fewer.actions.drain(from..end);
                if !self.try_run(fewer) {
                    from += stretch;
                }
            }
            if stretch == 1 && self.run.actions.len() == before {
                return;
            }
            stretch = (stretch / 2).max(1);
        }
    }

    /// A smaller cluster, fewer clients, everything else as it is by default: at once,
    /// or else one thing after the other.
    fn set_up_plainly(&mut self) {
        for servers in 1..self.run.scenario.servers {
            if self.try_set_up(|scenario| scenario.servers = servers) {
                break;
            }
        }
        for clients in 1..self.run.scenario.clients {
            if self.try_set_up(|scenario| scenario.clients = clients) {
                break;
            }
        }
        let plain = Scenario::new(0, 1);
        self.try_set_up(|it| it.answer = plain.answer);
        let core = plain.protocol.core;
        self.try_set_up(|it| it.protocol.core.extensions = core.extensions);
        self.try_set_up(|it| it.protocol.core.extensions.pre_vote = false);
        self.try_set_up(|it| it.protocol.core.extensions.check_quorum = false);
        let room = core.max_entries_per_message;
        self.try_set_up(|it| it.protocol.core.max_entries_per_message = room);
        self.calm_network(&plain.network);
        self.keep_usual_times(&plain.timing);
    }

    /// The default network, or else one without chance.
    fn calm_network(&mut self, plain: &NetworkConditions) {
        self.try_set_up(|it| it.network = *plain);
        if self.run.scenario.network == *plain {
            return;
        }
        self.try_set_up(|it| it.network.loss_ppm = 0);
        self.try_set_up(|it| it.network.duplicate_ppm = 0);
        self.try_set_up(|it| (it.network.spike_ppm, it.network.spike) = (0, plain.spike));
        self.try_set_up(|it| it.network.latency = plain.latency);
        self.try_set_up(|it| it.network.jitter = 0);
        for latency in rounder(self.run.scenario.network.latency) {
            self.try_set_up(|it| it.network.latency = latency);
        }
    }

    /// Things take as long as by default, or else a round time, and the same one always.
    fn keep_usual_times(&mut self, plain: &Timing) {
        self.try_set_up(|it| it.exceptions.clear());
        self.try_set_up(|it| it.timing = plain.clone());
        if self.run.scenario.timing == *plain {
            return;
        }
        self.try_set_up(|it| it.timing.client_timeout = plain.client_timeout);
        self.try_set_up(|it| it.timing.client_backoff = plain.client_backoff);
        self.try_set_up(|it| {
            it.timing.election_timeout_min = plain.election_timeout_min;
            it.timing.election_timeout_max = plain.election_timeout_max;
            it.timing.heartbeat = plain.heartbeat;
        });
        let writes = |timing: &Timing| (timing.disk_write_min, timing.disk_write_max);
        let is_plain = self.try_set_up(|it| {
            (it.timing.disk_write_min, it.timing.disk_write_max) = writes(plain);
        });
        if !is_plain && writes(&self.run.scenario.timing) != writes(plain) {
            self.try_set_up(|it| it.timing.disk_write_min = it.timing.disk_write_max);
            // Never slower: a disk that takes longer than an election is a trouble of its own.
            let longest = self.run.scenario.timing.disk_write_max;
            for write in rounder(longest).into_iter().filter(|&write| write <= longest) {
                self.try_set_up(|it| it.timing.disk_write_max = write);
            }
        }
    }

    fn try_set_up(&mut self, change: impl Fn(&mut Scenario)) -> bool {
        let mut run = self.run.clone();
        change(&mut run.scenario);
        self.try_run(run)
    }

    /// Something plainer instead of an action: a clear cut instead of a bad network, the
    /// first client, whole milliseconds.
    fn act_plainly(&mut self) {
        for place in 0..self.run.actions.len() {
            for action in plainer(&self.run.actions[place].action) {
                let mut run = self.run.clone();
                run.actions[place].action = action;
                if self.try_run(run) {
                    break;
                }
            }
        }
    }

    /// Moves actions to rounder times, the roundest first, without changing their order.
    fn round_times(&mut self) {
        for place in 0..self.run.actions.len() {
            for at in rounder(self.run.actions[place].at) {
                let actions = &self.run.actions;
                let before = place.checked_sub(1).map_or(0, |place| actions[place].at);
                let after = actions.get(place + 1).map_or(MAX_TIME, |next| next.at);
                let mut run = self.run.clone();
                run.actions[place].at = at;
                if (before..=after).contains(&at) && self.try_run(run) {
                    break;
                }
            }
        }
    }
}

/// Whether a rule is off in this run, and with all rules on nothing is wrong with it.
pub fn is_due_to_a_rule(run: &Run) -> bool {
    let published = |protocol: Protocol| {
        let rules = raft::Rules::default();
        let core = raft::Settings { rules, ..protocol.core };
        Protocol { core, machine_rules: MachineRules::default() }
    };
    let mut right = run.clone();
    right.scenario.protocol = published(run.scenario.protocol);
    for anchored in &mut right.actions {
        if let Action::SetProtocol(protocol) = &mut anchored.action {
            *protocol = published(*protocol);
        }
    }
    right != *run && judge(&right).is_none()
}

/// Rounder numbers near this one: down before up, and only rounder ones than it is.
fn rounder(time: Micros) -> Vec<Micros> {
    let steps = [500, 100, 50, 10, 5, 1].map(|step| step * MILLISECOND);
    let coarser = steps.into_iter().take_while(|step| !time.is_multiple_of(*step));
    coarser.flat_map(|step| [time / step * step, time.div_ceil(step) * step]).collect()
}

fn plainer(action: &Action) -> Vec<Action> {
    match *action {
        Action::Delay { flight, by } => {
            rounder(by).into_iter().map(|by| Action::Delay { flight, by }).collect()
        }
        Action::SetClock { server, rate_ppm } => {
            let plain = [500_000, 2_000_000].into_iter().filter(|&plain| plain != rate_ppm);
            plain.map(|rate_ppm| Action::SetClock { server, rate_ppm }).collect()
        }
        Action::Cut { from, to, both_ways: false } => {
            vec![Action::Cut { from, to, both_ways: true }]
        }
        Action::Propose { client: ClientId(2..), ref text } => {
            vec![Action::Propose { client: ClientId(1), text: text.clone() }]
        }
        _ => Vec::new(),
    }
}
