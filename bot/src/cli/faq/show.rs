//! bot: `dari faq list` and `dari faq show`.

use anyhow::Context as _;
use faq::{Article, Fact, Language, Library, Status};
use models::text::width;

use super::paint::{Ink, pad, paint, wrap};

/// Prints every article of a language on a line.
pub(super) fn list(library: &Library, language: Language) {
    let articles: Vec<_> = library.articles().filter(|article| article.language == language).collect();
    let widest = articles.iter().map(|article| width(&article.category)).max().unwrap_or(0);
    for article in &articles {
        println!("{}  {}  {}", pad(&article.id, 8), paint(Ink::Dim, &pad(&article.category, widest)), article.title);
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
        return Ok(());
    }
    print_answer(article);
    println!();
    print_basis(article, &Fact::embedded()?);
    let next = library.next(article, &[], 3);
    let next: Vec<String> = next.iter().map(|next| format!("{} {}", next.id, next.title)).collect();
    row("next", &next.join("\n"));
    Ok(())
}

/// What a customer may read.
fn print_answer(article: &Article) {
    println!("{}", paint(Ink::Dim, &format!("{}  {}", article.id, article.category)));
    println!("{}\n\n{}", paint(Ink::Bold, &article.title), wrap(&article.short, 0));
    if !article.long.is_empty() {
        println!("\n{}", wrap(&article.long, 0));
    }
    let steps = article.steps.iter().enumerate().map(|(index, step)| format!("{}. {}", index + 1, wrap(step, 3)));
    block(&steps.collect::<Vec<_>>());
    let notes = article.notes.iter().map(|(note, text)| {
        let name = note.name(article.language);
        format!("{}  {}", paint(Ink::Green, name), wrap(text, width(name) + 2))
    });
    block(&notes.collect::<Vec<_>>());
    let terms = article.glossary.iter().map(|(term, meaning)| wrap(&format!("- {term}: {meaning}"), 2));
    block(&terms.collect::<Vec<_>>());
}

fn block(lines: &[String]) {
    if !lines.is_empty() {
        println!("\n{}", lines.join("\n"));
    }
}

/// What stands behind it, for who has to vouch for it.
fn print_basis(article: &Article, facts: &[Fact]) {
    row("as of", &article.as_of.to_string());
    row("reviewer", &article.reviewer);
    row("intents", &article.intents.join(", "));
    let used = facts.iter().filter(|fact| article.facts.contains(&fact.id));
    row("facts", &used.map(fact).collect::<Vec<_>>().join("\n"));
    row("sources", &article.sources.join("\n"));
    row("related", &article.related.join(", "));
}

fn fact(fact: &Fact) -> String {
    let line = format!("{} {} {} · {} · {}", mark(fact.status), fact.id, fact.text, fact.source, fact.as_of);
    if fact.check.is_empty() { line } else { format!("{line}\n  to confirm: {}", fact.check) }
}

/// How sure a fact is, at a glance.
pub(super) const fn mark(status: Status) -> &'static str {
    match status {
        Status::Sure => "●",
        Status::Part => "◐",
        Status::Check => "○",
    }
}

fn row(name: &str, value: &str) {
    if !value.is_empty() {
        println!("{}  {}", paint(Ink::Dim, &pad(name, 8)), wrap(value, 10));
    }
}
