//! handoff: the points behind the order: one point is one minute of waiting.

use jiff::{SignedDuration, Timestamp};

use super::Waiting;
use super::need::Care;
use crate::handoff::Priority;

/// What points are counted from: the longest target there is, in minutes.
const BASE: i64 = 10;
/// How much a circumstance counts, and all of them together.
const CARE: i64 = 3;
/// How much it counts for the agent who served the customer last.
const KNOWN: i64 = 2;
/// The most points that nobody has to wait for. Nobody who comes so many minutes later goes ahead of
/// anybody, unless in danger: that is the bound on starving.
pub const MOST: i64 = 9;

impl Priority {
    /// How soon, as minutes that need not be waited for.
    pub const fn points(self) -> i64 {
        BASE - self.target().as_secs() / 60
    }
}

impl Waiting {
    /// The points somebody came with: how soon it is needed, and care.
    pub fn head_start(&self) -> i64 {
        (self.priority.points() + if self.care.is_empty() { 0 } else { CARE }).min(MOST)
    }

    /// The moment by which it is this one's turn: ten minutes after the first sign less the head start,
    /// and never later than what was promised.
    ///
    /// All age alike, so the order by this moment is the order by points at any time, and it does not
    /// change by mere waiting.
    pub fn turn(&self) -> Timestamp {
        self.turn_with(self.head_start())
    }

    /// The same moment for the agent who served the customer last. It stays within the bound.
    pub fn turn_for_who_knows_them(&self) -> Timestamp {
        self.turn_with((self.head_start() + KNOWN).min(MOST))
    }

    fn turn_with(&self, head_start: i64) -> Timestamp {
        (self.since + SignedDuration::from_mins(BASE - head_start)).min(self.due.max(self.since))
    }

    /// All points at `now`: the head start, and one for each minute waited.
    pub fn points(&self, now: Timestamp) -> i64 {
        BASE + now.duration_since(self.turn()).as_secs().div_euclid(60)
    }

    /// How long until the promised moment; negative once it has passed.
    pub fn slack(&self, now: Timestamp) -> SignedDuration {
        self.due.duration_since(now)
    }

    /// Why it waits less than others, for whoever asks.
    pub fn circumstances(&self) -> impl Iterator<Item = Care> {
        self.care.iter().copied()
    }
}
