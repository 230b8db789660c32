//! The table: the run as a team that decides its lunch.

use yew::Html;

use super::actor::{Actor, actor};
use super::bubble::speech;
use super::link::deaf_pair;
use super::message::messages;
use super::notebook::notebook;
use super::{ASKER, StageProps, drawing, popup};
use crate::app::{Anchor, Pane, Target};
use crate::cluster::Node;
use crate::screen::{
    CLIENT, Format, LinkCut, ServerView, asker, person, place_and_scale, plates, seat, table,
};
use crate::ui::markup::markup;

/// The table with everyone around it.
pub fn lunch_stage(props: &StageProps) -> Html {
    let scene = &props.scene;
    let n = scene.n;
    let people = |is_back: bool| {
        let seated = scene.servers.iter().filter(|server| seat(server.id, n).is_back == is_back);
        markup!("<g>{}</g>", seated.map(|server| teammate(server, props)).collect::<Vec<_>>())
    };
    let cuts = scene.links.iter().filter(|link| link.cut != LinkCut::None);
    markup!(
        r#"<div class="stage">
            <svg viewBox="0 0 640 540" class={} role="group" aria-label="The lunch table">
                <ellipse class="floor" cx="320" cy="302" rx="316" ry="222"/>
                {}
                <g>{}</g>
                <g aria-hidden="true">{}</g>
                <g>{}</g>
                {}
                {}
                {}
            </svg>
            <div class="bubbles">{}{}</div>
        </div>"#,
        if n > 5 { "lunch-svg many" } else { "lunch-svg" },
        people(false),
        drawing([table(Format::Wide), plates(Format::Wide, n, None)].concat()),
        cuts.map(|link| deaf_pair(*link, n)).collect::<Vec<_>>(),
        scene.servers.iter().map(|server| notebook(server, n)).collect::<Vec<_>>(),
        people(true),
        the_asker(props),
        messages(props, Pane::Lunch),
        speech(scene),
        popup(props)
    )
}

fn teammate(server: &ServerView, props: &StageProps) -> Html {
    let (id, n) = (server.id, props.scene.n);
    let seat = seat(id, n);
    let mut class = ["person ", server.person.class()].concat();
    if seat.is_back {
        class.push_str(" back");
    }
    let person = Actor {
        key: id.0,
        class,
        transform: place_and_scale(seat.at, n),
        label: server.person_label.clone(),
        node: Node::Server(id),
        target: Target::Server(id),
        anchor: Anchor { pane: Pane::Lunch, at: seat.at },
        inside: drawing(person(server, seat.is_back, seat.side, n)),
    };
    actor(person, props)
}

fn the_asker(props: &StageProps) -> Html {
    let waiting = match props.scene.client.waiting.as_str() {
        "" => "waits for nothing",
        waiting => waiting,
    };
    let asker = Actor {
        key: 0,
        class: "person asker".into(),
        transform: CLIENT.translate(),
        label: ["The asker, ", waiting].concat(),
        node: ASKER,
        target: Target::Client,
        anchor: Anchor { pane: Pane::Lunch, at: CLIENT },
        inside: drawing(asker()),
    };
    markup!("<g>{}</g>", actor(asker, props))
}
