//! faq: all articles of both languages, where they come from and how they are asked.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::index::{Found, Index};
use crate::{Article, Error, Language, Passage, Query, Ranker, Why};

/// Language, path and text of every article that is built into the program.
const EMBEDDED: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/articles.rs"));

/// All articles of both languages, ready to be searched.
#[derive(Debug, Clone)]
pub struct Library {
    sources: Vec<Source>,
    korean: Index,
    english: Index,
    ranker: Arc<Ranker>,
}

/// An article and the file it was read from.
#[derive(Debug, Clone)]
pub struct Source {
    pub article: Arc<Article>,
    /// The path, as errors and findings name it.
    pub file: String,
    /// The whole file.
    pub text: Cow<'static, str>,
}

impl Source {
    /// Reads one article.
    pub fn parse(file: String, text: Cow<'static, str>, language: Language) -> Result<Self, Error> {
        let article = Arc::new(Article::parse(&file, &text, language)?);
        Ok(Self { article, file, text })
    }
}

impl Library {
    /// The articles that are built into the program.
    pub fn embedded() -> Result<Self, Error> {
        let sources = EMBEDDED.iter().map(|(code, file, text)| {
            let language = if *code == Language::En.code() { Language::En } else { Language::Ko };
            Source::parse((*file).to_owned(), Cow::Borrowed(*text), language)
        });
        Self::new(sources.collect::<Result<_, _>>()?, "the program")
    }

    /// The articles `dir/ko/*.md` and `dir/en/*.md`.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        let mut sources = Vec::new();
        for language in Language::ALL {
            let folder = dir.join(language.code());
            if folder.is_dir() {
                for path in files(&folder)? {
                    let text = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
                    sources.push(Source::parse(path.display().to_string(), text.into(), language)?);
                }
            }
        }
        Self::new(sources, &dir.display().to_string())
    }

    /// A library of these articles; `place` names where they were looked for.
    pub fn new(sources: Vec<Source>, place: &str) -> Result<Self, Error> {
        if sources.is_empty() {
            return Err(Error::Empty(place.to_owned()));
        }
        let articles: Vec<_> = sources.iter().map(|source| Arc::clone(&source.article)).collect();
        Ok(Self {
            korean: Index::build(&articles, Language::Ko),
            english: Index::build(&articles, Language::En),
            ranker: Arc::new(Ranker::embedded()?),
            sources,
        })
    }

    /// Adds a vector of unit length to every question, so that the search also goes by meaning.
    #[must_use]
    pub fn index(self, embed: &dyn Fn(&str) -> Vec<f32>) -> Self {
        Self { korean: self.korean.with_vectors(embed), english: self.english.with_vectors(embed), ..self }
    }

    /// Ranks with these weights instead of those in the program.
    #[must_use]
    pub fn ranked_by(self, ranker: Ranker) -> Self {
        Self { ranker: Arc::new(ranker), ..self }
    }

    /// The weights it ranks with.
    pub fn ranker(&self) -> &Ranker {
        &self.ranker
    }

    /// The `k` best articles for a question, best first.
    pub fn search(&self, query: &Query<'_>, k: usize) -> Vec<Passage> {
        let index = self.of(query.language);
        let found = index.find(query);
        let scores = self.ranker.weights(found.known).scores(&found, query.language);
        let passage = |(at, score): (usize, f32)| Passage {
            article: Arc::clone(&index.articles()[at]),
            score,
            why: Why::new(&found.signals[at], found.known),
        };
        scores.into_iter().take(k).map(passage).collect()
    }

    /// Everything that speaks for each article, to learn weights from.
    pub fn find(&self, query: &Query<'_>) -> Found {
        self.of(query.language).find(query)
    }

    /// Where an article stands among what is found in its language.
    pub fn place(&self, id: &str, language: Language) -> Option<usize> {
        self.of(language).articles().iter().position(|article| article.id == id)
    }

    const fn of(&self, language: Language) -> &Index {
        match language {
            Language::Ko => &self.korean,
            Language::En => &self.english,
        }
    }

    /// One article.
    pub fn article(&self, id: &str, language: Language) -> Option<&Arc<Article>> {
        self.articles().find(|article| article.id == id && article.language == language)
    }

    /// All articles, Korean first, by topic.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.sources.iter().map(|source| &source.article)
    }

    /// All articles with their files, Korean first, by topic.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// The Markdown files of a folder by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(|source| unreadable(folder, source)))
        .collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, source: std::io::Error) -> Error {
    Error::Read { path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{self, Row};
    use crate::lint::{Standard, lint};
    use crate::{ANSWERS, Fact};

    #[test]
    fn every_topic_is_built_in_in_both_languages() {
        let library = Library::embedded().unwrap();
        for language in Language::ALL {
            let count = library.articles().filter(|article| article.language == language).count();
            assert_eq!(count, 98, "{language}");
            assert!(library.article("late-06", language).is_some_and(|article| article.language == language));
        }
        assert!(library.article("late-99", Language::Ko).is_none());
    }

    #[test]
    fn the_folder_gives_the_same_as_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
        let (loaded, embedded) = (Library::load(&folder).unwrap(), Library::embedded().unwrap());
        assert!(loaded.articles().eq(embedded.articles()));
    }

    #[test]
    fn a_folder_that_cannot_be_read_says_why() {
        let dir = std::env::temp_dir().join(format!("faq-library-{}", std::process::id()));
        let error = Library::load(&dir).unwrap_err().to_string();
        assert!(error.starts_with("no articles in ") && error.contains("folders ko and en"), "{error}");
        fs::create_dir_all(dir.join("ko")).unwrap();
        fs::write(dir.join("ko/late-01.md"), "no front matter").unwrap();
        let error = Library::load(&dir).unwrap_err().to_string();
        assert!(error.ends_with("late-01.md:1: the file must begin with a line `+++`"), "{error}");
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn each_language_is_searched_in_its_own_articles() {
        let library = Library::embedded().unwrap();
        let check = |text, language, want: &str| {
            let passages = library.search(&Query::of(text, language), 3);
            assert_eq!(passages.len(), 3);
            assert_eq!(passages[0].article.id, want, "{text}");
            assert!(passages.iter().all(|passage| passage.article.language == language));
            assert!(passages.is_sorted_by(|a, b| a.score >= b.score));
        };
        check("내 점수를 조회하면 떨어지나요?", Language::Ko, "score-03");
        check("내점수를조회하면떨어지나요", Language::Ko, "score-03");
        check("소멸시효가 뭐예요", Language::Ko, "coll-08");
        check("What is revolving?", Language::En, "card-08");
    }

    #[test]
    fn a_listed_question_is_answered_and_a_strange_one_is_not() {
        let library = Library::embedded().unwrap();
        let best = |text| library.search(&Query::of(text, Language::Ko), 1)[0].score;
        assert!(best("하루만 늦어도 점수 떨어져요?") > ANSWERS);
        for strange in ["오늘 날씨 어때", "", "ㅋㅋㅋ", "김치찌개 끓이는 법"] {
            assert!(best(strange) < ANSWERS, "{strange} {}", best(strange));
        }
        assert!(library.search(&Query::of("카드", Language::Ko), 0).is_empty());
        assert_eq!(library.search(&Query::of("카드", Language::Ko), usize::MAX).len(), 98);
    }

    #[test]
    fn questions_find_their_articles_by_words_alone() {
        let library = Library::embedded().unwrap();
        let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/blind.jsonl");
        let rows = evaluate::read(&set).unwrap();
        let search = |row: &Row| library.search(&Query::of(&row.text, row.language), 3);
        let figures = evaluate::evaluate(&rows, &search).figures;
        let check = |name, got: Option<f64>, bar| assert!(got >= Some(bar), "{name} {got:?} is below {bar}");
        check("recall@1", figures.recall_at_1, 0.85);
        check("recall@3", figures.recall_at_3, 0.95);
        check("answered", figures.answered, 0.72);
        check("nulls refused", figures.null_refused, 0.85);
    }

    #[test]
    fn the_articles_keep_the_rules_of_the_house() {
        let library = Library::embedded().unwrap();
        let facts = Fact::embedded().unwrap();
        let intents: Vec<&str> = library.articles().flat_map(|article| &article.intents).map(String::as_str).collect();
        let standard =
            Standard { facts: &facts, intents: &intents, not_before: jiff::civil::date(2026, 1, 1), signed: false };
        let findings: Vec<_> = lint(library.sources(), &standard).iter().map(ToString::to_string).collect();
        assert!(findings.is_empty(), "{findings:#?}");
    }
}
