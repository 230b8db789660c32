//! What shows that an answer is wrong, where its author doesn't say: whom and what its condition
//! is about, as it is instead.

use super::compiled::{LookAt, OptionIs};
use super::holes::{holders, hole_of, machine_of, voters};
use super::playing::Playing;
use crate::cluster::{ClientId, Envelope, Machine, Node};
use crate::raft::{RoleName, Server, ServerId};
use crate::scenario::{Claim, End, InFlight, Leader, MessageName, Name, Number, ServerRef, Which};

/// What there is to look at beside an option whose condition this is: the option itself, if it
/// is in the pictures, and what is so instead of what it claims.
pub(super) fn beside(is: OptionIs, claim: &Claim, now: &Playing) -> Vec<LookAt> {
    let mut sights = Sights { now, found: Vec::new() };
    match is {
        OptionIs::Server(server) => sights.show_server(server),
        OptionIs::Entry(server, index) => sights.show_entry(server, index),
        OptionIs::Words | OptionIs::Number(_) | OptionIs::Field(..) => {}
    }
    sights.leaders(claim);
    sights.servers(claim);
    sights.clients(claim);
    sights.messages(claim);
    sights.what_is_so_all_the_same(claim);
    sights.found
}

/// What the first hole of a text is about: whoever it names, and the entry that its number is.
pub(super) fn beside_hole(text: &str, now: &Playing) -> Vec<LookAt> {
    let mut sights = Sights { now, found: Vec::new() };
    let Some((who, fact)) = hole_of(text) else { return sights.found };
    if who == "copies" {
        let index = fact.parse().unwrap_or_default();
        holders(index, now).into_iter().for_each(|server| sights.show_entry(server, index));
        return sights.found;
    }
    let Some(machine) = machine_of(who, now) else { return sights.found };
    let number = |number: fn(&Server) -> u64| machine.raft().map(number);
    let index = match fact {
        "last" => number(|raft| raft.log().last_index()),
        "committed" => number(Server::commit_index),
        "applied" => number(Server::last_applied),
        _ => None,
    };
    match (fact, index) {
        ("votes", _) => voters(machine.id(), now).into_iter().for_each(|it| sights.show_server(it)),
        (_, Some(index)) => sights.show_entry(machine.id(), index),
        (_, None) => sights.show_server(machine.id()),
    }
    sights.found
}

/// What is found to look at, each thing once.
struct Sights<'a> {
    now: &'a Playing,
    found: Vec<LookAt>,
}

impl Sights<'_> {
    fn show(&mut self, look_at: LookAt) {
        if !self.found.contains(&look_at) {
            self.found.push(look_at);
        }
    }

    fn show_server(&mut self, server: ServerId) {
        self.show(LookAt::Server(server));
    }

    /// A server, and this entry of its log, if it is there.
    fn show_entry(&mut self, server: ServerId, index: u64) {
        self.show_server(server);
        let machine = self.now.cluster().machine(server);
        if machine.is_some_and(|machine| entries_of(machine).contains(&index)) {
            self.show(LookAt::Entry(server, index));
        }
    }

    fn show_node(&mut self, node: Node) {
        if let Node::Server(server) = node {
            self.show_server(server);
        }
    }

    fn is_wrong(&self, claim: &Claim) -> bool {
        self.now.objection(claim).is_some()
    }

    /// Whoever leads in place of those who should; if nobody does, whoever would like to.
    fn leaders(&mut self, claim: &Claim) {
        let Claim { leader, leader_among, .. } = claim;
        let claimed = Claim {
            leader: leader.clone(),
            leader_among: leader_among.clone(),
            ..Claim::default()
        };
        if claimed == Claim::default() || !self.is_wrong(&claimed) {
            return;
        }
        match self.now.cluster().leader() {
            Some(server) => self.show_server(server),
            None => self.those_who_are(RoleName::Candidate),
        }
        if let Some(Leader::Server(server)) = leader {
            self.now.server(server).into_iter().for_each(|server| self.show_server(server));
        }
    }

    fn those_who_are(&mut self, role: RoleName) {
        let is = |machine: &&Machine| machine.raft().is_some_and(|it| it.role().name() == role);
        let machines = self.now.cluster().machines().iter().filter(is);
        let all: Vec<ServerId> = machines.map(Machine::id).collect();
        all.into_iter().for_each(|server| self.show_server(server));
    }

    /// The servers of which something is claimed that is not so, and the entry where it shows.
    fn servers(&mut self, claim: &Claim) {
        let now = self.now;
        for machine in meant(&claim.server, now) {
            let all = facts(claim, machine.id());
            for fact in all.iter().filter(|fact| now.objection(fact).is_some()) {
                match entry_against(fact, machine) {
                    Some(index) => self.show_entry(machine.id(), index),
                    None => self.show_server(machine.id()),
                }
            }
        }
    }

    /// What is on its way from a client or to it, or else whoever could answer it.
    fn clients(&mut self, claim: &Claim) {
        let Claim { client, request, answer, redirected, forwarded, .. } = claim.clone();
        let told = Claim { client, request, answer, redirected, forwarded, ..Claim::default() };
        if !told.is_about_requests() || !self.is_wrong(&told) {
            return;
        }
        let node = Node::Client(ClientId(client.unwrap_or(1)));
        let has_end = |from: Node, to: Node| from == node || to == node;
        if !self.show_flight(|from, envelope| has_end(from, envelope.to)) {
            self.now.cluster().leader().into_iter().for_each(|server| self.show_server(server));
        }
    }

    /// The messages that are not as it is claimed, and whom they are between.
    fn messages(&mut self, claim: &Claim) {
        let Claim { in_flight, sent, received, lost, .. } = claim.clone();
        let claimed = Claim { in_flight, sent, received, lost, ..Claim::default() };
        if claimed == Claim::default() || !self.is_wrong(&claimed) {
            return;
        }
        if let Some(InFlight::Some(pick)) = &claimed.in_flight {
            self.way(&pick.from, &pick.to, pick.kind);
        }
        let counts = [&claimed.sent, &claimed.received, &claimed.lost];
        for count in counts.into_iter().flatten().flat_map(|several| several.iter()) {
            self.way(&count.from, &count.to, count.kind);
        }
    }

    fn way(&mut self, from: &Option<End>, to: &Option<End>, kind: Option<Name<MessageName>>) {
        let node = |end: &Option<End>| end.as_ref().and_then(|end| self.now.end(end));
        let (from, to) = (node(from), node(to));
        self.show_flight(|sender, envelope| {
            from.is_none_or(|from| from == sender)
                && to.is_none_or(|to| to == envelope.to)
                && kind.is_none_or(|kind| kind.0 == MessageName::of(&envelope.content))
        });
        [from, to].into_iter().flatten().for_each(|node| self.show_node(node));
    }

    /// The first message in flight that fits; false if there is none.
    fn show_flight(&mut self, fits: impl Fn(Node, &Envelope) -> bool) -> bool {
        let flights = self.now.cluster().network().flights();
        let mut flights = flights.iter().map(|(id, it)| (id.message.from, &*it.envelope));
        match flights.find(|(from, envelope)| fits(*from, envelope)) {
            Some((from, envelope)) => {
                self.show(LookAt::Message(from, envelope.to));
                true
            }
            None => false,
        }
    }

    /// Those of whom something is so that should not be.
    fn what_is_so_all_the_same(&mut self, claim: &Claim) {
        let Some(unwanted) = claim.negated().filter(|it| !self.is_wrong(it)) else { return };
        let now = self.now;
        for machine in meant(&unwanted.server, now) {
            let all = facts(&unwanted, machine.id());
            for fact in all.iter().filter(|fact| now.objection(fact).is_none()) {
                let number = fact.last.or(fact.committed).or(fact.applied);
                match number.and_then(|number| number.any()) {
                    Some(index) => self.show_entry(machine.id(), index),
                    None => self.show_server(machine.id()),
                }
            }
        }
        if unwanted.leader.is_some() {
            now.cluster().leader().into_iter().for_each(|server| self.show_server(server));
        }
    }
}

/// The servers that are meant.
fn meant<'a>(which: &Which, now: &'a Playing) -> Vec<&'a Machine> {
    let machines = now.cluster().machines().iter();
    match which {
        Which::One(server) => {
            let server = now.server(server);
            machines.filter(|machine| Some(machine.id()) == server).collect()
        }
        Which::AnyLeader => machines.filter(|machine| machine.is_leader()).collect(),
        Which::Unnamed | Which::Any | Which::All => {
            machines.filter(|machine| machine.raft().is_some()).collect()
        }
    }
}

/// Each thing that a claim says of servers, as a claim of its own about this one.
fn facts(claim: &Claim, server: ServerId) -> Vec<Claim> {
    let one = || Claim { server: Which::One(ServerRef::Number(server.0)), ..Claim::default() };
    let each = [
        Claim { health: claim.health, ..one() },
        Claim { disk: claim.disk, ..one() },
        Claim { role: claim.role, ..one() },
        Claim { term: claim.term, ..one() },
        Claim { voted_for: claim.voted_for.clone(), ..one() },
        Claim { last: claim.last, ..one() },
        Claim { durable: claim.durable, ..one() },
        Claim { committed: claim.committed, ..one() },
        Claim { applied: claim.applied, ..one() },
        Claim { snapshot: claim.snapshot, ..one() },
        Claim { terms: claim.terms.clone(), ..one() },
        Claim { log: claim.log.clone(), ..one() },
        Claim { store: claim.store.clone(), ..one() },
        Claim { voters: claim.voters.clone(), ..one() },
        Claim { outgoing: claim.outgoing.clone(), ..one() },
        Claim { learners: claim.learners.clone(), ..one() },
        Claim { known_leader: claim.known_leader.clone(), ..one() },
        Claim { lease: claim.lease, ..one() },
        Claim { match_index: claim.match_index.clone(), ..one() },
        Claim { next_index: claim.next_index.clone(), ..one() },
    ];
    each.into_iter().filter(Claim::is_about_servers).collect()
}

/// The indices of a server's log.
fn entries_of(machine: &Machine) -> std::ops::Range<u64> {
    let (first, entries) = machine.log();
    first..first + entries.len() as u64
}

/// The index of the entry in which a server differs from what is claimed of it: if it has none
/// there, the last one that it has.
fn entry_against(fact: &Claim, machine: &Machine) -> Option<u64> {
    let (first, entries) = machine.log();
    let last = entries_of(machine).end.checked_sub(1)?;
    // The first entry that only one of the two has.
    let parting = |claimed: &Number, real: u64| claimed.broken_by(real).min(real) + 1;
    let index = match fact {
        Claim { last: Some(claimed), .. } => parting(claimed, last),
        Claim { committed: Some(claimed), .. } => parting(claimed, machine.raft()?.commit_index()),
        Claim { applied: Some(claimed), .. } => parting(claimed, machine.raft()?.last_applied()),
        Claim { terms: Some(terms), .. } => {
            let pairs = entries.iter().map(|entry| entry.term).zip(terms.iter().copied());
            first + pairs.take_while(|(real, claimed)| real == claimed).count() as u64
        }
        // What it ends with is what it is about.
        Claim { log: Some(log), .. } => first.saturating_sub(1) + log.len() as u64,
        _ => return None,
    };
    Some(index.min(last))
}
