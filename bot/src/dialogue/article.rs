//! bot: answering with an article, and saying it again, simpler or longer.

use handoff::event::Fact;
use handoff::message::{Block, Choice};

use super::act::{beside, keep_last_said, note_offer};
use super::choice::Tap;
use super::decide::Beside;
use super::reply::Reply;
use crate::conversation::{Answered, LastSaid};
use crate::words;

/// Answers with a passage.
pub(super) fn answer(reply: &mut Reply<'_>, passage: &faq::Passage, next: Beside) {
    let article = &passage.article;
    let answered = Answered {
        id: article.id.clone(),
        title: article.title.clone(),
        short: article.short.clone(),
        long: whole(article, words::long_heads(reply.language)),
        glossary: article.glossary.clone(),
        as_of: article.as_of.to_string(),
    };
    let (line, choices) = beside(reply, next);
    let text = words::answer(reply.language, &answered.short, &answered.as_of);
    let text = line.map_or(text.clone(), |line| format!("{text}\n{line}"));
    reply.helped();
    reply.show(text, vec![answered.block()], choices);
    reply.note(Fact::FaqAnswered {
        article: answered.id.clone(),
        title: answered.title.clone(),
        as_of: answered.as_of.clone(),
        score: passage.score,
    });
    if let Beside::Person(intent) = next {
        note_offer(reply, handoff::reason::Reason::authority(reply.number, words::for_agents(intent)));
    }
    reply.outcome.dialogue.last_said = Some(LastSaid::Article(answered));
}

/// The choice that opens a passage.
pub(super) fn choice(passage: &faq::Passage) -> Choice {
    Tap::Article(passage.article.id.clone()).labelled(passage.article.title.clone())
}

/// What was said last, again.
pub(super) fn again(reply: &mut Reply<'_>) {
    let choices = reply.outcome.dialogue.choices.clone();
    match reply.outcome.dialogue.last_said.clone() {
        Some(LastSaid::Article(answered)) => {
            let text = words::answer(reply.language, &answered.short, &answered.as_of);
            keep_last_said(reply, |reply| reply.show(text, vec![answered.block()], choices));
        }
        Some(LastSaid::Words { text }) => reply.say(text, choices),
        // What was looked up is looked up again and never repeated.
        Some(LastSaid::Lookup { .. }) | None => reply.say(words::nothing_to_repeat(reply.language), Vec::new()),
    }
}

/// The last answer in plain words.
pub(super) fn simpler(reply: &mut Reply<'_>) {
    match reply.outcome.dialogue.last_said.clone() {
        Some(LastSaid::Article(answered)) => {
            let text = words::simpler(reply.language, &answered.short, &answered.glossary);
            keep_last_said(reply, |reply| reply.say(text, Vec::new()));
        }
        _ => again(reply),
    }
}

/// The whole of the last answer.
pub(super) fn longer(reply: &mut Reply<'_>) {
    match reply.outcome.dialogue.last_said.clone() {
        Some(LastSaid::Article(answered)) if !answered.long.is_empty() => {
            let text = words::longer(reply.language, &answered.title, &answered.long);
            keep_last_said(reply, |reply| reply.say(text, Vec::new()));
        }
        Some(LastSaid::Article(_)) => {
            let choices = vec![reply.agent()];
            keep_last_said(reply, |reply| reply.say(words::no_longer_text(reply.language), choices));
        }
        _ => again(reply),
    }
}

impl Answered {
    fn block(&self) -> Block {
        Block::Article {
            id: self.id.clone(),
            title: self.title.clone(),
            long: self.long.clone(),
            as_of: self.as_of.clone(),
        }
    }
}

/// The article in plain lines: details, what to do, plain words.
fn whole(article: &faq::Article, [details, steps, glossary]: [&str; 3]) -> String {
    let mut parts = Vec::new();
    if !article.long.is_empty() {
        parts.push(format!("## {details}\n{}", article.long));
    }
    if !article.steps.is_empty() {
        let lines: Vec<String> = (1..).zip(&article.steps).map(|(n, step)| format!("{n}. {step}")).collect();
        parts.push(format!("## {steps}\n{}", lines.join("\n")));
    }
    if !article.glossary.is_empty() {
        let lines: Vec<String> =
            article.glossary.iter().map(|(term, meaning)| format!("- {term}: {meaning}")).collect();
        parts.push(format!("## {glossary}\n{}", lines.join("\n")));
    }
    parts.join("\n")
}
