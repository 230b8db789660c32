//! A teammate at the table.

use std::rc::Rc;

use yew::prelude::*;

use super::actor::{Actor, Hit};
use crate::app::{Anchor, Pane, Target};
use crate::cluster::Node;
use crate::screen::{Format, PERSON_SCALE, ServerView, person, scale};

/// The properties of [`Teammate`].
#[derive(Properties, PartialEq)]
pub struct TeammateProps {
    /// The server whose part they play.
    pub view: Rc<ServerView>,
    /// The shape of the picture.
    pub format: Format,
    /// The number of servers.
    pub n: usize,
    /// True if they are pointed at.
    pub is_marked: bool,
}

/// A teammate on a chair.
#[component]
pub fn Teammate(props: &TeammateProps) -> Html {
    let TeammateProps { view, format, n, is_marked } = props;
    let seat = format.seat(view.id, *n);
    let class = classes!("person", view.person.class(), seat.is_back.then_some("back"));
    html! {
        <Actor {class} transform={seat.at.translate()} label={view.person_label.clone()}
            node={Node::Server(view.id)} target={Target::Server(view.id)}
            anchor={Anchor { pane: Pane::Lunch, at: seat.at }} is_marked={*is_marked}
            hit={Hit::Person} scale={PERSON_SCALE * scale(*n)}
            picture={person(view, seat.is_back, seat.side, *n)}/>
    }
}
