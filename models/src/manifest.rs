//! models: what a set of weights is: its shape, labels, calibration and origin.

use serde::{Deserialize, Serialize};

/// The version of the file layout that this code reads and writes.
pub(crate) const FORMAT: u32 = 1;

/// The description that lies beside the weights as `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The file layout; another one than ours is refused.
    pub format: u32,
    /// Which encoder reads the weights.
    pub architecture: Architecture,
    /// The first twelve hexadecimal digits of `sha256`: the name of this very model.
    pub version: String,
    /// SHA-256 over the weights and the tokenizer, to know a damaged file.
    pub sha256: String,
    /// The intents, in the order of the scores.
    pub intents: Vec<String>,
    /// The sizes of the layers.
    pub dims: Dims,
    /// What each head's scores are divided by before they become probabilities.
    pub temperatures: Temperatures,
    /// How the energy of the intent scores becomes the chance of being in scope.
    pub scope: ScopeFit,
    /// The lines between sure, unsure and out of scope.
    pub thresholds: Thresholds,
    /// What the weights were made from.
    pub training: Training,
    /// The report of the evaluation on the development set, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dev: Option<serde_json::Value>,
}

/// The encoders this code knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Architecture {
    /// An embedding bag over hashed n-grams, then a residual layer.
    NgramBag,
}

/// The sizes of the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dims {
    /// Rows of the embedding table.
    pub rows: usize,
    /// Width of an embedding, and of the sentence state.
    pub embedding: usize,
    /// Width inside the residual layer.
    pub hidden: usize,
    /// Width of the sentence vector.
    pub vector: usize,
}

/// What each head's scores are divided by before they become probabilities.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Temperatures {
    /// Of the intents.
    pub intent: f32,
    /// Of the five sentiment classes.
    pub sentiment: f32,
    /// Of frustration.
    pub frustration: f32,
    /// Of the three urgencies.
    pub urgency: f32,
    /// Of emergency.
    pub urgent: f32,
}

/// A logistic fit: in scope = sigmoid(energy · e + head · h + bias), where e is the log-sum-exp of the
/// intent scores and h the out-of-scope head's score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScopeFit {
    /// Weight of the energy.
    pub energy: f32,
    /// Weight of the out-of-scope head.
    pub head: f32,
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
}

impl Default for Temperatures {
    fn default() -> Self {
        Self { intent: 1.0, sentiment: 1.0, frustration: 1.0, urgency: 1.0, urgent: 1.0 }
    }
}

impl Default for ScopeFit {
    fn default() -> Self {
        Self { energy: 0.0, head: -1.0, bias: 0.0 }
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { in_scope: 0.5, confident: 0.5, margin: 0.15, urgent: 0.2, frustration: 0.5 }
    }
}
