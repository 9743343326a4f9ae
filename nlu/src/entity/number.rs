//! nlu: figures with a meaning of their own: the end of a card, a reference, a score, days overdue.

use std::sync::LazyLock;

use regex::Regex;

use super::{Entity, EntityKind, Value};

static CARD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:끝\s?자리|뒷\s?자리|끝\s?번호|뒷\s?번호|마지막\s?(?:네|4)\s?자리|ending(?: in| with)?|ends (?:in|with)|last (?:four|4)(?: digits)?(?: (?:is|are))?|\*{2,}[- ]?)\s?[:은는이가]?\s?(\d{4})\b|(\d{4})(?:번|으로 끝나는|로 끝나는)?\s?카드",
    )
});
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:접수\s?번호|신청\s?번호|관리\s?번호|사건\s?번호|case(?: number| no\.?)?|reference(?: number| no\.?)?|ticket)\s?[:#은는]?\s?([a-z]{0,4}-?\d[\d-]{2,14})|\b([A-Z]-[0-9A-Z]{4,8}-\d{1,6})\b|\b([A-Z]{1,3}-\d{3,10})\b",
    )
});
static SCORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(\d{3,4})\s?점|\bscore (?:of|is|was) (\d{3,4})\b|\b(\d{3,4}) (?:points|score)\b"));
static OVERDUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(\d{1,4})일\s?(?:째|동안|간|이나|정도)?\s?(?:연체|밀|늦|미납|지났|넘)|연체(?:\s?(?:한|된|한지|된지|한 지|된 지))?\s?(\d{1,4})일|(하루|이틀|사흘|나흘|닷새|열흘|보름|일주일|한\s?달|두\s?달|석\s?달)\s?(?:째|동안|정도|이나)?\s?(?:연체|밀렸|밀린|늦|미납|넘겼)|\b(\d{1,4}) days? (?:late|overdue|behind|past due)\b",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are tested")
}

/// The last four digits of cards.
pub(super) fn card_last4(text: &str) -> Vec<Entity> {
    read(text, &CARD, EntityKind::CardLast4, |digits| Some(Value::Name(digits.to_owned())))
}

/// References of cases and applications.
pub(super) fn reference(text: &str) -> Vec<Entity> {
    read(text, &REFERENCE, EntityKind::Reference, |name| Some(Value::Name(name.to_uppercase())))
}

/// Credit scores.
pub(super) fn score(text: &str) -> Vec<Entity> {
    let in_range = |figures: &str| figures.parse().ok().filter(|score| (1..=1000).contains(score));
    read(text, &SCORE, EntityKind::Score, |figures| in_range(figures).map(Value::Number))
}

/// For how many days a payment is late.
pub(super) fn days_overdue(text: &str) -> Vec<Entity> {
    read(text, &OVERDUE, EntityKind::DaysOverdue, |words| days(words).map(Value::Number))
}

fn read(text: &str, pattern: &Regex, kind: EntityKind, value: impl Fn(&str) -> Option<Value>) -> Vec<Entity> {
    pattern
        .captures_iter(text)
        .filter_map(|caught| {
            let part = caught.iter().skip(1).flatten().next()?;
            Some(Entity::at(text, part.range(), kind, value(part.as_str())?))
        })
        .collect()
}

fn days(words: &str) -> Option<u64> {
    let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let named = [
        ("하루", 1),
        ("이틀", 2),
        ("사흘", 3),
        ("나흘", 4),
        ("닷새", 5),
        ("일주일", 7),
        ("열흘", 10),
        ("보름", 15),
        ("한달", 30),
        ("두달", 60),
        ("석달", 90),
    ];
    plain.parse().ok().or_else(|| named.iter().find(|(name, _)| plain == *name).map(|&(_, days)| days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Vec<Entity>, text: &str, want: Option<Value>) {
        assert_eq!(read(text).first().map(|entity| entity.value.clone()), want, "{text:?}");
    }

    #[test]
    fn figures_by_their_words() {
        let name = |name: &str| Some(Value::Name(name.into()));
        check(card_last4, "끝자리 4821 카드 분실", name("4821"));
        check(card_last4, "card ending in 4821", name("4821"));
        check(card_last4, "last four digits are 0042", name("0042"));
        check(card_last4, "**** 1234", name("1234"));
        check(card_last4, "2026년", None);
        check(reference, "접수번호 C-1234 조회", name("C-1234"));
        check(reference, "C-7F3K2A-12 어떻게 됐어요", name("C-7F3K2A-12"));
        check(reference, "case number 20261122", name("20261122"));
        check(score, "신용점수 650점인데", Some(Value::Number(650)));
        check(score, "a score of 712", Some(Value::Number(712)));
        check(score, "3000점", None);
        check(days_overdue, "12일 연체됐어요", Some(Value::Number(12)));
        check(days_overdue, "이틀 늦었어요", Some(Value::Number(2)));
        check(days_overdue, "I'm 40 days late", Some(Value::Number(40)));
        check(days_overdue, "25일에 낼게요", None);
    }
}
