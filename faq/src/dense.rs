//! faq: search by meaning: cosines to the vectors of each article's questions.

use crate::nearest::{self, Near};

/// Vectors of unit length, each owned by a document; their width is the model's own affair.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dense {
    width: usize,
    values: Vec<f32>,
    owners: Vec<usize>,
    /// The mean direction of each document's vectors, of unit length; zeros where it has none.
    centres: Vec<f32>,
}

/// What vectors say about a document.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Meaning {
    pub(crate) near: Near,
    /// The cosine (0..=1) to the mean direction of its questions.
    pub(crate) centre: f32,
}

impl Dense {
    /// `texts` are pairs of owner and text; a text whose vector is empty or of another width is left out.
    pub(crate) fn new<'a>(
        documents: usize,
        texts: impl IntoIterator<Item = (usize, &'a str)>,
        embed: &dyn Fn(&str) -> Vec<f32>,
    ) -> Self {
        let mut dense = Self::default();
        for (owner, text) in texts {
            let vector = embed(text);
            if dense.width == 0 {
                dense.width = vector.len();
                dense.centres = vec![0.0; documents * dense.width];
            }
            if !vector.is_empty() && vector.len() == dense.width {
                let centre = &mut dense.centres[owner * dense.width..][..dense.width];
                centre.iter_mut().zip(&vector).for_each(|(sum, value)| *sum += value);
                dense.values.extend(vector);
                dense.owners.push(owner);
            }
        }
        for centre in dense.centres.chunks_exact_mut(dense.width.max(1)) {
            let length = dot(centre, centre).sqrt();
            if length > 0.0 {
                centre.iter_mut().for_each(|value| *value /= length);
            }
        }
        dense
    }

    /// For each document what its vectors say; none where the widths differ.
    pub(crate) fn meaning(&self, vector: &[f32]) -> Option<Vec<Meaning>> {
        if self.width == 0 || vector.len() != self.width {
            return None;
        }
        let cosine = |other: &[f32]| dot(other, vector).clamp(0.0, 1.0);
        let centres: Vec<f32> = self.centres.chunks_exact(self.width).map(cosine).collect();
        let cosines = self.values.chunks_exact(self.width).map(cosine);
        let near = nearest::by_document(centres.len(), self.owners.iter().copied().zip(cosines));
        Some(near.into_iter().zip(centres).map(|(near, centre)| Meaning { near, centre }).collect())
    }
}

/// Eight sums side by side, which the processor adds up at once.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embed(text: &str) -> Vec<f32> {
        match text {
            "east" => vec![1.0, 0.0],
            "north" => vec![0.0, 1.0],
            "west" => vec![-1.0, 0.0],
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_nearest_vector_speaks_for_its_owner() {
        let dense = Dense::new(2, [(0, "north"), (0, "east"), (1, "west"), (1, "nowhere")], &embed);
        let best = |vector: &[f32]| -> Vec<f32> {
            dense.meaning(vector).unwrap().iter().map(|meaning| meaning.near.best).collect()
        };
        assert_eq!(best(&[1.0, 0.0]), [1.0, 0.0]);
        assert_eq!(best(&[0.6, 0.8]), [0.8, 0.0]);
        let centre = dense.meaning(&[0.6, 0.8]).unwrap()[0].centre;
        assert!((centre - 1.4 / 2.0_f32.sqrt()).abs() < 1e-6, "{centre}");
    }

    #[test]
    fn a_vector_of_another_width_finds_nothing() {
        let dense = Dense::new(1, [(0, "north")], &embed);
        assert_eq!(dense.meaning(&[]), None);
        assert_eq!(dense.meaning(&[1.0, 0.0, 0.0]), None);
        assert_eq!(Dense::default().meaning(&[]), None);
    }

    #[test]
    fn a_product_of_any_length_is_whole() {
        for width in [0, 1, 7, 8, 9, 384] {
            let vector: Vec<f32> = (0..width).map(|index| index as f32 / 100.0).collect();
            let want: f32 = vector.iter().map(|value| value * value).sum();
            assert!((dot(&vector, &vector) - want).abs() <= want * 1e-5, "{width}");
        }
    }
}
