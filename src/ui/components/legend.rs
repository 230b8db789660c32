//! Every mark, at lunch and in the cluster, with what it means.

use yew::prelude::*;

use super::icon::{IconName, icon};
use super::mark::mark;
use crate::ui::stage::drawing;
use crate::words::{LegendWords, Pair};

/// The explanation of all marks.
pub fn legend(words: &LegendWords) -> Html {
    let line = |(place, ((lunch, cluster), at_lunch, in_cluster)): (usize, (Pair, Sign, Sign))| {
        html! {
            <li key={place}>
                <i>{at_lunch.draw()}</i><span>{lunch}</span>
                <i>{in_cluster.draw()}</i><span>{cluster}</span>
            </li>
        }
    };
    html! {
        <section class="legend" id="legend">
            <h3>{words.title}</h3>
            <ul>{lines(words).into_iter().enumerate().map(line).collect::<Html>()}</ul>
        </section>
    }
}

/// The meaning of each mark, its looks at lunch, and its looks in the cluster.
fn lines(words: &LegendWords) -> Vec<(Pair, Sign, Sign)> {
    vec![
        (words.request_vote, Sign::Mark("l-rv"), Sign::Mark("rv")),
        (words.vote_granted, Sign::Mark("l-rv-yes"), Sign::Mark("rv-yes")),
        (words.vote_denied, Sign::Mark("l-rv-no"), Sign::Mark("rv-no")),
        (words.append_entries, Sign::Mark("l-ae"), Sign::Drawn(SMALL, APPEND_ENTRIES)),
        (words.commit_news, Sign::Mark("l-hb"), Sign::Mark("hb")),
        (words.heartbeat, Sign::Drawn(SMALL, HEARTBEAT_AT_LUNCH), Sign::Drawn(SMALL, HEARTBEAT)),
        (words.append_success, Sign::Mark("l-ae-yes"), Sign::Mark("ae-yes")),
        (words.append_refused, Sign::Mark("l-ae-no"), Sign::Mark("ae-no")),
        (words.request, Sign::Mark("l-req"), Sign::Mark("req")),
        (words.response, Sign::Mark("l-res"), Sign::Mark("res")),
        (words.leader, Sign::Drawn(LARGE, LEADER), Sign::Drawn(LARGE, LEADER)),
        (words.candidate, Sign::Drawn(PERSON, CANDIDATE_AT_LUNCH), Sign::Drawn(SMALL, CANDIDATE)),
        (
            words.crashed,
            Sign::Drawn("-46 -40 92 92", CRASHED_AT_LUNCH),
            Sign::Drawn(SMALL, CRASHED),
        ),
        (words.paused, Sign::Drawn(PERSON, PAUSED_AT_LUNCH), Sign::Drawn(SMALL, PAUSED)),
        (words.election_timer, Sign::None, Sign::Drawn("-56 -56 112 112", ELECTION_TIMER)),
        (words.not_committed, Sign::Drawn(PAGE, NOT_COMMITTED_AT_LUNCH), Sign::Cell("open")),
        (words.committed, Sign::Drawn(PAGE, COMMITTED_AT_LUNCH), Sign::Cell("commit")),
        (words.not_durable, Sign::None, Sign::Cell("wet")),
        (
            words.cut_both_ways,
            Sign::Drawn(LINK, CUT_BOTH_WAYS_AT_LUNCH),
            Sign::Drawn(LINK, CUT_BOTH_WAYS),
        ),
        (
            words.cut_one_way,
            Sign::Drawn(LINK, CUT_ONE_WAY_AT_LUNCH),
            Sign::Drawn(LINK, CUT_ONE_WAY),
        ),
        (words.poll, Sign::None, Sign::None),
        (words.pre_vote, Sign::Mark("l-pv"), Sign::Mark("pv")),
        (words.install_snapshot, Sign::Mark("l-is"), Sign::Mark("is")),
        (words.timeout_now, Sign::Mark("l-tn"), Sign::Mark("tn")),
        (words.compacted, Sign::None, Sign::Cell("snap")),
        (words.elected_on_line, Sign::None, Sign::Drawn(SMALL, ELECTED_ON_LINE)),
        (words.committed_on_line, Sign::None, Sign::Drawn(SMALL, COMMITTED_ON_LINE)),
        (words.crashed_on_line, Sign::None, Sign::Drawn(SMALL, CRASHED_ON_LINE)),
        (words.arrow, Sign::None, Sign::Drawn(SMALL, ARROW)),
        (words.arrow_lost, Sign::None, Sign::Drawn(SMALL, ARROW_LOST)),
        (words.arrow_in_flight, Sign::None, Sign::Drawn(SMALL, ARROW_IN_FLIGHT)),
        (words.arrow_before, Sign::None, Sign::Drawn(SMALL, ARROW_BEFORE)),
        (words.elected, Sign::None, Sign::Drawn(SMALL, ELECTED)),
        (words.timed_out, Sign::None, Sign::Drawn(SMALL, TIMED_OUT)),
        (words.learned, Sign::None, Sign::Drawn(SMALL, LEARNED)),
        (words.repaired, Sign::None, Sign::Drawn(SMALL, REPAIRED)),
        (words.down, Sign::None, Sign::Drawn(SMALL, DOWN)),
        (words.acted, Sign::None, Sign::Drawn(SMALL, ACTED)),
    ]
}

/// A picture in the legend.
#[derive(Copy, Clone)]
enum Sign {
    /// Nothing: it is only said.
    None,
    /// A mark among the definitions.
    Mark(&'static str),
    /// A drawing: its view box, and SVG text.
    Drawn(&'static str, &'static str),
    /// A cell of the table of logs, of this class.
    Cell(&'static str),
}

impl Sign {
    fn draw(self) -> Html {
        match self {
            Sign::None => html! {},
            Sign::Mark(name) => mark(name),
            Sign::Drawn(view, svg) => html! {
                <svg class="mk" viewBox={view} aria-hidden="true"><g>{drawing(svg)}</g></svg>
            },
            Sign::Cell("commit") => html! {
                <span class="sw commit">{icon(IconName::Tick)}</span>
            },
            Sign::Cell(class) => html! { <span class={classes!("sw", class)}></span> },
        }
    }
}

const SMALL: &str = "-20 -20 40 40";
const LARGE: &str = "-34 -34 68 68";
const LINK: &str = "-24 -24 48 48";
const PAGE: &str = "0 0 40 40";
const PERSON: &str = "-46 -48 92 92";

const LEADER: &str = r##"<use href="#sheet"/>"##;
const APPEND_ENTRIES: &str = r##"<use href="#ae"/><text class="ct" y="7">+1</text>"##;
const HEARTBEAT_AT_LUNCH: &str = r##"<g class="quiet"><g class="q"><use href="#l-hb"/></g></g>"##;
const HEARTBEAT: &str = r##"<g class="quiet"><g class="q"><use href="#hb"/></g></g>"##;
const CANDIDATE_AT_LUNCH: &str = r##"<path class="torso" fill="url(#p1)" d="M-38 38C-38 12-24 2 0 2s38 10 38 36q0 6-6 6h-64q-6 0-6-6z"/><path class="arm-o" d="M-26 18-36-26"/><path class="arm" stroke="#E69F00" d="M-26 18-36-26"/><path class="hand" d="M-43-36v-6M-39-38v-9M-35-38v-9M-31-36v-6"/><path class="hand in" stroke="#f4d7b8" d="M-43-36v-6M-39-38v-9M-35-38v-9M-31-36v-6"/><circle class="skin" fill="#f4d7b8" cx="-37" cy="-33" r="8"/><g class="head"><path class="skin" fill="#f4d7b8" d="M-7-6h14V4q-7 6-14 0z"/><circle class="skin" fill="#f4d7b8" cy="-20" r="19"/><path class="feat" d="M-7-20v2M7-20v2M-5-10q5 4 10 0"/><path class="hair" fill="#6b3f22" d="M-20-21a20 20 0 0 1 40 0q-5-9-20-10T-20-21z"/></g><circle class="disc" cy="23" r="14"/><use class="lt" href="#lt-R" y="30"/>"##;
const CANDIDATE: &str = r#"<g class="bdg b-candidate"><circle r="15"/><path d="M-6 3v-7M-2 2v-11M2 2v-11M6 3v-9M-6 3q6 7 12 0"/></g>"#;
const CRASHED_AT_LUNCH: &str = r#"<path class="chair" d="M-28 44v-50q0-8 8-8h40q8 0 8 8v50z"/><path class="slat" d="M-14-4v40M0-4v40M14-4v40"/>"#;
const CRASHED: &str = r#"<g class="bdg b-down"><circle r="15"/><path d="M-6-6 6 6M-6 6 6-6"/></g>"#;
const PAUSED_AT_LUNCH: &str = r##"<path class="torso" fill="url(#p5)" d="M-38 38C-38 12-24 2 0 2s38 10 38 36q0 6-6 6h-64q-6 0-6-6z"/><g class="head" transform="rotate(13)"><path class="skin" fill="#f4d7b8" d="M-7-6h14V4q-7 6-14 0z"/><circle class="skin" fill="#f4d7b8" cy="-20" r="19"/><path class="feat" d="M-11-19q4 4 8 0M3-19q4 4 8 0M-3-9h6"/><path class="hair" fill="#c9923f" d="M-20-20a20 20 0 0 1 40 0q-4-10-20-10T-20-20zM-8-45a8 7 0 1 1 16 0 8 7 0 1 1-16 0z"/></g><circle class="disc" cy="23" r="14"/><use class="lt" href="#lt-D" y="30"/><use class="zz" href="#lt-zz" x="24" y="-30"/>"##;
const PAUSED: &str = r#"<g class="bdg b-paused"><circle r="15"/><path d="M-4-6V6M4-6V6"/></g>"#;
const ELECTION_TIMER: &str = r#"<circle class="track" r="46"/><circle class="timer" r="46" pathLength="100" stroke-dasharray="60 100" transform="rotate(-90)"/>"#;
const NOT_COMMITTED_AT_LUNCH: &str = r#"<path class="page" d="M0 0h40v40H0z"/><g class="ln pencil"><text x="6" y="25">ab</text><path class="dash" d="M6 31h28"/></g>"#;
const COMMITTED_AT_LUNCH: &str = r#"<path class="page" d="M0 0h40v40H0z"/><g class="ln ink"><text x="3" y="26">ab</text><path class="tick" d="m26 21 4 5 7-10"/></g>"#;
const CUT_BOTH_WAYS_AT_LUNCH: &str = r#"<g class="deaf"><path class="wire" d="M-24 0h11M13 0h11"/><path class="gap" d="M-9-11l-4 22M13-11l-4 22"/></g>"#;
const CUT_BOTH_WAYS: &str = r#"<g class="cut-both"><path class="wire" d="M-24 0h11M13 0h11"/><path class="gap" d="M-9-11l-4 22M13-11l-4 22"/></g>"#;
const CUT_ONE_WAY_AT_LUNCH: &str = r#"<g class="deaf"><path class="wire" d="M-24 0h48"/><path class="gap" d="M-16-8-2 0-16 8zM6-13v26"/></g>"#;
const CUT_ONE_WAY: &str = r#"<g class="cut-ab"><path class="wire" d="M-24 0h48"/><path class="gap" d="M-16-8-2 0-16 8zM6-13v26"/></g>"#;
const ELECTED_ON_LINE: &str =
    r#"<path fill="none" stroke="currentColor" stroke-width="3" d="M0-18v36"/>"#;
const COMMITTED_ON_LINE: &str =
    r#"<path fill="none" stroke="currentColor" stroke-width="3" d="M0 4v14"/>"#;
const CRASHED_ON_LINE: &str =
    r#"<path fill="none" stroke="currentColor" stroke-width="3" d="m-8-8 16 16m0-16-16 16"/>"#;
const ARROW: &str = r#"<g class="dg k-ae"><path class="w" d="M-16-14 14 14"/><path class="tip" d="M16 16l-9-3h6z"/></g>"#;
const ARROW_LOST: &str = r#"<g class="dg k-ae"><path class="w" d="M-16-14 0 2"/><path class="w cross" d="M-5-3l10 10m0-10-10 10"/></g>"#;
const ARROW_IN_FLIGHT: &str =
    r#"<g class="dg k-ae flying"><path class="w" d="M-16-14 14 14"/></g>"#;
const ARROW_BEFORE: &str = r#"<g class="dg ghost"><path class="w" d="M-16-14 14 14"/></g>"#;
const ELECTED: &str = r#"<g class="lm m-elected"><path d="M-9 6v-12l5 5 4-7 4 7 5-5v12z"/></g>"#;
const TIMED_OUT: &str = r#"<g class="lm m-timeout"><path d="M-4-6h8L-4 6h8z"/></g>"#;
const LEARNED: &str = r#"<g class="lm m-committed"><path d="M-7 0l5 6L8-8"/></g>"#;
const REPAIRED: &str = r#"<g class="lm m-repaired"><path d="M-6 5 5-6M-5-4h6M-1 5h6"/></g>"#;
const DOWN: &str = r#"<rect class="gap-c" x="-18" y="-8" width="36" height="16"/>"#;
const ACTED: &str = r#"<g class="act"><path d="M0 10l-7-9v-8h14v8z"/></g>"#;
