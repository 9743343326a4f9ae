//! models: a vocabulary of both languages: the English pieces of a teacher that are in use, and Korean ones learnt here.

use std::collections::HashMap;

use tokenizers::models::TrainerWrapper;
use tokenizers::models::bpe::{BPE, BpeTrainerBuilder};
use tokenizers::pre_tokenizers::whitespace::WhitespaceSplit;

use crate::Error;
use crate::text::{is_hangul, normalise};
use crate::tokenizer::{SPECIALS, Tokenizer, syllables};

/// A vocabulary on its way: what each row of the word table will be.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The tokenizer that gives the rows.
    pub tokenizer: Tokenizer,
    /// The teacher's row for each special and English row, in order.
    pub kept: Vec<u32>,
    /// The Korean pieces, whose rows follow.
    pub korean: Vec<String>,
}

impl Vocabulary {
    /// Keeps the teacher's specials, letters and every piece that `english` uses, and learns `korean_pieces`
    /// pieces from `korean`, with every common syllable and jamo among them.
    pub fn build<'a>(
        teacher: &Tokenizer,
        english: impl IntoIterator<Item = &'a str>,
        korean: impl IntoIterator<Item = &'a str>,
        english_pieces: usize,
        korean_pieces: usize,
    ) -> Result<Self, Error> {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for text in english {
            teacher.rows(&normalise(text)).into_iter().for_each(|piece| *counts.entry(piece).or_default() += 1);
        }
        let all = teacher.vocabulary();
        let mut pieces: Vec<(&String, &u32)> = all
            .iter()
            .filter(|(piece, _)| !SPECIALS.contains(&piece.as_str()) && piece.is_ascii() && !piece.starts_with('['))
            .collect();
        let always = |piece: &str| piece.trim_start_matches("##").chars().count() == 1;
        pieces.sort_by_key(|(piece, id)| {
            (std::cmp::Reverse(always(piece)), std::cmp::Reverse(counts.get(id).copied().unwrap_or(0)), **id)
        });
        pieces.truncate(english_pieces);
        pieces.sort_by_key(|(_, id)| **id);
        let mut kept = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for special in SPECIALS {
            let id = all.get(special).ok_or_else(|| Error::Training(format!("the teacher has no {special}")))?;
            kept.push(*id);
            names.push(special.to_owned());
        }
        for (piece, id) in pieces {
            kept.push(*id);
            names.push(piece.clone());
        }
        let korean = learn(korean, korean_pieces)?;
        let tokenizer = Tokenizer::bilingual(&names, &korean)?;
        Ok(Self { tokenizer, kept, korean })
    }
}

/// Pieces of Hangul words by byte-pair encoding, syllables and jamo first.
fn learn<'a>(texts: impl IntoIterator<Item = &'a str>, size: usize) -> Result<Vec<String>, Error> {
    let failed = |error: tokenizers::Error| Error::Training(format!("the vocabulary could not be learnt: {error}"));
    let mut trainer: TrainerWrapper = BpeTrainerBuilder::new()
        .vocab_size(size)
        .min_frequency(3)
        .max_token_length(Some(6))
        .show_progress(false)
        .initial_alphabet(syllables().chain('ㄱ'..='ㅣ').collect())
        .build()
        .into();
    let mut tokenizer = tokenizers::Tokenizer::new(BPE::builder().build().map_err(failed)?);
    tokenizer.with_pre_tokenizer(Some(WhitespaceSplit));
    let words: Vec<String> = texts
        .into_iter()
        .map(|text| normalise(text).chars().map(|c| if is_hangul(c) { c } else { ' ' }).collect())
        .collect();
    tokenizer.train(&mut trainer, words.into_iter()).map_err(failed)?;
    let mut pieces: Vec<(String, u32)> = tokenizer.get_vocab(false).into_iter().collect();
    pieces.sort_by_key(|(_, id)| *id);
    Ok(pieces.into_iter().map(|(piece, _)| piece).filter(|piece| piece.chars().all(is_hangul)).collect())
}
