//! tests: what an agent reads in five seconds, from the service as it runs.

use bot::settings::Secret;
use bot::turn::Turn;
use handoff::event::Fact;
use jiff::SignedDuration;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Agent, Customer, Engine, TestApp};

const KEY: &str = "a key for tests of the context";

async fn start(engine: Engine) -> TestApp {
    TestApp::start_with(engine, |settings| {
        settings.intake.keys.insert("crm".to_owned(), Secret::new(KEY));
        settings.intake.digest_key = Secret::new("the same in every test");
    })
    .await
}

async fn report(app: &TestApp, customer: &str, events: &[(&str, &str, Value)]) {
    let event = |(n, (kind, at, data)): (usize, &(&str, &str, Value))| {
        json!({ "id": format!("{customer}-{n}"), "type": kind, "occurred_at": at, "data": data,
            "identity": { "customer_no": customer } })
    };
    let events: Vec<Value> = events.iter().enumerate().map(event).collect();
    let url = format!("{}/v1/events", app.url);
    let sent = Client::new().post(url).bearer_auth(KEY).json(&json!({ "events": events })).send().await;
    let answer: Value = sent.expect("it answers").json().await.expect("it is JSON");
    assert_eq!(answer["accepted"], json!(events.len()), "{answer:#}");
}

async fn ask_for_a_person(customer: &Customer) {
    let asked = customer.request(Method::POST, "/handoff").json(&json!({ "client_id": "ask" })).send().await;
    assert_eq!(asked.expect("it answers").status(), StatusCode::OK);
}

/// Somebody else's matter of this kind, solved.
async fn solve(app: &TestApp, agent: &Agent, topic: &str, note: &str) {
    let other = Customer::signed_in(app, "eunji", "ko").await;
    ask_for_a_person(&other).await;
    let claimed = agent.claim(&other.conversation).await;
    app.pass(SignedDuration::from_mins(7));
    let wrap_up = json!({ "topic": topic, "outcome": "resolved", "note": note });
    let path = format!("/v1/handoffs/{}/close", claimed["handoff"].as_str().expect("an id"));
    let closed = agent.post(&path, json!({ "epoch": claimed["epoch"], "wrap_up": wrap_up })).await;
    assert_eq!(closed.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_agent_reads_the_story_in_short_with_consents_the_last_score_and_a_similar_case() {
    for engine in engines() {
        let app = start(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        solve(&app, &agent, "application_status", "최은지님 심사 3단계, 예상일 안내 (C-1003)").await;
        report(
            &app,
            "minsu",
            &[
                // Long before a turn looks back.
                ("consent.given", "2025-10-01T01:00:00Z", json!({ "consent": "marketing" })),
                ("consent.withdrawn", "2026-11-20T01:00:00Z", json!({ "consent": "data_use" })),
                ("survey.answered", "2025-10-02T01:00:00Z", json!({ "survey": "csat", "score": 2 })),
                ("branch.visited", "2026-11-20T02:00:00Z", json!({})),
                ("call.received", "2025-10-03T02:00:00Z", json!({ "label": "대출 문의 전화" })),
            ],
        )
        .await;
        let minsu = Customer::signed_in(&app, "minsu", "ko").await;
        minsu.say("대출 심사 어디까지 됐어요?").await;
        ask_for_a_person(&minsu).await;
        let last = minsu.state().await["last_number"].as_i64().expect("a number");
        let claimed = agent.claim(&minsu.conversation).await;
        let context = &claimed["context"];

        let summary = context["summary"].as_array().expect("a list");
        assert!((2..=7).contains(&summary.len()), "{summary:#?}");
        let cites = |line: &Value| line["number"].as_i64().is_some_and(|number| (1..=last).contains(&number));
        assert!(summary.iter().all(cites), "{summary:#?}");
        assert!(summary[0]["text"].as_str().is_some_and(|text| text.contains("대출 심사 어디까지")), "{summary:#?}");
        let consents = context["who"]["consents"].to_string();
        assert!(consents.contains("마케팅 동의") && consents.contains("개인정보 이용 동의 철회"), "{consents}");
        assert_eq!(context["mood"]["rated"][0]["score"], 2, "{}", context["mood"]);
        let similar = &context["similar"];
        assert_eq!((&similar["seconds"], &similar["topic"]), (&json!(420), &json!("심사 진행 조회")), "{similar}");
        assert_eq!(similar["note"], "… 심사 3단계, 예상일 안내 …", "whose it was is not told");

        let path = format!("/v1/handoffs/{}/context", claimed["handoff"].as_str().expect("an id"));
        let fresh: Value = agent.get(&path).await.json().await.expect("it is JSON");
        assert_eq!((&fresh["similar"], &fresh["who"]["consents"]), (similar, &context["who"]["consents"]));
        let english = agent.request(Method::GET, &path).header("accept-language", "en").send().await;
        let english: Value = english.expect("it answers").json().await.expect("it is JSON");
        assert!(english["who"]["consents"].to_string().contains("Data use: withdrawn"), "{}", english["who"]);
        let full: Value = agent.get(&format!("{path}?form=full")).await.json().await.expect("it is JSON");
        assert_eq!(full["summary"]["facts"].as_array().map(Vec::len), fresh["summary"].as_array().map(Vec::len));
    }
}

#[tokio::test]
async fn the_life_around_it_is_read_by_span_and_by_whoever_may_see_it() {
    let app = start(Engine::Sqlite).await;
    let (agent, other) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
    report(
        &app,
        "minsu",
        &[
            ("branch.visited", "2026-11-20T02:00:00Z", json!({})),
            ("call.received", "2025-10-03T02:00:00Z", json!({ "label": "대출 문의 전화" })),
        ],
    )
    .await;
    let minsu = Customer::signed_in(&app, "minsu", "ko").await;
    minsu.say("대출 심사 어디까지 됐어요?").await;
    ask_for_a_person(&minsu).await;
    agent.claim(&minsu.conversation).await;
    let path = format!("/v1/agent/conversations/{}/around", minsu.conversation);
    let channels = async |query: &str| -> Vec<String> {
        let answer = agent.get(&format!("{path}{query}")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let life: Value = answer.json().await.expect("it is JSON");
        assert_eq!(life["more"], false);
        let touches = life["touches"].as_array().expect("a list").clone();
        touches.iter().map(|touch| touch["channel"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let (day, month, all) = (channels("?span=day").await, channels("").await, channels("?span=all").await);
    assert!(day.contains(&"web".to_owned()) && !day.contains(&"branch".to_owned()), "{day:?}");
    assert!(month.contains(&"branch".to_owned()) && !month.contains(&"phone".to_owned()), "{month:?}");
    assert_eq!(all.last().map(String::as_str), Some("phone"), "{all:?}");
    assert_eq!(agent.get(&format!("{path}?span=year")).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(other.get(&path).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_left_without_a_word_is_told_from_who_cancelled() {
    let app = start(Engine::Sqlite).await;
    for abandons in [true, false] {
        let customer = Customer::visitor(&app).await;
        ask_for_a_person(&customer).await;
        let id = customer.conversation.clone().into();
        let mut turn = Turn::begin(&app.app, &id).await.expect("a turn");
        let done = if abandons { turn.abandon() } else { turn.cancel() };
        done.expect("it waits");
        turn.end().await.expect("it commits");
        let events = app.app.store.newest_of(&id, 10).await.expect("it reads");
        let left = events.iter().find_map(|event| match event.fact {
            Fact::HandoffCancelled { abandoned, .. } => Some(abandoned),
            _ => None,
        });
        assert_eq!(left, Some(abandons));
    }
}
