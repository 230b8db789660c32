//! What may this client conclude?

use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::dice::Dice;
use super::play::Play;
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::RoughRun;
use super::setting::Setting;
use crate::cluster::{
    self, Action, ClientId, ClientRequest, Cluster, MILLISECOND, Operation, SECOND,
};

pub(super) const BELIEFS: [Belief; 6] = [
    Belief::SilenceIsFailure,
    Belief::AskingIsDoing,
    Belief::AnswerMeansEverywhere,
    Belief::AnswerMayBeTakenBack,
    Belief::ReadIsCurrent,
    Belief::ReadIsAsAsked,
];

/// The client that is asked about.
const CLIENT: ClientId = ClientId(1);

/// What a client can think of its last request.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Conclusion {
    /// It is done, and stays so.
    Done,
    /// It is done on all servers.
    DoneEverywhere,
    /// It is not done, and will not be.
    NotDone,
    /// It may be done, now or later, or never.
    Unknown,
    /// The key had this value at some moment between question and answer.
    WasSo,
    /// The key has this value now.
    IsSo,
    /// The key had this value when the client asked.
    WasSoWhenAsked,
}

/// What a client was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// Nothing so far.
    Nothing,
    /// Its command is applied.
    Applied,
    /// The value of its key.
    Value(Option<String>),
}

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 5])?;
    let mut rough = RoughRun::new(dice, servers, |_| {});
    let acts = dice.within(1, 4);
    rough.rage(dice, acts);
    let ids: Vec<_> = rough.cluster.server_ids().collect();
    let server = rough.cluster.leader().or(dice.pick(&ids))?;
    let text = match dice.one_in(3) {
        true => dice.pick(&["GET A", "GET B"])?.to_owned(),
        false => format!("SET A {}", dice.within(20, 60)),
    };
    rough.act(Action::ProposeTo { client: CLIENT, text, server });
    if dice.one_in(2) {
        rough.wait(dice.within(1, 60) * MILLISECOND);
        rough.act(dice.pick(&[Action::Crash { server }, Action::Isolate { server }])?);
    }
    rough.wait(dice.within(100, 400) * MILLISECOND);
    let at = rough.cluster.now();
    let request = last_request(&rough.cluster)?;
    let operation = request.operation.to_string();
    let told = told(request);
    // Of a read without an answer there is nothing to ask.
    let reads = matches!(*request.operation, Operation::Get { .. });
    if reads && told == Told::Nothing {
        return None;
    }
    let ask = Ask::Client { operation, told };
    let play = Play { run: rough.run(), at, shows: vec![Action::HealAll], until: at + SECOND };
    // The client sees no servers.
    Some((Scene { setting: Setting::default(), ask, play: Some(play) }, Some(rough.cluster)))
}

fn last_request(cluster: &Cluster) -> Option<&ClientRequest> {
    cluster.client(CLIENT)?.history().last()
}

fn told(request: &ClientRequest) -> Told {
    match &request.answer {
        None => Told::Nothing,
        Some(cluster::Answer::Applied { .. }) => Told::Applied,
        Some(cluster::Answer::Value(value)) => Told::Value(value.clone()),
    }
}

pub(super) fn answer(facts: &Facts, belief: Option<Belief>) -> Option<Answer> {
    let (_, cluster) = facts.play?;
    let conclusion = match (told(last_request(cluster)?), belief) {
        (Told::Nothing, None) => Conclusion::Unknown,
        (Told::Nothing, Some(Belief::SilenceIsFailure)) => Conclusion::NotDone,
        (Told::Nothing, Some(Belief::AskingIsDoing)) => Conclusion::Done,
        (Told::Applied, None) => Conclusion::Done,
        (Told::Applied, Some(Belief::AnswerMeansEverywhere)) => Conclusion::DoneEverywhere,
        (Told::Applied, Some(Belief::AnswerMayBeTakenBack)) => Conclusion::Unknown,
        (Told::Value(_), None) => Conclusion::WasSo,
        (Told::Value(_), Some(Belief::ReadIsCurrent)) => Conclusion::IsSo,
        (Told::Value(_), Some(Belief::ReadIsAsAsked)) => Conclusion::WasSoWhenAsked,
        _ => return None,
    };
    Some(Answer::Conclusion(conclusion))
}

pub(super) fn why(told: &Told) -> Why {
    match told {
        Told::Nothing => Why::Silence,
        Told::Applied => Why::WasApplied,
        Told::Value(_) => Why::WasRead,
    }
}
