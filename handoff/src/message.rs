//! handoff: what is said in a conversation: by whom, and in which blocks. Channels render blocks; none invents one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::AgentId;
use crate::word::words;

/// Where a conversation is held, or where else something happened to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Web,
    Telegram,
    Terminal,
    App,
    Phone,
    Branch,
    Email,
}

words! {
    Channel {
        Web => "web",
        Telegram => "telegram",
        Terminal => "terminal",
        App => "app",
        Phone => "phone",
        Branch => "branch",
        Email => "email",
    }
}

/// The language Dari speaks with a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    Ko,
    En,
}

words! { Language { Ko => "ko", En => "en" } }

/// Who said something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Author {
    Customer,
    Bot,
    /// `name` is what the customer sees; the id never leaves the staff side.
    Agent {
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        id: Option<AgentId>,
        name: String,
    },
    System,
}

/// A spoken event. `text` is always complete by itself: a channel that can draw nothing else shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Message {
    pub author: Author,
    pub text: String,
    /// Richer parts that stand after the text; absent for plain messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Block>>", optional)]
    pub blocks: Vec<Block>,
    /// The sender's own id of the message: it is taken once, however often it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub client_id: Option<String>,
    /// Kinds of personal numbers that were masked before the text was stored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub masked: Vec<String>,
}

/// One thing in a message that a channel can draw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Answers to tap; only those of the newest message stay active.
    Choices { choices: Vec<Choice> },
    /// A status: where something stands, since when, who acts next, how long it usually takes.
    Status(Status),
    /// An FAQ article that opens in place.
    Article {
        id: String,
        title: String,
        /// The whole article in plain lines ("## " heads, "- " and "1. " lists).
        long: String,
        /// The day the facts in it were checked (`2026-11-22`).
        as_of: String,
    },
    /// Numbers to call now, shown before anything else.
    Emergency { title: String, phones: Vec<Phone>, steps: Vec<String> },
    /// A box for a one-time code. It is sent to the verification endpoint, never as chat text.
    Code { digits: u8, expires_at: Timestamp },
    /// Something the company has taken in, with its number.
    Receipt { number: String, title: String, at: Timestamp, next: String },
}

/// A button: `id` is what comes back, `label` is what the customer reads and "says".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

/// A phone number to call in an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Phone {
    pub number: String,
    pub label: String,
}

/// The five parts of every status answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Status {
    pub title: String,
    /// What it is now, in a few words ("심사 중").
    pub state: String,
    pub tone: Tone,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub progress: Option<Progress>,
    /// Since when, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub since: Option<String>,
    /// Who does what next, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<String>,
    /// When it is expected, in words, honest when late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub expected: Option<String>,
    /// Label and value pairs; figures stand here only at the level that may see them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Row>>", optional)]
    pub rows: Vec<Row>,
    /// What it rests on: what is looked at, which rule holds, who decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub basis: Option<String>,
}

/// How a status should feel; never red for a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Calm,
    Good,
    Attention,
}

/// Step `step` of `of`, with the steps' names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    pub step: u8,
    pub of: u8,
    pub labels: Vec<String>,
}

/// One line of a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Row {
    pub label: String,
    pub value: String,
}

impl Progress {
    /// `●●●○○ 3/5`, for channels that cannot draw a bar.
    pub fn dots(&self) -> String {
        let dots: String = (1..=self.of).map(|n| if n <= self.step { '●' } else { '○' }).collect();
        format!("{dots} {}/{}", self.step, self.of)
    }

    /// The present step's name.
    pub fn label(&self) -> &str {
        usize::from(self.step).checked_sub(1).and_then(|at| self.labels.get(at)).map_or("", String::as_str)
    }
}

impl Message {
    /// A message of text alone.
    pub fn text(author: Author, text: impl Into<String>) -> Self {
        Self { author, text: text.into(), blocks: Vec::new(), client_id: None, masked: Vec::new() }
    }

    /// The same message with one more block.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_reads_as_dots() {
        let progress = |step| Progress { step, of: 5, labels: vec!["접수".into(), "서류".into()] };
        assert_eq!((progress(3).dots().as_str(), progress(3).label()), ("●●●○○ 3/5", ""));
        assert_eq!((progress(2).dots().as_str(), progress(2).label()), ("●●○○○ 2/5", "서류"));
        assert_eq!(progress(0).label(), "");
    }
}
