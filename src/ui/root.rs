//! The one stateful component. It holds the page's state, passes messages in, and
//! hands the screen to components that draw it.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::address::Address;
use super::announcer::{Announcer, REGION};
use super::components::{
    about, controls, defs, diagram, embed_controls, feed, header, history, in_flight, inspector,
    keys, legend, list, logs, network_table, notice, story, tally_board, timeline, verdict,
};
use super::stage::{MenuFocus, StageProps, cluster_stage, lunch_stage};
use super::{address, files, frames::Frames, markup::markup, motion, page};
use crate::app::{App, Msg, PageQuery, Pane, Panel, Redraw, Story};
use crate::screen::Screen;

/// The whole page.
pub struct Root {
    app: App,
    query: PageQuery,
    screen: Rc<Screen>,
    frames: Frames,
    on: Callback<Msg>,
    is_still: bool,
    announcer: Announcer,
    address: Address,
    menu_focus: MenuFocus,
    /// Whether the list of scenarios is to be fetched, once it has a place.
    wants_list: bool,
    _listeners: Vec<EventListener>,
}

impl Component for Root {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let query = page::query();
        let mut app = App::new(&query);
        let is_still = page::prefers_reduced_motion();
        if query.is_embed {
            page::mark_embedded();
        }
        let on = ctx.link().callback(|msg| msg);
        match address::text() {
            Some(text) => on.emit(address::open(&text, "The usual run is shown instead.")),
            None if !query.is_embed && !is_still => {
                app.update(Msg::PlayPause);
            }
            None => {}
        }
        page::note_seed(query.seed);
        let tick = ctx.link().callback(Msg::Tick);
        Root {
            screen: Rc::new(app.screen()),
            app,
            frames: Frames::new(move |ms| tick.emit(ms)),
            is_still,
            announcer: Announcer::default(),
            address: Address::default(),
            menu_focus: MenuFocus::default(),
            wants_list: false,
            _listeners: listeners(&on, query.is_embed),
            on,
            query,
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        let is_tick = matches!(msg, Msg::Tick(_));
        let is_new_run = matches!(msg, Msg::NewSeed(_) | Msg::SetServers(_) | Msg::Start(..));
        let is_story = matches!(msg, Msg::NewSeed(_) | Msg::SetServers(_));
        let is_settled = matches!(msg, Msg::Settled);
        // Back leads to the run in hand as it is now.
        if is_story && self.address.is_behind() {
            self.address.write(&self.app.link(), false);
        }
        let msg = match msg {
            Msg::CopyLink => Msg::Linked(files::copy(&self.app.link())),
            msg => msg,
        };
        match msg {
            Msg::Save => files::save(&self.app.link(), self.app.source(), &self.on),
            Msg::Panel(Panel::Scenarios, true) => self.wants_list = true,
            _ => {}
        }
        let is_opened = matches!(&msg, Msg::Open(..)) || self.app.is_opening();
        let draw = self.app.update(msg);
        if is_opened && !self.app.is_opening() && !self.query.is_embed {
            self.address.is_of(&self.app.link());
        }
        // An untouched story has its seed in the address; that is all there is to know.
        let is_changed = *self.app.player().story_so_far() == Story::Over;
        if is_changed && !self.query.is_embed && !self.app.is_opening() {
            if is_settled {
                self.address.write(&self.app.link(), false);
            } else if is_tick {
                self.address.follow_slowly(&self.on);
            } else {
                self.address.follow(&self.on);
            }
        }
        if draw == Redraw::Motion {
            motion::apply(&self.app, &self.screen.scene, self.is_still);
            self.go_on();
            return false;
        }
        self.screen = Rc::new(self.app.screen());
        if is_story && !self.query.is_embed {
            self.address.write_story(self.screen.seed, self.screen.servers);
        }
        if is_new_run {
            page::note_seed(self.screen.seed);
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        motion::apply(&self.app, &self.screen.scene, self.is_still);
        if std::mem::take(&mut self.wants_list) {
            list();
        }
        self.menu_focus.follow(self.screen.menu.is_some());
        if let Some(caption) = &self.screen.caption {
            self.announcer.say(&caption.lunch);
        }
        if self.query.is_embed {
            page::post_height();
        }
        self.go_on();
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let (screen, on) = (&*self.screen, &self.on);
        if self.query.is_embed {
            return markup!(
                r#"<div class="app">
                    {}
                    {}
                    {}
                    {}
                    <p class="vh" role="status" aria-live="polite" id={}></p>
                </div>"#,
                defs(),
                about(screen, on),
                self.panes(),
                embed_controls(screen, on),
                REGION
            );
        }
        markup!(
            r#"<div class="app">
                {}
                {}
                {}
                {}
                {}
                {}
                {}
                {}
                {}
                {}
                <div class="below">
                    <section class="logs">
                        <h2>Logs <small>the notebooks, in full</small></h2>
                        {}
                    </section>
                    <div class="side">{}{}</div>
                    <div class="tools">{}{}{}{}</div>
                </div>
                <p class="vh" role="status" aria-live="polite" id={}></p>
            </div>"#,
            defs(),
            header(),
            controls(screen, on),
            notice(screen.notice.as_deref(), on),
            about(screen, on),
            story(screen),
            timeline(screen, on),
            self.panes(),
            diagram(screen, on),
            legend(),
            logs(screen),
            verdict(screen),
            feed(screen, on),
            in_flight(screen, on),
            network_table(screen, on),
            history(screen, on),
            keys(),
            REGION
        )
    }
}

impl Root {
    /// Asks for the next tick, if time passes.
    fn go_on(&mut self) {
        let player = self.app.player();
        if self.app.is_opening() {
            self.frames.go_on(false);
        } else if player.is_playing {
            self.frames.go_on(player.is_reading());
        } else {
            self.frames.stop();
        }
    }

    fn panes(&self) -> Html {
        let screen = &self.screen;
        let is_full = !self.query.is_embed;
        let warning = screen.weakened.as_ref();
        let inspected = screen.inspected.as_ref().map(|(_, seen)| seen);
        markup!(
            r#"<main class="panes">
                {}
                <section class="pane lunch">
                    <h2>Lunch <small>a team decides what to eat</small></h2>
                    {}
                    {}
                </section>
                <section class="pane cluster">
                    <h2>Cluster <small>the same run, as servers, at <b id="clock"></b></small></h2>
                    {}
                    {}
                </section>
            </main>"#,
            warning.map(|words| markup!(r#"<p class="weakened" role="status">{}</p>"#, words)),
            lunch_stage(&self.stage(Pane::Lunch)),
            is_full.then(|| tally_board(screen.scene.tally.as_ref())),
            cluster_stage(&self.stage(Pane::Cluster)),
            is_full.then(|| inspector(inspected))
        )
    }

    /// What the picture in `pane` is drawn from.
    fn stage(&self, pane: Pane) -> StageProps {
        let screen = &self.screen;
        StageProps {
            scene: screen.scene.clone(),
            marked: screen.marked,
            hot: screen.inspected.as_ref().map(|(flight, _)| *flight),
            menu: screen.menu.clone().filter(|(_, anchor)| anchor.pane == pane),
            still: self.is_still,
            causes: screen.causes.clone(),
            on: self.on.clone(),
        }
    }
}

/// What is listened to as long as the page lives.
fn listeners(on: &Callback<Msg>, is_embed: bool) -> Vec<EventListener> {
    let (Some(document), Some(window)) = (page::document(), web_sys::window()) else {
        return Vec::new();
    };
    let (keys, clicks) = (on.clone(), on.clone());
    let options = EventListenerOptions::enable_prevent_default();
    let mut listeners = vec![
        EventListener::new_with_options(&document, "keydown", options, move |event| {
            if let Some(msg) = event.dyn_ref::<KeyboardEvent>().and_then(key_message) {
                event.prevent_default();
                keys.emit(msg);
            }
        }),
        EventListener::new(&document, "pointerdown", move |event| {
            let is_in_menu = element_of(event)
                .is_some_and(|target| target.closest(".menu").is_ok_and(|menu| menu.is_some()));
            if !is_in_menu {
                clicks.emit(Msg::CloseMenu);
            }
        }),
    ];
    listeners.push(EventListener::new(&document, "click", |event| {
        if let Some(element) = element_of(event) {
            close_panel(Some(&element));
        }
    }));
    listeners.extend(address::listen(on));
    if is_embed {
        listeners.push(EventListener::new(&window, "resize", |_| page::post_height()));
    }
    listeners
}

fn element_of(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// What a key does, unless the thing that has focus uses it itself.
fn key_message(event: &KeyboardEvent) -> Option<Msg> {
    let target = element_of(event)?;
    let uses_keys = |selector: &str| target.closest(selector).is_ok_and(|found| found.is_some());
    let key = event.key();
    if key == "Escape" {
        close_panel(None);
    }
    if event.alt_key() || uses_keys("input, select, textarea, .menu") {
        return None;
    }
    if event.ctrl_key() || event.meta_key() {
        // With the command key, Shift leaves the letter small.
        return match key.as_str() {
            "z" | "Z" if !event.shift_key() => Some(Msg::Undo),
            "z" | "Z" | "y" => Some(Msg::Redo),
            _ => None,
        };
    }
    match key.as_str() {
        " " if !uses_keys("button, summary, a, [role=button]") => Some(Msg::PlayPause),
        "." => Some(Msg::Step),
        "," => Some(Msg::Back),
        "ArrowLeft" if !uses_keys("[role=button], [tabindex]") => Some(Msg::Back),
        "ArrowRight" if !uses_keys("[role=button], [tabindex]") => Some(Msg::Step),
        "u" => Some(Msg::Undo),
        "?" => {
            open_keys();
            None
        }
        _ => None,
    }
}

/// Closes the panel that is open over the page, unless this is in it; the focus goes back
/// to where it was opened from.
fn close_panel(unless_around: Option<&Element>) {
    const OPEN: &str = "details.more[open]";
    let is_inside = |inner: &Element| inner.closest(OPEN).is_ok_and(|found| found.is_some());
    let panel = page::document().and_then(|document| document.query_selector(OPEN).ok().flatten());
    let Some(panel) = panel.filter(|_| !unless_around.is_some_and(is_inside)) else { return };
    let _ = panel.remove_attribute("open");
    if unless_around.is_none() {
        focus(panel.first_element_child());
    }
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Opens the list of keys and shows it.
pub(super) fn open_keys() {
    if let Some(keys) = page::element("keys") {
        let _ = keys.set_attribute("open", "");
        keys.scroll_into_view();
        focus(keys.first_element_child());
    }
}
