//! What notes and messages are written on. The kind is in shape, colour and word.

use super::super::geometry::{Size, Tenths};
use crate::cluster::MessageKind;

/// What a message is for, as far as its look goes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// Asks for a vote: a purple hexagon.
    Vote,
    /// Brings lines: a blue box.
    Append,
    /// Says yes: a green pill.
    Accepted,
    /// Says no: a red pill.
    Refused,
    /// From the client: a brown arrow to the right.
    Request,
    /// To the client: a brown arrow to the left.
    Response,
}

impl LabelKind {
    /// How a message of this kind looks.
    pub fn of(kind: MessageKind) -> LabelKind {
        match kind {
            MessageKind::RequestVote | MessageKind::PreVote => LabelKind::Vote,
            MessageKind::Append
            | MessageKind::Heartbeat
            | MessageKind::Snapshot
            | MessageKind::TimeoutNow => LabelKind::Append,
            MessageKind::VoteGranted
            | MessageKind::PreVoteGranted
            | MessageKind::AppendOk
            | MessageKind::SnapshotOk => LabelKind::Accepted,
            MessageKind::VoteDenied | MessageKind::PreVoteDenied | MessageKind::AppendRefused => {
                LabelKind::Refused
            }
            MessageKind::Request => LabelKind::Request,
            MessageKind::Response => LabelKind::Response,
        }
    }

    /// The name of its colour in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            LabelKind::Vote => "is-vote",
            LabelKind::Append => "is-append",
            LabelKind::Accepted => "is-accepted",
            LabelKind::Refused => "is-refused",
            LabelKind::Request | LabelKind::Response => "is-client",
        }
    }
}

/// The room of a label of so many letters: half its width and half its height.
pub fn label_size(letters: usize) -> Size {
    Size { wide: letters as f64 * 4.65 + 13.0, high: 15.0 }
}

/// The room of a label where the picture is small, in large letters.
pub fn short_label_size(letters: usize) -> Size {
    Size { wide: (letters as f64 * 8.3 + 9.0).max(21.0), high: 20.0 }
}

/// What a message in the ring is written on, around its middle, as a path.
pub fn message_shape(kind: LabelKind, Size { wide, high }: Size) -> String {
    let [w, h] = [wide, high].map(Tenths);
    let (full_wide, full_high) = (Tenths(2.0 * wide), Tenths(2.0 * high));
    let point = Tenths(high * 0.8);
    let straight = Tenths(2.0 * (wide - high));
    match kind {
        LabelKind::Append => format!("M-{w}-{h}h{full_wide}v{full_high}h-{full_wide}z"),
        LabelKind::Accepted | LabelKind::Refused => {
            let start = Tenths(wide - high);
            format!(
                "M-{start}-{h}h{straight}a{h} {h} 0 0 1 0 {full_high}h-{straight}a{h} {h} 0 0 1 0-{full_high}z"
            )
        }
        LabelKind::Vote => {
            format!(
                "M-{w} 0l{point}-{h}H{inner}L{w} 0 {inner} {h}H-{inner}z",
                inner = Tenths(wide - high * 0.8)
            )
        }
        LabelKind::Request => {
            format!("M-{w}-{h}H{inner}L{w} 0 {inner} {h}H-{w}z", inner = Tenths(wide - high * 0.6))
        }
        LabelKind::Response => {
            format!("M{w}-{h}H-{inner}L-{w} 0-{inner} {h}H{w}z", inner = Tenths(wide - high * 0.6))
        }
    }
}

/// What a note at lunch is written on: paper whose corner is folded down.
pub fn note_paper(Size { wide, high }: Size) -> String {
    let [w, h] = [wide, high].map(Tenths);
    format!("M-{w}-{h}H{}l8 8V{h}H-{w}z", Tenths(wide - 8.0))
}

/// The corner that is folded down.
pub fn note_fold(Size { wide, high }: Size) -> String {
    format!("M{}-{}v8h8", Tenths(wide - 8.0), Tenths(high))
}
