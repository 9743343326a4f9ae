//! handoff: who may take what, who takes it best, and how the circle widens while nobody does.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::Waiting;
use super::need::{Need, Skill};
use crate::agent::Presence;
use crate::handoff::{Handoff, Priority, Queue};
use crate::id::AgentId;
use crate::message::Language;

/// For how long what an agent pulls leaves aside what they declined.
pub const PUT_OFF: SignedDuration = SignedDuration::from_mins(5);
/// For how long what others pull leaves it to who served the customer last.
const LEFT_TO_WHO_KNOWS_THEM: SignedDuration = SignedDuration::from_secs(30);

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

    /// Whether the seat may take it at `now`, the circle having widened with the wait. What was passed to a
    /// colleague is theirs, whatever they have learnt, and for a while only theirs.
    pub fn may_take(&self, handoff: &Handoff, now: Timestamp, relaxation: Relaxation) -> bool {
        match handoff.need.passed.as_ref().and_then(|passed| passed.to.as_ref()) {
            Some(named) if *named == self.id => true,
            Some(_) if is_just_passed(handoff, now, relaxation) => false,
            _ => self.circle(handoff.queue, &handoff.need) <= widest(handoff, now, relaxation),
        }
    }

    /// Whether it is given to the seat, or pulled by it, at `now`: whoever has just passed it on wants others to
    /// have it.
    fn is_asked(&self, handoff: &Handoff, now: Timestamp, relaxation: Relaxation) -> bool {
        let passed_on = handoff.need.passed.as_ref().is_some_and(|passed| passed.by == self.id);
        self.may_take(handoff, now, relaxation) && !(passed_on && is_just_passed(handoff, now, relaxation))
    }

    /// Whether what the seat pulls leaves it aside at `now`: they declined it lately, or somebody else who knows
    /// the customer may want it first. Nobody is put off for long, and nobody in danger at all.
    fn puts_off(&self, handoff: &Handoff, now: Timestamp) -> bool {
        let need = &handoff.need;
        let within = |from: Option<Timestamp>, time| from.is_some_and(|from| now.duration_since(from) < time);
        let declined = need.declined.contains(&self.id) && within(need.declined_at, PUT_OFF);
        let others = need.preferred.as_ref().is_some_and(|preferred| *preferred != self.id);
        let left = others && within(routed_at(handoff), LEFT_TO_WHO_KNOWS_THEM);
        handoff.priority != Priority::Emergency && (declined || left)
    }
}

/// From when the circle widens.
fn routed_at(handoff: &Handoff) -> Option<Timestamp> {
    handoff.since().map(|since| handoff.need.routed_at.unwrap_or(since))
}

/// Whether a colleague has only just passed it on; in danger that is not waited for as long.
fn is_just_passed(handoff: &Handoff, now: Timestamp, relaxation: Relaxation) -> bool {
    let hold = if handoff.priority == Priority::Emergency { relaxation.step / 4 } else { relaxation.step };
    handoff.need.passed.is_some() && routed_at(handoff).is_some_and(|at| now.duration_since(at) < hold)
}

/// How wide the circle is at `now`. In danger nobody asks for skills; the language is still tried first.
pub fn widest(handoff: &Handoff, now: Timestamp, relaxation: Relaxation) -> Circle {
    let Some(routed_at) = routed_at(handoff) else { return Circle::Fitting };
    let steps = now.duration_since(routed_at).as_secs().max(0) / relaxation.step.as_secs().max(1);
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
    let fits = |seat: &&Seat| seat.is_free() && seat.is_asked(handoff, now, relaxation);
    let rank = |seat: &&Seat| {
        let declined = handoff.need.declined.contains(&seat.id);
        // Shares of the capacity, compared without fractions.
        let load = u64::from(seat.holding) * 1_000_000 / u64::from(seat.capacity.max(1));
        (declined, seat.circle(handoff.queue, &handoff.need), load, seat.last_at, seat.id.clone())
    };
    seats.iter().filter(fits).min_by_key(rank)
}

/// What a free seat pulls next: the first in order that it may take. Whom they know counts two minutes more, and
/// what they declined, or somebody else may want first, is put off for a while; danger never is.
pub fn next_for<'h>(seat: &Seat, open: &'h [Handoff], now: Timestamp, relaxation: Relaxation) -> Option<&'h Handoff> {
    let asked = open.iter().filter(|handoff| seat.is_asked(handoff, now, relaxation));
    let waiting = asked.filter_map(|handoff| Some((Waiting::of(handoff)?, handoff)));
    let rank = |(waiting, handoff): &(Waiting, &Handoff)| {
        let danger = waiting.priority == Priority::Emergency;
        let knows_them = !danger && handoff.need.preferred.as_ref() == Some(&seat.id);
        let turn = if knows_them { waiting.turn_for_who_knows_them() } else { waiting.turn() };
        (!danger, seat.puts_off(handoff, now), turn, waiting.since, waiting.id.clone())
    };
    waiting.min_by_key(rank).map(|(_, handoff)| handoff)
}

#[cfg(test)]
mod tests;
