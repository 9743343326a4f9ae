//! faq: an article found for a question, and why.

use std::sync::Arc;

use serde::Serialize;

use crate::Article;
use crate::query::Known;
use crate::signal::{Signal, Signals};

/// From this score a passage answers the question; below it no article does.
pub const ANSWERS: f32 = 0.5;

/// An article found for a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    /// The article.
    pub article: Arc<Article>,
    /// How surely it answers the question (0..=1), to be held against [`ANSWERS`].
    pub score: f32,
    /// The main reasons.
    pub why: Why,
}

/// The main reasons for a score, each in 0..=1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Why {
    /// The share of the question's words and letters that the article has, the rare ones weighing most.
    pub coverage: f32,
    /// How alike the wording is to the nearest of the article's questions.
    pub nearest: f32,
    /// The cosine to the nearest of the article's questions; none without vectors.
    pub dense: Option<f32>,
    /// The confidence in the article's intents; none without intents.
    pub intent: Option<f32>,
}

impl Why {
    pub(crate) fn new(signals: &Signals, known: Known) -> Self {
        let of = |signal: Signal| signals.0[signal as usize];
        Self {
            coverage: of(Signal::Coverage),
            nearest: of(Signal::Wording),
            dense: known.has_vector().then(|| of(Signal::Meaning)),
            intent: known.has_intents().then(|| of(Signal::Intent)),
        }
    }
}
