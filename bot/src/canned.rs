//! bot: replies that a team keeps for itself: what one is made of, and what it may hold.

use handoff::message::Language;
use jiff::Timestamp;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error as NotAWord;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization as _;

use crate::mask::mask;

/// How long each part may be, in characters. A filled text must still fit into a message.
const SHORT: usize = 20;
const TITLE: usize = 60;
const TEXT: usize = 1000;

/// What stands in braces in a text, and is filled from the conversation at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Variable {
    Name,
    Agent,
    Company,
    Team,
    Receipt,
    Product,
    Promise,
    Callback,
    Opening,
}

/// A reply that keeps all rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub language: Language,
    /// What is typed after the slash, in small letters.
    pub short: String,
    pub title: String,
    pub text: String,
}

/// A reply that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub id: String,
    pub draft: Draft,
    /// Grows with every change.
    pub version: i64,
    pub changed_at: Timestamp,
    /// By name; nobody where it is of the starting stock.
    pub changed_by: Option<String>,
}

/// What does not go, as a code, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong(pub &'static str, pub &'static str);

impl Draft {
    /// Reads what a lead has written. Personal numbers are masked as everywhere.
    pub fn parse(language: Language, short: &str, title: &str, text: &str) -> Result<Self, Wrong> {
        Ok(Self { language, short: parse_short(short)?, title: parse_title(title)?, text: parse_text(text)? })
    }
}

/// One name for what looks the same: composed, in small letters, without the slash before it.
fn parse_short(short: &str) -> Result<String, Wrong> {
    let short = short.trim();
    let short: String = short.strip_prefix('/').unwrap_or(short).nfc().collect::<String>().to_lowercase();
    if short.is_empty() {
        return Err(Wrong("short_missing", "Give it a short name: what is typed after the slash."));
    }
    if short.chars().count() > SHORT {
        return Err(Wrong("short_too_long", "A short name has at most 20 characters."));
    }
    if !short.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
        return Err(Wrong("short_letters", "A short name has letters, digits, - and _, and no spaces."));
    }
    if mask(&short).text != short {
        return Err(Wrong("short_number", "A short name is no personal number: choose a word."));
    }
    Ok(short)
}

fn parse_title(title: &str) -> Result<String, Wrong> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Wrong("title_missing", "Give it a title, so that colleagues find it."));
    }
    if title.chars().count() > TITLE {
        return Err(Wrong("title_too_long", "A title has at most 60 characters."));
    }
    Ok(mask(&title).text)
}

fn parse_text(text: &str) -> Result<String, Wrong> {
    let text = text.replace("\r\n", "\n").replace(|c: char| c.is_control() && c != '\n' && c != '\t', "");
    let text = text.trim();
    if text.is_empty() {
        return Err(Wrong("text_missing", "Write what the customer is to read."));
    }
    if text.chars().count() > TEXT {
        return Err(Wrong("text_too_long", "A reply has at most 1,000 characters: shorten it, or make two of it."));
    }
    if !braces_hold_variables(text) {
        return Err(Wrong(
            "unknown_variable",
            "Braces hold one of name, agent, company, team, receipt, product, promise, callback and opening.",
        ));
    }
    Ok(mask(text).text)
}

/// Whatever else stands in braces would be read by the customer as it is.
fn braces_hold_variables(text: &str) -> bool {
    let mut parts = text.split('{');
    let outside = |part: &str| !part.contains('}');
    parts.next().is_none_or(outside)
        && parts.all(|part| part.split_once('}').is_some_and(|(name, rest)| is_variable(name) && outside(rest)))
}

fn is_variable(name: &str) -> bool {
    let word: serde::de::value::StrDeserializer<'_, NotAWord> = name.into_deserializer();
    Variable::deserialize(word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(short: &str, title: &str, text: &str, want: Result<(&str, &str, &str), &str>) {
        let got = Draft::parse(Language::Ko, short, title, text);
        let got = got.as_ref().map(|one| (&*one.short, &*one.title, &*one.text)).map_err(|wrong| wrong.0);
        assert_eq!(got, want, "{short:?} {title:?} {text:?}");
    }

    #[test]
    fn a_draft_is_tidied() {
        check(" /인사 ", " 첫  인사\n", "네.\r\n감사합니다. ", Ok(("인사", "첫 인사", "네.\n감사합니다.")));
        check("Bye-2_b", "Bye", "Thanks, {name}.", Ok(("bye-2_b", "Bye", "Thanks, {name}.")));
        // A Mac writes syllables in parts.
        check("\u{110b}\u{1175}\u{11ab}\u{1109}\u{1161}", "인사", "네.", Ok(("인사", "인사", "네.")));
        check("a", "b", "네\u{7}요", Ok(("a", "b", "네요")));
    }

    #[test]
    fn what_does_not_go_is_said() {
        let long = |n: usize| "가".repeat(n);
        check("", "a", "b", Err("short_missing"));
        check(" / ", "a", "b", Err("short_missing"));
        check(&long(21), "a", "b", Err("short_too_long"));
        check("첫 인사", "a", "b", Err("short_letters"));
        check("a/b", "a", "b", Err("short_letters"));
        check("01012345678", "a", "b", Err("short_number"));
        check("a", " \n", "b", Err("title_missing"));
        check("a", &long(61), "b", Err("title_too_long"));
        check("a", "b", " \u{7}", Err("text_missing"));
        check("a", "b", &long(1001), Err("text_too_long"));
        assert!(Draft::parse(Language::Ko, &long(20), &long(60), &long(1000)).is_ok());
    }

    #[test]
    fn braces_hold_variables_and_nothing_else() {
        for text in
            ["{name}", "{agent} {company} {team}", "{receipt}{product}", "{promise}, {callback}, {opening}", "없음"]
        {
            assert!(braces_hold_variables(text), "{text}");
        }
        for text in
            ["{nam}", "{Name}", "{ name }", "{}", "{name", "name}", "{{name}}", "{name}}", "{0}", "{\"name\": 1}"]
        {
            check("a", "b", text, Err("unknown_variable"));
        }
    }

    #[test]
    fn personal_numbers_are_masked_and_service_numbers_stay() {
        let text = |text: &str| Draft::parse(Language::Ko, "a", "b", text).expect("it keeps the rules").text;
        assert!(!text("담당자 010-1234-5678로 전화해 주세요.").contains("1234-5678"));
        assert_eq!(text("1588-1234로 전화해 주세요."), "1588-1234로 전화해 주세요.");
    }
}
