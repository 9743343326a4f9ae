//! nlu: what one row says: values that may not be, marks that contradict each other, texts that are broken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use models::text::is_hangul;
use serde_json::{Map, Value};

use super::source::Entry;
use super::{Finding, Rule, Severity, Standard, of, of_the_whole};
use crate::dataset::{free, is_out_of_scope};
use crate::{EmergencyKind, Intent, Language};

/// The fields that are read, here or elsewhere.
const KNOWN: [&str; 16] = [
    "text",
    "lang",
    "intent",
    "accept",
    "sentiment",
    "frustration",
    "urgency",
    "urgent",
    "prev",
    "register",
    "typo",
    "channel",
    "entities",
    "near",
    "id",
    "note",
];
/// The fields that training on our intents needs.
const NEEDED: [&str; 6] = ["lang", "intent", "sentiment", "frustration", "urgency", "urgent"];
/// A message this long is no message any more.
const LONGEST: usize = 1_000;

/// What is wrong with one row.
pub(super) fn check(entry: &Entry, row: &Map<String, Value>, standard: &Standard<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        values(row, standard).into_iter().map(|reason| of(entry, Severity::Error, Rule::BadValue, reason)).collect();
    for (severity, kind) in (standard.personal)(&entry.text) {
        findings.push(of(entry, severity, Rule::PersonalNumber, format!("{kind}: write the sentence without it")));
    }
    if let Some(reason) = language(entry) {
        findings.push(of(entry, Severity::Warning, Rule::Language, reason));
    }
    if let Some((severity, reason)) = untidy(&entry.text) {
        findings.push(of(entry, severity, Rule::Untidy, reason));
    }
    if standard.field.is_none() {
        findings.extend(
            contradictions(entry).into_iter().map(|reason| of(entry, Severity::Warning, Rule::Inconsistent, reason)),
        );
    }
    findings
}

/// What is missing or unknown throughout a file, told once a field.
pub(super) fn check_file(path: &Path, rows: &[Map<String, Value>], standard: &Standard<'_>) -> Vec<Finding> {
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    let needed: &[&str] = standard.field.as_ref().map_or(&NEEDED, std::slice::from_ref);
    for row in rows {
        for &field in needed.iter().filter(|field| row.get(**field).is_none_or(Value::is_null)) {
            *missing.entry(field).or_default() += 1;
        }
        if standard.field.is_none() {
            unknown.extend(row.keys().map(String::as_str).filter(|field| !KNOWN.contains(field)));
        }
    }
    let missing = missing.into_iter().map(|(field, count)| {
        let labels = free::FIELDS.iter().filter(|name| rows.iter().any(|row| row.contains_key(**name)));
        let hint = if field == "intent" && standard.field.is_none() && count == rows.len() {
            let there: Vec<&str> = labels.copied().collect();
            if there.is_empty() {
                String::new()
            } else {
                format!("; is the label in {}? (--field)", there.join(" or "))
            }
        } else {
            String::new()
        };
        of_the_whole(Rule::MissingField, path, format!("`{field}` is missing in {count} of {} rows{hint}", rows.len()))
    });
    let unknown = unknown
        .into_iter()
        .map(|field| of_the_whole(Rule::UnknownField, path, format!("nobody reads `{field}`; is it a slip?")));
    missing.chain(unknown).collect()
}

fn values(row: &Map<String, Value>, standard: &Standard<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |field: &str, wanted: &str, fits: &dyn Fn(&Value) -> bool| {
        if let Some(value) = row.get(field).filter(|value| !value.is_null() && !fits(value)) {
            wrong.push(format!("`{field}` is {value}, not {wanted}"));
        }
    };
    let flag = |value: &Value| value.is_boolean() || matches!(value.to_string().as_str(), "0" | "1" | "0.0" | "1.0");
    let texts = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
    expect("lang", "ko or en", &|value| matches!(value.as_str(), Some("ko" | "en")) || standard.field.is_some());
    expect("prev", "a list of texts", &texts);
    expect("accept", "a list of labels", &texts);
    if standard.field.is_some() {
        return wrong;
    }
    let known = |name: &str| is_out_of_scope(name) || name.parse::<Intent>().is_ok();
    expect("intent", "one of the sixty or out_of_scope", &|value| value.as_str().is_some_and(known));
    expect("accept", "a list of intents", &|value| {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).all(known)
    });
    expect("sentiment", "a whole number of −2..2", &|value| value.as_i64().is_some_and(|n| (-2..=2).contains(&n)));
    expect("frustration", "true, false, 0 or 1", &flag);
    expect("urgent", "true, false, 0 or 1", &flag);
    let emergency = |name: &str| name.parse::<Intent>().is_ok_and(Intent::is_urgent);
    expect("near", "an emergency's intent", &|value| value.as_str().is_some_and(emergency));
    expect("urgency", "none, soon or now", &|value| matches!(value.as_str(), Some("none" | "soon" | "now")));
    wrong
}

/// A text that is in another language than it says; a foreign word or two are none of our business.
fn language(entry: &Entry) -> Option<String> {
    let hangul = entry.text.chars().filter(|c| is_hangul(*c)).count();
    let latin = entry.text.chars().filter(char::is_ascii_alphabetic).count();
    match entry.language {
        Language::Ko if hangul == 0 && latin >= 6 => Some("`lang` is ko, but there is no Hangul in it".to_owned()),
        Language::En if hangul > latin => Some("`lang` is en, but most of it is Hangul".to_owned()),
        _ => None,
    }
}

fn untidy(text: &str) -> Option<(Severity, String)> {
    let invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    if text.contains('\u{fffd}') {
        return Some((Severity::Error, "a character was lost in decoding (U+FFFD)".to_owned()));
    }
    let length = text.chars().count();
    let reason = match () {
        () if text.trim() != text => "spaces at an end".to_owned(),
        () if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') => "a control character".to_owned(),
        () if text.chars().any(|c| invisible(c) && c != '\u{200d}') => "an invisible character".to_owned(),
        () if length > LONGEST => format!("{length} characters; a message has at most {LONGEST}"),
        () => return None,
    };
    Some((Severity::Warning, reason))
}

fn contradictions(entry: &Entry) -> Vec<String> {
    let mark = |name: &str| entry.marks.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str());
    let kind = |label: &String| label.parse::<Intent>().ok().and_then(EmergencyKind::of);
    let mut found = Vec::new();
    let labels = entry.label.iter().chain(&entry.accept);
    if mark("urgent") == Some("1") {
        if entry.label.is_some() && labels.clone().all(|label| kind(label).is_none()) {
            found.push("it is `urgent`, but its intent is none of an emergency; training takes it for calm".to_owned());
        }
        if mark("urgency") == Some("none") {
            found.push("it is `urgent`, but its `urgency` is none".to_owned());
        }
    }
    if mark("frustration") == Some("1") && mark("sentiment") == Some("2") {
        found.push("it is frustrated and warmly thankful at once".to_owned());
    }
    if entry.label.as_ref().is_some_and(|label| entry.accept.contains(label)) {
        found.push("it accepts its own intent".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{source, standard};
    use super::*;
    use crate::lint::lint;

    fn found(line: &str, standard: &Standard<'_>) -> Vec<String> {
        let report = lint(&[source("train/a.jsonl", &[line])], standard);
        let findings = report.findings.iter().filter(|it| !matches!(it.rule, Rule::MissingField | Rule::Imbalance));
        findings.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
    }

    #[test]
    fn values_that_may_not_be_are_errors() {
        let check = |line: &str, want: &str| {
            let found = found(line, &standard());
            assert!(found.iter().any(|finding| finding.contains(want)), "{want}: {found:?}");
        };
        check(r#"{"text":"hi","intent":"nope"}"#, "bad-value: `intent` is \"nope\"");
        check(r#"{"text":"hi","near":"chitchat"}"#, "bad-value: `near` is \"chitchat\"");
        check(r#"{"text":"hi","sentiment":3}"#, "`sentiment` is 3, not a whole number of −2..2");
        check(r#"{"text":"hi","frustration":"yes"}"#, "`frustration` is \"yes\"");
        check(r#"{"text":"hi","urgency":"later"}"#, "`urgency` is \"later\"");
        check(r#"{"text":"hi","lang":"kr"}"#, "`lang` is \"kr\", not ko or en");
        check(r#"{"text":"hi","accept":"chitchat"}"#, "`accept` is \"chitchat\", not a list of labels");
        check(r#"{"text":"hi","accept":["nope"]}"#, "not a list of intents");
        check(r#"{"text":"hi","prev":[1]}"#, "not a list of texts");
        check(r#"{"text":" "}"#, "malformed: `text` is missing, empty or no text");
        check(r#"{"text":5}"#, "malformed");
        check(r#"["text"]"#, "malformed: not a JSON object");
        check("{\"text\":\"a\u{fffd}b\"}", "untidy: a character was lost");
        check(r#"{"text":"hi there friend","lang":"ko"}"#, "language: ");
        check(r#"{"text":"한도 알려줘요","lang":"en"}"#, "language: ");
        check(r#"{"text":"앱이 꺼져요","intent":"app_error","urgent":true}"#, "inconsistent: it is `urgent`");
        check(r#"{"text":"고마워요","frustration":1,"sentiment":2}"#, "inconsistent: it is frustrated");
        check(r#"{"text":"hi","intnet":"chitchat"}"#, "unknown-field: nobody reads `intnet`");
    }

    #[test]
    fn a_sound_row_passes() {
        let line = r#"{"text":"카드를 잃어버렸어요","lang":"ko","intent":"card_lost","accept":[],"sentiment":-1,"frustration":0,"urgency":"now","urgent":true,"prev":[]}"#;
        assert!(found(line, &standard()).is_empty());
        assert!(
            found(r#"{"text":"play jazz","act":"x","group":3}"#, &Standard { field: Some("act"), ..standard() })
                .is_empty()
        );
    }

    #[test]
    fn personal_numbers_are_told() {
        let personal = |text: &str| {
            let phone = text.contains("010-").then(|| (Severity::Warning, "a phone number".to_owned()));
            phone.into_iter().collect()
        };
        let found =
            found(r#"{"text":"제 번호 010-1234-5678","lang":"ko"}"#, &Standard { personal: &personal, ..standard() });
        assert_eq!(found, ["personal-number: a phone number: write the sentence without it"]);
    }
}
