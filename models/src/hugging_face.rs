//! models: encoders of the BERT family as Hugging Face keeps them: `config.json`, `tokenizer.json`, `model.safetensors`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use candle_core::{Device, Tensor};
use serde::Deserialize;

use crate::Error;
use crate::bert::{Bert, Shape};
use crate::checkpoint::Checkpoint;
use crate::tokenizer::Tokenizer;

#[derive(Deserialize)]
struct Config {
    model_type: String,
    #[serde(flatten)]
    shape: Shape,
    #[serde(default)]
    embedding_size: Option<usize>,
    #[serde(default)]
    pad_token_id: Option<usize>,
}

/// Reads an encoder of the family: BERT, RoBERTa, XLM-R, or an ELECTRA whose embeddings are as wide as its states.
pub fn load_hugging_face(dir: &Path) -> Result<Checkpoint, Error> {
    let path = |file: &str| dir.join(file);
    let corrupt = |file: &str, reason: String| Error::Corrupt { path: path(file), reason };
    let config: Config = serde_json::from_slice(&read(&path("config.json"))?)
        .map_err(|error| corrupt("config.json", error.to_string()))?;
    let (prefix, first_place) = match config.model_type.as_str() {
        "bert" => ("bert.", 0),
        "electra" => ("electra.", 0),
        // Their first places are kept for padding.
        "roberta" | "xlm-roberta" => ("roberta.", config.pad_token_id.unwrap_or(1) + 1),
        other => {
            let reason = format!("`{other}` encoders are not read; bert, roberta, xlm-roberta and electra are");
            return Err(corrupt("config.json", reason));
        }
    };
    if config.embedding_size.is_some_and(|size| size != config.shape.hidden_size) {
        return Err(corrupt("config.json", "embeddings of another width than the states are not read".into()));
    }
    let json = String::from_utf8(read(&path("tokenizer.json"))?);
    let json = json.map_err(|error| corrupt("tokenizer.json", error.to_string()))?;
    let tokenizer = Tokenizer::parse(&json).map_err(|reason| corrupt("tokenizer.json", reason))?;
    if !path("model.safetensors").exists() {
        return Err(Error::Missing(path("model.safetensors")));
    }
    let named = candle_core::safetensors::load(path("model.safetensors"), &Device::Cpu)?;
    let mut tensors: HashMap<String, Tensor> = named
        .into_iter()
        .map(|(name, tensor)| (name.strip_prefix(prefix).map_or(name.clone(), str::to_owned), tensor))
        .collect();
    let mut shape = config.shape;
    if first_place > 0 {
        let places = "embeddings.position_embeddings.weight";
        if let Some(table) = tensors.get(places) {
            shape.max_position_embeddings = table.dim(0)? - first_place;
            let table = table.narrow(0, first_place, shape.max_position_embeddings)?;
            tensors.insert(places.to_owned(), table);
        }
    }
    let first_new_row = shape.vocab_size as u32;
    let bert = Bert::from_tensors(shape, &tensors).map_err(|error| corrupt("model.safetensors", error.to_string()))?;
    Ok(Checkpoint { bert, tokenizer, first_new_row })
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => Error::Io { path: path.to_owned(), source },
    })
}

#[cfg(test)]
mod tests {
    use candle_core::DType;

    use super::*;

    /// Writes a tiny encoder of a family and reads it back.
    fn check(model_type: &str, prefix: &str, places: usize, want: usize) {
        let dir = std::env::temp_dir().join(format!("dari-{model_type}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let config = serde_json::json!({
            "model_type": model_type, "vocab_size": 8, "hidden_size": 8, "num_hidden_layers": 1, "pad_token_id": 1,
            "num_attention_heads": 2, "intermediate_size": 16, "max_position_embeddings": places, "layer_norm_eps": 1e-5,
        });
        fs::write(dir.join("config.json"), config.to_string()).unwrap();
        let english: Vec<String> =
            crate::tokenizer::SPECIALS.iter().chain(&["card", "a", "b"]).map(|&name| name.to_owned()).collect();
        fs::write(dir.join("tokenizer.json"), Tokenizer::bilingual(&english, &[]).unwrap().json()).unwrap();
        let layer = "encoder.layer.0";
        let mut tensors = HashMap::new();
        let mut put = |name: &str, shape: &[usize]| {
            tensors.insert(format!("{prefix}{name}"), Tensor::ones(shape, DType::F32, &Device::Cpu).unwrap());
        };
        put("embeddings.word_embeddings.weight", &[8, 8]);
        put("embeddings.token_type_embeddings.weight", &[2, 8]);
        put("embeddings.position_embeddings.weight", &[places, 8]);
        let dense = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"];
        for part in dense {
            put(&format!("{layer}.{part}.weight"), &[8, 8]);
            put(&format!("{layer}.{part}.bias"), &[8]);
        }
        put(&format!("{layer}.intermediate.dense.weight"), &[16, 8]);
        put(&format!("{layer}.intermediate.dense.bias"), &[16]);
        put(&format!("{layer}.output.dense.weight"), &[8, 16]);
        put(&format!("{layer}.output.dense.bias"), &[8]);
        for part in [
            "embeddings.LayerNorm",
            &format!("{layer}.attention.output.LayerNorm"),
            &format!("{layer}.output.LayerNorm"),
        ] {
            put(&format!("{part}.weight"), &[8]);
            put(&format!("{part}.bias"), &[8]);
        }
        candle_core::safetensors::save(&tensors, dir.join("model.safetensors")).unwrap();
        let read = load_hugging_face(&dir).unwrap();
        assert_eq!(read.bert.shape.max_position_embeddings, want, "{model_type}");
        assert_eq!(read.bert.embed(&[read.tokenizer.sentence("card", 8)], 8).unwrap()[0].len(), 8);
        fs::remove_file(dir.join("model.safetensors")).unwrap();
        assert!(matches!(load_hugging_face(&dir), Err(Error::Missing(_))));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn the_family_is_read() {
        check("bert", "", 12, 12);
        check("bert", "bert.", 12, 12);
        check("electra", "electra.", 12, 12);
        check("roberta", "roberta.", 12, 10);
        check("xlm-roberta", "roberta.", 12, 10);
    }

    #[test]
    fn strangers_are_named() {
        let dir = std::env::temp_dir().join(format!("dari-stranger-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        assert!(matches!(load_hugging_face(&dir), Err(Error::Missing(_))));
        let config = r#"{"model_type":"t5","vocab_size":8,"hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,
            "intermediate_size":16,"max_position_embeddings":12,"layer_norm_eps":1e-5}"#;
        fs::write(dir.join("config.json"), config).unwrap();
        let error = load_hugging_face(&dir).err().unwrap().to_string();
        assert!(error.contains("`t5`"), "{error}");
        fs::remove_dir_all(&dir).unwrap();
    }
}
