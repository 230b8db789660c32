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
        let index = fact.parse().map_err(|_| unknown())?;
        return Ok(holders(index, playing).len().to_string());
    }
    let server = server_of(who).ok_or_else(unknown)?;
    let nobody = || format!("{{{hole}}} can't be filled: there is no such server at that moment.");
    let server = playing.server(&server).ok_or_else(nobody)?;
    let machine = playing.cluster().machine(server).ok_or_else(nobody)?;
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
        "votes" => {
            raft()?;
            voters(machine.id(), playing).len().to_string()
        }
        _ => return Err(unknown()),
    })
}

/// The server that a hole names.
fn server_of(who: &str) -> Option<ServerRef> {
    Some(match who {
        "leader" => ServerRef::Leader,
        "stale_leader" => ServerRef::StaleLeader,
        number if number.starts_with(|c: char| c.is_ascii_digit()) => {
            ServerRef::Number(number.parse().ok()?)
        }
        name => ServerRef::Named(Label::parse(name).ok()?),
    })
}

/// Whom and what the first hole of a text asks for.
pub(super) fn hole_of(text: &str) -> Option<(&str, &str)> {
    let (_, after) = text.split_once('{')?;
    after.split_once('}')?.0.split_once('.')
}

/// The machine that a hole names, if it is there.
pub(super) fn machine_of<'a>(who: &str, playing: &'a Playing) -> Option<&'a Machine> {
    playing.cluster().machine(playing.server(&server_of(who)?)?)
}

/// The running servers that have given `candidate` their vote in its term.
pub(super) fn voters(candidate: ServerId, playing: &Playing) -> Vec<ServerId> {
    let machines = playing.cluster().machines();
    let running = || machines.iter().filter_map(|it| Some((it.id(), it.raft()?)));
    let Some((_, leads)) = running().find(|(server, _)| *server == candidate) else {
        return Vec::new();
    };
    let term = leads.current_term();
    let has_voted =
        |raft: &Server| raft.current_term() == term && raft.voted_for() == Some(candidate);
    running().filter(|(_, raft)| has_voted(raft)).map(|(server, _)| server).collect()
}

/// The servers that have the newest of the entries at this index; those that are down count
/// with what is on their disks.
pub(super) fn holders(index: u64, playing: &Playing) -> Vec<ServerId> {
    let term_at = |machine: &Machine| {
        let (first, entries) = machine.log();
        let place = usize::try_from(index.checked_sub(first)?).ok()?;
        entries.get(place).map(|entry| entry.term)
    };
    let machines = playing.cluster().machines();
    let Some(newest) = machines.iter().filter_map(term_at).max() else { return Vec::new() };
    let have_it = machines.iter().filter(|machine| term_at(machine) == Some(newest));
    have_it.map(Machine::id).collect()
}
