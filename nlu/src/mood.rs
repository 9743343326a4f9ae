//! nlu: how the customer feels, and how soon the matter presses.

use models::Prediction;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Emergency;

mod cue;

/// How the customer feels in this message.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Mood {
    /// From −2 (rage, despair) over 0 to 2 (grateful); the expected value.
    pub sentiment: f32,
    /// How worn out by being misunderstood or made to wait (0..=1).
    pub frustration: f32,
}

/// How soon the matter presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// No hurry was expressed.
    #[default]
    None,
    /// Today matters.
    Soon,
    /// This moment matters.
    Now,
}

impl fmt::Display for Urgency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "none",
            Self::Soon => "soon",
            Self::Now => "now",
        })
    }
}

impl Urgency {
    /// All levels, from the calmest.
    pub const ALL: [Self; 3] = [Self::None, Self::Soon, Self::Now];
}

impl Mood {
    /// The sentiment as the nearest of the five classes.
    pub fn class(&self) -> i8 {
        self.sentiment.round().clamp(-2.0, 2.0) as i8
    }
}

/// The mood of a message: the model's view, moved by cues in the words and by what was said before.
pub(crate) fn read(text: &str, previous: &[&str], prediction: &Prediction) -> Mood {
    let expected = prediction.sentiment.iter().zip([-2.0, -1.0, 0.0, 1.0, 2.0]).map(|(p, s)| p * s).sum();
    let certain = prediction.frustration.clamp(0.001, 0.999);
    let odds = (certain / (1.0 - certain)).ln()
        + cue::words(text)
        + cue::history(text, previous)
        + cue::still_unhappy(previous, &prediction.sentiment);
    Mood { sentiment: expected, frustration: 1.0 / (1.0 + (-odds).exp()) }
}

/// The urgency with the highest probability; an emergency is always now.
pub(crate) fn urgency(shares: &[f32; 3], emergency: Option<&Emergency>) -> Urgency {
    if emergency.is_some() {
        return Urgency::Now;
    }
    let best = (0..3).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap_or(0);
    Urgency::ALL[best]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(frustration: f32) -> Prediction {
        Prediction {
            intents: Vec::new(),
            in_scope: 1.0,
            sentiment: [0.5, 0.5, 0.0, 0.0, 0.0],
            frustration,
            urgency: [0.2, 0.5, 0.3],
            urgent: 0.0,
            vector: Vec::new(),
        }
    }

    #[test]
    fn cues_and_repeats_raise_frustration() {
        let frustration = |text, previous: &[&str]| read(text, previous, &prediction(0.4)).frustration;
        assert!((frustration("카드 언제 와요", &[]) - 0.4).abs() < 1e-5);
        assert!(frustration("몇 번을 말해요 카드 언제 오냐고요", &[]) > 0.5);
        assert!(frustration("카드 언제 와요", &["카드 언제 와요?"]) > 0.5);
        assert!(frustration("I already told you, third time!!", &[]) > 0.5);
    }

    #[test]
    fn sentiment_is_the_expected_class() {
        let mood = read("", &[], &prediction(0.0));
        assert!((mood.sentiment + 1.5).abs() < 1e-6);
        assert_eq!(Mood { sentiment: -1.6, frustration: 0.0 }.class(), -2);
        assert_eq!(Mood { sentiment: 0.4, frustration: 0.0 }.class(), 0);
    }

    #[test]
    fn an_emergency_is_always_now() {
        let emergency = crate::emergency::by_rule("죽고 싶어요");
        assert_eq!(urgency(&[1.0, 0.0, 0.0], emergency.as_ref()), Urgency::Now);
        assert_eq!(urgency(&[0.2, 0.5, 0.3], None), Urgency::Soon);
    }
}
