//! faq: short texts compared as wholes, by the terms they share.

use crate::nearest::{self, Near};
use crate::text::Term;
use crate::vocabulary::{Vocabulary, Worth, length};

/// Short texts, each owned by a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases {
    postings: Vec<Vec<(usize, f32)>>,
    lengths: Vec<f32>,
    owners: Vec<usize>,
    documents: usize,
}

impl Phrases {
    /// `phrases` are pairs of owner and terms; owners are below `documents`.
    pub(crate) fn new(vocabulary: &Vocabulary, documents: usize, phrases: &[(usize, Vec<Term>)]) -> Self {
        let mut postings = vec![Vec::new(); vocabulary.len()];
        let mut lengths = Vec::with_capacity(phrases.len());
        for (phrase, (_, terms)) in phrases.iter().enumerate() {
            let worths = vocabulary.worths(terms);
            lengths.push(length(&worths));
            for term in &worths {
                if let Some(id) = term.id {
                    postings[id].push((phrase, term.value));
                }
            }
        }
        Self { postings, lengths, owners: phrases.iter().map(|(owner, _)| *owner).collect(), documents }
    }

    /// For each document how near its phrases are: the cosines (0..=1) of their terms' worths.
    pub(crate) fn near(&self, question: &[Worth]) -> Vec<Near> {
        let own = length(question);
        let mut dots = vec![0.0; self.owners.len()];
        for term in question {
            for (phrase, worth) in term.id.map_or(&[][..], |id| &self.postings[id]) {
                dots[*phrase] += term.value * worth;
            }
        }
        let cosine = |dot: f32, length: f32| if dot > 0.0 { (dot / (own * length)).min(1.0) } else { 0.0 };
        let cosines = dots.iter().zip(&self.lengths).map(|(dot, length)| cosine(*dot, *length));
        nearest::by_document(self.documents, self.owners.iter().copied().zip(cosines))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tests::words;

    #[test]
    fn the_nearest_phrase_speaks_for_its_owner() {
        let documents = [words("a b"), words("a c"), words("d d")];
        let vocabulary = Vocabulary::new(&documents);
        let phrases = Phrases::new(&vocabulary, 3, &[(0, words("a b")), (0, words("b")), (1, words("a"))]);
        let best =
            |text| phrases.near(&vocabulary.worths(&words(text))).iter().map(|near| near.best).collect::<Vec<_>>();
        assert_eq!(best("b"), [1.0, 0.0, 0.0]);
        let (a, b) = ((1.0_f32 + 1.5 / 2.5).ln(), (1.0_f32 + 2.5 / 1.5).ln());
        assert!((best("a")[0] - a / a.hypot(b)).abs() < 1e-5, "{:?}", best("a"));
        assert_eq!(best("z"), [0.0; 3]);
    }
}
