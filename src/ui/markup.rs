//! Templates into yew's virtual nodes. `html!` builds every node in code of its own;
//! written so, the same page is 4 KiB lighter, gzipped, and each new panel costs half.

use std::cell::RefCell;
use std::rc::Rc;

use litemap::LiteMap;
use wasm_bindgen::JsValue;
use web_sys::Event;
use yew::prelude::*;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag, VText,
};

use crate::app::Msg;
use crate::screen::{Token, tokens};

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
pub fn says(on: &Callback<Msg>, msg: Msg) -> Hole {
    let on = on.clone();
    hears(move |_| on.emit(msg.clone()))
}

/// Does something with what the element hears.
pub fn hears(then: impl Fn(&Event) + 'static) -> Hole {
    Hole::Hears(Rc::new(then))
}

/// Nodes of a [template](crate::screen::tokens), its holes filled in their order:
/// `markup!("<p class={}>{}</p>", class, text)`. The compiler counts the holes.
macro_rules! markup {
    ($template:literal $(, $hole:expr)* $(,)?) => {{
        const HOLES: &[&str] = &[$(stringify!($hole)),*];
        const { assert!($crate::screen::is_well_formed($template, HOLES.len())) };
        const LEN: usize = $crate::screen::squeezed::<0>($template).1;
        const TEMPLATE: [u8; LEN] = $crate::screen::squeezed($template).0;
        const TEXT: &str = match str::from_utf8(&TEMPLATE) {
            Ok(text) => text,
            Err(_) => panic!("only white space of one byte is left out"),
        };
        #[allow(unused_mut, reason = "a template may have no holes")]
        let mut holes = Vec::with_capacity(HOLES.len());
        $($crate::ui::markup::Fills::fill($hole, &mut holes);)*
        $crate::ui::markup::build(TEXT, holes)
    }};
}
pub(in crate::ui) use markup;

/// The nodes of a template; called by [`markup!`].
pub fn build(template: &'static str, holes: Vec<Hole>) -> Html {
    let read = read(template);
    let mut names = read.names.iter();
    let mut holes = holes.into_iter();
    let mut fill = || holes.next().unwrap_or(Hole::Nothing);
    let mut roots = VList::new();
    let mut open: Vec<(VTag, Given)> = Vec::new();
    for token in &read.tokens {
        let node = match *token {
            Token::Open(name) => {
                open.push((VTag::new(name), Given::new()));
                continue;
            }
            Token::Attribute(name, value) => {
                let value =
                    value.map_or_else(&mut fill, |text| Hole::Text(AttrValue::Static(text)));
                if let Some((tag, given)) = open.last_mut() {
                    set(tag, given, name, value);
                }
                continue;
            }
            Token::Close => {
                let Some((mut tag, given)) = open.pop() else { continue };
                let keys = names.next().copied().unwrap_or_default();
                tag.set_attributes(Attributes::Dynamic { keys, values: given.into() });
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

/// A template, read once.
struct Read {
    tokens: Vec<Token<'static>>,
    /// The names of each element's attributes, in the order in which the elements end. yew
    /// compares attributes one by one if their names stand in the same place as before.
    names: Vec<&'static [&'static str]>,
}

thread_local! {
    /// Templates by their place and length: there are as many as in the source, and they stay.
    static KNOWN: RefCell<LiteMap<(usize, usize), &'static Read>> =
        const { RefCell::new(LiteMap::new()) };
}

fn read(template: &'static str) -> &'static Read {
    KNOWN.with_borrow_mut(|known| {
        let place = (template.as_ptr() as usize, template.len());
        if let Some(read) = known.get(&place) {
            return *read;
        }
        let tokens: Vec<_> = tokens(template).collect();
        let (mut open, mut names) = (Vec::new(), Vec::new());
        for token in &tokens {
            match *token {
                Token::Open(_) => open.push(Vec::new()),
                Token::Attribute(name, _) if !is_own(name) => {
                    open.last_mut().into_iter().for_each(|names| names.push(name));
                }
                Token::Close => names.push(&*open.pop().unwrap_or_default().leak()),
                _ => {}
            }
        }
        let read: &Read = Box::leak(Box::new(Read { tokens, names }));
        known.insert(place, read);
        read
    })
}

/// The values of an element's attributes, as yew keeps them.
type Given = Vec<Option<AttributeOrProperty>>;

/// Whether yew has a place of its own for what a template writes as this attribute.
fn is_own(name: &str) -> bool {
    matches!(name, "key" | "checked" | "value") || name.starts_with("on")
}

fn set(tag: &mut VTag, given: &mut Given, name: &'static str, value: Hole) {
    let value = match (name, value) {
        ("key", Hole::Text(key)) => return tag.key = Some(Key::from(&*key)),
        ("checked", Hole::Flag(is)) => return tag.set_checked(is),
        ("value", Hole::Text(text)) => return tag.set_value(Some(text)),
        (_, Hole::Hears(then)) => {
            tag.add_listener(Rc::new(Ear { name, then }));
            return;
        }
        _ if is_own(name) => return,
        // As a property: a strict Content-Security-Policy lets no attribute set styles.
        ("style", Hole::Text(text)) => {
            given.push(Some(AttributeOrProperty::Property(JsValue::from_str(&text))));
            return;
        }
        (_, Hole::Text(text)) => Some(text),
        (_, Hole::Flag(true)) => Some(AttrValue::Static(name)),
        (_, Hole::Flag(false) | Hole::Nothing | Hole::Node(_)) => None,
    };
    given.push(value.map(AttributeOrProperty::Attribute));
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

/// What can fill a hole. Each kind of filling is a call, which finds the place for it: a
/// hole that was made first and then moved there would be the size of a small panel.
pub trait Fills {
    /// Fills the next hole.
    fn fill(self, holes: &mut Vec<Hole>);
}

/// The kinds of fillings, as what they make of themselves.
macro_rules! fills {
    ($($kind:ty, $it:ident => $hole:expr;)*) => {$(
        impl Fills for $kind {
            fn fill(self, holes: &mut Vec<Hole>) {
                let $it = self;
                holes.push($hole);
            }
        }
    )*};
}

fills! {
    Hole, hole => hole;
    Html, node => Hole::Node(node);
    Vec<Html>, nodes => Hole::Node(VList::with_children(nodes, None).into());
    &'static str, text => Hole::Text(AttrValue::Static(text));
    String, text => Hole::Text(text.into());
    &String, text => Hole::Text(text.clone().into());
    u64, number => Hole::Text(number.to_string().into());
    u16, number => Hole::Text(number.to_string().into());
    bool, is => Hole::Flag(is);
}

impl<T: Fills> Fills for Option<T> {
    fn fill(self, holes: &mut Vec<Hole>) {
        match self {
            Some(hole) => hole.fill(holes),
            None => holes.push(Hole::Nothing),
        }
    }
}
