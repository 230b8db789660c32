//! The words on the page around what is told, in English.

use super::practice_page::PRACTICE;
use crate::cluster::{MILLISECOND, Timing};
use crate::raft::{Index, ServerId};
use crate::words::chrome::{
    AboutWords, AddressWords, Chrome, ConditionWords, ControlWords, DiagramWords, DrawerWords,
    EmbedWords, FeedWords, FileWords, FlightWords, HeaderWords, HelpWords, HistoryWords,
    InspectorWords, KeyWords, LegendWords, LessonWords, LogWords, MenuWords, NetworkWords,
    NewRunWords, NoticeWords, OwnWords, PaneWords, ProposeWords, ScenarioWords, ShareWords,
    StageWords, StoryWords, SwitchWords, TallyWords, TimelineWords, VerdictWords, ViewWords,
    WaitingWords, WhyWords,
};

/// The fixed words of the page, in English.
pub const CHROME: Chrome = Chrome {
    title: "Raft Lunch",
    one_moment: "One moment.",
    header: HeaderWords {
        doors: "Ways in",
        story: "Story",
        lessons: "Lessons",
        sandbox: "Sandbox",
    },
    panes: PaneWords { lunch: "Lunch", cluster: "Cluster" },
    stage: StageWords {
        lunch: "The lunch table",
        cluster: "The cluster",
        lunch_motto: "At lunch you choose.",
        cluster_motto: "In Raft you copy.",
        other_links: "The arrow keys lead to the other links",
    },
    view: ViewWords {
        player: "The run",
        label: "What the stage shows",
        pictures: "Pictures",
        space_time: "Space-time",
    },
    controls: ControlWords {
        play: "Play",
        pause: "Pause",
        undo: "Undo",
        undo_about: "Back to right before your last change",
        speed: "Speed",
    },
    drawer: DrawerWords {
        label: "What you can do",
        tabs: ["Do", "Break", "Rules", "Runs"],
        ask_everyone: "Ask everyone",
        ask_everyone_about: "a poll, then propose",
        add_server: "Add a server",
        add_server_about: "it learns first",
        hint: "Or click a person, a server, a link or a message: what you can do to it opens there.",
        cut_in_two: "Cut the room in two",
        cut_in_two_about: "the leader among the few",
        this_run: "This run",
        save: "Save as a file",
    },
    propose: ProposeWords {
        title: "Propose a line",
        placeholder: "A dish, SET A 1, GET A",
        propose: "Propose",
        examples: ["ramen", "SET A 1", "GET A"],
        examples_about: "Examples, proposed with one click",
    },
    new_run: NewRunWords {
        title: "New run",
        servers: "Servers",
        seed: "Seed",
        shortest_timeout: "Timeout from, ms",
        longest_timeout: "Timeout to, ms",
        heartbeat: "Heartbeat, ms",
        timing_about: "How long a follower waits for its leader before it stands.",
        start: "Start",
        reset: "Reset",
        reset_about: "Same seed, from the start",
        new_seed: "New seed",
    },
    help: HelpWords {
        title: "Help: keys and marks",
        close: "Close",
        about: [
            "Raft keeps one list the same on several servers, even while some of them fail. One server leads: it writes each entry first, the others copy it, and once more than half have it, it stays for good.",
            "Both pictures show one and the same run. A client asks everyone what they would like, and proposes one dish. From then on nobody chooses: the notebooks copy, as the servers' logs do.",
        ],
        same: "The same thing, in two words",
        pairs: [
            ("teammate", "server"),
            ("holds the order sheet", "leader"),
            ("the asker", "client"),
            ("notebook", "log"),
            ("line", "entry"),
            ("round", "term"),
            ("in ink", "committed"),
            ("what is on the plate", "state machine"),
        ],
    },
    timeline: TimelineWords {
        back: "Back",
        back_about: "One step back",
        back_title: "One step back; with Shift, to the decision before",
        forward_title: "One step forward; with Shift, to the next decision",
        step_by: "Forward and Back go by",
        playhead: "Playhead",
        follow_live: "Follow live",
        follow_live_about: "Go to the end of the run, and play on",
        redo: "Redo",
        redo_about: "Do again what you took back",
    },
    story: StoryWords {
        next: "Next",
        next_about: "On to what is said next",
        back_about: "Back to where this chapter or the one before began",
        again: "Again",
        chapters: "Chapters",
        label: "The story",
    },
    waiting: WaitingWords {
        why: "Why not yet?",
        close: "Close",
        done: "final",
        who_copied: "Who has copied it",
        who_voted: "Who has voted",
        copied: "has copied it",
        voted: "has voted",
        coming: "on its way",
        missing: "not yet",
    },
    why: WhyWords {
        lines: "And its lines?",
        what_led: "What led to it",
        nothing: "That was too long ago: the events are no longer at hand.",
        counted: "counted",
        go: "Go there",
        what_helps: "What would help",
        no_remedy: "No single thing that was tried here helps in time.",
        undo: "Undo brings the old future back.",
        show_code: "Show the code",
        no_code: "The code isn't here: it could not be fetched.",
    },
    menu: MenuWords { more: "More", hand_over: "Hand the sheet to…" },
    notice: NoticeWords { close: "Close this notice" },
    scenarios: ScenarioWords {
        title: "Scenarios",
        about: "Ready-made runs. Read what each is about, run it, and change whatever you like.",
        levels: &[
            ("basics", "Agreeing", "How a line becomes final, and reaches everyone."),
            ("failures", "Things break", "Away, late, lost, apart."),
            ("fine-print", "The fine print", "What one meets who builds a Raft."),
            (
                "without-a-rule",
                "Without a rule",
                "One protection is missing, and something breaks.",
            ),
        ],
        own: OwnWords {
            file: "Open a file",
            paste: "Or paste a scenario",
            open: "Open what was pasted",
        },
    },
    files: FileWords {
        no_file: "No file was chosen.",
        too_large: "This file is too large for a scenario or a lesson.",
        no_scenario: "This scenario didn't arrive. Try again.",
        no_part: "This part of the page didn't arrive. Try again.",
    },
    share: ShareWords {
        title: "Share",
        words: "Say or ask something",
        words_example: "What happens next?",
        copy: "Copy link",
        copy_code: "Copy embed code",
        link: "Copy the link by hand",
        code: "Copy the embed code by hand",
        copied: "Copied",
        local: "This page runs on your own computer: your readers can't reach it.",
        download: "Download scenario",
        left_script: "You have changed this run. The file will hold all the actions, even those still to come, but not what the script waited for and expected.",
        about: "Both show this run, at this moment. Nothing is stored anywhere: the run is in the link.",
    },
    lessons: LessonWords {
        title: "Learn it by guessing",
        about: "Say what will happen, run it, and see why.",
        go_on_where: "Go on where you were",
        done: "Done",
        no_shelf: "The lessons didn't arrive. Reload the page to try again.",
        no_lesson: "This lesson didn't arrive. Try again, or take another one.",
        own_title: "A lesson of your own",
        own_about: "A lesson is a JSON file: a scenario, and what you say and ask. It is played when you open it, and what is wrong with it is said, with its line.",
        own: OwnWords {
            file: "Open a file",
            paste: "Or paste a lesson",
            open: "Open what was pasted",
        },
        to_shelf: "All lessons",
        card: "The lesson",
        pick_one: "Tap your answer at the table, in the ring, or here.",
        pick_several: "Tap them at the table, in the ring, or here.",
        pick_one_here: "Pick one.",
        pick_several_here: "Pick all that are right.",
        pick_entry: "Tap the line in a notebook, the entry in the logs, or your answer here.",
        pick_number: "Pick a number.",
        fill_in: "Fill in every field.",
        no_value: "?",
        field: "Field",
        your_value: "You said",
        right_value: "It is",
        show_why: "Show why",
        back_to_end: "Back to the end",
        your_turn: "Your turn",
        act_here: "Tap a person, a server, a message or a link, and choose what to do.",
        hint: "Hint",
        show_task: "Show me",
        shown: "That's one way to do it.",
        start_over: "Start over",
        other_run: "From here on the lesson shows its own run, not yours.",
        no_glossary: "The glossary didn't arrive. Try again in a moment.",
        show_me: "I don't know yet. Show me.",
        run: "Run it and see",
        watch: "Watch it happen",
        skip: "Skip ahead",
        running: "Watch what happens.",
        what_happened: "What happened, and why",
        try_again: "Try another answer",
        go_on: "Go on",
        finish: "Finish",
        back: "Back to the card before",
        pictures: "Which picture",
    },
    practice: PRACTICE,
    switches: SwitchWords {
        title: "What if",
        about: "Switch off what keeps Raft safe, and see what it is for. A switch changes your own run, from this moment on. \u{201c}Show me\u{201d} opens a run made to show why the rule is there.",
        extensions: "Extensions",
        rules: "What keeps Raft safe",
        show: "Show me",
    },
    conditions: ConditionWords {
        title: "Conditions",
        answer: "The client gets its answer",
        answer_applied: "as soon as the leader has applied the entry",
        answer_told: "when a majority knows it is committed",
        by_hand: "Messages wait until you deliver them",
        travel: "A message travels",
        jitter: "Jitter",
        lost: "Messages lost",
        twice: "Messages arriving twice",
        held_up: "Messages held up and overtaken",
        dishes: "Dishes for the next poll",
    },
    about: AboutWords {
        label: "About this run",
        cancel: "Cancel",
        run_it: "Run it",
        run_again: "Run it again",
        is_over: "That is the end of the script.",
        is_left: "You have changed this run. What stands here was written about the run as it was.",
        with_rules: "The same with the rule on",
        with_rules_about: "Plays the same actions again, with every protection in force from the start, and says what came out differently",
    },
    diagram: DiagramWords {
        label: "Space-time diagram",
        earlier: "Earlier",
        later: "Later",
        more_time: "Show more time",
        less_time: "Show less time",
        follow: "Follow",
        follow_about: "Keep the playhead in view",
        list: "As a list",
        go: "Go",
        remove: "Remove",
        drop: "Drop",
        dont_drop: "Don't drop",
        duplicate: "Duplicate",
    },
    logs: LogWords {
        title: "The notebooks, in full",
        about: "solid and ticked: final; dashed: in pencil",
        scroll: "The logs, scroll sideways",
        server: "server",
        commit: "final",
        store: "has applied",
        being_written: "being written",
        nothing: "nothing yet:",
    },
    verdict: VerdictWords {
        label: "Is it still safe?",
        holds: "holds",
        is_violated: "is violated",
        is_undecided: "is undecided",
        is_weakened: "A rule is off",
        about: "The first five are the paper's figure 3. The others are checked too.",
    },
    feed: FeedWords {
        title: "What happened",
        label: "What happened, newest first",
        nothing: "Nothing yet.",
        press_play: "Nothing yet. Press Play.",
    },
    flights: FlightWords {
        title: "In flight",
        none: "No messages are on their way right now.",
        deliver: "Deliver",
        drop: "Drop",
        duplicate: "Duplicate",
        delay: "Delay",
    },
    network: NetworkWords {
        title: "Network: who can reach whom",
        about: "Each row sends, each column receives",
        corner: "from \\ to",
        heal_all: "Heal all links",
    },
    history: HistoryWords {
        title: "What the client was told",
        nothing: "Nothing has been asked yet.",
    },
    tally: TallyWords {
        title: "The poll",
        nobody: "Nobody has been asked yet.",
        no_answers: "Nobody answered, so there is nothing to propose.",
        chose: "It chose what to propose. It decided nothing.",
        chooses: "It chooses what to propose. It decides nothing.",
    },
    inspector: InspectorWords { label: "The message you point at" },
    keys: KeyWords {
        title: "Keys",
        space: "Space",
        play: "play or pause",
        forward: "one step forward",
        back: "one step back",
        shift: "Shift",
        far: "to the next decision, or the one before",
        undo: "undo the last change",
        redo: "redo it",
        open: "open the menu of what has the focus",
        close: "close a menu or a panel",
        this: "this list",
        single_keys: "Use . , u and ? on the pictures",
    },
    embed: EmbedWords {
        full_page: "Open the full page",
        full_page_short: "Open",
        no_popup: "This page may not open another one. Copy the address:",
        start_over: "Start over",
        lesson_over: "That's the end of this lesson.",
        about: "About",
    },
    address: AddressWords {
        usual_run: "The usual run is shown instead.",
        run_stays: "The run in hand stays.",
        none: "This page has no address.",
    },
    legend: LegendWords {
        title: "Legend: every mark, at lunch and in the cluster",
        request_vote: ("“May I hold the sheet?”", "RequestVote"),
        vote_granted: ("“Yes, you”", "RequestVoteReply, granted"),
        vote_denied: ("“No”", "RequestVoteReply, denied"),
        append_entries: ("“Line 3: ramen”", "AppendEntries, +1: one entry"),
        commit_news: (
            "“Final through line 3”",
            "AppendEntries without entries, with news: a higher leader_commit",
        ),
        heartbeat: ("small: “I still hold the sheet”", "heartbeat without news"),
        append_success: ("“Copied to line 3”", "AppendEntriesReply, success; small: without news"),
        append_refused: (
            "“Our line 2s differ”, “That round is over”",
            "AppendEntriesReply, refused: mismatch or stale term",
        ),
        request: ("“Ramen, please”: the asker asks", "client request"),
        response: ("“It's line 3, final”: the answer to the asker", "answer to the client"),
        leader: ("holds the order sheet", "leader"),
        candidate: ("hand up: asks for the sheet", "candidate"),
        crashed: ("empty chair: away", "crashed: term, vote and log are kept on disk"),
        paused: ("dozing", "paused: messages and timeouts wait"),
        election_timer: (
            "patience left, before asking for the sheet",
            "election timer, running out",
        ),
        not_committed: (
            "in pencil: copied, not known to be final",
            "entry, not known to be committed",
        ),
        committed: ("in ink: final", "entry, known to be committed"),
        not_durable: ("still being written down", "entry, not yet durable on this disk"),
        cut_both_ways: ("neither hears the other", "link cut both ways"),
        cut_one_way: (
            "one no longer hears the other",
            "link cut one way: nothing gets through where the arrow points",
        ),
        poll: ("“dal, please”: what somebody would like", "no server takes part in the poll"),
        pre_vote: ("“Would you say yes?”", "PreVote; with a tick or a cross: its reply"),
        install_snapshot: ("“Lines 1 to 9 on one page”", "InstallSnapshot; with a tick: its reply"),
        timeout_now: ("“Ask for the sheet now”", "TimeoutNow"),
        compacted: (
            "a page that sums up the first lines",
            "compacted entries: a snapshot holds them",
        ),
        elected_on_line: (
            "on the line: who holds the sheet from here on",
            "an election won; the shade is its term",
        ),
        committed_on_line: ("a line is final", "an entry committed"),
        crashed_on_line: (
            "somebody leaves, or two no longer hear each other",
            "a crash; a short stroke: a cut, or some other action",
        ),
        arrow: (
            "a note on its way through time",
            "in the diagram: a message, from when it is sent to when it arrives; thin: a heartbeat or its answer",
        ),
        arrow_lost: ("a note that got lost", "in the diagram: a message that was lost"),
        arrow_in_flight: (
            "a note still on its way",
            "in the diagram: a message still on its way; long dashes: it follows from the event you point at",
        ),
        arrow_before: (
            "how it was before you changed it",
            "in the diagram: a message from before the change; a thicker one is new",
        ),
        elected: ("somebody got the sheet", "in the diagram: an election won"),
        timed_out: ("somebody ran out of patience", "in the diagram: an election timeout"),
        learned: (
            "a line is final",
            "in the diagram: the leader commits; a smaller tick: a follower learns of it",
        ),
        repaired: (
            "a wrong line is struck out",
            "in the diagram: entries that contradict the leader’s are removed",
        ),
        down: (
            "somebody is away",
            "in the diagram: a server that is down; with a grey edge: paused",
        ),
        acted: (
            "what you did",
            "in the diagram: an action, yours or the script’s; hollow: it did not apply",
        ),
    },
};

/// A step of this stride: "One event".
pub fn one(what: &str) -> String {
    format!("One {what}")
}

/// A step forward of this stride.
pub fn one_forward(what: &str) -> String {
    format!("One {what} forward")
}

/// A button `word` for one thing of several.
pub fn button_of(word: &str, what: &str) -> String {
    format!("{word}: {what}")
}

/// How many milliseconds a message travels.
pub fn travel_time(from: u64, until: u64) -> String {
    format!("{from} to {until} ms")
}

/// At most this many milliseconds.
pub fn at_most(ms: u64) -> String {
    format!("up to {ms} ms")
}

/// So many of a hundred.
pub fn percent(share: u64) -> String {
    format!("{share} %")
}

/// A moment of the run, in whole milliseconds.
pub fn moment(ms: u64) -> String {
    format!("{ms} ms")
}

/// How often something happened in a row.
pub fn times(times: u32) -> String {
    format!("{times} times")
}

/// Who belongs to the cluster.
pub fn members(members: &str) -> String {
    format!("Configuration: {members}")
}

/// Nothing that can be opened came from this address.
pub fn nothing_came_from(address: &str) -> String {
    format!(
        "Nothing came from {}. It may be gone, or its host lets only its own pages read it: CORS has to allow this page.",
        super::paper::typed(address)
    )
}

/// What stands before the followers in a leader's row.
pub fn copied_up_to(leader: &str) -> String {
    format!("As far as {leader} knows, copied up to")
}

/// What a leader knows of this server, and what it sends it next.
pub fn progress_of(server: ServerId, match_index: Index, next_index: Index) -> String {
    format!("{server}: match_index {match_index}, next_index {next_index}")
}

/// Why a server cannot take over the leadership.
pub fn cannot_take_over(name: &str, server: ServerId) -> String {
    format!("{name} is away: {server} doesn't run, so it can't lead.")
}

/// Up to where a server has applied its log, if that is behind its commit index.
pub fn applied_through(index: Index) -> String {
    format!("through {index}")
}

/// A switch of the network.
pub fn reaches(from: ServerId, to: ServerId) -> String {
    format!("{from} reaches {to}")
}

/// These properties do not hold.
pub fn violated(properties: &str) -> String {
    format!("Violated: {properties}")
}

/// The diagram of this stretch of time, for people who do not see it.
pub fn diagram_label(stretch: &str) -> String {
    format!("Space-time diagram, {stretch}. The list below says the same.")
}

/// Said after a crash of the page.
pub fn running_seed(seed: u64) -> String {
    format!("It was running seed {seed}.")
}

/// Why there is no link, and what to do instead.
pub fn too_long_a_link(why: &str) -> String {
    format!("{why} Download the run as a scenario instead.")
}

/// The caption of the table of logs.
pub fn logs_caption(hidden: u64) -> String {
    match hidden {
        0 => "The log of each server".into(),
        1 => "The log of each server, without its first entry".into(),
        hidden => format!("The log of each server, without its first {hidden} entries"),
    }
}

/// All properties hold, but for these, which are undecided.
pub fn still_safe(undecided: &str) -> String {
    match undecided {
        "" => "Still safe".into(),
        undecided => format!("Still safe (undecided: {undecided})"),
    }
}

/// How many of all checks hold.
pub fn checks_hold(holding: usize, all: usize) -> String {
    format!("{holding} of {all} checks hold after every step")
}

/// The run that is at hand: its size and its seed.
pub fn servers_and_seed(servers: u16, seed: u64) -> String {
    format!("{servers} servers, seed {seed}")
}

/// How patient the servers are in this run, and where to change that.
pub fn timing(timing: &Timing) -> String {
    let [shortest, longest, heartbeat] =
        [timing.election_timeout_min, timing.election_timeout_max, timing.heartbeat]
            .map(|time| time / MILLISECOND);
    format!(
        "An election timeout is {shortest} to {longest} ms, a heartbeat comes every {heartbeat} ms. Choose others for a new run."
    )
}

/// What a protection is for, and where it was once missing.
pub fn protects(property: &str, shipped: &str) -> String {
    match shipped {
        "" => format!("Protects: {property}."),
        shipped => format!("Protects: {property}. Got it wrong once: {shipped}."),
    }
}

/// How long something plays.
pub fn playing_time(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        _ => format!("{} min", (seconds + 30) / 60),
    }
}

/// How many of a script's expectations hold.
pub fn expectations(count: usize, failed: usize) -> String {
    match failed {
        0 => format!("Played as scripted: {count} of {count} expectations hold"),
        _ => format!("Played as scripted: {failed} of {count} expectations fail"),
    }
}

/// The asker, for people who do not see them.
pub fn asker_label(waiting: &str) -> String {
    match waiting {
        "" => "The asker, waits for nothing".into(),
        waiting => format!("The asker, {waiting}"),
    }
}
