//! bot: one of the staff who follows a stream. Whether they still may is looked at again before anything is shown.

use handoff::id::ConversationId;
use handoff::message::Language;
use jiff::{SignedDuration, Timestamp};

use super::session::AgentSession;
use crate::app::App;
use crate::desk;
use crate::store::Result;
use crate::store::agent::{self, Agent};

/// How often the store hears that a list is open.
const TOUCH: SignedDuration = SignedDuration::from_secs(20);

/// Who follows, under which session, and in which language they read.
pub struct Follower {
    pub agent: Agent,
    pub reads: Language,
    session: String,
    touched_at: Option<Timestamp>,
    /// Their console says by itself that it is still open.
    beats: bool,
}

impl Follower {
    /// Whoever has just been let in.
    pub fn new(session: AgentSession, reads: Language) -> Self {
        Self { agent: session.agent, reads, session: session.hash, touched_at: None, beats: false }
    }

    /// The same for a list, with whether its console goes on saying that it is open.
    pub fn of_desk(session: AgentSession, reads: Language, beats: bool) -> Self {
        Self { beats, ..Self::new(session, reads) }
    }

    /// Whether the session still holds: not signed out, not expired, not idle for too long.
    pub async fn is_signed_in(&mut self, app: &App) -> Result<bool> {
        let now = app.now();
        let idle_since = now - SignedDuration::from_mins(app.settings.desk.session_idle_minutes);
        let found = app.store.session(&self.session, now, idle_since).await?;
        // What they may see depends on who they are by now.
        if let Some(session) = found {
            self.agent = session.agent;
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether they may still see the conversation.
    pub async fn sees(&mut self, app: &App, id: &ConversationId) -> Result<bool> {
        Ok(self.is_signed_in(app).await? && desk::sees(app, &self.agent, id).await?)
    }

    /// Notes that their list is open, for all nodes. Where the console says so itself, only that it was opened.
    pub async fn is_present(&mut self, app: &App) -> Result<()> {
        let now = app.now();
        if self.touched_at.is_some_and(|touched_at| self.beats || now.duration_since(touched_at) < TOUCH) {
            return Ok(());
        }
        self.touched_at = Some(now);
        let session = self.session.clone();
        app.store.write(move |tx| Box::pin(async move { agent::touch_presence(tx, &session, now).await })).await
    }
}
