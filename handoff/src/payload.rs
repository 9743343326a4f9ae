//! handoff: a handing-over as other systems receive it: `handoff.v1`, typed, bounded, hashed, masked.

mod flat;
mod part;

pub use flat::flat;
pub use part::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::context::{Context, Input};
use crate::event::{Event, Fact, Reading};
use crate::message::{Author, Language};
use crate::queue::Waiting;
use crate::text::clip;

/// What the payload needs beside the context.
#[derive(Debug, Clone, Copy)]
pub struct More<'a> {
    /// Who speaks under an older one is refused.
    pub epoch: i64,
    pub started_at: jiff::Timestamp,
    /// The open task of the bot, by its name.
    pub flow: Option<&'a str>,
    pub failed_turns: u8,
    pub relax_after_s: i64,
    /// How a return to the bot is allowed to look.
    pub cooldown_s: i64,
}

/// The whole record. Every text in it was masked before it was stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Payload {
    /// Always `handoff.v1`.
    pub schema: String,
    pub handoff_id: String,
    /// The same for every delivery of this handing-over.
    pub idempotency_key: String,
    pub control_epoch: i64,
    pub conversation: ConversationPart,
    pub reason: ReasonPart,
    pub priority: PriorityPart,
    pub routing: RoutingPart,
    pub customer: CustomerPart,
    pub nlu: NluPart,
    pub dialogue: DialoguePart,
    pub journey: Vec<JourneyPart>,
    pub attempted: Vec<AttemptedPart>,
    pub promises: Vec<PromisePart>,
    pub summary: SummaryPart,
    pub transcript: TranscriptPart,
    pub pii: PiiPart,
    pub handback: HandbackPart,
    /// For whoever integrates: empty here, and kept as it is.
    #[ts(type = "Record<string, unknown>")]
    pub ext: serde_json::Map<String, serde_json::Value>,
    /// SHA-256 over everything else, in hexadecimal.
    pub hash: String,
}

/// How many of the last messages travel along, and how long each may be.
const LAST: usize = 20;
const LINE: usize = 400;

impl Payload {
    /// No payload is larger, as JSON.
    pub const MAX_BYTES: usize = Context::MAX_BYTES;

    /// Takes the record from what is known. Pure: the same input gives the same payload and hash.
    pub fn take(input: &Input<'_>, more: More<'_>) -> Self {
        let context = Context::take(input);
        let mut payload = Self {
            schema: Context::SCHEMA.to_owned(),
            handoff_id: input.handoff.id.to_string(),
            idempotency_key: crate::hash::hash(&(Context::SCHEMA, &input.handoff.id)),
            control_epoch: more.epoch,
            conversation: ConversationPart::of(input, more),
            reason: ReasonPart::of(&context),
            priority: PriorityPart::of(input, &context),
            routing: RoutingPart::of(input, more),
            customer: CustomerPart::of(input, &context),
            nlu: NluPart::of(input, &context),
            dialogue: DialoguePart::of(&context, more),
            journey: context.around.iter().map(JourneyPart::of).collect(),
            attempted: context.said.iter().filter_map(AttemptedPart::of).collect(),
            promises: input.journey.promises.iter().map(PromisePart::of).collect(),
            summary: summary(input, &context),
            transcript: transcript(input),
            pii: PiiPart { mask_policy: "kr-fin-1".to_owned(), masked: true },
            handback: HandbackPart {
                allowed: true,
                resume_flow: more.flow.map(str::to_owned),
                cooldown_s: more.cooldown_s,
            },
            ext: serde_json::Map::new(),
            hash: String::new(),
        };
        while payload.size() > Self::MAX_BYTES && payload.give() {}
        payload.hash = payload.digest();
        payload
    }

    /// Whether nothing in it was changed since it was taken.
    pub fn is_intact(&self) -> bool {
        self.hash == self.digest()
    }

    fn digest(&self) -> String {
        crate::hash::hash(&Self { hash: String::new(), ..self.clone() })
    }

    fn size(&self) -> usize {
        serde_json::to_vec(self).expect("a payload is plain data").len() + 64
    }

    /// Lets the oldest and least needed go; false when nothing is left to give.
    fn give(&mut self) -> bool {
        if self.transcript.last_n.len() > 5 {
            self.transcript.last_n.remove(0);
        } else if self.journey.pop().is_none() && self.attempted.pop().is_none() {
            return self.promises.pop().is_some();
        }
        true
    }
}

/// The record in a few lines, each citing the turn it was read from.
fn summary(input: &Input<'_>, context: &Context) -> SummaryPart {
    let told = |reader| {
        let lines = if reader == input.reader {
            context.summary.clone()
        } else {
            Context::take(&Input { reader, ..input.clone() }).summary
        };
        lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" · ")
    };
    let facts = context.summary.iter().map(|line| SummaryFact { text: line.text.clone(), turn: line.number });
    SummaryPart {
        ko: told(Language::Ko),
        en: told(Language::En),
        method: "extractive".to_owned(),
        facts: facts.collect(),
    }
}

fn transcript(input: &Input<'_>) -> TranscriptPart {
    let lines: Vec<Line> = input.events.iter().filter_map(line).collect();
    let hash = crate::hash::hash(&lines.iter().map(|line| (line.number, &line.text)).collect::<Vec<_>>());
    let count = lines.len();
    let from = lines.len().saturating_sub(LAST);
    let last_n = lines.into_iter().skip(from).map(|line| Line { text: clip(&line.text, LINE), ..line }).collect();
    TranscriptPart { count: u32::try_from(count).unwrap_or(u32::MAX), masked: true, last_n, hash }
}

fn line(event: &Event) -> Option<Line> {
    let Fact::Said { message, .. } = &event.fact else { return None };
    let who = match message.author {
        Author::Customer => "customer",
        Author::Bot => "bot",
        Author::Agent { .. } => "agent",
        Author::System => "system",
    };
    Some(Line { number: event.number?, at: event.at, who: who.to_owned(), text: message.text.clone() })
}

/// How the customer's messages were read, oldest first.
fn readings<'a>(input: &Input<'a>) -> impl Iterator<Item = (&'a Event, &'a Reading)> {
    input.events.iter().filter_map(|event| match &event.fact {
        Fact::Said { message, reading: Some(reading) } if message.author == Author::Customer => Some((event, reading)),
        _ => None,
    })
}

/// Where the handoff stands among those who wait, if it does.
fn waiting(input: &Input<'_>) -> Option<Waiting> {
    Waiting::of(input.handoff)
}
