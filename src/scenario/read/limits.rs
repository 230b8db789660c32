//! The values that a file can have, as far as that is known before anything is played.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::decode::FileError;
use super::sentences::did_you_mean;
use crate::cluster::{
    ClientId, MAX_CLOCK_RATE_PPM, MAX_DELAY, MAX_DISHES, MAX_REQUESTS, MAX_SAY_CHARS, MAX_SERVERS,
    MILLISECOND, MIN_CLOCK_RATE_PPM, Micros, Operation, can_be_said,
};
use crate::raft::ServerId;
use crate::scenario::format::file::{ScenarioFile, ServerPart, Servers, StartServer, TimingPart};
use crate::scenario::format::name::MessageName;
use crate::scenario::format::number::{Bounds, Number};
use crate::scenario::format::quantity::{Duration, Share, Span};
use crate::scenario::format::several::Several;
use crate::scenario::format::step::{
    LinkPart, Members, MembershipStepChange, NetworkPart, Pick, Propose, Repeat, Step, Verb,
};
use crate::scenario::format::who::{End, Label, ServerRef};
use crate::scenario::play::actions::{directions, pairs};
use crate::scenario::play::traffic::MessageCount;

/// Whether something keeps to its limits.
pub(crate) type Fits = Result<(), FileError>;

/// Who there is, and what has a name by now. Servers may come while the script goes on:
/// whether there is one then is only known when the file is played.
pub(crate) struct Known {
    at_the_start: u16,
    servers: u16,
    clients: u16,
    names: Vec<Label>,
    marks: Vec<Label>,
}

impl Known {
    pub(crate) fn of(file: &ScenarioFile) -> Known {
        let at_the_start = match &file.servers {
            Servers::Count(count) => *count,
            Servers::Start(servers) => u16::try_from(servers.len()).unwrap_or(u16::MAX),
        };
        let servers = if grows(&file.steps) { MAX_SERVERS } else { at_the_start };
        Known { at_the_start, servers, clients: file.clients, names: Vec::new(), marks: Vec::new() }
    }

    /// A server has this name from now on. It may have been another's before.
    pub(crate) fn learn_name(&mut self, name: &Label) {
        self.names.push(name.clone());
    }

    /// A moment has this name from now on.
    pub(crate) fn learn_mark(&mut self, mark: &Label) {
        self.marks.push(mark.clone());
    }

    pub(crate) fn server(&self, number: u16, place: &str) -> Fits {
        if (1..=self.servers).contains(&number) {
            return Ok(());
        }
        let who = ServerId(number);
        let there_are = match self.servers {
            1 => "There is one server".into(),
            servers => format!("Servers have the numbers 1 to {servers}"),
        };
        wrong(place, format!("There is no {who}. {there_are}."))
    }

    pub(crate) fn client(&self, number: u16, place: &str) -> Fits {
        if (1..=self.clients).contains(&number) {
            return Ok(());
        }
        let who = ClientId(number);
        let there_are = match self.clients {
            1 => "There is one client".into(),
            clients => format!("Clients have the numbers 1 to {clients}"),
        };
        wrong(place, format!("There is no {who}. {there_are}."))
    }

    pub(crate) fn server_ref(&self, server: &ServerRef, place: &str) -> Fits {
        match server {
            ServerRef::Number(number) => self.server(*number, place),
            ServerRef::Leader | ServerRef::StaleLeader => Ok(()),
            ServerRef::Named(name) if self.names.contains(name) => Ok(()),
            ServerRef::Named(name) => {
                let words = ["leader", "stale_leader"].into_iter();
                let hint =
                    did_you_mean(name.text(), words.chain(self.names.iter().map(Label::text)));
                let how = "A server is told by its number or \"leader\", or by a name that a step before gave it with `as`.";
                wrong(
                    place,
                    format!("No server is called \"{name}\" here. {}", hint.unwrap_or(how.into())),
                )
            }
        }
    }

    pub(crate) fn server_refs<'a>(
        &self,
        servers: impl IntoIterator<Item = &'a ServerRef>,
        place: &str,
    ) -> Fits {
        servers.into_iter().try_for_each(|server| self.server_ref(server, place))
    }

    /// Whether this can be counted.
    pub(crate) fn count(&self, count: &MessageCount, place: &str) -> Fits {
        for (end, part) in [(&count.from, "from"), (&count.to, "to")] {
            end.as_ref().map_or(Ok(()), |end| self.end(end, &format!("{place}.{part}")))?;
        }
        for (mark, part) in [(&count.since, "since"), (&count.until, "until")] {
            let Some(mark) = mark.as_ref().filter(|mark| !self.marks.contains(mark)) else {
                continue;
            };
            let hint = did_you_mean(mark.text(), self.marks.iter().map(Label::text));
            let how = format!("Name it in a step before: {{ \"mark\": \"{mark}\" }}.");
            let sentence = format!("No moment is called \"{mark}\" here. {}", hint.unwrap_or(how));
            return wrong(&format!("{place}.{part}"), sentence);
        }
        if count.empty.is_some()
            && count.kind.is_some_and(|kind| kind.0 != MessageName::AppendEntries)
        {
            return wrong(place, "Only `append-entries` carry entries, or are `empty`.");
        }
        match (count.count, count.at_least, count.at_most) {
            (None, None, None) => {
                wrong(place, "How many? Say `count`, or `at_least` or `at_most`, or both of these.")
            }
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => wrong(
                place,
                "`count` says it exactly: `at_least` and `at_most` have no place beside it.",
            ),
            (_, least, most) => least_and_most(least, most, place),
        }
    }

    fn end(&self, end: &End, place: &str) -> Fits {
        match end {
            End::Server(server) => self.server_ref(server, place),
            End::Client(client) => self.client(*client, place),
        }
    }

    /// Whether both ends of a message are there.
    pub(crate) fn pick(&self, pick: &Pick, place: &str) -> Fits {
        for (end, part) in [(&pick.from, "from"), (&pick.to, "to")] {
            end.as_ref().map_or(Ok(()), |end| self.end(end, &format!("{place}.{part}")))?;
        }
        Ok(())
    }

    fn picks(&self, picks: &Several<Pick>, place: &str) -> Fits {
        picks.places(place).into_iter().try_for_each(|(place, pick)| self.pick(pick, &place))
    }

    /// Whether both ends of a link, or of several, are there.
    fn ends(&self, from: &Several<End>, to: &Several<End>, place: &str) -> Fits {
        for (ends, part) in [(from, "from"), (to, "to")] {
            let place = format!("{place}.{part}");
            if ends.as_slice().is_empty() {
                return wrong(&place, EMPTY);
            }
            let mut ends = ends.places(&place).into_iter();
            ends.try_for_each(|(place, end)| self.end(end, &place))?;
        }
        // There may be a billion pairs of them.
        let all: BTreeSet<&End> = from.iter().collect();
        let client = from.iter().find(|end| matches!(end, End::Client(_)));
        let is_none = |to: &End| match to {
            End::Client(_) => client.map(|client| (client.clone(), to.clone())),
            End::Server(_) => all.contains(to).then(|| (to.clone(), to.clone())),
        };
        match to.iter().find_map(is_none) {
            Some((from, to)) => wrong(place, format!("There is no link from {from} to {to}.")),
            None => Ok(()),
        }
    }

    fn link(&self, link: &LinkPart, place: &str) -> Fits {
        self.ends(&link.from, &link.to, place)?;
        for (part, time) in [("latency", link.latency), ("jitter", link.jitter)] {
            time.map_or(Ok(()), |time| travel_time(time, &format!("{place}.{part}")))?;
        }
        link.loss.map_or(Ok(()), |loss| share(loss, &format!("{place}.loss")))
    }

    /// Whether links can be so at the start: nobody leads then, nobody has a name, and each
    /// direction of a link is one way or another.
    pub(crate) fn links_at_the_start(&self, links: &[LinkPart]) -> Fits {
        let mut seen = BTreeSet::new();
        for (number, link) in links.iter().enumerate() {
            let place = format!("links[{number}]");
            for (ends, part) in [(&link.from, "from"), (&link.to, "to")] {
                for (place, end) in ends.places(&format!("{place}.{part}")) {
                    if end.at_the_start().is_none() {
                        let sentence = "Nobody leads at the start, and nobody has a name: say the server's number.";
                        return wrong(&place, sentence);
                    }
                }
            }
            self.link(link, &place)?;
            for (from, to) in pairs(&link.from, &link.to) {
                let (Some(from), Some(to)) = (from.at_the_start(), to.at_the_start()) else {
                    continue;
                };
                if from == to || from.server().is_none() && to.server().is_none() {
                    return wrong(&place, format!("There is no link from {from} to {to}."));
                }
                for (from, to) in directions(from, to, link.both_ways) {
                    if !seen.insert((from, to)) {
                        let sentence = format!("The link from {from} to {to} is here twice.");
                        return wrong(&place, sentence);
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether servers can be so unlike the others.
    pub(crate) fn exceptions(&self, exceptions: &[ServerPart]) -> Fits {
        let mut seen = BTreeSet::new();
        for (number, one) in exceptions.iter().enumerate() {
            let part = |part: &str| format!("exceptions[{number}].{part}");
            if !(1..=self.at_the_start).contains(&one.server) {
                let sentence = format!("There is no {} at the start.", ServerId(one.server));
                return wrong(&part("server"), sentence);
            }
            if !seen.insert(one.server) {
                let sentence = format!("{} is here twice.", ServerId(one.server));
                return wrong(&part("server"), sentence);
            }
            let spans = [
                ("election_timeout", one.election_timeout, MILLISECOND),
                ("disk_write", one.disk_write, 0),
            ];
            for (field, span, least) in spans {
                span.map_or(Ok(()), |span| check_span(span, least, &part(field)))?;
            }
            one.clock.map_or(Ok(()), |rate| clock_rate(rate, &part("clock")))?;
        }
        Ok(())
    }

    /// Whether a step's values are within their ranges.
    pub(crate) fn verb(&self, verb: &Verb, place: &str) -> Fits {
        let part = |part: &str| format!("{place}.{part}");
        match verb {
            Verb::Run(_) | Verb::At(_) | Verb::Until(_) | Verb::Expect(_) => Ok(()),
            Verb::Mark(_) => Ok(()),
            Verb::Say(text) => caption(text, &part("say")),
            Verb::Repeat(Repeat { times, .. }) => range(*times, 1, MAX_TIMES, &part("repeat")),
            // What is out of its range is refused too.
            Verb::Refused(_) => Ok(()),
            Verb::HealAll | Verb::AddServer | Verb::Answer(_) | Verb::Delivery(_) => Ok(()),
            Verb::Propose(Propose { client, text, server }) => {
                self.client(*client, &part("propose.client"))?;
                let server = server.iter();
                self.server_refs(server, &part("propose.server"))?;
                command(text, &part("propose"))
            }
            Verb::Poll(poll) => {
                self.client(poll.client, &part("poll.client"))?;
                let dishes = poll.dishes.len();
                if !(1..=MAX_DISHES).contains(&dishes) {
                    let sentence = format!("These are {dishes}. A poll has 1 to {MAX_DISHES}.");
                    return wrong(&part("poll.dishes"), sentence);
                }
                (0..).zip(&poll.dishes).try_for_each(|(number, dish)| {
                    command(dish, &part(&format!("poll.dishes[{number}]")))
                })
            }
            Verb::Crash(server) => self.server_ref(server, &part("crash")),
            Verb::Restart(server) => self.server_ref(server, &part("restart")),
            Verb::Pause(server) => self.server_ref(server, &part("pause")),
            Verb::Resume(server) => self.server_ref(server, &part("resume")),
            Verb::ForceTimeout(server) => self.server_ref(server, &part("force_timeout")),
            Verb::Isolate(server) => self.server_ref(server, &part("isolate")),
            Verb::Rejoin(server) => self.server_ref(server, &part("rejoin")),
            Verb::Heartbeat(server) => self.server_ref(server, &part("heartbeat")),
            Verb::LoseDisk(server) => self.server_ref(server, &part("lose_disk")),
            Verb::TearDisk(torn) => {
                self.server_ref(&torn.server, &part("tear_disk.server"))?;
                at_least_one(torn.entries, &part("tear_disk.entries"))
            }
            Verb::StopDisk(server) => self.server_ref(server, &part("stop_disk")),
            Verb::StartDisk(server) => self.server_ref(server, &part("start_disk")),
            Verb::Cut(links) => {
                let mut links = links.places(&part("cut")).into_iter();
                links.try_for_each(|(place, link)| self.ends(&link.from, &link.to, &place))
            }
            Verb::Heal(links) => {
                let mut links = links.places(&part("heal")).into_iter();
                links.try_for_each(|(place, link)| self.ends(&link.from, &link.to, &place))
            }
            Verb::Link(links) => {
                let mut links = links.places(&part("link")).into_iter();
                links.try_for_each(|(place, link)| self.link(link, &place))
            }
            Verb::Partition(groups) => self.partition(groups, &part("partition")),
            Verb::Network(network) => check_network(network, &part("network")),
            Verb::Protocol(protocol) => {
                entries(protocol.entries_per_message, &part("protocol.entries_per_message"))
            }
            Verb::Membership(asked) => {
                self.server_ref(&asked.server, &part("membership.server"))?;
                let place = part("membership.change");
                match &asked.change {
                    MembershipStepChange::AddLearner(server)
                    | MembershipStepChange::AddVoter(server)
                    | MembershipStepChange::Promote(server)
                    | MembershipStepChange::Remove(server) => self.server_ref(server, &place),
                    MembershipStepChange::Joint(Members { voters, learners }) => {
                        self.server_refs(voters.iter().chain(learners), &place)?;
                        each_once(&asked.change, &place)
                    }
                }
            }
            Verb::Transfer(asked) => {
                self.server_ref(&asked.server, &part("transfer.server"))?;
                self.server_ref(&asked.to, &part("transfer.to"))
            }
            Verb::Compact(asked) => self.server_ref(&asked.server, &part("compact.server")),
            Verb::Clock(clock) => {
                self.server_ref(&clock.server, &part("clock.server"))?;
                clock_rate(clock.rate, &part("clock.rate"))
            }
            Verb::Deliver(picks) => self.picks(picks, &part("deliver")),
            Verb::Drop(picks) => self.picks(picks, &part("drop")),
            Verb::Duplicate(picks) => self.picks(picks, &part("duplicate")),
            Verb::Delay(delay) => {
                self.pick(&delay.message, &part("delay.message"))?;
                range(delay.by, Duration(0), Duration(MAX_DELAY), &part("delay.by"))
            }
        }
    }

    fn partition(&self, groups: &[Vec<ServerRef>], place: &str) -> Fits {
        let mut seen = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            for server in group {
                let place = format!("{place}[{number}]");
                self.server_ref(server, &place)?;
                if seen.contains(&server) {
                    let sentence = format!("{} is in two groups.", server.subject());
                    return wrong(&place, sentence);
                }
                seen.push(server);
            }
        }
        Ok(())
    }
}

/// Most times that steps are repeated.
pub const MAX_TIMES: u16 = 1_000;

/// What is said of a list that needs something in it.
pub(crate) const EMPTY: &str = "There is nothing in this list.";

/// Whether a script adds servers.
fn grows(steps: &[Step]) -> bool {
    steps.iter().any(|step| match &step.verb {
        Verb::AddServer => true,
        Verb::Repeat(repeat) => grows(&repeat.steps),
        _ => false,
    })
}

/// Whether this can be shown.
pub(crate) fn caption(text: &str, place: &str) -> Fits {
    if can_be_said(text) {
        return Ok(());
    }
    let why = match text.chars().count() {
        _ if text.trim().is_empty() => "There is nothing to say in it.".into(),
        chars if chars > MAX_SAY_CHARS => format!("It has {chars}."),
        _ => "It has a line break or another character that cannot be shown.".to_owned(),
    };
    wrong(place, format!("A caption is one line of 1 to {MAX_SAY_CHARS} characters. {why}"))
}

pub(crate) fn wrong(place: &str, sentence: impl Into<String>) -> Fits {
    Err(FileError::new(place, sentence))
}

fn range<T: PartialOrd + Display>(is: T, min: T, max: T, place: &str) -> Fits {
    if min <= is && is <= max {
        return Ok(());
    }
    wrong(place, format!("This is {is}. It can be {min} to {max}."))
}

fn at_least_one(is: u64, place: &str) -> Fits {
    if is > 0 { Ok(()) } else { wrong(place, "This is 0. It can be 1 or more.") }
}

/// Whether a clock can run so fast.
fn clock_rate(rate: Share, place: &str) -> Fits {
    range(rate, Share(MIN_CLOCK_RATE_PPM), Share(MAX_CLOCK_RATE_PPM), place)
}

/// Whether a message can take so long.
fn travel_time(time: Duration, place: &str) -> Fits {
    range(time, Duration(0), Duration(MAX_DELAY), place)
}

/// Whether bounds say something that can be so.
pub(crate) fn bounds(number: Number, place: &str) -> Fits {
    match number {
        Number::Plain(_) => Ok(()),
        Number::Within(Bounds { at_least: None, at_most: None }) => {
            wrong(place, "How much? Say `at_least` or `at_most`, or both of these.")
        }
        Number::Within(Bounds { at_least, at_most }) => least_and_most(at_least, at_most, place),
    }
}

fn least_and_most(least: Option<u64>, most: Option<u64>, place: &str) -> Fits {
    match (least, most) {
        (Some(least), Some(most)) if least > most => {
            wrong(place, format!("At least {least} and at most {most}: that is never so."))
        }
        _ => Ok(()),
    }
}

/// Whether each server stands once in a new configuration: as a voter or as a learner.
fn each_once(change: &MembershipStepChange, place: &str) -> Fits {
    let MembershipStepChange::Joint(Members { voters, learners }) = change else { return Ok(()) };
    let mut seen = BTreeMap::new();
    for (part, servers) in [("voters", voters), ("learners", learners)] {
        for (number, server) in servers.iter().enumerate() {
            let (place, who) = (format!("{place}.joint.{part}[{number}]"), server.subject());
            match seen.insert(who.clone(), part) {
                Some(before) if before != part => {
                    let sentence = format!("{who} is among the voters too. A learner has no vote.");
                    return wrong(&place, sentence);
                }
                Some(_) => return wrong(&place, format!("{who} is here twice.")),
                None => {}
            }
        }
    }
    Ok(())
}

/// Whether something can be so likely.
fn share(share: Share, place: &str) -> Fits {
    if share <= Share(1_000_000) {
        return Ok(());
    }
    wrong(place, format!("This is {share}. It can be 0 % to 100 %."))
}

/// Whether something can take so long.
fn check_span(span: Span, least: Micros, place: &str) -> Fits {
    for time in [span.min, span.max] {
        range(time, Duration(least), Duration(MAX_DELAY), place)?;
    }
    if span.min <= span.max {
        return Ok(());
    }
    wrong(place, format!("`min` is {}, and `max` is less: {}.", span.min, span.max))
}

/// How many requests a client can have under way, and after how many entries a log can be
/// compacted.
pub(crate) fn check_numbers(file: &ScenarioFile) -> Fits {
    range(file.requests_under_way, 1, MAX_REQUESTS, "requests_under_way")?;
    file.compact_every.map_or(Ok(()), |every| at_least_one(every, "compact_every"))
}

/// Whether what is committed at the start is no less than what the snapshots hold.
pub(crate) fn check_snapshots(servers: &Servers) -> Fits {
    let Servers::Start(servers) = servers else { return Ok(()) };
    for (number, StartServer { snapshot, committed, .. }) in servers.iter().enumerate() {
        if let (Some(snapshot), Some(committed)) = (snapshot, committed)
            && committed < snapshot
        {
            let sentence = format!(
                "Only what is committed gets into a snapshot, and this one has {snapshot} entries. Say {snapshot} or more, or leave it out."
            );
            return wrong(&format!("servers[{number}].committed"), sentence);
        }
    }
    Ok(())
}

/// Whether a text is a command.
fn command(text: &str, place: &str) -> Fits {
    let read = Operation::parse(text);
    read.map(|_| ()).map_err(|why| FileError::new(place, why.to_string()))
}

/// Whether a message has room.
pub(crate) fn entries(most: Option<u16>, place: &str) -> Fits {
    if most == Some(0) {
        return wrong(place, "This is 0. It can be 1 to 65535.");
    }
    Ok(())
}

/// Whether the network can be so.
pub(crate) fn check_network(network: &NetworkPart, place: &str) -> Fits {
    let times =
        [("latency", network.latency), ("jitter", network.jitter), ("spike", network.spike)];
    for (part, time) in times {
        time.map_or(Ok(()), |time| travel_time(time, &format!("{place}.{part}")))?;
    }
    let shares = [
        ("loss", network.loss),
        ("duplicate", network.duplicate),
        ("spike_chance", network.spike_chance),
    ];
    let mut shares = shares.into_iter().filter_map(|(part, share)| Some((part, share?)));
    shares.try_for_each(|(part, is)| share(is, &format!("{place}.{part}")))
}

/// Whether things can take so long. What repeats itself takes time.
pub(crate) fn check_timing(timing: &TimingPart) -> Fits {
    let times: [(&str, Option<Duration>, Micros); 8] = [
        ("election_timeout_min", timing.election_timeout_min, MILLISECOND),
        ("election_timeout_max", timing.election_timeout_max, MILLISECOND),
        ("heartbeat", timing.heartbeat, MILLISECOND),
        ("disk_write_min", timing.disk_write_min, 0),
        ("disk_write_max", timing.disk_write_max, 0),
        ("client_timeout", timing.client_timeout, MILLISECOND),
        ("client_backoff", timing.client_backoff, MILLISECOND),
        ("poll_answer", timing.poll_answer, 0),
    ];
    for (part, time, min) in times {
        let Some(time) = time else { continue };
        range(time, Duration(min), Duration(MAX_DELAY), &format!("timing.{part}"))?;
    }
    Ok(())
}
