//! models: the subword vocabulary of both languages, trained here and kept as `tokenizer.json`.

use std::collections::HashSet;

use tokenizers::models::TrainerWrapper;
use tokenizers::models::bpe::{BPE, BpeTrainerBuilder};
use tokenizers::pre_tokenizers::digits::Digits;
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};
use tokenizers::pre_tokenizers::punctuation::Punctuation;
use tokenizers::pre_tokenizers::sequence::Sequence;
use tokenizers::{AddedToken, PreTokenizerWrapper};

use crate::{Error, text};

/// Every syllable of KS X 1001, the 2,350 that modern Korean text is written with.
const SYLLABLES: &str = include_str!("tokenizer/ks_x_1001.txt");
const UNKNOWN: &str = "[UNK]";

/// Cuts normal text into subword pieces.
#[derive(Debug, Clone)]
pub struct Tokenizer(tokenizers::Tokenizer);

impl Tokenizer {
    /// Learns a vocabulary of at most `size` pieces from normal text; every KS X 1001 syllable, jamo and
    /// ASCII character is a piece whether it occurs or not.
    pub fn train<'a>(texts: impl IntoIterator<Item = &'a str>, size: usize) -> Result<Self, Error> {
        let mut trainer: TrainerWrapper = BpeTrainerBuilder::new()
            .vocab_size(size)
            .min_frequency(3)
            .max_token_length(Some(12))
            .show_progress(false)
            .initial_alphabet(alphabet())
            .special_tokens(
                [UNKNOWN, "[PAD]", "[CLS]", "[SEP]", "[MASK]"].map(|token| AddedToken::from(token, true)).to_vec(),
            )
            .build()
            .into();
        let model = BPE::builder().unk_token(UNKNOWN.into()).build().map_err(failed)?;
        let mut tokenizer = tokenizers::Tokenizer::new(model);
        tokenizer.with_pre_tokenizer(Some(Sequence::new(vec![
            PreTokenizerWrapper::Metaspace(Metaspace::new('▁', PrependScheme::Always, true)),
            PreTokenizerWrapper::Digits(Digits::new(true)),
            PreTokenizerWrapper::Punctuation(Punctuation::default()),
        ])));
        let texts: Vec<String> = texts.into_iter().map(text::normalise).collect();
        tokenizer.train(&mut trainer, texts.into_iter()).map_err(failed)?;
        Ok(Self(tokenizer))
    }

    /// Reads `tokenizer.json`.
    pub fn parse(json: &str) -> Result<Self, String> {
        json.parse().map(Self).map_err(|error: tokenizers::Error| error.to_string())
    }

    /// The text of `tokenizer.json`.
    pub fn json(&self) -> String {
        self.0.to_string(false).expect("a vocabulary is plain data")
    }

    /// The pieces of a normal text, by number.
    pub fn pieces(&self, normal: &str) -> Vec<u32> {
        self.0.encode_fast(normal, false).map(|encoding| encoding.get_ids().to_vec()).unwrap_or_default()
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.0.get_vocab_size(true)
    }

    /// True for a vocabulary without a piece.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn alphabet() -> HashSet<char> {
    SYLLABLES
        .chars()
        .filter(|c| !c.is_whitespace())
        .chain('ㄱ'..='ㅣ')
        .chain('!'..='~')
        .chain(['▁', '~', '·'])
        .collect()
}

fn failed(error: tokenizers::Error) -> Error {
    Error::Training(format!("the vocabulary could not be learnt: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_syllable_and_jamo_is_a_piece() {
        let tokenizer = Tokenizer::train(["한도 얼마", "한도 조회", "한도 올려줘"], 4_000).unwrap();
        let unknown = tokenizer.pieces("\u{4e00}");
        for text in ["값 닭 됐", "ㅋㅋ ㅠㅠ", "asdf !?"] {
            assert!(!tokenizer.pieces(text).contains(&unknown[1]), "{text}");
        }
    }

    #[test]
    fn a_vocabulary_survives_its_file() {
        let tokenizer = Tokenizer::train(["limit limit limit", "한도 한도 한도"], 3_000).unwrap();
        let again = Tokenizer::parse(&tokenizer.json()).unwrap();
        assert_eq!(again.pieces("limit 한도"), tokenizer.pieces("limit 한도"));
        assert!(Tokenizer::parse("{").is_err());
    }
}
