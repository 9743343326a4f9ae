//! models: calibration on held-out sentences: how both branches' scores become probabilities.

use rayon::prelude::*;

use super::{Example, Meaning};
use crate::classifier::{Both, sigmoid};
use crate::layout::Moods;
use crate::manifest::{Blend, Line, Mix, Scope};

/// The blend under which the scores are likeliest right on `dev`.
pub(crate) fn calibrate(scores: &[Both], dev: &[&Example]) -> Blend {
    let intents = intents(scores, dev);
    let moods = |of: fn(&Moods) -> &[f32], right: fn(&Example) -> Option<usize>| {
        mix(&rows(scores, dev, |both, example| {
            let (d, s) = both.dense.moods.as_ref().zip(both.sparse.moods.as_ref())?;
            Some((of(d).to_vec(), of(s).to_vec(), vec![right(example)?]))
        }))
    };
    let flags = |of: fn(&Moods) -> f32, right: fn(&Example) -> Option<bool>| {
        let rows = rows(scores, dev, |both, example| {
            let (d, s) = both.dense.moods.as_ref().zip(both.sparse.moods.as_ref())?;
            Some(([of(d), of(s)], right(example)?))
        });
        match logistic(&rows, false) {
            Some(([dense, sparse], bias)) => Line { dense, sparse, bias },
            None => Line::default(),
        }
    };
    let scope = rows(scores, dev, |both, example| {
        Some((Scope::signs(both), matches!(example.meaning.as_ref()?, Meaning::Intents(_))))
    });
    Blend {
        intent: mix(&intents),
        sentiment: moods(|moods| &moods.sentiment, |example| example.sentiment),
        urgency: moods(|moods| &moods.urgency, |example| example.urgency),
        frustration: flags(|moods| moods.frustration, |example| example.frustration),
        urgent: flags(|moods| moods.urgent, |example| example.urgent),
        scope: match logistic(&scope, true) {
            Some(([energy, margin, dense, sparse], bias)) => Scope { energy, margin, dense, sparse, bias },
            None => Scope::default(),
        },
    }
}

/// How surprising the right intents are under a blend, in nats over all sentences.
pub(crate) fn surprise(blend: &Blend, scores: &[Both], dev: &[&Example]) -> f32 {
    surprise_of(blend.intent, &intents(scores, dev))
}

fn intents(scores: &[Both], dev: &[&Example]) -> Vec<Scored> {
    rows(scores, dev, |both, example| match &example.meaning {
        Some(Meaning::Intents(right)) => Some((both.dense.intents.clone(), both.sparse.intents.clone(), right.clone())),
        _ => None,
    })
}

/// Dense scores, sparse scores and the right classes.
type Scored = (Vec<f32>, Vec<f32>, Vec<usize>);

fn rows<T>(scores: &[Both], dev: &[&Example], of: impl Fn(&Both, &Example) -> Option<T>) -> Vec<T> {
    scores.iter().zip(dev).filter_map(|(both, example)| of(both, example)).collect()
}

/// What both branches' scores weigh: the best of a coarse grid, then of a fine one around it.
fn mix(rows: &[Scored]) -> Mix {
    if rows.is_empty() {
        return Mix::default();
    }
    let surprise = |mix: &Mix| surprise_of(*mix, rows);
    let coarse: Vec<f32> = std::iter::once(0.0).chain((-8..=10).map(|step| 10_f32.powf(step as f32 / 8.0))).collect();
    let fine: Vec<f32> = (-4..=4).map(|step| 10_f32.powf(step as f32 / 40.0)).collect();
    let grid = |around: Mix, factors: &[f32]| {
        let all = factors.iter().flat_map(|d| factors.iter().map(move |s| (d * around.dense, s * around.sparse)));
        least(all.map(|(dense, sparse)| Mix { dense, sparse }), surprise)
    };
    grid(grid(Mix { dense: 1.0, sparse: 1.0 }, &coarse), &fine)
}

/// How surprising the right classes are, in nats over all rows.
fn surprise_of(mix: Mix, rows: &[Scored]) -> f32 {
    let of = |(dense, sparse, right): &Scored| {
        let shares = mix.probabilities(dense, sparse);
        -right.iter().map(|&class| shares[class]).sum::<f32>().max(1e-9).ln()
    };
    rows.par_iter().map(of).collect::<Vec<f32>>().iter().sum::<f32>()
}

/// The candidate with the least loss.
fn least<T>(candidates: impl Iterator<Item = T>, loss: impl Fn(&T) -> f32) -> T {
    let scored = candidates.map(|candidate| (loss(&candidate), candidate));
    scored.min_by(|a, b| a.0.total_cmp(&b.0)).expect("there are candidates").1
}

/// A logistic fit on a few signs; none without rows of both kinds. The fewer rows one kind has, the harder the weights
/// are pulled to zero, so that chance among few does not decide which sign counts. With `even`, both kinds weigh the same.
fn logistic<const N: usize>(rows: &[([f32; N], bool)], even: bool) -> Option<([f32; N], f32)> {
    let yes = rows.iter().filter(|(_, yes)| *yes).count() as f32;
    let no = rows.len() as f32 - yes;
    if yes == 0.0 || no == 0.0 {
        return None;
    }
    let count = rows.len() as f32;
    let center: [f32; N] = std::array::from_fn(|i| rows.iter().map(|(x, _)| x[i]).sum::<f32>() / count);
    let spread: [f32; N] = std::array::from_fn(|i| {
        (rows.iter().map(|(x, _)| (x[i] - center[i]).powi(2)).sum::<f32>() / count).sqrt().max(1e-6)
    });
    let pull = 1.0 / yes.min(no);
    let rate = 1.0 / (1.0 + pull);
    let (mut weights, mut bias) = ([0.0; N], 0.0);
    for _ in 0..3_000 {
        let (mut slope, mut bias_slope) = (weights.map(|w| w * pull), 0.0);
        for (x, is_yes) in rows {
            let z: [f32; N] = std::array::from_fn(|i| (x[i] - center[i]) / spread[i]);
            let score = bias + weights.iter().zip(z).map(|(w, z)| w * z).sum::<f32>();
            let weight = match (even, is_yes) {
                (false, _) => 1.0 / count,
                (true, true) => 0.5 / yes,
                (true, false) => 0.5 / no,
            };
            let off = weight * (sigmoid(score) - f32::from(u8::from(*is_yes)));
            slope.iter_mut().zip(z).for_each(|(slope, z)| *slope += off * z);
            bias_slope += off;
        }
        weights.iter_mut().zip(slope).for_each(|(w, slope)| *w -= rate * slope);
        bias -= rate * bias_slope;
    }
    let scaled: [f32; N] = std::array::from_fn(|i| weights[i] / spread[i]);
    let bias = bias - scaled.iter().zip(center).map(|(w, c)| w * c).sum::<f32>();
    Some((scaled, bias))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_branch_weighs_more() {
        let right = |n: usize| n % 3;
        let sure = |n: usize| (0..3).map(|class| if class == right(n) { 3.0 } else { 0.0 }).collect::<Vec<f32>>();
        let noise = |n: usize| (0..3).map(|class| ((n * 7 + class * 5) % 4) as f32).collect::<Vec<f32>>();
        let rows: Vec<Scored> = (0..60).map(|n| (sure(n), noise(n), vec![right(n)])).collect();
        let mix = mix(&rows);
        assert!(mix.dense > 4.0 * mix.sparse, "{mix:?}");
    }

    #[test]
    fn a_line_finds_the_side_of_each() {
        let rows: Vec<([f32; 2], bool)> = (0..40).map(|n| ([n as f32 * 10.0, 3.0], n >= 20)).collect();
        let (weights, bias) = logistic(&rows, false).unwrap();
        assert!(sigmoid(weights[0] * 350.0 + weights[1] * 3.0 + bias) > 0.9);
        assert!(sigmoid(weights[0] * 50.0 + weights[1] * 3.0 + bias) < 0.1);
        assert_eq!(logistic(&[([1.0], true)], true), None);
    }

    #[test]
    fn few_rows_of_a_kind_are_believed_less() {
        let rows = |of_each: usize| -> Vec<([f32; 1], bool)> {
            (0..2 * of_each).map(|n| ([(n % 2) as f32], n % 2 == 1)).collect()
        };
        let doubt = |of_each: usize| sigmoid(logistic(&rows(of_each), true).unwrap().1);
        assert!(doubt(3) > 2.0 * doubt(100), "{} {}", doubt(3), doubt(100));
    }
}
