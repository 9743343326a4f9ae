//! models: the n-grams of a sentence, each as a 32-bit hash: what the embedding bag adds up.

use crate::text::{compact, jamo};
use crate::tokenizer::Tokenizer;

mod glossary;

/// The kinds of n-grams; the number is mixed into the hash, so that kinds do not meet.
#[derive(Clone, Copy)]
enum Kind {
    Piece = 1,
    Pieces = 2,
    Word = 3,
    Compact = 4,
    Jamo = 5,
    Words = 6,
    Idea = 7,
}

/// The distinct features of a normal text, ascending by hash, each with how much it counts: its subword
/// pieces and their pairs, the character n-grams inside its words and across its space-less form, its jamo
/// n-grams, which survive a mistyped letter, and the ideas of the field, alone and in pairs.
pub(crate) fn features(normal: &str, tokenizer: &Tokenizer) -> Vec<(u32, f32)> {
    let mut hashes = Vec::with_capacity(512);
    pieces(&tokenizer.pieces(normal), &mut hashes);
    let plain: String = normal.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    words(&plain, &mut hashes);
    let compact = compact(&plain);
    let characters: Vec<char> = compact.chars().filter(|c| c.is_alphanumeric()).collect();
    ngrams(&characters, 2..=5, Kind::Compact, &mut hashes);
    ngrams(&jamo(&compact), 3..=7, Kind::Jamo, &mut hashes);
    let mut features: Vec<(u32, f32)> = hashes.into_iter().map(|hash| (hash, 1.0)).collect();
    let ideas: Vec<u32> = glossary::ideas(normal).into_iter().map(idea_hash).collect();
    for (i, &idea) in ideas.iter().enumerate() {
        features.push((idea, IDEA));
        features.extend(ideas[..i].iter().map(|&other| (mix(other, idea), IDEAS)));
    }
    features.sort_unstable_by_key(|(hash, _)| *hash);
    features.dedup_by_key(|(hash, _)| *hash);
    features
}

/// How much an idea of the field counts, and how much two together; an n-gram counts 1.
const IDEA: f32 = 3.0;
const IDEAS: f32 = 2.0;

/// The length of the features' weights, at least 1.
pub(crate) fn length(features: &[(u32, f32)]) -> f32 {
    features.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1.0)
}

fn idea_hash(idea: usize) -> u32 {
    hash(Kind::Idea, char::from_u32(idea as u32 + 1))
}

fn words(plain: &str, hashes: &mut Vec<u32>) {
    let mut previous = None;
    for word in plain.split(' ') {
        let padded: Vec<char> = std::iter::once('\u{2}').chain(word.chars()).chain(['\u{3}']).collect();
        ngrams(&padded, 1..=6, Kind::Word, hashes);
        let whole = hash(Kind::Words, word.chars());
        hashes.extend(previous.map(|previous| mix(previous, whole)));
        previous = Some(whole);
    }
}

fn pieces(ids: &[u32], hashes: &mut Vec<u32>) {
    let letter = |id: &u32| char::from_u32(id + 0x1_0000).unwrap_or('\u{1}');
    let letters: Vec<char> = ids.iter().map(letter).collect();
    hashes.extend(letters.iter().map(|&piece| hash(Kind::Piece, [piece])));
    hashes.extend(letters.windows(2).map(|pair| hash(Kind::Pieces, pair.iter().copied())));
}

fn ngrams(letters: &[char], lengths: std::ops::RangeInclusive<usize>, kind: Kind, hashes: &mut Vec<u32>) {
    for start in 0..letters.len() {
        let mut state = seed(kind);
        for (length, &letter) in (1..=*lengths.end()).zip(&letters[start..]) {
            state = step(state, letter);
            if length >= *lengths.start() {
                hashes.push(finish(state));
            }
        }
    }
}

fn hash(kind: Kind, letters: impl IntoIterator<Item = char>) -> u32 {
    finish(letters.into_iter().fold(seed(kind), step))
}

fn mix(a: u32, b: u32) -> u32 {
    finish((u64::from(a) << 32 | u64::from(b)) ^ seed(Kind::Pieces))
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
        let tokenizer = Tokenizer::train(["한도 조회", "됐어요"], 3_000).unwrap();
        let (a, b) = (features(a, &tokenizer), features(b, &tokenizer));
        let common = a.iter().filter(|feature| b.contains(feature)).count();
        common as f64 / a.len().min(b.len()) as f64
    }

    #[test]
    fn spacing_and_typos_keep_most_features() {
        assert!(overlap("한도 조회 됐어요", "한도조회됐어요") > 0.6);
        assert!(overlap("한도 조회 됐어요", "한도 조회 됬어요") > 0.5);
        assert!(overlap("한도 조회 됐어요", "분실 신고") < 0.2);
    }

    #[test]
    fn features_are_a_set() {
        let tokenizer = Tokenizer::train(["a"], 3_000).unwrap();
        assert_eq!(features("가 가 가 가 가 가", &tokenizer), features("가 가 가 가 가 가 가", &tokenizer));
    }
}
