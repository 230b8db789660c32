//! The story's chapters, and what there is to try, in Spanish.

use super::numbers::{list_said, names, server as short};
use crate::lunch::{Chapter, Choice, teammate};
use crate::raft::ServerId;

pub(super) fn chapter(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Start => "Inicio",
        Chapter::Ask => "Preguntar",
        Chapter::Tally => "Contar",
        Chapter::Write => "Escribir",
        Chapter::Copy => "Copiar",
        Chapter::Final => "Definitivo",
        Chapter::Answer => "Responder",
        Chapter::Tell => "Avisar",
    }
}

pub(super) fn choice(choice: &Choice) -> (String, String) {
    let name = |server: &ServerId| teammate(*server).name;
    match choice {
        Choice::SendHolderHome(server) => (
            format!("Mandar a casa a {}", name(server)),
            format!("Tumbar {}, el líder", short(*server)),
        ),
        Choice::WriteLine(text) => ("Apuntar un número".into(), format!("Proponer {text}")),
        Choice::LoseNote(text) => (
            "Perder una nota por el camino".into(),
            format!("Proponer {text} y descartar un mensaje"),
        ),
        Choice::BringBack(server) => {
            (format!("Traer de vuelta a {}", name(server)), format!("Reiniciar {}", short(*server)))
        }
        Choice::SendMoreHome(servers) => (
            format!("Mandar a casa también a {}", names(servers.iter().copied())),
            format!("Tumbar {}: entonces quedan muy pocos", list_said(servers)),
        ),
        Choice::CutTable(_) => {
            ("Partir la mesa en dos".into(), "Separar al líder de la mayoría".into())
        }
        Choice::JoinTables => ("Juntar las mesas".into(), "Reparar todos los enlaces".into()),
        Choice::MissRule(_) => {
            ("Saltarse una regla".into(), "Ver qué pasa si nadie compara registros".into())
        }
    }
}
