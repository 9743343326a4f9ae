//! faq: everything that speaks for an article, in numbers.

use serde::{Deserialize, Serialize};

/// One thing that speaks for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The share of the question that the article has, in all fields together.
    Coverage,
    /// That share in the title.
    Title,
    /// In the questions.
    Questions,
    /// In the short answer.
    Short,
    /// In the rest.
    Long,
    /// The share of the question's words.
    Words,
    /// Of its pairs and triples of letters.
    Letters,
    /// Of the concepts it names.
    Concepts,
    /// How alike the wording of the nearest question is.
    Wording,
    /// Of the three nearest.
    WordingFew,
    /// The share among the ten nearest of all articles.
    WordingVotes,
    /// How alike the spelling of the nearest question is.
    Spelling,
    /// Of the three nearest.
    SpellingFew,
    /// The share among the ten nearest of all articles.
    SpellingVotes,
    /// How near in meaning the nearest question is.
    Meaning,
    /// The three nearest.
    MeaningFew,
    /// The share among the ten nearest of all articles.
    MeaningVotes,
    /// How near in meaning all its questions are.
    Centre,
    /// The confidence in the article's intents.
    Intent,
    /// Its logarithm.
    IntentLog,
}

impl Signal {
    /// All of them, in the order of [`Signals`].
    pub const ALL: [Self; 20] = [
        Self::Coverage,
        Self::Title,
        Self::Questions,
        Self::Short,
        Self::Long,
        Self::Words,
        Self::Letters,
        Self::Concepts,
        Self::Wording,
        Self::WordingFew,
        Self::WordingVotes,
        Self::Spelling,
        Self::SpellingFew,
        Self::SpellingVotes,
        Self::Meaning,
        Self::MeaningFew,
        Self::MeaningVotes,
        Self::Centre,
        Self::Intent,
        Self::IntentLog,
    ];
}

/// The value of each signal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signals(pub [f32; Signal::ALL.len()]);
