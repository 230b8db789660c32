//! Holes in a text, filled from the run: `{leader.name} leads round {leader.term}`.

use super::playing::Playing;
use crate::cluster::Machine;
use crate::lunch::teammate;
use crate::raft::{Server, ServerId};
use crate::scenario::{FileError, Label, ServerRef};

/// A text with its holes filled by what is so at this moment.
pub(super) fn filled(text: &str, playing: &Playing, place: &str) -> Result<String, FileError> {
    let (mut done, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((hole, after)) = after.split_once('}') else {
            return Err(FileError::new(place, "A hole is not closed: its `}` is missing."));
        };
        let value = value(hole, playing).map_err(|why| FileError::new(place, why))?;
        done.extend([before, &*value]);
        rest = after;
    }
    Ok(done + rest)
}

/// What fills a hole: `SERVER.FACT`, or `copies.INDEX`.
fn value(hole: &str, playing: &Playing) -> Result<String, String> {
    let unknown = || {
        format!(
            "There is no {{{hole}}}. A hole is a server and a fact, as in {{leader.term}}, or {{copies.2}}."
        )
    };
    let (who, fact) = hole.split_once('.').ok_or_else(unknown)?;
    if who == "copies" {
        return fact.parse().map(|index| copies(index, playing)).map_err(|_| unknown());
    }
    let server = match who {
        "leader" => ServerRef::Leader,
        "stale_leader" => ServerRef::StaleLeader,
        number if number.starts_with(|c: char| c.is_ascii_digit()) => {
            ServerRef::Number(number.parse().map_err(|_| unknown())?)
        }
        name => ServerRef::Named(Label::parse(name).map_err(|_| unknown())?),
    };
    let nobody = || format!("{{{hole}}} can't be filled: there is no such server at that moment.");
    let machine = playing.server(&server).and_then(|server| playing.cluster().machine(server));
    let machine = machine.ok_or_else(nobody)?;
    let down = || format!("{{{hole}}} can't be filled: {} is down then.", machine.id());
    let raft = || machine.raft().ok_or_else(down);
    Ok(match fact {
        "name" => teammate(machine.id()).name.to_string(),
        "server" => format!("S{}", machine.id().0),
        "term" => raft()?.current_term().to_string(),
        "last" => raft()?.log().last_index().to_string(),
        "last_term" => raft()?.log().last_term().to_string(),
        "committed" => raft()?.commit_index().to_string(),
        "applied" => raft()?.last_applied().to_string(),
        "votes" => votes(machine.id(), raft()?, playing).to_string(),
        _ => return Err(unknown()),
    })
}

/// How many running servers have given `candidate` their vote in its term.
fn votes(candidate: ServerId, raft: &Server, playing: &Playing) -> usize {
    let term = raft.current_term();
    let has_voted =
        |server: &Server| server.current_term() == term && server.voted_for() == Some(candidate);
    let machines = playing.cluster().machines().iter();
    machines.filter_map(|machine| machine.raft()).filter(|server| has_voted(server)).count()
}

/// How many servers have the newest of the entries at this index; those that are down count
/// with what is on their disks.
fn copies(index: u64, playing: &Playing) -> String {
    let term_at = |machine: &Machine| {
        let (first, entries) = machine.log();
        let place = usize::try_from(index.checked_sub(first)?).ok()?;
        entries.get(place).map(|entry| entry.term)
    };
    let machines = playing.cluster().machines();
    let newest = machines.iter().filter_map(term_at).max();
    let count = machines.iter().filter(|machine| term_at(machine) == newest).count();
    if newest.is_some() { count.to_string() } else { "0".into() }
}
