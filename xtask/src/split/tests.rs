//! The cut, on a small module.

use super::*;
use crate::project;
use std::process::Command;

const CUT: Cut = Cut { gates: &["app::gate"], behind: &["app::gate::"], at_least: 3 };

/// The gate calls what only it needs, what the start needs too, the outside, and a
/// closure whose address it takes.
const WHOLE: &str = r#"(module
    (type $unary (func (param i32) (result i32)))
    (import "out" "twice" (func $twice (type $unary)))
    (memory (export "memory") 1)
    (global $base (mut i32) (i32.const 100))
    (table 4 4 funcref)
    (elem (i32.const 1) $"app::kept" $"app::gate::{{closure}}" $"core::ops::function::FnOnce::call_once{{vtable.shim}}")
    (func $"app::start" (export "start") (type $unary)
        (call $"app::kept" (call $"app::gate" (local.get 0))))
    (func $"app::kept" (type $unary) (i32.add (local.get 0) (i32.load (i32.const 8))))
    (func $"app::gate" (type $unary)
        (i32.store (i32.const 8) (i32.const 1))
        (call $twice (call $"app::only" (call $"app::kept" (local.get 0)))))
    (func $"app::only" (type $unary)
        (i32.add (global.get $base) (call_indirect (type $unary) (local.get 0) (i32.const 3))))
    (func $"app::gate::{{closure}}" (type $unary) (i32.mul (local.get 0) (i32.const 3)))
    (func $"core::ops::function::FnOnce::call_once{{vtable.shim}}" (type $unary)
        (call $"app::gate::{{closure}}" (local.get 0))))"#;

fn halves() -> Result<Halves> {
    split(&wat::parse_str(WHOLE)?, &CUT)
}

#[test]
fn what_is_behind_the_gate_moves_and_nothing_else() -> Result<()> {
    let halves = halves()?;
    assert_eq!(halves.moved, 4);
    let first = Read::new(&halves.first)?;
    // What is kept, and a gate that calls through the table.
    assert_eq!(first.bodies.len(), 3);
    assert_eq!(first.slots.into_keys().collect::<Vec<_>>(), [1]);
    assert_eq!(first.tables[0].initial, 5);
    Ok(())
}

#[test]
fn a_cut_that_does_not_fit_any_more_fails() -> Result<()> {
    let wasm = wat::parse_str(WHOLE)?;
    let missing = Cut { gates: &["app::gone"], ..CUT };
    let held = Cut { gates: &["app::only"], ..CUT };
    for (cut, says) in [(missing, "app::gone"), (held, "only 3 functions")] {
        let cut = Cut { at_least: 4, ..cut };
        let error = split(&wasm, &cut).err().map(|error| error.to_string());
        assert!(error.as_ref().is_some_and(|error| error.contains(says)), "{error:?}");
    }
    Ok(())
}

/// The halves as the page runs them; the names of what they share are in order.
const RUN: &str = "
    const [first, second] = process.argv.slice(1).map((hex) => Buffer.from(hex, 'hex'));
    const outside = { out: { twice: (x) => 2 * x } };
    const _ = new WebAssembly.Instance(new WebAssembly.Module(first), outside).exports;
    let trapped;
    try { _.start(5); } catch (error) { trapped = error instanceof WebAssembly.RuntimeError; }
    new WebAssembly.Instance(new WebAssembly.Module(second), { _ });
    console.log(trapped, _.start(5));";

#[test]
fn the_halves_together_do_what_the_whole_did() -> Result<()> {
    let Some(node) = project::on_path("node") else {
        println!("there is no node here to run them");
        return Ok(());
    };
    let hex = |wasm: &[u8]| wasm.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let halves = halves()?;
    let arguments = ["-e", RUN, &hex(&halves.first), &hex(&halves.second)];
    let ran = Command::new(node).args(arguments).output()?;
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    // ((5 + 1) * 3 + 100) * 2 + 1
    assert_eq!(said.trim(), "true 237", "{}", String::from_utf8_lossy(&ran.stderr));
    Ok(())
}
