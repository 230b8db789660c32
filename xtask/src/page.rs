//! The page itself, through trunk: served while you work, or built to publish.

use crate::args::ServeOptions;
use crate::tools::{self, Tool};
use crate::{node, project};
use anyhow::{Context, Result};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use xshell::cmd;

/// Where `serve` keeps its build, so that it never touches the release folder.
pub const SERVED: &str = "target/serve";

const PORTS: std::ops::RangeInclusive<u16> = 8080..=8099;

/// Installs what is missing, builds the page and serves it until interrupted.
pub fn serve(options: &ServeOptions) -> Result<()> {
    become_process(server(options)?.0)
}

/// The command that builds the page and serves it, and on which port.
pub fn server(options: &ServeOptions) -> Result<(Command, u16)> {
    let shell = project::shell()?;
    let tools = [Tool::trunk(), Tool::wasm_bindgen()?];
    tools::ensure(&shell, &tools)?;
    let path = tools::path_with(&shell, &tools)?;
    let port = options.port.map_or_else(free_port, Ok)?;
    println!("Raft Lunch will be at http://localhost:{port}/ once it is built: the first time");
    println!("takes a minute, later only what you changed. Ctrl-C stops it.\n");
    let mut trunk = Command::new(tools[0].path(&shell)?);
    trunk.current_dir(project::root()).env("PATH", path);
    trunk.args(["serve", "--dist", SERVED, "--port", &port.to_string()]);
    if options.open {
        trunk.arg("--open");
    }
    if options.release {
        trunk.arg("--release");
    }
    Ok((trunk, port))
}

/// Hands this process over, so that whoever stops it stops trunk.
#[cfg(unix)]
fn become_process(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("starting trunk")
}

#[cfg(not(unix))]
fn become_process(mut command: Command) -> Result<()> {
    let status = command.status().context("starting trunk")?;
    anyhow::ensure!(status.success(), "trunk stopped ({status}): see above");
    Ok(())
}

fn free_port() -> Result<u16> {
    let mut ports = PORTS;
    let free = ports.find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
    free.with_context(|| {
        let (first, last) = (PORTS.start(), PORTS.end());
        format!("the ports {first} to {last} are all in use: name another with --port")
    })
}

/// Makes the release folder. Trunk runs wasm-opt itself: the npm tools are on the `PATH` that
/// it gets, so it downloads none.
pub fn build() -> Result<()> {
    let shell = project::shell()?;
    let tools = [Tool::trunk(), Tool::wasm_bindgen()?];
    node::ensure_npm(&shell)?;
    tools::ensure(&shell, &tools)?;
    node::ensure_packages(&shell)?;
    let path = tools::path_with(&shell, &tools)?;
    let (trunk, dist) = (tools[0].path(&shell)?, project::DIST);
    cmd!(shell, "{trunk} build --release --dist {dist}")
        .env("PATH", path)
        .quiet()
        .run()
        .context("the page could not be built: see above")?;
    println!("The page is in {}", project::root().join(project::DIST).display());
    Ok(())
}
