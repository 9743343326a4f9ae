//! bot: cases as the core system tells them: lower rates, relief, debt adjustments, disputes.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Course, Named, Percent, Record, Text};
use crate::core::Figures;

/// A request for a lower rate on a contract.
#[derive(Debug, Clone, Deserialize)]
pub struct RateCut {
    pub of: Named,
    pub filed: Date,
    /// The last day on which the law wants an answer; later by as long as papers are awaited.
    pub answer_by: Date,
    /// Usually of three: taken in, review, answered.
    pub course: Course,
    /// Papers that are awaited; the days stand still until they come.
    #[serde(default)]
    pub papers: Vec<Text>,
    pub figures: Option<Figures<RateCutResult>>,
}

/// What was decided about a rate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RateCutResult {
    pub granted: bool,
    pub before: Percent,
    pub after: Percent,
    pub reason: Text,
}

/// A request to us to postpone, split or extend.
#[derive(Debug, Clone, Deserialize)]
pub struct Hardship {
    pub of: Named,
    pub filed: Date,
    /// The last day on which the law wants an answer.
    pub answer_by: Date,
    /// Usually of three: taken in, review, answered.
    pub course: Course,
    /// The terms that were agreed or offered.
    pub figures: Option<Figures<Text>>,
}

/// A debt adjustment, wherever it was filed.
#[derive(Debug, Clone, Deserialize)]
pub struct Adjustment {
    pub of: Named,
    pub figures: Figures<Adjusted>,
}

/// Where it was filed, how far it is, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Adjusted {
    pub place: AdjustmentPlace,
    /// Usually of four: taken in, review, agreed, under way.
    pub course: Course,
    /// Whether our collection contact has stopped.
    pub collection_stopped: bool,
    /// The agreed terms, in plain words.
    pub terms: Option<Text>,
}

/// Where a debt adjustment was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentPlace {
    Company,
    /// The Credit Counseling and Recovery Service.
    Ccrs,
    Court,
}

/// An objection, a complaint or a disputed purchase.
#[derive(Debug, Clone, Deserialize)]
pub struct Dispute {
    pub of: Named,
    pub filed: Date,
    /// The last day on which an answer is due.
    pub answer_by: Date,
    /// Usually of four: taken in, examined, decided, answered.
    pub course: Course,
    pub figures: Option<Figures<DisputeDetail>>,
}

/// Who handles it, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DisputeDetail {
    pub handler: Text,
    pub detail: Text,
}

impl Record for RateCut {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.course.is_sound() && self.filed <= self.answer_by
    }
}

impl Record for Hardship {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.course.is_sound() && self.filed <= self.answer_by
    }
}

impl Record for Adjustment {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.figures.are(|adjusted| adjusted.course.is_sound())
    }
}

impl Record for Dispute {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.course.is_sound() && self.filed <= self.answer_by
    }
}
