//! A long list in pieces that other moments of the run hold too.

use std::sync::Arc;

use crate::cluster::Same;

/// A list in chunks. All lists of one kind are cut at the same numbers, so that what two
/// of them have in common is the same chunks in both.
#[derive(Clone, Debug)]
pub(super) struct Chunks<T> {
    /// The number of the first chunk: what stands at `n` is in chunk `n / size`.
    number: usize,
    chunks: Vec<Arc<[T]>>,
}

impl<T: Clone + Same> Chunks<T> {
    /// Cuts a list, whose first thing has the number `first`, into chunks of `size`. Where
    /// one of the `known` lists has the same chunk, that one is taken.
    pub fn of(list: &[T], first: usize, size: usize, known: [&[Chunks<T>]; 2]) -> Self {
        let number = first / size;
        let mut chunks = Vec::with_capacity(list.len() / size + 2);
        let (mut rest, mut room) = (list, size - first % size);
        while !rest.is_empty() {
            let (chunk, later) = rest.split_at(room.min(rest.len()));
            let here = number + chunks.len();
            let mut same = None;
            for other in known.iter().copied().flatten() {
                same = other.at(here).filter(|other| is_same(other, chunk));
                if same.is_some() {
                    break;
                }
            }
            chunks.push(same.map_or_else(|| chunk.into(), Arc::clone));
            (rest, room) = (later, size);
        }
        Chunks { number, chunks }
    }

    fn at(&self, number: usize) -> Option<&Arc<[T]>> {
        self.chunks.get(number.checked_sub(self.number)?)
    }

    /// The whole list again, with room for what is played from there: else the first
    /// thing that is added would move all of it.
    pub fn list(&self) -> Vec<T> {
        let length: usize = self.chunks.iter().map(|chunk| chunk.len()).sum();
        let mut list = Vec::with_capacity(length + length / 8);
        self.chunks.iter().for_each(|chunk| list.extend_from_slice(chunk));
        list
    }

    /// Where its chunks are: equal addresses are one chunk.
    #[cfg(test)]
    pub fn addresses(&self) -> impl Iterator<Item = *const T> {
        self.chunks.iter().map(|chunk| chunk.as_ptr())
    }
}

fn is_same<T: Same>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is_same(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Same for u8 {
        fn is_same(&self, other: &Self) -> bool {
            self == other
        }
    }

    fn shared(one: &Chunks<u8>, other: &Chunks<u8>) -> Vec<bool> {
        let is_shared = |chunk: &Arc<[u8]>| other.chunks.iter().any(|it| Arc::ptr_eq(it, chunk));
        one.chunks.iter().map(is_shared).collect()
    }

    #[test]
    fn equal_chunks_are_shared_wherever_the_lists_begin() {
        let whole = Chunks::of(b"abcdefghij", 0, 4, [&[], &[]]);
        let known = [whole];
        let later = Chunks::of(b"cdefghijk", 2, 4, [&known, &[]]);
        assert_eq!(later.list(), b"cdefghijk");
        assert_eq!(shared(&later, &known[0]), [false, true, false], "only the middle is the same");
        let rewritten = Chunks::of(b"abcdefgX", 0, 4, [&[], &known]);
        assert_eq!(rewritten.list(), b"abcdefgX");
        assert_eq!(shared(&rewritten, &known[0]), [true, false]);
    }

    #[test]
    fn an_empty_list_stays_empty() {
        let empty: Chunks<u8> = Chunks::of(&[], 7, 4, [&[], &[]]);
        assert!(empty.list().is_empty());
        assert_eq!(Chunks::of(b"a", 7, 4, [&[empty], &[]]).list(), b"a");
    }
}
