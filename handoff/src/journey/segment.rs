//! handoff: groups somebody belongs to now, each with the rule that matched. Nothing is refused by them.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Journey, Trouble};
use crate::journey::process::ProcessKind;
use crate::message::Channel;
use crate::word::words;

/// For so long after the first sign somebody is new.
const NEW: SignedDuration = SignedDuration::from_hours(30 * 24);
/// After so long without a sign somebody is dormant.
pub const DORMANT: SignedDuration = SignedDuration::from_hours(180 * 24);
/// From so many visits on a preferred channel can be told.
const TELLING: usize = 3;

/// How alive the relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lifecycle {
    New,
    Active,
    Dormant,
}

words! { Lifecycle { New => "new", Active => "active", Dormant => "dormant" } }

/// How the payments stand. It sets the tone and silences reminders; it decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Normal,
    DueSoon,
    Overdue,
    /// A debt adjustment is open: no collection contact, no selling.
    DebtAdjustment,
}

words! {
    Standing { Normal => "normal", DueSoon => "due_soon", Overdue => "overdue", DebtAdjustment => "debt_adjustment" }
}

/// A group, with what the group is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Segment {
    Lifecycle(Lifecycle),
    Standing(Standing),
    /// The channel used most within 90 days.
    Channel(Channel),
}

/// A membership: since when, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub segment: Segment,
    pub since: Timestamp,
    /// The rule that matched, in words.
    pub why: &'static str,
}

impl Journey {
    /// The groups that somebody belongs to at `now`; none of someone of whom nothing is known.
    pub fn segments(&self, now: Timestamp) -> Vec<Member> {
        [self.lifecycle(now), self.standing(), self.preferred_channel(now)].into_iter().flatten().collect()
    }

    /// How the payments stand, as far as the journey knows.
    pub fn credit_standing(&self) -> Standing {
        match self.standing().map(|member| member.segment) {
            Some(Segment::Standing(standing)) => standing,
            _ => Standing::Normal,
        }
    }

    fn lifecycle(&self, now: Timestamp) -> Option<Member> {
        let (began, last) = (self.began_at?, self.last_at?);
        let (lifecycle, since, why) = if now.duration_since(last) >= DORMANT {
            (Lifecycle::Dormant, last + DORMANT, "no sign for 180 days")
        } else if now.duration_since(began) < NEW {
            (Lifecycle::New, began, "first sign within 30 days")
        } else {
            (Lifecycle::Active, began + NEW, "a sign within 180 days")
        };
        Some(Member { segment: Segment::Lifecycle(lifecycle), since, why })
    }

    fn standing(&self) -> Option<Member> {
        let open = |kind| self.processes.values().find(|process| process.kind == Some(kind) && !process.done);
        let member = |standing, since, why| Member { segment: Segment::Standing(standing), since, why };
        if let Some(process) = open(ProcessKind::DebtAdjustment) {
            return Some(member(Standing::DebtAdjustment, process.began_at, "a debt adjustment is open"));
        }
        if let Some(since) = self.care.get(&Trouble::Overdue) {
            return Some(member(Standing::Overdue, *since, "an overdue claim is open"));
        }
        if let Some(since) = self.due_soon {
            return Some(member(Standing::DueSoon, since, "a payment falls due"));
        }
        Some(member(Standing::Normal, self.began_at?, "nothing is due or overdue"))
    }

    fn preferred_channel(&self, now: Timestamp) -> Option<Member> {
        let recent = || self.visits.iter().filter(|visit| now.duration_since(visit.at) < super::VISITS_KEPT);
        if recent().count() < TELLING {
            return None;
        }
        let used = |channel| recent().filter(move |visit| visit.channel == channel);
        // Of equals the one used last leads.
        let best = Channel::ALL
            .iter()
            .copied()
            .max_by_key(|channel| (used(*channel).count(), used(*channel).map(|visit| visit.at).max()))?;
        let since = used(best).map(|visit| visit.at).min()?;
        Some(Member { segment: Segment::Channel(best), since, why: "used most within 90 days" })
    }
}
