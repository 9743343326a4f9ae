//! bot: the sums of a scripted dialogue, read from the texts in which they have to come back.

use std::collections::BTreeMap;

use super::Unplayable;
use crate::core::record::Percent;

/// The fixtures there are.
pub(super) const NAMES: [&str; 6] = ["overdue_total", "rate", "score_nice", "score_kcb", "bill_total", "card_limit"];

/// The sums of a customer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sums {
    /// Principal, interest and late interest, which make up the total.
    pub(super) overdue: (i64, i64, i64),
    pub(super) rate: Percent,
    pub(super) nice: u16,
    pub(super) kcb: u16,
    pub(super) bill: i64,
    pub(super) limit: i64,
}

impl Sums {
    /// Reads the fixtures; what is left out is as it is for most people.
    pub(super) fn of(fixtures: &BTreeMap<String, String>) -> Result<Self, Unplayable> {
        if let Some(name) = fixtures.keys().find(|name| !NAMES.contains(&name.as_str())) {
            return Err(Unplayable::Fixture { name: name.clone() });
        }
        let read = |name: &str, usual: &str| {
            let text = fixtures.get(name).map_or(usual, String::as_str);
            (text.to_owned(), Unplayable::Figure { name: name.to_owned(), text: text.to_owned() })
        };
        let won = |name, usual| {
            let (text, wrong) = read(name, usual);
            won(&text).ok_or(wrong)
        };
        let score = |name, usual| {
            let (text, wrong) = read(name, usual);
            decimal(&text).and_then(|score| score.parse().ok()).filter(|score| (1..=1000).contains(score)).ok_or(wrong)
        };
        let (text, wrong) = read("rate", "연 12.4%");
        let rate = decimal(&text).and_then(|rate| Percent::try_from(rate).ok()).ok_or(wrong)?;
        Ok(Self {
            overdue: parts(won("overdue_total", "384,140원")?),
            rate,
            nice: score("score_nice", "732점")?,
            kcb: score("score_kcb", "698점")?,
            bill: won("bill_total", "412,800원")?,
            limit: won("card_limit", "3,000,000원")?,
        })
    }
}

/// A total in its three usual parts.
fn parts(total: i64) -> (i64, i64, i64) {
    let late = total / 100;
    let interest = total / 6;
    (total - interest - late, interest, late)
}

/// The sum in a text: `1,234,500원`, `123만 4,500원`, `300만원`.
fn won(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '₩')).collect();
    let (mut sum, mut number, mut seen) = (0_i64, 0_i64, false);
    for c in plain.chars() {
        match c {
            '0'..='9' => {
                seen = true;
                number = number.checked_mul(10)?.checked_add(i64::from(c as u8 - b'0'))?;
            }
            '천' => number = number.checked_mul(1_000)?,
            '만' => {
                sum = sum.checked_add(number.checked_mul(10_000)?)?;
                number = 0;
            }
            '억' => {
                sum = sum.checked_add(number.checked_mul(100_000_000)?)?;
                number = 0;
            }
            _ => {}
        }
    }
    seen.then(|| sum.checked_add(number)).flatten()
}

/// The first decimal number in a text.
fn decimal(text: &str) -> Option<String> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let number: String = text[from..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    Some(number.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_people_write_them() {
        let check = |text: &str, want: Option<i64>| assert_eq!(won(text), want, "{text}");
        check("1,234,500원", Some(1_234_500));
        check("123만 4,500원", Some(1_234_500));
        check("300만원", Some(3_000_000));
        check("5천만 원", Some(50_000_000));
        check("1억 2천만원", Some(120_000_000));
        check("없음", None);
        assert_eq!(decimal("연 14.90%").as_deref(), Some("14.90"));
        let (principal, interest, late) = parts(1_234_501);
        assert_eq!(principal + interest + late, 1_234_501);
    }

    #[test]
    fn a_fixture_that_nobody_knows_is_refused_by_name() {
        let refused = |name: &str, text: &str| Sums::of(&[(name.to_owned(), text.to_owned())].into()).unwrap_err();
        assert!(refused("rates", "1").to_string().contains("overdue_total"));
        assert!(refused("score_nice", "1702점").to_string().contains("score_nice"));
    }
}
