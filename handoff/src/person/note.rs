//! handoff: what an agent should know of somebody before the first word.

use serde::{Deserialize, Serialize};

use crate::message::Language;

/// A circumstance that changes how somebody is served. The core system tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// A customer for so many full years.
    Tenure { years: u8 },
    /// Sixty-five or older: a person is offered first.
    Age65,
    /// A payment is late.
    Overdue,
    /// A debt adjustment is open.
    DebtAdjustment,
    /// A representative speaks for the customer in debt matters.
    Represented,
    /// The customer has limited when or how we may call.
    ContactLimited,
    /// No consent to advertising.
    NoMarketing,
}

impl Note {
    /// What an agent reads.
    pub fn text(self, language: Language) -> String {
        let (ko, en) = match self {
            Self::Tenure { years: 0 } => ("신규 고객", "new customer"),
            Self::Tenure { years } => {
                return match language {
                    Language::Ko => format!("고객 {years}년"),
                    Language::En => format!("customer for {years} y"),
                };
            }
            Self::Age65 => ("65세 이상", "aged 65 or older"),
            Self::Overdue => ("연체 중", "overdue"),
            Self::DebtAdjustment => ("채무조정 중", "in debt adjustment"),
            Self::Represented => ("대리인 있음", "has a representative"),
            Self::ContactLimited => ("연락 제한 요청", "contact limited"),
            Self::NoMarketing => ("마케팅 미동의", "no marketing consent"),
        };
        match language {
            Language::Ko => ko.to_owned(),
            Language::En => en.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_read_as_chips_and_survive_json() {
        let check = |note: Note, ko, en| {
            assert_eq!((note.text(Language::Ko).as_str(), note.text(Language::En).as_str()), (ko, en));
            let json = serde_json::to_string(&note).unwrap();
            assert_eq!(serde_json::from_str::<Note>(&json).unwrap(), note, "{json}");
        };
        check(Note::Tenure { years: 3 }, "고객 3년", "customer for 3 y");
        check(Note::Tenure { years: 0 }, "신규 고객", "new customer");
        check(Note::Age65, "65세 이상", "aged 65 or older");
        check(Note::DebtAdjustment, "채무조정 중", "in debt adjustment");
    }
}
