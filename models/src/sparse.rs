//! models: the sparse branch: linear scores from n-grams, the table in eight bits.

use crate::feature::{Feature, balanced, features};
use crate::store::{Store, Stored};
use crate::text::normalise;

/// A row of weights for each n-gram that counts, one column a score.
#[derive(Debug, Clone)]
pub(crate) struct Sparse {
    /// Hashes of the n-grams, ascending.
    pub(crate) keys: Vec<u32>,
    /// How rare each n-gram is.
    pub(crate) rarity: Vec<f32>,
    /// Weights, a row for each key: [keys, columns].
    pub(crate) cells: Vec<i8>,
    /// What a row's cells are multiplied by.
    pub(crate) scales: Vec<f32>,
    /// The constant of each column.
    pub(crate) bias: Vec<f32>,
}

impl Sparse {
    /// The rows of what a text has, with their weights.
    fn rows(&self, features: &[Feature]) -> Vec<(u32, f32)> {
        balanced(features, |hash| {
            let row = self.keys.binary_search(&hash).ok()?;
            Some((row as u32, self.rarity[row]))
        })
    }

    /// One score a column, for a text as it was written.
    pub(crate) fn scores(&self, text: &str) -> Vec<f32> {
        self.scores_of(&features(&normalise(text)))
    }

    /// One score a column, for the n-grams of a text.
    pub(crate) fn scores_of(&self, features: &[Feature]) -> Vec<f32> {
        let columns = self.bias.len();
        let mut scores = self.bias.clone();
        for (row, weight) in self.rows(features) {
            let weight = weight * self.scales[row as usize];
            let cells = &self.cells[row as usize * columns..][..columns];
            scores.iter_mut().zip(cells).for_each(|(score, &cell)| *score += weight * f32::from(cell));
        }
        scores
    }

    /// Reads the branch from a file; a set of weights without one has none.
    pub(crate) fn load(store: &Store, rows: usize, columns: usize) -> Result<Self, String> {
        Ok(Self {
            keys: store.keys("sparse.keys", rows)?,
            rarity: store.floats("sparse.rarity", rows)?,
            cells: store.bytes("sparse.cells", rows * columns)?,
            scales: store.floats("sparse.scales", rows)?,
            bias: store.floats("sparse.bias", columns)?,
        })
    }

    /// The tensors of the branch on their way into a file.
    pub(crate) fn stored(&self) -> Vec<Stored> {
        let (rows, columns) = (self.keys.len(), self.bias.len());
        vec![
            Stored::keys("sparse.keys", &self.keys),
            Stored::floats("sparse.rarity", vec![rows], &self.rarity),
            Stored::bytes("sparse.cells", vec![rows, columns], &self.cells),
            Stored::floats("sparse.scales", vec![rows], &self.scales),
            Stored::floats("sparse.bias", vec![columns], &self.bias),
        ]
    }
}
