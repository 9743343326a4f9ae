//! models: the trained model: texts in, probabilities and vectors out.

use std::path::Path;

use candle_core::Tensor;

use crate::encoder::{self, Encoder};
use crate::manifest::{ScopeFit, Temperatures};
use crate::network::{Network, Store};
use crate::tokenizer::Tokenizer;
use crate::{Bundle, Error, Manifest};

/// A trained model, ready to read sentences; it can be shared between threads.
pub struct Classifier {
    manifest: Manifest,
    encoder: Box<dyn Encoder>,
    network: Network,
}

/// What the model says of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// Probabilities over the manifest's intents; they add up to one, also out of scope.
    pub intents: Vec<f32>,
    /// How likely any intent is meant at all (0..=1).
    pub in_scope: f32,
    /// Probabilities of the sentiments −2, −1, 0, 1, 2.
    pub sentiment: [f32; 5],
    /// Probability of frustration.
    pub frustration: f32,
    /// Probabilities of no hurry, today, now.
    pub urgency: [f32; 3],
    /// Probability of an emergency.
    pub urgent: f32,
    /// The sentence as a point of unit length; near ones mean alike.
    pub vector: Vec<f32>,
}

/// The scores of one sentence before temperatures.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    pub(crate) intents: Vec<f32>,
    pub(crate) sentiment: [f32; 5],
    pub(crate) frustration: f32,
    pub(crate) urgency: [f32; 3],
    pub(crate) urgent: f32,
    pub(crate) out_of_scope: f32,
}

impl Classifier {
    /// Loads a model directory.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        Self::new(Bundle::read(dir)?).map_err(|reason| Error::Corrupt { path: dir.join("model.safetensors"), reason })
    }

    /// Makes a model of its parts; says what does not fit.
    pub fn new(bundle: Bundle) -> Result<Self, String> {
        let Bundle { manifest, tokenizer, weights } = bundle;
        let store = Store::parse(&weights)?;
        let tokenizer = Tokenizer::parse(&tokenizer)?;
        let network = Network::load(&store, &manifest.dims, manifest.intents.len())?;
        Ok(Self { encoder: encoder::load(&manifest, tokenizer, &store)?, network, manifest })
    }

    /// What this model is.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads some sentences; each gets what it would get alone.
    pub fn predict(&self, texts: &[&str]) -> Vec<Prediction> {
        let Temperatures { intent, sentiment, frustration, urgency, urgent } = self.manifest.temperatures;
        let finish = |(scores, vector): (Scores, Vec<f32>)| Prediction {
            in_scope: self.manifest.scope.chance(&scores),
            intents: softmax(&scores.intents, intent),
            sentiment: softmax(&scores.sentiment, sentiment).try_into().expect("five in, five out"),
            frustration: sigmoid(scores.frustration / frustration),
            urgency: softmax(&scores.urgency, urgency).try_into().expect("three in, three out"),
            urgent: sigmoid(scores.urgent / urgent),
            vector,
        };
        self.raw(texts).into_iter().map(finish).collect()
    }

    /// Scores and vectors, before temperatures.
    pub(crate) fn raw(&self, texts: &[&str]) -> Vec<(Scores, Vec<f32>)> {
        if texts.is_empty() {
            return Vec::new();
        }
        self.run(texts).expect("the layers were checked against each other when the model was loaded")
    }

    fn run(&self, texts: &[&str]) -> candle_core::Result<Vec<(Scores, Vec<f32>)>> {
        let output = self.network.forward(&self.encoder.encode(texts)?)?;
        let rows = |tensor: &Tensor| tensor.to_vec2::<f32>();
        let intents = self.manifest.intents.len();
        let scores = rows(&output.scores)?.into_iter().map(|row| Scores::split(row, intents));
        Ok(scores.zip(rows(&output.vectors)?).collect())
    }
}

impl std::fmt::Debug for Classifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Classifier").field("version", &self.manifest.version).finish_non_exhaustive()
    }
}

impl Scores {
    fn split(mut row: Vec<f32>, intents: usize) -> Self {
        let rest = row.split_off(intents);
        Self {
            intents: row,
            sentiment: std::array::from_fn(|i| rest[i]),
            frustration: rest[5],
            urgency: std::array::from_fn(|i| rest[6 + i]),
            urgent: rest[9],
            out_of_scope: rest[10],
        }
    }

    /// The log-sum-exp of the intent scores: high where some intent fits.
    pub(crate) fn energy(&self) -> f32 {
        let top = self.intents.iter().copied().fold(f32::MIN, f32::max);
        top + self.intents.iter().map(|score| (score - top).exp()).sum::<f32>().ln()
    }
}

impl ScopeFit {
    /// The chance that a sentence with these scores is in scope.
    pub(crate) fn chance(&self, scores: &Scores) -> f32 {
        sigmoid(self.energy * scores.energy() + self.head * scores.out_of_scope + self.bias)
    }
}

/// Probabilities of some scores at a temperature.
pub(crate) fn softmax(scores: &[f32], temperature: f32) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut weights: Vec<f32> = scores.iter().map(|score| ((score - top) / temperature).exp()).collect();
    let sum: f32 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= sum);
    weights
}

/// The probability of a score.
pub(crate) fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
