//! models: calibration on the development set: temperatures, and the chance of being in scope.

use super::{Example, Meaning};
use crate::classifier::{Scores, sigmoid, softmax};
use crate::{Classifier, ScopeFit, Temperatures};

/// The temperatures and the scope fit under which a model's scores are likeliest right on `dev`.
pub(super) fn calibrate(classifier: &Classifier, dev: &[Example]) -> (Temperatures, ScopeFit) {
    let texts: Vec<&str> = dev.iter().map(|example| example.text.as_str()).collect();
    let scores: Vec<Scores> =
        texts.chunks(64).flat_map(|texts| classifier.raw(texts)).map(|(scores, _)| scores).collect();
    let rows = || scores.iter().zip(dev);
    let classes = |of: fn(&Scores) -> &[f32], right: fn(&Example) -> Option<Vec<usize>>| {
        let rows: Vec<_> = rows().filter_map(|(scores, example)| Some((of(scores), right(example)?))).collect();
        temperature(|t| {
            rows.iter()
                .map(|(scores, right)| {
                    let shares = softmax(scores, t);
                    -right.iter().map(|&class| shares[class]).sum::<f32>().max(1e-9).ln()
                })
                .sum()
        })
    };
    let flags = |of: fn(&Scores) -> f32, right: fn(&Example) -> Option<bool>| {
        let rows: Vec<_> = rows().filter_map(|(scores, example)| Some((of(scores), right(example)?))).collect();
        temperature(|t| rows.iter().map(|&(score, right)| surprise(sigmoid(score / t), right)).sum())
    };
    let temperatures = Temperatures {
        intent: classes(
            |scores| &scores.intents,
            |example| match &example.meaning {
                Some(Meaning::Intents(intents)) => Some(intents.clone()),
                _ => None,
            },
        ),
        sentiment: classes(|scores| &scores.sentiment, |example| example.sentiment.map(|class| vec![class])),
        frustration: flags(|scores| scores.frustration, |example| example.frustration),
        urgency: classes(|scores| &scores.urgency, |example| example.urgency.map(|class| vec![class])),
        urgent: flags(|scores| scores.urgent, |example| example.urgent),
    };
    let scope: Vec<(Scores, bool)> = rows()
        .filter_map(|(scores, example)| {
            Some((scores.clone(), matches!(example.meaning.as_ref()?, Meaning::Intents(_))))
        })
        .collect();
    (temperatures, fit_scope(&scope))
}

/// The temperature between 0.1 and 10 with the least loss.
fn temperature(loss: impl Fn(f32) -> f32) -> f32 {
    let steps = (-40..=40).map(|step| 10_f32.powf(step as f32 / 40.0));
    let all: Vec<(f32, f32)> = steps.map(|t| (t, loss(t))).collect();
    if all.iter().all(|(_, loss)| *loss == 0.0) {
        return 1.0;
    }
    all.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(1.0, |(t, _)| t)
}

fn surprise(probability: f32, right: bool) -> f32 {
    let probability = if right { probability } else { 1.0 - probability };
    -probability.max(1e-9).ln()
}

/// A logistic fit on energy and the out-of-scope head, both classes weighing the same; without sentences
/// of both kinds the head alone speaks.
fn fit_scope(rows: &[(Scores, bool)]) -> ScopeFit {
    let inside = rows.iter().filter(|(_, inside)| *inside).count() as f32;
    let outside = rows.len() as f32 - inside;
    if inside == 0.0 || outside == 0.0 {
        return ScopeFit::default();
    }
    let mut fit = ScopeFit { energy: 0.1, head: -0.5, bias: 0.0 };
    let center = rows.iter().map(|(scores, _)| scores.energy()).sum::<f32>() / rows.len() as f32;
    for _ in 0..4_000 {
        let (mut energy, mut head, mut bias) = (0.001 * fit.energy, 0.001 * fit.head, 0.0);
        for (scores, is_inside) in rows {
            let weight = if *is_inside { 0.5 / inside } else { 0.5 / outside };
            let e = scores.energy() - center;
            let chance = sigmoid(fit.energy * e + fit.head * scores.out_of_scope + fit.bias);
            let off = weight * (chance - f32::from(u8::from(*is_inside)));
            energy += off * e;
            head += off * scores.out_of_scope;
            bias += off;
        }
        fit.energy -= 0.5 * energy;
        fit.head -= 0.5 * head;
        fit.bias -= 0.5 * bias;
    }
    ScopeFit { bias: fit.bias - fit.energy * center, ..fit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overconfident_head_is_cooled() {
        let scores = [[8.0, 0.0], [8.0, 0.0], [8.0, 0.0], [0.0, 8.0]];
        let t = temperature(|t| scores.iter().map(|s| -softmax(s, t)[0].max(1e-9).ln()).sum());
        assert!(t > 5.0, "{t}");
        assert!((temperature(|_| 0.0) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn scope_follows_energy_and_head() {
        let scores = |energy: f32, out_of_scope| Scores {
            intents: vec![energy],
            sentiment: [0.0; 5],
            frustration: 0.0,
            urgency: [0.0; 3],
            urgent: 0.0,
            out_of_scope,
        };
        let rows: Vec<_> = (0..40).map(|i| (scores((i % 2 * 3) as f32 + 1.0, -((i % 2) as f32)), i % 2 == 1)).collect();
        let fit = fit_scope(&rows);
        assert!(fit.chance(&scores(4.0, -1.0)) > 0.9 && fit.chance(&scores(1.0, 0.0)) < 0.1);
    }
}
