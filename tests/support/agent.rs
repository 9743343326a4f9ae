//! tests: an agent, through the public API only.

use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};

use super::sse::Stream;
use super::{Customer, TestApp};

/// Someone at the desk.
pub(crate) struct Agent {
    http: Client,
    url: String,
    csrf: String,
    next: AtomicU32,
}

impl Agent {
    /// Signs one of the demo's team in, and online.
    pub(crate) async fn sign_in(app: &TestApp, login: &str) -> Self {
        let http = Client::builder().cookie_store(true).build().expect("a client");
        let response = http
            .post(format!("{}/v1/agent/session", app.url))
            .json(&json!({ "login": login, "password": bot::cli::demo::PASSWORD }))
            .send()
            .await
            .expect("it answers");
        assert_eq!(response.status(), 200);
        let session: Value = response.json().await.expect("it is JSON");
        let csrf = session["csrf"].as_str().expect("a csrf token").to_owned();
        let agent = Self { http, url: app.url.clone(), csrf, next: AtomicU32::new(0) };
        let online = agent.put("/v1/agent/presence", json!({ "presence": "online" })).await;
        assert_eq!(online.status(), 204);
        agent
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).header("x-dari-csrf", &self.csrf)
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Response {
        self.request(Method::POST, path).json(&body).send().await.expect("it answers")
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Response {
        self.request(Method::PUT, path).json(&body).send().await.expect("it answers")
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.expect("it answers")
    }

    /// The list as it stands now.
    pub(crate) async fn desk(&self) -> Value {
        Stream::of(self.get("/v1/agent/events").await).next_of("desk").await.data
    }

    pub(crate) async fn follow_desk(&self) -> Stream {
        Stream::of(self.get("/v1/agent/events").await)
    }

    pub(crate) async fn follow(&self, conversation: &str) -> Stream {
        Stream::of(self.get(&format!("/v1/agent/conversations/{conversation}/events")).await)
    }

    /// The handoff of a conversation that waits.
    pub(crate) async fn waiting(&self, conversation: &str) -> Value {
        let desk = self.desk().await;
        desk["waiting"]
            .as_array()
            .and_then(|waiting| waiting.iter().find(|item| item["conversation"] == conversation).cloned())
            .unwrap_or_else(|| panic!("{conversation} does not wait: {desk:#}"))
    }

    /// Claims what waits of a conversation.
    pub(crate) async fn claim(&self, conversation: &str) -> Value {
        let handoff = self.waiting(conversation).await["handoff"].as_str().expect("an id").to_owned();
        let response = self.post(&format!("/v1/handoffs/{handoff}/claim"), json!({})).await;
        assert_eq!(response.status(), 200);
        response.json().await.expect("it is JSON")
    }

    /// A visitor who has asked for a person, and what this agent claimed.
    pub(crate) async fn claim_visitor(&self, app: &TestApp) -> (Customer, Value) {
        let customer = Customer::visitor(app).await;
        customer.say("상담원 연결해 주세요").await;
        let claimed = self.claim(&customer.conversation).await;
        (customer, claimed)
    }

    pub(crate) async fn say(&self, claimed: &Value, text: &str) -> Response {
        let id = self.next.fetch_add(1, Ordering::SeqCst);
        let conversation = claimed["conversation"].as_str().expect("an id");
        self.post(
            &format!("/v1/agent/conversations/{conversation}/messages"),
            json!({ "client_id": format!("a{id}"), "text": text, "epoch": claimed["epoch"] }),
        )
        .await
    }

    /// Lets go: `return` or `close`.
    pub(crate) async fn let_go(&self, claimed: &Value, how: &str, note: &str) -> Response {
        let handoff = claimed["handoff"].as_str().expect("an id");
        let wrap_up = json!({ "topic": "납부 문의", "outcome": "resolved", "note": note });
        self.post(&format!("/v1/handoffs/{handoff}/{how}"), json!({ "epoch": claimed["epoch"], "wrap_up": wrap_up }))
            .await
    }
}
