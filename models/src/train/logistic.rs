//! models: softmax regression on sentence vectors, by limited-memory BFGS on all sentences at once.

use candle_core::{D, Device, Result, Tensor};

use crate::dense::{Dense, SCALE};

/// How many earlier steps the curvature is taken from.
const MEMORY: usize = 8;

/// Fits a dense branch: `targets` are the right shares of each sentence's columns [n, columns], row after row.
/// `decay` is the pull of the weights towards zero; `steps` at most, each told with what the loss has come to.
pub(crate) fn fit(
    vectors: &[&[f32]],
    targets: &[f32],
    columns: usize,
    decay: f32,
    steps: usize,
    told: impl FnMut(usize, f32),
) -> Result<Dense> {
    let (n, width) = (vectors.len(), vectors.first().map_or(0, |vector| vector.len()));
    let x: Vec<f32> = vectors.iter().flat_map(|vector| vector.iter().map(|x| x * SCALE).chain([1.0])).collect();
    let problem = Problem {
        x: Tensor::from_vec(x, (n, width + 1), &Device::Cpu)?,
        targets: Tensor::from_slice(targets, (n, columns), &Device::Cpu)?,
        decay,
    };
    let solution = minimise(vec![0.0; (width + 1) * columns], steps, |weights| problem.loss(weights, columns), told)?;
    let (weights, bias) = solution.split_at(width * columns);
    Ok(Dense { weights: weights.to_vec(), bias: bias.to_vec() })
}

struct Problem {
    x: Tensor,
    targets: Tensor,
    decay: f32,
}

impl Problem {
    /// The mean loss and its slope.
    fn loss(&self, weights: &[f32], columns: usize) -> Result<(f32, Vec<f32>)> {
        let (n, width) = self.x.dims2()?;
        let w = Tensor::from_slice(weights, (width, columns), &Device::Cpu)?;
        let log = candle_nn::ops::log_softmax(&self.x.matmul(&w)?, D::Minus1)?;
        let loss = (&log * &self.targets)?.sum_all()?.to_scalar::<f32>()? / -(n as f32);
        let mass = self.targets.sum_keepdim(D::Minus1)?;
        let off = (log.exp()?.broadcast_mul(&mass)? - &self.targets)?;
        let slope = (self.x.t()?.matmul(&off)? / n as f64)?.flatten_all()?.to_vec1::<f32>()?;
        let bias = weights.len() - columns;
        let pull = weights[..bias].iter().map(|w| w * w).sum::<f32>() * 0.5 * self.decay;
        let slope =
            slope.iter().zip(weights).enumerate().map(|(i, (g, w))| if i < bias { g + self.decay * w } else { *g });
        Ok((loss + pull, slope.collect()))
    }
}

/// The least value of a smooth function, by L-BFGS with backtracking.
fn minimise(
    mut at: Vec<f32>,
    steps: usize,
    mut function: impl FnMut(&[f32]) -> Result<(f32, Vec<f32>)>,
    mut told: impl FnMut(usize, f32),
) -> Result<Vec<f32>> {
    let (mut value, mut slope) = function(&at)?;
    let mut history: Vec<(Vec<f32>, Vec<f32>, f32)> = Vec::new();
    for number in 1..=steps {
        let direction = direction(&slope, &history);
        let descent = dot(&direction, &slope);
        if descent > -1e-9 {
            break;
        }
        let mut length = if history.is_empty() { (1.0 / dot(&slope, &slope).sqrt()).min(1.0) } else { 1.0 };
        let mut taken = None;
        for _ in 0..20 {
            let next: Vec<f32> = at.iter().zip(&direction).map(|(x, d)| x + length * d).collect();
            let (next_value, next_slope) = function(&next)?;
            if next_value <= value + 1e-4 * length * descent {
                taken = Some((next, next_value, next_slope));
                break;
            }
            length *= 0.5;
        }
        let Some((next, next_value, next_slope)) = taken else { break };
        let step: Vec<f32> = next.iter().zip(&at).map(|(a, b)| a - b).collect();
        let change: Vec<f32> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curvature = dot(&step, &change);
        if curvature > 1e-12 {
            history.push((step, change, 1.0 / curvature));
            if history.len() > MEMORY {
                history.remove(0);
            }
        }
        let gain = value - next_value;
        (at, value, slope) = (next, next_value, next_slope);
        told(number, value);
        if gain < 1e-6 * value.abs().max(1e-6) {
            break;
        }
    }
    Ok(at)
}

/// Against the slope, with the curvature that earlier steps have shown.
fn direction(slope: &[f32], history: &[(Vec<f32>, Vec<f32>, f32)]) -> Vec<f32> {
    let mut q: Vec<f32> = slope.iter().map(|g| -g).collect();
    let mut alphas = Vec::with_capacity(history.len());
    for (step, change, rho) in history.iter().rev() {
        let alpha = rho * dot(step, &q);
        q.iter_mut().zip(change).for_each(|(q, y)| *q -= alpha * y);
        alphas.push(alpha);
    }
    if let Some((step, change, _)) = history.last() {
        let scale = dot(step, change) / dot(change, change).max(1e-12);
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for ((step, change, rho), alpha) in history.iter().zip(alphas.into_iter().rev()) {
        let beta = rho * dot(change, &q);
        q.iter_mut().zip(step).for_each(|(q, s)| *q += (alpha - beta) * s);
    }
    q
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bowl_is_descended_to_its_bottom() {
        let bowl = |x: &[f32]| {
            Ok(((x[0] - 1.0).powi(2) + 10.0 * (x[1] - 2.0).powi(2), vec![2.0 * (x[0] - 1.0), 20.0 * (x[1] - 2.0)]))
        };
        let mut told = Vec::new();
        let found = minimise(vec![5.0, -3.0], 50, bowl, |step, loss| told.push((step, loss))).unwrap();
        assert!(told.windows(2).all(|two| two[0].0 + 1 == two[1].0 && two[0].1 >= two[1].1), "{told:?}");
        assert!((found[0] - 1.0).abs() < 1e-2 && (found[1] - 2.0).abs() < 1e-2, "{found:?}");
    }

    #[test]
    fn classes_apart_are_told_apart() {
        let vectors: Vec<Vec<f32>> =
            (0..40).map(|n| if n % 2 == 0 { vec![0.8, 0.6] } else { vec![0.6, -0.8] }).collect();
        let vectors: Vec<&[f32]> = vectors.iter().map(Vec::as_slice).collect();
        let targets: Vec<f32> = (0..40).flat_map(|n| if n % 2 == 0 { [1.0, 0.0] } else { [0.0, 1.0] }).collect();
        let dense = fit(&vectors, &targets, 2, 1e-4, 50, |_, _| ()).unwrap();
        let scores = dense.scores(vectors[0]);
        assert!(scores[0] > scores[1] + 2.0, "{scores:?}");
    }
}
