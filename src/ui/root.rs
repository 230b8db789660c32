//! The one stateful component. It holds the page's state, passes messages in, and
//! hands the screen to components that draw it.

use std::rc::Rc;

use gloo_events::EventListener;
use yew::prelude::*;

use super::address::Address;
use super::announcer::Announcer;
use super::components::NewerRelease;
use super::context::Dispatch;
use super::doors::{EmbeddedPage, FullPage, PageProps};
use super::focus::FocusKeeper;
use super::{
    address, excerpts, files, frames::Frames, host, keyboard, lessons, motion::Motion, page,
    practice,
};
use crate::app::{
    App, Code, DiagramMsg, Door, EmbedView, HostOrder, LessonMsg, Msg, PageQuery, PracticeMsg,
    Progress, Redraw, ScriptStage, Sent, SentKind, WhyMsg,
};
use crate::lunch::Choice;
use crate::practice::Record;
use crate::run::RunLink;
use crate::screen::{LessonScreen, Screen};
use crate::words::{LanguageTag, Locale};

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
    /// What is kept of the lessons for the next visit.
    kept: Progress,
    /// The same of practice.
    kept_record: Record,
    /// True once the lessons that there are were asked for.
    has_asked_for_shelf: bool,
    /// The page around this frame.
    host: host::Host,
    _listeners: Vec<EventListener>,
}

impl Component for Root {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let query = page::query();
        let locale = page::locale();
        let is_still = page::prefers_reduced_motion();
        if query.is_embed {
            page::mark_embedded();
        }
        page::set_theme(query.theme);
        let on = ctx.link().callback(|msg| msg);
        let (kept, kept_record) = (lessons::kept_progress(), practice::kept_record());
        let mut app = new_app(&query, &kept, &kept_record);
        if !begin(&app, &query, address::text(), &on) && !query.is_embed && !is_still {
            app.update(Msg::PlayPause);
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
            kept,
            kept_record,
            has_asked_for_shelf: false,
            host: host::Host::default(),
            _listeners: listeners(&on, query.is_embed),
            on,
            query,
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        let is_tick = matches!(msg, Msg::Tick(_));
        self.is_step |= matches!(msg, Msg::Step | Msg::Back | Msg::StepFar | Msg::BackFar);
        if let Msg::ReduceMotion(is_still) = msg {
            self.is_still = is_still;
        }
        let is_new_run = matches!(msg, Msg::Begin(_) | Msg::Start(..));
        let is_story = matches!(msg, Msg::Begin(_));
        let is_settled = matches!(msg, Msg::Settled);
        // Back leads to the run in hand as it is now.
        let leaves = is_story || matches!(msg, Msg::GoTo(_));
        if leaves && self.address.is_behind() {
            self.address.write(&self.app.link(), false);
        }
        let msg = match msg {
            Msg::Send(kind) => match self.send(kind) {
                Some(sent) => Msg::Linked(sent),
                None => return false,
            },
            Msg::Host(order) => {
                self.obey(*order);
                return true;
            }
            Msg::Speak(language) => {
                self.speak(language);
                return false;
            }
            // A frame has no room beside its pictures.
            Msg::HasRoomBeside(_) if self.query.is_embed => return false,
            msg => msg,
        };
        if let Msg::GoTo(door) = msg
            && door != Door::Lessons
            && !self.query.is_embed
        {
            self.address.write_door(door);
        }
        let leads_to_lesson = match &msg {
            Msg::GoTo(door) => *door == Door::Lessons,
            Msg::Lesson(LessonMsg::Take(name, card)) => {
                lessons::fetch_lesson(name.clone(), *card, &self.on);
                false
            }
            Msg::Lesson(LessonMsg::Visit(wanted)) => {
                let is_new = |(name, _): &&(String, usize)| !self.app.has_in_hand(name);
                if let Some((name, card)) = wanted.as_ref().filter(is_new) {
                    lessons::fetch_lesson(name.clone(), *card, &self.on);
                }
                false
            }
            Msg::Lesson(LessonMsg::WantGlossary) => {
                if self.app.lacks_glossary() {
                    lessons::fetch_glossary(&self.on);
                }
                false
            }
            Msg::Lesson(LessonMsg::Shelf(_) | LessonMsg::Remember(_) | LessonMsg::Glossary(_)) => {
                false
            }
            Msg::Lesson(_) => true,
            Msg::Practice(PracticeMsg::Remember(_) | PracticeMsg::Download(_)) => false,
            Msg::Practice(_) => true,
            _ => false,
        };
        if let Msg::Choose(Choice::MissRule(file)) = msg {
            files::open_published(file.into(), &self.on);
        }
        if let Msg::Practice(PracticeMsg::Download(file)) = msg
            && let Some(round) = self.app.practice_round()
        {
            practice::hand_out(round, file, &self.on);
        }
        if msg == Msg::Save {
            files::save(&self.app.link(), self.app.source(), &self.on);
        }
        if msg == Msg::Reload {
            // A lesson is in the address already; a frame's run has never been.
            let is_in_lesson = self.app.lesson_shown().is_some();
            if self.app.is_changed() && !is_in_lesson {
                self.address.write(&self.app.link(), false);
            }
            page::reload();
            return false;
        }
        if msg == Msg::Why(WhyMsg::ShowCode) && *self.app.code() == Code::Unasked {
            excerpts::fetch_excerpts(&self.on);
        }
        let is_team = matches!(msg, Msg::SetTeam(_) | Msg::AddressChanged);
        let is_view = matches!(msg, Msg::ShowLunch(_) | Msg::AddressChanged);
        let is_opened = matches!(&msg, Msg::Open(..)) || self.app.is_opening();
        let draw = self.app.update(msg);
        self.address.door = self.app.door();
        let is_in_lessons = self.app.door() == Door::Lessons && !self.query.is_embed;
        if is_team && !self.query.is_embed {
            address::write_team();
        }
        if is_view && !self.query.is_embed {
            address::write_view(self.app.shows_lunch());
            page::keep_view(self.app.shows_lunch());
        }
        if leads_to_lesson && is_in_lessons {
            match self.app.practice_shown() {
                Some(shown) => self.address.write_practice(&shown),
                None => self.address.write_lesson(self.app.lesson_shown()),
            }
        }
        self.follow_lessons();
        self.follow_practice();
        if is_opened && !self.app.is_opening() && !self.query.is_embed {
            self.address.is_of(&self.app.link());
        }
        // An untouched story has its seed in the address; that is all there is to know.
        let is_changed = self.app.is_changed();
        if is_changed && !is_in_lessons && !self.query.is_embed && !self.app.is_opening() {
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
            // A seed and a size say all of a story; any other run is told in full.
            match is_changed {
                true => self.address.write(&self.app.link(), true),
                false => self.address.write_story(self.screen.seed, self.screen.servers),
            }
        }
        if is_new_run {
            page::note_seed(self.screen.seed);
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.motion.apply(&self.app, &self.screen.scene, self.is_still);
        self.focus.follow();
        let unheard = self.app.take_unheard();
        let (is_step, words) = (std::mem::take(&mut self.is_step), self.screen.locale.words());
        self.announcer.follow(&self.screen, &unheard, is_step, words);
        if self.query.is_embed {
            self.host.follow(&self.screen, self.is_there());
        }
        self.go_on();
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let (screen, is_still) = (self.screen.clone(), self.is_still);
        html! {
            <ContextProvider<Locale> context={self.locale}>
                <ContextProvider<Dispatch> context={Dispatch::new(self.on.clone())}>
                    <NewerRelease/>
                    if self.query.is_embed {
                        <EmbeddedPage page={PageProps { screen, is_still }} view={self.query.view}/>
                    } else {
                        <FullPage {screen} {is_still}/>
                    }
                </ContextProvider<Dispatch>>
            </ContextProvider<Locale>>
        }
    }
}

impl Root {
    /// Fetches what the lessons need, and keeps what was done in them.
    fn follow_lessons(&mut self) {
        if self.app.wants_shelf() && !self.has_asked_for_shelf {
            self.has_asked_for_shelf = true;
            lessons::fetch_shelf(&self.on);
        }
        if *self.app.progress() != self.kept {
            self.kept = self.app.progress().clone();
            lessons::keep_progress(&self.kept);
        }
    }

    /// Fetches what practice needs, and keeps what the reader has shown in it.
    fn follow_practice(&mut self) {
        if let Some(complaints) = self.app.take_wanted_texts() {
            practice::fetch_texts(complaints, &self.on);
        }
        if let Some(wanted) = self.app.take_wanted_question(practice::today()) {
            practice::fetch_question(wanted, &self.on);
        }
        if *self.app.practice_record() != self.kept_record {
            self.kept_record = self.app.practice_record().clone();
            practice::keep_record(&self.kept_record);
        }
    }

    /// Makes what is to be sent, and puts it into the clipboard or opens it. `None`: it is open.
    fn send(&self, kind: SentKind) -> Option<Result<Sent, String>> {
        let text = match kind {
            SentKind::EmbedCode => address::embed_code(&self.app),
            SentKind::Link | SentKind::FullPage => address::of_screen(&self.app),
        };
        let text = match text {
            Ok(text) => text,
            Err(why_not) => return Some(Err(why_not)),
        };
        if kind != SentKind::FullPage {
            files::copy(&text, &self.on);
        } else if page::open_tab(&text) {
            return None;
        }
        // What could not be opened can be copied.
        let kind = if kind == SentKind::FullPage { SentKind::Link } else { kind };
        Some(Ok(Sent { kind, text }))
    }

    /// Loads the page in another language, with what is on the screen.
    fn speak(&self, language: LanguageTag) {
        if language == self.locale.tag() {
            return;
        }
        match address::in_language(&self.app, language) {
            Ok(address) => page::reload_in(language, &address),
            Err(why_not) => self.on.emit(Msg::Complain(why_not)),
        }
    }

    /// True once what the address asks for is shown, or it was said that it can't be.
    fn is_there(&self) -> bool {
        let Screen { lesson, script, notice, is_opening, .. } = &*self.screen;
        let is_card = matches!(lesson, LessonScreen::Card(_));
        let lacks_lesson = self.query.lesson.is_some() && !is_card;
        let lacks_scenario = self.query.scenario.is_some() && *script == ScriptStage::None;
        !is_opening && (notice.is_some() || !lacks_lesson && !lacks_scenario)
    }

    /// Does what the page around this frame asks for.
    fn obey(&mut self, order: HostOrder) {
        match order {
            HostOrder::Theme(theme) => page::set_theme(theme),
            HostOrder::Load(query, run) => self.load(*query, run),
            order => {
                for msg in self.app.ordered(&order) {
                    self.on.emit(msg);
                }
            }
        }
    }

    /// Opens what an address would open. A run that cannot be read changes nothing.
    fn load(&mut self, query: PageQuery, run: Option<String>) {
        if let Some(Err(why)) = run.as_ref().map(|run| RunLink::decode(run)) {
            self.on.emit(Msg::Complain(why.to_string()));
            return;
        }
        self.host.restart();
        self.app = new_app(&query, &self.kept, &self.kept_record);
        page::set_theme(query.theme);
        page::note_seed(query.seed);
        begin(&self.app, &query, run, &self.on);
        self.query = query;
        self.screen = Rc::new(self.app.screen());
    }

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

/// What an address opens, for a reader who has done this in lessons and in practice.
fn new_app(query: &PageQuery, kept: &Progress, kept_record: &Record) -> App {
    let mut app = App::in_language(query, page::locale());
    app.update(Msg::HasRoomBeside(has_room_beside(query)));
    app.update(Msg::Lesson(LessonMsg::Remember(kept.clone())));
    app.update(Msg::Practice(PracticeMsg::Remember(kept_record.clone())));
    app
}

/// Opens what the address asks for beside a story: a lesson, a run, a scenario. False if it
/// asks for none.
fn begin(app: &App, query: &PageQuery, run: Option<String>, on: &Callback<Msg>) -> bool {
    let is_in_lessons = app.door() == Door::Lessons
        && (!query.is_embed || query.lesson.is_some() || query.practice.is_some());
    let is_more = is_in_lessons || run.is_some() || query.scenario.is_some();
    if is_in_lessons {
        on.emit(address::visit(query));
    } else if let Some(text) = run {
        on.emit(address::open(&text, page::locale().words().chrome().address.usual_run));
        if let Some(door) = query.door {
            on.emit(Msg::GoTo(door));
        }
    } else if let Some(scenario) = &query.scenario {
        files::open_wanted(scenario, on);
    }
    if query.is_embed && query.view == EmbedView::SpaceTime {
        on.emit(Msg::Diagram(DiagramMsg::Show(true)));
    }
    is_more
}

/// True if there is room for a card beside the pictures, which a frame never has.
fn has_room_beside(query: &PageQuery) -> bool {
    !query.is_embed && page::has_room_beside()
}

/// The listeners that live as long as the page.
fn listeners(on: &Callback<Msg>, is_embed: bool) -> Vec<EventListener> {
    let mut listeners = Vec::new();
    listeners.extend(keyboard::listen(&Dispatch::new(on.clone())));
    listeners.extend(address::listen(on));
    listeners.extend(page::listen_to_reduced_motion(on.clone()));
    listeners.extend(page::listen_to_room_beside(on.clone()));
    if is_embed {
        listeners.extend(host::listen(on));
        listeners.extend(page::listen_to_size(on.clone()));
    }
    listeners
}
