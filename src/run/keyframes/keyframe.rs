//! A moment of a run that is kept whole, and weighs little: of the lists that grow with
//! the run, it shares with the other moments what they have in common.

use super::chunks::Chunks;
use crate::cluster::{ClientRequest, LongLists, Notice, Same};
use crate::raft::{Entry, Index};
use crate::run::playback::Playback;

/// Things in a chunk of each kind. The last chunk of a list is copied with every keyframe
/// until it is full, and each chunk needs a pointer: so the larger the thing, the fewer.
const ENTRIES: usize = 128;
const REQUESTS: usize = 16;
const NOTICES: usize = 32;

/// A moment that is kept whole.
#[derive(Clone, Debug)]
pub(in crate::run) struct Keyframe {
    /// The moment, without its long lists.
    bare: Playback,
    logs: Vec<Chunks<Entry>>,
    requests: Vec<Chunks<ClientRequest>>,
    inboxes: Vec<Chunks<Notice>>,
}

impl Keyframe {
    /// Keeps this moment, and shares what it can with the one `before`. The moment is
    /// lent to be taken apart, and is afterwards what it was.
    pub fn of(moment: &mut Playback, before: Option<&Keyframe>) -> Self {
        let lists = moment.cluster.take_lists();
        let bare = moment.clone();
        // Every log is compared with those before it too: servers agree on most entries.
        let known = before.map_or(&[][..], |before| &before.logs);
        let mut logs = Vec::with_capacity(lists.logs.len());
        for (first, log) in &lists.logs {
            logs.push(Chunks::of(log, place(*first), ENTRIES, [known, &logs]));
        }
        let requests = each(&lists.requests, before.map(|before| &before.requests), REQUESTS);
        let inboxes = each(&lists.inboxes, before.map(|before| &before.inboxes), NOTICES);
        moment.cluster.put_lists(lists);
        Keyframe { bare, logs, requests, inboxes }
    }

    /// The moment, to be played on.
    pub fn restored(&self) -> Playback {
        let mut moment = self.bare.clone();
        moment.cluster.put_lists(LongLists {
            logs: self.logs.iter().map(|log| (0, log.list())).collect(),
            requests: self.requests.iter().map(Chunks::list).collect(),
            inboxes: self.inboxes.iter().map(Chunks::list).collect(),
        });
        moment
    }

    /// The moment without its long lists: when it is, and what had happened.
    pub fn bare(&self) -> &Playback {
        &self.bare
    }

    #[cfg(test)]
    pub(super) fn logs(&self) -> &[Chunks<Entry>] {
        &self.logs
    }
}

/// Lists of which each has only its own earlier state to share with.
fn each<T: Clone + Same>(
    lists: &[Vec<T>],
    before: Option<&Vec<Chunks<T>>>,
    size: usize,
) -> Vec<Chunks<T>> {
    let mut chunks = Vec::with_capacity(lists.len());
    for (place, list) in lists.iter().enumerate() {
        let known = before.and_then(|before| before.get(place..=place)).unwrap_or_default();
        chunks.push(Chunks::of(list, 0, size, [known, &[]]));
    }
    chunks
}

/// An index as a number of a place: no list in memory is longer.
fn place(index: Index) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}
