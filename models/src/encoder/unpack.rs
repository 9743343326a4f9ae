//! models: from packed weights back to full precision, so that a shipped encoder can be trained on.

use std::collections::BTreeMap;

use candle_core::{Device, Result, Tensor, Var};

use super::Packed;
use super::matrix::Matrix;
use super::step::Norm;
use crate::bert::Bert;

impl Packed {
    /// The transformer in full precision, as near to the one that was packed as eight bits keep it.
    pub fn unpack(&self) -> Result<Bert> {
        let mut vars = BTreeMap::new();
        let mut put = |name: String, values: Vec<f32>, shape: &[usize]| -> Result<()> {
            vars.insert(name, Var::from_tensor(&Tensor::from_vec(values, shape, &Device::Cpu)?)?);
            Ok(())
        };
        let parts = &self.parts;
        let narrow = parts.norm.gain.len();
        put("position".into(), parts.positions.clone(), &[parts.positions.len() / narrow, narrow])?;
        for (name, values) in norm("embedding", &parts.norm) {
            put(name, values, &[narrow])?;
        }
        let mut matrices: Vec<(String, &Matrix)> = parts.project.iter().map(|it| ("project".to_owned(), it)).collect();
        for (n, layer) in parts.layers.iter().enumerate() {
            for (name, matrix) in [("qkv", &layer.qkv), ("mix", &layer.mix), ("up", &layer.up), ("down", &layer.down)] {
                matrices.push((format!("layer{n}.{name}"), matrix));
            }
            for (name, part) in [("mix", &layer.mix_norm), ("down", &layer.down_norm)] {
                for (name, values) in norm(&format!("layer{n}.{name}.norm"), part) {
                    let width = values.len();
                    put(name, values, &[width])?;
                }
            }
        }
        for (name, matrix) in matrices {
            put(format!("{name}.weight"), weights(matrix), &[matrix.inputs, matrix.outputs])?;
            put(format!("{name}.bias"), matrix.bias[..matrix.outputs].to_vec(), &[matrix.outputs])?;
        }
        let rows = parts.words.cells.chunks_exact(narrow).zip(&parts.words.scales);
        let words = rows.flat_map(|(cells, scale)| cells.iter().map(move |&cell| f32::from(cell) * scale)).collect();
        Ok(Bert { shape: self.shape, words, vars })
    }
}

/// The weights of a layer, [inputs, outputs] row after row.
fn weights(matrix: &Matrix) -> Vec<f32> {
    let cells = matrix.cells();
    let mut weights = vec![0.0; matrix.inputs * matrix.outputs];
    for (output, (row, scale)) in cells.chunks_exact(matrix.inputs).zip(&matrix.scales).enumerate() {
        for (input, &cell) in row.iter().enumerate() {
            weights[input * matrix.outputs + output] = f32::from(cell) * scale;
        }
    }
    for (&input, exact) in matrix.exact.inputs.iter().zip(matrix.exact.weights.chunks_exact(matrix.outputs)) {
        weights[input as usize * matrix.outputs..][..matrix.outputs].copy_from_slice(exact);
    }
    weights
}

fn norm(name: &str, norm: &Norm) -> [(String, Vec<f32>); 2] {
    [(format!("{name}.gain"), norm.gain.clone()), (format!("{name}.bias"), norm.bias.clone())]
}
