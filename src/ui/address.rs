//! The address of the page follows the run, and the run follows the address.
//!
//! The run is in the fragment, which no server ever sees. Back and Forward step between
//! runs: where the playhead goes within one replaces the entry of the browser's history.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::decode_uri_component;
use wasm_bindgen::JsValue;
use web_sys::{Url, UrlSearchParams, Window};
use yew::Callback;

use super::page;
use crate::app::{
    App, Door, EmbedView, LessonMsg, Msg, PageQuery, PracticeMsg, Script, Shown, WantedPractice,
};
use crate::lunch::Team;
use crate::run::RunLink;
use crate::words::LanguageTag;

/// How long nothing has to happen before the address follows, in milliseconds: browsers
/// allow only so many changes.
const QUIET_MS: u32 = 400;

/// How often the address follows a run that plays, in milliseconds.
const PLAYING_MS: u32 = 2_000;

/// What stands before a run in the fragment.
const PREFIX: &str = "#run=";

/// The run in the address, as text, and without what mail has added to it. Whatever else is in
/// the fragment is no run, and the decoder says so.
pub fn text() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let text = hash.strip_prefix(PREFIX).unwrap_or(&hash);
    // A browser writes a space as %20; what is no such text is taken as it stands.
    let plain = decode_uri_component(text).ok().and_then(|text| text.as_string());
    let text = plain.as_deref().map_or_else(|| text.into(), RunLink::letters);
    (!text.is_empty()).then_some(text)
}

/// Opens the run with this text, or says why it cannot be opened, and what is shown.
pub fn open(text: &str, shown: &str) -> Msg {
    match RunLink::decode(text) {
        Ok(link) => Msg::Open(Box::new(link), Script::default()),
        Err(why) => {
            let why = page::locale().words().told_of_file(&why.to_string());
            Msg::Complain(format!("{why} {shown}"))
        }
    }
}

/// The address with this run.
fn with(link: &RunLink) -> Result<Url, String> {
    let words = page::locale().words();
    let text = link
        .encode()
        .map_err(|error| words.too_long_a_link(&words.told_of_file(&error.to_string())))?;
    let url = here().ok_or(words.chrome().address.none)?;
    url.set_hash(&[&PREFIX[1..], &text].concat());
    Ok(url)
}

/// The address of what is on the screen, in another language. Lessons and practice have
/// theirs, and so has a story that has not begun; any other run is told in full.
pub fn in_language(app: &App, language: LanguageTag) -> Result<String, String> {
    let link = app.link();
    let url = match app.door() == Door::Lessons || link.events == 0 {
        true => here().ok_or(page::locale().words().chrome().address.none)?,
        false => with(&link)?,
    };
    let params = url.search_params();
    params.set("door", app.door().name());
    params.set("lang", language.name());
    Ok(url.href())
}

/// The address of what is on the screen, for others to open: the lesson and its card, or the
/// run at its moment.
pub fn of_screen(app: &App) -> Result<String, String> {
    let words = page::locale().words();
    let url = here().ok_or(words.chrome().address.none)?;
    // Whatever else stands there, such as what other sites count their visitors by, stays here.
    let language = page::query().language.or_else(page::chosen_language);
    url.set_search("");
    url.set_hash("");
    let params = url.search_params();
    if let Some(language) = language {
        params.set("lang", language.name());
    }
    params.set("door", app.door().name());
    set_team(&params);
    set_view(&params, app.shows_lunch());
    match app.shown() {
        Shown::Lesson(name, place) => set_lesson(&params, &name, place),
        Shown::OwnLesson => return Err(words.chrome().share.no_link.into()),
        Shown::Practice(query) => set_practice(&params, &query),
        Shown::Shelf => {}
        Shown::Run => {
            let text = app.link().encode();
            let text = text
                .map_err(|error| words.too_long_a_link(&words.told_of_file(&error.to_string())))?;
            url.set_hash(&[&PREFIX[1..], &text].concat());
        }
    }
    Ok(url.href())
}

/// The lines by which another page shows what is on the screen.
pub fn embed_code(app: &App) -> Result<String, String> {
    let link = of_screen(app)?;
    if let Shown::Practice(_) = app.shown() {
        // A frame of ours has no room for it: it is the page itself.
        let title = page::locale().words().chrome().title;
        let size = "width=\"100%\" height=\"800\" loading=\"lazy\"";
        let src = quoted(&link);
        return Ok(format!("<iframe src=\"{src}\" title=\"{title}\" {size}></iframe>"));
    }
    let none = || page::locale().words().chrome().address.none;
    let url = Url::new(&link).map_err(|_| none())?;
    let script = Url::new_with_base("embed.js", &link).map_err(|_| none())?;
    let params = url.search_params();
    let mut fields: Vec<_> = ["door", "lesson", "card", "lang", "team", "view"]
        .into_iter()
        .filter_map(|name| Some((name, params.get(name)?)))
        .collect();
    if let Some(run) = url.hash().strip_prefix(PREFIX) {
        fields.push(("run", run.into()));
    }
    let fields: String =
        fields.iter().map(|(name, value)| format!(" {name}=\"{}\"", quoted(value))).collect();
    Ok(format!(
        "<script async src=\"{}\"></script>\n<raft-lunch{fields}><a href=\"{}\">{}</a></raft-lunch>",
        quoted(&script.href()),
        quoted(&link),
        page::locale().words().chrome().title,
    ))
}

/// A text that stands in quotes in HTML.
fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// True if only the reader's own computer has this page.
pub fn is_local() -> bool {
    let host = here().map(|url| (url.protocol(), url.hostname()));
    host.is_none_or(|(protocol, host)| {
        protocol == "file:"
            || host == "[::1]"
            || host == "localhost"
            || host.ends_with(".localhost")
            || host.starts_with("127.")
    })
}

fn here() -> Option<Url> {
    Url::new(&web_sys::window()?.location().href().ok()?).ok()
}

/// Waits until nothing has happened for a while.
#[derive(Default)]
pub struct Address {
    pause: Option<Timeout>,
    /// The door that the reader has come through.
    pub door: Door,
}

impl Address {
    /// Something happened: once it is quiet, `on` is told.
    pub fn follow(&mut self, on: &Callback<Msg>) {
        let on = on.clone();
        self.pause = Some(Timeout::new(QUIET_MS, move || on.emit(Msg::Settled)));
    }

    /// Whether something happened that the address does not tell yet.
    pub fn is_behind(&self) -> bool {
        self.pause.is_some()
    }

    /// The run plays: `on` is told now and then.
    pub fn follow_slowly(&mut self, on: &Callback<Msg>) {
        if self.pause.is_none() {
            let on = on.clone();
            self.pause = Some(Timeout::new(PLAYING_MS, move || on.emit(Msg::Settled)));
        }
    }

    /// A run was opened: the address holds it. Going back and forth has written it already.
    pub fn is_of(&mut self, link: &RunLink) {
        if text() != link.encode().ok() {
            self.write(link, true);
        }
        page::note_seed(link.run.scenario.seed);
    }

    /// Writes the run into the address. Where the browser does not allow that, or the run
    /// is too long, it stays as it is.
    pub fn write(&mut self, link: &RunLink, is_new: bool) {
        self.pause = None;
        let Ok(url) = with(link) else { return };
        // Without a door in the address a run would open in the sandbox.
        url.search_params().set("door", self.door.name());
        put(&url.href(), is_new);
    }

    /// Writes the door into the address, as another entry of the browser's history: Back
    /// leads through the doors.
    pub fn write_door(&mut self, door: Door) {
        self.door = door;
        let Some(url) = here() else { return };
        if page::query().door != Some(door) {
            forget_lesson(&url);
            url.search_params().set("door", door.name());
            put(&url.href(), true);
        }
    }

    /// Writes the lesson that is on the screen and the place of its card into the address, or
    /// that the shelf is. Back leads from lesson to shelf, not from card to card.
    pub fn write_lesson(&mut self, lesson: Option<(&str, usize)>) {
        self.door = Door::Lessons;
        self.pause = None;
        let query = page::query();
        // One of the reader's own has no name: the address can't lead to it.
        let lesson = lesson.filter(|(name, _)| !name.is_empty());
        let (name, card) = lesson.unzip();
        let is_elsewhere = query.door != Some(Door::Lessons) || query.practice.is_some();
        let is_new = is_elsewhere || query.lesson.as_deref() != name;
        let Some(url) = here().filter(|_| is_new || query.card != card) else { return };
        forget_lesson(&url);
        // The run is the lesson's.
        url.set_hash("");
        let params = url.search_params();
        params.set("door", Door::Lessons.name());
        if let Some((name, card)) = lesson {
            set_lesson(&params, name, card);
        }
        put(&url.href(), is_new);
    }

    /// Writes what is on the screen of practice into the address, such as
    /// `practice=votes&seed=7&n=10`. Back leads to the shelf.
    pub fn write_practice(&mut self, shown: &str) {
        self.door = Door::Lessons;
        self.pause = None;
        let Some(url) = here() else { return };
        let is_known = |query: &PageQuery| query.practice == Some(WantedPractice::Known);
        let query = page::query();
        let is_new =
            query.practice.is_none() || is_known(&query) != shown.ends_with(WantedPractice::KNOWN);
        forget_lesson(&url);
        url.set_hash("");
        let params = url.search_params();
        params.set("door", Door::Lessons.name());
        set_practice(&params, shown);
        if here().is_some_and(|now| now.href() != url.href()) {
            put(&url.href(), is_new);
        }
    }

    /// Writes a story into the address: its seed and its size are enough.
    pub fn write_story(&mut self, seed: u64, servers: u16) {
        self.pause = None;
        let Some(url) = here() else { return };
        url.set_hash("");
        url.search_params().set("door", self.door.name());
        url.search_params().set("seed", &seed.to_string());
        url.search_params().set("servers", &servers.to_string());
        put(&url.href(), true);
    }
}

fn set_team(params: &UrlSearchParams) {
    match Team::seated().to_query() {
        Some(names) => params.set("team", &names),
        None => params.delete("team"),
    }
}

fn set_lesson(params: &UrlSearchParams, name: &str, card: usize) {
    params.set("lesson", name);
    // People count from one.
    params.set("card", &(card + 1).to_string());
}

fn set_practice(params: &UrlSearchParams, shown: &str) {
    for pair in shown.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        params.set(name, value);
    }
}

fn forget_lesson(url: &Url) {
    let params = url.search_params();
    if params.has("practice") {
        // It is the questions' seed.
        params.delete("seed");
    }
    for name in ["lesson", "card", "practice", "n"] {
        params.delete(name);
    }
}

/// What is said to the app when the address leads to the door of the lessons.
pub fn visit(query: &PageQuery) -> Msg {
    match &query.practice {
        Some(wanted) => Msg::Practice(PracticeMsg::Visit(wanted.clone(), page::fresh_seed())),
        None => Msg::Lesson(LessonMsg::Visit(query.wanted_card())),
    }
}

/// Writes who sits at the table into the address: names are not part of a run.
pub fn write_team() {
    let Some(url) = here() else { return };
    set_team(&url.search_params());
    if here().is_some_and(|now| now.href() != url.href()) {
        put(&url.href(), false);
    }
}

fn set_view(params: &UrlSearchParams, shows_lunch: bool) {
    match shows_lunch {
        true => params.delete("view"),
        false => params.set("view", EmbedView::Cluster.name()),
    }
}

/// Writes into the address whether the lunch is faded out.
pub fn write_view(shows_lunch: bool) {
    let Some(url) = here() else { return };
    set_view(&url.search_params(), shows_lunch);
    if here().is_some_and(|now| now.href() != url.href()) {
        put(&url.href(), false);
    }
}

fn put(href: &str, is_new: bool) {
    let history = web_sys::window().as_ref().map(Window::history);
    if let Some(Ok(history)) = history {
        let (state, href) = (&JsValue::NULL, Some(href));
        let _ = match is_new {
            true => history.push_state_with_url(state, "", href),
            false => history.replace_state_with_url(state, "", href),
        };
    }
}

/// Follows the address when somebody changes it, or goes back and forth.
pub fn listen(on: &Callback<Msg>) -> Option<EventListener> {
    let on = on.clone();
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_| {
        let query = page::query();
        on.emit(Msg::AddressChanged);
        match text() {
            _ if query.door == Some(Door::Lessons) => on.emit(visit(&query)),
            Some(text) => {
                on.emit(open(&text, page::locale().words().chrome().address.run_stays));
                on.emit(Msg::GoTo(query.door.unwrap_or(Door::Sandbox)));
            }
            None => {
                on.emit(Msg::Start(query.seed, query.servers));
                on.emit(Msg::GoTo(query.door.unwrap_or_default()));
            }
        }
    }))
}
