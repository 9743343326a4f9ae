//! faq: the questions' vectors, built in or kept in a file, so that a start need not make them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

mod packed;

use packed::Packed;

/// The vectors that were built into the program; of no use to a model other than theirs.
const EMBEDDED: &[u8] = include!(concat!(env!("OUT_DIR"), "/vectors.rs"));

/// Vectors by text, for one model. Anything wrong with a file costs time, never a wrong vector: a missing,
/// damaged or foreign file counts as an empty one.
#[derive(Debug)]
pub struct VectorCache {
    model: String,
    embedded: HashMap<u64, Packed>,
    /// Where those are kept that are not built in; nowhere for who has no such place.
    path: Option<PathBuf>,
    kept: HashMap<u64, Packed>,
    asked: RefCell<HashMap<u64, Packed>>,
}

impl VectorCache {
    /// The vectors of the model whose version is `model`: those in the program, and those in the file.
    pub fn open(path: Option<&Path>, model: &str) -> Self {
        Self::over(packed::decode(EMBEDDED, model).unwrap_or_default(), path, model)
    }

    fn over(embedded: HashMap<u64, Packed>, path: Option<&Path>, model: &str) -> Self {
        let read = |path: &Path| packed::decode(&fs::read(path).ok()?, model);
        let kept = path.and_then(read).unwrap_or_default();
        Self { model: model.to_owned(), embedded, path: path.map(Path::to_owned), kept, asked: RefCell::default() }
    }

    /// The vector of a text, as it was kept or, where it was not, from `embed`. Both are packed and of unit
    /// length, so that the first start finds what later ones do.
    pub fn vector(&self, text: &str, embed: &dyn Fn(&str) -> Vec<f32>) -> Vec<f32> {
        let hash = hash(text);
        let known = self.embedded.get(&hash).or_else(|| self.kept.get(&hash)).cloned();
        let packed = known.unwrap_or_else(|| Packed::new(&embed(text)));
        let vector = packed.vector();
        self.asked.borrow_mut().insert(hash, packed);
        vector
    }

    /// Keeps the vectors that were asked for and are not built in, and only those, for the next start.
    pub fn save(&self) -> io::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let asked = self.asked.borrow();
        let keep: HashMap<u64, &Packed> = asked
            .iter()
            .filter(|(hash, _)| !self.embedded.contains_key(*hash))
            .map(|(hash, packed)| (*hash, packed))
            .collect();
        if keep.len() == self.kept.len() && keep.keys().all(|hash| self.kept.contains_key(hash)) {
            return Ok(());
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // Written beside and renamed, so that a reader never sees half a file.
        let beside = path.with_extension(format!("{}.tmp", std::process::id()));
        fs::write(&beside, packed::encode(&keep, &self.model))?;
        fs::rename(&beside, path)
    }

    /// Everything that was asked for, as the program has it built in from `faq/vectors.bin`.
    pub fn export(&self) -> Vec<u8> {
        let asked = self.asked.borrow();
        packed::encode(&asked.iter().map(|(hash, packed)| (*hash, packed)).collect(), &self.model)
    }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
            if text.len().is_multiple_of(2) { vec![0.6, 0.8] } else { vec![1.0, 0.0] }
        };
        for text in texts {
            let vector = cache.vector(text, &embed);
            let want = if text.len().is_multiple_of(2) { [0.6, 0.8] } else { [1.0, 0.0] };
            assert!(vector.iter().zip(want).all(|(got, want)| (got - want).abs() < 5e-3), "{text} {vector:?}");
        }
        count.get()
    }

    #[test]
    fn the_second_start_makes_only_what_is_new() {
        let folder = folder("second");
        let path = folder.join("below/faq.vectors");
        let first = VectorCache::open(Some(&path), "m1");
        assert_eq!(made(&first, &["a", "bb"]), 2);
        first.save().unwrap();
        let second = VectorCache::open(Some(&path), "m1");
        assert_eq!(made(&second, &["bb", "ccc"]), 1);
        second.save().unwrap();
        let third = VectorCache::open(Some(&path), "m1");
        assert_eq!(made(&third, &["a", "bb", "ccc"]), 1, "what was not asked for is dropped");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn another_model_and_a_damaged_file_start_anew() {
        let folder = folder("damaged");
        let path = folder.join("faq.vectors");
        let cache = VectorCache::open(Some(&path), "m1");
        made(&cache, &["a", "bb"]);
        cache.save().unwrap();
        assert_eq!(made(&VectorCache::open(Some(&path), "m2"), &["a"]), 1);
        let bytes = fs::read(&path).unwrap();
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 2] ^= 1;
        for damaged in [&bytes[..bytes.len() - 1], &flipped, b"", b"dari faq vectors 2\n"] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(made(&VectorCache::open(Some(&path), "m1"), &["a", "bb"]), 2);
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_built_in_is_neither_made_nor_kept() {
        let folder = folder("embedded");
        let path = folder.join("faq.vectors");
        let cache = VectorCache::open(None, "m1");
        assert_eq!(made(&cache, &["a", "bb"]), 2);
        let embedded = || packed::decode(&cache.export(), "m1").unwrap();
        let all = VectorCache::over(embedded(), Some(&path), "m1");
        assert_eq!(made(&all, &["a", "bb"]), 0);
        all.save().unwrap();
        assert!(!path.exists(), "there is nothing to keep");
        let more = VectorCache::over(embedded(), Some(&path), "m1");
        assert_eq!(made(&more, &["a", "bb", "ccc"]), 1);
        more.save().unwrap();
        assert_eq!(made(&VectorCache::over(embedded(), Some(&path), "m1"), &["ccc", "a"]), 0);
        assert_eq!(VectorCache::open(None, "no such model").embedded.len(), 0);
        fs::remove_dir_all(folder).unwrap();
    }
}
