//! handoff: question 1: is anyone in danger? With a clock and a script.

use super::Danger;
use super::take::{Input, customer_text, since_last_handoff};
use crate::emergency::Emergency;
use crate::event::{Event, Fact};
use crate::message::Language;
use crate::text::clip;

/// The most characters of the words shown.
const WORDS: usize = 300;

/// The gravest danger since the last handoff ended. Its clock runs from the customer's first words of it.
pub(super) fn of(input: &Input<'_>) -> Option<Danger> {
    let events = since_last_handoff(input.events, &input.handoff.id);
    let gravest = flags(events).min_by_key(|flag| (flag.kind.is_none(), flag.kind));
    match gravest {
        // The first flag of the kind starts the clock: `min_by_key` gives the earliest of equals.
        Some(flag) => Some(from_flag(&flag, events, input.reader)),
        None => from_reason(input, events),
    }
}

struct Flag<'a> {
    kind: Option<Emergency>,
    name: &'a str,
    evidence: &'a str,
    index: usize,
}

fn flags(events: &[Event]) -> impl Iterator<Item = Flag<'_>> {
    events.iter().enumerate().filter_map(|(index, event)| match &event.fact {
        Fact::UrgentFlagged { emergency, evidence } => {
            Some(Flag { kind: Emergency::named(emergency), name: emergency, evidence, index })
        }
        _ => None,
    })
}

fn from_flag(flag: &Flag<'_>, events: &[Event], reader: Language) -> Danger {
    let said = events[..=flag.index].iter().rev().find_map(|event| customer_text(event).map(|text| (text, event.at)));
    let (words, since) = said.unwrap_or((flag.evidence, events[flag.index].at));
    danger(flag.kind, flag.name, words, since, reader)
}

/// The reason may know of a danger whose flag is not among the events, as when they were cut off.
fn from_reason(input: &Input<'_>, events: &[Event]) -> Option<Danger> {
    let kind = input.handoff.reason.emergency_kind()?;
    let evidence =
        input.handoff.reason.evidence.iter().find(|evidence| Emergency::named(&evidence.signal) == Some(kind))?;
    let event = events.iter().find(|event| event.number == Some(evidence.number));
    let since = event.map(|event| event.at).or_else(|| input.handoff.since()).unwrap_or(input.now);
    let words = evidence.words.as_deref().or_else(|| event.and_then(customer_text)).unwrap_or_default();
    Some(danger(Some(kind), kind.as_str(), words, since, input.reader))
}

fn danger(kind: Option<Emergency>, name: &str, words: &str, since: jiff::Timestamp, reader: Language) -> Danger {
    Danger {
        emergency: kind.map_or_else(|| clip(name, 40), |kind| kind.as_str().to_owned()),
        label: kind.map_or_else(|| clip(name, 40), |kind| kind.label(reader).to_owned()),
        since,
        words: clip(words, WORDS),
        script: kind.map_or_else(|| unknown(reader), |kind| kind.script(reader)),
    }
}

/// A danger of a kind that has no script yet: safety first, and nobody alone with it.
fn unknown(reader: Language) -> Vec<String> {
    let lines: [&str; 3] = match reader {
        Language::Ko => [
            "“지금 안전하신가요?”부터 묻기",
            "당장 위험하면 112·119로 먼저 전화하도록 안내",
            "팀장에게 알리고 대화를 열어 두기",
        ],
        Language::En => [
            "Ask first: “Are you safe now?”",
            "In immediate danger: 112 or 119 first",
            "Tell your lead and keep the chat open",
        ],
    };
    lines.map(str::to_owned).to_vec()
}
