//! nlu: Rasa's marks of entities inside a sentence: `[25일](date)`, `[삼백]{"entity": "amount", "value": "300"}`.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::{Map, Value, json};

use super::Mark;

/// The words in brackets, then a name with or without a value, one description, or a list of them.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[([^\]]+?)\](?:\(([^:)]+?)(?::([^)]+))?\)|(\{[^}]+?\})|\[(\{.*?\})\])").expect("the pattern is sound")
});

/// A sentence without its marks, and the marks. A mark that cannot be read stays in the text and is told as false.
pub(super) fn read(text: &str) -> (String, Vec<Mark>, bool) {
    let (mut plain, mut marks, mut sound, mut from) = (String::new(), Vec::new(), true, 0);
    for found in MARK.captures_iter(text) {
        let (Some(whole), Some(words)) = (found.get(0), found.get(1)) else { continue };
        let Some(described) = described(&found) else {
            sound = false;
            continue;
        };
        plain.push_str(&text[from..whole.start()]);
        let start = plain.chars().count();
        plain.push_str(words.as_str());
        let end = plain.chars().count();
        marks.extend(described.into_iter().map(|mark| Mark {
            start,
            end,
            value: mark.value.filter(|value| value != words.as_str()),
            ..mark
        }));
        from = whole.end();
    }
    plain.push_str(&text[from..]);
    (plain, marks, sound)
}

/// A sentence with its marks. Marks that overlap another or lie outside the text are left out.
pub(super) fn write(text: &str, marks: &[Mark]) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut marks: Vec<&Mark> =
        marks.iter().filter(|mark| mark.start < mark.end && mark.end <= letters.len()).collect();
    marks.sort_by_key(|mark| mark.start);
    let (mut out, mut from) = (String::new(), 0);
    for mark in marks {
        if mark.start < from {
            continue;
        }
        out.extend(&letters[from..mark.start]);
        out.push('[');
        out.extend(&letters[mark.start..mark.end]);
        out.push(']');
        out.push_str(&description(mark));
        from = mark.end;
    }
    out.extend(&letters[from..]);
    out
}

/// True where Rasa would take plain text for a mark.
pub(super) fn looks_marked(text: &str) -> bool {
    MARK.is_match(text)
}

fn described(found: &Captures<'_>) -> Option<Vec<Mark>> {
    if let Some(name) = found.get(2) {
        let value = found.get(3).map(|value| value.as_str().to_owned());
        return Some(vec![Mark { entity: name.as_str().to_owned(), value, ..Mark::default() }]);
    }
    let list = match (found.get(4), found.get(5)) {
        (Some(one), _) => format!("[{}]", one.as_str()),
        (_, Some(several)) => format!("[{}]", several.as_str()),
        _ => return None,
    };
    let list: Vec<Map<String, Value>> = serde_json::from_str(&list).ok()?;
    let word = |of: &Map<String, Value>, name: &str| match of.get(name) {
        Some(Value::String(word)) => Some(word.clone()),
        Some(other @ (Value::Number(_) | Value::Bool(_))) => Some(other.to_string()),
        _ => None,
    };
    let mark = |of: &Map<String, Value>| {
        let entity = word(of, "entity")?;
        Some(Mark {
            entity,
            value: word(of, "value"),
            role: word(of, "role"),
            group: word(of, "group"),
            ..Mark::default()
        })
    };
    list.iter().map(mark).collect()
}

fn description(mark: &Mark) -> String {
    let simple = mark.entity.chars().all(|c| !matches!(c, ':' | ')' | '(' | ']'));
    if mark.value.is_none() && mark.role.is_none() && mark.group.is_none() && simple {
        return format!("({})", mark.entity);
    }
    let mut fields = Map::new();
    fields.insert("entity".to_owned(), json!(mark.entity));
    for (name, value) in [("value", &mark.value), ("role", &mark.role), ("group", &mark.group)] {
        if let Some(value) = value {
            fields.insert(name.to_owned(), json!(value));
        }
    }
    Value::Object(fields).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_mark_is_read() {
        let check = |text: &str, plain: &str, want: &[(usize, usize, &str, Option<&str>)]| {
            let (got, marks, sound) = read(text);
            assert!(sound, "{text}");
            assert_eq!(got, plain);
            let marks: Vec<_> =
                marks.iter().map(|it| (it.start, it.end, it.entity.as_str(), it.value.as_deref())).collect();
            assert_eq!(marks, want, "{text}");
        };
        check("매달 [25일](date)로", "매달 25일로", &[(3, 6, "date", None)]);
        check("[yen](currency:JPY)?", "yen?", &[(0, 3, "currency", Some("JPY"))]);
        check(r#"[삼백]{"entity": "amount", "value": 300}"#, "삼백", &[(0, 2, "amount", Some("300"))]);
        check(r#"[a]{"entity": "x", "role": "to"} [b](y)"#, "a b", &[(0, 1, "x", None), (2, 3, "y", None)]);
        check(r#"[a][{"entity": "x"}, {"entity": "y"}]"#, "a", &[(0, 1, "x", None), (0, 1, "y", None)]);
        check("no marks [at] all (here)", "no marks [at] all (here)", &[]);
    }

    #[test]
    fn a_mark_that_cannot_be_read_stays_and_is_told() {
        let (text, marks, sound) = read(r#"[a]{"value": "no entity"} [b](y)"#);
        assert!(!sound);
        assert_eq!((text.as_str(), marks.len()), (r#"[a]{"value": "no entity"} b"#, 1));
        assert!(!read("[a]{broken json}").2);
    }

    #[test]
    fn marks_outside_the_text_are_left_out() {
        let mark = |start, end| Mark { start, end, entity: "x".into(), ..Mark::default() };
        assert_eq!(write("abc", &[mark(1, 2), mark(1, 3), mark(2, 9), mark(2, 2)]), "a[b](x)c");
    }
}
