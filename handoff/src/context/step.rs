//! handoff: question 11: what is a good next step?

mod playbook;

use super::take::Input;
use crate::message::Language;
use crate::person::Note;
use crate::text::clip;

/// First the promise that is late, then the three steps for what is wanted, then how to speak.
pub(super) fn of(input: &Input<'_>, intent: Option<&str>) -> Vec<String> {
    let late = late_promise(input);
    let steps = intent
        .and_then(playbook::of_intent)
        .unwrap_or_else(|| playbook::of_queue(input.handoff.queue))
        .in_language(input.reader)
        .map(str::to_owned);
    let manner = input.notes.contains(&Note::Age65).then(|| {
        match input.reader {
            Language::Ko => "천천히, 한 번에 한 가지씩, 쉬운 말로",
            Language::En => "Slowly, one thing at a time, in plain words",
        }
        .to_owned()
    });
    late.into_iter().chain(steps).chain(manner).collect()
}

/// The promise that has been late longest.
fn late_promise(input: &Input<'_>) -> Option<String> {
    let late = input.journey.promises.iter().filter(|promise| promise.due.is_some_and(|due| due <= input.now));
    let oldest = late.min_by_key(|promise| promise.due)?;
    let text = clip(&oldest.text, 80);
    Some(match input.reader {
        Language::Ko => format!("기한이 지난 약속부터 사과하고 답하기: {text}"),
        Language::En => format!("First apologise and answer the late promise: {text}"),
    })
}
