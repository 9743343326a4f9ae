//! bot: `dari faq list` and `dari faq show`.

use anyhow::Context as _;
use faq::{Article, Language, Library};
use models::text::width;

/// Prints every article of a language on a line.
pub(super) fn list(library: &Library, language: Language) {
    let articles: Vec<_> = library.articles().filter(|article| article.language == language).collect();
    let widest = articles.iter().map(|article| width(&article.category)).max().unwrap_or(0);
    for article in &articles {
        let gap = " ".repeat(widest - width(&article.category));
        println!("{:<9} {}{gap}  {}", article.id, article.category, article.title);
    }
    eprintln!("{} articles", articles.len());
}

/// Prints one article as a customer reads it.
pub(super) fn show(library: &Library, id: &str, language: Language, json: bool) -> anyhow::Result<()> {
    let article = library.article(id, language).with_context(|| {
        format!("there is no article `{id}` in `{language}`; `dari faq list --lang {language}` names all")
    })?;
    if json {
        println!("{}", serde_json::to_string_pretty(article.as_ref())?);
    } else {
        print_article(article);
    }
    Ok(())
}

fn print_article(article: &Article) {
    println!("{}  {}\n{}\n\n{}", article.id, article.category, article.title, article.short);
    if !article.long.is_empty() {
        println!("\n{}", article.long);
    }
    if !article.steps.is_empty() {
        println!();
    }
    for (index, step) in article.steps.iter().enumerate() {
        println!("{}. {step}", index + 1);
    }
    if !article.glossary.is_empty() {
        println!();
    }
    for (term, meaning) in &article.glossary {
        println!("- {term}: {meaning}");
    }
    println!("\nas of    {}", article.as_of);
    for (name, values) in [
        ("intents", &article.intents),
        ("facts", &article.facts),
        ("related", &article.related),
        ("sources", &article.sources),
    ] {
        if !values.is_empty() {
            println!("{name:<8} {}", values.join(", "));
        }
    }
}
