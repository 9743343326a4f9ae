//! nlu: sentences parted for cross-validation, and grown for a learning curve.

use std::collections::BTreeMap;

use models::text::{compact, normalise};
use models::train::random::Random;
use serde::Serialize;

use super::{Evaluation, Resampling, Trial, label, measure, metric};
use crate::Row;
use crate::dataset::free::FreeRow;

/// How a model fares on sentences it has not seen, each of them once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrossValidation {
    /// All sentences together, each answered by the model that did not learn it.
    #[serde(flatten)]
    pub evaluation: Evaluation,
    /// Each part alone.
    pub folds: Vec<Fold>,
}

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fold {
    /// Sentences learnt from.
    pub learnt: usize,
    /// Sentences measured on.
    pub n: usize,
    /// Accuracy of the best label.
    pub accuracy: f64,
    /// F1 averaged over the labels.
    pub macro_f1: f64,
}

/// One point of a learning curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The share of the sentences.
    pub fraction: f64,
    /// Sentences learnt from.
    pub learnt: usize,
    /// Accuracy of the best label.
    pub accuracy: f64,
    /// Its 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_ci: Option<super::resample::Interval>,
    /// F1 averaged over the labels.
    pub macro_f1: f64,
    /// How well sentences in scope and out of scope are told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oos_auroc: Option<f64>,
}

/// Of so many training sentences one steers when training stops.
const STEERING: usize = 10;

/// A sentence that can be parted by its label.
pub trait Labelled: Clone {
    /// The sentence.
    fn text(&self) -> &str;
    /// Its label; the empty one where it has none.
    fn label(&self) -> &str;
}

impl Labelled for Row {
    fn text(&self) -> &str {
        &self.text
    }

    fn label(&self) -> &str {
        self.intent.map_or("", crate::Label::name)
    }
}

impl Labelled for FreeRow {
    fn text(&self) -> &str {
        &self.text
    }

    fn label(&self) -> &str {
        &self.label
    }
}

/// Trains on all parts but one and asks about that one, in turn. `train` gets the sentences to learn from and
/// others to steer by; `ask` gets what it made and the part it has not seen.
pub fn cross_validate<R: Labelled, M, E>(
    rows: &[R],
    parts: usize,
    seed: u64,
    mut train: impl FnMut(&[R], &[R]) -> Result<M, E>,
    ask: impl Fn(&M, &[R]) -> Trial,
    resampling: &Resampling,
) -> Result<CrossValidation, E> {
    let seats = seats(rows, seed);
    let mut pooled = Trial::default();
    let mut folds = Vec::new();
    for part in 0..parts {
        let held = pick(rows, &seats, |seat| seat.turn % parts == part);
        let learnt = pick(rows, &seats, |seat| seat.turn % parts != part && !seat.steers(parts));
        let steering = pick(rows, &seats, |seat| seat.turn % parts != part && seat.steers(parts));
        if held.is_empty() || learnt.is_empty() {
            continue;
        }
        let trial = ask(&train(&learnt, &steering)?, &held);
        let figures = label::figures(&trial, &Resampling { times: 0, ..*resampling }).unwrap_or_default();
        let (accuracy, macro_f1) = (figures.accuracy, figures.macro_f1);
        folds.push(Fold { learnt: learnt.len(), n: held.len(), accuracy, macro_f1 });
        pooled.extend(trial);
    }
    Ok(CrossValidation { evaluation: measure(&pooled, resampling), folds })
}

/// Trains on growing shares of the sentences, the smaller within the greater, and measures each on `set`.
pub fn learning_curve<R: Labelled, M, E>(
    rows: &[R],
    set: &[R],
    fractions: &[f64],
    seed: u64,
    mut train: impl FnMut(&[R], &[R]) -> Result<M, E>,
    ask: impl Fn(&M, &[R]) -> Trial,
    mut told: impl FnMut(&Point),
) -> Result<Vec<Point>, E> {
    let seats = seats(rows, seed);
    let mut points = Vec::new();
    for &fraction in fractions {
        let learnt = pick(rows, &seats, |seat| seat.share < fraction && !seat.steers(1));
        let steering = pick(rows, &seats, |seat| seat.share < fraction && seat.steers(1));
        let evaluation = measure(&ask(&train(&learnt, &steering)?, set), &Resampling::default());
        let intent = evaluation.report.intent.unwrap_or_default();
        let point = Point {
            fraction,
            learnt: learnt.len(),
            accuracy: intent.accuracy,
            accuracy_ci: intent.accuracy_ci,
            macro_f1: intent.macro_f1,
            oos_auroc: evaluation.report.oos.map(|oos| oos.auroc),
        };
        told(&point);
        points.push(point);
    }
    Ok(points)
}

/// What accuracy `times` as many sentences would bring, if mistakes go on falling as a power of their number;
/// none for fewer than three points, or where more sentences did not help.
pub fn outlook(points: &[Point], times: f64) -> Option<f64> {
    let logs: Vec<(f64, f64)> = points
        .iter()
        .filter(|point| point.learnt > 0 && point.accuracy < 1.0)
        .map(|point| ((point.learnt as f64).ln(), (1.0 - point.accuracy).ln()))
        .collect();
    let n = logs.len() as f64;
    let (x, y) = (metric::mean(logs.iter().map(|it| it.0)), metric::mean(logs.iter().map(|it| it.1)));
    let spread: f64 = logs.iter().map(|it| (it.0 - x).powi(2)).sum();
    let slope = logs.iter().map(|it| (it.0 - x) * (it.1 - y)).sum::<f64>() / spread;
    let last = logs.iter().map(|it| it.0).fold(f64::MIN, f64::max);
    (n >= 3.0 && spread > 0.0 && slope < 0.0).then(|| 1.0 - (y + slope * (last + times.ln() - x)).exp())
}

/// Where a sentence sits among those of its label; equal sentences share a seat.
#[derive(Debug, Clone, Copy)]
struct Seat {
    /// Its number; labels begin at different ones, so that parts come out even.
    turn: usize,
    /// How much of its label sits before it (0..1).
    share: f64,
}

impl Seat {
    /// Every tenth of each part steers.
    fn steers(self, parts: usize) -> bool {
        (self.turn / parts) % STEERING == STEERING - 1
    }
}

fn seats<R: Labelled>(rows: &[R], seed: u64) -> Vec<Seat> {
    let key = |row: &R| compact(&normalise(row.text()));
    let mut labels: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut home: BTreeMap<String, &str> = BTreeMap::new();
    for row in rows {
        // A sentence with two labels sits with the first.
        home.entry(key(row)).or_insert_with_key(|key| {
            labels.entry(row.label()).or_default().push(key.clone());
            row.label()
        });
    }
    let mut random = Random::new(seed);
    let mut found: BTreeMap<String, Seat> = BTreeMap::new();
    let mut start = 0;
    for keys in labels.values_mut() {
        random.shuffle(keys);
        let n = keys.len();
        for (at, key) in keys.drain(..).enumerate() {
            found.insert(key, Seat { turn: start + at, share: at as f64 / n as f64 });
        }
        start += n;
    }
    rows.iter().map(|row| found[&key(row)]).collect()
}

fn pick<R: Labelled>(rows: &[R], seats: &[Seat], wanted: impl Fn(Seat) -> bool) -> Vec<R> {
    rows.iter().zip(seats).filter(|(_, seat)| wanted(**seat)).map(|(row, _)| row.clone()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::convert::Infallible;

    use super::*;
    use crate::evaluate::{Answer, Case};
    use crate::{Intent, Label};

    fn rows() -> Vec<Row> {
        let row = |number: usize| Row {
            text: format!("sentence {}", if number % 10 == 9 { number - 1 } else { number }),
            intent: Some(Label::Intent([Intent::CardLost, Intent::Chitchat][number / 50])),
            ..Row::default()
        };
        (0..100).map(row).collect()
    }

    fn texts(rows: &[Row]) -> HashSet<String> {
        rows.iter().map(|row| row.text.clone()).collect()
    }

    /// A model that knows what it learnt by heart.
    fn ask(learnt: &HashSet<String>, rows: &[Row]) -> Trial {
        let mut trial = Trial::new(["card_lost", "chitchat"].map(str::to_owned));
        for row in rows {
            let right = row.intent.map(|label| trial.meaning(label.name()));
            let labels = if learnt.contains(&row.text) { vec![0.0, 1.0] } else { vec![1.0, 0.0] };
            trial.push(Case {
                text: row.text.clone(),
                right,
                answer: Answer { labels, ..Answer::default() },
                ..Case::default()
            });
        }
        trial
    }

    #[test]
    fn every_sentence_is_held_out_once_and_never_learnt_beside() {
        let rows = rows();
        let train = |learnt: &[Row], steering: &[Row]| {
            assert!(texts(learnt).is_disjoint(&texts(steering)));
            assert!(!steering.is_empty() && learnt.len() > 60);
            let both: Vec<Row> = [learnt, steering].concat();
            Ok::<_, Infallible>(texts(&both))
        };
        let it = cross_validate(&rows, 5, 3, train, ask, &Resampling { times: 10, seed: 1 }).unwrap();
        assert_eq!(it.folds.iter().map(|fold| fold.n).sum::<usize>(), 100);
        assert!(it.folds.iter().all(|fold| (16..=24).contains(&fold.n)), "{:?}", it.folds);
        assert_eq!(it.evaluation.report.n, 100);
        // Nothing held out was learnt, so all are taken for the first label: half of them are.
        assert!((it.evaluation.report.intent.unwrap().accuracy - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_curve_grows_by_label_and_keeps_what_it_had() {
        let rows = rows();
        let mut sizes = Vec::new();
        let mut before: HashSet<String> = HashSet::new();
        let train = |learnt: &[Row], steering: &[Row]| {
            let both: Vec<Row> = [learnt, steering].concat();
            let lost = both.iter().filter(|row| row.intent == Some(Label::Intent(Intent::CardLost))).count();
            assert!(lost * 2 >= both.len() - 4 && lost * 2 <= both.len() + 4, "{lost} of {}", both.len());
            assert!(before.is_subset(&texts(&both)));
            before = texts(&both);
            sizes.push(both.len());
            Ok::<_, Infallible>(texts(learnt))
        };
        let points = learning_curve(&rows, &rows, &[0.1, 0.5, 1.0], 3, train, ask, |_| ()).unwrap();
        assert_eq!(sizes.last(), Some(&100));
        assert!(sizes[0] < 20 && (44..=56).contains(&sizes[1]), "{sizes:?}");
        assert_eq!(points.len(), 3);
    }

    #[test]
    fn training_that_fails_is_told() {
        let fail = |_: &[Row], _: &[Row]| Err::<HashSet<String>, _>("no");
        assert_eq!(cross_validate(&rows(), 2, 1, fail, ask, &Resampling::default()), Err("no"));
        let none = |_: &[Row], _: &[Row]| Ok::<_, Infallible>(HashSet::new());
        assert_eq!(cross_validate::<Row, _, _>(&[], 2, 1, none, ask, &Resampling::default()).unwrap().folds, []);
    }

    #[test]
    fn the_outlook_follows_the_power_law() {
        let point = |learnt: usize, accuracy: f64| Point {
            fraction: 1.0,
            learnt,
            accuracy,
            accuracy_ci: None,
            macro_f1: 0.0,
            oos_auroc: None,
        };
        // Mistakes fall by half each time the sentences double.
        let points = [point(100, 0.6), point(200, 0.8), point(400, 0.9)];
        assert!((outlook(&points, 2.0).unwrap() - 0.95).abs() < 1e-9);
        assert_eq!(outlook(&points[..2], 2.0), None);
        assert_eq!(outlook(&[point(100, 0.9), point(200, 0.8), point(400, 0.7)], 2.0), None);
    }
}
