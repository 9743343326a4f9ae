//! bot: a conversation: who holds it, in which language, and what the bot keeps in mind between turns.

use handoff::emergency::Emergency;
use handoff::event::Handback;
use handoff::id::{AgentId, ConversationId, HandoffId, PersonId};
use handoff::message::{Channel, Choice, Language};
use handoff::person::{Level, Proof};
use handoff::reason::Reason;
use jiff::Timestamp;
use nlu::Intent;
use serde::{Deserialize, Serialize};

use crate::flow::Flow;
use crate::flow::lookup::Lookup;
use crate::flow::request::{Details, Draft, Request};

mod style;
mod told;

pub use style::{Length, Persona, SHOWS, Style};
pub use told::Told;

/// What is so, between two turns.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversation {
    pub id: ConversationId,
    pub person: PersonId,
    /// The number under which the core system knows the person, once a host site has signed for it.
    pub customer: Option<CustomerNo>,
    /// Where the customer wrote last.
    pub channel: Channel,
    pub language: Language,
    pub proof: Option<Proof>,
    pub control: Control,
    /// Grows with every change of control: whoever speaks under an older epoch is refused.
    pub epoch: i64,
    pub dialogue: Dialogue,
    /// The number of the last shared event.
    pub last_number: i64,
    pub opened_at: Timestamp,
}

/// A customer's number in the core system.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerNo(pub String);

/// Who speaks for the company; one holder at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "holder", rename_all = "snake_case")]
pub enum Control {
    Bot,
    Queued { handoff: HandoffId },
    Agent { handoff: HandoffId, agent: AgentId, name: String },
    Closed { at: Timestamp },
}

/// What the bot keeps in mind.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Dialogue {
    /// A task of several turns that waits for the customer.
    pub flow: Option<Flow>,
    /// A request that waits for a proof.
    pub pending: Option<Draft>,
    /// Questions in a row that were asked in between, while the task waited.
    pub digressions: u8,
    /// The intents of the question "did you mean A or B?".
    pub clarifying: Vec<Intent>,
    /// What could be tapped under the last message; "2번" means the second.
    pub choices: Vec<Choice>,
    /// Turns in a row in which the bot did not help, with the evidence for each.
    pub failed: Vec<Failure>,
    /// Lookups in a row that the core system did not answer.
    pub failed_lookups: u8,
    /// Turns in a row in a bad mood: number and sentiment.
    pub low_moods: Vec<(i64, f32)>,
    /// Whether a person was offered, and the offer still stands.
    pub offered: Option<Reason>,
    /// What was said last, for "again", "simpler" and "longer".
    pub last_said: Option<LastSaid>,
    pub last_intent: Option<Intent>,
    /// The danger that was answered in this conversation.
    pub danger: Option<Emergency>,
    /// Someone reads along or forces the customer: nothing private is shown any more.
    pub watched: bool,
    /// How answers are cut for this customer.
    pub style: Style,
    /// What the customer has told already, for the agent.
    pub known: Vec<Told>,
    /// Requests that were taken, so that the same request is not taken twice.
    pub receipts: Vec<Receipted>,
    /// Where the bot stood when it gave the conversation to a person.
    pub stopped: Option<Stopped>,
    /// Messages noted for the agent since the customer waits.
    pub noted: u8,
    /// No one-time code is sent before.
    pub code_locked_until: Option<Timestamp>,
    /// When the latest codes were sent.
    pub codes_sent: Vec<Timestamp>,
    /// How a person gave the conversation back, and what they left for the bot.
    pub returned: Option<Returned>,
}

/// What a person left when giving the conversation back to the bot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub agent: AgentId,
    /// As customers know them.
    pub name: String,
    pub topic: String,
    pub note: String,
    pub at: Timestamp,
    pub back: Handback,
}

/// Where the bot stood: its open task by name, and how many turns in a row had not helped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stopped {
    pub flow: Option<String>,
    pub failed_turns: u8,
}

/// A turn in which the bot did not help.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    pub number: i64,
    /// The confidence of the best intent (0..=1).
    pub confidence: f32,
    pub in_scope: f32,
}

/// What was said last. Figures are never kept: what was looked up is looked up again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LastSaid {
    Article(Answered),
    Lookup {
        lookup: Lookup,
        reference: Option<String>,
    },
    /// A request was taken under this number.
    Receipt {
        number: String,
    },
    Words {
        text: String,
    },
}

/// An article as it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub id: String,
    pub title: String,
    pub short: String,
    /// The whole article in plain lines.
    pub long: String,
    /// Term and meaning.
    pub glossary: Vec<(String, String)>,
    pub as_of: String,
}

/// A request that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipted {
    pub request: Request,
    #[serde(default)]
    pub details: Details,
    pub number: String,
    pub at: Timestamp,
}

impl Dialogue {
    /// Where the bot stands at this moment.
    pub fn stands(&self) -> Stopped {
        Stopped {
            flow: self.flow.as_ref().map(|flow| flow.name().to_owned()),
            failed_turns: u8::try_from(self.failed.len()).unwrap_or(u8::MAX),
        }
    }
}

impl Conversation {
    /// How well the customer is proved at this moment, where they write now: a third party's messenger
    /// proves no more than that it was linked.
    pub fn level(&self, now: Timestamp) -> Level {
        let level = self.proof.as_ref().map_or(Level::V0, |proof| proof.level_at(now));
        if self.channel == Channel::Telegram { level.min(Level::V1) } else { level }
    }
}
