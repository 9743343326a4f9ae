//! handoff: what waits for us: processes, promises and cases, until something settles them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Journey, Process, push};
use crate::event::{Event, Fact, WrapUp, WrapUpOutcome};
use crate::id::ConversationId;

/// Who made a promise, where it was the bot.
pub const BOT: &str = "bot";

/// Something we said we would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub by: String,
    pub text: String,
    pub made_at: Timestamp,
    pub due: Option<Timestamp>,
    pub conversation: Option<ConversationId>,
}

/// A request taken in and not closed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    pub number: String,
    pub case: String,
    pub title: String,
    pub received_at: Timestamp,
    pub due: Option<Timestamp>,
}

impl Journey {
    /// What an event leaves behind: processes, promises, cases.
    pub(super) fn take(&mut self, event: &Event) {
        match &event.fact {
            fact @ Fact::ProcessMoved { process, .. } => {
                if let Some(moved) = Process::moved(self.processes.get(process), fact, event.at) {
                    self.processes.insert(process.clone(), moved);
                }
            }
            Fact::PromiseMade { by, text, due } => push(
                &mut self.promises,
                Promise {
                    by: by.clone(),
                    text: text.clone(),
                    made_at: event.at,
                    due: *due,
                    conversation: event.conversation.clone(),
                },
            ),
            Fact::CaseReceived { number, case, title, due } => push(
                &mut self.cases,
                Case {
                    number: number.clone(),
                    case: case.clone(),
                    title: title.clone(),
                    received_at: event.at,
                    due: *due,
                },
            ),
            Fact::HandoffClosed { wrap_up, .. } | Fact::HandoffReturned { wrap_up, .. } => {
                self.wrap_up(wrap_up, event);
                self.let_go(event, |made_at| made_at <= event.at);
            }
            Fact::HandoffCancelled { .. } => self.let_go(event, |made_at| made_at <= event.at),
            // The call that is promised in the same breath stays.
            Fact::HandoffBooked { .. } => self.let_go(event, |made_at| made_at < event.at),
            Fact::Touchpoint { what, label } => match what.as_str() {
                "case.closed" => self.cases.retain(|case| case.number != *label),
                "promise.kept" => self.promises.retain(|promise| promise.text != *label),
                "payment.due" => self.due_soon = self.due_soon.or(Some(event.at)),
                "payment.received" | "overdue.started" => self.due_soon = None,
                _ => {}
            },
            _ => {}
        }
    }

    /// What the bot promised for a time is that a person answers or calls: without the handoff, or after it, there
    /// is nothing left of that.
    fn let_go(&mut self, event: &Event, before: impl Fn(Timestamp) -> bool) {
        self.promises.retain(|promise| {
            let of_handoff = promise.by == BOT && promise.due.is_some() && promise.conversation == event.conversation;
            !(of_handoff && before(promise.made_at))
        });
    }

    /// An agent settled the matter: what was promised in it for then or earlier is kept; what was
    /// promised for later stays open.
    fn wrap_up(&mut self, wrap_up: &WrapUp, event: &Event) {
        if wrap_up.outcome == WrapUpOutcome::Resolved {
            self.promises.retain(|promise| {
                promise.conversation != event.conversation || promise.due.is_some_and(|due| due > event.at)
            });
        }
    }
}
