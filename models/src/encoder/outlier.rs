//! models: which few inputs of each layer are so much larger than the others that they are kept exact.

use std::collections::BTreeMap;

use super::matrix::EXACT;
use super::{Kernel, Packed, Scratch};
use crate::train::random::Random;

/// How many sentences are read to see it, and how long each is.
const SENTENCES: usize = 64;
const LENGTH: usize = 16;
/// At least so many inputs stay coded for each that is exact.
const SHARE: usize = 16;

/// The outliers of every product, by its name. Sentences of random words show them as well as real ones do, since
/// they come from the weights.
pub(crate) fn find(packed: &Packed) -> BTreeMap<String, Vec<u32>> {
    let mut random = Random::new(1);
    let length = LENGTH.min(packed.shape.max_position_embeddings);
    let mut seen: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut scratch = Scratch::default();
    for _ in 0..SENTENCES {
        let sentence: Vec<u32> = (0..length).map(|_| random.below(packed.shape.vocab_size) as u32).collect();
        packed.pass(Kernel::best(), &[&sentence], &mut scratch, &mut |layer, part, inputs| {
            let width = inputs.len() / length;
            let squares = seen.entry(format!("layer{layer}.{part}")).or_insert_with(|| vec![0.0; width]);
            for row in inputs.chunks_exact(width) {
                let mean = row.iter().sum::<f32>() / width as f32;
                squares.iter_mut().zip(row).for_each(|(sum, x)| *sum += f64::from((x - mean) * (x - mean)));
            }
        });
    }
    seen.into_iter().map(|(name, squares)| (name, largest(&squares, EXACT.min(squares.len() / SHARE)))).collect()
}

/// The places of the largest numbers, in order.
fn largest(numbers: &[f64], count: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..numbers.len() as u32).collect();
    order.sort_by(|&a, &b| numbers[b as usize].total_cmp(&numbers[a as usize]));
    order.truncate(count);
    order.sort_unstable();
    order
}
