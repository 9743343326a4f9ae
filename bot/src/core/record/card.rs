//! bot: cards as the core system tells them: limit, parcel, bill, block.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Course, Named, Record, Text, Won};
use crate::core::Figures;

/// The limit of a card or a credit line.
#[derive(Debug, Clone, Deserialize)]
pub struct Limit {
    pub of: Named,
    /// A review of the limit, where one is open or was just answered; usually of three: taken in, review, answered.
    pub review: Option<Course>,
    pub figures: Figures<LimitFigures>,
}

/// How much may be used, and what a review brought.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LimitFigures {
    pub limit: Won,
    pub used: Won,
    pub left: Won,
    /// What the review decided, in plain words.
    pub result: Option<Text>,
}

/// A card on its way.
#[derive(Debug, Clone, Deserialize)]
pub struct Delivery {
    pub of: Named,
    /// Usually of four: made, handed over, on its way, received.
    pub course: Course,
    #[serde(default)]
    pub receiver: Receiver,
}

/// Who may take a card in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// The customer alone.
    #[default]
    Customer,
    /// Somebody of the household, too.
    Household,
}

/// A card's bill for a month.
#[derive(Debug, Clone, Deserialize)]
pub struct Statement {
    pub of: Named,
    /// The month in which it is due, as its first day.
    pub month: Date,
    pub figures: Figures<StatementFigures>,
}

/// What is to be paid, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StatementFigures {
    pub total: Won,
    pub due: Date,
    /// The largest lines.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// Purchases that are paid in parts.
    #[serde(default)]
    pub parts: Vec<Part>,
}

/// A purchase.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Line {
    pub on: Date,
    pub merchant: Text,
    pub amount: Won,
}

/// A part of a purchase that is paid in several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Part {
    pub merchant: Text,
    pub part: u8,
    pub of: u8,
    pub amount: Won,
}

/// A card that is blocked.
#[derive(Debug, Clone, Deserialize)]
pub struct Block {
    pub of: Named,
    pub reason: BlockReason,
    pub figures: Option<Figures<BlockDetail>>,
}

/// Why a card is blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockReason {
    /// The customer asked for it.
    Customer,
    Overdue,
    /// Somebody else may be using it.
    Suspicion,
    Expired,
    LimitReached,
}

/// Since when, what exactly, and when it opens by itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BlockDetail {
    pub since: Date,
    pub detail: Text,
    pub lifts: Option<Date>,
}

impl Record for Limit {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.review.as_ref().is_none_or(Course::is_sound)
    }
}

impl Record for Delivery {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.course.is_sound()
    }
}

impl Record for Statement {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.figures.are(|figures| figures.parts.iter().all(|part| (1..=part.of).contains(&part.part)))
    }
}

impl Record for Block {
    fn of(&self) -> &Named {
        &self.of
    }
}
