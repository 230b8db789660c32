//! One server: its state (paper figure 2), and what every message has in common.

use litemap::LiteMap;

use super::configuration::Configuration;
use super::decision::{Decision, RoleName, StepDown};
use super::durability::Durability;
use super::io::{Input, LogWrite, Output, PersistentState, Timer, Write};
use super::lease::{Lease, Protection};
use super::log::Log;
use super::membership::Membership;
use super::message::Message;
use super::progress::Progress;
use super::quorum::Quorum;
use super::reading::PendingRead;
use super::request::{Request, RequestRefusal};
use super::rules::{Extensions, Rules, Settings};
use super::snapshot::Snapshot;
use super::types::{Entry, Index, Round, ServerId, Term};

/// What a server is at the moment, with the state that only this role has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Answers leaders and candidates.
    Follower {
        /// This term's leader, once heard from.
        leader: Option<ServerId>,
    },
    /// Asks who would vote for it (thesis §9.6).
    PreCandidate {
        /// Who would, each once, in ascending order.
        votes: Vec<ServerId>,
        /// Who would not, likewise.
        refused_by: Vec<ServerId>,
    },
    /// Stands for election.
    Candidate {
        /// Who has voted for it, each once, in ascending order.
        votes: Vec<ServerId>,
        /// Who has refused, likewise.
        refused_by: Vec<ServerId>,
        /// Whether the leader itself asked it to stand.
        leadership_transfer: bool,
    },
    /// Takes commands and replicates them.
    Leader(Leadership),
}

/// The volatile state on leaders (figure 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leadership {
    /// What it knows of each other member.
    pub progress: LiteMap<ServerId, Progress>,
    /// How often it has turned to everyone, or to one who has just joined.
    pub round: Round,
    /// Where the first entry of its term stands: its no-op.
    pub noop: Index,
    /// Reads that are not answered yet, in their order.
    pub reads: Vec<PendingRead>,
    /// To whom it is handing over.
    pub transfer: Option<ServerId>,
    /// What it may answer reads by without asking, with that extension.
    pub lease: Lease,
}

impl Role {
    /// The role's name.
    pub fn name(&self) -> RoleName {
        match self {
            Role::Follower { .. } => RoleName::Follower,
            Role::PreCandidate { .. } => RoleName::PreCandidate,
            Role::Candidate { .. } => RoleName::Candidate,
            Role::Leader(_) => RoleName::Leader,
        }
    }
}

/// One Raft server as a pure state machine: [`Server::step`] takes an [`Input`]
/// and returns what the machine around it has to do.
#[derive(Clone, Debug)]
pub struct Server {
    pub(super) id: ServerId,
    pub(super) settings: Settings,

    // Persistent state (figure 2). What of it is durable yet, `durability` knows.
    pub(super) current_term: Term,
    pub(super) voted_for: Option<ServerId>,
    pub(super) snapshot: Snapshot,
    pub(super) log: Log,
    pub(super) durability: Durability,

    // What the log says about the cluster: derived, never stored.
    pub(super) membership: Membership,

    // Volatile state (figure 2). A restart sets both indices to the snapshot's
    // last index (rule 18).
    pub(super) commit_index: Index,
    pub(super) last_applied: Index,
    pub(super) role: Role,
    /// Why it helps to depose no leader as long as the timer of the minimum election
    /// timeout runs (rule 22). Only kept with an extension that asks for it.
    pub(super) protection: Protection,

    // What this step has changed and asks for; empty between steps.
    hard_state_changed: bool,
    snapshot_changed: bool,
    log_changed_from: Option<Index>,
    pub(super) outputs: Vec<Output>,
    pub(super) sends: Vec<(ServerId, Message, Leaves)>,
}

/// When a message may leave.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// At once: what a leader says, in parallel with its own disk
    /// (thesis §10.2.1).
    AtOnce,
    /// When everything before it is durable (paper figure 2).
    WhenDurable,
}

impl Server {
    /// A server that starts, or restarts, from what is on its disk:
    /// [`PersistentState::bootstrap`] at the beginning of a cluster, and the empty
    /// default where a server joins later. It starts as a follower with a fresh
    /// election timer.
    pub fn start(
        id: ServerId,
        settings: Settings,
        persistent: PersistentState,
    ) -> (Server, Vec<Output>) {
        let PersistentState { current_term, voted_for, snapshot, log } = persistent;
        let Snapshot { last_index, last_term, .. } = snapshot;
        let mut membership = Membership::new(last_index, snapshot.configuration.clone());
        for (index, entry) in (last_index + 1..).zip(&log) {
            membership.appended(index, entry);
        }
        let log = Log::new(last_index, last_term, log);
        let mut outputs = vec![Output::StartTimer(Timer::Election)];
        // Before a crash it may have promised a leader to listen to nobody else for a
        // while: a lease relies on it (thesis §6.4.1).
        let protection = match settings.extensions.lease_read {
            true => Protection::SinceStart,
            false => Protection::None,
        };
        if protection != Protection::None {
            outputs.push(Output::StartTimer(Timer::MinimumElection));
        }
        if last_index > 0 {
            outputs.push(Output::Restore(snapshot.clone()));
        }
        let server = Server {
            id,
            settings,
            current_term,
            voted_for,
            durability: Durability::restored(current_term, voted_for, log.last_index()),
            snapshot,
            log,
            membership,
            commit_index: last_index,
            last_applied: last_index,
            role: Role::Follower { leader: None },
            protection,
            hard_state_changed: false,
            snapshot_changed: false,
            log_changed_from: None,
            outputs: Vec::new(),
            sends: Vec::new(),
        };
        (server, outputs)
    }

    /// What this server knew already when what is shown here began: its log is
    /// committed up to `commit_index`, or as far as it reaches. To be said once, right
    /// after the start.
    pub fn knew_committed(&mut self, commit_index: Index) -> Vec<Output> {
        self.commit_index = self.commit_index.max(commit_index.min(self.log.last_index()));
        self.apply_committed();
        self.finish_step();
        std::mem::take(&mut self.outputs)
    }

    /// Takes one input to its end and returns what is to be done, in order.
    pub fn step(&mut self, input: Input) -> Vec<Output> {
        let mut outputs = Vec::new();
        self.step_into(input, &mut outputs);
        outputs
    }

    /// The same, for callers that take many steps: what is to be done is added to a list
    /// of theirs, which they can use again.
    pub fn step_into(&mut self, input: Input, outputs: &mut Vec<Output>) {
        std::mem::swap(&mut self.outputs, outputs);
        self.take(input);
        self.finish_step();
        std::mem::swap(&mut self.outputs, outputs);
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::ElectionTimeout => self.election_timed_out(),
            Input::MinimumElectionTimeout => self.minimum_timeout_passed(),
            Input::HeartbeatTimeout => self.heartbeat_timed_out(),
            Input::Receive { from, message } => self.receive(from, message),
            Input::Propose(command) => self.propose([command]),
            Input::ProposeAll(commands) => self.propose(commands),
            Input::Persisted(write) => {
                let before = self.durable_index();
                self.durability.complete(write);
                self.count_own_vote();
                self.count_own_copy(before);
            }
            Input::Read(read) => self.take_read(read),
            Input::ChangeMembership(change) => self.change_membership(change),
            Input::TransferLeadership(to) => self.transfer_leadership(to),
            Input::Compact { through, state } => self.compact(through, state),
        }
    }

    fn receive(&mut self, from: ServerId, message: Message) {
        // A server that hears from a leader does not let a candidate topple it: not
        // even the candidate's term counts (rule 22).
        if let Message::RequestVote(request) = &message
            && let Some(reason) = self.must_ignore(from, request)
        {
            return self.decide(Decision::VoteDenied { candidate: from, reason });
        }
        if message.term() > self.current_term && message.claims_its_term() {
            self.adopt_term(message.term(), from);
        }
        match message {
            Message::RequestVote(request) => self.request_vote(from, request),
            Message::RequestVoteReply(reply) => self.request_vote_reply(from, reply),
            Message::AppendEntries(request) => self.append_entries(from, request),
            Message::AppendEntriesReply(reply) => self.append_entries_reply(from, reply),
            Message::InstallSnapshot(request) => self.install_snapshot(from, request),
            Message::InstallSnapshotReply(reply) => self.install_snapshot_reply(from, reply),
            Message::TimeoutNow(request) => self.timeout_now(from, request),
            Message::PreVote(request) => self.pre_vote(from, request),
            Message::PreVoteReply(reply) => self.pre_vote_reply(from, reply),
        }
    }

    /// "If RPC request or response contains term T > currentTerm: set
    /// currentTerm = T, convert to follower" (figure 2; rule 1). The vote belonged
    /// to the old term.
    fn adopt_term(&mut self, term: Term, because_of: ServerId) {
        self.decide(Decision::TermAdopted { from: self.current_term, to: term, because_of });
        self.set_term_and_vote(term, None);
        self.become_follower(StepDown::HigherTerm);
    }

    /// Gives up a candidacy or an office. The vote stays as it is: within a term
    /// it never changes (rule 3).
    pub(super) fn become_follower(&mut self, reason: StepDown) {
        let leader = match reason {
            StepDown::LeaderOfThisTerm { leader } => Some(leader),
            _ => None,
        };
        self.give_up_lease();
        let role = std::mem::replace(&mut self.role, Role::Follower { leader });
        let was = role.name();
        if was == RoleName::Follower {
            return;
        }
        self.decide(Decision::BecameFollower { was, reason });
        self.output(Output::StopTimer(Timer::Heartbeat));
        if let Role::Leader(Leadership { reads, transfer, .. }) = role {
            // Who waits for these has to ask the next leader.
            for PendingRead { read, .. } in reads {
                self.decide(Decision::ReadDropped { read });
            }
            if let Some(to) = transfer {
                self.decide(Decision::TransferOver { to });
            }
            // A leader has no election timeout: as a follower it needs one (rule 6).
            self.output(Output::StartTimer(Timer::Election));
        }
    }

    pub(super) fn set_term_and_vote(&mut self, term: Term, voted_for: Option<ServerId>) {
        self.current_term = term;
        self.voted_for = voted_for;
        self.hard_state_changed = true;
    }

    /// The snapshot is another one: this step will ask for a write.
    pub(super) fn snapshot_changed(&mut self) {
        self.snapshot_changed = true;
    }

    /// The log changed from `from` on: this step will ask for a write.
    pub(super) fn log_changed(&mut self, from: Index) {
        self.log_changed_from = Some(self.log_changed_from.map_or(from, |first| first.min(from)));
    }

    pub(super) fn decide(&mut self, decision: Decision) {
        self.outputs.push(Output::Decide(decision));
    }

    pub(super) fn output(&mut self, output: Output) {
        self.outputs.push(output);
    }

    pub(super) fn send(&mut self, to: ServerId, message: Message, leaves: Leaves) {
        self.sends.push((to, message, leaves));
    }

    /// Something asked from outside is refused.
    pub(super) fn refuse(&mut self, request: Request, reason: RequestRefusal) {
        self.decide(Decision::RequestRefused { request, reason });
    }

    /// The other voters, in ascending order.
    pub(super) fn other_voters(&self) -> Vec<ServerId> {
        let mut voters = self.configuration().all_voters();
        voters.retain(|&voter| voter != self.id);
        voters
    }

    /// What it takes for a decision now.
    pub(super) fn quorum(&self) -> Quorum<'_> {
        Quorum::new(self.membership.in_force(), self.settings.rules)
    }

    /// Asks for one write of all that changed, then for the messages: those that
    /// rely on the disk wait for that write, or for an earlier one still under
    /// way (rule 4).
    pub(super) fn finish_step(&mut self) {
        let log = self
            .log_changed_from
            .take()
            .map(|from| LogWrite { from, entries: self.log.from(from).to_vec() });
        let snapshot = std::mem::take(&mut self.snapshot_changed).then(|| self.snapshot.clone());
        if std::mem::take(&mut self.hard_state_changed) || log.is_some() || snapshot.is_some() {
            let (term, voted_for) = (self.current_term, self.voted_for);
            let id = self.durability.issue(term, voted_for, self.log.last_index());
            self.output(Output::Persist(Write { id, term, voted_for, snapshot, log }));
        }
        let pending = self.durability.last_pending();
        for (to, message, leaves) in self.sends.drain(..) {
            let after = if leaves == Leaves::WhenDurable { pending } else { None };
            self.outputs.push(Output::Send { to, message, after });
        }
    }
}

/// What an onlooker may ask.
impl Server {
    /// The server's name.
    pub fn id(&self) -> ServerId {
        self.id
    }

    /// Who decides with it: the configuration in force here, committed or not.
    pub fn configuration(&self) -> &Configuration {
        self.membership.in_force()
    }

    /// Where the configuration in force stands in the log.
    pub fn configuration_index(&self) -> Index {
        self.membership.index()
    }

    /// Which protections it keeps.
    pub fn rules(&self) -> Rules {
        self.settings.rules
    }

    /// The extensions that are on at it.
    pub fn extensions(&self) -> Extensions {
        self.settings.extensions
    }

    /// Latest term it has seen.
    pub fn current_term(&self) -> Term {
        self.current_term
    }

    /// Who received its vote in the current term.
    pub fn voted_for(&self) -> Option<ServerId> {
        self.voted_for
    }

    /// Its log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Its log's entries, to be taken out of a moment that is kept, and put back.
    pub(crate) fn entries_mut(&mut self) -> &mut Vec<Entry> {
        self.log.entries_mut()
    }

    /// For tests of the checks: to make what no correct server does.
    #[cfg(test)]
    pub(crate) fn log_mut(&mut self) -> &mut Log {
        &mut self.log
    }

    /// Highest index it knows to be committed.
    pub fn commit_index(&self) -> Index {
        self.commit_index
    }

    /// Highest index it has handed to its state machine.
    pub fn last_applied(&self) -> Index {
        self.last_applied
    }

    /// What it is at the moment.
    pub fn role(&self) -> &Role {
        &self.role
    }

    /// Whether it leads.
    pub fn is_leader(&self) -> bool {
        matches!(self.role, Role::Leader(_))
    }

    /// What it keeps as a leader; `None` on everyone else.
    pub fn leadership(&self) -> Option<&Leadership> {
        match &self.role {
            Role::Leader(leadership) => Some(leadership),
            _ => None,
        }
    }

    /// Whom it takes for this term's leader.
    pub fn leader(&self) -> Option<ServerId> {
        match self.role {
            Role::Follower { leader } => leader,
            Role::PreCandidate { .. } | Role::Candidate { .. } => None,
            Role::Leader(_) => Some(self.id),
        }
    }

    /// How far its log is durable on its own disk.
    pub fn durable_index(&self) -> Index {
        self.durability.last_index()
    }
}
