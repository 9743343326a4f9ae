//! handoff: the log. Facts are appended and never changed; everything else is folded from them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::handoff::Queue;
use crate::id::{AgentId, ConversationId, HandoffId, PersonId};
use crate::message::{Channel, Language, Message};
use crate::person::Level;
use crate::reason::Reason;
use crate::word::words;

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Position in the whole log.
    pub seq: i64,
    pub source: String,
    /// Unique within its source: a second event of the same id is the same event.
    pub id: String,
    pub at: Timestamp,
    pub person: PersonId,
    pub channel: Channel,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<ConversationId>,
    /// Position in what customer and agent share; 1, 2, 3… without a gap. Absent for staff-only facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    #[serde(flatten)]
    pub fact: Fact,
}

/// What happened, `noun.past_verb`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "data")]
pub enum Fact {
    #[serde(rename = "conversation.opened")]
    Opened { language: Language },
    #[serde(rename = "chat.said")]
    Said {
        message: Message,
        /// How we understood it; staff-only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        reading: Option<Reading>,
    },
    #[serde(rename = "language.changed")]
    LanguageChanged { language: Language },
    #[serde(rename = "handoff.offered")]
    HandoffOffered { reason: Reason },
    #[serde(rename = "handoff.queued")]
    HandoffQueued { handoff: HandoffId, reason: Reason },
    #[serde(rename = "handoff.claimed")]
    HandoffClaimed { handoff: HandoffId, agent: AgentId, name: String },
    /// A claim that stayed silent, or an agent who left: back to its old place.
    #[serde(rename = "handoff.released")]
    HandoffReleased { handoff: HandoffId, why: String },
    #[serde(rename = "handoff.cancelled")]
    HandoffCancelled {
        handoff: HandoffId,
        /// The customer left without a word.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(as = "Option<bool>", optional)]
        abandoned: bool,
    },
    #[serde(rename = "handoff.returned")]
    HandoffReturned {
        handoff: HandoffId,
        agent: AgentId,
        wrap_up: WrapUp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        back: Option<Handback>,
    },
    #[serde(rename = "handoff.closed")]
    HandoffClosed { handoff: HandoffId, agent: AgentId, wrap_up: WrapUp },
    /// To another team or colleague, with a line for them; only the staff see it.
    #[serde(rename = "handoff.transferred")]
    HandoffTransferred { handoff: HandoffId, agent: AgentId, name: String, queue: Queue, comment: String },
    /// A lead gave it to someone, or took it over: who had it, who has it, and why; only the staff see it.
    #[serde(rename = "handoff.reassigned")]
    HandoffReassigned {
        handoff: HandoffId,
        agent: AgentId,
        name: String,
        /// Absent when it was still waiting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        from: Option<String>,
        to: AgentId,
        to_name: String,
        comment: String,
    },
    /// The customer is called back instead of waiting.
    #[serde(rename = "handoff.booked")]
    HandoffBooked { handoff: HandoffId, at: Timestamp },
    /// A lead's word to the agent who has the conversation; never shown to the customer.
    #[serde(rename = "whisper.said")]
    Whispered { agent: AgentId, name: String, text: String },
    /// An agent met abuse: what was done about it, in which message.
    #[serde(rename = "abuse.met")]
    AbuseMet { agent: AgentId, number: i64, measure: Measure },
    /// Two persons turned out to be one, by an identifier of this kind that both have proved.
    #[serde(rename = "identity.linked")]
    IdentityLinked { from: PersonId, namespace: String },
    /// They were two after all.
    #[serde(rename = "identity.unlinked")]
    IdentityUnlinked { from: PersonId },
    #[serde(rename = "note.written")]
    NoteWritten {
        agent: AgentId,
        name: String,
        text: String,
        /// Colleagues whom it calls, under the names that stand in the text.
        #[serde(default)]
        mentions: Vec<Mentioned>,
    },
    #[serde(rename = "faq.answered")]
    FaqAnswered { article: String, title: String, as_of: String, score: f32 },
    #[serde(rename = "faq.rated")]
    FaqRated { article: String, helpful: bool },
    #[serde(rename = "lookup.done")]
    LookupDone { lookup: String, state: String, level: Level },
    #[serde(rename = "lookup.failed")]
    LookupFailed { lookup: String, cause: String },
    /// The bot did not know what to do: `candidates` are the intents it wavered between.
    #[serde(rename = "turn.failed")]
    TurnFailed { candidates: Vec<String> },
    #[serde(rename = "urgent.flagged")]
    UrgentFlagged { emergency: String, evidence: String },
    #[serde(rename = "level.required")]
    LevelRequired { level: Level, for_what: String },
    #[serde(rename = "identity.verified")]
    IdentityVerified { level: Level, method: String },
    #[serde(rename = "verification.failed")]
    VerificationFailed { left: u8 },
    /// A request taken in, with its receipt.
    #[serde(rename = "case.received")]
    CaseReceived { number: String, case: String, title: String, due: Option<Timestamp> },
    #[serde(rename = "promise.made")]
    PromiseMade { by: String, text: String, due: Option<Timestamp> },
    /// A process of the core system moved to a step.
    #[serde(rename = "process.moved")]
    ProcessMoved { process: String, title: String, step: u8, of: u8, label: String, blocked_on: BlockedOn },
    #[serde(rename = "survey.answered")]
    SurveyAnswered { survey: String, score: u8 },
    /// A fact that another system reported, by its own name. The journey reads the few it knows
    /// (`loan.submitted`, `payment.failed`, `case.closed` …, see `journey::cue`) and shows the others.
    #[serde(rename = "touchpoint.seen")]
    Touchpoint { what: String, label: String },
}

/// Who has to act for a process to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockedOn {
    Customer,
    Company,
    ThirdParty,
    Nobody,
}

words! {
    BlockedOn { Customer => "customer", Company => "company", ThirdParty => "third_party", Nobody => "nobody" }
}

/// What is done about abuse, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The message is covered for the staff.
    Blurred,
    /// The customer was told kindly that it ends if it goes on.
    Warned,
    /// The conversation was ended for it.
    Ended,
}

words! { Measure { Blurred => "blurred", Warned => "warned", Ended => "ended" } }

/// How a conversation comes back to the bot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Handback {
    pub disposition: Disposition,
    /// What the bot may go on with: the intent's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub flow: Option<String>,
    /// Until then a person who is needed again is the same one, and soon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cooldown_until: Option<Timestamp>,
}

/// What is left to do when a conversation comes back to the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// Nothing: it is settled.
    Settled,
    /// The bot goes on with the task that it may do.
    GoOn,
    /// Something was promised; the bot only keeps company.
    Promised,
}

words! { Disposition { Settled => "settled", GoOn => "go_on", Promised => "promised" } }

/// A colleague whom a note calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mentioned {
    pub agent: AgentId,
    pub name: String,
}

/// What the agent records when letting go of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WrapUp {
    pub topic: String,
    pub outcome: WrapUpOutcome,
    /// One line for the next person, and for the bot.
    pub note: String,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WrapUpOutcome {
    Resolved,
    FollowUp,
    NotResolved,
}

words! { WrapUpOutcome { Resolved => "resolved", FollowUp => "follow_up", NotResolved => "not_resolved" } }

/// How a customer's message was understood, in figures that a person can check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Reading {
    /// The best intents with their confidence, best first, at most three.
    pub intents: Vec<(String, f32)>,
    pub in_scope: f32,
    /// −2 (rage, despair) … +2 (gratitude).
    pub sentiment: f32,
    /// 0..=1
    pub frustration: f32,
    pub urgency: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub emergency: Option<String>,
    pub model: String,
}

impl Fact {
    /// The fact's name, `noun.past_verb`, as it stands in the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "conversation.opened",
            Self::Said { .. } => "chat.said",
            Self::LanguageChanged { .. } => "language.changed",
            Self::HandoffOffered { .. } => "handoff.offered",
            Self::HandoffQueued { .. } => "handoff.queued",
            Self::HandoffClaimed { .. } => "handoff.claimed",
            Self::HandoffReleased { .. } => "handoff.released",
            Self::HandoffCancelled { .. } => "handoff.cancelled",
            Self::HandoffReturned { .. } => "handoff.returned",
            Self::HandoffClosed { .. } => "handoff.closed",
            Self::HandoffTransferred { .. } => "handoff.transferred",
            Self::HandoffReassigned { .. } => "handoff.reassigned",
            Self::HandoffBooked { .. } => "handoff.booked",
            Self::Whispered { .. } => "whisper.said",
            Self::AbuseMet { .. } => "abuse.met",
            Self::IdentityLinked { .. } => "identity.linked",
            Self::IdentityUnlinked { .. } => "identity.unlinked",
            Self::NoteWritten { .. } => "note.written",
            Self::FaqAnswered { .. } => "faq.answered",
            Self::FaqRated { .. } => "faq.rated",
            Self::LookupDone { .. } => "lookup.done",
            Self::LookupFailed { .. } => "lookup.failed",
            Self::TurnFailed { .. } => "turn.failed",
            Self::UrgentFlagged { .. } => "urgent.flagged",
            Self::LevelRequired { .. } => "level.required",
            Self::IdentityVerified { .. } => "identity.verified",
            Self::VerificationFailed { .. } => "verification.failed",
            Self::CaseReceived { .. } => "case.received",
            Self::PromiseMade { .. } => "promise.made",
            Self::ProcessMoved { .. } => "process.moved",
            Self::SurveyAnswered { .. } => "survey.answered",
            Self::Touchpoint { .. } => "touchpoint.seen",
        }
    }

    /// Whether customer and agent both see it, and it therefore has a number in the conversation.
    pub fn is_shared(&self) -> bool {
        matches!(
            self,
            Self::Opened { .. }
                | Self::Said { .. }
                | Self::LanguageChanged { .. }
                | Self::HandoffQueued { .. }
                | Self::HandoffClaimed { .. }
                | Self::HandoffReleased { .. }
                | Self::HandoffCancelled { .. }
                | Self::HandoffReturned { .. }
                | Self::HandoffClosed { .. }
                | Self::IdentityVerified { .. }
        )
    }
}
