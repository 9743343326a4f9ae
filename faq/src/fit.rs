//! faq: learning the weights of the search from questions whose articles are known.

use std::collections::BTreeMap;

use crate::Language;
use crate::index::Found;
use crate::query::Known;
use crate::ranker::{Cue, Cues, Ranking, Weights, ranking};
use crate::signal::{Signal, Signals};

mod answer;
mod minimum;
mod rank;

/// A question, what was found of it, and which articles answer it.
#[derive(Debug, Clone)]
pub struct Example {
    pub found: Found,
    pub language: Language,
    /// Places in the index of the articles that answer, the one meant first; none where no article answers.
    pub right: Vec<usize>,
}

/// Weights, and what they would do with questions they were not learnt from.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    pub weights: Weights,
    pub known: Known,
    /// Questions that an article answers, whose first article is right.
    pub recall_at_1: f64,
    /// Questions that an article answers, with a right one among the first three.
    pub recall_at_3: f64,
    /// Questions that an article answers, whose first article is right and sure enough to be said.
    pub answered: f64,
    /// Questions that no article answers, and none is said.
    pub null_refused: f64,
}

/// Parts into which the examples fall: each is judged by what was learnt from the others.
const FOLDS: usize = 10;

/// Learns weights from examples of one degree of knowledge. The line between an answer and none is drawn
/// where the share `refuse` (0..=1) of the questions that no article answers stays below it, as judged on
/// parts that were not learnt from. Equal examples give equal weights.
///
/// # Panics
///
/// Without examples that an article answers, or without such that none does.
pub fn fit(examples: &[Example], known: Known, refuse: f64) -> Fitted {
    assert!(examples.iter().any(|example| !example.right.is_empty()), "an article must answer some example");
    assert!(examples.iter().any(|example| example.right.is_empty()), "no article must answer some example");
    let judged = judge(examples);
    let cues: Vec<(Cues, bool)> =
        judged.iter().zip(examples).map(|(ranking, example)| (ranking.cues, is_right(ranking, example))).collect();
    let odds = across(&cues, |others| {
        let (weights, bias) = answer::fit(others);
        move |(cues, _): &(Cues, bool)| bias + dot(&weights, cues)
    });
    let line = line(examples, &odds, refuse);
    let (answer, bias) = answer::fit(&cues);
    let weights = Weights {
        rank: named(&Signal::ALL, &rank::fit(examples)),
        answer: named(&Cue::ALL, &answer),
        bias: rounded(bias - line),
    };
    report(examples, &judged, &odds, line, weights, known)
}

/// Ranks each example with weights that were learnt from the other parts.
fn judge(examples: &[Example]) -> Vec<Ranking> {
    across(examples, |others| {
        let weights = rank::fit(others);
        move |example: &Example| {
            ranking(&example.found, example.language, |signals: &Signals| dot(&weights, &signals.0) as f32)
        }
    })
}

/// What each item gets from what was learnt of all items outside its part.
fn across<T: Clone, R, J: Fn(&T) -> R>(items: &[T], learn: impl Fn(&[T]) -> J) -> Vec<R> {
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    for fold in 0..FOLDS.min(items.len()) {
        let is_in = |index: usize| index % FOLDS == fold;
        let others: Vec<T> =
            items.iter().enumerate().filter(|(index, _)| !is_in(*index)).map(|(_, item)| item.clone()).collect();
        let judge = learn(&others);
        for (index, item) in items.iter().enumerate().filter(|(index, _)| is_in(*index)) {
            results[index] = Some(judge(item));
        }
    }
    results.into_iter().flatten().collect()
}

fn is_right(ranking: &Ranking, example: &Example) -> bool {
    ranking.order.first().is_some_and(|(first, _)| example.right.contains(first))
}

/// The log-odds below which the share `refuse` of the questions without an article lies.
fn line(examples: &[Example], odds: &[f64], refuse: f64) -> f64 {
    let without = examples.iter().zip(odds).filter(|(example, _)| example.right.is_empty());
    let mut without: Vec<f64> = without.map(|(_, odds)| *odds).collect();
    without.sort_by(f64::total_cmp);
    let at = ((without.len() as f64 * refuse).ceil() as usize).clamp(1, without.len()) - 1;
    without.get(at + 1).map_or(without[at] + 0.1, |next| f64::midpoint(without[at], *next))
}

fn report(examples: &[Example], judged: &[Ranking], odds: &[f64], line: f64, weights: Weights, known: Known) -> Fitted {
    let share = |of: &dyn Fn(usize) -> bool, test: &dyn Fn(usize) -> bool| {
        let all: Vec<usize> = (0..examples.len()).filter(|index| of(*index)).collect();
        all.iter().filter(|index| test(**index)).count() as f64 / all.len().max(1) as f64
    };
    let has_article = |index: usize| !examples[index].right.is_empty();
    let within = |index: usize, places: usize| {
        judged[index].order.iter().take(places).any(|(at, _)| examples[index].right.contains(at))
    };
    Fitted {
        weights,
        known,
        recall_at_1: share(&has_article, &|index| within(index, 1)),
        recall_at_3: share(&has_article, &|index| within(index, 3)),
        answered: share(&has_article, &|index| within(index, 1) && odds[index] >= line),
        null_refused: share(&|index| !has_article(index), &|index| odds[index] < line),
    }
}

fn dot(weights: &[f64], values: &[f32]) -> f64 {
    weights.iter().zip(values).map(|(weight, value)| weight * f64::from(*value)).sum()
}

/// Weights by name, without those that nothing speaks for.
fn named<T: Copy + Ord>(names: &[T], weights: &[f64]) -> BTreeMap<T, f32> {
    let named = names.iter().zip(weights).map(|(name, weight)| (*name, rounded(*weight)));
    named.filter(|(_, weight)| *weight != 0.0).collect()
}

/// Three digits after the point, which tell all that the examples can.
fn rounded(weight: f64) -> f32 {
    ((weight * 1e3).round() / 1e3) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thirty questions for three articles, found by their words, and as many without one.
    fn examples() -> Vec<Example> {
        let signals = |coverage: f32, noise: f32| {
            let mut values = [0.0; Signal::ALL.len()];
            values[Signal::Coverage as usize] = coverage;
            values[Signal::Long as usize] = noise;
            Signals(values)
        };
        let noise = |seed: usize| (seed * 7919 % 97) as f32 / 97.0;
        let example = |index: usize| {
            let right = index % 3;
            let answered = index.is_multiple_of(2);
            let coverage =
                |article| if answered && article == right { 0.6 } else { 0.2 } + 0.1 * noise(index + article);
            Example {
                found: Found {
                    signals: (0..3).map(|article| signals(coverage(article), noise(index * 3 + article))).collect(),
                    known: Known::Words,
                    in_scope: 0.5,
                    elsewhere: 0.0,
                    strange: 0.5 * noise(index),
                    terms: 5,
                },
                language: Language::Ko,
                right: if answered { vec![right] } else { Vec::new() },
            }
        };
        (0..60).map(example).collect()
    }

    #[test]
    fn what_tells_articles_apart_is_learnt() {
        let fitted = fit(&examples(), Known::Words, 0.9);
        assert!((fitted.recall_at_1, fitted.recall_at_3) == (1.0, 1.0), "{fitted:?}");
        assert!(fitted.answered > 0.95 && fitted.null_refused >= 0.9, "{fitted:?}");
        let weight = |signal| fitted.weights.rank.get(&signal).copied().unwrap_or(0.0);
        assert!(weight(Signal::Coverage) > 5.0 * weight(Signal::Long).abs(), "{:?}", fitted.weights);
        assert!(!fitted.weights.rank.contains_key(&Signal::Meaning), "what never speaks gets no weight");
    }

    #[test]
    fn the_line_refuses_as_many_as_asked() {
        let examples = examples();
        for refuse in [0.5, 0.8, 1.0] {
            let fitted = fit(&examples, Known::Words, refuse);
            assert!(fitted.null_refused >= refuse, "{refuse} {}", fitted.null_refused);
            let answers =
                |example: &Example| fitted.weights.scores(&example.found, Language::Ko)[0].1 >= crate::ANSWERS;
            let refused = examples.iter().filter(|example| example.right.is_empty() && !answers(example)).count();
            assert!(refused as f64 >= 30.0 * (refuse - 0.1), "{refuse} {refused}");
        }
    }

    #[test]
    fn equal_examples_give_equal_weights() {
        assert_eq!(fit(&examples(), Known::Words, 0.9), fit(&examples(), Known::Words, 0.9));
    }
}
