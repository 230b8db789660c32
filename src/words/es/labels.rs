//! Labels with a number or a name in them, in Spanish.

use super::numbers::server as short;
use crate::check::Property;
use crate::cluster::{MILLISECOND, Timing};
use crate::raft::{Index, ServerId};

/// A step of this stride: "Paso: evento".
pub fn one(what: &str) -> String {
    format!("Un paso: {what}")
}

/// A step forward of this stride.
pub fn one_forward(what: &str) -> String {
    format!("Un paso adelante: {what}")
}

/// A button `word` for one thing of several.
pub fn button_of(word: &str, what: &str) -> String {
    format!("{word}: {what}")
}

/// How many milliseconds a message travels.
pub fn travel_time(from: u64, until: u64) -> String {
    format!("de {from} a {until} ms")
}

/// At most this many milliseconds.
pub fn at_most(ms: u64) -> String {
    format!("hasta {ms} ms")
}

/// So many of a hundred.
pub fn percent(share: u64) -> String {
    format!("{share} %")
}

/// A moment of the run, in whole milliseconds.
pub fn moment(ms: u64) -> String {
    format!("{ms} ms")
}

/// A sentence of the lunch for people who listen.
pub fn heard(server: Option<ServerId>, lunch: &str) -> String {
    match server {
        Some(server) => format!("Servidor {}: {lunch}", server.0),
        None => lunch.into(),
    }
}

/// How often something happened in a row.
pub fn times(times: u32) -> String {
    if times == 1 { "1 vez".into() } else { format!("{times} veces") }
}

/// Who belongs to the cluster.
pub fn members(members: &str) -> String {
    format!("Configuración: {members}")
}

/// Nothing that can be opened came from this address.
pub fn nothing_came_from(address: &str) -> String {
    format!(
        "De {} no llegó nada. Puede que ya no exista, o que su servidor solo se deje leer por sus propias páginas: CORS tiene que permitir esta.",
        super::paper::typed(address)
    )
}

/// What stands before the followers in a leader's row.
pub fn copied_up_to(leader: &str) -> String {
    format!("Que {leader} sepa, copiado hasta")
}

/// What a leader knows of this server, and what it sends it next.
pub fn progress_of(server: ServerId, match_index: Index, next_index: Index) -> String {
    format!("{}: match_index {match_index}, next_index {next_index}", short(server))
}

/// Why a server cannot take over the leadership.
pub fn cannot_take_over(name: &str, server: ServerId) -> String {
    format!("{name} no está: {} está caído, así que no puede ser líder.", short(server))
}

/// Up to where a server has applied its log, if that is behind its commit index.
pub fn applied_through(index: Index) -> String {
    format!("hasta {index}")
}

/// A switch of the network.
pub fn reaches(from: ServerId, to: ServerId) -> String {
    format!("{} llega a {}", short(from), short(to))
}

/// A property's name.
pub fn property(property: Property) -> &'static str {
    match property {
        Property::ElectionSafety => "Elección segura",
        Property::LeaderAppendOnly => "El líder solo añade",
        Property::LogMatching => "Registros que coinciden",
        Property::LeaderCompleteness => "Líder completo",
        Property::StateMachineSafety => "Máquinas de estados seguras",
        Property::CommittedIsDurable => "Lo confirmado está en disco",
        Property::IndexOrder => "Índices en orden",
        Property::OnlyGrows => "Solo crece",
        Property::PromisesAreDurable => "Lo prometido está en disco",
        Property::Linearizability => "Linealizable",
        Property::ElectedByMajority => "Lo elige una mayoría",
        Property::ReadsAreFresh => "Lecturas al día",
        Property::ChangesWaitForCommit => "Los cambios esperan",
        Property::StoresAreReplays => "El estado sale del registro",
        Property::MembershipIsTheLogs => "Los miembros, según el registro",
        Property::DurableIsOnDisk => "Lo guardado está en disco",
        Property::TakesEffectOnce => "Surte efecto una vez",
        Property::PreVoteSparesLeaders => "Se respeta al líder",
    }
}

/// These properties do not hold.
pub fn violated(properties: &str) -> String {
    format!("No se cumple: {properties}")
}

/// The diagram of this stretch of time, for people who do not see it.
pub fn diagram_label(stretch: &str) -> String {
    format!("Diagrama de espacio y tiempo, {stretch}. La lista de abajo dice lo mismo.")
}

/// Said after a crash of the page.
pub fn running_seed(seed: u64) -> String {
    format!("Estaba en marcha la semilla {seed}.")
}

/// Why there is no link, and what to do instead.
pub fn too_long_a_link(why: &str) -> String {
    format!("{why} Descarga la ejecución como escenario.")
}

/// The caption of the table of logs.
pub fn logs_caption(hidden: u64) -> String {
    match hidden {
        0 => "El registro de cada servidor".into(),
        1 => "El registro de cada servidor, sin su primera entrada".into(),
        hidden => format!("El registro de cada servidor, sin sus primeras {hidden} entradas"),
    }
}

/// All properties hold, but for these, which are undecided.
pub fn still_safe(undecided: &str) -> String {
    match undecided {
        "" => "Sigue siendo seguro".into(),
        undecided => format!("Sigue siendo seguro (sin decidir: {undecided})"),
    }
}

/// How many of all checks hold.
pub fn checks_hold(holding: usize, all: usize) -> String {
    format!("Tras cada paso se cumplen {holding} de {all} comprobaciones")
}

/// The run that is at hand: its size and its seed.
pub fn servers_and_seed(servers: u16, seed: u64) -> String {
    let servers = super::numbers::counted(servers.into(), "servidor", "servidores");
    format!("{servers}, semilla {seed}")
}

/// How patient the servers are in this run, and where to change that.
pub fn timing(timing: &Timing) -> String {
    let [shortest, longest, heartbeat] =
        [timing.election_timeout_min, timing.election_timeout_max, timing.heartbeat]
            .map(|time| time / MILLISECOND);
    format!(
        "Un plazo de elección dura de {shortest} a {longest} ms, y hay un latido cada {heartbeat} ms. En una ejecución nueva puedes elegir otros."
    )
}

/// What a protection is for, and where it was once missing.
pub fn protects(property: &str, shipped: &str) -> String {
    match shipped {
        "" => format!("Protege: {property}."),
        shipped => format!("Protege: {property}. Le faltó alguna vez a: {shipped}."),
    }
}

/// How long something plays.
pub fn playing_time(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        _ => format!("{} min", (seconds + 30) / 60),
    }
}

/// How many of a script's expectations hold.
pub fn expectations(count: usize, failed: usize) -> String {
    match failed {
        0 => format!("Ha salido según el guion: {count} de {count} expectativas se cumplen"),
        _ => format!("No ha salido según el guion: fallan {failed} de {count} expectativas"),
    }
}

/// The asker, for people who do not see them.
pub fn asker_label(waiting: &str) -> String {
    match waiting {
        "" => "Quien pregunta, no espera nada".into(),
        waiting => format!("Quien pregunta, {waiting}"),
    }
}
