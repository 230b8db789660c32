//! What a lesson asks about, in the pictures: who can be picked, who is, and who was right.

use std::rc::Rc;

use yew::prelude::*;

use super::actor::Hit;
use crate::cluster::Node;
use crate::lesson::{LookAt, PaneName};
use crate::raft::ServerId;
use crate::screen::{Format, LessonMarks, OptionMark, PERSON_SCALE, scale};

/// What of a lesson is seen in the pictures. In a lesson this is a context of both of them:
/// nobody in them has a menu there, but where the reader is to act.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices(pub Rc<LessonMarks>);

/// What somebody in a picture is there for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be clicked, for a menu.
    Menu,
    /// To be picked, or no longer.
    Pick {
        /// True if it is picked.
        is_picked: bool,
    },
    /// To be looked at.
    Look,
}

impl Purpose {
    /// True if it can be pressed.
    pub fn is_button(self) -> bool {
        self != Purpose::Look
    }

    /// Whether it is pressed, for people who don't see it.
    pub fn pressed(self) -> Option<&'static str> {
        match self {
            Purpose::Pick { is_picked: true } => Some("true"),
            Purpose::Pick { is_picked: false } => Some("false"),
            Purpose::Menu | Purpose::Look => None,
        }
    }
}

impl Choices {
    /// What a node is there for while these are asked about.
    pub fn purpose_of(&self, node: Node) -> Purpose {
        if self.0.may_act {
            return Purpose::Menu;
        }
        let Node::Server(server) = node else { return Purpose::Look };
        match self.0.servers.iter().find(|(other, _)| *other == server) {
            Some((_, OptionMark::Open)) => Purpose::Pick { is_picked: false },
            Some((_, OptionMark::Picked)) => Purpose::Pick { is_picked: true },
            _ => Purpose::Look,
        }
    }

    /// The class of something that is lit up.
    pub fn light(&self, look_at: LookAt) -> Option<&'static str> {
        self.0.lit.contains(&look_at).then_some("is-lit")
    }

    /// The class of a part of the page that is lit up.
    pub fn pane_light(&self, pane: PaneName) -> Option<&'static str> {
        self.light(LookAt::Pane(pane))
    }
}

/// The properties of [`ChoiceLayer`].
#[derive(Properties, PartialEq)]
pub struct ChoiceLayerProps {
    /// The number of servers.
    pub n: usize,
    /// The shape of the picture.
    pub format: Format,
    /// What is framed: people, or machines.
    pub hit: Hit,
}

/// A frame and a sign around each server or teammate that is asked about.
#[component]
pub fn ChoiceLayer(props: &ChoiceLayerProps) -> Html {
    let choices = use_context::<Choices>().unwrap_or_default();
    let ChoiceLayerProps { n, format, hit } = *props;
    let frame = |(server, mark): &(ServerId, OptionMark)| {
        let sign = match mark {
            OptionMark::Open => "M-3.5-3.5a3.5 3.5 0 1 1 5 3.2Q0 .8 0 2.6M0 6v.1",
            OptionMark::Picked | OptionMark::Right => "M-5 0-1.5 4 5-4",
            OptionMark::Wrong => "M-4-4 4 4M4-4-4 4",
            OptionMark::LeftOut => return Html::default(),
        };
        let (size, shape, x, y) = frame_of(hit, n);
        let place = format!("{}scale({size:.2})", format.seat(*server, n).at.translate());
        html! {
            <g key={server.0} class={classes!("choice", mark.class())} transform={place}>
                <path class="choice-frame" d={shape}/>
                <g transform={format!("translate({x} {y})")}>
                    <circle r="15"/>
                    <path d={sign}/>
                </g>
            </g>
        }
    };
    // An arrow that points at whoever is meant, seen without its colour too: from above at a
    // machine, whose name is below, and from the side at a person.
    let light = |look_at: &LookAt| {
        let LookAt::Server(server) = look_at else { return Html::default() };
        let (size, _, _, top) = frame_of(hit, n);
        let place = format!("{}scale({size:.2})", format.seat(*server, n).at.translate());
        let turn = match hit {
            Hit::Person => "translate(-50 -10)rotate(-90)".to_owned(),
            Hit::Server => format!("translate(0 {})", top - 4),
        };
        html! {
            <g key={server.0} class="light" transform={place}>
                <path d="M-13-22H13V-8H24L0 14-24-8H-13z" transform={turn}/>
            </g>
        }
    };
    html! {
        <g aria-hidden="true">
            <g>{choices.0.servers.iter().map(frame).collect::<Html>()}</g>
            <g>{choices.0.lit.iter().map(light).collect::<Html>()}</g>
        </g>
    }
}

/// The size of a frame, its shape, and where its sign is.
fn frame_of(hit: Hit, n: usize) -> (f64, &'static str, i32, i32) {
    match hit {
        Hit::Person => (PERSON_SCALE * scale(n), "M-48-50H48V54H-48z", 48, -50),
        Hit::Server => (scale(n), "M-69-53H69V51H-69z", 69, -53),
    }
}
