//! bot: the settings: the embedded `config.toml`, a file over it, `DARI_SECTION__KEY` over that.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fmt};

use anyhow::Context as _;
use config::{Config, Environment, File, FileFormat};
use ed25519_dalek::VerifyingKey;
use handoff::handoff::Priority;
use handoff::hours::{Hours, InvalidHours};
use handoff::queue::route::Relaxation;
use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Deserializer};

use crate::identity::{self, Keys};
use crate::site::{Keyless, Sites};

/// Every setting with its default.
pub const DEFAULTS: &str = include_str!("../config.toml");

/// All settings; each part of the service is given only its own section.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub http: Http,
    pub store: Store,
    pub nlu: Nlu,
    pub faq: Faq,
    pub core: Core,
    pub company: Company,
    pub identity: Identity,
    #[serde(default)]
    pub sites: Sites,
    pub telegram: Telegram,
    pub desk: Desk,
    pub intake: Intake,
    pub limits: Limits,
    pub log: Log,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    pub listen: String,
    pub secure_cookies: bool,
    pub trust_proxy: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Store {
    /// May carry a password.
    pub url: Secret,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nlu {
    pub model: String,
    pub workers: usize,
    pub waiting: usize,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    pub articles: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Core {
    pub kind: CoreKind,
    pub url: String,
    pub token: Secret,
    pub connect_ms: u64,
    pub patience_ms: u64,
    pub failures: u32,
    pub rest_seconds: u64,
}

/// Which system answers status lookups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoreKind {
    /// Synthetic customers.
    Demo,
    /// A system that speaks `core-api.json`.
    Http,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    pub name: String,
    pub name_en: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub secret: Secret,
    #[serde(deserialize_with = "public_key")]
    pub public_key: Option<VerifyingKey>,
    pub keyless: Keyless,
    pub conversation_days: i64,
}

impl Identity {
    /// How long a key opens a conversation.
    pub fn key_lasts(&self) -> SignedDuration {
        SignedDuration::from_hours(24 * self.conversation_days)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telegram {
    pub mode: TelegramMode,
    pub token: Secret,
    pub api_url: String,
    pub webhook_url: String,
    pub webhook_secret: Secret,
    pub web_url: String,
    pub link_days: i64,
    pub per_second: u32,
    pub between_ms: u64,
    pub patience_ms: u64,
}

/// How news come from Telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TelegramMode {
    Off,
    Polling,
    Webhook,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    pub routing: Routing,
    pub relax_seconds: i64,
    pub opens: Time,
    pub closes: Time,
    pub holidays: Vec<Date>,
    pub workdays: Vec<Date>,
    pub preferred_days: i64,
    pub abandoned_hours: i64,
    pub silent_claim_seconds: i64,
    pub silent_emergency_seconds: i64,
    pub absent_seconds: i64,
    pub session_idle_minutes: i64,
    pub session_minutes: i64,
    pub outside_keys: BTreeMap<String, Secret>,
}

/// How conversations come to agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// Agents take what waits.
    Pull,
    /// What waits goes to whoever is least busy.
    Push,
}

impl Desk {
    /// When people are there.
    pub fn hours(&self) -> Result<Hours, InvalidHours> {
        let hours = Hours::new(self.opens, self.closes)?;
        Ok(hours.except(self.holidays.iter().copied(), self.workdays.iter().copied()))
    }

    /// How long a claim may stay silent.
    pub fn silence(&self, priority: Priority) -> SignedDuration {
        let seconds = match priority {
            Priority::Emergency => self.silent_emergency_seconds.min(self.silent_claim_seconds),
            Priority::Urgent | Priority::High | Priority::Normal => self.silent_claim_seconds,
        };
        SignedDuration::from_secs(seconds)
    }

    /// How the circle of those who may take something widens.
    pub fn relaxation(&self) -> Relaxation {
        Relaxation { step: SignedDuration::from_secs(self.relax_seconds) }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// Source and key.
    #[serde(default)]
    pub keys: BTreeMap<String, Secret>,
    pub digest_key: Secret,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub message_chars: usize,
    pub body_bytes: usize,
    pub messages_per_minute: u32,
    pub signals_per_minute: u32,
    pub conversations_per_minute: u32,
    pub sign_ins_per_minute: u32,
    pub streams: usize,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub filter: String,
    pub json: bool,
}

/// A setting that is never printed.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret that was made at run time.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The secret itself; keep it out of logs.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(empty)" } else { "(secret)" })
    }
}

impl Identity {
    /// The keys with which the host site's tokens are checked.
    pub fn keys(&self) -> Keys<'_> {
        Keys { secret: self.secret.reveal(), public: self.public_key.as_ref() }
    }
}

/// None when nothing is written.
fn public_key<'de, D: Deserializer<'de>>(from: D) -> Result<Option<VerifyingKey>, D::Error> {
    let text = String::deserialize(from)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    identity::public_key(&text).map(Some).ok_or_else(|| {
        serde::de::Error::custom(
            "identity.public_key is no Ed25519 public key: give its PEM, or its 32 bytes in base64",
        )
    })
}

impl Settings {
    /// Reads the settings. A key that does not exist is an error: it is a typing mistake.
    pub fn read(file: Option<&Path>) -> anyhow::Result<Self> {
        let mut builder = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
        if let Some(path) = file {
            builder = builder.add_source(File::from(path).format(FileFormat::Toml));
        }
        // `DARI_CONFIG` names the file and `DARI_WEB_DIST` the pages; only `DARI_SECTION__KEY` is a setting.
        let overrides = env::vars().filter(|(key, _)| key.starts_with("DARI_") && key.contains("__")).collect();
        let settings: Self = builder
            .add_source(
                Environment::with_prefix("DARI")
                    .prefix_separator("_")
                    .separator("__")
                    .try_parsing(true)
                    .source(Some(overrides)),
            )
            .build()
            .and_then(Config::try_deserialize)
            .with_context(|| {
                let from = file.map_or_else(String::new, |path| format!("{}, ", path.display()));
                format!("cannot read the settings ({from}DARI_SECTION__KEY); `dari config` prints all of them")
            })?;
        settings.desk.hours().context("desk.opens and desk.closes")?;
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_complete() {
        let settings = Settings::read(None).expect("the embedded settings are valid");
        assert_eq!(settings.core.kind, CoreKind::Demo);
        assert_eq!(format!("{:?}", settings.store.url), "(secret)");
    }

    #[test]
    fn a_misspelt_key_is_refused_by_name() {
        let path = env::temp_dir().join(format!("dari-settings-{}.toml", std::process::id()));
        std::fs::write(&path, "[desk]\nsilent_claim_second = 3\n").expect("the file can be written");
        let error = format!("{:#}", Settings::read(Some(&path)).expect_err("the key does not exist"));
        std::fs::remove_file(&path).expect("the file is ours");
        assert!(error.contains("silent_claim_second"), "{error}");
    }
}
