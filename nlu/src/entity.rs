//! nlu: what a message names: amounts, dates, papers, bureaus, found by rule.

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod amount;
mod date;
mod name;
mod number;

/// Something a message names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The words of the message.
    pub text: String,
    /// What the words amount to.
    pub value: Value,
    /// Where the words stand, in bytes of the message as it was written.
    pub span: Range<usize>,
}

/// The kinds of things a message names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A sum of money, in won.
    Amount,
    /// A day, a month or a weekday.
    Date,
    /// The last four digits of a card.
    CardLast4,
    /// A credit bureau: `nice` or `kcb`.
    Bureau,
    /// A paper, by its short name: `employment`, `income`, `resident`, …
    DocType,
    /// How many days a payment is late.
    DaysOverdue,
    /// A credit score.
    Score,
    /// A time of the day.
    TimeWindow,
    /// A means of contact: `phone`, `visit`, `sms`, `email`, `post`.
    Means,
    /// Whom a caller claims to be: `prosecution`, `police`, `regulator`, `bank`, `court`.
    ClaimedAgency,
    /// A place: `workplace`, `home`, `abroad`.
    Place,
    /// What was given to somebody who may be a cheat: `money`, `id`, `app`, `otp`.
    Given,
    /// The product meant: `loan` or `card`.
    Product,
    /// The reference of a case or an application.
    Reference,
}

/// What an entity amounts to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A sum in won.
    Won(u64),
    /// A count or a score.
    Number(u64),
    /// A day, to be settled by today's date.
    Day(Day),
    /// A fixed word of the kind.
    Name(String),
}

/// A day as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// So many days from today; negative in the past.
    Offset(i32),
    /// The weekday (1 = Monday) of the week so many weeks from this one.
    Weekday { weeks: i32, weekday: i8 },
    /// The next such weekday (1 = Monday), today included.
    NextWeekday { weekday: i8 },
    /// A day of the month so many months from this one; day 0 is the month's last.
    OfMonth { months: i32, day: i8 },
    /// A day named with its month: the nearest one to today.
    Calendar { year: Option<i16>, month: i8, day: i8 },
    /// The next such day of a month, today included; day 0 is the month's last.
    Next { day: i8 },
    /// A whole month, so many from this one.
    Month { months: i32 },
}

/// Everything a message names, in the order of its words; where two readings overlap the earlier kind of
/// `READERS` wins.
pub fn find(text: &str) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for entity in READERS.iter().flat_map(|read| read(text)) {
        let apart = |other: &Entity| other.span.end <= entity.span.start || entity.span.end <= other.span.start;
        if found.iter().all(apart) {
            found.push(entity);
        }
    }
    found.sort_by_key(|entity| entity.span.start);
    found
}

/// The readers of each kind, the most telling first.
const READERS: [fn(&str) -> Vec<Entity>; 8] = [
    number::card_last4,
    number::reference,
    number::score,
    number::days_overdue,
    date::time_window,
    date::dates,
    amount::amounts,
    name::names,
];

impl Entity {
    /// An entity at some bytes of a text.
    fn at(text: &str, span: Range<usize>, kind: EntityKind, value: Value) -> Self {
        Self { kind, text: text[span.clone()].to_owned(), value, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_can_name_several_things() {
        let found = find("25일에 재직증명서 내고 끝자리 4821 카드로 삼백만원 낼게요");
        let kinds: Vec<EntityKind> = found.iter().map(|entity| entity.kind).collect();
        use EntityKind::{Amount, CardLast4, Date, DocType, Product};
        assert_eq!(kinds, [Date, DocType, CardLast4, Product, Amount]);
        assert_eq!(found[4].value, Value::Won(3_000_000));
    }

    #[test]
    fn spans_cut_the_message_itself() {
        let text = "  한도 5백만원으로 올려줘";
        for entity in find(text) {
            assert_eq!(&text[entity.span.clone()], entity.text);
        }
        assert_eq!(find(""), []);
    }
}
