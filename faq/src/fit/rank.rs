//! faq: which signals bring the right article to the front: a softmax over all articles of each question.

use super::Example;
use super::minimum::{Shape, minimum};
use crate::signal::Signal;

const SIZE: usize = Signal::ALL.len();
/// How hard weights are drawn to 0; more would forget, less would learn by heart.
const RESTRAINT: f64 = 10.0;

/// One question: the signals of each article in the running, in units of their spread, and which is right.
struct Race {
    articles: Vec<[f64; SIZE]>,
    right: usize,
}

/// The weight of each signal. Articles that are also accepted run neither with nor against the one meant.
pub(super) fn fit(examples: &[Example]) -> Vec<f64> {
    let spread = spread(examples);
    let races: Vec<Race> = examples.iter().filter_map(|example| race(example, &spread)).collect();
    let weights = minimum(SIZE, |at| shape(at, &races));
    weights.iter().zip(spread).map(|(weight, spread)| weight / spread).collect()
}

/// How far each signal's values lie from their mean within a question; 1 where they never differ.
fn spread(examples: &[Example]) -> [f64; SIZE] {
    let mut squares = [0.0; SIZE];
    let mut count = 0.0;
    for signals in examples.iter().map(|example| &example.found.signals) {
        for (signal, square) in squares.iter_mut().enumerate() {
            let values = || signals.iter().map(|signals| f64::from(signals.0[signal]));
            let mean = values().sum::<f64>() / signals.len() as f64;
            *square += values().map(|value| (value - mean).powi(2)).sum::<f64>();
        }
        count += signals.len() as f64;
    }
    squares.map(|square| if square > 0.0 { (square / count).sqrt() } else { 1.0 })
}

fn race(example: &Example, spread: &[f64; SIZE]) -> Option<Race> {
    let (meant, accepted) = example.right.split_first()?;
    let mut race = Race { articles: Vec::with_capacity(example.found.signals.len()), right: 0 };
    for (index, signals) in example.found.signals.iter().enumerate().filter(|(index, _)| !accepted.contains(index)) {
        if index == *meant {
            race.right = race.articles.len();
        }
        race.articles.push(std::array::from_fn(|signal| f64::from(signals.0[signal]) / spread[signal]));
    }
    Some(race)
}

/// The negative log-likelihood of the right articles, and the pull to 0.
fn shape(at: &[f64], races: &[Race]) -> Shape {
    let mut shape = Shape::resting(at, &[RESTRAINT; SIZE]);
    for race in races {
        let strengths: Vec<f64> =
            race.articles.iter().map(|values| values.iter().zip(at).map(|(value, at)| value * at).sum()).collect();
        let most = strengths.iter().fold(f64::MIN, |most, strength| most.max(*strength));
        let total: f64 = strengths.iter().map(|strength| (strength - most).exp()).sum();
        shape.height += most + total.ln() - strengths[race.right];
        let mut mean = [0.0; SIZE];
        for (values, strength) in race.articles.iter().zip(&strengths) {
            let share = (strength - most).exp() / total;
            // Shares this small move nothing, and most are.
            if share < 1e-9 {
                continue;
            }
            for row in 0..SIZE {
                let weighed = share * values[row];
                mean[row] += weighed;
                let curve = &mut shape.curve[row * SIZE..][..=row];
                curve.iter_mut().zip(values).for_each(|(curve, value)| *curve += weighed * value);
            }
        }
        for row in 0..SIZE {
            shape.slope[row] += mean[row] - race.articles[race.right][row];
            let curve = &mut shape.curve[row * SIZE..][..=row];
            curve.iter_mut().zip(mean).for_each(|(curve, value)| *curve -= mean[row] * value);
        }
    }
    mirror(&mut shape.curve);
    shape
}

/// Copies the lower triangle to the upper one.
fn mirror(curve: &mut [f64]) {
    for row in 0..SIZE {
        for column in 0..row {
            curve[column * SIZE + row] = curve[row * SIZE + column];
        }
    }
}
