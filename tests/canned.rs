//! tests: a team keeps its own replies: every agent reads them, leads change them, and nobody overwrites a colleague.

use bot::canned::Draft;
use bot::store::canned::{Change, add, change, put_away, stock};
use handoff::id::AgentId;
use handoff::message::Language;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Agent, TestApp};

const LEAD: &str = "/v1/lead/canned";

async fn all(agent: &Agent) -> Vec<Value> {
    let answer: Value = agent.get("/v1/agent/canned").await.json().await.expect("it is JSON");
    answer["replies"].as_array().expect("a list").clone()
}

async fn named(agent: &Agent, short: &str) -> Option<Value> {
    all(agent).await.into_iter().find(|reply| reply["short"] == short)
}

fn write(short: &str, text: &str) -> Value {
    json!({ "language": "ko", "short": short, "title": "환불 안내", "text": text })
}

async fn change_to(lead: &Agent, reply: &Value, text: &str) -> Response {
    let body = json!({ "version": reply["version"], "reply": write(short(reply), text) });
    lead.put(&format!("{LEAD}/{}", reply["id"].as_str().expect("an id")), body).await
}

async fn away(lead: &Agent, id: &str, version: &Value) -> StatusCode {
    lead.request(Method::DELETE, &format!("{LEAD}/{id}?version={version}")).send().await.expect("it answers").status()
}

fn short(reply: &Value) -> &str {
    reply["short"].as_str().expect("a short name")
}

async fn refused(answer: Response) -> (StatusCode, String) {
    let status = answer.status();
    let body: Value = answer.json().await.expect("it is JSON");
    (status, body["error"]["code"].as_str().expect("a code").to_owned())
}

#[tokio::test]
async fn a_lead_keeps_changes_and_puts_away_and_agents_hear_of_it() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (lead, agent) = (Agent::sign_in(&app, "sora").await, Agent::sign_in(&app, "minji").await);
        let stocked = all(&agent).await;
        assert!(stocked.iter().any(|reply| reply["short"] == "인사" && reply["changed_by"].is_null()));
        let mut list = agent.follow_desk().await;
        let before = list.next_of("desk").await.data["canned"].as_i64().expect("a number");
        let mut heard = before;
        let mut grown = async |list: &mut crate::support::sse::Stream| {
            let now = list.find(|event| event.data["canned"].as_i64().is_some_and(|now| now > heard)).await;
            heard = now.data["canned"].as_i64().expect("a number");
        };

        let answer = lead.post(LEAD, write("/환불", "{name} 고객님, 010-1234-5678로 알려 드리겠습니다.")).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let kept: Value = answer.json().await.expect("it is JSON");
        assert_eq!(
            (&kept["short"], &kept["changed_by"], &kept["version"]),
            (&json!("환불"), &json!("최소라"), &json!(1))
        );
        assert!(!kept["text"].as_str().expect("a text").contains("1234-5678"), "{kept}");
        grown(&mut list).await;
        assert_eq!(named(&agent, "환불").await.as_ref(), Some(&kept));

        app.pass(SignedDuration::from_mins(1));
        let answer = change_to(&lead, &kept, "3일 안에 돌려 드립니다.").await;
        assert_eq!(answer.status(), StatusCode::OK);
        let changed: Value = answer.json().await.expect("it is JSON");
        assert_eq!((&changed["text"], &changed["version"]), (&json!("3일 안에 돌려 드립니다."), &json!(2)));
        grown(&mut list).await;

        let id = kept["id"].as_str().expect("an id");
        assert_eq!(away(&lead, id, &json!(2)).await, StatusCode::NO_CONTENT);
        grown(&mut list).await;
        assert_eq!(named(&agent, "환불").await, None);
        assert_eq!(all(&agent).await, stocked, "nothing else has changed");
        // Taking that back is keeping it anew.
        assert_eq!(lead.post(LEAD, write("환불", "3일 안에 돌려 드립니다.")).await.status(), StatusCode::CREATED);
    }
}

#[tokio::test]
async fn nobody_but_a_lead_writes() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let reply = named(&agent, "인사").await.expect("it is of the stock");
    let id = reply["id"].as_str().expect("an id");
    assert_eq!(agent.post(LEAD, write("환불", "네.")).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(change_to(&agent, &reply, "네.").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(away(&agent, id, &reply["version"]).await, StatusCode::FORBIDDEN);
    for path in ["/v1/agent/canned".to_owned(), format!("{LEAD}/{id}")] {
        let nobody = reqwest::Client::new();
        let method = if path.contains("lead") { Method::DELETE } else { Method::GET };
        let answer = nobody.request(method, format!("{}{path}?version=1", app.url)).send().await.expect("it answers");
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(named(&agent, "인사").await, Some(reply));
}

#[tokio::test]
async fn what_does_not_go_is_refused_with_what_to_do() {
    let app = TestApp::start().await;
    let lead = Agent::sign_in(&app, "sora").await;
    let unprocessable = [
        ("", "네.", "short_missing"),
        ("첫 인사", "네.", "short_letters"),
        ("환불", " ", "text_missing"),
        ("환불", "{nam} 고객님", "unknown_variable"),
        ("환불", &"가".repeat(1001), "text_too_long"),
    ];
    for (short, text, code) in unprocessable {
        let (status, said) = refused(lead.post(LEAD, write(short, text)).await).await;
        assert_eq!((status, said.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, code));
    }
    let huge = refused(lead.post(LEAD, write("환불", &"가".repeat(20_000))).await).await;
    assert_eq!(huge, (StatusCode::PAYLOAD_TOO_LARGE, "too_large".to_owned()));
    let (status, _) = refused(lead.post(LEAD, json!({ "short": "환불" })).await).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let taken = refused(lead.post(LEAD, write("인사", "네.")).await).await;
    assert_eq!(taken, (StatusCode::CONFLICT, "short_taken".to_owned()));
    let english = json!({ "language": "en", "short": "인사", "title": "Hello", "text": "Hello." });
    assert_eq!(lead.post(LEAD, english).await.status(), StatusCode::CREATED, "names are of one language");
    for id in ["nobody", "%20", "stock-999"] {
        let body = json!({ "version": 1, "reply": write("환불", "네.") });
        assert_eq!(lead.put(&format!("{LEAD}/{id}"), body).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(away(&lead, id, &json!(1)).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn two_leads_do_not_overwrite_each_other_and_the_same_sent_twice_is_done_once() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let lead = Agent::sign_in(&app, "sora").await;
        let seen = named(&lead, "확인").await.expect("it is of the stock");
        let (one, other) = tokio::join!(change_to(&lead, &seen, "가입니다."), change_to(&lead, &seen, "나입니다."));
        let won = [&one, &other].iter().filter(|answer| answer.status() == StatusCode::OK).count();
        assert_eq!(won, 1);
        let lost = if one.status() == StatusCode::OK { other } else { one };
        assert_eq!(refused(lost).await, (StatusCode::CONFLICT, "canned_changed".to_owned()));
        let now = named(&lead, "확인").await.expect("it is there");
        let again = change_to(&lead, &seen, now["text"].as_str().expect("a text")).await;
        assert_eq!(again.status(), StatusCode::OK, "the same was asked for");
        let id = now["id"].as_str().expect("an id");
        assert_eq!(away(&lead, id, &seen["version"]).await, StatusCode::CONFLICT);
        for _ in 0..2 {
            assert_eq!(away(&lead, id, &now["version"]).await, StatusCode::NO_CONTENT);
        }
        assert_eq!(change_to(&lead, &now, "다입니다.").await.status(), StatusCode::NOT_FOUND, "it is put away");

        let before = all(&lead).await.len();
        let twice = futures::future::join_all((0..8).map(|_| lead.post(LEAD, write("환불", "네.")))).await;
        assert!(twice.iter().all(|answer| answer.status() == StatusCode::CREATED));
        assert_eq!(all(&lead).await.len(), before + 1);
        let names = (0..8).map(|n| lead.post(LEAD, write("교환", if n == 0 { "가." } else { "나." })));
        let taken = futures::future::join_all(names).await;
        assert!(taken.iter().any(|answer| answer.status() == StatusCode::CONFLICT));
        assert_eq!(all(&lead).await.iter().filter(|reply| short(reply) == "교환").count(), 1);
    }
}

fn now() -> Timestamp {
    "2026-11-23T01:00:00Z".parse().expect("a time")
}

fn draft(short: &str, text: &str) -> Draft {
    Draft::parse(Language::Ko, short, "환불", text).expect("it keeps the rules")
}

#[tokio::test]
async fn a_store_is_stocked_once_and_what_is_put_away_stays_away() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let lead = Agent::sign_in(&app, "sora").await;
        for reply in all(&lead).await {
            let id = reply["id"].as_str().expect("an id");
            assert_eq!(away(&lead, id, &reply["version"]).await, StatusCode::NO_CONTENT);
        }
        // An update, a restart, another node.
        let store = app.node().await.store;
        let stocked = store
            .write(|tx| Box::pin(async move { stock(tx, &bot::words::canned::stock(), now()).await }))
            .await
            .expect("it is written");
        assert!(!stocked);
        assert_eq!(store.canned().await.expect("it reads"), []);
    }
}

#[tokio::test]
async fn the_store_refuses_what_is_stale_taken_gone_or_too_much() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        // It answers once it has its stock.
        Agent::sign_in(&app, "sora").await;
        let by = AgentId("agent-sora".to_owned());
        let store = app.app.store.clone();
        let revision = store.canned_revision().await.expect("it reads");
        let seen = store
            .write(move |tx| {
                Box::pin(async move {
                    let Change::Done(kept) = add(tx, "r1", &draft("환불", "가."), &by, now()).await? else {
                        panic!("it was not kept")
                    };
                    let mut seen = vec![add(tx, "r2", &draft("환불", "나."), &by, now()).await?];
                    seen.push(change(tx, "r1", 1, &draft("인사", "가."), &by, now()).await?);
                    seen.push(change(tx, "r1", 9, &draft("환불", "나."), &by, now()).await?);
                    seen.push(change(tx, "nobody", 1, &draft("환불", "나."), &by, now()).await?);
                    seen.push(put_away(tx, "r1", 9, &by, now()).await?);
                    seen.push(put_away(tx, "nobody", 1, &by, now()).await?);
                    assert_eq!(change(tx, "r1", 1, &draft("환불", "가."), &by, now()).await?, Change::Done(kept));
                    for n in 0..300 {
                        if add(tx, &format!("n{n}"), &draft(&format!("n{n}"), "가."), &by, now()).await? == Change::Full
                        {
                            seen.push(Change::Full);
                            break;
                        }
                    }
                    Ok(seen)
                })
            })
            .await
            .expect("it is written");
        use Change::{Full, Gone, Stale, Taken};
        assert_eq!(seen, [Taken, Taken, Stale, Gone, Stale, Gone, Full]);
        let korean = store.canned().await.expect("it reads");
        let korean = korean.iter().filter(|reply| reply.draft.language == Language::Ko).count();
        assert_eq!(korean, 300);
        assert!(store.canned_revision().await.expect("it reads") > revision);
    }
}
