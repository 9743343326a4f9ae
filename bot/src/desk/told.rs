//! bot: what others said to an agent: a lead in a whisper, a colleague in a note, the customer in a score.

use handoff::event::Fact;
use handoff::handoff::{Handoff, State};
use jiff::Timestamp;

use crate::app::App;
use crate::store::Result;
use crate::store::mention::Mention;
use crate::view;
use crate::wire::{self, Desk, DeskItem, Whispered};

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

/// Puts a conversation among those in which a note calls the viewer, once: with the latest such note, which comes first.
pub(super) fn call(desk: &mut Desk, item: DeskItem, Mention { by, text, at, read, .. }: Mention) {
    let known = desk.mentions.iter_mut().find(|known| known.conversation == item.conversation);
    if let Some(latest) = known.and_then(|known| known.mention.as_mut()) {
        latest.unread |= !read;
        return;
    }
    let mention = wire::Mention { name: by, text: view::short(&text, 80), at, unread: !read };
    desk.mentions.push(DeskItem { mention: Some(mention), ..item });
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
