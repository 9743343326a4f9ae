//! bot: looking something up: the level first, then the core system, then the answer.

use handoff::event::{BlockedOn, Fact};
use handoff::message::{Block, Channel, Choice};
use handoff::person::Level;
use handoff::reason::Reason;
use nlu::Intent;

use super::act::{keep_last_said, offer_person};
use super::choice::Tap;
use super::reply::Reply;
use super::verify;
use crate::conversation::LastSaid;
use crate::core::record::{Application, Delivery, Overdue, Repayment};
use crate::core::{Core, CoreError, Found, Lookup, Named, Query, Verified, today};
use crate::flow::Flow;
use crate::flow::lookup::{Pick, Step};
use crate::flow::verify::Waiting;
use crate::words::{self, Label, Offer, Report};

/// What is to be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) lookup: Lookup,
    pub(super) reference: Option<String>,
    /// Figures are wanted, too; they need a fresh proof.
    pub(super) figures: bool,
    /// Ask which one, although one was shown before.
    pub(super) choose: bool,
}

/// Looks it up at the level that is proved; asks for more only where more is needed.
pub(super) async fn look_up(reply: &mut Reply<'_>, wish: Wish, core: &Core, reached: Result<(), CoreError>) {
    let Wish { lookup, .. } = wish;
    let waiting = Waiting { lookup, reference: wish.reference.clone() };
    reply.outcome.dialogue.last_intent = Some(lookup.intent());
    let level = reply.conversation.level(reply.now);
    let Some(customer) = reply.conversation.customer.clone().filter(|_| level >= Level::V1) else {
        verify::sign_in(reply, waiting);
        return;
    };
    let verified = Verified::of(reply.conversation, reply.now);
    // What can be shown without figures is shown first; only then is the proof asked for.
    if verified.is_none() && (lookup.level() > Level::V1 || (wish.figures && was_shown(reply, &wish))) {
        refuse_figures(reply, waiting);
        return;
    }
    let Some(query) = Query::of(lookup, verified.as_ref()) else { return };
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

/// Which of several, once more or for the first time.
pub(super) fn ask(reply: &mut Reply<'_>, step: &Step, again: bool) {
    let Step::Choose { lookup, options, .. } = step;
    let mut choices: Vec<Choice> =
        options.iter().map(|pick| Tap::Pick(pick.reference.clone()).labelled(pick.label.clone())).collect();
    choices.push(reply.choice(&Tap::Leave, Label::Later));
    let question = words::choose(reply.language, *lookup);
    let text = if again { format!("{} {question}", words::ask_again(reply.language)) } else { question };
    reply.outcome.dialogue.flow = Some(Flow::Lookup(step.clone()));
    reply.say(text, choices);
}

/// One is answered, of several one is asked for, of none it is said.
fn answer(reply: &mut Reply<'_>, wish: &Wish, found: &Found, verified: Option<&Verified>) {
    reply.outcome.dialogue.failed_lookups = 0;
    let things = found.things();
    if things.is_empty() {
        nothing(reply, wish.lookup);
        return;
    }
    let asked_for = wish.reference.as_ref().and_then(|wanted| things.iter().position(|one| one.reference == *wanted));
    let index = match (asked_for, things.len()) {
        (Some(index), _) if !wish.choose => index,
        (_, 1) => 0,
        _ => {
            let options = things
                .iter()
                .map(|one| Pick { reference: one.reference.clone(), label: one.label(reply.language) })
                .collect();
            reply.helped();
            ask(reply, &Step::Choose { lookup: wish.lookup, options, figures: wish.figures }, false);
            return;
        }
    };
    let several = things.len() > 1;
    let reference = things[index].reference.clone();
    let (report, mut choices, moved) = match found {
        Found::ApplicationProgress(all) => application(reply, &all[index], verified),
        Found::RepaymentSchedule(all) => repayment(reply, &all[index], verified),
        Found::OverdueBalance(all) => match verified {
            Some(verified) => overdue(reply, &all[index], verified),
            None => return,
        },
        Found::CardDelivery(all) => delivery(reply, &all[index]),
        _ => return,
    };
    if several {
        choices.push(reply.choice(&Tap::Lookup(wish.lookup), Label::AnotherOne(wish.lookup)));
    }
    let level = reply.conversation.level(reply.now);
    reply.helped();
    reply.outcome.dialogue.flow = None;
    reply.note(Fact::LookupDone { lookup: wish.lookup.to_string(), state: report.status.state.clone(), level });
    if let Some(moved) = moved.filter(|moved| is_news(reply, moved)) {
        reply.note(moved);
    }
    reply.show(report.text, vec![Block::Status(report.status)], choices);
    reply.outcome.dialogue.last_said =
        Some(LastSaid::Lookup { lookup: wish.lookup, reference: Some(reference.clone()) });
    if verified.is_none() && wish.figures && wish.lookup.has_figures() {
        let waiting = Waiting { lookup: wish.lookup, reference: Some(reference) };
        keep_last_said(reply, |reply| refuse_figures(reply, waiting));
    }
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

type Told = (Report, Vec<Choice>, Option<Fact>);

fn application(reply: &Reply<'_>, application: &Application, verified: Option<&Verified>) -> Told {
    let asked_for = verified.and_then(|verified| Some(application.figures.as_ref()?.open(verified)));
    let day = today(reply.now);
    let report = words::application(reply.language, application, day, asked_for);
    let mut choices = Vec::new();
    if application.course.blocked_on == BlockedOn::Customer {
        choices.push(reply.choice(&Tap::About(Intent::DocumentRequirements), Label::Papers));
    }
    if application.course.is_late(day) {
        choices.push(reply.choice(&Tap::Agent, Label::AskWhyLate));
    }
    choices.push(reply.choice(&Tap::About(Intent::LoanEligibility), Label::Criteria));
    more_figures(reply, &mut choices, Lookup::ApplicationProgress, &application.of, verified);
    let moved = moved(
        "loan_application",
        &application.of,
        application.course.step,
        &report,
        application.course.blocked_on,
        reply,
    );
    (report, choices, moved)
}

fn repayment(reply: &Reply<'_>, repayment: &Repayment, verified: Option<&Verified>) -> Told {
    let instalment = verified.and_then(|verified| Some(repayment.figures.as_ref()?.open(verified)));
    let report = words::repayment(reply.language, repayment, today(reply.now), instalment);
    let mut choices = Vec::new();
    more_figures(reply, &mut choices, Lookup::RepaymentSchedule, &repayment.of, verified);
    choices.push(reply.choice(&Tap::About(Intent::PaymentSettingsChange), Label::ChangeDueDate));
    choices.push(reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship));
    (report, choices, None)
}

fn overdue(reply: &Reply<'_>, overdue: &Overdue, verified: &Verified) -> Told {
    let report = words::overdue(reply.language, overdue, overdue.figures.open(verified));
    let choices = vec![
        reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
        reply.choice(&Tap::About(Intent::DebtAdjustmentInfo), Label::Programmes),
        reply.choice(&Tap::About(Intent::RepaymentMake), Label::Pay),
    ];
    (report, choices, None)
}

fn delivery(reply: &Reply<'_>, delivery: &Delivery) -> Told {
    let day = today(reply.now);
    let report = words::delivery(reply.language, delivery, day);
    let mut choices = vec![reply.choice(&Tap::About(Intent::CardDeliveryStatus), Label::HowToReceive)];
    if delivery.course.is_late(day) {
        choices.push(reply.choice(&Tap::Agent, Label::AskWhyLate));
    }
    let moved = moved("card_issue", &delivery.of, delivery.course.step, &report, delivery.course.blocked_on, reply);
    (report, choices, moved)
}

/// At `V1` the figures are one tap away, where they can be shown at all.
fn more_figures(reply: &Reply<'_>, choices: &mut Vec<Choice>, lookup: Lookup, of: &Named, verified: Option<&Verified>) {
    if verified.is_none() && reply.conversation.channel != Channel::Telegram {
        let tap = Tap::Figures(lookup, Some(of.reference.clone()));
        choices.insert(0, reply.choice(&tap, Label::SeeFigures(lookup)));
    }
}

fn moved(kind: &str, of: &Named, step: u8, report: &Report, blocked_on: BlockedOn, reply: &Reply<'_>) -> Option<Fact> {
    let progress = report.status.progress.as_ref()?;
    Some(Fact::ProcessMoved {
        process: format!("{kind}:{}", of.reference),
        title: of.nickname.in_language(reply.language).to_owned(),
        step,
        of: progress.of,
        label: progress.labels.get(usize::from(step).checked_sub(1)?)?.clone(),
        blocked_on,
    })
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
        reply.say(words::not_in_messenger(reply.language, lookup), vec![reply.agent()]);
    } else {
        verify::offer(reply, waiting);
    }
}

fn nothing(reply: &mut Reply<'_>, lookup: Lookup) {
    let level = reply.conversation.level(reply.now);
    let text = words::nothing_found(reply.language, lookup);
    let choices = vec![reply.choice(&Tap::Menu, Label::Menu), reply.agent()];
    reply.helped();
    reply.outcome.dialogue.flow = None;
    reply.note(Fact::LookupDone { lookup: lookup.to_string(), state: "none".to_owned(), level });
    reply.say(text, choices);
}

/// The core system did not answer: once it is said, the second time a person is offered.
fn failed(reply: &mut Reply<'_>, lookup: Lookup, error: CoreError) {
    let (cause, text) = match error {
        CoreError::Timeout => ("timeout", words::slow(reply.language, lookup)),
        CoreError::Down | CoreError::NotFound => ("down", words::down(reply.language, lookup)),
    };
    reply.note(Fact::LookupFailed { lookup: lookup.to_string(), cause: cause.to_owned() });
    reply.outcome.dialogue.flow = None;
    reply.outcome.dialogue.failed_lookups = reply.outcome.dialogue.failed_lookups.saturating_add(1);
    let times = reply.outcome.dialogue.failed_lookups;
    if times >= 2 {
        let reason = Reason::technical(reply.number, words::for_agents(lookup.intent()), times);
        offer_person(reply, reason, Offer::Failing);
    } else {
        let choices = vec![reply.topic(&Tap::Lookup(lookup), lookup.intent()), reply.agent()];
        reply.say(text, choices);
    }
}
