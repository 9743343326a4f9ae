//! faq: how an article may be worded: short, without blame and without selling.

use super::body::{Kind, Part};
use super::{Rule, line_with, sentence};
use crate::{Language, Note, Source};

/// The longest short answer, in sentences.
const SHORT_SENTENCES: usize = 3;
/// The longest note for who has no time, in sentences and in letters.
const QUICK_SENTENCES: usize = 2;
const QUICK_LETTERS: usize = 120;

/// Reports everything in an article's wording that breaks a rule.
pub(crate) fn check(source: &Source, parts: &[Part<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    short(source, parts, find);
    quick(source, find);
    words(source.article.language, parts, find);
}

fn short(source: &Source, parts: &[Part<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    let Some(part) = parts.iter().find(|part| part.kind == Kind::Short) else { return };
    let count = sentence::of(&source.article.short, 1).len();
    if count > SHORT_SENTENCES {
        let advice = format!("the short answer has {count} sentences: keep {SHORT_SENTENCES} and move the rest down");
        find(part.sentences[0].line, Rule::ShortAnswer, advice);
    }
}

fn quick(source: &Source, find: &mut impl FnMut(usize, Rule, String)) {
    let Some(note) = source.article.note(Note::Quick) else { return };
    let (sentences, letters) = (sentence::of(note, 1).len(), note.chars().count());
    if sentences > QUICK_SENTENCES || letters > QUICK_LETTERS {
        let advice = format!(
            "the quick note has {sentences} sentences and {letters} letters: keep {QUICK_SENTENCES} and {QUICK_LETTERS}"
        );
        find(line_with(&source.text, note, 1), Rule::LongNote, advice);
    }
}

fn words(language: Language, parts: &[Part<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    let (blame, selling) = match language {
        Language::Ko => (BLAME_KO, SELLING_KO),
        Language::En => (BLAME_EN, SELLING_EN),
    };
    for sentence in parts.iter().flat_map(|part| &part.sentences) {
        let text = without_quotes(sentence.text).to_lowercase();
        if let Some(word) = blame.iter().find(|word| text.contains(*word)) {
            find(sentence.line, Rule::Blame, format!("\"{word}\" blames the customer: say what happens next instead"));
        }
        if let Some(word) = selling.iter().find(|word| text.contains(*word)) {
            find(
                sentence.line,
                Rule::Selling,
                format!("\"{word}\" sells: explain, and leave the choice to the customer"),
            );
        }
    }
}

/// A text without what it quotes, such as the lines of a fraudster.
pub(crate) fn without_quotes(text: &str) -> String {
    let mut out = String::new();
    let mut close = None;
    for character in text.chars() {
        match (close, character) {
            (None, '‘') => close = Some('’'),
            (None, '“') => close = Some('”'),
            (None, '"') => close = Some('"'),
            (Some(end), _) if end == character => close = None,
            (None, _) => out.push(character),
            _ => {}
        }
    }
    out
}

const BLAME_KO: &[&str] = &[
    "왜 안 내",
    "안 내셨",
    "안 갚으셨",
    "잘못하셨",
    "잘못하신",
    "하신 잘못",
    "고객님 책임",
    "고객님의 책임",
    "고객님의 잘못",
    "본인 책임",
    "본인의 책임",
    "본인 잘못",
    "본인 부주의",
    "고객님의 부주의",
    "무책임",
    "게을리",
    "당연히 갚",
    "방치하",
];
const BLAME_EN: &[&str] = &[
    "your fault",
    "you should have",
    "you failed",
    "irresponsible",
    "careless",
    "why didn't you",
    "your own mistake",
    "blame yourself",
];
const SELLING_KO: &[&str] = &[
    "서두르",
    "놓치지 마",
    "추천드",
    "추천합니다",
    "추천해 드",
    "강력 추천",
    "지금 바로 신청",
    "지금 신청하세요",
    "최저금리",
    "최저 금리",
    "특별한 기회",
    "특별 혜택",
    "혜택을 누",
    "누려 보",
    "파격",
    "이벤트",
    "꼭 이용해",
];
const SELLING_EN: &[&str] = &[
    "don't miss",
    "act now",
    "apply now",
    "hurry up",
    "limited time",
    "great deal",
    "best rate",
    "special offer",
    "exclusive offer",
    "we recommend our",
];

#[cfg(test)]
mod tests {
    use super::super::tests::{KOREAN, check, long};

    fn with(from: &str, to: &str) -> String {
        KOREAN.replace(from, to)
    }

    #[test]
    fn a_short_answer_has_three_sentences_at_most() {
        check(&with("괜찮습니다.", "괜찮습니다. 둘. 셋."), &[]);
        check(
            &with("괜찮습니다.", "괜찮습니다. 둘. 셋. 넷."),
            &["late-02.md:14: short_answer: the short answer has 4"],
        );
    }

    #[test]
    fn who_has_no_time_gets_two_sentences() {
        check(
            &with("빠르게: 오늘", "빠르게: 하나. 둘. 오늘"),
            &["late-02.md:17: long_note: the quick note has 3 sentences"],
        );
        let long = "오늘 ".repeat(60);
        check(&with("빠르게: 오늘", &format!("빠르게: {long}")), &["late-02.md:17: long_note"]);
    }

    #[test]
    fn nobody_is_blamed_and_nothing_is_sold() {
        check(&long("고객님의 잘못입니다."), &["ko/late-02.md:17: blame: \"고객님의 잘못\""]);
        check(&long("서두르세요."), &["ko/late-02.md:17: selling: \"서두르\""]);
        check(&long("‘서두르세요’라고 하면 사기입니다."), &[]);
        check(&with("빠르게: 오늘", "빠르게: 서두르세요. 오늘"), &["ko/late-02.md:17: selling: \"서두르\""]);
    }
}
