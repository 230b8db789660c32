//! Draws the first picture of the page while the page is built (`Trunk.toml`): what the
//! reader sees before the wasm has come. `index.html` has a place for the file.

use std::path::PathBuf;
use std::{env, fs, io};

use raft_lunch::ui::first_picture;

fn main() -> io::Result<()> {
    let Some(file) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("the file to write is missing"));
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    fs::write(file, runtime.block_on(first_picture()))
}
