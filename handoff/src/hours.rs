//! handoff: when people are at the desk: weekdays between two hours, but for Korean holidays.

mod holiday;

pub use holiday::is_holiday;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// Korea keeps one time all year round.
const SEOUL: Offset = jiff::tz::offset(9);
/// Nobody is called sooner than that.
const SOON: SignedDuration = SignedDuration::from_mins(30);
/// No search for an opening goes further; a calendar without any is a mistake of the settings.
const FAR: usize = 400;

/// The desk's hours, in the company's country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    opens: Time,
    closes: Time,
    /// Days off beside the table of holidays: announced later, or the company's own.
    off: BTreeSet<Date>,
    /// Days on which the desk is open although the table says otherwise.
    on: BTreeSet<Date>,
}

/// Hours that do not make a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the desk has to open before it closes, on the same day")]
pub struct InvalidHours;

impl Default for Hours {
    fn default() -> Self {
        Self::new(Time::constant(9, 0, 0, 0), Time::constant(18, 0, 0, 0)).expect("nine is before six")
    }
}

impl Hours {
    /// From `opens` to `closes` on working days.
    pub fn new(opens: Time, closes: Time) -> Result<Self, InvalidHours> {
        let hours = Self { opens, closes, off: BTreeSet::new(), on: BTreeSet::new() };
        (opens < closes).then_some(hours).ok_or(InvalidHours)
    }

    /// The same with more days off, and with days that are worked after all.
    #[must_use]
    pub fn except(mut self, off: impl IntoIterator<Item = Date>, on: impl IntoIterator<Item = Date>) -> Self {
        self.off.extend(off);
        self.on.extend(on);
        self
    }

    /// Whether somebody should be there at `now`.
    pub fn is_open(&self, now: Timestamp) -> bool {
        let local = local(now);
        self.is_workday(local.date()) && (self.opens..self.closes).contains(&local.time())
    }

    /// When the desk opens next; none while it is open.
    pub fn opens_at(&self, now: Timestamp) -> Option<DateTime> {
        let local = local(now);
        let today = local.date();
        let first = if local.time() < self.opens { Some(today) } else { today.tomorrow().ok() };
        (!self.is_open(now)).then(|| self.workdays_from(first?).next().map(|day| day.to_datetime(self.opens))).flatten()
    }

    /// The moment so much opening time after `now`: what is promised at night runs from the morning on.
    pub fn after(&self, now: Timestamp, time: SignedDuration) -> Timestamp {
        let from = self.opens_at(now).and_then(timestamp).unwrap_or(now);
        let mut left = time;
        let mut at = from;
        for day in self.workdays_from(local(from).date()).take(FAR) {
            let Some(closes) = timestamp(day.to_datetime(self.closes)) else { break };
            let Some(opens) = timestamp(day.to_datetime(self.opens)) else { break };
            at = at.max(opens);
            let today = closes.duration_since(at);
            if left <= today {
                return at + left;
            }
            left -= today;
            at = closes;
        }
        at
    }

    /// Full hours at which somebody can be called, on this working day and the four after it.
    pub fn times(&self, now: Timestamp) -> impl Iterator<Item = DateTime> {
        let soonest = local(now + SOON);
        let hours = (self.opens.hour()..24).filter_map(|hour| Time::new(hour, 0, 0, 0).ok());
        let hours: Vec<Time> = hours.filter(|time| (self.opens..self.closes).contains(time)).collect();
        let days = self.workdays_from(local(now).date()).take(5);
        let times = days.flat_map(move |day| hours.clone().into_iter().map(move |time| day.to_datetime(time)));
        times.filter(move |time| *time >= soonest)
    }

    /// The moment `days` working days after `now`, at the close of that day.
    pub fn workdays_after(&self, now: Timestamp, days: usize) -> Timestamp {
        let tomorrow = local(now).date().tomorrow().ok();
        let day = tomorrow.and_then(|day| self.workdays_from(day).nth(days.saturating_sub(1)));
        day.and_then(|day| timestamp(day.to_datetime(self.closes))).unwrap_or(now)
    }

    /// Whether the desk is open on that day.
    pub fn is_workday(&self, day: Date) -> bool {
        if self.on.contains(&day) {
            return true;
        }
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.off.contains(&day) && !is_holiday(day)
    }

    fn workdays_from(&self, first: Date) -> impl Iterator<Item = Date> {
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
        days.take(FAR).filter(|day| self.is_workday(*day))
    }
}

/// The time in the company's country.
pub fn local(now: Timestamp) -> DateTime {
    now.to_zoned(TimeZone::fixed(SEOUL)).datetime()
}

/// The moment of a time in the company's country.
pub fn timestamp(local: DateTime) -> Option<Timestamp> {
    TimeZone::fixed(SEOUL).to_timestamp(local).ok()
}

#[cfg(test)]
mod tests;
