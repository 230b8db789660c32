//! The one stateful component. It holds the page's state, passes messages in, and
//! hands the screen to components that draw it.

use std::rc::Rc;

use gloo_events::EventListener;
use yew::prelude::*;

use super::address::Address;
use super::announcer::Announcer;
use super::context::Dispatch;
use super::doors::{EmbeddedPage, FullPage};
use super::focus::FocusKeeper;
use super::{address, files, frames::Frames, keyboard, motion::Motion, page};
use crate::app::{App, Msg, PageQuery, Redraw};
use crate::lunch::Choice;
use crate::screen::Screen;
use crate::words::Locale;

/// The whole page.
pub struct Root {
    app: App,
    query: PageQuery,
    screen: Rc<Screen>,
    frames: Frames,
    on: Callback<Msg>,
    locale: Locale,
    is_still: bool,
    announcer: Announcer,
    /// True if what is drawn next is where a step has led.
    is_step: bool,
    address: Address,
    motion: Motion,
    focus: FocusKeeper,
    _listeners: Vec<EventListener>,
}

impl Component for Root {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let query = page::query();
        let mut app = App::new(&query);
        let locale = page::locale();
        let is_still = page::prefers_reduced_motion();
        if query.is_embed {
            page::mark_embedded();
        }
        let on = ctx.link().callback(|msg| msg);
        match address::text() {
            Some(text) => {
                on.emit(address::open(&text, locale.words().chrome().address.usual_run));
                if let Some(door) = query.door {
                    on.emit(Msg::GoTo(door));
                }
            }
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
            locale,
            is_still,
            announcer: Announcer::default(),
            is_step: false,
            address: Address::default(),
            motion: Motion::default(),
            focus: FocusKeeper::new(),
            _listeners: listeners(&on, query.is_embed),
            on,
            query,
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        let is_tick = matches!(msg, Msg::Tick(_));
        self.is_step |= matches!(msg, Msg::Step | Msg::Back);
        if let Msg::ReduceMotion(is_still) = msg {
            self.is_still = is_still;
        }
        let is_new_run = matches!(msg, Msg::NewSeed(_) | Msg::SetServers(_) | Msg::Start(..));
        let is_story = matches!(msg, Msg::NewSeed(_) | Msg::SetServers(_));
        let is_settled = matches!(msg, Msg::Settled);
        // Back leads to the run in hand as it is now.
        let leaves = is_story || matches!(msg, Msg::GoTo(_));
        if leaves && self.address.is_behind() {
            self.address.write(&self.app.link(), false);
        }
        let msg = match msg {
            Msg::CopyLink => Msg::Linked(files::copy(&self.app.link())),
            msg => msg,
        };
        if let Msg::GoTo(door) = msg
            && !self.query.is_embed
        {
            self.address.write_door(door);
        }
        if let Msg::Choose(Choice::MissRule(file)) = msg {
            files::open_published(file.into(), &self.on);
        }
        if msg == Msg::Save {
            files::save(&self.app.link(), self.app.source(), &self.on);
        }
        let is_opened = matches!(&msg, Msg::Open(..)) || self.app.is_opening();
        let draw = self.app.update(msg);
        self.address.door = self.app.door();
        if is_opened && !self.app.is_opening() && !self.query.is_embed {
            self.address.is_of(&self.app.link());
        }
        // An untouched story has its seed in the address; that is all there is to know.
        let is_changed = self.app.is_changed();
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
            self.motion.apply(&self.app, &self.screen.scene, self.is_still);
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
        self.motion.apply(&self.app, &self.screen.scene, self.is_still);
        self.focus.follow();
        self.announcer.follow(&self.screen, std::mem::take(&mut self.is_step));
        if self.query.is_embed {
            page::post_height();
        }
        self.go_on();
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let (screen, is_still) = (self.screen.clone(), self.is_still);
        html! {
            <ContextProvider<Locale> context={self.locale}>
                <ContextProvider<Dispatch> context={Dispatch::new(self.on.clone())}>
                    if self.query.is_embed {
                        <EmbeddedPage {screen} {is_still}/>
                    } else {
                        <FullPage {screen} {is_still}/>
                    }
                </ContextProvider<Dispatch>>
            </ContextProvider<Locale>>
        }
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
}

/// The listeners that live as long as the page.
fn listeners(on: &Callback<Msg>, is_embed: bool) -> Vec<EventListener> {
    let mut listeners = Vec::new();
    listeners.extend(keyboard::listen(&Dispatch::new(on.clone())));
    listeners.extend(address::listen(on));
    listeners.extend(page::listen_to_reduced_motion(on.clone()));
    if let Some(window) = web_sys::window().filter(|_| is_embed) {
        listeners.push(EventListener::new(&window, "resize", |_| page::post_height()));
    }
    listeners
}
