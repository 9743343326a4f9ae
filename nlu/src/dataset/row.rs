//! nlu: a line of JSON as a sentence with our labels.

use serde_json::{Map, Value};

use super::{Label, Row, value};

/// Reads a line; its label stands in `field`.
pub(super) fn row(line: &Map<String, Value>, field: &str) -> Result<Row, String> {
    let (lang, other_lang) = value::language(line);
    let name = |name: &str| value::get(line, &[name]).map(value::name);
    let mut right = labels(line, field)?.into_iter();
    let intent = right.next();
    let accept = right.chain(labels(line, "accept")?).collect();
    Ok(Row {
        text: value::text(line, "text")?,
        lang,
        other_lang,
        intent,
        accept,
        sentiment: value::read(line, "sentiment", "a whole number of −2..2", value::sentiment)?,
        frustration: value::read(line, "frustration", "true, false, 0 or 1", value::flag)?,
        urgency: value::read(line, "urgency", "none, soon or now", value::urgency)?,
        urgent: value::read(line, "urgent", "true, false, 0 or 1", value::flag)?,
        prev: value::before(line)?,
        register: name("register"),
        typo: name("typo"),
        channel: name("channel"),
        near: name("near").and_then(|name| name.parse().ok()),
    })
}

fn labels(line: &Map<String, Value>, field: &str) -> Result<Vec<Label>, String> {
    let names = value::read(line, field, "a label or a list of labels", value::words)?.unwrap_or_default();
    names.into_iter().map(|name| Label::try_from(name).map_err(|unknown| format!("`{field}`: {unknown}"))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Intent, Language, Urgency};

    fn read(line: &Value) -> Result<Row, String> {
        row(line.as_object().unwrap(), "intent")
    }

    #[test]
    fn odd_spellings_are_read_where_they_are_clear() {
        let check = |field: &str, value: Value, want: &dyn Fn(&Row) -> bool| {
            let row = read(&json!({"text": "카드", field: value.clone()})).unwrap();
            assert!(want(&row), "{field} {value}: {row:?}");
        };
        let lost = Some(Label::Intent(Intent::CardLost));
        check("lang", json!("KO"), &|row| row.lang == Some(Language::Ko));
        check("lang", json!("en-US"), &|row| row.lang == Some(Language::En));
        check("lang", json!("Mixed"), &|row| row.lang.is_none() && row.other_lang.as_deref() == Some("mixed"));
        check("language", json!("ko"), &|row| row.lang == Some(Language::Ko));
        check("intent", json!(["card_lost"]), &|row| row.intent == lost && row.accept.is_empty());
        check("intent", json!(["card_lost", "oos"]), &|row| row.intent == lost && row.accept == [Label::OutOfScope]);
        check("intent", json!("Card Lost"), &|row| row.intent == lost);
        check("intent", json!([]), &|row| row.intent.is_none());
        check("accept", json!("card_lost"), &|row| row.accept.len() == 1);
        check("accept", Value::Null, &|row| row.accept.is_empty());
        check("sentiment", json!(-1.0), &|row| row.sentiment == Some(-1));
        check("frustration", json!("none"), &|row| row.frustration == Some(false));
        check("urgency", json!("high"), &|row| row.urgency == Some(Urgency::Now));
        check("urgent", json!("yes"), &|row| row.urgent == Some(true));
        check("prev", json!("a"), &|row| row.prev == ["a"]);
        check("prev", Value::Null, &|row| row.prev.is_empty());
        check("context", json!(["a", "b"]), &|row| row.prev.len() == 2);
        check("context", json!({"id": 3}), &|row| row.prev.is_empty());
        check("typo", json!(2.0), &|row| row.typo.as_deref() == Some("2"));
        check("register", json!(["plain", "rude"]), &|row| row.register.as_deref() == Some("plain+rude"));
        check("channel", json!(true), &|row| row.channel.as_deref() == Some("true"));
        check("near", json!("card_lost"), &|row| row.near == Some(Intent::CardLost));
        check("near", json!(0.7), &|row| row.near.is_none());
    }

    #[test]
    fn what_is_not_clear_is_told_with_what_is_expected() {
        let check = |field: &str, value: Value, want: &str| {
            let error = read(&json!({"text": "카드", field: value})).unwrap_err();
            assert!(error.contains(want) && error.contains(&format!("`{field}`")), "{error}");
        };
        check("intent", json!("card_lst"), "nearest: card_lost");
        check("intent", json!({"name": "card_lost"}), "not a label or a list of labels");
        check("accept", json!(["nope"]), "`nope`");
        check("sentiment", json!(-0.5), "is -0.5, not a whole number of −2..2");
        check("frustration", json!("some"), "not true, false, 0 or 1");
        check("urgency", json!("later"), "not none, soon or now");
        check("prev", json!([{"role": "bot"}]), "not a list of texts");
        check("prev", json!([["x".repeat(100)]]), "…, not a list");
        check("text", json!(5), "is not a text");
    }
}
