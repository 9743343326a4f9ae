//! models: Korean attached to an English encoder: a new vocabulary whose Korean rows start where translations point.

use super::align::{self, Pair};
use super::random::Random;
use super::vocabulary::Vocabulary;
use crate::Error;
use crate::bert::{Bert, Shape};
use crate::checkpoint::Checkpoint;
use crate::feature::glossary;
use crate::text::normalise;
use crate::tokenizer::Tokenizer;

/// What the new vocabulary is made from.
#[derive(Debug, Clone, Copy)]
pub struct Corpus<'a> {
    /// Translations: Korean, English.
    pub pairs: &'a [(String, String)],
    /// English sentences whose pieces must be kept.
    pub english: &'a [String],
    /// Korean sentences to learn pieces from.
    pub korean: &'a [String],
}

/// How the vocabulary is made.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// English pieces that are kept.
    pub english_pieces: usize,
    /// Korean pieces that are learnt.
    pub korean_pieces: usize,
    /// The seed of rows that nothing points to.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { english_pieces: 14_000, korean_pieces: 12_000, seed: 1 }
    }
}

/// How often each pair of the field's glossary counts beside a sentence.
const GLOSSARY_WEIGHT: usize = 3;
/// Longer sentences say too little about single words.
const LONGEST_PAIR: usize = 60;

/// Gives an English encoder a vocabulary of both languages. Its layers stay as they are; the Korean rows are
/// averages of the English rows that they stand for in translations.
pub fn attach(teacher: &Bert, reads: &Tokenizer, corpus: Corpus<'_>, options: Options) -> Result<Checkpoint, Error> {
    let vocabulary = Vocabulary::build(
        reads,
        corpus.english.iter().map(String::as_str),
        corpus.korean.iter().map(String::as_str),
        options.english_pieces,
        options.korean_pieces,
    )?;
    let tokenizer = vocabulary.tokenizer;
    let width = teacher.shape.hidden_size;
    let row = |&id: &u32| teacher.words[id as usize * width..][..width].iter().copied();
    let mut words: Vec<f32> = vocabulary.kept.iter().flat_map(row).collect();
    let rows = |text: &str| tokenizer.rows(&normalise(text));
    let mut pairs: Vec<Pair> = corpus.pairs.iter().map(|(korean, english)| (rows(korean), rows(english))).collect();
    pairs.retain(|(korean, english)| korean.len() < LONGEST_PAIR && english.len() < LONGEST_PAIR);
    for (korean, english) in glossary::translations() {
        let pair = (rows(korean), rows(english));
        pairs.extend(std::iter::repeat_n(pair, GLOSSARY_WEIGHT));
    }
    let first = vocabulary.kept.len() as u32;
    let aligned = align::align(&pairs);
    align::start(&mut words, width, &vocabulary.korean, first, &aligned, &mut Random::new(options.seed));
    let shape = Shape { vocab_size: words.len() / width, ..teacher.shape };
    let vars = teacher.copy_of_vars()?;
    Ok(Checkpoint { bert: Bert { shape, words, vars }, tokenizer, first_new_row: first, heads: None })
}
