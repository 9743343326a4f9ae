//! bot: what others said of an agent's conversations: a lead in a whisper, the customer in a score.

use handoff::event::Fact;
use handoff::handoff::{Handoff, State};
use jiff::Timestamp;

use crate::app::App;
use crate::store::Result;
use crate::wire::{Desk, Whispered};

/// Puts whispers beside what the viewer holds, and scores beside what they closed since then.
pub(super) async fn tell(app: &App, open: &[Handoff], since: Timestamp, desk: &mut Desk) -> Result<()> {
    for item in &mut desk.mine {
        if let Some(handoff) = open.iter().find(|handoff| handoff.id == item.handoff) {
            item.whisper = whisper(app, handoff).await?;
        }
    }
    if desk.done.is_empty() {
        return Ok(());
    }
    let scores = app.store.scores_of(&desk.me.id, since).await?;
    for item in &mut desk.done {
        item.csat = scores.iter().find(|(handoff, _)| *handoff == item.handoff).map(|(_, score)| *score);
    }
    Ok(())
}

/// What a lead whispered last to whoever holds it, since they took it.
async fn whisper(app: &App, handoff: &Handoff) -> Result<Option<Whispered>> {
    let (State::Claimed { at, by, .. } | State::Live { at, by, .. }) = &handoff.state else { return Ok(None) };
    let said = app.store.events_of_kind(&handoff.conversation, "whisper.said", *at).await?;
    Ok(said.into_iter().rev().find_map(|event| match event.fact {
        Fact::Whispered { agent, name, text } if agent != *by => Some(Whispered { name, text, at: event.at }),
        _ => None,
    }))
}
