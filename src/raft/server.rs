//! One server: its state (paper figure 2), and what every message has in common.

use litemap::LiteMap;

use super::configuration::Configuration;
use super::decision::{Decision, RoleName, StepDown};
use super::durability::Durability;
use super::io::{Input, LogWrite, Output, PersistentState, Timer, Write};
use super::log::Log;
use super::message::Message;
use super::progress::Progress;
use super::rules::Rules;
use super::types::{Index, ServerId, Term};

/// What a server is at the moment, with the state that only this role has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Answers leaders and candidates.
    Follower {
        /// This term's leader, once heard from.
        leader: Option<ServerId>,
    },
    /// Stands for election.
    Candidate {
        /// Who has voted for it, each once, in ascending order.
        votes: Vec<ServerId>,
    },
    /// Takes commands and replicates them.
    Leader {
        /// What it knows of each other voter.
        progress: LiteMap<ServerId, Progress>,
    },
}

impl Role {
    /// The role's name.
    pub fn name(&self) -> RoleName {
        match self {
            Role::Follower { .. } => RoleName::Follower,
            Role::Candidate { .. } => RoleName::Candidate,
            Role::Leader { .. } => RoleName::Leader,
        }
    }
}

/// One Raft server as a pure state machine: [`Server::step`] takes an [`Input`]
/// and returns what the machine around it has to do.
#[derive(Clone, Debug)]
pub struct Server {
    pub(super) id: ServerId,
    pub(super) configuration: Configuration,
    pub(super) rules: Rules,

    // Persistent state (figure 2). What of it is durable yet, `durability` knows.
    pub(super) current_term: Term,
    pub(super) voted_for: Option<ServerId>,
    pub(super) log: Log,
    pub(super) durability: Durability,

    // Volatile state (figure 2). A restart sets both to 0 (rule 18).
    pub(super) commit_index: Index,
    pub(super) last_applied: Index,
    pub(super) role: Role,

    // What this step has changed and asks for; empty between steps.
    hard_state_changed: bool,
    log_changed_from: Option<Index>,
    outputs: Vec<Output>,
    sends: Vec<(ServerId, Message, Leaves)>,
}

/// When a message may leave.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// At once: a leader's AppendEntries, in parallel with its own disk
    /// (thesis §10.2.1).
    AtOnce,
    /// When everything before it is durable (paper figure 2).
    WhenDurable,
}

impl Server {
    /// A server that starts, or restarts, from what is on its disk: an empty
    /// [`PersistentState`] the first time. It starts as a follower with a fresh
    /// election timer.
    pub fn start(
        id: ServerId,
        configuration: Configuration,
        rules: Rules,
        persistent: PersistentState,
    ) -> (Server, Vec<Output>) {
        let PersistentState { current_term, voted_for, log } = persistent;
        let log = Log::from_entries(log);
        let server = Server {
            id,
            configuration,
            rules,
            current_term,
            voted_for,
            durability: Durability::restored(current_term, voted_for, log.last_index()),
            log,
            commit_index: 0,
            last_applied: 0,
            role: Role::Follower { leader: None },
            hard_state_changed: false,
            log_changed_from: None,
            outputs: Vec::new(),
            sends: Vec::new(),
        };
        (server, vec![Output::StartTimer(Timer::Election)])
    }

    /// Takes one input to its end and returns what is to be done, in order.
    pub fn step(&mut self, input: Input) -> Vec<Output> {
        match input {
            Input::ElectionTimeout => self.election_timed_out(),
            Input::HeartbeatTimeout => self.heartbeat_timed_out(),
            Input::Receive { from, message } => self.receive(from, message),
            Input::Propose(command) => self.propose(command),
            Input::Persisted(write) => {
                let before = self.durable_index();
                self.durability.complete(write);
                self.count_own_vote();
                self.count_own_copy(before);
            }
        }
        self.finish_step()
    }

    fn receive(&mut self, from: ServerId, message: Message) {
        if message.term() > self.current_term {
            self.adopt_term(message.term(), from);
        }
        match message {
            Message::RequestVote(request) => self.request_vote(from, request),
            Message::RequestVoteReply(reply) => self.request_vote_reply(from, reply),
            Message::AppendEntries(request) => self.append_entries(from, request),
            Message::AppendEntriesReply(reply) => self.append_entries_reply(from, reply),
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
        let was = self.role.name();
        let leader = match reason {
            StepDown::HigherTerm => None,
            StepDown::LeaderOfThisTerm { leader } => Some(leader),
        };
        self.role = Role::Follower { leader };
        if was != RoleName::Follower {
            self.decide(Decision::BecameFollower { was, reason });
        }
        if was == RoleName::Leader {
            // A leader has no election timer: as a follower it needs one (rule 6).
            self.output(Output::StopTimer(Timer::Heartbeat));
            self.output(Output::StartTimer(Timer::Election));
        }
    }

    pub(super) fn set_term_and_vote(&mut self, term: Term, voted_for: Option<ServerId>) {
        self.current_term = term;
        self.voted_for = voted_for;
        self.hard_state_changed = true;
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

    /// The other voters, in ascending order.
    pub(super) fn peers(&self) -> Vec<ServerId> {
        self.configuration.voters().iter().copied().filter(|&voter| voter != self.id).collect()
    }

    /// Asks for one write of all that changed, then for the messages: those that
    /// rely on the disk wait for that write, or for an earlier one still under
    /// way (rule 4).
    fn finish_step(&mut self) -> Vec<Output> {
        let log = self
            .log_changed_from
            .take()
            .map(|from| LogWrite { from, entries: self.log.from(from).to_vec() });
        if self.hard_state_changed || log.is_some() {
            self.hard_state_changed = false;
            let (term, voted_for) = (self.current_term, self.voted_for);
            let id = self.durability.issue(term, voted_for, self.log.last_index());
            self.output(Output::Persist(Write { id, term, voted_for, log }));
        }
        let pending = self.durability.last_pending();
        for (to, message, leaves) in std::mem::take(&mut self.sends) {
            let after = if leaves == Leaves::WhenDurable { pending } else { None };
            self.output(Output::Send { to, message, after });
        }
        std::mem::take(&mut self.outputs)
    }
}

/// What an onlooker may ask.
impl Server {
    /// The server's name.
    pub fn id(&self) -> ServerId {
        self.id
    }

    /// Who decides with it.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
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
        matches!(self.role, Role::Leader { .. })
    }

    /// Whom it takes for this term's leader.
    pub fn leader(&self) -> Option<ServerId> {
        match self.role {
            Role::Follower { leader } => leader,
            Role::Candidate { .. } => None,
            Role::Leader { .. } => Some(self.id),
        }
    }

    /// How far its log is durable on its own disk.
    pub fn durable_index(&self) -> Index {
        self.durability.last_index()
    }
}
