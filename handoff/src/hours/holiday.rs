//! handoff: Korean public holidays: the fixed ones by rule, those of the lunar calendar as they were announced.

use jiff::civil::{Date, Weekday, date};

/// Month and day, and whether a weekday replaces one that falls on a weekend.
const FIXED: [(i8, i8, bool); 9] = [
    (1, 1, false),
    (3, 1, true),
    // Labour Day: not a public holiday, but banks and contact centres rest.
    (5, 1, false),
    (5, 5, true),
    (6, 6, false),
    (8, 15, true),
    (10, 3, true),
    (10, 9, true),
    (12, 25, true),
];

/// Seollal, Buddha's birthday, Chuseok and elections, with their substitutes. Years that are not announced
/// yet are added by `desk.holidays` until the table knows them.
const ANNOUNCED: [Date; 17] = [
    date(2026, 2, 16),
    date(2026, 2, 17),
    date(2026, 2, 18),
    date(2026, 5, 24),
    date(2026, 5, 25),
    date(2026, 6, 3),
    date(2026, 9, 24),
    date(2026, 9, 25),
    date(2026, 9, 26),
    date(2027, 2, 6),
    date(2027, 2, 7),
    date(2027, 2, 8),
    date(2027, 2, 9),
    date(2027, 5, 13),
    date(2027, 9, 14),
    date(2027, 9, 15),
    date(2027, 9, 16),
];

/// Whether a day is a public holiday, or the weekday that replaces one.
pub fn is_holiday(day: Date) -> bool {
    is_named(day) || is_substitute(day)
}

fn is_named(day: Date) -> bool {
    ANNOUNCED.contains(&day) || FIXED.iter().any(|&(month, of, _)| (day.month(), day.day()) == (month, of))
}

/// The first weekday after a replaceable holiday on a weekend that is no holiday itself.
fn is_substitute(day: Date) -> bool {
    if is_weekend(day) || is_named(day) {
        return false;
    }
    // Back over the weekend and over holidays, to what this day might replace.
    let mut before = day.yesterday().ok();
    while let Some(one) = before.filter(|one| is_weekend(*one) || is_named(*one)) {
        if is_weekend(one) && is_replaceable(one) {
            return true;
        }
        before = one.yesterday().ok();
    }
    false
}

fn is_replaceable(day: Date) -> bool {
    FIXED.iter().any(|&(month, of, replaced)| replaced && (day.month(), day.day()) == (month, of))
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
