//! nlu: what is wrong with labelled sentences: leaks, duplicates, conflicts, gaps, templates, bad values.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::dataset;

mod balance;
mod duplicate;
mod fix;
mod near;
mod source;
mod template;
mod value;

pub use fix::{Fixed, fix};
pub use source::{Source, Split};

use source::Entry;

/// What sentences are held against.
#[derive(Clone, Copy)]
pub struct Standard<'a> {
    /// From this overlap of character 5-grams two sentences are nearly the same (0..=1).
    pub near: f64,
    /// A label has at least so many Korean sentences.
    pub korean: usize,
    /// A label has at least so many English sentences.
    pub english: usize,
    /// The field with the label, where labels are not our intents.
    pub field: Option<&'a str>,
    /// What personal numbers a text has in it, and how bad each is.
    pub personal: &'a dyn Fn(&str) -> Vec<(Severity, String)>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It spoils training or measuring.
    Error,
    /// A person should look at it.
    Warning,
}

/// The rules, by the names the report gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A line is no JSON object.
    Malformed,
    /// A field has a value it may not have.
    BadValue,
    /// A number that identifies a person or their card.
    PersonalNumber,
    /// A sentence of one split stands in another.
    Leak,
    /// Nearly so.
    NearLeak,
    /// One sentence has two labels.
    Conflict,
    /// Two nearly equal sentences have two labels.
    NearConflict,
    /// A sentence stands in a split twice.
    Duplicate,
    /// Nearly so.
    NearDuplicate,
    /// A field that training needs is not there.
    MissingField,
    /// A field nobody reads: perhaps a slip.
    UnknownField,
    /// The text is in another language than it says.
    Language,
    /// Marks of one row that do not fit each other.
    Inconsistent,
    /// The text has invisible or broken characters, or is very long.
    Untidy,
    /// Too few sentences of a label or a language.
    Imbalance,
    /// The sentences of a label follow one pattern.
    Template,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1; 0 stands for the whole file or folder.
    pub line: usize,
}

/// Something to set right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Which rule it breaks.
    pub rule: Rule,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong, as a sentence.
    pub message: String,
    /// The text, where one sentence is meant.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The other sentence, where two are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Place>,
}

/// How many sentences there are of what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files read.
    pub files: usize,
    /// Sentences by split.
    pub splits: BTreeMap<&'static str, usize>,
    /// Training sentences by label and language.
    pub labels: BTreeMap<String, BTreeMap<String, usize>>,
    /// Training sentences by sentiment, frustration, urgency and emergency.
    pub marks: BTreeMap<&'static str, BTreeMap<String, usize>>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many sentences there are of what.
    pub counts: Counts,
    /// Everything to set right: errors first, then by place.
    pub findings: Vec<Finding>,
}

/// Reads the files and folders.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Source>, dataset::Error> {
    let mut sources = Vec::new();
    for path in paths {
        for file in dataset::files(path)? {
            sources.push(Source { split: Split::of(&file), text: dataset::text_of(&file)?, path: file });
        }
    }
    if sources.iter().all(|source| source.text.trim().is_empty()) {
        return Err(dataset::Error::Empty(paths.first().cloned().unwrap_or_default()));
    }
    Ok(sources)
}

/// Checks some sources against a standard.
pub fn lint(sources: &[Source], standard: &Standard<'_>) -> Report {
    let (entries, mut findings) = source::entries(sources, standard);
    findings.extend(duplicate::check(&entries, standard));
    findings.extend(balance::check(&entries, standard));
    findings.extend(template::check(&entries));
    findings.sort_by(|a, b| (a.severity, &a.place, a.rule).cmp(&(b.severity, &b.place, b.rule)));
    Report { counts: balance::counts(sources, &entries), findings }
}

impl Report {
    /// How many findings are errors.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// How many findings there are of each rule.
    pub fn by_rule(&self) -> BTreeMap<(Severity, Rule), usize> {
        let mut counts = BTreeMap::new();
        self.findings.iter().for_each(|it| *counts.entry((it.severity, it.rule)).or_default() += 1);
        counts
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Malformed => "malformed",
            Self::BadValue => "bad-value",
            Self::PersonalNumber => "personal-number",
            Self::Leak => "leak",
            Self::NearLeak => "near-leak",
            Self::Conflict => "conflict",
            Self::NearConflict => "near-conflict",
            Self::Duplicate => "duplicate",
            Self::NearDuplicate => "near-duplicate",
            Self::MissingField => "missing-field",
            Self::UnknownField => "unknown-field",
            Self::Language => "language",
            Self::Inconsistent => "inconsistent",
            Self::Untidy => "untidy",
            Self::Imbalance => "imbalance",
            Self::Template => "template",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file.display()),
            line => write!(f, "{}:{line}", self.file.display()),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}: {severity}: {}: {}", self.place, self.rule, self.message)?;
        if let Some(other) = &self.other {
            write!(f, " ({other})")?;
        }
        if self.text.is_empty() { Ok(()) } else { write!(f, " “{}”", self.text) }
    }
}

impl fmt::Debug for Standard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Standard").field("near", &self.near).finish_non_exhaustive()
    }
}

/// A finding about a whole split or label rather than a line.
fn of_the_whole(rule: Rule, file: &Path, message: String) -> Finding {
    let place = Place { file: file.to_owned(), line: 0 };
    Finding { severity: Severity::Warning, rule, place, message, text: String::new(), other: None }
}

/// A finding about one sentence.
fn of(entry: &Entry, severity: Severity, rule: Rule, message: String) -> Finding {
    Finding { severity, rule, place: entry.place.clone(), message, text: entry.text.clone(), other: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn standard() -> Standard<'static> {
        Standard { near: 0.6, korean: 1, english: 0, field: None, personal: &|_| Vec::new() }
    }

    pub(super) fn source(path: &str, lines: &[&str]) -> Source {
        Source { path: path.into(), split: Split::of(Path::new(path)), text: lines.join("\n") }
    }

    #[test]
    fn findings_name_file_line_and_rule() {
        let train = source(
            "train/a.jsonl",
            &[
                r#"{"text":"카드를 지하철에 두고 내렸어요","lang":"ko","intent":"card_lost"}"#,
                "{oops",
                r#"{"text":"hi","intent":"nope"}"#,
            ],
        );
        let dev = source(
            "dev/dev.jsonl",
            &[r#"{"text":"어제 카드를 지하철에 두고내렸어요!","lang":"ko","intent":"card_lost"}"#],
        );
        let report = lint(&[train, dev], &standard());
        let lines: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
        let has = |wanted: &str| assert!(lines.iter().any(|line| line.starts_with(wanted)), "{wanted}: {lines:#?}");
        has("train/a.jsonl:1: error: near-leak: ");
        has("train/a.jsonl:2: error: malformed: ");
        has("train/a.jsonl:3: error: bad-value: ");
        has("train: warning: imbalance: ");
        assert_eq!(report.errors(), 3);
        assert_eq!(report.counts.splits["train"], 2);
    }

    #[test]
    fn files_that_are_missing_or_empty_are_errors() {
        assert!(matches!(read(&["/nowhere".into()]), Err(dataset::Error::Io { .. })));
        let empty = std::env::temp_dir().join(format!("dari-lint-{}.jsonl", std::process::id()));
        std::fs::write(&empty, "\n").unwrap();
        assert!(matches!(read(std::slice::from_ref(&empty)), Err(dataset::Error::Empty(_))));
        std::fs::remove_file(empty).unwrap();
    }
}
