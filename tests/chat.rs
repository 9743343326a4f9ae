//! tests: what a customer can rely on.

use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Customer, TestApp};

#[tokio::test]
async fn the_first_message_says_that_it_is_an_ai_and_that_a_person_can_be_asked_for() {
    let app = TestApp::start().await;
    let customer = Customer::visitor(&app).await;
    let heard = customer.heard_after(0).await;
    let text = heard[0]["message"]["text"].as_str().expect("a text");
    assert!(text.contains("AI") && text.contains("상담원"), "{text}");
}

#[tokio::test]
async fn a_message_sent_twice_is_taken_once() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let customer = Customer::visitor(&app).await;
        let first = customer.send("same", "고객센터 몇 시까지 해요?", None).await;
        assert_eq!(first.status(), StatusCode::CREATED);
        let first: Value = first.json().await.expect("it is JSON");
        let count = customer.history().await.len();
        let second = customer.send("same", "고객센터 몇 시까지 해요?", None).await;
        assert_eq!(second.status(), StatusCode::OK);
        let second: Value = second.json().await.expect("it is JSON");
        assert_eq!((&first["number"], &second["duplicate"]), (&second["number"], &json!(true)));
        assert_eq!(customer.history().await.len(), count, "the bot must not answer twice");

        let other = customer.send("same", "다른 말", None).await;
        assert_eq!(other.status(), StatusCode::CONFLICT);
        let refusal: Value = other.json().await.expect("it is JSON");
        assert_eq!(refusal["error"]["code"], "client_id_reused");
    }
}

#[tokio::test]
async fn many_sends_at_once_of_the_same_message_make_one() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let customer = Customer::visitor(&app).await;
        let sends = (0..20).map(|_| customer.send("burst", "안녕하세요", None));
        let answers = futures::future::join_all(sends).await;
        let created = answers.iter().filter(|answer| answer.status() == StatusCode::CREATED).count();
        assert_eq!(created, 1);
        assert!(answers.iter().all(|answer| answer.status().is_success()));
        let said = customer.history().await;
        let mine = said.iter().filter(|event| event["message"]["author"]["kind"] == "customer").count();
        assert_eq!(mine, 1);
    }
}

#[tokio::test]
async fn numbers_have_no_gap_and_a_stream_resumes_after_any_of_them() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let customer = Customer::visitor(&app).await;
        for text in ["안녕하세요", "연체하면 어떻게 되나요", "상담원 연결해 주세요"] {
            customer.say(text).await;
        }
        let history = customer.history().await;
        let numbers: Vec<i64> = history.iter().filter_map(|event| event["number"].as_i64()).collect();
        assert_eq!(numbers, (1..=i64::try_from(history.len()).expect("few")).collect::<Vec<_>>());
        for cut in 0..=*numbers.last().expect("there are events") {
            let mut stream = customer.follow(cut).await;
            for expected in cut + 1..=*numbers.last().expect("there are events") {
                let event = stream.find(|event| event.id.is_some()).await;
                assert_eq!(event.id, Some(expected), "after a cut at {cut}");
                assert_eq!(event.data["number"], expected);
            }
        }
    }
}

#[tokio::test]
async fn a_stream_shows_state_first_and_then_what_is_new_as_it_happens() {
    let app = TestApp::start().await;
    let customer = Customer::visitor(&app).await;
    let mut stream = customer.follow(1_000_000).await;
    let state = stream.next().await;
    assert_eq!((state.kind.as_str(), &state.data["control"]["holder"]), ("state", &json!("bot")));
    let last = customer.history().await.len();
    let mut live = customer.follow(i64::try_from(last).expect("few")).await;
    customer.say("상담원 바꿔주세요").await;
    let queued = live.find(|event| event.data["control"]["holder"] == "queued").await;
    assert_eq!(queued.data["control"]["position"], 1);
    let mine = live.next_of("message").await;
    assert_eq!(mine.data["message"]["text"], "상담원 바꿔주세요");
}

#[tokio::test]
async fn personal_numbers_are_masked_before_they_are_kept() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let customer = Customer::visitor(&app).await;
        let said = customer.say("제 주민번호는 900101-1234567 이고 카드는 4111 1111 1111 1111 입니다").await;
        let stored = said["text"].as_str().expect("a text");
        assert!(!stored.contains("1234567") && !stored.contains("4111 1111"), "{stored}");
        let kept = serde_json::to_string(&customer.history().await).expect("it serialises");
        assert!(!kept.contains("1234567") && !kept.contains("4111 1111"), "{kept}");
        let events = app.app.store.all_after(&customer.conversation.clone().into(), 0, 100).await.expect("it reads");
        let kept = serde_json::to_string(&events).expect("it serialises");
        assert!(!kept.contains("1234567") && !kept.contains("4111 1111"), "{kept}");
    }
}

#[tokio::test]
async fn a_token_opens_one_conversation_only() {
    let app = TestApp::start().await;
    let (one, two) = (Customer::visitor(&app).await, Customer::visitor(&app).await);
    let http = Client::new();
    for (path, method) in [
        ("", Method::GET),
        ("/messages", Method::GET),
        ("/events", Method::GET),
        ("/messages", Method::POST),
        ("/typing", Method::POST),
        ("/handoff", Method::POST),
        ("/handoff", Method::DELETE),
        ("/verification", Method::POST),
        ("/verification/code", Method::POST),
        ("/language", Method::PUT),
        ("/articles/late-01/rating", Method::POST),
        ("/survey", Method::POST),
    ] {
        let url = format!("{}/v1/conversations/{}{path}", app.url, one.conversation);
        let none = http.request(method.clone(), &url).json(&json!({})).send().await.expect("it answers");
        assert_eq!(none.status(), StatusCode::UNAUTHORIZED, "{method} {path} without a token");
        let wrong = http.request(method.clone(), &url).bearer_auth("0".repeat(64)).json(&json!({}));
        assert_eq!(wrong.send().await.expect("it answers").status(), StatusCode::UNAUTHORIZED, "{method} {path}");
        let foreign = http.request(method.clone(), &url).bearer_auth(&two.token).json(&json!({}));
        assert_eq!(foreign.send().await.expect("it answers").status(), StatusCode::NOT_FOUND, "{method} {path}");
    }
}

#[tokio::test]
async fn bad_input_is_refused_in_words_and_changes_nothing() {
    let app = TestApp::start().await;
    let customer = Customer::visitor(&app).await;
    let before = customer.history().await.len();
    let long = "가".repeat(2001);
    let huge = "x".repeat(100_000);
    let cases: [(Value, StatusCode, &str); 7] = [
        (json!({ "client_id": "a", "text": "" }), StatusCode::UNPROCESSABLE_ENTITY, "empty_message"),
        (json!({ "client_id": "a", "text": "  \n " }), StatusCode::UNPROCESSABLE_ENTITY, "empty_message"),
        (json!({ "client_id": "", "text": "안녕" }), StatusCode::UNPROCESSABLE_ENTITY, "bad_client_id"),
        (json!({ "client_id": "a b", "text": "안녕" }), StatusCode::UNPROCESSABLE_ENTITY, "bad_client_id"),
        (json!({ "client_id": "a", "text": long }), StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        (json!({ "client_id": "a", "text": huge }), StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        (json!({ "client_id": "a", "text": "안녕", "role": "agent" }), StatusCode::BAD_REQUEST, "malformed"),
    ];
    for (body, status, code) in cases {
        let answer = customer.request(Method::POST, "/messages").json(&body).send().await.expect("it answers");
        assert_eq!(answer.status(), status, "{code}");
        let refusal: Value = answer.json().await.expect("it is JSON");
        assert_eq!(refusal["error"]["code"], code);
        assert!(refusal["error"]["message"].as_str().is_some_and(|message| message.len() > 10));
    }
    let broken = customer.request(Method::POST, "/messages").header("content-type", "application/json").body("{\"te");
    assert_eq!(broken.send().await.expect("it answers").status(), StatusCode::BAD_REQUEST);
    let unknown = Client::new().get(format!("{}/v1/nothing", app.url)).send().await.expect("it answers");
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(customer.history().await.len(), before);
}

#[tokio::test]
async fn whoever_sends_too_often_is_told_when_to_come_back() {
    let app = TestApp::start_with(crate::support::Engine::Sqlite, |settings| {
        settings.limits.messages_per_minute = 3;
    })
    .await;
    let customer = Customer::visitor(&app).await;
    for n in 0..3 {
        assert_eq!(customer.send(&format!("n{n}"), "안녕하세요", None).await.status(), StatusCode::CREATED);
    }
    let refused = customer.send("n3", "안녕하세요", None).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait = refused.headers()["retry-after"].to_str().expect("text").parse::<u64>().expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
}

#[tokio::test]
async fn a_signed_in_customer_finds_the_open_conversation_again() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let id = &app.app.core.demo_customers()[0].id.clone();
        let first = Customer::signed_in(&app, id, "ko").await;
        first.say("안녕하세요").await;
        let again = Customer::signed_in(&app, id, "ko").await;
        assert_eq!(again.conversation, first.conversation);
        assert_ne!(again.token, first.token);
        assert_eq!(again.state().await["level"], "V1");
        assert_eq!(Customer::visitor(&app).await.state().await["level"], "V0");
    }
}
