//! faq: which article comes first, and whether any answers: weighed sums with learnt weights.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::index::Found;
use crate::query::Known;
use crate::signal::{Signal, Signals};
use crate::{Error, Language};

/// The weights that `dari faq fit` learnt, for each degree of knowledge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranker {
    /// The version of the language model whose vectors and intents the weights were learnt with.
    pub model: String,
    /// The sets they were learnt on.
    pub sets: Vec<String>,
    weights: BTreeMap<Known, Weights>,
}

/// What speaks for an article, and what for an answer at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// What a signal adds to an article's strength.
    pub rank: BTreeMap<Signal, f32>,
    /// What a cue adds to the log-odds that the first article answers.
    pub answer: BTreeMap<Cue, f32>,
    /// What those log-odds begin with.
    pub bias: f32,
}

/// One thing that tells whether the first article answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// The strength of the first article.
    Strength,
    /// By how much it leads the second.
    Lead,
    /// Its share, were strengths log-odds.
    Share,
    /// Its [`Signal::Coverage`].
    Coverage,
    /// Its [`Signal::SpellingFew`].
    Spelling,
    /// Its [`Signal::Meaning`].
    Meaning,
    /// Its [`Signal::Centre`].
    Centre,
    /// Its [`Signal::IntentLog`].
    Intent,
    /// The log-odds that the question is about anything we know.
    InScope,
    /// The confidence in intents that no article answers.
    Elsewhere,
    /// The share of the question that stands in no article.
    Strange,
    /// The logarithm of its length.
    Length,
    /// The question is in English.
    English,
}

impl Cue {
    /// All of them, in the order that cues are kept in.
    pub const ALL: [Self; 13] = [
        Self::Strength,
        Self::Lead,
        Self::Share,
        Self::Coverage,
        Self::Spelling,
        Self::Meaning,
        Self::Centre,
        Self::Intent,
        Self::InScope,
        Self::Elsewhere,
        Self::Strange,
        Self::Length,
        Self::English,
    ];
}

/// The value of each cue.
pub(crate) type Cues = [f32; Cue::ALL.len()];

/// The articles by strength, the strongest first, and the cues that the first gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranking {
    /// Places in the index with their strengths.
    pub(crate) order: Vec<(usize, f32)>,
    pub(crate) cues: Cues,
}

impl Ranker {
    /// The path of the weights, as errors name it.
    pub const FILE: &str = "faq/ranker.json";

    /// The weights that are built into the program.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(Self::FILE, include_str!("../ranker.json"))
    }

    /// Reads weights from a file.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|source| Error::Read { path: name.clone(), source })?;
        Self::parse(&name, &text)
    }

    fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let fail = |line, reason| Error::Parse { file: file.to_owned(), line, reason };
        let ranker: Self = serde_json::from_str(text).map_err(|error| fail(error.line(), error.to_string()))?;
        match Known::ALL.iter().find(|known| !ranker.weights.contains_key(known)) {
            Some(known) => Err(fail(1, format!("there are no weights for {known:?}: run `dari faq fit`"))),
            None => Ok(ranker),
        }
    }

    /// Puts learnt weights together; there must be some for each degree of knowledge.
    pub fn new(model: String, sets: Vec<String>, weights: BTreeMap<Known, Weights>) -> Self {
        Self { model, sets, weights }
    }

    /// The weights for a degree of knowledge.
    pub(crate) fn weights(&self, known: Known) -> &Weights {
        &self.weights[&known]
    }
}

impl Weights {
    /// Each place in the index with its score (0..=1), the best first: how surely the first answers, and
    /// how the others stand to it.
    pub(crate) fn scores(&self, found: &Found, language: Language) -> Vec<(usize, f32)> {
        let rank = Signal::ALL.map(|signal| self.rank.get(&signal).copied().unwrap_or(0.0));
        let ranking = ranking(found, language, |signals| sum(&rank, &signals.0));
        let answer = Cue::ALL.map(|cue| self.answer.get(&cue).copied().unwrap_or(0.0));
        let odds = self.bias + sum(&answer, &ranking.cues);
        let answers = 1.0 / (1.0 + (-odds).exp());
        let first = ranking.order.first().map_or(0.0, |(_, strength)| *strength);
        ranking.order.iter().map(|(index, strength)| (*index, answers * (strength - first).exp())).collect()
    }
}

fn sum(weights: &[f32], values: &[f32]) -> f32 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

/// Ranks what was found by a measure of strength; equal ones keep their order.
pub(crate) fn ranking(found: &Found, language: Language, strength: impl Fn(&Signals) -> f32) -> Ranking {
    let mut order: Vec<(usize, f32)> = found.signals.iter().map(strength).enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let cues = cues(found, &order, language);
    Ranking { order, cues }
}

/// The least distance of a confidence from 0 and 1 that is told apart.
const EDGE: f32 = 1e-3;

fn cues(found: &Found, order: &[(usize, f32)], language: Language) -> Cues {
    let Some((first, strength)) = order.first().copied() else { return [0.0; Cue::ALL.len()] };
    let of = |signal: Signal| found.signals[first].0[signal as usize];
    let lead = order.get(1).map_or(0.0, |(_, second)| strength - second);
    let all: f32 = order.iter().map(|(_, other)| (other - strength).exp()).sum();
    let in_scope = found.in_scope.clamp(EDGE, 1.0 - EDGE);
    [
        strength,
        lead,
        1.0 / all,
        of(Signal::Coverage),
        of(Signal::SpellingFew),
        of(Signal::Meaning),
        of(Signal::Centre),
        of(Signal::IntentLog),
        (in_scope / (1.0 - in_scope)).ln(),
        found.elsewhere,
        found.strange,
        (1.0 + found.terms as f32).ln(),
        f32::from(u8::from(language == Language::En)),
    ]
}

impl Weights {
    /// Weights for tests: one signal ranks, one cue answers.
    #[cfg(test)]
    pub(crate) fn plain(signal: Signal, cue: Cue, weight: f32, bias: f32) -> Self {
        Self { rank: BTreeMap::from([(signal, 1.0)]), answer: BTreeMap::from([(cue, weight)]), bias }
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;

    fn found(coverages: &[f32]) -> Found {
        let signals = |coverage: &f32| {
            let mut values = [0.0; Signal::ALL.len()];
            values[Signal::Coverage as usize] = *coverage;
            Signals(values)
        };
        Found {
            signals: coverages.iter().map(signals).collect(),
            known: Known::Words,
            in_scope: 0.5,
            elsewhere: 0.0,
            strange: 0.2,
            terms: 3,
        }
    }

    #[test]
    fn the_stronger_comes_first_and_the_score_is_a_share() {
        let weights = Weights::plain(Signal::Coverage, Cue::Lead, 4.0, -1.0);
        let scores = weights.scores(&found(&[0.2, 0.9, 0.2]), Language::Ko);
        assert_eq!(scores.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1, 0, 2]);
        let want = 1.0 / (1.0 + (1.0_f32 - 4.0 * 0.7).exp());
        assert!((scores[0].1 - want).abs() < 1e-5, "{scores:?}");
        assert!((scores[1].1 - want * (-0.7_f32).exp()).abs() < 1e-5, "{scores:?}");
        assert_eq!(weights.scores(&found(&[]), Language::Ko), []);
    }

    #[test]
    fn a_closer_race_is_less_sure() {
        let weights = Weights::plain(Signal::Coverage, Cue::Lead, 4.0, 0.0);
        let first = |coverages: &[f32]| weights.scores(&found(coverages), Language::Ko)[0].1;
        assert!(first(&[0.9, 0.8]) < first(&[0.9, 0.1]));
    }

    #[test]
    fn the_weights_in_the_program_are_whole() {
        let ranker = Ranker::embedded().unwrap();
        assert!(!ranker.model.is_empty() && !ranker.sets.is_empty());
        for (known, weights) in &ranker.weights {
            let all = weights.rank.values().chain(weights.answer.values()).chain(slice::from_ref(&weights.bias));
            assert!(all.clone().all(|weight| weight.is_finite() && weight.abs() < 1e3), "{known:?}");
            let uses = |signal| weights.rank.get(&signal).is_some_and(|weight| *weight != 0.0);
            assert_eq!(uses(Signal::Meaning), known.has_vector(), "{known:?}");
            assert_eq!(uses(Signal::IntentLog), known.has_intents(), "{known:?}");
        }
    }

    #[test]
    fn a_broken_file_says_what_to_do() {
        let check = |text: &str, want: &str| {
            let error = Ranker::parse("ranker.json", text).unwrap_err().to_string();
            assert!(error.contains(want), "{error}\nlacks {want}");
        };
        check("{", "ranker.json:1: EOF");
        check(r#"{"model":"m","sets":[],"weights":{}}"#, "no weights for Words: run `dari faq fit`");
        check(r#"{"model":"m","sets":[],"weights":{"words":{"rank":{"luck":1},"answer":{},"bias":0}}}"#, "luck");
    }
}
