//! handoff: the conversation in three to seven lines; each is read from one turn and cites it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::said::TEXT;
use super::take::{Input, customer_text, since_last_handoff};
use super::{Mood, Said, SaidKind, Wish, wish};
use crate::message::Language;
use crate::text::clip;
use crate::word::words;

/// How many lines there are at most, and how many of them may tell what was tried, and what is open.
const LINES: usize = 7;
const TRIED: usize = 3;
const OPEN: usize = 2;
/// The longest line, and the longest quotation in one, in characters.
const LINE: usize = 120;
const QUOTE: usize = 60;

/// One line of the summary, and the turn it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SummaryLine {
    pub kind: SummaryKind,
    pub text: String,
    /// The conversation number it cites.
    pub number: i64,
}

/// What a line of the summary tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SummaryKind {
    /// What they want.
    Wish,
    /// What was tried, and what came of it.
    Tried,
    /// Where the mood turned.
    Turned,
    /// Why the bot stopped.
    Stopped,
    /// What was promised or taken in and is not done.
    Open,
}

words! {
    SummaryKind { Wish => "wish", Tried => "tried", Turned => "turned", Stopped => "stopped", Open => "open" }
}

/// What the other answers know, in the order in which it happened. What no turn tells has no line.
pub(super) fn of(input: &Input<'_>, wish: &Wish, said: &[Said], mood: &Mood) -> Vec<SummaryLine> {
    let stopped = stopped(input);
    let wish = wanted(input, wish, stopped.as_ref());
    let told: Vec<&SummaryLine> = wish.iter().chain(&stopped).collect();
    let turned = turned(input, mood, &told);
    let open = open(input, said);
    let left = LINES - [&wish, &turned, &stopped].into_iter().flatten().count() - open.len();
    let tried = tried(input, said, left.min(TRIED));
    let lines = wish.into_iter().chain(tried).chain(turned).chain(stopped).chain(open);
    let mut shown: Vec<SummaryLine> = Vec::new();
    for line in lines.filter(|line| line.number > 0 && !line.text.is_empty()) {
        if !shown.iter().any(|before| before.text == line.text) {
            shown.push(line);
        }
    }
    shown
}

/// The wish without the slots, which stand beside it; their words are quoted once.
fn wanted(input: &Input<'_>, wish: &Wish, stopped: Option<&SummaryLine>) -> Option<SummaryLine> {
    let what = wish::what(input, wish.intent.as_deref().zip(wish.confidence), &wish.words);
    let quote = clip(&wish.words, QUOTE);
    let told = stopped.is_some_and(|line| line.text.contains(&quote));
    let text = if quote.is_empty() || told { what } else { format!("{what} — “{quote}”") };
    (wish.number > 0).then(|| line(SummaryKind::Wish, &text, wish.number))
}

/// What was shown and looked up since the last agent, equal things once; of too many those of which the end is known,
/// and the newest.
fn tried(input: &Input<'_>, said: &[Said], most: usize) -> Vec<SummaryLine> {
    let from = began(input);
    let mut tries: Vec<(&Said, usize)> = Vec::new();
    let kinds = [SaidKind::Answer, SaidKind::Lookup, SaidKind::Failed];
    for one in said.iter().filter(|one| one.number >= from && kinds.contains(&one.kind)) {
        let before = tries.iter().position(|(before, _)| (before.kind, &before.text) == (one.kind, &one.text));
        let times = before.map_or(0, |at| tries.remove(at).1);
        tries.push((one, times + 1));
    }
    while tries.len() > most {
        // What is known to have failed is what nobody should try again.
        let least = tries.iter().position(|(one, _)| one.kind != SaidKind::Failed && one.result.is_none()).unwrap_or(0);
        tries.remove(least);
    }
    tries.into_iter().map(|(one, times)| line(SummaryKind::Tried, &attempt(input, one, times), one.number)).collect()
}

/// "안내: 금리인하요구권 → 도움이 안 됐어요", "이해하지 못했어요 ×2 → 한도 / 금리"
fn attempt(input: &Input<'_>, one: &Said, times: usize) -> String {
    let shown = match (one.kind, input.reader) {
        (SaidKind::Answer, Language::Ko) if !one.text.contains(": ") => "안내: ",
        (SaidKind::Answer, Language::En) if !one.text.contains(": ") => "Answered: ",
        _ => "",
    };
    let times = if times > 1 { format!(" ×{times}") } else { String::new() };
    let result = one.result.as_deref().map(|result| format!(" → {result}")).unwrap_or_default();
    format!("{shown}{}{times}{result}", clip(&one.text, LINE - 50))
}

/// Their words where the mood fell most, unless another line has them.
fn turned(input: &Input<'_>, mood: &Mood, told: &[&SummaryLine]) -> Option<SummaryLine> {
    let number = mood.turned_at?;
    let event = input.events.iter().find(|event| event.number == Some(number))?;
    let quote = clip(customer_text(event)?, QUOTE);
    if told.iter().any(|line| line.text.contains(&quote)) {
        return None;
    }
    let text = match input.reader {
        Language::Ko => format!("기분이 나빠진 말: “{quote}”"),
        Language::En => format!("The mood turned: “{quote}”"),
    };
    Some(line(SummaryKind::Turned, &text, number))
}

fn stopped(input: &Input<'_>) -> Option<SummaryLine> {
    let reason = &input.handoff.reason;
    let number = reason.evidence.iter().map(|evidence| evidence.number).find(|number| *number > 0)?;
    Some(line(SummaryKind::Stopped, &reason.sentence(input.reader), number))
}

/// What was promised and taken in here, as far as it is open: what is due first.
fn open(input: &Input<'_>, said: &[Said]) -> Vec<SummaryLine> {
    let journey = input.journey;
    let due = |one: &Said| match one.kind {
        SaidKind::Promise => {
            let found = journey.promises.iter().rev().find(|promise| clip(&promise.text, TEXT) == one.text);
            found.map(|promise| promise.due)
        }
        SaidKind::Case => journey.cases.iter().find(|case| one.text.ends_with(&case.number)).map(|case| case.due),
        _ => None,
    };
    let mut open: Vec<_> = said.iter().filter_map(|one| Some((due(one)?, one))).collect();
    open.sort_by_key(|(due, _)| (due.is_none(), *due));
    open.dedup_by(|(_, a), (_, b)| a.text == b.text);
    let words = |one: &Said| match (one.kind, input.reader) {
        (SaidKind::Promise, Language::Ko) => format!("약속: {}", one.text),
        (SaidKind::Promise, Language::En) => format!("Promised: {}", one.text),
        (_, Language::Ko) => format!("접수: {}", one.text),
        (_, Language::En) => format!("Taken in: {}", one.text),
    };
    open.into_iter().take(OPEN).map(|(_, one)| line(SummaryKind::Open, &words(one), one.number)).collect()
}

/// The number from which this handoff's part of the conversation runs; an earlier agent's last word is its first.
fn began(input: &Input<'_>) -> i64 {
    let before = &input.events[..input.events.len() - since_last_handoff(input.events, &input.handoff.id).len()];
    before.iter().rev().find_map(|event| event.number).unwrap_or(0)
}

fn line(kind: SummaryKind, text: &str, number: i64) -> SummaryLine {
    SummaryLine { kind, text: clip(text, LINE), number }
}
