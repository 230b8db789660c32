//! Spanish: the story, two lessons and all that is around them. It shows how a language begins.
//!
//! | file | what it holds |
//! |---|---|
//! | `chrome`, `labels` | titles, buttons, notices; labels with a number or a name in them |
//! | `lunch`, `notes`, `things` | the run as the table tells it: beats, notes, and what lies there |
//! | `paper` | the run as the paper tells it |
//! | `captions`, `waiting` | what is said over the pictures, and what is waited for |
//! | `why` | why something is so, and what would help |
//! | `messages` | kinds of messages, their tags and fields |
//! | `actions`, `refusals` | what actions do, and why something could not be done |
//! | `rules` | rules, extensions and properties |
//! | `run` | where one is in a run, and how two runs compare |
//! | `story` | chapters, and what there is to try |
//! | `lessons` | what came of an answer, and how far the reader is |
//! | `practice_page` | the words around practice questions |
//! | `numbers` | lists, counts and times |
//!
//! Still in English, and so not here:
//!
//! | subject | where English is asked |
//! |---|---|
//! | practice questions, their answers, why they are right, and beliefs | `LanguageTag::practice`, `borrows_practice` |
//! | lessons without a file in `static/lessons/es/` | `LanguageTag::is_whole` |
//! | published scenarios, until there is `static/scenarios/es/` | the build |
//! | what is said about a broken file, or what a scenario expects | `Language::told_of_file` |
//!
//! Its words, in two columns that don't mix. A sentence calls servers S1 to S9, as the paper
//! does, and people by their names, without an article and without a gender.
//!
//! | the table | the paper |
//! |---|---|
//! | una persona del equipo | servidor |
//! | quien tiene la hoja; pedir la hoja | líder; presentarse, candidato |
//! | quien pregunta; deseo, pedido | cliente; petición, comando |
//! | cuaderno, línea | registro, entrada |
//! | ronda | mandato |
//! | nota; copiado | mensaje; guardado, en disco |
//! | decir que sí, el sí | votar, el voto |
//! | a lápiz; a tinta, definitiva | sin confirmar; confirmada |
//! | más de la mitad | mayoría |
//! | cumplir una línea | aplicar un índice |
//! | irse, no estar, volver; dormir | caerse, caído, arrancar; en pausa |
//! | perder la paciencia | agotarse el plazo de elección |
//! | lista de la mesa | configuración, miembros |
//! | tachar; página que resume | quitar; instantánea |

mod actions;
mod captions;
mod chrome;
mod labels;
mod lessons;
mod lunch;
mod messages;
mod notes;
mod numbers;
mod paper;
mod practice_page;
mod refusals;
mod rules;
mod run;
mod story;
mod things;
mod waiting;
mod why;

use super::{
    Chrome, Compared, Fate, Highlight, HostError, Language, Mistyped, Notice, Offer, TagWords,
    WayEnd,
};
use crate::check::{Property, Violation};
use crate::cluster::{
    Action, Client, ClientRequest, Content, Event, LinkCut, MessageKind, Micros, Node, Operation,
    Refusal, ServerState, Switch, Timing,
};
use crate::lunch::{Chapter, Choice, PersonState, teammate};
use crate::practice::{BeliefRecord, Family};
use crate::raft::{CommitStatus, Configuration, Entry, Index, ServerId, Tally, Term};
use crate::why::{Chain, Link, Question, Remedy, Waiting};

/// Spanish.
#[derive(Debug)]
pub struct Spanish;

impl Language for Spanish {
    fn chrome(&self) -> &'static Chrome {
        &chrome::CHROME
    }

    fn beat(&self, event: &Event) -> Option<String> {
        lunch::beat(event)
    }

    fn note(&self, content: &Content) -> String {
        notes::note(content)
    }

    fn note_tag(&self, content: &Content) -> String {
        notes::tag(content)
    }

    fn line(&self, entry: &Entry) -> String {
        things::line(entry)
    }

    fn short_line(&self, entry: &Entry) -> String {
        things::short_line(entry)
    }

    fn summed_up(&self) -> String {
        "lo anterior".into()
    }

    fn person(&self, server: ServerId, state: PersonState, has_old_sheet: bool) -> String {
        things::person(server, state, has_old_sheet)
    }

    fn chair(&self, server: ServerId, state: PersonState, has_room: bool) -> String {
        things::chair(server, state, has_room)
    }

    fn poll_question(&self, teammate: ServerId) -> String {
        things::poll_question(teammate)
    }

    fn poll_answer(&self, dish: &str) -> String {
        things::poll_answer(dish)
    }

    fn raft_event(&self, event: &Event) -> Option<String> {
        paper::event(event)
    }

    fn entry(&self, entry: &Entry) -> String {
        paper::entry(entry)
    }

    fn configuration(&self, configuration: &Configuration) -> String {
        paper::configuration(configuration)
    }

    fn server_state(&self, state: ServerState) -> &'static str {
        paper::server_state(state)
    }

    fn server_named(&self, server: ServerId, doing: &str, has_room: bool) -> String {
        paper::server_named(server, doing, has_room)
    }

    fn server_label(
        &self,
        server: ServerId,
        state: ServerState,
        term: Term,
        entries: usize,
        commit_index: Index,
    ) -> String {
        paper::server_label(server, state, term, entries, commit_index)
    }

    fn link_label(&self, a: ServerId, b: ServerId, cut: LinkCut) -> String {
        paper::link_label(a, b, cut)
    }

    fn node(&self, node: Node) -> String {
        paper::node(node)
    }

    fn term(&self, term: Term) -> String {
        format!("mandato {term}")
    }

    fn store(&self, values: &[(&str, &str)]) -> String {
        paper::store(values)
    }

    fn commit_status(&self, status: Option<&CommitStatus>) -> String {
        paper::commit_status(status)
    }

    fn compacted(&self, first_index: Index) -> (String, String) {
        paper::compacted(first_index)
    }

    fn client_doing(&self, client: &Client) -> String {
        paper::client_doing(client)
    }

    fn client_label(&self, client: &Client) -> String {
        paper::client_label(client)
    }

    fn client_request(&self, request: &ClientRequest) -> String {
        paper::client_request(request)
    }

    fn caption(&self, highlight: &Highlight) -> (String, String) {
        captions::caption(highlight)
    }

    fn invitation(&self) -> String {
        "¿Qué quieres probar?".into()
    }

    fn choice(&self, choice: &Choice) -> (String, String) {
        story::choice(choice)
    }

    fn chapter(&self, chapter: Chapter) -> &'static str {
        story::chapter(chapter)
    }

    fn waiting(&self, waiting: &Waiting) -> (String, String) {
        waiting::waiting(waiting)
    }

    fn waiting_tag(&self, waiting: &Waiting) -> TagWords {
        waiting::tag(waiting)
    }

    fn tag_in_raft(&self, waiting: &Waiting) -> Option<TagWords> {
        waiting::tag_in_raft(waiting)
    }

    fn why(&self, question: &Question) -> (String, String) {
        why::question(question)
    }

    fn why_link(&self, link: &Link) -> (String, String) {
        why::link(link)
    }

    fn why_condition(&self, chain: &Chain, needs_own_term: bool) -> Option<(String, String)> {
        why::condition(chain, needs_own_term)
    }

    fn remedy(&self, remedy: &Remedy) -> (String, String) {
        why::remedy(remedy)
    }

    fn by_itself(&self, after: Micros) -> String {
        format!("Basta con esperar: llega solo, en {}.", numbers::milliseconds(after))
    }

    fn code_place(&self, file: &str, line: u32) -> String {
        format!("{file}, desde la línea {line}")
    }

    fn votes_tag(&self, votes: Tally) -> TagWords {
        waiting::votes_tag(votes)
    }

    fn message_kind(&self, kind: MessageKind) -> &'static str {
        messages::kind(kind)
    }

    fn message_title(&self, from: Node, to: Node, content: &Content) -> String {
        messages::title(from, to, content)
    }

    fn message_from(&self, from: Node) -> String {
        match from {
            Node::Server(_) => format!("Mensaje de {}", paper::node(from)),
            Node::Client(_) => format!("Mensaje del {}", paper::node(from)),
        }
    }

    fn message_label(&self, from: Node, to: Node, kind: MessageKind) -> String {
        format!("{}, {} → {}", messages::kind(kind), paper::node(from), paper::node(to))
    }

    fn message_tag(&self, content: &Content) -> String {
        messages::tag(content)
    }

    fn fields(&self, from: Node, content: &Content) -> Vec<(&'static str, String)> {
        messages::fields(from, content)
    }

    fn fate(&self, fate: Fate) -> &'static str {
        messages::fate(fate)
    }

    fn arrow(&self, kind: MessageKind, from: Node, to: Node, end: WayEnd) -> String {
        messages::arrow(kind, from, to, end)
    }

    fn arrow_title(&self, kind: MessageKind, sent: Micros) -> String {
        messages::arrow_title(kind, sent)
    }

    fn action(&self, action: &Action) -> String {
        actions::brief(action)
    }

    fn menu_item(&self, action: &Action) -> String {
        actions::menu_item(action)
    }

    fn cannot_take_over(&self, server: ServerId) -> String {
        labels::cannot_take_over(&teammate(server).name, server)
    }

    fn server_title(&self, server: ServerId) -> String {
        actions::server_title(server)
    }

    fn link_title(&self, a: ServerId, b: ServerId) -> String {
        actions::link_title(a, b)
    }

    fn client_title(&self) -> String {
        "Cliente · quien pregunta".into()
    }

    fn offer(&self, offer: Offer) -> String {
        actions::offer(offer)
    }

    fn action_row(&self, action: &Action, did_not_apply: bool) -> String {
        let fate = if did_not_apply { " No tuvo efecto." } else { "" };
        format!("Tú, o el guion: {}.{fate}", actions::brief(action))
    }

    fn action_title(&self, at: Micros, action: &Action, did_not_apply: bool) -> String {
        let fate = if did_not_apply { " (sin efecto)" } else { "" };
        format!("{}: {}{fate}", numbers::milliseconds(at), actions::brief(action))
    }

    fn refusal(&self, refusal: &Refusal) -> String {
        refusals::refusal(refusal)
    }

    fn refusal_in_raft(&self, refusal: &Refusal) -> String {
        refusals::refusal_in_raft(refusal)
    }

    fn nothing_changed(&self) -> String {
        "No ha cambiado nada.".into()
    }

    fn notice_in_raft(&self, notice: &Notice) -> String {
        refusals::notice_in_raft(notice)
    }

    fn notice(&self, notice: &Notice) -> String {
        refusals::notice(notice)
    }

    fn mistyped(&self, mistyped: &Mistyped) -> String {
        refusals::mistyped(mistyped)
    }

    fn host_error(&self, error: &HostError) -> String {
        refusals::host_error(error)
    }

    fn switch_name(&self, switch: Switch) -> &'static str {
        rules::name(switch)
    }

    fn switch_purpose(&self, switch: Switch) -> &'static str {
        rules::purpose(switch)
    }

    fn switch_protects(&self, switch: Switch) -> Option<String> {
        rules::protects(switch)
    }

    fn weakened(&self, off: &[Switch]) -> Option<String> {
        rules::weakened(off)
    }

    fn property_name(&self, property: Property) -> &'static str {
        labels::property(property)
    }

    fn property_promise(&self, property: Property) -> &'static str {
        rules::promise(property)
    }

    fn violation(&self, violation: &Violation) -> String {
        rules::violation(violation)
    }

    fn playhead(&self, count: usize, len: usize, at: Micros, term: Term) -> String {
        format!("{}, {}, mandato {term}", self.event_of(count, len), numbers::seconds(at))
    }

    fn event_of(&self, count: usize, len: usize) -> String {
        format!("evento {count} de {len}")
    }

    fn compared(&self, compared: Option<&Compared>, is_past: bool) -> Option<String> {
        run::compared(compared, is_past)
    }

    fn stretch(&self, from: Micros, to: Micros) -> String {
        format!("de {} a {}", numbers::milliseconds(from), numbers::milliseconds(to))
    }

    fn diagram_hint(&self) -> String {
        "Señala una flecha o un símbolo y se ilumina lo que llevó a ello y lo que siguió. Haz clic para actuar sobre él o para ir ahí. Arrastra la punta de una flecha para retrasar el mensaje.".into()
    }

    fn diagram_is_cut_short(&self) -> String {
        "Aquí pasan demasiadas cosas para mostrarlas todas. Muestra menos tiempo de una vez.".into()
    }

    fn causes(&self, what: &str, past: usize, future: usize) -> String {
        let past = numbers::counted(past as u64, "evento", "eventos");
        format!("{what} De lo que se ve, antes llevó a ello: {past}. Después siguió: {future}.")
    }

    fn arrow_sent(&self, arrow: &str, sent: Micros) -> String {
        format!("{arrow}. Enviado a los {}.", numbers::milliseconds(sent))
    }

    fn seconds(&self, at: Micros) -> String {
        numbers::seconds(at)
    }

    fn milliseconds(&self, at: Micros) -> String {
        numbers::milliseconds(at)
    }

    fn dish_name<'d>(&self, dish: &'d str) -> &'d str {
        things::dish_name(dish)
    }

    fn dish(&self, operation: &Operation) -> String {
        things::dish(operation)
    }

    fn one(&self, what: &str) -> String {
        labels::one(what)
    }

    fn one_forward(&self, what: &str) -> String {
        labels::one_forward(what)
    }

    fn button_of(&self, word: &str, what: &str) -> String {
        labels::button_of(word, what)
    }

    fn travel_time(&self, from: u64, until: u64) -> String {
        labels::travel_time(from, until)
    }

    fn at_most(&self, ms: u64) -> String {
        labels::at_most(ms)
    }

    fn percent(&self, share: u64) -> String {
        labels::percent(share)
    }

    fn moment(&self, ms: u64) -> String {
        labels::moment(ms)
    }

    fn heard(&self, server: Option<ServerId>, lunch: &str) -> String {
        labels::heard(server, lunch)
    }

    fn times(&self, times: u32) -> String {
        labels::times(times)
    }

    fn members(&self, members: &str) -> String {
        labels::members(members)
    }

    fn nothing_came_from(&self, address: &str) -> String {
        labels::nothing_came_from(address)
    }

    fn copied_up_to(&self, leader: ServerId) -> String {
        labels::copied_up_to(&teammate(leader).name)
    }

    fn progress_of(&self, server: ServerId, match_index: Index, next_index: Index) -> String {
        labels::progress_of(server, match_index, next_index)
    }

    fn applied_through(&self, index: Index) -> String {
        labels::applied_through(index)
    }

    fn copies_of(&self, tally: Tally) -> String {
        numbers::each_side(tally, |count| format!("{} de {}", count.have, count.need))
    }

    fn reaches(&self, from: ServerId, to: ServerId) -> String {
        labels::reaches(from, to)
    }

    fn violated(&self, properties: &str) -> String {
        labels::violated(properties)
    }

    fn diagram_label(&self, stretch: &str) -> String {
        labels::diagram_label(stretch)
    }

    fn running_seed(&self, seed: u64) -> String {
        labels::running_seed(seed)
    }

    fn too_long_a_link(&self, why: &str) -> String {
        labels::too_long_a_link(why)
    }

    fn logs_caption(&self, hidden: u64) -> String {
        labels::logs_caption(hidden)
    }

    fn still_safe(&self, undecided: &str) -> String {
        labels::still_safe(undecided)
    }

    fn checks_hold(&self, holding: usize, all: usize) -> String {
        labels::checks_hold(holding, all)
    }

    fn servers_and_seed(&self, servers: u16, seed: u64) -> String {
        labels::servers_and_seed(servers, seed)
    }

    fn timing(&self, timing: &Timing) -> String {
        labels::timing(timing)
    }

    fn protects(&self, property: &str, shipped: &str) -> String {
        labels::protects(property, shipped)
    }

    fn playing_time(&self, seconds: u64) -> String {
        labels::playing_time(seconds)
    }

    fn expectations(&self, count: usize, failed: usize) -> String {
        labels::expectations(count, failed)
    }

    fn lesson_answer(&self, picked: &[String], right: &[String]) -> String {
        lessons::answer(picked, right)
    }

    fn fields_answer(&self, right: Option<usize>, all: usize) -> String {
        lessons::fields_answer(right, all)
    }

    fn task_done(&self, actions: usize, best: usize) -> String {
        lessons::task_done(actions, best)
    }

    fn actions_taken(&self, actions: usize, most: usize) -> String {
        lessons::actions_taken(actions, most)
    }

    fn back_to(&self, mark: &str) -> String {
        format!("Atrás en el tiempo: {mark}.")
    }

    fn entry_option(&self, server: ServerId, index: Index) -> String {
        format!("Línea {index} del cuaderno de {}", teammate(server).name)
    }

    fn lessons_done(&self, done: usize, all: usize) -> String {
        lessons::lessons_done(done, all)
    }

    fn card_of(&self, card: usize, cards: usize) -> String {
        format!("{card} de {cards}")
    }

    fn practice_family(&self, family: Family) -> &'static str {
        practice_page::family(family)
    }

    fn practice_result(&self, right: usize, unknown: usize, count: usize) -> String {
        practice_page::result(right, unknown, count)
    }

    fn belief_standing(&self, belief: &BeliefRecord) -> String {
        practice_page::standing(belief)
    }

    fn minutes(&self, minutes: u16) -> String {
        format!("{minutes} min")
    }

    fn asker_label(&self, waiting: &str) -> String {
        labels::asker_label(waiting)
    }
}
