//! handoff: the parts of a payload.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{More, readings, waiting};
use crate::context::{Context, Input, Said, SaidKind, Touch};
use crate::handoff::Queue;
use crate::journey::Promise;
use crate::journey::segment::Segment;
use crate::text::clip;

macro_rules! parts {
    ($(#[$doc:meta] $name:ident { $($(#[$field_doc:meta])* $field:ident: $of:ty),+ $(,)? })+) => {$(
        #[$doc]
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
        pub struct $name { $($(#[$field_doc])* pub $field: $of),+ }
    )+};
}

parts! {
    /// Where it was said.
    ConversationPart { id: String, channel: String, locale: String, started_at: Timestamp, reopen_count: u32 }
    /// Why the bot stopped, with the numbers.
    ReasonPart {
        code: String,
        sentence: String,
        evidence: Vec<EvidencePart>,
        user_words: Option<String>,
    }
    /// One signal that fired.
    EvidencePart { turn: i64, signal: String, score: Option<f32>, threshold: Option<f32> }
    /// How soon. `score` counts points: one for each minute waited, and what somebody came with.
    PriorityPart { level: String, score: i64, urgency: Vec<String>, sla: SlaPart, vulnerable: Vec<String> }
    /// By when, and in which calendar.
    SlaPart { first_response_due: Option<Timestamp>, calendar: String }
    /// Who should take it.
    RoutingPart {
        queue: String,
        skills: Vec<String>,
        language: String,
        relax_after_s: i64,
        preferred_agent: Option<String>,
        exclude_agents: Vec<String>,
        fallback_queue: String,
    }
    /// Who it is, masked, and how well that is proved.
    CustomerPart {
        id: String,
        name_masked: String,
        segments: Vec<String>,
        assurance: AssurancePart,
        notes: Vec<String>,
        open_cases: Vec<String>,
    }
    /// How well it is proved.
    AssurancePart { level: String, method: Option<String>, verified_at: Option<Timestamp> }
    /// How the last words and those before were understood.
    NluPart {
        last: Option<IntentPart>,
        intents_path: Vec<String>,
        sentiment: SentimentPart,
        frustration: f32,
        language: String,
        model_version: Option<String>,
    }
    /// The best readings of the last message.
    IntentPart { intent: String, p: f32, top: Vec<(String, f32)> }
    /// −2..=2, the last and those before.
    SentimentPart { last: f32, trend: Vec<f32>, turned_at: Option<i64> }
    /// Where the bot stood.
    DialoguePart { active_flow: Option<String>, slots: Vec<SlotPart>, failed_turns: u8 }
    /// Something that need not be asked again.
    SlotPart { label: String, value: String }
    /// A touchpoint, or a burst of equal ones.
    JourneyPart { t: Timestamp, channel: String, what: String, times: u32 }
    /// What was tried already.
    AttemptedPart { kind: String, text: String, turn: i64, result: Option<String> }
    /// What was promised.
    PromisePart { by: String, text: String, due: Option<Timestamp> }
    /// In a few sentences.
    SummaryPart { ko: String, en: String, method: String, facts: Vec<SummaryFact> }
    /// A line, and the turn it was read from.
    SummaryFact { text: String, turn: i64 }
    /// What was said last; `hash` is over all of it.
    TranscriptPart { count: u32, masked: bool, last_n: Vec<Line>, hash: String }
    /// One message.
    Line { number: i64, at: Timestamp, who: String, text: String }
    /// What was masked, and by which rules.
    PiiPart { mask_policy: String, masked: bool }
    /// How it may come back.
    HandbackPart { allowed: bool, resume_flow: Option<String>, cooldown_s: i64 }
}

impl ConversationPart {
    pub(super) fn of(input: &Input<'_>, more: More<'_>) -> Self {
        let reopened = input.events.iter().filter(|event| event.fact.kind() == "handoff.closed").count();
        Self {
            id: input.handoff.conversation.to_string(),
            channel: input.channel.to_string(),
            locale: match input.language {
                crate::message::Language::Ko => "ko-KR",
                crate::message::Language::En => "en",
            }
            .to_owned(),
            started_at: more.started_at,
            reopen_count: u32::try_from(reopened).unwrap_or(u32::MAX),
        }
    }
}

impl ReasonPart {
    pub(super) fn of(context: &Context) -> Self {
        let evidence = context.reason.evidence.iter().map(|one| EvidencePart {
            turn: one.number,
            signal: one.signal.clone(),
            score: one.score,
            threshold: one.threshold,
        });
        Self {
            code: context.reason.code.to_string(),
            sentence: context.reason_sentence.clone(),
            evidence: evidence.collect(),
            user_words: Some(clip(&context.wish.words, 300)).filter(|words| !words.is_empty()),
        }
    }
}

impl PriorityPart {
    pub(super) fn of(input: &Input<'_>, context: &Context) -> Self {
        let handoff = input.handoff;
        Self {
            level: handoff.priority.to_string(),
            score: waiting(input).map_or(handoff.priority.points(), |waiting| waiting.points(input.now)),
            urgency: context.danger.iter().map(|danger| danger.emergency.clone()).collect(),
            sla: SlaPart { first_response_due: handoff.due(), calendar: "kr-business".to_owned() },
            vulnerable: handoff.need.care.iter().map(ToString::to_string).collect(),
        }
    }
}

impl RoutingPart {
    pub(super) fn of(input: &Input<'_>, more: More<'_>) -> Self {
        let need = &input.handoff.need;
        Self {
            queue: input.handoff.queue.to_string(),
            skills: need.skills.iter().map(ToString::to_string).collect(),
            language: need.language.to_string(),
            relax_after_s: more.relax_after_s,
            preferred_agent: need.preferred.as_ref().map(ToString::to_string),
            exclude_agents: need.declined.iter().map(ToString::to_string).collect(),
            fallback_queue: Queue::General.to_string(),
        }
    }
}

impl CustomerPart {
    pub(super) fn of(input: &Input<'_>, context: &Context) -> Self {
        let segment = |segment| match segment {
            Segment::Lifecycle(lifecycle) => format!("lifecycle:{lifecycle}"),
            Segment::Standing(standing) => format!("standing:{standing}"),
            Segment::Channel(channel) => format!("channel:{channel}"),
        };
        let who = &context.who;
        Self {
            id: input.handoff.person.to_string(),
            name_masked: who.name.clone(),
            segments: input.journey.segments(input.now).into_iter().map(|member| segment(member.segment)).collect(),
            assurance: AssurancePart {
                level: who.level.to_string(),
                method: who.method.clone(),
                verified_at: who.verified_at,
            },
            notes: who.notes.iter().cloned().chain(who.consents.iter().map(|consent| consent.text.clone())).collect(),
            open_cases: input.journey.cases.iter().map(|case| clip(&case.number, 40)).take(10).collect(),
        }
    }
}

impl NluPart {
    pub(super) fn of(input: &Input<'_>, context: &Context) -> Self {
        let last = readings(input).last().map(|(_, reading)| reading);
        let best = |reading: &crate::event::Reading| reading.intents.first().map(|(intent, _)| intent.clone());
        let mut path: Vec<String> = readings(input).filter_map(|(_, reading)| best(reading)).collect();
        path.dedup();
        let from = path.len().saturating_sub(10);
        let points = &context.mood.points;
        Self {
            last: last.and_then(|reading| {
                let (intent, p) = reading.intents.first()?.clone();
                Some(IntentPart { intent, p, top: reading.intents.clone() })
            }),
            intents_path: path.split_off(from),
            sentiment: SentimentPart {
                last: points.last().map_or(0.0, |point| point.sentiment),
                trend: points.iter().rev().take(10).rev().map(|point| point.sentiment).collect(),
                turned_at: context.mood.turned_at,
            },
            frustration: context.mood.frustration,
            language: input.language.to_string(),
            model_version: last.map(|reading| reading.model.clone()),
        }
    }
}

impl DialoguePart {
    pub(super) fn of(context: &Context, more: More<'_>) -> Self {
        let slots =
            context.known.iter().map(|known| SlotPart { label: known.label.clone(), value: known.value.clone() });
        Self { active_flow: more.flow.map(str::to_owned), slots: slots.collect(), failed_turns: more.failed_turns }
    }
}

impl JourneyPart {
    pub(super) fn of(touch: &Touch) -> Self {
        Self { t: touch.at, channel: touch.channel.to_string(), what: touch.label.clone(), times: touch.times }
    }
}

impl AttemptedPart {
    pub(super) fn of(said: &Said) -> Option<Self> {
        matches!(said.kind, SaidKind::Answer | SaidKind::Lookup | SaidKind::Failed).then(|| Self {
            kind: said.kind.to_string(),
            text: said.text.clone(),
            turn: said.number,
            result: said.result.clone(),
        })
    }
}

impl PromisePart {
    pub(super) fn of(promise: &Promise) -> Self {
        Self { by: clip(&promise.by, 40), text: clip(&promise.text, 300), due: promise.due }
    }
}
