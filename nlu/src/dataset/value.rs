//! nlu: the values of a line: read however they are spelt where their meaning is clear, and named where it is not.

use serde_json::{Map, Value};

use crate::{Language, Urgency};

/// The value of the first of these fields that is there; null, blank texts and empty lists count as not there.
pub(crate) fn get<'a>(line: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| line.get(*name).filter(|value| !is_blank(value)))
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.iter().all(is_blank),
        _ => false,
    }
}

/// Reads the value of a field where it is there; what cannot be read is told with what it should be.
pub(crate) fn read<T>(
    line: &Map<String, Value>,
    name: &str,
    wanted: &str,
    reader: impl Fn(&Value) -> Option<T>,
) -> Result<Option<T>, String> {
    let Some(value) = get(line, &[name]) else { return Ok(None) };
    reader(value).map(Some).ok_or_else(|| wrong(name, value, wanted))
}

/// That a field does not hold what it should.
pub(crate) fn wrong(name: &str, value: &Value, wanted: &str) -> String {
    const SHOWN: usize = 60;
    let value = value.to_string();
    let more = if value.chars().count() > SHOWN { "…" } else { "" };
    let shown: String = value.chars().take(SHOWN).collect();
    format!("`{name}` is {shown}{more}, not {wanted}")
}

/// The text that a sentence needs.
pub(crate) fn text(line: &Map<String, Value>, name: &str) -> Result<String, String> {
    match line.get(name) {
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(text.clone()),
        Some(Value::String(_)) => Err(format!("`{name}` is empty")),
        Some(_) => Err(format!("`{name}` is not a text")),
        None => Err(format!("missing field `{name}`")),
    }
}

/// A word, or a number or yes-or-no as a word; 1 and 1.0 are the same.
pub(crate) fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => {
            let whole = number.as_f64().filter(|it| it.fract() == 0.0 && it.abs() < 1e15);
            Some(whole.map_or_else(|| number.to_string(), |it| (it as i64).to_string()))
        }
        Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A list of words; one word alone is a list of one.
pub(crate) fn words(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(list) => list.iter().filter(|it| !is_blank(it)).map(word).collect(),
        _ => word(value).map(|word| vec![word]),
    }
}

/// Whatever a line says of itself, as one word.
pub(crate) fn name(value: &Value) -> String {
    words(value).map_or_else(|| value.to_string(), |words| words.join("+"))
}

/// A whole number of −2..2, or its name.
pub(crate) fn sentiment(value: &Value) -> Option<i8> {
    let word = word(value)?.to_lowercase().replace([' ', '-'], "_");
    match word.as_str() {
        "very_negative" => Some(-2),
        "negative" => Some(-1),
        "neutral" | "none" => Some(0),
        "positive" => Some(1),
        "very_positive" => Some(2),
        _ => number(value).filter(|it| it.fract() == 0.0 && it.abs() <= 2.0).map(|it| it as i8),
    }
}

/// Yes or no.
pub(crate) fn flag(value: &Value) -> Option<bool> {
    match word(value)?.to_lowercase().as_str() {
        "true" | "yes" | "y" => Some(true),
        "false" | "no" | "n" | "none" => Some(false),
        _ => number(value).filter(|it| (0.0..=1.0).contains(it)).map(|it| it >= 0.5),
    }
}

/// How soon something matters, by its name, its number or the usual names of three grades.
pub(crate) fn urgency(value: &Value) -> Option<Urgency> {
    match word(value)?.to_lowercase().as_str() {
        "none" | "low" | "no" | "0" | "false" => Some(Urgency::None),
        "soon" | "medium" | "today" | "1" => Some(Urgency::Soon),
        "now" | "high" | "urgent" | "immediate" | "critical" | "2" => Some(Urgency::Now),
        _ => None,
    }
}

/// The language a line says it is in: one of ours, or another word.
pub(crate) fn language(line: &Map<String, Value>) -> (Option<Language>, Option<String>) {
    let Some(said) = get(line, &["lang", "language"]).and_then(word) else { return (None, None) };
    match Language::of_tag(&said) {
        Some(language) => (Some(language), None),
        None => (None, Some(said.to_lowercase())),
    }
}

/// What was said before, where a line has it.
pub(crate) fn before(line: &Map<String, Value>) -> Result<Vec<String>, String> {
    let said = read(line, "prev", "a list of texts", words)?;
    // Other sets call a document their context: that is none of ours.
    Ok(said.or_else(|| get(line, &["context"]).and_then(words)).unwrap_or_default())
}

fn number(value: &Value) -> Option<f64> {
    word(value)?.replace('−', "-").parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whole_numbers_are_one_word_however_they_are_written() {
        let check = |value: Value, want: Option<&str>| assert_eq!(word(&value).as_deref(), want, "{value}");
        check(json!(1), Some("1"));
        check(json!(1.0), Some("1"));
        check(json!(-0.0), Some("0"));
        check(json!(1.5), Some("1.5"));
        check(json!(u64::MAX), Some("18446744073709551615"));
        check(json!(" a "), Some("a"));
        check(json!(true), Some("true"));
        check(json!(" "), None);
        check(json!({}), None);
    }

    #[test]
    fn what_is_clear_is_read_and_what_is_not_is_not() {
        for (value, want) in
            [(json!(-1.0), Some(-1)), (json!("negative"), Some(-1)), (json!("2"), Some(2)), (json!("−2"), Some(-2))]
        {
            assert_eq!(sentiment(&value), want, "{value}");
        }
        for value in [json!(0.5), json!(3), json!("sad"), json!({})] {
            assert_eq!(sentiment(&value), None, "{value}");
        }
        for (value, want) in [
            (json!("yes"), Some(true)),
            (json!("None"), Some(false)),
            (json!(1.0), Some(true)),
            (json!("0"), Some(false)),
            (json!(7), None),
            (json!("some"), None),
        ] {
            assert_eq!(flag(&value), want, "{value}");
        }
        for (value, want) in [
            (json!("high"), Some(Urgency::Now)),
            (json!("Soon"), Some(Urgency::Soon)),
            (json!(0.0), Some(Urgency::None)),
            (json!("later"), None),
        ] {
            assert_eq!(urgency(&value), want, "{value}");
        }
    }

    #[test]
    fn one_word_is_a_list_of_one() {
        assert_eq!(words(&json!("a")), Some(vec!["a".to_owned()]));
        assert_eq!(words(&json!(["a", null, 2.0])), Some(vec!["a".to_owned(), "2".to_owned()]));
        assert_eq!(words(&json!([["a"]])), None);
        assert_eq!(name(&json!(["jamo", "spacing"])), "jamo+spacing");
        assert_eq!(name(&json!({"a": 1})), r#"{"a":1}"#);
    }
}
