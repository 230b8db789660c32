//! Makes two parts of the page while it is built (`Trunk.toml`): its first picture, which the
//! reader sees before the wasm has come, and its style sheet. `index.html` names the files.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use raft_lunch::ui::first_picture;

fn main() -> io::Result<()> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(styles), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other(
            "the style sheet to join and the folder to write to are missing",
        ));
    };
    fs::create_dir_all(&folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    fs::write(folder.join("first-picture.html"), runtime.block_on(first_picture()))?;
    fs::write(folder.join("styles.css"), joined(&styles)?)
}

/// The style sheets that `list` imports, one after the other. A browser asks for one file
/// once; for twenty it would have to ask several times before it can draw anything.
fn joined(list: &Path) -> io::Result<String> {
    let text = fs::read_to_string(list)?;
    let imports =
        text.lines().filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"));
    imports.map(|part| fs::read_to_string(list.with_file_name(part))).collect()
}
