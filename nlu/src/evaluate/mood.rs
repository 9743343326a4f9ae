//! nlu: how well feelings are read: sentiment, frustration and urgency.

use serde::{Deserialize, Serialize};

use super::case::{Flag, Graded, Trial};
use super::metric;
use super::resample::{Interval, Resampling};

/// The five sentiments.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct SentimentFigures {
    /// The share of sentences given their very class.
    #[serde(default)]
    pub accuracy: f64,
    /// F1 averaged over the classes.
    pub macro_f1: f64,
    /// Cohen's kappa: agreement beyond chance.
    #[serde(default)]
    pub kappa: f64,
    /// Mean distance of the expected sentiment from the right one.
    pub mae: f64,
    /// Marked sentences.
    #[serde(default)]
    pub n: usize,
}

/// Frustration at the threshold, and as a score.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct FrustrationFigures {
    /// How many of the found ones are frustrated.
    pub precision: f64,
    /// How many of the frustrated ones are found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub f1_ci: Option<Interval>,
    /// How often a frustrated sentence scores above another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auroc: Option<f64>,
    /// Frustrated sentences.
    #[serde(default)]
    pub n: usize,
}

/// The three urgencies.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct UrgencyFigures {
    /// The share of sentences given their very class.
    #[serde(default)]
    pub accuracy: f64,
    /// F1 averaged over the classes.
    pub macro_f1: f64,
}

/// Sentiment; none where no sentence is marked.
pub(super) fn sentiment(trial: &Trial) -> Option<SentimentFigures> {
    let graded: Vec<Graded> = trial.cases().iter().filter_map(|case| case.sentiment).collect();
    let labels: Vec<(i8, i8)> = graded.iter().map(|it| (it.right, it.given)).collect();
    (!graded.is_empty()).then(|| SentimentFigures {
        accuracy: metric::share(labels.iter().map(|(right, given)| right == given)),
        macro_f1: metric::macro_f1(&labels),
        kappa: metric::kappa(&labels),
        mae: metric::mean(graded.iter().map(|it| (it.expected - f64::from(it.right)).abs())),
        n: graded.len(),
    })
}

/// Frustration; none where no sentence is marked.
pub(super) fn frustration(trial: &Trial, resampling: &Resampling) -> Option<FrustrationFigures> {
    let flags: Vec<Flag> = trial.cases().iter().filter_map(|case| case.frustration).collect();
    let labels: Vec<(bool, bool)> = flags.iter().map(|flag| (flag.right, flag.given)).collect();
    let scored: Vec<(bool, f64)> = flags.iter().map(|flag| (flag.right, flag.score)).collect();
    let metric::Score { precision, recall, f1, n } = metric::flag(&labels)?;
    let drawn = |weights: &[u32]| {
        let count = |wanted: fn(&(bool, bool)) -> bool| {
            labels.iter().zip(weights).filter(|(label, _)| wanted(label)).map(|(_, weight)| *weight as usize).sum()
        };
        let (right, given, both) = (count(|it| it.0), count(|it| it.1), count(|it| it.0 && it.1));
        (right + given > 0).then(|| metric::score(right, given, both).f1)
    };
    Some(FrustrationFigures {
        precision,
        recall,
        f1,
        f1_ci: resampling.interval(labels.len(), drawn),
        auroc: metric::auroc(&scored),
        n,
    })
}

/// Urgency; none where no sentence is marked.
pub(super) fn urgency(trial: &Trial) -> Option<UrgencyFigures> {
    let labels: Vec<(&str, &str)> = trial
        .cases()
        .iter()
        .filter_map(|case| case.urgency.as_ref().map(|(right, given)| (right.as_str(), given.as_str())))
        .collect();
    (!labels.is_empty()).then(|| UrgencyFigures {
        accuracy: metric::share(labels.iter().map(|(right, given)| right == given)),
        macro_f1: metric::macro_f1(&labels),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::Case;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn feelings_by_hand() {
        let mut trial = Trial::new([]);
        let rows: [(i8, f64, bool, f64, &str); 4] = [
            (-1, -1.2, true, 0.9, "none"),
            (0, -0.6, false, 0.6, "none"),
            (0, 0.2, false, 0.1, "soon"),
            (1, 0.9, true, 0.4, "now"),
        ];
        for (right, expected, frustrated, score, urgency) in rows {
            trial.push(Case {
                sentiment: Some(Graded { right, given: expected.round() as i8, expected }),
                frustration: Some(Flag { right: frustrated, given: score >= 0.5, score }),
                urgency: Some((urgency.to_owned(), "none".to_owned())),
                ..Case::default()
            });
        }
        let sentiment = sentiment(&trial).unwrap();
        close(sentiment.accuracy, 0.75);
        // −1: right 1, given 2: 2/3; 0: right 2, given 1: 2/3; 1: 1.
        close(sentiment.macro_f1, 7.0 / 9.0);
        // By chance (1·2 + 2·1 + 1·1) / 16.
        close(sentiment.kappa, (0.75 - 5.0 / 16.0) / (1.0 - 5.0 / 16.0));
        close(sentiment.mae, (0.2 + 0.6 + 0.2 + 0.1) / 4.0);
        let frustration = frustration(&trial, &Resampling::default()).unwrap();
        close(frustration.f1, 0.5);
        close(frustration.auroc.unwrap(), 0.75);
        assert_eq!(frustration.n, 2);
        let urgency = urgency(&trial).unwrap();
        close(urgency.accuracy, 0.5);
        // none: right 2, given 4, both 2: 2/3; the others 0.
        close(urgency.macro_f1, 2.0 / 9.0);
    }

    #[test]
    fn sets_without_marks_have_no_figures() {
        let trial = Trial::new([]);
        assert!(sentiment(&trial).is_none() && urgency(&trial).is_none());
        assert!(frustration(&trial, &Resampling::default()).is_none());
    }

    #[test]
    fn a_set_without_a_frustrated_sentence_has_no_auroc() {
        let mut trial = Trial::new([]);
        let flag = Flag { right: false, given: false, score: 0.1 };
        trial.push(Case { frustration: Some(flag), ..Case::default() });
        let figures = frustration(&trial, &Resampling::default()).unwrap();
        assert_eq!((figures.auroc, figures.f1_ci, figures.n), (None, None, 0));
    }
}
