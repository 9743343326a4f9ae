//! models: the files of a model, read, checked and written together.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::beside::beside;
use crate::manifest::FORMAT;
use crate::{Error, Manifest, card};

const MANIFEST: &str = "manifest.json";
const TOKENIZER: &str = "tokenizer.json";
const WEIGHTS: &str = "model.safetensors";
const CARD: &str = "MODEL_CARD.md";
/// All of them, in the order in which new ones take the place of old ones.
const FILES: [&str; 4] = [WEIGHTS, TOKENIZER, CARD, MANIFEST];

/// A model as it lies on disk.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// What the weights are.
    pub manifest: Manifest,
    /// The subword vocabulary, as the `tokenizers` library writes it.
    pub tokenizer: String,
    /// The weights, as safetensors.
    pub weights: Vec<u8>,
}

impl Bundle {
    /// Puts the parts together and stamps the manifest with their hash.
    pub fn new(mut manifest: Manifest, tokenizer: String, weights: Vec<u8>) -> Self {
        manifest.sha256 = digest(&tokenizer, &weights);
        manifest.version = manifest.sha256[..12].to_owned();
        Self { manifest, tokenizer, weights }
    }

    /// Reads a model directory; refuses one that is incomplete, damaged or of another layout. Where new files were
    /// just taking the place of old ones when the program was stopped, the new ones are read.
    pub fn read(dir: &Path) -> Result<Self, Error> {
        Self::read_files(dir, |file| dir.join(file)).or_else(|error| {
            let fresh = |file: &str| Some(waiting(dir, file)).filter(|path| path.exists());
            if fresh(MANIFEST).is_none() {
                return Err(error);
            }
            Self::read_files(dir, |file| fresh(file).unwrap_or_else(|| dir.join(file))).map_err(|_| error)
        })
    }

    fn read_files(dir: &Path, path: impl Fn(&str) -> PathBuf) -> Result<Self, Error> {
        let manifest: Manifest =
            serde_json::from_slice(&read(&path(MANIFEST))?).map_err(|error| corrupt(dir, MANIFEST, error))?;
        if manifest.format != FORMAT {
            let reason = format!("it has format {}, this program reads format {FORMAT}", manifest.format);
            return Err(corrupt(dir, MANIFEST, reason));
        }
        let tokenizer = String::from_utf8(read(&path(TOKENIZER))?).map_err(|error| corrupt(dir, TOKENIZER, error))?;
        let weights = read(&path(WEIGHTS))?;
        if digest(&tokenizer, &weights) != manifest.sha256 {
            let reason = format!("{WEIGHTS} or {TOKENIZER} is not the file that {MANIFEST} was written for");
            return Err(corrupt(dir, WEIGHTS, reason));
        }
        Ok(Self { manifest, tokenizer, weights })
    }

    /// Writes the model and its card into a directory, which is made where it is missing. Whenever this is cut short,
    /// either the old model or the new one can be read there.
    pub fn write(&self, dir: &Path) -> Result<(), Error> {
        self.prepare(dir).and_then(|()| put_in_place(dir)).map_err(|source| Error::Io { path: dir.to_owned(), source })
    }

    /// Lays all files beside the old ones, the manifest last and at once: where it is, the others are whole.
    fn prepare(&self, dir: &Path) -> io::Result<()> {
        let mut manifest = serde_json::to_string_pretty(&self.manifest).expect("a manifest is plain data");
        manifest.push('\n');
        fs::create_dir_all(dir)?;
        if waiting(dir, MANIFEST).exists() {
            put_in_place(dir)?;
        }
        save(&waiting(dir, WEIGHTS), &self.weights)?;
        save(&waiting(dir, TOKENIZER), self.tokenizer.as_bytes())?;
        save(&waiting(dir, CARD), self.card().as_bytes())?;
        let part = beside(&dir.join(MANIFEST), ".part");
        save(&part, manifest.as_bytes())?;
        fs::rename(part, waiting(dir, MANIFEST))
    }

    /// What a reader must know of the model, in Markdown.
    pub fn card(&self) -> String {
        card::card(&self.manifest, crate::embedded::is_shipped_vocabulary(&self.tokenizer))
    }
}

/// Where a file waits until all are whole.
fn waiting(dir: &Path, file: &str) -> PathBuf {
    beside(&dir.join(file), ".new")
}

/// Moves what waits over what was there, the manifest last.
fn put_in_place(dir: &Path) -> io::Result<()> {
    for file in FILES {
        let fresh = waiting(dir, file);
        if fresh.exists() {
            fs::rename(fresh, dir.join(file))?;
        }
    }
    Ok(())
}

/// Writes a file down to the disk.
fn save(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Lower-case hexadecimal SHA-256 of several pieces, one after another.
pub(crate) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    pieces.into_iter().for_each(|piece| hasher.update(piece));
    hex(&hasher.finalize())
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn digest(tokenizer: &str, weights: &[u8]) -> String {
    sha256([tokenizer.as_bytes(), weights])
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => Error::Io { path: path.to_owned(), source },
    })
}

fn corrupt(dir: &Path, file: &str, reason: impl ToString) -> Error {
    Error::Corrupt { path: dir.join(file), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("dari-bundle-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        dir
    }

    /// Two models that differ, small enough to be written often.
    fn models() -> [Bundle; 2] {
        let manifest = Bundle::embedded().unwrap().manifest;
        ["old", "new"]
            .map(|name| Bundle::new(manifest.clone(), format!("words of {name}"), name.repeat(9).into_bytes()))
    }

    #[test]
    fn a_model_and_its_card_are_written_and_nothing_else() {
        let dir = folder("whole");
        for model in models() {
            model.write(&dir).unwrap();
            assert_eq!(Bundle::read(&dir).unwrap().manifest, model.manifest);
            assert_eq!(fs::read_to_string(dir.join(CARD)).unwrap(), model.card());
            assert_eq!(fs::read_dir(&dir).unwrap().count(), FILES.len());
        }
        fs::write(dir.join(WEIGHTS), "damaged").unwrap();
        assert!(matches!(Bundle::read(&dir), Err(Error::Corrupt { .. })));
        fs::remove_file(dir.join(WEIGHTS)).unwrap();
        assert!(matches!(Bundle::read(&dir), Err(Error::Missing(_))));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_kill_leaves_the_old_model_or_the_new_one() {
        let [old, new] = models();
        // Cut off while the files are laid beside the old ones, or after so many have taken their places.
        for (laid, moved, want) in [(1, 0, &old), (3, 0, &old), (4, 0, &old), (4, 1, &new), (4, 2, &new), (4, 3, &new)]
        {
            let dir = folder(&format!("{laid}-{moved}"));
            old.write(&dir).unwrap();
            new.prepare(&dir).unwrap();
            FILES[laid..].iter().for_each(|file| fs::remove_file(waiting(&dir, file)).unwrap());
            FILES[..moved].iter().for_each(|file| fs::rename(waiting(&dir, file), dir.join(file)).unwrap());
            assert_eq!(Bundle::read(&dir).unwrap().manifest.version, want.manifest.version, "{laid} {moved}");
            // Writing again, to be cut off as well, loses neither.
            new.prepare(&dir).unwrap();
            assert!(Bundle::read(&dir).is_ok());
            old.write(&dir).unwrap();
            assert_eq!(Bundle::read(&dir).unwrap().manifest.version, old.manifest.version);
            assert_eq!(fs::read_dir(&dir).unwrap().count(), FILES.len());
            fs::remove_dir_all(&dir).unwrap();
        }
    }
}
