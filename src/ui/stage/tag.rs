//! "Why not yet?", at the thing that waits: a tag, and the answer that it opens. The browser
//! closes an answer on Escape, on a click elsewhere, and when another one opens.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::{Msg, Pane, WhyMsg};
use crate::cluster::Node;
use crate::raft::Index;
use crate::screen::{Format, RollCall, RollMark, Scene, TagPlace, WaitingTag, tag_place};
use crate::ui::components::{IconName, badge, code_lines, icon, what_helps};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::style::{set_properties, use_style};

/// How long a tag says that it is done, in milliseconds.
const DONE_MS: u32 = 1_500;

/// The properties of [`WaitingTags`].
#[derive(Properties, PartialEq)]
pub struct WaitingTagsProps {
    /// The picture's values.
    pub scene: Rc<Scene>,
    /// What waits.
    pub tags: Rc<Vec<Rc<WaitingTag>>>,
    /// The picture.
    pub pane: Pane,
}

/// The tags of a picture. One whose entry has become final says so for a moment.
#[component]
pub fn WaitingTags(props: &WaitingTagsProps) -> Html {
    let words = &use_words().chrome().waiting;
    let WaitingTagsProps { scene, tags, pane } = props;
    let done = use_done(scene, tags);
    html! {
        <div>
            for tag in tags.iter() {
                <OneTag key={tag.at.to_string()} tag={tag.clone()} pane={*pane} format={scene.format}
                    n={scene.n}/>
            }
            for at in done.iter().filter(|at| tags.iter().all(|tag| tag.at != **at)) {
                <DoneTag key={format!("{at} done")} format={scene.format}
                    place={tag_place(scene.format, *pane, *at, scene.n)}
                    word={words.done}/>
            }
        </div>
    }
}

/// Those whose entry became final a moment ago.
#[hook]
fn use_done(scene: &Rc<Scene>, tags: &Rc<Vec<Rc<WaitingTag>>>) -> UseStateHandle<Vec<Node>> {
    let done = use_state(Vec::new);
    let before = use_mut_ref(Vec::<(Node, Index)>::new);
    let timer = use_mut_ref(|| None::<Timeout>);
    let (handle, scene) = (done.clone(), scene.clone());
    use_effect_with(tags.clone(), move |tags| {
        let waiting: Vec<_> = tags.iter().filter_map(|tag| Some((tag.at, tag.index?))).collect();
        let was_waiting = before.replace(waiting.clone());
        let is_done = |one: &(Node, Index)| !waiting.contains(one) && is_final(&scene, *one);
        let now: Vec<_> = was_waiting.into_iter().filter(is_done).map(|(at, _)| at).collect();
        if !now.is_empty() {
            handle.set(now);
            timer.replace(Some(Timeout::new(DONE_MS, move || handle.set(Vec::new()))));
        }
    });
    done
}

fn is_final(scene: &Scene, (at, index): (Node, Index)) -> bool {
    let server = scene.servers.iter().find(|server| Node::Server(server.id) == at);
    server.is_some_and(|server| server.cells.contains(&(index, true)))
}

#[derive(Properties, PartialEq)]
struct OneTagProps {
    tag: Rc<WaitingTag>,
    pane: Pane,
    format: Format,
    n: usize,
}

/// A tag with its answer.
#[component]
fn OneTag(props: &OneTagProps) -> Html {
    let (dispatch, language) = (use_dispatch(), use_words());
    let words = language.chrome();
    let OneTagProps { tag, pane, format, n } = props;
    let place = tag_place(*format, *pane, tag.at, *n);
    let button = use_place(place, *format);
    let answer = use_node_ref();
    let id = format!("why-{}-{}", if *pane == Pane::Lunch { "l" } else { "c" }, tag.at);
    let onclick = {
        let (button, answer) = (button.clone(), answer.clone());
        let (dispatch, waiting) = (dispatch.clone(), tag.waiting.clone());
        Callback::from(move |_: MouseEvent| {
            let both = button.cast::<HtmlElement>().zip(answer.cast::<HtmlElement>());
            if let Some((button, answer)) = both {
                move_beside(&answer, &button);
            }
            dispatch.emit(Msg::Why(WhyMsg::NotYet(waiting.clone())));
        })
    };
    let (count, of_what) = (&tag.words.count, tag.words.of_what);
    let label = format!("{} {count}{of_what}", words.waiting.why);
    html! {
        <div class="waiting">
            <button ref={button} type="button" class={tag_class(place)} popovertarget={id.clone()}
                aria-label={label} {onclick}>
                {count}<span class="tag-more">{of_what}</span>
            </button>
            <div ref={answer} id={id.clone()} class="answer" popover="auto" role="dialog"
                aria-label={words.waiting.why}>
                <h3>
                    {words.waiting.why}
                    <button type="button" class="close" popovertarget={id.clone()}
                        popovertargetaction="hide" aria-label={words.waiting.close}>
                        {icon(IconName::Cross)}
                    </button>
                </h3>
                <p>{&tag.lunch}</p>
                if let Some(roll) = &tag.roll {
                    <Roll roll={roll.clone()}/>
                }
                <p class="in-raft">{&tag.raft}</p>
                if let Some(help) = &tag.help {
                    {what_helps(help, &dispatch, language)}
                }
                {code_lines(&tag.code, &dispatch, language)}
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct DoneTagProps {
    place: TagPlace,
    format: Format,
    word: &'static str,
}

/// A tag whose entry is final: nothing more to ask.
#[component]
fn DoneTag(props: &DoneTagProps) -> Html {
    let place = use_place(props.place, props.format);
    html! {
        <span ref={place} class={classes!(tag_class(props.place), "is-final")}>{props.word}</span>
    }
}

fn tag_class(place: TagPlace) -> Classes {
    classes!("wait-tag", place.is_left.then_some("is-left"))
}

/// A reference to an element that is put here in its picture.
#[hook]
fn use_place(place: TagPlace, format: Format) -> NodeRef {
    use_style([
        ("--x", place.at.x / format.width() * 100.0),
        ("--y", place.at.y / format.height() * 100.0),
    ])
}

#[derive(Properties, PartialEq)]
struct RollProps {
    roll: RollCall,
}

/// Everyone who counts, in order of arrival, and a line where it is enough.
#[component]
fn Roll(props: &RollProps) -> Html {
    let words = &use_words().chrome().waiting;
    let RollCall { is_vote, marks, enough } = &props.roll;
    let arrived = if *is_vote { words.voted } else { words.copied };
    let one = |(place, (server, mark)): (usize, &(_, RollMark))| {
        let (class, sign, said) = match mark {
            RollMark::Arrived => ("is-in", "✓", arrived),
            RollMark::Coming => ("is-coming", "…", words.coming),
            RollMark::Missing => ("is-missing", "–", words.missing),
        };
        let is_enough = *enough == Some(place + 1) && place + 1 < marks.len();
        html! {
            <li key={place} class={classes!(class, is_enough.then_some("is-enough"))}>
                {badge(Some(*server))}
                <span role="img" aria-label={said}>{sign}</span>
            </li>
        }
    };
    html! {
        <ul class="roll-call" aria-label={if *is_vote { words.who_voted } else { words.who_copied }}>
            {marks.iter().enumerate().map(one).collect::<Html>()}
        </ul>
    }
}

/// Puts an answer above its tag, or below where there is no room. Where the window is not wide
/// the style sheet has another place for it.
fn move_beside(answer: &HtmlElement, tag: &HtmlElement) {
    let Some(window) = web_sys::window() else { return };
    let scrolled = (window.scroll_x().unwrap_or(0.0), window.scroll_y().unwrap_or(0.0));
    let panes = tag.closest(".panes").ok().flatten();
    let under = panes.map_or(0.0, |panes| panes.get_bounding_client_rect().bottom());
    let tag = tag.get_bounding_client_rect();
    let is_above = tag.top() > ANSWER_HIGH;
    let top = if is_above { tag.top() - 12.0 } else { tag.bottom() + 12.0 };
    set_properties(
        answer,
        &[
            ("--left", scrolled.0 + tag.left()),
            ("--top", scrolled.1 + top),
            ("--under", scrolled.1 + under),
            ("--lift", if is_above { -100.0 } else { 0.0 }),
        ],
    );
}

/// An answer is seldom higher, in pixels, with what would help.
const ANSWER_HIGH: f64 = 400.0;
