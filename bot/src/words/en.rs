//! bot: what the bot says in English.

use std::fmt::Write as _;

use handoff::emergency::Emergency;
use jiff::civil::{Date, DateTime};
use nlu::Intent;

use super::{Because, Desk, Label, Offer, Won, thousands};
use crate::flow::request::Request;
use crate::mask::Kind;
use crate::settings::Company;

mod alarm;
mod clarify;
mod lookup;
mod report;
mod request;
pub(super) mod telegram;

pub(super) use alarm::{
    alarm, ask_danger, no_unknown_charge, not_from_us, nothing_given, still_with_you, suspicious, unknown_charge,
};
pub(super) use clarify::clarify;
pub(super) use lookup::{
    choose, code_offer_stands, down, lookup_name, not_in_messenger, nothing_found, sign_in, slow, ticket_next,
    ticket_title, why_code,
};
pub(super) use report::{
    adjustment, application, block, debit, delivery, dispute, hardship, limit, overdue, papers, payoff, rate, rate_cut,
    rejection, repayment, score_change, scores, statement,
};
pub(super) use request::{
    ask_slot, case_late, case_number, case_state, case_steps, case_words, not_in_messenger_to, nothing_to_cancel,
    receipt_next, receipt_title, request_title, request_waits, request_withdrawn, sign_in_to, slot_options, step_up,
    taken, taken_as, taken_before, taken_instead, why_code_to,
};

pub(super) fn greeting(company: &str, name: Option<&str>, person_first: bool) -> String {
    let hello = match name {
        Some(name) => format!("Hello {name}, this is the {company} AI assistant."),
        None => format!("Hello, this is the {company} AI assistant."),
    };
    if person_first {
        format!("{hello} You can talk to a person right away, or ask me. Just say “agent” at any time.")
    } else {
        format!("{hello} Say “agent” at any time and a person will take over. How can I help?")
    }
}

pub(super) fn hello() -> String {
    "Hello. How can I help?".into()
}

pub(super) fn thanks() -> String {
    "I'm glad that helped. Just ask if there is anything else.".into()
}

pub(super) fn bye() -> String {
    "Goodbye, and have a good day. I'm here whenever you need me.".into()
}

pub(super) fn acknowledged() -> String {
    "All right. Just tell me if there is anything else.".into()
}

pub(super) fn no_hurry() -> String {
    "Take your time, and write on whenever you are ready.".into()
}

pub(super) fn identity() -> String {
    "I'm an AI assistant, not a person. I can look up your application, your payment dates, late payments and card delivery, and answer questions about loans, cards and credit scores. Our chat is recorded to help you, and personal numbers are masked before they are stored. Say “agent” if you would like a person.".into()
}

pub(super) fn menu() -> String {
    "This is what I can help with. Tap one, or just write it your way.".into()
}

pub(super) fn restarted() -> String {
    "All right, let's start again. How can I help?".into()
}

pub(super) fn left_task() -> String {
    "All right, we'll stop here. Tell me if you need anything else.".into()
}

pub(super) fn nothing_open() -> String {
    "Nothing is open right now. Just tell me when you need something.".into()
}

pub(super) fn nothing_to_repeat() -> String {
    "There is nothing to repeat yet. What would you like to know?".into()
}

pub(super) fn no_longer_text() -> String {
    "That is all I have on this. An agent can tell you more.".into()
}

pub(super) fn simpler(short: &str, glossary: &[(String, String)]) -> String {
    let mut text = format!("In simpler words:\n{short}");
    for (term, meaning) in glossary.iter().take(4) {
        let _ = write!(text, "\n- {term}: {meaning}");
    }
    text
}

pub(super) fn longer(title: &str, long: &str) -> String {
    format!("Here is more on “{title}”.\n{long}")
}

pub(super) fn language_changed() -> String {
    "Of course, I'll speak English from now on.".into()
}

pub(super) fn sorry() -> String {
    "I'm sorry about the trouble.".into()
}

pub(super) fn hard_time() -> String {
    "That must weigh on you. Let's look for a way together.".into()
}

pub(super) fn heavy_heart() -> String {
    "This must be very hard. When it gets too heavy, you can talk to someone at 109, open 24 hours.".into()
}

pub(super) fn masked(kinds: &[Kind]) -> String {
    let mut names: Vec<&str> = kinds.iter().map(|kind| kind_name(*kind)).collect();
    names.dedup();
    format!(
        "For your safety I hid the {} before storing your message. You never need to write it here.",
        names.join(" and ")
    )
}

pub(super) fn masked_only() -> String {
    "I can help without any numbers. What would you like to know?".into()
}

pub(super) fn hand_over(because: Because, desk: Desk) -> String {
    let step_up;
    let warm = match because {
        Because::Asked => "Of course, I'll connect you to an agent.",
        Because::Accepted => "All right, an agent will take it from here.",
        Because::Hardship => {
            "Thank you for telling us early. An agent will look with you at splitting, postponing or extending your payments."
        }
        Because::Right => "This is a right that the law gives you, so a person looks at it and answers.",
        Because::Complaint => {
            "I'm sorry for the trouble. An agent will listen to you and, if you wish, record it as a complaint."
        }
        Because::Death => {
            "I'm very sorry for your loss. There is no need to hurry. An agent will guide you through what is needed, step by step."
        }
        Because::Undo => "For your safety an agent lifts a stop, after checking with you on your registered number.",
        Because::Minor => {
            "You don't have to worry alone. An agent will look at it with you. The youth line 1388 is open 24 hours."
        }
        Because::Promise => {
            "You have been waiting for us to get in touch. I'm sorry. An agent will check right away what was promised."
        }
        Because::StepUp(what) => {
            step_up = request::step_up(what);
            &step_up
        }
    };
    format!("{warm} {} I'll pass on everything so far, so you won't be asked again.", waiting_since(desk))
}

pub(super) fn waiting_since(desk: Desk) -> String {
    match desk {
        Desk::There { position, minutes: Some(1) } => format!("You are number {position}, about 1 minute."),
        Desk::There { position, minutes: Some(minutes) } => format!("You are number {position}, about {minutes} minutes."),
        Desk::There { position, minutes: None } => format!("You are number {position} in line."),
        Desk::Away => "No agent is at the desk right now. Your place is kept, and an agent will answer here as soon as one is back.".into(),
        Desk::Closed { opens } => format!(
            "Agents are here on weekdays, 09:00–18:00 Korean time, except public holidays. Your place is kept, and we will answer here from {} {}.",
            day(opens.date()),
            clock(opens)
        ),
    }
}

pub(super) fn answer_from(opens: DateTime) -> String {
    format!("an answer here from {} {}", day(opens.date()), clock(opens))
}

pub(super) fn offer_person(offer: Offer) -> String {
    match offer {
        Offer::Unclear => "I haven't understood you twice now. Shall I connect you to an agent? I'll pass everything on, so you needn't repeat it.".into(),
        Offer::Elsewhere => "That was outside what I can answer, twice. Shall I connect you to an agent?".into(),
        Offer::Mood => "I'm sorry that you had to say it several times. If you like, I can connect you to an agent now.".into(),
        Offer::Failing => "I could not look it up twice. I'm sorry. Shall an agent check it for you?".into(),
        Offer::NotMine(intent) => format!(
            "I cannot finish “{}” here by myself. Shall an agent take it from here?",
            intent.label(nlu::Language::En)
        ),
        Offer::Age => "Of course, if you would rather talk to a person, I'll connect you right away.".into(),
        Offer::Code => "I have sent several codes and they don't seem to arrive. If your registered number has changed, an agent can check. Shall I connect you?".into(),
    }
}

pub(super) fn offer_beside() -> String {
    "If you prefer, I can connect you to an agent at once.".into()
}

pub(super) fn go_on() -> String {
    "All right, I'll keep helping. What would you like to know?".into()
}

pub(super) fn cancelled() -> String {
    "All right, you are no longer waiting for an agent. I'll help you from here. Say “agent” whenever you like.".into()
}

pub(super) fn ask_for_person() -> &'static str {
    "Talk to an agent"
}

pub(super) fn promise_recalled(text: &str, by: Option<&str>) -> String {
    match by {
        Some(by) => format!("I can see that {by} promised “{text}”."),
        None => format!("I can see that we promised “{text}”."),
    }
}

pub(super) fn call_back(at: DateTime) -> String {
    format!(
        "We will call your registered number on {} at {}. There is nothing to do before that.",
        day(at.date()),
        clock(at)
    )
}

pub(super) fn call_back_offer(at: DateTime) -> String {
    format!("Shall we call you on {} at {}?", day(at.date()), clock(at))
}

pub(super) fn also_on_telegram() -> String {
    "You can also go on in Telegram, where you usually write: tap the paper plane next to the message field.".to_owned()
}

pub(super) fn call_back_after_sign_in() -> String {
    "If you sign in, you can also choose to be called on your registered number.".into()
}

pub(super) fn call_back_label(at: DateTime) -> String {
    format!("Call me on {} at {}", day(at.date()), clock(at))
}

pub(super) fn other_device(signed_in: bool) -> String {
    if signed_in {
        "Sign in on our site or app on another device and open the chat: this conversation goes on there. You may put this device into flight mode now."
    } else {
        "You are not signed in, so this conversation is on this device alone. Give the receipt number in the chat on another device or from another phone, and an agent goes on from there."
    }
    .into()
}

pub(super) fn welcome_back() -> String {
    "Your talk with the agent has ended. I can help with anything else, and you can ask for an agent again at any time."
        .into()
}

pub(super) fn farewell() -> String {
    "This conversation has ended. Thank you. Write again whenever you need anything else.".into()
}

pub(super) fn rephrase() -> String {
    "I did not quite understand. Is it one of these? Or could you say it a little differently?".into()
}

pub(super) fn rephrase_after_no() -> String {
    "I got that wrong, sorry. Could you tell me once more what you need?".into()
}

pub(super) fn out_of_scope() -> String {
    "I help with loans, cards, payments and credit scores, and can't answer other things reliably. I can help with these right away.".into()
}

pub(super) fn the_other_too() -> String {
    "I can go on with the other thing you asked as well.".into()
}

pub(super) fn ask_again() -> String {
    "Now back to my question.".into()
}

pub(super) fn answer(short: &str, as_of: &str) -> String {
    format!("{short}\n(as of {as_of})")
}

pub(super) fn sources(sources: &[String]) -> String {
    format!("Sources: {}", sources.join(" · "))
}

pub(super) fn helped_others(helped: u32, asked: u32) -> String {
    let share = (u64::from(helped) * 100 + u64::from(asked) / 2) / u64::from(asked.max(1));
    format!("In the last 30 days, {share}% of the {asked} people who rated this answer said that it helped.")
}

pub(super) fn tenure(years: u8) -> String {
    format!("Thank you for being with us for {years} years.")
}

pub(super) fn person_can(intent: Intent) -> String {
    format!("If you need more on “{}”, an agent can help you with it.", intent.label(nlu::Language::En))
}

pub(super) fn sign_in_hint() -> String {
    "Once you sign in, I can look up your own status here too.".into()
}

pub(super) fn long_heads() -> [&'static str; 3] {
    ["Details", "What to do", "Plain words"]
}

pub(super) fn relief_first() -> String {
    "Before you borrow more, let's look at what can ease your payments now. You can ask to split or postpone them, and there are programmes that help. Take your time.".into()
}

pub(super) fn ease() -> String {
    "You don't have to decide alone. You can ask to split or postpone payments, and there are programmes that help. An agent can look for a way with you.".into()
}

pub(super) fn not_yours() -> String {
    "I can't share another person's information, not even with family. They can see it right away once they sign in themselves. I can look up your own.".into()
}

pub(super) fn never_for_others() -> String {
    "I never handle another person's information or codes, whoever asks. If someone asked you to do this it may be a scam: you can call 1394, open 24 hours.".into()
}

pub(super) fn app_error() -> String {
    "That must be annoying. Please close the app completely, open it again, and check for an update. If it stays the same, an agent can look at it with you and tell the team in charge.".into()
}

pub(super) fn not_while_watched() -> String {
    "For your safety I'm not showing personal information in this chat now. An agent can confirm it on your registered number at a time that suits you.".into()
}

pub(super) fn code_sent() -> String {
    "I've sent a code to your registered phone. Please enter it in the box below within 3 minutes. You don't need to write it in the chat.".into()
}

pub(super) fn code_not_sent() -> String {
    "The code could not be sent. It is nothing you did. I can send it again, or an agent can go on with you.".into()
}

pub(super) fn code_waits() -> String {
    "Please enter the 6-digit code in the box below.".into()
}

pub(super) fn code_in_chat() -> String {
    "Please enter the code in the box below, not in the chat. I did not use the digits you wrote here.".into()
}

pub(super) fn code_expired() -> String {
    "The 3 minutes for the code are over. Shall I send another one?".into()
}

pub(super) fn code_locked(minutes: i64) -> String {
    format!(
        "For your safety codes are paused for a moment. You can try again in {}. Anyone can mistype, so please don't worry. If it can't wait, an agent can help.",
        if minutes <= 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
    )
}

pub(super) fn verified() -> String {
    "Thank you, that worked.".into()
}

pub(super) fn code_text(company: &Company, code: &str) -> String {
    format!(
        "[{}] Your code is {code}. Enter it only in the chat's box. Never tell it to anyone. We will not ask for it by phone.",
        company.name_en
    )
}

pub(super) fn reminders_stop() -> String {
    "Payment reminders stop for today".into()
}

pub(super) fn noted_first() -> String {
    "I'll pass that on to the agent. Anything you add while waiting goes along.".into()
}

pub(super) fn noted_more() -> String {
    "All right, I'll pass that on too.".into()
}

pub(super) fn still_waiting() -> String {
    "Your place in line is unchanged.".into()
}

pub(super) fn ask_meanwhile() -> String {
    "While you wait, we can pass this on to the agent beforehand.".into()
}

pub(super) fn thanks_while_waiting() -> String {
    "Thank you for waiting. An agent will take over as soon as it is your turn.".into()
}

pub(super) fn label(label: Label) -> String {
    let text = match label {
        Label::Agent => "Talk to an agent",
        Label::Stay => "Keep asking the AI",
        Label::SendCode => "Send me a code",
        Label::SendCodeAgain => "Send another code",
        Label::Later => "Maybe later",
        Label::SeeFigures(lookup) => lookup::see_figures(lookup),
        Label::General => "General information",
        Label::StopCards => "Stop my cards",
        Label::StopAll => "Stop everything",
        Label::StopNewCredit => "Block new loans and cards",
        Label::UnknownCharge => "Yes, an unknown charge",
        Label::NoUnknownCharge => "No unknown charges",
        Label::FromUs => "Yes, they named this company",
        Label::NotFromUs => "No, someone else",
        Label::InDanger(Emergency::VoicePhishing) => "I think I was scammed",
        Label::InDanger(Emergency::IdentityTheft) => "Someone used my name",
        Label::InDanger(Emergency::CardUnauthorised) => "There is a charge I didn't make",
        Label::InDanger(Emergency::IllegalCollection) => "I'm being threatened",
        Label::InDanger(Emergency::CardLost) => "I lost my card",
        Label::InDanger(Emergency::SelfHarm) => "I'm having a very hard time",
        Label::InDanger(Emergency::Medical | Emergency::Coercion | Emergency::Threat) => "I'm in danger now",
        Label::Wait => "I'll keep waiting",
        Label::NoWait => "Stop waiting",
        Label::Menu => "See what you can do",
        Label::Hardship => "Split or postpone payments",
        Label::Programmes => "Programmes that can help",
        Label::Criteria => "What a review looks at",
        Label::Pay => "How to pay",
        Label::Papers => "How to send papers",
        Label::ChangeDueDate => "How to change the due date",
        Label::AnotherOne(lookup) => lookup::another_one(lookup),
        Label::HowToReceive => "How to receive a card",
        Label::AskWhyLate => "Ask an agent to check",
        Label::More => "Show others",
        Label::AskForExplanation => "Ask for an explanation",
        Label::CorrectInformation => "Correct information",
        Label::ChangeLimit => "Ask to change the limit",
        Label::AboutRateCut => "About lower rates",
        Label::MyRate => "My rate",
        Label::MySchedule => "My payment schedule",
        Label::MyOverdue => "What is late",
        Label::MyLimit => "My limit",
        Label::MyApplication => "My application",
        Label::WhyScoreMoved => "Why it moved",
        Label::RaiseScore => "How to raise it",
        Label::SeeCreditFile => "How to see my credit file",
        Label::AboutPayoff => "About the early fee",
        Label::AboutWithdrawal => "About withdrawing",
        Label::ChangeAccount => "Change the account",
        Label::DebitedTwice => "It was debited twice",
        Label::ContactLimits => "About contact limits",
        Label::HowToAppeal => "If I don’t agree",
        Label::AskForDay => "Ask for another day",
        Label::OpenCard => "Ask to open the card",
        Label::NewCard => "How to get a new card",
        Label::GoOnOnTheWeb => "Go on on the web (one-time link)",
        Label::OnTheWeb => "See it on the web (one-time link)",
        Label::Make(Request::RateCut) => "Ask for a lower rate",
        Label::Make(Request::LoginHelp | Request::TechnicalReport) => "Ask for help",
        Label::Make(Request::Complaint) => "Record it as a complaint",
        Label::Make(_) => "Ask for it now",
        Label::StillBroken => "It still doesn't work",
        Label::WithdrawRequest => "Cancel this request",
        Label::OtherDevice => "Go on with another device",
        Label::Details => "Tell me more",
    };
    text.to_owned()
}

pub(super) fn day(day: Date) -> String {
    day.strftime("%a %-d %b").to_string()
}

pub(super) fn clock(time: DateTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(super) fn amount(won: Won) -> String {
    format!("{} won", thousands(won.0))
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::ResidentNumber => "resident number",
        Kind::Card => "card number",
        Kind::DriverLicence => "licence number",
        Kind::Passport => "passport number",
        Kind::Phone => "phone number",
        Kind::Account => "account number",
        Kind::Email => "e-mail address",
        Kind::Secret => "password or code",
    }
}
