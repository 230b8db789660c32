//! The values that a file can have, as far as that is known before anything is played.

use std::fmt::Display;

use super::decode::FileError;
use super::file::{ScenarioFile, Servers, TimingPart};
use super::quantity::{Duration, Share};
use super::step::{Change, NetworkPart, Pick, Propose, Step};
use super::who::{End, ServerRef};
use crate::cluster::{
    ClientId, MAX_CLOCK_RATE_PPM, MAX_DELAY, MAX_DISHES, MAX_SERVERS, MILLISECOND,
    MIN_CLOCK_RATE_PPM, Micros, Operation,
};
use crate::raft::ServerId;

/// Whether something keeps to its limits.
pub(super) type Fits = Result<(), FileError>;

/// Who there is. Servers may come while the script goes on: whether there is one then is
/// only known when the file is played.
pub(super) struct Known {
    servers: u16,
    clients: u16,
}

impl Known {
    pub(super) fn of(file: &ScenarioFile) -> Known {
        let at_the_start = match &file.servers {
            Servers::Count(count) => *count,
            Servers::Start(servers) => u16::try_from(servers.len()).unwrap_or(u16::MAX),
        };
        let grows = file.steps.iter().any(|step| matches!(step, Step::AddServer));
        let servers = if grows { MAX_SERVERS } else { at_the_start };
        Known { servers, clients: file.clients }
    }

    pub(super) fn server(&self, number: u16, place: &str) -> Fits {
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

    pub(super) fn client(&self, number: u16, place: &str) -> Fits {
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

    fn server_ref(&self, server: ServerRef, place: &str) -> Fits {
        match server {
            ServerRef::Number(number) => self.server(number, place),
            ServerRef::Leader => Ok(()),
        }
    }

    pub(super) fn servers<'a>(
        &self,
        numbers: impl IntoIterator<Item = &'a u16>,
        place: &str,
    ) -> Fits {
        numbers.into_iter().try_for_each(|&number| self.server(number, place))
    }

    fn end(&self, end: End, place: &str) -> Fits {
        match end {
            End::Server(server) => self.server_ref(server, place),
            End::Client(client) => self.client(client, place),
        }
    }

    /// Whether both ends of a message are there.
    pub(super) fn pick(&self, pick: &Pick, place: &str) -> Fits {
        for (end, part) in [(pick.from, "from"), (pick.to, "to")] {
            end.map_or(Ok(()), |end| self.end(end, &format!("{place}.{part}")))?;
        }
        Ok(())
    }

    /// Whether a step's values are within their ranges.
    pub(super) fn step(&self, step: &Step, place: &str) -> Fits {
        let part = |part: &str| format!("{place}.{part}");
        match step {
            Step::Run(_) | Step::At(_) | Step::Until(_) | Step::Expect(_) => Ok(()),
            // What is out of its range is refused too.
            Step::Refused(_) => Ok(()),
            Step::HealAll | Step::AddServer | Step::Answer(_) | Step::Delivery(_) => Ok(()),
            Step::Propose(Propose { client, text }) => {
                self.client(*client, &part("propose.client"))?;
                command(text, &part("propose"))
            }
            Step::Poll(poll) => {
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
            Step::Crash(server) => self.server_ref(*server, &part("crash")),
            Step::Restart(server) => self.server_ref(*server, &part("restart")),
            Step::Pause(server) => self.server_ref(*server, &part("pause")),
            Step::Resume(server) => self.server_ref(*server, &part("resume")),
            Step::ForceTimeout(server) => self.server_ref(*server, &part("force_timeout")),
            Step::Isolate(server) => self.server_ref(*server, &part("isolate")),
            Step::Rejoin(server) => self.server_ref(*server, &part("rejoin")),
            Step::LoseDisk(server) => self.server_ref(*server, &part("lose_disk")),
            Step::Cut(link) | Step::Heal(link) => {
                let name = if matches!(step, Step::Cut(_)) { "cut" } else { "heal" };
                self.end(link.from, &part(&format!("{name}.from")))?;
                self.end(link.to, &part(&format!("{name}.to")))
            }
            Step::Partition(groups) => self.partition(groups, &part("partition")),
            Step::Network(network) => check_network(network, &part("network")),
            Step::Protocol(protocol) => {
                entries(protocol.entries_per_message, &part("protocol.entries_per_message"))
            }
            Step::Membership(asked) => {
                self.server_ref(asked.server, &part("membership.server"))?;
                let place = part("membership.change");
                match &asked.change {
                    Change::AddLearner(server)
                    | Change::AddVoter(server)
                    | Change::Promote(server)
                    | Change::Remove(server) => self.server(*server, &place),
                    Change::Joint { voters, learners } => {
                        self.servers(voters.iter().chain(learners), &place)
                    }
                }
            }
            Step::Transfer(asked) => {
                self.server_ref(asked.server, &part("transfer.server"))?;
                self.server(asked.to, &part("transfer.to"))
            }
            Step::Compact(asked) => self.server_ref(asked.server, &part("compact.server")),
            Step::Clock(clock) => {
                self.server_ref(clock.server, &part("clock.server"))?;
                let (min, max) = (Share(MIN_CLOCK_RATE_PPM), Share(MAX_CLOCK_RATE_PPM));
                range(clock.rate, min, max, &part("clock.rate"))
            }
            Step::Deliver(pick) => self.pick(pick, &part("deliver")),
            Step::Drop(pick) => self.pick(pick, &part("drop")),
            Step::Duplicate(pick) => self.pick(pick, &part("duplicate")),
            Step::Delay(delay) => {
                self.pick(&delay.message, &part("delay.message"))?;
                range(delay.by, Duration(0), Duration(MAX_DELAY), &part("delay.by"))
            }
        }
    }

    fn partition(&self, groups: &[Vec<ServerRef>], place: &str) -> Fits {
        let mut seen = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            for &server in group {
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

pub(super) fn wrong(place: &str, sentence: impl Into<String>) -> Fits {
    Err(FileError::new(place, sentence))
}

fn range<T: PartialOrd + Display>(is: T, min: T, max: T, place: &str) -> Fits {
    if min <= is && is <= max {
        return Ok(());
    }
    wrong(place, format!("This is {is}. It can be {min} to {max}."))
}

/// Whether a text is a command.
fn command(text: &str, place: &str) -> Fits {
    let read = Operation::parse(text);
    read.map(|_| ()).map_err(|why| FileError::new(place, why.to_string()))
}

/// Whether a message has room.
pub(super) fn entries(most: Option<u16>, place: &str) -> Fits {
    if most == Some(0) {
        return wrong(place, "This is 0. It can be 1 to 65535.");
    }
    Ok(())
}

/// Whether the network can be so.
pub(super) fn check_network(network: &NetworkPart, place: &str) -> Fits {
    let times =
        [("latency", network.latency), ("jitter", network.jitter), ("spike", network.spike)];
    for (part, time) in times {
        let Some(time) = time else { continue };
        range(time, Duration(0), Duration(MAX_DELAY), &format!("{place}.{part}"))?;
    }
    let shares = [
        ("loss", network.loss),
        ("duplicate", network.duplicate),
        ("spike_chance", network.spike_chance),
    ];
    for (part, share) in shares {
        let Some(share) = share else { continue };
        if share > Share(1_000_000) {
            let sentence = format!("This is {share}. It can be 0 % to 100 %.");
            return wrong(&format!("{place}.{part}"), sentence);
        }
    }
    Ok(())
}

/// Whether things can take so long. What repeats itself takes time.
pub(super) fn check_timing(timing: &TimingPart) -> Fits {
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
