//! The scenarios of etcd's own tests, on our core: at every point at which both are
//! at rest, the same role, term, vote, commit index and log on every server, or the
//! difference explained. Where the files are absent this check does not run, and says
//! so.
#![cfg(not(target_arch = "wasm32"))]

use std::env;
use std::fs::{self, ReadDir};
use std::io::{self, Write};
use std::path::PathBuf;

mod etcd_support;

use etcd_support::servers::Servers;
use etcd_support::{Line, lines};

/// A difference with its reason: the file, the lines, the servers, and why.
struct Explained {
    file: &'static str,
    lines: &'static [u64],
    servers: &'static [u16],
    why: &'static str,
}

/// The only voter of a cluster needs nobody's answer: its vote and its entries count
/// as soon as they are durable (paper §5.2, §5.3; thesis §10.2.1). etcd elects and
/// commits in its next round of work, which is still to come at these lines.
const ALONE: &str = "the only voter commits its no-op within the same step";

/// "A server always uses the latest configuration in its log" (thesis §4.1): on
/// append. Once C_new is appended the leader no longer replicates to those removed;
/// etcd goes on until it applies it.
const ON_APPEND: &str = "whoever C_new leaves out hears nothing after it is appended";

/// A server grants a pre-vote only if it has not heard from a leader within the
/// minimum election timeout (thesis §9.6); etcd asks for that with its CheckQuorum
/// only, and lets this campaign topple a leader that everyone hears.
const HEARD: &str = "who hears a leader grants no pre-vote";

const EXPLAINED: &[Explained] = &[
    Explained { file: "confchange_v1_add_single", lines: &[3], servers: &[1], why: ALONE },
    Explained { file: "confchange_v2_add_double_auto", lines: &[3], servers: &[1], why: ALONE },
    Explained {
        file: "confchange_v2_add_double_auto",
        lines: &[19],
        servers: &[2, 3],
        why: ON_APPEND,
    },
    Explained { file: "prevote", lines: &[16], servers: &[1, 2, 3], why: HEARD },
];

#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    points: usize,
    agreements: usize,
    /// Where they differ: line, server, in what.
    differences: Vec<(u64, u16, String)>,
}

fn replay(lines: &[Line]) -> Count {
    let mut count = Count::default();
    let mut servers = Servers::default();
    for line in lines {
        servers.obey(line);
        let Some(nodes) = &line.nodes else { continue };
        if line.in_flight > 0 || !servers.is_quiescent() {
            continue;
        }
        count.points += 1;
        let before = count.differences.len();
        for node in nodes {
            let difference = servers.difference(node);
            count.differences.extend(difference.map(|what| (line.n, node.id, what)));
        }
        count.agreements += usize::from(count.differences.len() == before);
    }
    count
}

/// The recorded states, if they are here: in a folder beside this project's, or where
/// `RAFT_LUNCH_ETCD` says. What a variable names has to be there.
fn folder() -> Option<ReadDir> {
    if let Some(named) = env::var_os("RAFT_LUNCH_ETCD") {
        return Some(fs::read_dir(named).expect("RAFT_LUNCH_ETCD names a folder"));
    }
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/etcd");
    fs::read_dir(beside).ok()
}

#[test]
fn our_core_reaches_the_states_that_etcds_reaches() {
    let Some(folder) = folder() else {
        // Not `println!`: what a passing test says by that is kept from the reader.
        let sentence = "etcd_replay: the recorded states of etcd's Raft are not here (see \
                        RAFT_LUNCH_ETCD in tests/etcd_replay.rs): this check did not run.";
        writeln!(io::stderr(), "{sentence}").expect("somebody listens");
        return;
    };
    let mut files: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ndjson"));
    files.sort();
    let (mut points, mut agreements) = (0, 0);
    let mut unexplained = Vec::new();
    for path in &files {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let count = replay(&lines(&fs::read_to_string(path).expect("it can be read")));
        println!("{name}: {} quiescent points, {} agreements", count.points, count.agreements);
        for (line, server, what) in &count.differences {
            let explained = EXPLAINED.iter().find(|explained| {
                explained.file == name
                    && explained.lines.contains(line)
                    && explained.servers.contains(server)
            });
            match explained {
                Some(explained) => println!("  line {line}, S{server}: {what}: {}", explained.why),
                None => unexplained.push(format!("{name}, line {line}, S{server}: {what}")),
            }
        }
        for explained in EXPLAINED.iter().filter(|explained| explained.file == name) {
            for (line, server) in explained.all() {
                let is_there = count.differences.iter().any(|d| (d.0, d.1) == (line, server));
                assert!(is_there, "{name}, line {line}, S{server} is explained, but they agree");
            }
        }
        points += count.points;
        agreements += count.agreements;
    }
    println!("files {} quiescent points {points} agreements {agreements}", files.len());
    assert_eq!(unexplained, Vec::<String>::new());
    assert!(points > 0, "the folder has files with points to compare");
}

impl Explained {
    fn all(&self) -> impl Iterator<Item = (u64, u16)> + '_ {
        let servers = |line: &u64| {
            let line = *line;
            self.servers.iter().map(move |&server| (line, server))
        };
        self.lines.iter().flat_map(servers)
    }
}

/// A file of our own: a cluster of one comes to power.
const ALONE_IN_POWER: &str = r#"{"n":1,"cmd":"add-nodes","args":["1","voters=1","index=3"],"nodes":[{"id":1,"role":"StateFollower","term":0,"vote":0,"commit":3,"first":4,"log":null}],"in_flight":0}
{"n":2,"cmd":"campaign","args":["1"],"nodes":[],"in_flight":0}
{"n":3,"cmd":"stabilize","nodes":[{"id":1,"role":"StateLeader","term":1,"vote":1,"commit":4,"first":4,"log":[{"i":4,"t":1}]}],"in_flight":0}"#;

#[test]
fn a_recorded_state_that_is_wrong_is_noticed() {
    let right = replay(&lines(ALONE_IN_POWER));
    assert_eq!((right.points, right.agreements), (2, 2), "{:?}", right.differences);
    for (from, to) in [
        ("\"commit\":4", "\"commit\":3"),
        ("\"i\":4,\"t\":1", "\"i\":4,\"t\":2"),
        ("StateLeader", "StateFollower"),
        ("\"i\":4,\"t\":1}", "\"i\":4,\"t\":1},{\"i\":5,\"t\":1}"),
    ] {
        let wrong = replay(&lines(&ALONE_IN_POWER.replace(from, to)));
        let place = wrong.differences.first().map(|(line, server, _)| (*line, *server));
        assert_eq!(place, Some((3, 1)), "{to} instead of {from}");
    }
}
