//! models: training: sentences with labels in, a model bundle out.

use std::time::{Duration, Instant};

use crate::manifest::{Architecture, Dims, FORMAT, Manifest, Training};
use crate::{Bundle, Classifier, Error, ScopeFit, Temperatures, Thresholds};

pub mod augment;
mod batch;
mod calibrate;
mod fit;
mod loss;
mod pack;
pub mod random;
mod select;
mod table;

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

/// What a sentence means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One of these intents, by number; several where they are equally right.
    Intents(Vec<usize>),
    /// None of them.
    OutOfScope,
}

/// How a training run goes.
#[derive(Debug, Clone)]
pub struct Options {
    /// The seed of every draw.
    pub seed: u64,
    /// Passes over the sentences at most.
    pub epochs: usize,
    /// Passes without a better model before the run ends.
    pub patience: usize,
    /// Labelled sentences in a step.
    pub batch: usize,
    /// Pairs of questions to the same article in a step.
    pub pairs: usize,
    /// Size of the subword vocabulary.
    pub pieces: usize,
    /// Rows of the embedding table.
    pub rows: usize,
    /// Width of an embedding.
    pub embedding: usize,
    /// Width inside the residual layer.
    pub hidden: usize,
    /// Width of the sentence vector.
    pub vector: usize,
    /// The first step width of the table.
    pub table_rate: f32,
    /// The first step width of the layers above.
    pub rate: f32,
    /// The pull of the table towards zero.
    pub decay: f32,
    /// The share of a sentence's features left out at each look.
    pub dropout: f32,
    /// The share of looks at a sentence in another spelling.
    pub augment: f32,
    /// The probability taken from the right intent and spread over all.
    pub smoothing: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            epochs: 15,
            patience: 10,
            batch: 128,
            pairs: 32,
            pieces: 8_000,
            rows: 65_536,
            embedding: 128,
            hidden: 256,
            vector: 128,
            table_rate: 60.0,
            rate: 0.001,
            decay: 0.0,
            dropout: 0.3,
            augment: 0.5,
            smoothing: 0.1,
        }
    }
}

/// How far a training run has come, told after each epoch.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Epochs done, over all stages.
    pub epoch: usize,
    /// Epochs in all.
    pub epochs: usize,
    /// The mean loss of the epoch.
    pub loss: f32,
    /// The share of development sentences whose best intent is right.
    pub accuracy: f32,
    /// Sentences learnt from in a second.
    pub speed: f32,
    /// The time left at this speed.
    pub left: Duration,
}

/// Trains a model on `examples`, stopping and calibrating on `dev`; equal inputs give equal models.
pub fn train(
    intents: &[String],
    examples: &[Example],
    dev: &[Example],
    options: &Options,
    mut progress: impl FnMut(Progress),
) -> Result<Bundle, Error> {
    if !examples.iter().any(|example| matches!(example.meaning, Some(Meaning::Intents(_)))) {
        return Err(Error::Training("there is no sentence with an intent to learn from".into()));
    }
    let start = Instant::now();
    let fitted = fit::fit(intents.len(), examples, dev, options, |epoch, loss, accuracy| {
        let seconds = start.elapsed().as_secs_f32() / epoch as f32;
        progress(Progress {
            epoch,
            epochs: options.epochs,
            loss,
            accuracy,
            speed: examples.len() as f32 / seconds,
            left: Duration::from_secs_f32(seconds * options.epochs.saturating_sub(epoch) as f32),
        });
    })?;
    let manifest = Manifest {
        format: FORMAT,
        architecture: Architecture::NgramBag,
        version: String::new(),
        sha256: String::new(),
        intents: intents.to_vec(),
        dims: Dims {
            rows: fitted.table.keys.len(),
            embedding: options.embedding,
            hidden: options.hidden,
            vector: options.vector,
        },
        temperatures: Temperatures::default(),
        scope: ScopeFit::default(),
        thresholds: Thresholds::default(),
        training: Training {
            data: fingerprint(examples),
            sentences: examples.len(),
            articles: examples.iter().filter_map(|example| example.article).max().map_or(0, |last| last + 1),
            seed: options.seed,
            epochs: fitted.epochs,
        },
        dev: None,
    };
    let bundle = pack::pack(manifest, &fitted)?;
    let mut manifest = bundle.manifest.clone();
    let classifier = Classifier::new(bundle.clone()).map_err(Error::Training)?;
    (manifest.temperatures, manifest.scope) = calibrate::calibrate(&classifier, dev);
    Ok(Bundle { manifest, ..bundle })
}

fn fingerprint(examples: &[Example]) -> String {
    let lines: Vec<String> = examples.iter().map(|example| format!("{example:?}\n")).collect();
    crate::bundle::sha256(lines.iter().map(String::as_bytes))
}
