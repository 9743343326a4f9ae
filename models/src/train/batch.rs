//! models: a batch: the features of its sentences, and what the heads should have said.

use candle_core::{Device, Tensor};

use super::{Example, Meaning};

/// Right answers for a batch, each head with a weight a sentence; weight 0 where nothing is known.
pub(super) struct Targets {
    pub(super) intents: Tensor,
    pub(super) intents_weight: Tensor,
    pub(super) sentiment: Tensor,
    pub(super) sentiment_weight: Tensor,
    pub(super) urgency: Tensor,
    pub(super) urgency_weight: Tensor,
    /// Frustration, emergency, out of scope: [n, 3].
    pub(super) flags: Tensor,
    pub(super) flags_weight: Tensor,
}

/// How much each answer of a training set weighs, so that rare ones count as much as common ones.
pub(super) struct Balance {
    intents: Vec<f32>,
    out_of_scope: f32,
    sentiment: [f32; 5],
    urgency: [f32; 3],
    flags: [[f32; 2]; 3],
}

impl Balance {
    /// The balance of a training set.
    pub(super) fn of(intents: usize, examples: &[Example]) -> Self {
        let mut counts = vec![0.0_f32; intents];
        let (mut sentiment, mut urgency, mut flags, mut outside) = ([0.0; 5], [0.0; 3], [[0.0; 2]; 3], 0.0);
        for example in examples {
            match &example.meaning {
                Some(Meaning::Intents(right)) => {
                    right.iter().for_each(|&intent| counts[intent] += 1.0 / right.len() as f32);
                }
                Some(Meaning::OutOfScope) => outside += 1.0,
                None => {}
            }
            example.sentiment.iter().for_each(|&class| sentiment[class] += 1.0);
            example.urgency.iter().for_each(|&class| urgency[class] += 1.0);
            for (flag, counts) in flags_of(example).into_iter().zip(&mut flags) {
                flag.iter().for_each(|&flag| counts[usize::from(flag)] += 1.0);
            }
        }
        let inside: f32 = counts.iter().sum();
        Self {
            out_of_scope: (inside / intents as f32 * 4.0 / f32::max(outside, 1.0)).clamp(0.1, 1.0),
            intents: inverse(&counts, 0.5),
            sentiment: inverse(&sentiment, 0.5).try_into().expect("five in, five out"),
            urgency: inverse(&urgency, 0.5).try_into().expect("three in, three out"),
            flags: flags.map(|counts| inverse(&counts, 0.5).try_into().expect("two in, two out")),
        }
    }
}

/// Weights against some counts, 1 on the average over the sentences: 0 is no balance, 1 is full.
fn inverse(counts: &[f32], power: f32) -> Vec<f32> {
    let raw: Vec<f32> = counts.iter().map(|count| count.max(1.0).powf(-power)).collect();
    let mean =
        counts.iter().zip(&raw).map(|(count, raw)| count * raw).sum::<f32>() / counts.iter().sum::<f32>().max(1.0);
    raw.iter().map(|raw| raw / mean.max(1e-9)).collect()
}

fn flags_of(example: &Example) -> [Option<bool>; 3] {
    let outside = example.meaning.as_ref().map(|meaning| *meaning == Meaning::OutOfScope);
    [example.frustration, example.urgent, outside]
}

impl Targets {
    /// The right answers for some examples.
    pub(super) fn new(
        examples: &[&Example],
        intents: usize,
        smoothing: f32,
        balance: &Balance,
        device: &Device,
    ) -> candle_core::Result<Self> {
        let n = examples.len();
        let mut right = vec![0.0; n * intents];
        let (mut intents_weight, mut sentiment, mut urgency) = (vec![0.0; n], vec![0.0; n * 5], vec![0.0; n * 3]);
        let (mut sentiment_weight, mut urgency_weight) = (vec![0.0; n], vec![0.0; n]);
        let (mut flags, mut flags_weight) = (vec![0.0; n * 3], vec![0.0; n * 3]);
        for (i, example) in examples.iter().enumerate() {
            let right = &mut right[i * intents..][..intents];
            match &example.meaning {
                Some(Meaning::Intents(some)) => {
                    let share = (1.0 - smoothing) / some.len() as f32;
                    right.fill(smoothing / intents as f32);
                    some.iter().for_each(|&intent| right[intent] += share);
                    intents_weight[i] =
                        some.iter().map(|&intent| balance.intents[intent]).sum::<f32>() / some.len() as f32;
                }
                Some(Meaning::OutOfScope) => {
                    right.fill(1.0 / intents as f32);
                    intents_weight[i] = balance.out_of_scope;
                }
                None => {}
            }
            if let Some(class) = example.sentiment {
                ordinal(&mut sentiment[i * 5..][..5], class);
                sentiment_weight[i] = balance.sentiment[class];
            }
            if let Some(class) = example.urgency {
                ordinal(&mut urgency[i * 3..][..3], class);
                urgency_weight[i] = balance.urgency[class];
            }
            for (k, flag) in flags_of(example).into_iter().enumerate() {
                if let Some(flag) = flag {
                    flags[i * 3 + k] = f32::from(u8::from(flag)) * 0.96 + 0.02;
                    flags_weight[i * 3 + k] = balance.flags[k][usize::from(flag)];
                }
            }
        }
        let tensor = |values: Vec<f32>, columns| Tensor::from_vec(values, (n, columns), device);
        Ok(Self {
            intents: tensor(right, intents)?,
            intents_weight: tensor(intents_weight, 1)?,
            sentiment: tensor(sentiment, 5)?,
            sentiment_weight: tensor(sentiment_weight, 1)?,
            urgency: tensor(urgency, 3)?,
            urgency_weight: tensor(urgency_weight, 1)?,
            flags: tensor(flags, 3)?,
            flags_weight: tensor(flags_weight, 3)?,
        })
    }
}

/// The right class of an ordered scale, with a little for its neighbours.
fn ordinal(scale: &mut [f32], class: usize) {
    const NEIGHBOUR: f32 = 0.07;
    scale[class] = 1.0;
    for neighbour in [class.wrapping_sub(1), class + 1] {
        if let Some(cell) = scale.get_mut(neighbour) {
            *cell += NEIGHBOUR;
            scale[class] -= NEIGHBOUR;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balance_lifts_what_is_rare() {
        let weights = inverse(&[90.0, 10.0], 1.0);
        assert!((weights[1] / weights[0] - 9.0).abs() < 1e-4);
        assert!((90.0 * weights[0] + 10.0 * weights[1] - 100.0).abs() < 1e-3);
    }

    #[test]
    fn an_ordinal_target_adds_up_to_one() {
        for class in 0..5 {
            let mut scale = [0.0; 5];
            ordinal(&mut scale, class);
            assert!((scale.iter().sum::<f32>() - 1.0).abs() < 1e-6 && scale[class] > 0.8);
        }
    }
}
