//! Who belongs to the cluster, and how that changes (paper §6, thesis chapter 4).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::request::{MembershipChange, RequestRefusal};
use super::types::ServerId;

/// The members of the cluster, as one log entry states them. Copies share one
/// allocation: entries and snapshots that carry it stay small.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Configuration(Arc<Lists>);

/// Who belongs to it in which part. All lists ascend.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Lists {
    voters: Vec<ServerId>,
    outgoing: Vec<ServerId>,
    learners: Vec<ServerId>,
}

impl From<Lists> for Configuration {
    fn from(lists: Lists) -> Configuration {
        Configuration(lists.into())
    }
}

impl Configuration {
    /// A configuration of these voters; order and repetitions don't matter.
    pub fn new(voters: impl IntoIterator<Item = ServerId>) -> Self {
        Lists { voters: sorted(voters), ..Lists::default() }.into()
    }

    /// The voters; in a joint configuration those of the new side, C_new.
    pub fn voters(&self) -> &[ServerId] {
        &self.0.voters
    }

    /// The voters of the old side, C_old, in a joint configuration; else empty.
    pub fn outgoing(&self) -> &[ServerId] {
        &self.0.outgoing
    }

    /// Those that receive the log but have no vote (thesis §4.2.1). One that is
    /// outgoing too has its vote until the joint configuration is left.
    pub fn learners(&self) -> &[ServerId] {
        &self.0.learners
    }

    /// Whether this is C_old,new: both sides have to agree (paper §6).
    pub fn is_joint(&self) -> bool {
        !self.0.outgoing.is_empty()
    }

    /// Whether nobody belongs to it: a server that has not heard yet of the
    /// cluster it will join.
    pub fn is_empty(&self) -> bool {
        self.0.voters.is_empty() && self.0.learners.is_empty()
    }

    /// Whether `server` has a vote, on either side.
    pub fn is_voter(&self, server: ServerId) -> bool {
        self.0.voters.contains(&server) || self.0.outgoing.contains(&server)
    }

    /// Whether `server` receives the log without having a vote.
    pub fn is_learner(&self, server: ServerId) -> bool {
        self.0.learners.contains(&server) && !self.is_voter(server)
    }

    /// Whether `server` belongs to it at all.
    pub fn is_member(&self, server: ServerId) -> bool {
        self.is_voter(server) || self.0.learners.contains(&server)
    }

    /// Everyone who has a vote, each once.
    pub fn all_voters(&self) -> Vec<ServerId> {
        sorted(self.0.voters.iter().chain(&self.0.outgoing).copied())
    }

    /// Everyone who receives the log, each once.
    pub fn members(&self) -> Vec<ServerId> {
        sorted(self.0.voters.iter().chain(&self.0.outgoing).chain(&self.0.learners).copied())
    }

    /// C_new: what a joint configuration becomes (paper §6).
    pub fn without_outgoing(&self) -> Configuration {
        Lists { outgoing: Vec::new(), ..Lists::clone(&self.0) }.into()
    }

    /// The configuration to append for `change`: for a joint change C_old,new, for
    /// a single server C_new at once (thesis §4.1).
    pub fn changed(&self, change: &MembershipChange) -> Result<Configuration, RequestRefusal> {
        let (mut voters, mut learners) = (self.0.voters.clone(), self.0.learners.clone());
        let mut outgoing = Vec::new();
        match *change {
            MembershipChange::AddLearner(server) if self.is_member(server) => {
                return Err(RequestRefusal::AlreadyAMember(server));
            }
            MembershipChange::AddLearner(server) => learners.push(server),
            MembershipChange::AddVoter(server) if self.is_voter(server) => {
                return Err(RequestRefusal::AlreadyAMember(server));
            }
            MembershipChange::Promote(server) if !self.0.learners.contains(&server) => {
                return Err(RequestRefusal::NotALearner(server));
            }
            MembershipChange::AddVoter(server) | MembershipChange::Promote(server) => {
                learners.retain(|&learner| learner != server);
                voters.push(server);
            }
            MembershipChange::Remove(server) if !self.is_member(server) => {
                return Err(RequestRefusal::NotAMember(server));
            }
            MembershipChange::Remove(server) => {
                voters.retain(|&voter| voter != server);
                learners.retain(|&learner| learner != server);
            }
            MembershipChange::Joint { voters: ref new, learners: ref new_learners } => {
                outgoing = voters;
                voters = new.clone();
                learners = new_learners.clone();
            }
        }
        if voters.is_empty() {
            return Err(RequestRefusal::NoVoterLeft);
        }
        learners.retain(|learner| !voters.contains(learner));
        let (voters, learners) = (sorted(voters), sorted(learners));
        if (&voters, &learners) == (&self.0.voters, &self.0.learners) {
            return Err(RequestRefusal::NothingChanges);
        }
        Ok(Lists { voters, outgoing, learners }.into())
    }
}

/// In ascending order, each once.
fn sorted(servers: impl IntoIterator<Item = ServerId>) -> Vec<ServerId> {
    let mut sorted: Vec<_> = servers.into_iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[u16]) -> Vec<ServerId> {
        ids.iter().copied().map(ServerId).collect()
    }

    fn of(voters: &[u16]) -> Configuration {
        Configuration::new(ids(voters))
    }

    #[test]
    fn a_server_named_twice_belongs_once() {
        assert_eq!(of(&[3, 1, 2, 1]), of(&[1, 2, 3]));
    }

    #[test]
    fn a_learner_is_a_member_without_a_vote_until_it_is_promoted() {
        let with_learner = of(&[1, 2, 3]).changed(&MembershipChange::AddLearner(ServerId(4)));
        let with_learner = with_learner.expect("4 is new");
        assert!(with_learner.is_learner(ServerId(4)) && !with_learner.is_voter(ServerId(4)));
        assert_eq!(with_learner.members(), ids(&[1, 2, 3, 4]));
        let promoted = with_learner.changed(&MembershipChange::Promote(ServerId(4)));
        assert_eq!(promoted, Ok(of(&[1, 2, 3, 4])));
    }

    #[test]
    fn who_is_promoted_or_removed_takes_no_other_learner_along() {
        let add = |to: Configuration, learner: u16| {
            to.changed(&MembershipChange::AddLearner(ServerId(learner))).expect("it is new")
        };
        let two_learners = add(add(of(&[1, 2, 3]), 4), 5);
        for change in
            [MembershipChange::Promote(ServerId(4)), MembershipChange::Remove(ServerId(4))]
        {
            let changed = two_learners.changed(&change).expect("4 is a learner");
            assert_eq!(changed.learners(), ids(&[5]), "after {change:?}");
        }
    }

    #[test]
    fn a_joint_change_keeps_both_sides_until_it_is_left() {
        let change = MembershipChange::Joint { voters: ids(&[3, 4]), learners: ids(&[1]) };
        let joint = of(&[1, 2, 3]).changed(&change).expect("a real change");
        assert!(joint.is_joint());
        assert_eq!(joint.all_voters(), ids(&[1, 2, 3, 4]));
        assert!(joint.is_voter(ServerId(1)), "a voter of the old side until then");
        let left = joint.without_outgoing();
        assert!(left.is_learner(ServerId(1)) && !left.is_member(ServerId(2)));
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_its_reason() {
        use MembershipChange::*;
        let three = of(&[1, 2, 3]);
        let refused = |change: MembershipChange| three.changed(&change).expect_err("refused");
        assert_eq!(refused(AddLearner(ServerId(1))), RequestRefusal::AlreadyAMember(ServerId(1)));
        assert_eq!(refused(AddVoter(ServerId(1))), RequestRefusal::AlreadyAMember(ServerId(1)));
        assert_eq!(refused(Promote(ServerId(1))), RequestRefusal::NotALearner(ServerId(1)));
        assert_eq!(refused(Remove(ServerId(9))), RequestRefusal::NotAMember(ServerId(9)));
        let same = Joint { voters: ids(&[3, 2, 1]), learners: vec![] };
        assert_eq!(refused(same), RequestRefusal::NothingChanges);
        let nobody = Joint { voters: vec![], learners: ids(&[1, 2, 3]) };
        assert_eq!(refused(nobody), RequestRefusal::NoVoterLeft);
        let last = of(&[1]).changed(&Remove(ServerId(1)));
        assert_eq!(last, Err(RequestRefusal::NoVoterLeft));
    }
}
