//! The people at lunch.

use yew::prelude::*;

use super::lunch_stage::{ASKER, Actor};
use super::marks::pattern;
use crate::cluster::Node;
use crate::raft::ServerId;
use crate::view::{
    Anchor, CLIENT, ClientView, Msg, Pane, PersonState, ServerView, Target, scale, seat,
};

struct Look {
    sleeve: &'static str,
    skin: &'static str,
    hair: &'static str,
    /// The shape of the hair; bald people have none.
    cut: Option<&'static str>,
    has_glasses: bool,
}

const FAIR: &str = "#f4d7b8";
const TAN: &str = "#e3b184";
const BROWN: &str = "#c08a5c";
const DARK: &str = "#9a6a45";
const BLACK_HAIR: &str = "#2b1d16";
const BROWN_HAIR: &str = "#6b3f22";

/// Robin to Wren.
const LOOKS: [Look; 9] = [
    Look { sleeve: "#E69F00", skin: FAIR, hair: BROWN_HAIR, cut: Some(SHORT), has_glasses: false },
    Look {
        sleeve: "#56B4E9",
        skin: BROWN,
        hair: BLACK_HAIR,
        cut: Some(
            "M-15 2c-11-3-11-31-3-38 10-8 27-8 36 0 8 7 8 35-3 38 4-9 3-19 0-23q-12 0-19-8-5 6-11 8-3 9 0 23z",
        ),
        has_glasses: false,
    },
    Look {
        sleeve: "#009E73",
        skin: TAN,
        hair: BLACK_HAIR,
        cut: Some(
            "M-21-15a8 8 0 0 1 1-14 8 8 0 0 1 11-10 9 9 0 0 1 17-1 8 8 0 0 1 12 11 8 8 0 0 1 1 14q-4-13-21-14T-21-15z",
        ),
        has_glasses: false,
    },
    Look {
        sleeve: "#F0E442",
        skin: TAN,
        hair: BLACK_HAIR,
        cut: Some("M-20-15a20 20 0 1 1 40 0q-5-4-6-10-15 3-28 0-1 6-6 10z"),
        has_glasses: true,
    },
    Look {
        sleeve: "#0072B2",
        skin: FAIR,
        hair: "#c9923f",
        cut: Some(
            "M-20-20a20 20 0 0 1 40 0q-4-10-20-10T-20-20zM-8-45a8 7 0 1 1 16 0 8 7 0 1 1-16 0z",
        ),
        has_glasses: false,
    },
    Look { sleeve: "#D55E00", skin: DARK, hair: BLACK_HAIR, cut: Some(SHORT), has_glasses: true },
    Look {
        sleeve: "#CC79A7",
        skin: FAIR,
        hair: "#7c4a5a",
        cut: Some(
            "M-21-20c0-14 8-23 21-23s21 9 21 23q-21-6-42 0zM-5-44a5 5 0 1 1 10 0 5 5 0 1 1-10 0z",
        ),
        has_glasses: false,
    },
    Look { sleeve: "#999999", skin: BROWN, hair: BLACK_HAIR, cut: None, has_glasses: true },
    Look {
        sleeve: "#A6761D",
        skin: DARK,
        hair: BROWN_HAIR,
        cut: Some(
            "M-20-17c-5-22 14-27 25-23 12 1 18 11 15 24-2-8-6-12-10-14-8 5-20 5-24 4-3 2-5 5-6 9z",
        ),
        has_glasses: false,
    },
];

const SHORT: &str = "M-20-21a20 20 0 0 1 40 0q-5-9-20-10T-20-21z";
const NAPE: &str = "M-20-18a20 20 0 1 1 40 0c-2 12-10 14-20 14s-18-2-20-14z";
const TORSO: &str = "M-38 38C-38 12-24 2 0 2s38 10 38 36q0 6-6 6h-64q-6 0-6-6z";
const NECK: &str = "M-7-6h14V4q-7 6-14 0z";
const FACE: &str = "M-7-20v2M7-20v2M-5-10q5 4 10 0";
const FACE_ASLEEP: &str = "M-11-19q4 4 8 0M3-19q4 4 8 0M-3-9h6";
const GLASSES: &str = "M-13-19a6 6 0 1 0 12 0 6 6 0 1 0-12 0M1-19a6 6 0 1 0 12 0 6 6 0 1 0-12 0";
const ARM: &str = "M-26 18-36-26";
const FINGERS: &str = "M-43-36v-6M-39-38v-9M-35-38v-9M-31-36v-6";
const CHAIR: &str = "M-28 44v-50q0-8 8-8h40q8 0 8 8v50z";
const HAT: &str = "M-24-25q24-9 48 0v-4q-8-2-9-5-1-11-15-11t-15 11q-1 3-9 5z";

/// Properties of [`Person`].
#[derive(Properties, PartialEq)]
pub struct PersonProps {
    /// Whose part they play.
    pub id: ServerId,
    /// Their name.
    pub name: &'static str,
    /// Their letter.
    pub letter: &'static str,
    /// How they look.
    pub state: PersonState,
    /// Their name for people who do not see them.
    pub label: AttrValue,
    /// How many sit at the table.
    pub n: usize,
    /// Whether they are pointed at.
    pub is_marked: bool,
    /// Where messages go.
    pub on: Callback<Msg>,
}

impl PersonProps {
    /// What is drawn of `server`'s teammate among `n`.
    pub(super) fn new(server: &ServerView, n: usize, is_marked: bool, on: &Callback<Msg>) -> Self {
        PersonProps {
            id: server.id,
            name: server.name,
            letter: server.letter,
            state: server.person,
            label: server.person_label.clone().into(),
            n,
            is_marked,
            on: on.clone(),
        }
    }
}

/// A teammate on a chair; the chair alone if they are away.
#[component]
pub fn Person(props: &PersonProps) -> Html {
    let PersonProps { id, state, n, .. } = *props;
    let seat = seat(id, n);
    let is_away = state == PersonState::Away;
    let class = classes!(
        "person",
        state.class(),
        seat.is_back.then_some("back"),
        props.is_marked.then_some("is-marked"),
    );
    let look = &LOOKS[usize::from(id.0.saturating_sub(1)) % LOOKS.len()];
    let inside = html! {
        <>
            <circle class="halo" r="56" cy="-6" />
            if !seat.is_back {
                <path class="chair" d={CHAIR} />
            }
            if !is_away {
                { bust(look, props, seat.is_back) }
            }
            { chair_in_front(seat.is_back, is_away) }
            if is_away {
                <circle class="disc" cy="14" r="14" />
                <text class="lt" y="21">{ props.letter }</text>
            }
            if state == PersonState::Holder {
                <use href="#sheet" x={if seat.side < 0.0 { "-50" } else { "50" }} y="-6" class="held" />
            }
            <text class="nm" y={name_height(seat.is_back, is_away)}>{ caption(props) }</text>
        </>
    };
    Actor {
        class,
        transform: format!("{} scale({})", seat.at.translate(), scale(n)),
        label: &props.label,
        node: Node::Server(id),
        target: Target::Server(id),
        anchor: Anchor { pane: Pane::Lunch, at: seat.at },
        on: &props.on,
    }
    .draw(inside)
}

/// Under whom is drawn before the table, over whom behind it.
fn name_height(is_back: bool, is_away: bool) -> &'static str {
    match (is_back, is_away) {
        (true, _) => "68",
        (false, true) => "-24",
        (false, false) => "-50",
    }
}

/// The name, and what they are up to; where there is little room only that.
fn caption(props: &PersonProps) -> AttrValue {
    let note = match props.state {
        PersonState::Away => "away",
        PersonState::Dozing => "dozing",
        _ => return props.name.into(),
    };
    if props.n > 6 { note.into() } else { format!("{} – {note}", props.name).into() }
}

/// What a chair's back hides, and an empty chair's slats.
fn chair_in_front(is_back: bool, is_away: bool) -> Html {
    let (chair, slats) = match (is_back, is_away) {
        (true, true) => (Some("M-28-10q28-6 56 0v56h-56z"), Some("M-14-2v40M0-4v42M14-2v40")),
        (true, false) => (Some("M-28 40q28-6 56 0v8h-56z"), None),
        (false, true) => (None, Some("M-14-4v40M0-4v40M14-4v40")),
        (false, false) => (None, None),
    };
    html! {
        <g>
            if let Some(chair) = chair {
                <path class="chair" d={chair} />
            }
            if let Some(slats) = slats {
                <path class="slat" d={slats} />
            }
        </g>
    }
}

/// A teammate from the waist up. The neck is at the origin.
fn bust(look: &Look, props: &PersonProps, is_back: bool) -> Html {
    let &Look { sleeve, skin, hair, cut, has_glasses } = look;
    let is_asleep = props.state == PersonState::Dozing;
    let has_face = !is_back;
    html! {
        <g>
            <path class="torso" fill={pattern(props.id)} d={TORSO} />
            if props.state == PersonState::Asking {
                <path class="arm-o" d={ARM} />
                <path class="arm" stroke={sleeve} d={ARM} />
                <path class="hand" d={FINGERS} />
                <path class="hand in" stroke={skin} d={FINGERS} />
                <circle class="skin" fill={skin} cx="-37" cy="-33" r="8" />
            }
            <g class="head" transform={is_asleep.then_some("rotate(13)")}>
                <path class="skin" fill={skin} d={NECK} />
                <circle class="skin" fill={skin} cy="-20" r="19" />
                if has_face {
                    <path class="feat" d={if is_asleep { FACE_ASLEEP } else { FACE }} />
                } else if cut.is_some() {
                    <path class="hair" fill={hair} d={NAPE} />
                } else {
                    <path class="feat" d="M-6-8q6 4 12 0" />
                }
                if has_face && has_glasses {
                    <path class="spec" d={GLASSES} />
                }
                if let Some(cut) = cut {
                    <path class="hair" fill={hair} d={cut} />
                }
            </g>
            <circle class="disc" cy="23" r="14" />
            <text class="lt" y="30">{ props.letter }</text>
            if is_asleep {
                <text class="zz" x="24" y="-30">{ "z z" }</text>
            }
        </g>
    }
}

/// Properties of [`Asker`].
#[derive(Properties, PartialEq)]
pub struct AskerProps {
    /// The client whose part they play.
    pub client: ClientView,
    /// Whether they are pointed at.
    pub is_marked: bool,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// The one who asks the table, in a hat and beside it: not a teammate.
#[component]
pub fn Asker(props: &AskerProps) -> Html {
    let waiting = match props.client.waiting.as_str() {
        "" => "waits for nothing",
        waiting => waiting,
    };
    let inside = html! {
        <>
            <circle class="halo" r="54" cy="-6" />
            <path class="torso coat" d={TORSO} />
            <path class="skin" fill={TAN} d={NECK} />
            <circle class="skin" fill={TAN} cy="-20" r="19" />
            <path class="feat" d={FACE} />
            <path class="hat" d={HAT} />
            <circle class="disc" cy="23" r="14" />
            <text class="lt" y="30">{ "?" }</text>
            <text class="nm" y="60">{ "asker" }</text>
        </>
    };
    Actor {
        class: classes!("person", "asker", props.is_marked.then_some("is-marked")),
        transform: CLIENT.translate(),
        label: &format!("The asker: {waiting}").into(),
        node: ASKER,
        target: Target::Client,
        anchor: Anchor { pane: Pane::Lunch, at: CLIENT },
        on: &props.on,
    }
    .draw(inside)
}
