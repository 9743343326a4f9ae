//! bot: requests in English: what is asked for, what was received, what happens next and when.

use jiff::civil::Date;

use super::{amount, day};
use crate::core::Won;
use crate::flow::request::{Certificate, Details, Place, Privacy, Request, Slot};
use crate::words::StepUp;

pub(in crate::words) fn receipt_title(request: Request) -> String {
    match request {
        Request::StopCards => "Request to stop your cards",
        Request::StopAll => "Request to stop loans and cards",
        Request::StopNewCredit => "Request to block new loans and cards",
        Request::DisputeCharge => "Request to check an unknown charge",
        Request::CollectionAudit => "Request to check whether it was our staff or somebody posing as us",
        Request::Complaint => "Complaint",
        Request::TechnicalReport => "Report of an app or site error",
        Request::LoginHelp => "Request for help with signing in",
        Request::Hardship => "Request to adjust repayment",
        Request::CreditCorrection => "Request to correct or delete credit information",
        Request::EvaluationExplanation => "Request to explain the credit evaluation",
        Request::PaymentDispute => "Purchase withdrawal or dispute",
        Request::ApplicationCancel => "Request to cancel an application",
        Request::LoanWithdrawal => "Request to withdraw from a loan",
        Request::LimitChange => "Request to change a limit",
        Request::Payment => "Request for a virtual account",
        Request::AddressChange => "Change of address or workplace",
        Request::Refund => "Request to return misdirected money",
        Request::DueDateChange => "Change of the due date",
        Request::RateCut => "Request for a lower rate",
        Request::Certificate => "Request for a certificate",
        Request::ContactLimit => "Limit on collection contact",
        Request::CreditFileAccess => "Request to see who used your credit information",
        Request::Privacy => "Request about personal data",
    }
    .into()
}

pub(in crate::words) fn request_title(request: Request, details: &Details) -> String {
    let title = receipt_title(request);
    let about = details.about.as_ref().map(|pick| pick.label.clone());
    let parts: Vec<String> = about.into_iter().chain(told(request, details)).collect();
    if parts.is_empty() { title } else { format!("{title}: {}", parts.join(", ")) }
}

/// What is known of a request, in a few words.
fn told(request: Request, details: &Details) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(day) = details.day {
        told.push(if day == 0 { "the last of each month".to_owned() } else { format!("day {day} of each month") });
    }
    match (request, details.lower, details.amount) {
        (Request::LimitChange, Some(true), Some(won)) => told.push(format!("down to {}", sum(won))),
        (Request::LimitChange, Some(true), None) => told.push("lower".into()),
        (Request::LimitChange, Some(false), None) => told.push("higher".into()),
        (_, _, Some(won)) => told.push(sum(won)),
        _ => {}
    }
    told.extend(details.certificate.map(|certificate| certificate_name(certificate).to_owned()));
    told.extend(details.privacy.map(|privacy| privacy_name(privacy).to_owned()));
    told.extend(details.place.map(|place| match place {
        Place::Workplace => "not at work".to_owned(),
        Place::Home => "not at home".to_owned(),
    }));
    let names = |means: &[String]| means.iter().map(|one| means_name(one)).collect::<Vec<_>>().join(", ");
    if !details.means.is_empty() {
        told.push(format!("no {}", names(&details.means)));
    }
    if !details.by.is_empty() {
        told.push(format!("by {}", names(&details.by)));
    }
    told.extend(details.window.as_ref().map(|window| format!("at {window}")));
    if details.pause {
        told.push("paused for a while".into());
    }
    told
}

/// What happens next and by when. `by`: the last day, where one can be named.
pub(in crate::words) fn receipt_next(request: Request, signed_in: bool, by: Option<Date>) -> String {
    let by = by.map_or_else(|| "as soon as it is checked".to_owned(), |by| format!("by {}", day(by)));
    match (request, signed_in) {
        (Request::StopCards | Request::StopAll | Request::StopNewCredit | Request::DisputeCharge, true) => {
            "We call you back on your registered number. We do not ask for card numbers or passwords.".to_owned()
        }
        (Request::StopCards | Request::StopAll | Request::StopNewCredit | Request::DisputeCharge, false) => {
            "A person finds out whose it is and calls back on the registered number. We do not ask for card numbers or passwords.".into()
        }
        (Request::CollectionAudit, _) => {
            "Our own collection contact stops until this is checked. A person tells you the result.".into()
        }
        (Request::Complaint, _) => format!(
            "Someone in charge reads it and answers {by}. If the answer does not satisfy you, you can turn to the Financial Supervisory Service (1332)."
        ),
        (Request::TechnicalReport, _) => format!("The team in charge looks into it and tells you here {by}."),
        (Request::LoginHelp, _) => format!(
            "Someone in charge finds out what is blocked and helps you on your registered number {by}. We do not ask for passwords or codes."
        ),
        (Request::Hardship, _) => "A person listens and finds a way with you. If it is a debt adjustment request under the law, the decision comes within 10 business days (as of 2026-11-22, to confirm: FSS 1332).".into(),
        (Request::CreditCorrection, _) => {
            "Someone in charge checks the facts. The result usually comes within 7 days; they will confirm the exact time.".into()
        }
        (Request::EvaluationExplanation, _) => {
            "Someone in charge explains the main criteria and the information used. The answer usually comes within 7 business days; they will confirm the exact time.".into()
        }
        (Request::PaymentDispute, _) => {
            "Someone in charge checks the payment and the contract and tells you what to do next.".into()
        }
        (Request::ApplicationCancel, _) => format!(
            "Someone in charge stops the review and confirms it {by}. If nothing was paid out yet, there is nothing to pay."
        ),
        (Request::LoanWithdrawal, _) => format!(
            "Someone in charge checks whether the time for it is still open and tells you {by} what principal and interest go back. In principle a loan can be undone without a fee within 14 days (Financial Consumer Protection Act, art. 46, as of 2026-11-22, to confirm: FSS 1332)."
        ),
        (Request::LimitChange, _) => {
            format!("People review limits. The result comes {by}; nothing changes before that.")
        }
        (Request::Payment, _) => format!(
            "Someone in charge sends a virtual account in your name to your registered number {by}. If it is urgent, you can pay in the app right away. Please check the account holder's name."
        ),
        (Request::AddressChange, _) => format!(
            "Someone in charge calls your registered number {by}, asks for the new details and changes them. There is no need to write the address here."
        ),
        (Request::Refund, _) => format!(
            "Someone in charge checks the payment and tells you {by} how it goes back. If it went to somebody else's account, please ask the sending bank to return it first."
        ),
        (Request::DueDateChange, _) => {
            format!("Someone in charge checks it and tells you the new date {by}. Until then the present date stands.")
        }
        (Request::RateCut, _) => format!(
            "By law the result and the reason come within 10 business days ({by}), not counting the time for further papers. Asking never raises a rate (Specialised Credit Finance Business Act, art. 50-13, as of 2026-11-22, to confirm: FSS 1332)."
        ),
        (Request::Certificate, _) => {
            format!("It is issued {by} and sent to the documents in your app. Tell me if you need it another way.")
        }
        (Request::ContactLimit, _) => {
            format!("Someone in charge sets it as you wish and confirms it {by}. Your wish is passed on from now on.")
        }
        (Request::CreditFileAccess, _) => {
            format!("Someone in charge gathers what was used or passed on in the last 3 years and shows it to you {by}.")
        }
        (Request::Privacy, _) => format!(
            "It is done and you are told {by}. Where the law makes us keep a record, we tell you which one and why."
        ),
    }
}

pub(in crate::words) fn taken(request: Request, number: &str, time: &str) -> String {
    taken_as(&receipt_title(request), number, time)
}

pub(in crate::words) fn taken_as(title: &str, number: &str, time: &str) -> String {
    format!("{title}: received (no. {number}, {time}).")
}

pub(in crate::words) fn taken_before(number: &str, time: &str) -> String {
    format!("This request is with us already (no. {number}, {time}). There is no need to make it again.")
}

pub(in crate::words) fn taken_instead(before: &str) -> String {
    format!("It takes the place of {before}.")
}

pub(in crate::words) fn request_withdrawn(number: &str) -> String {
    format!("All right, request {number} is cancelled. Nothing has changed.")
}

pub(in crate::words) fn ask_slot(request: Request, slot: Slot) -> String {
    match (slot, request) {
        (Slot::About, Request::ApplicationCancel) => "You have several applications. Which one shall I cancel?",
        (Slot::About, _) => "You have several contracts. Which one is it about?",
        (Slot::Day, _) => "Which day of the month suits you? The last day is fine, too.",
        (Slot::Certificate, _) => "Which certificate do you need?",
        (Slot::Privacy, _) => "What can I do for you?",
        (Slot::Contact, _) => {
            "How shall we change it? You can write where, when or how you do not want to be contacted."
        }
    }
    .into()
}

pub(in crate::words) fn slot_options(slot: Slot) -> Vec<(String, String)> {
    let own = |pairs: &[(&str, &str)]| pairs.iter().map(|(id, label)| ((*id).into(), (*label).into())).collect();
    match slot {
        Slot::About => Vec::new(),
        Slot::Day => own(&[("5", "The 5th"), ("15", "The 15th"), ("25", "The 25th")]),
        Slot::Certificate => {
            Certificate::ALL.iter().map(|one| (one.name().into(), certificate_name(*one).into())).collect()
        }
        Slot::Privacy => Privacy::ALL.iter().map(|one| (one.name().into(), privacy_name(*one).into())).collect(),
        Slot::Contact => own(&[
            ("workplace", "Not at work"),
            ("sms", "Text messages instead of calls"),
            ("evening", "Only after 6 pm"),
            ("pause", "Pause: hospital or funeral"),
        ]),
    }
}

pub(in crate::words) fn sign_in_to(request: Request) -> String {
    format!(
        "{}: only you can make this request, so please sign in first. Sign in on our site or app, open this chat there, and I take it from here without any ID or card number.",
        receipt_title(request)
    )
}

pub(in crate::words) fn why_code_to(request: Request) -> String {
    format!(
        "{}: let me check once that it is you, so that nobody else can change it in your name. A 6-digit code goes to your registered phone; the check ends by itself after 10 minutes without use.",
        receipt_title(request)
    )
}

pub(in crate::words) fn not_in_messenger_to(request: Request) -> String {
    format!(
        "{}: this needs a check that it is you, so it is not taken in a messenger. Come to our own chat with a one-time web link, and I take it there right after the check.",
        receipt_title(request)
    )
}

pub(in crate::words) fn request_waits(request: Request, may_prove: bool) -> String {
    let what = receipt_title(request);
    if may_prove {
        format!("Back to it: {what}. Let me send you a code, and I take it.")
    } else {
        format!("Back to it: {what}. Please sign in, and I take it.")
    }
}

pub(in crate::words) fn step_up(what: StepUp) -> String {
    match what {
        StepUp::Phone => {
            "Your phone number is the key by which we know you, so a person changes it after checking on the registered number or by ID. There is no need to write the new number here."
        }
        StepUp::DebitAccount => {
            "Changing the debit account moves money, so a person does it after checking on the registered number. There is no need to write the account number here."
        }
    }
    .into()
}

pub(in crate::words) fn case_state(title: &str, number: &str, since: Date, due: Option<Date>) -> String {
    let due = due.map_or_else(
        || "You are told as soon as it is checked.".to_owned(),
        |due| format!("You are told by {}.", day(due)),
    );
    format!("“{title}” (no. {number}) was received on {} and is being looked at. {due}", day(since))
}

pub(in crate::words) fn case_late(due: Date) -> String {
    format!("The day we named, {}, has passed. I am sorry. Shall a person check it right away?", day(due))
}

pub(in crate::words) fn case_steps() -> [&'static str; 3] {
    ["Received", "Checking", "Answer"]
}

pub(in crate::words) fn case_words() -> [&'static str; 2] {
    ["Received, being checked", "Someone in charge is looking at it. There is nothing for you to do."]
}

pub(in crate::words) fn case_number() -> &'static str {
    "Number"
}

pub(in crate::words) fn nothing_to_cancel() -> String {
    "I find no open application and no loan that could be undone. If you applied just now, it can take a few minutes to arrive.".into()
}

fn certificate_name(certificate: Certificate) -> &'static str {
    match certificate {
        Certificate::Payoff => "Payoff letter",
        Certificate::Debt => "Certificate of debt",
        Certificate::Transactions => "Statement of payments",
    }
}

fn privacy_name(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::NoAdvertising => "No more advertising",
        Privacy::Access => "See my data",
        Privacy::Deletion => "Delete my records",
        Privacy::ConsentWithdrawal => "Withdraw consent",
    }
}

fn means_name(means: &str) -> &str {
    match means {
        "phone" => "calls",
        "visit" => "visits",
        "sms" => "text messages",
        "email" => "email",
        "post" => "post",
        other => other,
    }
}

fn sum(won: u64) -> String {
    amount(Won(i64::try_from(won).unwrap_or(i64::MAX)))
}
