//! nlu: two models on the same sentences: which sentences changed, and whether that may be chance.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::resample::{Interval, Resampling, holm, mcnemar};

/// A model beside the one it shall replace.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Comparison {
    /// What it is compared with.
    pub baseline: String,
    /// The best label of sentences in scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<Paired>,
    /// The decision on all sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Paired>,
    /// The best label by language; the chances are corrected after Holm.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_language: BTreeMap<String, Paired>,
    /// Sentences that were wrong and are right.
    pub gained: Vec<Change>,
    /// Sentences that were right and are wrong.
    pub lost: Vec<Change>,
    /// Sentences that only one of both was measured on.
    pub unmatched: usize,
}

/// Right and wrong of two models on the same sentences.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Paired {
    /// The share the baseline gets right.
    pub before: f64,
    /// The share the model gets right.
    pub after: f64,
    /// The difference.
    pub change: f64,
    /// Its 95 % interval, the sentences drawn in pairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_ci: Option<Interval>,
    /// Sentences that were wrong and are right.
    pub gained: usize,
    /// Sentences that were right and are wrong.
    pub lost: usize,
    /// McNemar's exact chance of so uneven a change between equally good models.
    pub p: f64,
    /// Sentences.
    pub n: usize,
}

/// A sentence on which the two differ.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Change {
    /// The sentence.
    pub text: String,
    /// What is right.
    pub right: Option<String>,
    /// What the baseline said.
    pub before: Option<String>,
    /// What the model says.
    pub after: Option<String>,
}

/// Compares the answers of a model with those of a baseline, sentence by sentence; none where they share none.
pub fn compare(baseline: &str, before: &[Line], after: &[Line], resampling: &Resampling) -> Option<Comparison> {
    let pairs = matched(before, after);
    if pairs.is_empty() {
        return None;
    }
    let judged = |judge: fn(&Line) -> Option<bool>| {
        let both = pairs.iter().filter_map(|(old, new)| Some((judge(old)?, judge(new)?)));
        paired(&both.collect::<Vec<_>>(), resampling)
    };
    let changed = |was: bool| {
        let changed = pairs.iter().filter(|(old, new)| verdict(old) == Some(was) && verdict(new) == Some(!was));
        changed.map(|(old, new)| change(old, new)).collect()
    };
    Some(Comparison {
        baseline: baseline.to_owned(),
        intent: judged(|line| line.correct),
        decided: judged(|line| line.decided),
        by_language: by_language(&pairs, resampling),
        gained: changed(false),
        lost: changed(true),
        unmatched: before.len() + after.len() - 2 * pairs.len(),
    })
}

/// Right or wrong: of the best label in scope, else of the decision.
fn verdict(line: &Line) -> Option<bool> {
    line.correct.or(line.decided)
}

fn change(old: &Line, new: &Line) -> Change {
    let said = |line: &Line| {
        let rejects = line.correct.is_none() && line.does.as_deref() == Some("rejects");
        if rejects { Some(crate::dataset::OUT_OF_SCOPE.to_owned()) } else { line.given.clone() }
    };
    Change { text: new.text.clone(), right: new.right.clone(), before: said(old), after: said(new) }
}

fn by_language(pairs: &[(&Line, &Line)], resampling: &Resampling) -> BTreeMap<String, Paired> {
    let mut parts: BTreeMap<&str, Vec<(bool, bool)>> = BTreeMap::new();
    for (old, new) in pairs {
        if let (Some(language), Some(before), Some(after)) = (&new.lang, old.correct, new.correct) {
            parts.entry(language).or_default().push((before, after));
        }
    }
    let mut found: Vec<(String, Paired)> = parts
        .into_iter()
        .filter_map(|(language, both)| Some((language.to_owned(), paired(&both, resampling)?)))
        .collect();
    let corrected = holm(&found.iter().map(|(_, paired)| paired.p).collect::<Vec<_>>());
    found.iter_mut().zip(corrected).for_each(|((_, paired), p)| paired.p = p);
    if found.len() > 1 { found.into_iter().collect() } else { BTreeMap::new() }
}

/// The figures of pairs of (right before, right after); none of nothing.
fn paired(both: &[(bool, bool)], resampling: &Resampling) -> Option<Paired> {
    let n = both.len();
    let count = |wanted: fn(&(bool, bool)) -> bool| both.iter().filter(|pair| wanted(pair)).count();
    let (before, after) = (count(|it| it.0) as f64 / n as f64, count(|it| it.1) as f64 / n as f64);
    let (gained, lost) = (count(|it| !it.0 && it.1), count(|it| it.0 && !it.1));
    let step = |&(before, after): &(bool, bool)| f64::from(i8::from(after) - i8::from(before));
    let change = |weights: &[u32]| {
        Some(both.iter().zip(weights).map(|(pair, weight)| step(pair) * f64::from(*weight)).sum::<f64>() / n as f64)
    };
    (n > 0).then(|| Paired {
        before,
        after,
        change: after - before,
        change_ci: resampling.interval(n, change),
        gained,
        lost,
        p: mcnemar(gained, lost),
        n,
    })
}

/// The sentences both were measured on, in the order of the second; equal ones are taken in turn.
fn matched<'a>(before: &'a [Line], after: &'a [Line]) -> Vec<(&'a Line, &'a Line)> {
    let mut waiting: BTreeMap<(&str, &[String]), VecDeque<&Line>> = BTreeMap::new();
    before.iter().for_each(|line| waiting.entry((&line.text, &line.prev)).or_default().push_back(line));
    let mut partner =
        |line: &'a Line| Some((waiting.get_mut(&(line.text.as_str(), &line.prev[..]))?.pop_front()?, line));
    after.iter().filter_map(&mut partner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, correct: bool, lang: &str) -> Line {
        Line {
            text: text.into(),
            lang: Some(lang.into()),
            right: Some("a".into()),
            given: Some(if correct { "a" } else { "b" }.into()),
            correct: Some(correct),
            decided: Some(correct),
            ..Line::default()
        }
    }

    #[test]
    fn changes_are_paired_by_sentence() {
        let before = [line("1", true, "ko"), line("2", false, "ko"), line("3", false, "en"), line("gone", true, "en")];
        let after = [line("3", true, "en"), line("2", true, "ko"), line("1", false, "ko"), line("new", true, "ko")];
        let it = compare("old", &before, &after, &Resampling::default()).unwrap();
        let intent = it.intent.unwrap();
        assert_eq!((intent.n, intent.gained, intent.lost, it.unmatched), (3, 2, 1, 2));
        assert!((intent.change - 1.0 / 3.0).abs() < 1e-9 && (intent.p - 1.0).abs() < 1e-9);
        assert_eq!(it.gained.iter().map(|change| change.text.as_str()).collect::<Vec<_>>(), ["3", "2"]);
        assert_eq!((it.lost[0].before.as_deref(), it.lost[0].after.as_deref()), (Some("a"), Some("b")));
        assert_eq!(it.by_language.len(), 2);
    }

    #[test]
    fn equal_sentences_are_matched_in_turn() {
        let before = [line("네", true, "ko"), line("네", false, "ko")];
        let after = [line("네", true, "ko"), line("네", true, "ko")];
        let it = compare("old", &before, &after, &Resampling::default()).unwrap();
        assert_eq!((it.intent.unwrap().gained, it.gained.len(), it.lost.len()), (1, 1, 0));
    }

    #[test]
    fn sets_that_share_nothing_are_not_compared() {
        assert_eq!(compare("old", &[line("a", true, "ko")], &[line("b", true, "ko")], &Resampling::default()), None);
        assert_eq!(compare("old", &[], &[], &Resampling::default()), None);
    }
}
