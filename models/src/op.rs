//! models: the element-wise steps of a transformer with their gradients, each one pass over memory on all cores;
//! on a graphics card they are put together of candle's own.

use candle_core::{CpuStorage, CustomOp1, CustomOp2, CustomOp3, D, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

/// Adds a bias [c] to each row of x [n, c].
pub(crate) fn add_bias(x: &Tensor, bias: &Tensor) -> Result<Tensor> {
    if x.device().is_cpu() { x.apply_op2(bias, AddBias) } else { composed::add_bias(x, bias) }
}

/// The Gaussian error linear unit, in its exact form.
pub(crate) fn gelu(x: &Tensor) -> Result<Tensor> {
    if x.device().is_cpu() { x.apply_op1(Gelu) } else { composed::gelu(x) }
}

/// The softmax over the last dimension.
pub(crate) fn softmax(x: &Tensor) -> Result<Tensor> {
    if x.device().is_cpu() { x.apply_op1(Softmax) } else { composed::softmax(x) }
}

/// Layer normalisation over the last dimension of x [n, c], with gain [c] and bias [c].
pub(crate) fn layer_norm(x: &Tensor, gain: &Tensor, bias: &Tensor, eps: f32) -> Result<Tensor> {
    if x.device().is_cpu() {
        x.apply_op3(gain, bias, LayerNorm { eps })
    } else {
        composed::layer_norm(x, gain, bias, eps)
    }
}

/// The same steps of operations that candle has for every device.
mod composed {
    use super::{D, Result, Tensor};

    pub(super) fn add_bias(x: &Tensor, bias: &Tensor) -> Result<Tensor> {
        x.broadcast_add(bias)
    }

    pub(super) fn gelu(x: &Tensor) -> Result<Tensor> {
        x.gelu_erf()
    }

    pub(super) fn softmax(x: &Tensor) -> Result<Tensor> {
        candle_nn::ops::softmax(x, D::Minus1)
    }

    pub(super) fn layer_norm(x: &Tensor, gain: &Tensor, bias: &Tensor, eps: f32) -> Result<Tensor> {
        let centred = x.broadcast_sub(&x.mean_keepdim(D::Minus1)?)?;
        let spread = (centred.sqr()?.mean_keepdim(D::Minus1)? + f64::from(eps))?.sqrt()?;
        centred.broadcast_div(&spread)?.broadcast_mul(gain)?.broadcast_add(bias)
    }
}

struct AddBias;
struct ColumnSum;
struct Gelu;
struct GeluSlope;
struct Softmax;
struct SoftmaxSlope;
struct LayerNorm {
    eps: f32,
}
struct LayerNormSlope {
    eps: f32,
}
struct GainSlope {
    eps: f32,
}

/// How many numbers a task takes on at least.
const GRAIN: usize = 16_384;

fn floats<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let CpuStorage::F32(all) = storage else { bail!("only 32-bit floats are trained") };
    match layout.contiguous_offsets() {
        Some((start, end)) => Ok(&all[start..end]),
        None => bail!("the tensor is not contiguous"),
    }
}

fn last(layout: &Layout) -> usize {
    layout.dims().last().copied().unwrap_or(1).max(1)
}

fn rows_per_task(width: usize) -> usize {
    (GRAIN / width).max(1)
}

impl CustomOp2 for AddBias {
    fn name(&self) -> &'static str {
        "add-bias"
    }

    fn cpu_fwd(&self, x: &CpuStorage, lx: &Layout, b: &CpuStorage, lb: &Layout) -> Result<(CpuStorage, Shape)> {
        let (x, bias) = (floats(x, lx)?, floats(b, lb)?);
        let width = bias.len();
        let mut out = vec![0.0; x.len()];
        let chunk = rows_per_task(width) * width;
        out.par_chunks_mut(chunk).zip(x.par_chunks(chunk)).for_each(|(out, x)| {
            for (out, x) in out.chunks_exact_mut(width).zip(x.chunks_exact(width)) {
                for ((out, x), b) in out.iter_mut().zip(x).zip(bias) {
                    *out = x + b;
                }
            }
        });
        Ok((CpuStorage::F32(out), lx.shape().clone()))
    }

    fn bwd(&self, _: &Tensor, _: &Tensor, _: &Tensor, grad: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let grad = grad.contiguous()?;
        Ok((Some(grad.clone()), Some(grad.apply_op1_no_bwd(&ColumnSum)?)))
    }
}

impl CustomOp1 for ColumnSum {
    fn name(&self) -> &'static str {
        "column-sum"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let width = last(layout);
        let sum = column_sums(floats(x, layout)?, width, |x, sum| {
            sum.iter_mut().zip(x).for_each(|(sum, x)| *sum += x);
        });
        Ok((CpuStorage::F32(sum), Shape::from(width)))
    }
}

/// Adds up something of each row, in tasks whose sums are added in a fixed order.
fn column_sums(x: &[f32], width: usize, add: impl Fn(&[f32], &mut [f32]) + Sync) -> Vec<f32> {
    let parts: Vec<Vec<f32>> = x
        .par_chunks(rows_per_task(width) * width)
        .map(|rows| {
            let mut sum = vec![0.0; width];
            rows.chunks_exact(width).for_each(|row| add(row, &mut sum));
            sum
        })
        .collect();
    let mut total = vec![0.0; width];
    for part in parts {
        total.iter_mut().zip(part).for_each(|(total, part)| *total += part);
    }
    total
}

impl CustomOp1 for Gelu {
    fn name(&self) -> &'static str {
        "gelu-erf"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = floats(x, layout)?;
        let mut out = vec![0.0; x.len()];
        out.par_chunks_mut(GRAIN).zip(x.par_chunks(GRAIN)).for_each(|(out, x)| {
            out.iter_mut().zip(x).for_each(|(out, &x)| *out = x * normal_cdf(x));
        });
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(x.apply_op2_no_bwd(&grad.contiguous()?, &GeluSlope)?))
    }
}

impl CustomOp2 for GeluSlope {
    fn name(&self) -> &'static str {
        "gelu-erf-slope"
    }

    fn cpu_fwd(&self, x: &CpuStorage, lx: &Layout, g: &CpuStorage, lg: &Layout) -> Result<(CpuStorage, Shape)> {
        let (x, grad) = (floats(x, lx)?, floats(g, lg)?);
        let mut out = vec![0.0; x.len()];
        out.par_chunks_mut(GRAIN).zip(x.par_chunks(GRAIN)).zip(grad.par_chunks(GRAIN)).for_each(|((out, x), grad)| {
            for ((out, &x), g) in out.iter_mut().zip(x).zip(grad) {
                let density = 0.398_942_3 * exp(-0.5 * x * x);
                *out = g * (normal_cdf(x) + x * density);
            }
        });
        Ok((CpuStorage::F32(out), lx.shape().clone()))
    }
}

/// The chance that a standard normal number is below x: Abramowitz and Stegun 7.1.26, error below 2e-7.
#[expect(clippy::inline_always, reason = "loops over it become vector code only where it stands in them")]
#[inline(always)]
pub(crate) fn normal_cdf(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly = ((((1.061_405_4 * t - 1.453_152_1) * t + 1.421_413_8) * t - 0.284_496_74) * t + 0.254_829_6) * t;
    let tail = 0.5 * poly * exp(-z * z);
    if x < 0.0 { tail } else { 1.0 - tail }
}

/// e to the x, to about 2e-7 of its value, written so that compilers can do many at once.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let whole = x * std::f32::consts::LOG2_E + ROUND;
    let n = whole - ROUND;
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let poly =
        1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_65 + r * (0.041_665_795 + r * (0.008_333_452 + r * 0.001_398_2)))));
    poly * f32::from_bits((whole.to_bits() << 23).wrapping_add(127 << 23))
}

impl CustomOp1 for Softmax {
    fn name(&self) -> &'static str {
        "softmax-rows"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (x, width) = (floats(x, layout)?, last(layout));
        let mut out = vec![0.0; x.len()];
        let chunk = rows_per_task(width) * width;
        out.par_chunks_mut(chunk).zip(x.par_chunks(chunk)).for_each(|(out, x)| {
            for (out, x) in out.chunks_exact_mut(width).zip(x.chunks_exact(width)) {
                let top = x.iter().copied().fold(f32::MIN, f32::max);
                let mut sum = 0.0;
                for (out, x) in out.iter_mut().zip(x) {
                    *out = exp(x - top);
                    sum += *out;
                }
                let scale = 1.0 / sum;
                out.iter_mut().for_each(|out| *out *= scale);
            }
        });
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }

    fn bwd(&self, _: &Tensor, y: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(y.apply_op2_no_bwd(&grad.contiguous()?, &SoftmaxSlope)?))
    }
}

impl CustomOp2 for SoftmaxSlope {
    fn name(&self) -> &'static str {
        "softmax-rows-slope"
    }

    fn cpu_fwd(&self, y: &CpuStorage, ly: &Layout, g: &CpuStorage, lg: &Layout) -> Result<(CpuStorage, Shape)> {
        let (y, grad, width) = (floats(y, ly)?, floats(g, lg)?, last(ly));
        let mut out = vec![0.0; y.len()];
        let chunk = rows_per_task(width) * width;
        out.par_chunks_mut(chunk).zip(y.par_chunks(chunk)).zip(grad.par_chunks(chunk)).for_each(|((out, y), grad)| {
            let rows = out.chunks_exact_mut(width).zip(y.chunks_exact(width)).zip(grad.chunks_exact(width));
            for ((out, y), grad) in rows {
                let dot: f32 = y.iter().zip(grad).map(|(y, g)| y * g).sum();
                for ((out, y), g) in out.iter_mut().zip(y).zip(grad) {
                    *out = y * (g - dot);
                }
            }
        });
        Ok((CpuStorage::F32(out), ly.shape().clone()))
    }
}

/// Mean and inverse deviation of a row.
pub(crate) fn moments(row: &[f32], eps: f32) -> (f32, f32) {
    let count = row.len() as f32;
    let mean = row.iter().sum::<f32>() / count;
    let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / count;
    (mean, 1.0 / (variance + eps).sqrt())
}

impl CustomOp3 for LayerNorm {
    fn name(&self) -> &'static str {
        "layer-norm-rows"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        lx: &Layout,
        gain: &CpuStorage,
        lg: &Layout,
        bias: &CpuStorage,
        lb: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (x, gain, bias) = (floats(x, lx)?, floats(gain, lg)?, floats(bias, lb)?);
        let width = gain.len();
        let mut out = vec![0.0; x.len()];
        let chunk = rows_per_task(width) * width;
        out.par_chunks_mut(chunk).zip(x.par_chunks(chunk)).for_each(|(out, x)| {
            for (out, x) in out.chunks_exact_mut(width).zip(x.chunks_exact(width)) {
                let (mean, scale) = moments(x, self.eps);
                for (((out, x), g), b) in out.iter_mut().zip(x).zip(gain).zip(bias) {
                    *out = (x - mean) * scale * g + b;
                }
            }
        });
        Ok((CpuStorage::F32(out), lx.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        gain: &Tensor,
        _: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let grad = grad.contiguous()?;
        let dx = x.apply_op3_no_bwd(gain, &grad, &LayerNormSlope { eps: self.eps })?;
        let dgain = x.apply_op2_no_bwd(&grad, &GainSlope { eps: self.eps })?;
        Ok((Some(dx), Some(dgain), Some(grad.apply_op1_no_bwd(&ColumnSum)?)))
    }
}

impl CustomOp3 for LayerNormSlope {
    fn name(&self) -> &'static str {
        "layer-norm-rows-slope"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        lx: &Layout,
        gain: &CpuStorage,
        lg: &Layout,
        grad: &CpuStorage,
        ld: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (x, gain, grad) = (floats(x, lx)?, floats(gain, lg)?, floats(grad, ld)?);
        let width = gain.len();
        let mut out = vec![0.0; x.len()];
        let chunk = rows_per_task(width) * width;
        out.par_chunks_mut(chunk).zip(x.par_chunks(chunk)).zip(grad.par_chunks(chunk)).for_each(|((out, x), grad)| {
            let rows = out.chunks_exact_mut(width).zip(x.chunks_exact(width)).zip(grad.chunks_exact(width));
            for ((out, x), grad) in rows {
                let (mean, scale) = moments(x, self.eps);
                let (mut sum, mut dot) = (0.0, 0.0);
                for ((x, g), d) in x.iter().zip(gain).zip(grad) {
                    sum += g * d;
                    dot += g * d * (x - mean) * scale;
                }
                let (sum, dot) = (sum / width as f32, dot / width as f32);
                for (((out, x), g), d) in out.iter_mut().zip(x).zip(gain).zip(grad) {
                    *out = scale * (g * d - sum - (x - mean) * scale * dot);
                }
            }
        });
        Ok((CpuStorage::F32(out), lx.shape().clone()))
    }
}

impl CustomOp2 for GainSlope {
    fn name(&self) -> &'static str {
        "layer-norm-gain-slope"
    }

    fn cpu_fwd(&self, x: &CpuStorage, lx: &Layout, g: &CpuStorage, lg: &Layout) -> Result<(CpuStorage, Shape)> {
        let (x, grad, width) = (floats(x, lx)?, floats(g, lg)?, last(lx));
        let chunk = rows_per_task(width) * width;
        let parts: Vec<Vec<f32>> = x
            .par_chunks(chunk)
            .zip(grad.par_chunks(chunk))
            .map(|(x, grad)| {
                let mut sum = vec![0.0; width];
                for (x, grad) in x.chunks_exact(width).zip(grad.chunks_exact(width)) {
                    let (mean, scale) = moments(x, self.eps);
                    for ((sum, x), g) in sum.iter_mut().zip(x).zip(grad) {
                        *sum += g * (x - mean) * scale;
                    }
                }
                sum
            })
            .collect();
        let mut total = vec![0.0; width];
        for part in parts {
            total.iter_mut().zip(part).for_each(|(total, part)| *total += part);
        }
        Ok((CpuStorage::F32(total), Shape::from(width)))
    }
}

#[cfg(test)]
mod tests {
    use candle_core::{Device, Var};

    use super::*;

    fn var(shape: (usize, usize), seed: u64) -> Var {
        let mut random = crate::train::random::Random::new(seed);
        let values: Vec<f32> = (0..shape.0 * shape.1).map(|_| random.normal()).collect();
        Var::from_vec(values, shape, &Device::Cpu).unwrap()
    }

    /// Compares the gradient of `sum(f(x)·w)` with finite differences.
    fn check(f: impl Fn(&Tensor) -> Result<Tensor>) {
        let (x, w) = (var((3, 8), 1), var((3, 8), 2));
        let value = |x: &Tensor| (f(x).unwrap() * w.as_tensor()).unwrap().sum_all().unwrap();
        let gradient = value(&x).backward().unwrap().get(&x).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
        let at = x.flatten_all().unwrap().to_vec1::<f32>().unwrap();
        for (i, slope) in gradient.iter().enumerate() {
            let moved = |by: f32| {
                let mut at = at.clone();
                at[i] += by;
                value(&Tensor::from_vec(at, (3, 8), &Device::Cpu).unwrap()).to_scalar::<f32>().unwrap()
            };
            let want = (moved(0.01) - moved(-0.01)) / 0.02;
            assert!((slope - want).abs() < 2e-2, "{i}: {slope} against {want}");
        }
    }

    #[test]
    fn gradients_agree_with_differences() {
        let (gain, bias) = (var((1, 8), 3).flatten_all().unwrap(), var((1, 8), 4).flatten_all().unwrap());
        check(gelu);
        check(softmax);
        check(composed::gelu);
        check(composed::softmax);
        check(|x| composed::layer_norm(x, &gain, &bias, 1e-5));
        check(|x| add_bias(x, &bias));
        check(|x| layer_norm(x, &gain, &bias, 1e-5));
    }

    #[test]
    fn values_are_those_of_any_device() {
        let (x, gain, bias) = (var((5, 8), 1), var((1, 8), 2).flatten_all().unwrap(), var((1, 8), 3));
        let bias = bias.flatten_all().unwrap();
        let same = |a: Result<Tensor>, b: Result<Tensor>| {
            let all = |y: Result<Tensor>| y.unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
            let (a, b) = (all(a), all(b));
            assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-5), "{a:?} {b:?}");
        };
        same(gelu(&x), composed::gelu(&x));
        same(softmax(&x), composed::softmax(&x));
        same(add_bias(&x, &bias), composed::add_bias(&x, &bias));
        same(layer_norm(&x, &gain, &bias, 1e-5), composed::layer_norm(&x, &gain, &bias, 1e-5));
    }

    #[test]
    fn the_gradients_of_gain_and_bias_are_those_of_any_device() {
        let (x, gain, bias) = (var((5, 8), 1), var((1, 8), 2), var((1, 8), 3));
        let ours = |g: &Tensor, b: &Tensor| layer_norm(&x, &g.flatten_all()?, &b.flatten_all()?, 1e-5);
        let theirs = |g: &Tensor, b: &Tensor| composed::layer_norm(&x, g, b, 1e-5);
        let slopes = |y: Tensor| {
            let all = y.sqr().unwrap().sum_all().unwrap().backward().unwrap();
            let of = |v: &Var| all.get(v).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
            [of(&gain), of(&bias)].concat()
        };
        let (a, b) = (slopes(ours(&gain, &bias).unwrap()), slopes(theirs(&gain, &bias).unwrap()));
        assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-3), "{a:?} {b:?}");
    }

    #[test]
    fn the_fast_exponential_is_close() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-6, "{x}");
        }
    }
}
