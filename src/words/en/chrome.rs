//! The words on the page around what is told, in English.

use crate::raft::ServerId;
use crate::words::chrome::{
    AboutWords, AddressWords, Chrome, ConditionWords, ControlWords, DiagramWords, EmbedWords,
    FeedWords, FileWords, FlightWords, HeaderWords, HistoryWords, InspectorWords, KeyWords,
    LegendWords, LogWords, NetworkWords, NoticeWords, PaneWords, ScenarioWords, ShareWords,
    StageWords, StoryWords, SwitchWords, TallyWords, TimelineWords, VerdictWords, WaitingWords,
};

/// The fixed words of the page, in English.
pub const CHROME: Chrome = Chrome {
    title: "Raft Lunch",
    one_moment: "One moment.",
    header: HeaderWords { doors: "Ways in", story: "Story", sandbox: "Sandbox" },
    panes: PaneWords { lunch: "Lunch", cluster: "Cluster" },
    stage: StageWords {
        lunch: "The lunch table",
        cluster: "The cluster",
        lunch_motto: "At lunch you choose.",
        cluster_motto: "In Raft you copy.",
    },
    controls: ControlWords {
        label: "Controls",
        play: "Play",
        pause: "Pause",
        undo: "Undo",
        undo_about: "Back to right before your last change",
        speed: "Speed",
        proposal: "What to propose",
        proposal_example: "A dish, SET A 1 or GET A",
        propose: "Propose",
        ask_everyone: "Ask everyone",
        ask_everyone_about: "Ask what everyone wants, and propose the winner",
        servers: "Servers",
        seed: "Seed",
        reset: "Reset",
        reset_about: "Same seed, from the start",
        new_seed: "New seed",
        add_server: "Add a server",
        add_server_about: "It joins as a learner",
        help: "Help: keys",
    },
    timeline: TimelineWords {
        label: "Timeline",
        back: "Back",
        back_about: "One step back",
        step_by: "Step by",
        playhead: "Playhead",
        follow_live: "Follow live",
        follow_live_about: "Go to the end of the run, and play on",
        redo: "Redo",
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
    notice: NoticeWords { close: "Close this notice" },
    scenarios: ScenarioWords {
        title: "Scenarios",
        about: "Ready-made situations to watch and change.",
        file: "Open a file",
        paste: "Or paste a scenario",
        open: "Open what was pasted",
    },
    files: FileWords {
        no_file: "No file was chosen.",
        too_large: "This file is too large for a scenario.",
        no_scenario: "This scenario didn't arrive. Try again.",
        no_part: "This part of the page didn't arrive. Try again.",
    },
    share: ShareWords {
        title: "Share",
        words: "Say or ask something",
        words_example: "What happens next?",
        copy: "Copy link",
        link: "Or copy the link by hand",
        download: "Download scenario",
        left_script: "You have changed this run. The file will hold all the actions, even those still to come, but not what the script waited for and expected.",
        about: "The link opens this run, at this moment. Nothing is stored anywhere: the run is in the link.",
    },
    switches: SwitchWords {
        title: "What if",
        about: "Switch off what keeps Raft safe, and see what it is for. The first three are extensions.",
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
    about: AboutWords { label: "About this run", cancel: "Cancel" },
    diagram: DiagramWords {
        label: "Space-time diagram",
        title: "Space-time",
        about: "every message of the run, from lane to lane",
        show: "Show the space-time diagram",
        hide: "Hide it",
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
        title: "Logs",
        about: "the notebooks, in full",
        scroll: "Logs, scroll sideways",
        server: "server",
        commit: "commit",
        applied: "applied",
        store: "key-value store",
        progress: "its view of the others: ✓ match_index ▸ next_index",
    },
    verdict: VerdictWords {
        label: "Is it still safe?",
        holds: "holds",
        is_violated: "is violated",
        is_undecided: "is undecided",
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
    inspector: InspectorWords {
        label: "The message you point at",
        nothing: "Point at a message, or tap it, to read its fields here.",
    },
    keys: KeyWords {
        title: "Keys",
        space: "Space",
        play: "play or pause",
        forward: "one step forward",
        back: "one step back",
        undo: "undo the last change",
        redo: "redo it",
        open: "open the menu of what has the focus",
        close: "close a menu or a panel",
        this: "this list",
        single_keys: "Use . , u and ? on the pictures",
    },
    embed: EmbedWords { full_page: "Open the full page" },
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

/// What a leader knows of this server.
pub fn match_index_of(server: ServerId) -> String {
    format!("match_index of {server}")
}

/// What a leader sends this server next.
pub fn next_index_of(server: ServerId) -> String {
    format!("next_index of {server}")
}

/// A switch of the network.
pub fn reaches(from: ServerId, to: ServerId) -> String {
    format!("{from} reaches {to}")
}

/// These properties do not hold.
pub fn violated(properties: &str) -> String {
    format!("violated: {properties}")
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
        "" => "still safe: 5 of 5 properties hold".into(),
        undecided => format!("still safe: 5 of 5 properties hold (undecided: {undecided})"),
    }
}

/// What a protection is for, and where it was once missing.
pub fn protects(property: &str, shipped: &str) -> String {
    match shipped {
        "" => format!("Protects: {property}."),
        shipped => format!("Protects: {property}. Got it wrong once: {shipped}."),
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
