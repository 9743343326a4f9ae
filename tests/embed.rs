//! tests: pages of other sites, from outside: whom the server answers, whom it refuses and in which words.

use bot::settings::Settings;
use bot::site::{Demand, Keyless, Origin, Site};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::{Customer, Engine, TestApp};

const SHOP: &str = "https://shop.example";
const MEMBERS: &str = "https://my.example";

/// With one site for everybody and one for customers who are signed in.
async fn start(keyless: Keyless) -> TestApp {
    TestApp::start_with(Engine::Sqlite, |settings| {
        sites(settings);
        settings.identity.keyless = keyless;
    })
    .await
}

fn sites(settings: &mut Settings) {
    for (key, origin, identity) in [("shop", SHOP, Demand::Optional), ("members", MEMBERS, Demand::Required)] {
        let origins = vec![Origin::parse(origin).expect("it is an origin")];
        settings.sites.insert(key, Site { origins, identity });
    }
}

async fn ask(app: &TestApp, method: Method, origin: Option<&str>, body: Value) -> Response {
    let mut request = Client::new().request(method.clone(), format!("{}/v1/conversations", app.url));
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    if method == Method::OPTIONS {
        request = request
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type");
    } else {
        request = request.json(&body);
    }
    request.send().await.expect("it answers")
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

async fn code(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap_or_default();
    (status, body["error"]["code"].as_str().unwrap_or_default().to_owned())
}

async fn token(app: &TestApp, customer: &str) -> String {
    let path = format!("{}/demo/sign-in", app.url);
    let signed: Value = Client::new()
        .post(path)
        .json(&json!({ "customer": customer }))
        .send()
        .await
        .expect("it answers")
        .json()
        .await
        .expect("it is JSON");
    signed["person_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn only_pages_of_listed_origins_are_answered() {
    let app = start(Keyless::Optional).await;
    let before = ask(&app, Method::OPTIONS, Some(SHOP), Value::Null).await;
    assert_eq!(before.status(), StatusCode::NO_CONTENT);
    assert_eq!(header(before.headers(), "access-control-allow-origin"), Some(SHOP));
    let allowed = header(before.headers(), "access-control-allow-headers").expect("they are named");
    assert!(allowed.contains("authorization") && allowed.contains("last-event-id"), "{allowed}");
    assert_eq!(header(before.headers(), "access-control-allow-credentials"), None, "no cookie is ever needed");

    let opened = ask(&app, Method::POST, Some(SHOP), json!({ "site_key": "shop" })).await;
    assert_eq!(opened.status(), StatusCode::CREATED);
    assert_eq!(header(opened.headers(), "access-control-allow-origin"), Some(SHOP));
    assert!(opened.headers().get_all("vary").iter().any(|value| value == "origin"));

    for stranger in ["https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null"] {
        for method in [Method::OPTIONS, Method::POST] {
            let refused = ask(&app, method.clone(), Some(stranger), json!({ "site_key": "shop" })).await;
            assert_eq!(header(refused.headers(), "access-control-allow-origin"), None, "{method} {stranger}");
            assert_eq!(code(refused).await, (403, "origin_not_allowed".to_owned()), "{method} {stranger}");
        }
    }
}

#[tokio::test]
async fn the_right_page_with_a_wrong_key_is_told_so() {
    let app = start(Keyless::Optional).await;
    for (origin, body, want) in [
        (Some(SHOP), json!({ "site_key": "shopp" }), "unknown_site_key"),
        (Some(SHOP), json!({ "site_key": "members" }), "origin_not_allowed"),
        (Some(SHOP), json!({}), "site_key_required"),
        (None, json!({ "site_key": "nobody" }), "unknown_site_key"),
    ] {
        let refused = ask(&app, Method::POST, origin, body.clone()).await;
        assert_eq!(header(refused.headers(), "access-control-allow-origin"), origin, "the page may read why");
        assert_eq!(code(refused).await, (403, want.to_owned()), "{origin:?} {body}");
    }
}

#[tokio::test]
async fn where_customers_must_be_signed_in_nobody_else_gets_in_by_any_door() {
    let app = start(Keyless::Strictest).await;
    let body = json!({ "site_key": "members" });
    for (origin, body) in [(Some(MEMBERS), body.clone()), (None, body), (None, json!({}))] {
        let refused = ask(&app, Method::POST, origin, body.clone()).await;
        assert_eq!(code(refused).await, (401, "identity_required".to_owned()), "{origin:?} {body}");
    }
    let forged = json!({ "site_key": "members", "person_token": "a.b.c" });
    assert_eq!(code(ask(&app, Method::POST, Some(MEMBERS), forged).await).await.0, 401);
    let signed = json!({ "site_key": "members", "person_token": token(&app, "minsu").await });
    assert_eq!(ask(&app, Method::POST, Some(MEMBERS), signed).await.status(), StatusCode::CREATED);
    let open = ask(&app, Method::POST, Some(SHOP), json!({ "site_key": "shop" })).await;
    assert_eq!(open.status(), StatusCode::CREATED, "the other site asks for nobody's name");
}

#[tokio::test]
async fn the_console_answers_no_other_site() {
    let app = start(Keyless::Optional).await;
    let path = format!("{}/v1/agent/session", app.url);
    let asked = Client::new().get(path).header("origin", SHOP).send().await.expect("it answers");
    assert_eq!(header(asked.headers(), "access-control-allow-origin"), None);
}

#[tokio::test]
async fn a_token_that_is_renewed_keeps_what_was_proved_and_only_for_the_same_customer() {
    let app = TestApp::start().await;
    let customer = Customer::signed_in(&app, "eunji", "ko").await;
    customer.request(Method::POST, "/verification/code").send().await.expect("it answers");
    let code = customer.code_received().await;
    assert_eq!(customer.verify(&code).await["result"], "accepted");
    let until = customer.state().await["level_until"].clone();
    let renew = async |of: &str| {
        let body = json!({ "person_token": token(&app, of).await });
        customer.request(Method::PUT, "/identity").json(&body).send().await.expect("it answers")
    };
    let before = customer.history().await.len();
    app.pass(jiff::SignedDuration::from_mins(5));
    let state: Value = renew("eunji").await.json().await.expect("it is JSON");
    assert_eq!(state["level"], "V2");
    assert_eq!(state["level_until"], until, "renewing is not proving");
    assert_eq!(customer.history().await.len(), before, "nobody is bothered with it");
    app.pass(jiff::SignedDuration::from_mins(28));
    assert_eq!(customer.state().await["level"], "V1", "the link holds beyond its first half hour");
    assert_eq!(renew("minsu").await.status(), StatusCode::CONFLICT);
    assert_eq!(customer.state().await["level"], "V1");
}

/// The page opens a conversation again, as it does after each load: with the key it kept, if it kept one.
async fn reload(app: &TestApp, key: Option<&str>, customer: &str) -> Value {
    let body = json!({ "person_token": token(app, customer).await });
    let mut request = Client::new().post(format!("{}/v1/conversations", app.url)).json(&body);
    if let Some(key) = key {
        request = request.bearer_auth(key);
    }
    let response = request.send().await.expect("it answers");
    assert_eq!(response.status(), StatusCode::CREATED);
    response.json().await.expect("it is JSON")
}

#[tokio::test]
async fn a_visitor_who_signs_in_goes_on_with_what_they_wrote_and_keeps_their_place() {
    for engine in crate::support::database::engines() {
        let app = TestApp::start_with(engine, |_| {}).await;
        // The customer has had a conversation before; the visitor does not know yet who they are.
        let earlier = Customer::signed_in(&app, "minsu", "ko").await;
        earlier.say("고객센터 몇 시까지 해요?").await;
        let visitor = Customer::visitor(&app).await;
        visitor.say("다음 납부일이 언제예요?").await;
        visitor.request(Method::POST, "/handoff").json(&json!({ "client_id": "p1" })).send().await.expect("it answers");
        assert_eq!(visitor.state().await["control"]["holder"], "queued");

        let opened = reload(&app, Some(&visitor.token), "minsu").await;
        assert_eq!(opened["conversation"], visitor.conversation.as_str());
        assert_eq!(
            (&opened["state"]["level"], &opened["state"]["control"]["holder"]),
            (&json!("V1"), &json!("queued"))
        );
        let again = reload(&app, None, "minsu").await;
        assert_eq!(again["conversation"], visitor.conversation.as_str(), "the newest is found without its key too");
        let agent = crate::support::Agent::sign_in(&app, "minji").await;
        let context = agent.claim(&visitor.conversation).await.to_string();
        assert!(context.contains("김*수"), "the agent sees who it is: {context}");

        // With somebody else's sign-in it is not theirs, whoever holds the key.
        let other = reload(&app, Some(&visitor.token), "eunji").await;
        assert_ne!(other["conversation"], visitor.conversation.as_str());
    }
}

#[tokio::test]
async fn what_a_visitor_waited_for_is_answered_once_they_sign_in() {
    let app = TestApp::start().await;
    let visitor = Customer::visitor(&app).await;
    let asked = visitor.say("다음 납부일이 언제예요?").await["number"].as_i64().expect("a number");
    assert!(!visitor.heard_after(asked).await.is_empty());
    let before = visitor.history().await.len();
    let body = json!({ "person_token": token(&app, "minsu").await });
    let signed = visitor.request(Method::PUT, "/identity").json(&body).send().await.expect("it answers");
    let state: Value = signed.json().await.expect("it is JSON");
    assert_eq!(state["level"], "V1");
    assert!(visitor.history().await.len() > before, "the bot goes on with the question");
}

#[tokio::test]
async fn nothing_that_a_visitor_has_not_said_takes_a_customers_place() {
    let app = TestApp::start().await;
    let earlier = Customer::signed_in(&app, "minsu", "ko").await;
    earlier.say("고객센터 몇 시까지 해요?").await;
    let visitor = Customer::visitor(&app).await;
    let opened = reload(&app, Some(&visitor.token), "minsu").await;
    assert_eq!(opened["conversation"], earlier.conversation.as_str());
}

#[tokio::test]
async fn a_page_that_is_loaded_again_keeps_what_a_code_proved() {
    let app = TestApp::start().await;
    let customer = Customer::signed_in(&app, "eunji", "ko").await;
    customer.request(Method::POST, "/verification/code").send().await.expect("it answers");
    let code = customer.code_received().await;
    assert_eq!(customer.verify(&code).await["result"], "accepted");
    for key in [Some(customer.token.as_str()), None] {
        let opened = reload(&app, key, "eunji").await;
        assert_eq!(opened["conversation"], customer.conversation.as_str());
        assert_eq!(opened["state"]["level"], "V2", "{key:?}");
    }
}

#[tokio::test]
async fn a_key_ends_when_the_customer_leaves_and_with_the_hosts_word_where_that_is_demanded() {
    let app = start(Keyless::Optional).await;
    let customer = Customer::visitor(&app).await;
    let left = customer.request(Method::DELETE, "/key").send().await.expect("it answers");
    assert_eq!(left.status(), StatusCode::NO_CONTENT);
    let refused = customer.request(Method::GET, "").send().await.expect("it answers");
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);

    let member = json!({ "site_key": "members", "person_token": token(&app, "minsu").await });
    let member = Customer::open(&app.url, member).await;
    let reader = json!({ "site_key": "shop", "person_token": token(&app, "eunji").await });
    let reader = Customer::open(&app.url, reader).await;
    app.pass(jiff::SignedDuration::from_mins(20));
    let fresh = json!({ "person_token": token(&app, "minsu").await });
    let renewed = member.request(Method::PUT, "/identity").json(&fresh).send().await.expect("it answers");
    assert_eq!(renewed.status(), StatusCode::OK);
    app.pass(jiff::SignedDuration::from_mins(20));
    assert_eq!(member.request(Method::GET, "").send().await.expect("it answers").status(), StatusCode::OK);
    app.pass(jiff::SignedDuration::from_mins(20));
    let late = member.request(Method::GET, "").send().await.expect("it answers");
    assert_eq!(late.status(), StatusCode::UNAUTHORIZED, "the host did not sign again");
    assert_eq!(reader.request(Method::GET, "").send().await.expect("it answers").status(), StatusCode::OK);
}

#[tokio::test]
async fn a_link_from_telegram_asks_what_any_other_door_asks() {
    let app = start(Keyless::Strictest).await;
    let join = async |origin: &str, body: Value| {
        let path = format!("{}/v1/conversations/join", app.url);
        let asked = Client::new().post(path).header("origin", origin).json(&body).send().await.expect("it answers");
        assert_eq!(header(asked.headers(), "access-control-allow-origin"), Some(origin), "the page may read why");
        code(asked).await
    };
    let body = json!({ "code": "nobody-has-it", "site_key": "shop" });
    assert_eq!(join(SHOP, body).await, (404, "not_found".to_owned()));
    let body = json!({ "code": "nobody-has-it", "site_key": "members" });
    assert_eq!(join(MEMBERS, body).await, (401, "identity_required".to_owned()));
    let to_telegram = Client::new()
        .request(Method::OPTIONS, format!("{}/v1/conversations/c/telegram", app.url))
        .header("origin", SHOP)
        .send()
        .await
        .expect("it answers");
    assert_eq!(header(to_telegram.headers(), "access-control-allow-origin"), Some(SHOP));
}

#[tokio::test]
async fn what_a_page_reports_takes_nothing_from_what_the_customer_may_write() {
    let app = TestApp::start_with(Engine::Sqlite, |settings| {
        settings.limits.messages_per_minute = 2;
        settings.limits.signals_per_minute = 3;
    })
    .await;
    let customer = Customer::visitor(&app).await;
    let mut typed = Vec::new();
    for _ in 0..4 {
        let sent = customer.request(Method::POST, "/typing").send().await.expect("it answers");
        typed.push(sent.status().as_u16());
    }
    assert_eq!(typed, [204, 204, 204, 429]);
    customer.say("고객센터 몇 시까지 해요?").await;
}

#[tokio::test]
async fn what_a_page_reports_is_seen_as_the_pages_word_and_masked() {
    let app = TestApp::start().await;
    let customer = Customer::signed_in(&app, "minsu", "ko").await;
    let track = async |body: Value| {
        customer.request(Method::POST, "/touchpoints").json(&body).send().await.expect("it answers").status()
    };
    assert_eq!(track(json!({ "name": "loan.submitted", "label": "010-1234-5678 신청" })).await, 204);
    for bad in ["", "Loan", "loan submitted", "대출", &"a".repeat(65)] {
        assert_eq!(track(json!({ "name": bad })).await, 422, "{bad}");
    }
    let agent = crate::support::Agent::sign_in(&app, "minji").await;
    customer.request(Method::POST, "/handoff").json(&json!({ "client_id": "p1" })).send().await.expect("it answers");
    let claimed = agent.claim(&customer.conversation).await.to_string();
    assert!(!claimed.contains("1234-5678"), "a personal number went to the desk");
    let stored = app.app.store.all_after(&handoff::id::ConversationId(customer.conversation.clone()), 0, 200).await;
    let facts: Vec<_> = stored.expect("it reads").into_iter().map(|event| event.fact).collect();
    let seen = facts
        .iter()
        .any(|fact| matches!(fact, handoff::event::Fact::Touchpoint { what, .. } if what == "page.loan.submitted"));
    assert!(seen, "{facts:?}");
}

#[tokio::test]
async fn the_widget_is_small_and_any_page_may_load_it() {
    let app = TestApp::start().await;
    let path = format!("{}/widget.js", app.url);
    let response = Client::new()
        .get(path)
        .header("accept-encoding", "gzip")
        .header("origin", SHOP)
        .send()
        .await
        .expect("it answers");
    assert_eq!(header(response.headers(), "content-encoding"), Some("gzip"));
    assert_eq!(header(response.headers(), "access-control-allow-origin"), Some("*"));
    assert_eq!(header(response.headers(), "cross-origin-resource-policy"), Some("cross-origin"));
    let size = response.bytes().await.expect("it comes whole").len();
    assert!(size <= 20 * 1024, "widget.js has {size} bytes over the wire");
}

#[tokio::test]
async fn a_site_can_sign_with_a_key_that_we_do_not_have() {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use ed25519_dalek::{Signer as _, SigningKey};
    let (own, other) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
    let public = own.verifying_key();
    let app = TestApp::start_with(Engine::Sqlite, |settings| {
        settings.identity.public_key = Some(public);
    })
    .await;
    let token = |key: &SigningKey| {
        let claims = json!({ "sub": "C-1001", "aud": "dari", "exp": app.app.now().as_second() + 300 });
        let signed = [json!({ "alg": "EdDSA", "typ": "JWT" }), claims]
            .map(|part| URL_SAFE_NO_PAD.encode(part.to_string()))
            .join(".");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()).to_bytes()))
    };
    let believed = ask(&app, Method::POST, None, json!({ "person_token": token(&own) })).await;
    let opened: Value = believed.json().await.expect("it is JSON");
    assert_eq!(opened["state"]["level"], "V1", "{opened}");
    let forged = ask(&app, Method::POST, None, json!({ "person_token": token(&other) })).await;
    assert_eq!(forged.status(), StatusCode::UNAUTHORIZED);
}
