//! Runs that others made, and sending this one to others.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};
use yew::{Callback, Html, TargetCast};

use super::controls::typed;
use super::panel::{inside, toggles};
use crate::app::{About, Msg, Panel};
use crate::screen::Screen;
use crate::ui::files::{self, Published};
use crate::ui::markup::{hears, markup, says};
use crate::ui::page;

/// A panel with the scenarios that come with the page, and ways to open others.
pub fn scenarios(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<details class="more" id="scenarios" ontoggle={}>
            <summary class="btn big">Scenarios</summary>
            <div class="pop wide">{}</div>
        </details>"#,
        toggles(Panel::Scenarios, on),
        inside(screen.panels, Panel::Scenarios, || ways_to_open(on))
    )
}

fn ways_to_open(on: &Callback<Msg>) -> Html {
    let chosen = on.clone();
    let choose = move |event: &Event| {
        let button = event.target_dyn_into::<Element>();
        let button = button.and_then(|at| at.closest("[data-scenario]").ok().flatten());
        if let Some(name) = button.and_then(|button| button.get_attribute("data-scenario")) {
            close_panels();
            files::open_published(name, &chosen);
        }
    };
    let read = on.clone();
    let pasted = on.clone();
    markup!(
        r#"<p>Each sets servers up, does something to them, and says what comes of it.</p>
        <ul id="catalogue" onclick={}><li>One moment.</li></ul>
        <label class="row">
            Open a file
            <input type="file" accept=".json,application/json" onchange={}/>
        </label>
        <form onsubmit={}>
            <label class="row">
                Or paste a scenario
                <textarea rows="3" spellcheck="false"></textarea>
            </label>
            <button>Open what was pasted</button>
        </form>"#,
        hears(choose),
        hears(move |event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                files::open_chosen(field, &read);
                close_panels();
            }
        }),
        hears(move |event| {
            event.prevent_default();
            let form = event.target_dyn_into::<Element>();
            let field = form.and_then(|form| form.query_selector("textarea").ok().flatten());
            let field = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
            files::open_text(field.map_or_else(String::new, |field| field.value()), &pasted);
            close_panels();
        })
    )
}

/// Fetches the list of scenarios, unless it is there.
pub fn list() {
    let Some(place) =
        page::element("catalogue").filter(|place| !place.has_attribute("data-fetched"))
    else {
        return;
    };
    let _ = place.set_attribute("data-fetched", "");
    spawn_local(async move {
        match files::published().await {
            Ok(all) => {
                place.set_text_content(None);
                for scenario in &all {
                    let line = catalogue_line(scenario);
                    let _ = line.and_then(|line| place.append_child(&line));
                }
            }
            Err(why_not) => {
                let _ = place.remove_attribute("data-fetched");
                place.set_text_content(Some(&why_not));
            }
        }
    });
}

fn catalogue_line(scenario: &Published) -> Result<Element, JsValue> {
    let document = page::document().ok_or("This page has no document.")?;
    let line = document.create_element("li")?;
    let button = document.create_element("button")?;
    button.set_attribute("data-scenario", &scenario.file)?;
    button.set_text_content(Some(&scenario.title));
    let words = document.create_element("small")?;
    words.set_text_content(Some(&scenario.about));
    line.append_child(&button)?;
    line.append_child(&words)?;
    Ok(line)
}

fn close_panels() {
    for id in ["scenarios", "share"] {
        if let Some(panel) = page::element(id) {
            let _ = panel.remove_attribute("open");
        }
    }
}

/// A panel for sending the run: as a link, or as a file.
pub fn share(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<details class="more" id="share" ontoggle={}>
            <summary class="btn big">Share</summary>
            <div class="pop">{}</div>
        </details>"#,
        toggles(Panel::Share, on),
        inside(screen.panels, Panel::Share, || ways_to_send(screen, on))
    )
}

fn ways_to_send(screen: &Screen, on: &Callback<Msg>) -> Html {
    let worded = on.clone();
    let link = screen.sent.as_ref().map(|link| {
        markup!(
            r#"<label class="row">
                The link, to be copied by hand
                <input readonly="" id="link" value={}/>
            </label>"#,
            link
        )
    });
    markup!(
        r#"<label class="row">
            What you say or ask
            <input id="words" value={} maxlength="1500" autocomplete="off"
                placeholder="What happens next?" onchange={}/>
        </label>
        <button class="big" onclick={}>Copy link</button>
        {}
        <button class="big" onclick={}>Download scenario</button>
        {}
        <p><small>The link opens this run, at this moment. Nothing is stored anywhere: the run is in the link.</small></p>"#,
        &screen.about.words,
        hears(move |event| worded.emit(Msg::SetWords(typed(event)))),
        says(on, Msg::CopyLink),
        link,
        says(on, Msg::Save),
        screen.has_left_script.then(|| markup!("<p><small>{}</small></p>", LEFT_OUT))
    )
}

/// What is said before a run is saved that is no longer the one of its script.
const LEFT_OUT: &str = "You have changed this run. The file will have everything that is done in it, also what is still to come. What the script waited for and expected is left out.";

/// What the run is about, if somebody said so, and what is expected of it.
pub fn about(screen: &Screen, on: &Callback<Msg>) -> Html {
    match screen.is_opening || screen.about != About::default() {
        true => said(screen, on),
        false => markup!("<div></div>"),
    }
}

fn said(screen: &Screen, on: &Callback<Msg>) -> Html {
    let about = &screen.about;
    let cancel = screen.is_opening.then(|| {
        markup!("<button class=\"big\" onclick={}>Cancel</button>", says(on, Msg::CancelOpening))
    });
    let has_words = !about.title.is_empty() || !about.words.is_empty();
    let line = |(place, (words, found)): (usize, &(String, Option<String>))| {
        let (class, found) = match found {
            None => ("held", String::new()),
            Some(found) => ("failed", format!(" {found}")),
        };
        markup!("<li key={} class={}>{}{}</li>", place as u64, class, words, found)
    };
    let count = about.script.expected.len();
    let failed = about.script.expected.iter().filter(|(_, found)| found.is_some()).count();
    let expected = (count > 0).then(|| {
        markup!(
            r#"<details><summary>{}</summary><ul>{}</ul></details>"#,
            match failed {
                0 => format!("Its script, untouched: {count} of {count} expectations hold"),
                _ => format!("Its script, untouched: {failed} of {count} expectations fail"),
            },
            about.script.expected.iter().enumerate().map(line).collect::<Vec<_>>()
        )
    });
    let words = has_words.then(|| {
        markup!(
            r#"<section class="about" aria-label="About this run">
                <h2>{}</h2><p tabindex="0">{}</p>{}
            </section>"#,
            &about.title,
            &about.words,
            expected
        )
    });
    markup!("<div>{}{}</div>", cancel, words)
}
