//! bot: looking something up: the level first, then the core system, then which one, then the answer.

use handoff::event::Fact;
use handoff::message::{Block, Channel, Choice};
use handoff::person::Level;
use handoff::reason::Reason;

use super::Scene;
use super::act::{keep_last_said, offer_person};
use super::choice::Tap;
use super::reply::Reply;
use super::verify;
use crate::conversation::LastSaid;
use crate::core::{Core, CoreError, Found, Lookup, Query, Verified, today};
use crate::flow::Flow;
use crate::flow::lookup::{BUTTONS, LOOKUP_FAILURE, OTHERS, Step, ticket};
use crate::flow::slot::Slots;
use crate::flow::verify::Waiting;
use crate::words::{self, Label, Offer};

mod pick;
mod tell;
#[cfg(test)]
mod tests;

use pick::Picked;
use tell::Told;

/// What is to be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) lookup: Lookup,
    pub(super) reference: Option<String>,
    pub(super) slots: Slots,
    /// Figures are wanted, too; they need a fresh proof.
    pub(super) figures: bool,
    /// Ask which one, although one was shown before.
    pub(super) choose: bool,
}

/// What the message says about the thing, with the gaps filled from what waited for it.
pub(super) fn slots(scene: &Scene<'_>, lookup: Lookup) -> Slots {
    let before = match &scene.conversation.dialogue.flow {
        Some(Flow::Lookup(Step::Choose { lookup: open, slots, .. })) if *open == lookup => slots.clone(),
        Some(Flow::Verify(step)) => step
            .waiting()
            .filter(|waiting| waiting.lookup == lookup)
            .map_or_else(Slots::default, |waiting| waiting.slots.clone()),
        _ => Slots::default(),
    };
    if scene.heard.choice.is_some() {
        return before;
    }
    Slots::read(scene.heard.text, &scene.heard.understanding.entities, today(scene.now)).or(&before)
}

/// Looks it up at the level that is proved; asks for more only where more is needed.
pub(super) async fn look_up(reply: &mut Reply<'_>, wish: Wish, core: &Core, reached: Result<(), CoreError>) {
    let Wish { lookup, .. } = wish;
    if wish.reference.as_deref() == Some(OTHERS) && turn_the_page(reply, lookup) {
        return;
    }
    reply.outcome.dialogue.last_intent = Some(lookup.intent());
    let level = reply.conversation.level(reply.now);
    let Some(customer) = reply.conversation.customer.clone().filter(|_| level >= Level::V1) else {
        verify::sign_in(reply, wish.waiting());
        return;
    };
    let verified = Verified::of(reply.conversation, reply.now);
    // What can be shown without figures is shown first; only then is the proof asked for.
    let shown_before = wish.figures && lookup.has_figures() && was_shown(reply, &wish);
    let query = Query::of(lookup, verified.as_ref()).filter(|_| verified.is_some() || !shown_before);
    let Some(query) = query else {
        refuse_figures(reply, wish.waiting());
        return;
    };
    let day = wish.slots.day.filter(|day| *day >= today(reply.now));
    let query = query.on(day).in_month(wish.slots.month);
    let found = match reached {
        Ok(()) => core.look_up(&query, &customer, reply.now).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(found) => answer(reply, &wish, &found, verified.as_ref()),
        Err(CoreError::NotFound) => nothing(reply, lookup),
        Err(error) => failed(reply, lookup, error),
    }
}

/// Which of several, once more or for the first time: three buttons, and one for the others.
pub(super) fn ask(reply: &mut Reply<'_>, step: &Step, again: bool) {
    let Step::Choose { lookup, options, shown, .. } = step;
    let page = options.iter().skip(*shown).take(BUTTONS);
    let mut choices: Vec<Choice> =
        page.map(|pick| Tap::Pick(pick.reference.clone()).labelled(pick.label.clone())).collect();
    if options.len() > BUTTONS {
        choices.push(reply.choice(&Tap::Pick(OTHERS.to_owned()), Label::More));
    }
    choices.push(reply.choice(&Tap::Leave, Label::Later));
    let question = words::choose(reply.language, *lookup);
    let text = if again { format!("{} {question}", words::ask_again(reply.language)) } else { question };
    reply.outcome.dialogue.flow = Some(Flow::Lookup(step.clone()));
    reply.say(text, choices);
}

impl Wish {
    /// What goes on once the customer is proved.
    fn waiting(&self) -> Waiting {
        Waiting { lookup: self.lookup, reference: self.reference.clone(), slots: self.slots.clone() }
    }
}

/// One is answered, of several one is asked for, of none it is said.
fn answer(reply: &mut Reply<'_>, wish: &Wish, found: &Found, verified: Option<&Verified>) {
    reply.outcome.dialogue.failed_lookups = 0;
    let things = found.things();
    let picked = match pick::pick(wish, &things, reply.language) {
        Picked::Nothing => return nothing(reply, wish.lookup),
        Picked::Ask(options) => {
            let Wish { lookup, figures, ref slots, .. } = *wish;
            reply.helped();
            return ask(reply, &Step::Choose { lookup, options, figures, slots: slots.clone(), shown: 0 }, false);
        }
        Picked::These(picked) => picked,
    };
    let Some(told) = tell::tell(reply, wish, found, &picked, verified) else {
        return refuse_figures(reply, wish.waiting());
    };
    let of_several = pick::others(&things, &picked);
    let reference = things[picked[0]].reference.clone();
    show(reply, wish.lookup, told, of_several);
    reply.outcome.dialogue.last_said =
        Some(LastSaid::Lookup { lookup: wish.lookup, reference: Some(reference.clone()) });
    if verified.is_none() && wish.figures && wish.lookup.has_figures() {
        let waiting = Waiting { reference: Some(reference), ..wish.waiting() };
        keep_last_said(reply, |reply| refuse_figures(reply, waiting));
    }
}

/// Shows what was found, with what the journey learns from it.
fn show(reply: &mut Reply<'_>, lookup: Lookup, told: Told, of_several: bool) {
    let Told { reports, mut choices, moved } = told;
    if of_several {
        choices.push(reply.choice(&Tap::Lookup(lookup), Label::AnotherOne(lookup)));
    }
    let level = reply.conversation.level(reply.now);
    let state = reports.iter().map(|report| report.status.state.as_str()).collect::<Vec<_>>().join(", ");
    reply.helped();
    reply.outcome.dialogue.flow = None;
    reply.note(Fact::LookupDone { lookup: lookup.to_string(), state, level });
    if let Some(moved) = moved.filter(|moved| is_news(reply, moved)) {
        reply.note(moved);
    }
    if reply.conversation.channel == Channel::Telegram {
        let text = reports.iter().map(words::Report::in_lines).collect::<Vec<_>>().join("\n\n");
        reply.say(text, choices);
        return;
    }
    let text = reports.iter().map(|report| report.text.as_str()).collect::<Vec<_>>().join("\n");
    let blocks = reports.into_iter().map(|report| Block::Status(report.status)).collect();
    reply.show(text, blocks, choices);
}

/// The next things to choose from, where a choice is open.
fn turn_the_page(reply: &mut Reply<'_>, lookup: Lookup) -> bool {
    let Some(Flow::Lookup(Step::Choose { lookup: open, options, figures, slots, shown })) =
        reply.outcome.dialogue.flow.clone()
    else {
        return false;
    };
    if open != lookup {
        return false;
    }
    let shown = if shown + BUTTONS < options.len() { shown + BUTTONS } else { 0 };
    ask(reply, &Step::Choose { lookup, options, figures, slots, shown }, false);
    true
}

/// Whether it was shown just now, without the figures.
fn was_shown(reply: &Reply<'_>, wish: &Wish) -> bool {
    match &reply.conversation.dialogue.last_said {
        Some(LastSaid::Lookup { lookup, reference }) => {
            *lookup == wish.lookup && (wish.reference.is_none() || *reference == wish.reference)
        }
        _ => false,
    }
}

/// Whether the journey does not know it yet.
fn is_news(reply: &Reply<'_>, moved: &Fact) -> bool {
    let Fact::ProcessMoved { process, step, blocked_on, .. } = moved else { return false };
    reply.journey.processes.get(process).is_none_or(|known| known.step != *step || known.blocked_on != *blocked_on)
}

/// Figures are asked for and cannot be shown: the way to them, or why there is none.
fn refuse_figures(reply: &mut Reply<'_>, waiting: Waiting) {
    let lookup = waiting.lookup;
    if reply.conversation.dialogue.watched {
        reply.say(words::not_while_watched(reply.language), vec![reply.agent()]);
    } else if reply.conversation.channel == Channel::Telegram {
        reply.note(Fact::LevelRequired { level: Level::V2, for_what: lookup.to_string() });
        reply.helped();
        let on_the_web = Tap::Figures(lookup, waiting.reference);
        let choices = vec![reply.choice(&on_the_web, Label::OnTheWeb), reply.agent()];
        reply.say(words::not_in_messenger(reply.language, lookup), choices);
    } else {
        verify::offer(reply, waiting);
    }
}

fn nothing(reply: &mut Reply<'_>, lookup: Lookup) {
    let level = reply.conversation.level(reply.now);
    let text = words::nothing_found(reply.language, lookup);
    let mut choices = tell::instead(reply, lookup);
    choices.extend([reply.choice(&Tap::Menu, Label::Menu), reply.agent()]);
    reply.helped();
    reply.outcome.dialogue.flow = None;
    reply.note(Fact::LookupDone { lookup: lookup.to_string(), state: "none".to_owned(), level });
    reply.say(text, choices);
}

/// The core system did not answer: once it is said; the second time there is a ticket, and a person is
/// offered.
fn failed(reply: &mut Reply<'_>, lookup: Lookup, error: CoreError) {
    let (cause, text) = match error {
        CoreError::Timeout => ("timeout", words::slow(reply.language, lookup)),
        CoreError::Down | CoreError::NotFound | CoreError::Refused => ("down", words::down(reply.language, lookup)),
    };
    reply.note(Fact::LookupFailed { lookup: lookup.to_string(), cause: cause.to_owned() });
    reply.outcome.dialogue.flow = None;
    reply.outcome.dialogue.failed_lookups = reply.outcome.dialogue.failed_lookups.saturating_add(1);
    let times = reply.outcome.dialogue.failed_lookups;
    if times < 2 {
        let choices = vec![reply.topic(&Tap::Lookup(lookup), lookup.intent()), reply.agent()];
        reply.say(text, choices);
        return;
    }
    let reason = Reason::technical(reply.number, words::for_agents(lookup.intent()), times);
    offer_person(reply, reason, Offer::Failing);
    if times == 2 {
        open_ticket(reply, lookup);
    }
}

/// A ticket, so that the customer does not have to tell it again.
fn open_ticket(reply: &mut Reply<'_>, lookup: Lookup) {
    let number = ticket(&reply.conversation.id, reply.number);
    let title = words::ticket_title(reply.language, lookup);
    let next = words::ticket_next(reply.language);
    reply.note(Fact::CaseReceived {
        number: number.clone(),
        case: LOOKUP_FAILURE.to_owned(),
        title: title.clone(),
        due: None,
    });
    reply.add(Block::Receipt { number, title, at: reply.now, next });
}
