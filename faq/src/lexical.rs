//! faq: search by words and letters: BM25 over an article's fields, and the nearest of its questions.

use std::collections::HashMap;

use crate::text::Term;

/// How soon more of the same term stops counting.
const SATURATION: f32 = 2.0;

/// A part of a document; its terms count `weight` times.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) weight: f32,
    pub(crate) terms: Vec<Term>,
}

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
    id: Option<usize>,
    worth: f32,
}

impl Vocabulary {
    /// Counts in how many documents each term stands.
    pub(crate) fn new(documents: &[Vec<Field>]) -> Self {
        let mut ids = HashMap::new();
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for (document, fields) in documents.iter().enumerate() {
            for term in fields.iter().flat_map(|field| &field.terms) {
                let id = *ids.entry(term.text.clone()).or_insert_with(|| {
                    counts.push((0, usize::MAX));
                    counts.len() - 1
                });
                if counts[id].1 != document {
                    counts[id] = (counts[id].0 + 1, document);
                }
            }
        }
        let total = documents.len() as f32;
        Self {
            ids,
            rarity: counts.into_iter().map(|(count, _)| rarity(count as f32, total)).collect(),
            unseen: rarity(0.0, total),
        }
    }

    /// The different terms of a question with their worth: rarity times the weight of their kind.
    pub(crate) fn worths(&self, terms: &[Term]) -> Vec<Worth> {
        let mut seen = std::collections::HashSet::with_capacity(terms.len());
        terms
            .iter()
            .filter(|term| seen.insert(term.text.as_str()))
            .map(|term| {
                let id = self.ids.get(&term.text).copied();
                Worth { id, worth: term.weight * id.map_or(self.unseen, |id| self.rarity[id]) }
            })
            .collect()
    }
}

/// Inverse document frequency as BM25 has it, never below 0.
fn rarity(count: f32, total: f32) -> f32 {
    (1.0 + (total - count + 0.5) / (count + 0.5)).ln()
}

/// BM25F: each term's share of each document, saturated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bm25 {
    postings: Vec<Vec<(usize, f32)>>,
    documents: usize,
}

impl Bm25 {
    pub(crate) fn new(vocabulary: &Vocabulary, documents: &[Vec<Field>]) -> Self {
        let fields = documents.iter().map(Vec::len).max().unwrap_or(0);
        let mean: Vec<f32> = (0..fields)
            .map(|field| {
                let total: usize = documents.iter().filter_map(|fields| fields.get(field)).map(|f| f.terms.len()).sum();
                (total as f32 / documents.len() as f32).max(1.0)
            })
            .collect();
        let mut postings = vec![Vec::new(); vocabulary.ids.len()];
        for (document, fields) in documents.iter().enumerate() {
            let mut counts: HashMap<usize, f32> = HashMap::new();
            for (field, mean) in fields.iter().zip(&mean) {
                // A long field is held against its terms in full: the `b` of BM25 is 1.
                let norm = field.terms.len() as f32 / mean;
                for term in &field.terms {
                    *counts.entry(vocabulary.ids[&term.text]).or_default() += field.weight / norm;
                }
            }
            for (id, count) in counts {
                postings[id].push((document, count / (SATURATION + count)));
            }
        }
        Self { postings, documents: documents.len() }
    }

    /// For each document the share (0..=1) of the question's worth that it has.
    pub(crate) fn coverage(&self, question: &[Worth]) -> Vec<f32> {
        let mut scores = vec![0.0; self.documents];
        let total: f32 = question.iter().map(|term| term.worth).sum();
        if total == 0.0 {
            return scores;
        }
        for term in question {
            for (document, share) in term.id.map_or(&[][..], |id| &self.postings[id]) {
                scores[*document] += term.worth * share / total;
            }
        }
        scores
    }
}

/// Short texts, each owned by a document, compared as wholes.
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
        let mut postings = vec![Vec::new(); vocabulary.ids.len()];
        let mut lengths = Vec::with_capacity(phrases.len());
        for (phrase, (_, terms)) in phrases.iter().enumerate() {
            let worths = vocabulary.worths(terms);
            lengths.push(length(&worths));
            for term in &worths {
                if let Some(id) = term.id {
                    postings[id].push((phrase, term.worth));
                }
            }
        }
        Self { postings, lengths, owners: phrases.iter().map(|(owner, _)| *owner).collect(), documents }
    }

    /// For each document the cosine (0..=1) between the question and the nearest phrase it owns.
    pub(crate) fn nearest(&self, question: &[Worth]) -> Vec<f32> {
        let own = length(question);
        let mut dots = vec![0.0; self.owners.len()];
        for term in question {
            for (phrase, worth) in term.id.map_or(&[][..], |id| &self.postings[id]) {
                dots[*phrase] += term.worth * worth;
            }
        }
        let mut nearest = vec![0.0_f32; self.documents];
        for ((dot, length), owner) in dots.into_iter().zip(&self.lengths).zip(&self.owners) {
            if dot > 0.0 {
                nearest[*owner] = nearest[*owner].max((dot / (own * length)).min(1.0));
            }
        }
        nearest
    }
}

fn length(worths: &[Worth]) -> f32 {
    worths.iter().map(|term| term.worth * term.worth).sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Term> {
        text.split(' ').map(|word| Term { text: word.to_owned(), weight: 1.0 }).collect()
    }

    fn near(got: f32, want: f32) {
        assert!((got - want).abs() < 1e-5, "{got} is not {want}");
    }

    /// Three documents of one field, two words each, so every field is of mean length.
    fn corpus() -> Vec<Vec<Field>> {
        ["a b", "a c", "d d"].map(|text| vec![Field { weight: 1.0, terms: words(text) }]).to_vec()
    }

    #[test]
    fn bm25_is_what_the_formula_gives() {
        let documents = corpus();
        let vocabulary = Vocabulary::new(&documents);
        let bm25 = Bm25::new(&vocabulary, &documents);
        let (a, b) = ((1.0_f32 + 1.5 / 2.5).ln(), (1.0_f32 + 2.5 / 1.5).ln());
        let once = 1.0 / 3.0;
        let scores = bm25.coverage(&vocabulary.worths(&words("a b")));
        near(scores[0], once);
        near(scores[1], once * a / (a + b));
        near(scores[2], 0.0);
        near(bm25.coverage(&vocabulary.worths(&words("d")))[2], 2.0 / 4.0);
    }

    #[test]
    fn what_no_document_has_lowers_the_share() {
        let documents = corpus();
        let vocabulary = Vocabulary::new(&documents);
        let bm25 = Bm25::new(&vocabulary, &documents);
        let (b, unseen) = ((1.0_f32 + 2.5 / 1.5).ln(), (1.0_f32 + 3.5 / 0.5).ln());
        let scores = bm25.coverage(&vocabulary.worths(&words("b z")));
        near(scores[0], b / (b + unseen) / 3.0);
        assert_eq!(bm25.coverage(&[]), [0.0; 3]);
    }

    #[test]
    fn a_weighty_field_counts_more_and_a_long_one_less() {
        let field = |weight, text| Field { weight, terms: words(text) };
        let documents = vec![
            vec![field(2.0, "a"), field(1.0, "x")],
            vec![field(2.0, "x"), field(1.0, "a")],
            vec![field(2.0, "x"), field(1.0, "a y")],
        ];
        let vocabulary = Vocabulary::new(&documents);
        let scores = Bm25::new(&vocabulary, &documents).coverage(&vocabulary.worths(&words("a")));
        near(scores[0], 2.0 / 4.0);
        assert!(scores[0] > scores[1] && scores[1] > scores[2], "{scores:?}");
    }

    #[test]
    fn the_nearest_phrase_speaks_for_its_owner() {
        let documents = corpus();
        let vocabulary = Vocabulary::new(&documents);
        let phrases = Phrases::new(&vocabulary, 3, &[(0, words("a b")), (0, words("b")), (1, words("a"))]);
        let nearest = phrases.nearest(&vocabulary.worths(&words("b")));
        near(nearest[0], 1.0);
        near(nearest[1], 0.0);
        let (a, b) = ((1.0_f32 + 1.5 / 2.5).ln(), (1.0_f32 + 2.5 / 1.5).ln());
        near(phrases.nearest(&vocabulary.worths(&words("a")))[0], a / a.hypot(b));
    }
}
