//! bot: what was expected of a turn against what came of it.

use handoff::reason::{Code, Reason, Signal};
use serde::Serialize;

use super::play::{Heard, Played};
use super::script::{self, Expect, Script};

/// What a turn did not do as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Miss {
    pub field: &'static str,
    pub expected: String,
    pub got: String,
}

/// The misses of each turn of a conversation, in order.
pub(super) fn judge(script: &Script, played: &Played, strict: bool) -> Vec<Vec<Miss>> {
    let turns = script.turns.iter().zip(&played.turns).enumerate();
    turns
        .map(|(n, (turn, heard))| {
            let greeting = if n == 0 { played.greeting.as_str() } else { "" };
            misses(&turn.expect, heard, greeting, strict)
        })
        .collect()
}

fn misses(expect: &Expect, heard: &Heard, greeting: &str, strict: bool) -> Vec<Miss> {
    let decided = &heard.decided;
    let main = |all: Vec<String>| if strict { all.into_iter().take(1).collect() } else { all };
    let intents = main(decided.intents.clone());
    let actions = main(decided.actions.iter().map(|action| action.name().to_owned()).collect());
    let lookups: Vec<String> = decided.lookups.iter().map(|lookup| lookup.name().to_owned()).collect();
    let reasons = heard.reason.as_ref().map(reasons).unwrap_or_default();
    let mut found = Vec::new();
    let mut check = |field, expected: &[String], got: &[String]| {
        if !expected.is_empty() && !expected.iter().any(|one| got.contains(one)) {
            found.push(Miss { field, expected: expected.join(" or "), got: shown(got) });
        }
    };
    check("intent", &expect.intent, &intents);
    check("action", &expect.action, &actions);
    check("faq", &expect.faq, &decided.articles);
    let named: Vec<String> = expect
        .lookup
        .iter()
        .map(|word| script::lookup(word).map_or_else(|| word.clone(), |lookup| lookup.name().to_owned()))
        .collect();
    check("lookup", &named, &lookups);
    check("handoff_reason", &expect.handoff_reason, &reasons);
    check("priority", &expect.priority, &[heard.priority.to_string()]);
    let text = heard.text();
    let with_greeting = format!("{greeting} {text}");
    for part in &expect.must_contain {
        if !holds(&with_greeting, part) {
            found.push(Miss { field: "must_contain", expected: part.clone(), got: String::new() });
        }
    }
    for part in &expect.must_not_contain {
        if holds(&text, part) {
            found.push(Miss { field: "must_not_contain", expected: part.clone(), got: part.clone() });
        }
    }
    found
}

/// A reason in the words of scripts: its own first, then what else speaks for it.
fn reasons(reason: &Reason) -> Vec<String> {
    let own = match reason.code {
        Code::UserRequest => "user_request",
        Code::Frustration => "frustration",
        Code::Emergency => "urgent",
        Code::LowConfidence | Code::OutOfScope => "low_confidence",
        Code::PolicyRight | Code::Authority => "policy_required",
        Code::Technical => "technical",
    };
    let mut all = vec![own.to_owned()];
    for evidence in &reason.evidence {
        let word = match evidence.signal.parse() {
            Ok(Signal::Mood | Signal::Frustration | Signal::StrongWords | Signal::Repetition) => "frustration",
            Ok(Signal::Request) => "user_request",
            Ok(Signal::Right | Signal::Authority) => "policy_required",
            Ok(Signal::Confidence | Signal::Scope) => "low_confidence",
            Ok(Signal::Failure | Signal::Promise) | Err(_) => continue,
        };
        if all.iter().all(|one| one != word) {
            all.push(word.to_owned());
        }
    }
    all
}

fn shown(got: &[String]) -> String {
    if got.is_empty() { "nothing".to_owned() } else { got.join(", ") }
}

/// Whether a text holds a part, whatever the spaces, and with or without the marks of bold letters.
fn holds(text: &str, part: &str) -> bool {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = |text: &str| spaced(&text.replace("**", ""));
    let part = spaced(part);
    let unmarked = bare(&part);
    !part.is_empty() && (spaced(text).contains(&part) || (!unmarked.is_empty() && bare(text).contains(&unmarked)))
}

#[cfg(test)]
mod tests {
    use handoff::handoff::Priority;

    use super::*;
    use crate::dialogue::action::{Action, Decided};

    fn heard() -> Heard {
        Heard {
            decided: Decided {
                intents: vec!["hardship_request".into()],
                actions: vec![Action::RequestReceipt, Action::Handoff],
                ..Decided::default()
            },
            said: vec!["접수했어요.\n**10영업일** 안에".into()],
            reason: Some(Reason::policy_right(1, "상환 유예")),
            priority: Priority::High,
        }
    }

    fn expecting(change: impl FnOnce(&mut Expect)) -> Expect {
        let mut expect = Expect::default();
        change(&mut expect);
        expect
    }

    #[test]
    fn anything_that_was_done_meets_and_strictly_only_the_main_thing() {
        let handoff = expecting(|expect| expect.action = vec!["handoff".into()]);
        assert!(misses(&handoff, &heard(), "", false).is_empty());
        let strict = misses(&handoff, &heard(), "", true);
        assert_eq!((strict[0].field, strict[0].got.as_str()), ("action", "request_receipt"));
    }

    #[test]
    fn what_is_not_named_is_not_graded() {
        assert!(misses(&Expect::default(), &heard(), "", true).is_empty());
    }

    #[test]
    fn every_other_field_is_held_against_what_came() {
        let check = |change: fn(&mut Expect), want: Option<&str>| {
            let found = misses(&expecting(change), &heard(), "AI 상담입니다", false);
            assert_eq!(found.first().map(|miss| miss.field), want, "{found:?}");
        };
        check(|expect| expect.intent = vec!["overdue_amount".into()], Some("intent"));
        check(|expect| expect.lookup = vec!["L10".into()], Some("lookup"));
        check(|expect| expect.handoff_reason = vec!["policy_required".into()], None);
        check(|expect| expect.handoff_reason = vec!["urgent".into()], Some("handoff_reason"));
        check(|expect| expect.priority = vec!["high".into()], None);
        check(|expect| expect.priority = vec!["normal".into()], Some("priority"));
        check(|expect| expect.must_contain = vec!["접수했어요. 10영업일".into(), "AI".into()], None);
        check(|expect| expect.must_contain = vec!["1332".into()], Some("must_contain"));
        check(|expect| expect.must_not_contain = vec!["10영업일".into()], Some("must_not_contain"));
        check(|expect| expect.must_not_contain = vec!["AI".into()], None);
        check(|expect| expect.must_not_contain = vec!["****".into()], None);
    }
}
