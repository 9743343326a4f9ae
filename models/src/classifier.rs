//! models: the trained model: texts in, probabilities and vectors out.

use std::path::Path;

use crate::dense::Dense;
use crate::encoder::Packed;
use crate::layout::Scores;
use crate::manifest::{Line, Mix, Scope};
use crate::sparse::Sparse;
use crate::store::Store;
use crate::text::head;
use crate::tokenizer::Tokenizer;
use crate::{Bundle, Error, Manifest};

/// The longest sentence the encoder reads, in tokens; the sparse branch reads all that is understood of it.
pub(crate) const LONGEST: usize = 96;

/// A trained model, ready to read sentences; it can be shared between threads.
pub struct Classifier {
    manifest: Manifest,
    tokenizer: Tokenizer,
    encoder: Packed,
    dense: Dense,
    sparse: Sparse,
}

/// What the model says of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// Probabilities over the manifest's intents; they add up to one, also out of scope.
    pub intents: Vec<f32>,
    /// How likely any intent is meant at all (0..=1).
    pub in_scope: f32,
    /// Probabilities of the sentiments −2, −1, 0, 1, 2; even for a model without moods.
    pub sentiment: [f32; 5],
    /// Probability of frustration; 0 for a model without moods.
    pub frustration: f32,
    /// Probabilities of no hurry, today, now; all on the first for a model without moods.
    pub urgency: [f32; 3],
    /// Probability of an emergency; 0 for a model without moods.
    pub urgent: f32,
    /// The sentence as a point of unit length; near ones mean alike.
    pub vector: Vec<f32>,
}

/// The scores of one sentence from both branches.
#[derive(Debug, Clone)]
pub(crate) struct Both {
    pub(crate) dense: Scores,
    pub(crate) sparse: Scores,
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
        drop(weights);
        let columns = manifest.layout.columns();
        if manifest.intents.len() != manifest.layout.intents {
            return Err("its labels and its layout do not agree".into());
        }
        Ok(Self {
            tokenizer: Tokenizer::parse(&tokenizer)?,
            encoder: Packed::load(&store, manifest.encoder)?,
            dense: Dense::load(&store, manifest.dense_width(), columns)?,
            sparse: Sparse::load(&store, manifest.rows, columns)?,
            manifest,
        })
    }

    /// What this model is.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// How many tokens the encoder reads of a text: what its time depends on.
    pub fn tokens(&self, text: &str) -> usize {
        self.tokenizer.sentence(head(text), LONGEST).len()
    }

    /// Reads some sentences; each gets what it would get alone.
    pub fn predict(&self, texts: &[&str]) -> Vec<Prediction> {
        let blend = &self.manifest.blend;
        let finish = |(scores, vector): (Both, Vec<f32>)| {
            let Both { dense, sparse } = &scores;
            let in_scope = blend.scope.chance(&scores);
            let intents = blend.intent.probabilities(&dense.intents, &sparse.intents);
            let Some((d, s)) = dense.moods.as_ref().zip(sparse.moods.as_ref()) else {
                let calm = [1.0, 0.0, 0.0];
                let (sentiment, frustration, urgent) = ([0.2; 5], 0.0, 0.0);
                return Prediction { intents, in_scope, sentiment, frustration, urgency: calm, urgent, vector };
            };
            let sentiment = blend.sentiment.probabilities(&d.sentiment, &s.sentiment);
            let urgency = blend.urgency.probabilities(&d.urgency, &s.urgency);
            Prediction {
                intents,
                in_scope,
                sentiment: sentiment.try_into().expect("five in, five out"),
                frustration: blend.frustration.chance(d.frustration, s.frustration),
                urgency: urgency.try_into().expect("three in, three out"),
                urgent: blend.urgent.chance(d.urgent, s.urgent),
                vector,
            }
        };
        self.scores(texts).into_iter().map(finish).collect()
    }

    /// The vectors of some sentences alone: what a search needs.
    pub fn vectors(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        self.encoder.vectors(&self.sentences(texts))
    }

    fn sentences(&self, texts: &[&str]) -> Vec<Vec<u32>> {
        texts.iter().map(|text| self.tokenizer.sentence(head(text), LONGEST)).collect()
    }

    /// Scores and vectors, before they are blended.
    pub(crate) fn scores(&self, texts: &[&str]) -> Vec<(Both, Vec<f32>)> {
        let (layout, width) = (self.manifest.layout, self.manifest.encoder.hidden_size);
        let score = |(text, mut view): (&&str, Vec<f32>)| {
            let dense = layout.split(&self.dense.scores(&view));
            let vector = view.split_off(view.len() - width);
            (Both { dense, sparse: layout.split(&self.sparse.scores(head(text))) }, vector)
        };
        let views = self.encoder.views(&self.manifest.lower, &self.sentences(texts));
        texts.iter().zip(views).map(score).collect()
    }
}

impl std::fmt::Debug for Classifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Classifier").field("version", &self.manifest.version).finish_non_exhaustive()
    }
}

impl Mix {
    /// The probabilities of the added scores.
    pub(crate) fn probabilities(self, dense: &[f32], sparse: &[f32]) -> Vec<f32> {
        let scores = dense.iter().zip(sparse).map(|(d, s)| self.dense * d + self.sparse * s);
        softmax(&scores.collect::<Vec<f32>>())
    }
}

impl Line {
    /// The probability of yes.
    pub(crate) fn chance(&self, dense: f32, sparse: f32) -> f32 {
        sigmoid(self.dense * dense + self.sparse * sparse + self.bias)
    }
}

impl Scope {
    /// The chance that a sentence with these scores is in scope.
    pub(crate) fn chance(&self, scores: &Both) -> f32 {
        let [energy, margin, dense, sparse] = Self::signs(scores);
        sigmoid(self.energy * energy + self.margin * margin + self.dense * dense + self.sparse * sparse + self.bias)
    }

    /// What the fit rests on.
    pub(crate) fn signs(Both { dense, sparse }: &Both) -> [f32; 4] {
        [dense.energy(), sparse.best(), dense.out_of_scope, sparse.out_of_scope]
    }
}

/// Probabilities of some scores.
fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut weights: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= sum);
    weights
}

/// The probability of a score.
pub fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
