//! handoff: processes with numbered steps, and where each stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::cue;
use crate::event::{BlockedOn, Fact};
use crate::message::{Language, Progress};
use crate::word::words;

/// The processes that we know the steps of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProcessKind {
    LoanApplication,
    CardIssue,
    RepaymentCycle,
    OverdueRecovery,
    DebtAdjustment,
    Dispute,
    RateReduction,
}

words! {
    ProcessKind {
        LoanApplication => "loan_application",
        CardIssue => "card_issue",
        RepaymentCycle => "repayment_cycle",
        OverdueRecovery => "overdue_recovery",
        DebtAdjustment => "debt_adjustment",
        Dispute => "dispute",
        RateReduction => "rate_reduction",
    }
}

/// Where one process stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// None for a process that the core system calls something we have no steps for.
    pub kind: Option<ProcessKind>,
    pub title: String,
    pub step: u8,
    pub of: u8,
    /// The step's name as the core system gave it.
    pub label: String,
    pub blocked_on: BlockedOn,
    /// When it came to this step.
    pub since: Timestamp,
    pub began_at: Timestamp,
    /// At its last step, and nobody has to act.
    pub done: bool,
}

impl ProcessKind {
    /// The kind of a process by its name, with or without a reference after it: `loan_application:A-17`.
    pub fn of(process: &str) -> Option<Self> {
        process.split([':', '/', '#']).next()?.parse().ok()
    }

    /// The steps in order.
    pub const fn steps(self, language: Language) -> &'static [&'static str] {
        match (self, language) {
            (Self::LoanApplication, Language::Ko) => &["접수", "서류", "심사", "약정", "실행"],
            (Self::LoanApplication, Language::En) => &["received", "papers", "review", "contract", "paid out"],
            (Self::CardIssue, Language::Ko) => &["제작", "발송", "배송 중", "수령"],
            (Self::CardIssue, Language::En) => &["made", "handed over", "on its way", "received"],
            (Self::RepaymentCycle, Language::Ko) => &["청구", "출금 예정", "출금", "완료"],
            (Self::RepaymentCycle, Language::En) => &["billed", "debit planned", "debited", "done"],
            (Self::OverdueRecovery, Language::Ko) => &["연체 발생", "안내", "상담", "정리"],
            (Self::OverdueRecovery, Language::En) => &["overdue", "notified", "talking", "settled"],
            (Self::DebtAdjustment, Language::Ko) => &["접수", "심사", "합의", "이행"],
            (Self::DebtAdjustment, Language::En) => &["received", "review", "agreed", "under way"],
            (Self::Dispute, Language::Ko) => &["접수", "조사", "판단", "회신"],
            (Self::Dispute, Language::En) => &["received", "examined", "decided", "answered"],
            (Self::RateReduction, Language::Ko) => &["접수", "심사", "결과 통지"],
            (Self::RateReduction, Language::En) => &["received", "review", "answered"],
        }
    }
}

impl Process {
    /// The process after a fact; none where the fact is not about one. `before` is how it stood.
    pub(super) fn moved(before: Option<&Self>, fact: &Fact, at: Timestamp) -> Option<Self> {
        let Fact::ProcessMoved { process, title, step, of, label, blocked_on } = fact else { return None };
        let same_step = before.filter(|before| before.step == *step && before.of == *of);
        Some(Self {
            kind: ProcessKind::of(process),
            title: title.clone(),
            step: *step,
            of: *of,
            label: label.clone(),
            blocked_on: *blocked_on,
            since: same_step.map_or(at, |before| before.since),
            began_at: before.map_or(at, |before| before.began_at),
            done: cue::is_done(*step, *of, *blocked_on),
        })
    }

    /// The bar: our names of the steps where their number agrees, the core system's name of the
    /// present step in any case.
    pub fn progress(&self, language: Language) -> Progress {
        let known = self.kind.map(|kind| kind.steps(language)).filter(|steps| steps.len() == usize::from(self.of));
        let labels = match known {
            Some(steps) => steps.iter().map(|&step| step.to_owned()).collect(),
            None => (1..=self.of).map(|n| if n == self.step { self.label.clone() } else { n.to_string() }).collect(),
        };
        Progress { step: self.step, of: self.of, labels }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(step: u8, of: u8, blocked_on: BlockedOn) -> Fact {
        Fact::ProcessMoved {
            process: "loan_application:A-17".into(),
            title: "신용대출".into(),
            step,
            of,
            label: "심사".into(),
            blocked_on,
        }
    }

    #[test]
    fn a_process_keeps_since_while_it_stays_at_a_step() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let first = Process::moved(None, &moved(2, 5, BlockedOn::Customer), at(10)).unwrap();
        let same = Process::moved(Some(&first), &moved(2, 5, BlockedOn::Company), at(20)).unwrap();
        assert_eq!((same.since, same.began_at, same.blocked_on), (at(10), at(10), BlockedOn::Company));
        let next = Process::moved(Some(&same), &moved(5, 5, BlockedOn::Nobody), at(30)).unwrap();
        assert_eq!((next.since, next.began_at, next.done), (at(30), at(10), true));
    }

    #[test]
    fn the_bar_names_our_steps_only_where_their_number_agrees() {
        let at = Timestamp::UNIX_EPOCH;
        let five = Process::moved(None, &moved(3, 5, BlockedOn::Company), at).unwrap();
        assert_eq!(five.progress(Language::Ko).labels, ["접수", "서류", "심사", "약정", "실행"]);
        let three = Process::moved(None, &moved(2, 3, BlockedOn::Company), at).unwrap();
        assert_eq!(three.progress(Language::En).labels, ["1", "심사", "3"]);
    }

    #[test]
    fn every_kind_has_as_many_steps_in_both_languages() {
        for kind in ProcessKind::ALL {
            assert_eq!(kind.steps(Language::Ko).len(), kind.steps(Language::En).len(), "{kind}");
            assert_eq!(ProcessKind::of(kind.as_str()), Some(*kind));
        }
        assert_eq!(ProcessKind::of("kyc_refresh:1"), None);
    }
}
