//! bot: what a sentence says about the thing it asks for: which one, which bureau, which day.

use std::sync::LazyLock;

use jiff::ToSpan as _;
use jiff::civil::Date;
use nlu::{Day, Entity, EntityKind, Value};
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::core::Named;
use crate::core::record::Bureau;

/// So many characters of a sentence are kept to find a nickname in.
const WORDS: usize = 100;

/// What is known so far. A slot that is filled is never asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Slots {
    /// The last digits of a card or contract, as they were said.
    pub digits: Option<String>,
    /// The reference of a case, as it was said.
    pub case: Option<String>,
    pub bureau: Option<Bureau>,
    /// The short name of a paper: `employment`, `income`, …
    pub paper: Option<String>,
    pub day: Option<Date>,
    /// The first day of the month that is meant.
    pub month: Option<Date>,
    /// The words themselves, for the nicknames in them.
    pub words: String,
}

impl Slots {
    /// Reads one sentence.
    pub fn read(text: &str, entities: &[Entity], today: Date) -> Self {
        let mut slots = Self { words: text.chars().take(WORDS).collect(), ..Self::default() };
        for entity in entities {
            match (entity.kind, &entity.value) {
                (EntityKind::CardLast4, Value::Name(digits)) => slots.digits = Some(digits.clone()),
                (EntityKind::Reference, Value::Name(case)) => slots.case = Some(case.clone()),
                (EntityKind::Bureau, Value::Name(name)) if name == "nice" => slots.bureau = Some(Bureau::Nice),
                (EntityKind::Bureau, Value::Name(name)) if name == "kcb" => slots.bureau = Some(Bureau::Kcb),
                (EntityKind::DocType, Value::Name(paper)) => slots.paper = Some(paper.clone()),
                (EntityKind::Date, Value::Day(day @ Day::Month { .. })) => slots.month = day.on(today),
                (EntityKind::Date, Value::Day(day)) => {
                    slots.day = day.on(today);
                    slots.month = slots.month.or(slots.day.map(Date::first_of_month));
                }
                _ => {}
            }
        }
        slots.month = slots.month.or_else(|| month(text, today));
        if bureaus(entities) > 1 {
            slots.bureau = None;
        }
        slots
    }

    /// The same with the gaps filled from what was known before.
    #[must_use]
    pub fn or(self, before: &Self) -> Self {
        Self {
            digits: self.digits.or_else(|| before.digits.clone()),
            case: self.case.or_else(|| before.case.clone()),
            bureau: self.bureau.or(before.bureau),
            paper: self.paper.or_else(|| before.paper.clone()),
            day: self.day.or(before.day),
            month: self.month.or(before.month),
            words: if before.words.is_empty() { self.words } else { before.words.clone() },
        }
    }

    /// Whether a thing may be meant by its digits or its reference; anything may where neither was said.
    pub fn fits(&self, thing: &Named) -> bool {
        let by_digits = self.digits.as_ref().is_some_and(|digits| {
            !thing.last_digits.is_empty()
                && (digits.ends_with(&thing.last_digits) || thing.last_digits.ends_with(digits))
        });
        let by_case = self.case.as_ref().is_some_and(|case| case.eq_ignore_ascii_case(&thing.reference));
        by_digits || by_case || (self.digits.is_none() && self.case.is_none())
    }
}

/// How many bureaus are named: of two neither is meant alone.
fn bureaus(entities: &[Entity]) -> usize {
    let named = |name: &str| {
        entities.iter().any(|entity| entity.kind == EntityKind::Bureau && entity.value == Value::Name(name.to_owned()))
    };
    ["nice", "kcb"].into_iter().filter(|name| named(name)).count()
}

/// A month that is named alone ("10월 청구서"): the nearest one to today.
fn month(text: &str, today: Date) -> Option<Date> {
    static MONTH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|[^\d])(\d{1,2})월(?:\s?\d)?").expect("the pattern is tested"));
    let found = MONTH.captures(text)?;
    if found[0].trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number: i8 = found[1].parse().ok().filter(|number| (1..=12).contains(number))?;
    let near = (-6..=5).filter_map(|months: i32| today.first_of_month().checked_add(months.months()).ok());
    near.into_iter().find(|first| first.month() == number)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::core::Text;

    fn read(text: &str) -> Slots {
        Slots::read(text, &nlu::find(text), date(2026, 11, 23))
    }

    #[test]
    fn one_sentence_fills_what_it_says() {
        let slots = read("끝자리 4406 카드 지난달 명세서 보여줘");
        assert_eq!((slots.digits.as_deref(), slots.month), (Some("4406"), Some(date(2026, 10, 1))));
        assert_eq!(read("10월 청구서요").month, Some(date(2026, 10, 1)));
        assert_eq!(read("2월에 얼마 나갔죠").month, Some(date(2027, 2, 1)));
        assert_eq!(read("11월 25일에 다 갚으면요").day, Some(date(2026, 11, 25)));
        assert_eq!(read("재직증명서 확인됐나요").paper.as_deref(), Some("employment"));
        assert_eq!(read("KCB 점수 알려줘").bureau, Some(Bureau::Kcb));
        assert_eq!(read("나이스랑 KCB 점수 알려줘").bureau, None);
        assert_eq!(read("접수번호 C-0912 어떻게 됐어요").case.as_deref(), Some("C-0912"));
    }

    #[test]
    fn what_was_said_before_fills_the_gaps() {
        let first = read("자동차 할부 지난달 내역 보여줘");
        let both = read("77이요").or(&first);
        assert_eq!(both.month, Some(date(2026, 10, 1)));
        assert!(both.words.contains("자동차"));
    }

    #[test]
    fn a_thing_is_meant_by_its_digits() {
        let thing = |reference: &str, digits: &str| Named {
            reference: reference.into(),
            nickname: Text::new("카드", "Card"),
            last_digits: digits.into(),
        };
        let slots = Slots { digits: Some("4406".into()), ..Slots::default() };
        assert!(slots.fits(&thing("K-1", "4406")) && slots.fits(&thing("L-1", "06")));
        assert!(!slots.fits(&thing("K-2", "1180")) && !slots.fits(&thing("K-3", "")));
        assert!(Slots::default().fits(&thing("K-2", "1180")));
    }
}
