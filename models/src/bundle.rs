//! models: the three files of a model, read, checked and written together.

use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::manifest::FORMAT;
use crate::{Error, Manifest};

const MANIFEST: &str = "manifest.json";
const TOKENIZER: &str = "tokenizer.json";
const WEIGHTS: &str = "model.safetensors";

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

    /// Reads a model directory; refuses one that is incomplete, damaged or of another layout.
    pub fn read(dir: &Path) -> Result<Self, Error> {
        let manifest: Manifest =
            serde_json::from_slice(&read(&dir.join(MANIFEST))?).map_err(|error| corrupt(dir, MANIFEST, error))?;
        if manifest.format != FORMAT {
            let reason = format!("it has format {}, this program reads format {FORMAT}", manifest.format);
            return Err(corrupt(dir, MANIFEST, reason));
        }
        let tokenizer =
            String::from_utf8(read(&dir.join(TOKENIZER))?).map_err(|error| corrupt(dir, TOKENIZER, error))?;
        let weights = read(&dir.join(WEIGHTS))?;
        if digest(&tokenizer, &weights) != manifest.sha256 {
            let reason = format!("{WEIGHTS} or {TOKENIZER} is not the file that {MANIFEST} was written for");
            return Err(corrupt(dir, WEIGHTS, reason));
        }
        Ok(Self { manifest, tokenizer, weights })
    }

    /// Writes the three files into a directory, which is made where it is missing.
    pub fn write(&self, dir: &Path) -> Result<(), Error> {
        let io = |source| Error::Io { path: dir.to_owned(), source };
        let mut manifest = serde_json::to_string_pretty(&self.manifest).expect("a manifest is plain data");
        manifest.push('\n');
        fs::create_dir_all(dir).map_err(io)?;
        fs::write(dir.join(WEIGHTS), &self.weights).map_err(io)?;
        fs::write(dir.join(TOKENIZER), &self.tokenizer).map_err(io)?;
        fs::write(dir.join(MANIFEST), manifest).map_err(io)
    }
}

/// Lower-case hexadecimal SHA-256 of several pieces, one after another.
pub(crate) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    use std::fmt::Write as _;
    let mut hasher = Sha256::new();
    pieces.into_iter().for_each(|piece| hasher.update(piece));
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
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
