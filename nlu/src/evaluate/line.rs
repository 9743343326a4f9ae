//! nlu: one sentence of an evaluation as it is listed, filtered, and compared with another model's.

use serde::{Deserialize, Serialize};

use super::case::{Case, Trial, Verdict};
use super::decision;

/// A sentence with what is right and what was said of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The sentence.
    pub text: String,
    /// What was said before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prev: Vec<String>,
    /// Its language, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The right label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// The likeliest label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Its probability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// The second label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
    /// How likely it is in scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_scope: Option<f64>,
    /// What production does: `answers`, `asks` or `rejects`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub does: Option<String>,
    /// Whether the likeliest label is right; of sentences in scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correct: Option<bool>,
    /// Whether the decision is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<bool>,
    /// Whether it is an emergency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<bool>,
    /// The emergency that was raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<String>,
    /// Whether it is frustrated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frustrated: Option<bool>,
    /// How sure frustration was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frustration: Option<f64>,
    /// Whether frustration was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frustration_seen: Option<bool>,
    /// The right sentiment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentiment: Option<i8>,
    /// The sentiment that was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentiment_seen: Option<i8>,
}

/// All sentences of a trial, in their order.
pub(super) fn lines(trial: &Trial) -> Vec<Line> {
    trial.cases().iter().map(|case| line(trial, case)).collect()
}

fn line(trial: &Trial, case: &Case) -> Line {
    let ranked = case.answer.ranked(2);
    let name = |rank: usize| ranked.get(rank).map(|&number| trial.name(trial.meant(number)).to_owned());
    let round = |p: f64| (p * 10_000.0).round() / 10_000.0;
    let labelled = case.right.is_some() && trial.decided(case).is_some();
    Line {
        text: case.text.clone(),
        prev: case.prev.clone(),
        lang: case.slices.iter().find(|(dimension, _)| *dimension == "language").map(|(_, code)| code.clone()),
        right: case.right.map(|right| trial.name(right).to_owned()),
        given: name(0),
        confidence: name(0).map(|_| round(f64::from(case.answer.confidence(0)))),
        second: name(1),
        in_scope: case.answer.in_scope.map(|p| round(f64::from(p))),
        does: case.answer.verdict.map(|verdict| does(verdict).to_owned()),
        correct: case.is_in_scope().then(|| trial.best(case).is_some_and(|best| case.accepts(best))),
        decided: labelled.then(|| decision::is_right(trial, case)),
        urgent: case.alarm.as_ref().map(|alarm| alarm.right),
        raised: case.alarm.as_ref().and_then(|alarm| alarm.raised.clone()),
        frustrated: case.frustration.map(|flag| flag.right),
        frustration: case.frustration.map(|flag| round(flag.score)),
        frustration_seen: case.frustration.map(|flag| flag.given),
        sentiment: case.sentiment.map(|it| it.right),
        sentiment_seen: case.sentiment.map(|it| it.given),
    }
}

fn does(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Sure(_) => "answers",
        Verdict::Either(..) => "asks",
        Verdict::Reject => "rejects",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::Answer;

    #[test]
    fn a_line_says_what_was_right_and_what_was_said() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        let right = Some(trial.meaning("b"));
        let answer = Answer { labels: vec![0.7, 0.3], verdict: Some(Verdict::Either(0, 1)), ..Answer::default() };
        trial.push(Case {
            text: "hm".into(),
            right,
            answer,
            slices: vec![("language", "en".into())],
            ..Case::default()
        });
        let line = lines(&trial).remove(0);
        assert_eq!((line.right.as_deref(), line.given.as_deref()), (Some("b"), Some("a")));
        assert_eq!((line.second.as_deref(), line.does.as_deref()), (Some("b"), Some("asks")));
        assert_eq!((line.correct, line.decided, line.lang.as_deref()), (Some(false), Some(false), Some("en")));
        let json = serde_json::to_string(&line).unwrap();
        assert!(!json.contains("urgent") && !json.contains("prev"), "{json}");
        assert_eq!(serde_json::from_str::<Line>(&json).unwrap(), line);
    }
}
