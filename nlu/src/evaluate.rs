//! nlu: how well messages are understood, measured on labelled sentences as production would answer them.

use models::text::{compact, normalise};

use crate::{EmergencyKind, Intent, Label, Nlu, Row, Understanding};

pub mod alarm;
mod ask;
pub mod calibration;
pub mod case;
pub mod compare;
pub mod decision;
pub mod fold;
pub mod free;
pub mod gate;
pub mod html;
pub mod label;
pub mod line;
pub mod metric;
pub mod mood;
pub mod report;
pub mod resample;
pub mod scope;
pub mod selective;
pub mod similarity;
pub mod slice;

pub use case::{Alarm, Answer, Case, Flag, Graded, Meaning, Trial, Verdict};
pub use report::{Evaluation, Latency, Report, measure};
pub use resample::Resampling;

/// Measures how a model understands some sentences.
pub fn evaluate(nlu: &Nlu, rows: &[Row]) -> Evaluation {
    measure(&trial(nlu, rows), &Resampling::default())
}

/// Asks a model about some sentences.
pub fn trial(nlu: &Nlu, rows: &[Row]) -> Trial {
    let mut trial = Trial::new(Intent::ALL.map(|intent| intent.name().to_owned()));
    let understood = ask::ask(rows, |row| {
        let previous: Vec<&str> = row.prev.iter().map(String::as_str).collect();
        nlu.understand(&row.text, &previous)
    });
    for (row, (understanding, took)) in rows.iter().zip(understood) {
        trial.push(case(row, &understanding, took));
    }
    trial
}

/// A row beside what was understood of it, and the milliseconds that took where they were counted.
pub fn case(row: &Row, understanding: &Understanding, took: Option<f64>) -> Case {
    Case {
        text: row.text.clone(),
        prev: row.prev.clone(),
        right: row.intent.map(meaning),
        accept: row.accept.iter().copied().map(meaning).collect(),
        answer: answer(understanding, took),
        frustration: row.frustration.map(|right| Flag {
            right,
            given: understanding.is_frustrated(),
            score: f64::from(understanding.mood.frustration),
        }),
        sentiment: row.sentiment.map(|right| Graded {
            right,
            given: understanding.mood.class(),
            expected: f64::from(understanding.mood.sentiment),
        }),
        urgency: row.urgency.map(|right| (right.to_string(), understanding.urgency.to_string())),
        alarm: row.urgent.map(|right| Alarm {
            right,
            kind: row.intent.and_then(Label::intent).filter(|intent| intent.is_urgent()).map(emergency),
            raised: raised(row, understanding),
            hard: !right && is_hard_negative(row),
        }),
        slices: slices(row),
    }
}

fn meaning(label: Label) -> Meaning {
    label.intent().map_or(Meaning::OutOfScope, |intent| Meaning::Label(intent as usize))
}

fn answer(understanding: &Understanding, took: Option<f64>) -> Answer {
    let mut labels = vec![0.0; Intent::ALL.len()];
    understanding.intents.iter().for_each(|scored| labels[scored.value as usize] = scored.confidence);
    let verdict = match understanding.verdict() {
        crate::Verdict::Confident(intent) => Verdict::Sure(intent as usize),
        crate::Verdict::Ambiguous(one, other) => Verdict::Either(one as usize, other as usize),
        crate::Verdict::Unknown => Verdict::Reject,
    };
    Answer { labels, in_scope: Some(understanding.in_scope), verdict: Some(verdict), took }
}

/// The name of the emergency that an intent deals with; of a suspicious contact, which is none yet, its own.
fn emergency(intent: Intent) -> String {
    EmergencyKind::of(intent).map_or_else(|| intent.to_string(), |kind| kind.to_string())
}

/// The emergency that was raised. Where somebody marks a suspicious contact as one, before anything was given, what is
/// right is to warn and ask what was given: being understood as one is then as good as an alarm.
fn raised(row: &Row, understanding: &Understanding) -> Option<String> {
    let marked = row.urgent == Some(true) && row.intent == Some(Label::Intent(Intent::SuspiciousContactCheck));
    let asked = marked && understanding.decided() == Some(Intent::SuspiciousContactCheck);
    let alarm = understanding.emergency.as_ref().map(|emergency| emergency.kind.to_string());
    alarm.or_else(|| asked.then(|| Intent::SuspiciousContactCheck.to_string()))
}

/// What the text tells, and what the row says of itself.
fn slices(row: &Row) -> Vec<(&'static str, String)> {
    let mut slices = slice::of_text(&row.text, row.lang);
    if let Some(other) = &row.other_lang {
        slices.retain(|(dimension, _)| *dimension != "language");
        slices.push(("language", other.clone()));
    }
    slices.push(("context", if row.prev.is_empty() { "alone" } else { "in a dialogue" }.to_owned()));
    let said = [("register", &row.register), ("typo", &row.typo), ("channel", &row.channel)];
    slices.extend(said.into_iter().filter_map(|(dimension, value)| Some((dimension, value.clone()?))));
    slices
}

/// Words that emergencies are told with; a calm sentence that has one is a hard negative.
const DANGEROUS: [&str; 34] = [
    "죽",
    "자살",
    "자해",
    "끝내고싶",
    "피싱",
    "사기",
    "사칭",
    "검찰",
    "명의",
    "도용",
    "해킹",
    "분실",
    "잃어버",
    "도난",
    "훔",
    "협박",
    "사채",
    "불법",
    "추심",
    "모르는결제",
    "부정사용",
    "die",
    "dying",
    "kill",
    "suicid",
    "scam",
    "phish",
    "fraud",
    "stolen",
    "lost",
    "threat",
    "hack",
    "impersonat",
    "identitytheft",
];

/// True for a calm sentence that speaks of what emergencies speak of, stands under an emergency's intent, or was written
/// as a near-miss.
fn is_hard_negative(row: &Row) -> bool {
    let text = compact(&normalise(&row.text));
    let near = row.intent.and_then(Label::intent).is_some_and(Intent::is_urgent) || row.near.is_some();
    near || DANGEROUS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_a_case_of_plain_data() {
        let row = Row {
            text: "카드 잃어버리면 어디로 전화해요".into(),
            intent: Some(Label::Intent(Intent::BranchContact)),
            accept: vec![Label::OutOfScope],
            sentiment: Some(0),
            frustration: Some(false),
            urgent: Some(false),
            register: Some("plain".into()),
            ..Row::default()
        };
        let case = case(&row, &Understanding::certain(Intent::BranchContact), Some(1.5));
        assert_eq!(case.right, Some(Meaning::Label(Intent::BranchContact as usize)));
        assert_eq!(case.accept, [Meaning::OutOfScope]);
        assert_eq!(case.answer.best(), Some(Intent::BranchContact as usize));
        assert_eq!(case.answer.verdict, Some(Verdict::Sure(Intent::BranchContact as usize)));
        assert!(case.alarm.unwrap().hard);
        assert!(case.slices.contains(&("register", "plain".to_owned())));
        assert_eq!(case.urgency, None);
    }

    #[test]
    fn the_intents_stand_in_the_order_of_their_numbers() {
        for (number, intent) in Intent::ALL.into_iter().enumerate() {
            assert_eq!(intent as usize, number);
        }
    }

    #[test]
    fn a_suspicious_contact_marked_as_urgent_is_met_by_being_understood() {
        let check = |urgent, given, want: Option<&str>| {
            let intent = Some(Label::Intent(Intent::SuspiciousContactCheck));
            let row = Row { text: "이 문자 진짜예요?".into(), intent, urgent: Some(urgent), ..Row::default() };
            let alarm = case(&row, &Understanding::certain(given), None).alarm.unwrap();
            assert_eq!(alarm.raised.as_deref(), want, "{urgent} {given:?}");
        };
        check(true, Intent::SuspiciousContactCheck, Some("suspicious_contact_check"));
        check(true, Intent::BranchContact, None);
        check(false, Intent::SuspiciousContactCheck, None);
    }

    #[test]
    fn hard_negatives_speak_of_danger() {
        let check = |text: &str, want| assert_eq!(is_hard_negative(&Row { text: text.into(), ..Row::default() }), want);
        check("더워 죽 겠네", true);
        check("lost my password, not my card", true);
        check("한도 얼마예요", false);
        let near =
            Row { text: "아니 삼백이요".into(), near: Some(Intent::CardUnauthorizedUse), ..Row::default() };
        assert!(is_hard_negative(&near));
    }
}
