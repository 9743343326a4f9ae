//! bot: when agents are at the desk, as customers are told.

use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};

use super::DeskStatus;
use crate::core::local;
use crate::words::Desk;

/// Agents are there on weekdays from this hour …
const OPENS: i8 = 9;
/// … to this hour.
const CLOSES: i8 = 18;

/// Who is at the desk. Whoever is there counts, whatever the hour.
pub(super) fn desk(status: DeskStatus, now: Timestamp) -> Desk {
    if status.agents_online > 0 {
        return Desk::There {
            position: status.position.max(1),
            minutes: status.wait_seconds.map(|seconds| seconds.div_ceil(60).max(1)),
        };
    }
    let local = local(now).datetime();
    if is_workday(local) && (OPENS..CLOSES).contains(&local.hour()) {
        Desk::Away
    } else {
        Desk::Closed { opens: opens(local) }
    }
}

/// The moment of a time in the company's country.
pub(super) fn timestamp(local: DateTime) -> Option<Timestamp> {
    TimeZone::fixed(Offset::constant(9)).to_timestamp(local).ok()
}

fn opens(local: DateTime) -> DateTime {
    let today = local.date();
    let mut day = if local.hour() < OPENS { today } else { today.tomorrow().unwrap_or(today) };
    while !is_workday(day.into()) {
        day = day.tomorrow().unwrap_or(day);
    }
    day.at(OPENS, 0, 0, 0)
}

fn is_workday(day: DateTime) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_desk_says_when_it_opens() {
        let nobody = DeskStatus { agents_online: 0, position: 1, wait_seconds: None };
        let check = |now: &str, want: Option<&str>| {
            let want = want.map_or(Desk::Away, |opens| Desk::Closed { opens: opens.parse().unwrap() });
            assert_eq!(desk(nobody, now.parse().unwrap()), want, "{now}");
        };
        check("2026-11-23T01:00:00Z", None);
        check("2026-11-23T08:59:00Z", None);
        check("2026-11-23T09:00:00Z", Some("2026-11-24T09:00:00"));
        check("2026-11-22T23:59:00Z", Some("2026-11-23T09:00:00"));
        check("2026-11-20T12:00:00Z", Some("2026-11-23T09:00:00"));
        check("2026-11-22T03:00:00Z", Some("2026-11-23T09:00:00"));
    }

    #[test]
    fn whoever_is_there_counts_at_any_hour() {
        let status = DeskStatus { agents_online: 1, position: 2, wait_seconds: Some(200) };
        let night = "2026-11-22T15:00:00Z".parse().unwrap();
        assert_eq!(desk(status, night), Desk::There { position: 2, minutes: Some(4) });
    }
}
