//! The lists that grow with a run. Whoever keeps many moments of it takes them out of
//! each, shares what they have in common, and puts them back where a moment is needed.

use std::sync::Arc;

use super::Cluster;
use super::client::ClientRequest;
use super::machine::{Machine, Notice};
use crate::raft::{Entry, Index};

/// The long lists of a cluster, in an order that only depends on who is there and runs.
#[derive(Debug, Default)]
pub(crate) struct LongLists {
    /// Of each machine the log of its server, if that runs, and that of its disk, with
    /// the index of the first entry.
    pub logs: Vec<(Index, Vec<Entry>)>,
    /// What each client ever asked for.
    pub requests: Vec<Vec<ClientRequest>>,
    /// What waits for each machine's process, if it is paused.
    pub inboxes: Vec<Vec<Notice>>,
}

/// What can be told to be the same at a glance, without looking at all of it.
pub(crate) trait Same {
    /// True only of what is equal. It may miss things that are equal, too.
    fn is_same(&self, other: &Self) -> bool;
}

impl Same for Entry {
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Same for ClientRequest {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.operation, &other.operation)
            && (self.sequence, self.attempts) == (other.sequence, other.attempts)
            && self.answer == other.answer
    }
}

impl Same for Notice {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Notice::Message(id, flight), Notice::Message(other_id, other)) => {
                id == other_id && flight.is_same(other)
            }
            (Notice::WriteDone(write, cause), Notice::WriteDone(other, other_cause)) => {
                (write, cause) == (other, other_cause)
            }
            _ => false,
        }
    }
}

impl Cluster {
    /// Takes the long lists out. Until they are [put back](Cluster::put_lists), the
    /// cluster must not be used.
    pub(crate) fn take_lists(&mut self) -> LongLists {
        let mut lists = LongLists::default();
        for machine in &mut self.machines {
            machine.each_log(&mut |first, log| lists.logs.push((first, std::mem::take(log))));
            lists.inboxes.push(std::mem::take(&mut machine.inbox).into());
        }
        let histories = self.clients.iter_mut().map(|client| &mut client.history);
        lists.requests.extend(histories.map(std::mem::take));
        lists
    }

    /// Puts lists back that were taken out of this cluster, or of a copy of it.
    pub(crate) fn put_lists(&mut self, lists: LongLists) {
        let LongLists { logs, requests, inboxes } = lists;
        let mut logs = logs.into_iter();
        for (machine, inbox) in self.machines.iter_mut().zip(inboxes) {
            machine.each_log(&mut |_, log| *log = logs.next().unwrap_or_default().1);
            machine.inbox = inbox.into();
        }
        for (client, history) in self.clients.iter_mut().zip(requests) {
            client.history = history;
        }
    }
}

impl Machine {
    fn each_log(&mut self, visit: &mut dyn FnMut(Index, &mut Vec<Entry>)) {
        if let Some(raft) = &mut self.raft {
            visit(raft.log().first_index(), raft.entries_mut());
        }
        let (first, log) = self.disk.log_mut();
        visit(first, log);
    }
}
