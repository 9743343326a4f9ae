//! nlu: whether every label has enough sentences in both languages.

use std::collections::BTreeMap;
use std::path::Path;

use super::source::{Entry, Source, Split};
use super::{Counts, Finding, Rule, Standard, of_the_whole};
use crate::dataset::{OUT_OF_SCOPE, is_out_of_scope};
use crate::{EmergencyKind, Intent, Language};

/// Out of scope is wide: it needs so many times the sentences of an intent, in Korean and in English.
const OUTSIDE: (usize, usize) = (12, 15);
/// Sentences of an emergency of each kind, in all languages.
const EMERGENCIES: usize = 150;
/// A label with less than this share of the middle one's sentences starves.
const STARVING: f64 = 1.0 / 3.0;

/// How many sentences there are of what.
pub(super) fn counts(sources: &[Source], entries: &[Entry]) -> Counts {
    let mut counts = Counts { files: sources.len(), ..Counts::default() };
    for entry in entries {
        *counts.splits.entry(entry.split.name()).or_default() += 1;
    }
    for entry in train(entries) {
        if let Some(label) = &entry.label {
            let languages = counts.labels.entry(label.clone()).or_default();
            *languages.entry(entry.language.code().to_owned()).or_default() += 1;
        }
        for (name, value) in &entry.marks {
            *counts.marks.entry(name).or_default().entry(value.clone()).or_default() += 1;
        }
    }
    counts
}

/// Labels with too few sentences; only where there is something to train on.
pub(super) fn check(entries: &[Entry], standard: &Standard<'_>) -> Vec<Finding> {
    if train(entries).next().is_none() {
        return Vec::new();
    }
    if standard.field.is_some() {
        return starving(entries);
    }
    let mut findings = Vec::new();
    let names = Intent::ALL.map(Intent::name).into_iter().chain([OUT_OF_SCOPE]);
    for name in names {
        let outside = is_out_of_scope(name);
        let (korean, english) = if outside { OUTSIDE } else { (1, 1) };
        let least = [(Language::Ko, standard.korean * korean), (Language::En, standard.english * english)];
        for (language, least) in least {
            let own = |entry: &&Entry| entry.label.as_deref() == Some(name) && entry.language == language;
            let count = train(entries).filter(own).count();
            if count < least {
                let message = format!("{name} has {count} sentences in {}, not {least}", language_name(language));
                findings.push(of_the_whole(Rule::Imbalance, Path::new("train"), message));
            }
        }
    }
    if standard.korean > 1 {
        findings.extend(emergencies(entries));
    }
    findings
}

fn emergencies(entries: &[Entry]) -> Vec<Finding> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for kind in Intent::ALL.into_iter().filter_map(EmergencyKind::of) {
        counts.insert(kind.to_string(), 0);
    }
    let urgent = |entry: &&Entry| entry.marks.iter().any(|(name, value)| *name == "urgent" && value == "1");
    for entry in train(entries).filter(urgent) {
        let intent = entry.label.as_deref().and_then(|label| label.parse::<Intent>().ok());
        if let Some(kind) = intent.and_then(EmergencyKind::of) {
            *counts.entry(kind.to_string()).or_default() += 1;
        }
    }
    let few = counts.into_iter().filter(|(_, count)| *count < EMERGENCIES);
    few.map(|(kind, count)| {
        let message = format!("{count} emergencies of the kind {kind}, not {EMERGENCIES}");
        of_the_whole(Rule::Imbalance, Path::new("train"), message)
    })
    .collect()
}

/// Labels of any set with far fewer sentences than the middle one.
fn starving(entries: &[Entry]) -> Vec<Finding> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    train(entries).filter_map(|entry| entry.label.as_deref()).for_each(|label| *counts.entry(label).or_default() += 1);
    let mut sizes: Vec<usize> = counts.values().copied().collect();
    sizes.sort_unstable();
    let Some(&middle) = sizes.get(sizes.len() / 2) else { return Vec::new() };
    let few = counts.into_iter().filter(|(_, count)| (*count as f64) < STARVING * middle as f64);
    few.map(|(label, count)| {
        let message = format!("{label} has {count} sentences where the middle label has {middle}");
        of_the_whole(Rule::Imbalance, Path::new("train"), message)
    })
    .collect()
}

fn train(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(|entry| entry.split == Split::Train)
}

const fn language_name(language: Language) -> &'static str {
    match language {
        Language::Ko => "Korean",
        Language::En => "English",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{source, standard};
    use super::*;
    use crate::lint::lint;

    fn messages(lines: &[&str], standard: &Standard<'_>) -> Vec<String> {
        let findings = lint(&[source("train/a.jsonl", lines)], standard).findings;
        findings.into_iter().filter(|it| it.rule == Rule::Imbalance).map(|it| it.message).collect()
    }

    #[test]
    fn a_label_without_enough_sentences_is_named() {
        let line = r#"{"text":"카드를 잃어버렸어요","lang":"ko","intent":"card_lost","urgent":1}"#;
        let found = messages(&[line], &Standard { korean: 2, english: 1, ..standard() });
        let has = |wanted: &str| assert!(found.iter().any(|message| message == wanted), "{wanted}: {found:?}");
        has("card_lost has 1 sentences in Korean, not 2");
        has("card_lost has 0 sentences in English, not 1");
        has("out_of_scope has 0 sentences in Korean, not 24");
        has("1 emergencies of the kind card_lost, not 150");
        assert_eq!(found.len(), 2 * 61 + 6);
    }

    #[test]
    fn any_set_is_held_against_its_own_middle() {
        let mut lines = vec![r#"{"text":"one","act":"rare"}"#.to_owned()];
        for number in 0..12 {
            lines.push(format!(r#"{{"text":"sentence number {number}","act":"{}"}}"#, ["a", "b"][number % 2]));
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = messages(&lines, &Standard { field: Some("act"), near: 0.99, ..standard() });
        assert_eq!(found, ["rare has 1 sentences where the middle label has 6"]);
    }
}
