//! tests: a customer, through the public API only.

use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use super::TestApp;
use super::sse::Stream;

/// Someone with a browser open.
pub(crate) struct Customer {
    http: Client,
    url: String,
    pub(crate) conversation: String,
    pub(crate) token: String,
    next: AtomicU32,
}

impl Customer {
    /// A visitor who is not signed in.
    pub(crate) async fn visitor(app: &TestApp) -> Self {
        Self::open(&app.url, json!({})).await
    }

    /// One of the demo's customers, signed in on the company's page.
    pub(crate) async fn signed_in(app: &TestApp, id: &str, language: &str) -> Self {
        let signed: Value = Client::new()
            .post(format!("{}/demo/sign-in", app.url))
            .json(&json!({ "customer": id }))
            .send()
            .await
            .expect("the demo answers")
            .json()
            .await
            .expect("it is JSON");
        Self::open(&app.url, json!({ "person_token": signed["person_token"], "language": language })).await
    }

    pub(crate) async fn open(url: &str, body: Value) -> Self {
        let http = Client::new();
        let response = http.post(format!("{url}/v1/conversations")).json(&body).send().await.expect("it answers");
        assert_eq!(response.status(), StatusCode::CREATED);
        let opened: Value = response.json().await.expect("it is JSON");
        Self {
            http,
            url: url.to_owned(),
            conversation: opened["conversation"].as_str().expect("an id").to_owned(),
            token: opened["token"].as_str().expect("a token").to_owned(),
            next: AtomicU32::new(0),
        }
    }

    /// A request to the conversation's own part of the API.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/v1/conversations/{}{path}", self.url, self.conversation);
        self.http.request(method, url).bearer_auth(&self.token)
    }

    /// Says something and answers with its receipt.
    pub(crate) async fn say(&self, text: &str) -> Value {
        let id = self.next.fetch_add(1, Ordering::SeqCst);
        let response = self.send(&format!("m{id}"), text, None).await;
        assert!(response.status().is_success(), "{:?}", response.text().await);
        response.json().await.expect("it is JSON")
    }

    /// Taps a choice.
    pub(crate) async fn tap(&self, id: &str, label: &str) -> Value {
        let next = self.next.fetch_add(1, Ordering::SeqCst);
        let response = self.send(&format!("m{next}"), label, Some(id)).await;
        assert!(response.status().is_success(), "{:?}", response.text().await);
        response.json().await.expect("it is JSON")
    }

    /// Sends under a client id of the test's own.
    pub(crate) async fn send(&self, client_id: &str, text: &str, choice: Option<&str>) -> Response {
        let mut body = json!({ "client_id": client_id, "text": text });
        if let Some(choice) = choice {
            body["choice"] = json!(choice);
        }
        self.request(Method::POST, "/messages").json(&body).send().await.expect("it answers")
    }

    /// Everything shared so far.
    pub(crate) async fn history(&self) -> Vec<Value> {
        let history: Value = self
            .request(Method::GET, "/messages?limit=200")
            .send()
            .await
            .expect("it answers")
            .json()
            .await
            .expect("it is JSON");
        history["events"].as_array().expect("a list").clone()
    }

    /// What others said after event `number`: messages of bot and agents.
    pub(crate) async fn heard_after(&self, number: i64) -> Vec<Value> {
        let mut heard = self.history().await;
        heard.retain(|event| {
            event["number"].as_i64() > Some(number)
                && event["type"] == "message"
                && event["message"]["author"]["kind"] != "customer"
        });
        heard
    }

    pub(crate) async fn state(&self) -> Value {
        self.request(Method::GET, "").send().await.expect("it answers").json().await.expect("it is JSON")
    }

    /// Follows the conversation from event `after` on.
    pub(crate) async fn follow(&self, after: i64) -> Stream {
        let request = self.request(Method::GET, "/events").header("last-event-id", after.to_string());
        Stream::of(request.send().await.expect("it answers"))
    }

    /// Gives a one-time code.
    pub(crate) async fn verify(&self, code: &str) -> Value {
        self.request(Method::POST, "/verification")
            .json(&json!({ "code": code }))
            .send()
            .await
            .expect("it answers")
            .json()
            .await
            .expect("it is JSON")
    }

    /// The code in the newest text message on the demo's phone.
    pub(crate) async fn code_received(&self) -> String {
        let texts: Value = self
            .http
            .get(format!("{}/demo/texts?conversation={}", self.url, self.conversation))
            .send()
            .await
            .expect("it answers")
            .json()
            .await
            .expect("it is JSON");
        let text = texts.as_array().and_then(|texts| texts.last()).expect("a text came")["text"].to_string();
        let digits: Vec<char> = text.chars().collect();
        digits
            .windows(6)
            .find(|six| six.iter().all(char::is_ascii_digit))
            .expect("the text carries a code")
            .iter()
            .collect()
    }
}
