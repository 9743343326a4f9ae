//! handoff: question 3: what do they want? The intent in words, and their own last words.

use super::Wish;
use super::take::{Input, customer_text, since_last_handoff};
use crate::event::{Event, Fact, Reading};
use crate::id::HandoffId;
use crate::message::Language;
use crate::text::clip;

/// The most characters of the customer's words kept, and shown in the sentence.
const WORDS: usize = 300;
const QUOTED: usize = 80;
/// From this confidence on an intent is stated, below it is guessed.
const SURE: f32 = 0.5;
/// Below this a message says nothing of what is wanted.
const FAINT: f32 = 0.3;
/// Intents that steer the conversation and are no wish by themselves.
const STEERING: [&str; 4] = ["agent_request", "chitchat", "bot_identity", "out_of_scope"];

/// The last message that says what is wanted; asking for a person or a greeting does not hide it.
pub(super) fn of(input: &Input<'_>) -> Wish {
    let heard = heard_of(input.events, &input.handoff.id);
    let intent = heard.as_ref().and_then(|heard| heard.intent);
    let words = heard.as_ref().map_or("", |heard| heard.words);
    Wish {
        sentence: sentence(input, intent, words),
        intent: intent.map(|(name, _)| name.to_owned()),
        confidence: intent.map(|(_, confidence)| confidence),
        words: clip(words, WORDS),
        number: heard.map_or(0, |heard| heard.number),
    }
}

/// The intent of what is wanted, by its name.
pub fn wished<'a>(events: &'a [Event], handoff: &HandoffId) -> Option<&'a str> {
    heard_of(events, handoff)?.intent.map(|(name, _)| name)
}

fn heard_of<'a>(events: &'a [Event], handoff: &HandoffId) -> Option<Heard<'a>> {
    heard(since_last_handoff(events, handoff)).or_else(|| heard(events))
}

struct Heard<'a> {
    words: &'a str,
    number: i64,
    intent: Option<(&'a str, f32)>,
}

fn heard(events: &[Event]) -> Option<Heard<'_>> {
    let said = || events.iter().rev().filter_map(|event| customer_text(event).map(|words| (event, words)));
    let wish = |(event, words)| wanted(event).map(|intent| heard_as(event, words, Some(intent)));
    // Of a conversation without a single wish the last words still stand.
    said().find_map(wish).or_else(|| said().next().map(|(event, words)| heard_as(event, words, None)))
}

fn heard_as<'a>(event: &Event, words: &'a str, intent: Option<(&'a str, f32)>) -> Heard<'a> {
    Heard { words, number: event.number.unwrap_or_default(), intent }
}

fn wanted(event: &Event) -> Option<(&str, f32)> {
    let Fact::Said { reading: Some(Reading { intents, .. }), .. } = &event.fact else { return None };
    let (name, confidence) = intents.first()?;
    (*confidence >= FAINT && !STEERING.contains(&name.as_str())).then_some((name.as_str(), *confidence))
}

/// The intent in words, or that there is none yet.
pub(super) fn what(input: &Input<'_>, intent: Option<(&str, f32)>, words: &str) -> String {
    let ko = input.reader == Language::Ko;
    let what = match intent {
        Some((name, confidence)) => {
            let label = (input.label)(name, input.reader);
            match (confidence >= SURE, ko) {
                (true, _) => label,
                (false, true) => format!("아마도 {label}"),
                (false, false) => format!("Probably: {label}"),
            }
        }
        None if words.is_empty() => {
            (if ko { "아직 말씀하신 내용이 없어요" } else { "Nothing was said yet" }).to_owned()
        }
        None => (if ko {
            "무엇을 원하시는지 아직 분명하지 않아요"
        } else {
            "Not clear yet what is wanted"
        })
        .to_owned(),
    };
    clip(&what, 80)
}

fn sentence(input: &Input<'_>, intent: Option<(&str, f32)>, words: &str) -> String {
    let told: Vec<_> = input.slots.iter().take(4).map(|slot| clip(&slot.value, 40)).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(" · ")) };
    let quoted = if words.is_empty() { String::new() } else { format!(" — “{}”", clip(words, QUOTED)) };
    format!("{}{told}{quoted}", what(input, intent, words))
}
