//! Why something could not be done.

use super::numbers::server as short;
use super::paper::typed;
use crate::cluster::{CommandError, Delivery, MAX_COMMAND_CHARS, MAX_SAY_CHARS, Refusal};
use crate::lunch::{MAX_NAME_CHARS, TeamComplaint, teammate};
use crate::raft::{RequestRefusal, ServerId};
use crate::words::{BadAddress, HostError, Mistyped, NoEdit, Notice, Wanted};

/// "S3 (Noor)".
fn who(server: ServerId) -> String {
    format!("{} ({})", short(server), teammate(server).name)
}

pub(super) fn refusal(refusal: &Refusal) -> String {
    refused(refusal, &who)
}

/// The same where the lunch is faded out.
pub(super) fn refusal_in_raft(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PollUnderWay => "La encuesta anterior sigue en marcha.".into(),
        _ => refused(refusal, &|server| short(server)),
    }
}

fn refused(refusal: &Refusal, who: &dyn Fn(ServerId) -> String) -> String {
    match refusal {
        Refusal::NoSuchServer(server) => format!("Aquí no hay ningún {}.", short(*server)),
        Refusal::NoSuchClient(client) => format!("Aquí no hay ningún cliente {}.", client.0),
        Refusal::Crashed(server) => format!("{} está caído.", who(*server)),
        Refusal::NotCrashed(server) => format!("{} no está caído.", who(*server)),
        Refusal::Paused(server) => format!("{} está en pausa.", who(*server)),
        Refusal::NotPaused(server) => format!("{} no está en pausa.", who(*server)),
        Refusal::MessageGone => "Ese mensaje ya no está: llegó o se perdió.".into(),
        Refusal::NoSuchLink => "No hay tal enlace.".into(),
        Refusal::AlreadyCut => "Ese enlace ya está cortado.".into(),
        Refusal::NotCut => "Ese enlace no está cortado.".into(),
        Refusal::LeadersDoNotTimeOut(server) => {
            format!("{} es líder, y un líder no tiene plazo de elección.", who(*server))
        }
        Refusal::BadCommand(error) => command_error(error),
        Refusal::PollUnderWay => "Quien pregunta aún va de silla en silla.".into(),
        Refusal::BadMenu => "Una encuesta necesita de uno a nueve platos.".into(),
        Refusal::OutOfRange => "Ese valor está fuera de los límites.".into(),
        Refusal::Raft(reason) => request_refusal(reason),
        Refusal::TooManyServers => "No hay sitio para otro servidor.".into(),
        Refusal::DiskLost(server) => format!(
            "{} perdió su disco, y con él lo que había prometido. Quítalo antes del clúster; después puede volver como nuevo.",
            who(*server)
        ),
        Refusal::DiskLostAlready(server) => format!("{} ya perdió su disco.", who(*server)),
        Refusal::DeliveredSoAlready(Delivery::Automatic) => "Los mensajes ya llegan solos.".into(),
        Refusal::DeliveredSoAlready(Delivery::Manual) => {
            "Los mensajes ya esperan a que los entregues.".into()
        }
        Refusal::SentOnCutLink => {
            "Ese mensaje se envió con el enlace cortado: no va a llegar.".into()
        }
        Refusal::OnlyLeadersSendHeartbeats(server) => {
            format!("{} no es líder, y solo un líder envía latidos.", who(*server))
        }
        Refusal::NothingToTear(server) => {
            format!("El disco de {} tiene menos entradas.", who(*server))
        }
        Refusal::DiskStopped(server) => format!("El disco de {} ya está parado.", who(*server)),
        Refusal::DiskNotStopped(server) => format!("El disco de {} funciona.", who(*server)),
        Refusal::CannotBeSaid => {
            format!("Un rótulo es una línea de 1 a {MAX_SAY_CHARS} caracteres.")
        }
    }
}

/// Why a server refuses what it was asked for.
pub(super) fn request_refusal(reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { leader: Some(leader) } => {
            format!("Eso solo lo puede hacer el líder. Que se sepa aquí, es {}.", short(*leader))
        }
        RequestRefusal::NotLeader { leader: None } => {
            "Eso solo lo puede hacer el líder, y aquí no se conoce a ninguno.".into()
        }
        RequestRefusal::TransferUnderWay { to } => format!(
            "El líder cede el liderazgo a {}, y mientras tanto no acepta comandos.",
            short(*to)
        ),
        RequestRefusal::ChangeUnderWay { index } => format!(
            "Los cambios, de uno en uno: la configuración del índice {index} aún no está confirmada."
        ),
        RequestRefusal::NothingCommittedInThisTerm { noop } => format!(
            "El nuevo líder debe confirmar antes una entrada de su propio mandato: el no-op del índice {noop}."
        ),
        RequestRefusal::StillCatchingUp { server, match_index, commit_index } => format!(
            "{} debe ponerse al día antes de tener voto: el líder solo sabe que su registro llega al índice {match_index} de {commit_index}.",
            short(*server)
        ),
        RequestRefusal::AlreadyAMember(server) => {
            format!("{} ya es miembro del clúster.", short(*server))
        }
        RequestRefusal::NotAMember(server) => {
            format!("{} no es miembro del clúster.", short(*server))
        }
        RequestRefusal::NotALearner(server) => {
            format!("Solo se puede dar voto a un aprendiz, y {} no lo es.", short(*server))
        }
        RequestRefusal::IsALearner(server) => {
            format!("{} es aprendiz: no tiene voto y no puede ser líder.", short(*server))
        }
        RequestRefusal::NoVoterLeft => "Un clúster necesita un servidor con voto.".into(),
        RequestRefusal::NothingChanges => "El clúster ya es así.".into(),
        RequestRefusal::LeadsAlready(server) => format!("{} ya es líder.", short(*server)),
        RequestRefusal::NotAppliedYet { last_applied } => format!(
            "Solo se pueden compactar entradas aplicadas: este servidor ha aplicado hasta el índice {last_applied}."
        ),
        RequestRefusal::KnowsNoMembers => {
            "Este servidor aún no sabe quiénes forman el clúster.".into()
        }
        RequestRefusal::CompactedAlready { last_index: 0 } => {
            "Este servidor aún no ha aplicado nada: no hay nada que compactar.".into()
        }
        RequestRefusal::CompactedAlready { last_index } => {
            format!("La instantánea ya guarda todo hasta el índice {last_index}.")
        }
    }
}

pub(super) fn command_error(error: &CommandError) -> String {
    match error {
        CommandError::Empty => "Escribe un plato, o un comando como SET A 1.".into(),
        CommandError::TooLong { chars } => {
            format!("Son {chars} caracteres. En una línea del cuaderno caben {MAX_COMMAND_CHARS}.")
        }
        CommandError::NotText => {
            "Algunos de estos caracteres no se pueden apuntar. El texto normal sí.".into()
        }
        CommandError::IncompleteSet => "SET necesita una clave y un valor, como en SET A 1.".into(),
    }
}

pub(super) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Refused(reason) => refusal(reason),
        Notice::NoStop => {
            "Han pasado dos segundos de la ejecución sin ese paso. Propón algo, o avanza por eventos.".into()
        }
        Notice::NoStopBack => {
            "En los últimos dos segundos de la ejecución no hubo ese paso. Aquí empezaron. Sigue, o avanza por eventos.".into()
        }
        Notice::NothingToUndo => "No hay nada que deshacer.".into(),
        Notice::NothingToRedo => "No hay nada que rehacer.".into(),
        Notice::NoEdit(why) => match why {
            NoEdit::Gone => "Eso ya no forma parte de la ejecución.".into(),
            NoEdit::MessageLost => {
                "Este mensaje no llega nunca: no puede llegar antes ni después.".into()
            }
            NoEdit::NotEarlier => "Un mensaje se puede retrasar, no adelantar.".into(),
            NoEdit::NoNumberLeft => "En este momento no cabe otra acción.".into(),
        },
        Notice::NobodyTakesIn => {
            "Hay un servidor nuevo, con el registro vacío, y ningún líder que lo acoja. Cuando haya uno, haz clic en el servidor para añadirlo.".into()
        }
        Notice::PickFirst => "Elige antes una respuesta, o «Aún no lo sé».".into(),
        Notice::NewRun => {
            "Esta es una ejecución nueva. El botón Atrás del navegador lleva a la anterior.".into()
        }
        Notice::RunIsFull => {
            "Esta ejecución ha llegado a un millón de eventos, y aquí se detiene. Reiníciala, o toma otra semilla.".into()
        }
        Notice::Replaying { percent } => format!("Repitiendo la ejecución: {percent} %."),
        Notice::OtherEngine => {
            "Este enlace se hizo con otra versión de Raft Lunch, en la que la ejecución fue distinta. Aquí la ves como es en esta versión.".into()
        }
        Notice::OneLanguage => {
            "Este archivo único solo está en inglés. La página en la web está también en otros idiomas.".into()
        }
        Notice::OldSeed(seed) => format!(
            "Este es el almuerzo de la semilla {seed}. Si alguien te envió este enlace antes de diciembre de 2026, entonces contaba otra historia: en ella aún nadie tenía la hoja."
        ),
        Notice::Address(bad) => {
            let sentences: Vec<_> = bad.iter().map(bad_address).collect();
            sentences.join(" ")
        }
        Notice::Said(words) => words.clone(),
    }
}

/// The same where the lunch is faded out.
pub(super) fn notice_in_raft(told: &Notice) -> String {
    match told {
        Notice::Refused(reason) => refusal_in_raft(reason),
        _ => notice(told),
    }
}

/// Why what was typed can't be taken.
pub fn mistyped(mistyped: &Mistyped) -> String {
    match mistyped {
        Mistyped::Command(error) => command_error(error),
        Mistyped::Dishes(reason) => refusal(reason),
        Mistyped::Names(why) => format!("No hay nombres nuevos: {}.", no_team(why)),
    }
}

/// Why a frame does not do what the page around it asks for.
pub fn host_error(error: &HostError) -> String {
    let why = match error {
        HostError::Version(version) => {
            format!("Este marco habla la versión {version} de los mensajes: raftLunch: {version}.")
        }
        HostError::NoType(types) => {
            format!("El tipo de un mensaje debe ser uno de estos: {}.", types.join(", "))
        }
        HostError::OneOf(field, names) => {
            format!("«{field}» debe tener exactamente uno de estos: {}.", names.join(", "))
        }
        HostError::Unknown(name, names) => {
            let none = format!("Este mensaje no tiene el campo {}.", typed(name));
            match names.is_empty() {
                true => none,
                false => format!("{none} Puede tener {}.", names.join(", ")),
            }
        }
        HostError::NotText(name) => format!("{} debe ser un texto.", typed(name)),
        HostError::NotNumber(name) => {
            format!("{} debe ser un número entero, desde 0.", typed(name))
        }
        HostError::NoServer => "Un servidor es su número, o «leader».".into(),
        HostError::NoLeader => return "Ahora mismo no hay líder.".into(),
        HostError::Value(BadAddress { name, value, wanted }) => {
            format!("{name} es {}, y debe ser {}.", typed(value), wanted_words(wanted))
        }
    };
    format!("{why} No ha cambiado nada.")
}

fn bad_address(BadAddress { name, value, wanted }: &BadAddress) -> String {
    format!(
        "La dirección dice {name}={}, y debe ser {}. Se usa el valor de siempre.",
        typed(value),
        wanted_words(wanted)
    )
}

/// Why names are not taken, after a colon.
fn no_team(why: &TeamComplaint) -> String {
    match why {
        TeamComplaint::TooLong(name) => {
            format!("{} tiene más de {MAX_NAME_CHARS} letras", typed(name))
        }
        TeamComplaint::Twice(name) => format!("dos personas se llamarían {name}"),
        TeamComplaint::TooMany(names) => format!("hay {names} nombres, y nueve sillas"),
    }
}

fn wanted_words(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Seed => "un número entero menor que 2^53".into(),
        Wanted::Between(least, most) => format!("un número de {least} a {most}"),
        Wanted::One => "1".to_owned(),
        Wanted::LessonName => {
            "el nombre de una lección, o su dirección, que empieza por https://".into()
        }
        Wanted::ScenarioName => {
            "el nombre de un escenario, o su dirección, que empieza por https://".into()
        }
        Wanted::CardNumber => "el número de una tarjeta, desde 1".into(),
        Wanted::Names(why) => format!("nombres separados por comas: {}", no_team(why)),
        Wanted::OneOf(names) => format!("uno de estos: {}", names.join(", ")),
    }
}
