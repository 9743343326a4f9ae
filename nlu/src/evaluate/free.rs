//! nlu: the evaluation of models whose labels are their own, and of sentence vectors.

use super::ask::ask;
use super::case::{Answer, Case, Trial, Verdict};
use super::report::{Evaluation, Report};
use super::resample::Resampling;
use super::{similarity, slice};
use crate::dataset::free::{FreeRow, Pair};
use crate::{Language, Thresholds};

/// Asks a model with these labels about some sentences.
pub fn trial(labels: &[String], rows: &[FreeRow], answer: impl Fn(&str) -> Answer + Sync) -> Trial {
    let mut trial = Trial::new(labels.iter().cloned());
    let answers = ask(rows, |row| answer(&row.text));
    for (row, (answer, took)) in rows.iter().zip(answers) {
        let right = Some(trial.meaning(&row.label));
        let accept = row.accept.iter().map(|name| trial.meaning(name)).collect();
        trial.push(Case {
            text: row.text.clone(),
            prev: row.prev.clone(),
            right,
            accept,
            answer: Answer { took, ..answer },
            slices: slices(row),
            ..Case::default()
        });
    }
    trial
}

/// Measures how well the cosine of sentence vectors follows people's scores.
pub fn likeness(pairs: &[Pair], mut vector: impl FnMut(&str) -> Vec<f32>, resampling: &Resampling) -> Evaluation {
    let cosines = pairs.iter().map(|pair| (pair.score, similarity::cosine(&vector(&pair.a), &vector(&pair.b))));
    let cosines: Vec<(f64, f64)> = cosines.collect();
    let similarity = similarity::figures(&cosines, resampling);
    Evaluation { report: Report { n: pairs.len(), similarity, ..Report::default() }, ..Evaluation::default() }
}

/// What thresholds make of probabilities and the chance of being in scope.
pub fn verdict(labels: &[f32], in_scope: f32, thresholds: &Thresholds) -> Verdict {
    let answer = Answer { labels: labels.to_vec(), ..Answer::default() };
    let ranked = answer.ranked(2);
    let (Some(&best), high) = (ranked.first(), answer.confidence(0)) else { return Verdict::Reject };
    match ranked.get(1) {
        _ if in_scope < thresholds.in_scope => Verdict::Reject,
        Some(&second) if high < thresholds.confident || high - labels[second] < thresholds.margin => {
            Verdict::Either(best, second)
        }
        _ => Verdict::Sure(best),
    }
}

/// What the text tells, unless the row says it better.
fn slices(row: &FreeRow) -> Vec<(&'static str, String)> {
    let said =
        |dimension: &str| row.slices.iter().find(|(name, _)| *name == dimension).map(|(_, value)| value.as_str());
    let language = match said("language") {
        Some("ko") => Some(Language::Ko),
        Some("en") => Some(Language::En),
        _ => None,
    };
    let mut slices = slice::of_text(&row.text, language);
    slices.retain(|(dimension, _)| said(dimension).is_none());
    slices.extend(row.slices.iter().cloned());
    slices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::measure;

    fn row(text: &str, label: &str) -> FreeRow {
        FreeRow { text: text.into(), label: label.into(), ..FreeRow::default() }
    }

    #[test]
    fn any_label_set_is_measured() {
        let labels = ["play_music", "weather", "oos"].map(str::to_owned);
        let rows =
            [row("play jazz", "play_music"), row("rain today?", "weather"), row("2+2", "oos"), row("x", "alarm")];
        let trial = trial(&labels, &rows, |text| {
            let best = usize::from(text.contains("rain")) + 2 * usize::from(text.contains('2'));
            let mut labels = vec![0.1; 3];
            labels[best] = 0.8;
            Answer { labels, ..Answer::default() }
        });
        let evaluation = measure(&trial, &Resampling { times: 20, seed: 1 });
        let report = evaluation.report;
        assert!((report.intent.unwrap().accuracy - 2.0 / 3.0).abs() < 1e-9);
        assert!((report.decided.unwrap().accuracy - 0.75).abs() < 1e-9);
        assert!((report.oos.unwrap().auroc - 1.0).abs() < 1e-9);
        assert_eq!(evaluation.unknown["alarm"], 1);
        assert_eq!(evaluation.slices["language"]["en"].n, 3);
    }

    #[test]
    fn vectors_are_held_against_scores() {
        let pairs = [(0.0, "a", "b"), (3.0, "a", "ab"), (5.0, "a", "a")];
        let pairs = pairs.map(|(score, a, b)| Pair { a: a.into(), b: b.into(), score });
        let vector = |text: &str| vec![f32::from(text.contains('a')), f32::from(text.contains('b'))];
        let figures = likeness(&pairs, vector, &Resampling { times: 20, seed: 1 }).report.similarity.unwrap();
        assert!((figures.spearman - 1.0).abs() < 1e-9 && figures.pearson > 0.9);
    }

    #[test]
    fn the_verdict_follows_the_thresholds() {
        let check = |labels: &[f32], in_scope, want| {
            assert_eq!(verdict(labels, in_scope, &Thresholds::default()), want, "{labels:?} {in_scope}");
        };
        check(&[0.9, 0.1], 0.9, Verdict::Sure(0));
        check(&[0.1, 0.9], 0.2, Verdict::Reject);
        check(&[0.45, 0.55], 0.9, Verdict::Either(1, 0));
        check(&[0.3, 0.4, 0.3], 0.9, Verdict::Either(1, 0));
        check(&[1.0], 0.9, Verdict::Sure(0));
        check(&[], 0.9, Verdict::Reject);
    }
}
