//! bot: the decision: pure, total, and the only place that chooses.

use handoff::emergency::Emergency;
use handoff::journey::Case;
use handoff::message::{Channel, Language};
use handoff::person::Level;
use handoff::reason::Reason;
use jiff::civil::DateTime;
use nlu::{Act, Intent};

use super::choice::Tap;
use super::topic::{self, Read, Sign};
use super::{Scene, cue, frustration, general, intent, open, protect as protection, request, typed};
use crate::conversation::{Dialogue, Failure, LastSaid};
use crate::core::Profile;
use crate::flow::lookup::{self, Lookup, Pick};
use crate::flow::request::{Draft, Request};
use crate::flow::{Flow, protect, verify};
use crate::words::{Because, MINOR, Offer};

/// From this confidence what is wished belongs to what was shown before (0..=1).
const SAME: f32 = 0.05;
/// A message that says more than this says more than "done".
const DONE: usize = 20;

/// What the bot does about a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision<'a> {
    /// Before everything else. `another` when it happens to somebody else.
    Danger {
        emergency: Emergency,
        another: bool,
    },
    /// A person takes over at once.
    HandOff {
        reason: Reason,
        intent: Option<Intent>,
        because: Because,
    },
    /// A person is offered, never forced.
    OfferPerson {
        reason: Reason,
        offer: Offer,
    },
    DeclineOffer,
    /// Leaves the open task, or the open question.
    Cancel,
    Restart,
    Menu,
    Repeat,
    Simpler,
    Longer,
    LookUp {
        lookup: Lookup,
        reference: Option<String>,
        figures: bool,
        choose: bool,
    },
    Answer {
        passage: &'a faq::Passage,
        beside: Beside,
    },
    /// Which of the two was meant?
    Clarify(Intent, Intent),
    SmallTalk(SmallTalk),
    /// A request is taken, as far as its level and its details go; people carry it out. The passage is for
    /// whoever may not make it yet.
    Take {
        draft: Draft,
        passage: Option<&'a faq::Passage>,
    },
    /// Where requests stand that were taken before.
    Cases(Lookup, Vec<Case>),
    /// The request that was taken last is not wanted any more.
    Withdraw(String),
    /// A call when the desk opens.
    CallBack,
    /// The call that is booked for then is not wanted any more.
    TakeBackCall(DateTime),
    /// How to go on with another device.
    OtherDevice,
    /// "Did you give anything?", before anything else about a suspicious contact; the article on it first.
    AskGiven(Option<&'a faq::Passage>),
    /// "Has this happened?", where only the model suspects it.
    AskDanger(Emergency),
    /// The answer to an open protective question.
    Protective {
        step: protect::Step,
        yes: bool,
    },
    SendCode,
    /// A code was typed where everybody can read it.
    CodeInChat,
    /// The open question again.
    AskAgain,
    /// What was asked in between, then the open question again.
    Digress(Box<Decision<'a>>),
    /// An answer, and a person offered beside it.
    WithOffer(Box<Decision<'a>>, Reason),
    /// One of two things that were asked; the other is a choice.
    WithOther(Box<Decision<'a>>, Intent),
    /// Two things in one message, both served, in this order.
    Both(Box<Decision<'a>>, Box<Decision<'a>>),
    /// Before more debt comes relief.
    Relief,
    /// Somebody sounds hopeless and asks for nothing: what can ease it.
    Ease,
    NotYours,
    NeverForOthers,
    SwitchLanguage(Language),
    /// A personal number, and nothing else that was understood.
    Masked,
    Fallback(Fallback<'a>),
}

/// What stands below an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    /// A person can do it.
    Person(Intent),
    /// It can be asked for right here.
    Request(Request),
    /// The customer's own state can be looked up after signing in.
    SignIn,
    /// The customer's own state is a tap away.
    Own(Lookup),
    /// A button for whoever is in that danger.
    Danger(Emergency),
    /// The stop button.
    StopCards,
    /// This is linked to it.
    Also(Intent),
}

/// The small talk there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallTalk {
    Hello,
    Thanks,
    Bye,
    Identity,
    Acknowledged,
    /// Whoever wants a moment has it.
    NoHurry,
}

/// Not understood: what it may have been.
#[derive(Debug, Clone, PartialEq)]
pub struct Fallback<'a> {
    pub intents: Vec<Intent>,
    pub passages: Vec<&'a faq::Passage>,
    /// It was about something that the bot does not do.
    pub elsewhere: bool,
    /// The customer said that the answer was not what they meant.
    pub denied: bool,
}

/// Decides. The order of the rules is the order of what matters.
pub fn decide<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    let tap = scene.heard.choice.and_then(Tap::parse).filter(|_| was_offered(scene)).or_else(|| typed::tap(scene));
    let decision = danger(scene, tap.as_ref())
        .or_else(|| call_taken_back(scene))
        .or_else(|| tap.and_then(|tap| by_tap(scene, profile, tap)))
        .or_else(|| by_act(scene, profile))
        .unwrap_or_else(|| by_words(scene, profile));
    match decision {
        Decision::Fallback(_) if !scene.heard.masked.is_empty() => Decision::Masked,
        Decision::Fallback(fallback) => after_failures(scene, fallback),
        decision => decision,
    }
}

/// A tapped label is our own text and no sign of danger, as long as it is what we offered.
fn was_offered(scene: &Scene<'_>) -> bool {
    let offered = &scene.conversation.dialogue.choices;
    let ours = |choice: &handoff::message::Choice| Some(choice.id.as_str()) == scene.heard.choice;
    scene.heard.understanding.emergency.is_none()
        || offered.iter().any(|choice| ours(choice) && choice.label == scene.heard.text)
}

fn danger<'a>(scene: &Scene<'a>, tap: Option<&Tap>) -> Option<Decision<'a>> {
    if tap.is_some() {
        return None;
    }
    let emergency = match topic::danger(scene)? {
        Sign::Clear(emergency) => emergency,
        // Whoever answers a question about a danger is not asked about another one.
        Sign::Faint(_) if matches!(scene.conversation.dialogue.flow, Some(Flow::Protect(_))) => return None,
        Sign::Faint(Emergency::VoicePhishing) => {
            return Some(Decision::AskGiven(intent::article(scene, Intent::SuspiciousContactCheck)));
        }
        Sign::Faint(emergency) => return Some(Decision::AskDanger(emergency)),
    };
    if emergency == Emergency::CardLost && cue::undoes(scene.heard.text) {
        return None;
    }
    Some(Decision::Danger { emergency, another: cue::speaks_of_another(scene.heard.text) })
}

fn call_taken_back<'a>(scene: &Scene<'a>) -> Option<Decision<'a>> {
    let in_words = scene.heard.choice.is_none() && cue::takes_back_call(scene.heard.text);
    scene.desk.booked.filter(|_| in_words).map(Decision::TakeBackCall)
}

fn by_tap<'a>(scene: &Scene<'a>, profile: Option<&Profile>, tap: Tap) -> Option<Decision<'a>> {
    let dialogue = &scene.conversation.dialogue;
    Some(match tap {
        Tap::Agent => accept(scene),
        Tap::NoAgent => Decision::DeclineOffer,
        Tap::Intent(wanted) => intent::chosen(scene, profile, wanted),
        Tap::About(topic) => intent::about(scene, topic),
        Tap::Article(id) => {
            let passage = scene.passages.iter().find(|passage| passage.article.id == id).or(scene.passages.first());
            Decision::Answer { passage: passage?, beside: Beside::Nothing }
        }
        Tap::Lookup(lookup) => look_up(lookup, None),
        Tap::Figures(lookup, reference) => Decision::LookUp { lookup, reference, figures: true, choose: false },
        Tap::Pick(reference) => match (&dialogue.flow, &dialogue.last_said) {
            (Some(Flow::Lookup(lookup::Step::Choose { lookup, figures, .. })), _) => {
                Decision::LookUp { lookup: *lookup, reference: Some(reference), figures: *figures, choose: false }
            }
            (_, Some(LastSaid::Lookup { lookup, .. })) => look_up(*lookup, Some(reference)),
            _ => return None,
        },
        Tap::SendCode => Decision::SendCode,
        Tap::Leave => Decision::Cancel,
        Tap::Danger(emergency) => Decision::Danger { emergency, another: false },
        Tap::Protect(request) | Tap::Request(request) => take(scene, request),
        Tap::Slot(value) => match &dialogue.flow {
            Some(Flow::Request(step)) => {
                let draft = request::filled(step, scene.heard.text, Some(&value), &[])?;
                Decision::Take { draft, passage: None }
            }
            _ => return None,
        },
        Tap::WithdrawRequest => withdraw(dialogue)?,
        Tap::OtherDevice => Decision::OtherDevice,
        Tap::CallBack => Decision::CallBack,
        Tap::Longer => Decision::Longer,
        Tap::Affirm => answered(scene, true),
        Tap::Deny => answered(scene, false),
        Tap::Wait | Tap::NoWait | Tap::Menu => Decision::Menu,
    })
}

fn by_act<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Option<Decision<'a>> {
    let dialogue = &scene.conversation.dialogue;
    Some(match scene.heard.understanding.act? {
        Act::Agent => accept(scene),
        Act::Stop if nothing_open(dialogue) && withdraw(dialogue).is_some() => withdraw(dialogue)?,
        Act::Stop | Act::Back => Decision::Cancel,
        Act::Restart => Decision::Restart,
        // What was looked up is looked up again: it may have changed, and figures are never kept.
        Act::Repeat | Act::Simpler | Act::Longer if looked_up(dialogue).is_some() => looked_up(dialogue)?,
        Act::Repeat => Decision::Repeat,
        Act::Simpler => Decision::Simpler,
        Act::Longer => Decision::Longer,
        Act::Pick(n) => {
            let choice = dialogue.choices.get(usize::from(n).checked_sub(1)?)?;
            by_tap(scene, profile, Tap::parse(&choice.id)?)?
        }
        Act::Noted => aside(dialogue, Decision::SmallTalk(SmallTalk::Acknowledged)),
        Act::Wait => Decision::SmallTalk(SmallTalk::NoHurry),
        Act::Yes => answered(scene, true),
        Act::No => another(scene).unwrap_or_else(|| answered(scene, false)),
    })
}

/// Another one of several things than the one that was shown ("아니 그거 말고 다른 거요").
fn another<'a>(scene: &Scene<'_>) -> Option<Decision<'a>> {
    let Dialogue { flow, offered, last_said, .. } = &scene.conversation.dialogue;
    match last_said {
        Some(LastSaid::Lookup { lookup, .. })
            if flow.is_none()
                && offered.is_none()
                && cue::means_another(scene.heard.text)
                && !cue::names_instead(scene.heard.text)
                && !general::is_asked(scene.heard.text) =>
        {
            Some(Decision::LookUp { lookup: *lookup, reference: None, figures: false, choose: true })
        }
        _ => None,
    }
}

fn looked_up<'a>(dialogue: &Dialogue) -> Option<Decision<'a>> {
    match &dialogue.last_said {
        Some(LastSaid::Lookup { lookup, reference }) => Some(look_up(*lookup, reference.clone())),
        _ => None,
    }
}

/// The request that was just taken, to be taken back.
fn withdraw<'a>(dialogue: &Dialogue) -> Option<Decision<'a>> {
    match &dialogue.last_said {
        Some(LastSaid::Receipt { number }) => Some(Decision::Withdraw(number.clone())),
        _ => None,
    }
}

fn nothing_open(dialogue: &Dialogue) -> bool {
    dialogue.flow.is_none() && dialogue.pending.is_none() && dialogue.clarifying.is_empty()
}

/// A request by name, with what the message tells of it.
fn take<'a>(scene: &Scene<'a>, request: Request) -> Decision<'a> {
    let passage = intent::article(scene, request.intent());
    Decision::Take { draft: intent::draft(scene, request), passage: passage.filter(|_| !request.protects()) }
}

/// A person is asked for, or the offer of one is taken: the reason of the offer stands.
fn accept<'a>(scene: &Scene<'_>) -> Decision<'a> {
    let asked = || Reason::user_request(scene.heard.number, scene.heard.text);
    match scene.conversation.dialogue.offered.clone() {
        Some(reason) => {
            Decision::HandOff { reason, intent: scene.conversation.dialogue.last_intent, because: Because::Accepted }
        }
        None => Decision::HandOff {
            reason: asked(),
            intent: scene.conversation.dialogue.last_intent,
            because: Because::Asked,
        },
    }
}

/// Yes or no, to whatever is open.
fn answered<'a>(scene: &Scene<'a>, yes: bool) -> Decision<'a> {
    let Dialogue { flow, pending, offered, clarifying, last_said, .. } = &scene.conversation.dialogue;
    match (flow, yes) {
        (Some(Flow::Protect(step)), yes) => return Decision::Protective { step: step.clone(), yes },
        (Some(Flow::Verify(verify::Step::Offer { .. })), true) => return Decision::SendCode,
        (Some(Flow::Verify(verify::Step::SignIn { then })), true) if scene.conversation.customer.is_some() => {
            return look_up(then.lookup, then.reference.clone());
        }
        (Some(_), true) => return Decision::AskAgain,
        (Some(_), false) => return Decision::Cancel,
        (None, _) => {}
    }
    match (pending, yes) {
        (Some(draft), true) if may_go_on(scene, draft) => {
            return Decision::Take { draft: draft.clone(), passage: None };
        }
        (Some(_), true) if scene.conversation.customer.is_some() && scene.conversation.channel != Channel::Telegram => {
            return Decision::SendCode;
        }
        (Some(draft), true) => return Decision::Take { draft: draft.clone(), passage: None },
        (Some(_), false) => return Decision::Cancel,
        (None, _) => {}
    }
    match (offered, yes) {
        (Some(_), true) => accept(scene),
        (Some(_), false) => Decision::DeclineOffer,
        (None, _) if cue::thanks(scene.heard.text) => Decision::SmallTalk(SmallTalk::Thanks),
        (None, true) if clarifying.len() == 2 => Decision::Clarify(clarifying[0], clarifying[1]),
        (None, false) if !clarifying.is_empty() || matches!(last_said, Some(LastSaid::Article(_))) => denied(scene),
        (None, _) => Decision::SmallTalk(SmallTalk::Acknowledged),
    }
}

/// Whether a text says no more than that a proof is done.
pub(super) fn reports_proof(text: &str) -> bool {
    text.chars().count() <= DONE && topic::reports_proof(text)
}

/// Whether the words say no more than that a proof is done.
fn done(scene: &Scene<'_>) -> bool {
    reports_proof(scene.heard.text)
}

/// Whether the proof that a request waited for is there.
fn may_go_on(scene: &Scene<'_>, draft: &Draft) -> bool {
    scene.conversation.level(scene.now) >= draft.request.level()
}

/// Whether the words begin something of their own, rather than answer what is open.
fn is_new(scene: &Scene<'_>, open: Intent) -> bool {
    topic::sure(scene).is_some_and(|intent| intent != open && !intent.is_smalltalk())
}

fn by_words<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    let dialogue = &scene.conversation.dialogue;
    if let Some(draft) = dialogue.pending.as_ref().filter(|draft| may_go_on(scene, draft))
        && !is_new(scene, draft.request.intent())
    {
        return Decision::Take { draft: draft.clone(), passage: None };
    }
    if let Some(yes) = cue::says_yes_or_no(scene.heard.text).filter(|_| dialogue.pending.is_some()) {
        return answered(scene, yes);
    }
    if let Some(decision) = clarified(scene, profile) {
        return decision;
    }
    let Some(flow) = &dialogue.flow else {
        return aside(dialogue, free(scene, profile));
    };
    if let Some(decision) = in_flow(scene, flow) {
        return decision;
    }
    match free(scene, profile) {
        Decision::Fallback(_) if dialogue.failed.is_empty() => Decision::AskAgain,
        Decision::LookUp { lookup, reference: None, .. } if waits_for(flow) == Some(lookup) => Decision::AskAgain,
        decision => aside(dialogue, decision),
    }
}

/// What leads no further by itself is said in passing where a task is open.
fn aside<'a>(dialogue: &Dialogue, decision: Decision<'a>) -> Decision<'a> {
    let in_passing = matches!(decision, Decision::Answer { .. } | Decision::SmallTalk(_));
    let open = dialogue.flow.is_some() || dialogue.pending.is_some();
    if in_passing && open { Decision::Digress(Box::new(decision)) } else { decision }
}

/// The answer to "did you mean A or B?", in the customer's own words.
fn clarified<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Option<Decision<'a>> {
    let dialogue = &scene.conversation.dialogue;
    if dialogue.clarifying.is_empty() || dialogue.flow.is_some() {
        return None;
    }
    let offered: Vec<Intent> = dialogue
        .choices
        .iter()
        .filter_map(|choice| match Tap::parse(&choice.id) {
            Some(Tap::Intent(intent)) => Some(intent),
            _ => None,
        })
        .collect();
    let picked = open::picked(&offered, scene.heard.text, scene.conversation.language)?;
    // Whoever names something else surely means that.
    let other = topic::sure(scene).is_some_and(|sure| !offered.contains(&sure) && !sure.is_smalltalk());
    (!other || cue::tells(picked, scene.heard.text)).then(|| intent::chosen(scene, profile, picked))
}

/// What is wished beside the report that a proof is done: what was shown before, with what may be seen now,
/// or something of its own.
fn proved<'a>(scene: &Scene<'a>, wish: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    if let Some(LastSaid::Lookup { lookup, reference }) = &scene.conversation.dialogue.last_said
        && cue::wants_to_see(wish.heard.text)
        && !cue::wants_it_blocked(wish.heard.text)
    {
        let sure = topic::sure(wish);
        let near = wish.heard.understanding.intents.confidence(&lookup.intent()) >= SAME;
        if near || sure.is_none_or(|intent| intent.is_smalltalk() || intent == Intent::LoginProblem) {
            return Decision::LookUp {
                lookup: *lookup,
                reference: reference.clone(),
                figures: lookup.has_figures(),
                choose: false,
            };
        }
    }
    one(wish, profile)
}

/// What the open task itself can make of the words.
fn in_flow<'a>(scene: &Scene<'a>, flow: &Flow) -> Option<Decision<'a>> {
    let text = scene.heard.text;
    // A yes or a no with a few words around it answers the question as well.
    let asked =
        matches!(flow, Flow::Protect(_) | Flow::Verify(verify::Step::Offer { .. } | verify::Step::SignIn { .. }));
    if let Some(yes) = cue::says_yes_or_no(text).filter(|_| asked) {
        return Some(answered(scene, yes));
    }
    // Whoever cannot rule out that something was given counts as somebody who gave it.
    if matches!(flow, Flow::Protect(protect::Step::AnythingGiven)) && cue::is_not_sure(text) {
        return Some(answered(scene, true));
    }
    if matches!(flow, Flow::Verify(_)) && done(scene) {
        return Some(Decision::AskAgain);
    }
    match flow {
        Flow::Lookup(lookup::Step::Choose { lookup, options, figures, .. }) => {
            let short = text.chars().count() <= 24;
            let reference = Pick::meant(options, text).filter(|_| short)?.reference.clone();
            Some(Decision::LookUp { lookup: *lookup, reference: Some(reference), figures: *figures, choose: false })
        }
        Flow::Verify(verify::Step::Entering { sent, .. }) => {
            let login = topic::sure(scene) == Some(Intent::LoginProblem);
            if cue::is_code(text) {
                Some(Decision::CodeInChat)
            } else if !(cue::misses_code(text) || login) {
                None
            } else if *sent < verify::SENDS {
                Some(Decision::SendCode)
            } else {
                let reason = Reason::technical(scene.heard.number, "one_time_code", *sent);
                Some(Decision::OfferPerson { reason, offer: Offer::Code })
            }
        }
        Flow::Verify(verify::Step::SignIn { then }) if scene.conversation.customer.is_some() => {
            (!is_new(scene, then.lookup.intent())).then(|| look_up(then.lookup, then.reference.clone()))
        }
        Flow::Request(step) => {
            let entities = &scene.heard.understanding.entities;
            let draft = request::filled(step, text, None, entities)?;
            Some(Decision::Take { draft, passage: None })
        }
        Flow::Verify(verify::Step::Offer { .. }) if cue::misses_code(text) => Some(Decision::SendCode),
        Flow::Verify(_) | Flow::Protect(_) => None,
    }
}

fn waits_for(flow: &Flow) -> Option<Lookup> {
    match flow {
        Flow::Lookup(lookup::Step::Choose { lookup, .. }) => Some(*lookup),
        Flow::Verify(step) => step.waiting().map(|waiting| waiting.lookup),
        Flow::Protect(_) | Flow::Request(_) => None,
    }
}

/// The words by themselves, whatever is open.
fn free<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    if let Some(decision) = by_cue(scene) {
        return decision;
    }
    // Policy does not wait for a model to be sure of this one.
    if cue::wants_more_debt(scene.heard.text) && profile.is_some_and(Profile::needs_care) {
        return Decision::Relief;
    }
    if done(scene) {
        return Decision::SmallTalk(SmallTalk::Acknowledged);
    }
    let decision = match topic::after_proof(scene) {
        Some(wish) => proved(scene, &wish, profile),
        None => two(scene, profile).unwrap_or_else(|| one(scene, profile)),
    };
    let Some(reason) = frustration::reason(scene) else { return decision };
    match decision {
        // Whoever gets an answer is offered a person beside it; whoever gets none, instead.
        Decision::Fallback(_) | Decision::Clarify(..) | Decision::SmallTalk(_) => {
            Decision::OfferPerson { reason, offer: Offer::Mood }
        }
        Decision::Answer { .. } | Decision::LookUp { .. } | Decision::WithOther(..) | Decision::Both(..)
            if scene.conversation.dialogue.offered.is_none() =>
        {
            Decision::WithOffer(Box::new(decision), reason)
        }
        // The offer stands already, and it got worse: no further answer helps.
        Decision::Answer { .. } | Decision::LookUp { .. } | Decision::WithOther(..) | Decision::Both(..)
            if cue::strong_words(scene.heard.text) || scene.heard.understanding.is_frustrated() =>
        {
            Decision::OfferPerson { reason, offer: Offer::Mood }
        }
        decision => decision,
    }
}

/// Two things that one message asks for, each read by itself: both are served, what presses first; else
/// what opens a question comes last, so that it stays open.
fn two<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Option<Decision<'a>> {
    let (first, second) = topic::two(scene)?;
    let served = |part: &Scene<'a>| match topic::read(part) {
        Read::Sure(wanted) => Some((wanted, intent::decide(part, profile, wanted))),
        _ => None,
    };
    let (a, one) = served(&first)?;
    let (b, other) = served(&second)?;
    let presses = (topic::presses(a), topic::presses(b));
    let swap = presses.1 > presses.0 || (presses.0 == presses.1 && asks_back(scene, &one) && !asks_back(scene, &other));
    let (one, other) = if swap { (other, one) } else { (one, other) };
    match (&one, &other) {
        (Decision::Fallback(_), _) | (_, Decision::Fallback(_)) => None,
        // A person takes all of it along.
        (Decision::HandOff { .. }, _) => Some(one),
        _ => Some(Decision::Both(Box::new(one), Box::new(other))),
    }
}

/// Whether a decision ends with a question of the bot.
fn asks_back(scene: &Scene<'_>, decision: &Decision<'_>) -> bool {
    let level = scene.conversation.level(scene.now);
    match decision {
        Decision::LookUp { lookup, figures, .. } => level < lookup.level() || (*figures && level < Level::V2),
        Decision::Take { .. } | Decision::Clarify(..) | Decision::AskGiven(_) | Decision::HandOff { .. } => true,
        _ => false,
    }
}

fn one<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    if let Some(part) = topic::only(scene).filter(|part| topic::sure(part).is_some()) {
        return one(&part, profile);
    }
    // Words that name only what two neighbours share are asked about, once.
    if let Some((a, b)) = open::pair(scene.heard.text)
        && scene.conversation.dialogue.clarifying != [a, b]
    {
        return Decision::Clarify(a, b);
    }
    match topic::read(scene) {
        Read::Sure(wanted) => intent::decide(scene, profile, wanted),
        Read::Both(first, other) => match intent::decide(scene, profile, first) {
            decision @ (Decision::Answer { .. } | Decision::LookUp { .. }) => {
                Decision::WithOther(Box::new(decision), other)
            }
            Decision::Fallback(_) | Decision::OfferPerson { .. } | Decision::SmallTalk(_) => {
                topic::either(scene, profile, first, other)
            }
            decision => decision,
        },
        Read::Either(a, b) => topic::either(scene, profile, a, b),
        Read::Unsure => topic::unsure(scene),
    }
}

/// What policy says before any model does.
fn by_cue<'a>(scene: &Scene<'a>) -> Option<Decision<'a>> {
    let text = scene.heard.text;
    let number = scene.heard.number;
    let short = text.chars().count() <= 24;
    let last = &scene.conversation.dialogue.last_said;
    if short && scene.conversation.language == Language::Ko && cue::asks_for_english(text) {
        return Some(Decision::SwitchLanguage(Language::En));
    }
    if short && scene.conversation.language == Language::En && cue::asks_for_korean(text) {
        return Some(Decision::SwitchLanguage(Language::Ko));
    }
    if cue::probes(text) {
        return Some(Decision::NeverForOthers);
    }
    if short && cue::calls_for_person(text) {
        return Some(accept(scene));
    }
    // Protection is taken at any level, whatever it is about.
    if let Some(request) = protection::wanted(text) {
        return Some(Decision::Take { draft: Draft::of(request), passage: None });
    }
    if cue::says_minor(text) {
        let reason = Reason::authority(number, MINOR);
        return Some(Decision::HandOff { reason, intent: topic::sure(scene), because: Because::Minor });
    }
    if cue::says_old(text) {
        let reason = Reason::user_request(number, text);
        return Some(Decision::OfferPerson { reason, offer: Offer::Age });
    }
    if cue::recalls_promise(text) {
        let reason = Reason::user_request(number, text);
        return Some(Decision::HandOff { reason, intent: None, because: Because::Promise });
    }
    let before = scene.conversation.dialogue.last_intent.filter(|intent| intent.is_status_lookup());
    if let Some(lookup) = before.and_then(Lookup::of).filter(|_| short && cue::means_ones_own(text)) {
        return Some(look_up(lookup, None));
    }
    let cases = request::asked_about(&scene.journey.cases, None, &scene.heard.understanding.entities);
    if !cases.is_empty() {
        return Some(Decision::Cases(Lookup::DisputeCase, cases));
    }
    if short && let Some(draft) = amended(scene) {
        return Some(Decision::Take { draft, passage: None });
    }
    // Whoever says at once what they mean instead is answered that.
    let corrected = topic::sure(scene).is_some_and(|intent| Some(intent) != scene.conversation.dialogue.last_intent)
        || cue::names_instead(text);
    if short
        && !corrected
        && let Some(decision) = another(scene)
    {
        return Some(decision);
    }
    (short && !corrected && last.is_some() && cue::denies(text)).then(|| denied(scene))
}

/// Other details for the request that was just taken ("아니 27일로요").
fn amended(scene: &Scene<'_>) -> Option<Draft> {
    let Some(LastSaid::Receipt { number }) = &scene.conversation.dialogue.last_said else { return None };
    let receipted = scene.conversation.dialogue.receipts.iter().find(|one| one.number == *number)?;
    let mut draft = Draft { details: receipted.details.clone(), ..Draft::of(receipted.request) };
    draft.details.read(draft.request, scene.heard.text, &scene.heard.understanding.entities);
    let other = topic::sure(scene).is_some_and(|intent| intent != draft.request.intent());
    (!other && draft.details != receipted.details).then_some(draft)
}

fn denied<'a>(scene: &Scene<'a>) -> Decision<'a> {
    let fallback = Fallback { denied: true, elsewhere: false, ..topic::fallback(scene) };
    if cue::insists(scene.heard.text) {
        // "I am telling you": what was answered before did not help either.
        return offer_after(scene, &[topic::failure(scene)], &fallback);
    }
    Decision::Fallback(fallback)
}

/// After one turn that did not help the bot asks once more; after two it offers a person.
fn after_failures<'a>(scene: &Scene<'a>, fallback: Fallback<'a>) -> Decision<'a> {
    let before = &scene.conversation.dialogue.failed;
    if before.is_empty() { Decision::Fallback(fallback) } else { offer_after(scene, before, &fallback) }
}

fn offer_after<'a>(scene: &Scene<'a>, before: &[Failure], fallback: &Fallback<'a>) -> Decision<'a> {
    let now = topic::failure(scene);
    let all = || before.iter().copied().chain([now]);
    let line = scene.heard.understanding.thresholds;
    if fallback.elsewhere && before.iter().all(|failure| failure.in_scope < line.in_scope) {
        let scopes: Vec<_> = all().map(|failure| (failure.number, failure.in_scope)).collect();
        return Decision::OfferPerson { reason: Reason::out_of_scope(&scopes, line.in_scope), offer: Offer::Elsewhere };
    }
    let confidences: Vec<_> = all().map(|failure| (failure.number, failure.confidence)).collect();
    Decision::OfferPerson { reason: Reason::low_confidence(&confidences, line.confident), offer: Offer::Unclear }
}

pub(super) fn look_up<'a>(lookup: Lookup, reference: Option<String>) -> Decision<'a> {
    Decision::LookUp { lookup, reference, figures: false, choose: false }
}
