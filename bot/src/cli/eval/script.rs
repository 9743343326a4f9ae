//! bot: a scripted conversation, as one line of JSON tells it.

use handoff::handoff::Priority;
use handoff::message::Channel;
use handoff::person::Level;
use jiff::Timestamp;
use nlu::Intent;
use serde::Deserialize;
use serde_json::Value;

use crate::core::Lookup;
use crate::core::demo::Scenario;
use crate::dialogue::action::{Action, OUT_OF_SCOPE};

/// A conversation to be played.
#[derive(Debug, Clone)]
pub(super) struct Script {
    /// Where it stands in its file.
    pub line: usize,
    pub id: String,
    pub why: String,
    pub channel: Channel,
    pub verification: Level,
    pub scenario: Scenario,
    pub agents_online: u32,
    pub now: Timestamp,
    pub turns: Vec<Turn>,
}

/// What the customer says, what changes before it, and what must come of it.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub say: String,
    pub set: Set,
    pub expect: Expect,
}

/// What changes before a turn.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Set {
    pub verification: Option<Level>,
    pub agent: Option<AgentDoes>,
    pub promise: Option<String>,
    pub now: Option<Timestamp>,
}

/// What a person at the desk does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AgentDoes {
    Joined,
    Closed,
}

/// What must come of a turn. An empty list is not graded; one of several is enough.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Expect {
    pub intent: Vec<String>,
    pub action: Vec<String>,
    pub faq: Vec<String>,
    pub lookup: Vec<String>,
    pub must_contain: Vec<String>,
    pub must_not_contain: Vec<String>,
    pub handoff_reason: Vec<String>,
    pub priority: Vec<String>,
}

/// A line that was read, and what is odd about it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub script: Script,
    pub warnings: Vec<String>,
}

/// Why a line cannot be played.
#[derive(Debug, thiserror::Error)]
pub(super) enum Malformed {
    #[error("it is not JSON of the form that is expected: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{0} is empty")]
    Empty(&'static str),
    #[error("{field} is {value:?}; it can be {allowed}")]
    Word { field: &'static str, value: String, allowed: &'static str },
    #[error("the profile cannot be played: {0}")]
    Profile(String),
}

/// Monday, ten in the morning in Seoul, where a line names no time.
const USUAL_NOW: &str = "2026-11-23T10:00:00+09:00";
/// The reasons for which a person takes over, as scripts name them.
pub(super) const REASONS: [&str; 6] =
    ["user_request", "frustration", "urgent", "low_confidence", "policy_required", "technical"];

const FIELDS: &[&str] = &["id", "why", "channel", "verification", "profile", "turns"];
const PROFILE_FIELDS: &[&str] = &[
    "age65",
    "overdue_days",
    "in_debt_adjustment",
    "contracts",
    "cards",
    "agents_online",
    "now",
    "contract_names",
    "card_names",
    "open_application",
    "relief_case",
    "dispute",
    "fixtures",
];
const TURN_FIELDS: &[&str] = &["say", "set", "expect"];
const SET_FIELDS: &[&str] = &["verification", "agent", "promise", "now"];
const EXPECT_FIELDS: &[&str] =
    &["intent", "action", "faq", "lookup", "must_contain", "must_not_contain", "handoff_reason", "priority"];

#[derive(Deserialize)]
struct RawScript {
    id: String,
    #[serde(default)]
    why: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    verification: Option<String>,
    #[serde(default)]
    profile: Value,
    turns: Vec<RawTurn>,
}

#[derive(Deserialize)]
struct RawTurn {
    say: String,
    #[serde(default)]
    set: Option<RawSet>,
    #[serde(default)]
    expect: Option<RawExpect>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawSet {
    verification: Option<String>,
    agent: Option<AgentDoes>,
    promise: Option<String>,
    now: Option<Timestamp>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawExpect {
    intent: Option<Words>,
    action: Option<Words>,
    faq: Option<Words>,
    lookup: Option<Words>,
    must_contain: Option<Words>,
    must_not_contain: Option<Words>,
    handoff_reason: Option<Words>,
    priority: Option<Words>,
}

/// One word, or any of several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Any(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Online {
    Whether(bool),
    Count(u32),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawDay {
    now: Option<Timestamp>,
    agents_online: Option<Online>,
}

/// Reads one line. What nobody asked for is warned of and passed over, so that a set with remarks of its
/// own can be played; what cannot be understood is an error.
pub(super) fn parse(line: usize, text: &str) -> Result<Parsed, Malformed> {
    let value: Value = serde_json::from_str(text)?;
    let mut warnings = unknown_fields(&value);
    let raw: RawScript = serde_json::from_value(value)?;
    if raw.id.trim().is_empty() {
        return Err(Malformed::Empty("id"));
    }
    if raw.turns.is_empty() {
        return Err(Malformed::Empty("turns"));
    }
    let profile = if raw.profile.is_null() { Value::Object(serde_json::Map::new()) } else { raw.profile };
    let profile = without_nulls(profile);
    let day: RawDay = serde_json::from_value(profile.clone())?;
    let scenario: Scenario = serde_json::from_value(profile).map_err(|error| Malformed::Profile(error.to_string()))?;
    let mut turns = Vec::new();
    for turn in raw.turns {
        if turn.say.trim().is_empty() {
            return Err(Malformed::Empty("say"));
        }
        let set = turn.set.unwrap_or_default();
        let expect = turn.expect.unwrap_or_default().read();
        warnings.extend(expect.unmeetable());
        turns.push(Turn {
            say: turn.say,
            set: Set {
                verification: set.verification.as_deref().map(level).transpose()?,
                agent: set.agent,
                promise: set.promise.filter(|promise| !promise.trim().is_empty()),
                now: set.now,
            },
            expect,
        });
    }
    Ok(Parsed {
        script: Script {
            line,
            id: raw.id,
            why: raw.why.unwrap_or_default(),
            channel: raw.channel.as_deref().map_or(Ok(Channel::Web), channel)?,
            verification: raw.verification.as_deref().map_or(Ok(Level::V0), level)?,
            scenario,
            agents_online: match day.agents_online {
                None | Some(Online::Whether(true)) => 1,
                Some(Online::Whether(false)) => 0,
                Some(Online::Count(count)) => count,
            },
            now: day.now.unwrap_or_else(|| USUAL_NOW.parse().expect("it is a time")),
            turns,
        },
        warnings,
    })
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        other => other,
    }
}

fn level(word: &str) -> Result<Level, Malformed> {
    match word {
        "V0" => Ok(Level::V0),
        "V1" => Ok(Level::V1),
        "V2" => Ok(Level::V2),
        other => Err(Malformed::Word { field: "verification", value: other.to_owned(), allowed: "V0, V1 or V2" }),
    }
}

fn channel(word: &str) -> Result<Channel, Malformed> {
    match word {
        "web" => Ok(Channel::Web),
        "telegram" => Ok(Channel::Telegram),
        other => Err(Malformed::Word { field: "channel", value: other.to_owned(), allowed: "web or telegram" }),
    }
}

/// The lookup that a word names: `L10`, `l10`, `overdue_balance`, `L10 overdue_balance`.
pub(super) fn lookup(word: &str) -> Option<Lookup> {
    let mut names =
        word.split(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ')' | ',')).filter(|name| !name.is_empty());
    names.find_map(|name| {
        let number = || name.strip_prefix(['L', 'l'])?.parse::<usize>().ok()?.checked_sub(1);
        name.parse().ok().or_else(|| number().and_then(|number| Lookup::ALL.get(number).copied()))
    })
}

impl RawExpect {
    fn read(self) -> Expect {
        let list = |words: Option<Words>| match words {
            None => Vec::new(),
            Some(Words::One(word)) => vec![word],
            Some(Words::Any(words)) => words,
        };
        Expect {
            intent: list(self.intent),
            action: list(self.action),
            faq: list(self.faq),
            lookup: list(self.lookup),
            must_contain: list(self.must_contain),
            must_not_contain: list(self.must_not_contain),
            handoff_reason: list(self.handoff_reason),
            priority: list(self.priority),
        }
    }
}

impl Expect {
    /// Words that nothing can ever meet: they count as failed, and are named.
    fn unmeetable(&self) -> Vec<String> {
        let known_intent = |word: &String| word.parse::<Intent>().is_ok() || word == OUT_OF_SCOPE;
        let known_action = |word: &String| Action::ALL.iter().any(|action| action.name() == word.as_str());
        let known_priority = |word: &String| word.parse::<Priority>().is_ok();
        type Check<'a> = (&'a str, &'a [String], &'a dyn Fn(&String) -> bool);
        let checks: [Check<'_>; 5] = [
            ("intent", &self.intent, &known_intent),
            ("action", &self.action, &known_action),
            ("lookup", &self.lookup, &|word| lookup(word).is_some()),
            ("handoff_reason", &self.handoff_reason, &|word| REASONS.contains(&word.as_str())),
            ("priority", &self.priority, &known_priority),
        ];
        let mut odd = Vec::new();
        for (field, words, known) in checks {
            odd.extend(
                words
                    .iter()
                    .filter(|word| !known(word))
                    .map(|word| format!("{field} {word:?} is not known; it cannot be met")),
            );
        }
        odd
    }
}

/// Fields with a name that is none of ours, which is most often a slip of the pen.
fn unknown_fields(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |place: &str, value: &Value, known: &[&str]| {
        if let Value::Object(fields) = value {
            let odd = fields.keys().filter(|name| !known.contains(&name.as_str()));
            found.extend(odd.map(|name| format!("{place}{name} is not a field; it is passed over")));
        }
    };
    look("", value, FIELDS);
    look("profile.", &value["profile"], PROFILE_FIELDS);
    for turn in value["turns"].as_array().into_iter().flatten() {
        look("turns[].", turn, TURN_FIELDS);
        look("turns[].set.", &turn["set"], SET_FIELDS);
        look("turns[].expect.", &turn["expect"], EXPECT_FIELDS);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"a","why":"w","channel":"telegram","verification":"V1",
        "profile":{"age65":true,"overdue_days":12,"contracts":2,"cards":0,"agents_online":false,
        "now":"2026-11-23T21:30:00+09:00","fixtures":{"overdue_total":"1,234,500원"}},
        "turns":[{"say":"제 연체금 얼마예요","set":{"verification":"V2","promise":null},
        "expect":{"intent":"overdue_amount","action":["ask_verification","status_lookup"],"faq":null,
        "lookup":"L10","must_not_contain":["1,234,500원"]}}]}"#;

    #[test]
    fn a_line_is_read_whole() {
        let Parsed { script, warnings } = parse(3, LINE).unwrap();
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!((script.line, script.channel, script.verification), (3, Channel::Telegram, Level::V1));
        assert!(script.scenario.age65 && script.scenario.overdue_days == 12 && script.scenario.contracts == 2);
        assert_eq!(script.agents_online, 0);
        let turn = &script.turns[0];
        assert_eq!(turn.set.verification, Some(Level::V2));
        assert_eq!((turn.expect.action.len(), turn.expect.faq.len()), (2, 0));
    }

    #[test]
    fn what_cannot_be_read_is_an_error_that_says_what_to_do() {
        let check = |text: &str, want: &str| {
            let error = parse(1, text).unwrap_err().to_string();
            assert!(error.contains(want), "{error}, not {want}");
        };
        check("{", "not JSON");
        check(r#"{"id":"a"}"#, "turns");
        check(r#"{"id":"a","turns":[]}"#, "turns is empty");
        check(r#"{"id":" ","turns":[{"say":"x"}]}"#, "id is empty");
        check(r#"{"id":"a","turns":[{"say":""}]}"#, "say is empty");
        check(r#"{"id":"a","channel":"fax","turns":[{"say":"x"}]}"#, "web or telegram");
        check(r#"{"id":"a","verification":"V9","turns":[{"say":"x"}]}"#, "V0, V1 or V2");
        check(r#"{"id":"a","turns":[{"say":"x","set":{"agent":"left"}}]}"#, "joined");
    }

    #[test]
    fn what_is_odd_is_named_and_played_all_the_same() {
        let odd = r#"{"id":"a","note":"x","turns":[{"say":"x","expect":{"acton":"handoff","action":"hand_over","intent":"buy"}}]}"#;
        let Parsed { warnings, .. } = parse(1, odd).unwrap();
        assert_eq!(warnings.len(), 4, "{warnings:?}");
    }

    #[test]
    fn a_lookup_is_named_by_its_number_or_its_name() {
        for word in ["L10", "l10", "overdue_balance", "L10 overdue_balance", "L10: overdue_balance"] {
            assert_eq!(lookup(word), Some(Lookup::OverdueBalance), "{word}");
        }
        for word in ["L0", "L19", "10", "balance", ""] {
            assert_eq!(lookup(word), None, "{word}");
        }
    }
}
