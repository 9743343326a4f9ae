//! bot: what a customer has told already, kept for the agent so that nobody asks again.

use handoff::context::Known;
use handoff::message::Language;
use nlu::{Day, Entity, EntityKind, Value};

use super::Scene;
use crate::conversation::Told;
use crate::core::{Won, today};
use crate::flow::request::{Details, Draft};
use crate::words;

/// More than this nobody reads.
const MOST: usize = 12;

/// Takes in what a message names; what is told again takes the place of what was told before.
pub(super) fn remember(known: &mut Vec<Told>, scene: &Scene<'_>) {
    for entity in &scene.heard.understanding.entities {
        if let Some(told) = label(entity.kind).and_then(|_| told(entity, scene)) {
            put(known, told);
        }
    }
    let surplus = known.len().saturating_sub(MOST);
    known.drain(..surplus);
}

/// Takes in what a request is about, once something is known of that.
pub(super) fn request(known: &mut Vec<Told>, draft: &Draft) {
    if draft.details != Details::default() {
        put(known, Told::Asked { request: draft.request, details: Box::new(draft.details.clone()) });
    }
}

fn put(known: &mut Vec<Told>, told: Told) {
    let of = |told: &Told| in_words(told, Language::Ko).label;
    known.retain(|one| of(one) != of(&told));
    known.push(told);
}

/// All of it as an agent reads it; what the customer said in words of their own stays so.
pub fn known_in(known: &[Told], reader: Language) -> Vec<Known> {
    known.iter().map(|told| in_words(told, reader)).collect()
}

fn in_words(told: &Told, reader: Language) -> Known {
    let named = |(ko, en): (&str, &str)| match reader {
        Language::Ko => ko.to_owned(),
        Language::En => en.to_owned(),
    };
    match told {
        Told::Named { kind, words: said, won, day } => {
            let value = match (won, day) {
                (Some(won), _) => words::amount(reader, Won(*won)),
                (None, Some(day)) => format!("{said} ({})", words::day(reader, *day)),
                (None, None) => said.clone(),
            };
            Known { label: label(*kind).map_or_else(String::new, named), value }
        }
        Told::Asked { request, details } => {
            Known { label: named(REQUEST), value: words::request_title(reader, *request, details) }
        }
        Told::Worded(Known { label: before, value }) => {
            let mut labels = KINDS.into_iter().filter_map(label).chain([REQUEST]);
            let label = labels.find(|(korean, _)| korean == before).map_or_else(|| before.clone(), named);
            Known { label, value: value.clone() }
        }
    }
}

/// All kinds of which something is kept.
const KINDS: [EntityKind; 13] = [
    EntityKind::Amount,
    EntityKind::Date,
    EntityKind::CardLast4,
    EntityKind::Bureau,
    EntityKind::DocType,
    EntityKind::DaysOverdue,
    EntityKind::Score,
    EntityKind::TimeWindow,
    EntityKind::Means,
    EntityKind::ClaimedAgency,
    EntityKind::Place,
    EntityKind::Given,
    EntityKind::Reference,
];

/// What a request is about, in Korean and English.
const REQUEST: (&str, &str) = ("요청 내용", "Request");

/// The kind as agents read it, in Korean and English; none for what says nothing by itself.
const fn label(kind: EntityKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        EntityKind::Amount => ("금액", "Amount"),
        EntityKind::Date => ("날짜", "Date"),
        EntityKind::CardLast4 => ("카드 끝자리", "Card ending in"),
        EntityKind::Bureau => ("평가회사", "Credit bureau"),
        EntityKind::DocType => ("서류", "Document"),
        EntityKind::DaysOverdue => ("연체 일수(고객 말씀)", "Days overdue (as told)"),
        EntityKind::Score => ("점수(고객 말씀)", "Score (as told)"),
        EntityKind::TimeWindow => ("가능한 시간", "Time that suits"),
        EntityKind::Means => ("연락 방법", "Way of contact"),
        EntityKind::ClaimedAgency => ("사칭한 곳", "Claimed to be"),
        EntityKind::Place => ("장소", "Place"),
        EntityKind::Given => ("이미 준 것", "Given already"),
        EntityKind::Reference => ("접수번호", "Reference"),
        EntityKind::Product => return None,
    })
}

fn told(entity: &Entity, scene: &Scene<'_>) -> Option<Told> {
    let (mut won, mut day) = (None, None);
    match &entity.value {
        Value::Won(sum) => won = Some(i64::try_from(*sum).ok()?),
        Value::Day(Day::Month { .. }) | Value::Name(_) | Value::Number(_) => {}
        Value::Day(named) => day = Some(named.on(today(scene.now))?),
    }
    Some(Told::Named { kind: entity.kind, words: entity.text.clone(), won, day })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(known: &[Told], reader: Language) -> Vec<(String, String)> {
        known_in(known, reader).into_iter().map(|known| (known.label, known.value)).collect()
    }

    #[test]
    fn what_was_told_is_worded_for_whoever_reads() {
        let named = |kind, said: &str, won, day| Told::Named { kind, words: said.to_owned(), won, day };
        let known = [
            named(EntityKind::Amount, "삼백만원", Some(3_000_000), None),
            named(EntityKind::Date, "내일", None, Some(date(2026, 11, 29))),
            named(EntityKind::Bureau, "나이스", None, None),
        ];
        let (ko, en) = (read(&known, Language::Ko), read(&known, Language::En));
        assert_eq!(ko[0], ("금액".to_owned(), words::amount(Language::Ko, Won(3_000_000))));
        assert_eq!(en[0], ("Amount".to_owned(), words::amount(Language::En, Won(3_000_000))));
        assert_eq!(en[1].1, format!("내일 ({})", words::day(Language::En, date(2026, 11, 29))));
        assert_eq!(en[2], ("Credit bureau".to_owned(), "나이스".to_owned()), "their own words stay");
        let json = serde_json::to_string(&known).expect("it serialises");
        assert_eq!(serde_json::from_str::<Vec<Told>>(&json).expect("it reads"), known);
    }

    #[test]
    fn what_was_kept_before_is_still_read_and_told_anew() {
        let before = r#"[{"label":"날짜","value":"25일"},{"label":"요청 내용","value":"납부일 변경"}]"#;
        let mut known: Vec<Told> = serde_json::from_str(before).expect("it reads");
        assert_eq!(read(&known, Language::En)[0], ("Date".to_owned(), "25일".to_owned()));
        put(&mut known, Told::Named { kind: EntityKind::Date, words: "26일".to_owned(), won: None, day: None });
        let words: Vec<_> = read(&known, Language::Ko).into_iter().map(|(_, value)| value).collect();
        assert_eq!(words, ["납부일 변경", "26일"]);
    }
}
