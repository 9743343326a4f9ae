//! faq: which cues tell that the first article is right: a logistic regression.

use super::minimum::{Shape, minimum};
use crate::ranker::{Cue, Cues};

const SIZE: usize = Cue::ALL.len();
/// How hard weights are drawn to 0; the bias is not.
const RESTRAINT: f64 = 3.0;
const FREE: f64 = 1e-6;

/// The weight of each cue, and the bias.
pub(super) fn fit(examples: &[(Cues, bool)]) -> (Vec<f64>, f64) {
    let (mean, spread) = spread(examples);
    let rows: Vec<([f64; SIZE + 1], f64)> = examples
        .iter()
        .map(|(cues, right)| {
            let row = std::array::from_fn(|index| match cues.get(index) {
                Some(cue) => (f64::from(*cue) - mean[index]) / spread[index],
                None => 1.0,
            });
            (row, f64::from(u8::from(*right)))
        })
        .collect();
    let found = minimum(SIZE + 1, |at| shape(at, &rows));
    let weights: Vec<f64> = found.iter().zip(spread).map(|(weight, spread)| weight / spread).collect();
    let bias = found[SIZE] - weights.iter().zip(mean).map(|(weight, mean)| weight * mean).sum::<f64>();
    (weights, bias)
}

/// The mean of each cue and how far its values lie from it; 1 where they never differ.
fn spread(examples: &[(Cues, bool)]) -> ([f64; SIZE], [f64; SIZE]) {
    let count = examples.len() as f64;
    let over = |of: &dyn Fn(&Cues) -> f64| examples.iter().map(|(cues, _)| of(cues)).sum::<f64>() / count;
    let mean: [f64; SIZE] = std::array::from_fn(|cue| over(&|cues| f64::from(cues[cue])));
    let square: [f64; SIZE] = std::array::from_fn(|cue| over(&|cues| (f64::from(cues[cue]) - mean[cue]).powi(2)));
    (mean, square.map(|square| if square > 1e-12 { square.sqrt() } else { 1.0 }))
}

/// The negative log-likelihood, and the pull to 0.
fn shape(at: &[f64], rows: &[([f64; SIZE + 1], f64)]) -> Shape {
    let mut restraint = [RESTRAINT; SIZE + 1];
    restraint[SIZE] = FREE;
    let mut shape = Shape::resting(at, &restraint);
    for (row, right) in rows {
        let odds: f64 = row.iter().zip(at).map(|(value, at)| value * at).sum();
        let share = 1.0 / (1.0 + (-odds).exp());
        // ln(1 + e^odds) without overflow.
        shape.height += odds.max(0.0) + (-odds.abs()).exp().ln_1p() - right * odds;
        for i in 0..=SIZE {
            shape.slope[i] += (share - right) * row[i];
            let weighed = share * (1.0 - share) * row[i];
            let curve = &mut shape.curve[i * (SIZE + 1)..][..=SIZE];
            curve.iter_mut().zip(row).for_each(|(curve, value)| *curve += weighed * value);
        }
    }
    shape
}
