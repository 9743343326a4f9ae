//! handoff: question 11, in part: how was such a matter solved last? Nothing in it tells whose it was.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::take::Input;
use crate::text::clip;

/// The longest line of an agent that is shown, in characters.
const NOTE: usize = 160;
/// From so many digits on a word may be somebody's number.
const DIGITS: usize = 5;
/// Before these words of respect stands whom they respect.
const RESPECT: [&str; 3] = ["고객님", "고객", "님"];

/// A matter of the same kind that an agent has solved for somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Similar {
    /// What it was about, in words.
    pub topic: String,
    /// The agent's one line of what was done.
    pub note: String,
    /// From the claim to the end.
    pub seconds: u32,
    pub at: Timestamp,
}

/// It as the reader may see it.
pub(super) fn of(input: &Input<'_>) -> Option<Similar> {
    let known = input.similar?;
    let note = clip(&anonymous(&known.note), NOTE);
    Some(Similar { topic: clip(&(input.label)(&known.topic, input.reader), 60), note, ..*known })
}

/// The line without names and numbers that could tell whose matter it was.
fn anonymous(note: &str) -> String {
    let words: Vec<&str> = note.split_whitespace().collect();
    let hidden = |at: usize| {
        let next = words.get(at + 1).is_some_and(|next| RESPECT.iter().any(|respect| next.starts_with(respect)));
        is_number(words[at]) || is_named(words[at]) || next && is_name(words[at])
    };
    let told = (0..words.len()).map(|at| if hidden(at) { "…" } else { words[at] });
    let mut told: Vec<&str> = told.collect();
    told.dedup_by(|a, b| *a == "…" && *b == "…");
    told.join(" ")
}

/// A receipt, an account, a masked name, an address: not a sum of money, which many have.
fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let marked = word.contains('*') || word.contains('@');
    let coded = digits > 0 && word.contains('-') && word.chars().any(|c| c.is_ascii_alphabetic());
    marked || coded || digits >= DIGITS && !word.contains('원')
}

/// "김민수님께", "김민수씨"
fn is_named(word: &str) -> bool {
    ["님", "씨"].iter().any(|respect| word.split_once(respect).is_some_and(|(name, _)| is_name(name) && name != "고객"))
}

/// Two to four syllables: what a Korean name may be.
fn is_name(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(|c| matches!(c, '가'..='힣'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_tells_whose_matter_it_was() {
        let table = [
            ("납부일을 25일로 바꿈", "납부일을 25일로 바꿈"),
            ("김민수 고객님 납부일을 25일로 바꿈", "… 고객님 납부일을 25일로 바꿈"),
            ("김민수님께 한도 안내", "… 한도 안내"),
            ("고객님께 한도 안내", "고객님께 한도 안내"),
            ("김*수 건 접수 R-261128-3 처리", "… 건 접수 … 처리"),
            ("계좌 110-***-1234 확인 후 1,200,000원 환급", "계좌 … 확인 후 1,200,000원 환급"),
            ("a@b.kr 로 3개월 분할 안내", "… 로 3개월 분할 안내"),
            ("01012345678 로 전화", "… 로 전화"),
            ("", ""),
        ];
        for (note, want) in table {
            assert_eq!(anonymous(note), want);
        }
    }
}
