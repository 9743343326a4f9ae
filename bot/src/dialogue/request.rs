//! bot: taking a request: the level first, then the details that are missing, then a receipt.

use handoff::event::{BlockedOn, Fact};
use handoff::journey::Case;
use handoff::message::{Block, Channel, Choice};
use handoff::person::Level;
use handoff::reason::Reason;
use jiff::civil::Date;
use nlu::{Entity, Intent};

use super::act::{keep_last_said, menu, note_offer};
use super::action::Action;
use super::article;
use super::choice::Tap;
use super::decide::Beside;
use super::known;
use super::reply::Reply;
use crate::conversation::{LastSaid, Receipted};
use crate::core::{Core, CoreError, Lookup, Query, local, today};
use crate::flow::Flow;
use crate::flow::lookup::Pick;
use crate::flow::request::{Draft, Due, QUESTIONS, Request, Slot, Step};
use crate::words::{self, Because, Label};

/// Takes a request as far as its level and its details go. `passage` answers in general whoever may
/// not make it yet.
pub(super) async fn take(
    reply: &mut Reply<'_>,
    draft: Draft,
    passage: Option<&faq::Passage>,
    mood: f32,
    core: &Core,
    reached: Result<(), CoreError>,
) {
    reply.helped();
    reply.outcome.dialogue.flow = None;
    reply.outcome.dialogue.pending = None;
    reply.outcome.dialogue.last_intent = Some(draft.request.intent());
    let level = reply.conversation.level(reply.now);
    if level < draft.request.level() {
        below(reply, draft, level, passage, mood);
        return;
    }
    let Some((draft, options)) = about(reply, draft, core, reached).await else {
        let choices = menu(reply);
        reply.say(words::nothing_to_cancel(reply.language), choices);
        return;
    };
    known::request(&mut reply.outcome.dialogue.known, &draft);
    match draft.details.missing(draft.request, options.len() > 1).filter(|_| draft.asked < QUESTIONS) {
        Some(slot) => ask(reply, draft, slot, options),
        None => receive(reply, draft, mood),
    }
}

/// The open question of a request, once more.
pub(super) fn ask_again(reply: &mut Reply<'_>, step: Step) {
    let Step::Ask { draft, slot, options } = step;
    let choices = slot_choices(reply, slot, &options);
    let question = words::ask_slot(reply.language, draft.request, slot);
    reply.outcome.dialogue.flow = Some(Flow::Request(Step::Ask { draft, slot, options }));
    reply.did(Action::AskSlot);
    reply.say(format!("{} {question}", words::ask_again(reply.language)), choices);
}

/// The same while the customer waits for a person, who will need the answer.
pub(super) fn ask_meanwhile(reply: &mut Reply<'_>, step: Step) {
    let Step::Ask { draft, slot, options } = step;
    let choices = slot_choices(reply, slot, &options);
    let question = words::ask_slot(reply.language, draft.request, slot);
    let text = format!("{} {question}", words::ask_meanwhile(reply.language));
    keep_last_said(reply, |reply| reply.say(text, choices));
}

/// A request that waits for a proof, remembered once after something else was asked.
pub(super) fn wait_on(reply: &mut Reply<'_>) {
    let Some(draft) = reply.outcome.dialogue.pending.clone() else { return };
    let before = reply.outcome.dialogue.digressions;
    reply.outcome.dialogue.digressions = before.saturating_add(1);
    if before > 0 || reply.outcome.hand_off.is_some() {
        return;
    }
    let may_prove = reply.conversation.customer.is_some() && reply.conversation.channel != Channel::Telegram;
    let mut choices = vec![reply.choice(&Tap::Leave, Label::Later)];
    if may_prove {
        choices.insert(0, reply.choice(&Tap::SendCode, Label::SendCode));
    }
    let text = words::request_waits(reply.language, draft.request, may_prove);
    keep_last_said(reply, |reply| reply.say(text, choices));
}

/// What the words, or a tapped choice, make of the open question; none where they are about something else.
pub(super) fn filled(step: &Step, text: &str, slot_tapped: Option<&str>, entities: &[Entity]) -> Option<Draft> {
    let Step::Ask { draft, slot, options } = step;
    let mut draft = draft.clone();
    let before = draft.details.clone();
    let short = text.chars().count() <= 40;
    match (slot, slot_tapped) {
        (Slot::About, tapped) => {
            let picked = tapped
                .and_then(|reference| options.iter().find(|pick| pick.reference == reference))
                .or_else(|| Pick::meant(options, text).filter(|_| short));
            draft.details.about = Some(picked?.clone());
        }
        (Slot::Contact, Some(tapped)) => match tapped {
            "workplace" => draft.details.place = Some(crate::flow::request::Place::Workplace),
            "sms" => draft.details.by = vec!["sms".to_owned()],
            "evening" => draft.details.window = Some("18:00-".to_owned()),
            "pause" => draft.details.pause = true,
            _ => return None,
        },
        (Slot::Day, Some(tapped)) => {
            draft.details.day = Some(tapped.parse().ok().filter(|day| (0..=31).contains(day))?);
        }
        (Slot::Certificate, Some(tapped)) => {
            draft.details.certificate =
                Some(crate::flow::request::Certificate::ALL.into_iter().find(|one| one.name() == tapped)?);
        }
        (Slot::Privacy, Some(tapped)) => {
            draft.details.privacy =
                Some(crate::flow::request::Privacy::ALL.into_iter().find(|one| one.name() == tapped)?);
        }
        (_, None) => {
            draft.details.read(draft.request, text, entities);
            draft.details.read_bare(*slot, text);
        }
    }
    (draft.details != before).then_some(draft)
}

/// The open requests that were taken here before, told with where they stand.
pub(super) fn tell_cases(reply: &mut Reply<'_>, lookup: Lookup, cases: &[Case]) {
    let level = reply.conversation.level(reply.now);
    let day = today(reply.now);
    let [state, _] = words::case_words(reply.language);
    reply.helped();
    reply.note(Fact::LookupDone { lookup: lookup.to_string(), state: state.to_owned(), level });
    let mut late = None;
    let mut texts = Vec::new();
    let mut blocks = Vec::new();
    for case in cases.iter().rev().take(3) {
        let since = local(case.received_at).date();
        let due = case.due.map(|due| local(due).date());
        late = late.or(due.filter(|due| *due < day));
        texts.push(words::case_state(reply.language, &case.title, &case.number, since, due));
        let over = due.is_some_and(|due| due < day);
        blocks.push(Block::Status(words::case_status(reply.language, &case.title, &case.number, since, due, over)));
    }
    if let Some(due) = late {
        texts.push(words::case_late(reply.language, due));
        note_offer(reply, Reason::authority(reply.number, cases[0].title.clone()));
    }
    let choices = vec![reply.agent()];
    reply.show(texts.join("\n"), blocks, choices);
}

/// Takes back a request that nobody has carried out yet. What protects is undone by a person alone.
pub(super) fn withdraw(reply: &mut Reply<'_>, number: &str) {
    let dialogue = &mut reply.outcome.dialogue;
    let at = dialogue.receipts.iter().position(|one| one.number == number && !one.request.protects());
    let Some(at) = at else {
        let choices = vec![reply.agent()];
        reply.say(words::nothing_open(reply.language), choices);
        return;
    };
    let receipted = dialogue.receipts.remove(at);
    reply.note(Fact::Touchpoint { what: "case.closed".to_owned(), label: receipted.number.clone() });
    reply.did(Action::Smalltalk);
    let choices = menu(reply);
    reply.say(words::request_withdrawn(reply.language, &receipted.number), choices);
}

/// The receipt of a request with its number, its time and what happens next; the same request again
/// gives the same receipt and no new fact.
pub(super) fn receipt(reply: &mut Reply<'_>, draft: &Draft, choices: Vec<Choice>) -> Receipted {
    let (receipted, fact, before) = take_once(reply, draft);
    let block = block(reply, &receipted);
    let time = time(&receipted);
    let title = words::request_title(reply.language, draft.request, &draft.details);
    let text = match fact {
        Some(fact) => {
            reply.note(fact);
            let instead = before.map(|before| format!(" {}", words::taken_instead(reply.language, &before)));
            let next = next(reply, draft.request);
            format!(
                "{}{} {next}",
                words::taken_as(reply.language, &title, &receipted.number, &time),
                instead.unwrap_or_default()
            )
        }
        None => words::taken_before(reply.language, &receipted.number, &time),
    };
    reply.show(text, vec![block], choices);
    reply.outcome.dialogue.last_said = Some(LastSaid::Receipt { number: receipted.number.clone() });
    receipted
}

/// Takes a request once: in this conversation, and in all that the person's journey remembers. Other
/// details take the place of the ones before; then the number before is named.
pub(super) fn take_once(reply: &mut Reply<'_>, draft: &Draft) -> (Receipted, Option<Fact>, Option<String>) {
    let title = words::request_title(reply.language, draft.request, &draft.details);
    let receipts = &reply.outcome.dialogue.receipts;
    let same =
        |one: &&Receipted| one.request == draft.request && (draft.request.protects() || one.details == draft.details);
    if let Some(before) = receipts.iter().find(same) {
        return (before.clone(), None, None);
    }
    let known = reply.journey.cases.iter().find(|case| case.case == draft.request.name() && case.title == title);
    if let Some(case) = known.filter(|_| !draft.request.protects()) {
        let receipted = Receipted {
            request: draft.request,
            details: draft.details.clone(),
            number: case.number.clone(),
            at: case.received_at,
        };
        reply.outcome.dialogue.receipts.push(receipted.clone());
        return (receipted, None, None);
    }
    let about_same = |one: &Receipted| one.request == draft.request && one.details.about == draft.details.about;
    let before = reply.outcome.dialogue.receipts.iter().position(about_same);
    let before = before.map(|at| reply.outcome.dialogue.receipts.remove(at).number);
    if let Some(number) = &before {
        reply.note(Fact::Touchpoint { what: "case.closed".to_owned(), label: number.clone() });
    }
    let receipted = Receipted {
        request: draft.request,
        details: draft.details.clone(),
        number: draft.request.receipt(&reply.conversation.id, reply.number),
        at: reply.now,
    };
    reply.outcome.dialogue.receipts.push(receipted.clone());
    let fact = Fact::CaseReceived {
        number: receipted.number.clone(),
        case: draft.request.name().to_owned(),
        title,
        due: due(reply, draft.request),
    };
    (receipted, Some(fact), before)
}

pub(super) fn block(reply: &Reply<'_>, receipted: &Receipted) -> Block {
    Block::Receipt {
        number: receipted.number.clone(),
        title: words::request_title(reply.language, receipted.request, &receipted.details),
        at: receipted.at,
        next: next(reply, receipted.request),
    }
}

pub(super) fn time(receipted: &Receipted) -> String {
    words::clock(handoff::message::Language::Ko, local(receipted.at).datetime())
}

fn due(reply: &Reply<'_>, request: Request) -> Option<jiff::Timestamp> {
    match request.due() {
        Due::Law(days) | Due::Promise(days) => Some(words::business_days(reply.now, days)),
        Due::CallBack => None,
    }
}

fn next(reply: &Reply<'_>, request: Request) -> String {
    let by: Option<Date> = due(reply, request).map(|due| local(due).date());
    words::receipt_next(reply.language, request, reply.conversation.customer.is_some(), by)
}

/// Everything is there: the receipt, and a person at once where people alone decide.
fn receive(reply: &mut Reply<'_>, draft: Draft, mood: f32) {
    let request = draft.request;
    if request == Request::TechnicalReport {
        reply.preface(words::app_error(reply.language));
        reply.did(Action::AnswerFaq);
    }
    if request.needs_person() {
        receipt(reply, &draft, Vec::new());
        to_a_person(reply, request, mood);
        return;
    }
    let mut choices = Vec::new();
    if !request.protects() {
        choices.push(reply.choice(&Tap::WithdrawRequest, Label::WithdrawRequest));
    }
    choices.push(reply.agent());
    receipt(reply, &draft, choices);
    if matches!(request, Request::TechnicalReport | Request::LoginHelp) {
        reply.outcome.dialogue.offered = Some(Reason::authority(reply.number, words::for_agents(request.intent())));
    }
}

fn to_a_person(reply: &mut Reply<'_>, request: Request, mood: f32) {
    let intent = request.intent();
    let because = match request {
        Request::Hardship => Because::Hardship,
        Request::Complaint => Because::Complaint,
        _ => Because::Right,
    };
    let reason = reply.with_mood(Reason::policy_right(reply.number, words::for_agents(intent)));
    keep_last_said(reply, |reply| reply.hand_over(reason, Some(intent), because, mood));
}

/// The customer may not make it yet: the way there, or the person who can find out who it is.
fn below(reply: &mut Reply<'_>, draft: Draft, level: Level, passage: Option<&faq::Passage>, mood: f32) {
    let request = draft.request;
    if request.needs_person() {
        // Without a signed-in customer there is nobody whose request it could be: a person takes it.
        to_a_person(reply, request, mood);
        return;
    }
    let needed = if level < Level::V1 { Level::V1 } else { request.level() };
    if let Some(passage) = passage {
        article::answer(reply, passage, Beside::Nothing);
    }
    reply.note(Fact::LevelRequired { level: needed, for_what: request.name().to_owned() });
    let language = reply.language;
    let telegram = reply.conversation.channel == Channel::Telegram;
    let (text, choices) = if reply.conversation.dialogue.watched {
        (words::not_while_watched(language), vec![reply.agent()])
    } else if level < Level::V1 {
        (words::sign_in_to(language, request), vec![reply.agent()])
    } else if telegram {
        // The code is typed on the web: this leads there.
        let choices = vec![reply.choice(&Tap::SendCode, Label::GoOnOnTheWeb), reply.agent()];
        (words::not_in_messenger_to(language, request), choices)
    } else {
        let choices = vec![reply.choice(&Tap::SendCode, Label::SendCode), reply.choice(&Tap::Leave, Label::Later)];
        (words::why_code_to(language, request), choices)
    };
    reply.outcome.dialogue.pending = Some(draft);
    if passage.is_some() {
        keep_last_said(reply, |reply| reply.say(text, choices));
    } else {
        reply.say(text, choices);
    }
}

/// What it could be about, and the one it is about where there is only one. Whether "cancel it" means an
/// open application or a new loan is for the account to say; none where there is neither.
async fn about(
    reply: &Reply<'_>,
    mut draft: Draft,
    core: &Core,
    reached: Result<(), CoreError>,
) -> Option<(Draft, Vec<Pick>)> {
    let language = reply.language;
    let pick = |one: &crate::core::Named| Pick { reference: one.reference.clone(), label: one.label(language) };
    let contracts = || -> Vec<Pick> {
        reply.profile.map(|profile| profile.contracts.iter().map(pick).collect()).unwrap_or_default()
    };
    let options = match draft.request {
        Request::ApplicationCancel | Request::LoanWithdrawal => {
            let open = open_applications(reply, core, reached).await;
            let applications: Vec<Pick> = open.iter().map(pick).collect();
            let wants_application = draft.request == Request::ApplicationCancel;
            let (request, options) = match (applications, contracts()) {
                (applications, contracts)
                    if !applications.is_empty() && (wants_application || contracts.is_empty()) =>
                {
                    (Request::ApplicationCancel, applications)
                }
                (_, contracts) if !contracts.is_empty() => (Request::LoanWithdrawal, contracts),
                // The core system said nothing: then a person finds out.
                _ if reply.profile.is_none() => (draft.request, Vec::new()),
                _ => return None,
            };
            draft.request = request;
            options
        }
        Request::RateCut | Request::DueDateChange | Request::Payment => contracts(),
        _ => Vec::new(),
    };
    if draft.details.about.is_none() {
        draft.details.about = match &options[..] {
            [only] => Some(only.clone()),
            _ => Pick::meant(&options, reply.said).cloned(),
        };
    }
    Some((draft, options))
}

async fn open_applications(reply: &Reply<'_>, core: &Core, reached: Result<(), CoreError>) -> Vec<crate::core::Named> {
    let (Some(customer), Ok(()), Some(query)) =
        (&reply.conversation.customer, reached, Query::states(Lookup::ApplicationProgress))
    else {
        return Vec::new();
    };
    match core.look_up(&query, customer, reply.now).await {
        Ok(crate::core::Found::ApplicationProgress(all)) => {
            all.into_iter().filter(|one| one.course.blocked_on != BlockedOn::Nobody).map(|one| one.of).collect()
        }
        _ => Vec::new(),
    }
}

fn ask(reply: &mut Reply<'_>, mut draft: Draft, slot: Slot, options: Vec<Pick>) {
    draft.asked += 1;
    let choices = slot_choices(reply, slot, &options);
    let text = words::ask_slot(reply.language, draft.request, slot);
    reply.outcome.dialogue.flow = Some(Flow::Request(Step::Ask { draft, slot, options }));
    reply.did(Action::AskSlot);
    reply.say(text, choices);
}

fn slot_choices(reply: &Reply<'_>, slot: Slot, options: &[Pick]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = match slot {
        Slot::About => {
            options.iter().take(3).map(|pick| Tap::Slot(pick.reference.clone()).labelled(pick.label.clone())).collect()
        }
        slot => words::slot_options(reply.language, slot)
            .into_iter()
            .map(|(id, label)| Tap::Slot(id).labelled(label))
            .collect(),
    };
    choices.push(reply.choice(&Tap::Leave, Label::Later));
    choices
}

/// The open cases that a message asks about: by a number it names, or by what it wants to know.
pub(super) fn asked_about(cases: &[Case], intent: Option<Intent>, entities: &[Entity]) -> Vec<Case> {
    let named = entities.iter().filter(|entity| entity.kind == nlu::EntityKind::Reference);
    let named: Vec<String> = named
        .filter_map(|entity| match &entity.value {
            nlu::Value::Name(name) => Some(name.to_uppercase()),
            _ => None,
        })
        .collect();
    let by_number: Vec<Case> =
        cases.iter().filter(|case| named.iter().any(|name| case.number.starts_with(name.as_str()))).cloned().collect();
    if !by_number.is_empty() {
        return by_number;
    }
    let kinds = intent.map_or(&[][..], Request::asked_about_by);
    cases.iter().filter(|case| kinds.iter().any(|request| request.name() == case.case)).cloned().collect()
}
