//! nlu: the parts of a message that may each ask for something of their own.

use std::sync::LazyLock;

use models::text::is_hangul;
use regex::Regex;

/// A part with fewer letters asks for nothing.
const LETTERS: usize = 4;
/// Nobody is believed to ask for more in one message.
const PARTS: usize = 3;

static JOINTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)[?!.…]+\s+|,\s+|\s그리고\s|\s그리구\s|\s또\s|\s근데\s|(?P<go>[가-힣](?:고요|구요|고|구))\s+|\s(?:and also|and then|and|also)\s|;\s",
    )
    .expect("the pattern is tested")
});

/// What follows "-고" in one verb ("갚고 싶어요", "하고 있는데") and begins nothing new.
const GOES_ON: &[&str] = &[
    "싶", "있", "계시", "계신", "계셔", "나서", "나니", "보니", "해서", "들", "다니", "살", "죽", "말", "는", "요",
    "나면", "할", "했", "하", "가", "오", "왔", "갔",
];

/// Nouns that end like a verb that goes on.
const NOUNS: &[&str] = &[
    "누구", "친구", "가구", "창구", "입구", "출구", "요구", "청구", "지구", "도구", "영구", "연구", "복구", "광고",
    "사고", "창고", "참고", "신고", "경고", "최고", "예고", "중고", "권고", "통고", "잔고", "재고", "원고", "피고",
    "부고", "해고",
];

/// The parts of a message, in order; the whole message where it does not fall apart.
pub fn clauses(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let noun = |end: usize| NOUNS.iter().any(|noun| text[..end].ends_with(noun));
    for joint in JOINTS.captures_iter(text) {
        let (Some(whole), go) = (joint.get(0), joint.name("go")) else { continue };
        let rest = &text[whole.end()..];
        if go.is_some_and(|go| noun(go.end()) || GOES_ON.iter().any(|next| rest.starts_with(next))) {
            continue;
        }
        // The verb's own ending stays with its part.
        let end = go.map_or(whole.start(), |go| go.end());
        if letters(&text[from..end]) >= LETTERS && letters(rest) >= LETTERS && parts.len() + 1 < PARTS {
            parts.push(text[from..end].trim());
            from = whole.end();
        }
    }
    parts.push(text[from..].trim());
    parts
}

fn letters(text: &str) -> usize {
    text.chars().filter(|&c| is_hangul(c) || c.is_ascii_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_questions_are_two_parts_and_one_verb_is_one() {
        let check = |text, want: &[&str]| assert_eq!(clauses(text), want, "{text}");
        check("점수 왜 떨어졌고 대출은 되나요", &["점수 왜 떨어졌고", "대출은 되나요"]);
        check("납부일 언제예요? 그리고 카드는 어디쯤 왔나요?", &["납부일 언제예요", "그리고 카드는 어디쯤 왔나요?"]);
        check("when is it due and where is my card", &["when is it due", "where is my card"]);
        check("오늘 다 갚고 싶어요", &["오늘 다 갚고 싶어요"]);
        check("기다리고 있는데 언제 와요", &["기다리고 있는데 언제 와요"]);
        check("네, 카드요", &["네, 카드요"]);
        check("가족카드는 누구 명의로 나오나요?", &["가족카드는 누구 명의로 나오나요?"]);
        check("카드사 광고 문자 그만 보내세요", &["카드사 광고 문자 그만 보내세요"]);
        check("", &[""]);
    }
}
