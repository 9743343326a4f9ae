//! faq: the articles of one language, and everything that speaks for each of them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::bm25::{Bm25, Coverage, Document};
use crate::dense::{Dense, Meaning};
use crate::nearest::Near;
use crate::phrases::Phrases;
use crate::query::{Known, Query, Understood};
use crate::signal::Signals;
use crate::text::Term;
use crate::vocabulary::{Vocabulary, Worth};
use crate::{Article, Language, spelling, text};

/// The articles of one language, ready to be searched.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    language: Language,
    articles: Vec<Arc<Article>>,
    /// The intents that any of them answers.
    intents: HashSet<String>,
    vocabulary: Vocabulary,
    bm25: Bm25,
    phrases: Phrases,
    letters: Vocabulary,
    spellings: Phrases,
    dense: Dense,
}

/// What is found of a question before anything is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// One for each article, in the index's order.
    pub(crate) signals: Vec<Signals>,
    /// How much was known of the question.
    pub(crate) known: Known,
    /// How likely it is about anything we know (0..=1); a half where nobody says.
    pub(crate) in_scope: f32,
    /// The confidence (0..=1) in intents that no article answers.
    pub(crate) elsewhere: f32,
    /// The share (0..=1) of the question's worth that stands in no article at all.
    pub(crate) strange: f32,
    /// How many terms the question has.
    pub(crate) terms: usize,
}

/// Confidences below this one are told apart no further.
const LEAST: f32 = 1e-4;

impl Index {
    /// Reads the articles of `language` among `articles`.
    pub(crate) fn build(articles: &[Arc<Article>], language: Language) -> Self {
        let articles: Vec<_> = articles.iter().filter(|article| article.language == language).cloned().collect();
        let owned: Vec<(usize, &str)> = questions(&articles).collect();
        let phrases: Vec<(usize, Vec<Term>)> =
            owned.iter().map(|(owner, question)| (*owner, text::terms(question, language))).collect();
        let spellings: Vec<(usize, Vec<Term>)> =
            owned.iter().map(|(owner, question)| (*owner, spelling::groups(question))).collect();
        let documents: Vec<Document> =
            articles.iter().enumerate().map(|(owner, article)| document(owner, article, &phrases)).collect();
        let vocabulary = Vocabulary::new(documents.iter().map(|fields| fields.iter().flatten()));
        let letters = Vocabulary::new(spellings.iter().map(|(_, groups)| groups));
        Self {
            language,
            bm25: Bm25::new(&vocabulary, &documents),
            phrases: Phrases::new(&vocabulary, articles.len(), &phrases),
            spellings: Phrases::new(&letters, articles.len(), &spellings),
            dense: Dense::default(),
            vocabulary,
            letters,
            intents: articles.iter().flat_map(|article| article.intents.iter().cloned()).collect(),
            articles,
        }
    }

    /// Adds a vector of unit length to every title and question.
    #[must_use]
    pub(crate) fn with_vectors(mut self, embed: &dyn Fn(&str) -> Vec<f32>) -> Self {
        self.dense = Dense::new(self.articles.len(), questions(&self.articles), embed);
        self
    }

    /// The articles, in the order of what is found.
    pub(crate) fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// Everything that speaks for each article.
    pub(crate) fn find(&self, query: &Query<'_>) -> Found {
        let question = self.vocabulary.worths(&text::terms(query.text, self.language));
        let coverage = self.bm25.coverage(&question);
        let wording = self.phrases.near(&question);
        let spelling = self.spellings.near(&self.letters.worths(&spelling::groups(query.text)));
        let meaning = query.vector.and_then(|vector| self.dense.meaning(vector));
        let of = |index: usize| {
            signals(
                coverage[index],
                wording[index],
                spelling[index],
                meaning.as_ref().map(|meaning| meaning[index]).unwrap_or_default(),
                query.understood.map_or(0.0, |understood| confidence(&self.articles[index], understood)),
            )
        };
        Found {
            signals: (0..self.articles.len()).map(of).collect(),
            known: Known::new(meaning.is_some(), query.understood.is_some()),
            in_scope: query.understood.map_or(0.5, |understood| understood.in_scope),
            elsewhere: query.understood.map_or(0.0, |understood| self.elsewhere(understood)),
            strange: strange(&question),
            terms: question.len(),
        }
    }

    /// The summed confidence in intents that none of the articles answers.
    fn elsewhere(&self, understood: Understood<'_>) -> f32 {
        let others = understood.intents.iter().filter(|(name, _)| !self.intents.contains(name));
        others.map(|(_, confidence)| confidence).sum::<f32>().clamp(0.0, 1.0)
    }
}

fn signals(coverage: Coverage, wording: Near, spelling: Near, meaning: Meaning, intent: f32) -> Signals {
    let Coverage { all, fields: [title, questions, short, long], kinds: [words, letters, concepts] } = coverage;
    Signals([
        all,
        title,
        questions,
        short,
        long,
        words,
        letters,
        concepts,
        wording.best,
        wording.few,
        wording.votes,
        spelling.best,
        spelling.few,
        spelling.votes,
        meaning.near.best,
        meaning.near.few,
        meaning.near.votes,
        meaning.centre,
        intent,
        // From 0 at the least to 1 at certainty.
        1.0 - intent.max(LEAST).ln() / LEAST.ln(),
    ])
}

/// An article's fields; the terms of its title and its questions are among `phrases` already.
fn document(owner: usize, article: &Article, phrases: &[(usize, Vec<Term>)]) -> Document {
    let mut own = phrases.iter().filter(|(other, _)| *other == owner).map(|(_, terms)| terms);
    let title = own.next().cloned().unwrap_or_default();
    let terms = |text: &str| text::terms(text, article.language);
    let rest = std::iter::once(&article.long)
        .chain(&article.steps)
        .chain(article.glossary.iter().map(|(term, _)| term))
        .flat_map(|text| terms(text));
    [title, own.flatten().cloned().collect(), terms(&article.short), rest.collect()]
}

/// Everything a customer may say for an article: its title and its questions.
fn questions(articles: &[Arc<Article>]) -> impl Iterator<Item = (usize, &str)> {
    articles.iter().enumerate().flat_map(|(owner, article)| {
        std::iter::once(&article.title).chain(&article.questions).map(move |question| (owner, question.as_str()))
    })
}

/// The summed confidence (0..=1) in the intents an article answers.
fn confidence(article: &Article, understood: Understood<'_>) -> f32 {
    let on_it = understood.intents.iter().filter(|(name, _)| article.intents.contains(name));
    on_it.map(|(_, confidence)| confidence).sum::<f32>().clamp(0.0, 1.0)
}

fn strange(question: &[Worth]) -> f32 {
    let sum = |strange: bool| {
        let terms = question.iter().filter(|term| !strange || term.id.is_none());
        terms.map(|term| term.value).sum::<f32>()
    };
    let total = sum(false);
    if total > 0.0 { sum(true) / total } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::Signal;

    fn article(id: &str, language: Language, intent: &str, question: &str) -> Arc<Article> {
        let short = if language == Language::Ko { "짧은 답" } else { "Short answer" };
        let text = format!(
            "+++\nid = \"{id}\"\ntitle = \"{question}\"\ncategory = \"c\"\nintents = [\"{intent}\"]\nfacts = []\n\
             as_of = \"2026-11-22\"\nreviewer = \"r\"\nrelated = []\nquestions = [\"{question}\"]\nsources = []\n+++\n\
             ## {short}\n.\n"
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

    /// The article for which a signal speaks most.
    fn most(index: &Index, query: &Query<'_>, signal: Signal) -> String {
        let found = index.find(query);
        let value = |at: &usize| found.signals[*at].0[signal as usize];
        let best = (0..found.signals.len()).max_by(|a, b| value(a).total_cmp(&value(b))).unwrap();
        index.articles()[best].id.clone()
    }

    #[test]
    fn words_letters_and_spelling_speak_for_the_nearest_article() {
        let index = index();
        for signal in [Signal::Coverage, Signal::Letters, Signal::Wording, Signal::Spelling] {
            let check = |text, want: &str| {
                assert_eq!(most(&index, &Query::of(text, Language::Ko), signal), want, "{text} {signal:?}");
            };
            check("카드를 잃어버렸어요", "card-04");
            check("카드잃어버림", "card-04");
            check("카드가 언제쯤 오나요", "card-02");
            check("가상 계좌좀", "pay-03");
        }
    }

    #[test]
    fn meaning_and_intent_speak_where_words_do_not() {
        let embed = |text: &str| if text.contains("잃어") { vec![1.0, 0.0] } else { vec![0.0, 1.0] };
        let index = index().with_vectors(&embed);
        let intents = [("repayment_make".to_owned(), 0.9), ("chitchat".to_owned(), 0.1)];
        let query = Query {
            vector: Some(&[1.0, 0.0]),
            understood: Some(Understood { intents: &intents, in_scope: 0.7 }),
            ..Query::of("어디 뒀는지 모르겠네", Language::Ko)
        };
        assert_eq!(most(&index, &query, Signal::Meaning), "card-04");
        assert_eq!(most(&index, &query, Signal::IntentLog), "pay-03");
        let found = index.find(&query);
        assert_eq!((found.known, found.in_scope, found.elsewhere), (Known::All, 0.7, 0.1));
        assert_eq!(index.find(&Query { vector: Some(&[]), ..query }).known, Known::Intents);
        assert_eq!(index.find(&Query::of("카드", Language::Ko)).known, Known::Words);
    }

    #[test]
    fn strange_words_are_noticed() {
        let index = index();
        let strange = |text| index.find(&Query::of(text, Language::Ko)).strange;
        assert!(strange("가상계좌 알려주세요") < 0.01);
        assert!(strange("오늘 날씨 어때") > 0.9);
        assert_eq!((strange(""), strange("ㅋㅋㅋ")), (1.0, 1.0));
    }

    #[test]
    fn every_signal_is_a_share() {
        let index = index().with_vectors(&|text| if text.len() % 2 == 0 { vec![1.0] } else { vec![-1.0] });
        let intents = [("card_lost".to_owned(), 1.0)];
        let query = Query {
            vector: Some(&[1.0]),
            understood: Some(Understood { intents: &intents, in_scope: 1.0 }),
            ..Query::of("카드 카드 잃어버렸어요 언제 와요", Language::Ko)
        };
        for signals in index.find(&query).signals {
            assert!(signals.0.iter().all(|value| (0.0..=1.0).contains(value)), "{signals:?}");
        }
    }
}
