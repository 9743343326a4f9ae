//! handoff: the payload for desks that take flat strings only: names and texts, at most four kilobytes.

use std::collections::BTreeMap;

use super::Payload;
use crate::text::clip;

/// No projection is larger, as JSON.
const MAX_BYTES: usize = 4096;
/// The longest value, in characters.
const VALUE: usize = 300;

/// The payload as one flat object. What matters most goes in first; what does not fit stays out, and
/// `context_url` says where the whole of it is.
pub fn flat(payload: &Payload, context_url: &str) -> BTreeMap<String, String> {
    let mut object = BTreeMap::new();
    for (name, value) in fields(payload, context_url) {
        let value = clip(&value, VALUE);
        if value.is_empty() {
            continue;
        }
        object.insert(name.to_owned(), value);
        if size(&object) > MAX_BYTES {
            object.remove(name);
        }
    }
    object
}

/// All fields, the most needed first.
fn fields(payload: &Payload, context_url: &str) -> Vec<(&'static str, String)> {
    let Payload { conversation, reason, priority, routing, customer, nlu, dialogue, promises, summary, .. } = payload;
    let slots: Vec<String> = dialogue.slots.iter().map(|slot| format!("{}={}", slot.label, slot.value)).collect();
    let promised: Vec<&str> = promises.iter().map(|promise| promise.text.as_str()).collect();
    let tried: Vec<&str> = payload.attempted.iter().map(|one| one.text.as_str()).collect();
    vec![
        ("schema", payload.schema.clone()),
        ("handoff_id", payload.handoff_id.clone()),
        ("conversation_id", conversation.id.clone()),
        ("context_url", context_url.to_owned()),
        ("hash", payload.hash.clone()),
        ("idempotency_key", payload.idempotency_key.clone()),
        ("control_epoch", payload.control_epoch.to_string()),
        ("reason", reason.code.clone()),
        ("reason_sentence", reason.sentence.clone()),
        ("priority", priority.level.clone()),
        ("urgency", priority.urgency.join(",")),
        ("vulnerable", priority.vulnerable.join(",")),
        ("due", priority.sla.first_response_due.map_or_else(String::new, |due| due.to_string())),
        ("queue", routing.queue.clone()),
        ("skills", routing.skills.join(",")),
        ("language", routing.language.clone()),
        ("channel", conversation.channel.clone()),
        ("customer_name", customer.name_masked.clone()),
        ("customer_level", customer.assurance.level.clone()),
        ("customer_notes", customer.notes.join(", ")),
        ("intent", nlu.last.as_ref().map_or_else(String::new, |last| last.intent.clone())),
        ("sentiment", format!("{:.1}", nlu.sentiment.last)),
        ("summary_ko", summary.ko.clone()),
        ("summary_en", summary.en.clone()),
        ("user_words", reason.user_words.clone().unwrap_or_default()),
        ("known", slots.join("; ")),
        ("attempted", tried.join("; ")),
        ("promises", promised.join("; ")),
        ("open_cases", customer.open_cases.join(",")),
        ("active_flow", dialogue.active_flow.clone().unwrap_or_default()),
        ("message_count", payload.transcript.count.to_string()),
    ]
}

fn size(object: &BTreeMap<String, String>) -> usize {
    serde_json::to_vec(object).expect("texts are plain data").len()
}
