//! A Chromium for the browser tests: found, or Debian's, or a sentence.

use crate::project;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use xshell::{Shell, cmd};

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where it stands when it is on no `PATH`.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// The path of a Chromium, which is installed where that is in our power.
pub fn ensure(shell: &Shell) -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROME").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if !path.is_file() {
            bail!("CHROME names {}, where there is no program", path.display());
        }
        return Ok(path);
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if may_install(shell) {
        install(shell)?;
    }
    find().context(
        "there is no Chromium here for the browser tests: install Chromium or Chrome, or set \
         CHROME to its path",
    )
}

fn find() -> Option<PathBuf> {
    let places = PLACES.iter().map(PathBuf::from).filter(|path| path.is_file());
    NAMES.iter().filter_map(|name| project::on_path(name)).chain(places).next()
}

fn may_install(shell: &Shell) -> bool {
    let root = cmd!(shell, "id -u").quiet().ignore_stderr().read().is_ok_and(|id| id == "0");
    root && Path::new("/etc/debian_version").is_file() && project::on_path("apt-get").is_some()
}

fn install(shell: &Shell) -> Result<()> {
    println!("Installing Debian's chromium for the browser tests (a minute or two, once)");
    let quiet = |command: xshell::Cmd<'_>| {
        command.env("DEBIAN_FRONTEND", "noninteractive").quiet().ignore_stdout().run()
    };
    quiet(cmd!(shell, "apt-get update -qq")).context("`apt-get update` failed: see above")?;
    quiet(cmd!(shell, "apt-get install -y -qq --no-install-recommends chromium"))
        .context("`apt-get install chromium` failed: see above")
}
