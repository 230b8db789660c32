//! The run as the paper tells it: events, decisions, entries, servers.

use super::numbers::{counted, each_side, list, server as short};
use super::refusals::request_refusal;
use crate::cluster::{
    Answer, Client, ClientRequest, Event, EventBody, LinkCut, LossReason, Node, RequestProgress,
    ServerState, request_of,
};
use crate::lunch::teammate;
use crate::raft::{
    AppendRejection, CommitStatus, Configuration, Decision, Entry, IgnoredReply, Impossible, Index,
    NotStanding, Payload, ServerId, SnapshotNotNeeded, StepDown, Tally, Term, Timer, VoteDenial,
};
use crate::words::shorten;

pub(super) fn entry(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => request.operation.to_string(),
        (Payload::Noop, None) => "no-op".into(),
        (Payload::Configuration(configuration), None) => self::configuration(configuration),
        (Payload::Command(_), None) => "(ilegible)".into(),
    }
}

pub(super) fn configuration(configuration: &Configuration) -> String {
    let voters = list(configuration.voters());
    let mut text = match configuration.is_joint() {
        true => format!("conjunta: antes {}, ahora {voters}", list(configuration.outgoing())),
        false => format!("votantes {voters}"),
    };
    if !configuration.learners().is_empty() {
        text = format!("{text}; aprendices {}", list(configuration.learners()));
    }
    text
}

/// How many of how many that are needed, on each side of a joint configuration.
fn needed(tally: Tally) -> String {
    each_side(tally, |count| format!("{} de {}", count.have, count.need))
}

pub(super) fn node(node: Node) -> String {
    match node {
        Node::Server(server) => format!("S{} {}", server.0, teammate(server).name),
        Node::Client(client) if client.0 == 1 => "cliente".into(),
        Node::Client(client) => format!("cliente {}", client.0),
    }
}

/// The event as a sentence: a server's begins with its short name.
pub(super) fn event(event: &Event) -> Option<String> {
    let text = sentence(event)?;
    Some(match event.id.actor {
        crate::cluster::Actor::Server(server) => format!("{} {text}", short(server)),
        _ => text,
    })
}

/// The event; a server's name goes before it.
pub(super) fn sentence(event: &Event) -> Option<String> {
    Some(match &event.body {
        EventBody::Started if event.at == 0 => return None,
        EventBody::Started => "arranca con el disco vacío.".into(),
        EventBody::Crashed { lost_writes: 0 } => {
            "se cae. Lo que solo estaba en memoria se pierde: commit_index, por ejemplo.".into()
        }
        EventBody::Crashed { lost_writes } => format!(
            "se cae, y pierde {} que aún no {} en disco.",
            counted(*lost_writes, "escritura", "escrituras"),
            if *lost_writes == 1 { "estaba" } else { "estaban" }
        ),
        EventBody::Restarted { term, last_index, .. } => format!(
            "arranca desde su disco como seguidor: mandato {term}, último índice {last_index}."
        ),
        EventBody::Paused => "queda en pausa: mensajes y plazos lo esperan.".into(),
        EventBody::Resumed => "sigue, y atiende lo que esperaba.".into(),
        EventBody::TimerFired { timer: Timer::Election } if event.is_by_hand() => {
            "tiene que dejar de esperar: su plazo de elección se acaba ya.".into()
        }
        EventBody::TimerFired { timer: Timer::Election } => {
            "ve acabarse su plazo de elección.".into()
        }
        EventBody::Decided(decision) => self::decision(decision)?,
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("aplica el índice {index}: {}.", request.operation)
        }
        EventBody::Applied { index, request: Some(request), took_effect: false, .. } => format!(
            "salta el índice {index}: {} ya se hizo para este cliente (§8).",
            request.operation
        ),
        EventBody::Applied { index, request: None, .. } => {
            format!("aplica el índice {index}: nada para la máquina de estados.")
        }
        EventBody::Restored { last_index, .. } => format!(
            "restaura su máquina de estados desde la instantánea, a fecha del índice {last_index} (§7)."
        ),
        EventBody::ReadServed { key, value, applied, .. } => format!(
            "responde GET {key} desde su máquina de estados, a fecha del índice {applied}: {}.",
            value.as_deref().unwrap_or("nada")
        ),
        EventBody::Abstained => {
            "se abstiene: perdió su disco, y aún no sabe todo lo que sabía.".into()
        }
        EventBody::DiskLost => "pierde su disco: solo puede volver como servidor nuevo.".into(),
        EventBody::DiskTorn { entries: 1 } => "pierde la última entrada de su disco.".into(),
        EventBody::DiskTorn { entries } => {
            format!("pierde las últimas {entries} entradas de su disco.")
        }
        EventBody::DiskStopped => "tiene el disco parado: ninguna escritura llega a él.".into(),
        EventBody::DiskStarted => "tiene otra vez un disco que funciona.".into(),
        EventBody::RequestKnown { progress, .. } => match progress {
            RequestProgress::UnderWay => {
                "ya está con esta petición, y no empieza nada dos veces.".into()
            }
            RequestProgress::AnswerHeld => {
                "ya aplicó esta petición: su respuesta espera a que lo sepa una mayoría.".into()
            }
            RequestProgress::Applied { index } => format!(
                "ya aplicó esta petición, en el índice {index}: responde lo mismo otra vez (tesis §6.3)."
            ),
        },
        EventBody::Forwarded { leader, .. } => format!(
            "no es líder, y pasa la petición del cliente a {} (tesis §6.2).",
            short(*leader)
        ),
        EventBody::Waiting(_) => "guarda un mensaje hasta que siga.".into(),
        EventBody::Lost { reason, .. } => match reason {
            LossReason::Network => "Un mensaje se pierde por el camino.".into(),
            LossReason::Cut => "Un mensaje se pierde: el enlace está cortado.".into(),
            LossReason::ReceiverDown => "Un mensaje se pierde: el destinatario está caído.".into(),
            LossReason::Dropped => "Un mensaje se descarta a mano.".into(),
        },
        EventBody::Duplicated { .. } => {
            "Un mensaje se duplica: va de camino una segunda copia.".into()
        }
        EventBody::Delayed { by, .. } => format!("Un mensaje se retrasa {} ms.", by / 1_000),
        EventBody::Delivered { .. } => "Un mensaje se entrega a mano.".into(),
        EventBody::Proposed { sequence, operation } => {
            format!("El cliente quiere {operation} (petición {sequence}).")
        }
        EventBody::TimedOut { sequence, attempts } => format!(
            "Al cliente se le acaba el plazo: sin respuesta a la petición {sequence} tras {}. Puede que surta efecto, o puede que no.",
            counted(*attempts, "intento", "intentos")
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("Al cliente lo remiten a {}.", short(*leader))
        }
        EventBody::Redirected { leader: None, .. } => {
            "El cliente ha dado con un servidor que no conoce a ningún líder.".into()
        }
        EventBody::Answered { sequence, index } => format!(
            "El cliente recibe la respuesta: la petición {sequence} está aplicada en el índice {index}."
        ),
        EventBody::ReadAnswered { sequence, value } => format!(
            "El cliente recibe la respuesta: la petición {sequence} leyó {}.",
            value.as_deref().unwrap_or("nada")
        ),
        EventBody::PollOpened { .. } => {
            "Los servidores no tienen preferencias: esta encuesta es asunto del cliente.".into()
        }
        EventBody::PollPreference { dish, .. } => format!("El cliente anota: {dish}."),
        EventBody::PollSilence { .. } => "El cliente no recibe respuesta.".into(),
        EventBody::PollTallied { .. } => {
            "Así elige el cliente qué comando propondrá. No decide nada.".into()
        }
        EventBody::PollEmpty => "Al cliente no le ha contestado nadie.".into(),
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { timer: Timer::MinimumElection | Timer::Heartbeat }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::PollAsked { .. } => return None,
    })
}

/// A decision; the server's name goes before it.
fn decision(decision: &Decision) -> Option<String> {
    Some(match decision {
        Decision::TermAdopted { from, to, because_of } => format!(
            "pasa al mandato {to} por {}; estaba en el mandato {from} (§5.1).",
            short(*because_of)
        ),
        Decision::BecameFollower { reason, .. } => match reason {
            StepDown::HigherTerm => "renuncia: su mandato terminó (§5.1).".into(),
            StepDown::LeaderOfThisTerm { leader } => {
                format!("vuelve a ser seguidor: {} es líder en este mandato (§5.2).", short(*leader))
            }
            StepDown::Removed => {
                "renuncia: la configuración sin él está confirmada (tesis §4.2.2).".into()
            }
            StepDown::NoQuorum { active } => format!(
                "renuncia: en todo un plazo de elección solo oyó a {} (tesis §6.2).",
                list(active)
            ),
        },
        Decision::LeaderRecognised { leader } => {
            format!("reconoce a {} como líder.", short(*leader))
        }
        Decision::BecameCandidate { term } => {
            format!("se hace candidato en el mandato {term} y se vota a sí mismo (§5.2).")
        }
        Decision::VoteGranted { candidate } => {
            format!("da su voto a {} (§5.2).", short(*candidate))
        }
        Decision::VoteRepeated { candidate } => {
            format!("da otra vez su voto a {}: es el mismo voto (§5.2).", short(*candidate))
        }
        Decision::VoteDenied { candidate, reason } => denied(*candidate, *reason),
        Decision::VoteCounted { voter, tally, .. } => format!(
            "cuenta el voto de {}. Votos necesarios reunidos: {}.",
            short(*voter),
            needed(*tally)
        ),
        Decision::BecameLeader { votes } => {
            format!("se hace líder con los votos de {} (§5.2).", list(votes))
        }
        Decision::EntryAppended { index, entry } => format!(
            "añade {} en el índice {index}, mandato {}.",
            self::entry(entry),
            entry.term
        ),
        Decision::RequestRefused { reason, .. } => {
            format!("lo rechaza. {}", request_refusal(reason))
        }
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, .. } => {
            format!("guarda entradas hasta el índice {match_index} (§5.3).")
        }
        Decision::AppendRejected { leader, reason } => rejected(*leader, *reason),
        Decision::Truncated { from, removed } => format!(
            "quita {} desde el índice {from}, para coincidir con el registro de su líder (§5.3).",
            counted(removed.len() as u64, "entrada", "entradas")
        ),
        Decision::MatchAdvanced { server, match_index } => {
            format!("pone match_index de {} en {match_index}.", short(*server))
        }
        Decision::NextIndexBackedUp { follower, from, to } => format!(
            "hace retroceder next_index de {} de {from} a {to} (§5.3).",
            short(*follower)
        ),
        Decision::Committed { to, acknowledged_by, .. } => format!(
            "confirma hasta el índice {to}: cuenta {} (§5.3, §5.4.2).",
            list(acknowledged_by)
        ),
        Decision::CommitLearned { to, .. } => {
            format!("pone commit_index en {to}, por leader_commit (§5.3).")
        }
        Decision::ReplyIgnored { from, reason } => ignored(*from, reason),
        Decision::QuorumHeard { .. } => return None,
        Decision::BecamePreCandidate { term } => format!(
            "pregunta quién votaría por él en el mandato {term}; aún no se presenta (tesis §9.6)."
        ),
        Decision::PreVoteGranted { candidate } => {
            format!("votaría por {} (tesis §9.6).", short(*candidate))
        }
        Decision::PreVoteDenied { candidate, reason } => {
            format!("en el PreVote {}", denied(*candidate, *reason))
        }
        Decision::PreVoteCounted { voter, tally, .. } => format!(
            "oye que {} votaría por él. Votos necesarios que reuniría: {}.",
            short(*voter),
            needed(*tally)
        ),
        Decision::ConfigurationInForce { index, configuration } => format!(
            "se rige por la configuración del índice {index}: {} (tesis §4.1).",
            self::configuration(configuration)
        ),
        Decision::ConfigurationTakenBack { index, configuration } => format!(
            "vuelve a la configuración del índice {index}: {} (tesis §4.1).",
            self::configuration(configuration)
        ),
        Decision::Compacted { through } => {
            format!("cambia su registro hasta el índice {through} por una instantánea (§7).")
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            "se entera de con qué miembros empezó el clúster (§7).".into()
        }
        Decision::SnapshotInstalled { last_index, last_term, .. } => format!(
            "instala una instantánea hasta el índice {last_index}, mandato {last_term}, en lugar de su registro (§7)."
        ),
        Decision::SnapshotIgnored { last_index, reason } => match reason {
            SnapshotNotNeeded::StaleTerm => format!(
                "rechaza la instantánea hasta el índice {last_index}: es de un mandato anterior (§5.1)."
            ),
            SnapshotNotNeeded::CommittedAlready => format!(
                "no necesita la instantánea hasta el índice {last_index}: sabe que todo eso está confirmado."
            ),
            SnapshotNotNeeded::LogMatches => format!(
                "no necesita la instantánea hasta el índice {last_index}: su registro tiene esa entrada (§7)."
            ),
        },
        Decision::ReadTaken { read_index, .. } => {
            format!("acepta una lectura en el índice {read_index} (tesis §6.4).")
        }
        Decision::ReadConfirmed { acknowledged_by, .. } => format!(
            "sigue siendo líder, según {}: la lectura es segura (tesis §6.4).",
            list(acknowledged_by)
        ),
        Decision::TransferBegun { to } => format!(
            "cede el liderazgo a {}, y mientras tanto no acepta comandos (tesis §3.10).",
            short(*to)
        ),
        Decision::TransferReady { to } => format!(
            "le dice a {}, que tiene todo el registro, que se presente ya (tesis §3.10).",
            short(*to)
        ),
        Decision::TransferAborted { to } => {
            format!("desiste de ceder a {} (tesis §3.10).", short(*to))
        }
        Decision::TransferRedirected { from, to } => {
            format!("cede a {} en vez de a {} (tesis §3.10).", short(*to), short(*from))
        }
        Decision::StaysFollower { reason } => {
            format!("agota su plazo de elección, pero no se presenta: {}.", not_standing(*reason))
        }
        Decision::TimeoutNowIgnored { from, reason } => {
            format!("ignora el TimeoutNow de {}: {}.", short(*from), not_standing(*reason))
        }
        Decision::VoteRefused { voter, .. } => {
            format!("oye que {} le niega su voto.", short(*voter))
        }
        Decision::PreVoteRefused { voter, .. } => {
            format!("oye que {} no votaría por él (tesis §9.6).", short(*voter))
        }
        Decision::AskedAgain { voters } => {
            format!("pregunta otra vez a {}, en el mismo mandato (§5.1).", list(voters))
        }
        Decision::StoppedProtectingLeader => {
            "vuelve a escuchar a los candidatos: en el plazo de elección más corto no oyó a ningún líder (tesis §4.2.3).".into()
        }
        Decision::LeaseHeld { acknowledged_by, .. } => format!(
            "tiene una concesión, por {}: cuenta con ser líder hasta que acabe (tesis §6.4.1).",
            list(acknowledged_by)
        ),
        Decision::LeaseEnded { .. } => "ya no tiene concesión (tesis §6.4.1).".into(),
        Decision::ReadUnderLease { .. } => {
            "responde a la lectura con su concesión, sin preguntar a nadie (tesis §6.4.1).".into()
        }
        Decision::ReadDropped { .. } => {
            "abandona una lectura: ya no puede mostrar que es líder (tesis §6.4).".into()
        }
        Decision::TransferOver { to } => {
            format!("ya no es líder: su cesión a {} termina aquí (tesis §3.10).", short(*to))
        }
        Decision::ImpossibleMessage { from, reason } => impossible(*from, reason),
    })
}

fn ignored(from: ServerId, reason: &IgnoredReply) -> String {
    let from = short(from);
    match reason {
        IgnoredReply::StaleTerm => format!("ignora una respuesta de {from}: su mandato terminó."),
        IgnoredReply::RoleChanged => {
            format!("ignora una respuesta de {from}: esa cuestión está resuelta.")
        }
        IgnoredReply::Late => format!("ignora una respuesta tardía de {from}."),
        IgnoredReply::NotAMember => format!("ignora una respuesta de {from}: no es miembro."),
        IgnoredReply::EarlierMembership => format!(
            "ignora una respuesta de {from}: es de antes de que {from} saliera y volviera a entrar."
        ),
    }
}

fn impossible(from: ServerId, reason: &Impossible) -> String {
    let from = short(from);
    match reason {
        Impossible::TwoLeadersInOneTerm => {
            format!("oye a {from}, que es líder en su mismo mandato.")
        }
        Impossible::OverwritesCommitted { index } => {
            format!("se niega a sobrescribir el índice confirmado {index} por {from}.")
        }
        Impossible::SnapshotWithoutMembers { last_index } => format!(
            "ignora una instantánea de {from} hasta el índice {last_index}: no nombra miembros (§7)."
        ),
        Impossible::IndexOutOfReach { index } => format!(
            "ignora una instantánea de {from} hasta el índice {index}: ningún registro llega ahí."
        ),
        Impossible::AcknowledgesBeyondLog { match_index } => {
            format!("ignora a {from}: acusa recibo del índice {match_index}, que no existe.")
        }
    }
}

fn denied(candidate: ServerId, reason: VoteDenial) -> String {
    let candidate = short(candidate);
    match reason {
        VoteDenial::JustStarted => format!(
            "no hace caso a {candidate}: acaba de arrancar, y quizá le prometió a un líder que esperaría (tesis §6.4.1)."
        ),
        VoteDenial::HeardFromLeader => {
            format!("no hace caso a {candidate}: hace un momento había un líder (tesis §4.2.3).")
        }
        VoteDenial::TermHasBegun => format!(
            "dice que no a {candidate}: ese mandato ya empezó, y puede que haya votado en él (tesis §9.6)."
        ),
        VoteDenial::StaleTerm => {
            format!("niega su voto a {candidate}: el mandato terminó (§5.1).")
        }
        VoteDenial::AlreadyVoted { voted_for } => format!(
            "niega su voto a {candidate}: en este mandato votó por {} (§5.2).",
            short(voted_for)
        ),
        VoteDenial::LogBehind { mine, theirs } => format!(
            "niega su voto a {candidate}: su último (mandato, índice) ({}, {}) va por detrás del propio ({}, {}) (§5.4.1).",
            theirs.0, theirs.1, mine.0, mine.1
        ),
    }
}

fn not_standing(reason: NotStanding) -> &'static str {
    match reason {
        NotStanding::Learner => "es aprendiz, sin voto (tesis §4.2.1)",
        NotStanding::NotAMember => "la configuración no lo incluye (tesis §4.2.2)",
        NotStanding::KnowsNoMembers => "su disco está en blanco, y no conoce ningún clúster",
        NotStanding::LeadsAlready => "ya es líder",
        NotStanding::StaleTerm => "eso era de un mandato anterior (§5.1)",
    }
}

fn rejected(leader: ServerId, reason: AppendRejection) -> String {
    let leader = short(leader);
    match reason {
        AppendRejection::StaleTerm => {
            format!("rechaza el AppendEntries de {leader}: un mandato anterior (§5.1).")
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "rechaza el AppendEntries de {leader}: no tiene nada en prev_log_index {prev_log_index}, su registro acaba en {last_index} (§5.3)."
        ),
        AppendRejection::KnowsNoMembers => format!(
            "rechaza el AppendEntries de {leader}: su disco está en blanco, y antes necesita una instantánea (§7)."
        ),
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "rechaza el AppendEntries de {leader}: aquí el índice {prev_log_index} es del mandato {mine}, no del {theirs} (§5.3)."
        ),
    }
}

pub(super) fn server_state(state: ServerState) -> &'static str {
    match state {
        ServerState::DiskLost => "sin disco",
        ServerState::Crashed => "caído",
        ServerState::Paused => "en pausa",
        ServerState::Leader => "líder",
        ServerState::OldLeader => "antiguo líder",
        ServerState::Candidate => "candidato",
        ServerState::PreCandidate => "precandidato",
        ServerState::Learner => "aprendiz",
        ServerState::NotAMember => "no es miembro",
        ServerState::Follower => "seguidor",
    }
}

pub(super) fn server_named(server: ServerId, doing: &str, has_room: bool) -> String {
    match (doing, has_room) {
        ("", true) => long(server),
        ("", false) => short(server),
        (_, true) => format!("{}, {doing}", long(server)),
        (_, false) => format!("{} {doing}", short(server)),
    }
}

/// "Servidor 3".
pub(super) fn long(server: ServerId) -> String {
    format!("Servidor {}", server.0)
}

pub(super) fn server_label(
    server: ServerId,
    state: ServerState,
    term: Term,
    entries: usize,
    commit_index: Index,
) -> String {
    let entries = counted(entries as u64, "entrada", "entradas");
    let state = server_state(state);
    let committed = counted(commit_index, "confirmada", "confirmadas");
    format!("{}, {state}, mandato {term}, {entries}, {committed}", long(server))
}

pub(super) fn link_label(a: ServerId, b: ServerId, cut: LinkCut) -> String {
    let (a, b) = (short(a), short(b));
    match cut {
        LinkCut::None => format!("Enlace entre {a} y {b}, entero"),
        LinkCut::Both => format!("Enlace entre {a} y {b}, cortado en ambos sentidos"),
        LinkCut::AToB => format!("Enlace entre {a} y {b}, cortado de {a} a {b}"),
        LinkCut::BToA => format!("Enlace entre {a} y {b}, cortado de {b} a {a}"),
    }
}

pub(super) fn store(values: &[(&str, &str)]) -> String {
    let values: Vec<_> = values.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    if values.is_empty() { "(vacía)".into() } else { values.join(", ") }
}

pub(super) fn commit_status(status: Option<&CommitStatus>) -> String {
    match status {
        None => "En disco. El servidor está caído.".into(),
        Some(CommitStatus::Committed) => "Se sabe que está confirmada.".into(),
        Some(CommitStatus::Ready { .. }) => {
            "En suficientes servidores: está a punto de confirmarse.".into()
        }
        Some(CommitStatus::TooFewCopies { tally, .. }) => format!(
            "Sin confirmar: de los servidores que necesita, se sabe que está en {}.",
            needed(*tally)
        ),
        Some(CommitStatus::EarlierTerm { .. }) => {
            "Sin confirmar: es de un mandato anterior, y espera a una entrada de este (§5.4.2)."
                .into()
        }
        Some(CommitStatus::NotLeader { leader: Some(leader) }) => {
            format!(
                "Aquí no se sabe si está confirmada. Su líder es, que sepa, {}.",
                short(*leader)
            )
        }
        Some(CommitStatus::NotLeader { leader: None }) => {
            "Aquí no se sabe si está confirmada. No conoce a ningún líder.".into()
        }
        Some(CommitStatus::NotInLog) => "No está en este registro.".into(),
    }
}

pub(super) fn compacted(first_index: Index) -> (String, String) {
    let through = first_index.saturating_sub(1);
    (
        "instantánea".into(),
        format!("Compactado: lo guarda una instantánea, hasta el índice {through}."),
    )
}

pub(super) fn client_doing(client: &Client) -> String {
    match (client.waiting_for(), client.queued()) {
        (None, _) if client.is_polling() => "hace una encuesta".into(),
        (None, _) => String::new(),
        (Some(request), 0) => format!("espera {}", request.operation),
        (Some(request), more) => format!("espera {}, y quedan {more} por pedir", request.operation),
    }
}

pub(super) fn client_label(client: &Client) -> String {
    match client_doing(client) {
        nothing if nothing.is_empty() => "Cliente, en reposo".into(),
        doing => format!("Cliente, {doing}"),
    }
}

pub(super) fn client_request(request: &ClientRequest) -> String {
    let answer = match &request.answer {
        Some(Answer::Applied { index }) => format!("hecho, en el índice {index}"),
        Some(Answer::Value(Some(value))) => format!("leyó {value}"),
        Some(Answer::Value(None)) => "no leyó nada".into(),
        None if request.attempts == 0 => "espera su turno".into(),
        None => "sin respuesta; puede que haya surtido efecto, o puede que no".into(),
    };
    let times = match request.attempts {
        0 | 1 => String::new(),
        times => format!(" (pedido {times} veces)"),
    };
    format!("{}{times}: {answer}.", request.operation)
}

/// A text that somebody typed, where there is not much room.
pub(super) fn typed(text: &str) -> String {
    shorten(text, 24)
}
