//! bot: applications as the core system tells them: progress, papers, refusals.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Course, Named, Record, Text, Won};
use crate::core::Figures;

/// What was applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credit {
    Loan,
    Card,
    Limit,
}

/// An application that is open.
#[derive(Debug, Clone, Deserialize)]
pub struct Application {
    pub of: Named,
    pub kind: Credit,
    /// Usually of five: taken in, papers, review, agreement, payout.
    pub course: Course,
    /// Papers that have to be handed in again.
    #[serde(default)]
    pub papers: Vec<Text>,
    /// The amount applied for.
    pub figures: Option<Figures<Won>>,
}

/// An application that was refused.
#[derive(Debug, Clone, Deserialize)]
pub struct Rejection {
    pub of: Named,
    pub figures: Figures<Refusal>,
}

/// When and why, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Refusal {
    pub decided: Date,
    /// The main reasons, the weightiest first.
    pub reasons: Vec<Text>,
    /// Which credit information the decision rests on, and whose it is.
    #[serde(default)]
    pub sources: Vec<Source>,
}

/// A piece of credit information and who keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Source {
    pub what: Text,
    pub whose: Text,
}

/// The papers of an application.
#[derive(Debug, Clone, Deserialize)]
pub struct Papers {
    pub of: Named,
    pub papers: Vec<Paper>,
    /// Within how many business days papers are usually checked: half of them, and nine in ten.
    pub checked_within: Option<(u8, u8)>,
}

/// One paper.
#[derive(Debug, Clone, Deserialize)]
pub struct Paper {
    pub name: Text,
    /// The short name that `nlu` reads from a sentence: `employment`, `income`, …
    #[serde(default)]
    pub kind: String,
    pub state: PaperState,
    pub since: Date,
    /// What has to be different.
    pub figures: Option<Figures<Text>>,
}

/// How far a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperState {
    /// It is expected and has not come.
    Missing,
    Arrived,
    Checking,
    /// It has to be handed in again.
    Redo,
    Done,
}

impl Record for Application {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.course.is_sound()
    }
}

impl Record for Rejection {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.figures.are(|refusal| !refusal.reasons.is_empty())
    }
}

impl Record for Papers {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        !self.papers.is_empty()
            && self.papers.len() <= 20
            && self.checked_within.is_none_or(|(half, most)| half <= most)
    }
}
