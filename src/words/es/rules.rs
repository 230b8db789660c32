//! Rules, extensions and properties: what they are called and what they are for.

use super::labels::property as property_name;
use super::numbers::{counted, joined, server as short};
use crate::check::{Evidence, Property, Protected, Violation, protection};
use crate::cluster::{MachineRule, Switch};
use crate::raft::Rule;

pub(super) fn name(switch: Switch) -> &'static str {
    words(switch).0
}

pub(super) fn purpose(switch: Switch) -> &'static str {
    words(switch).1
}

pub(super) fn protects(switch: Switch) -> Option<String> {
    let protection = protection(switch)?;
    let what = match protection.protects {
        Protected::Safety(property) => property_name(property),
        Protected::Liveness => "Que se avance",
    };
    let missing: Vec<String> = protection.missing_in.iter().map(|&of| of.into()).collect();
    Some(match missing.is_empty() {
        true => format!("Protege: {what}."),
        false => format!(
            "Protege: {what}. Hubo sistemas reales que salieron sin ella: {}.",
            joined(&missing)
        ),
    })
}

pub(super) fn weakened(off: &[Switch]) -> Option<String> {
    let names: Vec<_> = off.iter().map(|&switch| name(switch)).collect();
    (!names.is_empty()).then(|| format!("Esto ya no es Raft. Falta: {}.", names.join("; ")))
}

/// A name, and what it is for.
fn words(switch: Switch) -> (&'static str, &'static str) {
    match switch {
        Switch::PreVote => (
            "PreVote",
            "Antes de subir el mandato, un servidor pregunta quién votaría por él. Por sí solo, PreVote puede dejar sin líder para siempre a un clúster en el que un único servidor llega a todos los demás. Tesis §9.6",
        ),
        Switch::CheckQuorum => (
            "CheckQuorum",
            "Un líder al que contestan muy pocos renuncia. Los servidores que oyen a un líder no hacen caso a los candidatos. Tesis §6.2, §4.2.3",
        ),
        Switch::LeaseRead => (
            "Lecturas con concesión",
            "Un líder al que acaba de contestar una mayoría lee sin volver a preguntar. Necesita CheckQuorum, relojes que vayan a la par, y que a nadie se le haga presentarse antes de tiempo. Tesis §6.4.1",
        ),
        Switch::Core(rule) => core(rule),
        Switch::Machine(rule) => machine(rule),
    }
}

fn core(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::LogCheckOnVotes => (
            "Comparar registros al votar",
            "Solo se vota por un registro tan completo como el propio. §5.4.1",
        ),
        Rule::OneVotePerTerm => {
            ("Un voto por mandato", "Al segundo que lo pide en un mandato se le dice que no. §5.2")
        }
        Rule::CurrentTermCommit => (
            "Confirmar por el mandato actual",
            "Contar copias solo confirma una entrada del propio mandato del líder. §5.4.2",
        ),
        Rule::ConsistencyCheck => (
            "Comprobar la entrada anterior",
            "Se aceptan entradas solo tras una que coincide. §5.3",
        ),
        Rule::TruncateOnlyAtConflict => (
            "Cortar solo donde se contradice",
            "Un mensaje que llega tarde no acorta un registro. §5.3",
        ),
        Rule::CommitClamp => (
            "Confirmar solo lo comprobado",
            "Y no sin más hasta el final del registro del seguidor. Figura 2",
        ),
        Rule::Majority => ("Una mayoría", "Más de la mitad, y no uno menos. §5.2"),
        Rule::JointMajorities => (
            "Dos mayorías en el cambio",
            "Los miembros de antes y los de ahora necesitan una mayoría cada grupo. §6",
        ),
        Rule::NoopFirst => (
            "Primero el no-op",
            "Lecturas y cambios esperan a la primera entrada del nuevo líder. §8",
        ),
        Rule::OneChangeAtATime => {
            ("Los cambios, de uno en uno", "El anterior tiene que estar confirmado. Tesis §4.1")
        }
        Rule::MembershipSessions => (
            "Respuestas de esta membresía",
            "Lo que un servidor dijo antes de que lo quitaran ya no cuenta",
        ),
        Rule::ReadConfirmation => (
            "Preguntar antes de leer",
            "Antes de responder, un líder pregunta: ¿sigo siendo líder? Tesis §6.4",
        ),
        Rule::LeaderCountsDurable => (
            "El disco del líder también cuenta",
            "Su copia vale cuando está en disco. Tesis §10.2.1",
        ),
        Rule::NoOp => (
            "Un no-op al empezar",
            "Un nuevo líder añade enseguida una entrada, para confirmar lo que heredó. §8",
        ),
        Rule::AcknowledgeVerified => (
            "Responder solo por lo comprobado",
            "Un seguidor no acusa recibo de lo demás que haya en su registro. §5.3",
        ),
    }
}

fn machine(rule: MachineRule) -> (&'static str, &'static str) {
    match rule {
        MachineRule::VoteKeptAcrossCrash => {
            ("El voto sobrevive a una caída", "Está en disco antes de darse. Figura 2")
        }
        MachineRule::AcknowledgeAfterDurable => (
            "Primero el disco, luego la respuesta",
            "Lo que dijo un servidor sobrevive a una caída. Figura 2",
        ),
        MachineRule::RandomisedTimeouts => {
            ("Plazos de elección al azar", "Para que no se presenten todos a la vez. §5.2")
        }
        MachineRule::SessionDeduplication => (
            "Repetir no hace efecto dos veces",
            "Se recuerda el último comando de cada cliente. §8",
        ),
    }
}

pub(super) fn promise(property: Property) -> &'static str {
    match property {
        Property::ElectionSafety => "Un mandato tiene como mucho un líder.",
        Property::LeaderAppendOnly => "Un líder nunca reescribe su propio registro.",
        Property::LogMatching => {
            "Donde dos registros tienen el mismo mandato en el mismo índice, coinciden hasta ahí."
        }
        Property::LeaderCompleteness => {
            "Todo líder posterior tiene todas las entradas confirmadas."
        }
        Property::StateMachineSafety => {
            "No hay dos servidores que apliquen entradas distintas en el mismo índice."
        }
        Property::CommittedIsDurable => {
            "Cuando una entrada se confirma, está en los discos de una mayoría."
        }
        Property::IndexOrder => {
            "Los índices de instantánea, aplicado, confirmado y último nunca se adelantan unos a otros."
        }
        Property::OnlyGrows => {
            "Los mandatos, los índices confirmados y lo aplicado no retroceden, y los votos se quedan."
        }
        Property::PromisesAreDurable => "Lo que dice un servidor está en su disco cuando lo dice.",
        Property::Linearizability => {
            "Lo que se les dijo a los clientes encaja en algún orden de los hechos."
        }
        Property::ElectedByMajority => {
            "Los votos de un nuevo líder están en los discos de una mayoría."
        }
        Property::ReadsAreFresh => "Una lectura conoce todo lo que estaba confirmado cuando llegó.",
        Property::ChangesWaitForCommit => {
            "Un líder cambia los miembros solo tras confirmar algo de su propio mandato."
        }
        Property::StoresAreReplays => {
            "Cada estado, y cada instantánea, es lo que resulta de las entradas aplicadas."
        }
        Property::MembershipIsTheLogs => {
            "Valen los últimos miembros de un registro, y una instantánea guarda los suyos."
        }
        Property::DurableIsOnDisk => "Lo que un servidor da por guardado está en su disco.",
        Property::TakesEffectOnce => {
            "La petición de un cliente surte efecto en un solo índice, antes de que el cliente lo sepa."
        }
        Property::PreVoteSparesLeaders => {
            "Quien oye a un líder no promete su voto para destituirlo, y con CheckQuorum no lo da."
        }
    }
}

pub(super) fn violation(violation: &Violation) -> String {
    format!("{}: {}", property_name(violation.property), evidence(&violation.evidence))
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::TwoLeaders { term, first, second } => {
            format!("{} y {} son líderes en el mandato {term}.", short(*first), short(*second))
        }
        Evidence::Rewritten { leader, index } => {
            format!("{} es líder, y perdió su propia entrada {index}.", short(*leader))
        }
        Evidence::Mismatch { server, index, term } => format!(
            "{} y otro servidor tienen una entrada {index} del mandato {term}, y ahí o antes no coinciden.",
            short(*server)
        ),
        Evidence::MissingEntry { leader, index } => {
            format!("{} es líder sin la entrada confirmada {index}.", short(*leader))
        }
        Evidence::AppliedDifferently { server, index } => format!(
            "{} aplicó en el índice {index} otra entrada que el primero en hacerlo.",
            short(*server)
        ),
        Evidence::TooFewCopies { index, on } => format!(
            "la entrada {index} está confirmada, y solo en el disco de {}.",
            counted(on.len() as u64, "servidor", "servidores")
        ),
        Evidence::OutOfOrder { server, indices: [snapshot, applied, commit, last] } => format!(
            "{} tiene instantánea {snapshot}, aplicado {applied}, confirmado {commit}, último {last}.",
            short(*server)
        ),
        Evidence::Shrunk { server, what } => {
            format!("en {} ha retrocedido {}.", short(*server), shrunk(what))
        }
        Evidence::NotLinearizable { client, sequence, key } => format!(
            "la respuesta a la petición {sequence} del cliente {} no se explica con ningún orden de lo que se hizo con {key}.",
            client.0
        ),
        Evidence::TooFewVotes { leader, term, of } => format!(
            "{} es líder en el mandato {term} con votos solo en {}.",
            short(*leader),
            counted(of.len() as u64, "disco", "discos")
        ),
        Evidence::StaleRead { server, applied, committed } => format!(
            "{} sirvió una lectura tras la entrada {applied}, y cuando llegó ya estaba confirmada la entrada {committed}.",
            short(*server)
        ),
        Evidence::ChangedTooEarly { leader, index } => format!(
            "{} cambió los miembros en el índice {index} antes de que su mandato confirmara nada.",
            short(*leader)
        ),
        Evidence::OtherStore { server, index, in_snapshot } => format!(
            "{} de {} no es lo que resulta de las entradas hasta {index}.",
            if *in_snapshot { "la instantánea" } else { "el estado" },
            short(*server)
        ),
        Evidence::OtherMembership { server, index, in_snapshot: true } => format!(
            "a la instantánea de {} le faltan los miembros que valían en el índice {index}.",
            short(*server)
        ),
        Evidence::OtherMembership { server, index, in_snapshot: false } => format!(
            "{} se rige por los miembros del índice {index}, que no son los últimos de su registro.",
            short(*server)
        ),
        Evidence::CountedTooMuch { server, index } => {
            format!(
                "{} da por guardada la entrada {index}, y su disco no la tiene.",
                short(*server)
            )
        }
        Evidence::TookEffectTwice { client, sequence, indices: [first, second] } => format!(
            "la petición {sequence} del cliente {} surtió efecto en el índice {first} y otra vez en el {second}.",
            client.0
        ),
        Evidence::PromisedVote { voter, candidate, hears_leader: true } => format!(
            "{} prometió su voto a {} aunque oye a un líder.",
            short(*voter),
            short(*candidate)
        ),
        Evidence::PromisedVote { voter, candidate, hears_leader: false } => format!(
            "{} prometió su voto a {} aunque su propio registro es más nuevo.",
            short(*voter),
            short(*candidate)
        ),
        Evidence::GaveVote { voter, candidate } => format!(
            "{} dio su voto a {} aunque protege a un líder.",
            short(*voter),
            short(*candidate)
        ),
        Evidence::AppliedAgain { server, index } => {
            format!("{} aplicó el índice {index} por segunda vez.", short(*server))
        }
        Evidence::NeverTookEffect { client, sequence } => format!(
            "al cliente {} le dijeron que su petición {sequence} está hecha, y no surtió efecto en ningún sitio.",
            client.0
        ),
        Evidence::NotDurable { server, message } => {
            format!(
                "{} envió {} sin nada en su disco que lo respalde.",
                short(*server),
                promised(message)
            )
        }
    }
}

/// What went back, from the English of the checks.
fn shrunk(what: &str) -> &str {
    match what {
        "term" => "el mandato",
        "durable term" => "el mandato que hay en disco",
        "vote of this term" => "el voto de este mandato",
        "durable vote of this term" => "el voto de este mandato que hay en disco",
        "commit index" => "el índice confirmado",
        "last applied index" => "el índice aplicado",
        other => other,
    }
}

/// A message that promises something, from the English of the checks.
fn promised(message: &str) -> &str {
    match message {
        "request for a vote" => "una petición de voto",
        "vote" => "un voto",
        "acknowledgement" => "un acuse de recibo",
        other => other,
    }
}
