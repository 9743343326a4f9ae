//! faq: how much of a question an article's words cover: BM25 over its fields.

use std::collections::HashMap;

use crate::text::{Kind, Term};
use crate::vocabulary::{Vocabulary, Worth};

/// How soon more of the same term stops counting.
const SATURATION: f32 = 2.0;

/// The fields of a document: its title, its questions, its short answer, and the rest.
pub(crate) const FIELDS: usize = 4;
/// How much a field's terms count beside the other fields'.
const WEIGHTS: [f32; FIELDS] = [3.0, 0.5, 1.0, 0.6];

/// The terms of each field of a document.
pub(crate) type Document = [Vec<Term>; FIELDS];

/// The shares (0..=1) of a question's worth that a document has.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Coverage {
    /// In all fields together.
    pub(crate) all: f32,
    /// In each field alone.
    pub(crate) fields: [f32; FIELDS],
    /// In all fields together, of each kind of term alone.
    pub(crate) kinds: [f32; Kind::COUNT],
}

/// Each term's saturated share of each document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bm25 {
    postings: Vec<Vec<Posting>>,
    documents: usize,
}

#[derive(Debug, Clone, Copy)]
struct Posting {
    document: usize,
    all: f32,
    fields: [f32; FIELDS],
}

impl Bm25 {
    pub(crate) fn new(vocabulary: &Vocabulary, documents: &[Document]) -> Self {
        let mean: [f32; FIELDS] = std::array::from_fn(|field| {
            let total: usize = documents.iter().map(|fields| fields[field].len()).sum();
            (total as f32 / documents.len().max(1) as f32).max(1.0)
        });
        let mut postings = vec![Vec::new(); vocabulary.len()];
        for (document, fields) in documents.iter().enumerate() {
            let mut counts: HashMap<usize, [f32; FIELDS]> = HashMap::new();
            for (field, terms) in fields.iter().enumerate() {
                // A long field is held against its terms in full: the `b` of BM25 is 1.
                let norm = terms.len() as f32 / mean[field];
                for id in terms.iter().filter_map(|term| vocabulary.id(term)) {
                    counts.entry(id).or_default()[field] += 1.0 / norm;
                }
            }
            for (id, counts) in counts {
                let all = counts.iter().zip(WEIGHTS).map(|(count, weight)| count * weight).sum();
                postings[id].push(Posting { document, all: saturated(all), fields: counts.map(saturated) });
            }
        }
        Self { postings, documents: documents.len() }
    }

    /// For each document the shares of the question that it has.
    pub(crate) fn coverage(&self, question: &[Worth]) -> Vec<Coverage> {
        let mut scores = vec![Coverage::default(); self.documents];
        let total: f32 = question.iter().map(|term| term.value).sum();
        if total == 0.0 {
            return scores;
        }
        let mut of_kind = [0.0_f32; Kind::COUNT];
        for term in question {
            of_kind[term.kind as usize] += term.value;
        }
        for term in question {
            let (share, of_its_kind) = (term.value / total, term.value / of_kind[term.kind as usize]);
            for posting in term.id.map_or(&[][..], |id| &self.postings[id]) {
                let score = &mut scores[posting.document];
                score.all += share * posting.all;
                score.kinds[term.kind as usize] += of_its_kind * posting.all;
                for (score, posting) in score.fields.iter_mut().zip(posting.fields) {
                    *score += share * posting;
                }
            }
        }
        scores
    }
}

fn saturated(count: f32) -> f32 {
    count / (SATURATION + count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tests::words;

    fn near(got: f32, want: f32) {
        assert!((got - want).abs() < 1e-5, "{got} is not {want}");
    }

    fn corpus(texts: &[[&str; 2]]) -> (Vocabulary, Bm25) {
        let document = |[title, short]: &[&str; 2]| [words(title), Vec::new(), words(short), Vec::new()];
        let documents: Vec<Document> = texts.iter().map(document).collect();
        let vocabulary = Vocabulary::new(documents.iter().map(|fields| fields.iter().flatten()));
        let bm25 = Bm25::new(&vocabulary, &documents);
        (vocabulary, bm25)
    }

    #[test]
    fn it_is_what_the_formula_gives() {
        let (vocabulary, bm25) = corpus(&[["x x", "a b"], ["x x", "a c"], ["x x", "d d"]]);
        let (a, b) = ((1.0_f32 + 1.5 / 2.5).ln(), (1.0_f32 + 2.5 / 1.5).ln());
        let once = 1.0 / 3.0;
        let scores = bm25.coverage(&vocabulary.worths(&words("a b")));
        near(scores[0].all, once);
        near(scores[1].all, once * a / (a + b));
        near(scores[2].all, 0.0);
        scores[0].fields.iter().zip([0.0, 0.0, once, 0.0]).for_each(|(field, right)| near(*field, right));
        scores[0].kinds.iter().zip([once, 0.0, 0.0]).for_each(|(kind, right)| near(*kind, right));
        near(bm25.coverage(&vocabulary.worths(&words("d")))[2].all, 2.0 / 4.0);
    }

    #[test]
    fn what_no_document_has_lowers_the_share() {
        let (vocabulary, bm25) = corpus(&[["x x", "a b"], ["x x", "a c"], ["x x", "d d"]]);
        let (b, unseen) = ((1.0_f32 + 2.5 / 1.5).ln(), (1.0_f32 + 3.5 / 0.5).ln());
        near(bm25.coverage(&vocabulary.worths(&words("b z")))[0].all, b / (b + unseen) / 3.0);
        assert_eq!(bm25.coverage(&[]), [Coverage::default(); 3]);
    }

    #[test]
    fn a_title_counts_more_and_a_long_field_less() {
        let (vocabulary, bm25) = corpus(&[["a", "x"], ["x", "a"], ["x", "a y"]]);
        let scores = bm25.coverage(&vocabulary.worths(&words("a")));
        near(scores[0].all, 3.0 / 5.0);
        assert!(scores[0].all > scores[1].all && scores[1].all > scores[2].all, "{scores:?}");
    }
}
