//! faq: the questions' vectors kept in a file, so that only the first start has to make them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const MAGIC: &[u8] = b"dari faq vectors 1\n";

/// Vectors by text, for one model. Anything wrong with the file costs time, never a wrong vector:
/// a missing, damaged or foreign file counts as an empty one.
#[derive(Debug)]
pub struct VectorCache {
    path: PathBuf,
    model: String,
    known: HashMap<u64, Vec<f32>>,
    asked: RefCell<HashMap<u64, Vec<f32>>>,
}

impl VectorCache {
    /// Reads the vectors of the model whose version is `model`.
    pub fn open(path: &Path, model: &str) -> Self {
        let known = fs::read(path).ok().and_then(|bytes| decode(&bytes, model)).unwrap_or_default();
        Self { path: path.to_owned(), model: model.to_owned(), known, asked: RefCell::default() }
    }

    /// The vector of a text, from the file or, where it is not there, from `embed`.
    pub fn vector(&self, text: &str, embed: &dyn Fn(&str) -> Vec<f32>) -> Vec<f32> {
        let hash = hash(text);
        let vector = self.known.get(&hash).cloned().unwrap_or_else(|| embed(text));
        self.asked.borrow_mut().insert(hash, vector.clone());
        vector
    }

    /// Writes the vectors that were asked for, and only those, where they are not what the file holds.
    pub fn save(&self) -> io::Result<()> {
        let asked = self.asked.borrow();
        if asked.len() == self.known.len() && asked.keys().all(|hash| self.known.contains_key(hash)) {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        // Written beside and renamed, so that a reader never sees half a file.
        let beside = self.path.with_extension(format!("{}.tmp", std::process::id()));
        fs::write(&beside, encode(&asked, &self.model))?;
        fs::rename(&beside, &self.path)
    }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Magic, then with little-endian numbers: length and name of the model, width, count, and each
/// vector after its text's hash; last the hash of all that.
fn encode(vectors: &HashMap<u64, Vec<f32>>, model: &str) -> Vec<u8> {
    let width = vectors.values().map(Vec::len).max().unwrap_or(0);
    let mut entries: Vec<_> = vectors.iter().filter(|(_, vector)| vector.len() == width).collect();
    entries.sort_unstable_by_key(|(hash, _)| **hash);
    let mut bytes = MAGIC.to_vec();
    bytes.extend((model.len() as u32).to_le_bytes());
    bytes.extend(model.as_bytes());
    bytes.extend((width as u32).to_le_bytes());
    bytes.extend((entries.len() as u32).to_le_bytes());
    for (hash, vector) in entries {
        bytes.extend(hash.to_le_bytes());
        bytes.extend(vector.iter().flat_map(|value| value.to_le_bytes()));
    }
    let sum = sum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

fn decode(bytes: &[u8], model: &str) -> Option<HashMap<u64, Vec<f32>>> {
    let (content, expected) = bytes.split_last_chunk::<8>()?;
    if u64::from_le_bytes(*expected) != sum(content) {
        return None;
    }
    let mut rest = content.strip_prefix(MAGIC)?;
    let name = number(&mut rest)?;
    let (found, tail) = rest.split_at_checked(name)?;
    rest = tail;
    if found != model.as_bytes() {
        return None;
    }
    let (width, count) = (number(&mut rest)?, number(&mut rest)?);
    let size = width.checked_mul(4)?.checked_add(8)?;
    if rest.len() != size.checked_mul(count)? {
        return None;
    }
    let entry = |entry: &[u8]| {
        let (hash, values) = entry.split_first_chunk::<8>()?;
        let values = values.chunks_exact(4).map(|value| value.try_into().map(f32::from_le_bytes));
        Some((u64::from_le_bytes(*hash), values.collect::<Result<_, _>>().ok()?))
    };
    rest.chunks_exact(size).map(entry).collect()
}

fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

/// FNV-1a over words of eight bytes, which a few megabytes need for speed.
fn sum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("faq-cache-{name}-{}", std::process::id()))
    }

    /// Asks for each text and counts how many had to be made.
    fn made(cache: &VectorCache, texts: &[&str]) -> usize {
        let count = Cell::new(0);
        let embed = |text: &str| {
            count.set(count.get() + 1);
            vec![text.len() as f32, 0.5]
        };
        for text in texts {
            assert_eq!(cache.vector(text, &embed), [text.len() as f32, 0.5], "{text}");
        }
        count.get()
    }

    #[test]
    fn the_second_start_makes_only_what_is_new() {
        let folder = folder("second");
        let path = folder.join("below/faq.vectors");
        let first = VectorCache::open(&path, "m1");
        assert_eq!(made(&first, &["a", "bb"]), 2);
        first.save().unwrap();
        let second = VectorCache::open(&path, "m1");
        assert_eq!(made(&second, &["bb", "ccc"]), 1);
        second.save().unwrap();
        let third = VectorCache::open(&path, "m1");
        assert_eq!(made(&third, &["a", "bb", "ccc"]), 1, "what was not asked for is dropped");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn another_model_and_a_damaged_file_start_anew() {
        let folder = folder("damaged");
        let path = folder.join("faq.vectors");
        let cache = VectorCache::open(&path, "m1");
        made(&cache, &["a", "bb"]);
        cache.save().unwrap();
        assert_eq!(made(&VectorCache::open(&path, "m2"), &["a"]), 1);
        let bytes = fs::read(&path).unwrap();
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 2] ^= 1;
        for damaged in [&bytes[..bytes.len() - 1], &flipped, b"", b"dari faq vectors 1\n"] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(made(&VectorCache::open(&path, "m1"), &["a", "bb"]), 2);
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
