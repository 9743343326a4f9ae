//! bot: `dari faq search`.

use faq::{ANSWERS, Language, Passage, Why};
use serde::Serialize;

use super::Reader;

/// Prints the articles that answer a question.
pub(super) fn search(
    reader: &Reader,
    question: &str,
    lang: Option<Language>,
    k: usize,
    json: bool,
) -> anyhow::Result<()> {
    let language = lang.unwrap_or(match nlu::Language::of(question) {
        nlu::Language::Ko => Language::Ko,
        nlu::Language::En => Language::En,
    });
    let (passages, _) = reader.search(question, language, k);
    if json {
        let found: Vec<_> = passages.iter().map(Found::from).collect();
        println!("{}", serde_json::to_string_pretty(&found)?);
        return Ok(());
    }
    if passages.first().is_none_or(|passage| passage.score < ANSWERS) {
        println!("No article answers this; the nearest are:\n");
    }
    for passage in &passages {
        let Passage { article, score, why } = passage;
        println!("{:<9} {score:.2}  {}", article.id, article.title);
        let mut parts = vec![format!("words {:.2}", why.coverage), format!("wording {:.2}", why.nearest)];
        parts.extend(why.dense.map(|dense| format!("meaning {dense:.2}")));
        parts.extend(why.intent.map(|intent| format!("intent {intent:.2}")));
        println!("               {}", parts.join(" · "));
        for line in article.short.lines() {
            println!("               {line}");
        }
        println!();
    }
    Ok(())
}

/// A passage as `--json` prints it.
#[derive(Serialize)]
struct Found<'a> {
    id: &'a str,
    language: Language,
    title: &'a str,
    score: f32,
    answers: bool,
    why: Why,
    short: &'a str,
}

impl<'a> From<&'a Passage> for Found<'a> {
    fn from(Passage { article, score, why }: &'a Passage) -> Self {
        Self {
            id: &article.id,
            language: article.language,
            title: &article.title,
            score: *score,
            answers: *score >= ANSWERS,
            why: *why,
            short: &article.short,
        }
    }
}
