//! nlu: how well sentences in scope and out of scope are told apart.

use serde::{Deserialize, Serialize};

use super::case::{Meaning, Trial};
use super::metric;
use super::resample::{Interval, Resampling};

/// The chance of being in scope as a score.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ScopeFigures {
    /// How often a sentence in scope scores above one out of scope.
    pub auroc: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auroc_ci: Option<Interval>,
    /// Average precision of finding those out of scope.
    #[serde(default)]
    pub aupr: f64,
    /// The share of out-of-scope sentences let through when 95 % of those in scope are.
    pub fpr_at_95_recall: f64,
    /// The share of those out of scope that production rejects.
    #[serde(default)]
    pub recall: f64,
    /// The share of those in scope that production rejects.
    #[serde(default)]
    pub rejected_in_scope: f64,
    /// Matthews' correlation of production's rejections.
    #[serde(default)]
    pub mcc: f64,
    /// Sentences out of scope.
    #[serde(default)]
    pub n: usize,
}

/// The figures; none where the set has only one kind.
pub(super) fn figures(trial: &Trial, resampling: &Resampling) -> Option<ScopeFigures> {
    let scored = scored(trial);
    let outside: Vec<(bool, f64)> = scored.iter().map(|&(inside, score)| (!inside, -score)).collect();
    let decided: Vec<(bool, bool)> = trial
        .cases()
        .iter()
        .filter_map(|case| Some((case.right? == Meaning::OutOfScope, trial.decided(case)? == Meaning::OutOfScope)))
        .collect();
    let rejected = |outside: bool| metric::share(decided.iter().filter(|it| it.0 == outside).map(|it| it.1));
    let ranks = Ranks::new(&scored);
    Some(ScopeFigures {
        auroc: metric::auroc(&scored)?,
        auroc_ci: resampling.interval(scored.len(), |weights| ranks.auroc(weights)),
        aupr: metric::average_precision(&outside)?,
        fpr_at_95_recall: metric::fpr_at_recall(&scored, 0.95)?,
        recall: rejected(true),
        rejected_in_scope: rejected(false),
        mcc: metric::mcc(&decided),
        n: outside.iter().filter(|it| it.0).count(),
    })
}

/// The curve of finding those out of scope: the share of those in scope that is lost, and of those found.
pub(super) fn roc(trial: &Trial) -> Vec<(f64, f64)> {
    let outside: Vec<(bool, f64)> = scored(trial).into_iter().map(|(inside, score)| (!inside, -score)).collect();
    let curve = metric::roc(&outside).unwrap_or_default();
    // Points on a straight line between their neighbours draw nothing.
    let bends = |at: usize| {
        at == 0 || at + 1 == curve.len() || {
            let ([a, b, c], near) = ([curve[at - 1], curve[at], curve[at + 1]], |x: f64, y: f64| (x - y).abs() < 1e-12);
            !(near(a.0, b.0) && near(b.0, c.0) || near(a.1, b.1) && near(b.1, c.1))
        }
    };
    (0..curve.len()).filter(|&at| bends(at)).map(|at| curve[at]).collect()
}

/// Whether each labelled sentence is in scope, and how likely the model holds that.
fn scored(trial: &Trial) -> Vec<(bool, f64)> {
    let scored =
        trial.cases().iter().filter_map(|case| Some((case.right? != Meaning::OutOfScope, trial.in_scope(case)?)));
    scored.collect()
}

/// Scores in ascending order, to be counted again and again with other weights.
pub(super) struct Ranks {
    order: Vec<usize>,
    scored: Vec<(bool, f64)>,
}

impl Ranks {
    pub(super) fn new(scored: &[(bool, f64)]) -> Self {
        let mut order: Vec<usize> = (0..scored.len()).collect();
        order.sort_by(|&a, &b| scored[a].1.total_cmp(&scored[b].1));
        Self { order, scored: scored.to_vec() }
    }

    pub(super) fn auroc(&self, weights: &[u32]) -> Option<f64> {
        let (mut below, mut won, mut positives) = (0.0, 0.0, 0.0);
        for tied in self.order.chunk_by(|&a, &b| self.scored[a].1.total_cmp(&self.scored[b].1).is_eq()) {
            let weight = |positive: bool| {
                let own = tied.iter().filter(|&&at| self.scored[at].0 == positive);
                own.map(|&at| f64::from(weights[at])).sum::<f64>()
            };
            let (here, others) = (weight(true), weight(false));
            won += here * (below + others / 2.0);
            below += others;
            positives += here;
        }
        (positives > 0.0 && below > 0.0).then(|| won / (positives * below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::{Answer, Case, Verdict};

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-6, "{a} is not {b}");
    }

    fn trial(rows: &[(&str, f32, Verdict)]) -> Trial {
        let mut trial = Trial::new(["a".to_owned()]);
        for &(right, in_scope, verdict) in rows {
            let right = Some(trial.meaning(right));
            let answer = Answer { labels: vec![1.0], in_scope: Some(in_scope), verdict: Some(verdict), took: None };
            trial.push(Case { right, answer, ..Case::default() });
        }
        trial
    }

    #[test]
    fn figures_by_hand() {
        use Verdict::{Reject, Sure};
        let trial = trial(&[
            ("a", 0.9, Sure(0)),
            ("a", 0.6, Sure(0)),
            ("a", 0.3, Reject),
            ("oos", 0.5, Sure(0)),
            ("oos", 0.1, Reject),
        ]);
        let figures = figures(&trial, &Resampling::default()).unwrap();
        // Of six pairs five are in order.
        close(figures.auroc, 5.0 / 6.0);
        close(Ranks::new(&scored(&trial)).auroc(&[1; 5]).unwrap(), 5.0 / 6.0);
        // From the least in scope: out, in, out: precision 1 at half, 2/3 at all.
        close(figures.aupr, 0.5 + 0.5 * 2.0 / 3.0);
        // All three in scope pass at 0.3, and with them one of two others.
        close(figures.fpr_at_95_recall, 0.5);
        close(figures.recall, 0.5);
        close(figures.rejected_in_scope, 1.0 / 3.0);
        assert_eq!(figures.n, 2);
        let curve = roc(&trial);
        assert_eq!(curve[0], (0.0, 0.0));
        assert_eq!(*curve.last().unwrap(), (1.0, 1.0));
    }

    #[test]
    fn a_set_of_one_kind_has_no_figures() {
        assert!(figures(&trial(&[("a", 0.9, Verdict::Sure(0))]), &Resampling::default()).is_none());
        assert!(roc(&trial(&[("oos", 0.9, Verdict::Sure(0))])).is_empty());
    }
}
