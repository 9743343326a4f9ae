//! handoff: the moves a handoff can make. Each takes the handoff and gives it back changed, or refuses.

use jiff::Timestamp;

use super::{Handoff, Outcome, Priority, Queue, State, StateName};
use crate::id::{AgentId, ConversationId, HandoffId, PersonId};
use crate::queue::Need;
use crate::reason::Reason;
use crate::word::words;

/// A move that a handoff can be asked to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transition {
    Accept,
    Decline,
    Claim,
    Speak,
    Snooze,
    Release,
    Transfer,
    Reassign,
    Book,
    Recall,
    Cancel,
    Abandon,
    GiveBack,
    Close,
}

words! {
    Transition {
        Accept => "accept",
        Decline => "decline",
        Claim => "claim",
        Speak => "speak",
        Snooze => "snooze",
        Release => "release",
        Transfer => "transfer",
        Reassign => "reassign",
        Book => "book",
        Recall => "recall",
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
        Self { id, conversation, person, reason, queue, priority, need: Need::default(), state }
    }

    /// A person is offered; nobody waits until the customer takes the offer.
    #[must_use]
    pub fn offer(self, now: Timestamp) -> Self {
        Self { state: State::Offered { at: now }, ..self }
    }

    /// The customer takes the offer, or is queued for a better reason meanwhile.
    pub fn accept(self, reason: Reason, queue: Queue, priority: Priority, now: Timestamp) -> Result {
        let State::Offered { .. } = self.state else { return Err(self.refuses(Transition::Accept)) };
        let state = State::Queued { since: now, due: now + priority.target() };
        Ok(Self { reason, queue, priority, state, ..self })
    }

    /// What it needs of whoever takes it.
    #[must_use]
    pub fn needing(self, need: Need) -> Self {
        Self { need, ..self }
    }

    /// Promised for a later moment than the target: nobody is at the desk before.
    #[must_use]
    pub fn due_by(mut self, promised: Timestamp) -> Self {
        if let State::Queued { due, .. } = &mut self.state {
            *due = promised;
        }
        self
    }

    /// It has waited before, in another conversation: that counts.
    #[must_use]
    pub fn waiting_since(mut self, since: Timestamp, due: Timestamp) -> Self {
        if let State::Queued { since: from, due: until } = &mut self.state {
            (*from, *until) = ((*from).min(since), (*until).min(due));
        }
        self
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

    /// A promise has come due while it waits for another reason: that one stays, with the promise beside it.
    pub fn remind(&mut self, priority: Priority, promise: Reason, now: Timestamp) {
        let reason = self.reason.clone().beside(promise);
        let priority = priority.min(self.priority);
        self.raise(self.queue, priority, reason, now);
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
        self.state = State::Live { since, due, by, at, first_reply_at: now, snoozed_until: None };
        Ok(self)
    }

    /// Its holder lays it aside until then, or takes it up again.
    pub fn snooze(mut self, until: Option<Timestamp>) -> Result {
        let refusal = self.refuses(Transition::Snooze);
        let State::Live { snoozed_until, .. } = &mut self.state else { return Err(refusal) };
        *snoozed_until = until;
        Ok(self)
    }

    /// The customer writes: what was laid aside is so no longer.
    pub fn wake(&mut self) {
        if let State::Live { snoozed_until, .. } = &mut self.state {
            *snoozed_until = None;
        }
    }

    /// Until when it is laid aside, while it is.
    pub fn snoozed_at(&self, now: Timestamp) -> Option<Timestamp> {
        match self.state {
            State::Live { snoozed_until, .. } => snoozed_until.filter(|until| *until > now),
            _ => None,
        }
    }

    /// Back into the queue at its old place: the customer does not wait anew for the agent's leaving.
    pub fn release(self) -> Result {
        let state = match self.state {
            State::Claimed { since, due, .. } | State::Live { since, due, .. } => State::Queued { since, due },
            _ => return Err(self.refuses(Transition::Release)),
        };
        Ok(Self { state, ..self })
    }

    /// To another team or colleague, at its old place; the comment travels in the log.
    pub fn transfer(self, queue: Queue, to: Option<AgentId>, now: Timestamp) -> Result {
        let Some(by) = self.holder().cloned() else { return Err(self.refuses(Transition::Transfer)) };
        let released = self.release()?;
        let need = released.need.clone().passed(by, to, now);
        Ok(Self { queue, need, ..released })
    }

    /// A lead gives it to somebody, or takes it themselves, whoever holds it or nobody.
    pub fn reassign(self, to: AgentId, now: Timestamp) -> Result {
        match &self.state {
            State::Queued { .. } => self.claim(to, now),
            State::Claimed { .. } | State::Live { .. } => self.release()?.claim(to, now),
            _ => Err(self.refuses(Transition::Reassign)),
        }
    }

    /// The customer is called back at `at` instead of waiting.
    pub fn book(self, at: Timestamp, now: Timestamp) -> Result {
        let State::Queued { .. } = self.state else { return Err(self.refuses(Transition::Book)) };
        Ok(Self { state: State::Callback { at, booked_at: now }, ..self })
    }

    /// The booked time has come, or the customer asks again: back into the queue, with the wait counted from now.
    pub fn recall(self, now: Timestamp) -> Result {
        let State::Callback { .. } = self.state else { return Err(self.refuses(Transition::Recall)) };
        let state = State::Queued { since: now, due: now + self.priority.target() };
        let need = Need { routed_at: Some(now), passed: None, ..self.need };
        Ok(Self { need, state, ..self })
    }

    /// The customer does not take the offer.
    pub fn decline(self, now: Timestamp) -> Result {
        self.end(Transition::Decline, now)
    }

    /// The customer does not want to wait any longer, or not to be called.
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
            (Transition::Decline, State::Offered { .. }) => Outcome::Declined,
            (Transition::Cancel, State::Queued { .. } | State::Callback { .. }) => Outcome::Cancelled,
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
