//! tests: the desk: who gets what, what comes back, and what time does.

use bot::settings::{Routing, Secret};
use bot::store::agent::{Abilities, Agent as Row, upsert};
use bot::turn::Turn;
use handoff::agent::{Presence, Role};
use handoff::handoff::{Priority, Queue, State};
use jiff::SignedDuration;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Agent, Customer, Engine, TestApp};

async fn seat(app: &TestApp, login: &str, capacity: u32, abilities: Abilities) -> Row {
    let agent = Row {
        id: format!("agent-{login}").into(),
        login: login.to_owned(),
        name: login.to_owned(),
        role: Role::Agent,
        presence: Presence::Online,
        capacity,
        abilities,
        presence_at: app.app.now(),
        password_hash: "-".to_owned(),
    };
    let row = agent.clone();
    app.app.store.write(move |tx| Box::pin(async move { upsert(tx, &row).await })).await.expect("it is written");
    agent
}

pub(crate) async fn handoff_of(app: &TestApp, customer: &Customer) -> handoff::handoff::Handoff {
    let all = app.app.store.handoffs_of(&customer.conversation.clone().into()).await.expect("it reads");
    all.last().expect("there is one").clone()
}

async fn code(response: reqwest::Response) -> (StatusCode, String) {
    let status = response.status();
    let body: Value = response.json().await.unwrap_or_default();
    (status, body["error"]["code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn of_fifty_agents_on_five_nodes_exactly_one_wins() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let mut agents = Vec::new();
        for n in 0..50 {
            agents.push(seat(&app, &format!("a{n:02}"), 3, Abilities::default()).await);
        }
        let mut nodes = Vec::new();
        for _ in 0..5 {
            nodes.push(app.node().await);
        }
        for _ in 0..3 {
            let customer = Customer::visitor(&app).await;
            customer.say("상담원 연결해 주세요").await;
            let id = customer.conversation.clone();
            let claims = agents.iter().enumerate().map(|(n, agent)| {
                let (node, agent, id) = (nodes[n % 5].clone(), agent.clone(), id.clone());
                tokio::spawn(async move {
                    let mut turn = Turn::begin(&node, &id.into()).await?;
                    turn.claim(&agent)?;
                    turn.end().await.map(|_| agent.id)
                })
            });
            let outcomes = futures::future::join_all(claims).await;
            let won: Vec<_> = outcomes.into_iter().filter_map(|claim| claim.expect("no panic").ok()).collect();
            assert_eq!(won.len(), 1, "won by {won:?}");
            assert_eq!(handoff_of(&app, &customer).await.holder(), won.first());
        }
    }
}

#[tokio::test]
async fn the_next_one_goes_to_who_may_take_it_and_the_circle_widens() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let cards = Abilities { queues: [Queue::Card].into(), ..Abilities::default() };
        let mut row = app.app.store.agent_of_login("minji").await.expect("it reads").expect("she sits there");
        row.abilities = cards;
        app.app.store.write(move |tx| Box::pin(async move { upsert(tx, &row).await })).await.expect("it is written");
        let customer = Customer::visitor(&app).await;
        customer.say("상담원 연결해 주세요").await;
        assert_eq!(agent.waiting(&customer.conversation).await["for_me"], false);
        assert_eq!(agent.post("/v1/agent/next", json!({})).await.status(), StatusCode::NO_CONTENT);
        let handoff = handoff_of(&app, &customer).await;
        let early = agent.post(&format!("/v1/handoffs/{}/claim", handoff.id), json!({})).await;
        assert_eq!(code(early).await, (StatusCode::CONFLICT, "refused".to_owned()));
        app.pass(SignedDuration::from_mins(4));
        let item = agent.waiting(&customer.conversation).await;
        assert_eq!((item["for_me"].as_bool(), item["points"].as_i64()), (Some(true), Some(4)));
        let next: Value = agent.post("/v1/agent/next", json!({})).await.json().await.expect("it is JSON");
        assert_eq!(next["conversation"], json!(customer.conversation));
        assert_eq!(agent.post("/v1/agent/next", json!({})).await.status(), StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn pushed_work_goes_to_the_least_busy_and_a_decline_to_somebody_else() {
    for engine in engines() {
        let app = TestApp::start_with(engine, |settings| settings.desk.routing = Routing::Push).await;
        let (small, large) =
            (seat(&app, "small", 2, Abilities::default()).await, seat(&app, "large", 4, Abilities::default()).await);
        let mut given = Vec::new();
        for _ in 0..7 {
            let customer = Customer::visitor(&app).await;
            customer.say("상담원 연결해 주세요").await;
            bot::desk::push(&app.app).await.expect("the desk works");
            app.pass(SignedDuration::from_secs(1));
            given.push((handoff_of(&app, &customer).await.holder().cloned(), customer));
        }
        let held = |id| given.iter().filter(|(holder, _)| holder.as_ref() == Some(id)).count();
        assert_eq!((held(&small.id), held(&large.id)), (2, 4), "as much as each may hold");
        assert_eq!(given[6].0, None, "and the last one waits");
        // Whoever declines gets it again only when nobody else is left.
        let (holder, customer) = &given[0];
        let holder = holder.clone().expect("it was given");
        let mut turn = Turn::begin(&app.app, &customer.conversation.clone().into()).await.expect("a turn");
        turn.release("declined").expect("it is claimed");
        turn.end().await.expect("it commits");
        bot::desk::push(&app.app).await.expect("the desk works");
        assert_eq!(handoff_of(&app, &given[0].1).await.need.declined, std::slice::from_ref(&holder));
    }
}

#[tokio::test]
async fn what_an_agent_held_goes_back_when_they_go() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let (customer, claimed) = agent.claim_visitor(&app).await;
        agent.say(&claimed, "안녕하세요").await;
        agent.put("/v1/agent/presence", json!({ "presence": "offline" })).await;
        let handoff = handoff_of(&app, &customer).await;
        assert!(matches!(handoff.state, State::Queued { .. }), "{:?}", handoff.state);
        assert_eq!(code(agent.say(&claimed, "다시 왔어요").await).await.1, "stale_epoch");

        // Without a sign it takes until the session is idle.
        agent.put("/v1/agent/presence", json!({ "presence": "online" })).await;
        agent.claim(&customer.conversation).await;
        app.pass(SignedDuration::from_mins(61));
        bot::desk::release_absent(&app.app).await.expect("the desk works");
        assert!(matches!(handoff_of(&app, &customer).await.state, State::Queued { .. }));
        assert_eq!(app.app.store.agents_online().await.expect("it reads"), 0);
    }
}

#[tokio::test]
async fn limits_outlive_a_restart() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let (customer, _) = agent.claim_visitor(&app).await;
        let before = handoff_of(&app, &customer).await;
        app.pass(SignedDuration::from_secs(181));
        // A node that knows nothing but the database.
        let node = app.node().await;
        bot::desk::release_silent_claims(&node).await.expect("the desk works");
        let after = handoff_of(&app, &customer).await;
        assert!(matches!(after.state, State::Queued { .. }));
        assert_eq!((after.since(), after.due()), (before.since(), before.due()));
        assert_eq!(after.need.declined.len(), 1);
    }
}

#[tokio::test]
async fn a_transfer_takes_the_comment_along_and_keeps_the_place() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (minji, junho) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
        let customer = Customer::visitor(&app).await;
        customer.say("상담원 연결해 주세요").await;
        let claimed = minji.claim(&customer.conversation).await;
        let before = handoff_of(&app, &customer).await;
        let path = format!("/v1/handoffs/{}/transfer", before.id);
        let mut body = json!({ "epoch": claimed["epoch"], "queue": "debt", "agent": "agent-junho", "comment": " " });
        assert_eq!(minji.post(&path, body.clone()).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        body["comment"] = json!("분할 납부를 원하십니다");
        let mut foreign = body.clone();
        foreign["agent"] = json!("agent-minji");
        assert_eq!(code(junho.post(&path, foreign).await).await.1, "stale_epoch");
        assert_eq!(minji.post(&path, body).await.status(), StatusCode::NO_CONTENT);
        let after = handoff_of(&app, &customer).await;
        assert_eq!((after.queue, after.since(), after.due()), (Queue::Debt, before.since(), before.due()));
        assert_eq!(after.need.preferred, Some("agent-junho".into()));
        let back = minji.post("/v1/agent/next", json!({})).await;
        assert_eq!(back.status(), StatusCode::NO_CONTENT, "it does not come straight back to who passed it on");
        let early = minji.post(&format!("/v1/handoffs/{}/claim", after.id), json!({})).await;
        assert_eq!(code(early).await, (StatusCode::CONFLICT, "refused".to_owned()), "it is held for whom it names");
        let taken = junho.claim(&customer.conversation).await;
        let mut thread = junho.follow(taken["conversation"].as_str().expect("an id")).await;
        let told = thread.find(|event| event.data["fact"]["type"] == "handoff.transferred").await;
        assert_eq!(told.data["fact"]["data"]["comment"], "분할 납부를 원하십니다");
        assert!(!customer.history().await.iter().any(|event| event.to_string().contains("분할 납부")));
    }
}

#[tokio::test]
async fn a_call_is_booked_instead_of_waiting_and_comes_when_it_is_due() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        app.set_clock("2026-11-23T19:30");
        let customer = Customer::visitor(&app).await;
        let book = |body: Value| customer.request(Method::POST, "/handoff/callback").json(&body).send();
        let early = book(json!({})).await.expect("it answers");
        assert_eq!(early.status(), StatusCode::CONFLICT, "nothing waits");
        customer.say("상담원 연결해 주세요").await;
        assert_eq!(customer.state().await["control"]["opens_at"], "2026-11-24T00:00:00Z");
        for (at, why) in [("2026-11-23T09:00:00Z", "past"), ("2026-11-28T01:00:00Z", "Saturday")] {
            assert_eq!(book(json!({ "at": at })).await.expect("it answers").status(), StatusCode::CONFLICT, "{why}");
        }
        let booked: Value = book(json!({})).await.expect("it answers").json().await.expect("it is JSON");
        assert_eq!(booked["at"], "2026-11-24T00:00:00Z", "when the desk opens");
        let state = customer.state().await;
        assert_eq!((&state["control"]["holder"], &state["callback_at"]), (&json!("bot"), &booked["at"]));
        bot::desk::recall_callbacks(&app.app).await.expect("the desk works");
        assert_eq!(customer.state().await["control"]["holder"], "bot");
        app.set_clock("2026-11-24T09:00");
        bot::desk::recall_callbacks(&app.node().await).await.expect("the desk works");
        assert_eq!(customer.state().await["control"]["holder"], "queued");
        // And it may be cancelled: before it is due, too.
        let cancelled = customer.request(Method::DELETE, "/handoff").send().await.expect("it answers");
        assert_eq!(cancelled.status(), StatusCode::NO_CONTENT);
        customer.say("상담원 연결해 주세요").await;
        book(json!({ "at": "2026-11-25T01:00:00Z" })).await.expect("it answers");
        let cancelled = customer.request(Method::DELETE, "/handoff").send().await.expect("it answers");
        assert_eq!(cancelled.status(), StatusCode::NO_CONTENT);
        assert!(customer.state().await["callback_at"].is_null());
        // The times are offered in words, and what was booked can be taken back in words.
        customer.say("상담원 연결해 주세요").await;
        let offered = customer.request(Method::GET, "/handoff/callback").send().await.expect("it answers");
        let offered: Value = offered.json().await.expect("it is JSON");
        assert_eq!(offered["times"][0], json!({ "at": "2026-11-24T01:00:00Z", "label": "오늘 10:00" }));
        book(json!({ "at": offered["times"][0]["at"] })).await.expect("it answers");
        assert_eq!(customer.state().await["callback_at"], offered["times"][0]["at"]);
        customer.say("예약한 전화 취소해 주세요").await;
        assert!(customer.state().await["callback_at"].is_null());
        assert!(json!(customer.history().await).to_string().contains("연락 예약을 취소했어요"));
    }
}

#[tokio::test]
async fn what_is_asked_at_night_is_due_in_the_morning() {
    let app = TestApp::start().await;
    app.set_clock("2026-11-20T22:00");
    let customer = Customer::visitor(&app).await;
    customer.say("상담원 연결해 주세요").await;
    let handoff = handoff_of(&app, &customer).await;
    assert_eq!(handoff.due(), Some("2026-11-23T00:10:00Z".parse().expect("a time")));
    let danger = Customer::visitor(&app).await;
    danger.say("방금 속아서 돈을 보냈어요 어떡해요").await;
    let handoff = handoff_of(&app, &danger).await;
    assert_eq!(handoff.due(), Some("2026-11-20T13:01:00Z".parse().expect("a time")), "danger knows no night");
}

#[tokio::test]
async fn the_bot_knows_what_the_agent_left_for_it() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, claimed) = agent.claim_visitor(&app).await;
    agent.say(&claimed, "안녕하세요").await;
    let path = format!("/v1/handoffs/{}/return", claimed["handoff"].as_str().expect("an id"));
    let wrap_up = json!({ "topic": "금리인하요구", "outcome": "resolved", "note": "신청 방법을 안내함" });
    let back = |flow: &str| json!({ "disposition": "go_on", "flow": flow, "cooldown_seconds": 600 });
    let body = |flow| json!({ "epoch": claimed["epoch"], "wrap_up": wrap_up, "back": back(flow) });
    assert_eq!(agent.post(&path, body("no_such_intent")).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(agent.post(&path, body("rate_reduction_request")).await.status(), StatusCode::NO_CONTENT);
    let history = customer.history().await;
    let said = history.last().expect("the bot speaks")["message"].clone();
    assert!(said["body"].to_string().contains("금리인하요구") || said.to_string().contains("금리인하요구"), "{said:#}");
    assert!(said.to_string().contains("intent:rate_reduction_request"), "it offers to go on: {said:#}");

    // Within the cooldown the same agent is asked first, and soon.
    app.pass(SignedDuration::from_secs(30));
    customer.say("상담원 연결해 주세요").await;
    let again = handoff_of(&app, &customer).await;
    assert_eq!((again.need.preferred, again.priority), (Some("agent-minji".into()), Priority::High));
}

#[tokio::test]
async fn an_offer_that_is_taken_and_one_that_is_not_are_both_on_record() {
    let app = TestApp::start().await;
    let customer = Customer::visitor(&app).await;
    customer.say("아까부터 똑같은 말만 하네요 진짜 짜증나요").await;
    let offered = handoff_of(&app, &customer).await;
    assert!(matches!(offered.state, State::Offered { .. }), "{:?}", offered.state);
    assert_eq!(customer.state().await["control"]["holder"], "bot", "an offer takes nothing away");
    customer.tap("agent", "상담원 연결").await;
    let queued = handoff_of(&app, &customer).await;
    assert_eq!(queued.id, offered.id);
    assert!(matches!(queued.state, State::Queued { .. }), "{:?}", queued.state);
}

#[tokio::test]
async fn a_promise_comes_back_when_it_is_due_unless_it_was_kept() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let mut promised = Vec::new();
        for _ in 0..2 {
            let (customer, claimed) = agent.claim_visitor(&app).await;
            agent.say(&claimed, "내일 다시 연락드릴게요").await;
            let path = format!("/v1/agent/conversations/{}/promises", customer.conversation);
            let body = json!({ "client_id": "p1", "text": "서류 확인 결과 안내", "due": "2026-11-24T02:00:00Z" });
            for _ in 0..2 {
                assert_eq!(agent.post(&path, body.clone()).await.status(), StatusCode::CREATED);
            }
            let wrap_up = json!({ "topic": "서류", "outcome": "follow_up", "note": "내일 안내하기로 함" });
            let close = format!("/v1/handoffs/{}/close", claimed["handoff"].as_str().expect("an id"));
            agent.post(&close, json!({ "epoch": claimed["epoch"], "wrap_up": wrap_up })).await;
            promised.push(customer);
        }
        let kept = format!("/v1/agent/conversations/{}/promises/kept", promised[1].conversation);
        let answer = agent.post(&kept, json!({ "text": "서류 확인 결과 안내" })).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        app.set_clock("2026-11-24T10:59");
        bot::desk::remind(&app.app).await.expect("the desk works");
        assert_eq!(promised[0].state().await["control"]["holder"], "closed");
        app.set_clock("2026-11-24T11:01");
        for _ in 0..2 {
            bot::desk::remind(&app.app).await.expect("the desk works");
        }
        assert_eq!(promised[0].state().await["control"]["holder"], "queued");
        assert_eq!(promised[1].state().await["control"]["holder"], "closed");
        let handoff = handoff_of(&app, &promised[0]).await;
        assert_eq!(
            handoff.reason.sentence(handoff::message::Language::Ko),
            "약속한 때가 되었어요 (“서류 확인 결과 안내”)"
        );
        assert_eq!(handoff.need.preferred, Some("agent-minji".into()), "who promised is asked first");
    }
}

#[tokio::test]
async fn abuse_is_covered_then_warned_of_then_ended() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, claimed) = agent.claim_visitor(&app).await;
    let number = customer.say("야 이 멍청한 것들아").await["number"].as_i64().expect("a number");
    let path = format!("/v1/agent/conversations/{}/abuse", customer.conversation);
    let meet = |measure: &str, number: i64| {
        agent.post(&path, json!({ "epoch": claimed["epoch"], "number": number, "measure": measure }))
    };
    assert_eq!(meet("blurred", number + 50).await.status(), StatusCode::CONFLICT);
    assert_eq!(meet("ended", number).await.status(), StatusCode::CONFLICT, "nobody is thrown out unwarned");
    assert_eq!(meet("blurred", number).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(meet("warned", number).await.status(), StatusCode::NO_CONTENT);
    assert!(!customer.heard_after(number).await.is_empty(), "the warning is said");
    assert_eq!(meet("ended", number).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(customer.state().await["control"]["holder"], "closed");
}

#[tokio::test]
async fn a_booked_call_is_listed_and_read_by_every_agent_until_it_is_due() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        app.set_clock("2026-11-23T19:30");
        let agent = Agent::sign_in(&app, "junho").await;
        let customer = Customer::visitor(&app).await;
        customer.say("상담원 연결해 주세요").await;
        let booked = customer.request(Method::POST, "/handoff/callback").json(&json!({})).send().await;
        let booked: Value = booked.expect("it answers").json().await.expect("it is JSON");
        let at = booked["at"].clone();
        let desk = agent.desk().await;
        assert_eq!((&desk["waiting"], desk["calls"].as_array().map(Vec::len)), (&json!([]), Some(1)));
        let call = &desk["calls"][0];
        assert_eq!((&call["state"], &call["due"]), (&json!("callback"), &at));
        let events = format!("/v1/agent/conversations/{}/events", customer.conversation);
        assert_eq!(agent.get(&events).await.status(), StatusCode::OK, "whoever is to call may read it before");
        app.set_clock("2026-11-24T09:00");
        bot::desk::recall_callbacks(&app.app).await.expect("the desk works");
        let desk = Agent::sign_in(&app, "junho").await.desk().await;
        assert_eq!((desk["waiting"].as_array().map(Vec::len), &desk["calls"]), (Some(1), &json!([])));
    }
}

#[tokio::test]
async fn a_list_follows_the_conversations_that_change_and_keeps_the_others() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (first, second) = (Customer::visitor(&app).await, Customer::visitor(&app).await);
    for customer in [&first, &second] {
        customer.say("상담원 연결해 주세요").await;
    }
    let mut desk = agent.follow_desk().await;
    desk.find(|event| event.data["waiting"].as_array().is_some_and(|waiting| waiting.len() == 2)).await;
    second.say("아직 멀었나요").await;
    let words = |event: &Value, customer: &Customer| {
        let waiting = event["waiting"].as_array().expect("a list").iter();
        let mut of = waiting.filter(|item| item["conversation"] == json!(customer.conversation));
        of.next().map(|item| item["last_words"].clone())
    };
    let event = desk.find(|event| words(&event.data, &second) == Some(json!("아직 멀었나요"))).await;
    assert_eq!(words(&event.data, &first), Some(json!("상담원 연결해 주세요")));
}

#[tokio::test]
async fn another_desk_reads_the_record_whole_or_flat() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let customer = Customer::signed_in(&app, "minsu", "ko").await;
        customer.say("금리 낮춰 달라고 하고 싶어요").await;
        customer.say("제 번호는 010-1234-5678이에요").await;
        customer.say("상담원 연결해 주세요").await;
        let handoff = handoff_of(&app, &customer).await;
        let path = format!("/v1/handoffs/{}/context", handoff.id);
        let read = async |form: &str| {
            let answer = agent.get(&format!("{path}{form}")).await;
            assert_eq!(answer.status(), StatusCode::OK);
            let text = answer.text().await.expect("a body");
            assert!(!text.contains("1234-5678"), "it is masked: {text}");
            text
        };
        let full = read("?form=full").await;
        assert!(full.len() <= 64 * 1024, "{}", full.len());
        let payload: handoff::payload::Payload = serde_json::from_str(&full).expect("it is a payload");
        assert!(payload.is_intact());
        assert_eq!(payload.customer.assurance.level, "V1");
        assert_eq!(payload.handoff_id, handoff.id.to_string());
        let flat = read("?form=flat").await;
        assert!(flat.len() <= 4096, "{}", flat.len());
        let object: std::collections::BTreeMap<String, String> = serde_json::from_str(&flat).expect("flat texts");
        assert_eq!(object["handoff_id"], handoff.id.to_string());
        let console: Value = serde_json::from_str(&read("").await).expect("it is JSON");
        assert_eq!(console["schema"], "handoff.v1");
        assert_eq!(agent.get(&format!("{path}?form=xml")).await.status(), StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn another_desk_reads_with_a_key_of_its_own_and_nobody_without() {
    let key = "a key of another desk";
    let app = TestApp::start_with(Engine::Sqlite, |settings| {
        settings.desk.outside_keys.insert("genesys".to_owned(), Secret::new(key));
        settings.desk.outside_keys.insert("short".to_owned(), Secret::new("short"));
    })
    .await;
    let customer = Customer::signed_in(&app, "minsu", "ko").await;
    customer.say("상담원 연결해 주세요").await;
    let handoff = handoff_of(&app, &customer).await;
    let read = async |key: &str, id: &str| {
        let path = format!("{}/v1/handoffs/{id}/context?form=flat", app.url);
        reqwest::Client::new().get(path).bearer_auth(key).send().await.expect("it answers")
    };
    let flat = read(key, handoff.id.as_str()).await;
    assert_eq!(flat.status(), StatusCode::OK);
    let flat: std::collections::BTreeMap<String, String> = flat.json().await.expect("flat texts");
    let whole = reqwest::Client::new().get(&flat["context_url"]).bearer_auth(key).send().await.expect("it answers");
    let payload: handoff::payload::Payload = whole.json().await.expect("it is a payload");
    assert!(payload.is_intact() && payload.handoff_id == handoff.id.to_string());
    for (key, id, want) in [
        ("wrong", handoff.id.as_str(), StatusCode::UNAUTHORIZED),
        ("short", handoff.id.as_str(), StatusCode::UNAUTHORIZED),
        (key, "nobody", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(read(key, id).await.status(), want, "{key} {id}");
    }
}
