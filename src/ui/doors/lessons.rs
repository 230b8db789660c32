//! The lessons: the shelf, and a lesson with the pictures beside its card.

use std::rc::Rc;

use yew::prelude::*;

use super::panes::Panes;
use super::{LiveRegion, PageProps, page_head};
use crate::app::{Msg, Phase, Stride};
use crate::screen::{CardView, LessonScreen, Screen};
use crate::ui::components::{
    IconName, LessonCard, Logs, Notice, Shelf, Story, Transport, defs, icon,
};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::stage::Choices;

/// The shelf, or the lesson that the reader is in.
#[component]
pub fn LessonsPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let (class, inside) = match &screen.lesson {
        LessonScreen::Card(card) => (
            "lesson-page",
            html! { <LessonRoom screen={screen.clone()} card={card.clone()} is_still={*is_still}/> },
        ),
        LessonScreen::Shelf(shelf) => ("shelf-page", html! { <Shelf shelf={shelf.clone()}/> }),
        LessonScreen::Closed => ("shelf-page", Html::default()),
    };
    html! {
        <div class={classes!("app", class)}>
            {defs()}
            {page_head(screen, matches!(screen.lesson, LessonScreen::Card(_)))}
            <Notice text={screen.notice.clone()}/>
            <div class="lesson-place">{inside}</div>
            <LiveRegion/>
        </div>
    }
}

#[derive(Properties)]
struct LessonRoomProps {
    screen: Rc<Screen>,
    card: Rc<CardView>,
    is_still: bool,
}

impl PartialEq for LessonRoomProps {
    fn eq(&self, other: &LessonRoomProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen) && self.is_still == other.is_still
    }
}

/// The pictures with what is said and the way through it, and the card beside them.
#[component]
fn LessonRoom(props: &LessonRoomProps) -> Html {
    let LessonRoomProps { screen, card, is_still } = props;
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    // Where there is room for one picture only.
    let shows_cluster = use_state(|| false);
    let which = |is_cluster: bool, name: &'static str| {
        let shows = shows_cluster.clone();
        let onclick = Callback::from(move |_: MouseEvent| shows.set(is_cluster));
        let is_shown = *shows_cluster == is_cluster;
        html! {
            <button key={name} aria-pressed={if is_shown { "true" } else { "false" }} {onclick}>
                {name}
            </button>
        }
    };
    let choices = Choices(Rc::new(screen.lesson.marks()));
    html! {
        <div class={classes!("lesson-room", card.needs_logs.then_some("has-logs"))}>
            <div class={classes!("lesson-player", if *shows_cluster { "shows-cluster" } else { "shows-lunch" })}>
                <ContextProvider<Choices> context={choices.clone()}>
                    <Panes screen={screen.clone()} is_still={*is_still}/>
                </ContextProvider<Choices>>
                <div class="picture-switch" role="group" aria-label={words.lessons.pictures}>
                    {which(false, words.panes.lunch)}
                    {which(true, words.panes.cluster)}
                </div>
                <Story caption={screen.caption.clone()} violation={screen.violation.clone()}/>
                <div class="telling">
                    <button class="big" aria-label={words.timeline.back}
                        onclick={dispatch.on(Msg::Back)}>
                        {icon(IconName::Back)}<span>{words.timeline.back}</span>
                    </button>
                    <Transport is_playing={screen.is_playing} stride={None::<Stride>}
                        is_over={card.phase == Phase::Explained && !card.is_own_run}/>
                </div>
                if card.needs_logs {
                    <ContextProvider<Choices> context={choices}>
                        <Logs table={screen.table.clone()} marked={screen.marked}/>
                    </ContextProvider<Choices>>
                }
            </div>
            <LessonCard card={card.clone()}/>
        </div>
    }
}
