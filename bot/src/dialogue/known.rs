//! bot: what a customer has told already, kept for the agent so that nobody asks again.

use handoff::context::Known;
use nlu::{Day, Entity, EntityKind, Value};

use super::Scene;
use crate::core::{Won, today};
use crate::words;

/// More than this nobody reads.
const MOST: usize = 12;

/// Takes in what a message names; what is told again takes the place of what was told before.
pub(super) fn remember(known: &mut Vec<Known>, scene: &Scene<'_>) {
    for entity in &scene.heard.understanding.entities {
        let (Some(label), Some(value)) = (label(entity.kind), value(entity, scene)) else { continue };
        known.retain(|one| one.label != label);
        known.push(Known { label: label.to_owned(), value });
    }
    let surplus = known.len().saturating_sub(MOST);
    known.drain(..surplus);
}

/// The kind as agents read it; none for what says nothing by itself.
const fn label(kind: EntityKind) -> Option<&'static str> {
    Some(match kind {
        EntityKind::Amount => "금액",
        EntityKind::Date => "날짜",
        EntityKind::CardLast4 => "카드 끝자리",
        EntityKind::Bureau => "평가회사",
        EntityKind::DocType => "서류",
        EntityKind::DaysOverdue => "연체 일수(고객 말씀)",
        EntityKind::Score => "점수(고객 말씀)",
        EntityKind::TimeWindow => "가능한 시간",
        EntityKind::Means => "연락 방법",
        EntityKind::ClaimedAgency => "사칭한 곳",
        EntityKind::Place => "장소",
        EntityKind::Given => "이미 준 것",
        EntityKind::Reference => "접수번호",
        EntityKind::Product => return None,
    })
}

fn value(entity: &Entity, scene: &Scene<'_>) -> Option<String> {
    Some(match &entity.value {
        Value::Won(won) => words::amount(handoff::message::Language::Ko, Won(i64::try_from(*won).ok()?)),
        Value::Day(Day::Month { .. }) | Value::Name(_) | Value::Number(_) => entity.text.clone(),
        Value::Day(day) => {
            let date = day.on(today(scene.now))?;
            format!("{} ({})", entity.text, words::day(handoff::message::Language::Ko, date))
        }
    })
}
