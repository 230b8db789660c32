//! What the page has to say to somebody who did something.

use crate::cluster::{CommandError, Refusal};
use crate::lunch::TeamComplaint;

/// Something to say to whoever did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It could not be done.
    Refused(Refusal),
    /// No step of that size was found in the time that was looked through.
    NoStop,
    /// None was found on the way back.
    NoStopBack,
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to do again.
    NothingToRedo,
    /// A change to the run cannot be made.
    NoEdit(NoEdit),
    /// A new server is here, and nobody leads who could take it in.
    NobodyTakesIn,
    /// This is another run than before.
    NewRun,
    /// The run has as many events as one can have.
    RunIsFull,
    /// A run is being replayed.
    Replaying {
        /// How much of it is done.
        percent: u64,
    },
    /// The link was made by a version that played this run differently.
    OtherEngine,
    /// The address names a seed and no door: so did links from when a seed was another story.
    OldSeed(u64),
    /// What the address says was not understood.
    Address(Vec<BadAddress>),
    /// The address asks for another language than the page has: in one file there is only one.
    OneLanguage,
    /// A question waits for its answer.
    PickFirst,
    /// What somebody else has to say.
    Said(String),
}

/// Why what was typed into a field can't be taken. It is said under that field.
#[derive(Clone, Debug, PartialEq)]
pub enum Mistyped {
    /// A dish or a command.
    Command(CommandError),
    /// The dishes of the next poll.
    Dishes(Refusal),
    /// The names at the table.
    Names(TeamComplaint),
}

/// Why a change to a run cannot be made.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum NoEdit {
    /// It is about something that is not part of the run any more.
    Gone,
    /// The message is lost: it has no time of arrival.
    MessageLost,
    /// A message cannot be faster than it was.
    NotEarlier,
    /// There is no number left for another action at this moment.
    NoNumberLeft,
}

/// A part of the address that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadAddress {
    /// What it is called.
    pub name: String,
    /// What it says.
    pub value: String,
    /// What it should be.
    pub wanted: Wanted,
}

/// What a part of the address should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A seed.
    Seed,
    /// A number from one to the other.
    Between(u16, u16),
    /// 1, or nothing at all.
    One,
    /// The name of a lesson.
    LessonName,
    /// The name of a scenario, or the address of one.
    ScenarioName,
    /// The number of a card, from 1.
    CardNumber,
    /// Names for the table, and why these are none.
    Names(TeamComplaint),
    /// One of these names.
    OneOf(&'static [&'static str]),
}

/// Why a frame does not do what the page around it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// The message is of another version than this one.
    Version(u64),
    /// It has none of these types.
    NoType(&'static [&'static str]),
    /// This field has to have exactly one of these.
    OneOf(&'static str, &'static [&'static str]),
    /// The message has no field of this name; these it has beside its type, if any.
    Unknown(String, &'static [&'static str]),
    /// This field has to be a text.
    NotText(String),
    /// This field has to be a whole number.
    NotNumber(String),
    /// A server has to be a number, or the leader.
    NoServer,
    /// Nobody leads just now.
    NoLeader,
    /// This value was not understood.
    Value(BadAddress),
}
