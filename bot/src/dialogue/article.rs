//! bot: answering with an article, shaped for who asks, and saying it again, simpler or longer.

use handoff::event::Fact;
use handoff::message::{Block, Choice};

use super::act::{beside, keep_last_said, note_offer};
use super::choice::Tap;
use super::decide::Beside;
use super::reply::Reply;
use super::style;
use crate::conversation::{Answered, LastSaid, Persona};
use crate::words::{self, Label};

/// So many next questions stand under an answer.
const NEXT: usize = 3;

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
    let (line, mut choices) = beside(reply, next);
    let text = shaped(reply, article);
    let text = line.map_or(text.clone(), |line| format!("{text}\n{line}"));
    if reply.outcome.dialogue.style.is_short() && !answered.long.is_empty() {
        choices.push(reply.choice(&Tap::Longer, Label::Details));
    }
    choices.extend(related(reply, article).into_iter().take(NEXT));
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
            once_more(reply, &answered);
            keep_last_said(reply, |reply| reply.show(text, vec![answered.block()], choices));
        }
        Some(LastSaid::Words { text }) => {
            reply.did(super::action::Action::Smalltalk);
            reply.say(text, choices);
        }
        Some(LastSaid::Receipt { number }) => {
            let receipted = reply.outcome.dialogue.receipts.iter().find(|one| one.number == number).cloned();
            let Some(receipted) = receipted else {
                return reply.say(words::nothing_to_repeat(reply.language), choices);
            };
            let block = super::request::block(reply, &receipted);
            let text = words::taken_before(reply.language, &number, &super::request::time(&receipted));
            keep_last_said(reply, |reply| reply.show(text, vec![block], choices));
        }
        // What was looked up is looked up again and never repeated.
        Some(LastSaid::Lookup { .. }) | None => {
            reply.did(super::action::Action::Smalltalk);
            reply.say(words::nothing_to_repeat(reply.language), Vec::new());
        }
    }
}

/// The last answer in plain words.
pub(super) fn simpler(reply: &mut Reply<'_>) {
    match reply.outcome.dialogue.last_said.clone() {
        Some(LastSaid::Article(answered)) => {
            let text = words::simpler(reply.language, &answered.short, &answered.glossary);
            once_more(reply, &answered);
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
            once_more(reply, &answered);
            keep_last_said(reply, |reply| reply.say(text, Vec::new()));
        }
        Some(LastSaid::Article(answered)) => {
            let choices = vec![reply.agent()];
            once_more(reply, &answered);
            keep_last_said(reply, |reply| reply.say(words::no_longer_text(reply.language), choices));
        }
        _ => again(reply),
    }
}

/// The short answer in the shape that suits who asks: the same facts, in another length, order or evidence.
fn shaped(reply: &mut Reply<'_>, article: &faq::Article) -> String {
    let style = reply.outcome.dialogue.style;
    let as_of = article.as_of.to_string();
    let short = if style.is_short() {
        style::shortened(&article.short)
    } else if style.leading() == Some(Persona::Price) {
        style::cost_first(&article.short)
    } else {
        article.short.clone()
    };
    let mut text = words::answer(reply.language, &short, &as_of);
    if style.shows(Persona::Researcher) && !article.sources.is_empty() {
        text = format!("{text}\n{}", words::sources(reply.language, &article.sources));
    }
    if style.shows(Persona::Social)
        && let Some((helped, asked)) = reply.ratings.iter().find(|one| one.0 == article.id).map(|one| (one.1, one.2))
        && asked >= super::ENOUGH_RATINGS
    {
        text = format!("{text}\n{}", words::helped_others(reply.language, helped, asked));
    }
    if style.shows(Persona::Loyal)
        && !style.thanked
        && let Some(years) = reply.profile.map(|profile| profile.tenure_years)
    {
        reply.outcome.dialogue.style.thanked = true;
        reply.preface(words::tenure(reply.language, years));
    }
    text
}

/// What people ask next, by the titles of the articles beside this one.
fn related(reply: &Reply<'_>, article: &faq::Article) -> Vec<Choice> {
    let find = |id: &String| reply.passages.iter().find(|passage| passage.article.id == *id);
    article.related.iter().filter_map(find).map(choice).collect()
}

/// The article is answered once more, in another way.
fn once_more(reply: &mut Reply<'_>, answered: &Answered) {
    reply.outcome.decided.articles.push(answered.id.clone());
    reply.did(super::action::Action::AnswerFaq);
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
