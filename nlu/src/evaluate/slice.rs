//! nlu: the same figures for parts of a set: by language, length, spacing, register and what else a row says.

use std::collections::BTreeMap;

use models::text::{compact, is_hangul, normalise};
use serde::{Deserialize, Serialize};

use super::case::{Case, Trial};
use super::resample::{Interval, wilson};
use super::{decision, metric};
use crate::Language;

/// The figures of one part of a set.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct SliceFigures {
    /// The share of right best labels among sentences in scope.
    pub accuracy: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_ci: Option<Interval>,
    /// The share of right decisions among all.
    pub decided: f64,
    /// The mean confidence less the accuracy.
    pub overconfidence: f64,
    /// Sentences in scope.
    pub n: usize,
    /// Sentences out of scope.
    pub n_out_of_scope: usize,
}

/// Figures by dimension and value.
pub type Slices = BTreeMap<String, BTreeMap<String, SliceFigures>>;

/// The figures of every part that has at least one labelled sentence.
pub(super) fn figures(trial: &Trial) -> Slices {
    let mut parts: BTreeMap<(&str, &str), Vec<&Case>> = BTreeMap::new();
    for case in trial.cases().iter().filter(|case| case.right.is_some()) {
        for (dimension, value) in &case.slices {
            parts.entry((dimension, value)).or_default().push(case);
        }
    }
    let mut slices = Slices::new();
    for ((dimension, value), cases) in parts {
        slices.entry(dimension.to_owned()).or_default().insert(value.to_owned(), part(trial, &cases));
    }
    slices
}

fn part(trial: &Trial, cases: &[&Case]) -> SliceFigures {
    let in_scope: Vec<&&Case> = cases.iter().filter(|case| case.is_in_scope()).collect();
    let right = in_scope.iter().filter(|case| trial.best(case).is_some_and(|best| case.accepts(best))).count();
    let accuracy = right as f64 / in_scope.len().max(1) as f64;
    SliceFigures {
        accuracy,
        accuracy_ci: wilson(right, in_scope.len()),
        decided: metric::share(cases.iter().map(|case| decision::is_right(trial, case))),
        overconfidence: metric::mean(in_scope.iter().map(|case| f64::from(case.answer.confidence(0)))) - accuracy,
        n: in_scope.len(),
        n_out_of_scope: cases.len() - in_scope.len(),
    }
}

/// The parts a sentence belongs to by its text alone.
pub fn of_text(text: &str, language: Option<Language>) -> Vec<(&'static str, String)> {
    let normal = normalise(text);
    let tight = compact(&normal);
    let korean = language.unwrap_or_else(|| Language::of(text)) == Language::Ko;
    let code = if korean { Language::Ko } else { Language::En }.code();
    let mut slices = vec![("language", code.to_owned()), ("length", length(&tight, korean).to_owned())];
    if korean {
        let spaced = normal.contains(' ') || tight.chars().count() < 8;
        slices.push(("spacing", if spaced { "spaced" } else { "no spaces" }.to_owned()));
        slices.push(("script", if is_mixed(&normal) { "code-mixed" } else { "one script" }.to_owned()));
        slices.push(("speech", speech(&tight).to_owned()));
    }
    slices
}

/// Hangul says in one character what English says in two or three.
fn length(tight: &str, korean: bool) -> &'static str {
    let letters = tight.chars().count();
    match if korean { letters } else { letters * 2 / 5 } {
        0..=9 => "1 fragment",
        10..=17 => "2 short",
        18..=29 => "3 medium",
        _ => "4 long",
    }
}

/// Hangul beside a Latin word of two letters or more.
fn is_mixed(normal: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    normal.chars().any(is_hangul) && normal.split(|c: char| !latin(c)).any(|word| word.len() >= 2)
}

/// How the customer speaks, by the ending.
fn speech(tight: &str) -> &'static str {
    const FORMAL: [&str; 9] = ["니다", "니까", "시오", "십쇼", "니꺼", "니더", "니껴", "겠소", "리까"];
    const POLITE: [&str; 6] = ["요", "죠", "여", "용", "염", "욤"];
    let syllables: String = tight.chars().filter(|c| matches!(c, '가'..='힣')).collect();
    let ends = |endings: &[&str]| endings.iter().any(|ending| syllables.ends_with(ending));
    match () {
        () if syllables.is_empty() => "no syllable",
        () if ends(&FORMAL) => "formal",
        () if ends(&POLITE) => "polite",
        () => "plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::Answer;

    fn value(text: &str, dimension: &str) -> Option<String> {
        of_text(text, None).into_iter().find(|(name, _)| *name == dimension).map(|(_, value)| value)
    }

    #[test]
    fn the_text_tells_its_parts() {
        let check = |text, dimension, want: Option<&str>| {
            assert_eq!(value(text, dimension).as_deref(), want, "{text:?} {dimension}");
        };
        check("한도 얼마", "language", Some("ko"));
        check("what is my limit", "language", Some("en"));
        check("한도 얼마", "length", Some("1 fragment"));
        check("what is my limit", "length", Some("1 fragment"));
        check("연체기록언제없어져요", "spacing", Some("no spaces"));
        check("연체 기록 언제 없어져요", "spacing", Some("spaced"));
        check("한도얼마", "spacing", Some("spaced"));
        check("whatismylimit", "spacing", None);
        check("app에서 error 나요", "script", Some("code-mixed"));
        check("A 등급인데요", "script", Some("one script"));
        check("심사 결과 언제 나와요?ㅠㅠ", "speech", Some("polite"));
        check("확인 부탁드립니다.", "speech", Some("formal"));
        check("우째야 됩니꺼", "speech", Some("formal"));
        check("한도 알려줘", "speech", Some("plain"));
        check("나 오늘 돈 낸다", "speech", Some("plain"));
        check("ㄱㅅ", "speech", Some("no syllable"));
        check("", "language", Some("ko"));
    }

    #[test]
    fn parts_are_measured_apart() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        for (right, labels, language) in
            [("a", [0.9, 0.1], "ko"), ("b", [0.6, 0.4], "ko"), ("b", [0.2, 0.8], "en"), ("oos", [0.2, 0.8], "en")]
        {
            let right = Some(trial.meaning(right));
            let answer = Answer { labels: labels.to_vec(), ..Answer::default() };
            trial.push(Case { right, answer, slices: vec![("language", language.to_owned())], ..Case::default() });
        }
        let slices = figures(&trial);
        let (korean, english) = (slices["language"]["ko"], slices["language"]["en"]);
        assert!((korean.accuracy - 0.5).abs() < 1e-6 && (korean.overconfidence - 0.25).abs() < 1e-6);
        assert!((english.accuracy - 1.0).abs() < 1e-6 && (english.decided - 0.5).abs() < 1e-6);
        assert_eq!((english.n, english.n_out_of_scope), (1, 1));
    }
}
