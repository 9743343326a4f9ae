//! models: the model that was built into the binary.

use std::path::Path;

use crate::bundle::Bundle;
use crate::{Error, Manifest};

static MANIFEST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/manifest.json"));
static TOKENIZER: &str = include_str!(concat!(env!("OUT_DIR"), "/tokenizer.json"));
static WEIGHTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/model.safetensors"));

/// Whether this is the shipped model's vocabulary: an encoder that reads with it comes from the shipped one.
pub(crate) fn is_shipped_vocabulary(tokenizer: &str) -> bool {
    !TOKENIZER.is_empty() && tokenizer == TOKENIZER
}

impl Bundle {
    /// The shipped model, as it was in `models/weights` when the binary was built.
    pub fn embedded() -> Result<Self, Error> {
        let path = Path::new("models/weights");
        if MANIFEST.is_empty() {
            return Err(Error::Missing(path.join("manifest.json")));
        }
        let manifest: Manifest = serde_json::from_slice(MANIFEST)
            .map_err(|error| Error::Corrupt { path: path.join("manifest.json"), reason: error.to_string() })?;
        Ok(Self { manifest, tokenizer: TOKENIZER.to_owned(), weights: WEIGHTS.to_vec() })
    }
}
