//! A frame in somebody's post.

use yew::prelude::*;

use super::panes::{Panes, weakened};
use super::{LiveRegion, PageProps};
use crate::app::{About, EmbedView, Pane, ScriptStage};
use crate::screen::{LessonScreen, Screen};
use crate::ui::components::{
    Diagram, EmbedControls, Invitation, LessonCard, Notice, PictureSwitch, SentAddress, Story, defs,
};
use crate::ui::context::use_words;
use crate::ui::stage::Choices;

/// The properties of [`EmbeddedPage`].
#[derive(Properties, PartialEq)]
pub struct EmbeddedPageProps {
    /// The page.
    pub page: PageProps,
    /// What the frame shows.
    pub view: EmbedView,
}

/// A frame in somebody's post: the pictures, what is said, and the way through it. What is
/// not the pictures has its height; they take what is left, so that Play is always in sight.
#[component]
pub fn EmbeddedPage(props: &EmbeddedPageProps) -> Html {
    let PageProps { screen, is_still } = &props.page;
    let words = use_words().chrome();
    let shows_cluster = use_state(|| false);
    let on_show = {
        let shows = shows_cluster.setter();
        Callback::from(move |is_cluster: bool| shows.set(is_cluster))
    };
    // Behind the last card of a lesson is the shelf, of which a frame shows nothing.
    let lesson = use_mut_ref(|| None::<String>);
    let card = match &screen.lesson {
        LessonScreen::Card(card) => {
            lesson.replace(Some(card.lesson.clone()));
            Some(card.clone())
        }
        _ => None,
    };
    let lesson = lesson.borrow().clone();
    let is_lesson_over = lesson.is_some() && matches!(screen.lesson, LessonScreen::Shelf(_));
    let shown = match *shows_cluster {
        true => "picks-cluster",
        false => "picks-lunch",
    };
    let class = classes!(
        "app",
        "embed-page",
        format!("view-{}", props.view.name()),
        shown,
        screen.story.invitation.is_some().then_some("is-over"),
        card.is_some().then_some("has-card"),
    );
    let pictures = match &screen.diagram {
        Some(diagram) => html! {
            <Diagram diagram={diagram.clone()} menu={screen.menu_in(Pane::Diagram)}/>
        },
        None => html! { <Panes screen={screen.clone()} is_still={*is_still}/> },
    };
    let choices = Choices(std::rc::Rc::new(screen.lesson.marks()));
    html! {
        <main {class}>
            {defs()}
            {title(screen, words.title)}
            <div class="embed-pictures">
                {weakened(screen)}
                <ContextProvider<Choices> context={choices}>{pictures}</ContextProvider<Choices>>
            </div>
            <div class="embed-said">
                <Story caption={screen.caption.clone()} violation={screen.violation.clone()}/>
                <Invitation story={screen.story.clone()}/>
                if screen.script == ScriptStage::Over {
                    <p class="embed-end">{words.about.is_over}</p>
                } else if is_lesson_over {
                    <p class="embed-end">{words.embed.lesson_over}</p>
                }
                <Notice text={screen.notice.clone()}/>
                <SentAddress sent={screen.sent.clone()} is_copied={screen.is_copied}/>
            </div>
            <EmbedControls screen={screen.clone()} {lesson}>
                if props.view == EmbedView::Both && screen.diagram.is_none() {
                    <PictureSwitch shows_cluster={*shows_cluster} {on_show}/>
                }
            </EmbedControls>
            if let Some(card) = card {
                <LessonCard {card}/>
            }
            <LiveRegion/>
        </main>
    }
}

/// The name of what is shown. A story has one that everybody sees around the frame.
fn title(screen: &Screen, page: &'static str) -> Html {
    let About { title, words, .. } = &*screen.about;
    let name = match &screen.lesson {
        LessonScreen::Card(card) => &card.lesson_title,
        _ => title,
    };
    match (name.is_empty(), words.is_empty()) {
        (true, true) => html! { <h1 class="vh">{page}</h1> },
        (true, false) => html! { <h1 class="embed-title">{words}</h1> },
        (false, true) => html! { <h1 class="embed-title">{name}</h1> },
        (false, false) => html! {
            <details class="embed-about">
                <summary><h1 class="embed-title">{name}</h1></summary>
                <p tabindex="0">{words}</p>
            </details>
        },
    }
}
