//! bot: what is said around a lookup in English: the proof it needs, nothing found, which one, not now.

use crate::core::{Lookup, Sight};

pub(in crate::words) fn lookup_name(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::ApplicationProgress => "application",
        Lookup::RejectionDetail => "reasons for the decision",
        Lookup::DocumentCheck => "documents",
        Lookup::LimitReview => "limit",
        Lookup::RateCutCase => "request for a lower rate",
        Lookup::CurrentRate => "interest rate",
        Lookup::RepaymentSchedule => "payment schedule",
        Lookup::PayoffQuote => "payoff amount",
        Lookup::AutodebitResult => "auto-debit result",
        Lookup::OverdueBalance => "late payments",
        Lookup::HardshipCase => "request for relief",
        Lookup::DebtAdjustmentCase => "debt adjustment",
        Lookup::CreditScore => "credit scores",
        Lookup::ScoreChangeReasons => "reasons for the score change",
        Lookup::DisputeCase => "objection or complaint",
        Lookup::CardDelivery => "card delivery",
        Lookup::CardStatement => "card bill",
        Lookup::CardBlockReason => "reason for the card block",
    }
}

pub(in crate::words) fn sign_in(lookup: Lookup) -> String {
    format!(
        "Only you may see your {}, so please sign in first. Sign in on our website or app and open this chat there: I'll find it without any resident or card number. Until then I can help with general questions.",
        lookup_name(lookup)
    )
}

pub(in crate::words) fn why_code(lookup: Lookup) -> String {
    format!(
        "Only you may see {}, so I need to make sure once that it's you. We send a 6-digit code to your registered phone. It is used for this chat only and ends by itself after 10 minutes without use.",
        sealed(lookup)
    )
}

pub(in crate::words) fn code_offer_stands(lookup: Lookup) -> String {
    format!("If you would still like to see your {}, please get a code.", lookup_name(lookup))
}

pub(in crate::words) fn not_in_messenger(lookup: Lookup) -> String {
    format!(
        "I don't show {} in a messenger: it belongs to another company, and this keeps you safe. Come to our own chat with a web link that opens only once, and you'll see it right after a short check.",
        sealed(lookup)
    )
}

pub(in crate::words) fn slow(lookup: Lookup) -> String {
    format!(
        "Looking up your {} takes longer than usual. It is nothing you did. Please tap again in a moment.",
        lookup_name(lookup)
    )
}

pub(in crate::words) fn down(lookup: Lookup) -> String {
    format!(
        "I can't look up your {} right now. Your information is safe. Please tap again in a moment.",
        lookup_name(lookup)
    )
}

pub(in crate::words) fn nothing_found(lookup: Lookup) -> String {
    match lookup {
        Lookup::ApplicationProgress => {
            "No application is under review. If you have just applied, it may take a few minutes to arrive."
        }
        Lookup::RejectionDetail => "No application was declined. Shall we see whether one is under review?",
        Lookup::DocumentCheck => {
            "No document is being checked. If you have just sent one, it shows up in a few minutes. Shall I tell you which ones are needed?"
        }
        Lookup::LimitReview => "There is no card with a limit now.",
        Lookup::RateCutCase => "No request for a lower rate was taken in. Shall I tell you when one can be made?",
        Lookup::CurrentRate => "You have no loan at the moment.",
        Lookup::RepaymentSchedule => "No payment is coming up.",
        Lookup::PayoffQuote => "There is no loan to pay off.",
        Lookup::AutodebitResult => "Nothing was debited lately.",
        Lookup::OverdueBalance => "Nothing is late. You can rest easy.",
        Lookup::HardshipCase => "We have no request for relief from you. If you need it, you can ask for it now.",
        Lookup::DebtAdjustmentCase => {
            "I see no debt adjustment under way. If you have just filed it with the CCRS or a court, it may take a few days until we hear of it."
        }
        Lookup::CreditScore => {
            "We have no credit score of yours at hand. You can see it for free in the bureaus' apps or at credit4u.or.kr."
        }
        Lookup::ScoreChangeReasons => {
            "We were told of no reason for a change lately. You can check with the bureaus themselves."
        }
        Lookup::DisputeCase => "No objection or complaint is open. If you would like to file one, just tell me.",
        Lookup::CardDelivery => "No card is on its way.",
        Lookup::CardStatement => "There is no card bill for that time.",
        Lookup::CardBlockReason => "No card is blocked. If paying does not work, an agent can look into it with you.",
    }
    .into()
}

pub(in crate::words) fn choose(lookup: Lookup) -> String {
    match lookup {
        Lookup::ApplicationProgress | Lookup::RejectionDetail | Lookup::DocumentCheck => {
            "You have several applications. Which one shall I show?"
        }
        Lookup::CurrentRate
        | Lookup::RepaymentSchedule
        | Lookup::PayoffQuote
        | Lookup::AutodebitResult
        | Lookup::OverdueBalance => "You have several contracts. Which one shall I show?",
        Lookup::LimitReview | Lookup::CardDelivery | Lookup::CardStatement | Lookup::CardBlockReason => {
            "You have several cards. Which one shall I show?"
        }
        Lookup::CreditScore | Lookup::ScoreChangeReasons => "There are two bureaus. Which one shall I show?",
        Lookup::RateCutCase | Lookup::HardshipCase | Lookup::DebtAdjustmentCase | Lookup::DisputeCase => {
            "There are several. Which one shall I show?"
        }
    }
    .into()
}

pub(in crate::words) fn ticket_title(lookup: Lookup) -> String {
    format!("Check of your {}", lookup_name(lookup))
}

pub(in crate::words) fn ticket_next() -> String {
    "An agent checks it as soon as the system answers and lets you know. You need not tell us again.".into()
}

pub(in crate::words) fn see_figures(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::ApplicationProgress => "Show the amount too",
        Lookup::DocumentCheck => "Show what to change",
        Lookup::RateCutCase => "Show the result too",
        Lookup::HardshipCase => "Show the terms too",
        Lookup::DisputeCase | Lookup::CardBlockReason => "Show the details too",
        _ => "Show amounts",
    }
}

pub(in crate::words) fn another_one(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::LimitReview | Lookup::CardDelivery | Lookup::CardStatement | Lookup::CardBlockReason => "Another card",
        Lookup::ApplicationProgress | Lookup::RejectionDetail | Lookup::DocumentCheck => "Another application",
        Lookup::CreditScore | Lookup::ScoreChangeReasons => "The other bureau",
        Lookup::RateCutCase | Lookup::HardshipCase | Lookup::DebtAdjustmentCase | Lookup::DisputeCase => "Another case",
        _ => "Another contract",
    }
}

/// What of a lookup only a fresh proof shows.
fn sealed(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::ApplicationProgress => "the amount you applied for",
        Lookup::RejectionDetail => "the reasons for the decision",
        Lookup::DocumentCheck => "the details of your documents",
        Lookup::RateCutCase => "the result of your request",
        Lookup::HardshipCase => "the terms of your relief",
        Lookup::DebtAdjustmentCase => "your debt adjustment",
        Lookup::CreditScore => "your credit scores",
        Lookup::ScoreChangeReasons => "the reasons for the score change",
        Lookup::DisputeCase => "the details of your case",
        Lookup::CardBlockReason => "the details of the block",
        _ if matches!(lookup.sight(), Sight::Figures) => "these amounts",
        _ => "the amounts",
    }
}
