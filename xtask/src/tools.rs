//! trunk, wasm-bindgen, cargo-mutants and the wasm32 target: found, or installed beside the
//! project in a cache of ours. What the user has in `~/.cargo/bin` stays as it is.

use crate::project;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use xshell::{Shell, cmd};

/// The trunk that this project is built and tested with.
const TRUNK_VERSION: &str = "0.21.14";

/// The cargo-mutants whose options and output `mutants` knows.
const MUTANTS_VERSION: &str = "27.1.0";

const TARGET: &str = "wasm32-unknown-unknown";

/// A command-line tool, in the one version that fits the project.
pub struct Tool {
    package: &'static str,
    binary: &'static str,
    version: String,
    purpose: &'static str,
    from_source: &'static str,
    features: &'static [&'static str],
    /// What makes it say its version.
    says_version: &'static [&'static str],
}

impl Tool {
    /// trunk, which bundles and serves the page.
    pub fn trunk() -> Tool {
        Tool {
            package: "trunk",
            binary: "trunk",
            version: TRUNK_VERSION.to_owned(),
            purpose: "bundles and serves the page",
            from_source: "about 3 minutes on 2 cores",
            features: &["--no-default-features", "--features", "rustls"],
            says_version: &["--version"],
        }
    }

    /// wasm-bindgen, which writes the JavaScript beside the wasm.
    pub fn wasm_bindgen() -> Result<Tool> {
        Ok(Tool {
            package: "wasm-bindgen-cli",
            binary: "wasm-bindgen",
            version: project::wasm_bindgen_version()?,
            purpose: "joins the page's wasm to JavaScript",
            from_source: "1 to 2 minutes on 2 cores",
            features: &[],
            says_version: &["--version"],
        })
    }

    /// The runner of wasm tests: another program of wasm-bindgen's package.
    pub fn wasm_test_runner() -> Result<Tool> {
        let binary = "wasm-bindgen-test-runner";
        Ok(Tool { binary, purpose: "runs wasm tests", ..Tool::wasm_bindgen()? })
    }

    /// cargo-mutants, which plants bugs.
    pub fn mutants() -> Tool {
        Tool {
            package: "cargo-mutants",
            binary: "cargo-mutants",
            version: MUTANTS_VERSION.to_owned(),
            purpose: "plants bugs, to see whether the tests catch them",
            from_source: "1 to 2 minutes on 2 cores",
            features: &[],
            says_version: &["mutants", "--version"],
        }
    }

    /// The folder that has this tool in the right version: one of `PATH`, else ours.
    pub fn folder(&self, shell: &Shell) -> Option<PathBuf> {
        let on_path = project::on_path(self.binary);
        let ours = self.home().map(|home| home.join("bin").join(self.file()));
        on_path
            .into_iter()
            .chain(ours.ok())
            .find(|program| self.is_right(shell, program))
            .and_then(|program| program.parent().map(Path::to_owned))
    }

    /// The path of the tool itself; it must be there.
    pub fn path(&self, shell: &Shell) -> Result<PathBuf> {
        let folder = self.folder(shell);
        let folder = folder.with_context(|| format!("{} is not installed", self.binary))?;
        Ok(folder.join(self.file()))
    }

    fn file(&self) -> String {
        format!("{}{}", self.binary, env::consts::EXE_SUFFIX)
    }

    fn is_right(&self, shell: &Shell, program: &Path) -> bool {
        if !program.is_file() {
            return false;
        }
        let ask = self.says_version;
        let said = cmd!(shell, "{program} {ask...}").quiet().ignore_stderr().read();
        said.is_ok_and(|said| said.split_whitespace().nth(1) == Some(self.version.as_str()))
    }

    /// Our own folder of this tool in this version.
    fn home(&self) -> Result<PathBuf> {
        let name = self.package.trim_end_matches("-cli");
        Ok(cache()?.join(format!("{name}-{}", self.version)))
    }

    /// Installs a prebuilt tool where one can be had, else builds it.
    fn install(&self, shell: &Shell) -> Result<()> {
        let home = self.home()?;
        let spec = format!("{}@{}", self.package, self.version);
        println!("\nInstalling {spec} into {}", home.display());
        if project::on_path("cargo-binstall").is_some() {
            let prebuilt = cmd!(
                shell,
                "cargo binstall --no-confirm --disable-strategies compile --root {home} {spec}"
            );
            let got = prebuilt.quiet().ignore_stdout().ignore_stderr().run().is_ok();
            if got && self.is_right(shell, &home.join("bin").join(self.file())) {
                return Ok(());
            }
            println!("No prebuilt {} could be had: building it from source.", self.binary);
        }
        if self.build(shell, &home, &["--locked"]).is_err() {
            println!("Its own locked versions could not be built: trying the newest that fit.");
            self.build(shell, &home, &[])
                .with_context(|| format!("{spec} could not be installed: see above"))?;
        }
        // What the compiler left behind; a build that was interrupted goes on from it.
        let _ = fs::remove_dir_all(home.join("build"));
        Ok(())
    }

    fn build(&self, shell: &Shell, home: &Path, lock: &[&str]) -> xshell::Result<()> {
        let spec = format!("{}@{}", self.package, self.version);
        let features = self.features;
        cmd!(shell, "cargo install --debug --force --root {home} {lock...} {features...} {spec}")
            .env("CARGO_TARGET_DIR", home.join("build"))
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .quiet()
            .run()
    }
}

/// Sees to it that the wasm32 target and these tools are here, and says
/// beforehand what it will install and how long that takes.
pub fn ensure(shell: &Shell, tools: &[Tool]) -> Result<()> {
    let no_target = !has_target(shell)?;
    let mut missing: Vec<&Tool> = Vec::new();
    for tool in tools.iter().filter(|tool| tool.folder(shell).is_none()) {
        // One package may hold several of the tools.
        if missing.iter().all(|other| other.package != tool.package) {
            missing.push(tool);
        }
    }
    if !no_target && missing.is_empty() {
        return Ok(());
    }
    println!("Raft Lunch needs what is not on this machine yet, and installs it now, once:");
    if no_target {
        println!("  - {TARGET}: Rust's own standard library for wasm, some seconds");
    }
    for tool in &missing {
        let Tool { binary, version, purpose, from_source, .. } = tool;
        println!("  - {binary} {version}, which {purpose}: {from_source}, less if prebuilt");
    }
    if !missing.is_empty() {
        println!("The tools go to {}, not among your own.", cache()?.display());
    }
    if no_target {
        add_target(shell)?;
    }
    for tool in missing {
        tool.install(shell)?;
        tool.path(shell).context("it was installed, but does not run")?;
    }
    println!();
    Ok(())
}

/// `PATH` with the folders of these tools and the project's npm tools in front,
/// so that trunk finds what it needs and downloads nothing.
pub fn path_with(shell: &Shell, tools: &[Tool]) -> Result<OsString> {
    let mut folders = Vec::new();
    for tool in tools {
        folders.extend(tool.folder(shell));
    }
    folders.push(project::root().join("node_modules").join(".bin"));
    if let Some(path) = env::var_os("PATH") {
        folders.extend(env::split_paths(&path));
    }
    env::join_paths(folders).context("a folder on PATH has a name that PATH cannot hold")
}

fn has_target(shell: &Shell) -> Result<bool> {
    let folder = cmd!(shell, "rustc --print target-libdir --target {TARGET}").quiet().read();
    let folder = folder.context("asking rustc where its targets are")?;
    Ok(Path::new(folder.trim()).is_dir())
}

fn add_target(shell: &Shell) -> Result<()> {
    if project::on_path("rustup").is_none() {
        bail!(
            "this Rust is not rustup's: install its {TARGET} standard library from where it came"
        );
    }
    let added = cmd!(shell, "rustup target add {TARGET}").quiet().run();
    added.with_context(|| format!("the {TARGET} target could not be installed: see above"))
}

/// The folder of the tools that this project installs for itself.
fn cache() -> Result<PathBuf> {
    let folder = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = folder.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    let folder = folder.context("there is no home folder to put tools in: set XDG_CACHE_HOME")?;
    Ok(folder.join("raft-lunch").join("tools"))
}
