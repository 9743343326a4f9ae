//! models: training: sentences with labels in, a model bundle out.

use candle_core::Device;
use rayon::prelude::*;

use crate::checkpoint::{Checkpoint, Heads};
use crate::classifier::{Both, Classifier};
use crate::dense::{Dense, SCALE};
use crate::encoder::Packed;
use crate::feature::Feature;
use crate::layout::Layout;
use crate::manifest::{Architecture, Blend, FORMAT, Manifest, Ngrams, Thresholds, Training};
use crate::sparse::Sparse;
use crate::store::serialize;
use crate::tokenizer::Tokenizer;
use crate::{Bundle, Error};

pub mod adam;
pub mod align;
pub mod attach;
pub mod augment;
mod batch;
mod calibrate;
mod choose;
mod device;
mod logistic;
mod loss;
pub mod random;
mod sparse;
pub mod tune;
pub mod vocabulary;

pub use device::device;

use choose::{Choice, Chosen, Plan};

/// A sentence and what is known of it; whatever is unknown is simply not learnt from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Example {
    /// The sentence as it was written.
    pub text: String,
    /// What it means.
    pub meaning: Option<Meaning>,
    /// The sentiment class, 0 for −2 to 4 for 2.
    pub sentiment: Option<usize>,
    /// Whether it shows frustration.
    pub frustration: Option<bool>,
    /// The urgency, 0 none, 1 today, 2 now.
    pub urgency: Option<usize>,
    /// Whether it is an emergency.
    pub urgent: Option<bool>,
    /// The number of the FAQ article it is a question of.
    pub article: Option<usize>,
}

impl Example {
    /// True where a head can learn from it, be it a mood alone.
    fn is_answered(&self) -> bool {
        let felt = self.sentiment.is_some() || self.frustration.is_some();
        self.meaning.is_some() || felt || self.urgency.is_some() || self.urgent.is_some()
    }
}

/// What a sentence means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One of these intents, by number; several where they are equally right.
    Intents(Vec<usize>),
    /// None of them.
    OutOfScope,
}

/// An encoder ready for use, with its vocabulary.
#[derive(Debug, Clone)]
pub struct Encoder {
    /// The packed transformer.
    pub packed: Packed,
    /// How it reads text.
    pub tokenizer: Tokenizer,
}

/// How heads are fitted on an encoder that stays as it is.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The seed of every draw.
    pub seed: u64,
    /// Rows of the sparse branch at most.
    pub rows: usize,
    /// Cells of the sparse branch (rows times columns, a byte each) that are never too many, whatever `rows` says.
    pub cells: usize,
    /// How many layers below the last the dense branch reads too, evenly apart.
    pub lower: usize,
    /// How much a sentence weighs against large weights in the dense branch.
    pub dense_cost: f32,
    /// How much a mistake weighs against large weights in the sparse branch, to begin with.
    pub sparse_cost: f32,
    /// Whether held-out sentences choose which n-grams count, for how much, and what large weights cost.
    pub choose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, rows: 40_000, cells: 0, lower: 0, dense_cost: 25.0, sparse_cost: 0.4, choose: false }
    }
}

/// What is told while a model is put together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage {
    /// Sentences are read by the encoder: done, all.
    Encoding(usize, usize),
    /// The dense branch is fitted: rounds done of [`ROUNDS`] at most, and the loss after them.
    Dense(usize, f32),
    /// The sparse branch is fitted.
    Sparse,
    /// Both are put together on held-out sentences.
    Calibrating,
    /// Both are fitted a second time, from all sentences, those that were held out among them.
    Again,
}

/// Rounds in which the dense branch is fitted, at most.
pub const ROUNDS: usize = 300;
/// Sentences that a thread reads between two words of progress.
const READ: usize = 64;

impl Encoder {
    /// The encoder of a model.
    pub fn of(bundle: &Bundle) -> Result<Self, Error> {
        let store = crate::store::Store::parse(&bundle.weights).map_err(Error::Training)?;
        Ok(Self {
            packed: Packed::load(&store, bundle.manifest.encoder).map_err(Error::Training)?,
            tokenizer: Tokenizer::parse(&bundle.tokenizer).map_err(Error::Training)?,
        })
    }

    /// Packs an encoder that was trained.
    pub fn pack(checkpoint: &Checkpoint) -> Result<Self, Error> {
        Ok(Self { packed: Packed::of(&checkpoint.bert)?, tokenizer: checkpoint.tokenizer.clone() })
    }

    /// So many layers, evenly apart below the last.
    fn below(&self, number: usize) -> Vec<usize> {
        (1..=number).map(|n| self.packed.shape().num_hidden_layers * n / (number + 1)).collect()
    }

    /// What the dense branch reads of some texts: mean states of `lower` layers and the vector, each at unit length.
    fn views(&self, lower: &[usize], examples: &[Example], told: &mut impl FnMut(Stage)) -> Vec<Vec<f32>> {
        let mut views = Vec::with_capacity(examples.len());
        for part in examples.chunks(READ * rayon::current_num_threads()) {
            told(Stage::Encoding(views.len(), examples.len()));
            let read = |some: &[Example]| {
                let sentences: Vec<Vec<u32>> = some
                    .iter()
                    .map(|example| self.tokenizer.sentence(&example.text, crate::classifier::LONGEST))
                    .collect();
                self.packed.views(lower, &sentences)
            };
            views.extend(part.par_chunks(READ / 2).flat_map_iter(read).collect::<Vec<_>>());
        }
        told(Stage::Encoding(views.len(), examples.len()));
        views
    }

    fn read<'a>(&self, lower: &[usize], examples: &'a [Example], told: &mut impl FnMut(Stage)) -> Vec<Read<'a>> {
        let views = self.views(lower, examples, told);
        views.into_iter().zip(spelt(examples)).map(|(view, read)| Read { view, ..read }).collect()
    }
}

/// Whether a sentence, by its place, is kept apart to steer and blend by where there is no development set.
pub fn is_held_out(place: usize) -> bool {
    place % 10 == 3
}

/// An example as both branches read it.
struct Read<'a> {
    example: &'a Example,
    view: Vec<f32>,
    features: Vec<Feature>,
}

/// Examples as the sparse branch alone reads them.
fn spelt(examples: &[Example]) -> Vec<Read<'_>> {
    let texts: Vec<&str> = examples.iter().map(|example| example.text.as_str()).collect();
    let parts = examples.iter().zip(sparse::read(&texts));
    parts.map(|(example, features)| Read { example, view: Vec::new(), features }).collect()
}

/// Fits both branches on an encoder that stays as it is, blended on `dev`, or without one on the sentences that
/// [`is_held_out`] names; equal inputs give equal models.
pub fn fit(
    encoder: &Encoder,
    labels: &[String],
    examples: &[Example],
    dev: Option<&[Example]>,
    options: &Options,
    mut told: impl FnMut(Stage),
) -> Result<Bundle, Error> {
    check(labels, examples)?;
    let layout = Layout { intents: labels.len(), moods: false };
    let lower = encoder.below(options.lower);
    let all = encoder.read(&lower, examples, &mut told);
    let steering = dev.map(|dev| encoder.read(&lower, dev, &mut told));
    let (kept, held): (Vec<&Read>, Vec<&Read>) = if let Some(steering) = &steering {
        (all.iter().collect(), steering.iter().collect())
    } else {
        let (held, kept): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|&(n, _)| is_held_out(n));
        (kept.into_iter().map(|(_, read)| read).collect(), held.into_iter().map(|(_, read)| read).collect())
    };
    let mut dense = dense_branch(layout, &kept, options, &mut told)?;
    let choice = Choice { layout, dense: &dense, kept: &kept, held: &held, options };
    let Chosen { plan, mut sparse, mut blend, surprise } = choice.best(&mut told);
    let mut options = *options;
    if let Some(other) = choice.other_cost(&sparse, surprise, &mut told)? {
        (options.dense_cost, dense, blend) = other;
    }
    if dev.is_none() {
        let all: Vec<&Read> = all.iter().collect();
        told(Stage::Again);
        dense = dense_branch(layout, &all, &options, &mut told)?;
        told(Stage::Sparse);
        sparse = sparse_branch(layout, &all, plan, &options);
    }
    let training = Training { epochs: 0, ngrams: plan.ngrams, ..origin(examples, options.seed) };
    bundle(encoder, labels, layout, lower, (&dense, &sparse), blend, training)
}

/// Fits the heads of anybody's labels on an encoder that stays as it is: where tuning both together starts from.
pub fn heads(
    encoder: &Encoder,
    labels: &[String],
    examples: &[Example],
    options: &Options,
    mut told: impl FnMut(Stage),
) -> Result<Heads, Error> {
    check(labels, examples)?;
    let layout = Layout { intents: labels.len(), moods: false };
    let all = encoder.read(&[], examples, &mut told);
    let all: Vec<&Read> = all.iter().collect();
    Ok(Heads { labels: labels.to_vec(), dense: dense_branch(layout, &all, options, &mut told)? })
}

/// Puts a tuned encoder and its heads together with a sparse branch, blended on `dev`.
pub fn finish(
    tuning: &tune::Tuning,
    labels: &[String],
    examples: &[Example],
    dev: &[Example],
    epochs: usize,
    options: &Options,
    mut told: impl FnMut(Stage),
) -> Result<Bundle, Error> {
    check(labels, examples)?;
    let layout = tuning.layout;
    let encoder = tuning.encoder()?;
    let head = |name: &str| -> Result<Vec<f32>, Error> {
        Ok(tuning.heads[name].as_tensor().to_device(&Device::Cpu)?.flatten_all()?.to_vec1()?)
    };
    let dense = Dense { weights: head("heads.weight")?, bias: head("heads.bias")? };
    let (all, held) = (spelt(examples), encoder.read(&[], dev, &mut told));
    let (all, held): (Vec<&Read>, Vec<&Read>) = (all.iter().collect(), held.iter().collect());
    let choice = Choice { layout, dense: &dense, kept: &all, held: &held, options };
    let Chosen { plan, sparse, blend, .. } = choice.best(&mut told);
    let training = Training { epochs, ngrams: plan.ngrams, ..origin(examples, options.seed) };
    bundle(&encoder, labels, layout, Vec::new(), (&dense, &sparse), blend, training)
}

fn check(labels: &[String], examples: &[Example]) -> Result<(), Error> {
    if !examples.iter().any(|example| matches!(example.meaning, Some(Meaning::Intents(_)))) {
        return Err(Error::Training("there is no sentence with an intent to learn from".into()));
    }
    let outside = |example: &Example| match &example.meaning {
        Some(Meaning::Intents(some)) => some.iter().any(|&intent| intent >= labels.len()),
        _ => false,
    };
    if examples.iter().any(outside) {
        return Err(Error::Training("a sentence has a label that is not among the labels".into()));
    }
    Ok(())
}

fn origin(examples: &[Example], seed: u64) -> Training {
    let lines: Vec<String> = examples.iter().map(|example| format!("{example:?}\n")).collect();
    Training {
        data: crate::bundle::sha256(lines.iter().map(String::as_bytes)),
        sentences: examples.len(),
        articles: examples.iter().filter_map(|example| example.article).max().map_or(0, |last| last + 1),
        seed,
        epochs: 0,
        ngrams: Ngrams::default(),
    }
}

fn dense_branch(
    layout: Layout,
    read: &[&Read],
    options: &Options,
    told: &mut impl FnMut(Stage),
) -> candle_core::Result<Dense> {
    told(Stage::Dense(0, 0.0));
    let columns = layout.columns();
    let mut targets = vec![0.0; read.len() * columns];
    for (read, row) in read.iter().zip(targets.chunks_exact_mut(columns)) {
        match &read.example.meaning {
            Some(Meaning::Intents(some)) => some.iter().for_each(|&intent| row[intent] += 1.0 / some.len() as f32),
            Some(Meaning::OutOfScope) => row[columns - 1] = 1.0,
            None => {}
        }
    }
    let decay = (SCALE * SCALE) / (options.dense_cost * read.len() as f32);
    let views: Vec<&[f32]> = read.iter().map(|read| read.view.as_slice()).collect();
    logistic::fit(&views, &targets, columns, decay, ROUNDS, |round, loss| told(Stage::Dense(round, loss)))
}

fn sparse_branch(layout: Layout, read: &[&Read], Plan { ngrams, cost }: Plan, options: &Options) -> Sparse {
    let features: Vec<&[Feature]> = read.iter().map(|read| read.features.as_slice()).collect();
    let rows = options.rows.max(options.cells / layout.columns());
    let settings = sparse::Options { seed: options.seed, rows, cost, ngrams, ..Default::default() };
    sparse::fit(&features, &|n, column| answer(read[n].example, layout, column), layout.columns(), settings)
}

/// What an example says of a column.
fn answer(example: &Example, layout: Layout, column: usize) -> Option<bool> {
    if column < layout.intents {
        return example.meaning.as_ref().map(|meaning| match meaning {
            Meaning::Intents(some) => some.contains(&column),
            Meaning::OutOfScope => false,
        });
    }
    if column + 1 == layout.columns() {
        return example.meaning.as_ref().map(|meaning| *meaning == Meaning::OutOfScope);
    }
    match column - layout.intents {
        class @ 0..=4 => example.sentiment.map(|right| right == class),
        5 => example.frustration,
        class @ 6..=8 => example.urgency.map(|right| right + 6 == class),
        _ => example.urgent,
    }
}

fn both(layout: Layout, dense: &Dense, sparse: &Sparse, read: &[&Read]) -> Vec<Both> {
    let score = |read: &&Read| Both {
        dense: layout.split(&dense.scores(&read.view)),
        sparse: layout.split(&sparse.scores_of(&read.features)),
    };
    read.par_iter().map(score).collect()
}

fn bundle(
    encoder: &Encoder,
    labels: &[String],
    layout: Layout,
    lower: Vec<usize>,
    (dense, sparse): (&Dense, &Sparse),
    blend: Blend,
    training: Training,
) -> Result<Bundle, Error> {
    let manifest = Manifest {
        format: FORMAT,
        architecture: Architecture::SparseDense,
        version: String::new(),
        sha256: String::new(),
        intents: labels.to_vec(),
        label_field: None,
        layout,
        encoder: encoder.packed.shape(),
        lower,
        rows: sparse.keys.len(),
        blend,
        thresholds: Thresholds::default(),
        training,
        dev: None,
    };
    let mut tensors = encoder.packed.stored();
    tensors.extend(dense.stored());
    tensors.extend(sparse.stored());
    let bundle = Bundle::new(manifest, encoder.tokenizer.json(), serialize(&tensors));
    Classifier::new(bundle.clone()).map_err(Error::Training)?;
    Ok(bundle)
}
