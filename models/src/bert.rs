//! models: the transformer encoder (BERT) in full precision: what training moves, and the reference for the fast path.

use std::collections::BTreeMap;

use candle_core::{D, DType, Device, Result, Tensor, Var, bail};
use serde::{Deserialize, Serialize};

use crate::op::{add_bias, gelu, layer_norm, softmax};

/// The sizes of a transformer; the names are those of a Hugging Face `config.json`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Rows of the word table.
    pub vocab_size: usize,
    /// Width of a token's state.
    pub hidden_size: usize,
    /// How many layers stand on each other.
    pub num_hidden_layers: usize,
    /// How many heads share the width in attention.
    pub num_attention_heads: usize,
    /// Width inside the feed-forward part.
    pub intermediate_size: usize,
    /// The longest sentence, in tokens.
    pub max_position_embeddings: usize,
    /// What keeps layer normalisation from dividing by zero.
    pub layer_norm_eps: f32,
}

/// A transformer whose tensors are variables. The word table is apart: its rows are looked up by hand, so
/// that a step moves only the rows it has seen.
pub struct Bert {
    /// Its sizes.
    pub shape: Shape,
    /// Word rows: [vocabulary, word width], row after row.
    pub words: Vec<f32>,
    /// All other tensors by name; matrices are stored [in, out].
    pub vars: BTreeMap<String, Var>,
}

/// Sentences of one padded length, as rows of the word table.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Rows, sentence after sentence, each filled up to `length` with row 0.
    pub rows: Vec<u32>,
    /// The length of each sentence without padding.
    pub lengths: Vec<usize>,
    /// The padded length.
    pub length: usize,
}

impl Batch {
    /// Puts sentences beside each other, cut at `longest` tokens.
    pub fn new<'a>(sentences: impl IntoIterator<Item = &'a [u32]>, longest: usize) -> Self {
        let sentences: Vec<&[u32]> = sentences.into_iter().map(|rows| &rows[..rows.len().min(longest)]).collect();
        let length = sentences.iter().map(|rows| rows.len()).max().unwrap_or(1).max(1);
        let mut rows = vec![0; sentences.len() * length];
        for (sentence, row) in sentences.iter().zip(rows.chunks_mut(length)) {
            row[..sentence.len()].copy_from_slice(sentence);
        }
        Self { rows, lengths: sentences.iter().map(|rows| rows.len().max(1)).collect(), length }
    }

    fn mask(&self) -> Vec<f32> {
        let mut mask = vec![0.0; self.rows.len()];
        for (row, &length) in mask.chunks_mut(self.length).zip(&self.lengths) {
            row[..length].fill(1.0);
        }
        mask
    }
}

impl Bert {
    /// Reads the tensors of a Hugging Face BERT (`embeddings.…`, `encoder.layer.0.…`), with or without the
    /// prefix `bert.`.
    pub fn from_tensors(shape: Shape, tensors: &std::collections::HashMap<String, Tensor>) -> Result<Self> {
        let take = |name: &str| {
            let found = tensors.get(name).or_else(|| tensors.get(&format!("bert.{name}")));
            match found {
                Some(tensor) => tensor.to_dtype(DType::F32),
                None => bail!("the weights lack `{name}`"),
            }
        };
        let mut vars = BTreeMap::new();
        let mut put = |name: String, tensor: Tensor| -> Result<()> {
            vars.insert(name, Var::from_tensor(&tensor.contiguous()?)?);
            Ok(())
        };
        let words = take("embeddings.word_embeddings.weight")?.flatten_all()?.to_vec1::<f32>()?;
        let kinds = take("embeddings.token_type_embeddings.weight")?.narrow(0, 0, 1)?;
        put("position".into(), take("embeddings.position_embeddings.weight")?.broadcast_add(&kinds)?)?;
        put("embedding.gain".into(), take("embeddings.LayerNorm.weight")?)?;
        put("embedding.bias".into(), take("embeddings.LayerNorm.bias")?)?;
        if tensors.contains_key("embeddings_project.weight") {
            put("project.weight".into(), take("embeddings_project.weight")?.t()?)?;
            put("project.bias".into(), take("embeddings_project.bias")?)?;
        }
        for layer in 0..shape.num_hidden_layers {
            let from = format!("encoder.layer.{layer}");
            let own = |part: &str| format!("layer{layer}.{part}");
            let matrix = |part: &str| take(&format!("{from}.{part}.weight"))?.t()?.contiguous();
            let bias = |part: &str| take(&format!("{from}.{part}.bias"));
            let self_parts = ["attention.self.query", "attention.self.key", "attention.self.value"];
            let mixers = self_parts.iter().map(|part| matrix(part)).collect::<Result<Vec<_>>>()?;
            let biases = self_parts.iter().map(|part| bias(part)).collect::<Result<Vec<_>>>()?;
            put(own("qkv.weight"), Tensor::cat(&mixers, 1)?)?;
            put(own("qkv.bias"), Tensor::cat(&biases, 0)?)?;
            for (name, part) in
                [("mix", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")]
            {
                put(own(&format!("{name}.weight")), matrix(part)?)?;
                put(own(&format!("{name}.bias")), bias(part)?)?;
            }
            for (name, part) in [("mix", "attention.output.LayerNorm"), ("down", "output.LayerNorm")] {
                put(own(&format!("{name}.norm.gain")), take(&format!("{from}.{part}.weight"))?)?;
                put(own(&format!("{name}.norm.bias")), bias(part)?)?;
            }
        }
        Ok(Self { shape, words, vars })
    }

    /// A transformer of random weights, for tests.
    pub fn random(shape: Shape, random: &mut crate::train::random::Random) -> Result<Self> {
        let width = shape.hidden_size;
        let mut noise = |dims: &[usize]| {
            let values: Vec<f32> = (0..dims.iter().product::<usize>()).map(|_| random.normal() * 0.05).collect();
            Tensor::from_vec(values, dims, &Device::Cpu)
        };
        let mut vars = BTreeMap::new();
        let ones = |n: usize| Tensor::ones(n, DType::F32, &Device::Cpu);
        let mut put = |name: String, tensor: Tensor| -> Result<()> {
            vars.insert(name, Var::from_tensor(&tensor)?);
            Ok(())
        };
        let words = noise(&[shape.vocab_size, width])?.flatten_all()?.to_vec1()?;
        put("position".into(), noise(&[shape.max_position_embeddings, width])?)?;
        put("embedding.gain".into(), ones(width)?)?;
        put("embedding.bias".into(), noise(&[width])?)?;
        for layer in 0..shape.num_hidden_layers {
            for (name, input, output) in [
                ("qkv", width, 3 * width),
                ("mix", width, width),
                ("up", width, shape.intermediate_size),
                ("down", shape.intermediate_size, width),
            ] {
                put(format!("layer{layer}.{name}.weight"), noise(&[input, output])?)?;
                put(format!("layer{layer}.{name}.bias"), noise(&[output])?)?;
            }
            for name in ["mix", "down"] {
                put(format!("layer{layer}.{name}.norm.gain"), ones(width)?)?;
                put(format!("layer{layer}.{name}.norm.bias"), noise(&[width])?)?;
            }
        }
        Ok(Self { shape, words, vars })
    }

    /// Width of a word's row, which a projection takes to the width of a state where they differ.
    pub fn word_width(&self) -> usize {
        self.words.len() / self.shape.vocab_size.max(1)
    }

    /// The word rows of a batch, before anything else is done: [tokens, word width].
    pub fn look_up(&self, batch: &Batch) -> Result<Tensor> {
        let width = self.word_width();
        let mut values = Vec::with_capacity(batch.rows.len() * width);
        for &row in &batch.rows {
            values.extend_from_slice(&self.words[row as usize * width..][..width]);
        }
        Tensor::from_vec(values, (batch.rows.len(), width), self.device())
    }

    /// Where the layers are: the processor, or a graphics card.
    pub fn device(&self) -> &Device {
        self.vars["position"].device()
    }

    /// Moves the layers; the word table stays where it is, since only the rows of a batch are needed of it.
    pub fn move_to(&mut self, device: &Device) -> Result<()> {
        for var in self.vars.values_mut() {
            *var = Var::from_tensor(&var.as_tensor().to_device(device)?)?;
        }
        Ok(())
    }

    /// The mean state of each sentence from its word rows: [sentences, hidden].
    pub fn forward(&self, words: &Tensor, batch: &Batch) -> Result<Tensor> {
        let (count, length, width) = (batch.lengths.len(), batch.length, self.shape.hidden_size);
        let heads = self.shape.num_attention_heads;
        let get = |name: &str| self.vars[name].as_tensor();
        let mask = Tensor::from_vec(batch.mask(), (count, length), self.device())?;
        let padded = batch.lengths.iter().any(|&own| own < length);
        let away = if padded {
            Some(
                ((mask.reshape((count, 1, 1, length))? - 1.0)? * 1e4)?
                    .broadcast_as((count, heads, length, length))?
                    .contiguous()?,
            )
        } else {
            None
        };
        let places = get("position").narrow(0, 0, length)?.unsqueeze(0)?;
        let narrow = self.word_width();
        let states =
            words.reshape((count, length, narrow))?.broadcast_add(&places)?.reshape((count * length, narrow))?;
        let norm = |x: &Tensor, name: &str| {
            layer_norm(x, get(&format!("{name}.gain")), get(&format!("{name}.bias")), self.shape.layer_norm_eps)
        };
        let dense =
            |x: &Tensor, name: &str| add_bias(&x.matmul(get(&format!("{name}.weight")))?, get(&format!("{name}.bias")));
        let mut states = norm(&states, "embedding")?;
        if self.vars.contains_key("project.weight") {
            states = dense(&states, "project")?;
        }
        for layer in 0..self.shape.num_hidden_layers {
            let own = |part: &str| format!("layer{layer}.{part}");
            let parts = dense(&states, &own("qkv"))?
                .reshape((count, length, 3, heads, width / heads))?
                .permute((2, 0, 3, 1, 4))?
                .contiguous()?;
            let [q, k, v] = [0, 1, 2].map(|part| parts.get(part));
            let scale = 1.0 / ((width / heads) as f64).sqrt();
            let scores = ((q? * scale)?).matmul(&k?.transpose(2, 3)?)?;
            let scores = match &away {
                Some(away) => (scores + away)?,
                None => scores,
            };
            let mixed = softmax(&scores.contiguous()?)?.matmul(&v?)?;
            let mixed = mixed.transpose(1, 2)?.contiguous()?.reshape((count * length, width))?;
            states = norm(&(states + dense(&mixed, &own("mix"))?)?, &own("mix.norm"))?;
            let inner = gelu(&dense(&states, &own("up"))?)?;
            states = norm(&(states + dense(&inner, &own("down"))?)?, &own("down.norm"))?;
        }
        let states = states.reshape((count, length, width))?;
        let share: Vec<f32> = batch.lengths.iter().map(|&own| 1.0 / own as f32).collect();
        let share = Tensor::from_vec(share, (count, 1), self.device())?;
        let pooled = mask.unsqueeze(1)?.matmul(&states)?.squeeze(1)?;
        pooled.broadcast_mul(&share)
    }

    /// Unit vectors of some sentences (rows of the word table), each as if alone: [sentences, hidden] as lists.
    pub fn embed(&self, sentences: &[Vec<u32>], longest: usize) -> Result<Vec<Vec<f32>>> {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        order.sort_by_key(|&n| sentences[n].len());
        let mut out = vec![Vec::new(); sentences.len()];
        for part in order.chunks(64) {
            let batch = Batch::new(part.iter().map(|&n| sentences[n].as_slice()), longest);
            let vectors = unit(&self.forward(&self.look_up(&batch)?.detach(), &batch)?.detach())?.to_vec2::<f32>()?;
            for (&n, vector) in part.iter().zip(vectors) {
                out[n] = vector;
            }
        }
        Ok(out)
    }

    /// Copies of all variables, which training can move apart from these.
    pub(crate) fn copy_of_vars(&self) -> Result<BTreeMap<String, Var>> {
        self.vars.iter().map(|(name, var)| Ok((name.clone(), Var::from_tensor(&var.as_tensor().copy()?)?))).collect()
    }

    /// The tensors as they are saved: `words` beside the others.
    pub fn tensors(&self) -> Result<std::collections::HashMap<String, Tensor>> {
        let mut all: std::collections::HashMap<String, Tensor> =
            self.vars.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        let words = Tensor::from_slice(&self.words, (self.shape.vocab_size, self.word_width()), &Device::Cpu)?;
        all.insert("words".into(), words);
        Ok(all)
    }

    /// Reads what [`Bert::tensors`] gave.
    pub fn restore(shape: Shape, mut tensors: std::collections::HashMap<String, Tensor>) -> Result<Self> {
        let Some(words) = tensors.remove("words") else { bail!("the weights lack `words`") };
        let words = words.flatten_all()?.to_vec1()?;
        let vars = tensors
            .iter()
            .map(|(name, tensor)| Ok((name.clone(), Var::from_tensor(tensor)?)))
            .collect::<Result<_>>()?;
        Ok(Self { shape, words, vars })
    }
}

/// Rows of unit length.
pub fn unit(x: &Tensor) -> Result<Tensor> {
    let lengths = (x.sqr()?.sum_keepdim(D::Minus1)? + 1e-12)?.sqrt()?;
    x.broadcast_div(&lengths)
}
