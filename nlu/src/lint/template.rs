//! nlu: whether the sentences of a label were written one by one, or follow one pattern.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::source::{Entry, Split};
use super::{Finding, Rule, of_the_whole};
use crate::Language;

/// Fewer sentences tell nothing.
const ENOUGH: usize = 20;
/// Letters of an opening and of an ending, in the space-less form.
const OPENING: usize = 4;
const ENDING: usize = 5;
/// From this share of the sentences one opening, or one ending, is a pattern.
const COMMON: f64 = 0.2;
/// Below this share of different openings a set is monotonous.
const DISTINCT: f64 = 0.4;
/// From this mean overlap of character 3-grams sentences repeat each other; English has fewer letters, so that
/// sentences written apart share more of them: 6 to 9 % on one subject where Korean ones share 1.
const ALIKE: (f64, f64) = (0.04, 0.13);

/// How varied the sentences of one label in one language are.
#[derive(Debug, Clone, PartialEq)]
struct Variety {
    /// Different openings in every sentence.
    openings: f64,
    /// The most common opening and its share.
    opening: (String, f64),
    /// The most common ending and its share.
    ending: (String, f64),
    /// The 3-grams two sentences share on average, among those of one sentence.
    overlap: f64,
}

/// The labels whose training sentences look alike.
pub(super) fn check(entries: &[Entry]) -> Vec<Finding> {
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.split == Split::Train) {
        if let Some(label) = &entry.label {
            groups.entry((label, entry.language.code())).or_default().push(&entry.key);
        }
    }
    let told = |((label, language), keys): ((&str, &str), Vec<&str>)| {
        let reasons = reasons(&variety(&keys), if language == Language::Ko.code() { ALIKE.0 } else { ALIKE.1 });
        let message = format!("{label} in {language} ({} sentences): {}", keys.len(), reasons.join("; "));
        (!reasons.is_empty()).then(|| of_the_whole(Rule::Template, Path::new("train"), message))
    };
    groups.into_iter().filter(|(_, keys)| keys.len() >= ENOUGH).filter_map(told).collect()
}

fn reasons(variety: &Variety, alike: f64) -> Vec<String> {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let mut reasons = Vec::new();
    if variety.opening.1 >= COMMON {
        reasons.push(format!("{} begin with “{}”", percent(variety.opening.1), variety.opening.0));
    }
    if variety.ending.1 >= COMMON {
        reasons.push(format!("{} end with “{}”", percent(variety.ending.1), variety.ending.0));
    }
    if variety.openings < DISTINCT {
        reasons.push(format!("only {} different openings in 100 sentences", (variety.openings * 100.0).round()));
    }
    if variety.overlap >= alike {
        reasons.push(format!("two sentences share {} of their 3-grams on average", percent(variety.overlap)));
    }
    reasons
}

fn variety(keys: &[&str]) -> Variety {
    let openings = count(keys.iter().map(|key| key.chars().take(OPENING).collect()));
    let endings = count(keys.iter().map(|key| {
        let letters: Vec<char> = key.chars().filter(|c| c.is_alphanumeric()).collect();
        letters[letters.len().saturating_sub(ENDING)..].iter().collect()
    }));
    let n = keys.len() as f64;
    let most = |counts: &HashMap<String, usize>| {
        let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map(|(text, count)| (text.clone(), *count as f64 / n)).unwrap_or_default()
    };
    Variety {
        openings: openings.len() as f64 / n,
        opening: most(&openings),
        ending: most(&endings),
        overlap: overlap(keys),
    }
}

fn count(texts: impl Iterator<Item = String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    texts.for_each(|text| *counts.entry(text).or_default() += 1);
    counts
}

/// The mean number of 3-grams that two sentences share, as a share of those of one sentence. A gram that `k`
/// sentences have is shared by k (k − 1) / 2 pairs, so no pair need be looked at.
fn overlap(keys: &[&str]) -> f64 {
    let mut holders: HashMap<[char; 3], f64> = HashMap::new();
    let mut grams = 0.0;
    for key in keys {
        let letters: Vec<char> = key.chars().collect();
        let own: HashSet<[char; 3]> = letters.windows(3).map(|gram| [gram[0], gram[1], gram[2]]).collect();
        grams += own.len() as f64;
        own.into_iter().for_each(|gram| *holders.entry(gram).or_default() += 1.0);
    }
    let n = keys.len() as f64;
    let pairs = n * (n - 1.0) / 2.0;
    let shared: f64 = holders.values().map(|k| k * (k - 1.0) / 2.0).sum();
    if pairs == 0.0 || grams == 0.0 { 0.0 } else { shared / pairs / (grams / n) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overlap_by_hand() {
        // abcd: abc bcd; abce: abc bce; xyz: xyz. One gram is shared by one of three pairs; 5/3 grams a sentence.
        assert!((overlap(&["abcd", "abce", "xyz"]) - (1.0 / 3.0) / (5.0 / 3.0)).abs() < 1e-9);
        assert!(overlap(&["abcd"]).abs() < 1e-9);
        assert!(overlap(&[]).abs() < 1e-9);
    }

    #[test]
    fn a_pattern_is_seen_and_variety_is_left_alone() {
        let products = ["대출", "카드", "한도", "금리", "연체", "상환", "이자", "서류", "점수", "계좌"];
        let pattern: Vec<String> =
            (0..30).map(|n| format!("혹시{}{}알려주실수있나요", products[n % 10], n / 10)).collect();
        let keys: Vec<&str> = pattern.iter().map(String::as_str).collect();
        let found = reasons(&variety(&keys), ALIKE.0).join("; ");
        assert!(found.contains("end with “실수있나요”") && found.contains("3-grams"), "{found}");
        let varied: Vec<String> = (0..30_u32)
            .map(|n| (0..12).map(|i| char::from_u32(0xac00 + (n * 977 + i * 131) % 11_000).unwrap()).collect())
            .collect();
        let keys: Vec<&str> = varied.iter().map(String::as_str).collect();
        assert!(reasons(&variety(&keys), ALIKE.0).is_empty());
    }
}
