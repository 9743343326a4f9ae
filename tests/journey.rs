//! tests: what other systems report becomes one journey, whoever was known under which name.

use std::collections::BTreeSet;

use bot::settings::Secret;
use bot::{fold, intake};
use handoff::id::PersonId;
use handoff::person::Namespace;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::support::database::{Engine, engines};
use crate::support::{Agent, Customer, TestApp};

const KEY: &str = "a key of the web site";

async fn start(engine: Engine) -> TestApp {
    TestApp::start_with(engine, |settings| {
        settings.intake.keys.insert("web".to_owned(), Secret::new(KEY));
        settings.intake.keys.insert("short".to_owned(), Secret::new("short"));
        settings.intake.digest_key = Secret::new("the same in every test");
    })
    .await
}

async fn post(app: &TestApp, path: &str, key: &str, body: Value) -> (StatusCode, Value) {
    let sent = Client::new().post(format!("{}{path}", app.url)).bearer_auth(key).json(&body).send().await;
    let answer = sent.expect("it answers");
    (answer.status(), answer.json().await.unwrap_or_default())
}

async fn send(app: &TestApp, events: Vec<Value>) -> Value {
    let (status, report) = post(app, "/v1/events", KEY, json!({ "events": events })).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{report:#}");
    report
}

async fn identify(app: &TestApp, names: Value, proved: &[&str]) -> Value {
    let (status, answer) = post(app, "/v1/identify", KEY, json!({ "names": names, "proved": proved })).await;
    assert_eq!(status, StatusCode::OK, "{answer:#}");
    answer
}

fn event(id: &str, kind: &str, identity: Value) -> Value {
    json!({ "id": id, "type": kind, "occurred_at": "2026-11-20T01:00:00Z", "identity": identity })
}

async fn person(app: &TestApp, namespace: Namespace, value: &str) -> PersonId {
    let key = intake::key(&app.app, namespace, value).expect("a good value");
    app.app.store.person_of_name(namespace, &key).await.expect("it reads").expect("somebody is known by it")
}

async fn kinds(app: &TestApp, person: &PersonId) -> Vec<String> {
    let life = app.app.store.life_of(person).await.expect("it reads");
    let what = |event: &handoff::event::Event| match &event.fact {
        handoff::event::Fact::Touchpoint { what, .. } => what.clone(),
        fact => fact.kind().to_owned(),
    };
    life.iter().map(what).collect()
}

#[tokio::test]
async fn a_batch_is_taken_once_and_what_is_wrong_with_it_is_said() {
    for engine in engines() {
        let app = start(engine).await;
        let web = json!({ "web_anon": "w1" });
        let batch = vec![
            event("1", "page.viewed", web.clone()),
            event("2", "product.viewed", web.clone()),
            event("2", "product.viewed", web.clone()),
            event("3", "chat.said", web.clone()),
            event("4", "page.viewed", json!({ "phone": "not a phone 010-1234-5678" })),
            event("5", "page.viewed", json!({ "web_anon": "null" })),
            json!({ "id": "6" }),
            json!({ "id": "7", "source": "bank", "type": "page.viewed", "identity": web }),
        ];
        let report = send(&app, batch.clone()).await;
        assert_eq!((&report["accepted"], &report["duplicate"]), (&json!(2), &json!(1)));
        let reasons: Vec<&str> =
            report["rejected"].as_array().expect("a list").iter().filter_map(|one| one["reason"].as_str()).collect();
        assert_eq!(reasons, ["reserved_type", "bad_identity", "bad_identity", "malformed", "unknown_source"]);
        let again = send(&app, batch).await;
        assert_eq!((&again["accepted"], &again["duplicate"]), (&json!(0), &json!(3)));
        let kept = app.app.store.rejects(100).await.expect("it reads");
        assert_eq!(kept.len(), 5);
        assert!(kept.iter().all(|one| one.n == 2 && !one.body.contains("1234-5678")), "{kept:?}");
        assert_eq!(kinds(&app, &person(&app, Namespace::WebAnon, "w1").await).await.len(), 2);
    }
}

#[tokio::test]
async fn only_a_source_with_a_key_reports() {
    let app = start(Engine::Sqlite).await;
    for (key, want) in [("wrong", 401), ("short", 401), ("", 401), (KEY, 202)] {
        let (status, _) = post(&app, "/v1/events", key, json!({ "events": [] })).await;
        assert_eq!(status.as_u16(), want, "{key}");
    }
    let (status, _) = post(&app, "/v1/identify", "wrong", json!({ "names": { "web_anon": "w" } })).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let many: Vec<Value> = (0..1001).map(|_| json!({})).collect();
    let (status, _) = post(&app, "/v1/events", KEY, json!({ "events": many })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_visitor_becomes_the_customer_once_it_is_proved_and_can_be_parted_again() {
    for engine in engines() {
        let app = start(engine).await;
        send(&app, vec![event("1", "page.viewed", json!({ "web_anon": "w1" }))]).await;
        send(&app, vec![event("2", "payment.received", json!({ "customer_no": "C-1" }))]).await;
        identify(&app, json!({ "customer_no": "C-1" }), &["customer_no"]).await;
        let visitor = person(&app, Namespace::WebAnon, "w1").await;
        let customer = person(&app, Namespace::CustomerNo, "C-1").await;
        assert_ne!(visitor, customer);
        // A claim joins nobody.
        let claimed = identify(&app, json!({ "customer_no": "C-1", "web_anon": "w1" }), &[]).await;
        assert_eq!(claimed["merged"], json!([]));
        assert_ne!(person(&app, Namespace::WebAnon, "w1").await, customer);
        // A proof does.
        let both = json!({ "customer_no": "C-1", "web_anon": "w1" });
        let proved = identify(&app, both.clone(), &["customer_no", "web_anon"]).await;
        assert_eq!((&proved["person"], &proved["merged"]), (&json!(customer), &json!([visitor])));
        send(&app, vec![event("3", "page.viewed", json!({ "web_anon": "w1" }))]).await;
        let all = kinds(&app, &customer).await;
        assert_eq!(all.iter().filter(|kind| *kind == "page.viewed").count(), 2, "{all:?}");
        assert!(all.contains(&"identity.linked".to_owned()));
        let again = identify(&app, both, &["customer_no", "web_anon"]).await;
        assert_eq!(again["merged"], json!([]), "it is done once");

        let parted = intake::separate(&app.app, &visitor).await.expect("it works");
        assert_eq!(parted, Some(customer.clone()));
        assert_eq!(kinds(&app, &visitor).await, ["page.viewed", "page.viewed"], "also what came after the merge");
        assert!(!kinds(&app, &customer).await.contains(&"page.viewed".to_owned()));
        assert_eq!(person(&app, Namespace::WebAnon, "w1").await, visitor);
        assert_eq!(intake::separate(&app.app, &visitor).await.expect("it works"), None, "once");
    }
}

#[tokio::test]
async fn two_customers_are_never_made_one() {
    for engine in engines() {
        let app = start(engine).await;
        let first =
            identify(&app, json!({ "customer_no": "C-1", "phone": "010-1111-2222" }), &["customer_no", "phone"]).await;
        let both = json!({ "customer_no": "C-2", "phone": "010-1111-2222" });
        identify(&app, json!({ "customer_no": "C-2" }), &["customer_no"]).await;
        let second = identify(&app, both, &["customer_no", "phone"]).await;
        assert_eq!(second["refused"], "two_customers", "{second:#}");
        assert_ne!(person(&app, Namespace::CustomerNo, "C-2").await, person(&app, Namespace::CustomerNo, "C-1").await);
        assert_eq!(json!(person(&app, Namespace::Phone, "+82 10 1111 2222").await), first["person"]);
        // On a shared device, too.
        identify(&app, json!({ "customer_no": "C-1", "web_anon": "shared" }), &["customer_no", "web_anon"]).await;
        let other = json!({ "customer_no": "C-2", "web_anon": "shared" });
        let refused = identify(&app, other.clone(), &["customer_no", "web_anon"]).await;
        assert_eq!(refused["refused"], "two_customers");
        // Signing out lets the device go.
        let (status, _) =
            post(&app, "/v1/identify", KEY, json!({ "names": { "web_anon": "shared" }, "signed_out": true })).await;
        assert_eq!(status, StatusCode::OK);
        let linked = identify(&app, other, &["customer_no", "web_anon"]).await;
        assert!(linked["refused"].is_null(), "{linked:#}");
    }
}

#[tokio::test]
async fn more_names_than_anybody_has_let_the_weakest_go() {
    let app = start(Engine::Sqlite).await;
    identify(&app, json!({ "customer_no": "C-1" }), &["customer_no"]).await;
    let customer = person(&app, Namespace::CustomerNo, "C-1").await;
    for n in 0..23 {
        app.pass(jiff::SignedDuration::from_mins(1));
        send(&app, vec![event(&format!("e{n}"), "page.viewed", json!({ "web_anon": format!("w{n}") }))]).await;
        let names = json!({ "customer_no": "C-1", "web_anon": format!("w{n}") });
        let linked = identify(&app, names, &["customer_no", "web_anon"]).await;
        assert!(linked["refused"].is_null(), "{linked:#}");
    }
    let names = app.app.store.names_of(&customer).await.expect("they read");
    let devices: BTreeSet<&str> = names
        .iter()
        .filter(|name| name.namespace == Namespace::WebAnon && !name.key.contains(':'))
        .map(|name| name.key.as_str())
        .collect();
    assert!(devices.len() <= 20, "{}", devices.len());
    assert_eq!(person(&app, Namespace::WebAnon, "w22").await, customer, "the newest stays");
}

/// Lives of a few people over many names, as lines of a file.
fn lives() -> Vec<String> {
    let mut lines = Vec::new();
    for n in 0..6 {
        let (web, number, phone) = (format!("w{n}"), format!("C-{n}"), format!("010-2000-000{n}"));
        let mut put = |id: u32, kind: &str, day: u32, identity: Value, data: Value| {
            let at = format!("2026-{:02}-{:02}T0{}:00:00Z", 9 + day / 28, 1 + day % 28, id % 9);
            let line = json!({ "source": "web", "id": format!("{n}-{id}"), "type": kind, "occurred_at": at,
                               "identity": identity, "data": data });
            lines.push(line.to_string());
        };
        let anon = json!({ "web_anon": web });
        let known = json!({ "customer_no": number });
        put(1, "page.viewed", n, anon.clone(), json!({}));
        put(2, "product.viewed", n + 1, anon.clone(), json!({}));
        put(3, "loan.submitted", n + 3, known.clone(), json!({}));
        for step in 1..=(2 + n % 4) {
            let moved = json!({ "process": format!("loan_application:{n}"), "title": "신용대출", "step": step, "of": 5,
                                "label": "심사", "blocked_on": "company" });
            put(10 + step, "process.moved", n + 3 + step, known.clone(), moved);
        }
        put(20, "payment.failed", n + 20, known.clone(), json!({}));
        put(21, "survey.answered", n + 21, known, json!({ "survey": "nps", "score": 2 + n }));
        put(22, "page.viewed", n + 22, json!({ "phone": phone }), json!({}));
        lines.push(
            json!({ "identify": { "names": { "web_anon": web, "customer_no": number, "phone": phone },
                           "proved": ["web_anon", "customer_no", "phone"] } })
            .to_string(),
        );
    }
    lines
}

#[tokio::test]
async fn folds_are_the_same_whatever_the_order_of_arrival_and_whatever_the_engine() {
    let mut sums = BTreeSet::new();
    let mut seed = 7_u64;
    for engine in engines() {
        for round in 0..4 {
            let app = start(engine).await;
            let mut lines = lives();
            // The first as they happened; then shuffled by a small generator of repeatable chance.
            for last in (1..lines.len()).rev().filter(|_| round > 0) {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                lines.swap(last, (seed >> 33) as usize % (last + 1));
            }
            let report = bot::cli::ingest::take(&app.app, lines.into_iter().map(Ok)).await.expect("it is taken");
            assert!(report.rejected.is_empty(), "{:?}", report.rejected);
            let known: BTreeSet<PersonId> =
                app.app.store.merges().await.expect("it reads").into_iter().map(|(_, into)| into).collect();
            let mut sum = Vec::new();
            for n in 0..6 {
                let who = person(&app, Namespace::CustomerNo, &format!("C-{n}")).await;
                let journey = fold::journey(&app.app.store, &who).await.expect("it folds");
                sum.push(journey.checksum());
            }
            assert!(known.len() <= 6);
            sums.insert(sum);
            let (_, before) = fold::rebuild(&app.app).await.expect("it rebuilds");
            let (_, again) = fold::rebuild(&app.app).await.expect("it rebuilds");
            assert_eq!(before, again);
            assert_eq!(fold::checksum(&app.app.store).await.expect("it reads"), again);
        }
    }
    assert_eq!(sums.len(), 1, "one journey each, however it arrived");
}

#[tokio::test]
async fn a_chat_and_what_was_reported_before_it_are_one_journey() {
    let app = start(Engine::Sqlite).await;
    let customer = Customer::visitor(&app).await;
    customer.say("금리인하요구권이 뭐예요?").await;
    send(&app, vec![event("1", "branch.visited", json!({ "web_anon": "w9" }))]).await;
    let who = person(&app, Namespace::WebAnon, "w9").await;
    let shown = bot::cli::journey::show(&app.app, &who).await.expect("it shows");
    for part in ["stage", "mood", "segment   lifecycle:new", "branch.visited 지점 방문", "checksum"] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
}

#[tokio::test]
async fn what_was_reported_of_a_customer_is_theirs_in_the_chat_whichever_came_first() {
    for engine in engines() {
        let app = start(engine).await;
        let report = |id: &str, of: &str| event(id, "payment.failed", json!({ "customer_no": of }));
        // Reported before the chat: the chat is the same person's.
        send(&app, vec![report("1", "minsu")]).await;
        let minsu = Customer::signed_in(&app, "minsu", "ko").await;
        minsu.say("납부가 안 된 것 같아요").await;
        let all = kinds(&app, &person(&app, Namespace::CustomerNo, "minsu").await).await;
        assert!(all.contains(&"payment.failed".to_owned()) && all.contains(&"chat.said".to_owned()), "{all:?}");
        // And after it.
        let eunji = Customer::signed_in(&app, "eunji", "ko").await;
        eunji.say("고객센터 몇 시까지 해요?").await;
        send(&app, vec![report("2", "eunji")]).await;
        let all = kinds(&app, &person(&app, Namespace::CustomerNo, "eunji").await).await;
        assert!(all.contains(&"payment.failed".to_owned()) && all.contains(&"chat.said".to_owned()), "{all:?}");
        // The agent reads it.
        let agent = Agent::sign_in(&app, "minji").await;
        minsu
            .request(reqwest::Method::POST, "/handoff")
            .json(&json!({ "client_id": "p" }))
            .send()
            .await
            .expect("it answers");
        let context = agent.claim(&minsu.conversation).await.to_string();
        assert!(context.contains("payment.failed") || context.contains("납부 실패"), "{context}");
    }
}

#[tokio::test]
async fn a_visitor_who_signs_in_is_one_life_and_can_be_parted_again() {
    let app = start(Engine::Sqlite).await;
    let earlier = Customer::signed_in(&app, "minsu", "ko").await;
    earlier.say("고객센터 몇 시까지 해요?").await;
    let customer = person(&app, Namespace::CustomerNo, "minsu").await;
    let visitor = Customer::visitor(&app).await;
    visitor.say("금리인하요구권이 뭐예요?").await;
    let id = handoff::id::ConversationId(visitor.conversation.clone());
    let of = async || {
        let stored = app.app.store.conversation(&id).await.expect("it reads").expect("it is there");
        (stored.conversation.person, stored.conversation.customer)
    };
    let (before, _) = of().await;
    let number = bot::conversation::CustomerNo("minsu".to_owned());
    let until = app.app.now() + jiff::SignedDuration::from_mins(30);
    bot::inbox::sign_in(&app.app, &id, &number, until).await.expect("it is signed in");
    assert_eq!(of().await, (customer.clone(), Some(number)));
    assert!(kinds(&app, &customer).await.contains(&"identity.linked".to_owned()));
    assert_eq!(intake::separate(&app.app, &before).await.expect("it works"), Some(customer));
    assert_eq!(of().await, (before, None), "also the conversation goes back");
}
