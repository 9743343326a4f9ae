//! bot: what customers read of the desk: calls that are booked, warnings, and what a person left for the bot.

use handoff::event::{Disposition, Fact};
use handoff::message::{Author, Language, Message};
use jiff::civil::{Date, DateTime};

use crate::conversation::Returned;

/// Something that the bot says by itself.
pub fn said(text: String) -> Fact {
    Fact::Said { message: Message::text(Author::Bot, text), reading: None }
}

/// A call is booked.
pub fn booked(language: Language, at: DateTime) -> String {
    match language {
        Language::Ko => format!(
            "네, {}에 상담원이 이 대화로 먼저 연락드릴게요. 그때까지 기다리지 않으셔도 됩니다. 마음이 바뀌시면 언제든 취소하실 수 있어요.",
            moment(language, at)
        ),
        Language::En => format!(
            "An agent will get back to you in this chat on {} (Korean time). You do not need to wait until then, and you can cancel at any time.",
            moment(language, at)
        ),
    }
}

/// A booked call is not wanted any more.
pub fn call_cancelled(language: Language, at: DateTime) -> String {
    match language {
        Language::Ko => {
            format!("네, {} 연락 예약을 취소했어요. 필요하시면 언제든 다시 말씀해 주세요.", moment(language, at))
        }
        Language::En => {
            format!("Your call-back on {} is cancelled. Just tell me if you need one after all.", moment(language, at))
        }
    }
}

/// The question before a call is booked, what a booking means, and the button that books.
pub fn booking(language: Language) -> [&'static str; 3] {
    match language {
        Language::Ko => [
            "언제 연락드릴까요?",
            "그 시간에 상담원이 이 대화로 먼저 연락드려요. 기다리지 않으셔도 돼요.",
            "이 시간으로 예약",
        ],
        Language::En => [
            "When shall we get back to you?",
            "An agent will write to you in this chat at that time. There is no need to wait. All times are Korean time.",
            "Book this time",
        ],
    }
}

/// A time that can be booked, seen from `today`.
pub fn bookable(language: Language, at: DateTime, today: Date) -> String {
    let tomorrow = today.tomorrow().unwrap_or(today);
    let day = match language {
        Language::Ko if at.date() == today => "오늘".to_owned(),
        Language::Ko if at.date() == tomorrow => "내일".to_owned(),
        Language::Ko => super::ko::day(at.date()),
        Language::En if at.date() == today => "Today".to_owned(),
        Language::En if at.date() == tomorrow => "Tomorrow".to_owned(),
        Language::En => super::en::day(at.date()),
    };
    format!("{day} {:02}:{:02}", at.hour(), at.minute())
}

/// A day of the year and a time of the day, as they are said.
fn moment(language: Language, at: DateTime) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    match language {
        Language::Ko => format!("{}월 {}일 {hour:02}:{minute:02}", at.month(), at.day()),
        Language::En => format!("{} at {hour:02}:{minute:02}", at.strftime("%-d %B")),
    }
}

/// The booked time has come.
pub fn recalled(language: Language) -> String {
    match language {
        Language::Ko => "약속드린 시간이 되어 상담원을 연결하고 있어요. 잠시만 기다려 주세요.",
        Language::En => "It is the time we agreed on, and an agent is being connected. One moment, please.",
    }
    .to_owned()
}

/// A customer whose name is not known.
pub const fn somebody(reader: Language) -> &'static str {
    match reader {
        Language::Ko => "손님",
        Language::En => "Guest",
    }
}

/// A person passes the conversation on to a colleague; nothing has to be said twice.
pub fn transferred(language: Language) -> String {
    match language {
        Language::Ko => {
            "이 내용을 더 잘 아는 상담원에게 이어 드리고 있어요. 지금까지 나눈 이야기는 모두 전해 두어서 다시 설명하지 않으셔도 되고, 기다리신 순서도 그대로예요."
        }
        Language::En => {
            "We are passing you on to a colleague who knows this matter better. They have everything you told us, so you do not need to explain it again, and you keep your place in line."
        }
    }
    .to_owned()
}

/// A person met abuse and asks for another tone; it names no one and blames nothing but the words.
pub fn warned(language: Language) -> String {
    match language {
        Language::Ko => {
            "속상하신 마음은 충분히 이해해요. 다만 심한 표현이 이어지면 상담을 계속하기 어려워요. 문제를 풀 수 있도록 차분히 말씀해 주시면 끝까지 도와드릴게요."
        }
        Language::En => {
            "We understand that this is upsetting. If the strong words go on, we cannot continue this conversation. Tell us calmly what happened, and we will see it through with you."
        }
    }
    .to_owned()
}

/// The conversation ends for abuse; what was asked is not lost.
pub fn ended(language: Language) -> String {
    match language {
        Language::Ko => {
            "심한 표현이 이어져 오늘 상담은 여기서 마칠게요. 남기신 내용은 기록해 두었고, 급한 일은 언제든 이 창에서 접수하실 수 있어요."
        }
        Language::En => {
            "As the strong words went on, we end this conversation here for today. What you told us is on record, and urgent matters can be reported here at any time."
        }
    }
    .to_owned()
}

/// A person gave the conversation back: the bot knows what came of it.
pub fn welcome_back(language: Language, returned: &Returned) -> String {
    let Returned { name, topic, back, .. } = returned;
    match (language, back.disposition) {
        (Language::Ko, Disposition::Settled) => format!(
            "{name} 상담원이 ‘{topic}’ 건을 마쳤다고 전해 주었어요. 더 궁금한 것은 제가 이어서 도와드릴게요. 상담원은 언제든 다시 부르실 수 있어요."
        ),
        (Language::Ko, Disposition::GoOn) => format!(
            "{name} 상담원에게 ‘{topic}’ 건을 이어받았어요. 같은 말씀을 다시 하지 않으셔도 됩니다. 바로 이어서 도와드릴게요."
        ),
        (Language::Ko, Disposition::Promised) => format!(
            "{name} 상담원이 ‘{topic}’ 건을 약속드린 때에 다시 챙기기로 했어요. 그 사이 궁금한 것은 제가 도와드릴게요."
        ),
        (Language::En, Disposition::Settled) => format!(
            "{name} has settled “{topic}” with you. I am here for anything else, and you can call an agent again at any time."
        ),
        (Language::En, Disposition::GoOn) => {
            format!("{name} passed “{topic}” on to me. You do not need to repeat anything; let us go on.")
        }
        (Language::En, Disposition::Promised) => format!(
            "{name} will come back to “{topic}” at the time you agreed on. Until then I am here for your questions."
        ),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn times_are_said_as_people_say_them() {
        let at = date(2026, 11, 27).at(14, 0, 0, 0);
        assert!(booked(Language::En, at).contains("on 27 November at 14:00 (Korean time)"));
        assert!(booked(Language::Ko, at).contains("11월 27일 14:00에"));
        let label = |language, day| bookable(language, at, date(2026, 11, day));
        assert_eq!((label(Language::Ko, 27), label(Language::En, 26)), ("오늘 14:00".into(), "Tomorrow 14:00".into()));
        assert_eq!(label(Language::Ko, 20), "11월 27일(금) 14:00");
    }
}
