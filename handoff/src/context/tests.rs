//! handoff: tests of the context: a conversation is told, and the eleven answers are read.

mod answers;
mod payload;
mod size;
mod summary;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::event::{Event, Fact, Reading, WrapUp, WrapUpOutcome};
use crate::handoff::{Handoff, Queue};
use crate::journey::{Journey, Told};
use crate::message::{Author, Message};
use crate::person::{Method, Note, Proof};
use crate::reason::Reason;

/// Monday 23 November 2026, 10:00 in Seoul.
const START: i64 = 1_795_395_600;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(START + second).unwrap()
}

/// A conversation as it is told, one event a second.
#[derive(Default)]
struct Tale {
    events: Vec<Event>,
    number: i64,
}

impl Tale {
    fn fact(mut self, fact: Fact) -> Self {
        let shared = fact.is_shared();
        self.number += i64::from(shared);
        let n = self.events.len() as i64 + 1;
        self.events.push(Event {
            seq: n,
            source: "dari".into(),
            id: format!("c{n:05}"),
            at: at(n),
            person: "p".into(),
            channel: Channel::Web,
            conversation: Some("c".into()),
            number: shared.then_some(self.number),
            fact,
        });
        self
    }

    fn bot(self, text: &str) -> Self {
        self.fact(Fact::Said { message: Message::text(Author::Bot, text), reading: None })
    }

    fn customer(self, text: &str, intent: &str, confidence: f32, sentiment: f32) -> Self {
        let reading = Reading {
            intents: vec![(intent.into(), confidence)],
            in_scope: 0.9,
            sentiment,
            frustration: (-sentiment / 2.0).max(0.0),
            urgency: "none".into(),
            emergency: None,
            model: "test".into(),
        };
        self.fact(Fact::Said { message: Message::text(Author::Customer, text), reading: Some(reading) })
    }

    fn urgent(self, emergency: &str) -> Self {
        self.fact(Fact::UrgentFlagged { emergency: emergency.into(), evidence: "rule".into() })
    }

    fn returned(self, handoff: &str, outcome: WrapUpOutcome) -> Self {
        let wrap_up = WrapUp { topic: "카드 정지".into(), outcome, note: "정지 접수함".into() };
        self.fact(Fact::HandoffReturned { handoff: handoff.into(), agent: "a".into(), wrap_up, back: None })
    }
}

/// What stands around the conversation; everything has a plain default.
struct Setting {
    reason: Reason,
    queue: Queue,
    priority: Priority,
    proof: Option<Proof>,
    notes: Vec<Note>,
    slots: Vec<Known>,
    around: Vec<Event>,
    expected: BTreeMap<String, Timestamp>,
    similar: Option<Similar>,
    channel: Channel,
    reader: Language,
    now: Timestamp,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            reason: Reason::user_request(5, "상담원 연결해 주세요"),
            queue: Queue::Loan,
            priority: Priority::Normal,
            proof: None,
            notes: Vec::new(),
            slots: Vec::new(),
            around: Vec::new(),
            expected: BTreeMap::new(),
            similar: None,
            channel: Channel::Web,
            reader: Language::Ko,
            now: at(3600),
        }
    }
}

impl Setting {
    fn take(&self, tale: &Tale) -> Context {
        self.with(tale, Context::take)
    }

    /// Does something with all of it as an input.
    fn with<T>(&self, tale: &Tale, work: impl FnOnce(&Input<'_>) -> T) -> T {
        let handoff =
            Handoff::queue("h".into(), "c".into(), "p".into(), self.reason.clone(), self.queue, self.priority, at(60));
        let life: Vec<Event> = self.around.iter().chain(&tale.events).cloned().collect();
        let journey = Journey::of("p".into(), &life);
        work(&Input {
            handoff: &handoff,
            events: &tale.events,
            journey: &journey,
            channel: self.channel,
            language: Language::Ko,
            reader: self.reader,
            who: Who::of(Some("김*수"), self.proof.as_ref(), &self.notes, self.reader, self.now),
            notes: &self.notes,
            slots: &self.slots,
            around: &life,
            expected: &self.expected,
            told: &Told::default().with(&journey.told),
            similar: self.similar.as_ref(),
            label: &|name, _| format!("«{name}»"),
            now: self.now,
        })
    }
}

/// An event of another time or channel, `before` seconds before the conversation.
fn elsewhere(before: i64, channel: Channel, fact: Fact) -> Event {
    Event {
        seq: 0,
        source: "core".into(),
        id: format!("x{before:07}-{}", fact.kind()),
        at: at(-before),
        person: "p".into(),
        channel,
        conversation: None,
        number: None,
        fact,
    }
}

fn touch(before: i64, what: &str, label: &str) -> Event {
    elsewhere(before, Channel::Web, Fact::Touchpoint { what: what.into(), label: label.into() })
}

fn verified(second: i64) -> Proof {
    let day = SignedDuration::from_hours(24);
    Proof::linked(Method::SiteToken, at(0), at(0) + day).raised(Level::V2, Method::OneTimeCode, at(second))
}
