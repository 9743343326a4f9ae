//! handoff: who is next, where somebody stands, and how long it takes.

pub mod need;
mod points;
pub mod route;
mod routing;

pub use need::{Care, Need, Passed, Skill};
pub use points::MOST;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::handoff::{Handoff, Priority, State};
use crate::id::HandoffId;

/// One who waits, as far as the order needs to know. Who the customer is has no place here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub id: HandoffId,
    pub priority: Priority,
    pub care: BTreeSet<Care>,
    pub since: Timestamp,
    pub due: Timestamp,
}

impl Waiting {
    /// The handoff's place holder in the queue; none unless it waits.
    pub fn of(handoff: &Handoff) -> Option<Self> {
        let State::Queued { since, due } = handoff.state else { return None };
        let care = handoff.need.care.clone();
        Some(Self { id: handoff.id.clone(), priority: handoff.priority, care, since, due })
    }

    /// Emergencies first; then whose turn is first by points; then who came first; then the id, so that
    /// the order is total and the same on every node.
    ///
    /// Beyond emergencies, whoever waits is overtaken only by what arrives within [`MOST`] minutes after
    /// them: the set closes with time, and nobody starves.
    pub fn order(&self, other: &Self) -> Ordering {
        let rank = |one: &Self| (one.priority != Priority::Emergency, one.turn(), one.since);
        rank(self).cmp(&rank(other)).then_with(|| self.id.cmp(&other.id))
    }
}

impl Priority {
    /// How long somebody of this priority should wait at most.
    pub const fn target(self) -> SignedDuration {
        SignedDuration::from_mins(match self {
            Self::Emergency => 1,
            Self::Urgent => 3,
            Self::High => 5,
            Self::Normal => 10,
        })
    }
}

/// Puts those who wait into the order in which they should be claimed.
pub fn sort(waiting: &mut [Waiting]) {
    waiting.sort_by(Waiting::order);
}

/// Where `id` stands among those who wait, in whatever order they are given; 1 is next.
pub fn position(waiting: &[Waiting], id: &HandoffId) -> Option<u32> {
    let own = waiting.iter().find(|one| one.id == *id)?;
    Some(place(waiting.iter().filter(|one| one.order(own).is_lt()).count()))
}

/// Where somebody of `priority` would stand who joined at `now`; 1 is next.
pub fn position_of_next(waiting: &[Waiting], priority: Priority, now: Timestamp) -> u32 {
    let rank = (priority != Priority::Emergency, now + priority.target());
    // Whose turn is at the same moment has waited longer and stays ahead.
    place(waiting.iter().filter(|one| (one.priority != Priority::Emergency, one.turn()) <= rank).count())
}

/// How long the one at `position` will wait, rounded up to minutes. `handle_times` are the latest times
/// from claim to end, in seconds. None when nobody is there or nothing is known: no guess is made.
///
/// Reckoned with a time that three of four handoffs keep, because a promise that most often holds is
/// worth more than a short one.
pub fn expected_wait(position: u32, agents_online: u32, handle_times: &[u32]) -> Option<SignedDuration> {
    if agents_online == 0 || handle_times.is_empty() {
        return None;
    }
    let mut times = handle_times.to_vec();
    times.sort_unstable();
    let usual = u64::from(times[(times.len() * 3).div_ceil(4) - 1]);
    let seconds = (u64::from(position.max(1)) * usual).div_ceil(u64::from(agents_online));
    Some(SignedDuration::from_mins(seconds.div_ceil(60).clamp(1, u64::from(u32::MAX)) as i64))
}

/// How many stand ahead, as a place.
fn place(ahead: usize) -> u32 {
    u32::try_from(ahead).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests;
