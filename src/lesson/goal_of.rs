//! From a condition of the scenario format to a goal that the page can look at.

use super::goal::{GoalAnswer, GoalFact, ServerFact, WhichServers};
use super::playing::Playing;
use crate::check::Property;
use crate::cluster::{ClientId, Health};
use crate::raft::ServerId;
use crate::scenario::{AnswerClaim, Claim, Leader, Number, ServerRef, Which};

/// What can't be asked for, by the names of its fields.
const NOT_ASKED: &str = "What the reader shall bring about is told by `leader`, `leader_among`, `server` with `health`, `role`, `term`, `voted_for`, `last`, `committed`, `applied`, `snapshot`, `terms`, `store`, `voters` or `learners`, by `answer`, `holds`, `violated`, `linearizable` and `not`: the page looks at nothing else while they act.";

/// The facts of a condition, with the servers that have a name now. A sentence: it can't be
/// a goal.
pub(super) fn goal_of(claim: &Claim, playing: &Playing) -> Result<Vec<GoalFact>, String> {
    if has_more(claim) {
        return Err(NOT_ASKED.into());
    }
    let one = |server: &ServerRef| {
        playing.server(server).ok_or_else(|| format!("There is no such server here: {server}."))
    };
    let all = |servers: &[ServerRef]| servers.iter().map(one).collect::<Result<Vec<_>, _>>();
    let in_order = |servers: &[ServerRef]| {
        all(servers).map(|mut servers| {
            servers.sort_unstable();
            servers.dedup();
            servers
        })
    };
    // Those within bounds are none that a goal can have.
    let plain = |number: Option<Number>| number.and_then(|number| number.any());
    let mut facts = Vec::new();
    match &claim.leader {
        Some(Leader::Server(server)) => facts.push(GoalFact::Leads(one(server)?)),
        Some(Leader::Any) => facts.push(GoalFact::HasLeader(true)),
        Some(Leader::None) => facts.push(GoalFact::HasLeader(false)),
        None => {}
    }
    if let Some(among) = &claim.leader_among {
        facts.push(GoalFact::LeaderAmong(all(among)?));
    }
    let mut of_servers = Vec::new();
    of_servers.extend(claim.health.map(|health| match health.0 {
        Health::Up => ServerFact::Up,
        Health::Paused => ServerFact::Paused,
        Health::Crashed => ServerFact::Crashed,
    }));
    of_servers.extend(claim.role.map(|role| ServerFact::Role(role.0)));
    of_servers.extend(plain(claim.term).map(ServerFact::Term));
    if let Some(vote) = &claim.voted_for {
        of_servers.push(ServerFact::VotedFor(vote.as_ref().map(one).transpose()?));
    }
    of_servers.extend(plain(claim.last).map(ServerFact::Last));
    of_servers.extend(plain(claim.committed).map(ServerFact::Committed));
    of_servers.extend(plain(claim.applied).map(ServerFact::Applied));
    of_servers.extend(plain(claim.snapshot).map(ServerFact::Snapshot));
    of_servers.extend(claim.terms.clone().map(ServerFact::Terms));
    let store = claim.store.iter().flatten();
    of_servers.extend(store.map(|(key, value)| ServerFact::Stores(key.clone(), value.clone())));
    if let Some(voters) = &claim.voters {
        of_servers.push(ServerFact::Voters(in_order(voters)?));
    }
    if let Some(learners) = &claim.learners {
        of_servers.push(ServerFact::Learners(in_order(learners)?));
    }
    if !of_servers.is_empty() {
        facts.push(GoalFact::Servers(which(&claim.server, one)?, of_servers));
    }
    if let Some(answer) = &claim.answer {
        let client = ClientId(claim.client.unwrap_or(1));
        let wanted = match answer {
            AnswerClaim::Applied => GoalAnswer::Applied,
            AnswerClaim::Unknown => GoalAnswer::Unknown,
            AnswerClaim::Any => GoalAnswer::Any,
            AnswerClaim::Value(value) => GoalAnswer::Value(value.clone()),
        };
        facts.push(GoalFact::Answer(client, claim.request, wanted));
    }
    facts.extend(claim.holds.map(|property| GoalFact::Stands(property.0, false)));
    facts.extend(claim.violated.map(|property| GoalFact::Stands(property.0, true)));
    let is_linearizable = claim.linearizable;
    facts.extend(is_linearizable.map(|is| GoalFact::Stands(Property::Linearizability, !is)));
    if let Some(claim) = claim.negated() {
        facts.push(GoalFact::Not(goal_of(&claim, playing)?));
    }
    Ok(facts)
}

fn which(
    which: &Which,
    one: impl Fn(&ServerRef) -> Result<ServerId, String>,
) -> Result<WhichServers, String> {
    Ok(match which {
        Which::One(ServerRef::Leader) => WhichServers::Leader,
        Which::One(ServerRef::StaleLeader) => WhichServers::StaleLeader,
        // One that is added has its number later.
        Which::One(ServerRef::Number(number)) => WhichServers::One(ServerId(*number)),
        Which::One(server) => WhichServers::One(one(server)?),
        Which::Unnamed | Which::Any => WhichServers::Any,
        Which::AnyLeader => WhichServers::AnyLeader,
        Which::All => WhichServers::All,
    })
}

/// True if a condition claims something that no goal can have.
fn has_more(claim: &Claim) -> bool {
    let numbers = [claim.term, claim.last, claim.committed, claim.applied, claim.snapshot];
    numbers.into_iter().flatten().any(|number| matches!(number, Number::Within(_)))
        || claim.outgoing.is_some()
        || claim.known_leader.is_some()
        || claim.disk.is_some()
        || claim.durable.is_some()
        || claim.log.is_some()
        || claim.lease.is_some()
        || claim.match_index.is_some()
        || claim.next_index.is_some()
        || claim.redirected.is_some()
        || claim.forwarded.is_some()
        || claim.in_flight.is_some()
        || claim.sent.is_some()
        || claim.received.is_some()
        || claim.lost.is_some()
}
