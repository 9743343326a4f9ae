//! nlu: bounds that a model must keep, as a build checks them: `intent.accuracy=0.9`.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

/// A figure, named by its path in the report, and the value it is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The path, such as `slices.language.ko.accuracy`.
    pub metric: String,
    /// The value.
    pub value: f64,
}

/// On which side of its value a figure must stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At least the value.
    AtLeast,
    /// At most the value.
    AtMost,
}

/// A bound that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not METRIC=VALUE, such as intent.accuracy=0.9 or oos.auroc=95%")]
pub struct NotABound(String);

/// A figure that the report does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the report has no figure `{metric}`; it has {}", known.join(", "))]
pub struct NoSuchFigure {
    metric: String,
    known: Vec<String>,
}

/// A bound that was not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Breach {
    bound: Bound,
    side: Side,
    figure: f64,
}

impl FromStr for Bound {
    type Err = NotABound;

    fn from_str(text: &str) -> Result<Self, NotABound> {
        let parse = || {
            let (metric, value) = text.rsplit_once('=')?;
            let percent = value.trim().strip_suffix('%');
            let number: f64 = percent.unwrap_or(value).trim().parse().ok()?;
            let value = if percent.is_some() { number / 100.0 } else { number };
            (!metric.trim().is_empty() && value.is_finite()).then(|| Self { metric: metric.trim().to_owned(), value })
        };
        parse().ok_or_else(|| NotABound(text.to_owned()))
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.side {
            Side::AtLeast => "under",
            Side::AtMost => "over",
        };
        write!(f, "{} is {:.4}, {side} {}", self.bound.metric, self.figure, self.bound.value)
    }
}

/// The bounds that a report does not keep.
pub fn check(report: &Value, bounds: &[Bound], side: Side) -> Result<Vec<Breach>, NoSuchFigure> {
    let mut breaches = Vec::new();
    for bound in bounds {
        let missing = || NoSuchFigure { metric: bound.metric.clone(), known: known(report) };
        let figure = find(report, &bound.metric).ok_or_else(missing)?;
        let kept = match side {
            Side::AtLeast => figure >= bound.value,
            Side::AtMost => figure <= bound.value,
        };
        if !kept {
            breaches.push(Breach { bound: bound.clone(), side, figure });
        }
    }
    Ok(breaches)
}

/// The figure at a dotted path; a key may have dots of its own. `accuracy` alone is that of the intents.
fn find(report: &Value, path: &str) -> Option<f64> {
    walk(report, path).or_else(|| walk(report.get("intent")?, path))
}

fn walk(value: &Value, path: &str) -> Option<f64> {
    if path.is_empty() {
        return value.as_f64();
    }
    let step = |(key, below): (&String, &Value)| {
        let rest = path.strip_prefix(key.as_str())?;
        match rest.strip_prefix('.') {
            Some(rest) => walk(below, rest),
            None if rest.is_empty() => walk(below, ""),
            None => None,
        }
    };
    value.as_object()?.iter().find_map(step)
}

/// The paths of all figures, without those of single labels and slices.
fn known(report: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    for (section, figures) in report.as_object().into_iter().flatten() {
        if section == "labels" || section == "slices" || section == "unknown" {
            paths.push(format!("{section}.…"));
        } else if let Some(figures) = figures.as_object() {
            let plain = figures.iter().filter(|(_, figure)| figure.is_number());
            paths.extend(plain.map(|(name, _)| format!("{section}.{name}")));
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bounds_are_read() {
        let bound = |text: &str| text.parse::<Bound>().map(|bound| (bound.metric, bound.value));
        assert_eq!(bound("intent.accuracy=0.9"), Ok(("intent.accuracy".into(), 0.9)));
        assert_eq!(bound("oos.auroc = 95 %"), Ok(("oos.auroc".into(), 0.95)));
        for text in ["accuracy", "accuracy=", "=0.9", "accuracy=high", "accuracy=inf", ""] {
            assert!(bound(text).is_err(), "{text}");
        }
    }

    #[test]
    fn breaches_say_what_is_wrong() {
        let report = json!({
            "intent": {"accuracy": 0.88, "accuracy_ci": [0.8, 0.9]},
            "oos": {"fpr_at_95_recall": 0.2},
            "slices": {"language": {"ko": {"accuracy": 0.7}}},
            "labels": {"faq.rates": {"f1": 0.5}},
        });
        let check = |bound: &str, side, want: Option<&str>| {
            let breaches = check(&report, &[bound.parse().unwrap()], side).unwrap();
            assert_eq!(breaches.first().map(ToString::to_string).as_deref(), want, "{bound}");
        };
        check("intent.accuracy=0.9", Side::AtLeast, Some("intent.accuracy is 0.8800, under 0.9"));
        check("accuracy=0.88", Side::AtLeast, None);
        check("oos.fpr_at_95_recall=10%", Side::AtMost, Some("oos.fpr_at_95_recall is 0.2000, over 0.1"));
        check("slices.language.ko.accuracy=0.6", Side::AtLeast, None);
        check("labels.faq.rates.f1=0.6", Side::AtLeast, Some("labels.faq.rates.f1 is 0.5000, under 0.6"));
    }

    #[test]
    fn a_figure_that_is_not_there_is_an_error_that_lists_those_that_are() {
        let report = json!({"n": 3, "intent": {"accuracy": 0.88}});
        let error = check(&report, &["oos.auroc=0.9".parse().unwrap()], Side::AtLeast).unwrap_err();
        assert_eq!(error.to_string(), "the report has no figure `oos.auroc`; it has intent.accuracy");
    }
}
