//! nlu: training data of Rasa (YAML), read into our lines and written from them.

use serde::{Deserialize, Serialize};

mod entity;
mod export;
mod import;

pub use export::{Export, export};
pub use import::{Error, Import, import};

/// A sentence as it goes between the two formats.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// The sentence, without marks of entities.
    pub text: String,
    /// Its language, told by its letters where nothing else tells.
    #[serde(default)]
    pub lang: crate::Language,
    /// Its label.
    pub intent: String,
    /// What is named in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Mark>,
}

/// Something that is named in a sentence, as Rasa marks it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its first character, counted from 0.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// What it is.
    pub entity: String,
    /// What it stands for, where that is not its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Which of several of its kind it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What it belongs with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mark = |start, end, entity: &str, value: Option<&str>| Mark {
            start,
            end,
            entity: entity.into(),
            value: value.map(str::to_owned),
            ..Mark::default()
        };
        let sentence = |text: &str, intent: &str, entities| Sentence {
            text: text.into(),
            lang: crate::Language::of(text),
            intent: intent.into(),
            entities,
        };
        let sentences = [
            sentence("매달 25일로 바꿔 주세요", "payment_settings_change", vec![mark(3, 6, "date", None)]),
            sentence("# 이 아니라 - 삼백이요: \"네\" 'y' {a}", "limit_status", vec![]),
            sentence("삼백만 원만 낼게요", "repayment_make", vec![mark(0, 5, "amount", Some("3000000"))]),
            sentence("how do I pay?", "faq/pay", vec![]),
            sentence("- 하나\n- 둘", "limit_status", vec![]),
        ];
        let yaml = export(&sentences).yaml;
        let back = import(&yaml).unwrap();
        assert!(back.skipped.is_empty(), "{:?}", back.skipped);
        let find = |wanted: &Sentence| back.sentences.iter().find(|it| it.text == wanted.text);
        for wanted in &sentences {
            assert_eq!(find(wanted), Some(wanted), "{yaml}");
        }
        assert_eq!(back.sentences.len(), sentences.len());
    }
}
