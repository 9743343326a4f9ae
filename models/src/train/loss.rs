//! models: how wrong a batch was: one number from all heads.

use candle_core::{D, Tensor};

use super::batch::Targets;
use crate::layout::Layout;

const SENTIMENT: f64 = 0.3;
const URGENCY: f64 = 0.3;
const FLAGS: f64 = 0.3;
const TEMPERATURE: f64 = 0.07;
const DISTIL_TEMPERATURE: f64 = 0.05;

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
