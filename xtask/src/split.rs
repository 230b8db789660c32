//! What a reader does not need at first leaves the wasm, function by function: it becomes a
//! second module, which the page fetches when it is wanted (`src/ui/more.rs`).
//!
//! The list of gates says where to cut. Whatever can only be reached through a gate moves.
//! In the first module a gate calls through a slot of the table, which is empty until the
//! second module is there and fills it: a call before that is a trap. The second module has
//! no memory, table or data of its own, it uses those of the first, and calls its functions.

use crate::slim;
use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, ImportSection, Instruction, Module, TableSection, TypeSection,
};
use wasmparser::{
    CompositeInnerType, ElementItems, ElementKind, FunctionBody, Operator, Parser, Payload, TypeRef,
};

/// Where the page is cut. What leads to these functions asks `ui::more` first.
pub const CUT: Cut = Cut {
    gates: &[
        // Links, and the address that holds one.
        "raft_lunch::ui::address::read",
        "raft_lunch::ui::address::Address::is_of",
        "raft_lunch::ui::address::Address::write",
        "raft_lunch::ui::files::copy",
        "raft_lunch::ui::files::save",
        "raft_lunch::view::opening::<impl raft_lunch::view::app::App>::go_on_opening",
        "raft_lunch::view::opening::<impl raft_lunch::view::app::App>::link",
        "raft_lunch::view::opening::<impl raft_lunch::view::app::App>::open",
        // The space-time diagram.
        "raft_lunch::ui::components::diagram::opened",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::edit",
        "raft_lunch::view::diagramming::<impl raft_lunch::view::app::App>::diagram",
        "raft_lunch::view::diagramming::<impl raft_lunch::view::app::App>::refresh_diagram",
        "raft_lunch::view::screen::<impl raft_lunch::view::app::App>::diagram_menu",
        "raft_lunch::view::screen::<impl raft_lunch::view::app::App>::drawn_diagram",
        // Changing the past.
        "raft_lunch::history::change::<impl raft_lunch::history::History<W>>::branch",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::leave_behind",
        "raft_lunch::view::acting::<impl raft_lunch::view::app::App>::undo_or_redo",
        "raft_lunch::view::app::App::compare_with",
        // What is in panels.
        "raft_lunch::ui::components::conditions::settings",
        "raft_lunch::ui::components::history::told",
        "raft_lunch::ui::components::in_flight::list",
        "raft_lunch::ui::components::network_table::table",
        "raft_lunch::ui::components::sharing::list",
        "raft_lunch::ui::components::sharing::said",
        "raft_lunch::ui::components::sharing::ways_to_open",
        "raft_lunch::ui::components::sharing::ways_to_send",
        "raft_lunch::ui::components::switches::lines",
        "raft_lunch::view::history::client_lines",
    ],
    behind: &[
        "raft_lunch::ui::components::conditions::",
        "raft_lunch::ui::components::diagram::pointer::",
        "raft_lunch::ui::components::sharing::",
        "raft_lunch::ui::files::",
        "<raft_lunch::link::LinkError as ",
        "<raft_lunch::cluster::validity::Invalid as ",
    ],
    at_least: 80,
};

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
        second: second(&read, &plan)?,
        moved: plan.moved.len(),
    })
}

/// What has to be known of the wasm.
struct Read<'w> {
    types: Vec<wasmparser::FuncType>,
    type_section: Option<wasmparser::TypeSectionReader<'w>>,
    /// The type of each function; those imported come first.
    functions: Vec<u32>,
    imported: u32,
    bodies: Vec<FunctionBody<'w>>,
    /// What the outside can call.
    exported: BTreeSet<u32>,
    memory: Option<wasmparser::MemoryType>,
    tables: Vec<wasmparser::TableType>,
    globals: Vec<wasmparser::GlobalType>,
    /// The table of functions: its index, and what is in its slots.
    table: u32,
    slots: BTreeMap<u32, u32>,
}

impl<'w> Read<'w> {
    fn new(wasm: &'w [u8]) -> Result<Read<'w>> {
        let mut read = Read {
            types: Vec::new(),
            type_section: None,
            functions: Vec::new(),
            imported: 0,
            bodies: Vec::new(),
            exported: BTreeSet::new(),
            memory: None,
            tables: Vec::new(),
            globals: Vec::new(),
            table: 0,
            slots: BTreeMap::new(),
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => {
                    read.type_section = Some(section.clone());
                    for group in section {
                        for ty in group?.into_types() {
                            let CompositeInnerType::Func(ty) = ty.composite_type.inner else {
                                bail!("a type that is not of a function");
                            };
                            read.types.push(ty);
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let TypeRef::Func(ty) = import?.ty else {
                            bail!("an import that is not a function");
                        };
                        read.functions.push(ty);
                        read.imported += 1;
                    }
                }
                Payload::FunctionSection(functions) => {
                    for ty in functions {
                        read.functions.push(ty?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        read.tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        read.memory = Some(memory?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        read.globals.push(global?.ty);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == wasmparser::ExternalKind::Func {
                            read.exported.insert(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => {
                    read.exported.insert(func);
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        read.take_slots(element?)?;
                    }
                }
                Payload::CodeSectionEntry(body) => read.bodies.push(body),
                _ => {}
            }
        }
        Ok(read)
    }

    fn take_slots(&mut self, element: wasmparser::Element) -> Result<()> {
        let ElementItems::Functions(functions) = element.items else {
            bail!("elements that are expressions");
        };
        let ElementKind::Active { table_index, offset_expr } = element.kind else {
            // They are only declared: something may ask for their address.
            for function in functions {
                self.exported.insert(function?);
            }
            return Ok(());
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            bail!("elements at a place that is not a number");
        };
        self.table = table_index.unwrap_or(0);
        for (slot, function) in (value as u32..).zip(functions) {
            self.slots.insert(slot, function?);
        }
        Ok(())
    }

    fn body(&self, function: u32) -> Option<&FunctionBody<'w>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }

    /// What this function calls.
    fn called(&self, function: u32) -> Result<BTreeSet<u32>> {
        let mut called = BTreeSet::new();
        let Some(body) = self.body(function) else { return Ok(called) };
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } => {
                    called.insert(function_index);
                }
                _ => {}
            }
        }
        Ok(called)
    }

    /// What can be reached from `roots` without going on after one of `ends`.
    fn reached(&self, roots: impl Iterator<Item = u32>, ends: &[u32]) -> Result<BTreeSet<u32>> {
        let mut reached = BTreeSet::new();
        let mut left: Vec<u32> = roots.collect();
        while let Some(function) = left.pop() {
            if reached.insert(function) && !ends.contains(&function) {
                left.extend(self.called(function)?);
            }
        }
        Ok(reached)
    }
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
                "the wasm has no function `{gate}`: is it `#[inline(never)]`? See xtask/src/split.rs"
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
        fill(elements, self.read, self.read.table, |function| {
            if self.plan.is_moved(function) { None } else { of(function) }
        });
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
fn fill(
    elements: &mut ElementSection,
    read: &Read,
    table: u32,
    index: impl Fn(u32) -> Option<u32>,
) {
    let mut run: (u32, Vec<u32>) = (0, Vec::new());
    let mut put = |(slot, functions): &(u32, Vec<u32>)| {
        if !functions.is_empty() {
            let offset = ConstExpr::i32_const(*slot as i32);
            let table = (table != 0).then_some(table);
            elements.active(table, &offset, Elements::Functions(functions.into()));
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

/// The second module: all that it has is its code.
fn second(read: &Read, plan: &Plan) -> Result<Vec<u8>> {
    let shared = plan.shared.iter().enumerate();
    let index = shared.map(|(at, &function)| (function, at as u32));
    let own = plan.moved.iter().enumerate();
    let own = own.map(|(at, &function)| (function, (plan.shared.len() + at) as u32));
    let mut how = Second { index: index.chain(own).collect() };
    write_second(read, plan, &mut how).map_err(|error| anyhow::anyhow!("the second half: {error}"))
}

fn write_second(read: &Read, plan: &Plan, how: &mut Second) -> Result<Vec<u8>, Error> {
    let (mut module, mut types) = (Module::new(), TypeSection::new());
    if let Some(section) = read.type_section.clone() {
        how.parse_type_section(&mut types, section)?;
    }
    module.section(&types);
    let mut imports = ImportSection::new();
    let mut number = 0;
    let mut import = |ty: EntityType| {
        imports.import(FIRST, &name(number), ty);
        number += 1;
    };
    // In the order of the first module's exports.
    if let Some(memory) = read.memory {
        import(how.memory_type(memory)?.into());
    }
    for (index, &table) in read.tables.iter().enumerate() {
        let mut ty = how.table_type(table)?;
        if index as u32 == read.table {
            ty.minimum += plan.gates.len() as u64;
            ty.maximum = ty.maximum.map(|most| most.max(ty.minimum));
        }
        import(ty.into());
    }
    for &global in &read.globals {
        import(how.global_type(global)?.into());
    }
    for &function in &plan.shared {
        import(EntityType::Function(read.functions[function as usize]));
    }
    module.section(&imports);
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for &function in &plan.moved {
        functions.function(read.functions[function as usize]);
        if let Some(body) = read.body(function) {
            how.parse_function_body(&mut code, body.clone())?;
        }
    }
    module.section(&functions);
    let mut elements = ElementSection::new();
    let index = |function: u32| how.index[&function];
    fill(&mut elements, read, read.table, |f| plan.is_moved(f).then(|| index(f)));
    let gates: Vec<u32> = plan.gates.iter().map(|&gate| index(gate)).collect();
    let table = (read.table != 0).then_some(read.table);
    let slot = ConstExpr::i32_const(plan.slot as i32);
    elements.active(table, &slot, Elements::Functions(gates.into()));
    module.section(&elements);
    module.section(&code);
    Ok(module.finish())
}

struct Second {
    /// The index that each function has here.
    index: BTreeMap<u32, u32>,
}

impl Reencode for Second {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.index.get(&function).copied().unwrap_or(u32::MAX))
    }
}
