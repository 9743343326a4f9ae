//! bot: `dari faq search`.

use faq::{ANSWERS, Known, Language, Passage, Why};
use serde::Serialize;

use super::Reader;
use super::paint::{Ink, bar, pad, paint, wrap};

/// How the passages are shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown {
    Text {
        /// With what speaks for each.
        why: bool,
    },
    Json,
}

/// Prints the articles that answer a question.
pub(super) fn search(
    reader: &Reader,
    question: &str,
    lang: Option<Language>,
    k: usize,
    shown: Shown,
) -> anyhow::Result<()> {
    let language = lang.unwrap_or(match nlu::Language::of(question) {
        nlu::Language::Ko => Language::Ko,
        nlu::Language::En => Language::En,
    });
    let (passages, milliseconds) = reader.search(question, language, Known::All, k);
    match shown {
        Shown::Json => {
            let found: Vec<_> = passages.iter().map(Found::from).collect();
            println!("{}", serde_json::to_string_pretty(&found)?);
        }
        Shown::Text { why } => print(reader, &passages, milliseconds, why),
    }
    Ok(())
}

fn print(reader: &Reader, passages: &[Passage], milliseconds: f64, why: bool) {
    let Some((first, others)) = passages.split_first() else { return };
    let answers = first.score >= ANSWERS;
    if !answers {
        println!("{}\n", paint(Ink::Yellow, "No article answers this. The nearest are:"));
    }
    head(first, answers);
    println!("  {}", wrap(&first.article.short, 2));
    if why {
        println!("  {}", paint(Ink::Dim, &reasons(&first.why)));
    }
    if answers {
        let next: Vec<String> =
            reader.library.next(&first.article, &[], 3).iter().map(|next| next.title.clone()).collect();
        println!("\n  {} {}", paint(Ink::Dim, "next"), wrap(&next.join(" · "), 7));
    }
    if !others.is_empty() {
        println!();
    }
    for passage in others {
        head(passage, false);
        if why {
            println!("  {}", paint(Ink::Dim, &reasons(&passage.why)));
        }
    }
    println!(
        "\n{}",
        paint(Ink::Dim, &format!("{milliseconds:.1} ms · `dari faq show {}` shows all of it", first.article.id))
    );
}

fn head(passage: &Passage, answers: bool) {
    let Passage { article, score, .. } = passage;
    let ink = if answers { Ink::Green } else { Ink::Dim };
    let score = paint(ink, &format!("{} {score:.2}", bar(*score)));
    println!("{score}  {}  {}", pad(&article.id, 8), paint(Ink::Bold, &article.title));
}

fn reasons(why: &Why) -> String {
    let mut parts = vec![format!("words {:.2}", why.coverage), format!("wording {:.2}", why.nearest)];
    parts.extend(why.dense.map(|dense| format!("meaning {dense:.2}")));
    parts.extend(why.intent.map(|intent| format!("intent {intent:.2}")));
    parts.join(" · ")
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
