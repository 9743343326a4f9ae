//! bot: the moves of a turn that only the desk makes: offers, calls that are booked, transfers, leads.

use handoff::agent::Role;
use handoff::event::{Event, Fact, Measure};
use handoff::handoff::{Handoff, Priority, Queue, State};
use handoff::hours::timestamp;
use handoff::id::{AgentId, HandoffId};
use handoff::queue::Need;
use handoff::reason::Reason;
use jiff::{SignedDuration, Timestamp};

use super::{Error, Result, Turn};
use crate::conversation::Control;
use crate::dialogue::HandOff;
use crate::store::agent::Agent;
use crate::store::promise::{DUE, Mark, Promise};
use crate::view::REASSIGNED;
use crate::words;

/// For how long after a closing it can be rated.
const RATED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

impl Turn {
    /// The handoff that is wanted, at the end of its queue; an offer that was taken and a call that was
    /// booked keep their name.
    pub(super) fn queued(&mut self, wanted: &HandOff) -> Handoff {
        let (reason, queue, priority) = (wanted.reason.clone(), wanted.queue, wanted.priority);
        let earlier = self.handoff.take().and_then(|earlier| match earlier.state {
            State::Offered { .. } => earlier.accept(reason.clone(), queue, priority, self.now).ok(),
            State::Callback { .. } => earlier.recall(self.now).ok().map(|recalled| {
                Handoff { reason: reason.clone(), queue, priority, ..recalled }.due_by(self.now + priority.target())
            }),
            _ => None,
        });
        let handoff = earlier.unwrap_or_else(|| self.fresh(reason, queue, priority));
        let handoff = handoff.needing(self.need());
        if priority == Priority::Emergency {
            return handoff;
        }
        let promised = self.app.hours.after(self.now, priority.target());
        let mut handoff = handoff.due_by(promised);
        // Over night nobody passes by, so the circle widens from the morning on.
        handoff.need.routed_at = self.app.hours.opens_at(self.now).and_then(timestamp);
        handoff
    }

    /// What was promised for now comes back to the desk: whoever waits is seen sooner, whoever has the
    /// conversation is told and it stays open, and everybody else is queued for it.
    pub fn bring_back(&mut self, promise: &Promise) {
        let reason = Reason::promise(self.conversation.last_number, promise.text.as_str());
        let mark = match (&self.conversation.control, &mut self.handoff) {
            (Control::Queued { .. }, Some(waiting)) => {
                waiting.remind(Priority::High, reason, self.now);
                Mark::Settled
            }
            (Control::Agent { .. }, _) => {
                let fact = Fact::Touchpoint { what: DUE.to_owned(), label: promise.text.clone() };
                self.record_from(DUE, promise.id.clone(), fact);
                Mark::Told
            }
            (_, known) => {
                let queue = known.as_ref().map_or(Queue::General, |handoff| handoff.queue);
                self.hand_off(HandOff { reason, queue, priority: Priority::High });
                Mark::Settled
            }
        };
        self.promises.push((promise.id.clone(), mark));
    }

    /// What a person has to bring along for this conversation.
    fn need(&self) -> Need {
        let intent = self.conversation.dialogue.last_intent.map(nlu::Intent::name);
        Need::of(intent, self.conversation.language, &self.person.facts.notes)
    }

    /// Whoever needs a person again soon after one gave the conversation back gets the same one, and sooner.
    pub(super) fn after_return(&self, mut wanted: HandOff) -> HandOff {
        if self.returned_by().is_some() {
            wanted.priority = wanted.priority.min(Priority::High);
        }
        wanted
    }

    fn returned_by(&self) -> Option<&AgentId> {
        let returned = self.conversation.dialogue.returned.as_ref()?;
        returned.back.cooldown_until.is_some_and(|until| until > self.now).then_some(&returned.agent)
    }

    /// Who served the customer last is asked first.
    pub(super) async fn prefer_who_knows_them(&mut self) -> Result<()> {
        let since = self.now - SignedDuration::from_hours(24 * self.app.settings.desk.preferred_days);
        let known = match self.returned_by() {
            Some(agent) => Some(agent.clone()),
            None => self.app.store.last_agent_of(&self.person.id, since).await?,
        };
        if let Some(handoff) = &mut self.handoff
            && handoff.need.preferred.is_none()
        {
            handoff.need.preferred = known;
        }
        Ok(())
    }

    /// Whoever waited in another conversation goes on waiting in this one, at the same place or for the same call.
    /// `number` is the message with which they came.
    pub fn go_on_waiting(&mut self, waited: &Handoff, number: i64) -> Result<()> {
        let has_a_person = matches!(self.conversation.control, Control::Queued { .. } | Control::Agent { .. });
        if has_a_person && matches!(waited.state, State::Callback { .. }) {
            return Ok(());
        }
        if let Control::Closed { .. } = self.conversation.control {
            self.take_control(Control::Bot);
            self.forget();
        }
        let reason = waited.reason.clone().brought_to(number);
        self.hand_off(HandOff { reason, queue: waited.queue, priority: waited.priority });
        match waited.state {
            State::Queued { since, due } => {
                self.handoff = self.handoff.take().map(|handoff| handoff.waiting_since(since, due));
                Ok(())
            }
            State::Callback { at, .. } => self.book(at),
            _ => Ok(()),
        }
    }

    /// A person was offered: on record, so that it can be told how often offers are taken.
    pub fn offer(&mut self, reason: Reason) {
        if self.handoff.as_ref().is_some_and(|handoff| !matches!(handoff.state, State::Ended { .. })) {
            return;
        }
        let intent = self.conversation.dialogue.last_intent.map(nlu::Intent::name);
        let queue = Queue::of(intent, &reason);
        let handoff = self.fresh(reason, queue, Priority::Normal).offer(self.now);
        self.handoff = Some(handoff);
    }

    /// The customer let the offer pass.
    pub fn let_offer_pass(&mut self) {
        if let Some(handoff) = self.handoff.take() {
            self.handoff = Some(match handoff.state {
                State::Offered { .. } => handoff.clone().decline(self.now).unwrap_or(handoff),
                _ => handoff,
            });
        }
    }

    /// The customer is called at `at` instead of waiting.
    pub fn book(&mut self, at: Timestamp) -> Result<()> {
        let handoff = match self.handoff.take() {
            Some(waiting) if matches!(waiting.state, State::Queued { .. }) => waiting,
            _ => return Err(Error::Refused("nothing is waiting")),
        };
        let id = handoff.id.clone();
        self.handoff = Some(handoff.book(at, self.now).map_err(|_| Error::Refused("it has been taken"))?);
        self.record(Fact::HandoffBooked { handoff: id, at });
        self.take_control(Control::Bot);
        Ok(())
    }

    /// When a call is booked.
    pub fn booked(&self) -> Option<Timestamp> {
        match self.handoff.as_ref()?.state {
            State::Callback { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The booked time has come.
    pub fn recall(&mut self) -> Result<()> {
        let handoff = self.take_handoff()?.recall(self.now).map_err(|_| Error::Refused("no call is booked"))?;
        self.take_control(Control::Queued { handoff: handoff.id.clone() });
        self.record(Fact::HandoffQueued { handoff: handoff.id.clone(), reason: handoff.reason.clone() });
        self.handoff = Some(handoff);
        self.take_context = true;
        Ok(())
    }

    /// To another team or colleague, at its old place, with a line for them.
    pub fn transfer(&mut self, by: &Agent, queue: Queue, to: Option<AgentId>, comment: String) -> Result<()> {
        let handoff = self.take_handoff()?;
        let handoff = handoff.transfer(queue, to, self.now).map_err(|_| Error::Refused("it is not claimed"))?;
        let id = handoff.id.clone();
        self.record(words::desk::said(words::desk::transferred(self.conversation.language)));
        self.take_control(Control::Queued { handoff: id.clone() });
        self.record(Fact::HandoffTransferred {
            handoff: id.clone(),
            agent: by.id.clone(),
            name: by.name.clone(),
            queue,
            comment,
        });
        self.record(Fact::HandoffReleased { handoff: id, why: "transferred".to_owned() });
        self.handoff = Some(handoff);
        Ok(())
    }

    /// A lead gives it to `to`, who may be the lead; who held it is refused from now on.
    pub fn reassign(&mut self, by: &Agent, to: &Agent, comment: String) -> Result<()> {
        if by.role != Role::Lead {
            return Err(Error::Refused("only a lead gives conversations to others"));
        }
        let handoff = self.take_handoff()?;
        let from = match &self.conversation.control {
            Control::Agent { name, .. } => Some(name.clone()),
            _ => None,
        };
        if handoff.holder() == Some(&to.id) {
            return Err(Error::Refused("they have it already"));
        }
        let handoff =
            handoff.reassign(to.id.clone(), self.now).map_err(|_| Error::Refused("nobody is waiting here"))?;
        let id = handoff.id.clone();
        let held = from.is_some();
        self.record(Fact::HandoffReassigned {
            handoff: id.clone(),
            agent: by.id.clone(),
            name: by.name.clone(),
            from,
            to: to.id.clone(),
            to_name: to.name.clone(),
            comment,
        });
        if held {
            self.record(Fact::HandoffReleased { handoff: id.clone(), why: REASSIGNED.to_owned() });
        }
        self.take_control(Control::Agent { handoff: id.clone(), agent: to.id.clone(), name: to.name.clone() });
        self.record(Fact::HandoffClaimed { handoff: id, agent: to.id.clone(), name: to.name.clone() });
        // Whoever takes over themselves may be full; nobody else is given more than they may hold.
        self.claims = (by.id != to.id).then(|| (to.id.clone(), to.capacity));
        self.handoff = Some(handoff);
        Ok(())
    }

    /// The agent who has the conversation lays it aside until then, or takes it up again.
    pub fn snooze(&mut self, agent: &AgentId, until: Option<Timestamp>) -> Result<()> {
        match &self.conversation.control {
            Control::Agent { agent: holder, .. } if holder == agent => {}
            holder => return Err(Error::StaleEpoch { holder: holder.clone() }),
        }
        let handoff = self.take_handoff()?;
        self.handoff = Some(handoff.snooze(until).map_err(|_| Error::Refused("the first reply comes before"))?);
        Ok(())
    }

    /// A lead's word to whoever has the conversation.
    pub fn whisper(&mut self, by: &Agent, source: &str, id: String, text: String) -> Result<()> {
        if by.role != Role::Lead {
            return Err(Error::Refused("only a lead whispers"));
        }
        let said = Fact::Whispered { agent: by.id.clone(), name: by.name.clone(), text };
        self.record_from(source, id, said);
        Ok(())
    }

    /// The customer has left the queue without a word.
    pub fn abandon(&mut self) -> Result<()> {
        let handoff = self.take_handoff()?;
        let id = handoff.id.clone();
        self.handoff = Some(handoff.abandon(self.now).map_err(|_| Error::Refused("it has been taken"))?);
        self.record(Fact::HandoffCancelled { handoff: id, abandoned: true });
        self.take_control(Control::Bot);
        Ok(())
    }

    /// When the customer said something last in this conversation.
    pub fn last_heard(&self) -> Option<Timestamp> {
        let by_customer = |event: &&Event| super::customers_words(&event.fact).is_some();
        self.past.iter().rev().find(by_customer).map(|event| event.at)
    }

    /// Whether the customer has answered a survey since the conversation was closed last.
    pub fn is_surveyed(&self) -> bool {
        let last = |kind: &str| self.past.iter().rposition(|event| event.fact.kind() == kind);
        last("survey.answered") > last("handoff.closed")
    }

    /// Whether the customer may say how they liked it: within a day after the last closing, and never about help in
    /// danger.
    pub fn may_be_rated(&self) -> bool {
        let closed = |event: &Event| event.fact.kind() == "handoff.closed";
        let Some(last) = self.past.iter().rposition(closed) else { return false };
        let from = self.past[..last].iter().rposition(closed).map_or(0, |before| before + 1);
        let danger = self.past[from..last].iter().any(|event| matches!(event.fact, Fact::UrgentFlagged { .. }));
        self.now.duration_since(self.past[last].at) <= RATED_WITHIN && !danger
    }

    /// Something is done about abuse in message `number`. A warning has to come before the end.
    pub fn meet_abuse(&mut self, agent: &AgentId, number: i64, measure: Measure) -> Result<()> {
        let warned =
            self.past.iter().any(|event| matches!(event.fact, Fact::AbuseMet { measure: Measure::Warned, .. }));
        if measure == Measure::Ended && !warned {
            return Err(Error::Refused("the customer is warned first"));
        }
        self.record(Fact::AbuseMet { agent: agent.clone(), number, measure });
        Ok(())
    }

    fn fresh(&self, reason: Reason, queue: Queue, priority: Priority) -> Handoff {
        Handoff::queue(
            HandoffId(self.app.id()),
            self.conversation.id.clone(),
            self.person.id.clone(),
            reason,
            queue,
            priority,
            self.now,
        )
    }
}
