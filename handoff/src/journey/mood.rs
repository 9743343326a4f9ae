//! handoff: how somebody feels about us, as a mean that forgets.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Event, Fact};
use crate::message::Author;

/// After so many seconds a signal counts half: seven days.
const HALF_LIFE: f64 = 7.0 * 24.0 * 3600.0;
/// How many of the newest signals are kept to be shown.
const KEPT: usize = 20;

/// Σ w·s·2^(−age/7d) ÷ Σ w·2^(−age/7d) over all signals, held as two sums.
///
/// Both sums fade alike, so the mean is the same at every later moment; only a new signal changes it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Mood {
    /// Σ w·s·2^(−age/7d) as of `as_of`.
    sum: f64,
    /// Σ w·2^(−age/7d) as of `as_of`.
    weight: f64,
    as_of: Option<Timestamp>,
    /// The newest signals, oldest first: what the mean rests on most.
    pub sources: Vec<Signal>,
}

/// One thing that says how somebody feels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    pub source: Source,
    pub at: Timestamp,
    /// −2..=2, whatever the source's own scale.
    pub value: f32,
    /// The conversation number, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
}

/// Where a signal comes from; a deliberate answer weighs more than a passing word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Message,
    Csat,
    Nps,
}

impl Source {
    /// How much a signal of this source weighs.
    pub const fn weight(self) -> f64 {
        match self {
            Self::Message => 1.0,
            Self::Csat => 3.0,
            Self::Nps => 2.0,
        }
    }
}

impl Signal {
    /// What an event says of the mood: a message that was read (−2..=2), a CSAT answer (1–5) or an
    /// NPS answer (0–10), both brought to −2..=2.
    pub fn of(event: &Event) -> Option<Self> {
        let (source, value) = match &event.fact {
            Fact::Said { message, reading: Some(reading) } if message.author == Author::Customer => {
                (Source::Message, reading.sentiment)
            }
            Fact::SurveyAnswered { survey, score } if survey == "csat" => (Source::Csat, f32::from(*score) - 3.0),
            Fact::SurveyAnswered { survey, score } if survey == "nps" => (Source::Nps, f32::from(*score) / 2.5 - 2.0),
            _ => return None,
        };
        let value = if value.is_finite() { value.clamp(-2.0, 2.0) } else { 0.0 };
        Some(Self { source, at: event.at, value, number: event.number })
    }
}

impl Mood {
    /// From −2 (rage, despair) over 0 (nothing known, or even) to 2 (grateful).
    pub fn value(&self) -> f32 {
        if self.weight > 0.0 { (self.sum / self.weight) as f32 } else { 0.0 }
    }

    /// Whether anything is known.
    pub fn is_known(&self) -> bool {
        self.weight > 0.0
    }

    /// The two sums, for the checksum.
    pub(super) fn sums(&self) -> (f64, f64) {
        (self.sum, self.weight)
    }

    /// The mood with one more signal, which may be older than the newest.
    #[must_use]
    pub(super) fn with(mut self, signal: Signal) -> Self {
        let as_of = self.as_of.map_or(signal.at, |as_of| as_of.max(signal.at));
        let faded = self.as_of.map_or(1.0, |before| fade(before, as_of));
        let weight = signal.source.weight() * fade(signal.at, as_of);
        self.sum = self.sum * faded + weight * f64::from(signal.value);
        self.weight = self.weight * faded + weight;
        self.as_of = Some(as_of);
        let place = self.sources.partition_point(|kept| kept.at <= signal.at);
        self.sources.insert(place, signal);
        self.sources.drain(..self.sources.len().saturating_sub(KEPT));
        self
    }
}

/// What is left at `now` of a signal of weight 1 at `at`.
fn fade(at: Timestamp, now: Timestamp) -> f64 {
    (-(now.duration_since(at).as_secs_f64() / HALF_LIFE)).exp2()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn signal(source: Source, hour: i64, value: f32) -> Signal {
        Signal { source, at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour), value, number: None }
    }

    fn mood(signals: &[Signal]) -> Mood {
        signals.iter().cloned().fold(Mood::default(), Mood::with)
    }

    /// The formula as it is written, with no sums kept.
    fn by_the_book(signals: &[Signal], now: Timestamp) -> f64 {
        let weight = |signal: &Signal| signal.source.weight() * fade(signal.at, now);
        let above: f64 = signals.iter().map(|signal| weight(signal) * f64::from(signal.value)).sum();
        above / signals.iter().map(weight).sum::<f64>()
    }

    #[test]
    fn the_mood_is_the_formula_at_every_later_moment_and_in_any_order() {
        let mut signals = vec![
            signal(Source::Message, 0, -2.0),
            signal(Source::Nps, 30, 1.6),
            signal(Source::Message, 90, -0.7),
            signal(Source::Csat, 200, 1.0),
            signal(Source::Message, 2000, -1.25),
            signal(Source::Message, 2001, 0.5),
        ];
        for _ in 0..signals.len() {
            signals.rotate_left(1);
            let got = f64::from(mood(&signals).value());
            for hour in [2001, 2500, 9000] {
                let want = by_the_book(&signals, Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour));
                assert!((got - want).abs() < 1e-6, "{got} {want} at {hour}");
            }
        }
    }

    #[test]
    fn after_seven_days_a_signal_counts_half() {
        let week = 7 * 24;
        let got = mood(&[signal(Source::Message, 0, -2.0), signal(Source::Message, week, 1.0)]).value();
        assert!((got - 0.0).abs() < 1e-6, "(−2·½ + 1) ÷ 1½ = {got}");
    }

    #[test]
    fn an_answer_to_a_survey_outweighs_a_word() {
        let got = mood(&[signal(Source::Message, 0, -2.0), signal(Source::Csat, 0, 2.0)]).value();
        assert!((got - 1.0).abs() < 1e-6, "{got}");
    }

    #[test]
    fn nothing_known_is_even_and_only_the_newest_sources_are_kept() {
        assert!(!Mood::default().is_known());
        let many: Vec<_> = (0..100).map(|hour| signal(Source::Message, hour, 0.0)).collect();
        let mood = mood(&many);
        assert_eq!(mood.sources, many[80..]);
    }

    #[test]
    fn a_mood_of_long_ago_does_not_vanish_into_nothing() {
        let decades = mood(&[signal(Source::Message, 0, -2.0), signal(Source::Message, 24 * 365 * 40, 1.0)]);
        assert!((decades.value() - 1.0).abs() < 1e-6);
    }
}
