//! handoff: taking the context from what is known.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    Context, Known, Mood, Similar, Who, around, bound, caution, consent, danger, mood, open, said, similar, step,
    summary, wish,
};
use crate::event::{Event, Fact};
use crate::handoff::Handoff;
use crate::id::HandoffId;
use crate::journey::{Journey, Stage, Told};
use crate::message::{Author, Channel, Language};
use crate::person::{Level, Note, Proof};
use crate::text::clip;

/// Everything a context is taken from.
#[derive(Clone)]
pub struct Input<'a> {
    pub handoff: &'a Handoff,
    /// The conversation's events, the staff-only ones too, oldest first.
    pub events: &'a [Event],
    pub journey: &'a Journey,
    pub channel: Channel,
    /// The customer's language.
    pub language: Language,
    /// The language of whoever reads the context.
    pub reader: Language,
    /// The person with a masked name; see [`Who::of`].
    pub who: Who,
    /// What the core system tells of the person; adds to `who.notes` and to what must not be done.
    pub notes: &'a [Note],
    /// What the customer has told already, in the reader's language.
    pub slots: &'a [Known],
    /// The person's events of the last thirty days, of all conversations and channels.
    pub around: &'a [Event],
    /// By when the steps of open processes are usually over, by the process's name.
    pub expected: &'a BTreeMap<String, Timestamp>,
    /// What they agreed to and how they rated us, however long ago.
    pub told: &'a Told,
    /// How such a matter was solved last, for somebody else.
    pub similar: Option<&'a Similar>,
    /// An intent's name in words.
    pub label: &'a dyn Fn(&str, Language) -> String,
    pub now: Timestamp,
}

impl Context {
    /// The version of the format.
    pub const SCHEMA: &'static str = "handoff.v1";
    /// No context is larger, as JSON. The oldest of `said` and `around` give way first.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// Answers the eleven questions as far as the data goes. Pure: the same input gives the same context.
    pub fn take(input: &Input<'_>) -> Self {
        let Input { handoff, journey, reader, now, .. } = *input;
        let danger = danger::of(input);
        let emergency = danger.as_ref().and_then(|danger| crate::emergency::Emergency::named(&danger.emergency));
        let wish = wish::of(input);
        let mood = Mood { rated: consent::rated(input), ..mood::of(input.events) };
        let said = said::of(input);
        let context = Self {
            schema: Self::SCHEMA.to_owned(),
            handoff: handoff.id.clone(),
            conversation: handoff.conversation.clone(),
            channel: input.channel,
            language: input.language,
            taken_at: now,
            who: who(input),
            must_not: caution::of(input, emergency, mood.now),
            next_steps: step::of(input, wish.intent.as_deref()),
            similar: similar::of(input),
            summary: summary::of(input, &wish, &said, &mood),
            danger,
            wish,
            reason: bound::reason(&handoff.reason),
            reason_sentence: handoff.reason.sentence(reader),
            priority: handoff.priority,
            said,
            known: bound::known(input.slots),
            mood,
            processes: open::processes(journey, input.expected, reader),
            around: around::of(input),
            open: open::promises_and_cases(journey, reader),
        };
        bound::fit(context)
    }

    /// SHA-256 over the whole of it, in hexadecimal: what the audit log keeps of a context.
    pub fn hash(&self) -> String {
        crate::hash::hash(self)
    }
}

impl Who {
    /// The person as an agent sees them. `name` is masked already; the proof shows as far as it holds.
    pub fn of(name: Option<&str>, proof: Option<&Proof>, notes: &[Note], reader: Language, now: Timestamp) -> Self {
        let level = proof.map_or(Level::V0, |proof| proof.level_at(now));
        // When the fresh proof has ended, its time and method would claim too much.
        let holding = proof.filter(|proof| proof.level == level && level > Level::V0);
        let nobody = match reader {
            Language::Ko => "손님",
            Language::En => "Guest",
        };
        Self {
            name: name.filter(|name| !name.trim().is_empty()).unwrap_or(nobody).to_owned(),
            level,
            verified_at: holding.map(|proof| proof.verified_at),
            method: holding.map(|proof| proof.method.label(reader).to_owned()),
            notes: notes.iter().map(|note| note.text(reader)).collect(),
            consents: Vec::new(),
        }
    }
}

/// The person with everything the agent should know of them, each thing once.
fn who(input: &Input<'_>) -> Who {
    let mut who = input.who.clone();
    let stage = Some(input.journey.stage_at(input.now)).filter(|stage| *stage >= Stage::Purchase);
    let more = input.notes.iter().map(|note| note.text(input.reader));
    let more = more.chain(input.journey.care.keys().map(|trouble| trouble.label(input.reader).to_owned()));
    let more = more.chain(stage.map(|stage| stage.label(input.reader).to_owned()));
    for note in more {
        if !who.notes.contains(&note) {
            who.notes.push(note);
        }
    }
    // The consents tell that in their own words.
    who.notes.retain(|note| *note != Note::NoMarketing.text(input.reader));
    who.consents = consent::of(input);
    who.name = clip(&who.name, 40);
    who.notes.truncate(12);
    who
}

/// The text of what the customer said, where the event is that.
pub(super) fn customer_text(event: &Event) -> Option<&str> {
    match &event.fact {
        Fact::Said { message, .. } if message.author == Author::Customer => Some(&message.text),
        _ => None,
    }
}

/// The conversation since another handoff of it ended: what was settled then is settled.
pub(super) fn since_last_handoff<'a>(events: &'a [Event], own: &HandoffId) -> &'a [Event] {
    let ended_before = |event: &Event| match &event.fact {
        Fact::HandoffClosed { handoff, .. } | Fact::HandoffReturned { handoff, .. } => handoff != own,
        _ => false,
    };
    let from = events.iter().rposition(ended_before).map_or(0, |last| last + 1);
    &events[from..]
}
