//! handoff: tests of the hours and of the holidays.

use jiff::civil::date;

use super::*;

fn at(text: &str) -> Timestamp {
    timestamp(text.parse().unwrap()).unwrap()
}

#[test]
fn the_desk_is_open_on_working_days_within_its_hours() {
    let check = |now: &str, opens: Option<&str>| {
        let hours = Hours::default();
        assert_eq!(hours.is_open(at(now)), opens.is_none(), "{now}");
        assert_eq!(hours.opens_at(at(now)), opens.map(|opens| opens.parse().unwrap()), "{now}");
    };
    check("2026-11-23T09:00", None);
    check("2026-11-23T17:59", None);
    check("2026-11-23T18:00", Some("2026-11-24T09:00"));
    check("2026-11-23T08:59", Some("2026-11-23T09:00"));
    check("2026-11-20T20:00", Some("2026-11-23T09:00"));
    // Chuseok of 2026 runs from Thursday to Saturday.
    check("2026-09-23T18:30", Some("2026-09-28T09:00"));
    check("2026-12-24T18:30", Some("2026-12-28T09:00"));
}

#[test]
fn holidays_on_a_weekend_are_replaced_where_the_law_says_so() {
    for day in [
        date(2026, 1, 1),
        date(2026, 3, 2),
        date(2026, 5, 25),
        date(2026, 8, 17),
        date(2026, 10, 5),
        date(2027, 2, 9),
        date(2027, 8, 16),
        date(2027, 10, 4),
        date(2027, 10, 11),
        date(2027, 12, 27),
    ] {
        assert!(is_holiday(day), "{day}");
    }
    // Memorial Day and New Year are not replaced; other days are days.
    for day in [date(2026, 6, 8), date(2027, 6, 7), date(2028, 1, 3), date(2026, 10, 6), date(2026, 9, 28)] {
        assert!(!is_holiday(day), "{day}");
    }
}

#[test]
fn settings_add_days_off_and_days_that_are_worked() {
    let hours = Hours::default().except([date(2026, 11, 24)], [date(2026, 11, 28)]);
    assert_eq!(hours.opens_at(at("2026-11-23T19:00")), Some("2026-11-25T09:00".parse().unwrap()));
    assert!(hours.is_open(at("2026-11-28T10:00")), "a Saturday that is worked");
    let (nine, ten) = (jiff::civil::time(9, 0, 0, 0), jiff::civil::time(10, 0, 0, 0));
    assert_eq!(Hours::new(ten, nine), Err(InvalidHours));
}

#[test]
fn a_target_runs_in_opening_time() {
    let check = |now: &str, minutes: i64, want: &str| {
        let got = Hours::default().after(at(now), SignedDuration::from_mins(minutes));
        assert_eq!(got, at(want), "{now} + {minutes}");
    };
    check("2026-11-23T10:00", 10, "2026-11-23T10:10");
    check("2026-11-23T17:55", 10, "2026-11-24T09:05");
    check("2026-11-23T22:00", 10, "2026-11-24T09:10");
    check("2026-11-20T17:00", 60 + 9 * 60 + 5, "2026-11-24T09:05");
    check("2026-11-23T18:00", 0, "2026-11-24T09:00");
}

#[test]
fn working_days_are_counted_over_weekends_and_holidays() {
    let check = |now: &str, days, want: &str| {
        assert_eq!(Hours::default().workdays_after(at(now), days), at(want), "{now} + {days}");
    };
    check("2026-11-20T10:00", 1, "2026-11-23T18:00");
    check("2026-09-23T10:00", 2, "2026-09-29T18:00");
    check("2026-11-23T10:00", 10, "2026-12-07T18:00");
}

#[test]
fn calls_can_be_booked_for_full_hours_of_five_working_days() {
    let times = |now: &str| Hours::default().times(at(now)).map(|time| time.to_string()).collect::<Vec<_>>();
    let morning = times("2026-11-23T08:00");
    assert_eq!((morning.len(), morning[0].as_str()), (45, "2026-11-23T09:00:00"));
    assert_eq!(times("2026-11-23T16:31")[0], "2026-11-24T09:00:00");
    let friday = times("2026-11-20T16:30");
    assert_eq!((friday[0].as_str(), friday[1].as_str()), ("2026-11-20T17:00:00", "2026-11-23T09:00:00"));
}
