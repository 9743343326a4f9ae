//! models: which column of the scores means what.

use serde::{Deserialize, Serialize};

/// The columns behind the intents: out of scope alone, or moods before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// How many intents there are; they come first.
    pub intents: usize,
    /// Whether five sentiments, frustration, three urgencies and emergency follow.
    pub moods: bool,
}

/// One column's scores taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scores {
    pub(crate) intents: Vec<f32>,
    pub(crate) moods: Option<Moods>,
    pub(crate) out_of_scope: f32,
}

/// The scores that are not about what is meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Moods {
    pub(crate) sentiment: [f32; 5],
    pub(crate) frustration: f32,
    pub(crate) urgency: [f32; 3],
    pub(crate) urgent: f32,
}

/// Columns of moods and emergency.
const MOODS: usize = 5 + 1 + 3 + 1;

impl Layout {
    /// How many columns there are.
    pub(crate) fn columns(self) -> usize {
        self.intents + if self.moods { MOODS } else { 0 } + 1
    }

    /// Takes a row of scores apart.
    pub(crate) fn split(self, row: &[f32]) -> Scores {
        let (intents, rest) = row.split_at(self.intents);
        let moods = self.moods.then(|| Moods {
            sentiment: std::array::from_fn(|i| rest[i]),
            frustration: rest[5],
            urgency: std::array::from_fn(|i| rest[6 + i]),
            urgent: rest[9],
        });
        Scores { intents: intents.to_vec(), moods, out_of_scope: rest[rest.len() - 1] }
    }
}

impl Scores {
    /// The log-sum-exp of the intent scores: high where some intent fits.
    pub(crate) fn energy(&self) -> f32 {
        let top = self.best();
        top + self.intents.iter().map(|score| (score - top).exp()).sum::<f32>().ln()
    }

    /// The highest intent score.
    pub(crate) fn best(&self) -> f32 {
        self.intents.iter().copied().fold(f32::MIN, f32::max)
    }
}
