//! Is this history linearizable?

use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::dice::Dice;
use super::question::{Answer, Ask, Scene, Why};
use super::setting::Setting;
use crate::check::{ClientHistory, OperationId, Verdict};
use crate::cluster::{ClientId, Cluster};

pub(super) const BELIEFS: [Belief; 4] = [
    Belief::OrderAcrossClientsIsFree,
    Belief::TakesEffectWhenAsked,
    Belief::TakesEffectWhenAnswered,
    Belief::SilenceIsFailure,
];

/// The key that everybody writes and reads.
const KEY: &str = "A";

/// An operation of a client on key A, from when it was asked for until it was answered: places
/// in the order of all that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimedOperation {
    /// Who asked.
    pub client: ClientId,
    /// What it writes; `None`: it reads.
    pub writes: Option<String>,
    /// What it was told, if it reads; `None`: there was no value.
    pub value: Option<String>,
    /// When it was asked for.
    pub asked: u64,
    /// When it was answered; `None`: never.
    pub answered: Option<u64>,
}

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let history = history(dice);
    let reads = history.iter().filter(|one| one.writes.is_none()).count();
    if reads == 0 || reads == history.len() {
        return None;
    }
    let ask = Ask::Linearizable { history };
    Some((Scene { setting: Setting::default(), ask, play: None }, None))
}

/// Four to six operations of two or three clients.
fn history(dice: &mut Dice) -> Vec<TimedOperation> {
    let clients = dice.within(2, 3) as u16;
    let most = dice.within(4, 6) as usize;
    let mut history: Vec<TimedOperation> = Vec::new();
    let (mut written, mut now) = (0_u64, 0);
    loop {
        let client = ClientId(1 + dice.below(u64::from(clients)) as u16);
        let open = history.iter().position(|one| one.client == client && one.answered.is_none());
        now += 1;
        match open {
            Some(place) => {
                let value = dice.within(0, written);
                let one = &mut history[place];
                one.answered = Some(now);
                if one.writes.is_none() {
                    one.value = (value > 0).then(|| value.to_string());
                }
            }
            None if history.len() < most => {
                let writes = dice.one_in(2).then(|| {
                    written += 1;
                    written.to_string()
                });
                let (value, answered) = (None, None);
                history.push(TimedOperation { client, writes, value, asked: now, answered });
            }
            None => break,
        }
    }
    // A read without an answer says nothing.
    history.retain(|one| one.writes.is_some() || one.answered.is_some());
    history
}

/// Whether the check room finds an order that explains these operations; `None`: it gave up.
fn is_linearizable(history: &[TimedOperation]) -> Option<bool> {
    match verdict(history) {
        Verdict::Linearizable => Some(true),
        Verdict::NotLinearizable { .. } => Some(false),
        Verdict::Undecided { .. } => None,
    }
}

fn verdict(history: &[TimedOperation]) -> Verdict {
    let mut moments: Vec<(u64, bool, usize)> = Vec::new();
    for (place, one) in history.iter().enumerate() {
        moments.push((one.asked, false, place));
        moments.extend(one.answered.map(|answered| (answered, true, place)));
    }
    moments.sort_unstable();
    let mut judged = ClientHistory::default();
    for (_, is_answer, place) in moments {
        let (one, id) = (&history[place], id_of(history, place));
        match is_answer {
            false => judged.invoked(id, KEY, one.writes.as_deref()),
            true => {
                judged.answered(id, KEY, one.value.as_deref());
            }
        }
    }
    judged.verdict()
}

/// The name of an operation: its client, and which of the history it is.
fn id_of(history: &[TimedOperation], place: usize) -> OperationId {
    (history[place].client, place as u64 + 1)
}

/// The same operations one after the other, in this order.
fn in_a_row(history: &[TimedOperation], order: &[usize]) -> Vec<TimedOperation> {
    let at = |(turn, &place): (usize, &usize)| {
        let (asked, one) = (2 * turn as u64, &history[place]);
        let answered = one.answered.map(|_| asked + 1);
        TimedOperation { asked, answered, ..one.clone() }
    };
    order.iter().enumerate().map(at).collect()
}

/// True if one of the orders explains everything in which no operation stands before one that
/// `precedes` it.
fn some_order(
    history: &[TimedOperation],
    precedes: fn(&TimedOperation, &TimedOperation) -> bool,
) -> Option<Vec<usize>> {
    fn extend(
        history: &[TimedOperation],
        precedes: fn(&TimedOperation, &TimedOperation) -> bool,
        order: &mut Vec<usize>,
    ) -> bool {
        if order.len() == history.len() {
            return is_linearizable(&in_a_row(history, order)) == Some(true);
        }
        for place in 0..history.len() {
            let is_open = |other: &usize| !order.contains(other) && *other != place;
            let others = (0..history.len()).filter(is_open);
            let mut before = others.map(|other| precedes(&history[other], &history[place]));
            if order.contains(&place) || before.any(|is_before| is_before) {
                continue;
            }
            order.push(place);
            if extend(history, precedes, order) {
                return true;
            }
            order.pop();
        }
        false
    }
    let mut order = Vec::new();
    extend(history, precedes, &mut order).then_some(order)
}

fn same_client(one: &TimedOperation, other: &TimedOperation) -> bool {
    one.client == other.client && one.asked < other.asked
}

fn earlier(one: &TimedOperation, other: &TimedOperation) -> bool {
    one.answered.is_some_and(|answered| answered < other.asked)
}

pub(super) fn answer(history: &[TimedOperation], belief: Option<Belief>) -> Option<Answer> {
    let seen: Vec<TimedOperation> = match belief {
        None | Some(Belief::OrderAcrossClientsIsFree) => history.to_vec(),
        // Everything is done at once when it is asked for, answered or not.
        Some(Belief::TakesEffectWhenAsked) => {
            let moment = |one: &TimedOperation| (2 * one.asked, Some(2 * one.asked + 1));
            retimed(history, |one| Some(moment(one)))
        }
        Some(Belief::TakesEffectWhenAnswered) => {
            retimed(history, |one| one.answered.map(|at| (2 * at, Some(2 * at + 1))))
        }
        Some(Belief::SilenceIsFailure) => {
            retimed(history, |one| one.answered.map(|at| (one.asked, Some(at))))
        }
        Some(_) => return None,
    };
    let verdict = match belief {
        Some(Belief::OrderAcrossClientsIsFree) => some_order(&seen, same_client).is_some(),
        _ => is_linearizable(&seen)?,
    };
    Some(Answer::YesNo(verdict))
}

/// The operations at other times; without those that have none.
fn retimed(
    history: &[TimedOperation],
    times: impl Fn(&TimedOperation) -> Option<(u64, Option<u64>)>,
) -> Vec<TimedOperation> {
    let at = |one: &TimedOperation| {
        let (asked, answered) = times(one)?;
        Some(TimedOperation { asked, answered, ..one.clone() })
    };
    history.iter().filter_map(at).collect()
}

pub(super) fn why(history: &[TimedOperation]) -> Option<Why> {
    match verdict(history) {
        Verdict::Linearizable => Some(Why::Explained {
            order: some_order(history, earlier)?.into_iter().map(|place| place as u64).collect(),
        }),
        Verdict::NotLinearizable { answered: (_, number), .. } => {
            Some(Why::Unexplained { operation: number - 1 })
        }
        Verdict::Undecided { .. } => None,
    }
}
