//! nlu: what accuracy is to be had by answering only where the model is sure: coverage against risk.

use serde::{Deserialize, Serialize};

use super::calibration;
use super::case::Trial;

/// How the risk of a wrong answer falls as fewer sentences are answered, over sentences in scope.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct SelectiveFigures {
    /// The area under the coverage–risk curve: the mean risk over all coverages; 0 is perfect.
    pub aurc: f64,
    /// The accuracy on the surest 80 %.
    pub accuracy_at_80: f64,
    /// The accuracy on the surest 90 %.
    pub accuracy_at_90: f64,
    /// The accuracy on the surest 95 %.
    pub accuracy_at_95: f64,
}

/// Points of the curve: the share that is answered, the share of those that is wrong, the confidence needed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The share that is answered.
    pub coverage: f64,
    /// The share of answers that is wrong.
    pub risk: f64,
    /// The least confidence that is answered.
    pub confidence: f64,
}

/// The most points a curve is drawn with.
const POINTS: usize = 200;

/// The figures; none where no sentence has a label.
pub(super) fn figures(trial: &Trial) -> Option<SelectiveFigures> {
    let risks = risks(&calibration::scored(trial));
    let at = |coverage: f64| {
        let rank = (coverage * risks.len() as f64 - 1e-9).ceil() as usize;
        risks.get(rank.max(1) - 1).map(|point| 1.0 - point.risk)
    };
    Some(SelectiveFigures {
        aurc: super::metric::mean(risks.iter().map(|point| point.risk)),
        accuracy_at_80: at(0.8)?,
        accuracy_at_90: at(0.9)?,
        accuracy_at_95: at(0.95)?,
    })
}

/// The curve over sentences in scope.
pub(super) fn curve(trial: &Trial) -> Vec<Point> {
    thin(risks(&calibration::scored(trial)))
}

/// The curve over all sentences: confidence times the chance of being in scope, where any answer to one out of
/// scope is wrong. It is empty where no sentence is out of scope.
pub(super) fn whole_curve(trial: &Trial) -> Vec<Point> {
    let labelled = trial.cases().iter().filter(|case| case.right.is_some() && !case.answer.labels.is_empty());
    let mixed = labelled.clone().any(|case| !case.is_in_scope());
    let scored: Vec<(f64, bool)> = labelled
        .map(|case| {
            let right = case.is_in_scope() && trial.best(case).is_some_and(|best| case.accepts(best));
            (f64::from(case.answer.confidence(0)) * trial.in_scope(case).unwrap_or(1.0), right)
        })
        .collect();
    if mixed { thin(risks(&scored)) } else { Vec::new() }
}

/// The risk at each coverage, the surest first; among equally sure ones the wrong ones are spread evenly.
fn risks(scored: &[(f64, bool)]) -> Vec<Point> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let n = sorted.len() as f64;
    let (mut wrong, mut rank) = (0.0, 0.0);
    let mut points = Vec::with_capacity(sorted.len());
    for tied in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let each = tied.iter().filter(|(_, right)| !right).count() as f64 / tied.len() as f64;
        for &(confidence, _) in tied {
            wrong += each;
            rank += 1.0;
            points.push(Point { coverage: rank / n, risk: wrong / rank, confidence });
        }
    }
    points
}

/// Enough points to draw, the last one always among them.
fn thin(points: Vec<Point>) -> Vec<Point> {
    let n = points.len();
    let kept = POINTS.min(n);
    (1..=kept).map(|number| points[number * n / kept - 1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn risk_by_hand() {
        // Right, right, wrong, right, wrong by falling confidence.
        let scored = [(0.9, true), (0.8, true), (0.7, false), (0.6, true), (0.5, false)];
        let risk: Vec<f64> = risks(&scored).iter().map(|point| point.risk).collect();
        for (got, want) in risk.iter().zip([0.0, 0.0, 1.0 / 3.0, 0.25, 0.4]) {
            close(*got, want);
        }
        close(risks(&scored)[3].coverage, 0.8);
    }

    #[test]
    fn the_order_of_equally_sure_ones_does_not_matter() {
        let one = risks(&[(0.5, true), (0.5, false)]);
        assert_eq!(one, risks(&[(0.5, false), (0.5, true)]));
        close(one[0].risk, 0.5);
    }

    #[test]
    fn a_long_curve_is_thinned_and_keeps_its_end() {
        let scored: Vec<(f64, bool)> = (0..1000).map(|n| (f64::from(n), n % 2 == 0)).collect();
        let points = thin(risks(&scored));
        assert_eq!(points.len(), POINTS);
        close(points[POINTS - 1].coverage, 1.0);
        assert!(thin(Vec::new()).is_empty());
    }
}
