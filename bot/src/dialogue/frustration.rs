//! bot: when the customer has had enough, and what speaks for it.

use handoff::reason::{Evidence, Reason, Signal};

use super::{Scene, cue};

/// From here down a mood counts as low (−2..=2).
pub(super) const LOW: f32 = -1.0;
/// So many low turns in a row are enough.
const TURNS: usize = 2;

/// The low moods in a row after this message; none when it is not low.
pub(super) fn low_moods(scene: &Scene<'_>) -> Vec<(i64, f32)> {
    let before = &scene.conversation.dialogue.low_moods;
    if scene.heard.understanding.act.is_some() || scene.heard.choice.is_some() {
        // A single word or a tap has no mood worth reading.
        return before.clone();
    }
    let sentiment = scene.heard.understanding.mood.sentiment;
    if sentiment > LOW {
        return Vec::new();
    }
    before.iter().copied().chain([(scene.heard.number, sentiment)]).collect()
}

/// Why a person should be offered now: two low moods in a row, or one message that says it all.
pub(super) fn reason(scene: &Scene<'_>) -> Option<Reason> {
    let understanding = scene.heard.understanding;
    let moods = low_moods(scene);
    let mut evidence = Vec::new();
    if moods.len() >= TURNS {
        evidence
            .extend(moods.iter().map(|(number, mood)| Evidence::of(Signal::Mood, *number).scoring(*mood).against(LOW)));
    }
    if understanding.is_frustrated() {
        let strong = Evidence::of(Signal::Frustration, scene.heard.number)
            .scoring(understanding.mood.frustration)
            .against(understanding.thresholds.frustration)
            .saying(scene.heard.text);
        evidence.push(strong);
    }
    if cue::strong_words(scene.heard.text) {
        evidence.push(Evidence::of(Signal::StrongWords, scene.heard.number).saying(scene.heard.text));
    }
    (!evidence.is_empty()).then(|| Reason::frustration(evidence))
}
