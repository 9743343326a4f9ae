//! bot: credit scores as the core system tells them, one of each bureau, and why they moved.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Named, Record, Text};
use crate::core::Figures;

/// The two credit bureaus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bureau {
    Nice,
    Kcb,
}

/// A bureau's score.
#[derive(Debug, Clone, Deserialize)]
pub struct Score {
    pub of: Named,
    pub bureau: Bureau,
    pub figures: Figures<ScoreFigures>,
}

/// The number, its day, and how it moved since the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct ScoreFigures {
    /// 1..=1000
    pub score: u16,
    pub as_of: Date,
    pub change: i16,
}

/// Why a bureau's score moved.
#[derive(Debug, Clone, Deserialize)]
pub struct ScoreChange {
    pub of: Named,
    pub bureau: Bureau,
    pub figures: Figures<ScoreReasons>,
}

/// How much it moved in which days, and the reasons, the weightiest first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ScoreReasons {
    pub from: Date,
    pub to: Date,
    pub change: i16,
    pub reasons: Vec<Change>,
}

/// One reason why a score moved.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Change {
    /// What happened.
    pub event: Text,
    pub up: bool,
    pub band: Band,
    /// What helps.
    pub helps: Text,
}

/// How much a reason weighs; bureaus do not publish more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    Small,
    Medium,
    Large,
}

impl Bureau {
    /// The name that everybody uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nice => "NICE",
            Self::Kcb => "KCB",
        }
    }
}

impl Record for Score {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.figures.are(|figures| (1..=1000).contains(&figures.score))
    }
}

impl Record for ScoreChange {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.figures.are(|figures| figures.reasons.len() <= 5 && figures.from <= figures.to)
    }
}
