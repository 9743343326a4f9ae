//! handoff: keeps a context within its size.

use super::{Context, Known};
use crate::reason::{Evidence, Reason};
use crate::text::clip;

/// How many signals of the reason, and how many known things are kept.
const EVIDENCE: usize = 10;
const KNOWN: usize = 20;

/// The reason with its last signals, and no endless words.
pub(super) fn reason(reason: &Reason) -> Reason {
    let skip = reason.evidence.len().saturating_sub(EVIDENCE);
    let evidence = reason.evidence[skip..].iter().map(|evidence| Evidence {
        signal: clip(&evidence.signal, 40),
        words: evidence.words.as_deref().map(|words| clip(words, 200)),
        ..*evidence
    });
    Reason { code: reason.code, evidence: evidence.collect() }
}

/// What is known already, clipped.
pub(super) fn known(slots: &[Known]) -> Vec<Known> {
    let clipped = |known: &Known| Known { label: clip(&known.label, 40), value: clip(&known.value, 100) };
    slots.iter().take(KNOWN).map(clipped).collect()
}

/// The same context within [`Context::MAX_BYTES`]: an eighth of the longest giving list goes at a time,
/// oldest first; `said` and `around` give before anything else does.
pub(super) fn fit(mut context: Context) -> Context {
    while size(&context) > Context::MAX_BYTES && give(&mut context) {}
    context
}

/// Lets something go; false when nothing is left to give.
fn give(context: &mut Context) -> bool {
    if context.said.len() >= context.around.len() && !context.said.is_empty() {
        let some = context.said.len().div_ceil(8);
        context.said.drain(..some);
    } else if !context.around.is_empty() {
        // Newest first: the oldest stand at the end.
        context.around.truncate(context.around.len() - context.around.len().div_ceil(8));
    } else if !context.mood.points.is_empty() {
        let some = context.mood.points.len().div_ceil(8);
        context.mood.points.drain(..some);
    } else {
        return context.known.pop().is_some() || context.open.pop().is_some() || context.processes.pop().is_some();
    }
    true
}

fn size(context: &Context) -> usize {
    serde_json::to_vec(context).expect("a context is plain data").len()
}
