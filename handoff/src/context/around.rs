//! handoff: question 8: what happened around it? All channels, newest first, bursts folded.

use jiff::{SignedDuration, Timestamp};

use super::said::danger_label;
use super::take::Input;
use super::{Touch, lookup};
use crate::event::{Event, Fact};
use crate::intake;
use crate::message::{Author, Language};
use crate::text::clip;

/// How far back, and how many.
const BACK: SignedDuration = SignedDuration::from_hours(30 * 24);
const TOUCHES: usize = 20;
/// Equal touches that follow within this are one burst.
const BURST: SignedDuration = SignedDuration::from_mins(15);
/// How many other touches may stand between two of one burst.
const BETWEEN: usize = 8;

/// The last touchpoints outside this conversation, and what other systems reported meanwhile.
pub(super) fn of(input: &Input<'_>) -> Vec<Touch> {
    let elsewhere = |event: &&Event| {
        event.conversation.as_ref() != Some(&input.handoff.conversation)
            || matches!(event.fact, Fact::Touchpoint { .. } | Fact::ProcessMoved { .. })
    };
    let events = input.around.iter().filter(elsewhere);
    folded(events.filter(|event| input.now.duration_since(event.at) <= BACK), input.reader).take(TOUCHES).collect()
}

/// A life's touchpoints, newest first, bursts folded.
pub fn touches(events: &[Event], reader: Language) -> Vec<Touch> {
    folded(events.iter(), reader).collect()
}

fn folded<'a>(events: impl Iterator<Item = &'a Event>, reader: Language) -> impl Iterator<Item = Touch> {
    let mut events: Vec<&Event> = events.collect();
    events.sort_by(|a, b| (a.at, &a.source, &a.id).cmp(&(b.at, &b.source, &b.id)));
    let mut touches: Vec<Touch> = Vec::new();
    for event in events {
        if let Some(label) = label(&event.fact, reader) {
            fold(&mut touches, event, &clip(&label, 100));
        }
    }
    touches.sort_by_key(last);
    touches.into_iter().rev()
}

/// Lets a touch join its burst, or begin one.
fn fold(touches: &mut Vec<Touch>, event: &Event, label: &str) {
    let burst = touches.iter_mut().rev().take(BETWEEN).find(|touch| {
        touch.label == label && touch.channel == event.channel && event.at.duration_since(last(touch)) <= BURST
    });
    if let Some(touch) = burst {
        touch.until = Some(event.at);
        touch.times += 1;
    } else {
        touches.push(Touch { at: event.at, until: None, channel: event.channel, label: label.to_owned(), times: 1 });
    }
}

fn last(touch: &Touch) -> Timestamp {
    touch.until.unwrap_or(touch.at)
}

/// What an agent reads of a fact; none for what only steers a conversation.
fn label(fact: &Fact, reader: Language) -> Option<String> {
    let ko = reader == Language::Ko;
    let say = |ko_words: &str, en_words: &str| (if ko { ko_words } else { en_words }).to_owned();
    Some(match fact {
        Fact::Touchpoint { what, label } => intake::told(what, label, reader),
        Fact::Opened { .. } => say("채팅 상담 시작", "chat opened"),
        Fact::Said { message, .. } if message.author == Author::Customer => say("채팅 메시지", "chat message"),
        Fact::HandoffQueued { .. } => say("상담원 연결 요청", "asked for an agent"),
        Fact::HandoffCancelled { abandoned: true, .. } => say("상담 대기 중 나감", "left while waiting"),
        Fact::HandoffCancelled { .. } => say("상담 대기 취소", "cancelled the wait"),
        Fact::HandoffClosed { wrap_up, .. } | Fact::HandoffReturned { wrap_up, .. } => {
            say("상담원 상담: ", "agent: ") + &wrap_up.topic
        }
        Fact::FaqAnswered { title, .. } => say("안내: ", "answer: ") + title,
        Fact::LookupDone { lookup, .. } => say("조회: ", "lookup: ") + lookup::label(lookup, reader),
        Fact::LookupFailed { lookup, .. } => say("조회 실패: ", "lookup failed: ") + lookup::label(lookup, reader),
        Fact::UrgentFlagged { emergency, .. } => say("긴급 신호: ", "danger: ") + &danger_label(emergency, reader),
        Fact::IdentityVerified { level, .. } => format!("{} {level}", say("본인확인", "verified")),
        Fact::VerificationFailed { .. } => say("본인확인 실패", "verification failed"),
        Fact::CaseReceived { number, title, .. } => format!("{} {title} ({number})", say("접수:", "received:")),
        Fact::PromiseMade { text, .. } => say("약속: ", "promise: ") + text,
        Fact::ProcessMoved { title, step, of, label, .. } => format!("{title}: {label} {step}/{of}"),
        Fact::SurveyAnswered { survey, score } => format!("{} {survey} {score}", say("설문", "survey")),
        _ => return None,
    })
}
