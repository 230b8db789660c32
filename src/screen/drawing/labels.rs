//! What notes and messages are written on. The kind is in shape, colour and word.

use super::super::geometry::Size;
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
pub fn message_shape(kind: LabelKind, Size { wide: w, high: h }: Size) -> String {
    let tip = w - h * if kind == LabelKind::Vote { 0.8 } else { 0.6 };
    match kind {
        LabelKind::Append => format!("M-{w:.1}-{h}H{w:.1}V{h}H-{w:.1}z"),
        LabelKind::Accepted | LabelKind::Refused => {
            let end = w - h;
            format!(
                "M-{end:.1}-{h}H{end:.1}a{h} {h} 0 0 1 0 {}H-{end:.1}a{h} {h} 0 0 1 0-{}z",
                2.0 * h,
                2.0 * h
            )
        }
        LabelKind::Vote => {
            format!("M-{w:.1} 0-{tip:.1}-{h}H{tip:.1}L{w:.1} 0 {tip:.1} {h}H-{tip:.1}z")
        }
        LabelKind::Request => format!("M-{w:.1}-{h}H{tip:.1}L{w:.1} 0 {tip:.1} {h}H-{w:.1}z"),
        LabelKind::Response => format!("M{w:.1}-{h}H-{tip:.1}L-{w:.1} 0-{tip:.1} {h}H{w:.1}z"),
    }
}

/// What a note at lunch is written on: paper whose corner is folded down.
pub fn note_paper(Size { wide, high }: Size) -> String {
    format!("M-{wide:.1}-{high}H{:.1}l8 8V{high}H-{wide:.1}z", wide - 8.0)
}

/// The corner that is folded down.
pub fn note_fold(Size { wide, high }: Size) -> String {
    format!("M{:.1}-{high}v8h8", wide - 8.0)
}
