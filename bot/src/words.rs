//! bot: everything the bot says, by language, one function for each thing. The tone is reviewed here.

use handoff::emergency::Emergency;
use handoff::message::{Language, Phone, Progress, Row, Status, Tone};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use nlu::Intent;

use crate::core::record::{
    Adjusted, Adjustment, Application, Arrears, Block, BlockDetail, Debit, Debited, Delivery, Dispute, DisputeDetail,
    Hardship, Instalment, Limit, LimitFigures, Overdue, Paper, Papers, Payoff, PayoffFigures, Rate, RateCut,
    RateCutResult, RateFigures, Refusal, Rejection, Repayment, Score, ScoreChange, ScoreFigures, ScoreReasons,
    Statement, StatementFigures,
};
use crate::core::{Text, Won};
use crate::flow::lookup::Lookup;
use crate::flow::request::{Details, Request, Slot};
use crate::mask::Kind;
use crate::settings::Company;

/// A function for each thing that is said; the module that calls it has its words as `ko` and `en`.
macro_rules! say {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),* $(,)?) -> $said:ty;)+) => {$(
        $(#[$doc])*
        pub fn $name(language: Language, $($argument: $type),*) -> $said {
            match language {
                Language::Ko => ko::$name($($argument),*),
                Language::En => en::$name($($argument),*),
            }
        }
    )+};
}

mod agent;
pub mod canned;
pub mod desk;
mod en;
mod ko;
mod report;
#[cfg(test)]
mod review;
#[cfg(test)]
mod sample;
pub mod telegram;

pub use agent::{LIFT_STOP, LOGIN_FAILED, MINOR, for_agents, intent_label, person_facts};
pub use report::Report;

/// Why a person takes over, as the customer hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    Asked,
    /// The offer was taken.
    Accepted,
    Hardship,
    /// A right that only people may decide on.
    Right,
    Complaint,
    /// Somebody has died.
    Death,
    /// A stop is to be undone.
    Undo,
    Minor,
    /// A call that was promised.
    Promise,
    /// A change that needs more proof than a chat can give.
    StepUp(StepUp),
}

/// What only a person may change, after a proof of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepUp {
    Phone,
    DebitAccount,
}

/// Why a person is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Two turns were not understood.
    Unclear,
    /// Two turns were about something else.
    Elsewhere,
    /// The customer has had enough.
    Mood,
    /// A system of ours failed twice.
    Failing,
    /// Only people can do it.
    NotMine(Intent),
    /// Sixty-five or older.
    Age,
    /// The code does not arrive.
    Code,
}

/// Who is at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    There {
        position: u32,
        minutes: Option<u32>,
    },
    /// Within the hours, but nobody is at the desk.
    Away,
    /// Outside the hours; somebody is there again from then on.
    Closed {
        opens: DateTime,
    },
}

/// The texts on choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Agent,
    Stay,
    SendCode,
    SendCodeAgain,
    Later,
    SeeFigures(Lookup),
    General,
    StopCards,
    StopAll,
    StopNewCredit,
    UnknownCharge,
    NoUnknownCharge,
    FromUs,
    NotFromUs,
    InDanger(Emergency),
    Wait,
    NoWait,
    Menu,
    Hardship,
    Programmes,
    Criteria,
    Pay,
    Papers,
    ChangeDueDate,
    AnotherOne(Lookup),
    HowToReceive,
    AskWhyLate,
    More,
    AskForExplanation,
    CorrectInformation,
    ChangeLimit,
    AboutRateCut,
    MyRate,
    MySchedule,
    MyOverdue,
    MyLimit,
    MyApplication,
    WhyScoreMoved,
    RaiseScore,
    SeeCreditFile,
    AboutPayoff,
    AboutWithdrawal,
    ChangeAccount,
    DebitedTwice,
    ContactLimits,
    HowToAppeal,
    AskForDay,
    OpenCard,
    NewCard,
    OnTheWeb,
    GoOnOnTheWeb,
    /// Make this request now.
    Make(Request),
    StillBroken,
    WithdrawRequest,
    OtherDevice,
    Details,
}

/// A short question with two answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub text: String,
    pub first: String,
    pub second: String,
}

/// What is said in an emergency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    pub text: String,
    pub title: String,
    pub phones: Vec<Phone>,
    pub steps: Vec<String>,
}

say! {
    /// The first bubble: it is an AI, and a person can be asked for at any time.
    greeting(company: &str, name: Option<&str>, person_first: bool) -> String;
    hello() -> String;
    thanks() -> String;
    bye() -> String;
    acknowledged() -> String;
    /// Whoever wants a moment has it.
    no_hurry() -> String;
    /// Whether it is a human, and what it can do.
    identity() -> String;
    menu() -> String;
    restarted() -> String;
    left_task() -> String;
    nothing_open() -> String;
    nothing_to_repeat() -> String;
    no_longer_text() -> String;
    simpler(short: &str, glossary: &[(String, String)]) -> String;
    longer(title: &str, long: &str) -> String;
    language_changed() -> String;
    sorry() -> String;
    /// Sympathy where debts weigh on somebody.
    hard_time() -> String;
    /// Sympathy, and a number to talk to, where somebody sounds hopeless.
    heavy_heart() -> String;
    masked(kinds: &[Kind]) -> String;
    masked_only() -> String;

    /// One warm line, then what happens next and when.
    hand_over(because: Because, desk: Desk) -> String;
    waiting_since(desk: Desk) -> String;
    /// What is promised to who waits while the desk is closed.
    answer_from(opens: DateTime) -> String;
    offer_person(offer: Offer) -> String;
    /// Added below an answer.
    offer_beside() -> String;
    go_on() -> String;
    cancelled() -> String;
    ask_for_person() -> &'static str;
    /// What was promised, and by whom.
    promise_recalled(text: &str, by: Option<&str>) -> String;
    /// A call at that time.
    call_back(at: DateTime) -> String;
    call_back_offer(at: DateTime) -> String;
    /// Only a registered number is called.
    call_back_after_sign_in() -> String;
    also_on_telegram() -> String;
    call_back_label(at: DateTime) -> String;
    other_device(signed_in: bool) -> String;
    /// The agent gave the conversation back.
    welcome_back() -> String;
    /// The agent closed it.
    farewell() -> String;

    rephrase() -> String;
    rephrase_after_no() -> String;
    out_of_scope() -> String;
    clarify(a: Intent, b: Intent) -> Question;
    the_other_too() -> String;
    ask_again() -> String;

    answer(short: &str, as_of: &str) -> String;
    sources(sources: &[String]) -> String;
    /// How many of those who rated an answer it helped; only for numbers large enough.
    helped_others(helped: u32, asked: u32) -> String;
    tenure(years: u8) -> String;
    person_can(intent: Intent) -> String;
    sign_in_hint() -> String;
    long_heads() -> [&'static str; 3];
    relief_first() -> String;
    ease() -> String;
    not_yours() -> String;
    never_for_others() -> String;
    app_error() -> String;
    suspicious() -> Question;
    /// Where only the model suspects a danger: the help is in the question.
    ask_danger(emergency: Emergency) -> Question;

    sign_in(lookup: Lookup) -> String;
    why_code(lookup: Lookup) -> String;
    code_offer_stands(lookup: Lookup) -> String;
    not_in_messenger(lookup: Lookup) -> String;
    not_while_watched() -> String;
    code_sent() -> String;
    code_not_sent() -> String;
    code_waits() -> String;
    code_in_chat() -> String;
    code_expired() -> String;
    code_locked(minutes: i64) -> String;
    verified() -> String;
    code_text(company: &Company, code: &str) -> String;

    slow(lookup: Lookup) -> String;
    down(lookup: Lookup) -> String;
    nothing_found(lookup: Lookup) -> String;
    choose(lookup: Lookup) -> String;
    /// A ticket for a lookup that failed twice.
    ticket_title(lookup: Lookup) -> String;
    ticket_next() -> String;
    application(application: &Application, today: Date, asked_for: Option<&Won>) -> Report;
    rejection(rejection: &Rejection, refusal: &Refusal) -> Report;
    /// `about` one of them; what has to be different, paper by paper, only for who may see it.
    papers(papers: &Papers, about: Option<&Paper>, details: &[Option<String>]) -> Report;
    limit(limit: &Limit, today: Date, figures: &LimitFigures) -> Report;
    rate_cut(cut: &RateCut, today: Date, result: Option<&RateCutResult>) -> Report;
    rate(rate: &Rate, figures: &RateFigures) -> Report;
    repayment(repayment: &Repayment, today: Date, instalment: Option<&Instalment>) -> Report;
    payoff(payoff: &Payoff, figures: &PayoffFigures) -> Report;
    debit(debit: &Debit, debited: &Debited) -> Report;
    overdue(overdue: &Overdue, arrears: &Arrears) -> Report;
    hardship(case: &Hardship, today: Date, terms: Option<&Text>) -> Report;
    adjustment(adjustment: &Adjustment, today: Date, adjusted: &Adjusted) -> Report;
    scores(all: &[(&Score, &ScoreFigures)]) -> Report;
    score_change(change: &ScoreChange, reasons: &ScoreReasons) -> Report;
    dispute(dispute: &Dispute, today: Date, detail: Option<&DisputeDetail>) -> Report;
    delivery(delivery: &Delivery, today: Date) -> Report;
    statement(statement: &Statement, today: Date, figures: &StatementFigures) -> Report;
    block(block: &Block, detail: Option<&BlockDetail>) -> Report;

    /// Fixed and reviewed; `another` names who it happens to, where that is somebody else.
    alarm(emergency: Emergency, another: Option<&str>, taken: Option<(&str, &str)>, someone: bool) -> Alarm;
    unknown_charge() -> String;
    still_with_you(emergency: Emergency, again: bool) -> String;
    no_unknown_charge() -> String;
    nothing_given() -> String;
    not_from_us() -> String;
    receipt_title(request: Request) -> String;
    /// The title with what is known of it: "납부일 변경 요청: 매달 25일".
    request_title(request: Request, details: &Details) -> String;
    /// What happens next, and by which day.
    receipt_next(request: Request, signed_in: bool, by: Option<Date>) -> String;
    taken(request: Request, number: &str, time: &str) -> String;
    taken_as(title: &str, number: &str, time: &str) -> String;
    taken_before(number: &str, time: &str) -> String;
    taken_instead(before: &str) -> String;
    request_withdrawn(number: &str) -> String;
    ask_slot(request: Request, slot: Slot) -> String;
    /// Id and label of what can be tapped for a slot.
    slot_options(slot: Slot) -> Vec<(String, String)>;
    sign_in_to(request: Request) -> String;
    why_code_to(request: Request) -> String;
    not_in_messenger_to(request: Request) -> String;
    /// The open request, remembered after something else was asked.
    request_waits(request: Request, may_prove: bool) -> String;
    step_up(what: StepUp) -> String;
    case_state(title: &str, number: &str, since: Date, due: Option<Date>) -> String;
    case_late(due: Date) -> String;
    case_steps() -> [&'static str; 3];
    case_words() -> [&'static str; 2];
    case_number() -> &'static str;
    nothing_to_cancel() -> String;
    reminders_stop() -> String;

    noted_first() -> String;
    noted_more() -> String;
    still_waiting() -> String;
    ask_meanwhile() -> String;
    thanks_while_waiting() -> String;

    label(label: Label) -> String;
    lookup_name(lookup: Lookup) -> &'static str;
    /// "25 November (Wed)"
    day(day: Date) -> String;
    /// "10:42"
    clock(time: DateTime) -> String;
    amount(won: Won) -> String;
}

/// The language as `nlu` names it.
pub fn nlu_language(language: Language) -> nlu::Language {
    match language {
        Language::Ko => nlu::Language::Ko,
        Language::En => nlu::Language::En,
    }
}

/// A figure with its thousands separated.
fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn phone(number: &str, label: &str) -> Phone {
    Phone { number: number.to_owned(), label: label.to_owned() }
}

fn steps(steps: &[&str]) -> Vec<String> {
    steps.iter().map(|step| (*step).to_owned()).collect()
}

/// The status of a request that was taken in and is being looked at.
pub fn case_status(
    language: Language,
    title: &str,
    number: &str,
    since: Date,
    due: Option<Date>,
    late: bool,
) -> Status {
    let [state, next] = case_words(language);
    let labels = case_steps(language).map(str::to_owned).to_vec();
    Status {
        title: title.to_owned(),
        state: state.to_owned(),
        tone: if late { Tone::Attention } else { Tone::Calm },
        progress: Some(Progress { step: 2, of: 3, labels }),
        since: Some(day(language, since)),
        next: Some(next.to_owned()),
        expected: due.map(|due| day(language, due)),
        rows: vec![Row { label: case_number(language).to_owned(), value: number.to_owned() }],
        basis: None,
    }
}

/// When a decision about a person is due: so many business days on, at the end of the day. Holidays
/// are not reckoned with: the day is never later than the law's.
pub fn business_days(from: Timestamp, days: u8) -> Timestamp {
    let mut local = crate::core::local(from);
    let mut left = days;
    while left > 0 {
        local = local.tomorrow().unwrap_or(local);
        if local.weekday().to_monday_one_offset() <= 5 {
            left -= 1;
        }
    }
    local.with().hour(18).minute(0).second(0).subsec_nanosecond(0).build().map_or(from, |end| end.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678"), (-1_000, "-1,000")]
        {
            assert_eq!(thousands(number), text);
        }
    }

    #[test]
    fn ten_business_days_after_a_friday_end_on_a_friday() {
        let friday = "2026-11-20T03:00:00Z".parse().unwrap();
        assert_eq!(business_days(friday, 10).to_string(), "2026-12-04T09:00:00Z");
    }
}
