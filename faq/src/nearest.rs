//! faq: what the phrases of each document say together: how near the nearest are, and how many are.

/// The nearest phrases of a document that are averaged.
const FEW: usize = 3;
/// The nearest phrases of all documents that vote.
const VOTERS: usize = 10;

/// How near a document's phrases are to a question.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Near {
    /// The likeness (0..=1) of the nearest.
    pub(crate) best: f32,
    /// The mean likeness of its three nearest.
    pub(crate) few: f32,
    /// Its share of the likeness of the ten that are nearest of all.
    pub(crate) votes: f32,
}

/// Sums up the likeness of every phrase, given with its owner, by document.
pub(crate) fn by_document(documents: usize, phrases: impl IntoIterator<Item = (usize, f32)>) -> Vec<Near> {
    let mut few = vec![Top::<FEW>::default(); documents];
    let mut voters = Top::<VOTERS>::default();
    let mut counts = vec![0_usize; documents];
    for (owner, likeness) in phrases {
        counts[owner] += 1;
        few[owner].push(owner, likeness);
        voters.push(owner, likeness);
    }
    let mut near: Vec<Near> = few
        .iter()
        .zip(&counts)
        .map(|(few, count)| Near { best: few.values[0].1, few: few.sum() / (*count).clamp(1, FEW) as f32, votes: 0.0 })
        .collect();
    let total = voters.sum();
    if total > 0.0 {
        for (owner, likeness) in voters.values {
            near[owner].votes += likeness / total;
        }
    }
    near
}

/// The largest values so far with their owners, the largest first; what is not above 0 counts as 0.
#[derive(Debug, Clone, Copy)]
struct Top<const N: usize> {
    values: [(usize, f32); N],
}

impl<const N: usize> Default for Top<N> {
    fn default() -> Self {
        Self { values: [(0, 0.0); N] }
    }
}

impl<const N: usize> Top<N> {
    fn push(&mut self, owner: usize, value: f32) {
        if value <= self.values[N - 1].1 {
            return;
        }
        let at = self.values.partition_point(|(_, other)| *other >= value);
        self.values[at..].rotate_right(1);
        self.values[at] = (owner, value);
    }

    fn sum(&self) -> f32 {
        self.values.iter().map(|(_, value)| value).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_speaks_with_its_nearest_phrases() {
        let near = by_document(3, [(0, 0.2), (1, 0.5), (0, 0.8), (0, 0.5), (0, 0.1), (1, -0.5)]);
        let check = |near: Near, best: f32, few: f32| {
            assert!((near.best - best).abs() < 1e-6 && (near.few - few).abs() < 1e-6, "{near:?}");
        };
        check(near[0], 0.8, 0.5);
        check(near[1], 0.5, 0.25);
        check(near[2], 0.0, 0.0);
        assert!((near[0].votes - 1.6 / 2.1).abs() < 1e-6, "{near:?}");
        assert!((near.iter().map(|near| near.votes).sum::<f32>() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn only_ten_of_all_phrases_vote() {
        let phrases = (0..20).map(|index| (usize::from(index >= 10), if index < 10 { 0.9 } else { 0.3 }));
        let near = by_document(2, phrases);
        assert_eq!((near[0].votes, near[1].votes), (1.0, 0.0));
        assert_eq!(by_document(1, []), [Near::default()]);
    }
}
