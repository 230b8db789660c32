//! Makes what others take along of a built page: `pack FOLDER TO` writes into TO the page in one
//! file, a zip of the folder, and the folder `package` for npm. `cargo xtask dist` runs it.

use anyhow::{Context, Result};
use raft_lunch_release::{npm_folder, one_file, zip_folder, zip_name};
use std::fs;
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (folder, to) = folders.next().zip(folders.next()).context("pack FOLDER TO")?;
    if to.exists() {
        fs::remove_dir_all(&to).with_context(|| format!("emptying {}", to.display()))?;
    }
    fs::create_dir_all(&to).with_context(|| format!("making {}", to.display()))?;
    fs::write(to.join("raft-lunch.html"), one_file(&folder)?)?;
    zip_folder(&folder, &to.join(zip_name()))?;
    npm_folder(&folder, &to.join("package"))
}
