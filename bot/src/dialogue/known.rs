//! bot: what a customer has told already, kept for the agent so that nobody asks again.

use handoff::context::Known;
use handoff::message::Language;
use nlu::{Day, Entity, EntityKind, Value};

use super::Scene;
use crate::core::{Won, today};
use crate::flow::request::{Details, Draft};
use crate::words;

/// More than this nobody reads.
const MOST: usize = 12;

/// Takes in what a message names; what is told again takes the place of what was told before.
pub(super) fn remember(known: &mut Vec<Known>, scene: &Scene<'_>) {
    for entity in &scene.heard.understanding.entities {
        let (Some((label, _)), Some(value)) = (label(entity.kind), value(entity, scene)) else { continue };
        known.retain(|one| one.label != label);
        known.push(Known { label: label.to_owned(), value });
    }
    let surplus = known.len().saturating_sub(MOST);
    known.drain(..surplus);
}

/// Takes in what a request is about, once something is known of that.
pub(super) fn request(known: &mut Vec<Known>, draft: &Draft) {
    if draft.details == Details::default() {
        return;
    }
    let value = words::request_title(Language::Ko, draft.request, &draft.details);
    known.retain(|one| one.label != REQUEST.0);
    known.push(Known { label: REQUEST.0.to_owned(), value });
}

/// The same for whoever reads another language; the values stay as they were told.
pub fn known_in(known: &[Known], reader: Language) -> Vec<Known> {
    let mut known = known.to_vec();
    if reader == Language::En {
        for one in &mut known {
            let mut labels = KINDS.into_iter().filter_map(label).chain([REQUEST]);
            if let Some((_, english)) = labels.find(|(korean, _)| *korean == one.label) {
                english.clone_into(&mut one.label);
            }
        }
    }
    known
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

fn value(entity: &Entity, scene: &Scene<'_>) -> Option<String> {
    Some(match &entity.value {
        Value::Won(won) => words::amount(Language::Ko, Won(i64::try_from(*won).ok()?)),
        Value::Day(Day::Month { .. }) | Value::Name(_) | Value::Number(_) => entity.text.clone(),
        Value::Day(day) => {
            let date = day.on(today(scene.now))?;
            format!("{} ({})", entity.text, words::day(Language::Ko, date))
        }
    })
}
