//! The lessons: the shelf, and a lesson with the pictures beside its card.

use std::rc::Rc;

use yew::prelude::*;

use super::panes::Panes;
use super::{CONTENT, LiveRegion, PageProps, page_head};
use crate::app::{Msg, Phase, Stride};
use crate::screen::{CardView, LessonScreen, PracticeCard as Question, PracticeScreen, Screen};
use crate::ui::components::{
    IconName, LessonCard, Logs, Notice, PracticeCard, PracticeEnd, PracticeKnown, PracticeSetting,
    Shelf, Story, Storyboard, Transport, defs, icon,
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
        LessonScreen::Practice(practice) => practice_page(practice, screen, *is_still),
        LessonScreen::Closed => ("shelf-page", Html::default()),
    };
    let can_be_shared = match &screen.lesson {
        LessonScreen::Card(_) => true,
        LessonScreen::Practice(practice) => {
            matches!(practice, PracticeScreen::Question(_) | PracticeScreen::End(_))
        }
        _ => false,
    };
    html! {
        <div class={classes!("app", class)}>
            {defs()}
            {page_head(screen, can_be_shared)}
            <Notice text={screen.notice.clone()}/>
            <main class="lesson-place" id={CONTENT} tabindex="-1">
                {inside}
                if let LessonScreen::Card(card) = &screen.lesson {
                    <Storyboard so_far={card.so_far.clone()}/>
                }
            </main>
            <LiveRegion/>
        </div>
    }
}

/// What is shown of practice, and the class of its page.
fn practice_page(
    practice: &PracticeScreen,
    screen: &Rc<Screen>,
    is_still: bool,
) -> (&'static str, Html) {
    match practice {
        PracticeScreen::Question(card) => (
            "lesson-page",
            html! { <PracticeRoom screen={screen.clone()} card={card.clone()} {is_still}/> },
        ),
        PracticeScreen::Waiting => ("shelf-page", html! { <OneMoment/> }),
        PracticeScreen::End(end) => ("shelf-page", html! { <PracticeEnd end={end.clone()}/> }),
        PracticeScreen::Known(known) => {
            ("shelf-page", html! { <PracticeKnown known={known.clone()}/> })
        }
    }
}

#[component]
fn OneMoment() -> Html {
    let words = use_words().chrome();
    html! { <div class="shelf"><p role="status">{words.one_moment}</p></div> }
}

#[derive(Properties)]
struct PracticeRoomProps {
    screen: Rc<Screen>,
    card: Rc<Question>,
    is_still: bool,
}

impl PartialEq for PracticeRoomProps {
    fn eq(&self, other: &PracticeRoomProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen) && self.is_still == other.is_still
    }
}

/// What is known, and the card with the question beside it. Once the question is answered its run
/// can be watched.
#[component]
fn PracticeRoom(props: &PracticeRoomProps) -> Html {
    let PracticeRoomProps { screen, card, is_still } = props;
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let is_told = card.told.is_some();
    // A question of words only has nothing beside it.
    let is_alone = !card.shows_run && card.setting.is_none();
    let is_watched = card.told.as_ref().is_some_and(|told| told.is_watched);
    let choices = Choices(Rc::new(screen.lesson.marks()));
    html! {
        <div class={classes!("lesson-room", "practice-room", is_told.then_some("is-told"), is_alone.then_some("is-alone"))}>
            <div class="lesson-player">
                if card.shows_run {
                    <ContextProvider<Choices> context={choices.clone()}>
                        <Panes screen={screen.clone()} is_still={*is_still}/>
                    </ContextProvider<Choices>>
                }
                if is_watched {
                    <Story caption={screen.caption.clone()} violation={screen.violation.clone()}/>
                    <div class="telling">
                        <button class="big" onclick={dispatch.on(Msg::Back)}>
                            {icon(IconName::Back)}<span>{words.timeline.back}</span>
                        </button>
                        <Transport is_playing={screen.is_playing} stride={None::<Stride>}/>
                    </div>
                    <ContextProvider<Choices> context={choices}>
                        <Logs key={screen.names.clone()} table={screen.table.clone()}
                    marked={screen.marked}/>
                    </ContextProvider<Choices>>
                } else if let Some(setting) = &card.setting {
                    <PracticeSetting key={card.number} setting={setting.clone()}/>
                }
            </div>
            <PracticeCard card={card.clone()}/>
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
            <div class={classes!("lesson-player", if *shows_cluster || !screen.shows_lunch { "shows-cluster" } else { "shows-lunch" })}>
                <ContextProvider<Choices> context={choices.clone()}>
                    <Panes screen={screen.clone()} is_still={*is_still}/>
                </ContextProvider<Choices>>
                if screen.shows_lunch {
                    <div class="picture-switch" role="group" aria-label={words.lessons.pictures}>
                        {which(false, words.panes.lunch)}
                        {which(true, words.panes.cluster)}
                    </div>
                }
                <Story caption={screen.caption.clone()} violation={screen.violation.clone()}/>
                <div class="telling">
                    <button class="big" aria-label={words.timeline.back}
                        onclick={dispatch.on(Msg::Back)}>
                        {icon(IconName::Back)}<span>{words.timeline.back}</span>
                    </button>
                    <Transport is_playing={screen.is_playing} stride={None::<Stride>}
                        is_over={card.phase == Phase::Explained && !card.is_own_run}/>
                </div>
            </div>
            <LessonCard card={card.clone()}/>
            // Where all of it stands in one column, the question comes before the logs.
            if card.needs_logs {
                <ContextProvider<Choices> context={choices}>
                    <Logs key={screen.names.clone()} table={screen.table.clone()}
                        marked={screen.marked}/>
                </ContextProvider<Choices>>
            }
        </div>
    }
}
