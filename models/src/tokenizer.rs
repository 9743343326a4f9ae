//! models: the subword vocabulary of both languages, kept as `tokenizer.json`.

use std::collections::{BTreeMap, HashMap};

use tokenizers::models::wordpiece::WordPiece;
use tokenizers::pre_tokenizers::PreTokenizerWrapper;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::pre_tokenizers::sequence::Sequence;
use tokenizers::pre_tokenizers::split::{Split, SplitPattern};
use tokenizers::tokenizer::SplitDelimiterBehavior;

use crate::text::is_hangul;
use crate::{Error, text};

/// Every syllable of KS X 1001, the 2,350 that modern Korean text is written with.
const SYLLABLES: &str = include_str!("tokenizer/ks_x_1001.txt");
/// The special pieces, in the order of their rows.
pub(crate) const SPECIALS: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
/// What marks a piece inside a word.
const INSIDE: &str = "##";

/// Cuts normal text into subword pieces and names the row of the word table for each.
#[derive(Debug, Clone)]
pub struct Tokenizer {
    inner: tokenizers::Tokenizer,
    rows: Vec<u32>,
    begin: Option<u32>,
    end: Option<u32>,
}

impl Tokenizer {
    /// A vocabulary of English pieces as they are and Korean pieces that mean the same at the head of a word and
    /// inside it, since Korean spacing is free: both spellings share a row.
    pub(crate) fn bilingual(english: &[String], korean: &[String]) -> Result<Self, Error> {
        let failed = |error: tokenizers::Error| Error::Training(format!("the vocabulary could not be made: {error}"));
        let names =
            english.iter().cloned().chain(korean.iter().cloned()).chain(korean.iter().map(|p| format!("{INSIDE}{p}")));
        let vocab = names.enumerate().map(|(id, name)| (name, id as u32));
        let model = WordPiece::builder()
            .vocab(vocab.collect::<ahash::AHashMap<String, u32>>())
            .unk_token("[UNK]".into())
            .max_input_chars_per_word(400)
            .build()
            .map_err(failed)?;
        let mut inner = tokenizers::Tokenizer::new(model);
        let hangul = Split::new(SplitPattern::Regex("[가-힣ㄱ-ㅣ]+".into()), SplitDelimiterBehavior::Isolated, false)
            .map_err(failed)?;
        inner.with_pre_tokenizer(Some(Sequence::new(vec![
            PreTokenizerWrapper::BertPreTokenizer(BertPreTokenizer),
            PreTokenizerWrapper::Split(hangul),
        ])));
        Ok(Self::of(inner))
    }

    /// Reads `tokenizer.json`, ours or that of a Hugging Face BERT; padding and truncation in it are left out.
    pub fn parse(json: &str) -> Result<Self, String> {
        let mut inner: tokenizers::Tokenizer = json.parse().map_err(|error: tokenizers::Error| error.to_string())?;
        inner.with_padding(None);
        inner.with_truncation(None).map_err(|error| error.to_string())?;
        Ok(Self::of(inner))
    }

    fn of(inner: tokenizers::Tokenizer) -> Self {
        let by_name: BTreeMap<String, u32> = inner.get_vocab(true).into_iter().collect();
        let size = by_name.values().max().map_or(0, |last| *last as usize + 1);
        let mut rows: Vec<u32> = (0..size as u32).collect();
        twins(&by_name).into_iter().for_each(|(inside, head)| rows[inside as usize] = head);
        let either = |names: [&str; 2]| names.iter().find_map(|&name| by_name.get(name).copied());
        let (begin, end) = (either(["[CLS]", "<s>"]), either(["[SEP]", "</s>"]));
        Self { inner, rows, begin, end }
    }

    /// The text of `tokenizer.json`.
    pub fn json(&self) -> String {
        self.inner.to_string(false).expect("a vocabulary is plain data")
    }

    /// The rows of a normal text's pieces, without marks of begin and end.
    pub fn rows(&self, normal: &str) -> Vec<u32> {
        let encoded = self.inner.encode_fast(normal, false);
        encoded
            .map(|encoding| encoding.get_ids().iter().map(|&id| self.rows[id as usize]).collect())
            .unwrap_or_default()
    }

    /// The rows of a text as the encoder reads it: normal form, begin, at most `longest − 2` pieces, end.
    pub fn sentence(&self, text: &str, longest: usize) -> Vec<u32> {
        let mut rows = self.rows(&text::normalise(text));
        rows.truncate(longest.saturating_sub(2));
        self.begin.into_iter().chain(rows).chain(self.end).collect()
    }

    /// All pieces with their numbers.
    pub fn vocabulary(&self) -> HashMap<String, u32> {
        self.inner.get_vocab(true).into_iter().collect()
    }

    /// The first row of a Korean piece, after which all are Korean in our own vocabulary; the number of rows
    /// where there is none.
    pub fn first_korean_row(&self) -> u32 {
        let korean = self.vocabulary().into_iter().filter(|(piece, _)| piece.chars().all(is_hangul));
        korean.map(|(_, id)| self.rows[id as usize]).min().unwrap_or(self.len() as u32)
    }

    /// How many rows the word table needs.
    pub fn len(&self) -> usize {
        self.rows.iter().max().map_or(0, |last| *last as usize + 1)
    }

    /// True for a vocabulary without a piece.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// The Korean pieces inside a word and the same pieces at its head, whose rows they share in a vocabulary that
/// [`Tokenizer::bilingual`] made: there, all stand equally far behind them. In others each piece has its own row.
fn twins(by_name: &BTreeMap<String, u32>) -> Vec<(u32, u32)> {
    let inside = by_name.iter().filter_map(|(name, &id)| Some((name.strip_prefix(INSIDE)?, id)));
    let korean = inside.filter(|(bare, _)| !bare.is_empty() && bare.chars().all(is_hangul));
    let pairs: Option<Vec<(u32, u32)>> = korean.map(|(bare, id)| Some((id, *by_name.get(bare)?))).collect();
    let pairs = pairs.unwrap_or_default();
    let even = pairs.windows(2).all(|two| two[0].0.wrapping_sub(two[0].1) == two[1].0.wrapping_sub(two[1].1));
    if even { pairs } else { Vec::new() }
}

/// The syllables that Korean is written with.
pub(crate) fn syllables() -> impl Iterator<Item = char> {
    SYLLABLES.chars().filter(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Tokenizer {
        let english: Vec<String> =
            SPECIALS.iter().chain(&["card", "de", "##cline", "?"]).map(|&name| name.to_owned()).collect();
        Tokenizer::bilingual(&english, &["카드", "연체", "기록", "카", "드"].map(str::to_owned)).unwrap()
    }

    #[test]
    fn korean_pieces_mean_the_same_wherever_they_stand() {
        let tokenizer = small();
        assert_eq!(tokenizer.rows("연체기록"), tokenizer.rows("연체 기록"));
        assert_eq!(tokenizer.rows("카드decline?"), tokenizer.rows("카드 decline ?"));
        assert_eq!(tokenizer.len(), 9 + 5);
    }

    #[test]
    fn a_vocabulary_survives_its_file() {
        let tokenizer = small();
        let again = Tokenizer::parse(&tokenizer.json()).unwrap();
        assert_eq!(again.sentence("카드 decline?", 64), tokenizer.sentence("카드 decline?", 64));
        assert_eq!(again.sentence("카드 카드 카드", 4).len(), 4);
        assert!(Tokenizer::parse("{").is_err());
    }

    #[test]
    fn korean_pieces_of_other_vocabularies_keep_their_rows() {
        let names = ["[UNK]", "[CLS]", "[SEP]", "카드", "##카드", "연체", "##드", "드", "##연체"];
        let vocab = names.iter().enumerate().map(|(id, name)| ((*name).to_owned(), id as u32));
        let model = WordPiece::builder()
            .vocab(vocab.collect::<ahash::AHashMap<String, u32>>())
            .unk_token("[UNK]".into())
            .build()
            .unwrap();
        let mut inner = tokenizers::Tokenizer::new(model);
        inner.with_pre_tokenizer(Some(BertPreTokenizer));
        let tokenizer = Tokenizer::parse(&inner.to_string(false).unwrap()).unwrap();
        assert_eq!(tokenizer.sentence("카드연체 드", 9), [1, 3, 8, 7, 2]);
    }
}
