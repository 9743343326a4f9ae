//! models: Adam with decoupled decay, in place: for whole tensors, and for single rows of a table.

use std::collections::{BTreeMap, HashMap};

use candle_core::backprop::GradStore;
use candle_core::{Device, Result, Tensor, Var};
use rayon::prelude::*;

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;
const EPS: f32 = 1e-7;

/// First and second moments of one tensor.
#[derive(Debug, Clone, Default)]
struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

/// The optimiser's memory for named variables and for the rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Adam {
    /// Steps taken so far.
    pub steps: usize,
    moments: BTreeMap<String, Moments>,
    rows: Moments,
    row_steps: Vec<u32>,
}

impl Adam {
    /// Begins a step; returns the factor that undoes the bias of young moments.
    fn correction(steps: usize) -> f32 {
        let n = steps as i32;
        (1.0 - BETA2.powi(n)).sqrt() / (1.0 - BETA1.powi(n))
    }

    /// The length of all gradients together.
    pub fn length(grads: &GradStore, vars: &BTreeMap<String, Var>) -> Result<f32> {
        let mut sum = 0.0;
        for var in vars.values() {
            if let Some(gradient) = grads.get(var.as_tensor()) {
                sum += gradient.sqr()?.sum_all()?.to_scalar::<f32>()?;
            }
        }
        Ok(sum.sqrt())
    }

    /// Moves variables against their gradients (times `scale`), each at the rate that `rate` names for it.
    pub fn step(
        &mut self,
        grads: &GradStore,
        vars: &BTreeMap<String, Var>,
        scale: f32,
        decay: f32,
        rate: impl Fn(&str) -> f32,
    ) -> Result<()> {
        self.steps += 1;
        let correction = Self::correction(self.steps);
        for (name, var) in vars {
            let rate = rate(name);
            let Some(gradient) = grads.get(var.as_tensor()).filter(|_| rate > 0.0) else { continue };
            let gradient = gradient.flatten_all()?.to_vec1::<f32>()?;
            let mut values = var.flatten_all()?.to_vec1::<f32>()?;
            let moments = self.moments.entry(name.clone()).or_default();
            moments.first.resize(values.len(), 0.0);
            moments.second.resize(values.len(), 0.0);
            let decay = if var.rank() > 1 { rate * decay } else { 0.0 };
            values
                .par_chunks_mut(65_536)
                .zip(gradient.par_chunks(65_536))
                .zip(moments.first.par_chunks_mut(65_536))
                .zip(moments.second.par_chunks_mut(65_536))
                .for_each(|(((values, gradient), first), second)| {
                    for (((value, g), m), v) in values.iter_mut().zip(gradient).zip(first).zip(second) {
                        let g = g * scale;
                        *m = BETA1 * *m + (1.0 - BETA1) * g;
                        *v = BETA2 * *v + (1.0 - BETA2) * g * g;
                        *value -= decay * *value + rate * correction * *m / (v.sqrt() + EPS);
                    }
                });
            var.set(&Tensor::from_vec(values, var.shape(), var.device())?)?;
        }
        Ok(())
    }

    /// Moves the rows of a table that a batch has looked up: `gradient` is [looked-up rows, width].
    pub fn step_rows(
        &mut self,
        table: &mut [f32],
        width: usize,
        looked_up: &[u32],
        gradient: &[f32],
        scale: f32,
        rate: impl Fn(u32) -> f32,
    ) {
        self.rows.first.resize(table.len(), 0.0);
        self.rows.second.resize(table.len(), 0.0);
        self.row_steps.resize(table.len() / width, 0);
        let mut sums: HashMap<u32, Vec<f32>> = HashMap::new();
        for (&row, gradient) in looked_up.iter().zip(gradient.chunks_exact(width)) {
            let sum = sums.entry(row).or_insert_with(|| vec![0.0; width]);
            sum.iter_mut().zip(gradient).for_each(|(sum, g)| *sum += g * scale);
        }
        for (row, sum) in sums {
            let rate = rate(row);
            if rate <= 0.0 {
                continue;
            }
            self.row_steps[row as usize] += 1;
            let correction = Self::correction(self.row_steps[row as usize] as usize);
            let range = row as usize * width..(row as usize + 1) * width;
            let (first, second) = (&mut self.rows.first[range.clone()], &mut self.rows.second[range.clone()]);
            for (((value, g), m), v) in table[range].iter_mut().zip(sum).zip(first).zip(second) {
                *m = BETA1 * *m + (1.0 - BETA1) * g;
                *v = BETA2 * *v + (1.0 - BETA2) * g * g;
                *value -= rate * correction * *m / (v.sqrt() + EPS);
            }
        }
    }

    /// The memory as tensors, to be saved in a checkpoint.
    pub fn tensors(&self) -> Result<HashMap<String, Tensor>> {
        let mut all = HashMap::new();
        let rows = [("rows".to_owned(), &self.rows)];
        for (name, moments) in self.moments.iter().map(|(name, moments)| (name.clone(), moments)).chain(rows) {
            all.insert(format!("{name}:first"), Tensor::from_slice(&moments.first, moments.first.len(), &Device::Cpu)?);
            all.insert(
                format!("{name}:second"),
                Tensor::from_slice(&moments.second, moments.second.len(), &Device::Cpu)?,
            );
        }
        all.insert("row-steps".into(), Tensor::from_slice(&self.row_steps, self.row_steps.len(), &Device::Cpu)?);
        Ok(all)
    }

    /// Reads what [`Adam::tensors`] gave.
    pub fn restore(steps: usize, tensors: &HashMap<String, Tensor>) -> Result<Self> {
        let mut adam = Self { steps, ..Self::default() };
        for (name, tensor) in tensors {
            if name == "row-steps" {
                adam.row_steps = tensor.to_vec1()?;
                continue;
            }
            let Some((name, which)) = name.rsplit_once(':') else { continue };
            let moments =
                if name == "rows" { &mut adam.rows } else { adam.moments.entry(name.to_owned()).or_default() };
            let values = tensor.to_vec1()?;
            if which == "first" { moments.first = values } else { moments.second = values }
        }
        Ok(adam)
    }
}
