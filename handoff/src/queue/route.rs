//! handoff: who may take what, who takes it best, and how the circle widens while nobody does.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::Waiting;
use super::need::{Need, Skill};
use crate::agent::Presence;
use crate::handoff::{Handoff, Priority, Queue};
use crate::id::AgentId;
use crate::message::Language;

/// Someone at the desk, as far as routing needs to know. Empty sets mean "all".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub id: AgentId,
    pub presence: Presence,
    pub queues: BTreeSet<Queue>,
    pub skills: BTreeSet<Skill>,
    pub languages: BTreeSet<Language>,
    pub capacity: u32,
    pub holding: u32,
    /// When a conversation came to them last.
    pub last_at: Option<Timestamp>,
}

/// How long each circle holds before the next, wider one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relaxation {
    pub step: SignedDuration,
}

/// Who is asked, from the closest circle outwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circle {
    /// Who served the customer last.
    Preferred,
    /// The team, with the skills and the language.
    Fitting,
    /// The team with the language, whatever they have learnt.
    Team,
    /// Any team with the language: the overflow.
    Overflow,
    /// Whoever is free: somebody is better than nobody.
    Anyone,
}

impl Seat {
    /// Whether one more conversation may come to them.
    pub fn is_free(&self) -> bool {
        self.presence == Presence::Online && self.holding < self.capacity
    }

    /// The closest circle in which the seat stands to what is needed.
    pub fn circle(&self, queue: Queue, need: &Need) -> Circle {
        let speaks = self.languages.is_empty() || self.languages.contains(&need.language);
        let team = self.queues.is_empty() || self.queues.contains(&queue);
        let learnt = self.skills.is_empty() || need.skills.is_subset(&self.skills);
        match (speaks, team, learnt) {
            (false, ..) => Circle::Anyone,
            (true, false, _) => Circle::Overflow,
            (true, true, false) => Circle::Team,
            (true, true, true) if need.preferred.as_ref() == Some(&self.id) => Circle::Preferred,
            (true, true, true) => Circle::Fitting,
        }
    }

    /// Whether the seat may take it at `now`, the circle having widened with the wait.
    pub fn may_take(&self, handoff: &Handoff, now: Timestamp, relaxation: Relaxation) -> bool {
        self.circle(handoff.queue, &handoff.need) <= widest(handoff, now, relaxation)
    }
}

/// How wide the circle is at `now`. In danger nobody asks for skills; the language is still tried first.
pub fn widest(handoff: &Handoff, now: Timestamp, relaxation: Relaxation) -> Circle {
    let Some(since) = handoff.since() else { return Circle::Fitting };
    let steps = now.duration_since(since).as_secs() / relaxation.step.as_secs().max(1);
    let steps = if handoff.priority == Priority::Emergency { steps + 2 } else { steps };
    match steps {
        ..=0 => Circle::Fitting,
        1 => Circle::Team,
        2 => Circle::Overflow,
        _ => Circle::Anyone,
    }
}

/// Whom a handoff is pushed to: of those who are free and within the circle the preferred one, then the
/// closest, the least busy for their capacity, the longest idle. Who declined is asked when nobody else is left.
pub fn choose<'s>(seats: &'s [Seat], handoff: &Handoff, now: Timestamp, relaxation: Relaxation) -> Option<&'s Seat> {
    let fits = |seat: &&Seat| seat.is_free() && seat.may_take(handoff, now, relaxation);
    let rank = |seat: &&Seat| {
        let declined = handoff.need.declined.contains(&seat.id);
        // Shares of the capacity, compared without fractions.
        let load = u64::from(seat.holding) * 1_000_000 / u64::from(seat.capacity.max(1));
        (declined, seat.circle(handoff.queue, &handoff.need), load, seat.last_at, seat.id.clone())
    };
    seats.iter().filter(fits).min_by_key(rank)
}

/// What a free seat pulls next: the first in order that it may take, leaving what it declined for the end.
pub fn next_for<'h>(seat: &Seat, open: &'h [Handoff], now: Timestamp, relaxation: Relaxation) -> Option<&'h Handoff> {
    let mut waiting: Vec<(Waiting, &Handoff)> = open
        .iter()
        .filter(|handoff| seat.may_take(handoff, now, relaxation))
        .filter_map(|handoff| Some((Waiting::of(handoff)?, handoff)))
        .collect();
    waiting.sort_by(|(a, of_a), (b, of_b)| {
        let declined = |handoff: &Handoff| handoff.need.declined.contains(&seat.id);
        declined(of_a).cmp(&declined(of_b)).then_with(|| a.order(b))
    });
    waiting.first().map(|(_, handoff)| *handoff)
}

#[cfg(test)]
mod tests;
