//! The figures that only a browser can give: the load of the benches as wasm in a real
//! Chromium, beside the same natively.

use crate::tools::{self, Tool};
use crate::{chromium, node, page, project};
use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;
use xshell::cmd;

const WASM: &str = "wasm32-unknown-unknown";
const PACKAGE: &str = "raft-lunch-perf";

/// Builds the page, and the load of the benches for both in plain release; measures them in
/// turn and prints the figures.
pub fn measure() -> Result<()> {
    let shell = project::shell()?;
    // What is missing shows before anything slow has run.
    node::ensure_npm(&shell)?;
    let chrome = chromium::ensure(&shell)?;
    page::build()?;
    tools::ensure(&shell, &[Tool::wasm_bindgen()?])?;

    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let target = project::root().join(target);
    let build = |kind: &[&str]| {
        cmd!(shell, "cargo build --release --package {PACKAGE} --target-dir {target} {kind...}")
            .quiet()
            .run()
            .context("what is to be measured could not be built: see above")
    };
    build(&["--bins"])?;
    build(&["--lib", "--target", WASM])?;

    let folder = target.join("perf");
    let wasm = target.join(WASM).join("release").join("raft_lunch_perf.wasm");
    let wasm_bindgen = Tool::wasm_bindgen()?.path(&shell)?;
    cmd!(
        shell,
        "{wasm_bindgen} --target web --no-typescript --out-name perf --out-dir {folder} {wasm}"
    )
    .quiet()
    .run()
    .context("wasm-bindgen failed: see above")?;
    shell.copy_file("perf/index.html", folder.join("index.html"))?;

    let native = format!("{PACKAGE}{}", env::consts::EXE_SUFFIX);
    cmd!(shell, "node perf/measure.mjs")
        .env("CHROME", chrome)
        .env("DIST", project::root().join(project::DIST))
        .env("FOLDER", &folder)
        .env("NATIVE", target.join("release").join(native))
        .quiet()
        .run()
        .context("the measurement failed: see above")
}
