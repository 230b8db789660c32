//! The module with what moves.

use super::{FIRST, Plan, fill, name};
use crate::whole::Read;
use anyhow::Result;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection,
    Module, TypeSection,
};

/// The second module: all that it has is its code.
pub fn second(read: &Read, plan: &Plan) -> Result<Vec<u8>> {
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
    fill(&mut elements, read, |f| plan.is_moved(f).then(|| index(f)));
    let gates: Vec<u32> = plan.gates.iter().map(|&gate| index(gate)).collect();
    let slot = ConstExpr::i32_const(plan.slot as i32);
    elements.active(read.named_table(), &slot, Elements::Functions(gates.into()));
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
