//! models: the n-grams of a sentence, each as a 32-bit hash with its weight: what the sparse branch reads.

use std::collections::HashMap;

use crate::text::{compact, jamo};

pub(crate) mod glossary;

/// The kinds of n-grams; the number is mixed into the hash, so that kinds do not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Whole words and pairs of them.
    Words = 1,
    /// Characters within a word, its ends marked.
    Word = 2,
    /// Characters across the space-less text, its ends marked.
    Compact = 3,
    /// Jamo across the space-less text, which survive a mistyped letter.
    Jamo = 4,
    /// Ideas of the field, alone and in pairs.
    Idea = 5,
    /// How the whole text begins and ends, and how many words it has: what is done by saying it.
    Frame = 6,
}

/// A feature: its hash, its kind and how often it occurs, as 1 + ln n.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Feature {
    pub(crate) hash: u32,
    pub(crate) kind: Kind,
    pub(crate) weight: f32,
}

/// How many kinds there are.
pub(crate) const KINDS: usize = 6;

/// The distinct features of a normal text, ascending by hash.
pub(crate) fn features(normal: &str) -> Vec<Feature> {
    let mut counts: HashMap<(u32, Kind), u32> = HashMap::with_capacity(512);
    let mut count = |hash, kind| *counts.entry((hash, kind)).or_default() += 1;
    let plain: String = normal.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let mut previous = None;
    for word in plain.split(' ') {
        let padded: Vec<char> = std::iter::once('\u{2}').chain(word.chars()).chain(['\u{3}']).collect();
        ngrams(&padded, 1..=5, Kind::Word, &mut count);
        let whole = hash(Kind::Words, word.chars());
        count(whole, Kind::Words);
        if let Some(previous) = previous {
            count(mix(previous, whole), Kind::Words);
        }
        previous = Some(whole);
    }
    let compact = compact(&plain);
    // How a sentence begins and ends says what it does: asks, tells, wants.
    let characters: Vec<char> = std::iter::once('\u{2}').chain(compact.chars()).chain(['\u{3}']).collect();
    ngrams(&characters, 2..=4, Kind::Compact, &mut count);
    let jamo = jamo(&compact);
    ngrams(&jamo, 3..=6, Kind::Jamo, &mut count);
    frame(&plain, &compact, &jamo, &mut count);
    let ideas: Vec<u32> = glossary::ideas(normal).into_iter().map(idea_hash).collect();
    for (i, &idea) in ideas.iter().enumerate() {
        count(idea, Kind::Idea);
        ideas[..i].iter().for_each(|&other| count(mix(other, idea), Kind::Idea));
    }
    let weigh = |((hash, kind), n): ((u32, Kind), u32)| Feature { hash, kind, weight: 1.0 + (n as f32).ln() };
    let mut features: Vec<Feature> = counts.into_iter().map(weigh).collect();
    features.sort_unstable_by_key(|feature| (feature.hash, feature.kind));
    features.dedup_by_key(|feature| feature.hash);
    features
}

/// Weights such that each kind's features have length one together; `importance` of 0 leaves a feature out.
pub(crate) fn balanced(features: &[Feature], importance: impl Fn(u32) -> Option<(u32, f32)>) -> Vec<(u32, f32)> {
    let mut lengths = [0.0_f32; KINDS];
    let mut rows = Vec::with_capacity(features.len());
    for feature in features {
        let Some((row, importance)) = importance(feature.hash) else { continue };
        let weight = feature.weight * importance;
        lengths[feature.kind as usize - 1] += weight * weight;
        rows.push((row, feature.kind, weight));
    }
    let scale = |kind: Kind| lengths[kind as usize - 1].sqrt().max(1e-6);
    rows.into_iter().map(|(row, kind, weight)| (row, weight / scale(kind))).collect()
}

/// The letters a text begins with, the jamo it ends with, its first and last word, and how many words there are.
fn frame(plain: &str, compact: &str, jamo: &[char], count: &mut impl FnMut(u32, Kind)) {
    let mut part = |name: char, letters: &mut dyn Iterator<Item = char>| {
        let hash = hash(Kind::Frame, std::iter::once(name).chain(letters));
        count(hash, Kind::Frame);
        hash
    };
    for length in 1..=3.min(compact.chars().count()) {
        part('\u{2}', &mut compact.chars().take(length));
    }
    for length in 2..=12.min(jamo.len()) {
        part('\u{3}', &mut jamo[jamo.len() - length..].iter().copied());
    }
    let Some((first, last)) = plain.split(' ').next().zip(plain.split(' ').next_back()) else { return };
    let (first, last) = (part('\u{4}', &mut first.chars()), part('\u{5}', &mut last.chars()));
    let words = plain.split(' ').take(8).count();
    part('\u{6}', &mut char::from_digit(words as u32, 10).into_iter());
    count(mix(first, last), Kind::Frame);
}

fn idea_hash(idea: usize) -> u32 {
    hash(Kind::Idea, char::from_u32(idea as u32 + 1))
}

fn ngrams(letters: &[char], lengths: std::ops::RangeInclusive<usize>, kind: Kind, count: &mut impl FnMut(u32, Kind)) {
    for start in 0..letters.len() {
        let mut state = seed(kind);
        for (length, &letter) in (1..=*lengths.end()).zip(&letters[start..]) {
            state = step(state, letter);
            if length >= *lengths.start() {
                count(finish(state), kind);
            }
        }
    }
}

fn hash(kind: Kind, letters: impl IntoIterator<Item = char>) -> u32 {
    finish(letters.into_iter().fold(seed(kind), step))
}

fn mix(a: u32, b: u32) -> u32 {
    finish((u64::from(a) << 32 | u64::from(b)) ^ 0x517c_c1b7_2722_0a95)
}

fn seed(kind: Kind) -> u64 {
    0xcbf2_9ce4_8422_2325 ^ (kind as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn step(state: u64, letter: char) -> u64 {
    (state ^ u64::from(letter as u32)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
}

fn finish(state: u64) -> u32 {
    let state = (state ^ state >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    ((state ^ state >> 33) >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(a: &str, b: &str) -> f64 {
        let hashes = |text| features(text).iter().map(|feature| feature.hash).collect::<Vec<_>>();
        let (a, b) = (hashes(a), hashes(b));
        let common = a.iter().filter(|hash| b.contains(hash)).count();
        common as f64 / a.len().min(b.len()) as f64
    }

    #[test]
    fn spacing_and_typos_keep_most_features() {
        assert!(overlap("한도 조회 됐어요", "한도조회됐어요") > 0.5);
        assert!(overlap("한도 조회 됐어요", "한도 조회 됬어요") > 0.4);
        assert!(overlap("한도 조회 됐어요", "분실 신고") < 0.2);
    }

    #[test]
    fn a_frame_is_how_a_text_begins_and_ends() {
        let frames = |text: &str| -> Vec<u32> {
            let frame = |feature: &Feature| (feature.kind == Kind::Frame).then_some(feature.hash);
            features(text).iter().filter_map(frame).collect()
        };
        let shared = |a: &str, b: &str| frames(a).iter().filter(|hash| frames(b).contains(hash)).count();
        assert!(shared("언제 오시나요", "어디 계시나요") > shared("언제 오시나요", "언제 오라고 했어"));
        assert!(shared("언제 와", "언제 가") > 3, "as it begins, and the number of words");
        assert_eq!(frames("").len(), 4, "an empty text has its words, which are none");
    }

    #[test]
    fn each_kind_has_length_one() {
        let rows = balanced(&features("카드 한도 조회"), |hash| Some((hash, 2.0)));
        let length: f32 = rows.iter().map(|(_, weight)| weight * weight).sum();
        assert!((length - length.round()).abs() < 1e-4 && length >= 4.0);
        assert!(balanced(&features("카드"), |_| None).is_empty());
    }
}
