//! handoff: somebody's journey: a fold over the log, which can be thrown away and folded again.

mod cue;
pub mod mood;
mod open;
pub mod pace;
pub mod process;
pub mod segment;
pub mod stage;
mod told;
mod trouble;

pub use mood::Mood;
pub use open::{BOT, Case, Promise};
pub use process::{Process, ProcessKind};
pub use stage::{Move, Stage};
pub use told::{Consent, Score, Told};
pub use trouble::Trouble;

use std::collections::{BTreeMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::event::{Event, Fact};
use crate::id::PersonId;
use crate::message::Channel;

/// After such a gap the next sign is a new visit.
const VISIT_GAP: SignedDuration = SignedDuration::from_mins(30);
/// An application that is silent for so long is no longer under way.
const SILENCE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long visits are remembered one by one.
pub(crate) const VISITS_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How many visits, promises and cases are kept at most; the oldest go first.
const KEPT: usize = 64;

/// What the log says of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Journey {
    pub person: PersonId,
    /// The first sign; none while nothing has happened.
    pub began_at: Option<Timestamp>,
    pub last_at: Option<Timestamp>,
    /// As of `last_at`; a silent application is told by [`Journey::stage_at`].
    pub stage: Stage,
    /// The problems that are open, each with its beginning.
    pub care: BTreeMap<Trouble, Timestamp>,
    pub mood: Mood,
    /// By the process's name in the core system.
    pub processes: BTreeMap<String, Process>,
    /// Open promises, oldest first.
    pub promises: Vec<Promise>,
    /// Open cases, oldest first.
    pub cases: Vec<Case>,
    /// Since when a payment has been falling due.
    pub due_soon: Option<Timestamp>,
    /// The visits of the last 90 days, oldest first.
    pub visits: Vec<Visit>,
    /// All visits ever.
    pub visit_count: u32,
    /// The last thing the customer did by themselves.
    pub last_visit_at: Option<Timestamp>,
    /// What they agreed to, and how they rated us.
    #[serde(default)]
    pub told: Told,
}

/// One visit, by its first sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub at: Timestamp,
    pub channel: Channel,
}

impl Default for Journey {
    fn default() -> Self {
        Self::new(PersonId(String::new()))
    }
}

impl Journey {
    /// The journey of someone of whom nothing is known yet.
    pub fn new(person: PersonId) -> Self {
        Self {
            person,
            began_at: None,
            last_at: None,
            stage: Stage::default(),
            care: BTreeMap::new(),
            mood: Mood::default(),
            processes: BTreeMap::new(),
            promises: Vec::new(),
            cases: Vec::new(),
            due_soon: None,
            visits: Vec::new(),
            visit_count: 0,
            last_visit_at: None,
            told: Told::default(),
        }
    }

    /// The journey that `events` tell, in whatever order they arrived and however often: they are folded
    /// by (at, source, id), each (source, id) once. The same events always give the same checksum.
    pub fn of(person: PersonId, events: &[Event]) -> Self {
        let mut sorted: Vec<&Event> = events.iter().collect();
        sorted.sort_by(|a, b| (a.at, &a.source, &a.id).cmp(&(b.at, &b.source, &b.id)));
        let mut seen = HashSet::new();
        sorted.into_iter().filter(|event| seen.insert((&event.source, &event.id))).fold(Self::new(person), Self::fold)
    }

    /// The journey after one more event. Every event is taken; one that is older than the last is taken
    /// as it comes, and only [`Journey::of`] puts it where it belongs.
    #[must_use]
    pub fn fold(mut self, event: &Event) -> Self {
        // Under which names somebody is known is no sign of theirs, and its time depends on who told us when.
        if matches!(event.fact, Fact::IdentityLinked { .. } | Fact::IdentityUnlinked { .. }) {
            return self;
        }
        if self.silent_at(event.at) {
            self.stage = self.stage.after(Move::Silence);
        }
        if cue::is_visit(event) && self.visit(event) {
            self.stage = self.stage.after(Move::Return);
        }
        if let Some(step) = cue::step(&event.fact) {
            if step == Move::Complaint && self.stage == Stage::Advocate {
                self.care.entry(Trouble::Complaint).or_insert(event.at);
            }
            self.stage = self.stage.after(step);
        }
        if let Some(trouble) = cue::opens(&event.fact) {
            self.care.entry(trouble).or_insert(event.at);
        }
        for trouble in cue::settles(&event.fact) {
            self.care.remove(trouble);
        }
        if let Some(signal) = mood::Signal::of(event) {
            self.mood = self.mood.with(signal);
        }
        self.take(event);
        self.told.take(event);
        self.began_at = Some(self.began_at.map_or(event.at, |began| began.min(event.at)));
        self.last_at = Some(self.last_at.map_or(event.at, |last| last.max(event.at)));
        self
    }

    /// The stage at `now`: an application without a sign for thirty days is no longer under way.
    pub fn stage_at(&self, now: Timestamp) -> Stage {
        if self.silent_at(now) { self.stage.after(Move::Silence) } else { self.stage }
    }

    /// Whether a problem is open.
    pub fn needs_care(&self) -> bool {
        !self.care.is_empty()
    }

    /// The processes that are under way, by name.
    pub fn open_processes(&self) -> impl Iterator<Item = (&String, &Process)> {
        self.processes.iter().filter(|(_, process)| !process.done)
    }

    /// SHA-256 over a canonical form, in hexadecimal. Sums are rounded to millionths, because the last
    /// bits of a power differ between machines.
    pub fn checksum(&self) -> String {
        let millionths = |sum: f64| (sum * 1e6).round() as i64;
        let (sum, weight) = self.mood.sums();
        let Self { person, began_at, last_at, stage, care, mood, processes, promises, cases, .. } = self;
        let Self { due_soon, visits, visit_count, last_visit_at, told, .. } = self;
        crate::hash::hash(&(
            (person, began_at, last_at, stage, care),
            (millionths(sum), millionths(weight), &mood.sources),
            (processes, promises, cases),
            (due_soon, visits, visit_count, last_visit_at),
            told,
        ))
    }

    fn silent_at(&self, now: Timestamp) -> bool {
        self.last_at.is_some_and(|last| now.duration_since(last) >= SILENCE)
    }

    /// Counts a sign of the customer; true when it begins a visit that is not the first.
    fn visit(&mut self, event: &Event) -> bool {
        let begins = self.last_visit_at.is_none_or(|last| event.at.duration_since(last) >= VISIT_GAP);
        self.last_visit_at = Some(self.last_visit_at.map_or(event.at, |last| last.max(event.at)));
        if begins {
            self.visit_count = self.visit_count.saturating_add(1);
            self.visits.retain(|visit| event.at.duration_since(visit.at) < VISITS_KEPT);
            push(&mut self.visits, Visit { at: event.at, channel: event.channel });
        }
        begins && self.visit_count > 1
    }
}

/// Appends, and forgets the oldest above the bound.
fn push<T>(list: &mut Vec<T>, item: T) {
    list.push(item);
    list.drain(..list.len().saturating_sub(KEPT));
}

#[cfg(test)]
mod tests;
