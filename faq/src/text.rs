//! faq: text as the search reads it: words without their endings, letter groups, and what customers call things.

use unicode_normalization::UnicodeNormalization as _;

use crate::{Language, concept};

/// One thing a text is found by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    /// What it is, with its kind in front: `w:` word, `p:` pair of words, `g:` letters, `c:` concept.
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// How much it says beside the other kinds.
    pub(crate) weight: f32,
}

/// What a term is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, or two beside each other.
    Word,
    /// Letters that stand together.
    Letters,
    /// One name for many words.
    Concept,
}

impl Kind {
    pub(crate) const COUNT: usize = 3;
}

const CONCEPT: f32 = 4.5;
const WORD: f32 = 1.0;
const PAIR: f32 = 0.7;
const STOP_WORD: f32 = 0.1;
const BIGRAM: f32 = 1.3;
const TRIGRAM: f32 = 0.25;
const LATIN_GRAM: f32 = 0.35;

/// The normal form: NFC, half-width, lower case, letters and digits only, one space between words.
pub(crate) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.nfkc().flat_map(char::to_lowercase) {
        match character {
            '\'' | '’' | '‘' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            // Jamo on their own are mood ("ㅠㅠ"), not words; NFKC has joined all others to syllables.
            '\u{1100}'..='\u{11ff}' | 'ㄱ'..='ㅣ' => separate(&mut out),
            _ if character.is_alphanumeric() => out.push(character),
            _ => separate(&mut out),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn separate(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// The normal form without spaces, in which Korean is compared whatever its spacing.
pub(crate) fn compact(text: &str) -> String {
    let mut normal = normalise(text);
    normal.retain(|character| character != ' ');
    normal
}

/// Everything a text is found by; a term that stands twice is there twice.
pub(crate) fn terms(text: &str, language: Language) -> Vec<Term> {
    let normal = normalise(text);
    let mut out = Vec::new();
    match language {
        Language::Ko => korean(&normal, &mut out),
        Language::En => english(&normal, &mut out),
    }
    out.extend(concept::of(&normal, language).map(|name| Term {
        text: format!("c:{name}"),
        kind: Kind::Concept,
        weight: CONCEPT,
    }));
    out
}

fn korean(normal: &str, out: &mut Vec<Term>) {
    for word in normal.split(' ').filter(|word| !word.is_empty()) {
        out.push(Term { text: format!("w:{}", without_particle(word)), kind: Kind::Word, weight: WORD });
    }
    let letters: Vec<char> = normal.chars().filter(|character| *character != ' ').collect();
    grams(&letters, 2, BIGRAM, out);
    grams(&letters, 3, TRIGRAM, out);
}

fn english(normal: &str, out: &mut Vec<Term>) {
    let words: Vec<&str> = normal.split(' ').filter(|word| !word.is_empty()).map(stem).collect();
    for word in &words {
        let weight = if STOP_WORDS.binary_search(word).is_ok() { STOP_WORD } else { WORD };
        out.push(Term { text: format!("w:{word}"), kind: Kind::Word, weight });
        if weight == WORD {
            let letters: Vec<char> = word.chars().collect();
            grams(&letters, 4, LATIN_GRAM, out);
        }
    }
    for pair in words.windows(2) {
        if pair.iter().all(|word| STOP_WORDS.binary_search(word).is_err()) {
            out.push(Term { text: format!("p:{} {}", pair[0], pair[1]), kind: Kind::Word, weight: PAIR });
        }
    }
}

fn grams(letters: &[char], size: usize, weight: f32, out: &mut Vec<Term>) {
    out.extend(letters.windows(size).map(|gram| {
        let mut text = String::from("g:");
        text.extend(gram);
        Term { text, kind: Kind::Letters, weight }
    }));
}

/// A Korean word without the particle or ending it leans on, where two syllables or more remain.
fn without_particle(word: &str) -> &str {
    ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(|rest| rest.chars().count() >= 2).unwrap_or(word)
}

/// An English word without its commonest endings.
fn stem(word: &str) -> &str {
    for (ending, least) in [("ings", 4), ("ing", 4), ("ies", 3), ("ied", 3), ("es", 4), ("ed", 4), ("s", 3), ("e", 4)] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= least
            && !rest.ends_with('s')
        {
            return rest;
        }
    }
    word
}

/// Longest first, so that "에서는" goes before "는".
const ENDINGS: [&str; 74] = [
    "하고싶어요",
    "하고싶은데",
    "어떻게되나요",
    "인가요",
    "인지요",
    "이에요",
    "이예요",
    "입니까",
    "입니다",
    "하나요",
    "되나요",
    "되나여",
    "할까요",
    "될까요",
    "했어요",
    "됐어요",
    "했는데",
    "됐는데",
    "인데요",
    "이라는",
    "이라고",
    "한다는",
    "된다는",
    "하려고",
    "하려면",
    "에서는",
    "에서도",
    "으로는",
    "으로도",
    "까지는",
    "한테서",
    "에게서",
    "이랑은",
    "해주세요",
    "해줘요",
    "하는법",
    "하는데",
    "해줘",
    "해도",
    "하면",
    "하는",
    "해요",
    "돼요",
    "에서",
    "에게",
    "한테",
    "으로",
    "까지",
    "부터",
    "보다",
    "처럼",
    "이랑",
    "라고",
    "라는",
    "이나",
    "예요",
    "에요",
    "인데",
    "하고",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "에",
    "의",
    "로",
    "와",
    "과",
    "랑",
    "도",
    "만",
    "요",
];

/// Sorted, in their stemmed form.
const STOP_WORDS: [&str; 72] = [
    "a", "about", "am", "an", "and", "any", "are", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "dont", "for", "from", "get", "hav", "have", "hi", "how", "i", "id", "if", "ill", "im", "in", "is", "it",
    "its", "ive", "just", "let", "me", "much", "my", "need", "no", "not", "now", "of", "on", "or", "out", "pleas",
    "please", "should", "so", "some", "than", "that", "the", "them", "there", "they", "thi", "this", "to", "was", "we",
    "what", "when", "where", "which", "will", "with", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_case_and_width_do_not_matter() {
        let check = |text, want: &str| assert_eq!(normalise(text), want, "{text:?}");
        check("  ＫＣＢ 점수,  알려줘ㅠㅠ!! ", "kcb 점수 알려줘");
        check("Don't 20%", "dont 20");
        check("\u{1112}\u{1161}\u{11ab}도", "한도");
        check("ㅋㅋ", "");
        assert_eq!(compact("연체 기록, 언제"), "연체기록언제");
    }

    #[test]
    fn particles_and_endings_fall_off() {
        let check = |word, want| assert_eq!(without_particle(word), want, "{word}");
        check("대출은", "대출");
        check("은행에서는", "은행");
        check("점수", "점수");
        check("나이", "나이");
        let check = |word, want| assert_eq!(stem(word), want, "{word}");
        check("payments", "payment");
        check("calling", "call");
        check("loss", "loss");
        check("this", "thi");
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn spaced_and_unspaced_korean_share_their_letters() {
        let letters = |text| -> Vec<String> {
            terms(text, Language::Ko).into_iter().map(|term| term.text).filter(|text| text.starts_with("g:")).collect()
        };
        assert_eq!(letters("연체 기록 언제 없어져요"), letters("연체기록언제없어져요"));
    }
}
