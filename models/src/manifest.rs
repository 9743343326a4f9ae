//! models: what a set of weights is: its shape, labels, calibration and origin.

use serde::{Deserialize, Serialize};

use crate::bert::Shape;
use crate::layout::Layout;

/// The version of the file layout that this code reads and writes.
pub(crate) const FORMAT: u32 = 3;

/// The description that lies beside the weights as `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The file layout; another one than ours is refused.
    pub format: u32,
    /// What reads the weights.
    pub architecture: Architecture,
    /// The first twelve hexadecimal digits of `sha256`: the name of this very model.
    pub version: String,
    /// SHA-256 over the weights and the tokenizer, to know a damaged file.
    pub sha256: String,
    /// The intents, in the order of the scores.
    pub intents: Vec<String>,
    /// The field of the training data in which the labels stood, where they are not our intents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_field: Option<String>,
    /// Which score is which.
    pub layout: Layout,
    /// The sizes of the encoder.
    pub encoder: Shape,
    /// The layers whose mean states the dense heads read before the sentence vector.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lower: Vec<usize>,
    /// Rows of the sparse branch.
    pub rows: usize,
    /// How the two branches' scores become probabilities.
    pub blend: Blend,
    /// The lines between sure, unsure and out of scope.
    pub thresholds: Thresholds,
    /// What the weights were made from.
    pub training: Training,
    /// The report of the evaluation on the development set, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dev: Option<serde_json::Value>,
}

impl Manifest {
    /// The numbers that the dense heads read of a sentence.
    pub(crate) fn dense_width(&self) -> usize {
        (self.lower.len() + 1) * self.encoder.hidden_size
    }
}

/// The architectures this code knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Architecture {
    /// A transformer and a table of n-grams, whose scores are added.
    SparseDense,
}

/// How the two branches' scores become probabilities; fitted on the development set.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Blend {
    /// For the intents.
    pub intent: Mix,
    /// For the five sentiment classes.
    pub sentiment: Mix,
    /// For the three urgencies.
    pub urgency: Mix,
    /// For frustration.
    pub frustration: Line,
    /// For emergency.
    pub urgent: Line,
    /// For being in scope.
    pub scope: Scope,
}

/// Scores of both branches, added: p = softmax(dense · d + sparse · s). Either branch can rule a class out, which
/// an average of their probabilities does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mix {
    /// What dense scores are multiplied by.
    pub dense: f32,
    /// What sparse scores are multiplied by.
    pub sparse: f32,
}

/// A logistic fit: sigmoid(dense · d + sparse · s + bias).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Weight of the dense score.
    pub dense: f32,
    /// Weight of the sparse score.
    pub sparse: f32,
    /// The constant.
    pub bias: f32,
}

/// A logistic fit of being in scope on what both branches say.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scope {
    /// Weight of the log-sum-exp of the dense intent scores.
    pub energy: f32,
    /// Weight of the highest sparse intent score.
    pub margin: f32,
    /// Weight of the dense out-of-scope score.
    pub dense: f32,
    /// Weight of the sparse out-of-scope score.
    pub sparse: f32,
    /// The constant.
    pub bias: f32,
}

/// The lines between sure, unsure and out of scope, tuned on the development set.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Below this chance of being in scope a message is out of scope.
    pub in_scope: f32,
    /// From this probability an intent is sure.
    pub confident: f32,
    /// By at least so much a sure intent leads the second.
    pub margin: f32,
    /// From this probability the emergency head alone raises an emergency.
    pub urgent: f32,
    /// From this frustration a customer counts as frustrated.
    pub frustration: f32,
}

impl Thresholds {
    /// To four places, as people read them.
    #[must_use]
    pub fn rounded(self) -> Self {
        let round = |line: f32| (line * 10_000.0).round() / 10_000.0;
        Self {
            in_scope: round(self.in_scope),
            confident: round(self.confident),
            margin: round(self.margin),
            urgent: round(self.urgent),
            frustration: round(self.frustration),
        }
    }
}

/// What the weights were made from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Training {
    /// SHA-256 over the training sentences with their labels, in order.
    pub data: String,
    /// How many labelled sentences there were.
    pub sentences: usize,
    /// How many FAQ articles lent their questions.
    pub articles: usize,
    /// The seed of every draw.
    pub seed: u64,
    /// Epochs run.
    pub epochs: usize,
    /// What the sparse branch was fitted on.
    #[serde(default)]
    pub ngrams: Ngrams,
}

/// Which n-grams the sparse branch is fitted on, and for how much they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ngrams {
    /// Whether how the whole text begins and ends counts, too.
    pub frame: bool,
    /// Whether an n-gram counts for a label by how much more often it stands there than elsewhere.
    pub telling: bool,
}

impl Default for Mix {
    fn default() -> Self {
        Self { dense: 0.5, sparse: 2.0 }
    }
}

impl Default for Line {
    fn default() -> Self {
        Self { dense: 0.5, sparse: 1.0, bias: 0.0 }
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self { energy: 0.0, margin: 0.0, dense: 0.0, sparse: 0.0, bias: 10.0 }
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { in_scope: 0.5, confident: 0.5, margin: 0.15, urgent: 0.2, frustration: 0.5 }
    }
}
