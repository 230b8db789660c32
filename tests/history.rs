//! Time: wherever the playhead goes, however the past is changed, what one sees there
//! is what a run played from its start would show.

use proptest::prelude::*;
use raft_lunch::cluster::*;
use raft_lunch::raft::{Server, ServerId};
use raft_lunch::run::{History, Watch};

/// Remembers how many events it has seen: an onlooker that can be checked.
#[derive(Clone, Debug, Default, PartialEq)]
struct Seen(usize);

impl Watch for Seen {
    fn see(&mut self, _: &Cluster, events: &[Event]) {
        self.0 += events.len();
    }
}

const CLIENT: ClientId = ClientId(1);

fn propose(text: &str) -> Action {
    Action::Propose { client: CLIENT, text: text.into() }
}

/// Four seconds with a crash, a restart and a few commands.
fn eventful() -> History<Seen> {
    let mut history = History::watched(Scenario::new(5, 5), usize::MAX);
    let crash = Action::Crash { server: ServerId(1) };
    let restart = Action::Restart { server: ServerId(1) };
    let plan = [(8, propose("SET A 1")), (12, crash), (15, propose("SET A 2")), (30, restart)];
    for (tenths, action) in plan {
        history.run_until(tenths * SECOND / 10);
        history.act(action).expect("it can be done");
    }
    history.run_until(4 * SECOND);
    history
}

/// What one can see of a history at its playhead: the moment, the number of events and
/// their hash, and of each server its term, its log's end and its commit index.
fn seen<W: Watch>(history: &History<W>) -> (Micros, usize, u64, Vec<[u64; 3]>) {
    let state = |raft: &Server| [raft.current_term(), raft.log().last_index(), raft.commit_index()];
    let machines = history.cluster().machines();
    let servers = machines.iter().map(|machine| machine.raft().map(state).unwrap_or_default());
    (history.cluster().now(), history.count(), history.hash().value(), servers.collect())
}

/// The same run, played from its start up to `count` events.
fn from_the_start(history: &History<Seen>, count: usize) -> History<Seen> {
    let mut again = History::replayed(history.run(), history.end_time(), usize::MAX);
    again.seek(count);
    again
}

#[test]
fn anywhere_in_a_run_is_as_if_it_had_been_played_up_to_there() {
    let mut history = eventful();
    let whole = history.events().to_vec();
    assert!(whole.len() > 1_300, "{}: long enough to have keyframes", whole.len());
    for count in [0, 7, 600, 1_299, 513, whole.len() - 1, whole.len(), 5] {
        history.seek(count);
        assert!(history.count() >= count.min(whole.len()));
        assert_eq!(history.events(), &whole[..history.count()]);
        assert_eq!(history.watch(), &Seen(whole.len()), "who looks on has seen it all");
        assert_eq!(history.len(), whole.len(), "nothing is lost");
    }
}

#[test]
fn a_moment_is_found_by_its_time_too() {
    let mut history = eventful();
    history.seek_time(SECOND);
    assert_eq!(history.cluster().now(), SECOND);
    assert!(history.events().iter().all(|event| event.at <= SECOND));
    let until_then = History::replay(history.run(), SECOND);
    assert_eq!(history.events(), until_then.events());
    history.seek_time(99 * SECOND);
    assert!(history.is_at_end());
}

#[test]
fn playing_on_from_the_past_leads_back_to_the_present() {
    let mut history = eventful();
    let end = seen(&history);
    history.seek(300);
    while !history.is_at_end() {
        assert!(!history.step().is_empty());
    }
    assert_eq!(seen(&history), end);
}

#[test]
fn stepping_back_is_the_way_that_one_came() {
    let mut history = History::new(Scenario::new(3, 3));
    let is_sent =
        |events: &[Event]| events.iter().any(|event| matches!(event.body, EventBody::Sent(_)));
    let mut stops = Vec::new();
    while history.cluster().now() < 5 * SECOND {
        if is_sent(history.step()) {
            stops.push(seen(&history));
        }
    }
    assert!(history.len() > 1_100, "{}: over several keyframes", history.len());
    for stop in stops.iter().rev() {
        if history.count() > stop.1 {
            history.step_back(0, is_sent);
        }
        assert_eq!(history.count(), stop.1);
    }
    history.step_back(0, is_sent);
    assert_eq!(history.cluster().now(), 0, "before the first one is the beginning");
}

#[test]
fn to_act_in_the_past_is_to_branch_and_the_old_future_can_be_had_again() {
    let mut history = eventful();
    let old = (history.run().clone(), seen(&history));
    history.seek_time(SECOND);
    let fork = seen(&history);
    history.act(propose("SET A 9")).expect("a client waits for nothing");
    assert!(history.is_at_end());
    assert_eq!(history.run().actions.len(), 2, "the crash and what followed is dropped");
    history.run_until(4 * SECOND);
    let new = seen(&history);
    assert!(history.undo());
    assert_eq!(seen(&history), fork, "right before the change");
    history.seek(usize::MAX);
    assert_eq!((history.run().clone(), seen(&history)), old);
    assert!(history.redo());
    assert_eq!(seen(&history), new);
    assert!(!history.redo());
}

#[test]
fn undo_takes_back_one_action_after_the_other_down_to_none() {
    let mut history = eventful();
    for left in (0..4).rev() {
        assert!(history.undo());
        assert_eq!(history.run().actions.len(), left);
    }
    assert!(!history.undo());
    assert_eq!(history.cluster().now(), 8 * SECOND / 10);
}

#[test]
fn an_edit_keeps_the_other_actions_and_one_that_no_longer_fits_is_refused() {
    let mut history = eventful();
    let mut actions = history.run().actions.clone();
    let crash = actions.remove(1);
    history.edit(actions.clone());
    assert_eq!(history.run().actions, actions);
    assert_eq!(history.cluster().now(), 4 * SECOND, "as far as before");
    let refusals = |history: &History<Seen>| {
        let is_one = |event: &&Event| matches!(event.body, EventBody::ActionRefused { .. });
        history.events().iter().filter(is_one).count()
    };
    assert_eq!(refusals(&history), 1, "who runs cannot be restarted");
    assert!(history.undo());
    assert_eq!(refusals(&history), 0);
    assert!(history.run().actions.contains(&crash));
}

#[test]
fn a_history_that_keeps_little_shows_the_same_last_events() {
    let run = eventful().run().clone();
    let whole = History::replay(&run, 4 * SECOND);
    let mut short: History<Seen> = History::watched(run.scenario.clone(), 300);
    short.edit(run.actions.clone());
    short.seek_time(0);
    while short.cluster().now() < 4 * SECOND && short.next_time().is_some_and(|t| t <= 4 * SECOND) {
        short.step();
    }
    for count in [short.len(), 1_000, 900, 1_500, 20] {
        short.seek(count);
        let (first, kept) = (short.first_kept(), short.events());
        assert!(kept.len() >= 300.min(short.count()) && kept.len() < 1_500);
        assert_eq!(kept, &whole.events()[first..first + kept.len()]);
    }
}

#[test]
fn a_step_with_more_events_than_are_kept_is_returned_whole() {
    let mut short: History<Seen> = History::watched(Scenario::new(5, 101), 10);
    short.run_until(SECOND);
    let whole = History::replay(short.run(), SECOND);
    short.seek_time(SECOND * 9 / 10);
    let mut longest = 0;
    while !short.is_at_end() {
        let before = short.count();
        let events = short.step().to_vec();
        assert_eq!(events, &whole.events()[before..before + events.len()]);
        assert_eq!(short.count(), before + events.len());
        longest = longest.max(events.len());
    }
    assert!(longest > 100, "{longest}: a leader turns to all others in one step");
}

#[test]
fn what_is_done_after_an_action_with_the_last_number_there_is_can_still_be_shared() {
    let crash = Action::Crash { server: ServerId(1) };
    let last = AnchoredAction { at: SECOND, ordinal: ORDINAL_LIMIT - 1, action: crash };
    let run = Run { scenario: Scenario::new(5, 5), actions: vec![last] };
    assert_eq!(run.validate(), Ok(()));
    let mut history: History = History::replayed(&run, SECOND, usize::MAX);
    assert_eq!(history.act(propose("SET A 1")), Err(Refusal::OutOfRange), "it would come before");
    assert_eq!(history.run(), &run);
    history.run_until(2 * SECOND);
    for value in ["SET A 1", "SET A 2"] {
        history.act(propose(value)).expect("it can be done");
    }
    assert_eq!(history.run().validate(), Ok(()));
    let (first, whole) = (history.first_kept(), History::replay(history.run(), 2 * SECOND));
    assert_eq!(history.events(), &whole.events()[first..]);
}

/// Something that is done with time.
#[derive(Clone, Debug)]
enum Doing {
    Play(u64),
    Seek(usize),
    SeekTime(u64),
    Crash(u16),
    Restart(u16),
    Propose,
    Remove(usize),
    Undo,
    Redo,
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        4 => (0..400_u64).prop_map(Doing::Play),
        3 => (0..4_000_usize).prop_map(Doing::Seek),
        2 => (0..2_000_u64).prop_map(Doing::SeekTime),
        2 => (1..4_u16).prop_map(Doing::Crash),
        2 => (1..4_u16).prop_map(Doing::Restart),
        2 => Just(Doing::Propose),
        1 => (0..6_usize).prop_map(Doing::Remove),
        2 => Just(Doing::Undo),
        2 => Just(Doing::Redo),
    ]
}

/// A run with a script: a crash, a restart and a command are still to come.
fn scripted() -> History<Seen> {
    let crash = Action::Crash { server: ServerId(1) };
    let restart = Action::Restart { server: ServerId(1) };
    let plan = [(500, crash), (900, restart), (1_500, propose("SET A 1"))];
    let anchor = |(ordinal, (ms, action))| AnchoredAction { at: ms * MILLISECOND, ordinal, action };
    let actions = (0..).zip(plan).map(anchor).collect();
    History::open(Run { scenario: Scenario::new(5, 3), actions }, usize::MAX)
}

#[test]
fn a_script_goes_on_when_something_is_done_before_it_is_through() {
    let mut history = scripted();
    history.run_until(700 * MILLISECOND);
    history.act(propose("SET B 2")).expect("it can be done");
    history.run_until(3 * SECOND);
    let done: Vec<_> = history.run().actions.iter().map(|action| action.ordinal).collect();
    assert_eq!(done, [0, 3, 1, 2], "the new action has its place, and a number of its own");
    assert_eq!(history.run().validate(), Ok(()));
    let store = history.cluster().machines()[0].store();
    assert_eq!((store.get("A"), store.get("B")), (Some("1"), Some("2")));
    let again = History::replay(history.run(), 3 * SECOND);
    assert_eq!(again.events(), history.events());
}

#[test]
fn to_act_in_the_past_drops_the_later_steps_of_a_script_too() {
    let mut history = scripted();
    history.run_until(SECOND);
    history.seek_time(400 * MILLISECOND);
    history.act(propose("SET B 2")).expect("it can be done");
    history.run_until(3 * SECOND);
    assert_eq!(history.run().actions.len(), 1);
    assert_eq!(history.cluster().machines()[0].store().get("A"), None);
    assert!(history.undo());
    history.run_until(3 * SECOND);
    assert_eq!(history.run().actions.len(), 3, "the script is there again");
    assert_eq!(history.cluster().machines()[0].store().get("A"), Some("1"));
}

#[test]
fn a_passage_is_the_events_of_a_stretch_wherever_the_playhead_is() {
    let mut history = eventful();
    let whole = history.events().to_vec();
    history.seek(100);
    let here = history.count();
    for (from, to) in [(0, 1), (0, 400_000), (1_100_000, 1_250_000), (3_999_000, 9_000_000)] {
        let passage = history.passage(from, to, usize::MAX);
        let inside: Vec<_> =
            whole.iter().filter(|e| (from..=to).contains(&e.at)).cloned().collect();
        assert_eq!(passage.events, inside, "{from} to {to}");
        assert_eq!(whole.get(passage.first), inside.first());
    }
    let short = history.passage(1_100_000, 3_000_000, 50);
    assert!(
        (50..200).contains(&short.events.len()),
        "to the end of a step: {}",
        short.events.len()
    );
    assert_eq!(history.count(), here, "the playhead stays");
}

#[test]
fn the_same_passage_can_be_had_of_the_run_before_a_change() {
    let mut history = eventful();
    assert_eq!(history.passage_before(0, SECOND, 9), Some(history.passage(0, SECOND, 9)));
    let old = history.passage(SECOND, 2 * SECOND, usize::MAX);
    let mut actions = history.run().actions.clone();
    actions.remove(1);
    history.edit(actions);
    assert_eq!(history.passage_before(SECOND, 2 * SECOND, usize::MAX), Some(old));
    assert_ne!(
        history.passage_before(SECOND, 2 * SECOND, 99),
        Some(history.passage(SECOND, 2 * SECOND, 99))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_with_time_a_run_stays_what_it_is(
        seed in 0..1_000_u64,
        doings in proptest::collection::vec(doing(), 0..40),
    ) {
        let mut history: History<Seen> = History::watched(Scenario::new(seed, 3), usize::MAX);
        for doing in doings {
            let now = history.cluster().now();
            match doing {
                Doing::Play(ms) => history.run_until(now + ms * MILLISECOND),
                Doing::Seek(count) => history.seek(count),
                Doing::SeekTime(ms) => history.seek_time(ms * MILLISECOND),
                Doing::Crash(id) => { let _ = history.act(Action::Crash { server: ServerId(id) }); }
                Doing::Restart(id) => { let _ = history.act(Action::Restart { server: ServerId(id) }); }
                Doing::Propose => { let _ = history.act(propose("SET A 1")); }
                Doing::Remove(place) => {
                    let mut actions = history.run().actions.clone();
                    if place < actions.len() {
                        actions.remove(place);
                        history.edit(actions);
                    }
                }
                Doing::Undo => { history.undo(); }
                Doing::Redo => { history.redo(); }
            }
            let again = from_the_start(&history, history.count());
            prop_assert_eq!(again.events(), history.events());
            prop_assert_eq!(again.watch(), history.watch());
            prop_assert!(history.count() <= history.len());
        }
    }
}
