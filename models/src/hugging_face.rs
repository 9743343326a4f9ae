//! models: an encoder of the BERT family from a Hugging Face directory: config, tokenizer and safetensors.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use candle_core::{Device, Tensor};
use serde::Deserialize;

use crate::Error;
use crate::bert::{Bert, Shape};
use crate::checkpoint::Checkpoint;
use crate::tokenizer::Tokenizer;

/// What is read of `config.json`; where a number is left out there, it is the one that its library takes.
#[derive(Debug, Deserialize)]
struct Config {
    model_type: String,
    vocab_size: usize,
    hidden_size: usize,
    num_hidden_layers: usize,
    num_attention_heads: usize,
    intermediate_size: usize,
    #[serde(default = "places")]
    max_position_embeddings: usize,
    #[serde(default = "eps")]
    layer_norm_eps: f32,
    #[serde(default = "act")]
    hidden_act: String,
    position_embedding_type: Option<String>,
    pad_token_id: Option<usize>,
}

const CONFIG: &str = "config.json";
const TOKENIZER: &str = "tokenizer.json";
const WEIGHTS: &str = "model.safetensors";
const WORDS: &str = "embeddings.word_embeddings.weight";
const PLACES: &str = "embeddings.position_embeddings.weight";

/// Reads a directory that holds a BERT, `RoBERTa`, XLM-R or ELECTRA as `transformers` saves it. The sentence vector is
/// the mean of the last states, whatever the model was trained to use.
pub fn load_hugging_face(dir: &Path) -> Result<Checkpoint, Error> {
    let failed = |reason: String| Error::Encoder { path: dir.to_owned(), reason };
    let broken = |file: &str, error: &dyn std::fmt::Display| failed(format!("{file}: {error}"));
    for file in [CONFIG, TOKENIZER, WEIGHTS] {
        if !dir.join(file).exists() {
            return Err(failed(missing(dir, file)));
        }
    }
    let read =
        |file: &str| fs::read_to_string(dir.join(file)).map_err(|source| Error::Io { path: dir.join(file), source });
    let config: Config = serde_json::from_str(&read(CONFIG)?).map_err(|error| broken(CONFIG, &error))?;
    let first_place = config.first_place().map_err(|reason| broken(CONFIG, &reason))?;
    let tokenizer = Tokenizer::parse(&read(TOKENIZER)?).map_err(|error| broken(TOKENIZER, &error))?;
    let tensors = candle_core::safetensors::load(dir.join(WEIGHTS), &Device::Cpu);
    let tensors = tensors.map_err(|error| broken(WEIGHTS, &error))?;
    let bert = assemble(&config, first_place, tensors).map_err(|error| broken(WEIGHTS, &error))?;
    if tokenizer.len() > bert.shape.vocab_size {
        let reason = format!("it has {} pieces, the weights have {}", tokenizer.len(), bert.shape.vocab_size);
        return Err(broken(TOKENIZER, &reason));
    }
    let first_new_row = bert.shape.vocab_size as u32;
    Ok(Checkpoint { bert, tokenizer, first_new_row, heads: None })
}

impl Config {
    /// The row of a sentence's first place: `RoBERTa` counts from behind the padding.
    fn first_place(&self) -> Result<usize, String> {
        let first = match self.model_type.as_str() {
            "bert" | "electra" => 0,
            "roberta" | "xlm-roberta" => self.pad_token_id.unwrap_or(1) + 1,
            other => return Err(format!("its model_type is `{other}`, not bert, roberta, xlm-roberta or electra")),
        };
        if self.hidden_act != "gelu" {
            return Err(format!("its hidden_act is `{}`, not gelu", self.hidden_act));
        }
        match self.position_embedding_type.as_deref() {
            None | Some("absolute") => Ok(first),
            Some(other) => Err(format!("its position_embedding_type is `{other}`, not absolute")),
        }
    }
}

fn assemble(config: &Config, first_place: usize, tensors: HashMap<String, Tensor>) -> candle_core::Result<Bert> {
    let prefix = tensors.keys().find_map(|name| name.strip_suffix(WORDS)).unwrap_or_default().to_owned();
    let plain =
        |name: String| name.strip_prefix(&prefix).map(|rest| rest.replace("gamma", "weight").replace("beta", "bias"));
    let mut tensors: HashMap<String, Tensor> =
        tensors.into_iter().filter_map(|(name, tensor)| Some((plain(name)?, tensor))).collect();
    let mut shape = Shape {
        vocab_size: config.vocab_size,
        hidden_size: config.hidden_size,
        num_hidden_layers: config.num_hidden_layers,
        num_attention_heads: config.num_attention_heads,
        intermediate_size: config.intermediate_size,
        max_position_embeddings: config.max_position_embeddings,
        layer_norm_eps: config.layer_norm_eps,
    };
    if let Some(words) = tensors.get(WORDS) {
        shape.vocab_size = words.dim(0)?;
    }
    if let Some(places) = tensors.get_mut(PLACES) {
        shape.max_position_embeddings = places.dim(0)?.saturating_sub(first_place);
        *places = places.narrow(0, first_place, shape.max_position_embeddings)?;
    }
    Bert::from_tensors(shape, &tensors)
}

fn missing(dir: &Path, file: &str) -> String {
    let pickled = file == WEIGHTS && dir.join("pytorch_model.bin").exists();
    let split = file == WEIGHTS && dir.join("model.safetensors.index.json").exists();
    let way = match (pickled, split, file) {
        (true, ..) => "; save the model with `safe_serialization=True`, since `pytorch_model.bin` is not read",
        (_, true, _) => "; join its parts into one file",
        (.., TOKENIZER) => "; save its fast tokenizer",
        _ => "",
    };
    format!("{file} is missing{way}")
}

fn places() -> usize {
    512
}

fn eps() -> f32 {
    1e-12
}

fn act() -> String {
    "gelu".to_owned()
}

#[cfg(test)]
mod tests;
