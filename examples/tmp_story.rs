use raft_lunch::view::*;
fn main() {
    let seed: u64 = std::env::args().nth(1).unwrap().parse().unwrap();
    let servers: u16 = std::env::args().nth(2).unwrap().parse().unwrap();
    let mut app = App::new(&PageQuery { seed, servers, ..PageQuery::default() });
    app.update(Msg::PlayPause);
    let mut last = None; let mut ms = 0.0;
    while app.player().is_playing && ms < 400_000.0 {
        app.update(Msg::Tick(16.0)); ms += 16.0;
        let c = app.player().caption().cloned();
        if c != last { if std::env::args().nth(3).is_some() { let c = c.clone().unwrap(); println!("{:6.1}s {:5.0}ms [{}] {} | {}", ms/1000.0, app.player().now()/1000.0, c.topic, c.lunch, c.raft); } last = c; }
    }
    let mut t = app.screen().scene.tally.clone().unwrap().dishes.into_iter().map(|d| d.1).collect::<Vec<_>>(); t.sort();
    let elections = app.player().cluster().term();
    println!("seed {seed} {:?} wall {:.0}s virt {:.0}ms term {elections} tally {t:?} events {} attempts {:?} violations {}", app.player().story_so_far() == &Story::Invites, ms/1000.0, app.player().now()/1000.0, app.player().history().events().len(), app.player().cluster().clients()[0].history().first().map(|h| h.attempts), app.player().checker().violations().len());
}
