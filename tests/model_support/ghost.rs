//! What nobody in the cluster knows: all that was ever promised. It sees every state
//! and says what is broken (paper figure 3).

use std::collections::BTreeMap;
use std::sync::Arc;

use raft_lunch::raft::*;

use super::node::Node;

/// Everything that was promised so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ghost {
    /// Who led which term.
    leaders: BTreeMap<Term, ServerId>,
    /// The committed entries, each with the earliest term in which it was seen so.
    committed: Vec<(Entry, Term)>,
    broken: Option<&'static str>,
}

impl Ghost {
    /// The first thing that was broken.
    pub fn broken(&self) -> Option<&'static str> {
        self.broken
    }

    /// Looks at a new state.
    pub fn look_at(&mut self, servers: &[Arc<Node>; 3]) {
        for node in servers {
            let server = &node.server;
            self.look_at_leader(server);
            self.look_at_commits(server);
        }
        self.look_at_completeness(servers);
        for (at, one) in servers.iter().enumerate() {
            for other in &servers[..at] {
                if !agree(one.server.log(), other.server.log()) {
                    self.says("Log Matching");
                }
            }
        }
    }

    fn says(&mut self, property: &'static str) {
        self.broken = self.broken.or(Some(property));
    }

    fn look_at_leader(&mut self, server: &Server) {
        if server.is_leader() {
            let known = *self.leaders.entry(server.current_term()).or_insert(server.id());
            if known != server.id() {
                self.says("Election Safety");
            }
        }
    }

    fn look_at_commits(&mut self, server: &Server) {
        for index in 1..=server.commit_index() {
            let place = index as usize - 1;
            match (server.log().get(index), self.committed.get_mut(place)) {
                (Some(entry), Some((known, term))) if entry == known => {
                    *term = (*term).min(server.current_term());
                }
                (Some(entry), None) => {
                    self.committed.push((entry.clone(), server.current_term()));
                }
                _ => self.says("State Machine Safety"),
            }
        }
    }

    fn look_at_completeness(&mut self, servers: &[Arc<Node>; 3]) {
        for node in servers.iter().filter(|node| node.server.is_leader()) {
            let (log, term) = (node.server.log(), node.server.current_term());
            let lacks = |(index, (entry, committed_in)): (Index, &(Entry, Term))| {
                term > *committed_in && log.get(index) != Some(entry)
            };
            if (1..).zip(&self.committed).any(lacks) {
                self.says("Leader Completeness");
            }
        }
    }
}

/// "If two logs contain an entry with the same index and term, then the logs are
/// identical in all entries up through the given index" (figure 3).
fn agree(one: &Log, other: &Log) -> bool {
    let both: Vec<_> = one.entries().iter().zip(other.entries()).collect();
    let last_in_common = both.iter().rposition(|(a, b)| a.term == b.term);
    last_in_common.is_none_or(|last| both[..=last].iter().all(|(a, b)| a == b))
}
