//! What goes beyond the two RPCs of the paper's §5: snapshots, reads, members, transfer,
//! PreVote. What reaches a server of it is handed on from here.
//!
//! Neither an election nor replication leads here. The page fetches it when it is first
//! wanted (`xtask/src/gates.rs`): hence the functions that are not to be inlined.

use super::io::Input;
use super::message::Message;
use super::server::Server;
use super::types::ServerId;

impl Server {
    /// What is asked of a server besides commands.
    #[inline(never)]
    pub(super) fn take_request(&mut self, asked: Input) {
        match asked {
            Input::Read(read) => self.take_read(read),
            Input::ChangeMembership(change) => self.change_membership(change),
            Input::TransferLeadership(to) => self.transfer_leadership(to),
            Input::Compact { through, state } => self.compact(through, state),
            // Dealt with already.
            Input::ElectionTimeout
            | Input::MinimumElectionTimeout
            | Input::HeartbeatTimeout
            | Input::Receive { .. }
            | Input::Propose(_)
            | Input::ProposeAll(_)
            | Input::Persisted(_) => {}
        }
    }

    /// A message beyond RequestVote and AppendEntries.
    #[inline(never)]
    pub(super) fn receive_beyond(&mut self, from: ServerId, message: Message) {
        match message {
            Message::InstallSnapshot(request) => self.install_snapshot(from, request),
            Message::InstallSnapshotReply(reply) => self.install_snapshot_reply(from, reply),
            Message::TimeoutNow(request) => self.timeout_now(request),
            Message::PreVote(request) => self.pre_vote(from, request),
            Message::PreVoteReply(reply) => self.pre_vote_reply(from, reply),
            // Dealt with already.
            Message::RequestVote(_)
            | Message::RequestVoteReply(_)
            | Message::AppendEntries(_)
            | Message::AppendEntriesReply(_) => {}
        }
    }
}
