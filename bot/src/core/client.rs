//! bot: the company's core system over HTTP: bounded in time and size, and read with care.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use reqwest::{Response, StatusCode, Url, redirect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::intake::{Intake, Taken};
use super::{CoreError, Found, Profile, Query};
use crate::conversation::CustomerNo;
use crate::settings::{self, Secret};

mod breaker;
mod retry;

use breaker::Breaker;

/// No answer is longer, in bytes.
const LARGEST: usize = 256 * 1024;
/// How often a safe call is made at most, while there is time.
const TRIES: u32 = 3;
/// How long a profile is believed: it is asked for on every turn and changes seldom.
const FRESH: SignedDuration = SignedDuration::from_secs(20);
/// So many profiles are remembered.
const REMEMBERED: usize = 10_000;

/// A connection to a core system that speaks `core-api.json`.
pub struct Client {
    http: reqwest::Client,
    base: Url,
    token: Secret,
    patience: Duration,
    breaker: Breaker,
    profiles: Mutex<HashMap<CustomerNo, (Timestamp, Profile)>>,
}

/// Why no connection can be made of the settings.
#[derive(Debug, thiserror::Error)]
pub enum Misconfigured {
    #[error("core.url is {0:?}: write the address of the core system, such as https://core.example.internal")]
    Url(String),
    #[error("core.url must begin with https:// unless it is on this machine: customers' figures travel over it")]
    Plain,
    #[error("core.url is https, and this dari was built without TLS: build it with --features tls")]
    NoTls,
    #[error("core.token is empty: write the key by which the core system knows us")]
    Token,
    #[error("no HTTP client can be made")]
    Client(#[from] reqwest::Error),
}

/// How one try ended that brought no answer.
enum Failure {
    /// Another try may do better.
    Passing(CoreError),
    Lasting(CoreError),
}

impl Client {
    /// Connects as the settings say. Nothing is sent yet.
    pub fn new(settings: &settings::Core) -> Result<Self, Misconfigured> {
        let wrong = || Misconfigured::Url(settings.url.clone());
        let mut base = Url::parse(&settings.url).map_err(|_| wrong())?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(wrong());
        }
        if base.scheme() == "http" && !is_local(&base) {
            return Err(Misconfigured::Plain);
        }
        if base.scheme() == "https" && !cfg!(feature = "tls") {
            return Err(Misconfigured::NoTls);
        }
        if settings.token.reveal().is_empty() {
            return Err(Misconfigured::Token);
        }
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        let http = reqwest::Client::builder()
            .connect_timeout(Duration::from_millis(settings.connect_ms))
            .redirect(redirect::Policy::none())
            .user_agent(concat!("dari/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            http,
            base,
            token: settings.token.clone(),
            patience: Duration::from_millis(settings.patience_ms),
            breaker: Breaker::new(settings.failures, Duration::from_secs(settings.rest_seconds)),
            profiles: Mutex::default(),
        })
    }

    /// Who the customer is; what was told a moment ago is not asked for again.
    pub async fn profile(&self, customer: &CustomerNo, now: Timestamp) -> Result<Profile, CoreError> {
        if let Some(profile) = self.remembered(customer, now) {
            return Ok(profile);
        }
        let url = self.url(&["v1", "customers", &customer.0]);
        let sound = |json: &[u8]| {
            read::<Profile>(json).and_then(|it| if it.is_sound() { Ok(it) } else { Err(CoreError::Down) })
        };
        let profile: Profile = self.safely(&url, sound).await?;
        let mut profiles = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        if profiles.len() >= REMEMBERED {
            profiles.retain(|_, (at, _)| is_fresh(*at, now));
        }
        profiles.insert(customer.clone(), (now, profile.clone()));
        Ok(profile)
    }

    /// What a lookup finds.
    pub async fn look_up(&self, query: &Query, customer: &CustomerNo) -> Result<Found, CoreError> {
        let mut url = self.url(&["v1", "customers", &customer.0, query.lookup().resource()]);
        {
            let mut pairs = url.query_pairs_mut();
            pairs.append_pair("figures", if query.wants_figures() { "true" } else { "false" });
            if let Some(day) = query.day() {
                pairs.append_pair("date", &day.to_string());
            }
            if let Some(month) = query.month() {
                pairs.append_pair("month", &month.strftime("%Y-%m").to_string());
            }
        }
        self.safely(&url, |json| {
            Found::parse(query.lookup(), json).map_err(|why| {
                tracing::warn!(lookup = %query.lookup(), %why, "the core system's answer is not used");
                CoreError::Down
            })
        })
        .await
    }

    /// Hands a request over; the receipt is its key.
    pub async fn take(&self, intake: &Intake) -> Result<Taken, CoreError> {
        let url = self.url(&["v1", "requests"]);
        self.once_only(url, &intake.receipt, intake, read).await
    }

    /// Sends a text to the customer's registered phone.
    pub async fn send_text(&self, customer: &CustomerNo, key: &str, text: &str) -> Result<(), CoreError> {
        let url = self.url(&["v1", "customers", &customer.0, "texts"]);
        self.once_only(url, key, &json!({ "text": text }), |_| Ok(())).await
    }

    /// A call that does something, once for each key. It is not tried again here: whoever keeps it sends
    /// it again.
    async fn once_only<T>(
        &self,
        url: Url,
        key: &str,
        body: &impl Serialize,
        read: impl Fn(&[u8]) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        if !self.breaker.lets_pass(Instant::now()) {
            return Err(CoreError::Down);
        }
        let request = self.http.post(url).bearer_auth(self.token.reveal()).header("idempotency-key", key).json(body);
        let call = async {
            let response = request.send().await.map_err(|error| unsent(&error))?;
            match response.status() {
                status if status.is_success() => read(&content(response).await?).map_err(Failure::Lasting),
                StatusCode::NOT_FOUND => Err(Failure::Lasting(CoreError::NotFound)),
                StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => Err(Failure::Lasting(CoreError::Refused)),
                status => Err(refused(status)),
            }
        };
        let answer = tokio::time::timeout(self.patience, call).await;
        let answer = answer.unwrap_or(Err(Failure::Passing(CoreError::Timeout))).map_err(Failure::into_error);
        self.note(&answer);
        answer
    }

    /// A call that changes nothing: tried again while there is time and another try may do better.
    async fn safely<T>(&self, url: &Url, read: impl Fn(&[u8]) -> Result<T, CoreError>) -> Result<T, CoreError> {
        if !self.breaker.lets_pass(Instant::now()) {
            return Err(CoreError::Down);
        }
        let calls = async {
            let mut tries = 1;
            loop {
                match self.once(url).await {
                    Ok(json) => return read(&json),
                    Err(Failure::Passing(_)) if tries < TRIES => {
                        tokio::time::sleep(retry::pause(tries, retry::chance())).await;
                        tries += 1;
                    }
                    Err(failure) => return Err(failure.into_error()),
                }
            }
        };
        let answer = tokio::time::timeout(self.patience, calls).await.unwrap_or(Err(CoreError::Timeout));
        self.note(&answer);
        answer
    }

    async fn once(&self, url: &Url) -> Result<Vec<u8>, Failure> {
        let request = self.http.get(url.clone()).bearer_auth(self.token.reveal());
        let response = request.send().await.map_err(|error| unsent(&error))?;
        match response.status() {
            StatusCode::OK => content(response).await,
            StatusCode::NOT_FOUND => Err(Failure::Lasting(CoreError::NotFound)),
            status => Err(refused(status)),
        }
    }

    /// What the breaker learns: an answer is an answer, even that the customer is not known.
    fn note<T>(&self, answer: &Result<T, CoreError>) {
        let well = matches!(answer, Ok(_) | Err(CoreError::NotFound | CoreError::Refused));
        if self.breaker.note(well, Instant::now()) {
            tracing::warn!("the core system has failed too often: it is left alone for a while");
        }
    }

    fn remembered(&self, customer: &CustomerNo, now: Timestamp) -> Option<Profile> {
        let profiles = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        profiles.get(customer).filter(|(at, _)| is_fresh(*at, now)).map(|(_, profile)| profile.clone())
    }

    fn url(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        url.path_segments_mut().expect("it was checked to be an http address").pop_if_empty().extend(path);
        url
    }
}

impl Failure {
    fn into_error(self) -> CoreError {
        match self {
            Self::Passing(error) | Self::Lasting(error) => error,
        }
    }
}

/// The request did not get through, or the connection broke.
fn unsent(error: &reqwest::Error) -> Failure {
    tracing::warn!(timeout = error.is_timeout(), connect = error.is_connect(), "the core system cannot be reached");
    Failure::Passing(if error.is_timeout() { CoreError::Timeout } else { CoreError::Down })
}

/// It answered, but not with what was asked for.
fn refused(status: StatusCode) -> Failure {
    tracing::warn!(status = status.as_u16(), "the core system refuses");
    match status {
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => Failure::Passing(CoreError::Down),
        _ => Failure::Lasting(CoreError::Down),
    }
}

/// The answer, as long as it is not too long.
async fn content(mut response: Response) -> Result<Vec<u8>, Failure> {
    let too_long = || {
        tracing::warn!("the core system's answer is too long");
        Failure::Lasting(CoreError::Down)
    };
    if response.content_length().is_some_and(|length| length > LARGEST as u64) {
        return Err(too_long());
    }
    let mut all = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unsent(&error))? {
        if all.len() + chunk.len() > LARGEST {
            return Err(too_long());
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all)
}

fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, CoreError> {
    serde_json::from_slice(json).map_err(|why| {
        tracing::warn!(%why, "the core system's answer is not used");
        CoreError::Down
    })
}

fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(at);
    SignedDuration::ZERO <= age && age < FRESH
}

/// Whether the address is this machine's own, where nobody else can listen.
fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
