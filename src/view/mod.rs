//! What is on the screen, as values. Everything here is a function of a history
//! and of what the student points at; it is tested without a browser.
//!
//! | file | what it holds |
//! |---|---|
//! | `app` | the page's state, what can happen to it, and what happens then |
//! | `screen` | everything that is drawn |
//! | `player` | virtual time against the reader's time; the story's pauses |
//! | `pace` | how often everything is drawn while time passes |
//! | `travel` | moving the playhead |
//! | `scene`, `flight`, `speech`, `table`, `feed`, `menu`, `history` | what is drawn |
//! | `panel` | the panels, and which messages need what is fetched later |
//! | `drawing` | people, servers and furniture, as SVG text |
//! | `caption`, `words`, `fields`, `waiting`, `refusals` | what is said about it |
//! | `timeline`, `stride`, `watcher`, `outcome` | the run as a line: where one is, how far a step goes, what to find again, what came of it |
//! | `diagram`, `diagramming`, `editing` | the run in space and time, and changes to it |
//! | `opening` | runs from links and scenarios |
//! | `acting` | what the reader does to the run |
//! | `switches` | protections and extensions to switch on and off |
//! | `geometry` | where it is drawn |
//! | `template` | markup as text, read piece by piece |
//! | `query` | what the address asks for |

mod acting;
mod app;
mod caption;
mod diagram;
mod diagramming;
mod drawing;
mod editing;
mod feed;
mod fields;
mod flight;
mod geometry;
mod history;
mod menu;
mod opening;
mod outcome;
mod pace;
mod panel;
mod player;
mod query;
mod refusals;
mod scene;
mod screen;
mod speech;
mod stride;
mod switches;
mod table;
mod template;
mod timeline;
mod travel;
mod waiting;
mod watcher;
mod words;

pub use app::{Anchor, App, Draw, Msg, Pane};
pub use caption::{Caption, caption};
pub use diagram::{
    Causes, Diagram, Grip, Layout, Row, RowOf, SPANS, Tie, Window, action_marks, arrows, gaps,
    marks, milliseconds,
};
pub use diagramming::DiagramMsg;
pub use drawing::{CLIENT_DRAWING, TABLE, asker, pattern, person, server};
pub use editing::{Change, changed};
pub use feed::{FeedRow, feed};
pub use flight::{FlightView, Inspected, Kind, flight_key, flight_of_key, inspect, number};
pub use geometry::{
    CLIENT, CX, CY, HEIGHT, Notebook, Point, Seat, WIDTH, along, notebook, path, place_and_scale,
    scale, seat, token_at, wire_to_client,
};
pub use menu::{Menu, MenuItem, Target, menu};
pub use opening::{About, Script};
pub use outcome::Outcome;
pub use panel::{Panel, Panels};
pub use player::{Player, Speed, Story};
pub use query::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, PageQuery};
pub use refusals::refusal_words;
pub use scene::{
    ClientView, LinkCut, LinkView, PersonState, Scene, ServerView, TallyView, TimerView,
};
pub use screen::Screen;
pub use speech::{Bubble, Spot, spot};
pub use stride::Stride;
pub use switches::{Switch, weakened};
pub use table::{Cell, CellState, LogRow, LogTable};
pub use template::{Token, Tokens, is_well_formed, squeezed, tokens};
pub use timeline::{TIMELINE_WIDTH, Timeline};
pub use waiting::waiting_words;
pub use watcher::{Mark, MarkKind, Watcher};
pub use words::{decision_words, raft_words};
