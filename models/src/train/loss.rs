//! models: how wrong a batch was: one number from all heads.

use candle_core::{D, Tensor};

use super::batch::Targets;
use crate::layout::Layout;

const SENTIMENT: f64 = 0.3;
const URGENCY: f64 = 0.3;
const FLAGS: f64 = 0.3;
const TEMPERATURE: f64 = 0.07;
const DISTIL_TEMPERATURE: f64 = 0.05;
const ORDER_TEMPERATURE: f64 = 0.05;

/// The loss of the scored sentences: their own heads, weighted.
pub(super) fn heads(scores: &Tensor, targets: &Targets, layout: Layout) -> candle_core::Result<Tensor> {
    let intents = layout.intents;
    let part = |start, length| scores.narrow(1, start, length);
    let loss = cross_entropy(&part(0, intents)?, &targets.intents, &targets.intents_weight)?;
    if !layout.moods {
        let outside = |flags: &Tensor| flags.narrow(1, 2, 1);
        let (right, weight) = (outside(&targets.flags)?, outside(&targets.flags_weight)?);
        return loss + (binary_cross_entropy(&part(intents, 1)?, &right, &weight)? * FLAGS)?;
    }
    let flags = Tensor::cat(&[part(intents + 5, 1)?, part(intents + 9, 2)?], 1)?;
    let sentiment = cross_entropy(&part(intents, 5)?, &targets.sentiment, &targets.sentiment_weight)?;
    let urgency = cross_entropy(&part(intents + 6, 3)?, &targets.urgency, &targets.urgency_weight)?;
    let flags = binary_cross_entropy(&flags, &targets.flags, &targets.flags_weight)?;
    loss + (sentiment * SENTIMENT)? + (urgency * URGENCY)? + (flags * FLAGS)?
}

/// How badly pairs find each other: row i of the first half belongs to row i of the second.
pub(super) fn pairs(vectors: &Tensor) -> candle_core::Result<Tensor> {
    let n = vectors.dim(0)? / 2;
    let (left, right) = (vectors.narrow(0, 0, n)?, vectors.narrow(0, n, n)?);
    let alike = (left.matmul(&right.t()?)? / TEMPERATURE)?;
    let own = Tensor::eye(n, alike.dtype(), alike.device())?;
    let weight = Tensor::ones((n, 1), alike.dtype(), alike.device())?;
    (cross_entropy(&alike, &own, &weight)? + cross_entropy(&alike.t()?.contiguous()?, &own, &weight)?)? * 0.5
}

/// How often pairs lie nearer together than others that people find more alike (CoSENT): row i of the first half
/// belongs to row i of the second, with the i-th score.
pub(super) fn order(vectors: &Tensor, scores: &[f32]) -> candle_core::Result<Tensor> {
    let n = scores.len();
    let (left, right) = (vectors.narrow(0, 0, n)?, vectors.narrow(0, n, n)?);
    let near = ((left * right)?.sum_keepdim(D::Minus1)? / ORDER_TEMPERATURE)?;
    let wrong = near.t()?.broadcast_sub(&near)?.exp()?;
    let counts: Vec<f32> =
        scores.iter().flat_map(|high| scores.iter().map(move |low| f32::from(u8::from(high > low)))).collect();
    let counts = Tensor::from_vec(counts, (n, n), vectors.device())?;
    ((wrong * counts)?.sum_all()? + 1.0)?.log()
}

fn cross_entropy(scores: &Tensor, targets: &Tensor, weight: &Tensor) -> candle_core::Result<Tensor> {
    let rows = scores.dim(0)? as f64;
    let log = candle_nn::ops::log_softmax(scores, D::Minus1)?;
    (log * targets)?.sum_keepdim(D::Minus1)?.mul(weight)?.sum_all()? / -rows
}

fn binary_cross_entropy(scores: &Tensor, targets: &Tensor, weight: &Tensor) -> candle_core::Result<Tensor> {
    let rows = scores.dim(0)? as f64;
    let softplus = (scores.abs()?.neg()?.exp()? + 1.0)?.log()?;
    ((scores.relu()? - (scores * targets)?)? + softplus)?.mul(weight)?.sum_all()? / rows
}

/// How far unit vectors are from where a teacher puts their translations, and from telling them apart.
pub(super) fn distil(vectors: &Tensor, aims: &Tensor) -> candle_core::Result<Tensor> {
    let n = vectors.dim(0)?;
    let near = (vectors * aims)?.sum(D::Minus1)?.mean_all()?;
    let alike = (vectors.matmul(&aims.t()?)? / DISTIL_TEMPERATURE)?;
    let own = Tensor::eye(n, alike.dtype(), alike.device())?;
    let weight = Tensor::ones((n, 1), alike.dtype(), alike.device())?;
    ((1.0 - near)? * 4.0)? + cross_entropy(&alike, &own, &weight)?
}

#[cfg(test)]
mod tests {
    use candle_core::Device;

    use super::*;

    #[test]
    fn pairs_in_the_order_of_their_scores_cost_least() {
        // Cosines 1, 0.6 and 0 of three pairs.
        let rows = [[1.0_f32, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.6, 0.8], [0.0, 1.0]];
        let vectors = Tensor::new(&rows, &Device::Cpu).unwrap();
        let cost = |scores: [f32; 3]| order(&vectors, &scores).unwrap().to_scalar::<f32>().unwrap();
        assert!(cost([5.0, 3.0, 0.0]) < 0.01);
        assert!(cost([1.0, 1.0, 1.0]) == 0.0, "equal scores say nothing");
        // The far pair should be nearer by a cosine of 1, which costs 1 / 0.05.
        assert!((cost([0.0, 3.0, 5.0]) - 20.0).abs() < 0.01);
        assert!(cost([3.0, 5.0, 0.0]) < cost([0.0, 3.0, 5.0]));
    }
}
