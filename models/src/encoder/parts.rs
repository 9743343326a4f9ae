//! models: the parts of the encoder: made from a trained transformer, or read from a file and written to one.

use std::collections::BTreeMap;

use half::f16;

use super::matrix::{EXACT, Exact, Matrix};
use super::quantise::{self, Rows};
use super::step::Norm;
use crate::bert::{Bert, Shape};
use crate::store::{Store, Stored};

/// Everything an encoder knows, in the form in which it is read.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) words: Rows,
    /// What is added to a word in each place, row after row.
    pub(crate) positions: Vec<f32>,
    pub(crate) norm: Norm,
    /// From the width of a word to the width of a state, where they differ.
    pub(crate) project: Option<Matrix>,
    pub(crate) layers: Vec<Layer>,
}

/// One layer of the transformer.
#[derive(Debug, Clone)]
pub(crate) struct Layer {
    pub(crate) qkv: Matrix,
    pub(crate) mix: Matrix,
    pub(crate) mix_norm: Norm,
    pub(crate) up: Matrix,
    pub(crate) down: Matrix,
    pub(crate) down_norm: Norm,
}

/// Where parts come from.
pub(crate) trait Source {
    /// How many numbers a tensor has that is not quantised, if it is there.
    fn count(&self, name: &str) -> Option<usize>;
    /// Numbers, as half precision keeps them.
    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, String>;
    /// The word table, whose rows are words.
    fn words(&self, count: usize, width: usize) -> Result<Rows, String>;
    /// The weights of a layer, whose rows are outputs.
    fn weights(&self, name: &str, outputs: usize, inputs: usize) -> Result<Rows, String>;
    /// The weights that are not among them.
    fn exact(&self, name: &str, outputs: usize, inputs: usize) -> Result<Exact, String>;
}

impl Parts {
    pub(crate) fn new(source: &impl Source, shape: &Shape) -> Result<Self, String> {
        let (width, inner) = (shape.hidden_size, shape.intermediate_size);
        if shape.num_attention_heads == 0 || !width.is_multiple_of(shape.num_attention_heads) {
            return Err(format!("{} heads cannot share a width of {width}", shape.num_attention_heads));
        }
        if shape.num_hidden_layers == 0 {
            return Err("an encoder needs at least one layer".into());
        }
        let norm = |name: &str, width: usize| {
            let part = |part: &str| source.floats(&format!("{name}.{part}"), width);
            Ok::<_, String>(Norm { gain: part("gain")?, bias: part("bias")?, eps: shape.layer_norm_eps })
        };
        let matrix = |name: &str, inputs: usize, outputs: usize| {
            let rows = source.weights(name, outputs, inputs)?;
            let bias = source.floats(&format!("{name}.bias"), outputs)?;
            Ok::<_, String>(Matrix::new(inputs, &rows, &bias, source.exact(name, outputs, inputs)?))
        };
        let narrow = source.count("embedding.gain").ok_or("it lacks `embedding.gain`")?;
        let layer = |n: usize| {
            Ok::<_, String>(Layer {
                qkv: matrix(&format!("layer{n}.qkv"), width, 3 * width)?,
                mix: matrix(&format!("layer{n}.mix"), width, width)?,
                mix_norm: norm(&format!("layer{n}.mix.norm"), width)?,
                up: matrix(&format!("layer{n}.up"), width, inner)?,
                down: matrix(&format!("layer{n}.down"), inner, width)?,
                down_norm: norm(&format!("layer{n}.down.norm"), width)?,
            })
        };
        Ok(Self {
            words: source.words(shape.vocab_size, narrow)?,
            positions: source.floats("position", shape.max_position_embeddings * narrow)?,
            norm: norm("embedding", narrow)?,
            project: if source.count("project.bias").is_some() {
                Some(matrix("project", narrow, width)?)
            } else {
                None
            },
            layers: (0..shape.num_hidden_layers).map(layer).collect::<Result<_, _>>()?,
        })
    }

    /// The words of sentences, one after another, and what is added to each in its place.
    pub(crate) fn look_up(&self, sentences: &[&[u32]], words: &mut [f32], places: &mut [f32]) {
        let width = self.norm.gain.len();
        let mut out = words.chunks_exact_mut(width).zip(places.chunks_exact_mut(width));
        for rows in sentences {
            for ((&row, place), (word, added)) in rows.iter().zip(self.positions.chunks_exact(width)).zip(&mut out) {
                let row = if (row as usize) < self.words.scales.len() { row as usize } else { 0 };
                let scale = self.words.scales[row];
                let cells = &self.words.cells[row * width..][..width];
                word.iter_mut().zip(cells).for_each(|(word, &cell)| *word = f32::from(cell) * scale);
                added.copy_from_slice(place);
            }
        }
    }

    /// The tensors under the names by which a [`Store`] gives them back.
    pub(crate) fn stored(&self) -> Vec<Stored> {
        let width = self.norm.gain.len();
        let mut all = rows("words", width, &self.words.cells, &self.words.scales);
        all.push(Stored::floats(named("position"), vec![self.positions.len() / width, width], &self.positions));
        all.extend(norm("embedding", &self.norm));
        all.extend(self.project.iter().flat_map(|project| matrix("project", project)));
        for (n, layer) in self.layers.iter().enumerate() {
            for (name, part) in [("qkv", &layer.qkv), ("mix", &layer.mix), ("up", &layer.up), ("down", &layer.down)] {
                all.extend(matrix(&format!("layer{n}.{name}"), part));
            }
            all.extend(norm(&format!("layer{n}.mix.norm"), &layer.mix_norm));
            all.extend(norm(&format!("layer{n}.down.norm"), &layer.down_norm));
        }
        all
    }

    /// The memory they take, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let layers = self.layers.iter().flat_map(|layer| [&layer.qkv, &layer.mix, &layer.up, &layer.down]);
        let matrices = layers.chain(&self.project).map(Matrix::bytes).sum::<usize>();
        matrices + self.words.cells.len() + 4 * (self.words.scales.len() + self.positions.len())
    }
}

/// A trained transformer, and which inputs of its layers are to stay exact.
pub(crate) struct Trained<'a> {
    pub(crate) bert: &'a Bert,
    pub(crate) exact: BTreeMap<String, Vec<u32>>,
}

impl Trained<'_> {
    fn values(&self, name: &str, count: usize) -> Result<Vec<f32>, String> {
        let var = self.bert.vars.get(name).ok_or_else(|| format!("it lacks `{name}`"))?;
        let values: Vec<f32> = var.flatten_all().and_then(|flat| flat.to_vec1()).map_err(|error| error.to_string())?;
        if values.len() == count {
            Ok(values)
        } else {
            Err(format!("`{name}` has {} numbers, not {count}", values.len()))
        }
    }
}

impl Source for Trained<'_> {
    fn count(&self, name: &str) -> Option<usize> {
        self.bert.vars.get(name).map(|var| var.elem_count())
    }

    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, String> {
        Ok(halves(self.values(name, count)?))
    }

    fn words(&self, count: usize, width: usize) -> Result<Rows, String> {
        let fits = self.bert.words.len() == count * width;
        if fits { Ok(quantise::table(&self.bert.words, width)) } else { Err("the word table has another shape".into()) }
    }

    fn weights(&self, name: &str, outputs: usize, inputs: usize) -> Result<Rows, String> {
        let values = self.values(&format!("{name}.weight"), outputs * inputs)?;
        Ok(quantise::layer(&values, outputs, self.exact.get(name).map_or(&[], Vec::as_slice)))
    }

    fn exact(&self, name: &str, outputs: usize, inputs: usize) -> Result<Exact, String> {
        let Some(exact) = self.exact.get(name) else { return Ok(Exact::default()) };
        let values = halves(self.values(&format!("{name}.weight"), outputs * inputs)?);
        let weights = exact.iter().flat_map(|&input| &values[input as usize * outputs..][..outputs]);
        Ok(Exact { inputs: exact.clone(), weights: weights.copied().collect() })
    }
}

fn halves(values: Vec<f32>) -> Vec<f32> {
    values.into_iter().map(|value| f16::from_f32(value).to_f32()).collect()
}

impl Source for Store {
    fn count(&self, name: &str) -> Option<usize> {
        self.count(&named(name))
    }

    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, String> {
        self.floats(&named(name), count)
    }

    fn words(&self, count: usize, width: usize) -> Result<Rows, String> {
        self.weights("words", count, width)
    }

    fn weights(&self, name: &str, outputs: usize, inputs: usize) -> Result<Rows, String> {
        let rows = Rows {
            cells: self.bytes(&named(&format!("{name}.cells")), outputs * inputs)?,
            scales: self.floats(&named(&format!("{name}.scales")), outputs)?,
        };
        let fits = name == "words" || rows.cells.chunks(inputs).all(|row| quantise::worst_sum(row) <= quantise::LIMIT);
        if fits { Ok(rows) } else { Err(format!("the weights of `{name}` are too large for the sums they go into")) }
    }

    fn exact(&self, name: &str, outputs: usize, inputs: usize) -> Result<Exact, String> {
        let count = self.count(&named(&format!("{name}.exact.inputs"))).unwrap_or(0);
        if count == 0 {
            return Ok(Exact::default());
        }
        let exact = self.keys(&named(&format!("{name}.exact.inputs")), count)?;
        if count > EXACT || exact.iter().any(|&input| input as usize >= inputs) {
            return Err(format!("`{name}` does not have the inputs that it keeps exact"));
        }
        Ok(Exact { inputs: exact, weights: self.floats(&named(&format!("{name}.exact.weights")), count * outputs)? })
    }
}

/// The name of a part among the tensors of a whole model.
fn named(name: &str) -> String {
    format!("encoder.{name}")
}

fn rows(name: &str, width: usize, cells: &[i8], scales: &[f32]) -> Vec<Stored> {
    vec![
        Stored::bytes(named(&format!("{name}.cells")), vec![scales.len(), width], cells),
        Stored::floats(named(&format!("{name}.scales")), vec![scales.len()], scales),
    ]
}

fn matrix(name: &str, matrix: &Matrix) -> Vec<Stored> {
    let mut all = rows(name, matrix.inputs, &matrix.cells(), &matrix.scales[..matrix.outputs]);
    all.push(Stored::floats(named(&format!("{name}.bias")), vec![matrix.outputs], &matrix.bias[..matrix.outputs]));
    let Exact { inputs, weights } = &matrix.exact;
    if !inputs.is_empty() {
        let shape = vec![inputs.len(), matrix.outputs];
        all.push(Stored::keys(named(&format!("{name}.exact.inputs")), inputs));
        all.push(Stored::floats(named(&format!("{name}.exact.weights")), shape, weights));
    }
    all
}

fn norm(name: &str, norm: &Norm) -> [Stored; 2] {
    [("gain", &norm.gain), ("bias", &norm.bias)]
        .map(|(part, values)| Stored::floats(named(&format!("{name}.{part}")), vec![values.len()], values))
}
