//! models: the embedding table while it is trained: only the rows a batch touches are moved.

use std::thread;

use super::random::Random;

/// The rows of a sentence, each with its weight in the sum.
pub(super) type Bag = Vec<(u32, f32)>;

/// Embeddings that plain gradient descent moves, for which a rare n-gram weighs little; methods
/// that level all steps learn rare ones by heart.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) keys: Vec<u32>,
    pub(super) width: usize,
    shards: Vec<Shard>,
}

/// The rows whose number has one remainder; a thread owns each shard.
#[derive(Clone)]
struct Shard {
    cells: Vec<f32>,
    gradient: Vec<f32>,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

/// How far and how firmly a step goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) rate: f32,
    pub(super) decay: f32,
}

const SHARDS: usize = 2;

impl Table {
    /// A table of small random embeddings for ascending keys.
    pub(super) fn new(keys: Vec<u32>, width: usize, random: &mut Random) -> Self {
        let shards = (0..SHARDS)
            .map(|shard| {
                let rows = (keys.len() + SHARDS - 1 - shard) / SHARDS;
                let cells = rows * width;
                Shard {
                    cells: (0..cells).map(|_| random.normal() * INITIAL).collect(),
                    gradient: vec![0.0; cells],
                    touched: Vec::new(),
                    is_touched: vec![false; rows],
                }
            })
            .collect();
        Self { keys, width, shards }
    }

    /// The rows of some features with their weights; unknown ones are left out.
    pub(super) fn rows(&self, features: &[(u32, f32)]) -> Bag {
        let row = |&(hash, weight): &(u32, f32)| Some((self.keys.binary_search(&hash).ok()? as u32, weight));
        features.iter().filter_map(row).collect()
    }

    /// The embedding of a row.
    pub(super) fn row(&self, row: usize) -> &[f32] {
        &self.shards[row % SHARDS].cells[row / SHARDS * self.width..][..self.width]
    }

    /// The states of bags of rows, each with the factor it is scaled by: [bags, width], row after row.
    pub(super) fn pool(&self, bags: &[Bag]) -> Vec<f32> {
        let mut states = vec![0.0; bags.len() * self.width];
        let half = bags.len().div_ceil(2).max(1);
        thread::scope(|scope| {
            for (bags, states) in bags.chunks(half).zip(states.chunks_mut(half * self.width)) {
                scope.spawn(move || self.pool_part(bags, states));
            }
        });
        states
    }

    fn pool_part(&self, bags: &[Bag], states: &mut [f32]) {
        for (bag, state) in bags.iter().zip(states.chunks_mut(self.width)) {
            for &(row, weight) in bag {
                for (state, cell) in state.iter_mut().zip(self.row(row as usize)) {
                    *state += weight * cell;
                }
            }
        }
    }

    /// Moves the rows of some bags against the gradient of their states.
    pub(super) fn step(&mut self, bags: &[Bag], gradient: &[f32], step: Step) {
        let width = self.width;
        thread::scope(|scope| {
            for (number, shard) in self.shards.iter_mut().enumerate() {
                scope.spawn(move || {
                    shard.gather(number, bags, gradient, width);
                    shard.apply(width, step);
                });
            }
        });
    }
}

impl Shard {
    fn gather(&mut self, number: usize, bags: &[Bag], gradient: &[f32], width: usize) {
        for (bag, gradient) in bags.iter().zip(gradient.chunks(width)) {
            for &(row, weight) in bag.iter().filter(|(row, _)| *row as usize % SHARDS == number) {
                let row = row as usize / SHARDS;
                if !self.is_touched[row] {
                    self.is_touched[row] = true;
                    self.touched.push(row as u32);
                }
                let sum = &mut self.gradient[row * width..][..width];
                sum.iter_mut().zip(gradient).for_each(|(sum, g)| *sum += g * weight);
            }
        }
    }

    fn apply(&mut self, width: usize, Step { rate, decay }: Step) {
        for row in std::mem::take(&mut self.touched) {
            self.is_touched[row as usize] = false;
            let range = row as usize * width..(row as usize + 1) * width;
            let gradients = &mut self.gradient[range.clone()];
            for (cell, gradient) in self.cells[range].iter_mut().zip(gradients) {
                *cell -= rate * (std::mem::take(gradient) + decay * *cell);
            }
        }
    }
}

/// The spread of the embeddings at the start.
const INITIAL: f32 = 0.05;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_moves_the_touched_rows_alone_and_downhill() {
        let mut table = Table::new(vec![3, 5, 9], 4, &mut Random::new(1));
        let before: Vec<Vec<f32>> = (0..3).map(|row| table.row(row).to_vec()).collect();
        let bags = [table.rows(&[(5, 1.0), (7, 1.0)])];
        assert_eq!(bags[0], [(1, 1.0)]);
        table.step(&bags, &[1.0, -1.0, 0.0, 2.0], Step { rate: 0.1, decay: 0.0 });
        assert_eq!(table.row(0), before[0]);
        assert_eq!(table.row(2), before[2]);
        assert!(table.row(1)[0] < before[1][0] && table.row(1)[1] > before[1][1]);
        assert!((table.row(1)[2] - before[1][2]).abs() < 1e-6);
    }
}
