//! tests: a web conversation comes to Telegram, whatever the chat held before.

use bot::settings::Secret;
use bot::telegram::fake::Shown;
use handoff::event::Fact;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use super::{facts, held_by};
use crate::support::phone::{Phone, until};
use crate::support::{Agent, Customer, Engine, Telegram, TestApp};

/// The code with which the customer goes on on Telegram.
async fn code_of(app: &TestApp, customer: &Customer) -> String {
    until("the bot has a name", || async { app.app.telegram.name().is_some() }).await;
    let link: Value =
        customer.request(Method::POST, "/telegram").send().await.expect("it answers").json().await.expect("JSON");
    link["url"].as_str().and_then(|url| url.split_once("?start=")).expect("a link").1.to_owned()
}

async fn join(app: &TestApp, customer: &Customer, phone: &Phone) {
    let code = code_of(app, customer).await;
    phone.say(&format!("/start {code}"));
    phone.hears("이어갈까요").await;
    phone.tap("네, 이어갈게요");
    phone.hears("연결했어요").await;
}

#[tokio::test]
async fn who_waits_goes_on_waiting_in_the_conversation_they_bring_along() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let agent = Agent::sign_in(&app, "minji").await;
    let phone = telegram.phone(201, "ko");
    phone.ask("/agent 대출 한도가 궁금해요").await;
    phone.hears("다음 차례예요").await;
    let old = held_by(&app, 201).await;
    let since = agent.waiting(old.as_str()).await["since"].clone();
    let behind = Customer::visitor(&app).await;
    behind.say("상담원 연결해 주세요").await;

    let customer = Customer::visitor(&app).await;
    customer.say("안녕하세요").await;
    join(&app, &customer, &phone).await;
    phone.hears("순서는 그대로예요").await;
    let desk = agent.desk().await;
    let waiting: Vec<&str> =
        desk["waiting"].as_array().expect("a list").iter().filter_map(|item| item["conversation"].as_str()).collect();
    assert_eq!(waiting, [customer.conversation.as_str(), behind.conversation.as_str()], "no ghost, and the same place");
    assert_eq!(agent.waiting(&customer.conversation).await["since"], since);
    assert!(facts(&app, &old).await.iter().any(|fact| matches!(fact, Fact::HandoffCancelled { .. })));
    let claimed = agent.claim(&customer.conversation).await;
    assert!(agent.say(&claimed, "한도 말씀이시죠").await.status().is_success());
    phone.hears("한도 말씀이시죠").await;
}

#[tokio::test]
async fn an_agent_hears_that_the_customer_moved_and_the_customer_what_happens() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let agent = Agent::sign_in(&app, "minji").await;
    let phone = telegram.phone(211, "ko");
    phone.ask("/agent").await;
    let old = held_by(&app, 211).await;
    agent.claim(old.as_str()).await;
    phone.hears("이민지 상담원이 들어왔어요").await;
    let customer = Customer::visitor(&app).await;
    join(&app, &customer, &phone).await;
    phone.hears("이민지 상담원과 나누시던 이야기는").await;
    let moved = |fact: &Fact| matches!(fact, Fact::Touchpoint { what, .. } if what == "telegram.moved");
    assert!(facts(&app, &old).await.iter().any(moved));
}

#[tokio::test]
async fn the_bot_is_silent_where_an_agent_has_the_conversation() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, claimed) = agent.claim_visitor(&app).await;
    assert!(agent.say(&claimed, "무엇을 도와드릴까요?").await.status().is_success());
    let phone = telegram.phone(221, "ko");
    join(&app, &customer, &phone).await;
    phone.hears("이민지 상담원과 이야기하고 계세요").await;
    phone.hears("무엇을 도와드릴까요?").await;
    assert!(!json!(customer.history().await).to_string().contains("연결했어요"), "the bot does not speak");
    let told = facts(&app, &customer.conversation.as_str().into()).await;
    assert!(told.iter().any(|fact| matches!(fact, Fact::Touchpoint { what, .. } if what == "telegram.joined")));
}

#[tokio::test]
async fn a_joining_that_was_cut_off_is_taken_again_by_the_same_chat_alone() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let customer = Customer::visitor(&app).await;
    let code = code_of(&app, &customer).await;
    let phone = telegram.phone(231, "ko");
    phone.say(&format!("/start {code}"));
    let asked = phone.hears("이어갈까요").await;
    let data = asked.buttons[0][0]["callback_data"].as_str().expect("data").to_owned();
    for _ in 0..2 {
        telegram.fake.tap_data(231, "ko", asked.id, &data);
    }
    phone.hears("연결했어요").await;
    phone.ask("/help").await;
    let heard = telegram.fake.heard(231);
    assert_eq!(heard.iter().filter(|text| text.contains("연결했어요")).count(), 1, "once: {heard:?}");
    assert!(!heard.iter().any(|text| text.contains("이미 쓰였거나")), "{heard:?}");
    let thief = telegram.phone(232, "ko");
    thief.ask("/start").await;
    telegram.fake.tap_data(232, "ko", asked.id, &data);
    thief.hears("이미 쓰였거나").await;
    assert_eq!(held_by(&app, 231).await.as_str(), customer.conversation);
}

#[tokio::test]
async fn the_open_question_is_asked_again_and_its_buttons_work() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let customer = Customer::visitor(&app).await;
    let phone = telegram.phone(241, "ko");
    join(&app, &customer, &phone).await;
    let screen = phone.screen();
    let question = screen.iter().find(|shown| shown.from_bot && shown.buttons.len() > 1).expect("the greeting");
    let label = question.buttons[0][0]["text"].as_str().expect("a label").to_owned();
    let query = phone.tap(&label);
    assert_eq!(phone.told(&query).await, "");
    let said = format!("\"text\":\"{label}\"");
    until("it is said", || async { json!(customer.history().await).to_string().contains(&said) }).await;
}

#[tokio::test]
async fn nothing_of_a_conversation_that_became_a_customers_reaches_the_chat_before() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let visitor = Customer::visitor(&app).await;
    let phone = telegram.phone(251, "ko");
    join(&app, &visitor, &phone).await;
    visitor.say("웹에서 쓰는 첫 글").await;
    phone.hears("웹에서 쓰는 첫 글").await;
    let until_when = app.app.now() + jiff::SignedDuration::from_mins(30);
    let number = bot::conversation::CustomerNo("nobody-yet".to_owned());
    bot::inbox::sign_in(&app.app, &visitor.conversation.as_str().into(), &number, until_when).await.expect("signed in");
    visitor.say("제 이야기는 여기서만").await;
    phone.hears("연결을 끊었어요").await;
    visitor.say("이것도 여기서만").await;
    phone.say("/help");
    phone.hears("/language").await;
    assert_ne!(held_by(&app, 251).await.as_str(), visitor.conversation, "the chat begins anew");
    let screen = format!("{:?}", phone.screen());
    assert!(!screen.contains("여기서만"), "{screen}");
    assert_eq!(screen.matches("연결을 끊었어요").count(), 1, "it is told once");
}

#[tokio::test]
async fn a_telephone_is_taken_off_the_account_when_that_is_meant() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let phone = telegram.phone(261, "ko");
    phone.ask("/unlink").await;
    phone.hears("연결되지 않았어요").await;
    phone.say("/status");
    let url = |shown: &Shown| shown.buttons.first().and_then(|row| row[0]["url"].as_str().map(str::to_owned));
    let link = phone.sees("a link to the web", |screen| screen.iter().rev().find_map(url)).await;
    assert!(link.contains("#dari="), "{link}");

    let customer = Customer::signed_in(&app, "minsu", "ko").await;
    join(&app, &customer, &phone).await;
    phone.say("/status");
    phone.hears("회사 로그인과 연결되어 있어서").await;
    phone.tap("이 텔레그램 연결 끊기");
    phone.hears("연결을 끊을까요").await;
    phone.tap("아니요");
    phone.hears("그대로 두었어요").await;
    phone.say("/unlink");
    phone
        .sees("the question", |screen| screen.last().filter(|last| last.text.contains("연결을 끊을까요")).cloned())
        .await;
    phone.tap("네, 끊을게요");
    phone.hears("연결을 끊었어요. 지금까지의").await;
    let told = facts(&app, &customer.conversation.as_str().into()).await;
    assert!(told.iter().any(|fact| matches!(fact, Fact::Touchpoint { what, .. } if what == "telegram.unlinked")));
    customer.say("이제 웹에서만").await;
    let answer = phone.ask("어제 신청한 대출 심사 어디까지 됐어요?").await;
    assert!(!answer.contains("3/5") && held_by(&app, 261).await.as_str() != customer.conversation, "{answer}");
    assert!(!format!("{:?}", phone.screen()).contains("이제 웹에서만"));
}

#[tokio::test]
async fn what_needs_a_proof_leads_to_the_web_where_it_goes_on() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let customer = Customer::signed_in(&app, "minsu", "ko").await;
    let phone = telegram.phone(271, "ko");
    join(&app, &customer, &phone).await;
    phone.say("완납증명서 떼주세요");
    phone.hears("한 번만 열리는 웹 링크로").await;
    phone.tap("한 번만 열리는 링크");
    let url = |shown: &Shown| shown.buttons.first().and_then(|row| row[0]["url"].as_str().map(str::to_owned));
    let link = phone.sees("a link", |screen| screen.iter().rev().find_map(url)).await;
    let code = link.split_once("#dari=").expect("a code").1.to_owned();
    let join = reqwest::Client::new().post(format!("{}/v1/conversations/join", app.url)).json(&json!({ "code": code }));
    assert!(join.send().await.expect("it answers").status().is_success());
    assert_eq!(customer.code_received().await.len(), 6, "the code is on its way at once");
}

/// Whoever writes on Telegram most is told on the web that they can wait there; nobody else is.
#[tokio::test]
async fn who_writes_on_telegram_most_may_wait_there() {
    let telegram = Telegram::start().await;
    let key = "a key of the channel's history";
    let app = telegram.with(Engine::Sqlite, |settings| {
        settings.intake.keys.insert("crm".to_owned(), Secret::new(key));
    });
    let app = app.await;
    until("the bot has a name", || async { app.app.telegram.name().is_some() }).await;
    let visits: Vec<Value> = (10..=20)
        .map(|day| {
            let (identity, at) = (json!({ "customer_no": "minsu" }), format!("2026-11-{day}T01:00:00Z"));
            let (id, channel) = (format!("e{day}"), "telegram");
            json!({ "id": id, "type": "page.viewed", "channel": channel, "occurred_at": at, "identity": identity })
        })
        .collect();
    let sent = Client::new().post(format!("{}/v1/events", app.url)).bearer_auth(key);
    let taken = sent.json(&json!({ "events": visits })).send().await.expect("it answers");
    assert_eq!(taken.status(), StatusCode::ACCEPTED);
    for (who, offered) in [("minsu", true), ("eunji", false)] {
        let customer = Customer::signed_in(&app, who, "ko").await;
        customer.say("상담원 연결해 주세요").await;
        let heard = json!(customer.history().await).to_string();
        assert_eq!(heard.contains("자주 쓰시는 텔레그램"), offered, "{who}: {heard}");
    }
}
