//! The space-time diagram and the editing of a run, without a browser.

mod page_support;

use page_support::{leader, play_until, told_story};
use raft_lunch::app::{App, DiagramMsg, Edit, Msg, Stride, edited};
use raft_lunch::cluster::{
    Action, EventBody, FlightId, MAX_TIME, MILLISECOND, Micros, Node, SECOND,
};
use raft_lunch::diagram::{Causes, Diagram, Layout, Row, RowOf, Tie, arrows, gaps, marks};
use raft_lunch::raft::{MembershipChange, ServerId};
use raft_lunch::run::{MarkKind, Passage};

use std::rc::Rc;

/// The story told, paused, with the diagram open over all of it.
fn story_in_lanes() -> App {
    let mut app = told_story();
    app.update(Msg::Diagram(DiagramMsg::Show(true)));
    for _ in 0..2 {
        app.update(Msg::Diagram(DiagramMsg::Zoom(false)));
    }
    app
}

fn diagram(app: &App) -> Rc<Diagram> {
    app.screen().diagram.expect("it is open")
}

fn whole(app: &App) -> Passage {
    app.player().history().passage(0, Micros::MAX, usize::MAX)
}

/// The first message of the run that carries entries and arrived.
fn first_append(app: &App) -> (FlightId, Micros) {
    let found = diagram(app).rows.iter().find_map(|row| match row.of {
        RowOf::Message { flight, arrives: Some(at), .. }
            if row.words.starts_with("AppendEntries S") =>
        {
            Some((flight, at))
        }
        _ => None,
    });
    found.expect("entries were sent")
}

fn row_of(app: &App, flight: FlightId) -> Row {
    let rows = diagram(app).rows.clone();
    rows.into_iter().find(|row| row.key == flight.key()).expect("it is shown")
}

#[test]
fn every_message_is_an_arrow_from_its_sending_to_its_end() {
    let app = story_in_lanes();
    let passage = whole(&app);
    let arrows = arrows(&passage);
    let sent = passage.events.iter().filter(|e| matches!(e.body, EventBody::Sent(_))).count();
    assert_eq!(arrows.len(), sent);
    for arrow in &arrows {
        assert_eq!(FlightId::from_key(&arrow.flight.key()), Some(arrow.flight));
        let begin = &passage.events[arrow.sent.0 - passage.first];
        assert!(matches!(&begin.body, EventBody::Sent(m) if m.id == arrow.flight.message));
        if let Some((end, at)) = arrow.ended() {
            let end = &passage.events[end - passage.first];
            assert_eq!((end.at, &end.body), (at, &EventBody::Received(arrow.flight)));
            assert!(at > arrow.sent.1);
        }
    }
    let svg = &diagram(&app).svg;
    for name in ["S1 Robin", "S5 Deniz", "client", "term 1", "m-elected", "m-committed"] {
        assert!(svg.contains(name), "{name}");
    }
    assert!(!svg.contains("ramen"), "nothing that was typed is in the drawing");
}

#[test]
fn the_past_of_an_event_is_what_it_needs_and_its_future_what_needs_it() {
    let app = story_in_lanes();
    let passage = whole(&app);
    let find = |is_it: &dyn Fn(&EventBody) -> bool| {
        passage.first + passage.events.iter().position(|e| is_it(&e.body)).expect("it happened")
    };
    use raft_lunch::raft::Decision;
    let elected = find(&|b| matches!(b, EventBody::Decided(Decision::BecameLeader { .. })));
    let asked = find(&|b| matches!(b, EventBody::Proposed { .. }));
    let answered = find(&|b| matches!(b, EventBody::Answered { .. }));
    let polled = find(&|b| matches!(b, EventBody::PollOpened { .. }));
    let causes = Causes::of(&passage, answered).expect("it is there");
    assert_eq!(causes.tie(answered), Some(Tie::Itself));
    assert_eq!(causes.tie(asked), Some(Tie::Past), "no answer without a question");
    assert_eq!(causes.tie(elected), Some(Tie::Past), "nor without a leader");
    let causes = Causes::of(&passage, elected).expect("it is there");
    assert_eq!(causes.tie(answered), Some(Tie::Future));
    assert_eq!(causes.tie(polled), None, "the poll has nothing to do with the election");
    // Pasts and futures are two sides of one thing.
    let other = Causes::of(&passage, asked).expect("it is there");
    assert_eq!(other.tie(answered), Some(Tie::Future));
    assert_eq!(other.tie(polled), Some(Tie::Past));
}

#[test]
fn pointing_at_an_event_says_what_it_is_and_marks_its_server() {
    let mut app = story_in_lanes();
    let (flight, _) = first_append(&app);
    let RowOf::Message { number, .. } = row_of(&app, flight).of else { panic!("a message") };
    app.update(Msg::Diagram(DiagramMsg::Trace(Some(number))));
    let screen = app.screen();
    let hint = &screen.diagram.as_ref().expect("open").hint;
    assert!(hint.starts_with("AppendEntries S"), "{hint}");
    assert!(hint.contains("events led to it"), "{hint}");
    assert!(screen.marked.is_some() && screen.causes.is_some());
    assert!(screen.diagram.as_ref().expect("open").svg.contains("t-past"));
    app.update(Msg::Diagram(DiagramMsg::Trace(None)));
    assert!(app.screen().causes.is_none());
}

#[test]
fn a_message_made_late_arrives_late_and_can_be_put_back() {
    let mut app = story_in_lanes();
    let before = whole(&app);
    let (flight, at) = first_append(&app);
    app.update(Msg::Edit(Edit::Arrive(flight, at + 40 * MILLISECOND)));
    let RowOf::Message { arrives: arrived, .. } = row_of(&app, flight).of else {
        panic!("a message")
    };
    assert_eq!(arrived, Some(at + 40 * MILLISECOND));
    let line = app.screen().timeline.compared.clone().expect("it is compared");
    assert!(line.starts_with("Edited; all other actions stay."), "{line}");
    assert_eq!(
        app.player().history().run().actions.len(),
        3,
        "the election, the poll, and the delay"
    );
    // Later still changes the same delay; earlier than it was by itself it cannot be.
    app.update(Msg::Edit(Edit::Arrive(flight, at + 60 * MILLISECOND)));
    assert_eq!(app.player().history().run().actions.len(), 3);
    app.update(Msg::Edit(Edit::Arrive(flight, 0)));
    assert_eq!(whole(&app), before, "as it was");
    app.update(Msg::Edit(Edit::Arrive(flight, at - 1)));
    assert_eq!(whole(&app), before);
    assert!(app.screen().notice.is_some_and(|notice| notice.contains("not speed it up")));
    app.update(Msg::Undo);
    let RowOf::Message { arrives: arrived, .. } = row_of(&app, flight).of else {
        panic!("a message")
    };
    assert_eq!(arrived, Some(at + 60 * MILLISECOND));
}

#[test]
fn what_came_out_differently_is_marked_and_what_is_no_more_is_a_ghost() {
    let mut app = story_in_lanes();
    assert!(!diagram(&app).svg.contains("ghost"));
    let (flight, at) = first_append(&app);
    app.update(Msg::Edit(Edit::Arrive(flight, at + 400 * MILLISECOND)));
    let svg = diagram(&app).svg.clone();
    assert!(svg.contains(" ghost\"") && svg.contains(" new\""));
}

#[test]
fn a_message_is_dropped_where_it_was_sent_and_that_can_be_taken_out_again() {
    let mut app = story_in_lanes();
    let before = whole(&app);
    let (flight, _) = first_append(&app);
    app.update(Msg::Edit(Edit::Drop(flight)));
    let RowOf::Message { arrives: arrived, drop, .. } = row_of(&app, flight).of else {
        panic!("a message")
    };
    assert_eq!((arrived, drop), (None, Some(true)));
    let actions = diagram(&app).rows.iter().filter(|r| matches!(r.of, RowOf::Action(_))).count();
    assert_eq!(actions, 3, "the election, the poll, and the drop");
    app.update(Msg::Edit(Edit::Drop(flight)));
    assert_eq!(whole(&app), before);
}

#[test]
fn an_action_is_moved_and_one_whose_target_is_gone_is_kept_and_said_so() {
    let mut app = story_in_lanes();
    let old = leader(&app);
    app.update(Msg::Act(Action::Crash { server: old }));
    play_until(&mut app, "another leader", |_, app| {
        app.player().cluster().leader().is_some_and(|now| now != old)
    });
    app.update(Msg::Act(Action::Restart { server: old }));
    app.update(Msg::PlayPause);
    let ordinals: Vec<_> =
        app.player().history().run().actions.iter().map(|a| (a.ordinal, a.at)).collect();
    let (crash, restart) = (ordinals[2], ordinals[3]);
    app.update(Msg::Edit(Edit::Move(crash.0, restart.1 + 5 * MILLISECOND)));
    let actions = app.player().history().run().actions.clone();
    assert_eq!(actions.len(), 4, "all are kept");
    assert_eq!(actions[3].action, Action::Crash { server: old });
    let refused = diagram(&app).rows.iter().any(|r| r.words.contains("did not apply"));
    assert!(refused, "who runs cannot be restarted: {:?}", diagram(&app).rows);
    app.update(Msg::Edit(Edit::Remove(restart.0)));
    assert_eq!(app.player().history().run().actions.len(), 3);
}

#[test]
fn an_action_is_not_moved_to_where_no_link_could_hold_it() {
    let actions = told_story().player().history().run().actions.clone();
    let moved = edited(&actions, Edit::Move(actions[0].ordinal, Micros::MAX), None);
    let moved = moved.expect("it is part of the run");
    assert_eq!(moved.last().map(|action| action.at), Some(MAX_TIME));
}

#[test]
fn the_window_follows_the_playhead_until_it_is_moved() {
    let mut app = story_in_lanes();
    app.update(Msg::FollowLive);
    play_until(&mut app, "a second", |_, app| app.player().cluster().now() > SECOND);
    app.update(Msg::PlayPause);
    assert!(diagram(&app).follows);
    app.update(Msg::Diagram(DiagramMsg::Zoom(true)));
    app.update(Msg::Diagram(DiagramMsg::Zoom(true)));
    let words = diagram(&app).words.clone();
    app.update(Msg::Diagram(DiagramMsg::Pan(false)));
    assert!(!diagram(&app).follows && diagram(&app).words != words);
    app.update(Msg::Seek(10 * MILLISECOND));
    let stays = diagram(&app).words.clone();
    app.update(Msg::Step);
    assert_eq!(diagram(&app).words, stays);
    app.update(Msg::Diagram(DiagramMsg::Follow));
    assert!(diagram(&app).words.starts_with("0.0 ms"));
    for _ in 0..20 {
        app.update(Msg::Diagram(DiagramMsg::Zoom(true)));
    }
    assert!(!diagram(&app).can_zoom.1, "there is an end to it");
}

#[test]
fn what_is_dragged_moves_with_the_pointer_and_is_edited_when_let_go() {
    let mut app = story_in_lanes();
    let (flight, at) = first_append(&app);
    let grip = raft_lunch::diagram::Grip::Head(flight);
    // Two seconds are shown, from the start.
    let layout = Layout::new(app.player().cluster(), (0, 2 * SECOND), 1_000);
    let later = layout.x(at + 50 * MILLISECOND);
    app.update(Msg::Diagram(DiagramMsg::Drag(grip, later)));
    let dragged = row_of(&app, flight).of;
    assert!(matches!(dragged, RowOf::Message { arrives: Some(t), .. } if t == at), "not yet");
    app.update(Msg::Diagram(DiagramMsg::Release));
    let RowOf::Message { arrives: arrived, .. } = row_of(&app, flight).of else {
        panic!("a message")
    };
    assert!(arrived.is_some_and(|now| now > at));
    app.update(Msg::Diagram(DiagramMsg::Release));
    assert!(app.screen().notice.is_none(), "nothing is held any more");
}

/// A follower loses its disk, is taken out of the cluster, and comes back as a new
/// server under its old name; another is paused all the while.
fn lost_and_paused() -> (App, ServerId, ServerId) {
    let mut app = story_in_lanes();
    let leader = leader(&app);
    let others: Vec<_> = (1..=5).map(ServerId).filter(|&server| server != leader).collect();
    let (lost, paused) = (others[0], others[1]);
    app.update(Msg::Act(Action::Pause { server: paused }));
    app.update(Msg::Act(Action::Crash { server: lost }));
    app.update(Msg::Act(Action::LoseDisk { server: lost }));
    let change = MembershipChange::Remove(lost);
    app.update(Msg::Act(Action::ChangeMembership { server: leader, change }));
    let pass = |app: &mut App| {
        if !app.player().is_playing {
            app.update(Msg::PlayPause);
        }
        let later = app.player().cluster().now() + 3 * SECOND;
        play_until(app, "three seconds", |_, app| app.player().cluster().now() > later);
    };
    pass(&mut app);
    app.update(Msg::Act(Action::Restart { server: lost }));
    assert_eq!(app.screen().notice, None);
    pass(&mut app);
    app.update(Msg::PlayPause);
    (app, lost, paused)
}

#[test]
fn a_server_that_comes_back_without_its_disk_is_not_drawn_as_down() {
    let (mut app, lost, _) = lost_and_paused();
    let gaps = gaps(&whole(&app));
    let gap = gaps.iter().find(|gap| gap.server == lost).expect("it was down");
    assert!(gap.until.is_some(), "{gap:?}");
    let on = Node::Server(lost);
    let starts: Vec<_> =
        marks(&whole(&app)).into_iter().filter(|mark| mark.kind.class() == "m-restarted").collect();
    assert_eq!(
        starts.iter().map(|mark| (mark.on, Some(mark.at))).collect::<Vec<_>>(),
        [(on, gap.until)]
    );
    let watcher = app.player().history().watch();
    assert!(watcher.marks.iter().any(|mark| mark.kind == MarkKind::Restarted(lost)));
    app.update(Msg::SetStride(Stride::Crash));
    app.update(Msg::Back);
    assert_eq!(Some(app.player().cluster().now()), gap.until, "a step back stops there");
}

#[test]
fn who_is_paused_all_the_while_is_drawn_so_and_who_runs_again_is_not() {
    let (mut app, ..) = lost_and_paused();
    for _ in 0..3 {
        app.update(Msg::Diagram(DiagramMsg::Zoom(true)));
    }
    let svg = diagram(&app).svg.clone();
    let widths = |class: &str| -> Vec<String> {
        let rects = svg.split(class).skip(1).filter_map(|rect| rect.split("width=\"").nth(1));
        rects.map(|width| width.chars().take_while(char::is_ascii_digit).collect()).collect()
    };
    assert!(widths("gap-c").iter().all(|width| width == "0"), "it has been running for long");
    assert!(widths("gap-p").iter().any(|width| width != "0"), "it is still paused");
}
