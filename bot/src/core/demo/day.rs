//! bot: days that synthetic records count from now: `today-12+3m`, `today-1T09:00`, `month-1@25`.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::Value;

/// The same record with real days in place of counted ones.
pub(super) fn settle(record: &Value, today: Date) -> Value {
    match record {
        Value::String(text) => Value::String(read(text, today).unwrap_or_else(|| text.clone())),
        Value::Array(items) => items.iter().map(|item| settle(item, today)).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, field)| (name.clone(), settle(field, today))).collect())
        }
        other => other.clone(),
    }
}

/// A day or, with `T` and a time of day in Korea, a moment; none for any other text.
fn read(text: &str, today: Date) -> Option<String> {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
    let (day, of_month) = day.split_once('@').map_or((day, None), |(day, of_month)| (day, Some(of_month)));
    let (mut date, offsets, months) = match (day.strip_prefix("today"), day.strip_prefix("month")) {
        (Some(offsets), _) => (today, offsets, false),
        (_, Some(offsets)) => (today.first_of_month(), offsets, true),
        _ => return None,
    };
    for offset in offsets.split_inclusive(|c: char| c.is_ascii_digit() || c == 'm').fold(Vec::new(), joined) {
        date = date.checked_add(span(&offset, months)?).ok()?;
    }
    if let Some(of_month) = of_month {
        date = date.first_of_month().checked_add((of_month.parse::<i32>().ok()? - 1).days()).ok()?;
    }
    match time {
        None => Some(date.to_string()),
        Some(time) => Some(format!("{date}T{time}:00+09:00")),
    }
}

/// Pieces of an offset put together: a sign begins a new one.
fn joined(mut offsets: Vec<String>, piece: &str) -> Vec<String> {
    match offsets.last_mut() {
        Some(last) if !piece.starts_with(['+', '-']) => last.push_str(piece),
        _ => offsets.push(piece.to_owned()),
    }
    offsets
}

fn span(offset: &str, months: bool) -> Option<Span> {
    match offset.strip_suffix('m') {
        Some(count) => Some(count.parse::<i32>().ok()?.months()),
        None if months => Some(offset.parse::<i32>().ok()?.months()),
        None => Some(offset.parse::<i32>().ok()?.days()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_from_today() {
        let today = date(2026, 11, 23);
        let check = |text: &str, want: Option<&str>| assert_eq!(read(text, today).as_deref(), want, "{text}");
        check("today", Some("2026-11-23"));
        check("today+9", Some("2026-12-02"));
        check("today-12+3m", Some("2027-02-11"));
        check("today-1T09:00", Some("2026-11-22T09:00:00+09:00"));
        check("month", Some("2026-11-01"));
        check("month-1@25", Some("2026-10-25"));
        check("tomorrow", None);
        check("today+x", None);
    }
}
