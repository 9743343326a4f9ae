//! bot: a store full of synthetic lives, for measuring.

use handoff::agent::{Presence, Role};
use handoff::event::{Fact, Reading, WrapUp, WrapUpOutcome};
use handoff::handoff::{Handoff, Outcome, Priority, Queue, State};
use handoff::id::{AgentId, ConversationId, HandoffId, PersonId};
use handoff::message::{Author, Channel, Language, Message};
use handoff::reason::Reason;
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::conversation::{Control, Conversation, Dialogue};
use crate::store;
use crate::store::agent::{Abilities, Agent};
use crate::store::event::NewEvent;
use crate::store::person::{Person, PersonFacts};

/// How many persons are written at a time.
const TOGETHER: usize = 20;

/// Writes so many events of so many persons; each of them waits for an agent.
pub(super) async fn fill(app: &App, events: usize, persons: usize) -> anyhow::Result<()> {
    let persons = persons.max(1);
    let (now, each) = (app.now(), events.div_ceil(persons));
    for chunk in (0..persons).collect::<Vec<_>>().chunks(TOGETHER) {
        let works = chunk.iter().map(|&n| {
            app.store.write(move |tx| {
                Box::pin(async move {
                    let (person, mut conversation, handoff) = somebody(n, now);
                    let life = life(n, each, now);
                    conversation.last_number = life.iter().filter_map(|event| event.number).max().unwrap_or(0);
                    store::person::upsert(tx, &person, now).await?;
                    store::conversation::insert(tx, &conversation).await?;
                    store::handoff::upsert(tx, &handoff, None).await?;
                    store::handoff::upsert(tx, &earlier(&handoff, now), None).await?;
                    store::event::append(tx, &life).await.map(drop)
                })
            })
        });
        for written in futures::future::join_all(works).await {
            written?;
        }
    }
    Ok(())
}

/// Someone who takes conversations.
pub(super) fn agent(n: usize, capacity: u32, now: Timestamp) -> Agent {
    Agent {
        id: AgentId(format!("a{n}")),
        login: format!("a{n}"),
        name: format!("상담원 {n}"),
        role: Role::Agent,
        presence: Presence::Online,
        capacity,
        abilities: Abilities::default(),
        presence_at: now,
        password_hash: "-".to_owned(),
    }
}

fn somebody(n: usize, now: Timestamp) -> (Person, Conversation, Handoff) {
    let id = PersonId(format!("p{n}"));
    let person = Person { id: id.clone(), customer: None, facts: PersonFacts::default() };
    let handoff = Handoff::queue(
        HandoffId(format!("h{n}")),
        ConversationId(format!("c{n}")),
        id.clone(),
        Reason::user_request(3, "상담원 연결해 주세요"),
        Queue::General,
        Priority::Normal,
        now,
    );
    let conversation = Conversation {
        id: handoff.conversation.clone(),
        person: id,
        customer: None,
        channel: Channel::Web,
        language: Language::Ko,
        proof: None,
        control: Control::Queued { handoff: handoff.id.clone() },
        epoch: 1,
        dialogue: Dialogue::default(),
        last_number: 0,
        opened_at: now,
    };
    (person, conversation, handoff)
}

/// Half of it a conversation, half of it what happened around it in the last weeks.
fn life(n: usize, many: usize, now: Timestamp) -> Vec<NewEvent> {
    let mut number = 0;
    let event = |index: usize| {
        let chat = index.is_multiple_of(2);
        let fact = if chat { said(index) } else { touched(index) };
        let shared = fact.is_shared().then(|| {
            number += 1;
            number
        });
        NewEvent {
            source: "bench".to_owned(),
            id: format!("{n}-{index}"),
            at: now - SignedDuration::from_mins(i64::try_from((many - index) * 30).unwrap_or(0)),
            person: PersonId(format!("p{n}")),
            channel: Channel::Web,
            conversation: chat.then(|| ConversationId(format!("c{n}"))),
            number: shared,
            fact,
        }
    };
    (0..many).map(event).chain([solved(n, now)]).collect()
}

/// What an agent solved for them before, as one of many of its kind.
fn earlier(waiting: &Handoff, now: Timestamp) -> Handoff {
    let at = now - SignedDuration::from_hours(24 * 40);
    let state = State::Ended { outcome: Outcome::Closed, at };
    Handoff { id: HandoffId(format!("{}-before", waiting.id)), state, ..waiting.clone() }
}

fn solved(n: usize, now: Timestamp) -> NewEvent {
    let wrap_up = WrapUp {
        topic: "application_status".to_owned(),
        outcome: WrapUpOutcome::Resolved,
        note: "심사 단계와 예상일을 안내함".to_owned(),
    };
    NewEvent {
        source: "bench".to_owned(),
        id: format!("{n}-solved"),
        at: now - SignedDuration::from_hours(24 * 40),
        person: PersonId(format!("p{n}")),
        channel: Channel::Web,
        conversation: None,
        number: None,
        fact: Fact::HandoffClosed {
            handoff: HandoffId(format!("h{n}-before")),
            agent: AgentId("a0".to_owned()),
            wrap_up,
        },
    }
}

fn said(index: usize) -> Fact {
    if !index.is_multiple_of(4) {
        let message = Message::text(Author::Bot, "지금은 심사 단계예요. 보통 이틀 안에 끝나요.");
        return Fact::Said { message, reading: None };
    }
    let reading = Reading {
        intents: vec![("application_status".to_owned(), 0.9), ("document_status".to_owned(), 0.05)],
        in_scope: 0.97,
        sentiment: -0.5,
        frustration: 0.3,
        urgency: "normal".to_owned(),
        emergency: None,
        model: "bench".to_owned(),
    };
    let message = Message::text(Author::Customer, "대출 심사가 어디까지 됐는지 알고 싶어요. 며칠째 소식이 없어요.");
    Fact::Said { message, reading: Some(reading) }
}

fn touched(index: usize) -> Fact {
    let (what, label) =
        [("page.viewed", "화면 조회"), ("login.failed", "로그인 실패"), ("payment.received", "납부")][index % 3];
    Fact::Touchpoint { what: what.to_owned(), label: label.to_owned() }
}
