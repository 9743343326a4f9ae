//! nlu: the lines that are checked: where each stands, what it says, and whether it can be read at all.

use std::path::{Path, PathBuf};

use models::text::{compact, normalise};
use serde_json::{Map, Value};

use super::{Finding, Place, Rule, Severity, Standard, value};
use crate::Language;
use crate::dataset::value::word;
use crate::dataset::{OUT_OF_SCOPE, is_out_of_scope};

/// A file with lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is for.
    pub split: Split,
    /// What is in it.
    pub text: String,
}

/// What sentences are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Split {
    /// To learn from.
    #[default]
    Train,
    /// To choose by.
    Dev,
    /// To be judged by.
    Test,
}

/// A sentence that could be read.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) place: Place,
    pub(super) split: Split,
    pub(super) text: String,
    /// The normal form without spaces and punctuation at its end.
    pub(super) key: String,
    /// What was said before, as one text.
    pub(super) before: String,
    pub(super) label: Option<String>,
    pub(super) accept: Vec<String>,
    pub(super) language: Language,
    /// The other marks, as they were written: sentiment, frustration, urgency, urgent.
    pub(super) marks: Vec<(&'static str, String)>,
}

impl Split {
    /// Told by the folder or the file's name; everything else is for training.
    pub fn of(path: &Path) -> Self {
        let stem = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folders = path.parent().into_iter().flat_map(Path::components);
        let folders = folders.map(|part| part.as_os_str().to_string_lossy().into_owned()).rev();
        let stem = stem.split(['.', '-', '_']).map(str::to_owned).collect::<Vec<_>>();
        folders.chain(stem).find_map(|name| Self::named(&name)).unwrap_or(Self::Train)
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "train" | "training" => Some(Self::Train),
            "dev" | "valid" | "validation" => Some(Self::Dev),
            "test" | "blind" | "eval" => Some(Self::Test),
            _ => None,
        }
    }

    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Dev => "dev",
            Self::Test => "test",
        }
    }
}

impl Entry {
    /// True where either accepts the other's label.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        match (&self.label, &other.label) {
            (Some(own), Some(theirs)) => own == theirs || self.accept.contains(theirs) || other.accept.contains(own),
            _ => true,
        }
    }
}

/// The sentences of some sources, and what is wrong with their lines one by one.
pub(super) fn entries(sources: &[Source], standard: &Standard<'_>) -> (Vec<Entry>, Vec<Finding>) {
    let (mut entries, mut findings) = (Vec::new(), Vec::new());
    for source in sources {
        let mut rows = Vec::new();
        for (line, row) in lines(&source.text) {
            let place = Place { file: source.path.clone(), line };
            match row {
                Ok(row) => {
                    if let Some(entry) = entry(&row, place.clone(), source.split, standard.field) {
                        findings.extend(value::check(&entry, &row, standard));
                        entries.push(entry);
                    } else {
                        findings.push(unreadable(place, "`text` is missing, empty or no text".to_owned()));
                    }
                    rows.push(row);
                }
                Err(reason) => findings.push(unreadable(place, reason)),
            }
        }
        findings.extend(value::check_file(&source.path, &rows, standard));
    }
    (entries, findings)
}

/// The rows of a text with their lines, counted from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, Result<Map<String, Value>, String>)> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(index, line)| {
        (index + 1, serde_json::from_str(line).map_err(|error| format!("not a JSON object: {error}")))
    })
}

/// A row as it is compared with others; none without a text.
pub(super) fn entry(row: &Map<String, Value>, place: Place, split: Split, field: Option<&str>) -> Option<Entry> {
    let text = row.get("text").and_then(Value::as_str).filter(|text| !text.trim().is_empty())?;
    let words = |name: &str| -> Vec<String> {
        let list = row.get(name).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    let label = match row.get(field.unwrap_or("intent")) {
        Some(label) if field.is_none() => label.as_str().map(|name| plain(name).to_owned()),
        label => label.and_then(word),
    };
    let marks = ["sentiment", "frustration", "urgency", "urgent"].into_iter().filter_map(|name| {
        let value = row.get(name).filter(|value| !value.is_null())?;
        Some((name, mark(value)))
    });
    Some(Entry {
        key: key(text),
        before: words("prev").iter().map(|said| key(said)).collect::<Vec<_>>().join("\n"),
        text: text.to_owned(),
        accept: words("accept").iter().map(|name| plain(name).to_owned()).collect(),
        language: match row.get("lang").and_then(Value::as_str) {
            Some("ko") => Language::Ko,
            Some("en") => Language::En,
            _ => Language::of(text),
        },
        marks: marks.collect(),
        place,
        split,
        label,
    })
}

/// All names for out of scope are one label.
fn plain(label: &str) -> &str {
    if is_out_of_scope(label) { OUT_OF_SCOPE } else { label }
}

/// Two texts with the same key are the same sentence.
fn key(text: &str) -> String {
    let tight = compact(&normalise(text));
    let bare = tight.trim_end_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '。' | '·' | '~'));
    if bare.is_empty() { tight } else { bare.to_owned() }
}

/// 0 and 1 stand for false and true.
fn mark(value: &Value) -> String {
    match value {
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::String(word) => word.clone(),
        other => other.to_string(),
    }
}

fn unreadable(place: Place, message: String) -> Finding {
    Finding { severity: Severity::Error, rule: Rule::Malformed, place, message, text: String::new(), other: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_or_the_name_tells_the_split() {
        let check = |path: &str, want| assert_eq!(Split::of(Path::new(path)), want, "{path}");
        check("nlu/data/train/a/card_lost.jsonl", Split::Train);
        check("nlu/data/dev/dev.jsonl", Split::Dev);
        check("nlu/data/test/blind.jsonl", Split::Test);
        check("banking77.test.jsonl.gz", Split::Test);
        check("clinc150.dev.jsonl", Split::Dev);
        check("test/train/more.jsonl", Split::Train);
        check("mine.jsonl", Split::Train);
    }

    #[test]
    fn spaces_marks_and_case_do_not_make_another_sentence() {
        let check = |a, b| assert_eq!(key(a), key(b));
        check("카드 잃어버렸어요!!", "카드잃어버렸어요");
        check("I LOST it.", "i lost it");
        check("왜요ㅠㅠㅠㅠ", "왜요 ㅜㅜ");
        assert_ne!(key("한도 얼마예요"), key("한도 얼마에요"));
        assert_eq!(key("?!"), "?!");
    }
}
