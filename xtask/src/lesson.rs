//! A lesson of one's own: checked, and shown in the page.

use crate::{args::ServeOptions, page, project};
use anyhow::{Context, Result, ensure};
use std::net::{Ipv4Addr, TcpStream};
use std::{ffi::OsStr, fs, process::Command, thread, time::Duration};
use xshell::cmd;

/// Checks a lesson and says what is wrong with it, and where. A whole one is shown, if wanted.
pub fn check(file: &OsStr, is_shown: bool) -> Result<()> {
    let (shell, path) = (project::shell()?, std::path::absolute(file)?);
    cmd!(shell, "cargo run --quiet --bin lessons -- {path}").quiet().run()?;
    if is_shown { show(file) } else { Ok(()) }
}

/// Serves the page with the lesson beside it until interrupted. A reload shows what was changed.
fn show(file: &OsStr) -> Result<()> {
    let (mut trunk, port) = page::server(&ServeOptions::default())?;
    let page = format!("http://localhost:{port}/");
    let address = format!("{page}?door=lessons&lesson={page}own-lesson.json");
    let beside = project::root().join(page::SERVED).join("own-lesson.json");
    let mut trunk = trunk.spawn().context("starting trunk")?;
    let mut is_open = false;
    loop {
        ensure!(trunk.try_wait()?.is_none(), "trunk stopped: see above");
        // It answers once the page is built; each build empties the folder that it serves.
        let is_served = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        if is_served && fs::copy(file, &beside).is_ok() && !std::mem::replace(&mut is_open, true) {
            println!("\nThe lesson is at {address}");
            let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
            if Command::new(opener).arg(&address).status().is_err() {
                println!("No browser could be opened from here: open it yourself.");
            }
        }
        thread::sleep(Duration::from_millis(500));
    }
}
