//! bot: a chat whose reader does not want us any more, and one whose reader does again. Agents see both.

use super::staff;
use crate::app::App;
use crate::store::event;
use crate::store::telegram::{chat, send};
use crate::store::{self, Result};
use crate::words::telegram::staff as words;

/// Nothing is sent until the reader comes back. However it becomes known, agents hear of it once.
pub(super) async fn shut(app: &App, id: i64, why: &str) -> Result<()> {
    tracing::info!(why, "a chat is shut; nothing more is sent to it");
    let told = match app.store.telegram_chat(id).await? {
        Some(chat) if chat.silent.is_empty() => {
            staff::event(app, id, format!("shut:{}", app.id()), "telegram.shut", words::SHUT.to_owned()).await?
        }
        _ => None,
    };
    let why = why.to_owned();
    let done = app.store.write(move |tx| {
        Box::pin(async move {
            chat::silence(tx, id, &why).await?;
            send::refuse_all(tx, id, &why).await?;
            if let Some(told) = told {
                event::append(tx, &[told]).await?;
            }
            Ok::<(), store::Error>(())
        })
    });
    done.await?;
    app.feed.wake();
    Ok(())
}

/// What was said meanwhile is sent.
pub(super) async fn open(app: &App, id: i64) -> Result<()> {
    if app.store.telegram_chat(id).await?.is_none_or(|chat| chat.silent.is_empty()) {
        return Ok(());
    }
    let told = staff::event(app, id, format!("open:{}", app.id()), "telegram.open", words::OPEN.to_owned()).await?;
    let done = app.store.write(move |tx| {
        Box::pin(async move {
            chat::silence(tx, id, "").await?;
            if let Some(told) = told {
                event::append(tx, &[told]).await?;
            }
            Ok::<(), store::Error>(())
        })
    });
    done.await?;
    app.feed.wake();
    Ok(())
}
