//! models: a tiny random directory of each family, read and run.

use std::path::PathBuf;

use candle_core::DType;
use serde_json::{Value, json};

use super::*;
use crate::Packed;
use crate::train::random::Random;

const HIDDEN: usize = 16;
const INNER: usize = 24;

/// A directory that is removed with the test.
struct Dir(PathBuf);

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn config(model_type: &str) -> Value {
    json!({
        "model_type": model_type, "vocab_size": 9, "hidden_size": HIDDEN, "num_hidden_layers": 2,
        "num_attention_heads": 2, "intermediate_size": INNER, "max_position_embeddings": 12, "layer_norm_eps": 1e-5,
        "hidden_act": "gelu", "pad_token_id": 1,
    })
}

/// Writes a directory as `transformers` does, with tensors under a prefix and words of a width.
fn write(name: &str, config: &Value, prefix: &str, words: usize, marks: [&str; 2]) -> Dir {
    let dir = Dir(std::env::temp_dir().join(format!("dari-hf-{name}-{}", std::process::id())));
    fs::create_dir_all(&dir.0).unwrap();
    let mut random = Random::new(7);
    let mut tensors = HashMap::new();
    let mut put = |name: &str, dims: &[usize]| {
        let values: Vec<f32> = (0..dims.iter().product()).map(|_| random.normal() * 0.3).collect();
        let tensor = Tensor::from_vec(values, dims, &Device::Cpu).unwrap().to_dtype(DType::F16).unwrap();
        tensors.insert(format!("{prefix}{name}"), tensor);
    };
    put("embeddings.word_embeddings.weight", &[9, words]);
    put("embeddings.position_embeddings.weight", &[12, words]);
    put("embeddings.token_type_embeddings.weight", &[1, words]);
    put("embeddings.LayerNorm.weight", &[words]);
    put("embeddings.LayerNorm.bias", &[words]);
    if words != HIDDEN {
        put("embeddings_project.weight", &[HIDDEN, words]);
        put("embeddings_project.bias", &[HIDDEN]);
    }
    for layer in 0..2 {
        for (part, input, output) in [
            ("attention.self.query", HIDDEN, HIDDEN),
            ("attention.self.key", HIDDEN, HIDDEN),
            ("attention.self.value", HIDDEN, HIDDEN),
            ("attention.output.dense", HIDDEN, HIDDEN),
            ("intermediate.dense", HIDDEN, INNER),
            ("output.dense", INNER, HIDDEN),
        ] {
            put(&format!("encoder.layer.{layer}.{part}.weight"), &[output, input]);
            put(&format!("encoder.layer.{layer}.{part}.bias"), &[output]);
        }
        for part in ["attention.output.LayerNorm", "output.LayerNorm"] {
            put(&format!("encoder.layer.{layer}.{part}.weight"), &[HIDDEN]);
            put(&format!("encoder.layer.{layer}.{part}.bias"), &[HIDDEN]);
        }
    }
    candle_core::safetensors::save(&tensors, dir.0.join(WEIGHTS)).unwrap();
    fs::write(dir.0.join(CONFIG), config.to_string()).unwrap();
    let vocabulary =
        json!({ marks[0]: 0, "[PAD]": 1, marks[1]: 2, "[UNK]": 3, "my": 4, "card": 5, "##s": 6, "연체": 7 });
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": { "strategy": { "Fixed": 128 }, "direction": "Right",
        "pad_to_multiple_of": null, "pad_id": 1, "pad_type_id": 0, "pad_token": "[PAD]" },
        "added_tokens": [], "normalizer": null, "pre_tokenizer": { "type": "BertPreTokenizer" },
        "post_processor": null, "decoder": null,
        "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100, "vocab": vocabulary },
    });
    fs::write(dir.0.join(TOKENIZER), tokenizer.to_string()).unwrap();
    dir
}

const FAMILIES: [(&str, &str, usize, [&str; 2], usize); 5] = [
    ("bert", "", HIDDEN, ["[CLS]", "[SEP]"], 12),
    ("bert", "bert.", HIDDEN, ["[CLS]", "[SEP]"], 12),
    ("roberta", "roberta.", HIDDEN, ["<s>", "</s>"], 10),
    ("xlm-roberta", "roberta.", HIDDEN, ["<s>", "</s>"], 10),
    ("electra", "electra.", 8, ["[CLS]", "[SEP]"], 12),
];

#[test]
fn every_family_is_read_and_runs_packed_as_in_full() {
    for (n, (family, prefix, words, marks, places)) in FAMILIES.into_iter().enumerate() {
        let dir = write(&format!("{family}{n}"), &config(family), prefix, words, marks);
        let Checkpoint { bert, tokenizer, .. } = load_hugging_face(&dir.0).unwrap();
        assert_eq!(bert.shape.max_position_embeddings, places, "{family}");
        let sentences = vec![tokenizer.sentence("My cards 연체", places), tokenizer.sentence("card", places)];
        assert_eq!(sentences[0], [0, 4, 5, 6, 7, 2]);
        let packed = Packed::of(&bert).unwrap();
        let (ours, full) = (packed.vectors(&sentences), bert.embed(&sentences, places).unwrap());
        for (ours, full) in ours.iter().zip(&full) {
            let cosine: f32 = ours.iter().zip(full).map(|(a, b)| a * b).sum();
            assert!(cosine > 0.999, "{family}: {cosine}");
        }
        let unpacked = packed.unpack().unwrap().embed(&sentences, places).unwrap();
        let cosine: f32 = unpacked[0].iter().zip(&full[0]).map(|(a, b)| a * b).sum();
        assert!(cosine > 0.999, "{family} unpacked: {cosine}");
    }
}

#[test]
fn roberta_counts_its_places_from_behind_the_padding() {
    let marks = ["<s>", "</s>"];
    let (a, b) = (
        write("places-a", &config("roberta"), "", HIDDEN, marks),
        write("places-b", &config("bert"), "", HIDDEN, marks),
    );
    let (roberta, bert) = (load_hugging_face(&a.0).unwrap().bert, load_hugging_face(&b.0).unwrap().bert);
    let rows = |bert: &Bert| bert.vars["position"].flatten_all().unwrap().to_vec1::<f32>().unwrap();
    assert_eq!(rows(&roberta), rows(&bert)[2 * HIDDEN..]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let marks = ["[CLS]", "[SEP]"];
    let reason = |dir: &Dir| match load_hugging_face(&dir.0) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("it was read"),
    };
    for (name, key, value, wanted) in [
        ("type", "model_type", json!("gpt2"), "its model_type is `gpt2`, not bert, roberta, xlm-roberta or electra"),
        ("act", "hidden_act", json!("gelu_new"), "hidden_act"),
        ("places", "position_embedding_type", json!("relative_key"), "position_embedding_type"),
        ("layers", "num_hidden_layers", json!(3), "the weights lack `encoder.layer.2"),
        ("no-type", "model_type", json!(null), "config.json"),
    ] {
        let mut config = config("bert");
        config[key] = value;
        let dir = write(name, &config, "bert.", HIDDEN, marks);
        assert!(reason(&dir).contains(wanted), "{}", reason(&dir));
    }
    let dir = write("files", &config("bert"), "bert.", HIDDEN, marks);
    for file in [WEIGHTS, TOKENIZER, CONFIG] {
        fs::remove_file(dir.0.join(file)).unwrap();
        assert!(reason(&dir).contains(&format!("{file} is missing")), "{}", reason(&dir));
    }
    fs::write(dir.0.join("pytorch_model.bin"), "").unwrap();
    fs::write(dir.0.join(CONFIG), "{").unwrap();
    fs::write(dir.0.join(TOKENIZER), "{").unwrap();
    assert!(reason(&dir).contains("safe_serialization"), "{}", reason(&dir));
    fs::write(dir.0.join(WEIGHTS), "x").unwrap();
    assert!(reason(&dir).contains("config.json"), "{}", reason(&dir));
}
