//! handoff: question 10: what must not be done? The gravest first.

use jiff::tz::{Offset, TimeZone};

use super::consent::no_marketing;
use super::take::Input;
use crate::emergency::Emergency;
use crate::handoff::Queue;
use crate::journey::segment::Standing;
use crate::message::{Channel, Language};
use crate::person::{Level, Note};
use crate::reason::Code;

/// From here down nothing is praised to anybody.
const LOW_MOOD: f32 = -1.0;
/// Korea keeps one time all year round.
const SEOUL: Offset = jiff::tz::offset(9);

/// The limits that hold now; each is said once.
pub(super) fn of(input: &Input<'_>, emergency: Option<Emergency>, mood: f32) -> Vec<String> {
    let has = |note| input.notes.contains(&note);
    let standing = input.journey.credit_standing();
    let adjusting = has(Note::DebtAdjustment) || standing == Standing::DebtAdjustment;
    let overdue = has(Note::Overdue) || standing == Standing::Overdue;
    let upset = mood <= LOW_MOOD || input.journey.needs_care();

    let mut limits: Vec<&str> = emergency.map_or(&[][..], |kind| kind.must_not(input.reader)).to_vec();
    let mut limit = |holds: bool, ko, en| {
        if holds {
            limits.push(match input.reader {
                Language::Ko => ko,
                Language::En => en,
            });
        }
    };
    limit(adjusting, "채무조정 중: 독촉·상환 권유 금지", "In debt adjustment: no collection, no urging to pay");
    limit(
        has(Note::Represented),
        "대리인 있음: 채무 관련 연락은 대리인에게만",
        "Has a representative: debt matters only through them",
    );
    limit(
        has(Note::ContactLimited),
        "연락 제한 요청: 정한 시간·수단을 지키기",
        "Contact is limited: keep to the agreed times and means",
    );
    limit(
        overdue && !adjusting && is_night(input),
        "21시–08시: 먼저 거는 독촉 연락 금지 (문의에 답하는 것은 가능)",
        "21:00–08:00: no collection contact of our own (answering is fine)",
    );
    limit(
        input.who.level < Level::V2,
        "금액·점수 언급은 본인확인(V2) 후",
        "Amounts and scores only after verification (V2)",
    );
    limit(input.channel == Channel::Telegram, "텔레그램에는 금액·점수를 적지 않기", "No amounts or scores in Telegram");
    limit(
        adjusting || overdue || upset || emergency.is_some(),
        "대출·카드 상품 권유 금지",
        "Do not offer loans or cards",
    );
    limit(no_marketing(input), "마케팅 미동의: 혜택·광고 안내 금지", "No marketing consent: no offers or advertising");
    let undoing =
        input.handoff.reason.code == Code::Authority || matches!(input.handoff.queue, Queue::Card | Queue::Fraud);
    limit(
        undoing && input.who.level < Level::V3,
        "정지 해제·연락처 변경은 V3 확인 후",
        "Undo stops or change contacts only at V3",
    );
    limits.into_iter().map(str::to_owned).collect()
}

fn is_night(input: &Input<'_>) -> bool {
    let hour = input.now.to_zoned(TimeZone::fixed(SEOUL)).hour();
    !(8..21).contains(&hour)
}
