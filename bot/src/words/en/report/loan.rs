//! bot: loans in English: rate, next payment, payoff, debit, what is late.

use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{CHECK, amount, day, moment, since};
use crate::core::record::{
    Arrears, Debit, DebitOutcome, Debited, Instalment, Overdue, Payoff, PayoffFigures, Rate, RateFigures, RateKind,
    Repayment,
};
use crate::words::Report;

pub(in crate::words) fn rate(rate: &Rate, figures: &RateFigures) -> Report {
    let kind = match figures.kind {
        RateKind::Fixed => "fixed",
        RateKind::Variable => "variable",
    };
    let next = match (figures.kind, figures.next_reset) {
        (RateKind::Fixed, _) => "It stays the same until the end of the loan.".to_owned(),
        (RateKind::Variable, Some(reset)) => format!("It is set anew on {}.", day(reset)),
        (RateKind::Variable, None) => "It is set anew as market rates move.".to_owned(),
    };
    Report::new(rate.of.label(Language::En), format!("{kind} rate"), Tone::Calm)
        .saying(format!("Your rate is {}% a year ({kind}).", figures.rate))
        .next(next)
        .row("Rate", format!("{}% a year", figures.rate))
        .row("Interest this month", amount(figures.interest))
        .row(
            "How it is computed",
            format!("principal left {} × {}% × {} days ÷ 365", amount(figures.balance), figures.rate, figures.days),
        )
        .basis(format!("The highest rate the law allows is 20% a year ({CHECK})."))
}

pub(in crate::words) fn repayment(repayment: &Repayment, today: Date, instalment: Option<&Instalment>) -> Report {
    let when = match (repayment.due - today).get_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    };
    let next = if repayment.by_debit {
        "It is debited from your registered account. Just check the balance the day before."
    } else {
        "Please pay by the due date."
    };
    let due = format!("Your next payment is due {when}, on {}.", day(repayment.due));
    let said = match instalment {
        Some(instalment) => format!("{due} The amount is {}.", amount(instalment.total())),
        None => due,
    };
    let mut report = Report::new(repayment.of.label(Language::En), format!("Due {when}"), Tone::Calm)
        .saying(said)
        .next(next)
        .row("Next due date", day(repayment.due))
        .basis("If the due date is a holiday, you can generally pay on the next business day. Please check your contract for the exact rule.");
    if let Some(instalment) = instalment {
        report = report
            .row("Amount due", amount(instalment.total()))
            .row("Principal", amount(instalment.principal))
            .row("Interest", amount(instalment.interest))
            .row("Principal left afterwards", amount(instalment.remaining));
    }
    report
}

pub(in crate::words) fn payoff(payoff: &Payoff, figures: &PayoffFigures) -> Report {
    let fee = match figures.free_from {
        _ if figures.fee.0 == 0 => "There is no fee for paying early now.".to_owned(),
        Some(free) => format!("From {} on there is no fee for paying early.", day(free)),
        None => "The fee for paying early is included.".to_owned(),
    };
    Report::new(payoff.of.label(Language::En), format!("For {}", day(figures.on)), Tone::Calm)
        .saying(format!("To pay everything off on {}, it takes {}. {fee}", day(figures.on), amount(figures.total())))
        .next("You can see how to pay, or ask an agent. There is no need to hurry.")
        .expected(Some(format!("This sum holds until {}.", moment(figures.valid_until))))
        .row("To pay everything off", amount(figures.total()))
        .row("Principal left", amount(figures.principal))
        .row("Interest", amount(figures.interest))
        .row("Fee for paying early", amount(figures.fee))
        .basis(format!(
            "A fee may be asked only within three years of the loan, and only for costs that really arise ({CHECK})."
        ))
}

pub(in crate::words) fn debit(debit: &Debit, debited: &Debited) -> Report {
    let at = moment(debited.tried_at);
    let account = format!("{} ****{}", debited.bank.en, debited.account);
    let sum = amount(debited.amount);
    let (state, tone, lead) = match debited.outcome {
        DebitOutcome::Done => ("Debited", Tone::Good, format!("{sum} was debited from {account} on {at}.")),
        DebitOutcome::Pending => (
            "Being debited",
            Tone::Calm,
            format!("{sum} is being debited from {account} since {at}. The result comes today."),
        ),
        DebitOutcome::Insufficient => (
            "Not debited",
            Tone::Attention,
            format!(
                "We tried to debit {sum} from {account} on {at}, but the balance was too low, so nothing was taken."
            ),
        ),
        DebitOutcome::AccountClosed => (
            "Not debited",
            Tone::Attention,
            format!("We tried to debit {sum} from {account} on {at}, but that account cannot be debited."),
        ),
        DebitOutcome::Refused => (
            "Not debited",
            Tone::Attention,
            format!("We tried to debit {sum} from {account} on {at}, but the bank did not accept it."),
        ),
    };
    let next = match (debited.outcome, debited.retry_at) {
        (DebitOutcome::Done, _) => "Nothing more to do. If it was taken twice, an agent returns it.".to_owned(),
        (DebitOutcome::Pending, _) => "There is nothing for you to do now.".to_owned(),
        (DebitOutcome::AccountClosed, _) => "You can name another account, or pay today yourself.".to_owned(),
        (_, Some(retry)) => {
            format!(
                "It is tried again on {}. You can fill up the balance before that, or pay today yourself.",
                moment(retry)
            )
        }
        (_, None) => "You can pay today yourself. If that is hard, an agent can arrange to split it.".to_owned(),
    };
    Report::new(debit.of.label(Language::En), state, tone)
        .saying(lead)
        .next(next)
        .row("Tried at", at)
        .row("Account", account)
        .row("Amount", sum)
        .basis("How often and when it is debited generally follows your debit agreement. Please check there for the exact rule.")
}

pub(in crate::words) fn overdue(overdue: &Overdue, arrears: &Arrears) -> Report {
    let total = amount(arrears.total());
    Report::new(overdue.of.label(Language::En), format!("{} days late", arrears.days), Tone::Attention)
        .saying(format!("As of today {total} is late (day {}).", arrears.days))
        .since(since(arrears.since))
        .next("If it is hard to pay at once, an agent can arrange with you to split or postpone it. Take your time.")
        .by(format!(
            "If it is settled before {}, it is not registered as a delay of three months or more (as of 2026-11-22, to check: Korea Credit Information Services).",
            day(arrears.registered_from)
        ))
        .row("Total as of today", total)
        .row("Late principal", amount(arrears.principal))
        .row("Late interest", amount(arrears.interest))
        .row("Interest for the delay", amount(arrears.late_interest))
        .basis(format!(
            "With less than 30 million won of principal you may ask for a debt adjustment, and we have to tell you our decision within 10 business days ({CHECK})."
        ))
}
