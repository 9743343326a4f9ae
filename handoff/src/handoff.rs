//! handoff: one handing-over, from the queue to its end.

mod transition;

pub use transition::{InvalidTransition, Transition};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AgentId, ConversationId, HandoffId, PersonId};
use crate::queue::Need;
use crate::reason::Reason;
use crate::word::words;

/// How soon somebody must look at it; the sooner is the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Emergency,
    Urgent,
    High,
    Normal,
}

words! { Priority { Emergency => "emergency", Urgent => "urgent", High => "high", Normal => "normal" } }

/// Which team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Queue {
    Fraud,
    Crisis,
    Debt,
    Loan,
    Card,
    Rights,
    General,
}

words! {
    Queue {
        Fraud => "fraud",
        Crisis => "crisis",
        Debt => "debt",
        Loan => "loan",
        Card => "card",
        Rights => "rights",
        General => "general",
    }
}

/// A conversation on its way to a person, or with one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handoff {
    pub id: HandoffId,
    pub conversation: ConversationId,
    pub person: PersonId,
    pub reason: Reason,
    pub queue: Queue,
    pub priority: Priority,
    /// What it needs of whoever takes it.
    pub need: Need,
    pub state: State,
}

/// Where it stands; each state holds just the facts true in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// A person was offered and the customer has not answered; nobody waits.
    Offered {
        at: Timestamp,
    },
    /// Waiting since `since`; should be answered by `due`. A released claim keeps its old `since`.
    Queued {
        since: Timestamp,
        due: Timestamp,
    },
    /// Won by an agent who has not spoken yet.
    Claimed {
        since: Timestamp,
        due: Timestamp,
        by: AgentId,
        at: Timestamp,
    },
    /// The agent has spoken. `since` and `due` stay, so that a release finds the old place.
    Live {
        since: Timestamp,
        due: Timestamp,
        by: AgentId,
        at: Timestamp,
        first_reply_at: Timestamp,
        /// The holder has laid it aside until then, or until the customer writes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        snoozed_until: Option<Timestamp>,
    },
    /// Nobody was there, or the customer would rather not wait: it comes back into the queue at `at`.
    Callback {
        at: Timestamp,
        booked_at: Timestamp,
    },
    Ended {
        outcome: Outcome,
        at: Timestamp,
    },
}

/// How a handoff ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Closed,
    Returned,
    /// The customer did not want to wait, or not to be called back.
    Cancelled,
    /// The customer left the queue without a word.
    Abandoned,
    /// The customer did not take the offer of a person.
    Declined,
}

words! {
    Outcome {
        Closed => "closed",
        Returned => "returned",
        Cancelled => "cancelled",
        Abandoned => "abandoned",
        Declined => "declined",
    }
}

/// A state without its facts: what queries and errors name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    Offered,
    Queued,
    Claimed,
    Live,
    Callback,
    Ended,
}

words! {
    StateName {
        Offered => "offered",
        Queued => "queued",
        Claimed => "claimed",
        Live => "live",
        Callback => "callback",
        Ended => "ended",
    }
}

impl State {
    /// The state without its facts.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Offered { .. } => StateName::Offered,
            Self::Queued { .. } => StateName::Queued,
            Self::Claimed { .. } => StateName::Claimed,
            Self::Live { .. } => StateName::Live,
            Self::Callback { .. } => StateName::Callback,
            Self::Ended { .. } => StateName::Ended,
        }
    }
}

impl Handoff {
    /// Whether somebody waits for it or holds it.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Queued { .. } | State::Claimed { .. } | State::Live { .. })
    }

    /// The agent who holds it now.
    pub const fn holder(&self) -> Option<&AgentId> {
        match &self.state {
            State::Claimed { by, .. } | State::Live { by, .. } => Some(by),
            _ => None,
        }
    }

    /// Since when the customer has been waiting, counted from the first queueing; none while nobody waits.
    pub const fn since(&self) -> Option<Timestamp> {
        match &self.state {
            State::Queued { since, .. } | State::Claimed { since, .. } | State::Live { since, .. } => Some(*since),
            _ => None,
        }
    }

    /// When it should have been answered; none while nobody waits.
    pub const fn due(&self) -> Option<Timestamp> {
        match &self.state {
            State::Queued { due, .. } | State::Claimed { due, .. } | State::Live { due, .. } => Some(*due),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
