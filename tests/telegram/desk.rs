//! tests: agents and a customer on Telegram: what each of them learns of the other.

use handoff::event::Fact;
use serde_json::{Value, json};

use super::{facts, held_by, said_in};
use crate::support::phone::{Phone, until};
use crate::support::{Agent, Engine, Telegram, TestApp};

/// Somebody who asked for a person, and what the agent claimed.
async fn with_agent(app: &TestApp, agent: &Agent, phone: &Phone) -> Value {
    phone.say("/agent");
    phone.hears("다음 차례예요").await;
    let claimed = agent.claim(held_by(app, phone.chat).await.as_str()).await;
    phone.hears("상담원이 들어왔어요").await;
    claimed
}

async fn touched(app: &TestApp, chat: i64, wanted: &str) -> Option<String> {
    facts(app, &held_by(app, chat).await).await.into_iter().find_map(|fact| match fact {
        Fact::Touchpoint { what, label } if what == wanted => Some(label),
        _ => None,
    })
}

fn photo(extra: Value) -> Value {
    let file = json!({ "file_id": "f", "file_unique_id": "u", "width": 9, "height": 9 });
    let mut photo = json!({ "photo": [file] });
    for (name, value) in extra.as_object().expect("fields") {
        photo[name] = value.clone();
    }
    photo
}

#[tokio::test]
async fn nobody_who_was_in_danger_is_asked_for_stars() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let agent = Agent::sign_in(&app, "minji").await;
    let phone = telegram.phone(301, "ko");
    // What is written behind a command is taken as well.
    phone.say("/agent 보이스피싱에 속아서 돈을 보냈어요");
    phone.hears("112").await;
    let claimed = agent.claim(held_by(&app, 301).await.as_str()).await;
    assert!(agent.say(&claimed, "제가 도와드릴게요").await.status().is_success());
    assert!(agent.let_go(&claimed, "close", "끝").await.status().is_success());
    let closed = phone.hears("상담을 마쳤어요").await;
    assert!(closed.buttons.is_empty() && !closed.text.contains("별점"), "{closed:?}");
}

#[tokio::test]
async fn what_an_agent_cannot_see_is_said_once() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let agent = Agent::sign_in(&app, "minji").await;
    let phone = telegram.phone(311, "ko");
    phone.ask("/start").await;
    for _ in 0..3 {
        phone.send(&photo(json!({ "media_group_id": "A" })));
    }
    until("all are noted", || async { said_in(&app, 311).await.len() == 3 }).await;
    phone.say("/help");
    phone.hears("/language").await;
    let count = |part: &str| telegram.fake.heard(311).iter().filter(|text| text.contains(part)).count();
    assert_eq!(count("사진은 여기서 열어 보지 않아요"), 1, "an album is answered once");
    with_agent(&app, &agent, &phone).await;
    for _ in 0..2 {
        phone.send(&photo(json!({})));
    }
    phone.hears("사진은 상담원도 볼 수 없어요").await;
    phone.say("/balance");
    phone.hears("그런 명령은 없어요").await;
    assert_eq!(count("사진은 상담원도 볼 수 없어요"), 1);
    assert_eq!(said_in(&app, 311).await.iter().filter(|text| *text == "(사진)").count(), 5, "the agent sees each");
}

#[tokio::test]
async fn an_agent_sees_what_was_edited_and_a_moving_place_is_no_word() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let agent = Agent::sign_in(&app, "minji").await;
    let phone = telegram.phone(321, "ko");
    with_agent(&app, &agent, &phone).await;
    let edit = |what: Value| {
        let mut edited = json!({ "message_id": 5, "date": 1, "edit_date": 2, "chat": { "id": 321, "type": "private" },
            "from": { "id": 321, "is_bot": false, "first_name": "a", "language_code": "ko" } });
        for (name, value) in what.as_object().expect("fields") {
            edited[name] = value.clone();
        }
        telegram.fake.update("edited_message", edited);
    };
    for _ in 0..3 {
        edit(json!({ "location": { "latitude": 37.5, "longitude": 127.0, "live_period": 900 } }));
    }
    edit(json!({ "text": "아니 300만원이요" }));
    phone.hears("상담원에게 알려 드렸어요").await;
    assert!(touched(&app, 321, "telegram.edited").await.expect("a note").contains("300만원"));
    let heard = telegram.fake.heard(321);
    assert!(!heard.iter().any(|text| text.contains("고치신 글은")), "{heard:?}");
    assert_eq!(heard.iter().filter(|text| text.contains("고치신")).count(), 1);
    edit(json!({ "text": "죽고 싶어요" }));
    until("it is taken", || async { said_in(&app, 321).await.contains(&"죽고 싶어요".to_owned()) }).await;
    let told = || telegram.fake.heard(321).iter().filter(|text| text.contains("상담원에게 알려 드렸어요")).count();
    until("the customer hears of it", || async { told() == 2 }).await;
}

#[tokio::test]
async fn agents_hear_at_once_that_a_customer_blocked_the_bot_and_came_back() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let phone = telegram.phone(331, "ko");
    phone.ask("/start").await;
    let member = |status: &str| {
        let mut member = json!({ "status": status, "user": { "id": 1, "is_bot": true, "first_name": "d" } });
        if status == "kicked" {
            member["until_date"] = json!(0);
        }
        member
    };
    let change = |before: &str, after: &str| {
        telegram.fake.update(
            "my_chat_member",
            json!({ "date": 1, "chat": { "id": 331, "type": "private" }, "old_chat_member": member(before),
                "new_chat_member": member(after), "from": { "id": 331, "is_bot": false, "first_name": "a" } }),
        );
    };
    change("member", "kicked");
    until("agents see it", || async { touched(&app, 331, "telegram.shut").await.is_some() }).await;
    assert!(!app.app.store.telegram_chat(331).await.expect("it reads").expect("it is known").silent.is_empty());
    change("kicked", "member");
    until("agents see that too", || async { touched(&app, 331, "telegram.open").await.is_some() }).await;
    phone.ask("/help").await;
}

#[tokio::test]
async fn the_place_in_the_queue_is_kept_true_and_ends() {
    for engine in crate::support::database::engines() {
        let telegram = Telegram::start().await;
        let app = telegram.with(engine, |_| {}).await;
        let phone = telegram.phone(341, "ko");
        phone.ask("/agent").await;
        phone.hears("글을 남겨 주시면").await;
        let agent = Agent::sign_in(&app, "minji").await;
        let told = phone.hears("다음 차례예요").await;
        // Whoever deletes it is told anew, as soon as there is something new to tell.
        telegram.fake.delete(341, told.id);
        assert_eq!(agent.put("/v1/agent/presence", json!({ "presence": "away" })).await.status(), 204);
        let anew = phone.hears("글을 남겨 주시면").await;
        assert!(anew.id > told.id && !anew.buttons.is_empty(), "{anew:?}");
        assert_eq!(agent.put("/v1/agent/presence", json!({ "presence": "online" })).await.status(), 204);
        agent.claim(held_by(&app, 341).await.as_str()).await;
        let over = phone.hears("상담원과 연결됐어요").await;
        assert!(over.id == anew.id && over.buttons.is_empty(), "{over:?}");
        assert_eq!(telegram.fake.heard(341).iter().filter(|text| text.contains("⏳")).count(), 0);
    }
}

#[tokio::test]
async fn outside_the_hours_the_place_says_when_the_desk_opens() {
    for (language, closed, open) in
        [("ko", "상담 시간이 아니에요", "다음 차례예요"), ("en", "Nobody is at the desk at this hour", "You are next")]
    {
        let telegram = Telegram::start().await;
        let app = telegram.with(Engine::Sqlite, |_| {}).await;
        app.set_clock("2026-11-22T15:00");
        let phone = telegram.phone(351, language);
        phone.ask("/agent").await;
        let told = phone.hears(closed).await;
        let monday = if language == "ko" { "11월 23일" } else { "23" };
        assert!(told.text.contains(monday) && told.text.contains("9:00"), "{told:?}");
        app.set_clock("2026-11-23T09:01");
        Agent::sign_in(&app, "minji").await;
        let now = phone.hears(open).await;
        assert_eq!(now.id, told.id, "it is the same message");
    }
}
