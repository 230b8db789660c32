//! What is between two servers: the link, and the messages on their way.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::lunch_stage::opening;
use super::menu_popup::focus_sibling;
use crate::cluster::{FlightId, Node};
use crate::view::{
    Anchor, FlightView, HEIGHT, Kind, LinkCut, LinkView, Msg, Pane, Point, Target, WIDTH, along,
    scale, seat, token_at, wire_to_client,
};

/// Two strokes across a wire: nothing gets through.
const GAP: &str = "M-9-11l-4 22M13-11l-4 22";
/// A wall before an arrow: what the arrow sends does not arrive.
const WALL: &str = "M-16-8-2 0-16 8zM6-13v26";
/// How far from its middle a cut wire ends.
const HALF_GAP: f64 = 13.0;

fn line(p: Point, q: Point) -> String {
    format!("M{:.1} {:.1}L{:.1} {:.1}", p.x, p.y, q.x, q.y)
}

/// A transform to `at`, turned to look from `p` to `q`.
fn towards(at: Point, p: Point, q: Point) -> String {
    let angle = (q.y - p.y).atan2(q.x - p.x).to_degrees();
    format!("{} rotate({angle:.1})", at.translate())
}

/// Properties of [`LinkLine`].
#[derive(Properties, PartialEq)]
pub struct LinkLineProps {
    /// The link.
    pub link: LinkView,
    /// Its place in the list of links.
    pub position: usize,
    /// How many servers there are.
    pub n: usize,
    /// Whether the Tab key comes here: it does to one of all links, the arrow keys
    /// lead to the others.
    pub is_tab_stop: bool,
    /// Told the position when the link gets the focus.
    pub on_focus: Callback<usize>,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// The wire between two servers, with its cut.
#[component]
pub fn LinkLine(props: &LinkLineProps) -> Html {
    let LinkLineProps { link, position, n, .. } = *props;
    let (p, middle, q) = ends(link, n);
    let anchor = Anchor { pane: Pane::Cluster, at: middle };
    let (click, open) = opening(&props.on, Target::Link(link.a, link.b), anchor);
    let key = move |event: KeyboardEvent| {
        let here = event.target_dyn_into::<Element>();
        if here.is_some_and(|here| focus_sibling(&here, &event.key())) {
            event.prevent_default();
            event.stop_propagation();
        }
        open.emit(event);
    };
    let class = match link.cut {
        LinkCut::None => "link cut-none",
        LinkCut::Both => "link cut-both",
        LinkCut::AToB => "link cut-ab",
        LinkCut::BToA => "link cut-ba",
    };
    let tabindex = if props.is_tab_stop { "0" } else { "-1" };
    html! {
        <g {class} {tabindex} role="button" aria-haspopup="menu" aria-label={link.label()}
            onfocus={props.on_focus.reform(move |_| position)} onclick={click} onkeydown={key}>
            <path class="hit" d={line(p, q)} />
            <path class="wire" d={wire(link.cut, p, q)} />
            { gap(link.cut, p, middle, q) }
        </g>
    }
}

/// The two ends of a link, and its middle between them.
fn ends(link: LinkView, n: usize) -> (Point, Point, Point) {
    let (a, b) = (seat(link.a, n).at, seat(link.b, n).at);
    let at = |t| along(a, b, t, 56.0 * scale(n));
    (at(0.0), at(0.5), at(1.0))
}

fn wire(cut: LinkCut, p: Point, q: Point) -> String {
    if cut != LinkCut::Both {
        return line(p, q);
    }
    let gap = HALF_GAP / (q.x - p.x).hypot(q.y - p.y).max(1.0);
    let at = |t| along(p, q, t, 0.0);
    line(p, at(0.5 - gap)) + &line(at(0.5 + gap), q)
}

fn gap(cut: LinkCut, p: Point, middle: Point, q: Point) -> Html {
    let (class, path, transform) = match cut {
        LinkCut::None => return html! { <g></g> },
        LinkCut::Both => ("gap", GAP, towards(middle, p, q)),
        LinkCut::AToB => ("gap one", WALL, towards(middle, p, q)),
        LinkCut::BToA => ("gap one", WALL, towards(middle, q, p)),
    };
    html! { <path {class} d={path} {transform} /> }
}

/// Properties of [`DeafPair`].
#[derive(Properties, PartialEq)]
pub struct DeafPairProps {
    /// The link that is cut.
    pub link: LinkView,
    /// How many sit at the table.
    pub n: usize,
}

/// Two teammates who do not hear each other: a cut link, across the table.
#[component]
pub fn DeafPair(props: &DeafPairProps) -> Html {
    let (p, middle, q) = ends(props.link, props.n);
    html! {
        <g class="deaf">
            <path class="wire" d={wire(props.link.cut, p, q)} />
            { gap(props.link.cut, p, middle, q) }
        </g>
    }
}

/// Properties of [`Token`].
#[derive(Properties, PartialEq)]
pub struct TokenProps {
    /// In which picture.
    pub pane: Pane,
    /// The message.
    pub id: FlightId,
    /// Its name for the page.
    pub name: AttrValue,
    /// Its mark.
    pub mark: AttrValue,
    /// Whether it brings no news.
    pub is_quiet: bool,
    /// What is written on it or beside it; may be empty.
    pub tag: AttrValue,
    /// The class and the height of what is written.
    pub tag_place: (&'static str, &'static str),
    /// Whether it is being read.
    pub is_hot: bool,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// A message on its way. Where it is, only the page's clock knows: no transform is
/// set here.
#[component]
pub fn Token(props: &TokenProps) -> Html {
    let TokenProps { pane, id, .. } = *props;
    let quiet = props.is_quiet.then_some("quiet");
    let hot = props.is_hot.then_some("is-marked");
    let enter = props.on.reform(move |_: PointerEvent| Msg::Inspect(id));
    // It moves on: waiting for the whole click would often miss it.
    let on = props.on.clone();
    let press = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" && event.button() == 0 {
            event.stop_propagation();
            open(&event, id, pane, &on);
        }
    };
    let on = props.on.clone();
    let click = move |event: MouseEvent| open(&event, id, pane, &on);
    let keep_focus = |event: MouseEvent| event.prevent_default();
    let (class, y) = props.tag_place;
    html! {
        <g id={&props.name} class={classes!("msg", quiet, hot)} onpointerenter={enter}
            onpointerdown={press} onmousedown={keep_focus} onclick={click}>
            <circle class="hit" r="24" />
            <g class="q"><use href={&props.mark} /></g>
            if !props.tag.is_empty() {
                <text {class} {y}>{ &props.tag }</text>
            }
        </g>
    }
}

impl Token {
    /// `flight` as it is drawn in `pane`.
    pub(super) fn of(
        flight: &FlightView,
        pane: Pane,
        hot: Option<FlightId>,
        on: &Callback<Msg>,
    ) -> Html {
        let (name, mark) = match pane {
            Pane::Lunch => ("l-", "#l-"),
            Pane::Cluster => ("c-", "#"),
        };
        let tag_place = match (pane, flight.kind) {
            (Pane::Lunch, _) => ("tag", "32"),
            (Pane::Cluster, Kind::Append) => ("ct", "7"),
            (Pane::Cluster, _) => ("tag", "24"),
        };
        let tag = match pane {
            _ if flight.is_quiet => AttrValue::from(""),
            Pane::Lunch => flight.lunch_tag.clone().into(),
            Pane::Cluster => flight.tag.clone().into(),
        };
        html! {
            <Token key={flight.key.clone()} {pane} id={flight.id}
                name={[name, &flight.key].concat()} mark={[mark, flight.kind.mark()].concat()}
                is_quiet={flight.is_quiet} {tag} {tag_place} is_hot={hot == Some(flight.id)}
                on={on.clone()} />
        }
    }
}

/// Opens the menu of a message where it was hit.
fn open(event: &MouseEvent, id: FlightId, pane: Pane, on: &Callback<Msg>) {
    let token = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(stage) = token.and_then(|token| token.closest(".stage").ok().flatten()) else {
        return;
    };
    let stage = stage.get_bounding_client_rect();
    let at = Point {
        x: (f64::from(event.client_x()) - stage.left()) / stage.width().max(1.0) * WIDTH,
        y: (f64::from(event.client_y()) - stage.top()) / stage.height().max(1.0) * HEIGHT,
    };
    on.emit(Msg::OpenMenu(Target::Message(id), Anchor { pane, at }));
}

/// The way of `flight` as an arrow, where nothing may travel.
pub(super) fn arrow(flight: &FlightView, n: usize) -> Html {
    let at = |t| token_at(flight.from, flight.to, n, t);
    let (p, before, q) = (at(0.0), at(0.9), at(1.0));
    let way = match (flight.from, flight.to) {
        (Node::Server(server), Node::Client(_)) | (Node::Client(_), Node::Server(server)) => {
            wire_to_client(server, n)
        }
        _ => line(p, q),
    };
    html! {
        <g key={flight.key.clone()} class={classes!("flight", flight.kind.colour())}>
            <path d={way} />
            <path d="m-12-7 13 7-13 7" transform={towards(q, before, q)} />
        </g>
    }
}
