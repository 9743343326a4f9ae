//! faq: what people may ask next.

use std::sync::Arc;

use crate::{Article, Library};

impl Library {
    /// The `k` articles to offer under an answer, in its language: those it names itself, then those that
    /// name it, then others of its kind. What was `read` already is left out.
    pub fn next(&self, article: &Article, read: &[&str], k: usize) -> Vec<&Arc<Article>> {
        let others: Vec<&Arc<Article>> = self
            .articles()
            .filter(|other| other.language == article.language && other.id != article.id)
            .filter(|other| !read.contains(&other.id.as_str()))
            .collect();
        let named = article.related.iter().filter_map(|id| others.iter().find(|other| other.id == *id));
        let naming = others.iter().filter(|other| other.related.contains(&article.id));
        let kin = others.iter().filter(|other| other.category == article.category);
        let mut next: Vec<&Arc<Article>> = Vec::with_capacity(k);
        for other in named.chain(naming).chain(kin) {
            if next.len() < k && !next.iter().any(|known| known.id == other.id) {
                next.push(other);
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Library};

    #[test]
    fn every_answer_leads_to_three_more() {
        let library = Library::embedded().unwrap();
        for article in library.articles() {
            let next = library.next(article, &[], 3);
            assert_eq!(next.len(), 3, "{}", article.id);
            assert!(next.iter().all(|other| other.language == article.language && other.id != article.id));
            assert!(article.related.starts_with(&[next[0].id.clone()]), "{} names its own first", article.id);
        }
    }

    #[test]
    fn what_was_read_is_not_offered_again() {
        let library = Library::embedded().unwrap();
        let article = library.article("late-02", Language::Ko).unwrap();
        let first: Vec<&str> = library.next(article, &[], 3).iter().map(|next| next.id.as_str()).collect();
        let then = library.next(article, &first, 3);
        assert!(then.len() == 3 && then.iter().all(|next| !first.contains(&next.id.as_str())), "{then:?}");
        assert!(library.next(article, &[], 0).is_empty());
    }
}
