//! Our verdict on clients' histories beside the one of stateright's tester: the same
//! for every small history, good or bad, with and without answers that never came.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use raft_lunch::check::{ClientHistory, Verdict};
use raft_lunch::cluster::ClientId;
use stateright::semantics::register::{Register, RegisterOp, RegisterRet};
use stateright::semantics::{ConsistencyTester, LinearizabilityTester};

/// What a client does next: it asks for something if it waits for nothing, or else it
/// is told something.
#[derive(Clone, Debug)]
struct Turn {
    client: u16,
    /// What it writes; nothing: it reads.
    writes: Option<u8>,
    /// What it is told if it reads.
    told: u8,
}

/// Whether ours, and whether theirs, finds an order that explains what was seen.
fn verdicts(turns: &[Turn]) -> (bool, bool) {
    let mut ours = ClientHistory::default();
    let mut theirs = LinearizabilityTester::new(Register(String::new()));
    let mut asked = [0_u64; 3];
    let mut open: [Option<Option<u8>>; 3] = [None; 3];
    for turn in turns {
        let at = usize::from(turn.client);
        let answer = open[at].take();
        if answer.is_none() {
            asked[at] += 1;
            open[at] = Some(turn.writes);
        }
        let id = (ClientId(turn.client), asked[at]);
        match answer {
            None => {
                let value = turn.writes.map(|value| value.to_string());
                ours.invoked(id, "A", value.as_deref());
                let operation = value.map_or(RegisterOp::Read, RegisterOp::Write);
                theirs.on_invoke(turn.client, operation).expect("it waits for nothing");
            }
            Some(Some(_)) => {
                ours.answered(id, "A", None);
                theirs.on_return(turn.client, RegisterRet::WriteOk).expect("it waits for this");
            }
            Some(None) => {
                // 0 is nothing: nobody has written yet.
                let value = (turn.told > 0).then(|| turn.told.to_string());
                ours.answered(id, "A", value.as_deref());
                let value = RegisterRet::ReadOk(value.unwrap_or_default());
                theirs.on_return(turn.client, value).expect("it waits for this");
            }
        }
    }
    let ours = match ours.verdict() {
        Verdict::Linearizable => true,
        Verdict::NotLinearizable { .. } => false,
        Verdict::Undecided { .. } => panic!("these are short enough to decide"),
    };
    (ours, theirs.is_consistent())
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = (0..3_u16, prop_oneof![Just(None), (1..3_u8).prop_map(Some)], 0..3_u8);
    let turn = turn.prop_map(|(client, writes, told)| Turn { client, writes, told });
    proptest::collection::vec(turn, 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn on_every_small_history_both_say_the_same(turns in turns()) {
        let (ours, theirs) = verdicts(&turns);
        prop_assert_eq!(ours, theirs);
    }
}

#[test]
fn both_see_a_stale_read_and_both_allow_a_lost_answer() {
    let turn = |client, writes, told| Turn { client, writes, told };
    let write = [turn(0, Some(1), 0), turn(0, None, 0)];
    let stale = [turn(1, None, 0), turn(1, None, 0)];
    assert_eq!(verdicts(&[write.as_slice(), &stale].concat()), (false, false));
    // The write was never answered: it may have happened, or not.
    let fresh = [turn(1, None, 0), turn(1, None, 1)];
    assert_eq!(verdicts(&[&write[..1], &stale].concat()), (true, true));
    assert_eq!(verdicts(&[&write[..1], &fresh].concat()), (true, true));
}
