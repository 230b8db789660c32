//! The first moment of a run for a post: a drawing so small that it can be fetched before
//! anybody has pressed Play. `static/embed.js` shows it, on grounds of its own.

use std::f64::consts::TAU;
use std::rc::Rc;

use yew::LocalServerRenderer;
use yew::prelude::*;

use crate::cluster::Health;
use crate::raft::{Index, RoleName};
use crate::screen::{Scene, ServerView};

/// The clothes of the teammates and the heads of their servers, in order; then again.
const COLORS: [&str; 5] = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2"];

/// The last entries of a log that are shown.
const MOST_CELLS: usize = 3;

const STYLE: &str = "text{font:700 13px sans-serif;text-anchor:middle;stroke:none}\
    .w{font:12px serif;text-anchor:start}.pencil{fill:#666;font-style:italic}\
    .cell{fill:#fff;stroke:#2c6e49;stroke-dasharray:3 2}.final{fill:#d9efe0;stroke-dasharray:none}\
    .down{stroke-dasharray:4 3}.gone{fill:#bcc8d0}.cross{stroke:#b3261e;stroke-width:2.5}";

/// Both pictures of this scene as an SVG of 720 by 300, whose views `lunch` and `cluster` are
/// its halves.
pub async fn poster(scene: Rc<Scene>) -> String {
    let drawing = LocalServerRenderer::<Poster>::with_props(PosterProps { scene });
    drawing.hydratable(false).render().await
}

/// The properties of [`Poster`].
#[derive(Properties, PartialEq)]
struct PosterProps {
    /// What is drawn.
    scene: Rc<Scene>,
}

#[component]
fn Poster(props: &PosterProps) -> Html {
    let scene = &props.scene;
    let scale = if scene.n > 6 { 0.75 } else { 1.0 };
    // Where the server with this number in the order is, from the middle of its half.
    let place = |at: usize| {
        let (sin, cos) = (at as f64 / scene.n as f64 * TAU).sin_cos();
        (130.0 * sin, -95.0 * cos)
    };
    let moved = |x: f64, y: f64| format!("translate({x:.0} {y:.0})scale({scale})");
    let wires: String = (0..scene.n)
        .flat_map(|a| (0..a).map(move |b| (place(a), place(b))))
        .map(|((ax, ay), (bx, by))| format!("M{ax:.0} {ay:.0}L{bx:.0} {by:.0}"))
        .collect();
    let people = scene.servers.iter().enumerate().map(|(at, view)| {
        let ((x, y), color) = (place(at), COLORS[at % COLORS.len()]);
        html! {
            <>
                <g transform={moved(x, y)}>{teammate(view, color)}</g>
                <g transform={moved(0.55 * x, 0.55 * y)}>{notebook(view, color)}</g>
            </>
        }
    });
    let servers = scene.servers.iter().enumerate().map(|(at, view)| {
        let ((x, y), color) = (place(at), COLORS[at % COLORS.len()]);
        html! { <g transform={moved(x, y)}>{server(view, color)}</g> }
    });
    html! {
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300">
            <view id="lunch" viewBox="0 0 360 300"/>
            <view id="cluster" viewBox="360 0 360 300"/>
            <style>{STYLE}</style>
            <g transform="translate(180 150)" stroke="#1f1712" stroke-width="1.5">
                <ellipse cy="12" rx="122" ry="78" fill="#d9a86c"/>
                {people.collect::<Html>()}
            </g>
            <g transform="translate(540 150)" stroke="#8b9ca8" stroke-width="1.5">
                <path d={wires}/>
                {servers.collect::<Html>()}
            </g>
        </svg>
    }
}

/// A teammate; an empty chair for one who is away. Who leads holds the sheet.
fn teammate(view: &ServerView, color: &'static str) -> Html {
    html! {
        <>
            if view.health == Health::Crashed {
                <path fill="#b58a5b" d="M-16 30V-8h32v38z"/>
            } else {
                <path fill={color} d="M-20 30c0-26 7-30 20-30s20 4 20 30z"/>
                <circle cy="-12" r="13" fill="#e3b184"/>
                <circle cy="17" r="9" fill="#fff"/>
            }
            <text y="22">{&*view.letter}</text>
            if view.role == RoleName::Leader {
                <path fill="#fff" d="M20 4h14v20h-14zM24 2h6v4h-6z"/>
            }
        </>
    }
}

/// The last two lines: what is not final is in pencil.
fn notebook(view: &ServerView, color: &'static str) -> Html {
    let first = view.lines.len().saturating_sub(2);
    let line = |((index, text, is_final), y): (&(Index, String, bool), &'static str)| {
        html! {
            <text class={classes!("w", (!is_final).then_some("pencil"))} x="-24" {y}>
                {format!("{index} {text}")}
            </text>
        }
    };
    html! {
        <>
            <path fill="#fffdf6" stroke={color} d="M-28-18h56v36h-56z"/>
            {view.lines[first..].iter().zip(["-3", "12"]).map(line).collect::<Html>()}
        </>
    }
}

/// A server, and the last entries of its log: those known to be committed are green.
fn server(view: &ServerView, color: &'static str) -> Html {
    let is_down = view.health == Health::Crashed;
    let first = view.cells.len().saturating_sub(MOST_CELLS);
    let cell = |((index, is_committed), at): (&(Index, bool), i32)| {
        html! {
            <>
                <path class={classes!("cell", is_committed.then_some("final"))}
                    d={format!("M{at}-1h16v17h-16z")}/>
                <text x={(at + 8).to_string()} y="12">{index}</text>
            </>
        }
    };
    html! {
        <>
            <rect class={classes!(is_down.then_some("down"))} x="-31" y="-22" width="62" height="42"
                rx="5" fill="#fff"/>
            <path class={classes!(is_down.then_some("gone"))} fill={color} stroke="none"
                d="M-30-18q0-3 3-3h54q3 0 3 3v13h-60z"/>
            <text x="-19" y="-9">{&*view.letter}</text>
            if is_down { <path class="cross" d="M16-17l8 8m0-8l-8 8"/> }
            if view.role == RoleName::Leader { <path fill="#fff" stroke="#1f1712" d="M17-21h10v14h-10z"/> }
            {view.cells[first..].iter().zip([-26, -8, 10]).map(cell).collect::<Html>()}
        </>
    }
}
