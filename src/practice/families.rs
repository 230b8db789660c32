//! What each family does when a question is made.

use super::belief::Belief;
use super::dice::Dice;
use super::family::Family;
use super::question::{Answer, Ask, Facts, Kind, Scene, Why};
use super::{
    client, commit_index, committed, crash, electable, fields, linearizable, reachable, read,
    repair, tolerance, votes,
};
use crate::cluster::Cluster;

/// One draw: what is shown and asked, and the cluster at that moment.
pub(super) fn draw_scene(family: Family, dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    match family {
        Family::Votes => votes::draw(dice),
        Family::Electable => electable::draw(dice),
        Family::Committed => committed::draw(dice),
        Family::CommitIndex => commit_index::draw(dice),
        Family::Fields => fields::draw(dice),
        Family::Repair => repair::draw(dice),
        Family::Crash => crash::draw(dice),
        Family::Tolerance => tolerance::draw(dice),
        Family::Reachable => reachable::draw(dice),
        Family::Client => client::draw(dice),
        Family::Read => read::draw(dice),
        Family::Linearizable => linearizable::draw(dice),
    }
}

impl Family {
    /// The beliefs that its wrong answers come from.
    pub fn beliefs(self) -> &'static [Belief] {
        match self {
            Family::Votes => &votes::BELIEFS,
            Family::Electable => &electable::BELIEFS,
            Family::Committed => &committed::BELIEFS,
            Family::CommitIndex => &commit_index::BELIEFS,
            Family::Fields => &fields::BELIEFS,
            Family::Repair => &repair::BELIEFS,
            Family::Crash => &crash::BELIEFS,
            Family::Tolerance => &tolerance::BELIEFS,
            Family::Reachable => &reachable::BELIEFS,
            Family::Client => &client::BELIEFS,
            Family::Read => &read::BELIEFS,
            Family::Linearizable => &linearizable::BELIEFS,
        }
    }
}

/// What is right, by the core, or what somebody says who believes something else. `None` where
/// the belief has nothing to say, or the run does not come to an answer.
pub(super) fn answer(facts: &Facts, belief: Option<Belief>) -> Option<Answer> {
    match facts.ask {
        Ask::Votes { candidate, request } => votes::answer(facts, *candidate, *request, belief),
        Ask::Electable => electable::answer(facts, belief),
        Ask::Committed { leader, knew } => committed::answer(facts, *leader, *knew, belief),
        Ask::Safe { leader } => committed::safe(facts, *leader, belief),
        Ask::Acknowledged { leader, follower, match_index } => {
            commit_index::acknowledged(facts, *leader, *follower, *match_index, belief)
        }
        Ask::Learned { follower, request, .. } => {
            commit_index::learned(facts, *follower, request, belief)
        }
        Ask::Fields { leader, follower, news, most } => {
            fields::answer(facts, (*leader, *follower), news, *most, belief)
        }
        Ask::Repair { leader, follower } => repair::answer(facts, *leader, *follower, belief),
        Ask::Crash { server, .. } => crash::answer(facts, *server, belief),
        Ask::Tolerance => tolerance::answer(facts, belief),
        Ask::Reachable => reachable::answer(facts, belief),
        Ask::Client { .. } => client::answer(facts, belief),
        Ask::Read(waiting) => read::answer(facts, waiting, belief),
        Ask::Linearizable { history } => linearizable::answer(history, belief),
    }
}

/// Why the right answer is right.
pub(super) fn why(facts: &Facts) -> Option<Why> {
    match facts.ask {
        Ask::Votes { candidate, request } => Some(votes::why(facts, *candidate, *request)),
        Ask::Electable => Some(electable::why(facts)),
        Ask::Committed { leader, .. } => committed::why(facts, *leader),
        Ask::Safe { leader } => committed::why_safe(facts, *leader),
        Ask::Acknowledged { leader, .. } => commit_index::why_acknowledged(facts, *leader),
        Ask::Learned { follower, request, .. } => {
            commit_index::why_learned(facts, *follower, request)
        }
        Ask::Fields { leader, follower, .. } => fields::why(facts, *leader, *follower),
        Ask::Repair { leader, follower } => repair::why(facts, *leader, *follower),
        Ask::Crash { server, .. } => crash::why(facts, *server),
        Ask::Tolerance => Some(tolerance::why(facts)),
        Ask::Reachable => reachable::why(facts),
        Ask::Client { told, .. } => Some(client::why(told)),
        Ask::Read(waiting) => read::why(facts, waiting),
        Ask::Linearizable { history } => linearizable::why(history),
    }
}

/// How a question is answered.
pub(super) fn kind(ask: &Ask) -> Kind {
    match ask {
        Ask::Votes { .. } | Ask::Electable => Kind::Servers,
        Ask::Committed { .. }
        | Ask::Safe { .. }
        | Ask::Acknowledged { .. }
        | Ask::Learned { .. }
        | Ask::Tolerance => Kind::Number,
        Ask::Fields { .. } | Ask::Repair { .. } | Ask::Crash { .. } | Ask::Client { .. } => {
            Kind::One
        }
        Ask::Reachable | Ask::Read(_) | Ask::Linearizable { .. } => Kind::YesNo,
    }
}
