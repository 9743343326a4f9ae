//! nlu: whether a confidence of 80 % is right four times in five: calibration error, Brier score, reliability.

use serde::{Deserialize, Serialize};

use super::case::{Case, Meaning, Trial};
use super::metric;

/// How well the confidence of the best label tells its chance of being right, over sentences in scope.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct CalibrationFigures {
    /// The expected calibration error over 15 bins of equal size.
    pub ece: f64,
    /// The Brier score over all labels: 0 is perfect, 2 the worst.
    pub brier: f64,
    /// The mean negative logarithm of the right label's probability.
    pub nll: f64,
    /// The mean confidence less the accuracy: above 0 the model is too sure of itself.
    pub overconfidence: f64,
}

/// Sentences of like confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// The least confidence in it.
    pub from: f64,
    /// The greatest confidence in it.
    pub to: f64,
    /// The mean confidence.
    pub confidence: f64,
    /// The share that is right.
    pub accuracy: f64,
    /// How many sentences.
    pub n: usize,
}

/// The number of bins.
const BINS: usize = 15;
/// A probability of nothing would cost without bound; this is the least that is reckoned with.
const LEAST: f64 = 1e-7;

/// The figures; none where no sentence has a label and probabilities.
pub(super) fn figures(trial: &Trial) -> Option<CalibrationFigures> {
    let cases: Vec<&Case> = scored_cases(trial).collect();
    let scored = scored(trial);
    (!cases.is_empty()).then(|| CalibrationFigures {
        ece: ece(&scored, BINS),
        brier: metric::mean(cases.iter().map(|case| brier(trial, case))),
        nll: metric::mean(cases.iter().map(|case| -chance_of_right(trial, case).max(LEAST).ln())),
        overconfidence: metric::mean(scored.iter().map(|(confidence, right)| confidence - f64::from(u8::from(*right)))),
    })
}

/// The bins of the reliability diagram.
pub(super) fn reliability(trial: &Trial) -> Vec<Bin> {
    bins(&scored(trial), BINS)
}

/// The confidence of the best label and whether it is right, for every sentence in scope.
pub(super) fn scored(trial: &Trial) -> Vec<(f64, bool)> {
    let scored = scored_cases(trial)
        .map(|case| (f64::from(case.answer.confidence(0)), trial.best(case).is_some_and(|best| case.accepts(best))));
    scored.collect()
}

/// Bins of equal size, from the least confidence to the greatest; equal sizes differ by one at most.
fn bins(scored: &[(f64, bool)], count: usize) -> Vec<Bin> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let count = count.min(sorted.len());
    let part = |number: usize| &sorted[number * sorted.len() / count..(number + 1) * sorted.len() / count];
    let bin = |part: &[(f64, bool)]| Bin {
        from: part[0].0,
        to: part[part.len() - 1].0,
        confidence: metric::mean(part.iter().map(|it| it.0)),
        accuracy: metric::share(part.iter().map(|it| it.1)),
        n: part.len(),
    };
    (0..count).map(|number| bin(part(number))).collect()
}

fn ece(scored: &[(f64, bool)], count: usize) -> f64 {
    let gap = |bin: Bin| (bin.confidence - bin.accuracy).abs() * bin.n as f64;
    bins(scored, count).into_iter().map(gap).sum::<f64>() / scored.len().max(1) as f64
}

fn scored_cases(trial: &Trial) -> impl Iterator<Item = &Case> {
    trial.cases().iter().filter(|case| case.is_in_scope() && !case.answer.labels.is_empty())
}

/// The squared distance of the probabilities from the truth; of several right labels the likeliest is the truth.
fn brier(trial: &Trial, case: &Case) -> f64 {
    let truth = (0..case.answer.labels.len())
        .filter(|&number| case.accepts(trial.meant(number)))
        .max_by(|&a, &b| case.answer.labels[a].total_cmp(&case.answer.labels[b]));
    let off = |(number, &p): (usize, &f32)| (f64::from(p) - f64::from(u8::from(Some(number) == truth))).powi(2);
    let missing = if truth.is_none() { 1.0 } else { 0.0 };
    case.answer.labels.iter().enumerate().map(off).sum::<f64>() + missing
}

fn chance_of_right(trial: &Trial, case: &Case) -> f64 {
    let right = |number: &usize| matches!(trial.meant(*number), it @ Meaning::Label(_) if case.accepts(it));
    (0..case.answer.labels.len()).filter(right).map(|number| f64::from(case.answer.labels[number])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::Answer;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-6, "{a} is not {b}");
    }

    #[test]
    fn the_calibration_error_by_hand() {
        // Two bins of two: confidence 0.5 with one right, 0.9 with one right.
        let scored = [(0.4, true), (0.6, false), (0.8, true), (1.0, false)];
        close(ece(&scored, 2), 0.5 * 0.0 + 0.5 * 0.4);
        close(ece(&[(0.9, true), (0.9, true)], 1), 0.1);
        close(ece(&[], BINS), 0.0);
    }

    #[test]
    fn bins_are_of_equal_size_and_cover_everything() {
        let scored: Vec<(f64, bool)> = (0..100).map(|n| (f64::from(n) / 100.0, true)).collect();
        let bins = bins(&scored, BINS);
        assert_eq!(bins.len(), BINS);
        assert_eq!(bins.iter().map(|bin| bin.n).sum::<usize>(), 100);
        assert!(bins.iter().all(|bin| (6..=7).contains(&bin.n)));
        close(bins[0].from, 0.0);
        close(bins[14].to, 0.99);
        assert_eq!(super::bins(&scored[..2], BINS).len(), 2);
    }

    #[test]
    fn brier_and_likelihood_by_hand() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        for (right, accept, labels) in [("a", None, [0.7, 0.3]), ("b", Some("a"), [0.6, 0.4]), ("z", None, [0.5, 0.5])]
        {
            let right = Some(trial.meaning(right));
            let accept = accept.map(|name| trial.meaning(name)).into_iter().collect();
            trial.push(Case {
                right,
                accept,
                answer: Answer { labels: labels.to_vec(), ..Answer::default() },
                ..Case::default()
            });
        }
        let figures = figures(&trial).unwrap();
        // 0.09 + 0.09, then 0.16 + 0.16 as the likelier of two right ones is taken, then 0.25 + 0.25 + 1.
        close(figures.brier, (0.18 + 0.32 + 1.5) / 3.0);
        close(figures.nll, (-(0.7_f64.ln()) - 1.0_f64.ln() - LEAST.ln()) / 3.0);
        close(figures.overconfidence, (0.7 + 0.6 + 0.5 - 2.0) / 3.0);
        assert!(super::figures(&Trial::new([])).is_none());
    }
}
