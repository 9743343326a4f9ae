//! bot: the fixed English texts for emergencies. They are reviewed as a whole and never varied.

use handoff::emergency::Emergency;

use crate::words::{Alarm, Question, phone, steps};

pub(in crate::words) fn alarm(
    emergency: Emergency,
    another: Option<&str>,
    taken: Option<(&str, &str)>,
    someone: bool,
) -> Alarm {
    let desk = match (someone, emergency) {
        (true, _) => "I'm connecting you to an agent right now.",
        (false, Emergency::CardLost) => {
            "No agent is at the desk right now. I have put this conversation first in line, so it is the first to be seen."
        }
        (false, _) => {
            "No agent is at the desk right now. I have put this conversation first in line. Please don't wait for us: call the numbers given here first."
        }
    };
    let taken = taken.map(|(number, time)| format!(" (no. {number}, {time})"));
    match emergency {
        Emergency::VoicePhishing => phishing(another, desk),
        Emergency::IdentityTheft => identity(another, taken.as_deref(), desk),
        Emergency::CardLost => lost(another, taken.as_deref(), desk),
        Emergency::CardUnauthorised => unauthorised(another, taken.as_deref(), desk),
        Emergency::IllegalCollection => collection(desk),
        Emergency::SelfHarm => crisis(another, someone),
        Emergency::Medical => Alarm {
            text: format!(
                "Please call 119 right now. Stay on the line and follow their advice. Everything else can wait. {desk}"
            ),
            title: "Call 119 now".into(),
            phones: vec![phone("119", "Ambulance and medical advice")],
            steps: steps(&[
                "Check breathing and consciousness and follow 119's advice.",
                "Don't move the person alone or give them food.",
            ]),
        },
        Emergency::Coercion => Alarm {
            text: format!(
                "I understand. From now on I will show no personal information in this chat. If you are in danger, call or text 112. An agent can call your registered number at a time that is safe for you. {desk}"
            ),
            title: "Your safety comes first".into(),
            phones: vec![phone("112", "Police (texts work too)")],
            steps: steps(&[
                "Write a time at which you are alone and can talk.",
                "Don't send money or tell anyone a number because they say so.",
            ]),
        },
        Emergency::Threat => Alarm {
            text: format!(
                "You sound very angry, and a team lead will look at this in person. When somebody may be hurt, safety comes first. If anyone is in danger right now, call 112. {desk}"
            ),
            title: "Nobody getting hurt comes first".into(),
            phones: vec![phone("112", "Police")],
            steps: steps(&["Write what is hardest for you, and I will pass it on as it is."]),
        },
    }
}

fn phishing(another: Option<&str>, desk: &str) -> Alarm {
    let text = if let Some(who) = another {
        format!(
            "If they are still on the call, please have them hang up. Call 112 from another phone than that of {who}, and ask to freeze any money that was sent (advice: 1394, 24 hours). An agent helps to stop their dealings after checking on their registered number. {desk}"
        )
    } else {
        format!(
            "You may hang up right now. Call 112 from someone else's phone and ask to freeze the money you sent (advice: 1394, 24 hours). Tap “Stop everything” below and the request to stop your loans and cards with us is received at once. You can continue this chat on another device. {desk}"
        )
    };
    Alarm {
        text,
        title: "Hang up, and call 112 from another phone".into(),
        phones: vec![phone("112", "Report and freeze money"), phone("1394", "Phishing advice (24 hours)")],
        steps: if another.is_some() {
            steps(&[
                "Call 112 from a phone other than theirs.",
                "Put their phone into flight mode.",
                "Whatever the caller says, send and tell nothing more.",
            ])
        } else {
            steps(&[
                "Tap “Stop everything”: the request to stop your loans and cards with us is received at once.",
                "Call 112 from someone else's phone and ask to freeze the money.",
                "Then put this phone into flight mode.",
                "Don't send money or install an app because a caller says so.",
            ])
        },
    }
}

fn identity(another: Option<&str>, taken: Option<&str>, desk: &str) -> Alarm {
    let stop = match (another, taken) {
        (None, Some(taken)) => format!("I have received the request to block new loans and cards first{taken}."),
        _ => "An agent helps to block new loans and cards after checking on their registered number.".to_owned(),
    };
    Alarm {
        text: format!(
            "What you did not do must be stopped right away. {stop} Please report it to the police at 112 (cybercrime too) and apply for the credit block at a bank or in an app. You can check phones opened in your name at msafer.or.kr. {desk}"
        ),
        title: "Stop first, then report".into(),
        phones: vec![phone("112", "Police (cybercrime too)"), phone("1332", "Financial Supervisory Service")],
        steps: steps(&[
            "Report to 112 and keep the record of your report.",
            "Apply for the credit block (안심차단) at a bank or in an app.",
            "Check phones opened in your name at msafer.or.kr.",
            "Keep every message, letter and notice of a contract you got.",
        ]),
    }
}

fn lost(another: Option<&str>, taken: Option<&str>, desk: &str) -> Alarm {
    let text = match (another, taken) {
        (None, Some(taken)) => format!(
            "I have received the request to stop your cards{taken}. We will call your registered number to confirm. {desk} Is there a charge that you did not make?"
        ),
        _ => format!(
            "The card's owner can stop it at once by signing in, or on the card company's lost-card line. If it is urgent, an agent helps after checking on their registered number. {desk}"
        ),
    };
    Alarm {
        text,
        title: "Card stop".into(),
        phones: Vec::new(),
        steps: if another.is_some() {
            steps(&["Tell the card's owner right away.", "Don't tell anyone a card number or password, not even us."])
        } else {
            steps(&[
                "Write down the receipt number and the time.",
                "Cards of other companies can generally be reported in one place; please check with a card company.",
                "If you find it, tell an agent before you use it again.",
            ])
        },
    }
}

fn unauthorised(another: Option<&str>, taken: Option<&str>, desk: &str) -> Alarm {
    let text = match (another, taken) {
        (None, Some(taken)) => format!(
            "That must be a shock. I have received the request to stop your cards{taken}. We will call your registered number to confirm, and an agent goes through the unknown charges with you and disputes them. {desk}"
        ),
        _ => format!(
            "That must be a shock. The card's owner can stop it at once by signing in, or on the card company's lost-card line. If it is urgent, an agent helps after checking on their registered number. {desk}"
        ),
    };
    Alarm {
        text,
        title: "Card stop and dispute".into(),
        phones: vec![phone("112", "Theft or crime")],
        steps: steps(&[
            "Write down the receipt number and the time.",
            "Keep the payment messages and records.",
            "From your report on, and for 60 days before it, the card company in principle bears misuse; there are exceptions (Specialised Credit Finance Act art. 16, as of 2026-11-22, to check: 1332).",
        ]),
    }
}

fn collection(desk: &str) -> Alarm {
    Alarm {
        text: format!(
            "If you are in danger now, call 112 first. You can report illegal lending and collection to the Financial Supervisory Service at 1332 → 3, and get a free lawyer against collectors at 1332 → 3 → 6 or at the Legal Aid Corporation, 132 → 0. Keep all messages, calls and payment records. {desk} Did they use our company's name?"
        ),
        title: "You don't have to bear threats alone".into(),
        phones: vec![
            phone("112", "In danger now"),
            phone("1332", "Financial Supervisory Service (press 3)"),
            phone("132", "Legal aid (press 0), free lawyer"),
        ],
        steps: steps(&[
            "Keep all messages, calls and payment records.",
            "Don't send money or take a new debt to make it stop.",
            "Some kinds of contract may be void: ask about it when you report.",
        ]),
    }
}

fn crisis(another: Option<&str>, someone: bool) -> Alarm {
    if another.is_some() {
        let desk = if someone {
            "An agent will take over this conversation shortly."
        } else {
            "I have put this conversation first in line. Nobody is at the desk right now, so please call first."
        };
        return Alarm {
            text: format!(
                "Thank you for telling me. If they are in danger now, please call 112 or 119 first. If you are with them, please don't leave them alone. 109 is open 24 hours, for worried family and friends too. {desk} Do you know where they are now?"
            ),
            title: "Please call 112 or 119 first".into(),
            phones: vec![
                phone("112", "Police"),
                phone("119", "Ambulance"),
                phone("109", "Suicide prevention line (24 hours)"),
            ],
            steps: steps(&[
                "Tell 112 where they are and when you last heard from them.",
                "If you are with them, please stay.",
            ]),
        };
    }
    let desk = if someone {
        "An agent will take over this conversation shortly."
    } else {
        "I have put this conversation first in line. Nobody is at the desk right now and it may take a while, so please call 109 first."
    };
    Alarm {
        text: format!(
            "Thank you for telling me. This must have been very heavy for you. You don't have to bear it alone. The suicide prevention line 109 is open 24 hours, and if you are in danger right now, please call 119 or 112. Debts can be sorted out, and we will stop reminders today. {desk} Are you in a safe place now?"
        ),
        title: "You don't have to bear it alone".into(),
        phones: vec![
            phone("109", "Suicide prevention line (24 hours)"),
            phone("119", "Ambulance"),
            phone("112", "Police"),
        ],
        steps: steps(&["Call 109 now, or ask someone near you to stay with you."]),
    }
}

pub(in crate::words) fn still_with_you(emergency: Emergency, again: bool) -> String {
    match (emergency, again) {
        (Emergency::SelfHarm, false) => "Thank you for telling me. I'm passing it on to the agent just as you wrote it. You don't have to be alone with this. 109 is open right now, and if you are in danger, please call 119 or 112.",
        (Emergency::SelfHarm, true) => "I'm listening, and the agent will have every word. Is there someone who can be with you now? You can call 109 at any time.",
        (Emergency::Medical, _) => "Please follow 119's advice first. I have passed on what you wrote.",
        (Emergency::Coercion, _) => "I understand. I have passed it on as it is. I'm not showing personal information in this chat.",
        (Emergency::VoicePhishing, _) => "I have passed it on. While you wait, please call 112 from another phone first.",
        (
            Emergency::IdentityTheft
            | Emergency::CardUnauthorised
            | Emergency::CardLost
            | Emergency::IllegalCollection
            | Emergency::Threat,
            _,
        ) => "I have passed it on. This conversation is first in line.",
    }
    .into()
}

pub(in crate::words) fn unknown_charge() -> String {
    "Is there a charge that you did not make?".into()
}

pub(in crate::words) fn no_unknown_charge() -> String {
    "Good. The stop request stays, and an agent will call to confirm.".into()
}

pub(in crate::words) fn nothing_given() -> String {
    "Good that you have given nothing. Don't reply and don't open links. We never ask you to pay off first or to install an app. If you are still worried, call 1394 (24 hours) or ask for an agent.".into()
}

pub(in crate::words) fn not_from_us() -> String {
    "Thank you for telling me. An agent will guide you to reporting it and to free legal help. Please keep all records."
        .into()
}

pub(in crate::words) fn suspicious() -> Question {
    Question {
        text: "Please don't answer a suspicious contact, and don't open links. We never ask you to pay off first or to install an app. Have you given money or information? Are you on the call now?".into(),
        first: "Yes, or I'm not sure".into(),
        second: "No, I gave nothing".into(),
    }
}

pub(in crate::words) fn ask_danger(emergency: Emergency) -> Question {
    let (text, first, second) = match emergency {
        Emergency::VoicePhishing => return suspicious(),
        Emergency::CardLost => (
            "Have you lost your card? If so, I can take the request to stop it at once, without signing in.",
            "Yes, I lost it",
            "No, something else",
        ),
        Emergency::CardUnauthorised => (
            "Is there a payment you did not make? If so, I can take the request to stop your cards at once.",
            "Yes, it wasn't me",
            "No, something else",
        ),
        Emergency::IdentityTheft => (
            "Is there a loan or card you did not open? If so, I can take the request to block new ones at once.",
            "Yes, it wasn't me",
            "No, something else",
        ),
        Emergency::IllegalCollection => (
            "Is someone threatening you? If you are in danger now, please call 112 first.",
            "Yes, I was threatened",
            "No, something else",
        ),
        Emergency::SelfHarm => (
            "Are you having a very hard time right now? You can talk to someone at 109, open 24 hours, and if you are in danger please call 119 or 112.",
            "Yes, it's very hard",
            "I'm fine, it's something else",
        ),
        Emergency::Medical | Emergency::Coercion | Emergency::Threat => (
            "Is someone in danger right now? If so, please call 119 or 112 first.",
            "Yes, there is danger",
            "No, something else",
        ),
    };
    Question { text: text.into(), first: first.into(), second: second.into() }
}
