//! What is around the pictures. Each component is a function of its properties, and says
//! what happened to it as a message.
//!
//! | file | what it holds |
//! |---|---|
//! | `header`, `languages`, `help`, `keys`, `legend` | the head of the page, and what opens from it |
//! | `notice`, `newer_release`, `story`, `about` | what is said beside the pictures |
//! | `story_line` | the story's chapters, and what there is to try |
//! | `transport`, `player_bar`, `timeline`, `embed` | the way through a run |
//! | `diagram` | the run in space and time |
//! | `drawer` | the sandbox's tabs |
//! | `propose_form`, `tally`, `new_run` | its tab Do |
//! | `conditions`, `in_flight`, `inspector`, `network_table` | its tab Break |
//! | `switches` | its tab Rules |
//! | `scenarios`, `own_file`, `history`, `share` | its tab Runs |
//! | `shelf`, `lesson_card`, `storyboard` | the lessons that there are, a card of one, and all so far on paper |
//! | `lesson_question`, `lesson_task`, `glossary_word` | what a card asks, gives to do, and links to |
//! | `practice_card`, `practice_told`, `practice_setting` | a practice question, what came of it, and what is known |
//! | `practice_pages` | practice on the shelf, the end of a round, what the reader knows |
//! | `logs`, `verdict`, `feed` | what is below |
//! | `why` | an answer to "why?", over the page |
//! | `popup_panel`, `disclosure`, `choice_field`, `slider`, `fields` | what others are made of |
//! | `icon`, `badge`, `mark` | small pictures |

mod about;
mod badge;
mod choice_field;
mod conditions;
mod diagram;
mod disclosure;
mod drawer;
mod embed;
mod feed;
mod fields;
mod glossary_word;
mod header;
mod help;
mod history;
mod icon;
mod in_flight;
mod inspector;
mod keys;
mod languages;
mod legend;
mod lesson_card;
mod lesson_question;
mod lesson_task;
mod logs;
mod mark;
mod network_table;
mod new_run;
mod newer_release;
mod notice;
mod own_file;
mod player_bar;
mod popup_panel;
mod practice_card;
mod practice_pages;
mod practice_setting;
mod practice_told;
mod propose_form;
mod scenarios;
mod share;
mod shelf;
mod slider;
mod story;
mod story_line;
mod storyboard;
mod switches;
mod tally;
mod timeline;
mod transport;
mod verdict;
mod why;

pub use about::About;
pub use badge::badge;
pub use choice_field::ChoiceField;
pub use conditions::{Conditions, TableFields};
pub use diagram::Diagram;
pub use drawer::Drawer;
pub use embed::{EmbedControls, PictureSwitch, SentAddress};
pub use feed::Feed;
pub use fields::field_list;
pub use header::Header;
pub use help::Help;
pub use history::History;
pub use icon::{IconName, icon};
pub use in_flight::InFlight;
pub use inspector::Inspector;
pub use languages::Languages;
pub use lesson_card::LessonCard;
pub use logs::Logs;
pub use mark::defs;
pub use network_table::NetworkTable;
pub use new_run::NewRun;
pub use newer_release::NewerRelease;
pub use notice::Notice;
pub use player_bar::{PlayerBar, PlayerTools};
pub use practice_card::PracticeCard;
pub use practice_pages::{PracticeEnd, PracticeKnown};
pub use practice_setting::PracticeSetting;
pub use propose_form::ProposeForm;
pub use scenarios::Scenarios;
pub use share::Share;
pub use shelf::Shelf;
pub use story::Story;
pub use story_line::{Invitation, StoryLine};
pub use storyboard::Storyboard;
pub use switches::Switches;
pub use tally::Tally;
pub use transport::Transport;
pub use verdict::Verdict;
pub use why::{WhyPanel, code_lines, what_helps};
