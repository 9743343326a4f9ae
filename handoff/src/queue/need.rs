//! handoff: what a handoff needs of whoever takes it, beside its queue.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::AgentId;
use crate::message::Language;
use crate::person::Note;
use crate::word::words;

/// What is needed, and what was tried already.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Need {
    pub language: Language,
    pub skills: BTreeSet<Skill>,
    /// Who served the customer last, and is asked first while free.
    pub preferred: Option<AgentId>,
    /// Who declined it, stayed silent or passed it on: of several who are free, asked last.
    pub declined: Vec<AgentId>,
    /// When the last of them did; what they pull puts it off for a while only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declined_at: Option<Timestamp>,
    /// From when the circle widens: when it came to its team while the desk was open. The wait counts from before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routed_at: Option<Timestamp>,
    /// How it came to its team, if a colleague passed it on at `routed_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<Passed>,
    /// Why the customer should not wait as long as others.
    pub care: BTreeSet<Care>,
}

/// Who passed it on, and to whom if somebody was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    pub by: AgentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AgentId>,
}

/// What an agent has learnt, beside the team's common work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Skill {
    DebtAdjustment,
    Hardship,
    RateReduction,
    Dispute,
    Inheritance,
    CreditInformation,
}

words! {
    Skill {
        DebtAdjustment => "debt_adjustment",
        Hardship => "hardship",
        RateReduction => "rate_reduction",
        Dispute => "dispute",
        Inheritance => "inheritance",
        CreditInformation => "credit_information",
    }
}

/// A circumstance in which waiting is harder. It moves somebody ahead by minutes; what a customer is
/// worth, or which kind of shopper they are, is no such circumstance and has no place here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    #[serde(rename = "age_65_plus")]
    Age65,
    Hardship,
}

words! { Care { Age65 => "age_65_plus", Hardship => "hardship" } }

impl Need {
    /// What the customer's wish (the intent's name) and circumstances ask for.
    pub fn of(intent: Option<&str>, language: Language, notes: &[Note]) -> Self {
        Self {
            language,
            skills: intent.and_then(Skill::of_intent).into_iter().collect(),
            care: notes.iter().filter_map(|note| Care::of(*note)).collect(),
            ..Self::default()
        }
    }

    /// Remembers that somebody would not, or did not, take it.
    pub fn decline(&mut self, agent: &AgentId, now: Timestamp) {
        if !self.declined.contains(agent) {
            self.declined.push(agent.clone());
        }
        self.declined_at = Some(now);
        if self.preferred.as_ref() == Some(agent) {
            self.preferred = None;
        }
        if let Some(passed) = self.passed.as_mut().filter(|passed| passed.to.as_ref() == Some(agent)) {
            passed.to = None;
        }
    }

    /// Passed on by `by`, to the team or to whom they name: the circle begins anew.
    #[must_use]
    pub fn passed(self, by: AgentId, to: Option<AgentId>, now: Timestamp) -> Self {
        Self {
            preferred: to.clone(),
            declined: vec![by.clone()],
            declined_at: Some(now),
            routed_at: Some(now),
            passed: Some(Passed { by, to }),
            ..self
        }
    }
}

impl Skill {
    fn of_intent(intent: &str) -> Option<Self> {
        Some(match intent {
            "debt_adjustment_info" | "debt_adjustment_status" => Self::DebtAdjustment,
            "hardship_request" => Self::Hardship,
            "rate_reduction_request" | "rate_reduction_status" => Self::RateReduction,
            "dispute_status" | "card_payment_dispute" | "complaint" => Self::Dispute,
            "deceased_inheritance" => Self::Inheritance,
            "credit_info_access" | "credit_info_correction" | "credit_eval_explanation" => Self::CreditInformation,
            _ => return None,
        })
    }
}

impl Care {
    /// The circumstance that a note tells of, if it does.
    pub const fn of(note: Note) -> Option<Self> {
        match note {
            Note::Age65 => Some(Self::Age65),
            Note::Overdue | Note::DebtAdjustment | Note::Represented => Some(Self::Hardship),
            Note::Tenure { .. } | Note::ContactLimited | Note::NoMarketing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_follows_from_the_wish_and_from_what_makes_waiting_hard() {
        let notes = [Note::Tenure { years: 30 }, Note::Age65, Note::DebtAdjustment, Note::NoMarketing];
        let need = Need::of(Some("hardship_request"), Language::En, &notes);
        assert_eq!(need.skills, [Skill::Hardship].into());
        assert_eq!(need.care, [Care::Age65, Care::Hardship].into());
        assert_eq!(need.language, Language::En);
        assert_eq!(Need::of(Some("card_statement"), Language::Ko, &[Note::Tenure { years: 9 }]), Need::default());
    }

    #[test]
    fn who_declines_is_not_preferred_any_more() {
        let now = Timestamp::UNIX_EPOCH;
        let mut need = Need::default().passed("junho".into(), Some("minji".into()), now);
        need.declined.clear();
        need.decline(&"minji".into(), now);
        need.decline(&"minji".into(), now);
        assert_eq!((need.preferred, need.declined), (None, vec!["minji".into()]));
        assert_eq!(need.passed, Some(Passed { by: "junho".into(), to: None }), "nor is it held for them any more");
    }

    #[test]
    fn a_need_stored_before_is_read_back() {
        let need: Need = serde_json::from_str(r#"{"language":"ko","skills":[],"declined":["minji"]}"#).unwrap();
        assert_eq!((need.declined.len(), need.declined_at, need.routed_at), (1, None, None));
    }
}
