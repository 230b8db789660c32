//! Reads postcard's encoding, in a third of the code that postcard reads it with.
//!
//! Nothing here fails: whatever is not as it should be is read as zero, and remembered.
//! So there is no error, in the sense of the compiler too, and all code for handing one
//! up, and for dropping what was read before, goes: 5 KiB of the page, gzipped.

use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer,
    SeqAccess, VariantAccess, Visitor,
};
use std::fmt;

/// What the bytes say; `None` if they say nothing. What stands after it is not read.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader { rest: bytes, is_wrong: false };
    let read = match T::deserialize(&mut reader) {
        Ok(read) => read,
        Err(never) => match never {},
    };
    (!reader.is_wrong).then_some(read)
}

struct Reader<'b> {
    rest: &'b [u8],
    is_wrong: bool,
}

impl<'b> Reader<'b> {
    /// The next byte, or zero where there is none.
    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let (byte, rest) = match self.rest {
            [byte, rest @ ..] => (*byte, rest),
            [] => {
                self.is_wrong = true;
                (0, self.rest)
            }
        };
        self.rest = rest;
        byte
    }

    /// A number of so many bits, seven of them in a byte, the lowest first.
    #[inline(never)]
    fn number(&mut self, bits: u32) -> u64 {
        let mut number = 0;
        for shift in (0..bits).step_by(7) {
            let byte = self.byte();
            let part = u64::from(byte & 0x7f);
            self.is_wrong |= bits - shift < 7 && part >> (bits - shift) != 0;
            number |= part << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.is_wrong = true;
        0
    }

    /// One of the first few numbers.
    fn one_of(&mut self, count: u32) -> u32 {
        let number = self.number(32) as u32;
        if number < count {
            return number;
        }
        self.is_wrong = true;
        0
    }

    /// How many things follow: each has a byte at least.
    fn count(&mut self) -> usize {
        match usize::try_from(self.number(64)) {
            Ok(count) if count <= self.rest.len() => count,
            _ => {
                self.is_wrong = true;
                0
            }
        }
    }

    #[inline(never)]
    fn text(&mut self) -> &'b str {
        let count = self.count();
        let (text, rest) = self.rest.split_at(count);
        self.rest = rest;
        std::str::from_utf8(text).unwrap_or_else(|_| {
            self.is_wrong = true;
            ""
        })
    }

    fn is(&mut self) -> bool {
        let byte = self.byte();
        self.is_wrong |= byte > 1;
        byte == 1
    }
}

/// There is none.
#[derive(Debug)]
enum Never {}

impl Error for Never {
    /// For what never happens: a text of another length than it has, an enum's variant
    /// beyond the last.
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!()
    }
}

impl std::error::Error for Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
        unreachable!("a kind of number that nothing here has, or a type that asks what follows")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.is())
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u8(self.byte())
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u16(self.number(16) as u16)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u32(self.number(32) as u32)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(self.number(64))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.is() { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.count();
        visitor.visit_seq(List { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let variant = self.one_of(variants.len() as u32);
        visitor.visit_enum(Variant { reader: self, variant })
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple_struct
        map identifier ignored_any
    }
}

/// The things of a list.
struct List<'r, 'b> {
    reader: &'r mut Reader<'b>,
    left: usize,
}

impl<'de> SeqAccess<'de> for List<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        if self.left == 0 || self.reader.is_wrong {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

/// The fields of a struct: whoever asks knows how many there are.
struct Fields<'r, 'b>(&'r mut Reader<'b>);

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// A variant of an enum: one that it has.
struct Variant<'r, 'b> {
    reader: &'r mut Reader<'b>,
    variant: u32,
}

impl<'r, 'de> EnumAccess<'de> for Variant<'r, 'de> {
    type Error = Never;
    type Variant = Content<'r, 'de>;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Content<'r, 'de>), Never> {
        let variant: U32Deserializer<Never> = self.variant.into_deserializer();
        Ok((seed.deserialize(variant)?, Content(self.reader)))
    }
}

/// What is in a variant.
struct Content<'r, 'b>(&'r mut Reader<'b>);

impl<'de> VariantAccess<'de> for Content<'_, 'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.0))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.0))
    }
}
