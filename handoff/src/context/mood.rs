//! handoff: question 6: how do they feel, and where did it turn?

use super::{Mood, MoodPoint};
use crate::event::{Event, Fact};
use crate::message::Author;

/// How many points are drawn at most, the newest.
const POINTS: usize = 120;
/// A fall of at least so much is a turn.
const FALL: f32 = 0.5;

/// The mood over the customer's messages that were read.
pub(super) fn of(events: &[Event]) -> Mood {
    let mut points: Vec<MoodPoint> = events.iter().filter_map(point).collect();
    points.drain(..points.len().saturating_sub(POINTS));
    Mood {
        turned_at: turn(&points),
        now: fading(points.iter().map(|point| point.sentiment)),
        frustration: fading(points.iter().map(|point| point.frustration)),
        points,
        rated: Vec::new(),
    }
}

fn point(event: &Event) -> Option<MoodPoint> {
    let Fact::Said { message, reading: Some(reading) } = &event.fact else { return None };
    (message.author == Author::Customer).then(|| MoodPoint {
        number: event.number.unwrap_or_default(),
        sentiment: finite(reading.sentiment).clamp(-2.0, 2.0),
        frustration: finite(reading.frustration).clamp(0.0, 1.0),
    })
}

/// The message at which it fell most; of equal falls the later, which is fresher in mind.
fn turn(points: &[MoodPoint]) -> Option<i64> {
    let falls = points.windows(2).map(|pair| (pair[0].sentiment - pair[1].sentiment, pair[1].number));
    falls.filter(|(fall, _)| *fall >= FALL).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, number)| number)
}

/// A mean in which every message counts half of the one after it; 0 of nothing.
fn fading(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, weight) = values.fold((0.0, 0.0), |(sum, weight), value| (sum / 2.0 + value, weight / 2.0 + 1.0));
    if weight > 0.0 { sum / weight } else { 0.0 }
}

fn finite(value: f32) -> f32 {
    if value.is_finite() { value } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(sentiments: &[f32]) -> Vec<MoodPoint> {
        let point = |(number, &sentiment)| MoodPoint { number, sentiment, frustration: 0.0 };
        (1..).zip(sentiments).map(point).collect()
    }

    #[test]
    fn it_turned_where_it_fell_most() {
        assert_eq!(turn(&points(&[0.0, -0.4, -1.6, -1.7])), Some(3));
        assert_eq!(turn(&points(&[1.0, 0.0, 1.0, 0.0])), Some(4));
        assert_eq!(turn(&points(&[-2.0, -2.0])), None);
        assert_eq!(turn(&points(&[0.0, -0.4])), None);
        assert_eq!(turn(&points(&[-1.0])), None);
    }

    #[test]
    fn the_last_messages_weigh_most() {
        assert!((fading([-2.0, 1.0].into_iter()) - 0.0).abs() < 1e-6);
        assert!((fading([1.0, -2.0].into_iter()) - -1.0).abs() < 1e-6);
        assert!(fading([2.0; 5].into_iter()) > 1.999);
        assert!(fading(std::iter::empty()).abs() < f32::EPSILON);
    }
}
