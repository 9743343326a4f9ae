//! tests: from the bot to a person and back.

use jiff::SignedDuration;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Agent, Customer, TestApp};

#[tokio::test]
async fn a_person_takes_over_answers_and_hands_back() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let customer = Customer::visitor(&app).await;
        customer.say("연체하면 어떻게 되나요").await;
        customer.say("상담원 연결해 주세요").await;
        assert_eq!(customer.state().await["control"]["holder"], "queued");

        let claimed = agent.claim(&customer.conversation).await;
        let context = &claimed["context"];
        assert_eq!(context["schema"], "handoff.v1");
        assert_eq!(context["reason"]["code"], "user_request");
        assert!(context["said"].as_array().is_some_and(|said| !said.is_empty()), "{context:#}");
        assert_eq!(customer.state().await["control"], json!({ "holder": "agent", "name": "이민지" }));

        let said = agent.say(&claimed, "안녕하세요, 이민지입니다. 무엇을 도와드릴까요?").await;
        assert_eq!(said.status(), StatusCode::CREATED);
        let number = customer.say("감사합니다").await["number"].as_i64().expect("a number");
        assert!(customer.heard_after(number).await.is_empty(), "the bot is silent while a person has it");

        let back = agent.let_go(&claimed, "return", "연체 안내를 마쳤습니다").await;
        assert_eq!(back.status(), StatusCode::NO_CONTENT);
        assert_eq!(customer.state().await["control"]["holder"], "bot");
        let number = customer.say("고객센터 몇 시까지 해요?").await["number"].as_i64().expect("a number");
        assert!(!customer.heard_after(number).await.is_empty(), "the bot speaks again");
    }
}

#[tokio::test]
async fn a_conversation_is_won_by_exactly_one_of_many_agents() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agents = [Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await];
        for _ in 0..5 {
            let customer = Customer::visitor(&app).await;
            customer.say("상담원 연결해 주세요").await;
            let handoff = agents[0].waiting(&customer.conversation).await["handoff"].clone();
            let path = format!("/v1/handoffs/{}/claim", handoff.as_str().expect("an id"));
            let claims = (0..50).map(|n| agents[n % 2].post(&path, json!({})));
            let answers = futures::future::join_all(claims).await;
            let won = answers.iter().filter(|answer| answer.status() == StatusCode::OK).count();
            let lost = answers.iter().filter(|answer| answer.status() == StatusCode::CONFLICT).count();
            assert_eq!((won, lost), (1, 49));
            let id = handoff.as_str().expect("an id").to_owned();
            let held = app.app.store.handoff(&id.into()).await.expect("it reads").expect("it exists");
            let mut turn =
                bot::turn::Turn::begin(&app.app, &customer.conversation.clone().into()).await.expect("a turn");
            turn.release("test").expect("it is claimed");
            turn.cancel().expect("it waits");
            turn.end().await.expect("it commits");
            drop(held);
        }
    }
}

#[tokio::test]
async fn a_stale_sender_is_refused_whoever_it_is() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (minji, junho) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
        let customer = Customer::visitor(&app).await;
        customer.say("상담원이요").await;
        let first = minji.claim(&customer.conversation).await;
        let released = minji
            .post(
                &format!("/v1/handoffs/{}/release", first["handoff"].as_str().expect("an id")),
                json!({ "epoch": first["epoch"] }),
            )
            .await;
        assert_eq!(released.status(), StatusCode::NO_CONTENT);
        let second = junho.claim(&customer.conversation).await;
        let before = customer.history().await.len();

        // The old holder, a colleague with the right epoch, and the new holder with an old epoch.
        let borrowed = json!({ "conversation": second["conversation"], "epoch": second["epoch"] });
        let outdated = json!({ "conversation": second["conversation"], "epoch": first["epoch"] });
        for (agent, under) in [(&minji, &first), (&minji, &borrowed), (&junho, &outdated)] {
            let refused = agent.say(under, "제가 답할게요").await;
            assert_eq!(refused.status(), StatusCode::CONFLICT);
            let refusal: Value = refused.json().await.expect("it is JSON");
            assert_eq!(refusal["error"]["code"], "stale_epoch");
        }
        assert_eq!(customer.history().await.len(), before, "nothing of it was kept");
        assert_eq!(junho.say(&second, "안녕하세요").await.status(), StatusCode::CREATED);
    }
}

#[tokio::test]
async fn a_silent_claim_returns_to_the_head_of_the_queue() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let first = Customer::visitor(&app).await;
    first.say("상담원 연결해 주세요").await;
    agent.claim(&first.conversation).await;
    app.pass(SignedDuration::from_secs(30));
    let second = Customer::visitor(&app).await;
    second.say("상담원 연결해 주세요").await;
    assert_eq!(second.state().await["control"]["position"], 1);
    app.pass(SignedDuration::from_secs(181));
    bot::desk::release_silent_claims(&app.app).await.expect("the desk works");
    let desk = agent.desk().await;
    assert_eq!(desk["waiting"][0]["conversation"], json!(first.conversation));
    assert_eq!(second.state().await["control"]["position"], 2);
}

#[tokio::test]
async fn a_customer_may_stop_waiting() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let customer = Customer::visitor(&app).await;
    let asked = customer.request(Method::POST, "/handoff").json(&json!({ "client_id": "ask" })).send().await;
    assert_eq!(asked.expect("it answers").status(), StatusCode::OK);
    let waiting = agent.waiting(&customer.conversation).await;
    let cancelled = customer.request(Method::DELETE, "/handoff").send().await.expect("it answers");
    assert_eq!(cancelled.status(), StatusCode::NO_CONTENT);
    assert_eq!(customer.state().await["control"]["holder"], "bot");
    let path = format!("/v1/handoffs/{}/claim", waiting["handoff"].as_str().expect("an id"));
    assert_eq!(agent.post(&path, json!({})).await.status(), StatusCode::CONFLICT);
    let twice = customer.request(Method::DELETE, "/handoff").send().await.expect("it answers");
    assert_eq!(twice.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_emergency_enters_the_queue_first() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let calm = Customer::visitor(&app).await;
    calm.say("상담원 연결해 주세요").await;
    app.pass(SignedDuration::from_mins(5));
    let danger = Customer::visitor(&app).await;
    danger.say("방금 속아서 돈을 보냈어요 어떡해요").await;
    let desk = agent.desk().await;
    assert_eq!(desk["waiting"][0]["conversation"], json!(danger.conversation), "{desk:#}");
    assert_eq!(desk["waiting"][0]["priority"], "emergency");
    let claimed = agent.claim(&danger.conversation).await;
    assert!(claimed["context"]["danger"].is_object(), "{:#}", claimed["context"]);
}

#[tokio::test]
async fn an_agent_never_holds_more_than_allowed() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let mut paths = Vec::new();
        for _ in 0..8 {
            let customer = Customer::visitor(&app).await;
            customer.say("상담원 연결해 주세요").await;
            let handoff = agent.waiting(&customer.conversation).await["handoff"].as_str().expect("an id").to_owned();
            paths.push(format!("/v1/handoffs/{handoff}/claim"));
        }
        let answers = futures::future::join_all(paths.iter().map(|path| agent.post(path, json!({})))).await;
        let won = answers.iter().filter(|answer| answer.status() == StatusCode::OK).count();
        assert_eq!(won, 5);
        assert_eq!(agent.desk().await["mine"].as_array().map(Vec::len), Some(5));
    }
}

#[tokio::test]
async fn letting_go_needs_a_wrap_up_and_a_closed_conversation_opens_again_with_a_message() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, claimed) = agent.claim_visitor(&app).await;
    agent.say(&claimed, "안녕하세요").await;
    assert_eq!(agent.let_go(&claimed, "close", " ").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(agent.let_go(&claimed, "close", "안내를 마쳤습니다").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(customer.state().await["control"]["holder"], "closed");
    let survey = customer.request(Method::POST, "/survey").json(&json!({ "score": 5 })).send().await;
    assert_eq!(survey.expect("it answers").status(), StatusCode::NO_CONTENT);
    assert_eq!(agent.say(&claimed, "한 가지 더요").await.status(), StatusCode::CONFLICT);
    customer.say("안녕하세요, 하나 더 여쭤볼게요").await;
    assert_eq!(customer.state().await["control"]["holder"], "bot");
}
