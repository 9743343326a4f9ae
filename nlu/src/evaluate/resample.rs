//! nlu: how far a figure may be off: seeded bootstrap intervals, Wilson's interval and McNemar's exact test.

use models::train::random::Random;

use super::metric;

/// The two ends of a 95 % interval.
pub type Interval = [f64; 2];

/// How intervals are drawn; equal seeds draw equal ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resampling {
    /// The seed of the draws.
    pub seed: u64,
    /// How many sets are drawn.
    pub times: usize,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { seed: 1, times: 2_000 }
    }
}

impl Resampling {
    /// The middle 95 % of a figure over sets of `n` drawn with replacement; the figure is asked with how often
    /// each of the `n` was drawn. None where too few draws give a figure.
    pub fn interval(&self, n: usize, figure: impl Fn(&[u32]) -> Option<f64>) -> Option<Interval> {
        let mut random = Random::new(self.seed);
        let mut weights = vec![0_u32; n];
        let mut figures = Vec::with_capacity(self.times);
        for _ in 0..self.times {
            weights.fill(0);
            (0..n).for_each(|_| weights[random.below(n)] += 1);
            figures.extend(figure(&weights));
        }
        if figures.len() * 2 <= self.times || n == 0 {
            return None;
        }
        figures.sort_by(f64::total_cmp);
        Some([metric::percentile(&figures, 0.025)?, metric::percentile(&figures, 0.975)?])
    }
}

/// Wilson's 95 % interval of a share: honest also for small counts and shares near 0 or 1.
pub fn wilson(yes: usize, n: usize) -> Option<Interval> {
    const Z: f64 = 1.959_963_984_540_054;
    if n == 0 {
        return None;
    }
    let (p, n) = (yes as f64 / n as f64, n as f64);
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some([(middle - half).max(0.0), (middle + half).min(1.0)])
}

/// McNemar's exact test: how likely two equally good models differ at least so unevenly on the sentences that
/// only one of them gets right.
pub fn mcnemar(only_one: usize, only_other: usize) -> f64 {
    let n = only_one + only_other;
    let least = only_one.min(only_other);
    // ln C(n, k) grows from k to k + 1 by ln (n − k) − ln (k + 1).
    let mut log = -(n as f64) * std::f64::consts::LN_2;
    let mut tail = 0.0;
    for k in 0..=least {
        tail += log.exp();
        log += ((n - k) as f64).ln() - ((k + 1) as f64).ln();
    }
    (2.0 * tail).min(1.0)
}

/// Holm's correction: the p values as they stand when all of them were looked at.
pub fn holm(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut corrected = vec![0.0; values.len()];
    let mut least: f64 = 0.0;
    for (rank, &at) in order.iter().enumerate() {
        least = least.max(((values.len() - rank) as f64 * values[at]).min(1.0));
        corrected[at] = least;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-6, "{a} is not {b}");
    }

    #[test]
    fn intervals_hold_the_figure_and_follow_the_seed() {
        let right: Vec<bool> = (0..200).map(|n| n % 4 != 0).collect();
        let accuracy = |weights: &[u32]| {
            let hits: u32 = right.iter().zip(weights).filter(|(right, _)| **right).map(|(_, weight)| weight).sum();
            Some(f64::from(hits) / 200.0)
        };
        let [low, high] = Resampling::default().interval(200, accuracy).unwrap();
        assert!(low < 0.75 && 0.75 < high, "{low} {high}");
        // The deviation of a share of 0.75 over 200 is 0.0306.
        assert!((high - low - 2.0 * 1.96 * 0.0306).abs() < 0.02, "{low} {high}");
        assert_eq!(Resampling::default().interval(200, accuracy), Some([low, high]));
        assert_ne!(Resampling { seed: 2, ..Resampling::default() }.interval(200, accuracy), Some([low, high]));
        assert_eq!(Resampling::default().interval(0, accuracy), None);
        assert_eq!(Resampling::default().interval(3, |_| None), None);
    }

    #[test]
    fn wilson_by_the_book() {
        let check = |yes, n, low, high| {
            let interval = wilson(yes, n).unwrap();
            close(interval[0], low);
            close(interval[1], high);
        };
        // 8 of 10, and none of 10: z² = 3.841459.
        check(8, 10, 0.490_162, 0.943_318);
        check(0, 10, 0.0, 0.277_533);
        check(10, 10, 0.722_467, 1.0);
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn mcnemar_by_hand() {
        close(mcnemar(0, 0), 1.0);
        // Five against one: 2 (1 + 6) / 64.
        close(mcnemar(5, 1), 14.0 / 64.0);
        close(mcnemar(1, 5), 14.0 / 64.0);
        // None against six: 2 / 64.
        close(mcnemar(0, 6), 2.0 / 64.0);
        close(mcnemar(3, 3), 1.0);
        assert!(mcnemar(900, 700) < 1e-6 && mcnemar(900, 700) > 0.0);
    }

    #[test]
    fn holm_by_hand() {
        let corrected = holm(&[0.01, 0.04, 0.03]);
        close(corrected[0], 0.03);
        close(corrected[2], 0.06);
        close(corrected[1], 0.06);
        assert!(holm(&[]).is_empty());
    }
}
