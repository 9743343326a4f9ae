//! handoff: the moves a handoff can make. Each takes the handoff and gives it back changed, or refuses.

use jiff::Timestamp;

use super::{Handoff, Outcome, Priority, Queue, State, StateName};
use crate::id::{AgentId, ConversationId, HandoffId, PersonId};
use crate::reason::Reason;
use crate::word::words;

/// A move that a handoff can be asked to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transition {
    Claim,
    Speak,
    Release,
    Cancel,
    Abandon,
    GiveBack,
    Close,
}

words! {
    Transition {
        Claim => "claim",
        Speak => "speak",
        Release => "release",
        Cancel => "cancel",
        Abandon => "abandon",
        GiveBack => "give_back",
        Close => "close",
    }
}

/// A move that the state does not allow: somebody else was faster, or it has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a {from} handoff cannot {transition}")]
pub struct InvalidTransition {
    pub from: StateName,
    pub transition: Transition,
}

type Result = std::result::Result<Handoff, InvalidTransition>;

impl Handoff {
    /// Puts a conversation into a queue; it should be answered within its priority's target.
    pub fn queue(
        id: HandoffId,
        conversation: ConversationId,
        person: PersonId,
        reason: Reason,
        queue: Queue,
        priority: Priority,
        now: Timestamp,
    ) -> Self {
        let state = State::Queued { since: now, due: now + priority.target() };
        Self { id, conversation, person, reason, queue, priority, state }
    }

    /// It became more urgent while it waited or was held: the old `since` stays, and `due` is only
    /// ever drawn nearer. A lesser priority changes nothing.
    pub fn raise(&mut self, queue: Queue, priority: Priority, reason: Reason, now: Timestamp) {
        if priority > self.priority {
            return;
        }
        if let State::Queued { due, .. } | State::Claimed { due, .. } | State::Live { due, .. } = &mut self.state {
            *due = (*due).min(now + priority.target());
            (self.queue, self.priority, self.reason) = (queue, priority, reason);
        }
    }

    /// An agent takes it. Only what waits can be claimed, so it is won by exactly one.
    pub fn claim(self, by: AgentId, now: Timestamp) -> Result {
        let state = match &self.state {
            State::Queued { since, due } => State::Claimed { since: *since, due: *due, by, at: now },
            _ => return Err(self.refuses(Transition::Claim)),
        };
        Ok(Self { state, ..self })
    }

    /// The agent who claimed it says the first word.
    pub fn speak(mut self, now: Timestamp) -> Result {
        let refusal = self.refuses(Transition::Speak);
        let State::Claimed { since, due, by, at } = self.state else { return Err(refusal) };
        self.state = State::Live { since, due, by, at, first_reply_at: now };
        Ok(self)
    }

    /// Back into the queue at its old place: the customer does not wait anew for the agent's leaving.
    pub fn release(self) -> Result {
        let state = match self.state {
            State::Claimed { since, due, .. } | State::Live { since, due, .. } => State::Queued { since, due },
            _ => return Err(self.refuses(Transition::Release)),
        };
        Ok(Self { state, ..self })
    }

    /// The customer does not want to wait any longer.
    pub fn cancel(self, now: Timestamp) -> Result {
        self.end(Transition::Cancel, now)
    }

    /// The customer left the queue without a word.
    pub fn abandon(self, now: Timestamp) -> Result {
        self.end(Transition::Abandon, now)
    }

    /// The agent returns the conversation to the bot.
    pub fn give_back(self, now: Timestamp) -> Result {
        self.end(Transition::GiveBack, now)
    }

    /// The agent ends the conversation.
    pub fn close(self, now: Timestamp) -> Result {
        self.end(Transition::Close, now)
    }

    /// Who waits may leave, who holds it may let go, and nobody ends it for the other.
    fn end(self, transition: Transition, now: Timestamp) -> Result {
        let outcome = match (transition, &self.state) {
            (Transition::Cancel, State::Queued { .. }) => Outcome::Cancelled,
            (Transition::Abandon, State::Queued { .. }) => Outcome::Abandoned,
            (Transition::GiveBack, State::Claimed { .. } | State::Live { .. }) => Outcome::Returned,
            (Transition::Close, State::Claimed { .. } | State::Live { .. }) => Outcome::Closed,
            _ => return Err(self.refuses(transition)),
        };
        Ok(Self { state: State::Ended { outcome, at: now }, ..self })
    }

    fn refuses(&self, transition: Transition) -> InvalidTransition {
        InvalidTransition { from: self.state.name(), transition }
    }
}
