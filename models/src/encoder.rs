//! models: encoders, which turn sentences into states; the manifest's architecture picks one.

use candle_core::{Device, Tensor};

use crate::feature;
use crate::manifest::{Architecture, Manifest};
use crate::network::Store;
use crate::text::normalise;
use crate::tokenizer::Tokenizer;

/// Turns sentences into one state each; the heads know nothing else of them.
pub(crate) trait Encoder: Send + Sync {
    /// The states of some texts: [texts, embedding].
    fn encode(&self, texts: &[&str]) -> candle_core::Result<Tensor>;
}

/// The encoder that a manifest names, with its weights.
pub(crate) fn load(manifest: &Manifest, tokenizer: Tokenizer, store: &Store) -> Result<Box<dyn Encoder>, String> {
    match manifest.architecture {
        Architecture::NgramBag => Ok(Box::new(NgramBag {
            tokenizer,
            table: Table {
                width: manifest.dims.embedding,
                keys: store.keys("bag.keys", manifest.dims.rows)?,
                cells: store.bytes("bag.cells", manifest.dims.rows * manifest.dims.embedding)?,
                scales: store.floats("bag.scales", manifest.dims.rows)?,
            },
        })),
    }
}

/// The sum of the embeddings of a sentence's n-grams, divided by the square root of their number.
struct NgramBag {
    tokenizer: Tokenizer,
    table: Table,
}

/// An embedding table in eight bits, one scale a row.
struct Table {
    width: usize,
    keys: Vec<u32>,
    cells: Vec<i8>,
    scales: Vec<f32>,
}

impl Encoder for NgramBag {
    fn encode(&self, texts: &[&str]) -> candle_core::Result<Tensor> {
        let states =
            texts.iter().flat_map(|text| self.table.pool(&feature::features(&normalise(text), &self.tokenizer)));
        Tensor::from_vec(states.collect::<Vec<f32>>(), (texts.len(), self.table.width), &Device::Cpu)
    }
}

impl Table {
    /// The weighted sum of the known features, divided by the length of all weights.
    fn pool(&self, features: &[(u32, f32)]) -> Vec<f32> {
        let mut sum = vec![0.0; self.width];
        for (hash, weight) in features {
            let Ok(row) = self.keys.binary_search(hash) else { continue };
            let scale = self.scales[row] * weight;
            let cells = &self.cells[row * self.width..][..self.width];
            for (sum, &cell) in sum.iter_mut().zip(cells) {
                *sum += scale * f32::from(cell);
            }
        }
        let norm = feature::length(features).recip();
        sum.iter_mut().for_each(|sum| *sum *= norm);
        sum
    }
}
