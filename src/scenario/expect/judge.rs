//! Whether what a file claims is so; and if not, what is so instead.

use super::facts::{Fact, server_facts, server_found};
use crate::check::{Property, SafetyChecker, Standing, Verdict};
use crate::cluster::{Answer, ClientId, Cluster, Machine};
use crate::raft::ServerId;
use crate::scenario::format::claim::{AnswerClaim, Claim, InFlight};
use crate::scenario::format::several::Several;
use crate::scenario::format::who::{Leader, ServerRef, Which};
use crate::scenario::play::moment::{Moment, term};
use crate::scenario::play::selection::{in_flight, is_any_in_flight, pick_words};
use crate::scenario::play::traffic::{MessageFate, count_fact};

/// Looks at everything that is claimed, one fact each; and, if all is so, which server was
/// found. `exactly`: terms and indices have to be just so; else they have to be reached.
pub(crate) fn judge(claim: &Claim, now: &Moment, exactly: bool) -> (Vec<Fact>, Option<ServerId>) {
    let claim = match claim.settled(now) {
        Ok(claim) => claim,
        Err(why) => {
            let expected = "What this says of servers is so.".into();
            return (vec![Fact { expected, found: Some(why) }], None);
        }
    };
    let facts = facts(&claim, now, exactly);
    let is_so = facts.iter().all(|fact| fact.found.is_none());
    let found = (is_so && claim.named.is_some()).then(|| found(&claim, now, exactly)).flatten();
    (facts, found)
}

/// The server that a claim is about.
fn found(claim: &Claim, now: &Moment, exactly: bool) -> Option<ServerId> {
    match &claim.leader_among {
        _ if claim.is_about_servers() || matches!(claim.server, Which::One(_)) => {
            server_found(claim, now, exactly)
        }
        Some(among) => leader_among(among, now),
        None => now.cluster.leader(),
    }
}

fn facts(claim: &Claim, now: &Moment, exactly: bool) -> Vec<Fact> {
    let Moment { cluster, checker, .. } = *now;
    let mut facts = Vec::new();
    if let Some(leader) = &claim.leader {
        facts.push(leader_fact(leader, cluster));
    }
    if let Some(among) = &claim.leader_among {
        facts.push(leader_among_fact(among, now));
    }
    server_facts(claim, now, exactly, &mut facts);
    if let Some(answer) = &claim.answer {
        facts.push(answer_fact(claim, answer, cluster));
    }
    if let Some(wanted) = &claim.redirected {
        facts.push(redirected_fact(claim, wanted.as_ref(), now));
    }
    if let Some(wanted) = &claim.forwarded {
        facts.push(forwarded_fact(claim, wanted, now));
    }
    if let Some(in_flight) = &claim.in_flight {
        facts.push(flight_fact(in_flight, now));
    }
    let counts = [
        (&claim.sent, MessageFate::Sent),
        (&claim.received, MessageFate::Received),
        (&claim.lost, MessageFate::Lost),
    ];
    for (wanted, fate) in counts {
        let wanted = wanted.iter().flat_map(Several::iter);
        facts.extend(wanted.map(|wanted| count_fact(wanted, fate, now)));
    }
    if let Some(property) = claim.holds {
        facts.push(standing_fact(property.0, Standing::Holds, checker));
    }
    if let Some(property) = claim.violated {
        facts.push(standing_fact(property.0, Standing::Violated, checker));
    }
    if let Some(wanted) = claim.linearizable {
        facts.push(linearizable_fact(wanted, checker));
    }
    if let Some(claim) = claim.negated() {
        facts.push(not_fact(&claim, now, exactly));
    }
    facts
}

/// Not all of it is so.
fn not_fact(claim: &Claim, now: &Moment, exactly: bool) -> Fact {
    let (facts, _) = judge(claim, now, exactly);
    let is_so = facts.iter().all(|fact| fact.found.is_none());
    let words: Vec<String> = facts.into_iter().map(|fact| fact.expected).collect();
    let words = words.join(" ");
    Fact {
        expected: format!("This is not so: {words}"),
        found: is_so.then(|| format!("It is so: {words}")),
    }
}

/// How much work it is to look at this once.
pub(crate) fn effort(claim: &Claim, now: &Moment) -> usize {
    let cluster = now.cluster;
    let of = |list: Option<usize>| list.unwrap_or(0);
    let listed = of(claim.log.as_ref().map(Vec::len))
        + of(claim.terms.as_ref().map(Vec::len))
        + of(claim.store.as_ref().map(|store| store.len()))
        + of(claim.leader_among.as_ref().map(Vec::len))
        + of(claim.voters.as_ref().map(Vec::len))
        + of(claim.outgoing.as_ref().map(Vec::len))
        + of(claim.learners.as_ref().map(Vec::len))
        + of(claim.match_index.as_ref().map(|indices| indices.len()))
        + of(claim.next_index.as_ref().map(|indices| indices.len()));
    let (servers, entries) = match &claim.server {
        Which::One(one) => {
            let machine = one.resolve(now).and_then(|server| cluster.machine(server));
            (1, machine.map_or(0, entries_of))
        }
        Which::Unnamed | Which::Any | Which::AnyLeader | Which::All => {
            (cluster.machines().len(), cluster.machines().iter().map(entries_of).sum())
        }
    };
    let logs = usize::from(claim.log.is_some()) + usize::from(claim.terms.is_some());
    let flights = if claim.in_flight.is_some() { cluster.network().flights().len() } else { 0 };
    let counts = [&claim.sent, &claim.received, &claim.lost].into_iter().flatten();
    let counts: usize = counts.map(|counts| counts.as_slice().len()).sum();
    let not = claim.negated().map_or(0, |claim| effort(&claim, now));
    (1 + listed) * servers + logs * entries + flights + counts * (1 + now.traffic.len()) + not
}

fn entries_of(machine: &Machine) -> usize {
    machine.log().1.len()
}

fn leader_fact(wanted: &Leader, cluster: &Cluster) -> Fact {
    let leader = cluster.leader();
    let (expected, is_so) = match wanted {
        Leader::Server(server) => {
            let is_it = leader.is_some_and(|leader| server.number() == Some(leader.0));
            (format!("{} leads.", server.subject()), is_it)
        }
        Leader::Any => ("Somebody leads.".into(), leader.is_some()),
        Leader::None => ("Nobody leads.".into(), leader.is_none()),
    };
    let instead = || leader.map_or("Nobody leads.".into(), |leader| format!("{leader} leads."));
    Fact { expected, found: (!is_so).then(instead) }
}

/// Of these, the one that leads the highest term among them.
fn leader_among(among: &[ServerRef], now: &Moment) -> Option<ServerId> {
    let is_among = |m: &&Machine| among.iter().any(|server| server.number() == Some(m.id().0));
    let leaders = now.cluster.machines().iter().filter(|machine| machine.is_leader());
    leaders.filter(is_among).max_by_key(|machine| term(machine)).map(Machine::id)
}

fn leader_among_fact(among: &[ServerRef], now: &Moment) -> Fact {
    let names: Vec<String> =
        among.iter().filter_map(ServerRef::number).map(|n| n.to_string()).collect();
    let instead = || match now.cluster.leader() {
        Some(leader) => format!("None of these leads. {leader} does."),
        None => "Nobody leads.".into(),
    };
    Fact {
        expected: format!("One of the servers {} leads.", names.join(", ")),
        found: leader_among(among, now).is_none().then(instead),
    }
}

/// The request that is meant, by its client and its number.
fn request_meant(claim: &Claim, cluster: &Cluster) -> (ClientId, u64) {
    let client = ClientId(claim.client.unwrap_or(1));
    let made = cluster.client(client).map_or(0, |client| client.history().len());
    (client, claim.request.unwrap_or(made as u64))
}

/// Where a server that did not lead has sent the client.
fn redirected_fact(claim: &Claim, wanted: Option<&ServerRef>, now: &Moment) -> Fact {
    let meant = request_meant(claim, now.cluster);
    let words = |to: Option<ServerId>| match to {
        Some(server) => format!("the client was sent to {server}"),
        None => "the client was told that the leader is not known".into(),
    };
    let wanted = wanted.and_then(ServerRef::number).map(ServerId);
    let found = match now.traffic.redirected(meant) {
        Some(to) if to == wanted => None,
        Some(to) => Some(words(to)),
        None => Some("the client was not sent anywhere else".into()),
    };
    about_request(meant, words(wanted), found)
}

/// To whom a server that did not lead has passed the request on.
fn forwarded_fact(claim: &Claim, wanted: &ServerRef, now: &Moment) -> Fact {
    let meant = request_meant(claim, now.cluster);
    let words = |to: ServerId| format!("it was passed on to {to}");
    let wanted = ServerId(wanted.number().unwrap_or(0));
    let found = match now.traffic.forwarded(meant) {
        Some(to) if to == wanted => None,
        Some(to) => Some(words(to)),
        None => Some("nobody passed it on".into()),
    };
    about_request(meant, words(wanted), found)
}

fn about_request(
    (client, number): (ClientId, u64),
    expected: String,
    found: Option<String>,
) -> Fact {
    let sentence = |what: String| format!("{client}, request {number}: {what}.");
    Fact { expected: sentence(expected), found: found.map(sentence) }
}

fn answer_fact(claim: &Claim, wanted: &AnswerClaim, cluster: &Cluster) -> Fact {
    let (client, number) = request_meant(claim, cluster);
    let history = cluster.client(client).map(|client| client.history()).unwrap_or_default();
    let subject = format!("{client}, request {number}");
    let expected = match wanted {
        AnswerClaim::Applied => "it was told that it is applied".to_owned(),
        AnswerClaim::Unknown => "it has no answer".into(),
        AnswerClaim::Any => "it has an answer".into(),
        AnswerClaim::Value(value) => format!("it was told {}", value_words(value.as_deref())),
    };
    let place = number.checked_sub(1).and_then(|place| usize::try_from(place).ok());
    let Some(request) = place.and_then(|place| history.get(place)) else {
        let found = Some(match history.len() {
            0 => format!("{client} has made no request."),
            1 => format!("{client} has made one request."),
            count => format!("{client} has made {count} requests."),
        });
        return Fact { expected: format!("{subject}: {expected}."), found };
    };
    let is_so = match (wanted, &request.answer) {
        (AnswerClaim::Applied, Some(Answer::Applied { .. }))
        | (AnswerClaim::Unknown, None)
        | (AnswerClaim::Any, Some(_)) => true,
        (AnswerClaim::Value(wanted), Some(Answer::Value(value))) => wanted == value,
        _ => false,
    };
    let instead = || match &request.answer {
        None => format!("{subject}: it has no answer."),
        Some(Answer::Applied { index }) => {
            format!("{subject}: it was told that it is applied, at index {index}.")
        }
        Some(Answer::Value(value)) => {
            format!("{subject}: it was told {}.", value_words(value.as_deref()))
        }
    };
    Fact { expected: format!("{subject}: {expected}."), found: (!is_so).then(instead) }
}

fn value_words(value: Option<&str>) -> String {
    value.map_or("that there is no value".into(), |value| format!("the value {value}"))
}

fn flight_fact(wanted: &InFlight, now: &Moment) -> Fact {
    match wanted {
        InFlight::Nothing => {
            let found = match in_flight(now.cluster).count() {
                0 => None,
                1 => Some("One message is in flight.".into()),
                count => Some(format!("{count} messages are in flight.")),
            };
            Fact { expected: "Nothing is in flight.".into(), found }
        }
        InFlight::Some(pick) => {
            let is_there = is_any_in_flight(pick, now);
            let found = (!is_there).then(|| "There is none.".to_owned());
            Fact { expected: format!("{} is in flight.", pick_words(pick)), found }
        }
    }
}

fn standing_fact(property: Property, wanted: Standing, checker: &SafetyChecker) -> Fact {
    let words = |standing: Standing| {
        let standing = match standing {
            Standing::Holds => "holds",
            Standing::Violated => "is violated",
            Standing::Undecided => "is undecided: it would have taken too long to find out",
        };
        format!("{} {standing}.", property.name())
    };
    let standing = checker.standing(property);
    let instead = || {
        let broken = checker.violations().iter().find(|broken| broken.property == property);
        broken.map_or_else(|| words(standing), ToString::to_string)
    };
    Fact { expected: words(wanted), found: (standing != wanted).then(instead) }
}

fn linearizable_fact(wanted: bool, checker: &SafetyChecker) -> Fact {
    let words = |is: bool| {
        let is = if is { "some" } else { "no" };
        format!("There is {is} order of what was done that explains what clients were told.")
    };
    let found = match checker.linearizability() {
        Verdict::Linearizable if wanted => None,
        Verdict::NotLinearizable { .. } if !wanted => None,
        Verdict::Linearizable => Some(words(true)),
        Verdict::NotLinearizable { key, .. } => Some(format!("There is none for the key {key}.")),
        Verdict::Undecided { key } => Some(format!(
            "For the key {key} it is undecided: it would have taken too long to find out."
        )),
    };
    Fact { expected: words(wanted), found }
}
