//! faq: how rare every known term is, and so what a question's terms are worth.

use std::collections::{HashMap, HashSet};

use crate::text::{Kind, Term};

/// How rare every known term is among the documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    ids: HashMap<String, usize>,
    rarity: Vec<f32>,
    /// The rarity of what stands in no document.
    unseen: f32,
}

/// A term of a question: its place in the vocabulary, if it has one, and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Worth {
    pub(crate) id: Option<usize>,
    pub(crate) kind: Kind,
    pub(crate) value: f32,
}

impl Vocabulary {
    /// Counts in how many documents each term stands.
    pub(crate) fn new<'a, T>(documents: impl IntoIterator<Item = T>) -> Self
    where
        T: IntoIterator<Item = &'a Term>,
    {
        let mut ids = HashMap::new();
        let mut counts: Vec<(usize, usize)> = Vec::new();
        let mut total = 0;
        for (document, terms) in documents.into_iter().enumerate() {
            total += 1;
            for term in terms {
                let id = *ids.entry(term.text.clone()).or_insert_with(|| {
                    counts.push((0, usize::MAX));
                    counts.len() - 1
                });
                if counts[id].1 != document {
                    counts[id] = (counts[id].0 + 1, document);
                }
            }
        }
        let total = total as f32;
        Self {
            ids,
            rarity: counts.into_iter().map(|(count, _)| rarity(count as f32, total)).collect(),
            unseen: rarity(0.0, total),
        }
    }

    /// How many terms are known.
    pub(crate) fn len(&self) -> usize {
        self.rarity.len()
    }

    /// A term's place; none for one that no document has.
    pub(crate) fn id(&self, term: &Term) -> Option<usize> {
        self.ids.get(&term.text).copied()
    }

    /// The different terms of a question with their worth: rarity times the weight of their kind.
    pub(crate) fn worths(&self, terms: &[Term]) -> Vec<Worth> {
        let mut seen = HashSet::with_capacity(terms.len());
        terms
            .iter()
            .filter(|term| seen.insert(term.text.as_str()))
            .map(|term| {
                let id = self.id(term);
                let rarity = id.map_or(self.unseen, |id| self.rarity[id]);
                Worth { id, kind: term.kind, value: term.weight * rarity }
            })
            .collect()
    }
}

/// The length of a question as a vector of its terms' worths.
pub(crate) fn length(worths: &[Worth]) -> f32 {
    worths.iter().map(|term| term.value * term.value).sum::<f32>().sqrt()
}

/// Inverse document frequency as BM25 has it, never below 0.
fn rarity(count: f32, total: f32) -> f32 {
    (1.0 + (total - count + 0.5) / (count + 0.5)).ln()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn words(text: &str) -> Vec<Term> {
        let word = |word: &str| Term { text: word.to_owned(), kind: Kind::Word, weight: 1.0 };
        text.split(' ').map(word).collect()
    }

    #[test]
    fn a_rare_term_is_worth_more_and_a_strange_one_most() {
        let documents = [words("a b"), words("a c"), words("a a")];
        let vocabulary = Vocabulary::new(&documents);
        let worths: Vec<f32> = vocabulary.worths(&words("a b z a")).iter().map(|term| term.value).collect();
        assert_eq!(worths.len(), 3, "a term counts once");
        assert!(worths[0] < worths[1] && worths[1] < worths[2], "{worths:?}");
        assert_eq!(vocabulary.len(), 3);
        assert_eq!(vocabulary.worths(&words("z"))[0].id, None);
    }
}
