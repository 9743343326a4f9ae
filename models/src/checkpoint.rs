//! models: an encoder in full precision as it lies on disk, between the stages of its training.

use std::fs;
use std::path::Path;

use candle_core::{DType, Device};
use serde::{Deserialize, Serialize};

use crate::bert::{Bert, Shape};
use crate::dense::Dense;
use crate::store::Store;
use crate::tokenizer::Tokenizer;
use crate::train::Encoder;
use crate::{Bundle, Error};

/// An encoder that can be trained on, with its vocabulary.
pub struct Checkpoint {
    /// The transformer.
    pub bert: Bert,
    /// How it reads text.
    pub tokenizer: Tokenizer,
    /// Where the word rows begin that its teacher did not have.
    pub first_new_row: u32,
    /// The heads that were tuned with it, where it comes out of a model.
    pub heads: Option<Heads>,
}

/// Heads of a model, for whoever goes on training the same labels.
#[derive(Debug, Clone)]
pub struct Heads {
    pub(crate) labels: Vec<String>,
    pub(crate) dense: Dense,
}

#[derive(Serialize, Deserialize)]
struct Config {
    #[serde(flatten)]
    shape: Shape,
    first_new_row: u32,
}

const CONFIG: &str = "encoder.json";
const TOKENIZER: &str = "tokenizer.json";
const WEIGHTS: &str = "encoder.safetensors";

impl Checkpoint {
    /// Reads a directory that [`Checkpoint::write`] made.
    pub fn read(dir: &Path) -> Result<Self, Error> {
        let corrupt = |file: &str, reason: String| Error::Corrupt { path: dir.join(file), reason };
        let config: Config =
            serde_json::from_str(&text(&dir.join(CONFIG))?).map_err(|error| corrupt(CONFIG, error.to_string()))?;
        let tokenizer = Tokenizer::parse(&text(&dir.join(TOKENIZER))?).map_err(|reason| corrupt(TOKENIZER, reason))?;
        if !dir.join(WEIGHTS).exists() {
            return Err(Error::Missing(dir.join(WEIGHTS)));
        }
        let mut tensors = candle_core::safetensors::load(dir.join(WEIGHTS), &Device::Cpu)?;
        for tensor in tensors.values_mut() {
            *tensor = tensor.to_dtype(DType::F32)?;
        }
        Ok(Self {
            bert: Bert::restore(config.shape, tensors)?,
            tokenizer,
            first_new_row: config.first_new_row,
            heads: None,
        })
    }

    /// The encoder of a model, back in full precision, with its heads where they read moods, and from the vector alone.
    pub fn of(bundle: &Bundle) -> Result<Self, Error> {
        let encoder = Encoder::of(bundle)?;
        let first_new_row = encoder.tokenizer.first_korean_row();
        let manifest = &bundle.manifest;
        let heads = (manifest.layout.moods && manifest.lower.is_empty()).then(|| {
            let store = Store::parse(&bundle.weights)?;
            let dense = Dense::load(&store, manifest.dense_width(), manifest.layout.columns())?;
            Ok(Heads { labels: manifest.intents.clone(), dense })
        });
        let heads = heads.transpose().map_err(Error::Training)?;
        Ok(Self { bert: encoder.packed.unpack()?, tokenizer: encoder.tokenizer, first_new_row, heads })
    }

    /// The average of two that came from one, weight by weight, heads too where both have them for the same labels: what
    /// both learnt, with less of what either forgot (Wortsman et al. 2022).
    pub fn average(self, other: &Self) -> Result<Self, Error> {
        let alike = self.bert.shape == other.bert.shape && self.tokenizer.json() == other.tokenizer.json();
        if !alike {
            return Err(Error::Training("encoders of two shapes or vocabularies have no average".into()));
        }
        let mut tensors = self.bert.tensors()?;
        for (name, theirs) in other.bert.tensors()? {
            if let Some(ours) = tensors.get_mut(&name) {
                *ours = ((&*ours + theirs)? * 0.5)?;
            }
        }
        let heads = self.heads.zip(other.heads.as_ref()).filter(|(ours, theirs)| ours.labels == theirs.labels);
        let heads = heads.map(|(ours, theirs)| Heads { labels: ours.labels, dense: ours.dense.average(&theirs.dense) });
        Ok(Self {
            bert: Bert::restore(self.bert.shape, tensors)?,
            tokenizer: self.tokenizer,
            first_new_row: self.first_new_row,
            heads,
        })
    }

    /// Whether a directory holds such an encoder.
    pub fn is_in(dir: &Path) -> bool {
        dir.join(CONFIG).exists()
    }

    /// Writes the encoder in half precision into a directory, which is made where it is missing.
    pub fn write(&self, dir: &Path) -> Result<(), Error> {
        let io = |source| Error::Io { path: dir.to_owned(), source };
        fs::create_dir_all(dir).map_err(io)?;
        let mut tensors = self.bert.tensors()?;
        for tensor in tensors.values_mut() {
            *tensor = tensor.to_dtype(DType::F16)?;
        }
        candle_core::safetensors::save(&tensors, dir.join(WEIGHTS))?;
        fs::write(dir.join(TOKENIZER), self.tokenizer.json()).map_err(io)?;
        let config = Config { shape: self.bert.shape, first_new_row: self.first_new_row };
        fs::write(dir.join(CONFIG), serde_json::to_string_pretty(&config).expect("sizes are plain data")).map_err(io)
    }
}

fn text(path: &Path) -> Result<String, Error> {
    if !path.exists() {
        return Err(Error::Missing(path.to_owned()));
    }
    fs::read_to_string(path).map_err(|source| Error::Io { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::random::Random;

    #[test]
    fn an_encoder_survives_its_directory() {
        let shape = Shape {
            vocab_size: 9,
            hidden_size: 8,
            num_hidden_layers: 1,
            num_attention_heads: 2,
            intermediate_size: 16,
            max_position_embeddings: 12,
            layer_norm_eps: 1e-12,
        };
        let english: Vec<String> =
            crate::tokenizer::SPECIALS.iter().chain(&["card", "de", "##cline"]).map(|&name| name.to_owned()).collect();
        let tokenizer = Tokenizer::bilingual(&english, &["카드".to_owned()]).unwrap();
        let bert = Bert::random(shape, &mut Random::new(1)).unwrap();
        let checkpoint = Checkpoint { bert, tokenizer, first_new_row: 8, heads: None };
        let dir = std::env::temp_dir().join(format!("dari-checkpoint-{}", std::process::id()));
        checkpoint.write(&dir).unwrap();
        let again = Checkpoint::read(&dir).unwrap();
        let sentence = vec![again.tokenizer.sentence("카드 decline", 12)];
        let (a, b) = (checkpoint.bert.embed(&sentence, 12).unwrap(), again.bert.embed(&sentence, 12).unwrap());
        assert!(a[0].iter().zip(&b[0]).all(|(a, b)| (a - b).abs() < 1e-2));
        let mean = again.average(&Checkpoint::read(&dir).unwrap()).unwrap();
        assert_eq!(mean.bert.embed(&sentence, 12).unwrap(), b, "the average of two equal ones");
        let deeper = Shape { num_hidden_layers: 2, ..shape };
        let bert = Bert::random(deeper, &mut Random::new(1)).unwrap();
        let other = Checkpoint { bert, tokenizer: mean.tokenizer.clone(), first_new_row: 8, heads: None };
        let refused = mean.average(&other).err().expect("two shapes have no average");
        assert!(refused.to_string().contains("two shapes"), "{refused}");
        fs::remove_file(dir.join(WEIGHTS)).unwrap();
        assert!(matches!(Checkpoint::read(&dir), Err(Error::Missing(_))));
        fs::remove_dir_all(&dir).unwrap();
    }
}
