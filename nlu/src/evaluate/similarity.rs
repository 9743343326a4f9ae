//! nlu: whether sentence vectors are near where people say that sentences mean alike.

use serde::{Deserialize, Serialize};

use super::metric;
use super::resample::{Interval, Resampling};

/// How well the cosine of sentence vectors follows people's scores.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct SimilarityFigures {
    /// Spearman's correlation: of the ranks.
    pub spearman: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spearman_ci: Option<Interval>,
    /// Pearson's correlation: of the values.
    pub pearson: f64,
    /// Pairs of sentences.
    pub n: usize,
}

/// The figures of pairs of (people's score, cosine); none for fewer than two, or where either never varies.
pub fn figures(pairs: &[(f64, f64)], resampling: &Resampling) -> Option<SimilarityFigures> {
    let (right, given): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (right_ranks, given_ranks) = (ranks(&right), ranks(&given));
    let drawn = |weights: &[u32]| correlation(&right_ranks, &given_ranks, weights);
    let once = vec![1; pairs.len()];
    Some(SimilarityFigures {
        spearman: drawn(&once)?,
        spearman_ci: resampling.interval(pairs.len(), drawn),
        pearson: correlation(&right, &given, &once)?,
        n: pairs.len(),
    })
}

/// The cosine of two vectors; 0 where one is zero.
pub fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let lengths = (dot(a, a) * dot(b, b)).sqrt();
    if lengths == 0.0 { 0.0 } else { dot(a, b) / lengths }
}

/// Pearson's correlation of weighted values.
fn correlation(xs: &[f64], ys: &[f64], weights: &[u32]) -> Option<f64> {
    let total: f64 = weights.iter().map(|weight| f64::from(*weight)).sum();
    let mean = |values: &[f64]| values.iter().zip(weights).map(|(v, w)| v * f64::from(*w)).sum::<f64>() / total;
    let (x_mean, y_mean) = (mean(xs), mean(ys));
    let (mut both, mut x_spread, mut y_spread) = (0.0, 0.0, 0.0);
    for ((x, y), weight) in xs.iter().zip(ys).zip(weights) {
        let (dx, dy, weight) = (x - x_mean, y - y_mean, f64::from(*weight));
        both += weight * dx * dy;
        x_spread += weight * dx * dx;
        y_spread += weight * dy * dy;
    }
    (x_spread > 0.0 && y_spread > 0.0).then(|| both / (x_spread * y_spread).sqrt())
}

/// The ranks of some values from 1; equal ones share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for tied in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
        let rank = metric::mean((from + 1..=from + tied.len()).map(|rank| rank as f64));
        tied.iter().for_each(|&at| ranks[at] = rank);
        from += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn correlations_by_hand() {
        // Ranks 1 2 3 4 against 1 3 2 4: 1 − 6 · 2 / 60.
        let pairs = [(0.0, 0.1), (1.0, 0.5), (2.0, 0.4), (5.0, 0.9)];
        let figures = figures(&pairs, &Resampling::default()).unwrap();
        close(figures.spearman, 0.8);
        // Deviations −2 −1 0 3 and −.375 .025 −.075 .425: 2.0 / √(14 · .3275).
        close(figures.pearson, 2.0 / (14.0_f64 * 0.3275).sqrt());
        assert_eq!(figures.n, 4);
    }

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(ranks(&[2.0, 1.0, 2.0, 3.0]), [2.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn values_that_never_vary_have_no_figures() {
        assert!(figures(&[(1.0, 0.2), (1.0, 0.4)], &Resampling::default()).is_none());
        assert!(figures(&[(1.0, 0.2)], &Resampling::default()).is_none());
        assert!(figures(&[], &Resampling::default()).is_none());
    }

    #[test]
    fn the_cosine_ignores_length() {
        close(cosine(&[1.0, 0.0], &[3.0, 0.0]), 1.0);
        close(cosine(&[1.0, 0.0], &[0.0, 2.0]), 0.0);
        close(cosine(&[0.0, 0.0], &[0.0, 2.0]), 0.0);
    }
}
