//! nlu: how well messages are understood, measured on labelled sentences as production would answer them.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::{Intent, Label, Nlu, Row, Understanding, Urgency};

pub mod metric;

/// The figures of one set; a section is there if the set has its labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Sentences in the set.
    pub n: usize,
    /// The best intent of sentences that have one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub intent: Option<IntentFigures>,
    /// The decision of production: an intent, or out of scope.
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
    /// Time to understand one sentence.
    pub latency_ms: Latency,
}

/// The best intent of in-scope sentences; an answer in `accept` counts as right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct IntentFigures {
    /// The share of right answers.
    pub accuracy: f64,
    /// F1 averaged over the intents.
    pub macro_f1: f64,
    /// Sentences in scope.
    pub n: usize,
}

/// The decision on every sentence with an intent or out of scope.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DecidedFigures {
    /// The share of right decisions.
    pub accuracy: f64,
}

/// The chance of being in scope as a score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScopeFigures {
    /// How often a sentence in scope scores above one out of scope.
    pub auroc: f64,
    /// The share of out-of-scope sentences let through when 95 % of those in scope are.
    pub fpr_at_95_recall: f64,
}

/// The five sentiments.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SentimentFigures {
    /// F1 averaged over the classes.
    pub macro_f1: f64,
    /// Mean distance of the expected sentiment from the right one.
    pub mae: f64,
}

/// Frustration at the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FrustrationFigures {
    /// How many of the found ones are frustrated.
    pub precision: f64,
    /// How many of the frustrated ones are found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// The three urgencies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UrgencyFigures {
    /// F1 averaged over the classes.
    pub macro_f1: f64,
}

/// Emergencies as production raises them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UrgentFigures {
    /// How many emergencies are raised.
    pub recall: f64,
    /// How many calm sentences raise one.
    pub false_alarm_rate: f64,
    /// How many of the raised ones are emergencies.
    pub precision: f64,
}

/// Milliseconds to understand one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Latency {
    /// Half take at most this.
    pub p50: f64,
    /// 95 % take at most this.
    pub p95: f64,
    /// 99 % take at most this.
    pub p99: f64,
}

/// A report with what lies behind it.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The figures.
    pub report: Report,
    /// How each intent fared, the worst first.
    pub intents: Vec<IntentScore>,
    /// Which intents were taken for which, the most frequent first.
    pub confusions: Vec<Confusion>,
    /// Emergencies that were not raised.
    pub missed: Vec<String>,
    /// Calm sentences that raised one.
    pub false_alarms: Vec<String>,
}

/// How one intent fared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntentScore {
    /// The intent.
    pub intent: Intent,
    /// Precision, recall and F1 of the best intent.
    pub score: metric::Score,
}

/// One intent taken for another.
#[derive(Debug, Clone, PartialEq)]
pub struct Confusion {
    /// What it was.
    pub right: Intent,
    /// What it was taken for.
    pub taken: Intent,
    /// How often.
    pub count: usize,
    /// The first sentences of the kind.
    pub examples: Vec<String>,
}

/// Measures how a model understands some sentences.
pub fn evaluate(nlu: &Nlu, rows: &[Row]) -> Evaluation {
    let mut times = Vec::with_capacity(rows.len());
    let understandings: Vec<Understanding> = rows
        .iter()
        .map(|row| {
            let previous: Vec<&str> = row.prev.iter().map(String::as_str).collect();
            let start = Instant::now();
            let understanding = nlu.understand(&row.text, &previous);
            times.push(start.elapsed().as_secs_f64() * 1000.0);
            understanding
        })
        .collect();
    let pairs: Vec<(&Row, &Understanding)> = rows.iter().zip(&understandings).collect();
    let answers = answers(&pairs);
    let (missed, false_alarms) = alarms(&pairs);
    let labels: Vec<(Intent, Intent)> = answers.iter().map(|&(_, right, best)| (right, best)).collect();
    let report = Report {
        n: rows.len(),
        intent: intent(&labels),
        decided: decided(&pairs),
        oos: scope(&pairs),
        sentiment: sentiment(&pairs),
        frustration: frustration(&pairs),
        urgency: urgency(&pairs),
        urgent: urgent(&pairs),
        latency_ms: latency(times),
    };
    let mut intents: Vec<IntentScore> =
        metric::scores(&labels).into_iter().map(|(intent, score)| IntentScore { intent, score }).collect();
    intents.sort_by(|a, b| a.score.f1.total_cmp(&b.score.f1));
    Evaluation { report, intents, confusions: confusions(&answers), missed, false_alarms }
}

type Pairs<'a> = [(&'a Row, &'a Understanding)];

/// The text, the right intent and the best one of each sentence in scope; where the best one is accepted it
/// is the right one.
fn answers<'a>(pairs: &Pairs<'a>) -> Vec<(&'a str, Intent, Intent)> {
    let answer = |&(row, understanding): &(&'a Row, &'a Understanding)| {
        let right = row.intent?.intent()?;
        let best = understanding.intents.best()?.value;
        let accepted = row.accept.contains(&Label::Intent(best));
        Some((row.text.as_str(), if accepted { best } else { right }, best))
    };
    pairs.iter().filter_map(answer).collect()
}

fn intent(labels: &[(Intent, Intent)]) -> Option<IntentFigures> {
    (!labels.is_empty()).then(|| IntentFigures {
        accuracy: metric::share(labels.iter().map(|(right, best)| right == best)),
        macro_f1: metric::macro_f1(labels),
        n: labels.len(),
    })
}

fn decided(pairs: &Pairs<'_>) -> Option<DecidedFigures> {
    let judged = pairs.iter().filter_map(|(row, understanding)| {
        let decision = understanding.decided().map_or(Label::OutOfScope, Label::Intent);
        Some(row.intent? == decision || row.accept.contains(&decision))
    });
    let judged: Vec<bool> = judged.collect();
    (!judged.is_empty()).then(|| DecidedFigures { accuracy: metric::share(judged) })
}

fn scope(pairs: &Pairs<'_>) -> Option<ScopeFigures> {
    let scored = pairs
        .iter()
        .filter_map(|(row, understanding)| Some((row.intent?.intent().is_some(), f64::from(understanding.in_scope))));
    let scored: Vec<(bool, f64)> = scored.collect();
    Some(ScopeFigures { auroc: metric::auroc(&scored)?, fpr_at_95_recall: metric::fpr_at_recall(&scored, 0.95)? })
}

fn sentiment(pairs: &Pairs<'_>) -> Option<SentimentFigures> {
    let rows: Vec<(i8, &Understanding)> =
        pairs.iter().filter_map(|(row, understanding)| Some((row.sentiment?, *understanding))).collect();
    let labels: Vec<(i8, i8)> = rows.iter().map(|(right, it)| (*right, it.mood.class())).collect();
    let off = rows.iter().map(|(right, it)| f64::from((it.mood.sentiment - f32::from(*right)).abs()));
    (!rows.is_empty()).then(|| SentimentFigures { macro_f1: metric::macro_f1(&labels), mae: metric::mean(off) })
}

fn frustration(pairs: &Pairs<'_>) -> Option<FrustrationFigures> {
    let labels = pairs.iter().filter_map(|(row, it)| Some((row.frustration?, it.is_frustrated())));
    let labels: Vec<(bool, bool)> = labels.collect();
    let metric::Score { precision, recall, f1, .. } = metric::flag(&labels)?;
    Some(FrustrationFigures { precision, recall, f1 })
}

fn urgency(pairs: &Pairs<'_>) -> Option<UrgencyFigures> {
    let labels: Vec<(Urgency, Urgency)> =
        pairs.iter().filter_map(|(row, it)| Some((row.urgency?, it.urgency))).collect();
    (!labels.is_empty()).then(|| UrgencyFigures { macro_f1: metric::macro_f1(&labels) })
}

fn urgent(pairs: &Pairs<'_>) -> Option<UrgentFigures> {
    let labels: Vec<(bool, bool)> =
        pairs.iter().filter_map(|(row, it)| Some((row.urgent?, it.emergency.is_some()))).collect();
    let metric::Score { precision, recall, .. } = metric::flag(&labels)?;
    let calm = labels.iter().filter(|(right, _)| !right).map(|(_, raised)| *raised);
    Some(UrgentFigures { recall, false_alarm_rate: metric::share(calm), precision })
}

fn alarms(pairs: &Pairs<'_>) -> (Vec<String>, Vec<String>) {
    let wrong = |raised: bool| {
        pairs
            .iter()
            .filter(|(row, it)| row.urgent == Some(!raised) && it.emergency.is_some() == raised)
            .map(|(row, _)| row.text.clone())
            .collect()
    };
    (wrong(false), wrong(true))
}

fn confusions(answers: &[(&str, Intent, Intent)]) -> Vec<Confusion> {
    let mut found: BTreeMap<(Intent, Intent), Vec<&str>> = BTreeMap::new();
    for &(text, right, taken) in answers.iter().filter(|(_, right, taken)| right != taken) {
        found.entry((right, taken)).or_default().push(text);
    }
    let mut confusions: Vec<Confusion> = found
        .into_iter()
        .map(|((right, taken), texts)| Confusion {
            right,
            taken,
            count: texts.len(),
            examples: texts.iter().take(3).map(ToString::to_string).collect(),
        })
        .collect();
    confusions.sort_by_key(|confusion| std::cmp::Reverse(confusion.count));
    confusions
}

fn latency(mut times: Vec<f64>) -> Latency {
    times.sort_by(f64::total_cmp);
    let at = |share| metric::percentile(&times, share).unwrap_or(0.0);
    Latency { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
