//! Templates into yew's virtual nodes. `html!` builds every node in code of its own;
//! written so, the same page is 4 KiB lighter, gzipped, and each new panel costs half.

use std::rc::Rc;

use indexmap::IndexMap;
use web_sys::Event;
use yew::prelude::*;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag, VText,
};

use crate::view::{Msg, Token, tokens};

/// What fills a hole of a template.
pub enum Hole {
    /// Nothing: no child, no attribute.
    Nothing,
    /// A child.
    Node(Html),
    /// Text, or the value of an attribute.
    Text(AttrValue),
    /// Whether an attribute without a value is there.
    Flag(bool),
    /// What happens when the element hears this.
    Hears(Hears),
}

/// What happens when an element hears something.
pub type Hears = Rc<dyn Fn(&Event)>;

/// Says `msg` whenever the element hears something.
#[inline(never)]
pub fn says(on: &Callback<Msg>, msg: Msg) -> Hole {
    let on = on.clone();
    hears(move |_| on.emit(msg.clone()))
}

/// Does something with what the element hears.
pub fn hears(then: impl Fn(&Event) + 'static) -> Hole {
    Hole::Hears(Rc::new(then))
}

/// Nodes of a [template](crate::view::tokens), its holes filled in their order:
/// `markup!("<p class={}>{}</p>", class, text)`. The compiler counts the holes.
macro_rules! markup {
    ($template:literal $(, $hole:expr)* $(,)?) => {{
        const HOLES: &[&str] = &[$(stringify!($hole)),*];
        const { assert!($crate::view::is_well_formed($template, HOLES.len())) };
        $crate::ui::markup::build($template, vec![$($crate::ui::markup::Hole::from($hole)),*])
    }};
}
pub(in crate::ui) use markup;

/// The nodes of a template; called by [`markup!`].
#[inline(never)]
pub fn build(template: &'static str, holes: Vec<Hole>) -> Html {
    let mut holes = holes.into_iter();
    let mut fill = || holes.next().unwrap_or(Hole::Nothing);
    let mut roots = VList::new();
    let mut open: Vec<(VTag, Given)> = Vec::new();
    for token in tokens(template) {
        let node = match token {
            Token::Open(name) => {
                open.push((VTag::new(name), Given::default()));
                continue;
            }
            Token::Attribute(name, value) => {
                let value = value.map_or_else(&mut fill, Hole::from);
                if let Some((tag, attributes)) = open.last_mut() {
                    set(tag, attributes, name, value);
                }
                continue;
            }
            Token::Close => {
                let Some((mut tag, attributes)) = open.pop() else { continue };
                tag.set_attributes(Attributes::IndexMap(Rc::new(attributes)));
                tag.into()
            }
            Token::Text(text) => VText::new(text).into(),
            Token::Hole => fill().into_child(),
        };
        match open.last_mut() {
            Some((parent, _)) => parent.add_child(node),
            None => roots.add_child(node),
        }
    }
    match roots.len() {
        1 => roots.pop().unwrap_or_default(),
        _ => VNode::from(roots),
    }
}

/// The attributes of an element, as yew keeps them.
type Given = IndexMap<AttrValue, AttributeOrProperty>;

fn set(tag: &mut VTag, attributes: &mut Given, name: &'static str, value: Hole) {
    let mut add = |value| {
        attributes.insert(AttrValue::Static(name), AttributeOrProperty::Attribute(value));
    };
    match (name, value) {
        ("key", Hole::Text(key)) => tag.key = Some(Key::from(&*key)),
        ("checked", Hole::Flag(is)) => tag.set_checked(is),
        ("value", Hole::Text(text)) => tag.set_value(Some(text)),
        (_, Hole::Text(text)) => add(text),
        (_, Hole::Flag(true)) => add(AttrValue::Static(name)),
        (_, Hole::Hears(then)) => {
            tag.add_listener(Rc::new(Ear { name, then }));
        }
        (_, Hole::Flag(false) | Hole::Nothing | Hole::Node(_)) => {}
    }
}

/// What an element listens to, and what happens then.
struct Ear {
    /// As in an attribute: with `on` before it.
    name: &'static str,
    then: Hears,
}

impl Listener for Ear {
    // yew knows the usual kinds by a variant each. A name does as well, in less code.
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(self.name.trim_start_matches("on").into())
    }

    fn handle(&self, event: Event) {
        (self.then)(&event);
    }

    fn passive(&self) -> bool {
        false
    }
}

impl Hole {
    /// A hole between tags is always a node: nodes after it keep their places.
    fn into_child(self) -> Html {
        match self {
            Hole::Node(node) => node,
            Hole::Text(text) => VText::new(text).into(),
            Hole::Nothing | Hole::Flag(_) | Hole::Hears(_) => VNode::default(),
        }
    }
}

impl From<Html> for Hole {
    #[inline(never)]
    fn from(node: Html) -> Hole {
        Hole::Node(node)
    }
}

impl From<Vec<Html>> for Hole {
    #[inline(never)]
    fn from(nodes: Vec<Html>) -> Hole {
        Hole::Node(VList::with_children(nodes, None).into())
    }
}

impl From<&'static str> for Hole {
    #[inline(never)]
    fn from(text: &'static str) -> Hole {
        Hole::Text(AttrValue::Static(text))
    }
}

impl From<String> for Hole {
    #[inline(never)]
    fn from(text: String) -> Hole {
        Hole::Text(text.into())
    }
}

impl From<&String> for Hole {
    #[inline(never)]
    fn from(text: &String) -> Hole {
        text.clone().into()
    }
}

impl From<u64> for Hole {
    #[inline(never)]
    fn from(number: u64) -> Hole {
        number.to_string().into()
    }
}

impl From<u16> for Hole {
    #[inline(never)]
    fn from(number: u16) -> Hole {
        u64::from(number).into()
    }
}

impl From<bool> for Hole {
    #[inline(never)]
    fn from(is: bool) -> Hole {
        Hole::Flag(is)
    }
}

impl<T: Into<Hole>> From<Option<T>> for Hole {
    #[inline(never)]
    fn from(hole: Option<T>) -> Hole {
        hole.map_or(Hole::Nothing, Into::into)
    }
}
