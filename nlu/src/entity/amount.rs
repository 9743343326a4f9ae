//! nlu: sums of money, in figures and in words of both languages.

use std::sync::LazyLock;

use regex::Regex;

use super::{Entity, EntityKind, Value};

static KOREAN: LazyLock<Regex> = LazyLock::new(|| {
    let figure = r"\d[\d,]*(?:\.\d+)?";
    let numeral = "[일이삼사오육칠팔구]";
    Regex::new(&format!(
        r"(?:(?:{figure}|{numeral})?\s?[십백천만억]\s?|{figure}|{numeral})*(?:(?:{figure}|{numeral})\s?[십백천만억]+|[백천만억]|{figure})\s?원?"
    ))
    .expect("the pattern is tested")
});
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:₩|krw|\bwon)\s?(?P<a>\d[\d,]*(?:\.\d+)?)|\b(?P<b>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>k|m|mil|mill|million|thousand|billion)?\s?(?P<won>won|krw)\b|\b(?P<c>\d+(?:\.\d+)?)\s?(?P<big>million|mil|thousand|k|m)\b",
    )
    .expect("the pattern is tested")
});

/// The sums a text names, in won.
pub(super) fn amounts(text: &str) -> Vec<Entity> {
    let english: Vec<Entity> = english(text).collect();
    let apart = |sum: &Entity| english.iter().all(|other| !other.span.contains(&sum.span.start));
    let korean: Vec<Entity> = korean(text).filter(apart).collect();
    english.into_iter().chain(korean).collect()
}

fn english(text: &str) -> impl Iterator<Item = Entity> {
    ENGLISH.captures_iter(text).filter_map(move |caught| {
        let whole = caught.get(0)?;
        let figure = ["a", "b", "c"].iter().find_map(|name| caught.name(name))?.as_str();
        let unit = caught.name("unit").or_else(|| caught.name("big")).map_or("", |unit| unit.as_str());
        let factor = match unit.to_lowercase().as_str() {
            "k" | "thousand" => 1e3,
            "m" | "mil" | "mill" | "million" => 1e6,
            "billion" => 1e9,
            _ => 1.0,
        };
        let won = (figure.replace(',', "").parse::<f64>().ok()? * factor).round() as u64;
        Some(Entity::at(text, whole.range(), EntityKind::Amount, Value::Won(won)))
    })
}

fn korean(text: &str) -> impl Iterator<Item = Entity> {
    KOREAN.find_iter(text).filter_map(move |found| {
        let words = found.as_str().trim_end();
        let span = found.start()..found.start() + words.len();
        let before = text[..span.start].chars().next_back();
        let after = &text[span.end..];
        let won = sum(words, before, after)?;
        Some(Entity::at(text, span, EntityKind::Amount, Value::Won(won)))
    })
}

/// What some words amount to, if they are a sum of money between what stands before and after them.
fn sum(words: &str, before: Option<char>, after: &str) -> Option<u64> {
    let says_won = words.ends_with('원');
    let bare = words.trim_end_matches('원').trim_end();
    let big = bare.contains(['만', '억']);
    let figures = bare.contains(|c: char| c.is_ascii_digit());
    let unit = bare.contains(['백', '천', '만', '억']);
    let in_word = before.is_some_and(|c| models::text::is_hangul(c) || c.is_ascii_alphanumeric());
    let counted = NOT_MONEY.iter().any(|next| after.trim_start().starts_with(next));
    let stands_alone = after.chars().next().is_none_or(|c| !models::text::is_hangul(c))
        || FOLLOWERS.iter().any(|next| after.starts_with(next));
    let telling = match (says_won, figures, unit) {
        (true, ..) => figures || unit,
        (false, true, true) => !counted,
        (false, true, false) => bare.contains(',') && bare.len() >= 6 && !counted,
        (false, false, true) => numerals(bare) >= 1 && !in_word && !counted && stands_alone,
        (false, false, false) => false,
    };
    if !telling || (in_word && !figures) {
        return None;
    }
    let value = value(bare)?;
    // A bare "삼백" or "5천" between people who talk of loans means ten thousands.
    let implied = !says_won && !big && unit;
    Some(if implied { value * 10_000 } else { value })
}

fn numerals(words: &str) -> usize {
    words.chars().filter(|c| "일이삼사오육칠팔구십백".contains(*c)).count()
}

/// The number that figures and numerals amount to.
fn value(words: &str) -> Option<u64> {
    let (mut total, mut section, mut number) = (0.0_f64, 0.0_f64, None::<f64>);
    let mut figure = String::new();
    for letter in words.chars().chain([' ']) {
        if letter.is_ascii_digit() || letter == '.' {
            figure.push(letter);
            continue;
        }
        if letter == ',' {
            continue;
        }
        if !figure.is_empty() {
            number = figure.parse().ok();
            figure.clear();
        }
        if let Some(digit) = "일이삼사오육칠팔구".chars().position(|numeral| numeral == letter) {
            number = Some(digit as f64 + 1.0);
        }
        match letter {
            '십' | '백' | '천' => {
                let unit = match letter {
                    '십' => 10.0,
                    '백' => 100.0,
                    _ => 1000.0,
                };
                section += number.take().unwrap_or(1.0) * unit;
            }
            '만' | '억' => {
                section += number.take().unwrap_or(0.0);
                total += if section == 0.0 { 1.0 } else { section } * if letter == '만' { 1e4 } else { 1e8 };
                section = 0.0;
            }
            _ => {}
        }
    }
    let all = total + section + number.unwrap_or(0.0);
    (1.0..1e13).contains(&all).then_some(all.round() as u64)
}

/// What counts something else than money.
const NOT_MONEY: &[&str] = &[
    "점", "일", "개월", "시", "번", "명", "%", "퍼", "프로", "년", "월", "호", "살", "회", "차", "분", "초", "세",
    "층", "동", "km", "kg", "자리", "건", "장", "배", "평", "등", "가지", "주", "달",
];
/// What may follow a sum that stands without 원.
const FOLLOWERS: &[&str] = &[
    "정도", "쯤", "만", "을", "를", "은", "는", "이", "가", "으로", "로", "까지", "씩", "도", "에", "이나", "밖에",
    "이상", "이하", "넘", "요", "인데", "짜리", "빌", "갚", "입금", "보냈", "송금", "대출", "한도",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_in_figures_and_words() {
        let check = |text: &str, want: &[u64]| {
            let found: Vec<u64> = amounts(text)
                .into_iter()
                .map(|entity| match entity.value {
                    Value::Won(won) => won,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(found, want, "{text:?}");
        };
        check("3백만원 보냈어요", &[3_000_000]);
        check("30만 정도 필요해요", &[300_000]);
        check("삼백 빌리고 싶어요", &[3_000_000]);
        check("삼백만원", &[3_000_000]);
        check("1,200,000원 나갔어요", &[1_200_000]);
        check("5천만원", &[50_000_000]);
        check("1억 2천만원", &[120_000_000]);
        check("3.5억", &[350_000_000]);
        check("이천오백만 원", &[25_000_000]);
        check("삼십만원이랑 5만원", &[300_000, 50_000]);
        check("만원", &[10_000]);
        check("500원", &[500]);
        check("I sent 3 million won", &[3_000_000]);
        check("owe 500k", &[500_000]);
        check("₩300,000", &[300_000]);
    }

    #[test]
    fn what_is_no_sum() {
        for text in [
            "650점",
            "25일",
            "이자 얼마",
            "만기 연장",
            "천천히 해주세요",
            "만약에",
            "3개월",
            "2천 번",
            "이번 달",
            "1332",
            "상담원",
            "병원비",
            "회원 가입",
            "백만 번 말했다",
            "5 months",
        ] {
            assert_eq!(amounts(text), [], "{text:?}");
        }
    }
}
