//! What has to be known of a wasm for cutting it in two: who calls whom, and what is in the
//! slots of its table.

use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{
    CompositeInnerType, ElementItems, ElementKind, FunctionBody, Operator, Parser, Payload, TypeRef,
};

/// What has to be known of the wasm.
pub struct Read<'w> {
    pub types: Vec<wasmparser::FuncType>,
    pub type_section: Option<wasmparser::TypeSectionReader<'w>>,
    /// The type of each function; those imported come first.
    pub functions: Vec<u32>,
    pub imported: u32,
    pub bodies: Vec<FunctionBody<'w>>,
    /// What the outside can call.
    pub exported: BTreeSet<u32>,
    pub memory: Option<wasmparser::MemoryType>,
    pub tables: Vec<wasmparser::TableType>,
    pub globals: Vec<wasmparser::GlobalType>,
    /// The table of functions: its index, and what is in its slots.
    pub table: u32,
    pub slots: BTreeMap<u32, u32>,
}

impl<'w> Read<'w> {
    pub fn new(wasm: &'w [u8]) -> Result<Read<'w>> {
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

    /// The table of functions as element segments name it.
    pub fn named_table(&self) -> Option<u32> {
        (self.table != 0).then_some(self.table)
    }

    pub fn body(&self, function: u32) -> Option<&FunctionBody<'w>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }

    /// What this function calls.
    pub fn called(&self, function: u32) -> Result<BTreeSet<u32>> {
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
    pub fn reached(&self, roots: impl Iterator<Item = u32>, ends: &[u32]) -> Result<BTreeSet<u32>> {
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
