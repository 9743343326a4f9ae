//! bot: the boundary to whoever carries text messages to phones. Dari never knows a number.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::{BoxFuture, FutureExt as _, ready};
use handoff::id::ConversationId;
use jiff::Timestamp;

use crate::conversation::CustomerNo;
use crate::core::{Core, CoreError};
use crate::wire::DemoText;

/// A text for the registered phone of a customer.
#[derive(Clone)]
pub struct Text {
    /// The same text is carried once, however often it is sent.
    pub key: String,
    pub customer: CustomerNo,
    pub conversation: ConversationId,
    pub body: String,
    pub at: Timestamp,
}

/// Carries texts to phones.
pub trait Carrier: Send + Sync {
    /// Carries one. It ends once the text is accepted, not once it is read.
    fn carry(&self, text: Text) -> BoxFuture<'static, Result<(), CoreError>>;
}

/// The carrier that is connected, and the phone on the table where there is one.
#[derive(Clone)]
pub struct Texts {
    carrier: Arc<dyn Carrier>,
    phone: Phone,
}

/// The demo's phone: it keeps what it receives where the page can show it.
#[derive(Debug, Clone, Default)]
pub struct Phone(Arc<Mutex<HashMap<ConversationId, Vec<DemoText>>>>);

/// The company's core system, which knows everybody's phone.
struct ByCore(Arc<Core>);

impl Texts {
    /// Texts that stay on the table.
    pub fn on_the_table() -> Self {
        let phone = Phone::default();
        Self { carrier: Arc::new(phone.clone()), phone }
    }

    /// Texts that the core system carries.
    pub fn by_core(core: Arc<Core>) -> Self {
        Self::by(Arc::new(ByCore(core)))
    }

    /// Texts that somebody else carries.
    pub fn by(carrier: Arc<dyn Carrier>) -> Self {
        Self { carrier, phone: Phone::default() }
    }

    /// Sends a text. What is accepted at once is done when this returns; what takes longer goes on by
    /// itself, and `failed` hears when nobody accepts it.
    pub fn send<F>(&self, text: Text, failed: impl FnOnce() -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send,
    {
        let mut carried = self.carrier.carry(text);
        let at_once = (&mut carried).now_or_never();
        if matches!(at_once, Some(Ok(()))) {
            return;
        }
        tokio::spawn(async move {
            let carried = match at_once {
                Some(carried) => carried,
                None => carried.await,
            };
            if let Err(error) = carried {
                tracing::warn!(%error, "a text was not accepted");
                failed().await;
            }
        });
    }

    /// What the phone on the table has received.
    pub fn received(&self, conversation: &ConversationId) -> Vec<DemoText> {
        let sent = self.phone.0.lock().unwrap_or_else(PoisonError::into_inner);
        sent.get(conversation).cloned().unwrap_or_default()
    }
}

impl Carrier for Phone {
    fn carry(&self, text: Text) -> BoxFuture<'static, Result<(), CoreError>> {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let texts = sent.entry(text.conversation).or_default();
        texts.push(DemoText { at: text.at, text: text.body });
        if texts.len() > 10 {
            texts.remove(0);
        }
        ready(Ok(())).boxed()
    }
}

impl Carrier for ByCore {
    fn carry(&self, text: Text) -> BoxFuture<'static, Result<(), CoreError>> {
        let core = Arc::clone(&self.0);
        async move { core.send_text(&text.customer, &text.key, &text.body).await }.boxed()
    }
}

/// A text may carry a code: it is never printed.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("key", &self.key).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Refuses at once, or after a while.
    struct Refuses(bool);

    impl Carrier for Refuses {
        fn carry(&self, _: Text) -> BoxFuture<'static, Result<(), CoreError>> {
            let later = self.0;
            async move {
                if later {
                    tokio::task::yield_now().await;
                }
                Err(CoreError::Down)
            }
            .boxed()
        }
    }

    fn text() -> Text {
        Text {
            key: "c1-1".into(),
            customer: CustomerNo("minsu".into()),
            conversation: ConversationId::from("c1"),
            body: "인증번호 123456".into(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[tokio::test]
    async fn the_phone_on_the_table_has_a_text_at_once() {
        let texts = Texts::on_the_table();
        texts.send(text(), || async { unreachable!("it was accepted") });
        assert_eq!(texts.received(&ConversationId::from("c1")).len(), 1);
        assert!(!format!("{:?}", text()).contains("123456"));
    }

    #[tokio::test]
    async fn whoever_sent_a_text_hears_that_nobody_accepts_it() {
        for later in [true, false] {
            let (tell, told) = tokio::sync::oneshot::channel();
            Texts::by(Arc::new(Refuses(later))).send(text(), move || async move {
                let _ = tell.send(());
            });
            tokio::time::timeout(std::time::Duration::from_secs(2), told).await.expect("in time").expect("it tells");
        }
    }
}
