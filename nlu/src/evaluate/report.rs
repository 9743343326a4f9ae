//! nlu: everything that is measured of one trial: the figures, and what lies behind them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::alarm::{self, KindFigures, UrgentFigures};
use super::calibration::{self, Bin, CalibrationFigures};
use super::case::{Meaning, Trial};
use super::decision::{self, DecidedFigures};
use super::label::{self, Confusion, LabelFigures, LabelScore};
use super::line::{self, Line};
use super::mood::{self, FrustrationFigures, SentimentFigures, UrgencyFigures};
use super::resample::Resampling;
use super::scope::{self, ScopeFigures};
use super::selective::{self, Point, SelectiveFigures};
use super::slice::{self, Slices};
use super::{metric, similarity::SimilarityFigures};

/// The figures of one set; a section is there if the set has its labels.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Sentences in the set.
    pub n: usize,
    /// The best label of sentences that have one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub intent: Option<LabelFigures>,
    /// How well confidence tells the chance of being right.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub calibration: Option<CalibrationFigures>,
    /// What answering only the sure ones brings.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub selective: Option<SelectiveFigures>,
    /// The decision of production: a label, or out of scope.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided: Option<DecidedFigures>,
    /// How well sentences in scope and out of scope are told apart.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub oos: Option<ScopeFigures>,
    /// The five sentiments.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sentiment: Option<SentimentFigures>,
    /// Frustration at the model's threshold.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub frustration: Option<FrustrationFigures>,
    /// The three urgencies.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub urgency: Option<UrgencyFigures>,
    /// Emergencies as production raises them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub urgent: Option<UrgentFigures>,
    /// Sentence vectors against people's scores of likeness.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub similarity: Option<SimilarityFigures>,
    /// Time to understand one sentence.
    pub latency_ms: Latency,
}

/// Milliseconds to understand one sentence, one after another.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Latency {
    /// Half take at most this.
    pub p50: f64,
    /// 95 % take at most this.
    pub p95: f64,
    /// 99 % take at most this.
    pub p99: f64,
    /// How many threads the model may use for one sentence.
    #[serde(default)]
    pub threads: usize,
}

/// A report with what lies behind it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Evaluation {
    /// The figures.
    #[serde(flatten)]
    pub report: Report,
    /// How each label fared.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, LabelScore>,
    /// Which labels were taken for which, the most frequent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confusions: Vec<Confusion>,
    /// How each kind of emergency fared.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kinds: BTreeMap<String, KindFigures>,
    /// The figures of parts of the set.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub slices: Slices,
    /// The bins of the reliability diagram.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reliability: Vec<Bin>,
    /// The coverage–risk curve over sentences in scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coverage: Vec<Point>,
    /// The coverage–risk curve over all sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whole_coverage: Vec<Point>,
    /// The curve of finding out-of-scope sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roc: Vec<(f64, f64)>,
    /// Labels of the set that the model does not know, with the number of their sentences.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unknown: BTreeMap<String, usize>,
    /// Every sentence with its answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Line>,
}

/// Measures a trial.
pub fn measure(trial: &Trial, resampling: &Resampling) -> Evaluation {
    let report = Report {
        n: trial.cases().len(),
        intent: label::figures(trial, resampling),
        calibration: calibration::figures(trial),
        selective: selective::figures(trial),
        decided: decision::figures(trial, resampling),
        oos: scope::figures(trial, resampling),
        sentiment: mood::sentiment(trial),
        frustration: mood::frustration(trial, resampling),
        urgency: mood::urgency(trial),
        urgent: alarm::figures(trial),
        similarity: None,
        latency_ms: latency(trial),
    };
    Evaluation {
        report,
        labels: label::scores(trial),
        confusions: label::confusions(trial),
        kinds: alarm::kinds(trial),
        slices: slice::figures(trial),
        reliability: calibration::reliability(trial),
        coverage: selective::curve(trial),
        whole_coverage: selective::whole_curve(trial),
        roc: scope::roc(trial),
        unknown: unknown(trial),
        answers: line::lines(trial),
    }
}

impl Evaluation {
    /// The labels with their scores, the worst first.
    pub fn worst_labels(&self) -> Vec<(&str, LabelScore)> {
        let mut labels: Vec<(&str, LabelScore)> = self.labels.iter().map(|(name, it)| (name.as_str(), *it)).collect();
        labels.sort_by(|a, b| a.1.f1.total_cmp(&b.1.f1));
        labels
    }

    /// Emergencies that were not raised.
    pub fn missed(&self) -> Vec<&Line> {
        self.answers.iter().filter(|line| line.urgent == Some(true) && line.raised.is_none()).collect()
    }

    /// Calm sentences that raised one.
    pub fn false_alarms(&self) -> Vec<&Line> {
        self.answers.iter().filter(|line| line.urgent == Some(false) && line.raised.is_some()).collect()
    }
}

fn unknown(trial: &Trial) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let known = trial.unknown();
    for case in trial.cases() {
        if let Some(right @ Meaning::Label(_)) = case.right {
            let name = trial.name(right);
            if known.iter().any(|unknown| unknown == name) {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    counts
}

fn latency(trial: &Trial) -> Latency {
    let mut times: Vec<f64> = trial.cases().iter().filter_map(|case| case.answer.took).collect();
    times.sort_by(f64::total_cmp);
    let at = |share| metric::percentile(&times, share).unwrap_or(0.0);
    Latency { p50: at(0.5), p95: at(0.95), p99: at(0.99), threads: threads() }
}

/// How many threads tensor code may use: what `RAYON_NUM_THREADS` says, else one a core.
fn threads() -> usize {
    let set = std::env::var("RAYON_NUM_THREADS").ok().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
    set.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::{Answer, Case};

    #[test]
    fn an_empty_trial_has_no_sections() {
        let evaluation = measure(&Trial::new([]), &Resampling::default());
        let json = serde_json::to_value(&evaluation).unwrap();
        assert_eq!(json.as_object().unwrap().keys().collect::<Vec<_>>(), ["n", "latency_ms"]);
    }

    #[test]
    fn a_report_survives_json_and_older_ones_are_read() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        for (right, labels) in [("a", [0.9, 0.1]), ("b", [0.7, 0.3]), ("c", [0.5, 0.5])] {
            let right = Some(trial.meaning(right));
            let answer = Answer { labels: labels.to_vec(), took: Some(2.0), ..Answer::default() };
            trial.push(Case { text: "…".into(), right, answer, ..Case::default() });
        }
        let evaluation = measure(&trial, &Resampling { times: 50, ..Resampling::default() });
        assert_eq!(evaluation.unknown["c"], 1);
        let json = serde_json::to_string(&evaluation).unwrap();
        let back: Evaluation = serde_json::from_str(&json).unwrap();
        assert_eq!(back.answers, evaluation.answers);
        assert_eq!(back.report.n, 3);
        let old =
            r#"{"n":1,"intent":{"accuracy":0.5,"macro_f1":0.4,"n":1},"latency_ms":{"p50":1.0,"p95":1.0,"p99":1.0}}"#;
        assert!((serde_json::from_str::<Report>(old).unwrap().intent.unwrap().accuracy - 0.5).abs() < 1e-9);
    }
}
