//! handoff: what an agent reads in the first five seconds; eleven questions, read from the top.

mod around;
mod bound;
mod caution;
mod consent;
mod danger;
mod lookup;
mod mood;
mod open;
mod said;
mod similar;
mod step;
mod summary;
mod take;
mod wish;

pub use around::touches;
pub use consent::{Consent, Rated};
pub use similar::Similar;
pub use summary::{SummaryKind, SummaryLine};
pub use take::Input;
pub use wish::wished;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::event::BlockedOn;
use crate::handoff::Priority;
use crate::id::{ConversationId, HandoffId};
use crate::message::{Channel, Language, Progress};
use crate::person::Level;
use crate::reason::Reason;
use crate::word::words;

/// The package taken when the bot lets go, and taken anew while the agent reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Context {
    /// Always `handoff.v1`.
    pub schema: String,
    pub handoff: HandoffId,
    pub conversation: ConversationId,
    pub channel: Channel,
    pub language: Language,
    pub taken_at: Timestamp,
    /// 1. Is anyone in danger?
    #[ts(optional)]
    pub danger: Option<Danger>,
    /// What was wanted, tried and left open, each line with the turn it was read from.
    #[serde(default)]
    pub summary: Vec<SummaryLine>,
    /// 2. Who is it, and how sure are we?
    pub who: Who,
    /// 3. What do they want?
    pub wish: Wish,
    /// 4. Why did the bot stop?
    pub reason: Reason,
    /// The reason in one readable sentence.
    pub reason_sentence: String,
    pub priority: Priority,
    /// 5. What was already asked, shown and promised?
    pub said: Vec<Said>,
    /// What need not be asked again: label and value.
    pub known: Vec<Known>,
    /// 6. How do they feel, and where did it turn?
    pub mood: Mood,
    /// 7. and 9. What is open, and how far is it?
    pub processes: Vec<Process>,
    /// 8. What happened around it, newest first, bursts folded.
    pub around: Vec<Touch>,
    /// 9. Promises and cases that are open.
    pub open: Vec<Open>,
    /// 10. What must not be done.
    pub must_not: Vec<String>,
    /// 11. What is a good next step?
    pub next_steps: Vec<String>,
    /// How such a matter was solved last, for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub similar: Option<Similar>,
}

/// An emergency in this conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Danger {
    pub emergency: String,
    pub label: String,
    pub since: Timestamp,
    pub words: String,
    /// What to say and do, line by line.
    pub script: Vec<String>,
}

/// The person and how well it is proved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Who {
    /// "김*수", or "손님" when nothing is known.
    pub name: String,
    pub level: Level,
    #[ts(optional)]
    pub verified_at: Option<Timestamp>,
    #[ts(optional)]
    pub method: Option<String>,
    /// "고객 3년", "65세 이상", "채무조정 중" …
    pub notes: Vec<String>,
    /// What they agreed to, or not.
    #[serde(default)]
    pub consents: Vec<Consent>,
}

/// What they want: the intent in words, and their own last words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Wish {
    pub sentence: String,
    #[ts(optional)]
    pub intent: Option<String>,
    #[ts(optional)]
    pub confidence: Option<f32>,
    pub words: String,
    pub number: i64,
}

/// One thing that was asked, shown, looked up or promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ContextSaid")]
pub struct Said {
    pub kind: SaidKind,
    pub text: String,
    /// The conversation number it cites.
    pub number: i64,
    pub at: Timestamp,
    /// "도움이 됐어요", "조회 실패" …
    #[ts(optional)]
    pub result: Option<String>,
}

/// What sort of thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SaidKind {
    Question,
    Answer,
    Lookup,
    Promise,
    Case,
    Failed,
}

words! {
    SaidKind {
        Question => "question",
        Answer => "answer",
        Lookup => "lookup",
        Promise => "promise",
        Case => "case",
        Failed => "failed",
    }
}

/// A slot that is filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Known {
    pub label: String,
    pub value: String,
}

/// The mood over the customer's messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Mood {
    pub points: Vec<MoodPoint>,
    /// The number of the message at which it fell most.
    #[ts(optional)]
    pub turned_at: Option<i64>,
    /// −2..=2, the last messages weighing most.
    pub now: f32,
    pub frustration: f32,
    /// How they answered our surveys last, of any conversation.
    #[serde(default)]
    pub rated: Vec<Rated>,
}

/// One message's mood.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct MoodPoint {
    pub number: i64,
    pub sentiment: f32,
    pub frustration: f32,
}

/// An open process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Process {
    pub process: String,
    pub title: String,
    pub progress: Progress,
    pub since: Timestamp,
    pub blocked_on: BlockedOn,
    /// How many days the present step usually takes, once enough were seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub usual_days: Option<u32>,
}

/// A touchpoint, or a burst of equal ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Touch {
    pub at: Timestamp,
    #[ts(optional)]
    pub until: Option<Timestamp>,
    pub channel: Channel,
    pub label: String,
    pub times: u32,
}

/// Something that waits for us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Open {
    #[serde(default)]
    pub kind: OpenKind,
    pub label: String,
    /// What it is known by: the promise in full, the number of a case.
    #[serde(default)]
    pub name: String,
    #[ts(optional)]
    pub due: Option<Timestamp>,
}

/// What sort of thing waits for us.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenKind {
    #[default]
    Promise,
    Case,
}

words! { OpenKind { Promise => "promise", Case => "case" } }

#[cfg(test)]
mod tests;
