//! The places in the source that panics would have named. Their code is gone, but the
//! linker has put them into one piece with the rest of the data, where wasm-opt cannot
//! tell what is still in use.
//!
//! A place is blanked if it looks like one and nothing can point at it: its address
//! stands neither in the code nor in the data.

use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::ops::Range;
use wasmparser::{DataKind, Operator, Parser, Payload};

/// A `core::panic::Location`: where its file's name is, how long that is, line, column.
const SIZE: u32 = 16;

/// No file has more lines, no line more columns.
const MOST: u32 = 20_000;

/// Blanks what is not pointed at any more; says how many places those were.
pub fn blank(wasm: &mut [u8]) -> Result<usize> {
    let (numbers, segments) = read(wasm)?;
    let places = segments.iter().flat_map(|segment| {
        let starts = (segment.address.next_multiple_of(4)..segment.end()).step_by(4);
        starts.filter_map(|at| Some((at, file_named_at(wasm, &segments, at)?)))
    });
    let places: Vec<_> = places.collect();
    // First the places, then the names of files: only places point at those.
    let mut used = numbers.clone();
    used.extend(words(wasm, &segments));
    let is_unused = |used: &BTreeSet<u32>, range: Range<u32>| used.range(range).next().is_none();
    let mut files = BTreeSet::new();
    let mut blanked = 0;
    for (at, file) in places {
        if is_unused(&used, at..at + SIZE) {
            blank_range(wasm, &segments, at..at + SIZE);
            files.insert((file.start, file.end));
            blanked += 1;
        }
    }
    let mut used = numbers;
    used.extend(words(wasm, &segments));
    for (start, end) in files {
        if is_unused(&used, start..end) {
            blank_range(wasm, &segments, start..end);
        }
    }
    Ok(blanked)
}

/// A piece of the memory as the wasm brings it.
struct Segment {
    address: u32,
    /// Its bytes in the file.
    bytes: Range<usize>,
}

impl Segment {
    fn end(&self) -> u32 {
        self.address + self.bytes.len() as u32
    }

    /// Where these addresses are in the file.
    fn range(&self, addresses: &Range<u32>) -> Option<Range<usize>> {
        let is_inside = self.address <= addresses.start && addresses.end <= self.end();
        let offset = |address: u32| self.bytes.start + (address - self.address) as usize;
        is_inside.then(|| offset(addresses.start)..offset(addresses.end))
    }
}

/// Every number of the code that could be an address, and all data.
fn read(wasm: &[u8]) -> Result<(BTreeSet<u32>, Vec<Segment>)> {
    let (mut numbers, mut segments) = (BTreeSet::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::CodeSectionEntry(body) => {
                for operator in body.get_operators_reader()? {
                    numbers.extend(number(&operator?));
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    for operator in global?.init_expr.get_operators_reader() {
                        numbers.extend(number(&operator?));
                    }
                }
            }
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    let DataKind::Active { offset_expr, .. } = data.kind else {
                        bail!("data without an address");
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
                    else {
                        bail!("data at an address that is not a number");
                    };
                    let start = data.data.as_ptr() as usize - wasm.as_ptr() as usize;
                    let bytes = start..start + data.data.len();
                    segments.push(Segment { address: value as u32, bytes });
                }
            }
            _ => {}
        }
    }
    Ok((numbers, segments))
}

/// The number that an instruction brings, if it could be an address.
fn number(operator: &Operator) -> Option<u32> {
    use Operator as Op;
    match operator {
        Op::I32Const { value } => Some(*value as u32),
        Op::I32Load { memarg }
        | Op::I32Load8S { memarg }
        | Op::I32Load8U { memarg }
        | Op::I32Load16S { memarg }
        | Op::I32Load16U { memarg }
        | Op::I64Load { memarg }
        | Op::I64Load8S { memarg }
        | Op::I64Load8U { memarg }
        | Op::I64Load16S { memarg }
        | Op::I64Load16U { memarg }
        | Op::I64Load32S { memarg }
        | Op::I64Load32U { memarg }
        | Op::F32Load { memarg }
        | Op::F64Load { memarg } => Some(memarg.offset as u32),
        _ => None,
    }
}

/// All words of the data: pointers lie at multiples of four.
fn words<'a>(wasm: &'a [u8], segments: &'a [Segment]) -> impl Iterator<Item = u32> + 'a {
    segments.iter().flat_map(|segment| {
        let first = (segment.address.next_multiple_of(4) - segment.address) as usize;
        let bytes = wasm[segment.bytes.clone()].get(first..).unwrap_or_default();
        bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
    })
}

fn bytes_at<'a>(wasm: &'a [u8], segments: &[Segment], at: Range<u32>) -> Option<&'a [u8]> {
    segments.iter().find_map(|segment| segment.range(&at)).map(|range| &wasm[range])
}

fn blank_range(wasm: &mut [u8], segments: &[Segment], at: Range<u32>) {
    if let Some(range) = segments.iter().find_map(|segment| segment.range(&at)) {
        wasm[range].fill(0);
    }
}

/// Where the name of the file is that the place at `at` is in, if that is a place.
fn file_named_at(wasm: &[u8], segments: &[Segment], at: u32) -> Option<Range<u32>> {
    let place = bytes_at(wasm, segments, at..at + SIZE)?;
    let mut fields = place.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let (file, length, line, column) =
        (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let is_likely = length < 1_000 && (1..MOST).contains(&line) && (1..MOST).contains(&column);
    let range = file..file.checked_add(length)?;
    let name = bytes_at(wasm, segments, range.clone()).filter(|_| is_likely)?;
    name.ends_with(b".rs").then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, Function, FunctionSection, Instruction, MemorySection,
        MemoryType, Module, TypeSection,
    };

    const NAME: &[u8] = b"src/main.rs....";

    /// A module with two places at 1016 and 1032, of which its only function names the
    /// first and those of `named`.
    fn module(named: &[i32]) -> Vec<u8> {
        let mut data = NAME.to_vec();
        data.push(0);
        for line in [7_u32, 9] {
            for field in [1_000, 11, line, 1] {
                data.extend(field.to_le_bytes());
            }
        }
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        module.section(FunctionSection::new().function(0));
        let memory_type = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        module.section(MemorySection::new().memory(memory_type));
        let mut body = Function::new([]);
        for number in named {
            body.instruction(&Instruction::I32Const(*number)).instruction(&Instruction::Drop);
        }
        body.instruction(&Instruction::End);
        module.section(CodeSection::new().function(&body));
        module.section(DataSection::new().active(0, &ConstExpr::i32_const(1_000), data));
        module.finish()
    }

    fn holds(wasm: &[u8], bytes: &[u8]) -> bool {
        wasm.windows(bytes.len()).any(|window| window == bytes)
    }

    #[test]
    fn a_place_that_nobody_names_is_blanked_and_its_file_with_the_last() -> Result<()> {
        let line = |line: u32| [11, line, 1].map(u32::to_le_bytes).concat();
        let mut wasm = module(&[1_016]);
        assert_eq!(blank(&mut wasm)?, 1);
        assert!(holds(&wasm, &line(7)) && !holds(&wasm, &line(9)));
        assert!(holds(&wasm, NAME), "the other place is in this file too");

        let mut wasm = module(&[]);
        assert_eq!(blank(&mut wasm)?, 2);
        assert!(!holds(&wasm, b"main.rs") && holds(&wasm, b"...."));
        Ok(())
    }

    #[test]
    fn whatever_points_into_something_keeps_it() -> Result<()> {
        let mut wasm = module(&[1_020, 1_047, 1_003]);
        let before = wasm.clone();
        assert_eq!(blank(&mut wasm)?, 0);
        assert_eq!(wasm, before);
        Ok(())
    }
}
