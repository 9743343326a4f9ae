//! faq: an article found for a question, and why.

use std::sync::Arc;

use serde::Serialize;

use crate::{Article, Language};

/// From this score a passage answers the question; below it no article does.
pub const ANSWERS: f32 = 0.5;

/// An article found for a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    /// The article.
    pub article: Arc<Article>,
    /// How surely it answers the question (0..=1), to be held against [`ANSWERS`].
    pub score: f32,
    /// What the score is made of.
    pub why: Why,
}

/// The parts of a score, each in 0..=1.
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

/// Weights of the parts beside `coverage`, tuned on the odd lines of `data/eval.jsonl`, on articles'
/// questions that were left out of the index, and on questions that no article answers.
const NEAREST: f32 = 0.5;
const DENSE: f32 = 0.3;
const INTENT: f32 = 0.25;
/// How steeply the score rises around [`ANSWERS`]: with it the score is near the share of right answers.
const STEEPNESS: i32 = 4;

impl Why {
    /// One number (0..=1) of the parts; [`ANSWERS`] is where nine of ten questions without an article stay below.
    pub(crate) fn score(&self, language: Language) -> f32 {
        let line = self.line(language);
        // Only a wording that is nearly the same may outweigh the words themselves.
        let wording = NEAREST * self.nearest.powi(4);
        let strength =
            self.coverage + wording + DENSE * self.dense.unwrap_or(0.0) + INTENT * self.intent.unwrap_or(0.0);
        let odds = (strength / line).powi(STEEPNESS);
        odds / (1.0 + odds)
    }

    /// The strength at which a passage answers; each set of parts has its own.
    const fn line(&self, language: Language) -> f32 {
        match (language, self.dense.is_some(), self.intent.is_some()) {
            (Language::Ko, false, false) => 0.17,
            (Language::Ko, true, false) => 0.36,
            (Language::Ko, false, true) => 0.29,
            (Language::Ko, true, true) => 0.49,
            (Language::En, false, false) => 0.42,
            (Language::En, true, false) => 0.61,
            (Language::En, false, true) => 0.455,
            (Language::En, true, true) => 0.66,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_raises_the_score() {
        let base = Why { coverage: 0.2, nearest: 0.3, dense: Some(0.3), intent: Some(0.1) };
        let more = [
            Why { coverage: 0.3, ..base },
            Why { nearest: 0.8, ..base },
            Why { dense: Some(0.6), ..base },
            Why { intent: Some(0.6), ..base },
        ];
        for language in Language::ALL {
            for why in more {
                assert!(why.score(language) > base.score(language), "{why:?}");
            }
        }
    }

    #[test]
    fn the_score_is_a_share() {
        for language in Language::ALL {
            for part in [0.0, 0.5, 1.0] {
                for (dense, intent) in [(None, None), (Some(part), None), (None, Some(part)), (Some(part), Some(part))]
                {
                    let score = Why { coverage: part, nearest: part, dense, intent }.score(language);
                    assert!((0.0..=1.0).contains(&score), "{score}");
                    assert_eq!(score >= ANSWERS, part > 0.4, "{language} {part} {dense:?} {intent:?} gives {score}");
                }
            }
        }
    }
}
