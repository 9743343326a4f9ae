//! faq: search by meaning: the cosine to the nearest of an article's questions.

/// Vectors of unit length, each owned by a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dense {
    width: usize,
    values: Vec<f32>,
    owners: Vec<usize>,
    documents: usize,
}

impl Dense {
    /// `texts` are pairs of owner and text; a text whose vector is empty or of another width is left out.
    pub(crate) fn new<'a>(
        documents: usize,
        texts: impl IntoIterator<Item = (usize, &'a str)>,
        embed: &dyn Fn(&str) -> Vec<f32>,
    ) -> Self {
        let mut dense = Self { documents, ..Self::default() };
        for (owner, text) in texts {
            let vector = embed(text);
            if dense.width == 0 {
                dense.width = vector.len();
            }
            if !vector.is_empty() && vector.len() == dense.width {
                dense.values.extend(vector);
                dense.owners.push(owner);
            }
        }
        dense
    }

    /// For each document the cosine (0..=1) to its nearest vector; none where the widths differ.
    pub(crate) fn nearest(&self, vector: &[f32]) -> Option<Vec<f32>> {
        if self.width == 0 || vector.len() != self.width {
            return None;
        }
        let mut nearest = vec![0.0_f32; self.documents];
        for (other, owner) in self.values.chunks_exact(self.width).zip(&self.owners) {
            let cosine: f32 = other.iter().zip(vector).map(|(a, b)| a * b).sum();
            nearest[*owner] = nearest[*owner].max(cosine.min(1.0));
        }
        Some(nearest)
    }
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
        assert_eq!(dense.nearest(&[1.0, 0.0]), Some(vec![1.0, 0.0]));
        assert_eq!(dense.nearest(&[0.6, 0.8]), Some(vec![0.8, 0.0]));
    }

    #[test]
    fn a_vector_of_another_width_finds_nothing() {
        let dense = Dense::new(1, [(0, "north")], &embed);
        assert_eq!(dense.nearest(&[]), None);
        assert_eq!(dense.nearest(&[1.0, 0.0, 0.0]), None);
        assert_eq!(Dense::default().nearest(&[]), None);
    }
}
