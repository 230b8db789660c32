//! What a reader does not need at first leaves the wasm, function by function: it becomes a
//! second module, which the page fetches when it is wanted (`src/ui/more.rs`).
//!
//! The list of gates says where to cut. Whatever can only be reached through a gate moves.
//! In the first module a gate calls through a slot of the table, which is empty until the
//! second module is there and fills it: a call before that is a trap. The second module has
//! no memory, table or data of its own, it uses those of the first, and calls its functions.

use crate::slim;
use crate::whole::Read;
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, ExportKind, ExportSection, Function,
    FunctionSection, Instruction, Module, TableSection,
};
use wasmparser::FunctionBody;

/// Where a wasm is cut.
pub struct Cut<'c> {
    /// The functions through which what moves is called.
    pub gates: &'c [&'c str],
    /// How the names of closures begin that only exist once a gate was passed: they move
    /// too, though their addresses are in the table.
    pub behind: &'c [&'c str],
    /// How many functions move at least: with fewer, something holds on to the others.
    pub at_least: usize,
}

impl Cut<'_> {
    /// What wasm-opt has to be told: to leave the gates alone, and names in the file. It
    /// writes some letters of names in another way than the file; those can be any.
    pub fn kept_by_wasm_opt(&self) -> Vec<String> {
        let pattern = |gate: &&str| {
            let words = gate.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
            format!("--no-inline=*{}*", words.join("*"))
        };
        let gates = self.gates.iter().map(pattern);
        gates.chain([String::from("--debuginfo")]).collect()
    }
}

/// The two modules.
pub struct Halves {
    pub first: Vec<u8>,
    pub second: Vec<u8>,
    /// How many functions are in the second.
    pub moved: usize,
}

/// The module under which the second one finds everything of the first.
const FIRST: &str = "_";

/// Cuts the wasm, which has the names of its functions.
pub fn split(wasm: &[u8], cut: &Cut) -> Result<Halves> {
    let read = Read::new(wasm)?;
    let plan = Plan::new(&read, &slim::function_names(wasm)?, cut)?;
    Ok(Halves {
        first: slim::reencoded(&mut First { read: &read, plan: &plan, next: 0 }, wasm)?,
        second: second::second(&read, &plan)?,
        moved: plan.moved.len(),
    })
}

/// What calls closures, as its names begin.
const SHIMS: [&str; 2] =
    ["core::ops::function::FnOnce::call_once", "wasm_bindgen::convert::closures::"];

/// Who goes where.
struct Plan {
    gates: Vec<u32>,
    /// The functions of the second module, in the order of the first.
    moved: Vec<u32>,
    /// The index that each function has in the first module, if it is there.
    first: BTreeMap<u32, u32>,
    /// What the second module calls in the first.
    shared: Vec<u32>,
    /// The first slot of the gates.
    slot: u32,
}

impl Plan {
    fn new(read: &Read, names: &BTreeMap<u32, String>, cut: &Cut) -> Result<Plan> {
        let mut gates = Vec::new();
        for gate in cut.gates {
            let named = names.iter().filter(|(_, name)| name == gate).map(|(index, _)| *index);
            let before = gates.len();
            gates.extend(named);
            ensure!(
                gates.len() > before,
                "the wasm has no function `{gate}`: is it `#[inline(never)]`? See xtask/src/gates.rs"
            );
        }
        let starts = |function: &u32, starts: &[&str]| {
            let name = names.get(function);
            name.is_some_and(|name| starts.iter().any(|start| name.starts_with(start)))
        };
        let mut behind: BTreeSet<u32> =
            names.keys().copied().filter(|function| starts(function, cut.behind)).collect();
        // What only passes a call on is called the same for all closures; it may be two of them.
        for _ in 0..2 {
            for function in read.slots.values().filter(|function| starts(function, &SHIMS)) {
                if read.called(*function)?.iter().any(|called| behind.contains(called)) {
                    behind.insert(*function);
                }
            }
        }
        let kept_slots = read.slots.values().filter(|function| !behind.contains(function));
        let roots = read.exported.iter().chain(kept_slots).copied();
        let stays = read.reached(roots, &gates)?;
        let moved: Vec<u32> = (read.imported..read.functions.len() as u32)
            .filter(|function| !stays.contains(function) || gates.contains(function))
            .collect();
        ensure!(
            moved.len() >= cut.at_least,
            "only {} functions are behind the gates: something else calls the others",
            moved.len()
        );
        let (mut first, mut shared) = (BTreeMap::new(), BTreeSet::new());
        for function in 0..read.functions.len() as u32 {
            // Gates stay too, as calls through the table.
            if function < read.imported || stays.contains(&function) {
                first.insert(function, first.len() as u32);
            }
        }
        for &function in &moved {
            shared.extend(read.called(function)?);
        }
        shared.retain(|function| moved.binary_search(function).is_err());
        let table = read.tables.get(read.table as usize).context("no table of functions")?;
        let (shared, slot) = (shared.into_iter().collect(), u32::try_from(table.initial)?);
        Ok(Plan { gates, moved, first, shared, slot })
    }

    fn is_moved(&self, function: u32) -> bool {
        self.moved.binary_search(&function).is_ok()
    }
}

/// What the first module gives to the second has numbers for names; nothing else has.
fn name(number: usize) -> String {
    number.to_string()
}

struct First<'r, 'w> {
    read: &'r Read<'w>,
    plan: &'r Plan,
    /// The next function whose code comes.
    next: u32,
}

impl Reencode for First<'_, '_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.plan.first.get(&function).copied().unwrap_or(u32::MAX))
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Result<(), Error> {
        for (index, table) in section.into_iter().enumerate() {
            let mut ty = table?.ty;
            if index as u32 == self.read.table {
                ty.initial += self.plan.gates.len() as u64;
                ty.maximum = ty.maximum.map(|most| most.max(ty.initial));
            }
            tables.table(self.table_type(ty)?);
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let own = self.plan.first.keys().filter(|&&function| function >= self.read.imported);
        for &function in own {
            functions.function(self.read.functions[function as usize]);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_export_section(self, exports, section)?;
        let mut number = 0;
        let mut export = |kind, index| {
            exports.export(&name(number), kind, index);
            number += 1;
        };
        export(ExportKind::Memory, 0);
        (0..self.read.tables.len()).for_each(|table| export(ExportKind::Table, table as u32));
        (0..self.read.globals.len()).for_each(|global| export(ExportKind::Global, global as u32));
        for function in &self.plan.shared {
            export(ExportKind::Func, self.plan.first[function]);
        }
        Ok(())
    }

    /// The slots of what moves stay empty.
    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        _: wasmparser::ElementSectionReader<'_>,
    ) -> Result<(), Error> {
        let of = |function: u32| self.plan.first.get(&function).copied();
        fill(
            elements,
            self.read,
            |function| {
                if self.plan.is_moved(function) { None } else { of(function) }
            },
        );
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error> {
        let function = self.read.imported + self.next;
        self.next += 1;
        let gate = self.plan.gates.iter().position(|&gate| gate == function);
        match gate {
            None if self.plan.is_moved(function) => Ok(()),
            None => utils::parse_function_body(self, code, body),
            Some(gate) => {
                code.function(&self.call_through(function, self.plan.slot + gate as u32));
                Ok(())
            }
        }
    }

    /// Names are for finding the gates.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }
}

impl First<'_, '_> {
    /// Calls what is in this slot, with all that it was called with.
    fn call_through(&self, function: u32, slot: u32) -> Function {
        let mut code = Function::new([]);
        let ty = self.read.functions[function as usize];
        for place in 0..self.read.types[ty as usize].params().len() {
            code.instruction(&Instruction::LocalGet(place as u32));
        }
        code.instruction(&Instruction::I32Const(slot as i32));
        let table_index = self.read.table;
        code.instruction(&Instruction::CallIndirect { type_index: ty, table_index });
        code.instruction(&Instruction::End);
        code
    }
}

/// Fills the slots whose functions have an index here, as they were in the whole.
fn fill(elements: &mut ElementSection, read: &Read, index: impl Fn(u32) -> Option<u32>) {
    let mut run: (u32, Vec<u32>) = (0, Vec::new());
    let mut put = |(slot, functions): &(u32, Vec<u32>)| {
        if !functions.is_empty() {
            let offset = ConstExpr::i32_const(*slot as i32);
            elements.active(read.named_table(), &offset, Elements::Functions(functions.into()));
        }
    };
    for (&slot, &function) in &read.slots {
        let Some(index) = index(function) else { continue };
        if run.0 + run.1.len() as u32 != slot {
            put(&run);
            run = (slot, Vec::new());
        }
        run.1.push(index);
    }
    put(&run);
}

mod second;
#[cfg(test)]
mod tests;
