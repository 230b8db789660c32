//! Playing a file: its steps become a run, and what it expects is looked at on the way.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::actions::{actions, parts, subject};
use super::moment::Moment;
use super::traffic::Traffic;
use super::witness::Witness;
use crate::check::{SafetyChecker, Violation};
use crate::cluster::{
    Action, AnchoredAction, Cluster, EventHash, MAX_ACTIONS, MAX_TIME, Machine, Micros, Refusal,
    Run, SECOND, Scenario,
};
use crate::raft::ServerId;
use crate::scenario::expect::facts::Fact;
use crate::scenario::expect::judge::{effort, judge};
use crate::scenario::expect::words::{action_words, part_words, refusal_words};
use crate::scenario::format::claim::Claim;
use crate::scenario::format::file::ScenarioFile;
use crate::scenario::format::quantity::Duration;
use crate::scenario::format::step::{Step, Verb};
use crate::scenario::format::who::Label;
use crate::scenario::read::check::check;
use crate::scenario::read::decode::FileError;

/// Most events of a scenario that is played.
pub const MAX_SCRIPT_EVENTS: usize = 200_000;

/// How long `until` waits, if it does not say.
pub(crate) const PATIENCE: Micros = 5 * SECOND;

/// Most bytes of all events together.
const MAX_BYTES: usize = 64 << 20;

/// Most failures that are told in words. The others are counted.
pub const MAX_FAILURES: usize = 100;

/// Most single looks at things, and changes of links.
const MAX_EFFORT: usize = 50_000_000;

/// A file that was played to its end.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What is to be replayed: the set-up, and every step that does something as an
    /// action at its time.
    pub run: Run,
    /// The moment at which the script ended.
    pub end: Micros,
    /// What was expected, in order. Of failures, [`MAX_FAILURES`] are told; the last one
    /// says how many there are beside.
    pub results: Vec<Expected>,
    /// How many events there were.
    pub events: usize,
    /// A hash of all of them.
    pub hash: u64,
    /// The cluster at the end.
    pub cluster: Cluster,
    /// Which properties were violated, first things first.
    pub violations: Vec<Violation>,
    /// The servers that had a name at the end.
    pub(crate) names: BTreeMap<Label, ServerId>,
}

/// Something that was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Where in the file: `steps[3]` or `expect[0]`.
    pub place: String,
    /// What. A sentence.
    pub expected: String,
    /// What was found instead, in sentences; `None`: it is as expected.
    pub found: Option<String>,
}

impl Compiled {
    /// What is not as expected.
    pub fn failures(&self) -> impl Iterator<Item = &Expected> {
        self.results.iter().filter(|result| result.found.is_some())
    }
}

/// Plays a file to its end. What it expects in vain is no error: it is in the results. An
/// error: it cannot be played, or not to its end.
pub fn compile(file: &ScenarioFile) -> Result<Compiled, FileError> {
    check(file)?;
    let scenario = file.scenario()?;
    let mut player = Player::new(&scenario);
    player.look()?;
    player.take_all(&file.steps, "steps")?;
    let end = player.cluster.now();
    player.play_until(end)?;
    for (number, claim) in file.expect.iter().enumerate() {
        player.place = format!("expect[{number}]");
        player.expect(claim, None)?;
    }
    Ok(player.ended(scenario, end))
}

/// A moment of a run, from which it can go on in another way.
#[derive(Copy, Clone, Debug)]
pub struct Fork<'a> {
    /// The run.
    run: &'a Run,
    /// The moment: all that happens at it has happened.
    at: Micros,
    /// The servers that have a name then.
    names: &'a BTreeMap<Label, ServerId>,
}

impl<'a> Fork<'a> {
    /// The moment `at` of a run, at which a witness of it knows the names.
    pub fn new(run: &'a Run, at: Micros, witness: &'a Witness) -> Fork<'a> {
        Fork { run, at, names: witness.names() }
    }
}

/// Plays a run up to a moment, and from there these steps, which are at that place of their
/// file and were checked.
pub fn compile_fork(fork: Fork, steps: &[Step], place: &str) -> Result<Compiled, FileError> {
    let mut player = Player::new(&fork.run.scenario);
    player.place = place.into();
    player.names = fork.names.clone();
    player.look()?;
    for AnchoredAction { at, action, .. } in &fork.run.actions {
        if *at <= fork.at {
            player.play_until(*at)?;
            // Refused, it was so in the run too.
            let _ = player.attempt(action)?;
        }
    }
    player.play_until(fork.at)?;
    player.take_all(steps, place)?;
    let end = player.cluster.now();
    player.play_until(end)?;
    Ok(player.ended(fork.run.scenario.clone(), end))
}

struct Player {
    cluster: Cluster,
    checker: SafetyChecker,
    actions: Vec<AnchoredAction>,
    results: Vec<Expected>,
    events: usize,
    bytes: usize,
    effort: usize,
    hash: EventHash,
    /// Where in the file we are.
    place: String,
    /// In which round of each repetition, from 1, the outermost first.
    rounds: Vec<u16>,
    /// The servers that have a name.
    names: BTreeMap<Label, ServerId>,
    traffic: Traffic,
    failures: usize,
    /// Where the first failure is that is not told in words.
    untold: Option<String>,
}

impl Player {
    fn new(scenario: &Scenario) -> Player {
        Player {
            cluster: Cluster::new(scenario),
            checker: SafetyChecker::default(),
            actions: Vec::new(),
            results: Vec::new(),
            events: 0,
            bytes: 0,
            effort: 0,
            hash: EventHash::default(),
            place: "servers".into(),
            rounds: Vec::new(),
            names: BTreeMap::new(),
            traffic: Traffic::default(),
            failures: 0,
            untold: None,
        }
    }

    /// What has come of it, once everything is played.
    fn ended(mut self, scenario: Scenario, end: Micros) -> Compiled {
        self.tell_the_rest();
        let Player { cluster, checker, actions, results, events, hash, names, .. } = self;
        let violations = checker.violations().to_vec();
        let run = Run { scenario, actions };
        let hash = hash.value();
        Compiled { run, end, results, events, hash, cluster, violations, names }
    }

    fn now(&self) -> Moment<'_> {
        let Player { cluster, checker, names, traffic, .. } = self;
        Moment { cluster, checker, names, traffic }
    }

    fn take_all(&mut self, steps: &[Step], place: &str) -> Result<(), FileError> {
        for (number, step) in steps.iter().enumerate() {
            self.place = format!("{place}[{number}]");
            self.take(step)?;
        }
        Ok(())
    }

    fn take(&mut self, step: &Step) -> Result<(), FileError> {
        match &step.verb {
            Verb::Run(time) => self.wait(self.cluster.now().saturating_add(time.0))?,
            Verb::At(time) if time.0 < self.cluster.now() => {
                let expected = format!("It is {time}.");
                let found = format!("It is {} already.", Duration(self.cluster.now()));
                self.report(Fact { expected, found: Some(found) });
            }
            Verb::At(time) => self.wait(time.0)?,
            Verb::Until(claim) => self.until(claim, step.named.as_ref())?,
            Verb::Expect(claim) => {
                self.play_until(self.cluster.now())?;
                self.expect(claim, step.named.as_ref())?;
            }
            Verb::Refused(step) => self.refused(&step.verb)?,
            Verb::Mark(name) => {
                self.play_until(self.cluster.now())?;
                self.traffic.mark(name);
            }
            Verb::Repeat(repeat) => {
                let place = format!("{}.steps", self.place);
                for round in 1..=repeat.times {
                    self.rounds.push(round);
                    self.take_all(&repeat.steps, &place)?;
                    self.rounds.pop();
                }
            }
            verb => self.do_it(verb, step.named.as_ref())?,
        }
        // Last, so that the picture beside a note shows what it says.
        match &step.note {
            Some(note) => self.act(Action::Say { text: note.clone() }),
            None => Ok(()),
        }
    }

    /// Does what a step does, one thing after the other.
    fn do_it(&mut self, verb: &Verb, name: Option<&Label>) -> Result<(), FileError> {
        // An action comes after all that happens by itself at its moment: so it will be
        // when the run is replayed.
        self.play_until(self.cluster.now())?;
        let subject = subject(verb).and_then(|server| server.resolve(&self.now()));
        let servers = self.cluster.machines().len();
        for part in parts(verb) {
            self.spend(1)?;
            match actions(part, &self.now()) {
                Ok(actions) => actions.into_iter().try_for_each(|action| self.act(action))?,
                Err(why) => {
                    self.report(Fact { expected: part_words(part), found: Some(why) });
                }
            }
        }
        let newest = self.cluster.machines().get(servers).map(Machine::id);
        if let (Some(name), Some(server)) = (name, subject.or(newest)) {
            self.names.insert(name.clone(), server);
        }
        Ok(())
    }

    fn act(&mut self, action: Action) -> Result<(), FileError> {
        if let Err(refusal) = self.attempt(&action)? {
            let (expected, found) = (action_words(&action), refusal_words(&refusal, &action));
            self.report(Fact { expected, found: Some(found) });
        }
        Ok(())
    }

    /// Something is tried that cannot be done. If it can, it is done.
    fn refused(&mut self, verb: &Verb) -> Result<(), FileError> {
        self.play_until(self.cluster.now())?;
        for part in parts(verb) {
            self.spend(1)?;
            let (mut words, mut is_done) = (part_words(part), false);
            if let Ok(actions) = actions(part, &self.now()) {
                is_done = actions.is_empty();
                if let Some(first) = actions.first() {
                    words = action_words(first);
                }
                for action in actions {
                    is_done |= self.attempt(&action)?.is_ok();
                }
            }
            let expected = format!("This is refused: {words}");
            self.report(Fact { expected, found: is_done.then(|| "It could be done.".into()) });
        }
        Ok(())
    }

    fn attempt(&mut self, action: &Action) -> Result<Result<(), Refusal>, FileError> {
        if self.actions.len() == MAX_ACTIONS {
            return self.too_much(&format!("{MAX_ACTIONS} actions fit into a run."));
        }
        if let Action::Partition { .. } = action {
            let (servers, flights) =
                (self.cluster.machines().len(), self.cluster.network().flights().len());
            self.spend(servers * servers * (64 + flights) / 64)?;
        }
        let at = self.cluster.now();
        self.play_until(at)?;
        let ordinal = self.actions.len() as u64;
        let verdict = self.cluster.act(ordinal, action.clone());
        self.actions.push(AnchoredAction { at, ordinal, action: action.clone() });
        self.look()?;
        Ok(verdict)
    }

    fn until(&mut self, claim: &Claim, name: Option<&Label>) -> Result<(), FileError> {
        let patience = claim.patience();
        let deadline = self.cluster.now().saturating_add(patience);
        self.play_until(self.cluster.now())?;
        let claim = with_name(claim, name);
        loop {
            let (facts, found) = self.judge(&claim, false)?;
            if facts.iter().all(|fact| fact.found.is_none()) {
                facts.into_iter().for_each(|fact| self.report(fact));
                self.name(&claim, found);
                return Ok(());
            }
            match self.cluster.next_time().filter(|&next| next <= deadline) {
                Some(next) => self.play_until(next)?,
                None => {
                    let too_late = |fact: Fact| Fact {
                        expected: format!("Within {}: {}", Duration(patience), fact.expected),
                        ..fact
                    };
                    facts.into_iter().map(too_late).for_each(|fact| self.report(fact));
                    return self.wait(deadline);
                }
            }
        }
    }

    fn expect(&mut self, claim: &Claim, name: Option<&Label>) -> Result<(), FileError> {
        let claim = with_name(claim, name);
        let (facts, found) = self.judge(&claim, true)?;
        facts.into_iter().for_each(|fact| self.report(fact));
        self.name(&claim, found);
        Ok(())
    }

    fn judge(
        &mut self,
        claim: &Claim,
        exactly: bool,
    ) -> Result<(Vec<Fact>, Option<ServerId>), FileError> {
        self.spend(effort(claim, &self.now()))?;
        Ok(judge(claim, &self.now(), exactly))
    }

    /// The server that a claim has found has a name from now on.
    fn name(&mut self, claim: &Claim, found: Option<ServerId>) {
        if let (Some(name), Some(server)) = (&claim.named, found) {
            self.names.insert(name.clone(), server);
        }
    }

    fn report(&mut self, Fact { expected, found }: Fact) {
        self.failures += usize::from(found.is_some());
        let rounds = self.rounds.iter().map(|round| format!("Round {round}: "));
        let expected = rounds.collect::<String>() + &expected;
        if found.is_some() && self.failures > MAX_FAILURES {
            self.untold.get_or_insert_with(|| self.place.clone());
            return;
        }
        self.results.push(Expected { place: self.place.clone(), expected, found });
    }

    fn tell_the_rest(&mut self) {
        let Some(place) = self.untold.take() else { return };
        let found = match self.failures - MAX_FAILURES {
            1 => "One thing more is not.".into(),
            more => format!("{more} things more are not."),
        };
        let expected = "All that follows is as expected.".into();
        self.results.push(Expected { place, expected, found: Some(found) });
    }

    /// Lets time pass up to a moment that the file names.
    fn wait(&mut self, until: Micros) -> Result<(), FileError> {
        if until > MAX_TIME {
            return self.too_much(&format!("Time ends at {}.", Duration(MAX_TIME)));
        }
        self.play_until(until)
    }

    fn play_until(&mut self, until: Micros) -> Result<(), FileError> {
        while self.cluster.next_time().is_some_and(|at| at <= until) {
            self.cluster.step();
            self.look()?;
        }
        self.cluster.run_until(until);
        Ok(())
    }

    /// Looks at what has just happened.
    fn look(&mut self) -> Result<(), FileError> {
        let events = self.cluster.take_events();
        self.checker.observe(&self.cluster, &events);
        self.traffic.observe(&events);
        self.events += events.len();
        for event in &events {
            let bytes = event.encode();
            self.bytes += bytes.len();
            self.hash.add_encoded(&bytes);
        }
        if self.events > MAX_SCRIPT_EVENTS {
            let now = Duration(self.cluster.now());
            let sentence =
                format!("By {now} there are more than {MAX_SCRIPT_EVENTS} events: too many.");
            return self.too_much(&sentence);
        }
        if self.bytes > MAX_BYTES {
            return self.too_much("The messages get too large: use fewer servers or shorter logs.");
        }
        self.spend(1)
    }

    fn spend(&mut self, effort: usize) -> Result<(), FileError> {
        self.effort = self.effort.saturating_add(effort);
        if self.effort <= MAX_EFFORT {
            return Ok(());
        }
        self.too_much("To play this up to here takes too much: look less often, or at less.")
    }

    fn too_much<T>(&self, sentence: &str) -> Result<T, FileError> {
        Err(FileError::new(self.place.clone(), sentence))
    }
}

/// A claim that gives a name, whether it does so itself or its step.
fn with_name<'a>(claim: &'a Claim, name: Option<&Label>) -> Cow<'a, Claim> {
    match name {
        Some(name) => Cow::Owned(Claim { named: Some(name.clone()), ..claim.clone() }),
        None => Cow::Borrowed(claim),
    }
}
