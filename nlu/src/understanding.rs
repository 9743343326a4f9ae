//! nlu: what was understood of one message, and how surely.

use serde::{Deserialize, Serialize};

use crate::{Act, Emergency, Entity, Intent, Language, Mood, Urgency};

/// Choices with their confidence (0..=1), the best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ranked<T>(Vec<Scored<T>>);

/// One choice and its confidence (0..=1).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scored<T> {
    /// What is chosen.
    pub value: T,
    /// How likely it is.
    pub confidence: f32,
}

/// Where the lines lie between sure, unsure and out of scope; they come with the model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Below this `in_scope` a message is out of scope.
    pub in_scope: f32,
    /// From this confidence an intent is sure.
    pub confident: f32,
    /// By at least so much a sure intent leads the second.
    pub margin: f32,
    /// From this frustration a customer counts as frustrated.
    pub frustration: f32,
}

/// What the confidences amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Act on it.
    Confident(Intent),
    /// Ask which of the two, the likelier first.
    Ambiguous(Intent, Intent),
    /// Outside what the bot can do, or beyond it.
    Unknown,
}

/// Everything understood of one message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Understanding {
    /// The language it is written in.
    pub language: Language,
    /// The dialogue act, where the whole message is one.
    pub act: Option<Act>,
    /// All intents, the likeliest first.
    pub intents: Ranked<Intent>,
    /// How likely any of the intents is meant at all (0..=1).
    pub in_scope: f32,
    /// What is named in it: amounts, dates, papers.
    pub entities: Vec<Entity>,
    /// How the customer feels.
    pub mood: Mood,
    /// How soon it matters.
    pub urgency: Urgency,
    /// Danger, with the evidence for it.
    pub emergency: Option<Emergency>,
    /// The sentence as a point of unit length, for the search in articles.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub vector: Vec<f32>,
    /// The lines this model was tuned to.
    pub thresholds: Thresholds,
}

impl<T> Ranked<T> {
    /// Ranks choices by confidence; equal ones keep their order.
    pub fn new(choices: impl IntoIterator<Item = (T, f32)>) -> Self {
        let mut ranked: Vec<_> = choices.into_iter().map(|(value, confidence)| Scored { value, confidence }).collect();
        ranked.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        Self(ranked)
    }

    /// The likeliest choice.
    pub fn best(&self) -> Option<&Scored<T>> {
        self.0.first()
    }

    /// All choices, the likeliest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Scored<T>> {
        self.0.iter()
    }

    /// The `n` likeliest.
    pub fn top(&self, n: usize) -> &[Scored<T>] {
        &self.0[..n.min(self.0.len())]
    }
}

impl<T: PartialEq> Ranked<T> {
    /// The ranking with this choice first; it changes places, and confidence, with the one that was.
    #[must_use]
    pub fn led_by(mut self, value: T) -> Self {
        if let Some(at) = self.0.iter().position(|scored| scored.value == value) {
            let (first, own) = (self.0[0].confidence, self.0[at].confidence);
            self.0[..=at].rotate_right(1);
            self.0[0].confidence = first;
            if at > 0 {
                self.0[1].confidence = own;
            }
            self.0[1..].sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        }
        self
    }

    /// The confidence in one choice; 0 for one that is not ranked.
    pub fn confidence(&self, value: &T) -> f32 {
        self.0.iter().find(|scored| scored.value == *value).map_or(0.0, |scored| scored.confidence)
    }
}

impl<'a, T> IntoIterator for &'a Ranked<T> {
    type Item = &'a Scored<T>;
    type IntoIter = std::slice::Iter<'a, Scored<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// From this `in_scope` small talk is taken as such: it is what talk out of scope resembles most.
const SMALL_TALK: f32 = 0.5;

impl Default for Thresholds {
    fn default() -> Self {
        Self { in_scope: 0.5, confident: 0.5, margin: 0.15, frustration: 0.5 }
    }
}

impl Understanding {
    /// What the confidences amount to under the model's thresholds.
    pub fn verdict(&self) -> Verdict {
        let [best, rest @ ..] = self.intents.top(2) else { return Verdict::Unknown };
        if self.in_scope < self.least_in_scope(best.value) {
            return Verdict::Unknown;
        }
        match rest.first() {
            Some(second)
                if best.confidence < self.thresholds.confident
                    || best.confidence - second.confidence < self.thresholds.margin =>
            {
                Verdict::Ambiguous(best.value, second.value)
            }
            _ => Verdict::Confident(best.value),
        }
    }

    /// From which `in_scope` an intent is taken as meant.
    pub fn least_in_scope(&self, intent: Intent) -> f32 {
        let least = if intent == Intent::Chitchat { SMALL_TALK } else { 0.0 };
        self.thresholds.in_scope.max(least)
    }

    /// The intent to go by, be it to act on or to ask about first; none when out of scope.
    pub fn decided(&self) -> Option<Intent> {
        match self.verdict() {
            Verdict::Confident(intent) | Verdict::Ambiguous(intent, _) => Some(intent),
            Verdict::Unknown => None,
        }
    }

    /// True where the frustration is over the model's line.
    pub fn is_frustrated(&self) -> bool {
        self.mood.frustration >= self.thresholds.frustration
    }

    /// A message of which nothing but its language is known.
    pub fn unknown(language: Language) -> Self {
        let even = 1.0 / Intent::ALL.len() as f32;
        Self {
            language,
            intents: Ranked::new(Intent::ALL.map(|intent| (intent, even))),
            in_scope: 0.0,
            ..Self::certain(Intent::Chitchat)
        }
    }

    /// A calm Korean message that means one intent for sure: what tests of later steps start from.
    pub fn certain(intent: Intent) -> Self {
        Self {
            language: Language::Ko,
            act: None,
            intents: Ranked::new([(intent, 1.0)]),
            in_scope: 1.0,
            entities: Vec::new(),
            mood: Mood::default(),
            urgency: Urgency::None,
            emergency: None,
            vector: Vec::new(),
            thresholds: Thresholds::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_follows_the_thresholds() {
        let check = |in_scope, first, second, want: Verdict| {
            let understanding = Understanding {
                in_scope,
                intents: Ranked::new([(Intent::CardLost, second), (Intent::CardApply, first)]),
                ..Understanding::certain(Intent::CardLost)
            };
            assert_eq!(understanding.verdict(), want, "{in_scope} {first} {second}");
        };
        check(0.9, 0.9, 0.05, Verdict::Confident(Intent::CardApply));
        check(0.9, 0.5, 0.45, Verdict::Ambiguous(Intent::CardApply, Intent::CardLost));
        check(0.9, 0.3, 0.1, Verdict::Ambiguous(Intent::CardApply, Intent::CardLost));
        check(0.1, 0.9, 0.05, Verdict::Unknown);
    }

    #[test]
    fn of_an_unknown_message_nothing_is_decided() {
        let unknown = Understanding::unknown(Language::En);
        assert_eq!((unknown.verdict(), unknown.decided(), unknown.language), (Verdict::Unknown, None, Language::En));
        assert!(!unknown.is_frustrated() && unknown.emergency.is_none());
    }

    #[test]
    fn a_verdict_decides_on_its_first_intent() {
        let mut understanding = Understanding::certain(Intent::Complaint);
        assert_eq!(understanding.decided(), Some(Intent::Complaint));
        understanding.in_scope = 0.0;
        assert_eq!(understanding.decided(), None);
    }

    #[test]
    fn understanding_survives_json() {
        let understanding = Understanding::certain(Intent::Chitchat);
        let json = serde_json::to_string(&understanding).unwrap();
        assert_eq!(serde_json::from_str::<Understanding>(&json).unwrap(), understanding);
    }
}
