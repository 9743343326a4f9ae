//! bot: every long-lived part of the service, and the only place that reads clock and chance.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use handoff::hours::Hours;
use handoff::id::ConversationId;
use jiff::Timestamp;
use nlu::{Nlu, Understanding};
use sha2::{Digest as _, Sha256};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};
use tokio_util::sync::CancellationToken;

use crate::core::Core;
use crate::feed::Feed;
use crate::http::limit::Limits;
use crate::reader::Reader;
use crate::settings::Settings;
use crate::store::Store;
use crate::telegram::Bells;
use crate::texts::Texts;

/// A cheap clone of everything that lives as long as the service.
#[derive(Clone)]
pub struct App {
    pub settings: Arc<Settings>,
    /// The database.
    pub store: Store,
    /// Wakes those who follow the log.
    pub feed: Feed,
    /// Questions → passages.
    pub faq: Arc<faq::Library>,
    /// The company's own system.
    pub core: Arc<Core>,
    /// Carries one-time codes to the customer's phone.
    pub texts: Texts,
    /// When people are at the desk.
    pub hours: Arc<Hours>,
    /// How often one sender may do what.
    pub limits: Arc<Limits>,
    /// Wakes the Telegram channel.
    pub telegram: Bells,
    /// Fires when the service ends: streams say goodbye, turns under way finish.
    pub stop: CancellationToken,
    /// Synthetic customers may be signed in from the page.
    pub demo: bool,
    /// Since when this node has been there.
    pub started_at: Timestamp,
    nlu: Arc<Nlu>,
    reader: Reader,
    clock: Clock,
    holds: Arc<Mutex<HashMap<ConversationId, Weak<AsyncMutex<()>>>>>,
}

/// The parts that are made outside: files that were read, and stand-ins in tests.
pub struct Parts {
    pub settings: Settings,
    pub store: Store,
    pub nlu: Arc<Nlu>,
    pub faq: Arc<faq::Library>,
    pub core: Core,
    pub clock: Clock,
    pub demo: bool,
}

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// Stands still at these milliseconds until a test moves it.
    Stopped(Arc<AtomicI64>),
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "this is where time enters the service")]
    pub(crate) fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Stopped(at) => {
                Timestamp::from_millisecond(at.load(Ordering::SeqCst)).expect("tests stay within the calendar")
            }
        }
    }
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let Parts { settings, store, nlu, faq, core, clock, demo } = parts;
        let core = Arc::new(core);
        let texts = match &*core {
            Core::Http { .. } if !demo => Texts::by_core(Arc::clone(&core)),
            _ => Texts::on_the_table(),
        };
        Self {
            limits: Arc::new(Limits::new(&settings.limits)),
            hours: Arc::new(settings.desk.hours().expect("checked when the settings were read")),
            reader: Reader::start(&nlu, settings.nlu.workers, settings.nlu.waiting),
            settings: Arc::new(settings),
            store,
            feed: Feed::default(),
            faq,
            core,
            texts,
            telegram: Bells::default(),
            stop: CancellationToken::new(),
            demo,
            nlu,
            started_at: clock.now(),
            clock,
            holds: Arc::default(),
        }
    }

    /// The time, in whole milliseconds, as the store keeps it.
    pub fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// A new identifier that sorts by time.
    pub fn id(&self) -> String {
        let mut random = [0; 16];
        fill(&mut random);
        let at = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        ulid::Ulid::from_parts(at, u128::from_be_bytes(random)).to_string().to_lowercase()
    }

    /// 256 bits that nobody can guess, as text.
    pub fn token(&self) -> String {
        let mut random = [0; 32];
        fill(&mut random);
        hex(&random)
    }

    /// Six digits for a one-time code.
    pub fn code(&self) -> String {
        let mut random = [0; 8];
        fill(&mut random);
        format!("{:06}", u64::from_be_bytes(random) % 1_000_000)
    }

    /// Understands a text; it waits in the queue of the readers, never on an async worker.
    pub async fn understand(&self, text: &str, previous: Vec<String>) -> Understanding {
        self.reader.understand(text, previous).await
    }

    /// Which model understands.
    pub fn model(&self) -> &str {
        self.nlu.version()
    }

    /// Holds a conversation: one turn at a time.
    pub(crate) async fn hold(&self, id: &ConversationId) -> OwnedMutexGuard<()> {
        let lock = {
            let mut holds = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(lock) = holds.get(id).and_then(Weak::upgrade) {
                lock
            } else {
                holds.retain(|_, lock| lock.strong_count() > 0);
                let lock = Arc::new(AsyncMutex::new(()));
                holds.insert(id.clone(), Arc::downgrade(&lock));
                lock
            }
        };
        lock.lock_owned().await
    }
}

/// What is kept of a secret: its SHA-256, in hex.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn fill(buffer: &mut [u8]) {
    getrandom::fill(buffer).expect("the operating system has randomness");
}
