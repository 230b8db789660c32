//! What an entry weighs on a server: the heap that five servers hold more after a
//! hundred thousand commands of 16 bytes than before, for each entry and server. The
//! budget is 96 bytes.
//!
//! A leader's command and its followers' are one allocation in this process. So that
//! none is counted too little, each command is decoded anew where it arrives, as it
//! would be on a machine of its own.

use peak_alloc::PeakAlloc;
use raft_lunch::raft::*;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const ENTRIES: usize = 100_000;
const BUDGET: f64 = 96.0;

fn main() {
    let disk = PersistentState::bootstrap(Configuration::new([ServerId(1)]));
    let (mut server, _) = Server::start(ServerId(1), Settings::default(), disk);
    let mut write = None;
    let mut feed = |input| {
        for output in server.step(input) {
            if let Output::Persist(asked) = output {
                write = Some(asked.id);
            }
        }
        write.take()
    };
    if let Some(id) = feed(Input::ElectionTimeout) {
        feed(Input::Persisted(id));
    }
    let before = HEAP.current_usage();
    for _ in 0..ENTRIES {
        let command = Command::from(b"SET A 0123456789".as_slice());
        if let Some(id) = feed(Input::Propose(command)) {
            feed(Input::Persisted(id));
        }
    }
    assert_eq!(server.commit_index(), server.log().last_index(), "everything is committed");
    let bytes = (HEAP.current_usage() - before) as f64 / ENTRIES as f64;
    println!(
        "bytes for a 16-byte entry on a server {bytes:.1}   budget {BUDGET}   ratio {:.2}",
        BUDGET / bytes
    );
}
