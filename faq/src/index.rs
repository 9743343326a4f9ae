//! faq: the articles of one language, searched by words, by meaning and by intent.

use std::sync::Arc;

use crate::dense::Dense;
use crate::lexical::{Bm25, Field, Phrases, Vocabulary};
use crate::{Article, Language, Passage, Why, text};

/// How much a field's terms count in an article.
const TITLE: f32 = 3.0;
const QUESTIONS: f32 = 0.5;
const SHORT: f32 = 1.0;
const LONG: f32 = 0.6;

/// The articles of one language, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct Index {
    language: Language,
    articles: Vec<Arc<Article>>,
    vocabulary: Vocabulary,
    bm25: Bm25,
    phrases: Phrases,
    dense: Dense,
}

impl Index {
    /// Reads the articles of `language` among `articles`.
    pub fn build(articles: &[Arc<Article>], language: Language) -> Self {
        let articles: Vec<_> = articles.iter().filter(|article| article.language == language).cloned().collect();
        let documents: Vec<_> = articles.iter().map(|article| fields(article)).collect();
        let vocabulary = Vocabulary::new(&documents);
        let phrases: Vec<_> =
            questions(&articles).map(|(owner, question)| (owner, text::terms(question, language))).collect();
        Self {
            language,
            bm25: Bm25::new(&vocabulary, &documents),
            phrases: Phrases::new(&vocabulary, articles.len(), &phrases),
            dense: Dense::default(),
            vocabulary,
            articles,
        }
    }

    /// Adds a vector of unit length to every title and question.
    #[must_use]
    pub fn with_vectors(mut self, embed: &dyn Fn(&str) -> Vec<f32>) -> Self {
        self.dense = Dense::new(self.articles.len(), questions(&self.articles), embed);
        self
    }

    /// The `k` best articles, best first; equal ones by topic.
    pub fn search(&self, text: &str, vector: Option<&[f32]>, intents: &[(String, f32)], k: usize) -> Vec<Passage> {
        let question = self.vocabulary.worths(&text::terms(text, self.language));
        let coverage = self.bm25.coverage(&question);
        let nearest = self.phrases.nearest(&question);
        let dense = vector.and_then(|vector| self.dense.nearest(vector));
        let mut passages: Vec<Passage> = self
            .articles
            .iter()
            .enumerate()
            .map(|(index, article)| {
                let why = Why {
                    coverage: coverage[index],
                    nearest: nearest[index],
                    dense: dense.as_ref().map(|dense| dense[index]),
                    intent: (!intents.is_empty()).then(|| prior(article, intents)),
                };
                Passage { article: Arc::clone(article), score: why.score(self.language), why }
            })
            .collect();
        passages.sort_by(|a, b| b.score.total_cmp(&a.score));
        passages.truncate(k);
        passages
    }
}

fn fields(article: &Article) -> Vec<Field> {
    let field = |weight, texts: &[&str]| Field {
        weight,
        terms: texts.iter().flat_map(|text| text::terms(text, article.language)).collect(),
    };
    let questions: Vec<&str> = article.questions.iter().map(String::as_str).collect();
    let mut long: Vec<&str> = vec![&article.long];
    long.extend(article.steps.iter().map(String::as_str));
    long.extend(article.glossary.iter().map(|(term, _)| term.as_str()));
    vec![
        field(TITLE, &[&article.title]),
        field(QUESTIONS, &questions),
        field(SHORT, &[&article.short]),
        field(LONG, &long),
    ]
}

/// Everything a customer may say for an article: its title and its questions.
fn questions(articles: &[Arc<Article>]) -> impl Iterator<Item = (usize, &str)> {
    articles.iter().enumerate().flat_map(|(owner, article)| {
        std::iter::once(&article.title).chain(&article.questions).map(move |question| (owner, question.as_str()))
    })
}

/// The summed confidence of the intents an article answers.
fn prior(article: &Article, intents: &[(String, f32)]) -> f32 {
    let sum: f32 =
        intents.iter().filter(|(name, _)| article.intents.contains(name)).map(|(_, confidence)| confidence).sum();
    sum.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ANSWERS;

    fn article(id: &str, language: Language, intent: &str, question: &str) -> Arc<Article> {
        let short = if language == Language::Ko { "짧은 답" } else { "Short answer" };
        let text = format!(
            "+++\nid = \"{id}\"\ntitle = \"{question}\"\ncategory = \"c\"\nintents = [\"{intent}\"]\nfacts = []\n\
             as_of = \"2026-11-22\"\nrelated = []\nquestions = [\"{question}\"]\nsources = []\n+++\n## {short}\n.\n"
        );
        Arc::new(Article::parse(&format!("{id}.md"), &text, language).unwrap())
    }

    fn index() -> Index {
        let articles = [
            article("card-04", Language::Ko, "card_lost", "카드를 잃어버렸어요"),
            article("card-02", Language::Ko, "card_delivery_status", "카드 언제 와요"),
            article("card-04", Language::En, "card_lost", "I lost my card"),
            article("pay-03", Language::Ko, "repayment_make", "가상계좌 알려주세요"),
        ];
        Index::build(&articles, Language::Ko)
    }

    fn ids(passages: &[Passage]) -> Vec<&str> {
        passages.iter().map(|passage| passage.article.id.as_str()).collect()
    }

    #[test]
    fn the_nearest_article_comes_first() {
        let index = index();
        let check = |text, want: &str| assert_eq!(ids(&index.search(text, None, &[], 1)), [want], "{text}");
        check("카드를 잃어버렸어요", "card-04");
        check("카드잃어버림", "card-04");
        check("지갑 분실했는데 카드요", "card-04");
        check("카드가 언제쯤 오나요", "card-02");
        check("가상 계좌좀", "pay-03");
    }

    #[test]
    fn a_listed_question_is_answered_and_a_strange_one_is_not() {
        let index = index();
        assert!(index.search("가상계좌 알려주세요", None, &[], 1)[0].score > ANSWERS);
        assert!(index.search("오늘 날씨 어때", None, &[], 1)[0].score < ANSWERS);
        assert!(index.search("", None, &[], 1)[0].score < ANSWERS);
    }

    #[test]
    fn meaning_and_intent_find_what_words_do_not() {
        let embed = |text: &str| if text.contains("잃어") { vec![1.0, 0.0] } else { vec![0.0, 1.0] };
        let index = index().with_vectors(&embed);
        let text = "어디 뒀는지 모르겠네";
        assert_eq!(ids(&index.search(text, Some(&[1.0, 0.0]), &[], 1)), ["card-04"]);
        assert_eq!(ids(&index.search(text, None, &[("repayment_make".to_owned(), 0.9)], 1)), ["pay-03"]);
        let why = index.search(text, Some(&[]), &[], 1)[0].why;
        assert_eq!((why.dense, why.intent), (None, None), "an empty vector counts as none");
    }

    #[test]
    fn at_most_k_articles_of_the_language_are_found() {
        let check = |k, want: usize| assert_eq!(index().search("카드", None, &[], k).len(), want);
        check(0, 0);
        check(2, 2);
        check(usize::MAX, 3);
    }
}
