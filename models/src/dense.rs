//! models: the dense branch: linear scores from the encoder's sentence vector.

use crate::store::{Store, Stored};

/// What a unit vector is multiplied by before the heads, so that their scores can be sure.
pub(crate) const SCALE: f32 = 12.0;

/// Weights on the scaled sentence vector, and what stands before it, one column a score.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dense {
    /// [width, columns], row after row.
    pub(crate) weights: Vec<f32>,
    /// The constant of each column.
    pub(crate) bias: Vec<f32>,
}

impl Dense {
    /// One score a column for a sentence's unit vectors, side by side.
    pub(crate) fn scores(&self, vector: &[f32]) -> Vec<f32> {
        let columns = self.bias.len();
        let mut scores = self.bias.clone();
        for (x, weights) in vector.iter().zip(self.weights.chunks_exact(columns)) {
            let x = x * SCALE;
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += x * weight);
        }
        scores
    }

    /// The mean of two of one shape.
    pub(crate) fn average(&self, other: &Self) -> Self {
        let mean = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a.midpoint(*b)).collect();
        Self { weights: mean(&self.weights, &other.weights), bias: mean(&self.bias, &other.bias) }
    }

    /// Reads the branch from a file.
    pub(crate) fn load(store: &Store, width: usize, columns: usize) -> Result<Self, String> {
        Ok(Self {
            weights: store.floats("dense.weights", width * columns)?,
            bias: store.floats("dense.bias", columns)?,
        })
    }

    /// The tensors of the branch on their way into a file.
    pub(crate) fn stored(&self) -> Vec<Stored> {
        let columns = self.bias.len();
        vec![
            Stored::floats("dense.weights", vec![self.weights.len() / columns, columns], &self.weights),
            Stored::floats("dense.bias", vec![columns], &self.bias),
        ]
    }
}
