//! Histories of clients that are known to be fine, or not. Here nobody says where
//! the log put anything unless a test does: so the search has to find out.

use raft_lunch::check::{ClientHistory, Verdict};
use raft_lunch::cluster::ClientId;

/// A history on one key. Operations are named by client and number.
#[derive(Default)]
struct Clients(ClientHistory);

impl Clients {
    fn writes(&mut self, client: u16, number: u64, value: &str) -> &mut Self {
        self.0.invoked((ClientId(client), number), "A", Some(value));
        self
    }

    fn reads(&mut self, client: u16, number: u64) -> &mut Self {
        self.0.invoked((ClientId(client), number), "A", None);
        self
    }

    fn done(&mut self, client: u16, number: u64) -> &mut Self {
        self.0.answered((ClientId(client), number), "A", None);
        self
    }

    fn told(&mut self, client: u16, number: u64, value: &str) -> &mut Self {
        self.0.answered((ClientId(client), number), "A", Some(value));
        self
    }

    fn took_effect(&mut self, client: u16, number: u64, index: u64) -> &mut Self {
        self.0.took_effect((ClientId(client), number), "A", index);
        self
    }

    fn is_fine(&mut self) -> bool {
        match self.0.verdict() {
            Verdict::Linearizable => true,
            Verdict::NotLinearizable { .. } => false,
            Verdict::Undecided { .. } => panic!("these are short"),
        }
    }

    /// `1` was written and answered.
    fn after_one() -> Clients {
        let mut clients = Clients::default();
        clients.writes(1, 1, "1").done(1, 1);
        clients
    }
}

#[test]
fn what_was_written_is_read_and_before_that_nothing() {
    assert!(Clients::default().reads(2, 1).done(2, 1).writes(1, 1, "1").done(1, 1).is_fine());
    assert!(Clients::after_one().reads(2, 1).told(2, 1, "1").is_fine());
}

#[test]
fn a_stale_read_is_none() {
    let mut clients = Clients::after_one();
    clients.writes(1, 2, "2").done(1, 2);
    assert!(!clients.reads(2, 1).told(2, 1, "1").is_fine());
}

/// The second was asked for when the first had been answered, and yet stands before it in the
/// log: whoever reads what the log says reads an older value.
#[test]
fn a_write_that_took_effect_before_what_was_answered_first_is_none() {
    let mut clients = Clients::default();
    clients.writes(1, 1, "1").took_effect(1, 1, 5).done(1, 1);
    clients.writes(2, 1, "2").took_effect(2, 1, 3).done(2, 1);
    assert!(!clients.reads(3, 1).told(3, 1, "1").is_fine());
}

#[test]
fn a_lost_write_is_none() {
    assert!(!Clients::after_one().reads(2, 1).done(2, 1).is_fine(), "it reads nothing");
}

#[test]
fn a_value_that_nobody_wrote_is_none() {
    assert!(!Clients::after_one().reads(2, 1).told(2, 1, "9").is_fine());
}

#[test]
fn reads_do_not_go_backwards() {
    let mut clients = Clients::after_one();
    clients.writes(1, 2, "2");
    clients.reads(2, 1).told(2, 1, "2");
    assert!(clients.is_fine(), "it is under way, and may have taken effect");
    assert!(!clients.reads(2, 2).told(2, 2, "1").is_fine(), "but then it has");
}

#[test]
fn readers_do_not_see_two_writes_in_different_orders() {
    let mut clients = Clients::default();
    clients.writes(1, 1, "1").writes(2, 1, "2").done(1, 1).done(2, 1);
    clients.reads(3, 1).told(3, 1, "1").reads(3, 2).told(3, 2, "1");
    assert!(clients.is_fine(), "they were concurrent: either may be the last");
    assert!(!clients.reads(4, 1).told(4, 1, "2").is_fine());
}

#[test]
fn what_happens_at_the_same_time_may_be_in_any_order() {
    let mut clients = Clients::after_one();
    clients.writes(1, 2, "2").reads(2, 1).reads(3, 1);
    clients.told(2, 1, "2").done(1, 2);
    assert!(clients.told(3, 1, "1").is_fine(), "the other read began before the write was done");
}

#[test]
fn a_lost_answer_is_unknown_and_never_failed() {
    let mut clients = Clients::after_one();
    clients.writes(2, 1, "2");
    clients.reads(3, 1).told(3, 1, "1").reads(3, 2).told(3, 2, "1");
    assert!(clients.is_fine(), "it may never take effect");
    assert!(clients.reads(3, 3).told(3, 3, "2").is_fine(), "or late");
    assert!(!clients.reads(3, 4).told(3, 4, "1").is_fine(), "but then it stays");
}

#[test]
fn a_retry_that_takes_effect_twice_is_found_out() {
    let mut clients = Clients::default();
    clients.writes(1, 1, "1").took_effect(1, 1, 2).done(1, 1);
    clients.writes(2, 1, "2").took_effect(2, 1, 3).done(2, 1);
    assert!(clients.is_fine());
    // The first one is in the log again, at 4, and does it again.
    clients.took_effect(1, 1, 4);
    clients.reads(3, 1);
    assert!(!clients.told(3, 1, "1").is_fine());
}

#[test]
fn the_logs_order_explains_what_it_can_and_does_not_hide_what_it_cannot() {
    let mut clients = Clients::default();
    clients.writes(1, 1, "1").took_effect(1, 1, 2).done(1, 1);
    clients.reads(2, 1).told(2, 1, "1");
    clients.writes(1, 2, "2").took_effect(1, 2, 5).done(1, 2);
    assert!(clients.is_fine());
    // A deposed leader, which has applied up to 2 only, answers.
    clients.reads(2, 2);
    assert!(!clients.told(2, 2, "1").is_fine());
}

#[test]
fn keys_have_nothing_to_do_with_each_other() {
    let mut clients = Clients::after_one();
    let (writer, reader) = ((ClientId(1), 2), (ClientId(2), 1));
    clients.0.invoked(writer, "B", Some("b"));
    clients.0.answered(writer, "B", None);
    clients.0.invoked(reader, "B", None);
    clients.0.answered(reader, "B", Some("b"));
    assert!(clients.reads(3, 1).told(3, 1, "1").is_fine());
}

/// A read is asked again and served by several servers: which of the answers arrives, and
/// when, nobody knows. Each place in the log where it may have been answered explains it.
#[test]
fn a_late_answer_to_a_read_is_explained_by_the_log_without_a_search() {
    let mut clients = Clients::default();
    clients.writes(1, 1, "0").took_effect(1, 1, 2).done(1, 1).reads(9, 1);
    // So many writes that any search would give up, and none of them is ever answered.
    for client in 11..=40 {
        let index = u64::from(client);
        clients.writes(client, 1, &client.to_string()).took_effect(client, 1, index);
    }
    assert!(clients.told(9, 1, "0").is_fine(), "as it was before all of them");
    clients.reads(9, 2).told(9, 2, "40");
    assert!(clients.is_fine(), "as it is now");
}

#[test]
fn a_client_may_have_several_requests_under_way_which_take_effect_in_any_order() {
    let mut clients = Clients::default();
    clients.writes(1, 1, "1").writes(1, 2, "2").reads(1, 3);
    clients.took_effect(1, 2, 2).took_effect(1, 1, 3);
    clients.done(1, 1).told(1, 3, "2").done(1, 2);
    assert!(clients.is_fine(), "the second one first, and the read between them");
    assert!(clients.reads(1, 4).told(1, 4, "1").is_fine());
    assert!(!clients.reads(1, 5).told(1, 5, "2").is_fine(), "but now both are done");
    let mut clients = Clients::default();
    clients.writes(1, 1, "1").writes(1, 2, "2").reads(1, 3).done(1, 1).told(1, 3, "2").done(1, 2);
    assert!(clients.is_fine(), "the search finds that too");
}

#[test]
fn a_search_that_would_take_too_long_says_so_and_hides_no_other_key() {
    let mut clients = Clients::default();
    // Twenty writes at once, in any order; one of them each is read, at once too.
    for client in 1..=20 {
        clients.writes(client, 1, &client.to_string());
    }
    for client in 21..=40 {
        clients.reads(client, 1);
    }
    for client in 21..=40 {
        clients.told(client, 1, &(client - 20).to_string());
    }
    // Afterwards two more are read, and both cannot have been the last. But to see that no
    // order explains it takes trying all of them: this is not to be taken for fine or for wrong.
    clients.reads(50, 1).reads(51, 1).told(50, 1, "20").told(51, 1, "19");
    let undecided = Verdict::Undecided { key: "A".into() };
    assert_eq!(clients.0.verdict(), undecided);
    // Another key is read as it has not been for long.
    let id = |number| (ClientId(60), number);
    for (number, value) in [(1, "old"), (2, "new")] {
        clients.0.invoked(id(number), "B", Some(value));
        assert!(!clients.0.answered(id(number), "B", None));
    }
    clients.0.invoked(id(3), "C", Some("1"));
    clients.0.invoked(id(4), "B", None);
    assert_eq!(clients.0.verdict(), undecided);
    assert!(clients.0.answered(id(4), "B", Some("old")), "the first that nothing explains");
    let stale = Verdict::NotLinearizable { key: "B".into(), answered: id(4) };
    assert_eq!(clients.0.verdict(), stale, "what is wrong goes before what is unknown");
    let of_each: Vec<_> = clients.0.verdicts().collect();
    assert_eq!(of_each, [("A", undecided), ("B", stale), ("C", Verdict::Linearizable)]);
}

/// Two writers and a reader who never wait for each other: some of what each asks for
/// is always open while the others are told.
fn busy(clients: &mut Clients, numbers: std::ops::Range<u64>) {
    for number in numbers {
        let value = number.to_string();
        clients.writes(1, number, &value).reads(3, number);
        if number > 1 {
            clients.done(2, number - 1);
        }
        clients.writes(2, number, "2").told(3, number, &value).done(1, number);
    }
}

#[test]
fn thousands_of_answers_that_the_log_does_not_explain_are_looked_at_once_each() {
    let mut clients = Clients::default();
    busy(&mut clients, 1..10_000);
    assert!(clients.is_fine());
    // What was overwritten long ago is still known to be.
    assert!(!clients.reads(4, 1).told(4, 1, "17").is_fine());
}

#[test]
fn what_was_asked_before_is_taken_where_it_was_read_and_nowhere_else() {
    let mut clients = Clients::default();
    for number in 1..=40 {
        clients.0.was_asked_before((ClientId(0), number), "A", &format!("old {number}"));
    }
    clients.reads(4, 1).told(4, 1, "old 7").reads(4, 2).told(4, 2, "old 30");
    busy(&mut clients, 1..100);
    assert!(clients.is_fine());
    clients.reads(4, 3).told(4, 3, "old 8");
    assert!(clients.is_fine(), "it may have taken effect just now");
    assert!(!clients.reads(4, 4).told(4, 4, "old 7").is_fine(), "but once only");
}

#[test]
fn a_read_that_is_never_answered_holds_nobody_up_for_ever() {
    let mut clients = Clients::default();
    clients.reads(4, 1);
    busy(&mut clients, 1..10_000);
    assert_ne!(
        clients.0.verdict(),
        Verdict::NotLinearizable { key: "A".into(), answered: (ClientId(1), 1) }
    );
    let mut clients = Clients::default();
    clients.reads(4, 1);
    busy(&mut clients, 1..100);
    assert!(clients.told(4, 1, "17").is_fine(), "it was open all the while");
}
