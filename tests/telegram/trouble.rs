//! tests: what Telegram does not take, or takes without a word.

use bot::settings::{Secret, TelegramMode};
use bot::telegram::fake::Fault;
use handoff::event::Fact;
use reqwest::{Client, StatusCode};
use serde_json::json;

use super::{facts, held_by, said_in};
use crate::support::database::engines;
use crate::support::phone::until;
use crate::support::{Engine, Telegram};

#[tokio::test]
async fn what_may_have_arrived_is_not_sent_for_ever_and_agents_hear_what_did_not() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let phone = telegram.phone(401, "ko");
    phone.ask("/start").await;
    for (fault, arrived) in [(Fault::Drops, 3), (Fault::Refuses, 0)] {
        telegram.fake.suffer("sendMessage", fault, 100);
        phone.say("/help");
        let lost = || async {
            let facts = facts(&app, &held_by(&app, 401).await).await;
            facts
                .into_iter()
                .filter(|fact| matches!(fact, Fact::Touchpoint { what, .. } if what == "telegram.lost"))
                .count()
        };
        let before = lost().await;
        until("agents hear of it", || async { lost().await > before }).await;
        telegram.fake.recover();
        let heard = telegram.fake.heard(401).iter().filter(|text| text.contains("/language")).count();
        assert_eq!(heard, arrived, "{fault:?}");
        telegram.fake.chat(401).iter().for_each(|shown| telegram.fake.delete(401, shown.id));
    }
    phone.ask("/help").await;
}

#[tokio::test]
async fn another_bots_updates_are_its_own() {
    for engine in engines() {
        let telegram = Telegram::start().await;
        let app = telegram.with(engine, |_| {}).await;
        let phone = telegram.phone(411, "ko");
        phone.ask("/start").await;
        phone.ask("고객센터 몇 시까지 해요?").await;
        phone.ask("카드 배송은 어떻게 되나요?").await;
        // Another bot counts from the beginning.
        let other = Telegram::start().await;
        let url = other.url.clone();
        let app = app
            .restart_with(|settings| {
                settings.telegram.token = Secret::new("2:test");
                settings.telegram.api_url = url;
            })
            .await;
        app.wind_up();
        let phone = other.phone(411, "ko");
        phone.ask("연체하면 어떻게 되나요?").await;
        assert_eq!(said_in(&app, 411).await.len(), 3);
        // And the same one again goes on where it was.
        let app = app.restart().await;
        app.wind_up();
        phone.ask("수수료가 있나요?").await;
        assert_eq!(said_in(&app, 411).await.len(), 4);
    }
}

#[tokio::test]
async fn a_large_update_is_taken() {
    let secret = "a-secret-of-sixteen";
    let telegram = Telegram::start().await;
    let app = telegram
        .with(Engine::Sqlite, |settings| {
            settings.telegram.mode = TelegramMode::Webhook;
            settings.telegram.webhook_url = "https://dari.example/telegram/updates".to_owned();
            settings.telegram.webhook_secret = Secret::new(secret);
        })
        .await;
    let from = json!({ "id": 421, "is_bot": false, "first_name": "a", "language_code": "ko" });
    let chat = json!({ "id": 421, "type": "private" });
    let quoted = json!({ "message_id": 1, "date": 1, "text": "가".repeat(4096), "chat": chat, "from": from });
    let update = json!({ "update_id": 5, "message": { "message_id": 2, "date": 1, "text": "나".repeat(1500),
        "chat": chat, "from": from, "reply_to_message": quoted, "padding": "다".repeat(12_000) } });
    // Hangul as Telegram writes it.
    let body: String = update
        .to_string()
        .chars()
        .flat_map(|c| -> Vec<char> {
            if c.is_ascii() { vec![c] } else { format!("\\u{:04x}", u32::from(c)).chars().collect() }
        })
        .collect();
    assert!(body.len() > 100_000, "{}", body.len());
    let bring = |body: String| {
        let request = Client::new().post(format!("{}/telegram/updates", app.url)).body(body);
        request.header("x-telegram-bot-api-secret-token", secret).send()
    };
    assert_eq!(bring(body).await.expect("it answers").status(), StatusCode::OK);
    until("it is taken", || async {
        app.app.store.telegram_chat(421).await.expect("it reads").is_some() && said_in(&app, 421).await.len() == 1
    })
    .await;
    let huge = bring("a".repeat(1_100_000)).await.expect("it answers").status();
    assert_eq!(huge, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn who_rates_an_article_twice_counts_once() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let phone = telegram.phone(431, "ko");
    phone.ask("/start").await;
    phone.say("연체 기록은 언제 없어지나요?");
    phone
        .sees("an article", |screen| {
            screen.iter().find(|shown| format!("{:?}", shown.buttons).contains("도움이 됐어요")).cloned()
        })
        .await;
    for label in ["도움이 됐어요", "도움이 됐어요", "아쉬워요"] {
        let query = phone.tap(label);
        assert!(phone.told(&query).await.contains("고마워요"));
    }
    phone.ask("/help").await;
    let rated = facts(&app, &held_by(&app, 431).await).await;
    assert_eq!(rated.iter().filter(|fact| matches!(fact, Fact::FaqRated { helpful: true, .. })).count(), 1);
    assert_eq!(rated.iter().filter(|fact| matches!(fact, Fact::FaqRated { helpful: false, .. })).count(), 0);
}

#[tokio::test]
async fn a_tap_that_is_answered_too_late_for_a_note_is_answered_with_a_message() {
    let telegram = Telegram::start().await;
    let _app = telegram.with(Engine::Sqlite, |_| {}).await;
    let phone = telegram.phone(441, "ko");
    phone.ask("/start").await;
    let greeting = phone.screen()[1].clone();
    telegram.fake.suffer("answerCallbackQuery", Fault::Refuses, 1);
    telegram.fake.tap_data(441, "ko", greeting.id, "c:nobody:1:0");
    phone.hears("지나간 질문의 버튼이에요").await;
}
