//! nlu: how well labels are told apart: accuracy and F1 with intervals, every label, and confusions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::case::{Meaning, Trial};
use super::metric;
use super::resample::{Interval, Resampling};

/// The best label of sentences in scope; an answer in `accept` counts as right.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct LabelFigures {
    /// The share of right answers.
    pub accuracy: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_ci: Option<Interval>,
    /// F1 averaged over the labels.
    pub macro_f1: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub macro_f1_ci: Option<Interval>,
    /// F1 averaged over the sentences.
    #[serde(default)]
    pub weighted_f1: f64,
    /// The share of sentences whose right label is among the best three.
    #[serde(default)]
    pub top3: f64,
    /// Sentences in scope.
    pub n: usize,
}

/// How one label fared.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct LabelScore {
    /// How many of those given the label have it.
    pub precision: f64,
    /// How many of those that have it were given it.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many have it.
    pub n: usize,
}

/// One label taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion {
    /// What it was.
    pub right: String,
    /// What it was taken for.
    pub taken: String,
    /// How often.
    pub count: usize,
    /// The first sentences of the kind.
    pub examples: Vec<String>,
}

/// How many examples a confusion keeps.
const EXAMPLES: usize = 3;

/// A sentence in scope: its text, what is right and what is best; where the best is accepted it is the right one.
pub(super) struct Answered<'a> {
    pub(super) text: &'a str,
    pub(super) right: Meaning,
    pub(super) best: Meaning,
}

/// The sentences in scope that have an answer.
pub(super) fn answered(trial: &Trial) -> Vec<Answered<'_>> {
    let answered = trial.cases().iter().filter(|case| case.is_in_scope()).filter_map(|case| {
        let best = trial.best(case)?;
        let right = if case.accepts(best) { best } else { case.right? };
        Some(Answered { text: &case.text, right, best })
    });
    answered.collect()
}

/// The figures; none where no sentence has a label.
pub(super) fn figures(trial: &Trial, resampling: &Resampling) -> Option<LabelFigures> {
    let pairs: Vec<(Meaning, Meaning)> = answered(trial).iter().map(|it| (it.right, it.best)).collect();
    let n = pairs.len();
    let table = Table::new(&pairs);
    let whole = vec![1; n];
    (n > 0).then(|| LabelFigures {
        accuracy: table.accuracy(&whole),
        accuracy_ci: resampling.interval(n, |weights| Some(table.accuracy(weights))),
        macro_f1: metric::macro_f1(&pairs),
        macro_f1_ci: resampling.interval(n, |weights| table.macro_f1(weights)),
        weighted_f1: metric::scores(&pairs).values().map(|score| score.f1 * score.n as f64).sum::<f64>() / n as f64,
        top3: top(trial, 3),
        n,
    })
}

/// The score of every label that is right or was given.
pub(super) fn scores(trial: &Trial) -> BTreeMap<String, LabelScore> {
    let pairs: Vec<(Meaning, Meaning)> = answered(trial).iter().map(|it| (it.right, it.best)).collect();
    let named = |(label, score): (Meaning, metric::Score)| {
        let metric::Score { precision, recall, f1, n } = score;
        (trial.name(label).to_owned(), LabelScore { precision, recall, f1, n })
    };
    metric::scores(&pairs).into_iter().map(named).collect()
}

/// Which labels were taken for which, the most frequent first.
pub(super) fn confusions(trial: &Trial) -> Vec<Confusion> {
    let mut found: BTreeMap<(Meaning, Meaning), Vec<&str>> = BTreeMap::new();
    for it in answered(trial).iter().filter(|it| it.right != it.best) {
        found.entry((it.right, it.best)).or_default().push(it.text);
    }
    let confusion = |((right, taken), texts): ((Meaning, Meaning), Vec<&str>)| Confusion {
        right: trial.name(right).to_owned(),
        taken: trial.name(taken).to_owned(),
        count: texts.len(),
        examples: texts.iter().take(EXAMPLES).map(ToString::to_string).collect(),
    };
    let mut confusions: Vec<Confusion> = found.into_iter().map(confusion).collect();
    confusions.sort_by_key(|confusion| std::cmp::Reverse(confusion.count));
    confusions
}

fn top(trial: &Trial, n: usize) -> f64 {
    let in_scope = trial.cases().iter().filter(|case| case.is_in_scope());
    metric::share(in_scope.map(|case| case.answer.ranked(n).iter().any(|&label| case.accepts(trial.meant(label)))))
}

/// Right and given labels as small numbers, to be counted again and again.
struct Table {
    pairs: Vec<(usize, usize)>,
    classes: usize,
}

impl Table {
    fn new(pairs: &[(Meaning, Meaning)]) -> Self {
        let mut classes: Vec<Meaning> = pairs.iter().flat_map(|&(right, best)| [right, best]).collect();
        classes.sort_unstable();
        classes.dedup();
        let number = |meaning: &Meaning| classes.binary_search(meaning).unwrap_or_default();
        Self {
            pairs: pairs.iter().map(|(right, best)| (number(right), number(best))).collect(),
            classes: classes.len(),
        }
    }

    fn accuracy(&self, weights: &[u32]) -> f64 {
        let (mut hits, mut all) = (0, 0);
        for ((right, best), weight) in self.pairs.iter().zip(weights) {
            all += weight;
            hits += if right == best { *weight } else { 0 };
        }
        f64::from(hits) / f64::from(all.max(1))
    }

    fn macro_f1(&self, weights: &[u32]) -> Option<f64> {
        let mut counts = vec![[0_usize; 3]; self.classes];
        for (&(right, best), &weight) in self.pairs.iter().zip(weights) {
            counts[right][0] += weight as usize;
            counts[best][1] += weight as usize;
            counts[right][2] += if right == best { weight as usize } else { 0 };
        }
        let seen = counts.iter().filter(|[right, given, _]| right + given > 0);
        let f1: Vec<f64> = seen.map(|&[right, given, both]| metric::score(right, given, both).f1).collect();
        (!f1.is_empty()).then(|| metric::mean(f1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::{Answer, Case};

    /// A trial over the labels a, b, c from (right, accepted, probabilities).
    fn trial(rows: &[(&str, &[&str], [f32; 3])]) -> Trial {
        let mut trial = Trial::new(["a", "b", "c"].map(str::to_owned));
        for (number, (right, accept, labels)) in rows.iter().enumerate() {
            let right = Some(trial.meaning(right));
            let accept = accept.iter().map(|name| trial.meaning(name)).collect();
            let answer = Answer { labels: labels.to_vec(), ..Answer::default() };
            trial.push(Case { text: format!("sentence {number}"), right, accept, answer, ..Case::default() });
        }
        trial
    }

    const A: [f32; 3] = [0.7, 0.2, 0.1];
    const B: [f32; 3] = [0.2, 0.5, 0.3];

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn figures_by_hand() {
        // a: right 2, given 1, both 1: F1 2/3. b: right 1, given 2, both 1: 2/3. c: right 1, never given: 0.
        let trial = trial(&[("a", &[], A), ("a", &[], B), ("b", &[], B), ("c", &[], A), ("oos", &[], A)]);
        let figures = figures(&trial, &Resampling::default()).unwrap();
        assert_eq!(figures.n, 4);
        close(figures.accuracy, 0.5);
        close(figures.macro_f1, (1.0 / 2.0 + 2.0 / 3.0) / 3.0);
        close(figures.weighted_f1, (2.0 * 0.5 + 2.0 / 3.0) / 4.0);
        close(figures.top3, 1.0);
        let [low, high] = figures.accuracy_ci.unwrap();
        assert!(low <= 0.5 && 0.5 <= high);
    }

    #[test]
    fn what_is_accepted_counts_as_right() {
        let trial = trial(&[("a", &["b"], B), ("c", &["a", "oos"], A)]);
        close(figures(&trial, &Resampling::default()).unwrap().accuracy, 1.0);
        assert_eq!(scores(&trial)["b"].n, 1);
        assert!(confusions(&trial).is_empty());
    }

    #[test]
    fn a_label_the_model_does_not_know_is_always_wrong() {
        let trial = trial(&[("elsewhere", &[], A)]);
        let figures = figures(&trial, &Resampling::default()).unwrap();
        close(figures.accuracy, 0.0);
        close(figures.top3, 0.0);
        assert_eq!(scores(&trial)["elsewhere"].n, 1);
    }

    #[test]
    fn confusions_are_counted_and_keep_examples() {
        let trial = trial(&[("c", &[], A), ("a", &[], B), ("a", &[], B), ("a", &[], A)]);
        let found = confusions(&trial);
        assert_eq!((found[0].right.as_str(), found[0].taken.as_str(), found[0].count), ("a", "b", 2));
        assert_eq!(found[0].examples, ["sentence 1", "sentence 2"]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_set_of_one_class_and_an_empty_one_do_not_break() {
        let one = trial(&[("a", &[], A), ("a", &[], A)]);
        close(figures(&one, &Resampling::default()).unwrap().macro_f1, 1.0);
        assert!(figures(&trial(&[]), &Resampling::default()).is_none());
        assert!(figures(&trial(&[("oos", &[], A)]), &Resampling::default()).is_none());
    }
}
